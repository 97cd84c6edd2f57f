//! "Can they see it?" – "Yes.": a short answer makes the question a claim of the one who answers, with both turns as its evidence.
//!
//! Silent where the answer is not all of a sentence known to the lexicon, takes itself back in the next one, or could be meant either
//! way; and where the question asks who or what, or gives a choice.

use super::row::Told;
use crate::lexicon::Lexicon;
use crate::lexicon::answers::{Answer, Says};
use crate::model::tree::Upos;
use crate::model::{Annotations, Attribution, Document, Polarity, Sentence, Span, Tree, TurnRole, digest};

/// Turns between question and answer that only object.
const ASIDES: usize = 2;

/// The claims that answers make of the questions among `found`.
pub fn answers(found: &[Told], document: &Document, annotations: &Annotations, lexicon: &Lexicon) -> Vec<Told> {
    let hearing = Hearing { document, annotations, lexicon };
    found.iter().filter_map(|told| hearing.answered(told)).collect()
}

struct Hearing<'a> {
    document: &'a Document,
    annotations: &'a Annotations,
    lexicon: &'a Lexicon,
}

/// What was answered, by whom, in which words.
struct Reply<'a> {
    answer: &'a Answer,
    speaker: &'a str,
    span: Span,
}

impl<'a> Hearing<'a> {
    fn answered(&self, told: &Told) -> Option<Told> {
        let asked = told.asked?;
        let question = self.annotations.sentences[told.sentence];
        let tree = self.annotations.trees.get(&told.sentence).filter(|tree| is_polar(tree))?;
        let reply = self.reply(told.sentence)?;
        let polarity = polarity(told.claim.polarity, reply.answer.says, opens_with_auxiliary(tree))?;
        let text = &self.document.text;
        let mut claim = told.claim.clone();
        claim.id = digest::key(&[&claim.id, "answer", reply.speaker, reply.span.of(text)]);
        claim.polarity = polarity;
        claim.modality = reply.answer.modality.unwrap_or(asked);
        claim.sentence = Span::new(question.span.start, reply.span.end).of(text).to_string();
        for name in [&mut claim.speaker, &mut claim.attributed_to, &mut claim.attributed_name] {
            *name = Some(reply.speaker.to_string());
        }
        claim.attribution = Attribution::Speech;
        claim.entries.push(reply.answer.id.clone());
        claim.stands_also(reply.span, text);
        let mut reasons = told.reasons.clone();
        reasons.decided.retain(|decision| decision.field == "when");
        for (field, value) in
            [("polarity", polarity.name()), ("modality", claim.modality.name()), ("attribution", "speech")]
        {
            reasons.decide(field, value, &reply.answer.id, Some(reply.span), text);
        }
        Some(Told { claim, reasons, lemma: told.lemma.clone(), asked: None, sentence: told.sentence })
    }

    /// The short answer right after a sentence that ends its turn, by another speaker who is known.
    fn reply(&self, question: usize) -> Option<Reply<'a>> {
        let turns = &self.document.turns;
        let asking = self.turn_of(self.annotations.sentences[question].span.end.checked_sub(1)?)?;
        let asker = turns[asking].speaker.as_deref()?;
        let mut next = question + 1;
        for _ in 0..=ASIDES {
            while self.role(next)? == TurnRole::Note {
                next += 1;
            }
            let first = self.annotations.sentences.get(next)?;
            let speaker = turns[first.turn].speaker.as_deref().filter(|speaker| *speaker != asker)?;
            let answer = self.read(first)?;
            if answer.says != Says::Aside {
                let turned = self.annotations.sentences.get(next + 1).filter(|more| more.turn == first.turn);
                let kept = turned.and_then(|more| self.read(more)).is_none_or(|more| more.agrees_with(answer));
                return kept.then_some(Reply { answer, speaker, span: first.span });
            }
            next += 1;
        }
        None
    }

    fn role(&self, sentence: usize) -> Option<TurnRole> {
        Some(self.document.turns[self.annotations.sentences.get(sentence)?.turn].role)
    }

    fn turn_of(&self, byte: usize) -> Option<usize> {
        self.document.turns.partition_point(|turn| turn.span.start <= byte).checked_sub(1)
    }

    fn read(&self, sentence: &Sentence) -> Option<&'a Answer> {
        self.lexicon.scope.answers().read(sentence.span.of(&self.document.text))
    }
}

/// To be answered with yes or no: no "who", no "or".
fn is_polar(tree: &Tree) -> bool {
    let asks = tree.tokens.iter().take(3).any(|token| token.tag.starts_with('W'));
    !asks && !tree.tokens.iter().any(|token| token.form.eq_ignore_ascii_case("or"))
}

fn opens_with_auxiliary(tree: &Tree) -> bool {
    tree.tokens.iter().find(|token| token.upos != Upos::Punct).is_some_and(|token| token.upos == Upos::Aux)
}

/// `None` where "yes" or "right" to a negative question may mean either.
fn polarity(question: Polarity, says: Says, inverted: bool) -> Option<Polarity> {
    match (question, says) {
        (Polarity::Affirmed, Says::Yes | Says::Agrees) => Some(Polarity::Affirmed),
        (_, Says::No) => Some(Polarity::Negated),
        (Polarity::Negated, Says::Yes) if inverted => Some(Polarity::Affirmed),
        (Polarity::Negated, Says::Agrees) if !inverted => Some(Polarity::Negated),
        _ => None,
    }
}
