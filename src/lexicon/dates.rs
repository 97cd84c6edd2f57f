//! The rules of `en/dates.toml`: word classes, holidays and patterns, checked and compiled when they are loaded.

mod part;
mod pattern;
mod vocabulary;

use crate::model::Trouble;
pub use part::Slot;
pub use pattern::{Builtin, Op, Program};
use pattern::{Compiler, Reach};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
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
    /// The frozen document date of the examples.
    pub today: String,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) numerals: Numerals,
    /// For each word id, the programs that can begin with it: (rule, pattern).
    pub(crate) starts: Vec<Vec<(u16, u16)>>,
    pub(crate) digit_starts: Vec<(u16, u16)>,
}

/// One rule: patterns, what they make, and examples.
#[derive(Debug)]
pub struct DateRule {
    pub id: String,
    pub make: Make,
    pub set: Vec<(Slot, i64)>,
    pub only: Option<Manner>,
    pub capital: bool,
    pub before: Vec<String>,
    pub not_before: Vec<String>,
    pub after: Vec<String>,
    pub not_after: Vec<String>,
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

/// A holiday: a fixed day (`12-25`), a weekday of a month (`11 thursday 4`, `5 monday last`) or days from Easter (`easter -2`).
#[derive(Clone, Debug)]
pub struct Holiday {
    pub id: String,
    pub on: HolidayDay,
}

/// When a holiday falls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// Words that tell a tense.
#[derive(Debug, Default)]
pub(crate) struct Cues {
    words: WordTable,
    tenses: Vec<Tense>,
}

impl Cues {
    fn new(raw: &RawCues) -> Cues {
        let mut cues = Cues::default();
        for (words, tense) in [(&raw.past, Tense::Past), (&raw.present, Tense::Present), (&raw.future, Tense::Future)] {
            for word in words {
                if cues.words.insert(word.as_bytes()) == cues.tenses.len() {
                    cues.tenses.push(tense);
                }
            }
        }
        cues
    }

    pub(crate) fn get(&self, word: &[u8]) -> Option<Tense> {
        self.words.get(word).map(|n| self.tenses[n])
    }
}

/// What the words around four figures say of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Years {
    /// After these, figures are a year.
    pub(crate) after: Vec<String>,
    /// Of those, the ones that do not decide for a round number.
    pub(crate) weak: Vec<String>,
    /// Before these, figures count.
    pub(crate) counted: Vec<String>,
}

/// What a verb near an expression says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tense {
    Past,
    Present,
    Future,
}

/// A pattern of a rule: their numbers.
type At = (u16, u16);

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
        let raw: RawFile = toml::from_str(source).map_err(|e| {
            let line = e.span().map_or(0, |s| source[..s.start].matches('\n').count() + 1);
            Trouble::new(format!("{file}:{line}"), e.message().to_string()).hint("see docs/dates.md for the keys")
        })?;
        Loader::new(file).load(raw)
    }

    pub(crate) fn table_class(&self, word: u16, class: u8) -> Option<i64> {
        self.vocabulary.words[usize::from(word)].classes.iter().find(|(c, _)| *c == class).map(|(_, v)| *v)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFile {
    today: String,
    quiet_classes: Vec<String>,
    triggers: Vec<String>,
    ambiguous: Vec<String>,
    words: BTreeMap<String, BTreeMap<String, Code>>,
    parts: BTreeMap<String, String>,
    years: Years,
    cues: RawCues,
    holiday: Vec<RawHoliday>,
    rule: Vec<RawRule>,
}

/// Words that tell the tense of a sentence to the small judge.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCues {
    past: Vec<String>,
    present: Vec<String>,
    future: Vec<String>,
}

#[derive(Clone, Deserialize)]
#[serde(untagged)]
enum Code {
    Number(i64),
    Name(String),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawHoliday {
    id: String,
    names: Vec<String>,
    on: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    pattern: Vec<String>,
    make: Make,
    #[serde(default)]
    set: BTreeMap<String, Code>,
    only: Option<Manner>,
    #[serde(default)]
    capital: bool,
    #[serde(default)]
    before: Vec<String>,
    #[serde(default)]
    not_before: Vec<String>,
    #[serde(default)]
    after: Vec<String>,
    #[serde(default)]
    not_after: Vec<String>,
    yes: Vec<Example>,
    #[serde(default)]
    no: Vec<String>,
}

struct Loader<'a> {
    file: &'a str,
    vocabulary: Vocabulary,
    classes: Vec<(String, Slot)>,
    holidays: Vec<Holiday>,
}

impl<'a> Loader<'a> {
    fn new(file: &'a str) -> Self {
        Loader { file, vocabulary: Vocabulary::default(), classes: Vec::new(), holidays: Vec::new() }
    }

