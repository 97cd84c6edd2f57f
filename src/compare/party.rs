//! Who acts or receives: somebody with a name, somebody by their role, "we", anybody; and whether two may be the same.

use super::described::{alike, told};
use super::particulars::{long_places, place_of, towns};
use super::words::{Word, plain, singular, words};
use crate::lexicon::Lexicon;
use std::collections::BTreeSet;

/// One who acts or receives, taken apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Party {
    pub sort: Sort,
    /// The words of the organisation's name, or of the person's.
    pub name: BTreeSet<String>,
    /// The last noun: "engineer", "band".
    pub head: Option<String>,
    /// The one name for it and its like: "police" of "detectives".
    trade: Option<String>,
    /// As in the gazetteer.
    pub places: BTreeSet<String>,
    /// What the documents say that the name is: "insurer".
    pub described: BTreeSet<String>,
    /// Who says "I".
    speaker: BTreeSet<String>,
    /// For whom the one who says "we" works.
    post: BTreeSet<String>,
    /// What it is by its own words, a set for each of several: "an insurer or a broker".
    told: Vec<BTreeSet<String>>,
    /// "Former", "outside": one who is not of the organisation any more, or never was.
    pub apart: bool,
    /// Officials of a place.
    pub authority: bool,
    /// Which officials: "police" of "the sheriff's office".
    offices: BTreeSet<String>,
    /// "Contractor": of whatever trade, for another house.
    pub hired: bool,
    /// "Members": those whom a service serves.
    pub served: bool,
    /// "A hacker": one who broke in.
    pub intruder: bool,
    /// "The company", "the firm": an organisation that the text has named before.
    pub house: bool,
    /// "An unknown person".
    pub unknown: bool,
    /// "The billing table": what it holds somebody keeps in it.
    vessel: bool,
    /// "The app": what it does its maker does.
    pub product: bool,
    /// "The band", "our app".
    pub definite: bool,
    /// "Employee", "nobody": of whatever trade.
    any_trade: bool,
    /// "A government agency": of whatever office.
    any_office: bool,
    /// "Oslo can see it": a place stands for those who sit there.
    pub seat: bool,
    /// "Its engineers", "our own clerks": staff of whoever speaks or was named before.
    pub own_staff: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Nobody is named: a passive without "by".
    #[default]
    Absent,
    We,
    Pronoun,
    /// "Somebody", "anyone", "third parties".
    Anyone,
    Named,
    /// Staff of an organisation that is not named.
    Staff,
    /// A thing that acts, or a role of its own.
    Thing,
}

/// May two parties be the same?
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    Same,
    May,
    Other,
}

