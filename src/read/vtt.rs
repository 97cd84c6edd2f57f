//! WebVTT, after the W3C's parser (<https://www.w3.org/TR/webvtt1/#file-parsing>), and what meeting software makes of it: Zoom, Teams
//! (voice tags, unpadded times, JSON in cues), Webex (the speaker in the cue's id), noScribe, rolling captions.

use super::captions::{self, Cue};
use super::lines::{self, Line};
use super::{Format, Input, Likelihood, build, clock, date, front, json, label, markup, srt};
use crate::model::{Document, Result};
use regex::Regex;
use std::sync::LazyLock;

pub const FORMAT: Format = Format {
    name: "vtt",
    extensions: &["vtt"],
    about: "WebVTT captions (Zoom, Teams, Webex, YouTube and others)",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    let head = input.head();
    let signed =
        head.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']));
    let timed = || head.lines().take(20).any(|line| line.contains("-->") && timing(line, false).is_some());
    if signed || (input.extension() == "vtt" && timed()) { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let mut file = File::parse(input.text());
    if file.cues.is_empty() {
        file.cues = srt::cues(input.text());
        file.left_out.clear();
    }
    if let Some(first) = file.left_out.first() {
        let count = file.left_out.len();
        input.doubt(format!("{count} cues whose times cannot be read are left out, the first at line {first}"));
    }
    if file.cues.is_empty() {
        return Err(input.trouble("has no cues (`00:01.000 --> 00:02.000` and words below it)"));
    }
    let mut metadata = None;
    let cues: Vec<Cue> = file.cues.iter().flat_map(|cue| voices(cue, &mut metadata)).collect();
    let mut document = captions::transcript(utterances(cues));
    document.title = file.title.clone();
    document.language = file.value("language").and_then(front::language_code);
    build::publish(&mut document, metadata, "metadata");
    let title = file.title.clone();
    front::header(file.notes.iter().map(String::as_str), &mut document);
    document.title = title;
    if let Some(date) = document.title.as_deref().and_then(date::iso) {
        build::publish(&mut document, Some(date), "header");
    }
    Ok(vec![document])
}

/// A file's blocks.
#[derive(Default, Debug)]
pub struct File {
    pub title: Option<String>,
    /// `Key: value` lines of the header.
    pub header: Vec<(String, String)>,
    /// The lines of NOTE blocks before the first cue.
    pub notes: Vec<String>,
    pub cues: Vec<Cue>,
    /// Lines with an arrow and no times that the standard knows.
    pub left_out: Vec<u32>,
}

impl File {
    pub fn parse(text: &str) -> File {
        let lines: Vec<Line> = lines::of(text).collect();
        let unpadded =
            lines.iter().filter(|line| line.text.contains("-->")).take(50).any(|line| has_unpadded(line.text));
        let mut file = File::default();
        let mut at = file.head(&lines);
        while at < lines.len() {
            if lines[at].is_blank() {
                at += 1;
                continue;
            }
            let end = block_end(&lines, at);
            match cue(&lines[at..end], unpadded) {
                Some(cue) => file.cues.push(cue),
                None if lines[at..end].iter().any(|line| line.text.contains("-->")) => {
                    file.left_out.push(lines[at].number);
                }
                None if file.cues.is_empty() => file.note(&lines[at..end]),
                None => {}
            }
            at = end.max(at + 1);
        }
        file
    }

    /// Reads the header, gives the first line after it.
    fn head(&mut self, lines: &[Line]) -> usize {
        let first =
            lines.iter().position(|line| line.text.trim_start_matches('\u{feff}').trim_start().starts_with("WEBVTT"));
        let Some(first) = first.filter(|first| lines[..*first].iter().all(|line| !line.text.contains("-->"))) else {
            return 0;
        };
        let title = lines[first].text.trim_start_matches('\u{feff}').trim_start().trim_start_matches("WEBVTT");
        let title = title.trim_matches(|c: char| c.is_whitespace() || c == '-');
        self.title = Some(title.to_string()).filter(|title| !title.is_empty());
        let mut at = first + 1;
        while at < lines.len() && !lines[at].is_blank() && !lines[at].text.contains("-->") {
            if let Some((key, value)) = lines[at].text.split_once(':') {
                self.header.push((key.trim().to_lowercase(), value.trim().to_string()));
            }
            at += 1;
        }
        // An identifier right below the header belongs to the cue.
        if lines.get(at).is_some_and(|line| line.text.contains("-->")) && at > first + 1 { at - 1 } else { at }
    }

    fn note(&mut self, block: &[Line]) {
        if block[0].text.starts_with("NOTE") {
            let lines = block.iter().map(|line| line.text.strip_prefix("NOTE").unwrap_or(line.text).trim().to_string());
            self.notes.extend(lines.filter(|line| !line.is_empty()));
        }
    }

    fn value(&self, key: &str) -> Option<&str> {
        self.header.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }
}

/// A block ends at a blank line, or where a line with an arrow begins the next cue.
fn block_end(lines: &[Line], from: usize) -> usize {
    let mut arrow = false;
    for (at, line) in lines.iter().enumerate().skip(from) {
        let here = line.text.contains("-->");
        if line.text.is_empty() || line.text == "\u{feff}" || (here && (arrow || at > from + 1)) {
            return at;
        }
        arrow |= here;
    }
    lines.len()
}

fn cue(block: &[Line], unpadded: bool) -> Option<Cue> {
    let at = block.iter().position(|line| line.text.contains("-->")).filter(|at| *at <= 1)?;
    let (start, end) = timing(block[at].text, unpadded)?;
    let text: Vec<&str> = block[at + 1..].iter().map(|line| line.text).collect();
    let id = if at == 1 { block[0].text } else { "" };
    Some(Cue { id: id.to_string(), start, end, text: text.join("\n"), line: block[at].number, speaker: None })
}

/// `[hh:]mm:ss.mmm --> [hh:]mm:ss.mmm settings`. Where the standard refuses a time, the lenient reading of SRT is tried.
fn timing(line: &str, unpadded: bool) -> Option<(f64, f64)> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        let time = r"((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})";
        Regex::new(&format!(r"^\s*{time}\s*-->\s*{time}(?:\s|$)")).expect("a pattern of ours")
    });
    if !unpadded && let Some(found) = PATTERN.captures(line) {
        return Some((clock::seconds(&found[1])?, clock::seconds(&found[2])?)).filter(|(start, end)| start <= end);
    }
    let (start, end) = line.split_once("-->")?;
    let end = end.split_whitespace().next()?;
    if unpadded {
        let read = |text: &str| {
            text.strip_prefix('-')
                .map_or_else(|| clock::seconds_unpadded(text), |rest| clock::seconds_unpadded(rest).map(|s| -s))
        };
        return Some((read(start.trim())?, read(end)?));
    }
    srt::times(line)
}

