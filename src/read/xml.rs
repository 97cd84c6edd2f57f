//! XML as caption tools, word processors and feeds write it, made well-formed where that is safe.

pub use roxmltree::{Document as Xml, Node};

use regex::Regex;
use std::borrow::Cow;
use std::sync::LazyLock;

/// Elements inside elements.
const DEPTH: usize = 1000;

/// Text before the first `<` is cut off; HTML's entities and bare ampersands are repaired; a document type is left out, so that no
/// entity of its own can be expanded.
pub fn repaired(text: &str) -> Cow<'_, str> {
    static ENTITY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};)?").expect("a pattern of ours")
    });
    static DOCTYPE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>").expect("a pattern of ours"));
    let text = &text[text.find('<').unwrap_or(0)..];
    let text = DOCTYPE.replace(text, "");
    if !text.contains('&') {
        return Cow::Owned(text.into_owned());
    }
    let kept = ["&amp;", "&lt;", "&gt;", "&quot;", "&apos;"];
    let repair = |found: &regex::Captures| {
        let entity = &found[0];
        if kept.contains(&entity) || entity.starts_with("&#") {
            return entity.to_string();
        }
        let decoded = super::markup::decode(entity);
        if decoded == entity { entity.replacen('&', "&amp;", 1) } else { decoded.into_owned() }
    };
    Cow::Owned(ENTITY.replace_all(&text, repair).into_owned())
}

/// Parses what [`repaired`] gave.
///
/// # Errors
/// Says where the XML is broken, or that it is nested too deep.
pub fn parse(text: &str) -> Result<Xml<'_>, String> {
    let mut depth = 0usize;
    for tag in text.split('<').skip(1) {
        match tag.as_bytes().first() {
            Some(b'/') => depth = depth.saturating_sub(1),
            Some(b'!' | b'?') | None => {}
            _ if tag.split('>').next().is_some_and(|inside| inside.ends_with('/')) => {}
            _ => depth += 1,
        }
        if depth > DEPTH {
            return Err(format!("has elements nested deeper than {DEPTH}"));
        }
    }
    Xml::parse(text).map_err(|fault| format!("is broken XML: {fault}"))
}

/// The first element of that name, whatever its namespace.
pub fn find<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.descendants().find(|node| node.tag_name().name() == name)
}

/// An attribute by its local name, whatever its namespace.
pub fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
}

/// All words of an element.
pub fn words(node: Node) -> String {
    node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_repaired_and_bombs_are_not_lit() {
        let text =
            repaired("junk<!DOCTYPE a [<!ENTITY b \"bb\">]><a>R&D&nbsp;&eacute; &b; &amp; &#233;</a>").into_owned();
        let xml = parse(&text).expect("xml");
        assert_eq!(words(xml.root()), "R&D\u{a0}é &b; & é");
        assert!(parse(&"<a>".repeat(200_000)).expect_err("deep").contains("deeper"));
        assert!(parse("<a><b></a>").expect_err("broken").contains("broken XML"));
    }
}
