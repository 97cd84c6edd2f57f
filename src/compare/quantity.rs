//! `quantity`: two numbers for one thing that cannot both be right.
//!
//! **Finds** affirmed claims of one act on the same data that count the same unit, where the intervals that the numbers leave open
//! (bounds, rounding) do not meet, also where one gives what the other gets, or keeps for years what the other deletes after weeks. Shares ("one in fifty") are percents. Lengths of time are compared in days, rates ("a night", "each week") over their periods.
//!
//! **Why it matters.** How many could look, how much was lost, how long it is kept: the figures of a story.
//!
//! **Example.** "Ninety nurses can open the register." — "Twelve nurses can open the register."
//!
//! **Silent when** one number lies within the other's bound ("more than 80", 83), the units differ, or the times spoken of differ;
//! a count of now against a count of another day is `superseded`.

use super::pair::{Opinion, Pair};
use super::party::{Identity, Sort};
use super::reading::Reading;
use super::thing::Relation;
use super::words::singular;
use crate::lexicon::Lexicon;
use crate::model::{Bound, Claim, Class, Quantity, Span};

pub(super) fn find(pair: &Pair) -> Option<Opinion> {
    if let Some((long, short)) = super::retention::find(pair) {
        let class = if pair.tells_a_change() { Class::Superseded } else { Class::Direct };
        return Opinion::new(class, format!("kept for {} against {}", long.written, short.written));
    }
    let (a, b) = (pair.a, pair.b);
    let told = |reading: &Reading| !reading.is_negated() || is_capped(reading);
    if !told(a)
        || !told(b)
        || a.is_negated() && b.is_negated()
        || !a.is_asserted()
        || !b.is_asserted()
        || a.same_breath(b)
    {
        return None;
    }
    let act = pair.same_act() && doers_meet(pair) && pair.same_ways() || pair.mirrored() && pair.same_lot();
    if a.claim.modality != b.claim.modality || !act {
        return None;
    }
    let (one, other) = (amount(a)?, amount(b)?);
    if !same_unit(&one.unit, &other.unit) || one.meets(&other) || !data_meets(pair) || pair.times_apart() {
        return None;
    }
    let written = |reading: &Reading, amount: &Amount| {
        format!("{}{}", if reading.is_negated() { "not " } else { "" }, amount.written)
    };
    let why = format!("{} against {}", written(a, &one), written(b, &other));
    Opinion::new(if progressed(pair) { Class::Superseded } else { Class::Direct }, why)
}

/// Parties that may be one; or things that the texts of one affair do not name ("it", "the server") and that count the same.
fn doers_meet(pair: &Pair) -> bool {
    let unnamed = |reading: &Reading| matches!(reading.actor.sort, Sort::Pronoun | Sort::Thing | Sort::Absent);
    pair.identity() != Identity::Other || unnamed(pair.a) && unnamed(pair.b) && pair.same_affair()
}

fn data_meets(pair: &Pair) -> bool {
    match pair.relation() {
        Relation::Same => true,
        Relation::Vague => pair.same_affair(),
        _ => false,
    }
}

/// Each figure is of its day, and the days differ.
fn progressed(pair: &Pair) -> bool {
    // "At no time had more than sixty": on no day until it was said.
    let never = |cap: &Reading, other: &Reading| {
        let before = matches!((cap.said, other.said), (Some(cap), Some(other)) if other.first <= cap.last);
        is_capped(cap) && cap.days.is_none() && before
    };
    if pair.both_orders().into_iter().any(|(cap, other)| never(cap, other)) {
        return false;
    }
    let moving = pair.a.says("progressing") && pair.b.says("progressing");
    // "Forty could", "since July twelve can": what was is not what is.
    let past = |reading: &Reading| super::words::plain(&reading.claim.evidence).iter().any(|word| word == "could");
    let before = |was: &Reading, is: &Reading| past(was) && !past(is) && was.days.is_none() && is.moment().is_some();
    // "Lost 500 records": the act itself is no change of a state.
    let act = |reading: &Reading| {
        let first = super::words::plain(&reading.claim.trigger).into_iter().next();
        first.is_some_and(|word| pair.lexicon.relations.is("change", &word))
    };
    pair.moments_apart()
        || pair.tells_a_change() && !(act(pair.a) && act(pair.b))
        || moving && super::pair::apart(pair.a.said, pair.b.said)
        || pair.both_orders().into_iter().any(|(was, is)| before(was, is))
}

