//! Words beside names and pronouns that tell who is meant, each list with sentences in which it does and in which it does not.

use super::glossary::Words;
use serde::Deserialize;

/// What a sentence shows where a list applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shows {
    /// A person has a name.
    #[default]
    Person,
    /// No institution has a name.
    Nofirm,
    /// A government or one of its bodies has a name.
    Government,
    /// "she" or "the company" stands for a name.
    Meant,
    /// Neither does.
    Unmeant,
}

/// A list's sentences, for the tests.
#[derive(Clone, Debug)]
pub struct Told {
    pub list: &'static str,
    pub shows: Shows,
    pub yes: Vec<String>,
    pub no: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Listed {
    words: Vec<String>,
    shows: Shows,
    yes: Vec<String>,
    no: Vec<String>,
}

/// Declares each list once: how it is kept, how it is read, how a further file adds to it.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {
        #[derive(Debug, Default)]
        pub struct Telling {
            $($(#[$doc])* pub $name: Words,)*
            pub examples: Vec<Told>,
        }

        #[derive(Deserialize, Default)]
        #[serde(deny_unknown_fields, default)]
        pub(super) struct TellingFile {
            $($name: Listed),*
        }

        impl Telling {
            pub(super) fn add(&mut self, file: TellingFile) {
                $(
                    let Listed { words, shows, yes, no } = file.$name;
                    self.$name.extend(words);
                    self.examples.push(Told { list: stringify!($name), shows, yes, no });
                )*
            }
        }
    };
}

lists! {
    /// Ends a word before a name: "the 40\[-year-old\] Ida Brandt".
    years,
    /// After a name, before where its bearer is from: "Panos \[from\] Thessaloniki".
    origins,
    /// Before a name: "a clerk \[named\] Troup".
    named,
    /// Before a name: "by \[the name of\] Troup".
    by_the_name,
    /// After an age: "Troup was 40 \[years\] old".
    after_age,
    /// Explain a person, and that one acts or owns: "Troup, \[who\] left".
    explaining,
    /// Explain a person whom somebody acts on: "Troup, \[whom\] they saw".
    acted_on,
    /// End the noun of an office: "the engineer \[behind\] the dam".
    after_office,
    /// Before what an office without an article is an office of: "chief engineer \[of\] the yard".
    office_of,
    /// Begin a surname with a capital inside: "\[Mc\]Adam".
    surname_starts,
    /// Before a thing of which there are many: "\[an\] EIP".
    counted,
    /// Between a pronoun and the name of the one it stands for: "her \[name is\] Ida".
    name_is,
    /// After an office, before what tells which: "the head \[of\] compliance".
    which,
    /// Before the one who does what is done, whom "he" seldom takes up: "\[by\] Karl Lund".
    by,
    /// A title that begins the name of a government's body too: "the \[Justice\] Department".
    portfolios,
    /// End the name of a government's body that begins with its house: "Senate Commerce \[Committee\]".
    organs,
    /// A lawmaker's party before the place: "Senator Lund, \[D\]-Ohio".
    parties,
    /// After names joined by "and" that are a part of a firm's: "the Trust and Safety \[team\]".
    units,
    /// Before one who only describes another: "Vantora, a rival \[of\] Harbor, was fined".
    ties,
}
