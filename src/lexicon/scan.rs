//! One multi-pattern pass that says which sentences are worth parsing, so that cost stays with what matters.

use super::few::Few;
use super::quotes::{Quotes, Use};
use super::scope::Scope;
use super::topic::Topic;
use super::topics::Topics;
use crate::model::Holds;
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::collections::BTreeMap;

/// One sentence in this many names a topic's matter in a document that is about it.
const DENSE: usize = 8;
/// The same of speech, which names things less often than writing: there what hints at them counts as well.
const DENSE_SPEECH: usize = 12;

/// A predicate alone is looked at so many sentences after one that names matter, and so many before it.
const AFTER: usize = 2;
const BEFORE: usize = 1;

/// The automaton and what each of its words may be.
pub struct Scan {
    words: AhoCorasick,
    kinds: Vec<Kinds>,
    /// Of each the longest that it begins with and that has fewer words.
    shorter: Vec<Option<usize>>,
    /// Of each its bytes.
    lengths: Vec<usize>,
    objects: Vec<Objects>,
    /// How many sentences back a pronoun reaches, at most.
    reach: usize,
    /// Topics in which weights judge what an entry leaves open.
    weighed: u32,
}

/// What a word may be. Topics have a bit each, and so have their classes of noun.
#[derive(Clone, Copy, Default)]
struct Kinds {
    /// Classes of noun, of which what it heads takes its object.
    takes: u128,
    /// Classes of noun that it is of.
    class: u128,
    predicate: u32,
    /// Heads a predicate that takes a proper name.
    naming: u32,
    /// Heads a predicate that takes any noun where the topic is spoken of.
    opening: u32,
    /// Heads a predicate that says where something is: counts only beside what holds matter.
    resting: u32,
    /// "are" in "The records are in Virginia".
    placing: u32,
    holder: u32,
    matter: u32,
    soft: u32,
    hint: u32,
    /// Makes a soft noun beside it count.
    owner: u32,
    pronoun: bool,
    cue: Option<Cue>,
    linker: bool,
}

/// How surely a word of saying says something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cue {
    /// Only with words in quotation marks.
    Quoted,
    /// With a clause that a word opens: "that", "whether".
    Linked,
    Bare,
}

/// The classes of one topic by how they count as an object.
struct Objects {
    topic: u32,
    hard: u128,
    soft: u128,
}

/// Numbers the classes of all topics; those past the last bit share it.
#[derive(Default)]
struct Classes(BTreeMap<(u32, String), u128>);

impl Classes {
    fn bit(&mut self, topic: &Topic, class: &str) -> u128 {
        let next = 1 << self.0.len().min(127);
        *self.0.entry((topic.bit, class.to_string())).or_insert(next)
    }

    fn bits<'a>(&mut self, topic: &Topic, classes: impl IntoIterator<Item = &'a String>) -> u128 {
        classes.into_iter().fold(0, |bits, class| bits | self.bit(topic, class))
    }
}

impl Scan {
    pub fn new(topics: &Topics, quotes: &Quotes, scope: &Scope) -> Scan {
        let mut kinds: BTreeMap<String, Kinds> = BTreeMap::new();
        let mut classes = Classes::default();
        predicates(topics, &mut classes, &mut kinds);
        nouns(topics, &mut classes, &mut kinds);
        scope.pronouns().iter().for_each(|word| kinds.entry(word.clone()).or_default().pronoun = true);
        let every = topics.all().iter().fold(0, |bits, topic| bits | topic.bit);
        scope.owners().iter().for_each(|word| kinds.entry(word.clone()).or_default().owner = every);
        cues(quotes, &mut kinds);
        let words = AhoCorasickBuilder::new()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(kinds.keys())
            .expect("a few thousand words fit an automaton");
        let objects = topics.all().iter().map(|topic| {
            let soft = classes.bits(topic, topic.sense.soft.iter().chain(&topic.sense.loose));
            let mine = classes.0.iter().filter(|((bit, _), _)| *bit == topic.bit);
            Objects { topic: topic.bit, hard: mine.fold(0, |bits, (_, bit)| bits | bit) & !soft, soft }
        });
        let objects = objects.collect();
        let at: BTreeMap<&str, usize> = kinds.keys().enumerate().map(|(nth, words)| (words.as_str(), nth)).collect();
        let shorter = |words: &String| {
            let mut cut = std::iter::successors(words.rsplit_once(' '), |(front, _)| front.rsplit_once(' '));
            cut.find_map(|(front, _)| at.get(front).copied())
        };
        let (shorter, lengths) = (kinds.keys().map(shorter).collect(), kinds.keys().map(String::len).collect());
        let weighed =
            topics.all().iter().filter(|topic| !topic.weights.is_empty()).fold(0, |bits, topic| bits | topic.bit);
        let reach = topics.all().iter().map(|topic| topic.reach.plain).max().unwrap_or(0);
        Scan { words, kinds: kinds.into_values().collect(), shorter, lengths, objects, reach, weighed }
    }