impl Party {
    /// From the words, the resolved name, the organisation and the place, as far as each is known.
    pub fn read(
        said: Option<&str>,
        name: Option<&str>,
        org: Option<&str>,
        place: Option<&str>,
        lexicon: &Lexicon,
    ) -> Party {
        let Some(said) = said else { return Party::default() };
        let found = words(said);
        let lows = plain(said);
        let number = |low: &String| lexicon.quantities.is_number(low) || low.parse::<f64>().is_ok();
        if lows.iter().all(number)
            || lows
                .last()
                .is_some_and(|last| ["day", "week", "month", "year", "hour"].contains(&singular(last).as_str()))
        {
            return Party::default();
        }
        let mut party = Party {
            authority: lexicon.relations.found("authority", &lows),
            apart: lexicon.relations.found("apart", &lows) || lexicon.relations.found("outsider", &lows),
            ..Party::default()
        };
        let offices = lows.iter().map(|low| singular(low)).filter(|low| lexicon.relations.is("authority", low));
        party.offices = offices.map(|low| lexicon.relations.one_name(&low).to_string()).collect();
        let telling = |low: &&String| {
            !["authority", "determiner", "negation", "anyone", "any_office"]
                .iter()
                .any(|list| lexicon.relations.is(list, low))
        };
        // "Any federal agency" is no sheriff.
        let any = party.offices.iter().any(|office| lexicon.relations.is("any_office", office));
        party.any_office =
            any && lows.iter().filter(telling).all(|low| ["law", "enforcement", "public"].contains(&low.as_str()));
        party.find_places(&found, place, lexicon);
        party.told = said.split(" or ").flat_map(|part| part.split(" and ")).map(|part| told(part, lexicon)).collect();
        party.head = head(&found, lexicon);
        let known = org.or(name.filter(|name| *name != said && !is_pronoun(name)));
        party.trade = party.head.as_deref().map(|head| lexicon.relations.one_name(head).to_string());
        party.intruder = lows.iter().any(|low| lexicon.relations.is("intruder", low))
            && party.head.as_ref().is_none_or(|head| !lexicon.relations.is("authority", head));
        party.hired = party.head.as_ref().is_some_and(|head| lexicon.relations.is("hired", head));
        // "Members of staff" are staff.
        party.served = party.head.as_ref().is_some_and(|head| {
            let staff = lows.windows(2).any(|two| singular(&two[0]) == *head && two[1] == "of");
            lexicon.relations.is("served", head) && !staff
        });
        party.any_trade = party.head.as_ref().is_some_and(|head| lexicon.relations.is("any_trade", head));
        let kin = party.head.as_ref().is_some_and(|head| lexicon.relations.is("kin", head));
        let whose = found.iter().rposition(|word| word.possessive).filter(|at| kin && at + 1 < found.len());
        party.name = match (known, whose) {
            // "Velm's parent" is not Velm; a name that stands beside it is read by the reading.
            (_, Some(_)) => BTreeSet::new(),
            (Some(known), _) => name_words(known, lexicon),
            _ => BTreeSet::new(),
        };
        if party.name.is_empty() && whose.is_none() {
            party.name = capitals(&found, lexicon);
        }
        // "Night Rider" is a name.
        party.served &= party.head.as_ref().is_none_or(|head| !party.name.contains(head));
        party.sort = party.classify(&lows, lexicon);
        let opens = |words: &[&str]| lows.first().is_some_and(|first| words.contains(&first.as_str()));
        let is_house = party.head.as_ref().is_some_and(|head| lexicon.relations.is("house", head));
        party.definite = lows
            .first()
            .is_some_and(|first| lexicon.relations.is("determiner", first) && first != "a" && first != "an");
        party.unknown = lows.iter().any(|low| lexicon.relations.is("unknown", low));
        party.product = party.sort == Sort::Thing
            && party.definite
            && party.head.as_ref().is_some_and(|head| lexicon.relations.is("product", head));
        party.vessel = party.sort == Sort::Thing
            && party.definite
            && party.head.as_ref().is_some_and(|head| {
                lexicon.topics.any(head, |sense| &sense.holder) || lexicon.relations.is("housing", head)
            });
        party.house = party.sort == Sort::Thing && is_house && opens(&["the"]);
        party.seat = party.sort == Sort::Thing && found.len() == 1 && !party.places.is_empty();
        party.own_staff = party.sort == Sort::Staff && opens(&["its", "their", "our", "my"]);
        party
    }

    fn find_places(&mut self, found: &[Word], place: Option<&str>, lexicon: &Lexicon) {
        self.places.extend(towns(found, lexicon));
        self.places.extend(long_places(found, lexicon).into_iter().map(|(_, _, place)| place));
        let based = place.map(words).unwrap_or_default();
        for word in found.iter().chain(&based) {
            let parts = word.low.strip_suffix("-based").map(|low| Word { low: low.to_string(), ..word.clone() });
            self.places.extend(place_of(parts.as_ref().unwrap_or(word), lexicon).map(str::to_string));
        }
    }

