//! Markdown articles, with front matter. The text is the file, byte for byte; a turn is a paragraph, a heading, an item of a list.

use super::lines;
use super::{Format, Input, Likelihood, build, front, plain};
use crate::model::{Document, DocumentKind, Result, Span, Turn, TurnRole};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

pub const FORMAT: Format = Format {
    name: "markdown",
    extensions: &["md", "markdown"],
    about: "Markdown, with or without front matter",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    let marked = FORMAT.extensions.contains(&input.extension().as_str());
    if !input.head().is_empty() && (marked || front::matter(input.text()).end > 0) {
        Likelihood::Possible
    } else {
        Likelihood::Never
    }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = input.text();
    let matter = front::matter(text);
    let turns = blocks(text, matter.end);
    let mut document = build::document(DocumentKind::Article, text.to_string(), turns);
    matter.apply(&mut document);
    if document.title.is_none() {
        let heading = document.turns.iter().find(|turn| turn.role == TurnRole::Heading);
        document.title = heading.map(|turn| turn.span.of(text).to_string());
    }
    Ok(vec![document])
}

/// Paragraphs, headings and items from a byte on; code and raw HTML are left out.
fn blocks(text: &str, from: usize) -> Vec<Turn> {
    let starts: Vec<usize> = lines::of(text).map(|line| line.start).collect();
    let mut turns: Vec<Turn> = Vec::new();
    // The open blocks, innermost last: what a turn of its words is (nothing of code), and the stretch of its words since the last
    // block inside it ended.
    let mut open: Vec<(Option<TurnRole>, Option<Range<usize>>)> = Vec::new();
    let mut push = |role: Option<TurnRole>, range: Option<Range<usize>>| {
        let (Some(role), Some(range)) = (role, range) else { return };
        let span = Span::new(from + range.start, from + range.end).trim(text);
        if !span.is_empty() {
            let line = starts.partition_point(|start| *start <= span.start) as u32;
            turns.push(Turn { span, role, speaker: None, time: None, line, cue: None, continues: false });
        }
    };
    for (event, range) in Parser::new_ext(&text[from..], Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(tag) if let Some(role) = block(&tag) => {
                if let Some((role, range)) = open.last_mut() {
                    push(*role, range.take());
                }
                open.push((role, None));
            }
            Event::End(end) if is_block(end) => {
                if let Some((role, range)) = open.pop() {
                    push(role, range);
                }
            }
            Event::Text(_)
            | Event::Code(_)
            | Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. }) => {
                if let Some((_, words)) = open.last_mut() {
                    let start = words.as_ref().map_or(range.start, |words| words.start);
                    let end = words.as_ref().map_or(range.end, |words| words.end.max(range.end));
                    *words = Some(start..end);
                }
            }
            _ => {}
        }
    }
    turns.sort_by_key(|turn| turn.span);
    for turn in &mut turns {
        if turn.role == TurnRole::Paragraph && plain::role(turn.span.of(text)) == TurnRole::Caption {
            turn.role = TurnRole::Caption;
        }
    }
    turns
}

/// What the words of a block are; `Some(None)` of code, which has none.
fn block(tag: &Tag) -> Option<Option<TurnRole>> {
    match tag {
        Tag::Heading { .. } => Some(Some(TurnRole::Heading)),
        Tag::Paragraph | Tag::TableCell | Tag::Item => Some(Some(TurnRole::Paragraph)),
        Tag::CodeBlock(_) => Some(None),
        _ => None,
    }
}

fn is_block(end: TagEnd) -> bool {
    matches!(end, TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::TableCell | TagEnd::Item | TagEnd::CodeBlock)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    #[test]
    fn blocks_point_into_the_file() {
        let text = "---\ntitle: T\n---\n\n# A *big* heading\n\nWords with **weight** and\na [link](http://e.example/a).\n\n- one\n- two\n\n```\ncode\n```\n> Quoted.\n";
        let limits = Limits::default();
        let document = read(&Input::new("a.md", text.as_bytes(), &limits)).expect("markdown").remove(0);
        let shown: Vec<(TurnRole, &str, u32)> =
            document.turns.iter().map(|turn| (turn.role, turn.span.of(&document.text), turn.line)).collect();
        assert_eq!(
            shown,
            [
                (TurnRole::Heading, "A *big* heading", 5),
                (TurnRole::Paragraph, "Words with **weight** and\na [link](http://e.example/a).", 7),
                (TurnRole::Paragraph, "one", 10),
                (TurnRole::Paragraph, "two", 11),
                (TurnRole::Paragraph, "Quoted.", 16),
            ]
        );
        assert_eq!(document.title.as_deref(), Some("T"));
    }

    #[test]
    fn an_item_ends_where_a_block_inside_it_begins() {
        let text = "- first words\n\n      code inside\n\n  second words\n  - inner\n- last\n";
        let turns = blocks(text, 0);
        let shown: Vec<&str> = turns.iter().map(|turn| turn.span.of(text)).collect();
        assert_eq!(shown, ["first words", "second words", "inner", "last"]);
    }
}
