//! Words as data: what the stages know of a language and of a topic lies in TOML, each entry with sentences where it fires
//! (`yes`) and where it stays silent (`no`).
//!
//! The files are embedded; a user's `--lexicon` folder adds to them. Everything is checked at load: an unknown key, a bad
//! pattern or a doubled id is an error that names file and entry.

pub mod actors;
pub mod places;
pub mod quantities;
pub mod quotes;
pub mod segment;

use crate::model::{Result, Trouble};
use actors::Actors;
use places::Places;
use quantities::Quantities;
use quotes::Quotes;
use segment::Segment;
use serde::de::DeserializeOwned;

/// All words that the stages need, loaded once and shared.
pub struct Lexicon {
    pub places: Places,
    pub actors: Actors,
    pub quotes: Quotes,
    pub quantities: Quantities,
    pub segment: Segment,
}

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

    /// The embedded lexicon and a user's files after it.
    ///
    /// # Errors
    /// Names the file and the entry that is wrong.
    pub fn with(user: &[UserFile]) -> Result<Lexicon> {
        Ok(Lexicon {
            places: Places::load(&texts("en/places.toml", include_str!("en/places.toml"), user))?,
            actors: Actors::load(&texts("en/actors.toml", include_str!("en/actors.toml"), user))?,
            quotes: Quotes::load(&texts("en/quotes.toml", include_str!("en/quotes.toml"), user))?,
            quantities: Quantities::load(&texts("en/quantities.toml", include_str!("en/quantities.toml"), user))?,
            segment: Segment::load(&texts("en/abbreviations.toml", include_str!("en/abbreviations.toml"), user))?,
        })
    }
}

/// The embedded file and those of the user's that bear the same name, in that order.
fn texts<'a>(name: &'a str, embedded: &'a str, user: &'a [UserFile]) -> Vec<(&'a str, &'a str)> {
    let own = user.iter().filter(|file| file.name == name).map(|file| (name, file.text.as_str()));
    std::iter::once((name, embedded)).chain(own).collect()
}

/// Reads one file, refusing keys that its shape does not know.
fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|fault| {
        let line = fault.span().map_or(0, |span| text[..span.start].matches('\n').count() + 1);
        Trouble::new(format!("lexicon {name}:{line}"), fault.message().to_string())
    })
}