/// "Eighty-three of our nurses can": the number of those who act, at the head of the evidence.
fn opening_count(words: &[String], lexicon: &Lexicon) -> Option<Quantity> {
    let value = number(words.first()?, lexicon)?;
    let people = words[1..].iter().take(4).map(|word| singular(word));
    let unit = people.into_iter().find(|word| lexicon.relations.is("counted_people", word))?;
    Some(Quantity { span: Span::new(0, 0), value, bound: Bound::Exactly, unit: Some(unit) })
}

/// "36", "thirty-six".
fn number(word: &str, lexicon: &Lexicon) -> Option<f64> {
    let simple = |word: &str| word.parse().ok().or_else(|| lexicon.quantities.numbers.get(word).copied());
    simple(word).or_else(|| {
        let (tens, ones) = word.split_once('-')?;
        Some(simple(tens)? + simple(ones)?)
    })
}

/// "The movements of one customer in ten": what follows "of".
fn counted_of(claim: &Claim) -> Vec<String> {
    let object = super::words::plain(claim.object.as_deref().unwrap_or_default());
    let of = object.iter().position(|word| word == "of").map_or(object.len(), |of| of + 1);
    object[of..].to_vec()
}

/// "Two essays out of three", "one file in fifty": how many of a hundred.
fn proportion(words: &[String], lexicon: &Lexicon) -> Option<Quantity> {
    let count = |at: usize| words.get(at).and_then(|word| number(word, lexicon));
    (0..words.len().min(4)).find_map(|at| {
        let part = count(at)?;
        let of = (at + 1..=at + 2).find(|of| ["in", "out"].contains(&words.get(*of).map_or("", String::as_str)))?;
        let told = |word: &&String| !["of", "every"].contains(&word.as_str());
        let whole = words.iter().skip(of + 1).take(3).find(told).and_then(|word| number(word, lexicon))?;
        let share = Quantity {
            span: Span::new(0, 0),
            value: 100.0 * part / whole,
            bound: Bound::About,
            unit: Some("percent".into()),
        };
        (part < whole && whole < 1900.0).then_some(share)
    })
}

/// A bare number ("eighty of them") counts people as well as any.
fn same_unit(a: &str, b: &str) -> bool {
    a == b || (a.is_empty() && b == "people") || (b.is_empty() && a == "people")
}

/// What a number leaves open.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Amount {
    low: f64,
    high: f64,
    unit: String,
    written: String,
    /// "A night", "each week": the days in which so much is done.
    per: Option<f64>,
    /// The days of its unit, of a length of time.
    step: f64,
    /// What is denied is that it was more.
    capped: bool,
}

/// Eighteen months are a year and a half, and four weeks a month, or nearly.
const CALENDAR: f64 = 1.1;

/// What two rates may differ by: a week has five nights or seven, a month twenty-eight days or thirty-one.
const UNEVEN: f64 = 1.45;

impl Amount {
    /// It is a length of time.
    pub fn is_time(&self) -> bool {
        self.unit == "days"
    }

    /// Longer than the other, whatever both leave open.
    pub fn exceeds(&self, other: &Amount) -> bool {
        self.unit == other.unit && self.low > other.high * CALENDAR
    }

