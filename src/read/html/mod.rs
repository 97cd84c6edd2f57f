//! Saved web pages: the readable body by a port of Mozilla's Readability, a turn a paragraph, with headings and captions as such.

mod live;
mod meta;

use super::build::Builder;
use super::finder::Finder;
use super::{Format, Input, Likelihood, front, labelled, markup, plain};
use crate::model::{Document, DocumentKind, Result, TurnRole};
use dom_query::{Document as Page, NodeRef};
use dom_smoothie::{Config, Readability};

pub const FORMAT: Format =
    Format { name: "html", extensions: &["html", "htm", "xhtml"], about: "saved web pages of news", sniff, read };

/// Elements inside elements; a page nests some dozens.
const DEPTH: usize = 400;
/// Elements of one page.
const ELEMENTS: usize = 500_000;

fn sniff(input: &Input) -> Likelihood {
    let head: String = input.head().chars().take(2000).collect::<String>().to_ascii_lowercase();
    let marked = ["<!doctype html", "<html", "<head", "<body"].iter().any(|mark| head.contains(mark));
    let some = head.starts_with('<')
        && ["<div", "<p>", "<p ", "<article", "<title", "<h1", "<meta"].iter().any(|tag| head.contains(tag));
    match (head.starts_with('<') && marked, some) {
        (true, _) => Likelihood::Likely,
        (_, true) => Likelihood::Possible,
        _ => Likelihood::Never,
    }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let mut document = page(input.text()).map_err(|what| input.trouble(what))?;
    if document.turns.is_empty() {
        return Err(input.trouble("holds no article: no paragraphs outside menus and scripts"));
    }
    document.kind = DocumentKind::Article;
    let updates = live::updates(input.text(), &document);
    if !updates.is_empty() {
        return Ok(updates);
    }
    Ok(vec![spoken(input, &document).unwrap_or(document)])
}

/// The page as a transcript, where its paragraphs have speakers: pages of transcription services, interviews.
fn spoken(input: &Input, page: &Document) -> Option<Document> {
    let words: Vec<&str> = page.turns.iter().map(|turn| turn.span.of(&page.text)).collect();
    let text = words.join("\n\n");
    let part = Input::new("page.txt", text.as_bytes(), input.limits);
    if (labelled::FORMAT.sniff)(&part) < Likelihood::Likely {
        return None;
    }
    let transcript = (labelled::FORMAT.read)(&part).ok()?.pop()?;
    let mut turns = transcript.turns;
    let speech = turns.iter().filter(|turn| turn.role == TurnRole::Speech && turn.speaker.is_some()).count();
    for turn in &mut turns {
        // A block and a blank line stand for each paragraph of the page.
        turn.line = page.turns.get((turn.line as usize - 1) / 2).map_or(turn.line, |own| own.line);
    }
    let known = Document { kind: DocumentKind::Transcript, text: transcript.text, turns, ..page.clone() };
    (speech >= 4).then_some(known)
}

/// A page's article with its metadata; used by every format that wraps HTML.
///
/// # Errors
/// Says that the page is nested too deep or has too many elements.
pub fn page(source: &str) -> std::result::Result<Document, String> {
    let page = parse(source)?;
    let facts = meta::facts(&page, source);
    let mut blocks = readable(&page);
    let words: usize = blocks.iter().map(|block| block.words.len()).sum();
    if words < 250 {
        let body = page.body().map(|body| self::blocks(&body)).unwrap_or_default();
        let all: usize = body.iter().map(|block| block.words.len()).sum();
        if all > words {
            blocks = body;
        }
    }
    let mut builder = Builder::default();
    let mut lines = Finder::new(source);
    if let Some(title) = facts.title.as_deref().filter(|title| !begins_with(&blocks, title)) {
        builder.push(TurnRole::Heading, title, 1);
    }
    for block in tidy(blocks, &facts.authors) {
        let line = lines.line_of(&block.words);
        builder.push(block.role, &block.words, line);
    }
    let mut document = builder.finish(DocumentKind::Article);
    facts.apply(&mut document);
    document.language = document.language.take().and_then(|language| front::language_code(&language));
    Ok(document)
}

