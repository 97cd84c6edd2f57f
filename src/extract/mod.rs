//! Mentions to claims. STAND-IN: a sentence with a verb of data.

use crate::lexicon::Lexicon;
use crate::model::{Annotations, Attribution, Claim, Document, Modality, Polarity, digest};

const VERBS: [(&str, &str); 8] = [
    ("access", "access"),
    ("stored", "store"),
    ("moved", "transfer"),
    ("deleted", "delete"),
    ("encrypted", "protect"),
    ("audited", "oversee"),
    ("collected", "collect"),
    ("leaked", "expose"),
];

pub fn claims(document: &Document, annotations: &Annotations, _lexicon: &Lexicon) -> Vec<Claim> {
    let mut found = Vec::new();
    for sentence in &annotations.sentences {
        let words = sentence.span.of(&document.text);
        let Some((trigger, action)) = VERBS.iter().find(|(verb, _)| words.contains(verb)) else { continue };
        let turn = &document.turns[sentence.turn];
        let (time_start, time_end) = document.time_of(sentence.span);
        let negated = words.contains("never") || words.contains(" not ");
        let year = words.find("20").and_then(|at| words.get(at..at + 4)).filter(|y| y.parse::<u32>().is_ok());
        let actor = words.split(' ').next().map(str::to_string);
        found.push(Claim {
            id: digest::key(&[&document.id, words, action, trigger]),
            topic: "data_access".into(),
            document: document.path.clone(),
            source: document.source.clone(),
            kind: document.kind,
            title: document.title.clone(),
            published: document.published.clone(),
            line: document.line_at(sentence.span.start),
            start: sentence.span.start,
            end: sentence.span.end,
            time_start,
            time_end,
            speaker: turn.speaker.clone(),
            evidence: words.to_string(),
            sentence: words.to_string(),
            actor: actor.clone(),
            actor_name: actor,
            actor_org: None,
            actor_role: None,
            actor_place: None,
            action: action.to_string(),
            trigger: trigger.to_string(),
            object: None,
            object_owner: None,
            recipient: None,
            place: None,
            polarity: if negated { Polarity::Negated } else { Polarity::Affirmed },
            modality: Modality::Actual,
            frequency: None,
            quantity: None,
            when_text: year.map(str::to_string),
            when_start: year.map(str::to_string),
            when_end: year.map(str::to_string),
            when_grain: year.map(|_| "year".to_string()),
            when_basis: year.map(|_| "stated".to_string()),
            attributed_to: turn.speaker.clone(),
            attributed_name: turn.speaker.clone(),
            attribution: if turn.speaker.is_some() { Attribution::Speech } else { Attribution::Narration },
            origin: None,
            entries: vec![format!("stand-in.{trigger}")],
            verdict: None,
            note: None,
        });
    }
    found
}