/// `0:0:6.90`.
fn has_unpadded(line: &str) -> bool {
    line.split("-->")
        .any(|time| time.trim().split('.').next().unwrap_or_default().split(':').skip(1).any(|field| field.len() == 1))
}

/// One cue for each voice in a cue, with speakers from voice tags, from JSON in the cue, or from the id.
fn voices(cue: &Cue, published: &mut Option<String>) -> Vec<Cue> {
    if let Some(value) = Some(cue.text.trim()).filter(|text| text.starts_with('{')).and_then(json::parse) {
        let text = json::string(&value, "spokenText").unwrap_or_default();
        if published.is_none() {
            *published = json::string(&value, "startDateTime").as_deref().and_then(date::iso);
        }
        return vec![Cue { text, speaker: json::string(&value, "speakerName"), ..cue.clone() }];
    }
    if !cue.text.contains("<v") {
        let part = |text: &str| Cue {
            speaker: webex(&cue.id).or_else(|| bracketed(text)),
            text: unbracketed(text),
            ..cue.clone()
        };
        return dashed(&cue.text).into_iter().map(part).collect();
    }
    let mut parts: Vec<(Option<String>, String)> = vec![(None, String::new())];
    let mut rest = cue.text.as_str();
    while let Some(at) = rest.find('<') {
        add(&mut parts, &rest[..at]);
        rest = &rest[at..];
        let length = rest.find('>').map_or(rest.len(), |close| close + 1);
        let tag = &rest[1..length].trim_end_matches('>');
        if let Some(name) = voice(tag) {
            parts.push((name, String::new()));
        } else if *tag == "/v" {
            parts.push((None, String::new()));
        } else if !tag.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/') {
            add(&mut parts, &rest[..length]);
        }
        rest = &rest[length..];
    }
    add(&mut parts, rest);
    parts.retain(|(_, words)| !words.trim().is_empty());
    parts.into_iter().map(|(speaker, text)| Cue { text, speaker, ..cue.clone() }).collect()
}

fn add(parts: &mut [(Option<String>, String)], words: &str) {
    parts.last_mut().expect("one part from the start").1.push_str(words);
}

/// The name in `v.class Name`; `Some(None)` for a voice without one.
fn voice(tag: &str) -> Option<Option<String>> {
    let rest = tag.strip_prefix('v')?;
    let (classes, name) = rest.split_once([' ', '\t', '\n']).unwrap_or((rest, ""));
    if !(classes.is_empty() || classes.starts_with('.')) {
        return None;
    }
    let name = markup::one_line(&markup::decode(name));
    Some(Some(name).filter(|name| !name.is_empty() && name != "-"))
}

