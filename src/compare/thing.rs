//! What data a claim speaks of: its kind, whose it is, which share of it, and how two such descriptions relate.

use super::particulars::{drop_numbers, named_places, place_of, years};
use super::words::{Word, singular, words};
use crate::lexicon::Lexicon;
use crate::lexicon::topic::Topic;
use std::collections::BTreeSet;

/// The data of a claim, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Thing {
    /// What sets it apart from other data: "heart" of "heart records", "location" and "history" of "location history".
    /// Empty for data in general.
    pub kinds: BTreeSet<String>,
    /// A system or collection with a name of its own.
    pub named: BTreeSet<String>,
    /// What the documents say that this is: "booking", "system".
    pub described: BTreeSet<String>,
    /// Whose it is, as names and as nouns.
    pub owners: BTreeSet<String>,
    /// The places its owners are of, as in the gazetteer.
    pub places: BTreeSet<String>,
    /// What holds it: "archive" of "the records in the archive".
    pub holders: BTreeSet<String>,
    /// "first" of "the first batch".
    pub share: BTreeSet<String>,
    /// "2019" of "the 2019 returns".
    pub years: BTreeSet<String>,
    /// How often it is made: "nightly" of "the nightly backups".
    pub rhythm: BTreeSet<String>,
    /// What follows "of" and is nobody: "call" of "recordings of calls".
    pub of: BTreeSet<String>,
    /// Several things joined by "and"; each of them its own set of kinds, the first is `kinds`.
    pub others: Vec<BTreeSet<String>>,
    /// "it", "them": the words name nothing.
    pub pronoun: bool,
    /// "Those letters": named by what was said before.
    pub pointed: bool,
    pub all: bool,
    pub part: bool,
    pub definite: bool,
    /// Several, or what holds several: "the answers", "the archive".
    pub many: bool,
    /// One of a kind: "the file".
    pub single: bool,
    /// A kind before a noun for data in general: "vaccination records".
    pub told_of: bool,
    /// The noun itself, by its kind: "reading" of "meter readings".
    pub head: Option<String>,
}

/// How the data of one claim relates to that of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Relation {
    /// The same kind, and a kind that says something.
    Same,
    /// The first is the wider.
    Wider,
    /// The second is the wider.
    Narrower,
    /// Both are data in general.
    Vague,
    Other,
}

/// Prepositions and openers after which a phrase says whose or where the data is, or tells more about it.
const OWNER_MARKS: [&str; 5] = ["of", "about", "concerning", "belonging", "between"];
const HOLDER_MARKS: [&str; 8] = ["in", "inside", "within", "at", "on", "off", "from", "including"];
const ENDS: [&str; 19] = [
    "every", "each", "that", "which", "who", "whose", "to", "with", "for", "by", "without", "outside", "where", "when",
    "along", "as", "than", "through", "out",
];
impl Thing {
    pub fn read(object: Option<&str>, owner: Option<&str>, topic: &Topic, lexicon: &Lexicon) -> Thing {
        let mut thing = Thing::default();
        let Some(object) = object else {
            thing.pronoun = true;
            return thing;
        };
        let object = resolved(object);
        let mut found = words(object);
        thing.years = years(&found, lexicon);
        drop_numbers(&mut found, lexicon);
        let lows: Vec<String> = found.iter().map(|word| word.low.clone()).collect();
        let relations = &lexicon.relations;
        thing.all = relations.found("all", &lows);
        thing.part = relations.found("part", &lows);
        // "All of the tickets".
        let whole = lows.iter().take_while(|low| ["all", "both", "every", "one", "of"].contains(&low.as_str())).count();
        thing.definite = found.get(whole).is_some_and(|word| {
            let low = word.low.as_str();
            word.possessive
                || ["the", "our", "its", "their", "this", "that", "these", "those", "his", "her"].contains(&low)
        });
        thing.pointed = lows.first().is_some_and(|low| ["this", "that", "these", "those"].contains(&low.as_str()));
        // "It", "any of it".
        let bare = |low: &str| low == "of" || ["all", "part", "negation"].iter().any(|list| relations.is(list, low));
        let it = |word: &Word| relations.is("pronoun", &word.low);
        thing.pronoun = found.iter().all(|word| it(word) || bare(&word.low)) && found.last().is_some_and(it);
        if !thing.take_clause(&found, topic, lexicon) {
            thing.take(&found, topic, lexicon);
        }
        let of = thing.of.clone();
        for word in owner.map(words).unwrap_or_default() {
            thing.own(&word, topic, lexicon);
        }
        thing.of = of;
        thing
    }

