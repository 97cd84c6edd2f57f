//! The language of `gainsay search`.
//!
//! Words must all be there, in any form: `access` finds "accessed". `"..."` asks for the words as written, in this order;
//! `"..."~3` lets them be moved by three places in all; `transf*` is a beginning. `AND`, `OR`, `NOT` (or `-`) and brackets
//! combine; `speaker:`, `source:`, `kind:`, `title:`, `document:` ask elsewhere than in the text. All other
//! punctuation means nothing, so that a line of a transcript ("Voss: didn't they?") can be pasted as it is.

use crate::model::{Ask, AskField, Result, Trouble, Words};

/// Takes a question apart.
///
/// # Errors
/// Tells at which character a quotation mark or a bracket is left open, or that nothing is asked.
pub fn parse(question: &str) -> Result<Ask> {
    let marks = lex(question)?;
    let mut reader = Reader { marks: &marks, at: 0, depth: 0 };
    let ask = reader.any()?;
    match reader.peek() {
        None => ask.ok_or_else(|| fault("holds no word, expected at least one")),
        Some(_) => Err(fault("closes a bracket that was never opened")),
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Mark {
    Open,
    Close,
    And,
    Or,
    Not,
    Words(Words),
}

/// Brackets within brackets; deeper questions are refused rather than overflowing the stack.
const DEEPEST: usize = 40;

struct Reader<'m> {
    marks: &'m [Mark],
    at: usize,
    depth: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&Mark> {
        self.marks.get(self.at)
    }

    fn skip(&mut self, mark: &Mark) -> bool {
        let there = self.peek() == Some(mark);
        self.at += usize::from(there);
        there
    }

    /// `a OR b OR c`; `None` when there are no words.
    fn any(&mut self) -> Result<Option<Ask>> {
        let mut parts: Vec<Ask> = self.all()?.into_iter().collect();
        while self.skip(&Mark::Or) {
            let part = self.all()?.ok_or_else(|| fault("ends with OR, expected a word after it"))?;
            if parts.is_empty() {
                return Err(fault("begins with OR, expected a word before it"));
            }
            parts.push(part);
        }
        Ok(one_or(parts, Ask::Any))
    }

    /// `a b AND c NOT d`.
    fn all(&mut self) -> Result<Option<Ask>> {
        let mut parts: Vec<Ask> = Vec::new();
        loop {
            if self.skip(&Mark::And) {
                let more = matches!(self.peek(), Some(Mark::Open | Mark::Not | Mark::Words(_)));
                if parts.is_empty() || !more {
                    return Err(fault("has AND without a word on both sides"));
                }
            }
            match self.one()? {
                Some(part) => parts.push(part),
                None => return Ok(one_or(parts, Ask::All)),
            }
        }
    }

    fn one(&mut self) -> Result<Option<Ask>> {
        if self.skip(&Mark::Not) {
            let part = self.one()?.ok_or_else(|| fault("has NOT without a word after it"))?;
            return Ok(Some(Ask::Not(Box::new(part))));
        }
        if self.skip(&Mark::Open) {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(fault(&format!("has more than {DEEPEST} brackets within each other")));
            }
            let inside = self.any()?;
            self.depth -= 1;
            if !self.skip(&Mark::Close) {
                return Err(fault("opens a bracket and never closes it"));
            }
            return inside.map(Some).ok_or_else(|| fault("has brackets with nothing inside"));
        }
        match self.peek() {
            Some(Mark::Words(words)) => {
                let words = words.clone();
                self.at += 1;
                Ok(Some(Ask::Words(words)))
            }
            _ => Ok(None),
        }
    }
}

fn one_or(mut parts: Vec<Ask>, many: fn(Vec<Ask>) -> Ask) -> Option<Ask> {
    match parts.len() {
        0 => None,
        1 => parts.pop(),
        _ => Some(many(parts)),
    }
}

fn lex(question: &str) -> Result<Vec<Mark>> {
    let mut marks = Vec::new();
    let mut rest = question;
    loop {
        rest = rest.trim_start();
        let Some(first) = rest.chars().next() else { return Ok(marks) };
        let after = &rest[first.len_utf8()..];
        match first {
            '(' => marks.push(Mark::Open),
            ')' => marks.push(Mark::Close),
            '-' if after.starts_with(|c: char| c.is_alphanumeric() || is_quote(c) || c == '(') => marks.push(Mark::Not),
            _ if is_quote(first) => {
                rest = phrase(AskField::Text, rest, question, &mut marks)?;
                continue;
            }
            _ => {
                rest = word(rest, question, &mut marks)?;
                continue;
            }
        }
        rest = after;
    }
}

/// Reads `"..."` or `"..."~N` from its opening mark on.
fn phrase<'q>(field: AskField, from: &'q str, question: &str, marks: &mut Vec<Mark>) -> Result<&'q str> {
    let open = from.chars().next().map_or(0, char::len_utf8);
    let Some(length) = from[open..].find(is_quote) else {
        let at = question.len() - from.len();
        let nth = question[..at].chars().count() + 1;
        return Err(fault(&format!("opens a quotation mark at character {nth} and never closes it")));
    };
    let text = &from[open..open + length];
    let close = from[open + length..].chars().next().map_or(0, char::len_utf8);
    let mut rest = &from[open + length + close..];
    let mut slop = 0;
    if let Some(number) = rest.strip_prefix('~') {
        let digits = number.len() - number.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        slop = number[..digits].parse().map_err(|_| fault("has `~` without a small number, expected \"...\"~3"))?;
        rest = &number[digits..];
    }
    push(field, text, true, slop, marks);
    Ok(rest)
}

