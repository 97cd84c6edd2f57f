//! Each entry of the lexicon fires on its own `yes` sentences and is silent on its `no` sentences.

use gainsay::lexicon::Lexicon;
use gainsay::model::Claim;
use gainsay::pipeline;
use gainsay::read::{Limits, Sidecar, read};

fn claims(sentence: &str, lexicon: &Lexicon) -> Vec<Claim> {
    let documents = read("entry.txt", sentence.as_bytes(), &Sidecar::default(), Some("text"), &Limits::default());
    documents.expect(sentence).into_iter().flat_map(|document| pipeline::stage(document, lexicon).claims).collect()
}

/// Entries that the parser does not let fire yet are counted, not hidden.
const SILENT_ALLOWED: usize = 12;

#[test]
fn predicates_fire_on_their_own_sentences() {
    let lexicon = Lexicon::whole();
    let (mut silent, mut wrong) = (Vec::new(), Vec::new());
    let mut seen = std::collections::BTreeSet::new();
    for predicate in lexicon.topics.predicates().iter().filter(|predicate| seen.insert(predicate.id.clone())) {
        for sentence in &predicate.yes {
            if !claims(sentence, &lexicon).iter().any(|claim| claim.action == predicate.action) {
                silent.push(format!("{}: {sentence}", predicate.id));
            }
        }
        for sentence in &predicate.no {
            if claims(sentence, &lexicon).iter().any(|claim| claim.entries.contains(&predicate.id)) {
                wrong.push(format!("{}: {sentence}", predicate.id));
            }
        }
    }
    assert!(wrong.is_empty(), "fires where it must not:\n{}", wrong.join("\n"));
    assert!(silent.len() <= SILENT_ALLOWED, "{} are silent:\n{}", silent.len(), silent.join("\n"));
}

#[test]
fn scope_decides_polarity_and_modality() {
    let lexicon = Lexicon::whole();
    let mut wrong = Vec::new();
    for example in lexicon.scope.examples() {
        let found = claims(&example.text, &lexicon);
        let told = |claim: &Claim| (claim.action.clone(), claim.polarity.name(), claim.modality.name());
        let wanted = (example.action.clone(), example.polarity.as_str(), example.modality.as_str());
        if found.len() != 1 || told(&found[0]) != wanted {
            wrong.push(format!("{}\n   found {:?}", example.text, found.iter().map(told).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
