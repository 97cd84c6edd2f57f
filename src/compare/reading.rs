//! A claim as comparison sees it: its data, parties, places and times taken apart, and whose word it is.

use super::moment::{Days, said, spoken_of};
use super::party::{Party, Sort, name_words, same_name};
use super::thing::{Thing, place_of};
use super::words::{plain, words};
use crate::lexicon::Lexicon;
use crate::lexicon::relations::Family;
use crate::lexicon::topic::Topic;
use crate::lexicon::topics::Part;
use crate::model::{Attribution, Claim, DocumentKind, Modality, Polarity};
use std::collections::BTreeSet;

/// The lists of words that the kinds ask the evidence for.
const TELLTALES: [&str; 10] =
    ["ever", "change", "now", "progressing", "repeated", "hedge", "only", "not_only", "rule", "denial"];

/// One claim, taken apart.
pub(super) struct Reading<'a> {
    pub claim: &'a Claim,
    pub thing: Thing,
    pub actor: Party,
    pub recipient: Party,
    /// Of the act or of where the data lies, as in the gazetteer.
    pub places: BTreeSet<String>,
    pub topic: &'a Topic,
    /// The family of the act.
    pub family: Option<&'a Family>,
    pub once: bool,
    /// The words of the evidence, lower case.
    pub said_words: Vec<String>,
    /// Which of [`TELLTALES`] the evidence holds, a bit each.
    telltales: u32,
    /// A figure or a number in words stands in the evidence.
    pub numbered: bool,
    asserted: bool,
    /// Whom the document names.
    pub names: &'a BTreeSet<String>,
    pub days: Option<Days>,
    pub said: Option<Days>,
    /// Whose word it is; empty for the author's.
    pub voice: BTreeSet<String>,
    /// A noun without a doer ("every access to the files"): it names an act and does not say that it was done.
    pub bare: bool,
    /// The voice speaks for itself here: on the tape, under oath, in its own statement.
    pub firsthand: bool,
}

