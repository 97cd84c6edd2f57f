//! `attribution`: the same words in the mouths of two people.
//!
//! **Finds** two renderings of one quotation in different documents, or a quotation and the recording that has its words, the same but for case, punctuation and a few words, given to
//! two persons whose names cannot be one.
//!
//! **Why it matters.** A quotation with a wrong name is the plainest error that a retelling makes, and the one that costs most.
//!
//! **Example.** "Nothing left the building," said Ada Brandt. — "Nothing left the building," Nils Okafor said.
//!
//! **Silent when** a speaker is not named, is an organisation or its spokesperson, the names may be one (a misspelling, a
//! surname alone), or one negates what the other says ("has access", "no longer has access").

use super::pair::Opinion;
use super::quotation::QuotePair;
use crate::model::Class;

/// Fewer words may be said by two people.
const ENOUGH: usize = 5;

pub(super) fn find(pair: &QuotePair) -> Option<Opinion> {
    let (a, b) = pair.two_persons()?;
    let difference = pair.difference();
    if pair.gainsays(&difference)
        || difference.run < ENOUGH
        || difference.a.len() + difference.b.len() > difference.shared
    {
        return None;
    }
    Opinion::new(Class::Direct, format!("the same words are {a}'s and {b}'s"))
}
