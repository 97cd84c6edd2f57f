//! YouTube's own captions: json3 (`events[].segs`) and the XML forms srv1 and srv3.

use super::captions::{self, Cue};
use super::json::{self, Value};
use super::{Format, Input, Likelihood, markup, xml};
use crate::model::{Document, Result};

pub const FORMAT: Format = Format {
    name: "youtube",
    extensions: &["json3", "srv1", "srv2", "srv3"],
    about: "YouTube captions as json3, srv1 or srv3",
    sniff,
    read,
};

fn sniff(input: &Input) -> Likelihood {
    let head: String = input.head().chars().take(500).collect();
    let events = || {
        input.json().is_some_and(|value| json::list(value, "events").iter().any(|event| event.get("segs").is_some()))
    };
    let tree = head.contains("<timedtext") || (head.contains("<transcript>") && head.contains("<text start="));
    if tree || (head.starts_with('{') && events()) { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let cues = match input.json() {
        Some(value) => events(value),
        None => paragraphs(input)?,
    };
    Ok(vec![captions::transcript(bounded(cues))])
}

/// Events without words place a window, those of a line break alone end a line; both hold no cue.
fn events(value: &Value) -> Vec<Cue> {
    let mut cues = Vec::new();
    for (number, event) in json::list(value, "events").iter().enumerate() {
        let words: String = json::list(event, "segs").iter().filter_map(|seg| seg.get("utf8")?.as_str()).collect();
        if !words.trim().is_empty() {
            let time = |key: &str| event.get(key).and_then(json::number).unwrap_or(0.0) / 1000.0;
            let start = time("tStartMs");
            let text = words.replace('<', "&lt;");
            cues.push(Cue {
                id: String::new(),
                start,
                end: start + time("dDurationMs"),
                text,
                line: number as u32 + 1,
                speaker: None,
            });
        }
    }
    cues
}

fn paragraphs(input: &Input) -> Result<Vec<Cue>> {
    let text = xml::repaired(input.text());
    let tree = xml::parse(&text).map_err(|what| input.trouble(what))?;
    let mut cues = Vec::new();
    for node in tree.descendants().filter(|node| matches!(node.tag_name().name(), "p" | "text")) {
        let (from, length, unit) = if node.has_tag_name("p") { ("t", "d", 1000.0) } else { ("start", "dur", 1.0) };
        let time = |name: &str| node.attribute(name).and_then(|value| value.parse::<f64>().ok()).unwrap_or(0.0) / unit;
        let words = markup::decode(&xml::words(node)).into_owned();
        let start = time(from);
        let line = tree.text_pos_at(node.range().start).row;
        if !words.trim().is_empty() {
            cues.push(Cue { id: String::new(), start, end: start + time(length), text: words, line, speaker: None });
        }
    }
    Ok(cues)
}

/// Automatic captions stay on the screen while the next are spoken: a cue ends where the next begins.
fn bounded(mut cues: Vec<Cue>) -> Vec<Cue> {
    for at in 1..cues.len() {
        let next = cues[at].start;
        if cues[at - 1].end > next && next > cues[at - 1].start {
            cues[at - 1].end = next;
        }
    }
    cues
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn all_forms_give_the_same_cues() {
        for text in [
            r#"{"events":[{"id":1,"wpWinPosId":1},{"tStartMs":500,"dDurationMs":4000,"segs":[{"utf8":"all"},{"utf8":" gone","tOffsetMs":300}]},{"tStartMs":900,"aAppend":1,"segs":[{"utf8":"\n"}]},{"tStartMs":1000,"dDurationMs":900,"segs":[{"utf8":"R&D"}]}]}"#,
            r#"<timedtext format="3"><body><p t="500" d="4000"><s>all</s><s t="300"> gone</s></p><p t="1000" d="900">R&amp;D</p></body></timedtext>"#,
            r#"<transcript><text start="0.5" dur="4">all gone</text><text start="1" dur="0.9">R&amp;amp;D</text></transcript>"#,
        ] {
            let document = crate::read::read("a", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
                .expect(text)
                .remove(0);
            assert_eq!(document.text, "all gone\nR&D");
            let time = document.turns[0].time.expect("a time");
            assert_eq!((time.start, time.end), (0.5, Some(1.0)));
        }
    }
}
