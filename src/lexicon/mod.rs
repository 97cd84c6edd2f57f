//! Words as data: what the stages know of a language and of a topic lies in TOML, each entry with sentences where it fires
//! (`yes`) and where it stays silent (`no`).
//!
//! The files are embedded; a user's `--lexicon` folder adds to them. Everything is checked at load: an unknown key, a bad
//! pattern or a doubled id is an error that names file and entry.

pub mod actors;
pub mod answers;
pub mod dates;
pub mod few;
pub mod glossary;
pub mod grammar;
pub mod inflect;
pub mod labels;
pub mod letters;
mod own;
pub mod places;
pub mod quantities;
pub mod quotes;
pub mod relations;
pub mod scan;
pub mod scope;
pub mod segment;
mod telling;
pub mod topic;
pub mod topics;
pub mod weights;

use crate::model::{Result, Trouble};
use actors::{Actors, OwnActors};
use dates::DateRules;
use inflect::Inflections;
use places::Places;
use quantities::Quantities;
use quotes::Quotes;
use relations::Relations;
use scan::Scan;
use scope::Scope;
use segment::Segment;
use serde::de::DeserializeOwned;
use topics::Topics;

/// The name and the text of each file in `topics/`.
static TOPICS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/topics.rs"));

/// What the program is for; it is always looked for.
const FIRST_TOPIC: &str = "topics/data-access.toml";

/// All words that the stages need, loaded once and shared.
pub struct Lexicon {
    pub places: Places,
    pub actors: Actors,
    /// What the user's `actors.toml` says of the actors of the case.
    pub own_actors: OwnActors,
    pub dates: DateRules,
    pub quotes: Quotes,
    pub quantities: Quantities,
    pub relations: Relations,
    pub scope: Scope,
    pub topics: Topics,
    pub scan: Scan,
    pub segment: Segment,
}

/// The file in which a user names the actors of a case.
pub const OWN_ACTORS: &str = "actors.toml";

/// A lexicon file of the user's: its path below the `--lexicon` folder (`en/places.toml`) and its text.
pub struct UserFile {
    pub name: String,
    pub text: String,
}

impl Lexicon {
    /// The embedded lexicon.
    pub fn embedded() -> Lexicon {
        Lexicon::with(&[]).expect("the embedded lexicon is checked by the tests")
    }

    /// The embedded lexicon with every topic.
    pub fn whole() -> Lexicon {
        Lexicon::asked(&[], &further_topics()).expect("the embedded lexicon is checked by the tests")
    }

    /// The embedded lexicon and a user's files after it.
    ///
    /// # Errors
    /// Names the file and the entry that is wrong.
    pub fn with(user: &[UserFile]) -> Result<Lexicon> {
        Lexicon::asked(user, &[])
    }

    /// As [`Lexicon::with`], with embedded topics beside the first.
    ///
    /// # Errors
    /// Names the file and the entry that is wrong, or a topic that there is none of.
    pub fn asked(user: &[UserFile], further: &[String]) -> Result<Lexicon> {
        if let Some(unknown) = further.iter().find(|name| !further_topics().contains(name)) {
            let what = format!("no topic is called `{unknown}`, expected {}", further_topics().join(" or "));
            return Err(Trouble::new("--topics", what));
        }
        let files = |name, embedded| texts(name, embedded, user);
        let irregular = Inflections::load(&files("en/irregular.toml", include_str!("en/irregular.toml")))?;
        let wanted = |name: &str| name == FIRST_TOPIC || further.iter().any(|further| topic_of(name) == further);
        let mut topics: Vec<(&str, &str)> = TOPICS.iter().filter(|(name, _)| wanted(name)).copied().collect();
        let own = user.iter().filter(|file| file.name.starts_with("topics/"));
        topics.extend(own.map(|file| (&*file.name, &*file.text)));
        let (topics, families, tensions) = Topics::load(&topics, &irregular)?;
        let mut places = files("en/places.toml", include_str!("en/places.toml"));
        places.extend(files("en/cities.toml", include_str!("en/cities.toml")));
        let towns = files("en/towns.toml", include_str!("en/towns.toml"));
        let relations = files("en/relations.toml", include_str!("en/relations.toml"));
        let scope = Scope::load(&files("en/scope.toml", include_str!("en/scope.toml")), &irregular)?;
        let quotes = Quotes::load(&files("en/quotes.toml", include_str!("en/quotes.toml")))?;
        Ok(Lexicon {
            places: Places::load(&places, &towns)?,
            actors: Actors::load(&files("en/actors.toml", include_str!("en/actors.toml")))?,
            own_actors: own_actors(user)?,
            dates: DateRules::load(&files("en/dates.toml", include_str!("en/dates.toml")))?,
            quantities: Quantities::load(&files("en/quantities.toml", include_str!("en/quantities.toml")))?,
            relations: Relations::load(&relations, families, tensions, &irregular)?,
            scan: Scan::new(&topics, &quotes, &scope),
            scope,
            segment: Segment::load(&files("en/abbreviations.toml", include_str!("en/abbreviations.toml")))?,
            topics,
            quotes,
        })
    }
}

/// The embedded topics that are looked for only where they are asked for.
pub fn further_topics() -> Vec<String> {
    TOPICS.iter().filter(|(name, _)| *name != FIRST_TOPIC).map(|(name, _)| topic_of(name).to_string()).collect()
}

/// "ownership" of `topics/ownership.toml`.
fn topic_of(file: &str) -> &str {
    file.trim_start_matches("topics/").trim_end_matches(".toml")
}

fn own_actors(user: &[UserFile]) -> Result<OwnActors> {
    let own = user.iter().find(|file| file.name == OWN_ACTORS);
    own.map_or_else(|| Ok(OwnActors::default()), |file| OwnActors::load(&file.name, &file.text))
}

/// The embedded file and those of the user's that bear the same name, in that order.
fn texts<'a>(name: &'a str, embedded: &'a str, user: &'a [UserFile]) -> Vec<(&'a str, &'a str)> {
    let own = user.iter().filter(|file| file.name == name).map(|file| (name, file.text.as_str()));
    std::iter::once((name, embedded)).chain(own).collect()
}

/// Reads one file, refusing keys that its shape does not know.
fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|fault| {
        let line = fault.span().map_or(0, |span| line_at(text, span.start));
        Trouble::new(format!("lexicon {name}:{line}"), in_plain_words(fault.message()))
    })
}

fn line_at(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// Of a list and a table, which are no words of the format's users.
fn in_plain_words(message: &str) -> String {
    let table = "a single table stands where a list was expected: write `[[name]]` for `[name]`, `[…]` for `{…}`";
    let message = message.replace("invalid type: map, expected a sequence", table);
    message.replace("expected a sequence", "expected a list in square brackets, such as [\"one\", \"two\"]")
}