    fn load(mut self, raw: RawFile) -> Result<DateRules, Trouble> {
        if crate::model::when::first_day(&raw.today).is_none() {
            return Err(self.fault("today", "is no ISO date"));
        }
        for (class, words) in &raw.words {
            self.class(class, words, raw.quiet_classes.contains(class))?;
        }
        for word in &raw.triggers {
            let id = self.vocabulary.add(word);
            self.vocabulary.words[usize::from(id)].trigger = true;
        }
        for word in &raw.ambiguous {
            let id = self.vocabulary.add(word);
            self.vocabulary.words[usize::from(id)].ambiguous = true;
        }
        let mut parts = raw.parts;
        parts.insert("holiday".into(), self.holidays(&raw.holiday)?);
        let mut rules: Vec<DateRule> = Vec::new();
        for rule in raw.rule {
            if rules.iter().any(|r| r.id == rule.id) {
                return Err(self.fault(&rule.id, "stands twice"));
            }
            rules.push(self.rule(rule, &parts)?);
        }
        let (starts, digit_starts) = self.starts(&rules);
        let word = |w: &str| self.vocabulary.id(w.as_bytes());
        let numerals = Numerals {
            cardinal: self.named("num_cardinal")?,
            ordinal: self.named("num_ordinal")?,
            ampm: self.named("word_ampm")?,
            hyphen: word("-"),
            comma: word(","),
            dot: word("."),
            and: word("and"),
            m: word("m"),
            oh: [word("o"), word("oh")],
            endings: [word("st"), word("nd"), word("rd"), word("th")],
        };
        let cues = Cues::new(&raw.cues);
        let mut reach = Reach::new(&self.vocabulary, &self.classes);
        for rule in &mut rules {
            for program in &mut rule.programs {
                program.look_ahead(&mut reach);
            }
        }
        Ok(DateRules {
            rules,
            holidays: self.holidays,
            cues,
            years: raw.years,
            today: raw.today,
            vocabulary: self.vocabulary,
            numerals,
            starts,
            digit_starts,
        })
    }

    fn fault(&self, entry: &str, what: &str) -> Trouble {
        Trouble::new(format!("{}: {entry}", self.file), what)
    }

    fn named(&self, class: &str) -> Result<u8, Trouble> {
        let n = self.classes.iter().position(|(n, _)| n == class);
        n.map(|n| n as u8).ok_or_else(|| self.fault(&format!("words.{class}"), "is missing"))
    }

    fn class(&mut self, name: &str, words: &BTreeMap<String, Code>, quiet: bool) -> Result<(), Trouble> {
        let slot_name = name.split('_').next().unwrap_or(name);
        let slot = Slot::named(slot_name)
            .ok_or_else(|| self.fault(&format!("words.{name}"), "begins with the name of no part"))?;
        let class = self.classes.len() as u8;
        self.classes.push((name.to_string(), slot));
        for (word, code) in words {
            let value = self.value(slot, code, &format!("words.{name}.{word}"))?;
            let (word, dot) = word.strip_suffix('.').map_or((word.as_str(), false), |w| (w, true));
            if word.len() > LONGEST_WORD || !word.bytes().all(|b| b.is_ascii_lowercase()) {
                return Err(
                    self.fault(&format!("words.{name}.{word}"), "must be one lower-case word of at most 24 letters")
                );
            }
            let id = usize::from(self.vocabulary.add(word));
            let entry = &mut self.vocabulary.words[id];
            entry.classes.push((class, value));
            entry.trigger |= !quiet;
            entry.dot |= dot;
        }
        Ok(())
    }

    fn value(&self, slot: Slot, code: &Code, entry: &str) -> Result<i64, Trouble> {
        let known = match code {
            Code::Number(n) if slot == Slot::Num || slot == Slot::Num2 => Some(n * 1000),
            Code::Number(n) => Some(*n),
            Code::Name(name) if slot == Slot::Holiday => {
                self.holidays.iter().position(|h| h.id == *name).map(|p| p as i64)
            }
            Code::Name(name) => slot.codes().iter().position(|c| c == name).map(|p| p as i64),
        };
        known.ok_or_else(|| {
            self.fault(entry, "has a value that this part does not know")
                .hint(format!("known: {}", slot.codes().join(" ")))
        })
    }