    /// "What customers say at the counter", "where a member lives": the data is named by the act by which it comes about, and whose act that is.
    fn take_clause(&mut self, found: &[Word], topic: &Topic, lexicon: &Lexicon) -> bool {
        let Some(first) = found.first().map(|word| word.low.as_str()) else { return false };
        let made = || found[1..].iter().filter_map(|word| lexicon.relations.made_by(&word.low)).next();
        let kind = match first {
            "what" | "whatever" => made(),
            "where" => Some(lexicon.relations.one_name("location")),
            _ => None,
        };
        let Some(kind) = kind.filter(|_| found.len() > 2) else { return false };
        self.kinds.insert(kind.to_string());
        for word in &found[1..] {
            if word.capital || topic.is_any(&word.low, &topic.sense.people) {
                self.own(word, topic, lexicon);
            }
        }
        true
    }

    /// Walks the phrase from left to right: the noun phrase itself, then what follows its prepositions.
    fn take(&mut self, found: &[Word], topic: &Topic, lexicon: &Lexicon) {
        let mut at = self.skip_portion(found, topic, lexicon);
        let mut section = Section::Itself;
        let mut item: Vec<&Word> = Vec::new();
        while at < found.len() {
            let word = &found[at];
            let low = word.low.as_str();
            if ENDS.contains(&low) && at > 0 {
                break;
            }
            let joined = low == "and" || low == "or" || (word.after_mark && section == Section::Itself && at > 0);
            let owner = OWNER_MARKS.contains(&low) || topic.part_of.iter().any(|mark| mark == low);
            if owner || HOLDER_MARKS.contains(&low) || joined {
                self.close(&mut item, section, topic, lexicon);
                section = match low {
                    _ if owner => Section::Owner,
                    _ if HOLDER_MARKS.contains(&low) => Section::Holder,
                    _ => section,
                };
                if !joined || low == "and" || low == "or" {
                    at += 1;
                    continue;
                }
            }
            item.push(word);
            at += 1;
        }
        self.close(&mut item, section, topic, lexicon);
    }

    /// "The first batch of", "copies of", "1,200 of the": what stands before "of" and only measures.
    fn skip_portion(&mut self, found: &[Word], topic: &Topic, lexicon: &Lexicon) -> usize {
        let mut from = 0;
        while let Some(of) = found[from..].iter().take(6).position(|word| word.low == "of").map(|at| from + at) {
            let measures = found[from..of].iter().all(|word| {
                let low = word.low.as_str();
                lexicon.relations.is("determiner", low)
                    || lexicon.relations.is("size", low)
                    || low.starts_with(|c: char| c.is_ascii_digit())
                    || ["all", "part", "share", "neutral", "negation", "generic", "only"]
                        .iter()
                        .any(|list| lexicon.relations.is(list, low))
                    || topic.is_any(low, &topic.sense.part)
            });
            // "The details of 3.4 million members" are data on members, not members.
            let neutral = found[from..of].iter().any(|word| lexicon.relations.is("generic", &word.low));
            // "The files of people who left".
            let ends = |word: &Word| ENDS.contains(&word.low.as_str()) || HOLDER_MARKS.contains(&word.low.as_str());
            let noun = &found[of + 1..];
            let noun = &noun[..noun.iter().position(ends).unwrap_or(noun.len())];
            let people = || noun.last().is_some_and(|last| topic.is_any(&last.low, &topic.sense.people));
            if !measures || of + 1 >= found.len() || neutral && people() && !noun.iter().any(|word| word.low == "of") {
                break;
            }
            let shares = found[from..of].iter().filter(|word| lexicon.relations.is("share", &word.low));
            self.share.extend(shares.map(|word| word.low.clone()));
            let rhythm = found[from..of].iter().filter(|word| lexicon.relations.is("rhythm", &word.low));
            self.rhythm.extend(rhythm.map(|word| lexicon.relations.one_name(&word.low).to_string()));
            from = of + 1;
        }
        from
    }