impl<'a> Reading<'a> {
    /// `object` stands in for a pronoun; `we` is the organisation of the one who speaks, where known.
    pub fn new(
        claim: &'a Claim,
        object: Option<&str>,
        we: &BTreeSet<String>,
        names: &'a BTreeSet<String>,
        lexicon: &'a Lexicon,
    ) -> Reading<'a> {
        let said_words = plain(&claim.evidence);
        let head = plain(&claim.trigger);
        let topic = lexicon.topics.of(&claim.topic);
        let family = head.iter().find_map(|word| lexicon.relations.family(&claim.action, word));
        let mut actor = Party::read(
            claim.actor.as_deref(),
            claim.actor_name.as_deref(),
            claim.actor_org.as_deref(),
            claim.actor_place.as_deref(),
            lexicon,
        );
        actor.belongs_to(we);
        let object = object.or(claim.object.as_deref());
        let mut thing = Thing::read(
            object.map(|object| with_owner(object, &claim.evidence, topic)),
            claim.object_owner.as_deref(),
            topic,
            lexicon,
        );
        thing.all |= lexicon.relations.found("all", &said_words[..said_words.len().min(2)]);
        let voice = voice(claim, lexicon);
        let mut reading = Reading {
            thing,
            actor,
            recipient: Party::read(claim.recipient.as_deref(), None, None, None, lexicon),
            places: match claim.place.as_deref() {
                Some(place) => places(place, lexicon),
                None => places(after_trigger(claim, topic), lexicon),
            },
            topic,
            family,
            once: family.is_some_and(|family| family.once),
            days: spoken_of(claim),
            said: said(claim.published.as_deref()),
            firsthand: firsthand(claim, &voice, lexicon),
            bare: claim.actor.is_none() && is_noun(claim, lexicon),
            telltales: telltales(claim, &said_words, lexicon),
            numbered: said_words.iter().any(|word| {
                let first = word.split('-').next().unwrap_or_default();
                first.starts_with(|c: char| c.is_ascii_digit()) || lexicon.quantities.numbers.contains_key(first)
            }),
            names,
            asserted: false,
            voice,
            said_words,
            claim,
        };
        reading.asserted = reading.asserts();
        reading
    }

    /// The evidence holds a word of the list, one of [`TELLTALES`].
    pub fn says(&self, list: &str) -> bool {
        let bit =
            TELLTALES.iter().position(|known| *known == list).expect("only lists that were looked for are asked for");
        self.telltales & (1 << bit) != 0
    }

    pub fn is_negated(&self) -> bool {
        self.claim.polarity == Polarity::Negated
    }

    /// It is said to be so, or to be possible for the actor: no plan, fear, order, rule, condition or question.
    pub fn is_asserted(&self) -> bool {
        self.asserted
    }

    fn asserts(&self) -> bool {
        matches!(self.claim.modality, Modality::Actual | Modality::Ability)
            && !self.asks()
            && !self.bare
            && !self.unmeant()
            && !self.says("rule")
    }

    /// "Anyone read it" stands only under a negation or a question, what is denied is not affirmed, and what nobody says is not said.
    fn unmeant(&self) -> bool {
        let first = |words: Option<&str>| plain(words.unwrap_or_default()).into_iter().next().unwrap_or_default();
        let any = ["anyone", "anybody", "any"].contains(&first(self.claim.actor.as_deref()).as_str());
        let nobody = ["nobody", "no", "none"].contains(&first(self.claim.attributed_to.as_deref()).as_str());
        let denied = self.says("denial") || any;
        denied && !self.is_negated() || nobody
    }

    fn asks(&self) -> bool {
        self.claim.sentence.trim_end().ends_with('?') && self.claim.evidence.len() * 2 > self.claim.sentence.len()
    }

    /// Inside: on a tape. Testimony is public.
    pub fn is_internal(&self) -> bool {
        self.claim.kind == DocumentKind::Transcript
    }

    pub fn is_public(&self) -> bool {
        !self.is_internal()
    }

    /// The organisation whose document it is, by its source; none for the press.
    pub fn is_document_of(&self, name: &BTreeSet<String>, lexicon: &Lexicon) -> bool {
        let source = self.claim.source.as_deref().filter(|_| self.claim.kind != DocumentKind::Article);
        source.is_some_and(|source| same_name(&name_words(source, lexicon), name))
    }

    /// The document or the group that retells one text.
    pub fn origin(&self) -> &'a str {
        self.claim.origin.as_deref().unwrap_or(&self.claim.document)
    }

    /// Bound to the moment of saying: "now", "still", an ability in the present.
    pub fn moment(&self) -> Option<Days> {
        let bound = self.claim.modality == Modality::Ability || self.says("now");
        self.days.or(if bound { self.said } else { None })
    }

    pub fn same_voice(&self, other: &Reading) -> bool {
        if self.voice.is_empty() && other.voice.is_empty() {
            return self.claim.document == other.claim.document;
        }
        same_name(&self.voice, &other.voice)
    }

    /// One voice within one document: what looks like a contradiction there is a distinction that the words make.
    pub fn same_breath(&self, other: &Reading) -> bool {
        self.claim.document == other.claim.document && self.same_voice(other)
    }

    /// The voice's own name for sentences: "Priya Venn", else the document's source, else its path.
    pub fn teller(&self) -> &'a str {
        let claim = self.claim;
        let told = claim.attributed_name.as_deref().or(claim.attributed_to.as_deref()).or(claim.speaker.as_deref());
        told.or(claim.source.as_deref()).unwrap_or(&claim.document)
    }
}

/// The object and the words on whom it is about, where the evidence goes on with them.
fn with_owner<'t>(object: &'t str, evidence: &'t str, topic: &Topic) -> &'t str {
    let Some(at) = evidence.find(object) else { return object };
    let rest = &evidence[at + object.len()..];
    let own = topic.part_of.iter().map(|mark| format!(" {mark} "));
    if !own.chain([" about ", " of ", " belonging to "].map(String::from)).any(|mark| rest.starts_with(&mark)) {
        return object;
    }
    let end = rest.find([',', ';', '\u{2014}']).unwrap_or(rest.len());
    &evidence[at..at + object.len() + end]
}