    fn meets(&self, other: &Amount) -> bool {
        let (one, two, slack) = match (self.per, other.per) {
            (Some(one), Some(two)) if one != two => (one, two, UNEVEN),
            _ if self.step != other.step => (1.0, 1.0, CALENDAR),
            _ => (1.0, 1.0, 1.0),
        };
        self.low / one <= other.high / two * slack && other.low / two <= self.high / one * slack
    }
}

/// "At no time had more than sixty access": no more than that. "More than sixty had no access" is another matter.
pub(super) fn is_capped(reading: &Reading) -> bool {
    reading.is_negated() && reading.amount.as_ref().is_some_and(|amount| amount.capped)
}

/// A negation before "more than".
fn is_cap(quantity: &Quantity, words: &[String], lexicon: &Lexicon) -> bool {
    let more = words.windows(2).position(|two| two[0] == "more" && two[1] == "than");
    let no = |word: &String| lexicon.relations.is("negation", word);
    quantity.bound == Bound::MoreThan && more.is_some_and(|at| words[..at].iter().any(no))
}

fn amount(reading: &Reading) -> Option<Amount> {
    let amount = reading.amount.as_deref()?.clone();
    let capped = Amount { low: f64::NEG_INFINITY, high: amount.low, ..amount.clone() };
    Some(if is_capped(reading) { capped } else { amount })
}

/// The number that a claim tells: its own, else a length of time or a head count in its words.
pub(super) fn told(claim: &Claim, words: &[String], lexicon: &Lexicon) -> Option<Amount> {
    let told = claim.quantity.as_deref().and_then(Quantity::read).map(|told| with_half(told, words));
    // "In 2022 eleven of our own people".
    let actor = || super::words::plain(claim.actor.as_deref().unwrap_or_default());
    let people = || opening_count(words, lexicon).or_else(|| opening_count(&actor(), lexicon));
    let found = || length_of_time(words, lexicon).or_else(people);
    if lexicon.topics.of(&claim.topic).has(&claim.action) && for_good(words) {
        let (low, written) = (f64::INFINITY, "ever".to_string());
        return Some(Amount { low, high: low, unit: "days".to_string(), written, per: None, step: 1.0, capped: false });
    }
    let share = || proportion(words, lexicon).or_else(|| proportion(&counted_of(claim), lexicon));
    let quantity = share().or_else(|| times(words, lexicon)).or(told).or_else(found)?;
    let unit = quantity.unit.clone().unwrap_or_default();
    let (factor, unit) = match days_of(&unit) {
        Some(days) => (days, "days".to_string()),
        None if lexicon.relations.is("counted_people", &unit) => (1.0, "people".to_string()),
        None => (1.0, lexicon.relations.one_name(&unit).to_string()),
    };
    let (low, high) = interval(quantity.value, quantity.bound);
    let per = if unit == "days" { None } else { rate(words) };
    let capped = is_cap(&quantity, words, lexicon);
    Some(Amount {
        low: low * factor,
        high: high * factor,
        unit,
        written: quantity.written(),
        per,
        step: factor,
        capped,
    })
}

/// "Nine hundred times a month", "twice a week": how often, where the words tell in how long.
fn times(words: &[String], lexicon: &Lexicon) -> Option<Quantity> {
    rate(words)?;
    let of = |value: f64| Quantity { span: Span::new(0, 0), value, bound: Bound::About, unit: Some("time".into()) };
    let each = |at: usize| words.get(at + 1).is_some_and(|next| ["a", "an", "each", "every", "per"].contains(&&**next));
    let at = (0..words.len()).find(|at| ["once", "twice", "times"].contains(&words[*at].as_str()) && each(*at))?;
    match words[at].as_str() {
        "once" => Some(of(1.0)),
        "twice" => Some(of(2.0)),
        _ => {
            let last = at.checked_sub(1)?;
            let scale = lexicon.quantities.scales.get(&words[last]);
            match scale {
                Some(scale) => Some(of(number(&words[last.checked_sub(1)?], lexicon)? * scale)),
                None => Some(of(number(&words[last], lexicon)?)),
            }
        }
    }
}