    fn close(&mut self, item: &mut Vec<&Word>, section: Section, topic: &Topic, lexicon: &Lexicon) {
        let taken = std::mem::take(item);
        match section {
            Section::Itself => self.close_item(&taken, topic, lexicon),
            Section::Owner => taken.iter().for_each(|word| self.own(word, topic, lexicon)),
            // "Of clients in New Zealand".
            Section::Holder if !self.owners.is_empty() && !named_places(&taken, lexicon).is_empty() => {
                self.places.extend(named_places(&taken, lexicon));
            }
            Section::Holder => {
                let words = taken.iter().filter(|word| !skipped(&word.low, lexicon));
                self.holders.extend(words.map(|word| singular(&word.low)));
            }
        }
    }

    fn close_item(&mut self, item: &[&Word], topic: &Topic, lexicon: &Lexicon) {
        let owned = item.iter().rposition(|word| word.possessive && !word.low.is_empty());
        let (owners, rest) = match owned {
            Some(at) if at + 1 < item.len() => item.split_at(at + 1),
            _ => item.split_at(0),
        };
        owners.iter().for_each(|word| self.own(word, topic, lexicon));
        let mut kinds = BTreeSet::new();
        let last = rest.len().saturating_sub(1);
        for (nth, word) in rest.iter().enumerate() {
            let low = word.low.as_str();
            let place = place_of(word, lexicon);
            if low == "first" && is_plural(rest) {
                // "The first addresses went out in May": from then on.
            } else if lexicon.relations.is("rhythm", low) && nth < last {
                self.rhythm.insert(lexicon.relations.one_name(low).to_string());
            } else if lexicon.relations.is("share", low) {
                self.share.insert(low.to_string());
            } else if skipped(low, lexicon) || topic.is_any(low, &topic.sense.part) && nth < last {
                self.told_of |= nth == last && !kinds.is_empty();
            } else if place.is_some() {
                self.places.extend(place.map(str::to_string));
            } else if nth < last && topic.is_any(low, &topic.sense.people) {
                self.owners.insert(singular(low));
            } else if word.capital && nth < last && lexicon.relations.is("calendar", low) {
                self.years.insert(low.to_string());
            } else if word.capital
                && (!word.acronym || nth == last)
                && !opens(nth, rest)
                && !topic.is_common(low)
                && lexicon.relations.one_name(low) == low
            {
                self.named.insert(low.to_string());
            } else {
                kinds.extend(kinds_of(low, lexicon));
            }
        }
        let gathers = |word: &Word| ["gathering", "housing"].iter().any(|list| lexicon.relations.is(list, &word.low));
        // "Browse our members": their data.
        if let [.., last] = rest
            && kinds.len() == 1
            && lexicon.relations.is("served", &singular(&last.low))
        {
            self.owners.insert(singular(&last.low));
            kinds.clear();
        }
        if self.head.is_none() {
            self.head = rest.last().map(|word| kind(&word.low, lexicon)).filter(|head| kinds.contains(head));
            let holds = |word: &Word| gathers(word) || topic.is_any(&word.low, &topic.sense.holder);
            self.many = is_plural(rest) || rest.last().is_some_and(|last| holds(last));
            self.single = self.definite && rest.last().is_some_and(|last| lexicon.relations.is("single", &last.low));
        }
        // "The bus-stop list" and "the list of bus stops".
        if let Some(last) = rest.last().filter(|last| kinds.len() > 1 && gathers(last)) {
            kinds.remove(&kind(&last.low, lexicon));
            self.told_of = true;
        }
        if self.kinds.is_empty() {
            self.kinds = kinds;
        } else if !kinds.is_empty() {
            self.others.push(kinds);
        }
    }

    fn own(&mut self, word: &Word, topic: &Topic, lexicon: &Lexicon) {
        match place_of(word, lexicon) {
            Some(place) => {
                self.places.insert(place.to_string());
            }
            _ if skipped(&word.low, lexicon) || lexicon.relations.is("anyone", &word.low) => {}
            _ if topic.is_any(&word.low, &topic.sense.part) => {}
            _ if word.possessive || word.capital || topic.is_any(&word.low, &topic.sense.people) => {
                self.owners.insert(singular(&word.low));
            }
            _ => {
                self.of.insert(kind(&word.low, lexicon));
            }
        }
    }