    /// Registers the holidays and gives the pattern part that names any of them.
    fn holidays(&mut self, raw: &[RawHoliday]) -> Result<String, Trouble> {
        let mut names = Vec::new();
        for holiday in raw {
            let on = holiday_day(&holiday.on).ok_or_else(|| {
                self.fault(&holiday.id, "has a day that cannot be read")
                    .hint("write 12-25, or 11 thursday 4, or 5 monday last, or easter -2")
            })?;
            let n = self.holidays.len();
            self.holidays.push(Holiday { id: holiday.id.clone(), on });
            for name in &holiday.names {
                names.push(format!("{name} [holiday={n}]"));
                for word in name.split(|c: char| !c.is_ascii_alphabetic()).filter(|w| w.len() > 3) {
                    let id = self.vocabulary.add(word);
                    self.vocabulary.words[usize::from(id)].trigger = true;
                }
            }
        }
        Ok(format!("({})", names.join(" | ")))
    }

    fn rule(&mut self, raw: RawRule, parts: &BTreeMap<String, String>) -> Result<DateRule, Trouble> {
        let mut set = Vec::new();
        for (name, code) in &raw.set {
            let slot =
                Slot::named(name).ok_or_else(|| self.fault(&raw.id, &format!("sets {name}, which is no part")))?;
            set.push((slot, self.value(slot, code, &raw.id)?));
        }
        if raw.yes.is_empty() {
            return Err(self
                .fault(&raw.id, "has no yes example")
                .hint("add yes = [{ text = \"... [words] ...\", value = \"2022-06\" }]"));
        }
        if raw.yes.iter().any(|e| e.text.matches('[').count() != 1 || e.text.matches(']').count() != 1) {
            return Err(self.fault(&raw.id, "has a yes example without one [marked] expression"));
        }
        let mut programs = Vec::new();
        for pattern in &raw.pattern {
            let mut compiler = Compiler::new(parts, &self.classes, &mut self.vocabulary);
            let program = compiler
                .compile(pattern)
                .map_err(|what| self.fault(&raw.id, &format!("pattern \"{pattern}\": {what}")))?;
            programs.push(program);
        }
        let RawRule { id, make, only, capital, before, not_before, after, not_after, yes, no, .. } = raw;
        Ok(DateRule { id, make, set, only, capital, before, not_before, after, not_after, yes, no, programs })
    }

    fn starts(&self, rules: &[DateRule]) -> (Vec<Vec<At>>, Vec<At>) {
        let mut starts = vec![Vec::new(); self.vocabulary.words.len()];
        let mut digits = Vec::new();
        for (r, rule) in rules.iter().enumerate() {
            for (p, program) in rule.programs.iter().enumerate() {
                let at = (r as u16, p as u16);
                let first = program.first();
                for op in first {
                    match op {
                        Op::Word(id) => push_once(&mut starts[usize::from(id)], at),
                        Op::Table(class, _) => self.each_of(class, |id| push_once(&mut starts[id], at)),
                        Op::Builtin(builtin, _) => {
                            push_once(&mut digits, at);
                            for name in builtin.word_classes() {
                                if let Some(class) = self.classes.iter().position(|(n, _)| n == name) {
                                    self.each_of(class as u8, |id| push_once(&mut starts[id], at));
                                }
                            }
                        }
                        _ => {}
                    }
                }
            }
        }
        (starts, digits)
    }

    fn each_of(&self, class: u8, mut f: impl FnMut(usize)) {
        for (id, entry) in self.vocabulary.words.iter().enumerate() {
            if entry.classes.iter().any(|(c, _)| *c == class) {
                f(id);
            }
        }
    }
}

fn push_once(list: &mut Vec<At>, at: At) {
    if list.last() != Some(&at) {
        list.push(at);
    }
}

fn holiday_day(on: &str) -> Option<HolidayDay> {
    const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    if let Some(days) = on.strip_prefix("easter") {
        return Some(HolidayDay::Easter { days: if days.is_empty() { 0 } else { days.trim().parse().ok()? } });
    }
    if let Some((month, day)) = on.split_once('-') {
        return Some(HolidayDay::Fixed { month: month.parse().ok()?, day: day.parse().ok()? });
    }
    let [month, weekday, nth] = on.split(' ').collect::<Vec<_>>().try_into().ok()?;
    let weekday = WEEKDAYS.iter().position(|w| *w == weekday)? as i64 + 1;
    Some(HolidayDay::Weekday {
        month: month.parse().ok()?,
        weekday,
        nth: if nth == "last" { -1 } else { nth.parse().ok()? },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }

    #[test]
    fn days_of_holidays() {
        assert_eq!(holiday_day("12-25"), Some(HolidayDay::Fixed { month: 12, day: 25 }));
        assert_eq!(holiday_day("5 monday last"), Some(HolidayDay::Weekday { month: 5, weekday: 1, nth: -1 }));
        assert_eq!(holiday_day("easter -2"), Some(HolidayDay::Easter { days: -2 }));
        assert_eq!(holiday_day("someday"), None);
    }
}
