//! Tokens by the conventions of Universal Dependencies for English, as spans into the verbatim text.
//!
//! White space (U+00A0 included) parts words; then marks are peeled off both ends, clitics off the end ("did|n't",
//! "Acme|'s", "can|not"), and what is left is cut at hyphens, dashes and slashes, except addresses, numbers, times,
//! dates, abbreviations and prefixed words ("e-mail", "non-profit").

use crate::model::span::Span;

/// Abbreviations that keep their stop, in lower case without it.
const ABBREVIATIONS: [&str; 78] = [
    "adm", "apr", "attn", "aug", "ave", "blvd", "brig", "capt", "cmdr", "co", "col", "comdr", "conf", "corp", "cpl",
    "dec", "dept", "det", "dr", "esp", "esq", "est", "etc", "ext", "feb", "fig", "fri", "ft", "gen", "gov", "hon",
    "inc", "insp", "jan", "jr", "jul", "jun", "lt", "ltd", "maj", "mar", "messrs", "min", "mon", "mr", "mrs", "ms",
    "msgr", "mt", "no", "nos", "nov", "oct", "oz", "ph", "pp", "prof", "pvt", "rep", "reps", "rev", "sat", "sec",
    "sen", "sens", "sep", "sept", "sgt", "sr", "st", "sun", "supt", "thu", "thurs", "tue", "tues", "vol", "vs",
];
/// First parts that stay joined to the word after the hyphen.
const PREFIXES: [&str; 31] = [
    "anti", "arch", "bi", "co", "counter", "e", "ex", "extra", "inter", "intra", "mid", "mini", "multi", "neo", "non",
    "over", "post", "pre", "pro", "pseudo", "quasi", "re", "semi", "socio", "sub", "super", "trans", "tri", "ultra",
    "un", "under",
];
/// Endings of their own after a word; an apostrophe may be straight or curly.
const CLITICS: [&str; 8] = ["n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "'S"];
/// Words written together that are two tokens; the length of the first.
const FUSED: [(&str, usize); 9] = [
    ("cannot", 3),
    ("gonna", 3),
    ("gotta", 3),
    ("wanna", 3),
    ("dont", 2),
    ("didnt", 3),
    ("doesnt", 4),
    ("wont", 2),
    ("isnt", 2),
];

/// The tokens of one sentence, in text order, spans into `text`. White space is in no token, everything else is.
pub fn tokenize(text: &str, sentence: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let body = &text[sentence.start..sentence.end];
    let end = body.trim_end_matches(|c: char| c.is_whitespace() || is_closing(c)).len() + sentence.start;
    let mut start = None;
    for (i, c) in body.char_indices().chain(std::iter::once((body.len(), ' '))) {
        let blank = c.is_whitespace() || is_invisible(c);
        match (start, blank) {
            (None, false) => start = Some(i),
            (Some(from), true) => {
                let span = Span { start: sentence.start + from, end: sentence.start + i };
                Chunk { text, last_stop: end }.split(span, &mut out);
                start = None;
            }
            _ => {}
        }
    }
    out
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FEFF}' | '\u{00AD}')
        || c.is_control()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2018}' | '`')
}

fn is_closing(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '"' | '\u{201D}' | '\u{2019}' | '\'' | '\u{00BB}' | '>')
}

fn is_opening(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '"' | '\u{201C}' | '\u{201E}' | '\u{2018}' | '\u{00AB}' | '<' | '`')
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}')
}

/// Characters that end a word wherever they stand at its edge.
fn is_mark(c: char) -> bool {
    is_opening(c)
        || is_closing(c)
        || is_dash(c)
        || matches!(
            c,
            ',' | ';'
                | ':'
                | '!'
                | '?'
                | '\u{2026}'
                | '*'
                | '|'
                | '/'
                | '~'
                | '='
                | '\u{2022}'
                | '_'
                | '%'
                | '\u{00B7}'
        )
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{20AC}' | '\u{A3}' | '\u{A5}' | '\u{20B9}' | '#')
}

/// One stretch without white space.
struct Chunk<'a> {
    text: &'a str,
    /// End of the sentence's words: a stop there is a token of its own even after an abbreviation-like word.
    last_stop: usize,
}

