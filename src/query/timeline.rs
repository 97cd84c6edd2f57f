//! Claims to events: what happened when, by whose word.
//!
//! Claims of one act on the same data by actors that may be one are one event where their times meet: the finest time is kept, and a
//! coarser one joins the event that it holds, if it holds one alone. Denials stand with what they deny. An event is disputed when some
//! of its claims deny what others say, or when one of them is a side of a contradiction; what stands against it is told. An undated
//! claim is an event of its own, unless it stands word for word in another document.

use super::matter::Matter;
use crate::lexicon::labels;
use crate::model::when::{first_day, last_day};
use crate::model::{
    Against, Claim, Class, DocumentKind, Event, Finding, Modality, Polarity, Side, Verdict, Year, digest,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many statements against an event are told; the rest is counted.
const AGAINST: usize = 3;

/// Topic, action and the head of what it is done to.
type Key<'c> = (&'c str, &'c str, String);

/// Events in the order of their time; undated ones come last. Superseded and dismissed findings dispute nothing.
pub fn timeline<'c>(claims: impl IntoIterator<Item = &'c Claim>, findings: &[Finding]) -> Vec<Event> {
    let against = against(findings);
    let mut matters: BTreeMap<Key, Vec<(Matter, &Claim)>> = BTreeMap::new();
    for claim in claims {
        let matter = Matter::of(claim);
        matters.entry((&claim.topic, &claim.action, matter.head())).or_default().push((matter, claim));
    }
    let mut events: Vec<Event> = matters.into_values().flat_map(groups).map(|group| event(&group, &against)).collect();
    events.sort_by(|a, b| order(a).cmp(&order(b)));
    events
}

/// The dated events by the month in which they begin, a row for each year that has any; those told by the year alone stand apart.
pub fn density(events: &[Event]) -> Vec<Year> {
    let mut years: BTreeMap<i32, Year> = BTreeMap::new();
    for start in events.iter().filter_map(|event| event.when_start.as_deref().or(event.when_end.as_deref())) {
        let mut parts = start.split(['-', 'T']);
        let Some(year) = parts.next().and_then(|year| year.parse().ok()) else { continue };
        let row = years.entry(year).or_insert(Year { year, months: [0; 12], open: 0 });
        match parts.next().and_then(|month| month.parse::<usize>().ok()).filter(|month| (1..=12).contains(month)) {
            Some(month) => row.months[month - 1] += 1,
            None => row.open += 1,
        }
    }
    years.into_values().collect()
}

fn order(event: &Event) -> impl Ord + '_ {
    let begin = event.when_start.as_ref().or(event.when_end.as_ref());
    (begin.is_none(), begin, &event.when_end, &event.document, event.start, &event.id)
}

/// For each claim that is a side of a contradiction, the other sides.
fn against(findings: &[Finding]) -> BTreeMap<&str, Vec<(&str, &Side)>> {
    let mut against: BTreeMap<&str, Vec<(&str, &Side)>> = BTreeMap::new();
    let live = |finding: &&Finding| {
        finding.class != Class::Superseded && finding.verdict.as_deref() != Some(Verdict::Dismissed.name())
    };
    for finding in findings.iter().filter(live) {
        against.entry(&finding.a.id).or_default().push((&finding.kind, &finding.b));
        against.entry(&finding.b.id).or_default().push((&finding.kind, &finding.a));
    }
    against
}

/// Days since 1970-01-01, both included.
type Days = (i64, i64);

/// The days that a claim speaks of; of a time without a beginning ("by June 30") its end.
fn days(claim: &Claim) -> Option<Days> {
    let end = claim.when_end.as_deref();
    let first = claim.when_start.as_deref().or(end).and_then(first_day);
    let last = end.and_then(last_day);
    (first.is_some() || last.is_some()).then(|| (first.unwrap_or(i64::MIN), last.unwrap_or(i64::MAX)))
}

/// Claims about one event, the one that tells it best first.
type Group<'c> = Vec<&'c Claim>;

