//! What a page says about itself, in the order of trust: JSON-LD, OpenGraph and its kin, other meta elements, the page's visible marks.
//! Published is not modified.

use crate::model::Document;
use crate::read::json::{self, Value};
use crate::read::{build, date, markup};
use dom_query::Document as Page;
use std::collections::BTreeMap;

/// Facts about a page.
#[derive(Debug, Default, PartialEq)]
pub struct Facts {
    pub title: Option<String>,
    pub source: Option<String>,
    pub url: Option<String>,
    pub authors: Vec<String>,
    /// ISO 8601 prefix.
    pub published: Option<String>,
    pub language: Option<String>,
}

impl Facts {
    pub fn apply(&self, document: &mut Document) {
        document.title.clone_from(&self.title);
        document.source.clone_from(&self.source);
        document.url.clone_from(&self.url);
        document.authors.clone_from(&self.authors);
        document.language.clone_from(&self.language);
        build::publish(document, self.published.clone(), "metadata");
    }
}

const TITLE: &[&str] = &[
    "dc.title",
    "dcterms.title",
    "og:title",
    "twitter:title",
    "parsely-title",
    "sailthru.title",
    "citation_title",
    "title",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "article:published",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "datepublished",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "citation_publication_date",
    "citation_date",
    "weibo:article:create_at",
    "rnews:datepublished",
    "originalpublicationdate",
    "article_date_original",
    "displaydate",
];
const AUTHOR: &[&str] = &[
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "citation_author",
];
const SITE: &[&str] = &["og:site_name", "application-name", "dc.publisher", "twitter:site"];
const LANGUAGE: &[&str] = &["og:locale", "content-language", "dc.language", "inlanguage"];

/// Gathers what a page says about itself.
pub fn facts(page: &Page, source: &str) -> Facts {
    let linked = linked_data(page);
    let article = linked.iter().find(|value| is_article(value)).or_else(|| linked.first());
    let meta = meta(page);
    let pick = |keys: &[&str]| keys.iter().find_map(|key| meta.get(*key)?.first().cloned());
    let of = |keys: &[&str]| article.and_then(|value| keys.iter().find_map(|key| words(value.get(*key)?)));
    let told = || of(&["url", "mainEntityOfPage"]).filter(|url| url.starts_with("http"));
    let canonical = || attribute(page, "link[rel=canonical]", "href");
    let urls = [told(), canonical(), pick(&["og:url", "al:web:url"])];
    // Linked data often give the address of the site for that of the article.
    let url = urls.iter().flatten().find(|url| !is_front_page(url)).or(urls.iter().flatten().next()).cloned();
    let url = url.map(|url| without_archive(&url)).or_else(|| saved_from(source));
    let published = of(&["datePublished", "dateCreated"]).as_deref().and_then(read_date);
    let published = published
        .or_else(|| PUBLISHED.iter().find_map(|key| meta.get(*key)?.iter().find_map(|value| read_date(value))));
    let published = published.or_else(|| visible_date(page)).or_else(|| url.as_deref().and_then(dated_url));
    let site = article.and_then(|value| publisher(value.get("publisher")?, &linked)).or_else(|| pick(SITE));
    let site = site.filter(|site| !site.contains("://"));
    let title = of(&["headline", "alternativeHeadline"]).or_else(|| pick(TITLE));
    Facts {
        title: title.or_else(|| heading(page, site.as_deref())),
        source: site.map(|site| site.trim_start_matches('@').to_string()),
        authors: authors(article, &meta, page),
        language: of(&["inLanguage"]).or_else(|| attribute(page, "html", "lang")).or_else(|| pick(LANGUAGE)),
        url,
        published,
    }
}

/// A name, or that of the object which the identifier points to.
fn publisher(value: &Value, linked: &[Value]) -> Option<String> {
    let name = words(value)?;
    if !is_address(&name) {
        return Some(name);
    }
    let object = linked.iter().find(|object| object.get("@id").and_then(Value::as_str) == Some(name.as_str()))?;
    words(object.get("name")?).filter(|name| !is_address(name))
}

/// Nothing behind the name of the host.
fn is_front_page(url: &str) -> bool {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest).split_once('/').map_or("", |(_, path)| path);
    path.is_empty() || path.starts_with(['?', '#'])
}

/// Every JSON-LD object of the page, those inside `@graph` too.
pub fn linked_data(page: &Page) -> Vec<Value> {
    let mut found = Vec::new();
    for script in page.select("script[type='application/ld+json']").nodes() {
        if let Some(value) = lenient(&script.text()) {
            flatten(value, &mut found, 0);
        }
    }
    found
}

/// JSON-LD as pages write it: in comments, with a comma or a semicolon too many, with raw line breaks in strings.
fn lenient(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->").trim();
    let text = text
        .trim_start_matches("//")
        .trim_start_matches("<![CDATA[")
        .trim()
        .trim_end_matches("]]>")
        .trim_end_matches("//");
    let text = text.trim().trim_end_matches(';');
    json::parse(text).or_else(|| {
        let flat: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        json::parse(&flat).or_else(|| json::parse(&without_spare_commas(&flat)))
    })
}