impl Chunk<'_> {
    fn of(&self, span: Span) -> &str {
        &self.text[span.start..span.end]
    }

    /// Marks off the front, marks off the back, the word between.
    fn split(&self, mut span: Span, out: &mut Vec<Span>) {
        // Most words are letters only, in which no rule below finds a place to cut.
        let word = self.of(span);
        if word.bytes().all(|byte| byte.is_ascii_alphabetic()) && fused(word).is_none() {
            return out.push(span);
        }
        let mut tail = Vec::new();
        while span.start < span.end {
            if is_address(self.of(span)) || is_emoticon(self.of(span)) {
                break;
            }
            let Some(n) = self.leading(span) else { break };
            out.push(Span { start: span.start, end: span.start + n });
            span.start += n;
        }
        while span.start < span.end {
            if is_emoticon(self.of(span)) {
                break;
            }
            let Some(n) = self.trailing(span) else { break };
            tail.push(Span { start: span.end - n, end: span.end });
            span.end -= n;
        }
        if span.start < span.end {
            self.word(span, out);
        }
        out.extend(tail.into_iter().rev());
    }

    /// Length of the mark the stretch begins with, a run of one character counting as one mark.
    fn leading(&self, span: Span) -> Option<usize> {
        let word = self.of(span);
        let first = word.chars().next()?;
        let rest = &word[first.len_utf8()..];
        let next = rest.chars().next();
        if is_apostrophe(first) {
            let doubled = next.is_some_and(|c| c == first);
            let clipped = is_clitic(word) || rest.len() == 2 && rest.bytes().all(|b| b.is_ascii_digit());
            let decade = rest.len() == 3 && rest.ends_with('s') && rest.as_bytes()[0].is_ascii_digit();
            return if doubled { Some(2 * first.len_utf8()) } else { (!clipped && !decade).then(|| first.len_utf8()) };
        }
        if is_currency(first) {
            return next.filter(|c| c.is_ascii_digit()).map(|_| first.len_utf8());
        }
        if first == '.' {
            let run = run_length(word, first);
            return (run > 1 || rest.is_empty() || !next.is_some_and(|c| c.is_alphanumeric())).then_some(run);
        }
        if is_dash(first) && next.is_some_and(|c| c.is_ascii_digit()) && first == '-' {
            return Some(1);
        }
        if matches!(first, '!' | '?') {
            return Some(word.len() - word.trim_start_matches(['!', '?']).len());
        }
        is_mark(first)
            .then(|| if is_opening(first) || is_closing(first) { first.len_utf8() } else { run_length(word, first) })
    }

    /// Length of the mark or clitic the stretch ends with.
    fn trailing(&self, span: Span) -> Option<usize> {
        let word = self.of(span);
        let last = word.chars().next_back()?;
        let before = &word[..word.len() - last.len_utf8()];
        if last == '.' {
            return self.stop(span, before);
        }
        if is_apostrophe(last) && before.ends_with(last) {
            return Some(2 * last.len_utf8());
        }
        if matches!(last, '!' | '?') {
            return Some(word.len() - word.trim_end_matches(['!', '?']).len());
        }
        if is_mark(last) {
            let single = is_opening(last) || is_closing(last);
            return Some(if single { last.len_utf8() } else { word.len() - word.trim_end_matches(last).len() });
        }
        is_currency(last).then(|| before.ends_with(|c: char| c.is_ascii_digit()).then(|| last.len_utf8())).flatten()
    }

    /// A stop at the end of a word: several are one mark; one belongs to an abbreviation unless the sentence ends.
    fn stop(&self, span: Span, before: &str) -> Option<usize> {
        let dots = self.of(span).len() - before.trim_end_matches('.').len();
        if dots > 1 {
            return Some(dots);
        }
        let known = before.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        let initials = before.contains('.')
            && before.split('.').all(|p| (1..=2).contains(&p.chars().count()) && p.chars().all(char::is_alphabetic));
        let initial = before.chars().count() == 1 && before.chars().all(char::is_uppercase) && before != "I";
        let ends = span.end >= self.last_stop;
        let listed = ABBREVIATIONS.contains(&known.as_str());
        let company = ["inc", "corp", "co", "ltd", "jr", "sr"].contains(&known.as_str());
        let kept = initials || (initial && !ends) || (listed && (!ends || company));
        (!kept).then_some(1)
    }

    /// A word without marks at its ends.
    fn word(&self, span: Span, out: &mut Vec<Span>) {
        let word = self.of(span);
        if is_address(word) || is_number(word) {
            return out.push(span);
        }
        if let Some(cut) = clitic(word).or_else(|| fused(word)).or_else(|| unit_after_number(word)) {
            self.split(Span { start: span.start, end: span.start + cut }, out);
            return out.push(Span { start: span.start + cut, end: span.end });
        }
        match joint(word) {
            Some((at, length)) => {
                self.split(Span { start: span.start, end: span.start + at }, out);
                out.push(Span { start: span.start + at, end: span.start + at + length });
                self.split(Span { start: span.start + at + length, end: span.end }, out);
            }
            None => out.push(span),
        }
    }
}