    fn classify(&self, lows: &[String], lexicon: &Lexicon) -> Sort {
        let is = |list: &[&str]| lows.len() == 1 && list.contains(&lows[0].as_str());
        match () {
            () if !self.name.is_empty() => Sort::Named,
            // Of "let's" these words are "let".
            () if is(&["we", "us", "our", "ours", "i", "me", "ourselves", "let"]) || our_own_side(lows, lexicon) => {
                Sort::We
            }
            // "Three of us", "two of them".
            () if lows.len() > 1 && self.head.as_deref() == Some("us") => Sort::We,
            () if lows.len() > 1 && self.head.as_deref() == Some("them") => Sort::Pronoun,
            () if self.is_anyone(lows, lexicon) => Sort::Anyone,
            () if lows.iter().all(|low| lexicon.relations.is("pronoun", low)) => Sort::Pronoun,
            () if self.head.as_ref().is_some_and(|head| lexicon.relations.is("staff", head)) => Sort::Staff,
            () if lexicon.relations.found("staff", lows) => Sort::Staff,
            // "Detectives", "landlords".
            () if self.head.as_ref().is_some_and(|head| is_person(head, lexicon)) => Sort::Staff,
            () => Sort::Thing,
        }
    }

    /// "Nobody at the bank", "an outside party", no "outside printer".
    fn is_anyone(&self, lows: &[String], lexicon: &Lexicon) -> bool {
        let relations = &lexicon.relations;
        let outside = |word: &String| relations.is("outside", word);
        let other =
            lows.iter().skip(1).any(outside) && self.head.as_ref().is_some_and(|head| !relations.is("anyone", head));
        let first = lows.first().is_some_and(|first| relations.is("anyone", first));
        relations.found("anyone", lows) && !relations.found("staff", &lows[1..]) && (first || !other)
    }

    pub fn is_we(&self) -> bool {
        self.sort == Sort::We
    }

    /// "We" of a speaker whose organisation is known.
    pub fn belongs_to(&mut self, organisation: &BTreeSet<String>) {
        if self.sort == Sort::We && !organisation.is_empty() {
            self.name = organisation.clone();
            self.sort = Sort::Named;
        }
    }

    /// "Its staff", as an organisation says of itself.
    pub fn works_for(&mut self, organisation: &BTreeSet<String>) {
        if self.own_staff && !organisation.is_empty() {
            self.name = organisation.clone();
            self.sort = Sort::Named;
        }
    }

    /// "It", alone.
    pub fn is_it(&self) -> bool {
        self.sort == Sort::Pronoun && self.head.as_deref() == Some("it")
    }

    /// "Quill denied that it had": of itself an organisation says "it"; one without a name is no other's.
    pub fn stands_for(&mut self, organisation: &BTreeSet<String>) {
        if self.is_it() && !organisation.iter().any(|word| word.starts_with("in ")) {
            self.name = organisation.clone();
            self.sort = Sort::Named;
        }
    }

    /// "We" of somebody of whom it is known for whom they work.
    pub fn is_employed_by(&mut self, organisation: &BTreeSet<String>) {
        if self.sort == Sort::We {
            self.post = organisation.clone();
        }
    }

    /// "I" of somebody whose name is known.
    pub fn speaks_for(&mut self, speaker: &BTreeSet<String>) {
        if self.head.as_deref() == Some("i") {
            self.speaker = speaker.clone();
        }
    }