/// "Stays on file for good": no length of time is as long.
fn for_good(words: &[String]) -> bool {
    let phrase = |phrase: &[&str]| {
        words.windows(phrase.len()).any(|found| found.iter().map(String::as_str).eq(phrase.iter().copied()))
    };
    ["forever", "indefinitely"].iter().any(|word| phrase(&[word]))
        || [["for", "good"], ["for", "ever"], ["in", "perpetuity"]].iter().any(|two| phrase(two))
}

/// "For no more than 30 days", "for eighteen months": how long something is done, which is no count of data.
fn length_of_time(words: &[String], lexicon: &Lexicon) -> Option<Quantity> {
    let at = (1..words.len()).find(|at| days_of(&singular(&words[*at])).is_some())?;
    let last = words[at - 1].as_str();
    let one = ["a", "an"].contains(&last).then_some(if half_more(words, &singular(&words[at])) { 1.5 } else { 1.0 });
    let number = one.or_else(|| number(last, lexicon))?;
    let before = &words[..at - 1];
    let bounds = &lexicon.quantities.before;
    let bound = bounds.iter().find(|(phrase, _)| before.ends_with(phrase)).map_or(Bound::Exactly, |(_, bound)| *bound);
    let phrase = bounds.iter().find(|(phrase, _)| before.ends_with(phrase)).map_or(0, |(phrase, _)| phrase.len());
    let lasting = before[..before.len() - phrase]
        .last()
        .is_some_and(|word| ["for", "within", "after", "to", "back"].contains(&word.as_str()));
    lasting.then(|| Quantity { span: Span::new(0, 0), value: number, bound, unit: Some(singular(&words[at])) })
}

/// "A night", "each week", "monthly": in how many days.
fn rate(words: &[String]) -> Option<f64> {
    let every = |word: &String| ["a", "an", "each", "every", "per"].contains(&word.as_str());
    let lasting = |at: usize| at > 0 && ["for", "within", "after", "half"].contains(&words[at - 1].as_str());
    let period = |word: &str| if word == "night" { Some(1.0) } else { days_of(word) };
    let told = words.windows(2).enumerate().find_map(|(at, two)| {
        let next = words.get(at + 2).is_some_and(|next| next == "ago");
        period(&two[1]).filter(|_| every(&two[0]) && !lasting(at) && !next)
    });
    let adverbs = [("nightly", 1.0), ("daily", 1.0), ("weekly", 7.0), ("monthly", 30.44), ("yearly", 365.25)];
    told.or_else(|| adverbs.iter().find(|(word, _)| words.iter().any(|said| said == word)).map(|(_, days)| *days))
}

/// "A year and a half".
fn with_half(told: Quantity, words: &[String]) -> Quantity {
    let unit = told.unit.as_deref().filter(|unit| days_of(unit).is_some());
    let half = unit.is_some_and(|unit| half_more(words, unit));
    Quantity { value: told.value + if half { 0.5 } else { 0.0 }, ..told }
}

/// "One and a half years", "a year and a half".
fn half_more(words: &[String], unit: &str) -> bool {
    let is_half = |three: &[String]| three.iter().map(String::as_str).eq(["and", "a", "half"]);
    words.windows(4).any(|four| {
        is_half(&four[..3]) && singular(&four[3]) == unit || is_half(&four[1..]) && singular(&four[0]) == unit
    })
}

fn days_of(unit: &str) -> Option<f64> {
    Some(match unit {
        "hour" => 1.0 / 24.0,
        "day" => 1.0,
        "week" => 7.0,
        "month" => 30.44,
        "year" => 365.25,
        _ => return None,
    })
}

