//! Plain text without speakers: an article, a statement. The text is the file, byte for byte; a turn is a paragraph.

use super::build;
use super::lines::{self, Line};
use super::{Format, Input, Likelihood};
use crate::model::{Document, DocumentKind, Result, Span, Turn, TurnRole};

pub const FORMAT: Format =
    Format { name: "text", extensions: &["txt", "text"], about: "plain text: an article, a statement", sniff, read };

/// Files of text that hold no prose, by their extension.
const NO_PROSE: &[&str] = &[
    "json", "jsonl", "ndjson", "csv", "tsv", "xml", "js", "mjs", "css", "py", "rs", "c", "h", "java", "sql", "sh",
    "yaml", "yml", "toml", "ini", "lock", "svg", "map", "sub", "mpsub", "idx", "smi", "bib", "tex",
];

fn sniff(input: &Input) -> Likelihood {
    let head = input.head();
    let other = head.starts_with("{\"") || head.starts_with("<?xml") || NO_PROSE.contains(&input.extension().as_str());
    if head.is_empty() || other { Likelihood::Never } else { Likelihood::Fallback }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = input.text();
    let turns = paragraphs(text, 0);
    let title = turns.first().filter(|turn| turn.role == TurnRole::Heading).map(|turn| turn.span.of(text).to_string());
    let mut document = build::document(DocumentKind::Article, text.to_string(), turns);
    document.title = title;
    Ok(vec![document])
}

/// The paragraphs of a text from a byte on: blocks between blank lines, of which each line is a paragraph of its own unless the text is
/// wrapped at a width.
pub fn paragraphs(text: &str, from: usize) -> Vec<Turn> {
    let blocks = lines::blocks(text);
    let wrapped = is_wrapped(&blocks);
    let mut turns = Vec::new();
    for block in blocks.iter().filter(|block| block[0].start >= from) {
        if wrapped && !is_list(block) {
            turns.push(turn(text, block));
        } else {
            turns.extend(block.iter().map(|line| turn(text, std::slice::from_ref(line))));
        }
    }
    let first_long = turns.iter().position(|turn| turn.role == TurnRole::Paragraph).unwrap_or(turns.len());
    for (at, turn) in turns.iter_mut().enumerate() {
        if at > first_long && is_furniture(turn.span.of(text)) {
            turn.role = TurnRole::Note;
        }
    }
    turns
}

fn turn(text: &str, block: &[Line]) -> Turn {
    let (first, last) = (block[0], block[block.len() - 1]);
    let span = Span::new(first.start, last.end());
    let words = span.of(text).trim_start_matches('\u{feff}');
    let span = Span::new(span.end - words.len(), span.end).trim(text);
    Turn { span, role: role(span.of(text)), speaker: None, time: None, line: first.number, cue: None, continues: false }
}

/// Lines broken at a width: long enough, of like length, and going on in the middle of a sentence.
fn is_wrapped(blocks: &[Vec<Line>]) -> bool {
    let broken = || blocks.iter().flat_map(|block| block[..block.len() - 1].iter());
    let longest = blocks.iter().flatten().map(|line| line.text.chars().count()).max().unwrap_or(0);
    let total = broken().count();
    let full = broken().filter(|line| line.text.trim_end().chars().count() * 10 >= longest * 7).count();
    let open = broken().filter(|line| !build::ends_sentence(line.text)).count();
    total > 0 && (40..=120).contains(&longest) && full * 10 >= total * 6 && open * 10 >= total * 6
}

fn is_list(block: &[Line]) -> bool {
    block.len() > 1 && block.iter().all(|line| line.text.trim_start().starts_with(['-', '*', '•', '–']))
}

/// A heading is short and does not end like a sentence.
pub fn role(words: &str) -> TurnRole {
    let long = words.chars().count() > 140 || words.split_whitespace().count() > 20;
    let last = words.chars().next_back();
    let closed = last.is_some_and(|c| ".!?:;…,\"”’)".contains(c));
    let bulleted = words.starts_with(['-', '•', '*']);
    if is_caption(words) {
        TurnRole::Caption
    } else if long || closed || bulleted || holds_stop(words) {
        TurnRole::Paragraph
    } else {
        TurnRole::Heading
    }
}