/// What opens the sentence of a denial ("At no time in May were they able to") may stand outside its evidence.
fn telltales(claim: &Claim, words: &[String], lexicon: &Lexicon) -> u32 {
    let found = TELLTALES.iter().enumerate().filter(|(_, list)| lexicon.relations.found(list, words));
    let bits = found.fold(0, |bits, (bit, _)| bits | 1 << bit);
    let opened = claim.polarity == Polarity::Negated && lexicon.relations.found("ever", &plain(&claim.sentence));
    bits | u32::from(opened)
}

/// The words that name the one who says it. A description ("the firm", "two people") counts in its document only.
fn voice(claim: &Claim, lexicon: &Lexicon) -> BTreeSet<String> {
    let told = claim.attributed_name.as_deref().or(claim.attributed_to.as_deref()).or(claim.speaker.as_deref());
    let own = claim.source.as_deref().filter(|_| claim.kind == DocumentKind::Statement);
    let Some(name) = told.or(own) else { return BTreeSet::new() };
    let titles = ["mr", "ms", "mrs", "dr", "sen", "senator", "hon", "sir", "professor", "prof"];
    let mut found = name_words(name, lexicon);
    found.retain(|word| !titles.contains(&word.as_str()));
    if found.is_empty() {
        found = plain(name).into_iter().chain([format!("in {}", claim.document)]).collect();
    }
    found
}

fn is_noun(claim: &Claim, lexicon: &Lexicon) -> bool {
    let predicates = lexicon.topics.predicates();
    claim.entries.iter().any(|entry| predicates.iter().any(|known| known.id == *entry && known.part == Part::Noun))
}

fn firsthand(claim: &Claim, voice: &BTreeSet<String>, lexicon: &Lexicon) -> bool {
    match claim.kind {
        DocumentKind::Transcript | DocumentKind::Testimony => claim.attribution == Attribution::Speech,
        DocumentKind::Statement => {
            claim.attribution == Attribution::DirectQuote
                || claim.source.as_deref().is_some_and(|source| same_name(&name_words(source, lexicon), voice))
        }
        DocumentKind::Article => false,
    }
}

/// Where no place was made out: what follows the act, from its first preposition of place on.
fn after_trigger<'a>(claim: &'a Claim, topic: &Topic) -> &'a str {
    let holder = || plain(&claim.evidence).iter().any(|word| topic.is_any(word, &topic.sense.holder));
    let moves = topic.locates(&claim.action) || holder();
    let rest = claim.evidence.split_once(claim.trigger.as_str()).map_or("", |(_, rest)| rest);
    let marks = [" in ", " to ", " at ", " from ", " into ", " through "];
    let at = marks.iter().filter_map(|mark| rest.find(mark)).min();
    at.filter(|_| moves).and_then(|at| rest.get(at..)).unwrap_or_default()
}

/// The places named in a phrase.
pub(super) fn places(place: &str, lexicon: &Lexicon) -> BTreeSet<String> {
    let found = words(place);
    let pairs = found.windows(2).filter_map(|two| {
        let joined = format!("{} {}", title(&two[0].low), title(&two[1].low));
        lexicon.places.name_of(&joined).map(str::to_string)
    });
    let single = found.iter().filter_map(|word| place_of(word, lexicon)).map(str::to_string);
    pairs.chain(single).collect()
}

fn title(low: &str) -> String {
    let mut letters = low.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The organisation that "we" stands for in this claim, as far as the claim itself tells.
pub(super) fn organisation_of_we(claim: &Claim, lexicon: &Lexicon) -> BTreeSet<String> {
    let party = Party::read(claim.actor.as_deref(), None, None, None, lexicon);
    if party.sort != Sort::We {
        return BTreeSet::new();
    }
    match claim.actor_org.as_deref().or(claim.actor_name.as_deref()) {
        Some(name) => name_words(name, lexicon),
        None if claim.kind == DocumentKind::Statement => {
            claim.source.as_deref().map(|source| name_words(source, lexicon)).unwrap_or_default()
        }
        None => BTreeSet::new(),
    }
}

/// The voice that a claim's "we" belongs to.
pub(super) fn voice_of(claim: &Claim, lexicon: &Lexicon) -> BTreeSet<String> {
    voice(claim, lexicon)
}
