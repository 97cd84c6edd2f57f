//! Files to rules: words get their numbers, patterns their programs, and every fault its file and entry.

use super::ahead::Reach;
use super::compile::Compiler;
use super::file::{Code, CueWords, File, HolidayEntry, RuleEntry};
use super::{
    Cues, DateRule, DateRules, Holiday, HolidayDay, LONGEST_WORD, Links, Numerals, Slot, Tense, Vocabulary, WordList,
    Years,
};
use crate::model::Trouble;
use std::collections::BTreeMap;

/// What the files read so far say.
#[derive(Default)]
pub(super) struct Loader {
    /// The file in hand, for faults.
    file: String,
    today: String,
    vocabulary: Vocabulary,
    quiet: Vec<String>,
    classes: Vec<(String, Slot)>,
    parts: BTreeMap<String, String>,
    years: Years,
    links: Links,
    cues: BTreeMap<String, Tense>,
    be: WordList,
    labels: Vec<String>,
    holidays: Vec<(String, HolidayEntry)>,
    known: Vec<Holiday>,
    rules: Vec<Origin>,
}

/// A rule with the file it stands in and the day of its examples.
struct Origin {
    file: String,
    today: String,
    rule: RuleEntry,
}

impl Loader {
    /// Takes in one file more.
    pub(super) fn add(&mut self, name: &str, file: File) -> Result<(), Trouble> {
        self.file = name.to_string();
        if let Some(today) = file.today {
            if crate::model::when::first_day(&today).is_none() {
                return Err(self.fault("today", "is no ISO date"));
            }
            self.today = today;
        }
        self.quiet.extend(file.quiet_classes);
        for (class, words) in &file.words {
            self.class(class, words)?;
        }
        for word in &file.triggers {
            self.word(word).trigger = true;
        }
        for word in &file.ambiguous {
            self.word(word).ambiguous = true;
        }
        self.parts.extend(file.parts);
        extend_years(&mut self.years, file.years);
        extend_links(&mut self.links, file.links);
        self.cues(file.cues);
        self.labels.extend(file.document.labels);
        self.take_holidays(name, file.holiday);
        self.take_rules(name, file.rule)
    }

    fn cues(&mut self, cues: CueWords) {
        for (words, tense) in [(cues.future, Tense::Future), (cues.present, Tense::Present), (cues.past, Tense::Past)] {
            self.cues.extend(words.into_iter().map(|word| (word, tense)));
        }
        self.be.extend(cues.be);
    }

    fn take_holidays(&mut self, name: &str, entries: Vec<HolidayEntry>) {
        for entry in entries {
            match self.holidays.iter_mut().find(|(_, known)| known.id == entry.id) {
                Some(known) => *known = (name.to_string(), entry),
                None => self.holidays.push((name.to_string(), entry)),
            }
        }
    }

    /// A rule of a known id takes its place; new ones go before those of earlier files, in their order.
    fn take_rules(&mut self, name: &str, entries: Vec<RuleEntry>) -> Result<(), Trouble> {
        let mut new: Vec<Origin> = Vec::new();
        for rule in entries {
            let origin = Origin { file: name.to_string(), today: self.today.clone(), rule };
            let same = |o: &Origin| o.rule.id == origin.rule.id;
            if new.iter().any(same) || self.rules.iter().any(|o| same(o) && o.file == name) {
                return Err(self.fault(&origin.rule.id, "stands twice"));
            }
            match self.rules.iter_mut().find(|o| same(o)) {
                Some(known) => *known = origin,
                None => new.push(origin),
            }
        }
        new.append(&mut self.rules);
        self.rules = new;
        Ok(())
    }

