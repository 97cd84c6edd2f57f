//! The parts of claims, taken apart once each: a case says the same names, data and places over and over, and each is held once for
//! all claims that say it.

use super::context::Context;
use super::described::Described;
use super::party::Party;
use super::thing::Thing;
use super::words::singular;
use super::{reading, voice};
use crate::lexicon::Lexicon;
use crate::model::Claim;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The words of a name, or names of places.
pub(super) type Names = Arc<BTreeSet<String>>;

/// How a party is told: the words, the resolved name, the organisation, the place.
pub(super) type Told<'a> = [Option<&'a str>; 4];

/// How data is told: the topic, the words, the owner.
type ThingTold<'a> = (&'a str, Option<String>, Option<&'a str>);

pub(super) struct Parts<'a> {
    pub lexicon: &'a Lexicon,
    described: Described,
    /// By topic, words and owner.
    things: BTreeMap<ThingTold<'a>, Arc<Thing>>,
    parties: BTreeMap<Told<'a>, Arc<Party>>,
    /// "I" of a speaker, "we" of somebody who works for an organisation: the speaker, the employer, whose "we" it is.
    speakers: BTreeMap<([Names; 3], Told<'a>), Arc<Party>>,
    /// "We" of an organisation.
    ours: BTreeMap<(Names, Told<'a>), Arc<Party>>,
    /// Who says it, by the name and, for those without one, the document.
    voices: BTreeMap<[Option<&'a str>; 2], Names>,
    places: BTreeMap<String, Names>,
}

impl<'a> Parts<'a> {
    pub fn new(lexicon: &'a Lexicon, described: Described) -> Parts<'a> {
        Parts {
            lexicon,
            described,
            things: BTreeMap::new(),
            parties: BTreeMap::new(),
            speakers: BTreeMap::new(),
            ours: BTreeMap::new(),
            voices: BTreeMap::new(),
            places: BTreeMap::new(),
        }
    }

    pub fn thing(&mut self, topic: &'a str, object: Option<&str>, owner: Option<&'a str>) -> Arc<Thing> {
        let lexicon = self.lexicon;
        let read = || {
            let mut thing = Thing::read(object, owner, lexicon.topics.of(topic), lexicon);
            thing.described = self.described.of(&thing.named);
            Arc::new(thing)
        };
        self.things.entry((topic, object.map(str::to_string), owner)).or_insert_with(read).clone()
    }

    pub fn party(&mut self, told: Told<'a>) -> Arc<Party> {
        let lexicon = self.lexicon;
        let [said, name, org, place] = told;
        let read = || {
            let mut party = Party::read(said, name, org, place, lexicon);
            party.described = self.described.of(&party.name);
            Arc::new(party)
        };
        self.parties.entry(told).or_insert_with(read).clone()
    }

    /// Who acts; `we` is the organisation of the one who speaks, where known, `voice` the organisation that is quoted.
    pub fn actor(&mut self, claim: &'a Claim, we: &Names, voice: &Names, context: &Context<'a>) -> Arc<Party> {
        let told = [&claim.actor, &claim.actor_name, &claim.actor_org, &claim.actor_place].map(Option::as_deref);
        let party = match plain_opening(claim, context) {
            Some(said) => Arc::new(Party::read(Some(&said), None, None, told[3], self.lexicon)),
            None => self.party(told),
        };
        if party.is_we() {
            let speaker = self.voice(claim);
            let post = context.post(claim, self);
            // "I never saw it": the speaker alone.
            let alone = party.head.as_deref() == Some("i");
            if alone || we.is_empty() && !post.is_empty() {
                let own = || {
                    let mut own = Party::clone(&party);
                    own.speaks_for(&speaker);
                    own.is_employed_by(&post);
                    own.belongs_to(we);
                    Arc::new(own)
                };
                let key = [if alone { speaker.clone() } else { Names::default() }, post.clone(), we.clone()];
                return self.speakers.entry((key, told)).or_insert_with(own).clone();
            }
        }
        let house = if party.is_we() { we } else { voice };
        if house.is_empty() || !(party.is_we() || party.own_staff || party.is_it()) {
            return party;
        }
        let ours = || {
            let mut ours = Party::clone(&party);
            ours.belongs_to(house);
            ours.works_for(house);
            ours.stands_for(house);
            Arc::new(ours)
        };
        self.ours.entry((house.clone(), told)).or_insert_with(ours).clone()
    }

    /// Who receives; "us" is the organisation of the one who speaks.
    pub fn receiver(&mut self, said: Option<&'a str>, we: &Names) -> Arc<Party> {
        let told = [said, None, None, None];
        let party = self.party(told);
        if we.is_empty() || !party.is_we() {
            return party;
        }
        let ours = || {
            let mut ours = Party::clone(&party);
            ours.belongs_to(we);
            Arc::new(ours)
        };
        self.ours.entry((we.clone(), told)).or_insert_with(ours).clone()
    }

    /// The words that name the one who says it.
    pub fn voice(&mut self, claim: &'a Claim) -> Names {
        let told = claim.attributed_name.as_deref().or(claim.attributed_to.as_deref()).or(claim.speaker.as_deref());
        let lexicon = self.lexicon;
        if told.is_some()
            && let Some(voice) =
                self.voices.get(&[told, None]).or_else(|| self.voices.get(&[told, Some(&claim.document)]))
        {
            return voice.clone();
        }
        let voice = Arc::new(voice::voice(claim, lexicon));
        let of_document = voice.iter().any(|word| word.starts_with("in "));
        if told.is_some() {
            self.voices.insert([told, of_document.then_some(claim.document.as_str())], voice.clone());
        }
        voice
    }

    /// The places named in a phrase.
    pub fn places(&mut self, phrase: &str) -> Names {
        if let Some(places) = self.places.get(phrase) {
            return places.clone();
        }
        let places = Arc::new(reading::places(phrase, self.lexicon));
        self.places.insert(phrase.to_string(), places.clone());
        places
    }
}

/// "Bail agents can see it": the capital is that of the sentence, where nobody is known by that name.
fn plain_opening(claim: &Claim, context: &Context) -> Option<String> {
    let actor = claim.actor.as_deref().filter(|_| claim.actor_name.is_none() && claim.actor_org.is_none())?;
    let (first, rest) = actor.split_once(' ').unwrap_or((actor, ""));
    let owner = first.ends_with("'s") || first.ends_with("\u{2019}s");
    // "Hackers" alone: a noun of the lexicon.
    let noun = rest.is_empty() && context.is_plain(&singular(&first.to_lowercase()));
    let plain = claim.sentence.starts_with(actor) && (rest.starts_with(char::is_lowercase) || noun) && !owner;
    let mut letters = first.chars();
    let opening = letters.next()?.to_lowercase().chain(letters.by_ref()).collect::<String>();
    let common = first.chars().skip(1).all(|letter| letter.is_lowercase() || letter == '-');
    (plain && common && !context.is_name(&opening)).then(|| format!("{opening} {rest}").trim_end().to_string())
}
