//! The rules of `en/dates.toml`: word classes, holidays and patterns, checked and compiled when they are loaded.

mod ahead;
mod compile;
mod file;
mod load;
mod part;
mod program;
mod vocabulary;

use crate::model::Trouble;
use load::Loader;
pub use part::Slot;
pub use program::{Builtin, Op, Program};
use serde::Deserialize;
use std::sync::LazyLock;
pub use vocabulary::WordList;
pub(crate) use vocabulary::{LONGEST_WORD, Numerals, Vocabulary, WordTable};

const ENGLISH: &str = include_str!("en/dates.toml");
const ENGLISH_FILE: &str = "en/dates.toml";

/// The loaded rules. `words[id]` says in which classes a known word stands.
#[derive(Debug)]
pub struct DateRules {
    pub rules: Vec<DateRule>,
    pub holidays: Vec<Holiday>,
    pub(crate) cues: Cues,
    pub(crate) years: Years,
    pub(crate) links: Links,
    /// What stands before a document's own date: "published on".
    pub(crate) labels: Vec<String>,
    /// Names of the parts of patterns; a modifier's rule is the part that set it.
    pub(crate) part_names: Vec<String>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) numerals: Numerals,
    /// For each id of a word or of figures, the programs that can begin with it: (rule, pattern).
    pub(crate) starts: Vec<Vec<(u16, u16)>>,
}

/// One rule: patterns, what they make, and examples.
#[derive(Debug)]
pub struct DateRule {
    pub id: String,
    /// The frozen document date of the examples.
    pub today: String,
    pub make: Make,
    pub set: Vec<(Slot, i64)>,
    pub only: Option<Manner>,
    pub capital: bool,
    pub before: WordList,
    pub not_before: WordList,
    pub after: WordList,
    pub not_after: WordList,
    pub yes: Vec<Example>,
    pub no: Vec<String>,
    pub(crate) programs: Vec<Program>,
}

/// A sentence with the expression in square brackets and the value it must get.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    pub text: String,
    pub value: String,
}

/// What a rule makes of its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Make {
    /// A place on the calendar, possibly without its larger units ("Friday", "March", "the third quarter of 2021").
    Calendar,
    /// So many units away from a base ("two weeks ago", "last month", "the following day").
    Shift,
    Duration,
    Set,
    /// PRESENT_REF, PAST_REF or FUTURE_REF.
    Reference,
}

/// How a document tells time: news against its own date, narrative against the last date it mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Manner {
    News,
    Narrative,
}

/// A holiday: a fixed day (`12-25`), a weekday of a month (`11 thursday 4`, `5 monday last`), days from Easter
/// (`easter -2`), or a list of days.
#[derive(Clone, Debug)]
pub struct Holiday {
    pub id: String,
    pub on: HolidayDay,
    /// How many days it lasts.
    pub lasts: i64,
}

/// When a holiday falls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HolidayDay {
    Fixed {
        month: i64,
        day: i64,
    },
    /// `nth` counts from 1; -1 is the last.
    Weekday {
        month: i64,
        weekday: i64,
        nth: i64,
    },
    Easter {
        days: i64,
    },
    /// Year, month and first day, where another calendar rules.
    Table(Vec<(i64, i64, i64)>),
}

/// Words that tell a tense.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    words: WordTable,
    tenses: Vec<Tense>,
    /// After these a form in -ed is a participle: "is closed".
    be: WordList,
}

impl Cues {
    pub(crate) fn get(&self, word: &[u8]) -> Option<Tense> {
        self.words.get(word).map(|n| self.tenses[n])
    }

    pub(crate) fn is_be(&self, word: &[u8]) -> bool {
        self.be.has_bytes(word)
    }
}

/// What the words around four figures say of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Years {
    /// After these, figures are a year.
    pub(crate) after: WordList,
    /// Of those, the ones that do not decide for a round number.
    pub(crate) weak: WordList,
    /// Before these, figures count.
    pub(crate) counted: WordList,
}

/// Words between and before expressions that say how they hang together.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Links {
    /// Between the two ends of a range.
    pub(crate) range: WordList,
    /// Before the first end, when only "and" stands between: "between".
    pub(crate) between: WordList,
    /// Between the ends of such a range.
    pub(crate) and: WordList,
    /// Between expressions that share a year.
    pub(crate) list: WordList,
    /// Between a quarter and the day it ends on.
    pub(crate) ended: WordList,
    /// Between a length and the day it is counted from, forwards and backwards.
    pub(crate) after: WordList,
    pub(crate) before: WordList,
    /// Before a time whose end, or start, is open.
    pub(crate) since: WordList,
    pub(crate) until: WordList,
    /// Before the end of what has no start.
    pub(crate) deadline: WordList,
    /// The same as `since`, without the time itself; so too `until` after those of `before`.
    pub(crate) later: WordList,
    /// Before "before" and "after" these are what is dated: "the week before March 4".
    pub(crate) spans: WordList,
    /// What may go on after a time without being a noun that it describes.
    pub(crate) opens: WordList,
    /// After these a time lies ahead unless the verb says it is past: "by Friday".
    pub(crate) ahead: WordList,
    /// After these a weekday is the next one: "the vote is Tuesday".
    pub(crate) is: WordList,
    /// Before "may" and "march" in small letters these say that a month is meant.
    pub(crate) month_after: WordList,
    /// Between an article and a noun a year is no time of its own: "a 2010 law".
    pub(crate) articles: WordList,
}