/// The paragraphs of a stretch of HTML (an item of a feed, a field of a JSON file), without looking for an article in it.
pub fn fragment(html: &str) -> Vec<(TurnRole, String)> {
    let Ok(page) = parse(html) else { return Vec::new() };
    let root = page.body().unwrap_or_else(|| page.root());
    blocks(&root).into_iter().map(|block| (block.role, block.words)).collect()
}

/// What a transcription editor marks in its HTML, in the order of the page.
#[derive(Debug, PartialEq)]
pub enum Marked {
    /// A paragraph ends.
    Break,
    Words(String),
    /// `<time>` or a timestamp's attribute, as written.
    Time(String),
    /// `<cite>`.
    Speaker(String),
    /// `<a name="ts_1500_2500_S01">`, in seconds.
    Anchor {
        start: f64,
        end: f64,
        speaker: String,
    },
}

/// The marks of an editor's page.
///
/// # Errors
/// Says that the page is nested too deep or has too many elements.
pub fn marked(source: &str) -> std::result::Result<Vec<Marked>, String> {
    let page = parse(source)?;
    let mut marks = Vec::new();
    let root = page.body().unwrap_or_else(|| page.root());
    mark(&root, &mut marks, 0);
    Ok(marks)
}

fn mark(node: &NodeRef, marks: &mut Vec<Marked>, depth: usize) {
    if node.is_text() {
        marks.push(Marked::Words(markup::one_line(&node.text().replace('\u{a0}', " ")) + " "));
        return;
    }
    let name = node.node_name().unwrap_or_default().to_ascii_lowercase();
    if depth > DEPTH || matches!(&*name, "script" | "style" | "head" | "title") {
        return;
    }
    let block = is_block(&name) || name == "br";
    if block {
        marks.push(Marked::Break);
    }
    let words = || markup::one_line(&node.text());
    if let Some(time) = node.attr("data-timestamp") {
        return marks.push(Marked::Time(time.to_string()));
    }
    match &*name {
        "time" => return marks.push(Marked::Time(words())),
        "cite" => return marks.push(Marked::Speaker(words())),
        "a" => marks.extend(node.attr("name").and_then(|name| anchor(&name))),
        _ => {}
    }
    for child in node.children_it(false) {
        mark(&child, marks, depth + 1);
    }
    if block {
        marks.push(Marked::Break);
    }
}

fn anchor(name: &str) -> Option<Marked> {
    let mut parts = name.strip_prefix("ts_")?.splitn(3, '_');
    let mut time = || parts.next()?.parse::<f64>().ok().map(|milliseconds| milliseconds / 1000.0);
    let (start, end) = (time()?, time()?);
    Some(Marked::Anchor { start, end, speaker: parts.next().unwrap_or_default().to_string() })
}

struct Block {
    role: TurnRole,
    words: String,
}

/// The tree of a page. What is nested too deep is refused before it is parsed, which would take a time square to its depth.
fn parse(source: &str) -> std::result::Result<Page, String> {
    let mut depth = 0usize;
    for tag in source.split('<').skip(1) {
        let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |rest| (true, rest));
        let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
        let void =
            ["p", "li", "br", "img", "meta", "link", "input", "hr", "td", "tr", "th", "dt", "dd", "option", "source"];
        if !name.is_empty() && !void.iter().any(|void| name.eq_ignore_ascii_case(void)) {
            depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        }
        if depth > DEPTH * 10 {
            return Err(format!("has elements nested deeper than {DEPTH}"));
        }
    }
    let page = Page::from(source);
    check(&page)?;
    Ok(page)
}

