//! A claim as comparison sees it: its data, parties, places and times taken apart, and whose word it is.

use super::block;
use super::context::Context;
use super::doer::{apposed, picked_out};
use super::moment::{Days, said, spoken_of};
use super::particulars::{capitalised, place_of, towns};
use super::parts::{Names, Parts};
use super::party::{Party, Sort, name_words, same_name};
use super::quantity::{self, Amount};
use super::thing::Thing;
use super::voice::{firsthand, speaks_as_house};
use super::words::{plain, singular, words};
use crate::lexicon::Lexicon;
use crate::lexicon::labels;
use crate::lexicon::relations::Family;
use crate::lexicon::topic::Topic;
use crate::lexicon::topics::Part;
use crate::model::{Claim, DocumentKind, Modality, Polarity};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The lists of words that the kinds ask the evidence for.
const TELLTALES: [&str; 25] = [
    "off",
    "still",
    "ever",
    "change",
    "now",
    "progressing",
    "repeated",
    "hedge",
    "only",
    "not_only",
    "rule",
    "denial",
    "leave",
    "stay",
    "onset",
    "masked",
    "unmasked",
    "since",
    "outside",
    "backup",
    "perfect",
    "modal",
    "no_longer",
    "so_far",
    "bare",
];

/// Bytes between two sentences of a recording without labels that may be of one speaker.
const CLOSE: usize = 600;

/// One claim, taken apart. What many claims say alike is held once.
pub(super) struct Reading<'a> {
    pub claim: &'a Claim,
    pub thing: Arc<Thing>,
    /// All of the data, by its own words or those that open the evidence.
    pub all: bool,
    pub actor: Arc<Party>,
    pub recipient: Arc<Party>,
    /// Of the act or of where the data lies, as in the gazetteer.
    pub places: Names,
    /// Where it goes or went: "to Chile", and "for Chile" after what leaves.
    pub destination: Names,
    pub topic: &'a Topic,
    /// The family of the act.
    pub family: Option<&'a Family>,
    pub once: bool,
    /// "It was a clerk who sent it": nobody else did.
    pub picked: bool,
    /// What the evidence says, letter case and marks apart: two readings of one value say the same.
    pub said_alike: u64,
    /// Which of [`TELLTALES`] the evidence holds, a bit each.
    telltales: u32,
    /// The number that is told.
    pub amount: Option<Box<Amount>>,
    asserted: bool,
    /// A house tells what others claim of it: "the paper claims that we sold it".
    reported: bool,
    /// Whom the document names.
    pub names: &'a BTreeSet<String>,
    /// What data the document speaks of, where it says it in two words or more.
    pub matters: &'a BTreeSet<String>,
    /// The affair the document is of.
    pub affair: usize,
    pub days: Option<Days>,
    pub said: Option<Days>,
    /// Whose word it is; empty for the author's.
    pub voice: Names,
    /// A noun without a doer ("every access to the files"): it names an act and does not say that it was done.
    pub bare: bool,
    /// The voice speaks for itself here: on the tape, under oath, in its own statement.
    pub firsthand: bool,
}