    /// The pattern found at `start`, or the longest with fewer words that ends with a word there: "broke" of "broke in" in "broke into".
    fn whole(&self, sentence: &str, start: usize, found: usize) -> Option<usize> {
        let shorter = |pattern: &usize| self.shorter[*pattern];
        let mut patterns = std::iter::successors(Some(found), shorter);
        patterns.find(|pattern| stands_alone(sentence, start, start + self.lengths[*pattern]))
    }

    /// Looks at the words of one sentence.
    pub fn holds(&self, sentence: &str) -> Holds {
        let mut holds = Holds::default();
        let mut seen = Kinds::default();
        let mut met = 0;
        for found in self.words.find_iter(sentence) {
            let Some(pattern) = self.whole(sentence, found.start(), found.pattern().as_usize()) else { continue };
            let kind = self.kinds[pattern];
            // Two words: what heads a predicate and what it takes.
            met |= kind.takes & seen.class | kind.class & seen.takes;
            seen.take(kind);
        }
        (holds.matter, holds.soft, holds.hint) = (seen.matter, seen.soft, seen.hint);
        for Objects { topic, hard, soft } in &self.objects {
            let owned = seen.owner & topic != 0;
            holds.claim |= if met & hard != 0 || owned && met & soft != 0 { *topic } else { 0 };
            holds.vague |= if met & soft != 0 { *topic } else { 0 };
        }
        // "access to Beacon": a name beside the predicate may be its object.
        let capital = (seen.naming | seen.placing) != 0 && sentence.chars().skip(1).any(char::is_uppercase);
        let (named, placed) = if capital { (seen.naming, seen.placing) } else { (0, 0) };
        let resting = seen.resting & seen.holder;
        holds.claim |= named | placed & seen.matter | resting & (seen.matter | seen.soft);
        holds.vague |= seen.opening | if seen.pronoun { seen.predicate | resting } else { 0 };
        holds.act = (seen.predicate | seen.opening) & self.weighed;
        holds.quoted = is_marked(sentence);
        let linked = seen.linker || sentence.contains(':');
        holds.says = seen.cue.is_some_and(|cue| cue == Cue::Bare || cue == Cue::Linked && linked);
        holds.cites = seen.cue.is_some();
        holds
    }

    /// Topics that a document is about throughout, a bit each: where it is data, a list is a list of records, and "it" what was
    /// spoken of.
    pub fn dense(&self, holds: &[Holds], spoken: bool) -> u32 {
        let about = |topic: &&Objects| {
            let names = |holds: &&Holds| (holds.matter | if spoken { holds.hint } else { 0 }) & topic.topic != 0;
            holds.iter().filter(names).count() * if spoken { DENSE_SPEECH } else { DENSE } > holds.len()
        };
        self.objects.iter().filter(about).fold(0, |bits, topic| bits | topic.topic)
    }

    /// Of which topics can the sentence hold a claim, a bit each? A pronoun counts only where what it may stand for was named not long before, or where the
    /// document is about the topic ([`Scan::dense`]); a predicate alone there or beside a
    /// sentence that names matter, where weights judge it.
    pub fn may_claim(&self, holds: &[Holds], dense: u32, at: usize) -> u32 {
        let near = &holds[at.saturating_sub(self.reach)..=at];
        let before = || near.iter().fold(dense, |bits, one| bits | one.matter | one.hint | one.claim);
        let soft = || at.checked_sub(1).map_or(0, |last| holds[last].soft);
        let beside = || {
            let sentences = &holds[at.saturating_sub(AFTER)..=(at + BEFORE).min(holds.len() - 1)];
            sentences.iter().fold(dense, |bits, one| bits | one.matter)
        };
        let vague = if holds[at].vague == 0 { 0 } else { holds[at].vague & (before() | soft()) };
        let act = if holds[at].act == 0 { 0 } else { holds[at].act & beside() };
        holds[at].claim | vague | act
    }