/// A sentence ends inside: a word in small letters, a stop, a capital.
fn holds_stop(words: &str) -> bool {
    let mut pairs = words.split_whitespace().zip(words.split_whitespace().skip(1));
    pairs.any(|(word, next)| {
        let bare = word.trim_end_matches(['.', '?', '!']);
        let small = bare.chars().count() >= 3 && bare.chars().all(char::is_lowercase);
        small && bare.len() < word.len() && next.starts_with(char::is_uppercase)
    })
}

/// A picture's line with its credit: short. Longer ones are cut into sentences as a paragraph is.
fn is_caption(words: &str) -> bool {
    const CREDITS: &[&str] = &[
        "Photograph:",
        "Photo:",
        "Photo by ",
        "Photo credit",
        "Picture:",
        "Image:",
        "Image credit",
        "Credit:",
        "/Getty",
        "Getty Images",
        "/AFP",
        "/Reuters",
        "/iStock",
        "Shutterstock",
        "/AP Photo",
        "(AP Photo",
        "File photo",
        "Handout via",
        "Illustration:",
    ];
    let credit = CREDITS.iter().filter_map(|credit| words.find(credit)).min();
    words.chars().count() < 160 && credit.is_some_and(|at| words[..at].split_whitespace().count() <= 16)
}

/// What web pages leave in a copied text: share bars, comment counters, sign-ups.
pub fn is_furniture(words: &str) -> bool {
    const STARTS: &[&str] = &[
        "advertisement",
        "sponsored",
        "share this",
        "share on",
        "sign up",
        "subscribe",
        "read more",
        "related:",
        "related articles",
        "most read",
        "comments are closed",
        "show comment",
        "leave a comment",
        "follow us",
        "click here",
        "newsletter",
        "print this",
        "email this",
        "copyright ©",
        "filed under:",
        "© ",
        "all rights reserved",
        "back to top",
        "you may also like",
        "more from",
        "skip to",
    ];
    /// Alone on their line.
    const WHOLE: &[&str] =
        &["advert", "ad", "anzeige", "publicidad", "comments", "comment", "share", "tweet", "sharing is caring"];
    const HOLDS: &[&str] =
        &["by clicking here", "in your inbox", "our newsletter", "on google news", "enable javascript"];
    let lower = words.to_lowercase();
    let count = words.split_whitespace().count();
    // A sentence may begin so and speak of the matter ("Sign up forms were copied.").
    let sentence = words.ends_with('.') && count > 3;
    let bare = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    let told = WHOLE.contains(&bare) || STARTS.iter().any(|start| lower.starts_with(start)) && !sentence;
    (told || HOLDS.iter().any(|held| lower.contains(held))) && count <= 14
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(TurnRole, &str, u32)> {
        paragraphs(text, 0).into_iter().map(|turn| (turn.role, turn.span.of(text), turn.line)).collect()
    }

    #[test]
    fn each_line_is_a_paragraph_unless_the_text_is_wrapped() {
        use TurnRole::*;
        let text = "\u{feff}A headline\n\nFirst words.\nSecond words, said she.\n\nIn between\n\nThird.\n";
        assert_eq!(
            shown(text),
            [
                (Heading, "A headline", 1),
                (Paragraph, "First words.", 3),
                (Paragraph, "Second words, said she.", 4),
                (Heading, "In between", 6),
                (Paragraph, "Third.", 8)
            ]
        );
        let wrapped = "The harbour board said on Monday that it would keep all of its\npaper records in the old customs house until the roof there was\nrepaired.\n";
        assert_eq!(shown(wrapped).len(), 1);
    }

    #[test]
    fn captions_and_furniture_are_told_from_words() {
        use TurnRole::*;
        let text = "A boat in the port. \n\nThe harbour board has kept its papers in the old customs house for all of the ninety years since then. Photograph: Jo Doe/Agency\n\nA boat at sea/Getty Images\n\nWords are here.\n\nSHOW COMMENT (1)\n";
        let roles: Vec<TurnRole> = shown(text).into_iter().map(|(role, ..)| role).collect();
        assert_eq!(roles, [Paragraph, Paragraph, Caption, Paragraph, Note]);
        assert!(is_furniture("Comments are closed.") && is_furniture("Sign up for our newsletter"));
        assert!(!is_furniture("Sign up forms were copied by the contractor."));
    }
}
