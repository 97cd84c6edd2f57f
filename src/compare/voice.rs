//! Whose word a claim is.

use super::party::{name_words, same_name};
use super::words::plain;
use crate::lexicon::{Lexicon, labels};
use crate::model::{Attribution, Claim, DocumentKind};
use std::collections::BTreeSet;

/// Words of a description in which its name is looked for.
const DESCRIBED: usize = 6;

/// The words that name the one who says it. A description ("the firm", "two people") counts in its document only.
pub(super) fn voice(claim: &Claim, lexicon: &Lexicon) -> BTreeSet<String> {
    let told = claim.attributed_name.as_deref().or(claim.attributed_to.as_deref()).or(claim.speaker.as_deref());
    let own = claim.source.as_deref().filter(|_| claim.kind == DocumentKind::Statement);
    let Some(name) = told.or(own) else { return BTreeSet::new() };
    if labels::is_anonymous(name) {
        return [name.to_lowercase(), format!("in {}", claim.document)].into();
    }
    // A long description names its voice first: "a report by the Ledger on leaked tapes of Lumen".
    let end = name.char_indices().filter(|(_, c)| c.is_whitespace()).nth(DESCRIBED).map_or(name.len(), |(at, _)| at);
    let mut found = name_words(&name[..end], lexicon);
    found.retain(|word| !lexicon.relations.is("title", word));
    let described = plain(name);
    if let Some(recording) = described.iter().find(|word| lexicon.relations.is("recording", word)) {
        // Of many voices, none the house's own: "audio from Quill's meetings".
        found = [recording.clone(), format!("in {}", claim.document)].into();
    } else if found.is_empty() {
        found = described.into_iter().chain([format!("in {}", claim.document)]).collect();
    }
    found
}

/// It is told of an organisation what it says, by its name: "Quill said its engineers".
pub(super) fn speaks_as_house(claim: &Claim, lexicon: &Lexicon) -> bool {
    let told = claim.attributed_name.as_deref().or(claim.attributed_to.as_deref());
    let name = told.and_then(|told| told.split(',').next());
    claim.attribution == Attribution::Indirect && name.is_some_and(|name| !super::quotation::is_person(name, lexicon))
}

/// It speaks for itself: on the tape, under oath, in its own statement.
pub(super) fn firsthand(claim: &Claim, voice: &BTreeSet<String>, lexicon: &Lexicon) -> bool {
    match claim.kind {
        DocumentKind::Transcript | DocumentKind::Testimony => claim.attribution == Attribution::Speech,
        DocumentKind::Statement => {
            claim.attribution == Attribution::DirectQuote
                || claim.source.as_deref().is_some_and(|source| same_name(&name_words(source, lexicon), voice))
        }
        DocumentKind::Article => false,
    }
}
