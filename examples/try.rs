use gainsay::annotate;
use gainsay::model::*;
fn main() {
    let lex = gainsay::lexicon::Lexicon::embedded();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut turns = vec![];
        let mut at = 0;
        let mut line = 1;
        for l in text.split_inclusive('\n') {
            let s = Span::new(at, at + l.len()).trim(&text);
            if !s.is_empty() {
                turns.push(Turn {
                    span: s,
                    role: TurnRole::Paragraph,
                    speaker: None,
                    time: None,
                    line,
                    cue: None,
                    continues: false,
                });
            }
            at += l.len();
            line += 1;
        }
        let mut a = Annotations::default();
        for (i, t) in turns.iter().enumerate() {
            let p = t.span.of(&text);
            for b in sentencex::get_sentence_boundaries("en", p) {
                let s = Span::new(t.span.start + b.start_byte, t.span.start + b.end_byte).trim(&text);
                if !s.is_empty() {
                    a.sentences.push(Sentence { span: s, turn: i });
                }
            }
            a.places.extend(annotate::places::places(&text, t.span, &lex));
        }
        for (i, s) in a.sentences.iter().enumerate() {
            let h = lex.scan.holds(s.span.of(&text));
            if h.claim || h.vague {
                a.trees.insert(i, annotate::syntax::parse(&text, s.span));
            }
            if std::env::var("TREES").is_ok() {
                if let Some(t) = a.trees.get(&i) {
                    println!("{}", annotate::syntax::draw(t));
                }
            }
        }
        let name = std::path::Path::new(&path).file_name().unwrap().to_string_lossy().to_string();
        let d = Document {
            id: name.clone(),
            path: name,
            sha256: String::new(),
            format: "text".into(),
            kind: DocumentKind::Article,
            title: None,
            source: None,
            url: None,
            authors: vec![],
            published: None,
            published_basis: None,
            language: None,
            text,
            turns,
        };
        for c in gainsay::extract::claims(&d, &a, &lex) {
            println!("{}", serde_json::to_string(&c).unwrap());
        }
    }
}
