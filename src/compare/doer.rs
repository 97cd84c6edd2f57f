//! Doers that the sentence names beside the words of the claim: picked out before it, or set beside a description.

use super::context::Context;
use super::words::plain;
use crate::lexicon::Lexicon;
use crate::model::Claim;

/// Words of a phrase that picks somebody out: "It was the youngest of the three clerks at the bank who".
const PICKED: usize = 12;

/// "It was a clerk at the bank who": the words between.
pub(super) fn picked_out(claim: &Claim) -> Option<&str> {
    let actor = claim.actor.as_deref()?;
    let at = claim.sentence.find(actor)?;
    let after = claim.sentence[at + actor.len()..].trim_start();
    if !after.starts_with("who ") && !after.starts_with("that ") {
        return None;
    }
    let opening = ["It was ", "it was ", "It's ", "it's ", "It is ", "it is ", "it had been "];
    let from = opening.iter().filter_map(|words| Some(claim.sentence[..at].rfind(words)? + words.len())).max()?;
    let doer = &claim.sentence[from..at + actor.len()];
    (!doer.contains([',', ';', ':']) && doer.split_whitespace().count() <= PICKED).then_some(doer)
}

/// "Velm's parent, Sarn Group, copied it": the name beside the one who is told by what it is to another.
pub(super) fn apposed<'a>(claim: &'a Claim, context: &Context, lexicon: &Lexicon) -> Option<&'a str> {
    let actor = claim.actor.as_deref()?;
    if let Some(name) = described(claim, actor, context) {
        return Some(name);
    }
    let kin = plain(actor).last().is_some_and(|head| lexicon.relations.is("kin", head));
    let after = claim.sentence.split_once(actor)?.1.strip_prefix(", ")?;
    let (name, _) = after.split_once(',').unwrap_or((after, ""));
    let name = name.trim();
    // "An outside firm, Halden, read it".
    let firm = plain(actor).last().is_some_and(|head| lexicon.relations.is("some-firm", head));
    if !(kin || firm && plain(name).iter().all(|word| context.is_name(word))) {
        return None;
    }
    let named = !name.is_empty()
        && name.split(' ').count() <= 4
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase));
    named.then_some(name)
}

/// "Sarn Group, the printing firm, copied it": the name before its description, where some document knows it as one ("However, the firm" has none).
fn described<'a>(claim: &'a Claim, actor: &str, context: &Context) -> Option<&'a str> {
    let article = ["the ", "a ", "an ", "its ", "their "].iter().any(|article| actor.starts_with(article));
    let (before, after) = claim.sentence.split_once(actor).filter(|_| article)?;
    let name = before.strip_suffix(", ").filter(|_| after.starts_with(','))?;
    let known = plain(name);
    ((1..=3).contains(&known.len()) && known.iter().all(|word| context.is_name(word))).then_some(name)
}