    /// Can the sentence hold a quotation? A word that only goes with quoted words counts beside a sentence that has some.
    pub fn may_quote(&self, holds: &[Holds], at: usize) -> bool {
        let quoted = |at: Option<usize>| at.and_then(|at| holds.get(at)).is_some_and(|holds| holds.quoted);
        holds[at].quoted || holds[at].says || holds[at].cites && (quoted(at.checked_sub(1)) || quoted(Some(at + 1)))
    }
}

fn predicates(topics: &Topics, classes: &mut Classes, kinds: &mut BTreeMap<String, Kinds>) {
    for predicate in topics.predicates() {
        let topic = topics.of(&predicate.topic);
        let bit = |is: bool| if is { topic.bit } else { 0 };
        let open = predicate.object.iter().any(|class| class == "open");
        let named = predicate.object.iter().any(|class| ["named", "any", "place"].contains(&class.as_str()));
        let needed = predicate.needs.as_ref().map_or(&[][..], |needs| &needs.classes);
        let resting = needed.iter().any(|class| topic.sense.holder.contains(class));
        let objects = if predicate.object.is_empty() { needed } else { &predicate.object };
        let takes = classes.bits(topic, objects);
        for form in &predicate.forms {
            let kind = kinds.entry(form.to_lowercase()).or_default();
            if predicate.about {
                kind.opening |= topic.bit;
                continue;
            }
            if needed.iter().all(|class| class == "place") && !needed.is_empty() && !predicate.object.is_empty() {
                kind.placing |= topic.bit;
                continue;
            }
            if resting && !predicate.object.is_empty() {
                kind.resting |= topic.bit;
                continue;
            }
            kind.takes |= takes;
            kind.predicate |= topic.bit;
            kind.naming |= bit(named && predicate.needs.is_none());
            kind.opening |= bit(open);
        }
    }
}

fn nouns(topics: &Topics, classes: &mut Classes, kinds: &mut BTreeMap<String, Kinds>) {
    for topic in topics.all() {
        let sense = &topic.sense;
        for (class, noun) in topic.nouns() {
            let is = |list: &[String]| if list.iter().any(|known| known == class) { topic.bit } else { 0 };
            let kind = kinds.entry(noun.to_lowercase()).or_default();
            kind.class |= classes.bit(topic, class);
            kind.holder |= is(&sense.holder);
            kind.matter |= is(&sense.matter);
            kind.soft |= is(&sense.soft) | is(&sense.loose);
            kind.hint |= is(&sense.hint);
            kind.owner |= is(&sense.people) | is(&sense.telling);
        }
    }
}

fn cues(quotes: &Quotes, kinds: &mut BTreeMap<String, Kinds>) {
    let surest = |uses: Few<Use>| match () {
        () if uses.contains(&Use::Bare) => Cue::Bare,
        () if uses.contains(&Use::Clause) => Cue::Linked,
        () => Cue::Quoted,
    };
    let mut add = |word: &str, cue: Cue| {
        let kind = kinds.entry(word.to_lowercase()).or_default();
        kind.cue = kind.cue.max(Some(cue));
    };
    for (form, cue) in quotes.verbs() {
        if !cue.uses.is_empty() {
            add(form, surest(cue.uses));
        }
        cue.particles.iter().for_each(|(particle, uses)| add(&format!("{form} {particle}"), surest(*uses)));
    }
    quotes.nouns.iter().for_each(|(noun, ())| add(noun, Cue::Linked));
    quotes.phrases.iter().for_each(|phrase| add(&phrase.join(" "), Cue::Bare));
    quotes.linkers.iter().for_each(|(word, ())| kinds.entry(word.to_string()).or_default().linker = true);
}

impl Kinds {
    fn take(&mut self, kind: Kinds) {
        self.takes |= kind.takes;
        self.class |= kind.class;
        self.predicate |= kind.predicate;
        self.naming |= kind.naming;
        self.opening |= kind.opening;
        self.resting |= kind.resting;
        self.placing |= kind.placing;
        self.holder |= kind.holder;
        self.matter |= kind.matter;
        self.soft |= kind.soft;
        self.hint |= kind.hint;
        self.owner |= kind.owner;
        self.pronoun |= kind.pronoun;
        self.cue = self.cue.max(kind.cue);
        self.linker |= kind.linker;
    }
}