    /// A word that tells what data it is, the first in order of the alphabet; `*` for data in general.
    pub fn keys(&self) -> Vec<String> {
        let all = self
            .named
            .iter()
            .chain(&self.kinds)
            .chain(self.others.iter().flatten())
            .chain(&self.holders)
            .chain(&self.described);
        let keys: BTreeSet<String> = all.cloned().collect();
        keys.into_iter().collect()
    }

    /// True when nothing tells it from other data.
    pub fn is_general(&self) -> bool {
        self.kinds.is_empty() && self.named.is_empty()
    }

    /// Two words or more tell which it is: "the profile photos", "guests' names", "vaccination records".
    pub fn is_close(&self) -> bool {
        let telling = self.kinds.len() + self.of.len() + self.owners.len() + self.years.len() + self.named.len();
        !self.is_general() && telling + usize::from(self.told_of) > 1
    }

    /// "Messages", whichever they are.
    pub fn is_any(&self) -> bool {
        self.many && !self.definite && !self.part && !self.is_general()
    }

    /// "The readings", with nothing that tells which.
    pub fn is_bare(&self) -> bool {
        let alone = self.kinds.len() == 1 && self.others.is_empty() && self.of.is_empty() && self.owners.is_empty();
        alone
            && self.named.is_empty()
            && self.years.is_empty()
            && self.holders.is_empty()
            && self.places.is_empty()
            && self.share.is_empty()
            && self.definite
            && self.many
            && !self.part
    }

    pub fn relation(&self, other: &Thing, lexicon: &Lexicon) -> Relation {
        if self.shuts_out(other, lexicon) {
            return Relation::Other;
        }
        // "The Lantern backups" are some of the backups, and of the data.
        let (own, theirs) = (self.named.is_subset(&other.owners), other.named.is_subset(&self.owners));
        if own != theirs {
            let (plain, named) = if own { (self, other) } else { (other, self) };
            let wide = plain.kinds.is_empty() && !named.kinds.is_empty();
            let same = !plain.kinds.is_empty() && plain.kinds == named.kinds;
            return match same || wide {
                true if own => Relation::Wider,
                true => Relation::Narrower,
                false => self.relation_by_description(other, lexicon),
            };
        }
        let own: Vec<&BTreeSet<String>> = std::iter::once(&self.kinds).chain(&self.others).collect();
        let theirs: Vec<&BTreeSet<String>> = std::iter::once(&other.kinds).chain(&other.others).collect();
        let pairs = own.iter().flat_map(|a| theirs.iter().map(move |b| (a, b)));
        let found: Vec<Relation> = pairs.map(|(a, b)| relate(a, b, self, other)).collect();
        let best = found.iter().min().copied().unwrap_or(Relation::Other);
        // Of "names and home addresses" and "maiden names and addresses" neither is the wider.
        let crossed = [Relation::Wider, Relation::Narrower].iter().all(|one| found.contains(one));
        match if crossed && best != Relation::Same { Relation::Other } else { best } {
            Relation::Other => self.relation_through_holders(other),
            Relation::Vague if self.has_owner_in_common(other, lexicon) => Relation::Same,
            relation => relation,
        }
    }

    /// "Pebble" is "the billing system" where a document says so.
    fn relation_by_description(&self, other: &Thing, lexicon: &Lexicon) -> Relation {
        let store =
            |word: &String| lexicon.relations.is("housing", word) || lexicon.topics.any(word, |sense| &sense.holder);
        let whole = |thing: &Thing| -> BTreeSet<String> {
            let all: BTreeSet<String> = thing.kinds.union(&thing.described).map(|word| kind(word, lexicon)).collect();
            let telling: BTreeSet<String> = all.iter().filter(|word| !store(word)).cloned().collect();
            if telling.is_empty() { all } else { telling }
        };
        let (own, theirs) = (whole(self), whole(other));
        match () {
            () if own.is_empty() || theirs.is_empty() || self.described.is_empty() && other.described.is_empty() => {
                Relation::Other
            }
            () if own == theirs => Relation::Same,
            () if own.is_subset(&theirs) => Relation::Wider,
            () if theirs.is_subset(&own) => Relation::Narrower,
            () => Relation::Other,
        }
    }