/// An exact number is as exact as its last digit that is not nought: 1.2 million may be 1,198,453.
fn interval(value: f64, bound: Bound) -> (f64, f64) {
    let slack = half_of_last_digit(value);
    match bound {
        Bound::Exactly => (value - slack, value + slack),
        Bound::About => (value * 0.8, value * 1.2),
        Bound::AtLeast => (value, f64::INFINITY),
        Bound::MoreThan => (value + value.abs() * 1e-9, f64::INFINITY),
        Bound::AtMost => (f64::NEG_INFINITY, value),
        Bound::LessThan => (f64::NEG_INFINITY, value - value.abs() * 1e-9),
    }
}

fn half_of_last_digit(value: f64) -> f64 {
    if value < 1000.0 {
        return 0.0;
    }
    let mut place = 1.0;
    while place < value && (value / (place * 10.0)).fract().abs() < 1e-9 {
        place *= 10.0;
    }
    place / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_long_is_no_count() {
        let lexicon = Lexicon::embedded();
        let days =
            |text: &str| length_of_time(&super::super::words::plain(text), &lexicon).map(|found| found.written());
        for (text, want) in [
            ("kept for a year", Some("1 year")),
            ("kept for eighteen months", Some("18 month")),
            ("kept for thirty-six months", Some("36 month")),
            ("kept for no more than 30 days", Some("at most 30 day")),
            ("kept for a year and a half", Some("1.5 year")),
            ("kept a year ago", None),
            ("read in two days", None),
        ] {
            assert_eq!(days(text).as_deref(), want, "{text}");
        }
    }

    fn meet(a: &str, b: &str) -> bool {
        let read = |written: &str| {
            let quantity = Quantity::read(written).expect("a quantity");
            let (low, high) = interval(quantity.value, quantity.bound);
            Amount { low, high, unit: String::new(), written: String::new(), per: None, step: 1.0, capped: false }
        };
        read(a).meets(&read(b))
    }

    #[test]
    fn shares_are_told_in_many_ways() {
        let lexicon = Lexicon::embedded();
        let share = |text: &str| proportion(&super::super::words::plain(text), &lexicon).map(|found| found.written());
        for (text, want) in [
            ("one essay in fifty is read", Some("about 2 percent")),
            ("two essays out of four are read", Some("about 50 percent")),
            ("nine out of ten essays", Some("about 90 percent")),
            ("two clerks in May", None),
            ("three files in 2021", None),
        ] {
            assert_eq!(share(text).as_deref(), want, "{text}");
        }
    }

    #[test]
    fn rates_meet_over_their_periods() {
        let told = |text: &str| {
            let words = super::super::words::plain(text);
            let value = words.iter().find_map(|word| word.parse::<f64>().ok()).expect("a number");
            let (low, high) = interval(value, Bound::Exactly);
            Amount {
                low,
                high,
                unit: String::new(),
                written: String::new(),
                per: rate(&words),
                step: 1.0,
                capped: false,
            }
        };
        for (a, b, want) in [
            ("each night 4000 letters go out", "28000 letters go out in a week", true),
            ("500 letters a day", "15000 letters a month", true),
            ("each night 4000 letters go out", "400 letters go out every night", false),
            ("4000 letters a week", "4000 letters a day", false),
            ("4000 letters lay there for a week", "4000 letters lay there", true),
        ] {
            assert_eq!(told(a).meets(&told(b)), want, "{a} | {b}");
            assert_eq!(told(b).meets(&told(a)), want, "{b} | {a}");
        }
    }

    #[test]
    fn bounds_and_rounding() {
        assert!(meet("83 person", "more than 80 person"));
        assert!(!meet("14 person", "more than 80 person"));
        assert!(!meet("80 person", "more than 80 person"));
        assert!(meet("1200000 record", "1198453 record"));
        assert!(!meet("1200000 record", "less than 40000 record"));
        assert!(meet("about 100 file", "110 file"));
        assert!(!meet("83 person", "14 person"));
        assert!(!meet("100 percent", "60 percent"));
    }
}