/// Has a quotation mark; the apostrophe of "users’" is none.
fn is_marked(sentence: &str) -> bool {
    const MARKS: [char; 9] = ['"', '“', '”', '‘', '«', '»', '„', '‹', '`'];
    sentence.contains(MARKS) || sentence.contains("''")
}

fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // "They're": what begins with an apostrophe hangs on the word before.
    (text[start..].starts_with('\'') || !letter(text[..start].chars().next_back()))
        && !letter(text[end..].chars().next())
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn a_longer_word_that_does_not_end_there_hides_no_shorter_one() {
        let scan = Lexicon::embedded().scan;
        let holds = |text: &str| vec![scan.holds(text)];
        // "Broke in" is a cue of saying.
        assert!(scan.may_claim(&holds("Somebody broke into the server."), 0, 0) != 0);
    }

    #[test]
    fn a_predicate_needs_a_noun_beside_it() {
        let scan = Lexicon::embedded().scan;
        assert!(scan.holds("Two nurses accessed the patients' records.").claim != 0);
        assert!(scan.holds("The records are old.").claim == 0, "one word is not both");
        assert!(scan.holds("They have access to Beacon.").claim != 0);
        assert!(scan.holds("The train left at noon.").claim == 0);
        assert!(scan.holds("Everything is seen in Lagos.").vague != 0);
        assert!(scan.holds("The seedata plant").matter == 0, "only whole words");
    }

    #[test]
    fn a_pronoun_needs_something_to_stand_for() {
        let scan = Lexicon::embedded().scan;
        let holds = |texts: &[&str]| texts.iter().map(|text| scan.holds(text)).collect::<Vec<_>>();
        assert!(scan.may_claim(&holds(&["The records lay open.", "A clerk copied them."]), 0, 1) != 0);
        assert!(scan.may_claim(&holds(&["The door stood open.", "A clerk copied them."]), 0, 1) == 0);
        assert!(scan.may_claim(&holds(&["The door stood open.", "A clerk copied them."]), u32::MAX, 1) != 0);
    }

    #[test]
    fn a_predicate_alone_needs_matter_close_by() {
        let scan = Lexicon::embedded().scan;
        let holds = |texts: &[&str]| texts.iter().map(|text| scan.holds(text)).collect::<Vec<_>>();
        let (act, matter, none) = ("Two clerks copied plums.", "The records are old.", "It rained.");
        assert!(scan.holds(act).act != 0 && scan.holds(none).act == 0);
        assert!(scan.may_claim(&holds(&[matter, none, act]), 0, 2) != 0, "two after");
        assert!(scan.may_claim(&holds(&[matter, none, none, act]), 0, 3) == 0, "three after");
        assert!(scan.may_claim(&holds(&[act, matter]), 0, 0) != 0, "one before");
        assert!(scan.may_claim(&holds(&[act, none, matter]), 0, 0) == 0, "two before");
    }

    #[test]
    fn the_noun_is_of_a_class_that_the_predicate_takes() {
        let scan = Lexicon::embedded().scan;
        assert!(scan.holds("Half of them downloaded one.").claim == 0, "a share is no data");
        assert!(scan.holds("The firm opened a canteen for its night shift.").claim == 0, "a shift is nobody's here");
        assert!(scan.holds("The firm downloaded the drivers' shifts.").claim != 0);
    }

    #[test]
    fn a_word_of_saying_needs_what_it_says() {
        let scan = Lexicon::embedded().scan;
        let quotes =
            |texts: &[&str], at| scan.may_quote(&texts.iter().map(|text| scan.holds(text)).collect::<Vec<_>>(), at);
        assert!(quotes(&["She said the bridge was safe."], 0));
        assert!(quotes(&["According to the harbour master, the ferry was empty."], 0));
        assert!(quotes(&["The jury doubted that the door was locked."], 0));
        assert!(!quotes(&["The jury doubted the organ."], 0));
        assert!(quotes(&["The surveyor pointed out that the wall leaned."], 0));
        assert!(!quotes(&["He pointed at the wall."], 0));
        assert!(!quotes(&["The gate closed."], 0));
        assert!(quotes(&["“Never again.", "I swear,” he cried.", "He smiled."], 2));
    }
}
