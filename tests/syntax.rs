//! The committed parser read by its users: golden sentences, a floor under its scores, sameness, odd input.

use gainsay::annotate::syntax::conllu::read;
use gainsay::annotate::syntax::{conllu, draw, parse, parse_tokens};
use gainsay::model::span::Span;
use gainsay::model::tree::{NEGATORS, Tense, Token, Tree, Upos};

fn whole(text: &str) -> Tree {
    parse(text, Span { start: 0, end: text.len() })
}

fn at(tree: &Tree, form: &str) -> usize {
    tree.tokens.iter().position(|t| t.form == form).unwrap_or_else(|| panic!("no token {form}:\n{}", draw(tree)))
}

/// The noun phrase, or "-" when there is none.
fn name<'a>(text: &'a str, tree: &Tree, i: Option<usize>) -> &'a str {
    i.map_or("-", |i| {
        let span = tree.name_span(i);
        &text[span.start..span.end]
    })
}

#[test]
fn who_does_what_to_what() {
    // sentence, verb, doer, object
    let cases = [
        ("The bank deleted the old records in May.", "deleted", "The bank", "the old records"),
        ("The old records were deleted by the bank.", "deleted", "the bank", "The old records"),
        ("Records were deleted.", "deleted", "-", "Records"),
        ("Data stored by the clinic was lost.", "stored", "the clinic", "Data"),
        ("The firm that sold the data has closed.", "sold", "The firm", "the data"),
        ("Officials want to read the messages.", "read", "Officials", "the messages"),
        ("She asked the engineers to remove the backups.", "remove", "the engineers", "the backups"),
        ("The agency collected names and sold them.", "sold", "The agency", "them"),
        ("After copying the files, the clerk resigned.", "copying", "the clerk", "the files"),
    ];
    for (text, form, doer, object) in cases {
        let tree = whole(text);
        let i = at(&tree, form);
        let found = (name(text, &tree, tree.agent(i)), name(text, &tree, tree.object(i)));
        assert_eq!(found, (doer, object), "{text}\n{}", draw(&tree));
    }
}

#[test]
fn negation_tense_and_what_is_said() {
    let text = "The minister said the ministry had never shared the files.";
    let tree = whole(text);
    let (said, shared) = (at(&tree, "said"), at(&tree, "shared"));
    assert_eq!(tree.negation(shared, NEGATORS), Some(at(&tree, "never")));
    assert_eq!(tree.negation(said, NEGATORS), None);
    assert_eq!(tree.complement(said), Some(shared));
    assert_eq!(tree.governors(shared), [(said, "ccomp")]);
    assert_eq!(tree.tense(shared), Tense::Past);
    let text = "They will move the servers to Oslo.";
    let tree = whole(text);
    let moved = at(&tree, "move");
    assert_eq!(tree.tense(moved), Tense::Future);
    assert_eq!(tree.obliques(moved), [("to".to_owned(), at(&tree, "Oslo"))]);
}

#[test]
fn speech_without_capitals_or_marks_is_parsed() {
    let text = "um so we can still see all the messages";
    let tree = whole(text);
    let see = at(&tree, "see");
    assert_eq!(tree.root(), Some(see));
    assert_eq!(name(text, &tree, tree.agent(see)), "we");
    assert_eq!(name(text, &tree, tree.object(see)), "all the messages");
}