    /// Compiles what was read.
    pub(super) fn finish(mut self) -> Result<DateRules, Trouble> {
        let holidays = self.holidays()?;
        self.parts.insert("holiday".into(), holidays);
        let mut rules: Vec<DateRule> = Vec::new();
        for origin in std::mem::take(&mut self.rules) {
            self.file = origin.file;
            rules.push(self.rule(origin.rule, origin.today)?);
        }
        let numerals = self.numerals()?;
        let mut reach = Reach::new(&self.vocabulary, &self.classes);
        let mut starts = vec![Vec::new(); self.vocabulary.words.len()];
        for (r, rule) in rules.iter_mut().enumerate() {
            for (p, program) in rule.programs.iter_mut().enumerate() {
                let first = program.look_ahead(&mut reach);
                first.ids().for_each(|id| starts[id].push((r as u16, p as u16)));
            }
        }
        let mut cues = Cues { be: self.be, ..Cues::default() };
        for (word, tense) in &self.cues {
            cues.words.insert(word.as_bytes());
            cues.tenses.push(*tense);
        }
        Ok(DateRules {
            rules,
            holidays: self.known,
            cues,
            years: self.years,
            links: self.links,
            labels: self.labels,
            part_names: self.parts.into_keys().collect(),
            vocabulary: self.vocabulary,
            numerals,
            starts,
        })
    }

    fn numerals(&self) -> Result<Numerals, Trouble> {
        let word = |w: &str| self.vocabulary.id(w.as_bytes());
        Ok(Numerals {
            cardinal: self.named("num_cardinal")?,
            ordinal: self.named("num_ordinal")?,
            ampm: self.named("word_ampm")?,
            weekday: self.named("weekday")?,
            hyphen: word("-"),
            comma: word(","),
            dot: word("."),
            and: word("and"),
            m: word("m"),
            oh: [word("o"), word("oh")],
            endings: [word("st"), word("nd"), word("rd"), word("th")],
        })
    }

    fn fault(&self, entry: &str, what: &str) -> Trouble {
        Trouble::new(format!("{}: {entry}", self.file), what)
    }

    fn named(&self, class: &str) -> Result<u8, Trouble> {
        let n = self.classes.iter().position(|(n, _)| n == class);
        n.map(|n| n as u8).ok_or_else(|| self.fault(&format!("words.{class}"), "is missing"))
    }

    fn word(&mut self, word: &str) -> &mut super::vocabulary::Entry {
        let id = self.vocabulary.add(word);
        &mut self.vocabulary.words[usize::from(id)]
    }

    fn class(&mut self, name: &str, words: &BTreeMap<String, Code>) -> Result<(), Trouble> {
        let slot_name = name.split('_').next().unwrap_or(name);
        let slot = Slot::named(slot_name)
            .ok_or_else(|| self.fault(&format!("words.{name}"), "begins with the name of no part"))?;
        let class = self.classes.iter().position(|(known, _)| known == name).unwrap_or_else(|| {
            self.classes.push((name.to_string(), slot));
            self.classes.len() - 1
        }) as u8;
        let quiet = self.quiet.iter().any(|quiet| quiet == name);
        for (word, code) in words {
            let value = self.value(slot, code, &format!("words.{name}.{word}"))?;
            let (word, dot) = word.strip_suffix('.').map_or((word.as_str(), false), |w| (w, true));
            if word.len() > LONGEST_WORD || !word.bytes().all(|b| b.is_ascii_lowercase()) {
                return Err(
                    self.fault(&format!("words.{name}.{word}"), "must be one lower-case word of at most 24 letters")
                );
            }
            let entry = self.word(word);
            entry.classes.retain(|(known, _)| *known != class);
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
            Code::Name(name) => slot.codes().iter().position(|c| c == name).map(|p| p as i64),
        };
        known.ok_or_else(|| {
            self.fault(entry, "has a value that this part does not know")
                .hint(format!("known: {}", slot.codes().join(" ")))
        })
    }