impl<'a> Reading<'a> {
    pub fn new(claim: &'a Claim, context: &'a Context, parts: &mut Parts<'a>) -> Reading<'a> {
        let lexicon = parts.lexicon;
        let said_words = plain(&claim.evidence);
        let head = plain(&claim.trigger);
        let topic = lexicon.topics.of(&claim.topic);
        let family = family_of(claim, &head, &said_words, lexicon);
        let object = context.antecedent(claim, lexicon).or(claim.object.as_deref());
        let object = object.map(|object| with_owner(object, claim, topic));
        let owner = claim.object_owner.as_deref().filter(|owner| !is_giver(owner, claim, family));
        let thing = parts.thing(&claim.topic, object, owner);
        let voice = parts.voice(claim);
        let we = context.organisation(claim, parts);
        let house = if speaks_as_house(claim, lexicon) { voice.clone() } else { Names::default() };
        let picked = picked_out(claim);
        // "No clerk was given access to it": the one who is given it has it.
        let given = claim.recipient.as_deref().filter(|_| claim.actor.is_none() && topic.has(&claim.action));
        let mut reading = Reading {
            all: thing.all || lexicon.relations.found("all", &said_words[..said_words.len().min(2)]),
            thing,
            actor: match picked.or(given).or_else(|| apposed(claim, context, lexicon)) {
                Some(doer) => parts.party([Some(doer), None, None, None]),
                None => parts.actor(claim, &we, &house, context),
            },
            recipient: parts.receiver(claim.recipient.as_deref().or(given_first(claim, family)), &we),
            places: {
                // Some towns are places only after "in".
                let told = claim.place.as_deref().map(|place| parts.places(&format!("in {place}")));
                let told = told.filter(|places| !places.is_empty());
                told.unwrap_or_else(|| parts.places(after_trigger(claim, topic, lexicon)))
            },
            destination: parts.places(destination(claim, lexicon)),
            topic,
            family,
            once: family.is_some_and(|family| family.once),
            picked: picked.is_some(),
            days: spoken_of(claim),
            said: said(claim.published.as_deref()),
            firsthand: firsthand(claim, &voice, lexicon),
            bare: claim.actor.is_none() && is_noun(claim, lexicon),
            telltales: telltales(claim, &said_words, lexicon),
            amount: quantity::told(claim, &said_words, lexicon).map(Box::new),
            names: context.names(claim),
            affair: context.affair(claim),
            matters: context.matters(claim),
            asserted: false,
            reported: false,
            said_alike: block::hash(said_words.iter().map(String::as_str)),
            voice,
            claim,
        };
        let ours = reading.actor.sort == Sort::We || reading.is_document_of(&reading.actor.name, lexicon);
        let own = claim.kind == DocumentKind::Statement && ours;
        reading.reported = own && claim.attributed_to.is_some() && alleged(claim, lexicon) && !reading.is_negated();
        reading.asserted = reading.asserts();
        reading.days = reading.days.map(|days| if reading.lasts() { Days { last: i64::MAX, ..days } } else { days });
        reading
    }

    /// The evidence holds a word of the list, one of [`TELLTALES`].
    pub fn says(&self, list: &str) -> bool {
        let bit =
            TELLTALES.iter().position(|known| *known == list).expect("only lists that were looked for are asked for");
        self.telltales & (1 << bit) != 0
    }

    /// "Have been sealed from the day they came, which was in 2016": from then on.
    fn lasts(&self) -> bool {
        self.says("since") && self.says("perfect") && !self.is_negated()
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
            && !self.supposes()
            && !self.says("rule")
            && !self.reported
    }

    /// "Anyone read it" stands only under a negation or a question, what is denied is not affirmed, and what nobody says is not said.
    fn unmeant(&self) -> bool {
        let first = |words: Option<&str>| plain(words.unwrap_or_default()).into_iter().next().unwrap_or_default();
        // "Anyone can read it" says something.
        let actor = self.claim.actor.as_deref().unwrap_or_default();
        let opens =
            !actor.is_empty() && self.claim.sentence.starts_with(actor) && self.claim.evidence.starts_with(actor);
        let free = self.claim.modality == Modality::Ability || opens;
        let any = !free && ["anyone", "anybody", "any"].contains(&first(self.claim.actor.as_deref()).as_str());
        let nobody = ["nobody", "no", "none"].contains(&first(self.claim.attributed_to.as_deref()).as_str());
        let denied = self.says("denial") || any;
        denied && !self.is_negated() || nobody
    }

    /// "Nothing", "not anything", ever.
    pub fn says_nothing(&self) -> bool {
        let nothing = |word: &String| ["nothing", "anything"].contains(&word.as_str());
        let object = plain(self.claim.object.as_deref().unwrap_or_default());
        self.is_negated() && self.says("ever") && object.len() < 3 && object.iter().any(nothing)
    }

    /// "When a record is opened", "no matter who opens it" tell of no act.
    fn supposes(&self) -> bool {
        let lows = plain(&self.claim.evidence);
        let first = lows.first();
        // "Every time a clerk opens it".
        let each = first.is_some_and(|first| ["every", "each"].contains(&first.as_str()));
        let times = each && lows.get(1).is_some_and(|second| second == "time");
        let opener = ["if", "when", "whenever", "whether", "matter", "unless", "how"];
        self.days.is_none() && (times || first.is_some_and(|first| opener.contains(&first.as_str())))
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

    /// The organisation whose document it is, by its source; none for the press, and none where several met.
    pub fn is_document_of(&self, name: &BTreeSet<String>, lexicon: &Lexicon) -> bool {
        let source = self.claim.source.as_deref().filter(|_| self.claim.kind != DocumentKind::Article);
        source.is_some_and(|source| same_name(&house(source, lexicon), name))
    }

    /// Its source names the organisation whose document it is, or several.
    pub fn tells_whose(&self, lexicon: &Lexicon) -> bool {
        self.claim.source.as_deref().is_some_and(|source| {
            let named = source.split(", ").any(|part| !name_words(part, lexicon).is_empty());
            named && !super::words::plain(source).iter().all(|word| lexicon.relations.is("recording", word))
        })
    }

    /// The document or the group that retells one text.
    pub fn origin(&self) -> &'a str {
        self.claim.origin.as_deref().unwrap_or(&self.claim.document)
    }

    /// Its place says where the data lies from then on.
    pub fn locates(&self) -> bool {
        self.topic.locates(&self.claim.action) || self.family.is_some_and(|family| family.located)
    }

    /// Bound to the moment of saying: "now", "still", an ability in the present.
    pub fn moment(&self) -> Option<Days> {
        let bound = self.claim.modality == Modality::Ability || self.says("now");
        self.days.or(if bound { self.said } else { None })
    }

    /// The same where what is told without a time ("agents can read it") and without "now" holds for some days before and after.
    pub fn moment_about(&self, days: i64) -> Option<Days> {
        let exact = self.days.is_some() || self.says("now");
        self.moment().map(|moment| if exact { moment } else { moment.about(days) })
    }

    pub fn same_voice(&self, other: &Reading) -> bool {
        if self.voice.is_empty() && other.voice.is_empty() {
            return self.claim.document == other.claim.document;
        }
        same_name(&self.voice, &other.voice)
    }

    /// One voice within one document: what looks like a contradiction there is a distinction that the words make. Where a recording does not tell
    /// who speaks, what stands close together counts as one voice.
    pub fn same_breath(&self, other: &Reading) -> bool {
        let unheard = |reading: &Reading| reading.voice.is_empty() && reading.is_internal();
        self.claim.document == other.claim.document
            && self.same_voice(other)
            && !(unheard(self) && unheard(other) && self.claim.start.abs_diff(other.claim.start) > CLOSE)
    }

    /// The voice's own name for sentences: "Priya Venn", else the document's source, else its path.
    pub fn teller(&self) -> &'a str {
        let claim = self.claim;
        let told = claim.attributed_name.as_deref().or(claim.attributed_to.as_deref()).or(claim.speaker.as_deref());
        told.or(claim.source.as_deref()).unwrap_or(&claim.document)
    }

