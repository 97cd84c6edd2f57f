//! Words that hold sentences together, as far as it matters for who says what: "who", "that", "but".

use super::glossary::Words;
use serde::Deserialize;

/// Declares each list once: how it is kept, how it is read, how a further file adds to it.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        /// Lists of function words, lower case.
        #[derive(Debug, Default)]
        pub struct Grammar {
            $($(#[$doc])* pub $name: Words),*
        }

        #[derive(Deserialize, Default)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct GrammarFile {
            $($name: Vec<String>),*
        }

        impl Grammar {
            pub(super) fn add(&mut self, file: GrammarFile) {
                $(self.$name.extend(file.$name);)*
            }
        }
    };
}

lists! {
    /// "the", "a".
    articles,
    /// Before somebody new: "a".
    indefinite,
    /// Before a noun, whose it is: "its".
    possessors,
    /// Pronouns that are subjects: "she".
    nominatives,
    /// Besides those, what may begin a clause as its subject: "there".
    expletives,
    /// Open a clause that explains a noun: "who".
    relatives,
    /// Opens a clause that explains a place: "where".
    place_relatives,
    /// Of those, the one for people: "who".
    people_relatives,
    /// After "as", before somebody taken up: "as \[for\] her".
    topic_words,
    /// Before what is written on a thing: "\[with\] the caption".
    with_words,
    /// Opens a reported clause: "that".
    that,
    /// Opens a reported question: "whether".
    whether,
    /// Opens a reported question or a condition: "if".
    conditions,
    /// Likens a cue to what is said: "\[as\] she put it".
    as_words,
    /// Before the base of a verb: "to".
    infinitive,
    /// Join two speakers: "and".
    and_words,
    /// Before a verb that shares the subject of the one before: "and".
    coordinators,
    /// Begin a sentence or a clause and belong to nobody: "but".
    turns,
    /// Open clauses elsewhere, and may stand in a noun phrase: "once".
    kept_openers,
    /// Begin an adverbial that is no subject: "out".
    out_words,
    /// What every verb of saying is at least: "say".
    says,
    /// In a wish, without an auxiliary: "be".
    wishes,
    /// Before the one who does what is done: "by".
    by_words,
    /// Of those, the one that needs another word: "on \[behalf\] of".
    behalf,
    /// Before a participle: "was".
    passives,
    /// Between a noun and what it is: "is".
    copulas,
    /// Before a noun phrase: "during".
    prepositions,
    /// Those who are told something: "reporters".
    hearers,
    /// Open an adverbial before a subject: "\[after\] the vote, the mayor".
    leads,
    /// End a speaker named after the verb: "said Ida Brandt \[on\] Friday".
    tails,
    /// After a comma, what is no apposition to a speaker: "\[adding\]".
    no_apposition,
    /// After a comma, what comes between a subject and its verb: "\[for\] its part".
    asides,
    /// Before a noun, not a verb: "the".
    no_verb_after,
    /// Adverbs that belong to the verb after them: "also".
    manner_adverbs,
    /// End as adverbs do and are none: "family".
    no_adverbs,
    /// Auxiliaries that with their capital are also names: "May".
    named_auxiliaries,
    /// "not".
    negations,
    /// Begin a subject that is nobody: "\[none\] of them".
    nobodies,
    /// Begin a subject that is everybody present: "\[everyone\] laughed".
    everybody,
    /// In such a subject, before the one who is meant after all: "nobody \[but\] Lund".
    excepting,
    /// After "not", what makes that no denial: "not \[only\]".
    limits,
    /// Before a verb that then is not done: "\[without\] saying".
    undoing,
    /// Verbs by which somebody says that something is not so: "denied".
    denials,
    /// Verbs of telling what is so: who did "not \[disclose\]" it kept it back.
    withheld,
    /// Begin an adverbial of time: "last".
    times,
    /// After a name, what does not make it part of a noun: "\[of\]".
    links,
    /// After an office, before what it is an office of: "for".
    office_links,
    /// Before a name that only specifies another: "of".
    name_links,
    /// After somebody, before where that one belongs: "of".
    of_words,
    /// After "in her": "words".
    own_phrases,
    /// Between a verb and "to": "went \[on\] to say".
    onward,
    /// By which somebody puts a word to use: "\[used\] the word".
    wielding,
    /// Before the name of a thing in marks: "\[called\] “Lantern”".
    namings,
    /// Before "as" and such a name: "\[known\] as “the vault”".
    known,
    /// End a noun phrase that is nobody: "the paper \[itself\]".
    no_person,
    /// The word that is so used: "the \[phrase\]".
    wordings,
    /// Whose thoughts are no report: "I", "nobody".
    nobody,
    /// The one spoken to: "you".
    you,
    /// Somebody known: "the".
    the,
    /// Papers in the plural without its s: "data".
    plural_papers,
    /// Besides papers, in what one says something: "interview".
    occasions,
    /// Of the phrases after "in her", those that hold the very words.
    own_words,
    /// The writer: "my".
    writer,
    /// Verbs written together with the word before: "’ll", without its mark.
    contractions,
    /// What besides pronouns they are written together with: "there".
    pointers,
    /// Alone as a subject, somebody who is not named: "another".
    lone,
    /// Before a noun for somebody, within its word: "ex-".
    fronts,
    /// Before a number of years: "aged".
    aged,
    /// Before an office that somebody held: "former".
    bygone,
    /// Offices that a name before them gives to one: "the Harriers \[manager\]".
    team_heads,
    /// By which the last speaker goes on: "added".
    resuming,
    /// Parties, before an office: "the Labour councillor".
    parties,
    /// Begin a noun phrase: "several".
    noun_openers,
    /// Prepositions that end a noun phrase before them: "against".
    phrase_openers,
    /// Begin with an apostrophe that opens no quotation: "tis".
    elisions,
}