fn run_length(word: &str, c: char) -> usize {
    word.len() - word.trim_start_matches(c).len()
}

/// Web and mail addresses and file names stay whole.
fn is_address(word: &str) -> bool {
    let lower = word.to_ascii_lowercase();
    let bare = lower.trim_end_matches(|c: char| is_closing(c) || matches!(c, '.' | ',' | ';' | ':' | '!' | '?'));
    if bare.len() != lower.len() {
        return false;
    }
    let mail = lower.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.'));
    let site = |tail: &str| [".com", ".org", ".net", ".gov", ".edu", ".co.uk", ".io"].iter().any(|e| tail.ends_with(e));
    let host = lower.split('/').next().unwrap_or("");
    let web = lower.starts_with("http://") || lower.starts_with("https://") || lower.starts_with("www.");
    let starts = lower.starts_with(|c: char| c.is_alphanumeric());
    starts && (web || mail || (host.len() > 4 && site(host) && !host.contains('-')))
}

fn is_emoticon(word: &str) -> bool {
    const FACES: [&str; 14] = [":)", ":(", ";)", ":-)", ":-(", ";-)", ":D", ":P", "=)", ":/", ":]", "<3", "(:", "^_^"];
    FACES.contains(&word)
}

/// Numbers, times, dates, telephone numbers, ranges of two parts written with stops, colons, commas or slashes.
fn is_number(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let inner = |b: u8| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':' | b'/');
    let groups: Vec<&str> = word.split('-').collect();
    let dated = groups.len() >= 3 && groups.iter().all(|g| !g.is_empty() && g.bytes().all(|b| b.is_ascii_digit()));
    let telephone = groups.len() == 2 && groups[0].len() == 3 && groups[1].len() == 4 && digits == 7;
    digits > 0 && (word.bytes().all(inner) || dated || telephone)
}

/// Where the clitic at the end of a word begins.
fn clitic(word: &str) -> Option<usize> {
    let start = |tail: &str| {
        let n = tail.chars().count();
        let at = word.char_indices().rev().nth(n - 1).map(|(i, _)| i)?;
        let same = |(a, b): (char, char)| a.eq_ignore_ascii_case(&b) || is_apostrophe(a) && b == '\'';
        (at > 0 && word[at..].chars().zip(tail.chars()).all(same)).then_some(at)
    };
    if word.contains(is_apostrophe) { CLITICS.iter().find_map(|c| start(c)) } else { None }
}

fn is_clitic(word: &str) -> bool {
    let straight: String = word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() }).collect();
    CLITICS.contains(&straight.as_str()) || ["'em", "'til", "'cause", "'bout", "'n"].contains(&straight.as_str())
}

fn fused(word: &str) -> Option<usize> {
    FUSED.iter().find(|(whole, _)| word.eq_ignore_ascii_case(whole)).map(|(_, cut)| *cut)
}

/// "5pm", "30k", "10mg": the number and its unit.
fn unit_after_number(word: &str) -> Option<usize> {
    const UNITS: [&str; 22] = [
        "am", "pm", "a.m.", "p.m.", "km", "kg", "mg", "mm", "cm", "gb", "mb", "tb", "kb", "mph", "bn", "hrs", "min",
        "ft", "lb", "lbs", "oz", "k",
    ];
    let cut = word.find(|c: char| c.is_alphabetic())?;
    let number = cut > 0 && word[..cut].bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':'));
    (number && UNITS.contains(&word[cut..].to_ascii_lowercase().as_str())).then_some(cut)
}

/// The first place a word is cut in two: a dash, a hyphen, a slash, an ellipsis; its offset and length.
fn joint(word: &str) -> Option<(usize, usize)> {
    let mut from = 0;
    while let Some((at, c)) = word[from..].char_indices().find(|(_, c)| is_joint(*c)).map(|(i, c)| (i + from, c)) {
        let length = if c == '.' { run_length(&word[at..], '.') } else { run_length(&word[at..], c) };
        let (left, right) = (&word[..at], &word[at + length..]);
        if !left.is_empty() && !right.is_empty() && cuts(left, &word[at..at + length], right) {
            return Some((at, length));
        }
        from = at + length;
    }
    None
}