    /// The same, to be counted: "Speaker 1" of two recordings is two.
    pub fn teller_counted(&self) -> (&'a str, &'a str) {
        labels::bearer(self.teller(), &self.claim.document)
    }
}

/// The words of the one organisation that a source names: "leaked recording, Sarn Group"; none where it names several.
pub(super) fn house(source: &str, lexicon: &Lexicon) -> BTreeSet<String> {
    let recording = |part: &str| plain(part).iter().any(|word| lexicon.relations.is("recording", word));
    // "Leaked recording, Sarn Group".
    let source = source.split_once(", ").filter(|(first, _)| recording(first)).map_or(source, |(_, rest)| rest);
    let parts = source.split(',').flat_map(|part| part.split(" and "));
    let mut named = parts.map(|part| name_words(part, lexicon)).filter(|words| !words.is_empty());
    match (named.next(), named.next()) {
        (Some(one), None) => one,
        _ => BTreeSet::new(),
    }
}

/// "Never received a toll photo from Larch": whom it came from, not whose it is.
fn is_giver(owner: &str, claim: &Claim, family: Option<&Family>) -> bool {
    let from = || claim.evidence.split_once(" from ").is_some_and(|(_, rest)| rest.starts_with(owner));
    family.is_some_and(|family| family.id == "get") && from()
}

/// "Passed Larch Freight the names": the name between the act and its data.
fn given_first<'a>(claim: &'a Claim, family: Option<&Family>) -> Option<&'a str> {
    let object = claim.object.as_deref().filter(|_| family.is_some_and(|family| family.id == "give"))?;
    let between = claim.evidence.split_once(claim.trigger.as_str())?.1.split_once(object)?.0.trim();
    let name = !between.is_empty() && between.split(' ').all(|word| word.starts_with(char::is_uppercase));
    name.then_some(between)
}

/// By the words that the act opens with, the longest first: "made off with", "copied".
fn family_of<'l>(claim: &Claim, head: &[String], said: &[String], lexicon: &'l Lexicon) -> Option<&'l Family> {
    let family = |words: &str| lexicon.relations.family(&claim.action, words);
    let at = head.first().and_then(|first| said.iter().position(|word| word == first));
    let phrase = at.and_then(|at| (2..4).rev().find_map(|count| family(&said.get(at..at + count)?.join(" "))));
    let shot = || {
        lexicon.relations.families().iter().find(|family| family.id == "shoot" && shoots(claim, head, family, lexicon))
    };
    shot().or(phrase).or_else(|| head.iter().find_map(|word| family(word)))
}

