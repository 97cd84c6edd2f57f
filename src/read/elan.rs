//! ELAN annotations (`.eaf`): tiers of annotations between slots of a common time line. Tiers that hang on another one (translations,
//! glosses, comments) are left out.

use super::captions::Cue;
use super::tiers::{Layer, Tier};
use super::xml::{self, Node};
use super::{Format, Input, Likelihood, build, captions, date, front, markup};
use crate::model::{Document, Result};
use std::collections::BTreeMap;

pub const FORMAT: Format = Format { name: "elan", extensions: &["eaf"], about: "annotations of ELAN", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    let head: String = input.head().chars().take(3000).collect();
    if head.contains("<ANNOTATION_DOCUMENT") { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = xml::repaired(input.text());
    let tree = xml::parse(&text).map_err(|what| input.trouble(what))?;
    let root = tree.root_element();
    let slots = slots(root);
    let mut cues = Vec::new();
    let mut language = None;
    for tier in elements(root, "TIER").filter(|tier| tier.attribute("PARENT_REF").is_none()) {
        let Tier { speaker, layer } = Tier::of(tier.attribute("TIER_ID").unwrap_or_default());
        if layer == Layer::Sounds {
            continue;
        }
        let name = tier.attribute("PARTICIPANT").map(markup::one_line).filter(|name| !name.is_empty());
        let speaker = name.or(speaker);
        language = language.or_else(|| tier.attribute("DEFAULT_LOCALE").and_then(front::language_code));
        for annotation in elements(tier, "ALIGNABLE_ANNOTATION") {
            let slot = |key: &str| annotation.attribute(key).and_then(|id| slots.get(id).copied());
            let Some(start) = slot("TIME_SLOT_REF1") else { continue };
            cues.push(Cue {
                id: annotation.attribute("ANNOTATION_ID").unwrap_or_default().to_string(),
                start,
                end: slot("TIME_SLOT_REF2").unwrap_or(start),
                text: words(annotation),
                line: tree.text_pos_at(annotation.range().start).row,
                speaker: speaker.clone(),
            });
        }
    }
    if cues.is_empty() {
        return Err(input.trouble("has no annotations with times in a tier that hangs on no other"));
    }
    cues.sort_by(|a, b| a.start.total_cmp(&b.start));
    let mut document = captions::transcript(cues);
    document.language = language;
    // When the file was made; ELAN writes it anew only with a new file.
    build::publish(&mut document, root.attribute("DATE").and_then(date::iso), "metadata");
    Ok(vec![document])
}

/// As a cue has them: with entities.
fn words(annotation: Node) -> String {
    let words: String = elements(annotation, "ANNOTATION_VALUE").map(xml::words).collect();
    words.replace('&', "&amp;").replace('<', "&lt;")
}

fn elements<'a, 'i: 'a>(node: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    node.descendants().filter(move |node| node.has_tag_name(name))
}

/// Seconds by slot. A slot without a value lies between its neighbours that have one, at equal distances.
fn slots<'a>(root: Node<'a, '_>) -> BTreeMap<&'a str, f64> {
    let unit = elements(root, "HEADER").find_map(|header| header.attribute("TIME_UNITS"));
    let unit = if unit.is_some_and(|unit| unit.eq_ignore_ascii_case("seconds")) { 1.0 } else { 0.001 };
    let written: Vec<(&str, Option<f64>)> = elements(root, "TIME_SLOT")
        .filter_map(|slot| {
            let value = slot.attribute("TIME_VALUE").and_then(|value| value.trim().parse::<f64>().ok());
            Some((slot.attribute("TIME_SLOT_ID")?, value.filter(|value| value.is_finite())))
        })
        .collect();
    let mut slots = BTreeMap::new();
    let mut last: Option<(usize, f64)> = None;
    for (at, (id, value)) in written.iter().enumerate() {
        let Some(value) = value else { continue };
        if let Some((from, before)) = last {
            for (between, (open, _)) in written.iter().enumerate().take(at).skip(from + 1) {
                let share = (between - from) as f64 / (at - from) as f64;
                slots.insert(*open, (before + (value - before) * share) * unit);
            }
        }
        slots.insert(*id, value * unit);
        last = Some((at, *value));
    }
    slots
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};

    #[test]
    fn tiers_are_speakers_and_open_slots_lie_between() {
        let text = r#"<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" DATE="2023-05-06T10:00:00+01:00" FORMAT="3.0" VERSION="3.0">
<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
<TIME_ORDER><TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="500"/><TIME_SLOT TIME_SLOT_ID="ts2"/><TIME_SLOT TIME_SLOT_ID="ts3" TIME_VALUE="2500"/></TIME_ORDER>
<TIER LINGUISTIC_TYPE_REF="u" TIER_ID="B" PARTICIPANT="Bo Roy"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a2" TIME_SLOT_REF1="ts2" TIME_SLOT_REF2="ts3"><ANNOTATION_VALUE>No &lt;b> &amp; no.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER LINGUISTIC_TYPE_REF="u" TIER_ID="Ana Lee"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2"><ANNOTATION_VALUE>All gone.</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER>
<TIER LINGUISTIC_TYPE_REF="t" TIER_ID="Ana in German" PARENT_REF="Ana Lee"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a3" ANNOTATION_REF="a1"><ANNOTATION_VALUE>Alles weg.</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER>
</ANNOTATION_DOCUMENT>"#;
        let document = crate::read::read("a.eaf", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("elan")
            .remove(0);
        assert_eq!(
            (document.text.as_str(), document.published.as_deref()),
            ("All gone.\nNo <b> & no.", Some("2023-05-06"))
        );
        let shown: Vec<(Option<&str>, f64)> =
            document.turns.iter().map(|turn| (turn.speaker.as_deref(), turn.time.expect("a time").start)).collect();
        assert_eq!(shown, [(Some("Ana Lee"), 0.5), (Some("Bo Roy"), 1.5)]);
    }
}