fn check(page: &Page) -> std::result::Result<(), String> {
    let mut open = vec![(page.root(), 0)];
    let mut count = 0;
    while let Some((node, depth)) = open.pop() {
        count += 1;
        if depth > DEPTH {
            return Err(format!("has elements nested deeper than {DEPTH}"));
        }
        if count > ELEMENTS {
            return Err(format!("has more than {ELEMENTS} elements"));
        }
        open.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    Ok(())
}

fn readable(page: &Page) -> Vec<Block> {
    let config = Config { disable_json_ld: true, ..Config::default() };
    let article =
        Readability::with_document(page.clone(), None, Some(config)).ok().and_then(|mut reader| reader.parse().ok());
    article.map(|article| blocks(&Page::fragment(article.content).root())).unwrap_or_default()
}

fn begins_with(blocks: &[Block], title: &str) -> bool {
    let same = |words: &str| words.trim().eq_ignore_ascii_case(title.trim());
    blocks.iter().take(3).any(|block| same(&block.words))
}

/// Share bars and sign-ups become notes; a line that only names the author or the time goes.
fn tidy(blocks: Vec<Block>, authors: &[String]) -> Vec<Block> {
    let first = blocks.iter().position(|block| block.words.len() > 120).unwrap_or(0);
    blocks
        .into_iter()
        .enumerate()
        .map(|(at, block)| {
            let short = block.words.split_whitespace().count() <= 12;
            let byline = at < first && short && authors.iter().any(|author| block.words.contains(author.as_str()));
            let role = if byline || (short && plain::is_furniture(&block.words)) { TurnRole::Note } else { block.role };
            Block { role, words: block.words }
        })
        .collect()
}

/// The words of an element, cut where a block begins or ends.
fn blocks(root: &NodeRef) -> Vec<Block> {
    let mut walk = Walk { roles: vec![TurnRole::Paragraph], ..Walk::default() };
    walk.node(root, 0);
    walk.close();
    walk.blocks
}

#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    words: String,
    /// Links around, and the letters of `words` that stand in links.
    links: usize,
    linked: usize,
    /// Of the elements around; the last holds.
    roles: Vec<TurnRole>,
}

impl Walk {
    fn node(&mut self, node: &NodeRef, depth: usize) {
        if node.is_text() {
            let words = node.text();
            self.linked += if self.links > 0 { letters(&words) } else { 0 };
            self.words.push_str(&words);
            return;
        }
        let name = node.node_name().unwrap_or_default().to_ascii_lowercase();
        if depth > DEPTH || is_silent(&name) || is_hidden(node) {
            return;
        }
        if name == "br" {
            let doubled = node.next_sibling().is_some_and(|next| next.has_name("br"));
            if doubled {
                self.close()
            } else {
                self.words.push('\n')
            }
            return;
        }
        let role = role(&name);
        let block = role.is_some() || is_block(&name);
        if block {
            self.close();
        }
        self.roles.extend(role);
        self.links += usize::from(name == "a");
        for child in node.children_it(false) {
            self.node(&child, depth + 1);
        }
        self.links -= usize::from(name == "a");
        if block {
            self.close();
        }
        if role.is_some() {
            self.roles.pop();
        }
    }

    fn close(&mut self) {
        let words = markup::one_line(&self.words);
        let linked = std::mem::take(&mut self.linked);
        self.words.clear();
        if words.chars().any(char::is_alphanumeric) {
            let own = *self.roles.last().unwrap_or(&TurnRole::Paragraph);
            // The headline of another article: nothing but a link, and no sentence.
            let elsewhere = linked == letters(&words) && words.split_whitespace().count() >= 4;
            let role = match plain::role(&words) {
                TurnRole::Caption if own == TurnRole::Paragraph => TurnRole::Caption,
                TurnRole::Heading if own == TurnRole::Paragraph && elsewhere => TurnRole::Note,
                _ => own,
            };
            self.blocks.push(Block { role, words });
        }
    }
}

fn letters(words: &str) -> usize {
    words.chars().filter(|c| c.is_alphanumeric()).count()
}

fn role(name: &str) -> Option<TurnRole> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(TurnRole::Heading),
        "figcaption" => Some(TurnRole::Caption),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "section",
        "article",
        "main",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "pre",
        "figure",
        "hr",
        "address",
        "details",
        "summary",
        "center",
    ];
    BLOCKS.contains(&name)
}

/// Elements whose words are no part of a page's text.
fn is_silent(name: &str) -> bool {
    const SILENT: &[&str] = &[
        "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "svg",
        "iframe", "object", "video", "audio", "canvas", "head", "math",
    ];
    SILENT.contains(&name)
}