fn is_joint(c: char) -> bool {
    is_dash(c)
        || matches!(
            c,
            '/' | '.'
                | '\u{2026}'
                | ','
                | '('
                | ')'
                | '"'
                | '\u{201C}'
                | '\u{201D}'
                | ':'
                | ';'
                | '?'
                | '!'
                | '['
                | ']'
        )
}

fn cuts(left: &str, mark: &str, right: &str) -> bool {
    let digit = |s: &str, first: bool| {
        let c = if first { s.chars().next() } else { s.chars().next_back() };
        c.is_some_and(|c| c.is_ascii_digit())
    };
    let letters = |s: &str| s.chars().all(char::is_alphabetic);
    match mark.chars().next() {
        Some('-') if mark.len() == 1 => {
            let prefix = PREFIXES.contains(&left.to_lowercase().as_str());
            let code = left.chars().count() == 1 && digit(right, true);
            !(prefix || code && left.chars().all(char::is_alphabetic))
        }
        Some('.') => mark.len() > 1,
        Some(',' | ':') => !(digit(left, false) && digit(right, true)),
        Some('/') => {
            !(digit(left, false) && digit(right, true) || left.len() == 1 && right.len() == 1 && letters(left))
        }
        Some('!' | '?') => right.chars().next().is_some_and(|c| c.is_alphanumeric()),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        tokenize(text, Span { start: 0, end: text.len() }).into_iter().map(|s| &text[s.start..s.end]).collect()
    }

    #[test]
    fn sentences_come_apart_as_the_treebank_has_them() {
        let cases = [
            ("They didn't copy it.", "They did n't copy it ."),
            (
                "Acme\u{2019}s \u{201C}safe\u{201D} vault, it can\u{2019}t",
                "Acme \u{2019}s \u{201C} safe \u{201D} vault , it ca n\u{2019}t",
            ),
            ("the firms' files cannot", "the firms ' files can not"),
            ("Ohio-based staff, e-mail and non-profit", "Ohio - based staff , e-mail and non-profit"),
            ("$5.2bn at 10:30 a.m. on 2021-03-04", "$ 5.2 bn at 10:30 a.m. on 2021-03-04"),
            ("Mr. Roe of the U.S. left (he said).", "Mr. Roe of the U.S. left ( he said ) ."),
            ("see https://example.org/a-b, or mail a@b.org.", "see https://example.org/a-b , or mail a@b.org ."),
            ("well ... no\u{2014}yes!! 50% of 1,000", "well ... no \u{2014} yes !! 50 % of 1,000"),
            ("he/she and/or they\u{A0}left at 5pm", "he / she and / or they left at 5 pm"),
            ("'We know,' he said", "' We know , ' he said"),
        ];
        for (text, expected) in cases {
            assert_eq!(tokens(text).join(" "), expected, "{text}");
        }
    }

    #[test]
    fn every_visible_character_is_in_one_token() {
        let odd = "\u{FEFF}''' ..-/-x 'n' $ a.b.c--\u{1F600}\u{2019}s ((\u{201C}O\u{2019}Neill\u{201D})) 1/2-3 !?!x %% -5 n't";
        let spans = tokenize(odd, Span { start: 0, end: odd.len() });
        assert!(spans.windows(2).all(|w| w[0].end <= w[1].start));
        assert!(spans.iter().all(|s| s.start < s.end && odd.is_char_boundary(s.start) && odd.is_char_boundary(s.end)));
        let joined: String = spans.iter().map(|s| &odd[s.start..s.end]).collect();
        let visible: String = odd.chars().filter(|c| !c.is_whitespace() && !is_invisible(*c)).collect();
        assert_eq!(joined, visible);
    }

    #[test]
    fn spans_point_into_the_document() {
        let text = "Skip this. It\u{2019}s here. And not this.";
        let start = text.find("It").expect("the sentence is there");
        let end = text.find(" And").expect("so is the next");
        let found: Vec<&str> = tokenize(text, Span { start, end }).into_iter().map(|s| &text[s.start..s.end]).collect();
        assert_eq!(found, ["It", "\u{2019}s", "here", "."]);
    }
}
