//! What a document says twice is one claim with several places: a headline and the text below it, a speaker who says it again.

use super::row::Told;
use crate::lexicon::Lexicon;
use crate::model::{Claim, Span};
use std::collections::BTreeMap;

/// The claims in the order of the text; those that add nothing to an earlier one have become its further places.
pub fn fold(found: Vec<Told>, text: &str, lexicon: &Lexicon) -> Vec<Told> {
    let mut kept: Vec<Told> = Vec::new();
    let mut known: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    for told in found {
        let Some(key) = key(&told, lexicon) else {
            kept.push(told);
            continue;
        };
        let same = known.entry(key).or_default();
        match same.iter().find(|at| adds_nothing(&told.claim, &kept[**at].claim)) {
            Some(at) => kept[*at].claim.stands_also(Span::new(told.claim.start, told.claim.end), text),
            None => {
                same.push(kept.len());
                kept.push(told);
            }
        }
    }
    kept
}

/// Who says that who does what to what. `None` where the words do not tell for certain: a pronoun may stand for another one the
/// next time, an unknown speaker may be another, and an answered question has its places already.
fn key(told: &Told, lexicon: &Lexicon) -> Option<Vec<String>> {
    let claim = &told.claim;
    let voice = claim.attributed_name.as_ref().or(claim.attributed_to.as_ref());
    if voice.is_none() && claim.kind.is_spoken() || !claim.also.is_empty() {
        return None;
    }
    let object = bare(claim.object.as_ref()?);
    let actor = claim.actor.as_ref().map(|actor| bare(actor));
    let loose = |words: &str| lexicon.scope.pronouns().contains(words) || lexicon.relations.is("pronoun", words);
    let nameless = actor.as_ref().is_some_and(|actor| loose(actor)) && claim.actor_name.is_none();
    if loose(&object) || nameless {
        return None;
    }
    let who = claim.actor_name.as_ref().map(|name| bare(name)).or(actor);
    let manner = [claim.polarity.name(), claim.modality.name()].map(String::from);
    let words = [Some(claim.topic.clone()), Some(claim.action.clone()), Some(told.lemma.clone()), Some(object), who];
    let voice = [voice.cloned().unwrap_or_default()];
    Some(words.into_iter().map(Option::unwrap_or_default).chain(manner).chain(voice).collect())
}

/// Lower case, without an article before it.
fn bare(words: &str) -> String {
    let low = words.to_lowercase().replace('\u{2019}', "'");
    let articles = ["the ", "a ", "an ", "this ", "that ", "these ", "those "];
    articles.iter().find_map(|article| low.strip_prefix(article)).unwrap_or(&low).trim().to_string()
}

/// Every further field of the later one is empty or that of the earlier.
fn adds_nothing(later: &Claim, earlier: &Claim) -> bool {
    let fields = |claim: &Claim| {
        let further = [&claim.object_owner, &claim.recipient, &claim.place, &claim.frequency, &claim.quantity];
        let all = further.into_iter().chain([&claim.when_text, &claim.when_start, &claim.when_end]);
        all.map(|field| field.as_ref().map(|words| bare(words))).collect::<Vec<_>>()
    };
    fields(later).iter().zip(fields(earlier)).all(|(new, old)| new.is_none() || *new == old)
}