fn is_hidden(node: &NodeRef) -> bool {
    let style = node.attr("style").unwrap_or_default().to_ascii_lowercase().replace(' ', "");
    node.has_attr("hidden")
        || style.contains("display:none")
        || node.attr("aria-hidden").is_some_and(|value| &*value == "true")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    #[test]
    fn a_page_gives_its_article() {
        let filler =
            "The harbour board keeps its papers in the old customs house, and they are many, and they are wet. "
                .repeat(3);
        let source = format!(
            "<!DOCTYPE html>\n<html lang=\"en-GB\"><head><title>Wet papers | The Quay</title>\n<script type=\"application/ld+json\">{{\"@graph\":[{{\"@type\":\"NewsArticle\",\"headline\":\"Wet papers\",\"datePublished\":\"2023-05-06T01:00:00Z\",\"author\":[{{\"name\":\"Ana Lee\"}}],\"publisher\":{{\"name\":\"The Quay\"}}}}]}}</script></head>\n<body><nav><a href=\"/\">Home</a></nav><article><h1>Wet papers</h1>\n<p>{filler}</p>\n<h2>What&nbsp;now</h2>\n<p>“All of it,” she&#8217;said. {filler}</p><figure><figcaption>A roof. Photo: Jo</figcaption></figure></article><script>var a=1</script></body></html>"
        );
        let limits = Limits::default();
        let document = read(&Input::new("a.html", source.as_bytes(), &limits)).expect("html").remove(0);
        assert_eq!(document.title.as_deref(), Some("Wet papers"));
        assert_eq!(document.source.as_deref(), Some("The Quay"));
        assert_eq!(document.authors, ["Ana Lee"]);
        assert_eq!((document.published.as_deref(), document.language.as_deref()), (Some("2023-05-06"), Some("en")));
        assert!(document.text.contains("\nWhat\u{a0}now\n“All of it,” she’said."), "{}", document.text);
        assert!(!document.text.contains("Home") && !document.text.contains("var a"));
        let heading =
            document.turns.iter().find(|turn| turn.span.of(&document.text).starts_with("What")).expect("a heading");
        assert_eq!((heading.role, document.turns.last().expect("a turn").line > 4), (TurnRole::Heading, true));
    }

    #[test]
    fn a_page_with_speakers_is_a_transcript() {
        let turn = |name: &str, time: &str| {
            format!(
                "<p>{name}: (<a href=\"#\">{time}</a>)<br>\nWe kept the lists in Lagos, all of them, and nobody asked for a single one.</p>\n"
            )
        };
        let body: String = ["00:05", "00:12", "01:10", "01:15"]
            .iter()
            .enumerate()
            .map(|(n, time)| turn(["Rep. Ana Lee", "Bo Roy"][n % 2], time))
            .collect();
        let source = format!(
            "<html><head><title>Hearing on lists</title></head>\n<body><article><h1>Hearing on lists</h1>\n{body}</article></body></html>"
        );
        let limits = Limits::default();
        let document = read(&Input::new("a.html", source.as_bytes(), &limits)).expect("html").remove(0);
        let speech: Vec<(Option<&str>, Option<f64>, u32)> = document
            .turns
            .iter()
            .filter(|turn| turn.role == TurnRole::Speech)
            .map(|turn| (turn.speaker.as_deref(), turn.time.map(|time| time.start), turn.line))
            .collect();
        assert_eq!((document.kind, document.title.as_deref()), (DocumentKind::Transcript, Some("Hearing on lists")));
        assert_eq!(speech[0], (Some("Rep. Ana Lee"), Some(5.0), 3));
        assert_eq!((speech.len(), speech[2].1), (4, Some(70.0)));
    }

    #[test]
    fn a_page_nested_too_deep_is_refused() {
        let limits = Limits::default();
        let source = format!("<html><body>{}</body></html>", "<div>".repeat(20_000));
        assert!(read(&Input::new("a.html", source.as_bytes(), &limits)).expect_err("deep").what.contains("nested"));
    }
}