    /// Registers the holidays and gives the pattern part that names any of them.
    fn holidays(&mut self) -> Result<String, Trouble> {
        let mut names = Vec::new();
        for (file, holiday) in std::mem::take(&mut self.holidays) {
            self.file = file;
            let on = holiday_day(&holiday).ok_or_else(|| {
                self.fault(&holiday.id, "has a day that cannot be read")
                    .hint("write on = \"12-25\", \"11 thursday 4\", \"5 monday last\" or \"easter -2\", or days = [\"2022-02-01\"]")
            })?;
            let n = self.known.len();
            self.known.push(Holiday { id: holiday.id, on, lasts: holiday.lasts.unwrap_or(1) });
            for name in &holiday.names {
                names.push(format!("{name} [holiday={n}]"));
                if let Some(word) = name.split(|c: char| !c.is_ascii_alphabetic()).max_by_key(|word| word.len()) {
                    self.word(word).trigger = true;
                }
            }
        }
        Ok(format!("({})", names.join(" | ")))
    }

    fn rule(&mut self, raw: RuleEntry, today: String) -> Result<DateRule, Trouble> {
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
            let compiled = Compiler::new(&self.parts, &self.classes, &mut self.vocabulary).compile(pattern);
            programs.push(compiled.map_err(|what| self.fault(&raw.id, &format!("pattern \"{pattern}\": {what}")))?);
        }
        let RuleEntry { id, make, only, capital, before, not_before, after, not_after, yes, no, .. } = raw;
        Ok(DateRule { id, today, make, set, only, capital, before, not_before, after, not_after, yes, no, programs })
    }
}

fn extend_years(all: &mut Years, more: Years) {
    all.after.extend(more.after);
    all.weak.extend(more.weak);
    all.counted.extend(more.counted);
}

fn extend_links(all: &mut Links, more: Links) {
    let Links {
        range,
        between,
        and,
        list,
        ended,
        after,
        before,
        since,
        until,
        deadline,
        later,
        spans,
        opens,
        ahead,
        is,
        month_after,
        articles,
    } = more;
    all.range.extend(range);
    all.between.extend(between);
    all.and.extend(and);
    all.list.extend(list);
    all.ended.extend(ended);
    all.after.extend(after);
    all.before.extend(before);
    all.since.extend(since);
    all.until.extend(until);
    all.deadline.extend(deadline);
    all.later.extend(later);
    all.spans.extend(spans);
    all.opens.extend(opens);
    all.ahead.extend(ahead);
    all.is.extend(is);
    all.month_after.extend(month_after);
    all.articles.extend(articles);
}

fn holiday_day(entry: &HolidayEntry) -> Option<HolidayDay> {
    const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    if !entry.days.is_empty() {
        let day = |day: &String| {
            let mut fields = day.split('-').map(|f| f.parse::<i64>().ok());
            crate::model::when::first_day(day)?;
            Some((fields.next()??, fields.next()??, fields.next()??))
        };
        return entry
            .days
            .iter()
            .map(day)
            .collect::<Option<Vec<_>>>()
            .filter(|_| entry.on.is_empty())
            .map(HolidayDay::Table);
    }
    if let Some(days) = entry.on.strip_prefix("easter") {
        return Some(HolidayDay::Easter { days: if days.is_empty() { 0 } else { days.trim().parse().ok()? } });
    }
    if let Some((month, day)) = entry.on.split_once('-') {
        return Some(HolidayDay::Fixed { month: month.parse().ok()?, day: day.parse().ok()? });
    }
    let [month, weekday, nth] = entry.on.split(' ').collect::<Vec<_>>().try_into().ok()?;
    let weekday = WEEKDAYS.iter().position(|w| *w == weekday)? as i64 + 1;
    let nth = if nth == "last" { -1 } else { nth.parse().ok()? };
    Some(HolidayDay::Weekday { month: month.parse().ok()?, weekday, nth })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(on: &str) -> Option<HolidayDay> {
        holiday_day(&HolidayEntry { id: "x".into(), names: Vec::new(), on: on.into(), days: Vec::new(), lasts: None })
    }

    #[test]
    fn days_of_holidays() {
        assert_eq!(on("12-25"), Some(HolidayDay::Fixed { month: 12, day: 25 }));
        assert_eq!(on("5 monday last"), Some(HolidayDay::Weekday { month: 5, weekday: 1, nth: -1 }));
        assert_eq!(on("easter -2"), Some(HolidayDay::Easter { days: -2 }));
        assert_eq!(on("someday"), None);
    }
}