/// `1 "Ana Lee (she/her)" (1262511360)`: meeting software that puts the speaker into the id.
fn webex(id: &str) -> Option<String> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r#"^\d+\s+"(.*)"(?:\s+\(\d+\))?$"#).expect("a pattern of ours"));
    PATTERN.captures(id.trim()).map(|found| found[1].trim().to_string()).filter(|name| !name.is_empty())
}

/// The text, cut at a dash alone on its line that has `(Bo Roy)` below it.
fn dashed(text: &str) -> Vec<&str> {
    let (mut parts, mut from) = (Vec::new(), 0);
    for (at, _) in text.match_indices("\n-") {
        let below = text[at + 2..].trim_start();
        let alone = text[at + 2..].trim_start_matches([' ', '\t']).starts_with('\n');
        if alone && bracketed(below).is_some() {
            parts.push(&text[from..at]);
            from = text.len() - below.len();
        }
    }
    parts.push(&text[from..]);
    parts
}

/// `(Ana Lee)` on a line of its own above the words.
fn bracketed(text: &str) -> Option<String> {
    let (first, rest) = text.trim().split_once('\n')?;
    let name = first.trim().strip_prefix('(')?.strip_suffix(')')?;
    let like_name = label::is_label(name)
        && name.chars().next().is_some_and(char::is_uppercase)
        && name.split_whitespace().count() <= 4;
    (like_name && !rest.trim().is_empty()).then(|| name.trim().to_string())
}

fn unbracketed(text: &str) -> String {
    match bracketed(text) {
        Some(_) => text.trim().split_once('\n').map_or(String::new(), |(_, rest)| rest.to_string()),
        None => text.to_string(),
    }
}

/// Ids such as `GUID/12-1` count the parts of utterance 12; the id without its part is the same for all of them.
fn utterances(mut cues: Vec<Cue>) -> Vec<Cue> {
    static PATTERN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/\d+)-\d+$").expect("a pattern of ours")
    });
    let mut before: Option<(String, Option<String>)> = None;
    for cue in &mut cues {
        let Some(found) = PATTERN.captures(&cue.id) else { continue };
        let utterance = found[1].to_string();
        if let Some((last, speaker)) = &before
            && *last == utterance
            && cue.speaker.is_none()
        {
            cue.speaker.clone_from(speaker);
        }
        before = Some((utterance, cue.speaker.clone()));
    }
    cues
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn shown(text: &str) -> Vec<(Option<String>, f64, String)> {
        let limits = Limits::default();
        let document = read(&Input::new("a.vtt", text.as_bytes(), &limits)).expect("vtt").remove(0);
        let turns = document.turns.iter();
        turns
            .map(|turn| {
                (turn.speaker.clone(), turn.time.expect("a time").start, turn.span.of(&document.text).to_string())
            })
            .collect()
    }

    fn name(name: &str) -> Option<String> {
        Some(name.to_string())
    }

    #[test]
    fn voices_names_and_entities() {
        let text = "WEBVTT Board call\n\nintro-1\n00:01.000 --> 00:03.500 align:start\n<v.host Ana Far&#237;as>Good &amp; ready?</v>\n<v Bo>Yes.\n\nNOTE off\n\n00:04.000 --> 00:05.000\n<v ->Who?</v>\n";
        assert_eq!(
            shown(text),
            [
                (name("Ana Farías"), 1.0, "Good & ready?".into()),
                (name("Bo"), 1.0, "Yes.".into()),
                (None, 4.0, "Who?".into())
            ]
        );
    }

    #[test]
    fn meeting_software_has_its_ways() {
        let teams = "WEBVTT\n0:0:0.0 --> 0:0:6.90\n<v Roy, Bo (Guest)>One</v>\n\n0:0:6.90 --> 0:0:6.500\n<v Roy, Bo (Guest)>two</v>\n";
        assert_eq!(shown(teams)[1], (name("Roy, Bo (Guest)"), 6.09, "two".into()));
        let webex = "WEBVTT\n\n1 \"Ana Lee (she/her)\" (1262511360)\n00:00:01.000 --> 00:00:02.000\nHello\n\n2 \"\" (0)\n00:00:03.000 --> 00:00:04.000\nHi\n";
        assert_eq!(shown(webex), [(name("Ana Lee (she/her)"), 1.0, "Hello".into()), (None, 3.0, "Hi".into())]);
        let payload = "WEBVTT\n00:00:01.000 --> 00:00:02.000\n{\"startDateTime\":\"2023-03-08T08:22:30.0461639+00:00\",\"speakerName\":\"Ana\",\"spokenText\":\"We moved.\"}\n";
        assert_eq!(shown(payload), [(name("Ana"), 1.0, "We moved.".into())]);
        let limits = Limits::default();
        let document = read(&Input::new("a.vtt", payload.as_bytes(), &limits)).expect("vtt").remove(0);
        assert_eq!(document.published.as_deref(), Some("2023-03-08"));
    }
}