/// Written before the model was trained on statements; not one of them is from the treebank.
#[test]
fn short_statements_have_their_subject_and_verb() {
    // sentence, subject, verb
    let cases = [
        ("Orbanex shared browsing histories with three advertisers in March.", "Orbanex", "shared"),
        ("The sensors log every heartbeat during sleep.", "sensors", "log"),
        ("Auditors from the ministry copied patients' scan files.", "Auditors", "copied"),
        ("Tomasz's group tracks each badge swipe.", "group", "tracks"),
        ("Forty percent of customer calls pass through Fennmark servers.", "percent", "pass"),
        ("Dravik analysts opened payment files several times in August.", "analysts", "opened"),
        ("Employees at a supplier in Lodz lost weeks checking the sensor data.", "Employees", "lost"),
        ("Kelvora chose who held keys to the archive.", "Kelvora", "chose"),
        ("Kelvora holds copies of the passport scans.", "Kelvora", "holds"),
        ("Cameras film drivers for the whole shift.", "Cameras", "film"),
        ("Nordhelm leaked salary data to a rival last spring.", "Nordhelm", "leaked"),
        ("The vendor stores voice clips in Dublin.", "vendor", "stores"),
        ("Managers at Pellworth read private messages for months.", "Managers", "read"),
        ("Sanvio traded postcode lists with a broker.", "Sanvio", "traded"),
        ("Staff in Manila handle refund requests.", "Staff", "handle"),
        ("The clinic's app sends step counts to Grelin.", "app", "sends"),
        ("Lukas deleted audit logs on Friday.", "Lukas", "deleted"),
        ("Most requests land on Imre's desk.", "requests", "land"),
        ("Contractors labelled thousands of bedroom recordings.", "Contractors", "labelled"),
        ("Tavrin guards encrypted backups in two vaults.", "Tavrin", "guards"),
        ("Regulators fined the airline over stolen card numbers.", "Regulators", "fined"),
        ("Police searched phone records without a warrant.", "Police", "searched"),
        ("Ostera moved student data to Oslo in 2021.", "Ostera", "moved"),
        ("School nurses note allergies in a shared spreadsheet.", "nurses", "note"),
        ("Our lawyers question the export figures.", "lawyers", "question"),
        ("Quillon bought location pings from weather apps.", "Quillon", "bought"),
        ("The meters report usage every ten minutes.", "meters", "report"),
        ("Half of the interns kept root passwords after June.", "Half", "kept"),
        ("Zemka scans passengers' faces at nine airports.", "Zemka", "scans"),
        ("Delivery firms map customers' daily habits.", "firms", "map"),
    ];
    let right = |(text, subject, form): &&(&str, &str, &str)| {
        let tree = whole(text);
        let verb = at(&tree, form);
        tree.root() == Some(verb) && tree.child_by(verb, &["nsubj"]) == Some(at(&tree, subject))
    };
    let found = cases.iter().filter(right).count();
    assert!(found >= 24, "{found} of {}", cases.len());
}

#[test]
fn a_country_is_no_pronoun() {
    let tree = whole("The clinic gave US patient data to the police, but they told us nothing.");
    assert_eq!(tree.tokens[at(&tree, "US")].upos, Upos::Propn);
    assert_eq!(tree.tokens[at(&tree, "us")].upos, Upos::Pron);
}

#[test]
fn the_same_words_give_the_same_tree_on_every_thread() {
    let text = "Neither the bank nor its auditors, who were told in June, could say where the tapes had gone.";
    let once = draw(&whole(text));
    let threads: Vec<_> = (0..4).map(|_| std::thread::spawn(move || draw(&whole(text)))).collect();
    for thread in threads {
        assert_eq!(thread.join().expect("parsing does not panic"), once);
    }
}

#[test]
fn odd_input_gives_a_tree_with_one_root() {
    let long = "and then we went on ".repeat(300);
    let odd = ["", " \u{A0} ", ".", "\u{1F600}\u{1F600}", "((((", "a\u{301}\u{200B}b", "\u{FEFF}No\u{FEFF}", &long];
    for text in odd {
        let tree = whole(text);
        let roots = tree.tokens.iter().filter(|t| t.head.is_none()).count();
        assert_eq!(roots, usize::from(!tree.is_empty()), "{text:?}");
        for (i, token) in tree.tokens.iter().enumerate() {
            assert_eq!(&text[token.span.start..token.span.end], token.form);
            assert!(tree.dominates(tree.root().expect("a tree has a root"), i), "{text:?}");
        }
        let lines = conllu(&tree, text, Span { start: 0, end: text.len() }).lines().count();
        assert!(lines >= tree.len());
    }
}

#[test]
fn scores_on_the_development_part_do_not_fall() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/ud-english-ewt/en_ewt-dev.conllu");
    let Ok(file) = std::fs::read_to_string(path) else {
        eprintln!("SKIPPED: no treebank beside the project, scores not checked");
        return;
    };
    let (mut n, mut tags, mut heads, mut arcs) = (0, 0, 0, 0);
    for sentence in read(&file) {
        let gold = &sentence.tree.tokens;
        let forms: Vec<&str> = gold.iter().map(|t| t.form.as_str()).collect();
        for (g, f) in gold.iter().zip(&parse_tokens(&forms).tokens) {
            let universal = |t: &Token| t.rel.split(':').next().map(str::to_owned);
            n += 1;
            tags += usize::from(g.upos == f.upos);
            heads += usize::from(g.head == f.head);
            arcs += usize::from(g.head == f.head && universal(g) == universal(f));
        }
    }
    let floor = |right: usize, share: f64| assert!(right as f64 / n as f64 >= share, "{right} of {n}, floor {share}");
    floor(tags, 0.94);
    floor(heads, 0.86);
    floor(arcs, 0.82);
}