fn groups(mut claims: Vec<(Matter, &Claim)>) -> Vec<Group<'_>> {
    claims.sort_by(|(_, a), (_, b)| preference(a).cmp(&preference(b)));
    let mut dated: Vec<(Days, Matter, Group)> = Vec::new();
    let mut begins: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    let mut undated: BTreeMap<String, Group> = BTreeMap::new();
    for (matter, claim) in claims {
        let Some(time) = days(claim) else {
            undated.entry(claim.evidence.to_lowercase()).or_default().push(claim);
            continue;
        };
        match home(&dated, &begins, time, &matter) {
            Some(at) => dated[at].2.push(claim),
            None => {
                begins.entry(time.0).or_default().push(dated.len());
                dated.push((time, matter, vec![claim]));
            }
        }
    }
    dated.into_iter().map(|(_, _, group)| group).chain(undated.into_values()).collect()
}

/// The event that a claim tells of: one of the same time, else the only one within its time.
fn home(
    dated: &[(Days, Matter, Group)],
    begins: &BTreeMap<i64, Vec<usize>>,
    time: Days,
    matter: &Matter,
) -> Option<usize> {
    let within = || begins.range(time.0..=time.1).flat_map(|(_, list)| list).copied();
    let fits =
        |at: &usize| dated[*at].0.1 <= time.1 && dated[*at].1.may_be(matter, dated[*at].0 == time && is_day(time));
    let same = within().take_while(|at| dated[*at].0.0 == time.0).find(|at| dated[*at].0 == time && fits(at));
    let mut inside = within().filter(fits);
    same.or_else(|| match (inside.next(), inside.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    })
}

fn is_day((first, last): Days) -> bool {
    first == last
}

/// The finest time first; then what is told as fact, at first hand, early.
fn preference(claim: &Claim) -> impl Ord + use<'_> {
    let length = days(claim).map_or(i64::MAX, |(first, last)| last.saturating_sub(first));
    (
        length,
        claim.modality != Modality::Actual,
        claim.polarity == Polarity::Negated,
        claim.actor.is_none(),
        claim.kind == DocumentKind::Article,
        claim.published.as_deref().unwrap_or("~"),
        &claim.document,
        claim.start,
        &claim.id,
    )
}

fn event(group: &[&Claim], against: &BTreeMap<&str, Vec<(&str, &Side)>>) -> Event {
    let best = group[0];
    let speakers: BTreeSet<(&str, &str)> = group
        .iter()
        .filter_map(|claim| {
            let told = claim.attributed_name.as_deref().or(claim.speaker.as_deref());
            Some(labels::bearer(told?, &claim.document))
        })
        .collect();
    let (against, more) = stands_against(group, against);
    Event {
        id: digest::key(&[
            &best.id,
            best.when_start.as_deref().unwrap_or_default(),
            best.when_end.as_deref().unwrap_or_default(),
        ]),
        when_start: best.when_start.clone(),
        when_end: best.when_end.clone(),
        when_grain: best.when_grain.clone(),
        when_basis: best.when_basis.clone(),
        what: what(best),
        actor: best.actor_name.clone().or_else(|| best.actor.clone()),
        action: best.action.clone(),
        claims: group.len(),
        documents: distinct(group.iter().map(|claim| claim.document.as_str())),
        origins: distinct(group.iter().map(|claim| claim.origin.as_deref().unwrap_or(&claim.document))),
        statements: distinct(group.iter().map(|claim| claim.evidence.as_str())),
        speakers: speakers.len(),
        disputed: denied_within(group) || !against.is_empty(),
        document: best.document.clone(),
        line: best.line,
        start: best.start,
        end: best.end,
        evidence: best.evidence.clone(),
        when_text: best.when_text.clone(),
        unsure: Some(best.modality).filter(|modality| *modality != Modality::Actual),
        confirmed: group.iter().any(|claim| claim.verdict.as_deref() == Some(Verdict::Confirmed.name())),
        against,
        more_against: more,
    }
}

