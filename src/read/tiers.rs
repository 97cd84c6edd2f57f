//! Tiers of annotation tools: which name a speaker, and which hold single words or no words at all.

use super::markup;

/// What a tier's name tells.
#[derive(Debug, PartialEq)]
pub struct Tier {
    /// The name as written, without a layer behind a dash (`Ana Lee - words`); none where the name tells a layer only.
    pub speaker: Option<String>,
    pub layer: Layer,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Layer {
    Speech,
    /// One word each.
    Words,
    /// Sounds, syllables, tones.
    Sounds,
}

/// Names of layers: what tools give a new tier, or what a tier holds.
const SPEECH: &[&str] = &[
    "annotation",
    "content",
    "default",
    "interval",
    "intervals",
    "label",
    "labels",
    "ort",
    "orthography",
    "segments",
    "sentence",
    "sentences",
    "speech",
    "text",
    "tier",
    "tier-1",
    "transcript",
    "transcription",
    "trs",
    "utterance",
    "utterances",
];
const WORDS: &[&str] = &["word", "words"];
const SOUNDS: &[&str] =
    &["breaks", "mau", "phone", "phoneme", "phonemes", "phones", "pitch", "syllable", "syllables", "tones"];

impl Tier {
    pub fn of(name: &str) -> Tier {
        let whole = markup::one_line(name);
        if let Some(layer) = layer(&whole) {
            return Tier { speaker: None, layer };
        }
        let (speaker, layer) = match whole.rsplit_once([':', '-', '_', '/', '@']) {
            Some((speaker, rest)) => (speaker.trim(), layer(rest)),
            None => ("", None),
        };
        match layer {
            Some(layer) if !speaker.is_empty() => Tier { speaker: Some(speaker.to_string()), layer },
            _ => Tier { speaker: Some(whole).filter(|name| !name.is_empty()), layer: Layer::Speech },
        }
    }
}

fn layer(name: &str) -> Option<Layer> {
    let name = name.trim().to_lowercase();
    let is = |names: &[&str]| names.contains(&name.as_str());
    if is(SPEECH) {
        Some(Layer::Speech)
    } else if is(WORDS) {
        Some(Layer::Words)
    } else {
        is(SOUNDS).then_some(Layer::Sounds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layer_is_no_speaker() {
        for (name, speaker, layer) in [
            ("Ana  Lee", Some("Ana Lee"), Layer::Speech),
            ("Ana Lee - words", Some("Ana Lee"), Layer::Words),
            ("Jean-Luc", Some("Jean-Luc"), Layer::Speech),
            ("SPK_1", Some("SPK_1"), Layer::Speech),
            ("Words", None, Layer::Words),
            ("default", None, Layer::Speech),
            ("B:phones", Some("B"), Layer::Sounds),
            ("", None, Layer::Speech),
        ] {
            assert_eq!(Tier::of(name), Tier { speaker: speaker.map(str::to_string), layer }, "{name}");
        }
    }
}