    /// Names decide; where one is not named, roles may fit.
    pub fn identity(&self, other: &Party) -> Identity {
        use Sort::*;
        if self.apart != other.apart && self.sort == Named && other.sort == Named && !self.same_name(other) {
            return Identity::Other;
        }
        match (self.sort, other.sort) {
            // "The answers that members give", and the firm that gives none.
            _ if self.served && !other.served && matches!(other.sort, We | Named | Staff) => Identity::Other,
            _ if other.served && !self.served && matches!(self.sort, We | Named | Staff) => Identity::Other,
            _ if same_name(&self.speaker, &other.name) || same_name(&self.name, &other.speaker) => Identity::Same,
            (We, Named) if same_name(&self.post, &other.name) => Identity::Same,
            (Named, We) if same_name(&self.name, &other.post) => Identity::Same,
            _ if !self.speaker.is_empty() && !other.speaker.is_empty() && !same_name(&self.speaker, &other.speaker) => {
                Identity::Other
            }
            (Named, Named) if self.same_name(other) => Identity::Same,
            (Named, Named) => Identity::Other,
            (We, We) => Identity::May,
            (Named, We) | (We, Named) => Identity::Other,
            _ if self.is_one_of_many() || other.is_one_of_many() => Identity::Other,
            // "No law enforcement agency" and "the sheriff's office in Harlow County".
            _ if self.authority && other.authority => self.offices_meet(other),
            _ if self.seat || other.seat => {
                if self.places.is_disjoint(&other.places) {
                    Identity::Other
                } else {
                    Identity::May
                }
            }
            // "Hackers" and "an intruder": whoever it was.
            _ if self.intruder && other.intruder => Identity::May,
            // "The leak", "the engineers" of one affair; of another they are others.
            (Thing, Thing) if self.trade == other.trade => Identity::May,
            (Thing, We) | (We, Thing) if self.house || other.house => Identity::May,
            (Thing, Thing) => Identity::Other,
            (Thing | Staff, Named) if self.tells_of(other) => Identity::May,
            (Named, Thing | Staff) if other.tells_of(self) => Identity::May,
            // "The billing table holds the numbers", "we keep no numbers": what holds data holds it for somebody.
            (Thing, We | Named) if self.vessel => Identity::May,
            (We | Named, Thing) if other.vessel => Identity::May,
            // "The app" and "the Harbor app".
            (Thing, Named) | (Named, Thing) if self.head.is_some() && self.trade == other.trade => Identity::May,
            (Thing, Staff | Named | We) | (Staff | Named | We, Thing) => Identity::Other,
            (Staff, Staff) if self.trade == other.trade => Identity::May,
            // "No annotator kept one", and Lantern keeps them.
            (Staff, Named) if self.is_narrow() && other.is_plain_name() => Identity::Other,
            (Named, Staff) if other.is_narrow() && self.is_plain_name() => Identity::Other,
            // "Our billing team" and "the Harbor traders" are two; "no employee" takes in both.
            (Staff, Named) | (Named, Staff) if self.is_narrow() && other.is_narrow() && self.trade != other.trade => {
                Identity::Other
            }
            _ => Identity::May,
        }
    }

    /// "Nobody on the night desk": of certain people.
    pub fn is_of_some_place(&self, said: &Option<String>) -> bool {
        let lows = plain(said.as_deref().unwrap_or_default());
        let marks = ["at", "on", "in", "of", "from", "who"];
        let told = lows.iter().skip(1).any(|low| marks.contains(&low.as_str()));
        told && !self.apart && matches!(self.sort, Sort::Anyone | Sort::Named | Sort::Staff)
    }

    /// "Everybody on the desk": staff of whatever trade.
    pub fn is_anyone_there(&self) -> bool {
        self.sort == Sort::Staff && self.any_trade
    }

    /// Staff of one trade.
    pub fn same_trade(&self, other: &Party) -> bool {
        self.sort == Sort::Staff && other.sort == Sort::Staff && self.trade == other.trade
    }

    /// Two trades told by their own words, of no organisation that is named.
    pub fn other_trade(&self, other: &Party) -> bool {
        !self.hired
            && !other.hired
            && self.sort == Sort::Staff
            && other.sort == Sort::Staff
            && self.is_narrow()
            && other.is_narrow()
            && self.trade != other.trade
    }

    /// Staff of a trade of its own, beside somebody who has a name.
    pub fn other_than(&self, named: &Party) -> bool {
        self.is_narrow() && named.sort == Sort::Named && self.trade != named.trade
    }

    /// A name with nobody told beside it: an organisation or a system, or a person.
    fn is_plain_name(&self) -> bool {
        self.head.as_ref().is_some_and(|head| self.name.contains(head))
    }

    /// Told by an office or trade of its own.
    pub fn is_narrow(&self) -> bool {
        self.head.as_ref().is_some_and(|head| !self.any_trade && !self.name.contains(head))
    }

