//! Articles as JSON: newspaper, trafilatura, news-please, NewsAPI, Readability, Fundus, JSON Feed. One document for each article.

use super::build::{self, Builder};
use super::finder::Finder;
use super::json::{self, Value};
use super::{Format, Input, Likelihood, date, front, html, markup, plain};
use crate::model::{Document, DocumentKind, Result, TurnRole};

pub const FORMAT: Format = Format {
    name: "article-json",
    extensions: &["json", "jsonl", "ndjson"],
    about: "articles as JSON (newspaper, trafilatura, news-please, NewsAPI, Readability, JSON Feed)",
    sniff,
    read,
};

/// Keys of the words, the fullest first; those in the second list hold HTML.
const TEXT: &[&str] =
    &["maintext", "text", "textContent", "articleBody", "raw_text", "content_text", "body", "content"];
const HTML: &[&str] = &["content_html", "html"];
const DATE: &[&str] = &[
    "date_publish",
    "publish_date",
    "publishedAt",
    "publishedTime",
    "published",
    "date_published",
    "datePublished",
    "publishing_date",
    "date",
];
const SIGNS: &[&str] = &["title", "headline", "url", "publishedAt", "source_domain", "hostname"];

fn sniff(input: &Input) -> Likelihood {
    match input.json() {
        Some(value) if articles(value).first().is_some_and(|first| is_article(first)) => Likelihood::Possible,
        _ => Likelihood::Never,
    }
}

/// The article, or the list of them, that a file holds.
fn articles(value: &Value) -> Vec<&Value> {
    let list = ["articles", "items", "results", "data"].iter().find_map(|key| value.get(key)?.as_array());
    match value.as_array().or(list) {
        Some(list) => list.iter().filter(|article| is_article(article)).collect(),
        None => vec![value],
    }
}

fn is_article(value: &Value) -> bool {
    let words = TEXT.iter().chain(HTML).any(|key| json::string(value, key).is_some())
        || value.pointer("/body/sections").is_some();
    words && SIGNS.iter().filter(|key| value.get(**key).is_some()).count() >= 1 && value.get("segments").is_none()
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let value = input.json().ok_or_else(|| input.trouble("is no JSON"))?;
    let mut lines = Finder::new(input.text());
    Ok(articles(value).into_iter().map(|article| document(article, &mut lines)).collect())
}

fn document(article: &Value, lines: &mut Finder) -> Document {
    let first = |keys: &[&str]| keys.iter().find_map(|key| json::string(article, key));
    let title = first(&["title", "headline"]).map(|title| markup::clean(&title));
    let mut builder = Builder::default();
    if let Some(title) = &title {
        let line = lines.line_of(title);
        builder.push(TurnRole::Heading, title, line);
    }
    for (role, words) in body(article) {
        if title.as_deref() != Some(words.as_str()) {
            let line = lines.line_of(&words);
            builder.push(role, &words, line);
        }
    }
    let mut document = builder.finish(DocumentKind::Article);
    document.title = title;
    let source = article.get("source").and_then(|source| json::string(source, "name")).or_else(|| {
        first(&["siteName", "sitename", "source-hostname", "hostname", "source_domain", "publisher", "source_url"])
    });
    document.source = source.or_else(|| json::string(article, "source").filter(|source| !source.starts_with("http")));
    document.url = first(&["url", "canonical_link", "external_url"])
        .or_else(|| json::string(article, "source").filter(|source| source.starts_with("http")));
    document.authors = authors(article);
    document.language = first(&["language", "lang", "meta_lang"]).and_then(|code| front::language_code(&code));
    let written = json::first(article, DATE);
    let read = written
        .and_then(|date| date.as_str().and_then(date::iso).or_else(|| json::number(date).and_then(date::from_epoch)));
    build::publish(&mut document, read, "metadata");
    document
}

/// Paragraphs of the fullest text; NewsAPI's cut (`… [+2550 chars]`) is kept as a note.
fn body(article: &Value) -> Vec<(TurnRole, String)> {
    if let Some(body) = article.get("body").filter(|body| body.is_object()) {
        let sections = json::list(body, "sections").iter();
        let lists = sections.flat_map(|section| {
            [
                (TurnRole::Heading, json::list(section, "headline")),
                (TurnRole::Paragraph, json::list(section, "paragraphs")),
            ]
        });
        let summary = (TurnRole::Paragraph, json::list(body, "summary"));
        let all = std::iter::once(summary).chain(lists);
        return all
            .flat_map(|(role, list)| {
                list.iter().filter_map(move |words| Some((role, markup::one_line(words.as_str()?))))
            })
            .collect();
    }
    if let Some(html) = HTML.iter().find_map(|key| json::string(article, key)) {
        return html::fragment(&html);
    }
    let Some(text) = TEXT.iter().find_map(|key| json::string(article, key)) else { return Vec::new() };
    if text.contains("</p>") || text.contains("<br") {
        return html::fragment(&text);
    }
    let (text, cut) = match text.rfind("[+").filter(|at| text.ends_with(" chars]") && text.len() - at < 30) {
        Some(at) => (text[..at].to_string(), Some(text[at..].to_string())),
        None => (text, None),
    };
    let mut body: Vec<(TurnRole, String)> =
        plain::paragraphs(&text, 0).iter().map(|turn| (turn.role, markup::one_line(turn.span.of(&text)))).collect();
    body.extend(cut.map(|cut| (TurnRole::Note, cut)));
    body
}

fn authors(article: &Value) -> Vec<String> {
    let Some(value) = json::first(article, &["authors", "author", "byline"]) else { return Vec::new() };
    let named = |value: &Value| value.as_str().map(str::to_string).or_else(|| json::string(value, "name"));
    let names: Vec<String> = match value {
        Value::Array(list) => list.iter().filter_map(named).collect(),
        other => named(other)
            .into_iter()
            .flat_map(|names| names.split(';').map(str::to_string).collect::<Vec<_>>())
            .collect(),
    };
    names
        .into_iter()
        .map(|name| name.trim().trim_start_matches("By ").to_string())
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn tools_are_read_by_their_keys() {
        for text in [
            r#"{"title":"Wet","text":"One.\n\nTwo.","authors":["Ana Lee"],"publish_date":"2023-05-05 00:00:00","url":"https://e.example/a"}"#,
            r#"{"title":"Wet","author":"Ana Lee","hostname":"e.example","date":"2023-05-05","text":"One.\nTwo.","source":"https://e.example/a"}"#,
            r#"[{"title":"Wet","maintext":"One.\nTwo.","authors":["Ana Lee"],"date_publish":"2023-05-05 10:00:00","source_domain":"e.example","url":"https://e.example/a"}]"#,
            r#"{"status":"ok","articles":[{"source":{"name":"e.example"},"author":"Ana Lee","title":"Wet","url":"https://e.example/a","publishedAt":"2023-05-05T10:00:00Z","content":"One.\r\nTwo. "}]}"#,
            r#"{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"https://e.example/a","title":"Wet","content_html":"<p>One.</p><p>Two.</p>","date_published":"2023-05-05","authors":[{"name":"Ana Lee"}]}]}"#,
        ] {
            let document = crate::read::read("a.json", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
                .expect(text)
                .remove(0);
            assert_eq!(document.text, "Wet\nOne.\nTwo.", "{text}");
            assert_eq!(
                (document.published.as_deref(), document.authors[0].as_str()),
                (Some("2023-05-05"), "Ana Lee"),
                "{text}"
            );
            assert_eq!(document.url.as_deref(), Some("https://e.example/a"), "{text}");
        }
    }
}
