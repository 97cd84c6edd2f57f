//! RSS, RDF and Atom feeds: one document for each item.

use super::build::{self, Builder};
use super::xml::{self, Node};
use super::{Format, Input, Likelihood, date, front, html, markup};
use crate::model::{Document, DocumentKind, Result, TurnRole};

pub const FORMAT: Format =
    Format { name: "feed", extensions: &["rss", "atom", "xml", "rdf"], about: "RSS and Atom feeds", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let head: String = input.head().chars().take(2000).collect();
    let root = ["<rss", "<feed", "<rdf:RDF"].iter().any(|root| head.contains(root));
    if head.starts_with('<') && root { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = xml::repaired(input.text());
    let tree = xml::parse(&text).map_err(|what| input.trouble(what))?;
    let root = tree.root_element();
    let channel = xml::find(root, "channel").unwrap_or(root);
    let source = child(channel, &["title"]);
    let language = child(channel, &["language"]).or_else(|| xml::attribute(root, "lang").map(str::to_string));
    let items = root.descendants().filter(|node| matches!(node.tag_name().name(), "item" | "entry"));
    let mut documents = Vec::new();
    for item in items {
        let line = tree.text_pos_at(item.range().start).row;
        let mut document = article(item, line);
        document.source.clone_from(&source);
        document.language = language.as_deref().and_then(front::language_code);
        documents.push(document);
    }
    Ok(documents)
}

fn article(item: Node, line: u32) -> Document {
    let title = child(item, &["title"]).map(|title| markup::clean(&title));
    let mut builder = Builder::default();
    if let Some(title) = &title {
        builder.push(TurnRole::Heading, title, line);
    }
    let body = raw(item, &["encoded", "content", "description", "summary"]);
    for (role, words) in body.map(|body| html::fragment(&body)).unwrap_or_default() {
        builder.push(role, &words, line);
    }
    let mut document = builder.finish(DocumentKind::Article);
    document.title = title;
    document.url = link(item);
    let authors = item.children().filter(|node| matches!(node.tag_name().name(), "author" | "creator"));
    document.authors = authors
        .map(|node| child(node, &["name"]).unwrap_or_else(|| markup::one_line(&xml::words(node))))
        .filter(|name| !name.is_empty() && !name.contains('@'))
        .collect();
    let written = child(item, &["pubDate", "published", "date", "issued", "updated"]);
    build::publish(&mut document, written.as_deref().and_then(date::iso), "metadata");
    document
}

/// The first child of one of these names that holds words.
fn raw(node: Node, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| {
        let mut children = node.children().filter(|child| child.tag_name().name() == *name);
        children.find_map(|child| {
            let inner = child.children().any(|inner| inner.is_element());
            let words =
                if inner { child.document().input_text()[child.range()].to_string() } else { xml::words(child) };
            (!words.trim().is_empty()).then_some(words)
        })
    })
}

fn child(node: Node, names: &[&str]) -> Option<String> {
    raw(node, names).map(|words| markup::one_line(&words)).filter(|words| !words.is_empty())
}

fn link(item: Node) -> Option<String> {
    let links = item.children().filter(|node| node.tag_name().name() == "link");
    links.filter(|link| xml::attribute(*link, "rel").is_none_or(|rel| rel == "alternate")).find_map(|link| {
        let url = xml::attribute(link, "href").map(str::to_string).unwrap_or_else(|| xml::words(link));
        Some(url.trim().to_string()).filter(|url| url.starts_with("http"))
    })
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn each_item_is_a_document() {
        let text = r#"<?xml version="1.0"?><rss xmlns:content="c" xmlns:dc="d"><channel><title>The Quay</title><language>en-us</language>
<item><title>Wet &amp;amp; old</title><link>https://e.example/a</link><pubDate>Fri, 05 May 2023 10:00:00 GMT</pubDate><dc:creator>Ana Lee</dc:creator><description>Short.</description><content:encoded><![CDATA[<p>One.</p><p>Two.</p>]]></content:encoded></item>
<item><title>Dry</title><description>&lt;p&gt;Three.&lt;/p&gt;</description></item></channel></rss>"#;
        let documents =
            crate::read::read("a.xml", text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect("feed");
        assert_eq!(documents[0].text, "Wet & old\nOne.\nTwo.");
        assert_eq!(
            (documents[0].published.as_deref(), documents[0].source.as_deref()),
            (Some("2023-05-05"), Some("The Quay"))
        );
        assert_eq!(
            (documents[0].authors[0].as_str(), documents[0].url.as_deref()),
            ("Ana Lee", Some("https://e.example/a"))
        );
        assert_eq!((documents[1].text.as_str(), documents[1].path.as_str()), ("Dry\nThree.", "a.xml#2"));
    }

    #[test]
    fn atom_has_entries() {
        let text = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title><entry><title>Wet</title><link href="https://e.example/a"/><published>2023-05-05T10:00:00Z</published><updated>2023-06-01T00:00:00Z</updated><author><name>Ana</name></author><content type="xhtml"><div><p>One.</p></div></content></entry></feed>"#;
        let documents =
            crate::read::read("a.atom", text.as_bytes(), &Sidecar::default(), None, &Limits::default()).expect("feed");
        assert_eq!((documents[0].text.as_str(), documents[0].published.as_deref()), ("Wet\nOne.", Some("2023-05-05")));
    }
}