/// Reads a word up to the next blank, bracket or quotation mark.
fn word<'q>(from: &'q str, question: &str, marks: &mut Vec<Mark>) -> Result<&'q str> {
    let end = from.find(|c: char| c.is_whitespace() || c == '(' || c == ')' || is_quote(c)).unwrap_or(from.len());
    let (text, rest) = from.split_at(end);
    match text {
        "AND" | "&&" => marks.push(Mark::And),
        "OR" | "||" => marks.push(Mark::Or),
        "NOT" => marks.push(Mark::Not),
        _ => match field(text) {
            // `speaker:"Dana Voss"`
            Some((field, "")) if rest.starts_with(is_quote) => return phrase(field, rest, question, marks),
            Some((field, value)) if !value.is_empty() => push(field, value, false, 0, marks),
            _ if text.ends_with(':') && text.contains(char::is_alphanumeric) => label(text, marks),
            _ => push(AskField::Text, text, false, 0, marks),
        },
    }
    Ok(rest)
}

/// `Voss:` may be a label that stands before the words and not among them.
fn label(text: &str, marks: &mut Vec<Mark>) {
    marks.push(Mark::Open);
    push(AskField::Text, text, false, 0, marks);
    marks.push(Mark::Or);
    push(AskField::Speaker, text, false, 0, marks);
    marks.push(Mark::Close);
}

fn field(text: &str) -> Option<(AskField, &str)> {
    let (name, value) = text.split_once(':')?;
    let (_, field) = AskField::NAMED.into_iter().find(|(known, _)| *known == name)?;
    Some((field, value))
}

fn push(field: AskField, text: &str, verbatim: bool, slop: u32, marks: &mut Vec<Mark>) {
    if !text.contains(char::is_alphanumeric) {
        return;
    }
    let prefix = text.ends_with('*');
    let text = if field == AskField::Kind { text.to_lowercase() } else { text.to_string() };
    marks.push(Mark::Words(Words { field, text, verbatim, slop, prefix }));
}

fn is_quote(mark: char) -> bool {
    matches!(mark, '"' | '“' | '”' | '„' | '«' | '»')
}

fn fault(what: &str) -> Trouble {
    Trouble::new("the query", what).hint("gainsay search --help shows what can be asked")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(ask: &Ask) -> String {
        let list = |parts: &[Ask], with: &str| parts.iter().map(drawn).collect::<Vec<_>>().join(with);
        match ask {
            Ask::All(parts) => format!("({})", list(parts, " & ")),
            Ask::Any(parts) => format!("({})", list(parts, " | ")),
            Ask::Not(part) => format!("!{}", drawn(part)),
            Ask::Words(words) => {
                let field =
                    AskField::NAMED.iter().find(|(_, field)| *field == words.field).map_or("", |(name, _)| *name);
                let quote = if words.verbatim { "'" } else { "" };
                format!("{field}{}{quote}{}{quote}", if field.is_empty() { "" } else { ":" }, words.text)
            }
        }
    }

    fn read(question: &str) -> String {
        parse(question).map_or_else(|trouble| trouble.to_string(), |ask| drawn(&ask))
    }

    #[test]
    fn questions_are_read_as_a_journalist_means_them() {
        let cases = [
            ("\"accessed\" AND China", "('accessed' & China)"),
            ("backup deleted", "(backup & deleted)"),
            ("backup OR archive deleted", "(backup | (archive & deleted))"),
            ("(backup OR archive) deleted", "((backup | archive) & deleted)"),
            ("records NOT \"medical records\"", "(records & !'medical records')"),
            ("records -speaker:Voss", "(records & !speaker:Voss)"),
            ("NOT encrypted", "!encrypted"),
            ("speaker:\"Dana Voss\" keys", "(speaker:'Dana Voss' & keys)"),
            ("“we never did”", "'we never did'"),
            ("transf*", "transf*"),
        ];
        for (question, expected) in cases {
            assert_eq!(read(question), expected, "{question}");
        }
    }

    #[test]
    fn pasted_text_is_no_grammar() {
        assert_eq!(read("Voss: didn't they?"), "((Voss: | speaker:Voss:) & didn't & they?)");
        assert_eq!(read("well-kept — and so on"), "(well-kept & and & so & on)");
        assert_eq!(read("-- ... cloud-based!"), "cloud-based!");
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        assert!(read("he said \"never").contains("character 9"), "{}", read("he said \"never"));
        assert!(read("(a OR b").contains("never closes"));
        assert!(read("a)").contains("never opened"));
        assert!(read("*").contains("holds no word"));
        assert!(read("a OR").contains("expected a word after"));
        assert!(read(&"(".repeat(5000)).contains("brackets"));
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_asked_is_read_or_refused(question in "[a-z\"“”()~*: AND|OR|NOT|\\-é字]{0,40}") {
            parse(&question).ok();
        }
    }
}
