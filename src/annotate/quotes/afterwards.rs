//! Speakers that are known only when the whole document is read.

use super::Found;
use crate::model::{Quote, Uttered};

/// A text of so many quotations is a book, and sets none of them apart.
const BOOK: usize = 2000;

/// Words set apart without a speaker that another quotation of the document holds have that one's speaker.
pub(crate) fn pulled(text: &str, found: &mut [Found]) {
    if found.len() > BOOK {
        return;
    }
    for i in 0..found.len() {
        if found[i].quote.cue.is_some() || found[i].continues || found[i].quote.span.len() < 20 {
            continue;
        }
        let words = found[i].quote.span.of(text).trim_end_matches(['.', ',', '!', '?']);
        let words = words.strip_prefix(char::is_uppercase).unwrap_or(words);
        let whole = found
            .iter()
            .enumerate()
            .find(|(n, other)| *n != i && is_told(&other.quote) && other.quote.span.of(text).contains(words));
        if let Some((_, whole)) = whole {
            let (source, speaker, name) =
                (whole.quote.source, whole.quote.speaker.clone(), whole.quote.speaker_name.clone());
            (found[i].quote.source, found[i].quote.speaker, found[i].quote.speaker_name) = (source, speaker, name);
        }
    }
}

/// Two speak in turn, and a paragraph that names nobody stands before one that names the last speaker again: it is the other's.
pub(crate) fn in_turn(text: &str, found: &mut [Found]) {
    for i in 0..found.len().saturating_sub(1) {
        let Some((other, name)) = found[i].other.clone() else { continue };
        let next = &found[i + 1].quote;
        let between = text.get(found[i].quote.span.end..next.span.start).unwrap_or_default();
        let named = next.source.is_some_and(|source| source.start > next.span.end) && next.cue.is_some();
        let same = next.speaker_name.is_some() && next.speaker_name == found[i].quote.speaker_name;
        if named && same && between.contains('\n') && !between.contains(char::is_alphanumeric) {
            let quote = &mut found[i].quote;
            (quote.source, quote.speaker, quote.speaker_name) = (Some(other), Some(other.of(text).to_string()), name);
        }
    }
}

/// A quotation over paragraphs whose speaker is named only at its end: the earlier paragraphs have the same.
pub(crate) fn chain_back(found: &mut [Found]) {
    for i in (1..found.len()).rev() {
        if !found[i].continues || found[i].quote.source.is_none() {
            continue;
        }
        let Some(before) = found[..i].iter().rposition(|found| found.open) else { continue };
        let (source, cue) = (found[i].quote.source, found[i].quote.cue);
        let (speaker, name) = (found[i].quote.speaker.clone(), found[i].quote.speaker_name.clone());
        let first = &mut found[before];
        if first.quote.source.is_none() || first.quote.cue.is_none() && found_carried(&first.quote) {
            first.quote.source = source;
            first.quote.cue = cue;
            first.quote.speaker = speaker;
            first.quote.speaker_name = name;
            first.is_quote = true;
        }
    }
}

/// A word of saying gives it to somebody.
fn is_told(quote: &Quote) -> bool {
    quote.cue.is_some() && quote.uttered == Uttered::Said
}

/// The speaker was only carried over from words before the quotation.
fn found_carried(quote: &Quote) -> bool {
    quote.source.is_some_and(|source| source.end <= quote.span.start) && quote.cue.is_none()
}
