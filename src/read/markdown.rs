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
    // The innermost open block that holds words, and the stretch of its words so far.
    let mut open: Vec<(TurnRole, Option<Range<usize>>)> = Vec::new();
    let mut push = |role: TurnRole, range: Option<Range<usize>>| {
        let Some(range) = range else { return };
        let span = Span::new(from + range.start, from + range.end).trim(text);
        if !span.is_empty() {
            let line = starts.partition_point(|start| *start <= span.start) as u32;
            turns.push(Turn { span, role, speaker: None, time: None, line, cue: None, continues: false });
        }
    };
    for (event, range) in Parser::new_ext(&text[from..], Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => open.push((TurnRole::Heading, None)),
            Event::Start(Tag::Paragraph | Tag::TableCell) => open.push((TurnRole::Paragraph, None)),
            Event::Start(Tag::Item) => open.push((TurnRole::Paragraph, None)),
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => {
                if let Some((role, range)) = open.pop() {
                    push(role, range);
                }
            }
            Event::Start(Tag::List(_)) => {
                if let Some((role, range)) = open.last_mut() {
                    push(*role, range.take());
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
}