/// What a verb near an expression says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Present,
    Future,
}

impl DateRules {
    /// The English rules that come with the program.
    pub fn english() -> &'static DateRules {
        static RULES: LazyLock<DateRules> = LazyLock::new(|| {
            DateRules::parse(ENGLISH, ENGLISH_FILE).expect("the embedded rules are checked by a test")
        });
        &RULES
    }

    /// Read rules from TOML; a fault names `file` and the entry.
    pub fn parse(source: &str, file: &str) -> Result<DateRules, Trouble> {
        DateRules::load(&[(file, source)])
    }

    /// Read rules from files, each a name and its TOML. A later one adds to those before: a rule or holiday of the same id, a word of
    /// the same class and a part of the same name replaces the earlier one; new rules of a later file are tried first.
    pub(crate) fn load(files: &[(&str, &str)]) -> Result<DateRules, Trouble> {
        let mut loader = Loader::default();
        for (name, text) in files {
            loader.add(name, file::read(name, text)?)?;
        }
        loader.finish()
    }

    pub(crate) fn table_class(&self, word: u16, class: u8) -> Option<i64> {
        self.vocabulary.words[usize::from(word)].classes.iter().find(|(c, _)| *c == class).map(|(_, v)| *v)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(own: &str) -> Result<DateRules, Trouble> {
        DateRules::load(&[(ENGLISH_FILE, ENGLISH), ("mine.toml", own)])
    }

    #[test]
    fn english_loads() {
        let rules = DateRules::parse(ENGLISH, ENGLISH_FILE).unwrap_or_else(|e| panic!("{e} ({:?})", e.hint));
        assert!(rules.rules.len() > 40);
    }

    #[test]
    fn a_fault_names_file_and_entry() {
        let wrong = ENGLISH.replacen("make = \"calendar\"", "make = \"calender\"", 1);
        let e = DateRules::parse(&wrong, "mine.toml").expect_err("a wrong make is refused");
        assert!(e.place.starts_with("mine.toml:"), "{e}");
        let wrong = ENGLISH.replacen("[[rule]]", "[[rule]]\ncolour = 1", 1);
        assert!(DateRules::parse(&wrong, "mine.toml").expect_err("an unknown key is refused").what.contains("colour"));
        let e = with("[words.weekday]\nmoonday = \"x\"").expect_err("a weekday is a number");
        assert!(e.place.contains("mine.toml") && e.place.contains("moonday"), "{e}");
    }

    #[test]
    fn a_later_file_adds_to_the_earlier() {
        let own = r#"
            [words.weekday]
            sabbath = 6
            [[holiday]]
            id = "founders-day"
            names = ["founders day"]
            on = "10-3"
            [[holiday]]
            id = "labor-day"
            names = ["labour day"]
            on = "5 monday 1"
            [[rule]]
            id = "tonight"
            pattern = ["this eve"]
            make = "reference"
            set = { ref = "PRESENT_REF" }
            yes = [{ text = "It is [this eve].", value = "PRESENT_REF" }]
            [[rule]]
            id = "shift-end"
            pattern = ["shift ' s end"]
            make = "reference"
            set = { ref = "FUTURE_REF" }
            yes = [{ text = "Wait for [shift's end].", value = "FUTURE_REF" }]
        "#;
        let (plain, more) = (DateRules::english(), with(own).unwrap_or_else(|e| panic!("{e}")));
        assert_eq!((more.rules.len(), more.holidays.len()), (plain.rules.len() + 1, plain.holidays.len() + 1));
        assert_eq!(more.rules[0].id, "shift-end");
        let of = |rules: &DateRules, id: &str| rules.rules.iter().find(|r| r.id == id).map(|r| r.programs.len());
        assert_eq!((of(&more, "tonight"), of(&more, "weekday")), (Some(1), of(plain, "weekday")));
        let labor = more.holidays.iter().find(|h| h.id == "labor-day").map(|h| h.on.clone());
        assert_eq!(labor, Some(HolidayDay::Weekday { month: 5, weekday: 1, nth: 1 }));
    }

    #[test]
    fn a_rule_stands_once_in_a_file() {
        let rule = "[[rule]]\nid = \"x\"\npattern = [\"noon\"]\nmake = \"calendar\"\nyes = [{ text = \"[noon]\", value = \"x\" }]\n";
        let e = with(&rule.repeat(2)).expect_err("a doubled id is refused");
        assert!(e.what.contains("twice"), "{e}");
    }
}
