//! Where a person's name begins in a run of capitals: after titles, offices and places.

use super::kinds::is_institution;
use crate::annotate::words::Word;
use crate::lexicon::Lexicon;
use crate::model::ActorKind;

/// "Administrator Jim Reed": a role with its capital before a name.
pub(super) fn is_role_title(words: &[Word<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let actors = &lexicon.actors;
    let role = words[at].is_capitalised()
        && !actors.given.contains(words[at].text)
        && actors.role(words[at].text).is_some_and(|role| role.kind == ActorKind::Person && !role.plural);
    role && words.get(at + 1).is_some_and(|next| actors.given.contains(next.text))
}

/// "Employment Judge Ada Crane", "Labour MP Jo Reed", "Interior Minister Yusuf Hadj": the title inside a run of capitals, and a person's name after it.
pub(super) fn title_inside(words: &[Word<'_>], start: usize, end: usize, lexicon: &Lexicon) -> Option<usize> {
    let actors = &lexicon.actors;
    let is_title = |i: &usize| actors.is_title(words[*i].text) || actors.after_name.contains(words[*i].text);
    let title = (start + 1..end.saturating_sub(1)).rev().find(is_title)?;
    // "Health Minister", "Court President": one word before the title tells its office.
    let office_word = |i: usize| title == start + 1 && i == start;
    let plain = (start..end).all(|i| words[i].is_word() && (office_word(i) || !is_institution(words[i].text, lexicon)));
    let linked = words[title + 1..end].iter().any(|word| matches!(word.text, "of" | "and" | "for" | "the" | "&"));
    let office = words[title + 1..end]
        .iter()
        .any(|word| actors.within_title.contains(word.text) || actors.role(word.text).is_some());
    (plain && !linked && !office && end - title <= 4).then_some(title)
}

/// "Harbour Post editor Jon Sand", all with capitals: the person's name begins with the first name.
pub(super) fn given_inside(words: &[Word<'_>], start: usize, end: usize, lexicon: &Lexicon) -> Option<usize> {
    let given = (start + 1..end.saturating_sub(1)).find(|i| lexicon.actors.given.contains(words[*i].text))?;
    let first = lexicon.actors.given.contains(words[start].text);
    let institution = words[given..end].iter().any(|word| is_institution(word.text, lexicon));
    (given - start >= 2 && !first && !institution && !words[start..given].iter().any(|word| !word.is_capitalised()))
        .then_some(given)
}

/// "US Kestrel", "Chinese Kestrel": a place and then the name.
pub(super) fn is_place_before(words: &[Word<'_>], start: usize, end: usize, lexicon: &Lexicon) -> bool {
    let place =
        lexicon.places.name_of(words[start].text).is_some() && !lexicon.actors.given.contains(words[start].text);
    let whole: Vec<&str> = words[start..end].iter().map(|word| word.text).collect();
    place
        && lexicon.places.name_of(&whole.join(" ")).is_none()
        && !words[start + 1..end].iter().any(|word| is_institution(word.text, lexicon))
}