    /// "He", "it" without a name: it may be anybody; "you" is everybody.
    fn is_one_of_many(&self) -> bool {
        self.sort == Sort::Pronoun
            && self.head.as_deref().is_some_and(|head| ["he", "she", "it", "i", "you"].contains(&head))
    }

    /// Officials of two places, or of two offices, are two.
    fn offices_meet(&self, other: &Party) -> Identity {
        let apart = !self.places.is_empty() && !other.places.is_empty() && self.places.is_disjoint(&other.places);
        let fit = self.any_office || other.any_office || !self.offices.is_disjoint(&other.offices);
        if fit && !apart { Identity::May } else { Identity::Other }
    }

    pub fn same_name(&self, other: &Party) -> bool {
        !self.name.is_empty() && same_name(&self.name, &other.name)
    }

    /// A denial that names this recipient holds for that one too.
    pub fn takes_in(&self, other: &Party, lexicon: &Lexicon) -> bool {
        match self.sort {
            Sort::Absent | Sort::Anyone => true,
            _ if other.sort == Sort::Absent => false,
            Sort::Named if other.sort == Sort::Named => self.same_name(other),
            _ if self.authority && other.authority => {
                self.places.is_empty()
                    || other.places.is_empty()
                    || self.places.iter().any(|a| other.places.iter().any(|b| lexicon.places.agree(a, b)))
            }
            _ => self.head.is_some() && self.trade == other.trade || self.tells_of(other),
        }
    }

    /// "An insurer" tells what Halden is, where some document says so.
    pub fn tells_of(&self, named: &Party) -> bool {
        let holds = |word: &String| named.described.iter().any(|other| alike(word, other));
        let fits = |told: &BTreeSet<String>| !told.is_empty() && told.iter().all(holds);
        self.name.is_empty() && !named.described.is_empty() && self.told.iter().any(fits)
    }
}

/// One name may leave out words of the other: "Harbor" and "Harbor Systems Ltd".
pub(super) fn same_name(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    !a.is_empty() && !b.is_empty() && (a.is_subset(b) || b.is_subset(a))
}

/// The words of a name that tell it apart.
pub(super) fn name_words(name: &str, lexicon: &Lexicon) -> BTreeSet<String> {
    let found = words(name);
    let telling = |word: &&Word| !lexicon.relations.is("form", &word.low) && !lexicon.relations.is("staff", &word.low);
    let all: BTreeSet<String> =
        found.iter().filter(|word| word.capital).filter(telling).map(|word| word.low.clone()).collect();
    all
}

/// Capitalised words that are no place, not counting a first word that is an ordinary one.
fn capitals(found: &[Word], lexicon: &Lexicon) -> BTreeSet<String> {
    let long = long_places(found, lexicon);
    let of_place = |nth: usize| long.iter().any(|(from, to, _)| (*from..*to).contains(&nth));
    let telling = |(nth, word): &(usize, &Word)| {
        let low = word.low.as_str();
        if lexicon.quantities.is_number(low) {
            return false;
        }
        let ordinary = ["staff", "authority", "pronoun", "all", "anyone", "generic", "negation", "part", "only"]
            .iter()
            .any(|list| lexicon.relations.is(list, low))
            || lexicon.topics.any(&singular(low), |sense| &sense.people)
            || lexicon.topics.any(low, |sense| &sense.holder)
            || lexicon.relations.is("opener", low);
        word.capital
            && !(ordinary && (*nth == 0 || found.len() == 1))
            && !lexicon.relations.is("form", low)
            && !low.ends_with("-based")
            && !lexicon.relations.is("calendar", low)
            && place_of(word, lexicon).is_none()
            && !of_place(*nth)
            && !(*nth == 0 && found.get(1).is_some_and(|next| !next.capital) && low.ends_with('s') && !word.possessive)
    };
    found.iter().enumerate().filter(telling).map(|(_, word)| word.low.clone()).collect()
}