/// "Took photos of the screens": made them, and carried nothing off.
fn shoots(claim: &Claim, head: &[String], family: &Family, lexicon: &Lexicon) -> bool {
    let relations = &lexicon.relations;
    let photo = |word: String| relations.one_name(&singular(&word)) == relations.one_name("photo");
    family.actions.contains(&claim.action)
        && head.iter().any(|word| relations.is("shooting", word))
        && plain(claim.object.as_deref().unwrap_or_default()).into_iter().any(photo)
        && !plain(behind(claim)).iter().any(|word| relations.is("carrying", word))
}

/// The object and the words on whom it is about, where the evidence goes on with them.
fn with_owner<'t>(object: &'t str, claim: &'t Claim, topic: &Topic) -> &'t str {
    let evidence = claim.evidence.as_str();
    let Some(at) = evidence.find(object) else { return object };
    let rest = &evidence[at + object.len()..];
    // "Received a letter from Larch": where it came from.
    let place = claim.place.as_deref().unwrap_or_default();
    if !place.is_empty() && rest.strip_prefix(" from ").is_some_and(|from| from.starts_with(place)) {
        return object;
    }
    // "The returns from 2019".
    let dated = [" from ", " of "].into_iter().find(|mark| rest.starts_with(mark)).map_or(0, str::len);
    let year = rest[dated..].split(|c: char| !c.is_ascii_digit()).next().filter(|year| dated > 0 && year.len() == 4);
    if let Some(year) = year {
        return &evidence[at..at + object.len() + dated + year.len()];
    }
    let own = topic.part_of.iter().map(|mark| format!(" {mark} "));
    if !own.chain([" about ", " of ", " belonging to "].map(String::from)).any(|mark| rest.starts_with(&mark)) {
        return object;
    }
    let end = rest.find([',', ';', '\u{2014}']).unwrap_or(rest.len());
    &evidence[at..at + object.len() + end]
}

/// What opens the sentence of a denial ("At no time in May were they able to") may stand outside its evidence.
fn telltales(claim: &Claim, words: &[String], lexicon: &Lexicon) -> u32 {
    let relations = &lexicon.relations;
    let lists = relations.lists_in(words);
    let found = TELLTALES.iter().map(|list| lists & relations.bit(list) != 0);
    let bits = found.enumerate().fold(0, |bits, (bit, found)| bits | u32::from(found) << bit);
    // "It has the names in it, in a column that was meant to be empty": a rule of something else.
    let rule = 1 << TELLTALES.iter().position(|list| *list == "rule").expect("it is asked for");
    let bits = if bits & rule != 0 && !ruled(claim, lexicon) { bits & !rule } else { bits };
    let of = |list: &str| 1 << TELLTALES.iter().position(|known| *known == list).expect("it is asked for");
    let opened = claim.polarity == Polarity::Negated && relations.found("ever", &plain(&claim.sentence));
    let tail = claim.sentence.split_once(claim.evidence.as_str()).map_or("", |(_, tail)| tail);
    // "To the police, as the law asks, and to no one else".
    let tail = plain(tail);
    let closed =
        (0..tail.len()).any(|at| tail[at] == "else" && relations.found("only", &tail[at.saturating_sub(2)..=at]));
    let object = plain(claim.object.as_deref().unwrap_or_default());
    // "The first addresses went out in May".
    let first = object.iter().take(2).position(|word| word == "first");
    let batch = first.is_some_and(|first| object.get(first + 2).is_some_and(|of| of == "of"));
    let begun = first.is_some() && !batch && object.last().is_some_and(|last| *last != singular(last));
    let told = [(opened, "ever"), (closed, "only"), (begun, "onset"), (alleged(claim, lexicon), "hedge")];
    let bits = if barely(words, lexicon) { bits & !of("bare") } else { bits };
    // "By anybody, inside or outside".
    let both = words.windows(2).any(|two| ["or", "and"].contains(&two[0].as_str()) && two[1] == "outside");
    let bits = if both { bits & !of("outside") } else { bits };
    bits | told.iter().filter(|(holds, _)| *holds).fold(0, |bits, (_, list)| bits | of(list))
}

/// "A suit alleges that they sold it".
fn alleged(claim: &Claim, lexicon: &Lexicon) -> bool {
    let before = claim.sentence.split_once(claim.evidence.as_str()).map_or(Vec::new(), |(before, _)| plain(before));
    lexicon.relations.found("alleging", &before[before.len().saturating_sub(2)..])
}

