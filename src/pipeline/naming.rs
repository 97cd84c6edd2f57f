//! One name for one actor over all documents, written into claims and quotations.

use crate::lexicon::actors::Gender;
use crate::lexicon::{Lexicon, labels};
use crate::model::{ActorKind, ActorMention, Reading};
use crate::resolve::actors::{Names, Spelling, names};
use std::collections::{BTreeMap, BTreeSet};

/// Gives each claim's and each quotation's actor the name that the whole case uses.
pub fn name(readings: &mut [Reading], lexicon: &Lexicon) -> Names {
    let spellings: Vec<Spelling> = readings.iter().flat_map(|reading| spellings(reading, lexicon)).collect();
    let names = names(&spellings, &lexicon.own_actors, lexicon);
    for Reading { document, claims, quotes, .. } in readings.iter_mut() {
        let known = |name: &mut Option<String>, words: Option<&str>| {
            let own = alias(words, lexicon).and_then(|alias| lexicon.own_actors.aliases.get(alias)).map(String::as_str);
            let resolved = || names.name(&document.path, name.as_deref()?);
            if let Some(canonical) = own.or_else(resolved) {
                *name = Some(canonical.to_string());
            }
        };
        for claim in claims {
            known(&mut claim.actor_name, claim.actor.as_deref());
            known(&mut claim.attributed_name, claim.attributed_to.as_deref());
        }
        quotes.iter_mut().for_each(|quote| known(&mut quote.speaker_name, quote.speaker.as_deref()));
    }
    readings.iter_mut().for_each(|reading| rename(reading, lexicon));
    names
}

/// "Speaker 1", whom the user names, has that name wherever the label stands; a label that is a name stays as it is written.
fn rename(reading: &mut Reading, lexicon: &Lexicon) {
    let named = |label: &mut Option<String>| {
        let own = label.as_ref().filter(|label| labels::is_anonymous(label));
        if let Some(name) = own.and_then(|label| lexicon.own_actors.aliases.get(label)) {
            *label = Some(name.clone());
        }
    };
    reading.document.turns.iter_mut().for_each(|turn| named(&mut turn.speaker));
    for claim in &mut reading.claims {
        named(&mut claim.speaker);
        named(&mut claim.attributed_to);
    }
    reading.quotes.iter_mut().for_each(|quote| named(&mut quote.speaker));
}

/// Words that the user gave to somebody, whomever the document means by them.
fn alias<'a>(words: Option<&'a str>, lexicon: &Lexicon) -> Option<&'a str> {
    words.filter(|words| lexicon.own_actors.aliases.contains_key(*words))
}

/// The spellings of one document: its mentions by their name, its speakers by their label.
fn spellings(reading: &Reading, lexicon: &Lexicon) -> Vec<Spelling> {
    let (path, text) = (&reading.document.path, &reading.document.text);
    let mut found: BTreeMap<String, Spelling> = BTreeMap::new();
    let new = |text: &str, kind| Spelling {
        document: path.clone(),
        text: text.to_string(),
        kind,
        organisation: None,
        role: None,
        title: None,
        count: 0,
        claims: 0,
    };
    let mut titles: BTreeMap<&str, BTreeMap<Gender, BTreeSet<&str>>> = BTreeMap::new();
    for mention in &reading.actors {
        let words = mention.span.of(text);
        let Some(name) = alias(Some(words), lexicon).or(mention.name.as_deref()) else { continue };
        let spelling = found.entry(name.to_string()).or_insert_with(|| new(name, mention.kind));
        spelling.count += 1;
        spelling.organisation = spelling.organisation.take().or_else(|| mention.organisation.clone());
        spelling.role = spelling.role.take().or_else(|| mention.role.clone());
        if let Some((gender, title)) = title(mention, words, lexicon) {
            titles.entry(name).or_default().entry(gender).or_default().insert(title);
        }
    }
    for (name, genders) in titles.into_iter().filter(|(_, genders)| genders.len() == 1) {
        let title = genders.into_values().next().and_then(|titles| titles.into_iter().next());
        if let Some(spelling) = found.get_mut(name) {
            spelling.title = title.map(str::to_string);
        }
    }
    let labels = reading.document.turns.iter().filter_map(|turn| turn.speaker.as_ref());
    let speakers = reading.quotes.iter();
    for label in labels {
        found.entry(label.clone()).or_insert_with(|| new(label, ActorKind::Person)).count += 1;
    }
    // Words that stand for somebody without a name ("the statement") are no spelling of anybody's.
    for quote in speakers {
        let name = alias(quote.speaker.as_deref(), lexicon).or(quote.speaker_name.as_deref());
        if let Some(spelling) = name.and_then(|name| found.get_mut(name)) {
            spelling.count += 1;
        }
    }
    for claim in &reading.claims {
        if let Some(name) = alias(claim.actor.as_deref(), lexicon).or(claim.actor_name.as_deref()) {
            found.entry(name.to_string()).or_insert_with(|| new(name, ActorKind::Organisation)).claims += 1;
        }
        let name = alias(claim.attributed_to.as_deref(), lexicon).or(claim.attributed_name.as_deref());
        if let Some(spelling) = name.and_then(|name| found.get_mut(name)) {
            spelling.claims += 1;
        }
    }
    found.into_values().collect()
}