    /// "The heart records in the archive" and "the archive".
    fn relation_through_holders(&self, other: &Thing) -> Relation {
        if !other.holders.is_empty() && !self.kinds.is_empty() && self.kinds.is_subset(&other.holders) {
            return Relation::Wider;
        }
        if !self.holders.is_empty() && !other.kinds.is_empty() && other.kinds.is_subset(&self.holders) {
            return Relation::Narrower;
        }
        Relation::Other
    }

    /// Different named systems, different owners, different shares.
    fn shuts_out(&self, other: &Thing, lexicon: &Lexicon) -> bool {
        let apart = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_empty() && !b.is_empty() && a.is_disjoint(b);
        let places = !self.places.is_empty()
            && !other.places.is_empty()
            && !self.places.iter().any(|a| other.places.iter().any(|b| lexicon.places.agree(a, b)));
        // Whom a service serves may be drivers here and tenants there; its staff are others.
        let people = |owners: &BTreeSet<String>| -> BTreeSet<String> {
            owners.iter().map(|owner| audience(owner, lexicon).to_string()).collect()
        };
        let (own, theirs) = (people(&self.owners), people(&other.owners));
        let served = |owners: &BTreeSet<String>| owners.iter().all(|owner| owner == "user");
        let staff = |owners: &BTreeSet<String>| {
            owners.iter().any(|owner| lexicon.relations.one_name(owner) == lexicon.relations.one_name("employee"))
        };
        let same = served(&own) && !staff(&theirs) || served(&theirs) && !staff(&own);
        let others = apart(&own, &theirs) && !same;
        apart(&self.named, &other.named)
            || apart(&self.of, &other.of) && self.kinds == other.kinds
            || self.share != other.share
            || apart(&self.years, &other.years)
            || apart(&self.rhythm, &other.rhythm)
            || places
            || others
    }

    pub fn has_owner_in_common(&self, other: &Thing, lexicon: &Lexicon) -> bool {
        self.owners.iter().any(|a| other.owners.iter().any(|b| audience(a, lexicon) == audience(b, lexicon)))
            || self.places.iter().any(|a| other.places.iter().any(|b| lexicon.places.agree(a, b)))
    }
}

/// "Addresses", not "batch".
fn is_plural(item: &[&Word]) -> bool {
    item.last().is_some_and(|last| last.low.len() > 3 && singular(&last.low) != last.low)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Itself,
    Owner,
    Holder,
}

/// "It (the archive)": what a pronoun was found to stand for is in brackets.
pub(super) fn resolved(object: &str) -> &str {
    let inner = object.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(inner, _)| inner);
    inner.unwrap_or(object)
}

/// One name for all whom a service serves, and for all who go to school.
fn audience<'o>(owner: &'o str, lexicon: &Lexicon) -> &'o str {
    match owner {
        _ if lexicon.relations.is("audience", owner) => "user",
        _ if lexicon.relations.is("pupil", owner) => "pupil",
        _ => owner,
    }
}

fn relate(a: &BTreeSet<String>, b: &BTreeSet<String>, left: &Thing, right: &Thing) -> Relation {
    if !left.named.is_empty() && !left.named.is_disjoint(&right.named) {
        return Relation::Same;
    }
    match (a.is_empty(), b.is_empty()) {
        (true, true) => Relation::Vague,
        _ if a == b || wholes(a, left).iter().any(|one| wholes(b, right).contains(one)) => Relation::Same,
        _ if a.is_subset(b) => Relation::Wider,
        _ if b.is_subset(a) => Relation::Narrower,
        _ => Relation::Other,
    }
}

/// "Recordings of calls" are call recordings, and "footage from the bridge" is bridge footage.
fn wholes(kinds: &BTreeSet<String>, thing: &Thing) -> [BTreeSet<String>; 3] {
    let whole: BTreeSet<String> = kinds.union(&thing.of).cloned().collect();
    let held = whole.union(&thing.holders).cloned().collect();
    [kinds.clone(), whole, held]
}

/// "Bus-stop" is two words, "check-in" and "e-mail" are one.
fn kinds_of(low: &str, lexicon: &Lexicon) -> Vec<String> {
    let one = singular(low);
    let parts: Vec<&str> = one.split('-').collect();
    let words = parts.len() > 1 && parts.iter().all(|part| part.len() > 2 && !ENDS.contains(part));
    if words { parts.into_iter().map(|part| kind(part, lexicon)).collect() } else { vec![kind(low, lexicon)] }
}

