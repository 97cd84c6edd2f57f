//! Sentences to dates: finds time expressions and resolves them against the document's date.
//!
//! Two steps with an honest half-known value between: `find` takes the words, the rules of `lexicon/en/dates.toml`
//! say which parts they name, and `resolve` supplies what is missing, or leaves it open. Types and values are TIMEX3
//! (ISO-TimeML); the clock of the machine is never asked.

mod amount;
mod around;
mod calendar;
mod document;
mod find;
mod link;
mod manner;
mod number;
mod place;
mod resolve;
mod shift;
mod side;
mod tense;
mod token;
mod year;

pub use document::{DocumentDate, document_date};
pub use tense::Tense;

use crate::lexicon::dates::{DateRules, Manner};
use crate::model::Span;
use crate::model::when::TimeExpr;
use calendar::Point;

/// What is known of the document: its date as an ISO 8601 prefix, and how it tells time (`None`: judged from its dates).
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting<'a> {
    pub published: Option<&'a str>,
    pub manner: Option<Manner>,
}

/// All time expressions of `text` in order, none overlapping. `sentences` may be empty; `tense` may know the tense
/// at a span (from a parse) and is asked first.
pub fn dates(
    text: &str,
    sentences: &[Span],
    setting: Setting,
    rules: &DateRules,
    tense: &dyn Fn(Span) -> Option<Tense>,
) -> Vec<TimeExpr> {
    let document = setting.published.and_then(Point::parse);
    let mut found = find::find(text, rules, setting.manner.unwrap_or(Manner::News));
    let manner = setting.manner.unwrap_or_else(|| manner::judge(&found, document));
    if setting.manner.is_none() && manner == Manner::Narrative {
        found = find::find(text, rules, manner);
    }
    let before_era = manner::counts_before_era(&found);
    manner::prune(text, rules, &mut found, before_era);
    manner::numeric_order(&mut found);
    let mut context = resolve::Context {
        text,
        sentences,
        rules,
        manner,
        document,
        last: None,
        last_day: None,
        trail: Default::default(),
        hook: tense,
        before_era,
    };
    resolve::resolve(&mut found, &mut context)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str, today: &str) -> Vec<(String, String, Vec<String>)> {
        let setting = Setting { published: Some(today), manner: Some(Manner::News) };
        dates(text, &[], setting, DateRules::english(), &|_| None)
            .into_iter()
            .map(|e| (text[e.span.start..e.span.end].into(), e.value, e.entries))
            .collect()
    }

    #[test]
    fn every_rule_finds_its_yes_and_leaves_its_no() {
        let rules = DateRules::english();
        let mut faults = Vec::new();
        for rule in &rules.rules {
            let manner = rule.only.unwrap_or(Manner::News);
            let run = |text: &str| {
                dates(text, &[], Setting { published: Some(&rule.today), manner: Some(manner) }, rules, &|_| None)
            };
            for example in &rule.yes {
                let (a, b) = (
                    example.text.find('[').expect("checked at load"),
                    example.text.find(']').expect("checked at load"),
                );
                let text = example.text.replace(['[', ']'], "");
                let hit = run(&text).into_iter().find(|e| e.span.start < b - 1 && a < e.span.end);
                let want = (&example.text[a + 1..b], example.value.as_str(), rule.id.as_str());
                let got =
                    hit.as_ref().map(|e| (&text[e.span.start..e.span.end], e.value.as_str(), e.entries[0].as_str()));
                if got != Some(want) {
                    faults.push(format!("{text}: want {want:?}, got {got:?}"));
                }
            }
            for text in &rule.no {
                for e in run(text).into_iter().filter(|e| e.entries.contains(&rule.id)) {
                    faults.push(format!("{}: found {:?} in {text}", rule.id, &text[e.span.start..e.span.end]));
                }
            }
        }
        assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    }

    #[test]
    fn nothing_is_known_without_a_document_date() {
        let text = "They met on Friday, again last week and in March.";
        let found = dates(text, &[], Setting::default(), DateRules::english(), &|_| None);
        assert!(found.len() == 3 && found.iter().all(|e| e.when.start.is_none()), "{found:?}");
    }

    #[test]
    fn figures_that_can_be_read_two_ways_are_marked() {
        let run = |text: &str| dates(text, &[], Setting::default(), DateRules::english(), &|_| None);
        let open = &run("Signed on 03/04/2022 in Leeds.")[0];
        assert_eq!(
            (open.value.as_str(), open.entries.last().map(String::as_str)),
            ("2022-03-04", Some("order-guessed"))
        );
        assert_eq!((open.when.start.as_deref(), open.when.end.as_deref()), (Some("2022-03-04"), Some("2022-04-03")));
        let shown = &run("Signed on 03/04/2022 in Leeds, paid on 25/04/2022.")[0];
        assert_eq!(
            (shown.value.as_str(), shown.entries.last().map(String::as_str)),
            ("2022-04-03", Some("order-shown"))
        );
        assert_eq!(shown.when.start, shown.when.end);
        let same = &run("Signed on 03/03/2022 in Leeds.")[0];
        assert_eq!((same.entries.len(), same.when.start == same.when.end), (1, true));
    }

    #[test]
    fn all_rules_are_named() {
        let named = |text: &str| seen(text, "2022-06-17").remove(0).2;
        assert_eq!(named("It closed in nearly two years."), ["in-duration", "@more", "tense-past"]);
        assert_eq!(named("The board will meet on Tuesday."), ["weekday", "from-document", "tense-future"]);
        assert_eq!(named("It began in early March 2021."), ["month-year", "@phase"]);
    }

    #[test]
    fn a_story_of_the_day() {
        let found =
            seen("The council met on Tuesday and will vote next month. A year ago it had refused.", "2022-06-17");
        let values: Vec<&str> = found.iter().map(|f| f.1.as_str()).collect();
        assert_eq!(values, ["2022-06-14", "2022-07", "2021"]);
    }
}