/// The title right before the name, and the gender that it tells.
fn title<'w>(mention: &ActorMention, words: &'w str, lexicon: &Lexicon) -> Option<(Gender, &'w str)> {
    let (first, _) = words.split_once(' ').filter(|_| mention.kind == ActorKind::Person)?;
    lexicon.actors.gender(first).filter(|_| lexicon.actors.is_title(first)).map(|gender| (gender, first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::UserFile;
    use crate::pipeline::stage;
    use crate::read::{Limits, Sidecar, read};

    #[test]
    fn a_numbered_speaker_has_the_users_name_wherever_the_label_stands() {
        let own = "[[actor]]\nname = \"Greta Oyelaran\"\naliases = [\"Speaker 1\", \"Ann Lee\"]\n";
        let own = UserFile { name: "actors.toml".into(), text: own.into() };
        let lexicon = Lexicon::asked(&[own], &[]).expect("well formed");
        let text = "[00:00:05] Speaker 1: I deleted the access logs in May.\n\n[00:00:09] Ann Lee: We did.\n";
        let mut document = read("a.txt", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("a transcript")
            .remove(0);
        let before: Vec<Option<String>> = document.turns.iter().map(|turn| turn.speaker.clone()).collect();
        assert_eq!(before, [Some("Speaker 1".to_string()), Some("Ann Lee".to_string())]);
        document.path = "a.txt".into();
        let mut readings = [Reading { document, claims: Vec::new(), quotes: Vec::new(), actors: Vec::new() }];
        name(&mut readings, &lexicon);
        let after: Vec<&str> = readings[0].document.turns.iter().filter_map(|turn| turn.speaker.as_deref()).collect();
        assert_eq!(after, ["Greta Oyelaran", "Ann Lee"], "a label that is a name stays as it is written");
    }

    #[test]
    fn the_users_words_win_over_the_document() {
        let own = "[[actor]]\nname = \"Jane Castell\"\naliases = [\"Ms. Castell\", \"the auditor\"]\n";
        let own = UserFile { name: "actors.toml".into(), text: own.into() };
        let lexicon = Lexicon::asked(&[own], &[]).expect("well formed");
        let text = "Ms. Castell copied the patient files in May. The board met in June. In July the auditor deleted the patient files.";
        let documents = read("a.txt", text.as_bytes(), &Sidecar::default(), Some("text"), &Limits::default());
        let mut readings: Vec<Reading> =
            documents.expect("text").into_iter().map(|document| stage(document, &lexicon).reading()).collect();
        let names = name(&mut readings, &lexicon);
        let told: Vec<Option<&str>> = readings[0].claims.iter().map(|claim| claim.actor_name.as_deref()).collect();
        assert_eq!(told, [Some("Jane Castell"); 2]);
        assert_eq!(names.rows()[0].name, "Jane Castell");
    }
}