/// What contradicts the event, words that stand in several places once; and how much more there is than is told. The words that tell the event
/// are not told against it, though another account of it says otherwise.
fn stands_against(group: &[&Claim], against: &BTreeMap<&str, Vec<(&str, &Side)>>) -> (Vec<Against>, usize) {
    let mut met = BTreeSet::new();
    let mut told = Vec::new();
    let sides = group.iter().filter_map(|claim| against.get(claim.id.as_str())).flatten();
    for (kind, side) in sides.filter(|(_, side)| side.id != group[0].id) {
        if met.insert((*kind, side.evidence.as_str())) && met.len() <= AGAINST {
            told.push(Against { kind: kind.to_string(), side: (*side).clone() });
        }
    }
    (told, met.len().saturating_sub(AGAINST))
}

fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.collect::<BTreeSet<&str>>().len()
}

/// Some assert it and some deny it.
fn denied_within(group: &[&Claim]) -> bool {
    let asserted = |claim: &&&Claim| matches!(claim.modality, Modality::Actual | Modality::Ability);
    let polarities: BTreeSet<Polarity> = group.iter().filter(asserted).map(|claim| claim.polarity).collect();
    polarities.len() > 1
}

/// Actor, act and data in the words of the text, where they stand in that order; else the evidence.
fn what(claim: &Claim) -> String {
    let parts = [claim.actor.as_deref(), Some(claim.trigger.as_str()), claim.object.as_deref()];
    let mut from = 0;
    for part in parts.iter().flatten() {
        match claim.evidence.get(from..).and_then(|rest| rest.find(part)) {
            Some(at) => from += at + part.len(),
            None => return claim.evidence.clone(),
        }
    }
    let not = (claim.polarity == Polarity::Negated).then_some("not:");
    not.into_iter().chain(parts.into_iter().flatten()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `document | actor | object | time, or nothing`: somebody downloads something. The words after the time are the evidence.
    fn claim(told: &str) -> Claim {
        let parts: Vec<&str> = told.split(" | ").collect();
        let [document, actor, object, time] = parts[..] else { unreachable!("four parts") };
        let evidence = format!("{actor} downloaded {object} {time}");
        let json = serde_json::json!({
            "id": digest::key(&[told]), "topic": "data-access", "document": document, "kind": "article", "line": 1, "start": 0,
            "end": evidence.len(), "evidence": evidence, "sentence": evidence, "actor": actor, "action": "access",
            "trigger": "downloaded", "object": object, "polarity": "affirmed", "modality": "actual", "attribution": "narration",
            "when_start": (!time.is_empty()).then_some(time), "when_end": (!time.is_empty()).then_some(time), "entries": [],
            "origin": document.split('.').next(),
        });
        serde_json::from_value(json).expect("a claim")
    }

    /// When, how many claims of how many origins, disputed or not.
    fn told(claims: &[Claim], findings: &[Finding]) -> Vec<String> {
        let row = |event: Event| {
            let dispute = if event.disputed { ", disputed" } else { "" };
            format!("{} {}/{}{dispute}", event.when_start.unwrap_or("undated".into()), event.claims, event.origins)
        };
        timeline(claims, findings).into_iter().map(row).collect()
    }

    #[test]
    fn accounts_of_one_day_are_one_event_with_the_finest_date() {
        let claims = [
            "ledger.html | A Veskol engineer | the archive | 2023-05-09",
            "wire.txt | Veskol | the company\u{2019}s archive | 2023-05",
            "tape.vtt | somebody | it (the archive) | 2023-05-09",
            "wire.copy.txt | A Veskol engineer | the archive | 2023-05-09",
        ]
        .map(claim);
        assert_eq!(told(&claims, &[]), ["2023-05-09 4/3"]);
        let mut turned = claims.clone();
        turned.reverse();
        assert_eq!(timeline(&turned, &[]), timeline(&claims, &[]), "whatever came first");
    }

    #[test]
    fn what_is_done_by_a_day_is_one_event_with_what_is_done_on_it() {
        let on = claim("a | Veskol | the archive | 2023-06-30");
        let by = Claim { when_start: None, ..claim("b | Veskol | the archive | 2023-06-30") };
        assert_eq!(told(&[by.clone(), on], &[]), ["2023-06-30 2/2"]);
        let again = Claim { when_start: None, ..claim("c | Veskol | the archive | 2023-06-30") };
        assert_eq!(told(&[by, again], &[]), ["undated 2/2"], "it has no beginning");
    }

    #[test]
    fn other_days_other_data_other_doers_are_other_events() {
        let claims = [
            "a | Veskol | the archive | 2023-05-09",
            "b | Veskol | the archive | 2023-06-02",
            "c | Veskol | the badge logs | 2023-05-09",
            "d | Tarn Cloud | the archive | 2023-05-09",
            "e | Veskol | the archive | 2023",
        ]
        .map(claim);
        let want = ["2023 1/1", "2023-05-09 1/1", "2023-05-09 1/1", "2023-05-09 1/1", "2023-06-02 1/1"];
        assert_eq!(told(&claims, &[]), want, "the year holds two of them and joins none");
    }

    #[test]
    fn what_has_no_date_stands_last_and_alone() {
        let claims =
            ["a | Veskol | the archive | ", "b | Veskol | the archive | ", "c | Veskol | the archive | 2023-05-09"];
        let claims = claims.map(claim);
        assert_eq!(told(&claims, &[]), ["2023-05-09 1/1", "undated 2/2"]);
    }

    #[test]
    fn a_denial_or_a_contradiction_disputes_an_event() {
        let done = claim("a | Veskol | the archive | 2023-05-09");
        let denied = Claim { polarity: Polarity::Negated, ..claim("b | Veskol | the archive | 2023-05") };
        assert_eq!(told(&[done.clone(), denied], &[]), ["2023-05-09 2/2, disputed"]);
        let later = claim("b | Veskol | the archive | 2023-06-02");
        let side = |claim: &Claim| -> Side { serde_json::from_value(serde_json::to_value(claim).unwrap()).unwrap() };
        let finding = |class| -> Finding {
            let json = serde_json::json!({"id": "f", "kind": "date", "class": class, "why": "", "internal_vs_public": false,
                "same_speaker": false, "documents_a": 1, "origins_a": 1, "documents_b": 1, "origins_b": 1,
                "a": side(&done), "b": side(&later)});
            serde_json::from_value(json).expect("a finding")
        };
        let both = [done.clone(), later.clone()];
        assert_eq!(told(&both, &[finding("direct")]), ["2023-05-09 1/1, disputed", "2023-06-02 1/1, disputed"]);
        assert_eq!(told(&both, &[finding("superseded")]), ["2023-05-09 1/1", "2023-06-02 1/1"]);
        let dismissed = Finding { verdict: Some("dismissed".into()), ..finding("direct") };
        assert_eq!(told(&both, &[dismissed]), ["2023-05-09 1/1", "2023-06-02 1/1"]);
        let here = [done.clone(), Claim { id: later.id.clone(), ..claim("c | Veskol | the archive | 2023-05-09") }];
        let within = timeline(&here, &[finding("direct")]);
        assert_eq!((within.len(), within[0].against.len()), (1, 1), "two accounts of one event: each is told once");
        let events = timeline(&both, &[finding("direct")]);
        assert_eq!(events[0].against[0].side.evidence, later.evidence, "and says what stands against it");
    }

    #[test]
    fn months_are_counted_by_year_and_bare_years_apart() {
        let days = ["2022-11-03", "2023-01", "2022-11", "2021", ""];
        let claims: Vec<Claim> =
            days.iter().enumerate().map(|(n, day)| claim(&format!("{n} | Firm{n} | the archive | {day}"))).collect();
        let years = density(&timeline(&claims, &[]));
        let told: Vec<_> = years.iter().map(|year| (year.year, year.months[0], year.months[10], year.open)).collect();
        assert_eq!(told, [(2021, 0, 0, 1), (2022, 0, 2, 0), (2023, 1, 0, 0)]);
    }
}
