//! Live pages: updates that the page's linked data list, each with its own time, are documents of their own.

use super::{fragment, meta, parse};
use crate::model::{Document, DocumentKind, TurnRole};
use crate::read::build::{self, Builder};
use crate::read::finder::Finder;
use crate::read::json::{self, Value};

/// The updates of a live page, the oldest first; none where the linked data hold less than four fifths of the words that the page shows.
pub fn updates(source: &str, page: &Document) -> Vec<Document> {
    if !source.contains("liveBlogUpdate") {
        return Vec::new();
    }
    let Ok(tree) = parse(source) else { return Vec::new() };
    let mut lines = Finder::after(source, "liveBlogUpdate");
    let linked = meta::linked_data(&tree);
    let listed = linked.iter().flat_map(|value| json::list(value, "liveBlogUpdate"));
    let mut found: Vec<(String, Document)> = listed.filter_map(|value| update(value, page, &mut lines)).collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    let words = |document: &Document| document.text.split_whitespace().count();
    let whole = found.iter().map(|(_, document)| words(document)).sum::<usize>() * 5 >= words(page) * 4;
    if whole && found.len() >= 2 { found.into_iter().map(|(_, document)| document).collect() } else { Vec::new() }
}

/// One update with its time as written.
fn update(value: &Value, page: &Document, lines: &mut Finder) -> Option<(String, Document)> {
    let time = json::string(value, "datePublished")?;
    let body = json::string(value, "articleBody")?;
    let title = json::string(value, "headline").map(|title| crate::read::markup::clean(&title));
    let line = lines.line_of_exactly(&time);
    let mut builder = Builder::default();
    if let Some(title) = &title {
        builder.push(TurnRole::Heading, title, line);
    }
    for (role, words) in fragment(&body.replace('\n', "<br><br>")) {
        builder.push(role, &words, line);
    }
    let mut document = builder.finish(DocumentKind::Article);
    document.title = title.or_else(|| page.title.clone());
    document.url = json::string(value, "url").or_else(|| page.url.clone());
    document.source.clone_from(&page.source);
    document.authors.clone_from(&page.authors);
    document.language.clone_from(&page.language);
    build::publish(&mut document, meta::read_date(&time), "metadata");
    (!document.turns.is_empty()).then_some((time, document))
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    fn titles(shown: &str) -> Vec<(String, String)> {
        let source = format!(
            r#"<!DOCTYPE html><html lang="en"><head><title>Flood, live</title><script type="application/ld+json">{{"@type":"LiveBlogPosting","headline":"Flood, live","datePublished":"2023-03-24","liveBlogUpdate":[{{"@type":"BlogPosting","headline":"The tower","datePublished":"2023-03-25T12:00:00Z","articleBody":"<p>The lists were moved to the tower.</p>"}},{{"@type":"BlogPosting","headline":"The quay","datePublished":"2023-03-24T10:00:00Z","articleBody":"The quay is shut.\nNobody may enter it."}}]}}</script></head><body><article><h1>Flood, live</h1>{shown}</article></body></html>"#
        );
        let documents = crate::read::read("a.html", source.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("html");
        documents.into_iter().map(|document| (document.published.unwrap_or_default(), document.text)).collect()
    }

    #[test]
    fn each_update_has_its_own_date() {
        let found = titles(
            "<h2>The tower</h2><p>The lists were moved to the tower.</p><h2>The quay</h2><p>The quay is shut.</p>",
        );
        let expected = [
            ("2023-03-24", "The quay\nThe quay is shut.\nNobody may enter it."),
            ("2023-03-25", "The tower\nThe lists were moved to the tower."),
        ];
        assert_eq!(found, expected.map(|(date, text)| (date.to_string(), text.to_string())));
    }

    #[test]
    fn a_page_that_shows_more_is_read_itself() {
        let found = titles(&format!("<p>{}</p>", "The lists went to the tower before the water came. ".repeat(20)));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, "2023-03-24");
    }
}