/// "Encrypted rather than in plain text", "not in the clear".
fn barely(words: &[String], lexicon: &Lexicon) -> bool {
    const NEAR: usize = 4;
    let relations = &lexicon.relations;
    let at = (0..words.len()).find(|at| relations.found("bare", &words[*at..(at + 2).min(words.len())]));
    at.is_some_and(|at| {
        let before = &words[at.saturating_sub(NEAR)..at];
        relations.found("instead", before) || relations.found("negation", before)
    })
}

/// The rule is of the act: its words stand before the first comma after it.
fn ruled(claim: &Claim, lexicon: &Lexicon) -> bool {
    let act = claim.evidence.find(claim.trigger.as_str()).map_or(0, |at| at + claim.trigger.len());
    let end = claim.evidence[act..].find(',').map_or(claim.evidence.len(), |comma| act + comma);
    lexicon.relations.found("rule", &plain(&claim.evidence[..end]))
}

fn is_noun(claim: &Claim, lexicon: &Lexicon) -> bool {
    let predicates = lexicon.topics.predicates();
    claim.entries.iter().any(|entry| predicates.iter().any(|known| known.id == *entry && known.part == Part::Noun))
}

/// Where no place was made out: what follows the act, from its first preposition of place on; what is left, where something leaves.
fn after_trigger<'a>(claim: &'a Claim, topic: &Topic, lexicon: &Lexicon) -> &'a str {
    let leaves = plain(&claim.trigger).iter().any(|word| lexicon.relations.is("leave", word));
    let holder = || plain(&claim.evidence).iter().any(|word| topic.is_any(word, &topic.sense.holder));
    let moves = topic.locates(&claim.action) || holder();
    let rest = behind(claim);
    if leaves {
        // "Left Peru for Chile": where it goes is no place that it left.
        let rest = rest.split_once(" for ").map_or(rest, |(left, _)| left);
        return rest.split([',', ';', '.']).next().unwrap_or(rest);
    }
    let marks = [" in ", " to ", " at ", " from ", " into ", " through "];
    let at = marks.iter().filter_map(|mark| rest.find(mark)).min();
    at.filter(|_| moves).and_then(|at| rest.get(at..)).unwrap_or_default()
}

/// The evidence behind the act.
pub(super) fn behind(claim: &Claim) -> &str {
    claim.evidence.split_once(claim.trigger.as_str()).map_or("", |(_, rest)| rest)
}

/// The words from the preposition on that tells where something goes.
fn destination<'a>(claim: &'a Claim, lexicon: &Lexicon) -> &'a str {
    let leaves = plain(&claim.trigger).iter().any(|word| lexicon.relations.is("leave", word));
    let rest = behind(claim);
    let marks = [" to ", " into ", " onto ", " for "];
    let at = marks[..marks.len() - usize::from(!leaves)].iter().filter_map(|mark| rest.find(mark)).min();
    let goes = at.map_or("", |at| &rest[at..]);
    let goes = goes.split([',', ';', '.']).next().unwrap_or(goes);
    // "To Lima from Santiago".
    goes.split_once(" from ").map_or(goes, |(goes, _)| goes)
}

/// The places named in a phrase.
pub(super) fn places(place: &str, lexicon: &Lexicon) -> BTreeSet<String> {
    let found = words(place);
    let pairs = found.windows(2).filter_map(|two| {
        let joined = format!("{} {}", capitalised(&two[0].low), capitalised(&two[1].low));
        lexicon.places.name_of(&joined).map(str::to_string)
    });
    let single = found.iter().filter_map(|word| place_of(word, lexicon)).map(str::to_string);
    pairs.chain(single).chain(towns(&found, lexicon)).collect()
}

/// The organisation that "we" stands for in this claim, as far as the claim itself tells.
pub(super) fn organisation_of_we<'a>(claim: &'a Claim, parts: &mut Parts<'a>) -> BTreeSet<String> {
    let lexicon = parts.lexicon;
    if parts.party([claim.actor.as_deref(), None, None, None]).sort != Sort::We {
        return BTreeSet::new();
    }
    match claim.actor_org.as_deref().or(claim.actor_name.as_deref()) {
        Some(name) => name_words(name, lexicon),
        // Who answers a paper's questions is not the paper.
        None if claim.kind == DocumentKind::Statement && claim.speaker.is_none() => {
            claim.source.as_deref().map(|source| name_words(source, lexicon)).unwrap_or_default()
        }
        None => BTreeSet::new(),
    }
}