fn without_spare_commas(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if !(c == ',' && text[at + 1..].trim_start().starts_with(['}', ']'])) {
            clean.push(c);
        }
    }
    clean
}

fn flatten(value: Value, found: &mut Vec<Value>, depth: usize) {
    match value {
        Value::Array(list) if depth < 8 => list.into_iter().for_each(|value| flatten(value, found, depth + 1)),
        Value::Object(mut object) => {
            if let Some(graph) = object.remove("@graph") {
                flatten(graph, found, depth + 1);
            }
            if object.contains_key("@type") {
                found.push(Value::Object(object));
            }
        }
        _ => {}
    }
}

fn is_article(value: &Value) -> bool {
    let named = |value: &Value| {
        let name = value.as_str().unwrap_or_default();
        let name = name.rsplit('/').next().unwrap_or(name);
        name.ends_with("Article") || matches!(name, "BlogPosting" | "Report" | "LiveBlogPosting" | "SocialMediaPosting")
    };
    match value.get("@type") {
        Some(Value::Array(types)) => types.iter().any(named),
        Some(one) => named(one),
        None => false,
    }
}

/// A string, the name or address of an object, or the first of a list that has one.
fn words(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(_) => json::first(value, &["name", "@id", "url"]).and_then(words)?,
        Value::Array(list) => list.iter().find_map(words)?,
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    Some(tidy(&text)).filter(|text| !text.is_empty())
}

/// Entities are decoded twice: pages often encode them so.
fn tidy(text: &str) -> String {
    let once = markup::decode(text);
    markup::one_line(&markup::without_tags(&markup::decode(&once)))
}

/// The contents of meta elements by name, property or itemprop in lower case; a property may hold several names.
fn meta(page: &Page) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for node in page.select("meta").nodes() {
        let content = node.attr("content").map(|content| tidy(&content)).filter(|content| !content.is_empty());
        let Some(content) = content else { continue };
        for attribute in ["name", "property", "itemprop", "http-equiv"] {
            for key in node.attr(attribute).unwrap_or_default().split_whitespace() {
                let key = key.to_lowercase().replace("dc:", "dc.").replace("dcterms:", "dcterms.");
                found.entry(key).or_default().push(content.clone());
            }
        }
    }
    found
}

fn attribute(page: &Page, selector: &str, name: &str) -> Option<String> {
    page.select(selector)
        .nodes()
        .iter()
        .find_map(|node| node.attr(name))
        .map(|value| tidy(&value))
        .filter(|value| !value.is_empty())
}

fn authors(article: Option<&Value>, meta: &BTreeMap<String, Vec<String>>, page: &Page) -> Vec<String> {
    let mut names = Vec::new();
    if let Some(value) = article.and_then(|article| json::first(article, &["author", "creator"])) {
        collect(value, &mut names, 0);
    }
    if names.is_empty() {
        names.extend(AUTHOR.iter().find_map(|key| meta.get(*key)).cloned().unwrap_or_default());
    }
    if names.iter().all(|name| is_address(name)) {
        let selectors = ["[rel=author]", "[itemprop=author]", ".byline", ".author"];
        let seen =
            selectors.iter().find_map(|selector| page.select(selector).nodes().first().map(|node| tidy(&node.text())));
        names.extend(seen.filter(|name| name.chars().count() < 80));
    }
    let mut clean: Vec<String> = Vec::new();
    for name in names.iter().filter(|name| !is_address(name)).flat_map(|name| name.split([';', '|'])) {
        let bare = name.trim().trim_start_matches("By ").trim_start_matches("by ").trim_start_matches("BY ").trim();
        for one in bare
            .split(" and ")
            .flat_map(|part| if part.split_whitespace().count() > 3 { part.split(", ").collect() } else { vec![part] })
        {
            let one = one.trim().trim_end_matches(',').to_string();
            if !one.is_empty() && !clean.contains(&one) {
                clean.push(one);
            }
        }
    }
    clean
}

fn collect(value: &Value, names: &mut Vec<String>, depth: usize) {
    match value {
        Value::Array(list) if depth < 4 => list.iter().for_each(|value| collect(value, names, depth + 1)),
        Value::Object(object) if depth < 4 => {
            if let Some(name) = object.get("name") {
                collect(name, names, depth + 1);
            }
        }
        _ => names.extend(words(value)),
    }
}

fn is_address(name: &str) -> bool {
    name.starts_with("http") || name.starts_with('/') || name.starts_with('@') || name.contains("://")
}

fn heading(page: &Page, site: Option<&str>) -> Option<String> {
    let first = |selector: &str| {
        page.select(selector).nodes().first().map(|node| tidy(&node.text())).filter(|text| !text.is_empty())
    };
    let title = first("title").map(|title| without_site(&title, site));
    let heads: Vec<String> =
        page.select("h1").nodes().iter().map(|node| tidy(&node.text())).filter(|head| !head.is_empty()).collect();
    match (&heads[..], title) {
        ([one], Some(title)) if title.contains(one.as_str()) || title.split_whitespace().count() < 3 => {
            Some(one.clone())
        }
        (_, Some(title)) => Some(title),
        (heads, None) => heads.first().cloned(),
    }
}