/// The last noun before a preposition, in the singular.
fn head(found: &[Word], lexicon: &Lexicon) -> Option<String> {
    let stops = [
        "of", "in", "at", "from", "with", "who", "that", "which", "based", "on", "for", "to", "within", "outside",
        "here", "there",
    ];
    let of = ["one", "some", "none", "part", "most", "two", "three", "many", "several", "any"];
    let mut end = found.iter().position(|word| stops.contains(&word.low.as_str())).unwrap_or(found.len());
    let mut from = 0;
    if found.get(end).is_some_and(|word| word.low == "of") && end > 0 {
        let measure = &found[end - 1].low;
        if of.contains(&measure.as_str())
            || measure.split('-').all(|part| lexicon.quantities.is_number(part))
            || lexicon.topics.any(measure, |sense| &sense.part)
            || measure.starts_with(|c: char| c.is_ascii_digit())
        {
            from = end + 1;
            let rest = found[from..].iter().position(|word| stops.contains(&word.low.as_str()));
            end = rest.map_or(found.len(), |at| from + at);
        }
    }
    found.get(from..end)?.last().map(|word| singular(&word.low))
}

/// A person by their noun; who broke in is told apart.
fn is_person(head: &str, lexicon: &Lexicon) -> bool {
    lexicon.topics.any(head, |sense| &sense.people) && !lexicon.relations.is("intruder", head)
}

/// "Our side", "our company".
fn our_own_side(lows: &[String], lexicon: &Lexicon) -> bool {
    matches!(lows, [our, house] if our == "our" && lexicon.relations.is("own-house", house))
}

fn is_pronoun(name: &str) -> bool {
    ["it", "they", "he", "she", "we", "i", "you", "who", "which", "them", "us"].contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

    fn party(said: &str) -> Party {
        Party::read(Some(said), None, None, None, &LEXICON)
    }

    #[test]
    fn names_roles_and_pronouns() {
        for (said, sort, head) in [
            ("we", Sort::We, "we"),
            ("Harbor engineers in Oslo", Sort::Named, "engineer"),
            ("Two engineers", Sort::Staff, "engineer"),
            ("No contractor", Sort::Staff, "contractor"),
            ("nobody", Sort::Anyone, "nobody"),
            ("somebody", Sort::Anyone, "somebody"),
            ("The app", Sort::Thing, "app"),
            ("they", Sort::Pronoun, "they"),
            ("one of the agents", Sort::Staff, "agent"),
            ("Employees", Sort::Staff, "employee"),
            ("No supervisor here", Sort::Staff, "supervisor"),
            ("our side", Sort::We, "side"),
            ("Fifty-two log-ins", Sort::Thing, "log-in"),
        ] {
            let found = party(said);
            assert_eq!((found.sort, found.head.as_deref()), (sort, Some(head)), "{said}: {found:?}");
        }
        assert_ne!(party("On May 9 somebody").sort, Sort::Named);
        assert_ne!(party("Only the treating doctor").sort, Sort::Named);
        assert!(party("Oslo-based staff").places.contains("Oslo") || LEXICON.places.name_of("Oslo").is_none());
    }

    #[test]
    fn two_companies_are_never_one() {
        assert_eq!(party("Harbor").identity(&party("Lumen")), Identity::Other);
        assert_eq!(party("Harbor").identity(&party("Harbor Systems")), Identity::Same);
        assert_eq!(party("Harbor").identity(&party("we")), Identity::Other);
        assert_eq!(party("no employee").identity(&party("Harbor engineers")), Identity::May);
    }

    #[test]
    fn a_denial_takes_in_its_recipients() {
        let lexicon = &*LEXICON;
        for (denied, given, want) in [
            ("anybody", "Lumen", true),
            ("an insurer", "an insurer in Leeds", true),
            ("insurers", "advertisers", false),
            ("Chinese officials", "the government of China", true),
            ("Chinese officials", "French officials", false),
        ] {
            assert_eq!(party(denied).takes_in(&party(given), lexicon), want, "{denied} | {given}");
        }
    }
}
