//! TTML and DFXP captions: `p` elements with `begin` and `end`, speakers by `ttm:agent`.

use super::captions::{self, Cue};
use super::xml::{self, Node};
use super::{Format, Input, Likelihood, clock, front, markup};
use crate::model::{Document, Result};

pub const FORMAT: Format =
    Format { name: "ttml", extensions: &["ttml", "dfxp", "xml"], about: "TTML and DFXP captions", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let head: String = input.head().chars().take(3000).collect();
    let root = head.contains("<tt ") || head.contains("<tt>") || head.contains("<tt:tt ");
    let own = head.contains("ns/ttml") || head.contains("ttaf1");
    if root && own && !head.to_ascii_lowercase().contains("<html") { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = xml::repaired(input.text());
    let tree = xml::parse(&text).map_err(|what| input.trouble(what))?;
    let root = tree.root_element();
    let rates = Rates::of(root);
    let agents: Vec<(&str, String)> = root
        .descendants()
        .filter(|node| node.tag_name().name() == "agent")
        .filter_map(|agent| {
            let name = xml::find(agent, "name").map(|name| markup::one_line(&xml::words(name)))?;
            Some((xml::attribute(agent, "id")?, name))
        })
        .filter(|(_, name)| !name.is_empty())
        .collect();
    let mut cues = Vec::new();
    for node in root.descendants().filter(|node| node.tag_name().name() == "p") {
        let Some((start, end)) = rates.times(node) else { continue };
        let agent =
            xml::attribute(node, "agent").or_else(|| node.descendants().find_map(|node| xml::attribute(node, "agent")));
        let speaker =
            agent.map(|id| agents.iter().find(|(own, _)| *own == id).map_or(id.to_string(), |(_, name)| name.clone()));
        let id = xml::attribute(node, "id").unwrap_or_default().to_string();
        let line = tree.text_pos_at(node.range().start).row;
        cues.push(Cue { id, start, end, text: words(node), line, speaker });
    }
    let mut document = captions::transcript(cues);
    let title = xml::find(root, "title").map(|title| markup::one_line(&xml::words(title)));
    document.title = title.filter(|title| !title.is_empty());
    document.language = xml::attribute(root, "lang").and_then(front::language_code);
    Ok(vec![document])
}

/// White space collapses, `br` is a line break.
fn words(node: Node) -> String {
    let mut words = String::new();
    for node in node.descendants() {
        if node.tag_name().name() == "br" {
            words.push('\n');
        } else if let Some(text) = node.text().filter(|_| node.is_text()) {
            words.push_str(&text.replace(['\n', '\r', '\t'], " ").replace('<', "&lt;"));
        }
    }
    words
}

struct Rates {
    frames: f64,
    ticks: f64,
}

impl Rates {
    fn of(root: Node) -> Rates {
        let number = |name: &str| xml::attribute(root, name).and_then(|value| value.parse::<f64>().ok());
        let multiplier = xml::attribute(root, "frameRateMultiplier").and_then(|value| {
            let (up, down) = value.split_once([' ', ':'])?;
            Some(up.parse::<f64>().ok()? / down.parse::<f64>().ok()?)
        });
        let frames = number("frameRate").unwrap_or(30.0) * multiplier.unwrap_or(1.0);
        Rates { frames, ticks: number("tickRate").unwrap_or(frames) }
    }

    /// Of the element, of the elements around it, or from the first to the last of its spans.
    fn times(&self, node: Node) -> Option<(f64, f64)> {
        let own = |node: Node, name: &str| xml::attribute(node, name).and_then(|value| self.time(value));
        let start = own(node, "begin").or_else(|| node.descendants().find_map(|node| own(node, "begin")));
        let start = start.or_else(|| node.ancestors().find_map(|node| own(node, "begin")))?;
        let end = own(node, "end").or_else(|| own(node, "dur").map(|length| start + length));
        let end = end.or_else(|| node.descendants().filter_map(|node| own(node, "end")).next_back());
        Some((start, end.or_else(|| node.ancestors().find_map(|node| own(node, "end"))).unwrap_or(start)))
    }

    /// `00:00:01.500`, `00:00:01:12` with frames, `1.5s`, `1500ms`, `45f`, `12t`.
    fn time(&self, text: &str) -> Option<f64> {
        let text = text.trim().replace(';', ":");
        if text.matches(':').count() == 3 {
            let (whole, frames) = text.rsplit_once(':')?;
            return Some(clock::seconds(whole)? + frames.parse::<f64>().ok()? / self.frames);
        }
        let units =
            [("ms", 0.001), ("s", 1.0), ("m", 60.0), ("h", 3600.0), ("f", 1.0 / self.frames), ("t", 1.0 / self.ticks)];
        let offset = units
            .iter()
            .find_map(|(unit, seconds)| text.strip_suffix(unit)?.parse::<f64>().ok().map(|number| number * seconds));
        offset.or_else(|| clock::seconds(&text)).filter(|seconds| seconds.is_finite())
    }
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn agents_speak_and_frames_are_time() {
        let text = r#"<?xml version="1.0"?><tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" ttp:frameRate="25" xml:lang="en"><head><metadata><ttm:title>A call</ttm:title><ttm:agent xml:id="a1"><ttm:name>Ana Lee</ttm:name></ttm:agent></metadata></head><body><div>
<p begin="00:00:01:05" end="2s" ttm:agent="a1">All<br/>gone &amp; &nbsp;lost</p><p begin="2500ms" dur="1s">No.</p></div></body></tt>"#;
        let document = crate::read::read("a.ttml", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("ttml")
            .remove(0);
        let turn = &document.turns[0];
        assert_eq!(
            (document.title.as_deref(), turn.speaker.as_deref(), turn.line),
            (Some("A call"), Some("Ana Lee"), 2)
        );
        assert_eq!(turn.span.of(&document.text), "All gone & \u{a0}lost");
        assert_eq!(document.turns.iter().map(|turn| turn.time.expect("a time").start).collect::<Vec<_>>(), [1.2, 2.5]);
    }
}