/// `Title | Site`, `Title - Site` without the site, where the site's name is known or the tail is short beside the title.
fn without_site(title: &str, site: Option<&str>) -> String {
    for mark in [" | ", " - ", " – ", " — ", " » ", " · ", " :: "] {
        let Some((head, tail)) = title.rsplit_once(mark) else { continue };
        let same = site.is_some_and(|site| site.trim_start_matches('@').eq_ignore_ascii_case(tail.trim()));
        let short = matches!(mark, " | " | " » " | " :: ") && tail.split_whitespace().count() <= 4;
        if (same || short) && head.split_whitespace().count() >= 2 {
            return head.trim().to_string();
        }
    }
    title.to_string()
}

/// A date as metadata writes it, or a count of seconds or milliseconds.
pub fn read_date(text: &str) -> Option<String> {
    let number = text.trim().parse::<f64>().ok().filter(|_| text.trim().len() >= 10);
    date::iso(text).or_else(|| number.and_then(date::from_epoch))
}

/// `<time datetime pubdate>`, `itemprop=datePublished`, then the first `<time datetime>`.
fn visible_date(page: &Page) -> Option<String> {
    let selectors = ["time[pubdate]", "[itemprop=datePublished]", ".published[title]", "time[datetime]"];
    selectors.iter().find_map(|selector| {
        page.select(selector).nodes().iter().find_map(|node| {
            let modified = node.attr("itemprop").is_some_and(|name| name.contains("dateModified"));
            let written =
                ["datetime", "content", "title"].iter().find_map(|name| node.attr(name)).unwrap_or_else(|| node.text());
            (!modified).then(|| read_date(&written)).flatten()
        })
    })
}

/// `/2023/03/24/` in an address.
fn dated_url(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split('/').collect();
    let found = parts.windows(3).find_map(|window| {
        let digits = window.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
        (digits && window[0].len() == 4 && window[1].len() <= 2 && window[2].len() <= 2)
            .then(|| date::iso(&window.join("-")))?
    });
    found.or_else(|| date::in_name(url))
}

/// The page's own address out of an archive's: `https://web.archive.org/web/20230324101500id_/https://…`.
fn without_archive(url: &str) -> String {
    let archived =
        ["web.archive.org/web/", "archive.today/", "archive.ph/", "archive.is/"].iter().any(|host| url.contains(host));
    match url.rfind("/http").filter(|_| archived) {
        Some(at) => url[at + 1..].to_string(),
        None => url.to_string(),
    }
}

/// Browsers and archivers leave the address in a comment: `<!-- saved from url=(0057)https://… -->`, `url: https://…` of SingleFile.
fn saved_from(source: &str) -> Option<String> {
    let head: &str = source.char_indices().nth(3000).map_or(source, |(at, _)| &source[..at]);
    let rest = match head.find("saved from url=(") {
        Some(at) => head[at..].split_once(')')?.1,
        None => {
            let at = head.find("SingleFile")?;
            head[at..].split_once("url:")?.1
        }
    };
    let url = rest.trim_start().split(|c: char| c.is_whitespace() || c == '<').next()?;
    url.starts_with("http").then(|| url.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Facts {
        facts(&Page::from(source), source)
    }

    #[test]
    fn linked_data_comes_first_and_published_is_not_modified() {
        let found = of(
            r#"<html><head><meta property="og:title" content="Other"><meta property="article:modified_time" content="2023-09-17">
            <script type="application/ld+json">{broken</script>
            <script type="application/ld+json">[{"@type":["NewsArticle"],"headline":"Wet &amp;amp; old","datePublished":"2023-09-16T06:10:00-07:00","dateModified":"2023-09-18","author":{"@type":"Organization","name":"Wire"},"publisher":{"name":"The Quay",},},]</script>"#,
        );
        assert_eq!(found.title.as_deref(), Some("Wet & old"));
        assert_eq!(found.published.as_deref(), Some("2023-09-16"));
        assert_eq!((found.authors, found.source), (vec!["Wire".to_string()], Some("The Quay".to_string())));
    }

    #[test]
    fn meta_elements_and_the_page_itself_follow() {
        let found = of(
            r#"<html lang="en"><head><title>Wet papers | The Quay</title><meta name="author" content="http://e.example/ana">
            <meta property="dc.date dc.other" content="March 24, 2023 at 6:05 p.m. EDT">
            <!-- saved from url=(0030)https://e.example/2023/03/25/a --></head><body><a rel="author">By Ana Lee and Bo Roy</a></body>"#,
        );
        assert_eq!(found.title.as_deref(), Some("Wet papers"));
        assert_eq!(found.authors, ["Ana Lee", "Bo Roy"]);
        assert_eq!(found.published.as_deref(), Some("2023-03-24"));
        assert_eq!(found.url.as_deref(), Some("https://e.example/2023/03/25/a"));
        assert_eq!(
            of("<link rel=canonical href='https://e.example/2023/03/25/a'>").published.as_deref(),
            Some("2023-03-25")
        );
    }
}