/// One form for a word that tells a kind: singular, without hyphens, "recorded" as "recording", "photograph" as "photo".
fn kind(low: &str, lexicon: &Lexicon) -> String {
    let one = singular(low);
    let known = lexicon.relations.one_name(low);
    let word = if known == low { lexicon.relations.one_name(&one) } else { known }.replace('-', "");
    match word.strip_suffix("ed").filter(|stem| stem.len() > 4) {
        Some(stem) => format!("{stem}ing"),
        None => word,
    }
}

fn skipped(low: &str, lexicon: &Lexicon) -> bool {
    let relations = &lexicon.relations;
    lexicon.relations.is("determiner", low)
        || low.starts_with(|c: char| c.is_ascii_digit())
        || ["generic", "neutral", "all", "part", "only", "ever", "negation", "repeated"]
            .iter()
            .any(|list| relations.is(list, low))
}

/// The capital of a first word may be the sentence's: it counts as a name only where more capitals follow or nothing does.
fn opens(nth: usize, item: &[&Word]) -> bool {
    nth == 0 && item.get(1).is_some_and(|next| !next.capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

    fn thing(words: &str) -> Thing {
        let lexicon = &*LEXICON;
        Thing::read(Some(words), None, lexicon.topics.of("data-access"), lexicon)
    }

    fn relation(a: &str, b: &str) -> Relation {
        let lexicon = &*LEXICON;
        thing(a).relation(&thing(b), lexicon)
    }

    #[test]
    fn the_kind_of_data_decides() {
        for (a, b, want) in [
            ("patients' blood scans", "the blood scans of patients", Relation::Same),
            ("blood scans", "sleep diaries", Relation::Other),
            ("any data", "blood scans", Relation::Wider),
            ("the call history", "calls", Relation::Same),
            ("customer data", "client data", Relation::Same),
            ("customer data", "employee data", Relation::Other),
            ("French user data", "German user data", Relation::Other),
            ("the first batch of scans", "the rest of the scans", Relation::Other),
            ("data", "information", Relation::Vague),
            ("the client register", "a small part of the client register", Relation::Same),
            ("the whole client register", "only part of the client register", Relation::Same),
            ("the archive", "scans in the archive", Relation::Wider),
            ("the bills of about 900 homes", "the bills of more than 3,000 homes", Relation::Same),
            ("names and home addresses", "home addresses", Relation::Same),
            ("Harbor", "records", Relation::Other),
            ("some forty thousand lab results", "lab results", Relation::Same),
            ("one point two million records", "fewer than 900 records", Relation::Vague),
            ("the 2019 tax returns", "the 2021 tax returns", Relation::Other),
            ("the 2019 tax returns", "the tax returns of 2019", Relation::Same),
            ("the 2019 tax returns", "the tax returns", Relation::Same),
            ("recordings of calls", "the call recordings", Relation::Same),
            ("the tenants' recorded calls", "the call recordings", Relation::Same),
            ("transcripts of pupils' chats", "the chat transcripts", Relation::Same),
            ("ID card scans", "scans of identity cards", Relation::Same),
            ("e-mail archive", "the email archive", Relation::Same),
            ("scans of passports", "scans of licences", Relation::Other),
            ("scans of passports", "the scans", Relation::Same),
            ("the yearly scans", "the annual scans", Relation::Same),
            ("the weekly scans", "the monthly scans", Relation::Other),
            ("our members", "the data of members", Relation::Same),
            ("names and home addresses", "maiden names and addresses", Relation::Other),
        ] {
            assert_eq!(relation(a, b), want, "{a} | {b}: {:?} {:?}", thing(a), thing(b));
        }
    }

    #[test]
    fn both_ways_give_one_answer() {
        for (a, b) in [
            ("any data", "blood scans"),
            ("the archive", "scans in the archive"),
            ("x", "y z"),
            ("names and home addresses", "maiden names and addresses"),
        ] {
            let flipped = match relation(b, a) {
                Relation::Wider => Relation::Narrower,
                Relation::Narrower => Relation::Wider,
                same => same,
            };
            assert_eq!(relation(a, b), flipped);
        }
    }
}
