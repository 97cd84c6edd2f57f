//! Small stories as a reader would put them, and what comparison must make of them.

use super::findings;
use crate::lexicon::Lexicon;
use crate::model::{
    Attribution, Claim, Class, DocumentKind, Finding, Modality, Polarity, QuoteMatch, QuoteMode, QuoteRow, digest,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::embedded);

/// A claim in the making: who says on which day, in which document, that who does what to which data.
#[derive(Clone, Debug)]
struct Say(Claim);

fn tape(voice: &str, day: &str) -> Say {
    Say::new(&format!("tape-{day}.vtt"), DocumentKind::Transcript, voice, day)
}

fn paper(name: &str, voice: &str, day: &str) -> Say {
    Say::new(&format!("{name}.txt"), DocumentKind::Article, voice, day)
}

fn statement(voice: &str, day: &str) -> Say {
    Say::new("statement.txt", DocumentKind::Statement, voice, day)
}

fn oath(voice: &str, day: &str) -> Say {
    Say::new("hearing.txt", DocumentKind::Testimony, voice, day)
}

impl Say {
    fn new(document: &str, kind: DocumentKind, voice: &str, day: &str) -> Say {
        Say(Claim {
            id: String::new(),
            topic: "data-access".into(),
            document: document.into(),
            source: None,
            kind,
            title: None,
            published: Some(day.into()),
            line: 1,
            start: 0,
            end: 0,
            time_start: None,
            time_end: None,
            speaker: None,
            evidence: String::new(),
            sentence: String::new(),
            actor: None,
            actor_name: None,
            actor_org: None,
            actor_role: None,
            actor_place: None,
            action: String::new(),
            trigger: String::new(),
            object: None,
            object_owner: None,
            recipient: None,
            place: None,
            polarity: Polarity::Affirmed,
            modality: Modality::Actual,
            frequency: None,
            quantity: None,
            when_text: None,
            when_start: None,
            when_end: None,
            when_grain: None,
            when_basis: None,
            attributed_to: Some(voice.into()),
            attributed_name: Some(voice.into()),
            attribution: if kind.is_spoken() { Attribution::Speech } else { Attribution::Indirect },
            origin: None,
            entries: Vec::new(),
            verdict: None,
            note: None,
            also: Vec::new(),
            also_evidence: Vec::new(),
            tags: Vec::new(),
        })
    }

    /// `actor | action: trigger | object`; an empty actor is none.
    fn that(mut self, evidence: &str, parts: &str) -> Say {
        let mut parts = parts.split(" | ");
        let mut next = || parts.next().unwrap_or_default().to_string();
        let actor = next();
        let act = next();
        let object = next();
        let (action, trigger) = act.split_once(": ").expect("an action and its word");
        let claim = &mut self.0;
        claim.actor = (!actor.is_empty()).then_some(actor);
        (claim.action, claim.trigger, claim.object) = (action.into(), trigger.into(), Some(object));
        claim.evidence = evidence.into();
        claim.sentence = format!("{evidence}.");
        claim.start = evidence.len();
        claim.end = 2 * evidence.len();
        claim.id = digest::key(&[&claim.document, evidence, &claim.trigger]);
        self
    }

    fn not(mut self) -> Say {
        self.0.polarity = Polarity::Negated;
        self
    }

    fn as_(mut self, modality: Modality) -> Say {
        self.0.modality = modality;
        self
    }

    fn to(mut self, recipient: &str) -> Say {
        self.0.recipient = Some(recipient.into());
        self
    }

    fn at(mut self, place: &str) -> Say {
        self.0.place = Some(place.into());
        self
    }

    fn when(mut self, day: &str) -> Say {
        (self.0.when_start, self.0.when_end) = (Some(day.into()), Some(day.into()));
        self
    }

    fn count(mut self, quantity: &str) -> Say {
        self.0.quantity = Some(quantity.into());
        self
    }

    fn of_one_text(mut self, origin: &str) -> Say {
        self.0.origin = Some(origin.into());
        self
    }
}

fn compared(said: &[Say]) -> Vec<Finding> {
    let claims: Vec<Claim> = said.iter().map(|say| say.0.clone()).collect();
    findings(&claims, &[], &[], &LEXICON)
}

/// Kind and class of what is found, superseded pairs apart.
fn kinds(said: &[Say]) -> Vec<(String, Class)> {
    compared(said).into_iter().map(|finding| (finding.kind, finding.class)).collect()
}

fn live(said: &[Say]) -> usize {
    kinds(said).iter().filter(|(_, class)| *class != Class::Superseded).count()
}

#[track_caller]
fn one(said: &[Say], kind: &str, class: Class) {
    assert_eq!(kinds(said), [(kind.to_string(), class)]);
}

fn engineers_opened() -> Say {
    tape("Ada Brandt", "2023-02-07")
        .that("Harbor engineers opened blood scans every day", "Harbor engineers | access: opened | blood scans")
}

fn nobody_ever_opened() -> Say {
    statement("Lumen", "2023-09-15")
        .that(
            "No Harbor employee has ever opened patients' blood scans",
            "No Harbor employee | access: opened | patients' blood scans",
        )
        .not()
}

#[test]
fn a_public_denial_stands_against_the_tape() {
    let found = compared(&[engineers_opened(), nobody_ever_opened()]);
    assert_eq!(found.len(), 1);
    let finding = &found[0];
    assert_eq!((finding.kind.as_str(), finding.class), ("denial", Class::Direct));
    assert!(finding.internal_vs_public && !finding.same_speaker);
    assert_eq!((finding.a.document.as_str(), finding.b.document.as_str()), ("tape-2023-02-07.vtt", "statement.txt"));
    assert!(
        finding.why.ends_with("1 statement by 1 speaker on 2023-02-07 says so; 1 denies it (1 origin)"),
        "{}",
        finding.why
    );
}

#[test]
fn plans_fears_orders_conditions_and_questions_deny_nothing() {
    for modality in
        [Modality::Planned, Modality::Possible, Modality::Directed, Modality::Hypothetical, Modality::Question]
    {
        assert_eq!(live(&[engineers_opened().as_(modality), nobody_ever_opened()]), 0, "{modality:?}");
        assert_eq!(live(&[engineers_opened(), nobody_ever_opened().as_(modality)]), 0, "{modality:?}");
    }
}

#[test]
fn who_can_but_never_did_contradicts_nobody() {
    assert_eq!(live(&[engineers_opened().as_(Modality::Ability), nobody_ever_opened()]), 0);
    one(&[engineers_opened(), nobody_ever_opened().as_(Modality::Ability)], "denial", Class::Direct);
}

#[test]
fn two_companies_two_kinds_of_data_two_recipients_are_not_one() {
    let other_company = tape("Ada Brandt", "2023-02-07")
        .that("Quill engineers opened blood scans", "Quill engineers | access: opened | blood scans");
    let other_data = tape("Ada Brandt", "2023-02-07")
        .that("Harbor engineers opened sleep diaries", "Harbor engineers | access: opened | sleep diaries");
    assert_eq!(live(&[other_company, nobody_ever_opened()]), 0);
    assert_eq!(live(&[other_data, nobody_ever_opened()]), 0);
    let gave = tape("Ada Brandt", "2023-02-07")
        .that("Lumen gave blood scans to a drug maker", "Lumen | transfer: gave | blood scans")
        .to("a drug maker");
    let never = |to: &str| {
        statement("Lumen", "2023-09-15")
            .that(&format!("Lumen has never given blood scans to {to}"), "Lumen | transfer: given | blood scans")
            .to(to)
            .not()
    };
    assert_eq!(live(&[gave.clone(), never("insurers")]), 0);
    one(&[gave.clone(), never("drug makers")], "denial", Class::Direct);
    one(&[gave, never("anybody")], "denial", Class::Direct);
}

#[test]
fn a_denial_of_all_data_takes_in_each_kind_and_not_the_other_way_round() {
    let gave = |what: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(&format!("Lumen sold {what}"), &format!("Lumen | transfer: sold | {what}"))
    };
    let never = |what: &str| {
        statement("Lumen", "2023-09-15")
            .that(&format!("Lumen has never sold {what}"), &format!("Lumen | transfer: sold | {what}"))
            .not()
    };
    one(&[gave("blood scans"), never("any data")], "denial", Class::Direct);
    assert_eq!(live(&[gave("data"), never("blood scans")]), 0);
}

#[test]
fn a_state_that_changed_is_superseded() {
    let has = tape("Ada Brandt", "2023-02-07")
        .that("Harbor has access to Anchor", "Harbor | access: access | Anchor")
        .as_(Modality::Ability);
    let lost = statement("Lumen", "2023-09-15")
        .that("Harbor no longer has access to Anchor", "Harbor | access: access | Anchor")
        .as_(Modality::Ability)
        .when("2023-06-30")
        .not();
    one(&[has, lost.clone()], "denial", Class::Superseded);
    let still = tape("Ada Brandt", "2023-08-01")
        .that("Harbor still has access to Anchor", "Harbor | access: access | Anchor")
        .as_(Modality::Ability);
    one(&[still, lost], "denial", Class::Direct);
}

#[test]
fn an_event_after_the_denial_does_not_contradict_it() {
    let leaked = paper("news", "The Ledger", "2023-10-20")
        .that("A gang published the blood scans", "A gang | expose: published | the blood scans")
        .when("2023-10-02");
    let never = |day: &str| {
        oath("Nils Okafor", day)
            .that("None of the blood scans has ever been published", " | expose: published | None of the blood scans")
            .not()
    };
    let named = |say: Say| Say(Claim { object_owner: Some("Lumen".into()), ..say.0 });
    assert_eq!(live(&[named(leaked.clone()), named(never("2023-05-23"))]), 0);
    one(&[named(leaked), named(never("2023-10-18"))], "denial", Class::Direct);
}

#[test]
fn a_denial_about_officials_strains_with_access_from_their_country() {
    let denied = paper("wire", "Lumen", "2023-09-15")
        .that("Lumen has never given patient files to Turkish officials", "Lumen | transfer: given | patient files")
        .to("Turkish officials")
        .not();
    let opened = |place: &str| {
        paper("ledger", "The Ledger", "2023-09-14").that(
            &format!("Harbor staff in {place} opened patient files"),
            &format!("Harbor staff in {place} | access: opened | patient files"),
        )
    };
    one(&[denied.clone(), opened("Turkey")], "denial", Class::Tension);
    assert_eq!(live(&[denied, opened("Spain")]), 0);
}

#[test]
fn numbers_must_exclude_each_other() {
    let people = |quantity: &str, day: &str, voice: &str| {
        tape(voice, day)
            .that(&format!("{quantity}s of Harbor have access to Anchor"), "Harbor engineers | access: access | Anchor")
            .as_(Modality::Ability)
            .count(quantity)
    };
    let march = |quantity: &str| people(quantity, "2023-03-14", "Ada Brandt");
    let public = |quantity: &str, when: &str| {
        statement("Lumen", "2023-09-15")
            .that(
                &format!("{quantity}s of Harbor had access to Anchor"),
                "Harbor contractors | access: access | Anchor",
            )
            .as_(Modality::Ability)
            .count(quantity)
            .when(when)
    };
    one(&[march("83 person"), public("14 contractor", "2023-03")], "quantity", Class::Direct);
    assert_eq!(live(&[march("83 person"), public("more than 80 contractor", "2023-03")]), 0);
    assert_eq!(live(&[march("83 person"), public("14 contractor", "2021")]), 0);
    assert_eq!(live(&[march("83 person"), public("14 percent", "2023-03")]), 0);
}

#[test]
fn how_long_data_is_kept_is_compared_in_days() {
    let kept = tape("Ada Brandt", "2023-03-14")
        .that("we have kept Lumen's raw scans for eighteen months", "we | store: kept | Lumen's raw scans");
    let public = statement("Lumen", "2023-09-15")
        .that("Lumen's raw scans are kept for no more than 30 days", " | store: kept | Lumen's raw scans");
    let named = |say: Say| Say(Claim { object_owner: Some("Lumen".into()), ..say.0 });
    one(&[named(kept), named(public)], "quantity", Class::Direct);
}

#[test]
fn one_deed_has_one_date_one_place_and_one_doer() {
    let copied = |say: Say, who: &str, evidence: &str| {
        say.that(&format!("{who} copied the register {evidence}"), &format!("{who} | access: copied | the register"))
    };
    let may = copied(tape("Ada Brandt", "2023-06-08"), "A Harbor engineer", "on May 9").when("2023-05-09");
    let june = copied(oath("Nils Okafor", "2023-10-18"), "A Harbor engineer", "on June 2").when("2023-06-02");
    one(&[may.clone(), june], "date", Class::Direct);
    let month = copied(oath("Nils Okafor", "2023-10-18"), "A Harbor engineer", "in May").when("2023-05");
    assert_eq!(live(&[may, month]), 0);
    let to = |say: Say, place: &str| copied(say, "A Harbor engineer", &format!("to a server in {place}")).at(place);
    one(
        &[to(tape("Ada Brandt", "2023-06-08"), "Warsaw"), to(paper("a", "The Ledger", "2023-09-15"), "Oslo")],
        "place",
        Class::Direct,
    );
    assert_eq!(
        live(&[to(tape("Ada Brandt", "2023-06-08"), "Norway"), to(paper("a", "The Ledger", "2023-09-15"), "Oslo")]),
        0
    );
    let harbor = copied(tape("Ada Brandt", "2023-06-08"), "A Harbor engineer", "at night");
    let former = copied(oath("Nils Okafor", "2023-10-18"), "A former Lumen employee", "at night");
    let lumen = tape("Ada Brandt", "2023-06-08").that("Lumen keeps the keys", "Lumen | store: keeps | the keys");
    one(&[harbor, former, lumen], "actor", Class::Direct);
}

#[test]
fn all_in_one_place_against_a_copy_elsewhere() {
    let all = statement("Lumen", "2023-09-15")
        .that("All patient data is stored in Norway", "Lumen | store: stored | All patient data")
        .at("Norway");
    let stored = |what: &str, place: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(&format!("{what} are stored in {place}"), &format!("Lumen | store: stored | {what}"))
            .at(place)
    };
    one(&[all.clone(), stored("the nightly backups of patient data", "Belgrade")], "place", Class::Direct);
    assert_eq!(live(&[all, stored("the nightly backups of patient data", "Oslo")]), 0);
}

#[test]
fn only_this_against_that_too() {
    let only = Say(Claim {
        sentence: "We share only blood groups with research partners, among them Kestrel.".into(),
        ..statement("Lumen", "2023-09-15")
            .that(
                "Lumen shares only blood groups with research partners",
                "Lumen | transfer: shares | only blood groups",
            )
            .to("research partners")
            .0
    });
    let names = tape("Ada Brandt", "2023-06-08")
        .that("Lumen sends Kestrel names and birth dates", "Lumen | transfer: sends | names and birth dates")
        .to("Kestrel");
    one(&[only.clone(), names.clone()], "scope", Class::Direct);
    let not_only = Say(Claim { evidence: "Lumen shares not only blood groups".into(), ..only.0 });
    assert_eq!(live(&[not_only, names]), 0);
}

#[test]
fn a_fact_inside_and_a_possibility_outside() {
    let fact = tape("Ada Brandt", "2023-05-23")
        .that("On May 9 somebody of Harbor copied the register", "a Harbor engineer | access: copied | the register")
        .when("2023-05-09");
    let hedge = |day: &str| {
        statement("Lumen", day)
            .that("an engineer may have copied the register of Harbor", "an engineer | access: copied | the register")
            .as_(Modality::Possible)
    };
    let other = statement("Lumen", "2023-09-15").that("Harbor keeps logs", "Harbor | store: keeps | the logs");
    one(&[fact.clone(), hedge("2023-09-15"), other.clone()], "certainty", Class::Tension);
    let early = Say(Claim { published: Some("2023-05-10".into()), ..hedge("2023-05-10").0 });
    assert_eq!(live(&[fact, early, other]), 0);
}

#[test]
fn copies_are_one_origin_and_are_shown_once() {
    let report = |name: &str| {
        paper(name, "The Ledger", "2023-09-15")
            .that("Harbor engineers opened blood scans", "Harbor engineers | access: opened | blood scans")
            .of_one_text("wire")
    };
    let found = compared(&[report("one"), report("two"), report("three"), nobody_ever_opened()]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].documents_a, found[0].origins_a), (3, 1));
}

#[test]
fn one_voice_in_one_document_does_not_contradict_itself() {
    let opened = oath("Nils Okafor", "2023-10-18")
        .that("Harbor engineers opened blood scans", "Harbor engineers | access: opened | blood scans");
    let not = oath("Nils Okafor", "2023-10-18")
        .that("Harbor engineers never opened blood scans", "Harbor engineers | access: opened | blood scans")
        .not();
    assert_eq!(live(&[opened, not]), 0);
}

fn quote(document: &str, speaker: Option<&str>, text: &str) -> QuoteRow {
    QuoteRow {
        id: digest::key(&[document, text]),
        document: document.into(),
        source: None,
        kind: DocumentKind::Article,
        published: Some("2023-09-15".into()),
        line: 1,
        start: 0,
        end: text.len(),
        text: text.into(),
        speaker: speaker.map(Into::into),
        speaker_name: speaker.map(Into::into),
        cue: Some("said".into()),
        mode: QuoteMode::Direct,
        cluster: Some("c".into()),
        matched: QuoteMatch::Altered,
    }
}

#[test]
fn one_quotation_two_mouths_or_two_wordings() {
    let words = "We have never let anybody outside the clinic open a scan";
    let other = "We have never let anybody outside the clinic look at a scan";
    let found = |a: QuoteRow, b: QuoteRow| -> Vec<String> {
        findings(&[], &[a, b], &[], &LEXICON).into_iter().map(|finding| finding.kind).collect()
    };
    let by = |document: &str, speaker: &str, text: &str| quote(document, Some(speaker), text);
    assert_eq!(found(by("a", "Ada Brandt", words), by("b", "Nils Okafor", words)), ["attribution"]);
    assert_eq!(found(by("a", "Ada Brandt", words), by("b", "Ada Brandt", other)), ["wording"]);
    assert!(found(by("a", "Ada Brandt", words), by("b", "Ada Brand", words)).is_empty(), "one letter");
    assert!(found(by("a", "Ada Brandt", words), by("b", "a spokeswoman for the clinic", words)).is_empty());
    assert!(found(by("a", "Ada Brandt", words), quote("b", None, words)).is_empty());
    assert!(found(by("a", "Ada Brandt", words), by("a", "Nils Okafor", words)).is_empty(), "one document");
    let part = "never let anybody outside the clinic open a scan";
    assert!(found(by("a", "Ada Brandt", words), by("b", "Ada Brandt", part)).is_empty(), "a part is no other wording");
}

/// More than can be set against each other in full: the counts are of all of them all the same, and nothing else is found.
#[test]
fn a_crowd_is_counted_whole() {
    let day = |nth: usize| format!("2023-{:02}-{:02}", 1 + nth / 28, 1 + nth % 28);
    let opened = |nth: usize| {
        tape("Ada Brandt", &day(nth)).that(
            &format!("Harbor engineers opened blood scans in week {nth}"),
            "Harbor engineers | access: opened | blood scans",
        )
    };
    let never = |nth: usize| {
        paper(&format!("paper-{nth}"), "Lumen", &day(nth))
            .that(
                &format!("No Harbor employee has ever opened blood scans, issue {nth}"),
                "No Harbor employee | access: opened | blood scans",
            )
            .not()
    };
    let said: Vec<Say> = (0..150).map(opened).chain((0..140).map(never)).collect();
    let found = compared(&said);
    assert!(!found.is_empty() && found.len() <= super::group::SHOWN);
    for finding in &found {
        assert_eq!(finding.kind, "denial");
        assert_eq!((finding.documents_a, finding.documents_b), (150, 140), "{}", finding.why);
    }
}

#[test]
fn what_never_leaves_a_place_lies_nowhere_else() {
    let never = paper("a", "Ida Holm", "2023-08-02")
        .that("Patients' data never leaves Norway", " | transfer: leaves | Patients' data")
        .not();
    let kept = |place: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(&format!("Lumen stores the blood scans in {place}"), "Lumen | store: stores | the blood scans")
            .at(place)
    };
    let lumen = |say: Say| Say(Claim { object_owner: Some("Lumen".into()), ..say.0 });
    one(&[lumen(never.clone()), lumen(kept("Belgrade"))], "place", Class::Direct);
    assert_eq!(live(&[lumen(never.clone()), lumen(kept("Oslo"))]), 0);
    // What goes to a server lies there; what goes to somebody need not.
    let all = statement("Lumen", "2023-09-15")
        .that("All patient data is stored in Norway", "Lumen | store: stored | All patient data")
        .at("Norway");
    let goes = |to: &str, place: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(
                &format!("Lumen sends the nightly copy of the patient data to {to} in {place}"),
                "Lumen | transfer: sends | the nightly copy of the patient data",
            )
            .to(to)
            .at(place)
    };
    one(&[all.clone(), goes("our servers", "Minsk")], "place", Class::Direct);
    one(&[all.clone(), goes("a data centre", "Minsk")], "place", Class::Direct);
    assert_eq!(live(&[all.clone(), goes("our servers", "Minsk").when("2019")]), 0, "four years ago");
    assert_eq!(live(&[all, goes("a patient", "Minsk")]), 0);
}

#[test]
fn since_when_is_one_day() {
    let since = tape("Ada Brandt", "2023-03-28")
        .that(
            "Quill's desk has had access to the claims register since 2021",
            "Quill's desk | access: access | the claims register",
        )
        .as_(Modality::Ability)
        .when("2021-09");
    let given = |day: &str| {
        paper("a", "Lumen", "2023-06-28")
            .that(
                "Quill's brokers were given access to the claims register",
                "Quill's brokers | access: access | the claims register",
            )
            .as_(Modality::Ability)
            .when(day)
    };
    one(&[since.clone(), given("2023-01")], "date", Class::Direct);
    assert_eq!(live(&[since.clone(), given("2021-09")]), 0);
    let six = Say(Claim { quantity: Some("6 person".into()), ..given("2023-01").0 });
    assert_eq!(live(&[since, six]), 0, "since when they are six");
}

#[test]
fn a_plan_is_no_deed_before_its_day() {
    let plan = tape("Ada Brandt", "2023-06-06")
        .that(
            "Lumen will encrypt the scan archive by the end of September",
            "Lumen | protect: encrypt | the scan archive",
        )
        .as_(Modality::Planned)
        .when("2023-09");
    let done = |day: &str| {
        statement("Lumen", day)
            .that("Lumen has encrypted the scan archive", "Lumen | protect: encrypted | the scan archive")
    };
    one(&[plan.clone(), done("2023-06-30")], "certainty", Class::Tension);
    assert_eq!(live(&[plan, done("2023-10-30")]), 0);
}

#[test]
fn the_press_tells_as_done_what_could_be_done() {
    let can = tape("Ada Brandt", "2023-03-07")
        .that("Quill staff can read the call notes", "Quill staff | access: read | the call notes")
        .as_(Modality::Ability);
    let did = Say(Claim {
        attribution: Attribution::Narration,
        attributed_to: None,
        attributed_name: None,
        ..paper("mirror", "", "2023-06-30").that("Quill read the call notes", "Quill | access: read | the call notes").0
    });
    one(&[can.clone(), did.clone()], "certainty", Class::Tension);
    let heard = tape("Nils Okafor", "2023-04-07")
        .that("Quill people read the call notes", "Quill people | access: read | the call notes");
    assert_eq!(live(&[can, did, heard]), 0, "a witness says that it was done");
}

#[test]
fn things_that_nobody_names_are_counted_alike() {
    let exposed = |say: Say, actor: &str, count: &str, quantity: &str| {
        let told = format!("{actor} exposed the bills of {count} homes");
        let say = say.that(&told, &format!("{actor} | expose: exposed | the bills of {count} homes"));
        Say(Claim { object_owner: Some("Lumen".into()), ..say.count(quantity).0 })
    };
    let tape = exposed(tape("Ada Brandt", "2023-06-06"), "It", "3,200", "3200 home");
    let said = exposed(statement("Lumen", "2023-06-30"), "The bucket", "about 900", "about 900 home");
    one(&[tape.clone(), said], "quantity", Class::Direct);
    let alike = exposed(statement("Lumen", "2023-06-30"), "The bucket", "about 3,000", "about 3000 home");
    assert_eq!(live(&[tape, alike]), 0);
}

#[test]
fn usually_not_and_if_at_all_deny_nothing() {
    let opened = engineers_opened();
    let usually = statement("Lumen", "2023-09-15")
        .that("Harbor engineers do not usually open blood scans", "Harbor engineers | access: open | blood scans")
        .not();
    let once = Say(Claim { evidence: "Harbor engineers opened blood scans".into(), ..opened.0 });
    assert_eq!(live(&[once, usually]), 0);
    let when = tape("Ada Brandt", "2023-02-07")
        .that("when Harbor engineers open blood scans", "Harbor engineers | access: open | blood scans");
    assert_eq!(live(&[when, nobody_ever_opened()]), 0);
}

#[test]
fn a_recording_without_labels_holds_more_than_one_voice() {
    let say = |say: Say, at: usize| {
        let claim = Claim { attributed_to: None, attributed_name: None, start: at, end: at + 60, ..say.0 };
        Say(claim)
    };
    let opened = || {
        tape("", "2023-06-08")
            .that("Harbor engineers opened blood scans", "Harbor engineers | access: opened | blood scans")
    };
    let never = || {
        tape("", "2023-06-08")
            .that("No Harbor engineer ever opened blood scans", "No Harbor engineer | access: opened | blood scans")
            .not()
    };
    one(&[say(opened(), 100), say(never(), 4_000)], "denial", Class::Direct);
    assert_eq!(live(&[say(opened(), 100), say(never(), 200)]), 0, "one breath");
}

#[test]
fn only_some_may_and_everybody_does() {
    let only = |who: &str| {
        statement("Lumen", "2023-09-15")
            .that(&format!("Only {who} can open a blood scan"), &format!("Only {who} | access: open | a blood scan"))
            .as_(Modality::Ability)
    };
    let can = |who: &str| {
        let say = tape("Ada Brandt", "2023-08-07")
            .that(&format!("{who} can open a blood scan"), &format!("{who} | access: open | a blood scan"))
            .as_(Modality::Ability);
        Say(Claim { sentence: format!("{who} at Lumen can open a blood scan."), ..say.0 })
    };
    one(&[only("the treating doctor"), can("Every doctor")], "scope", Class::Direct);
    one(&[only("the treating doctor"), can("The night clerk")], "scope", Class::Direct);
    assert_eq!(live(&[only("the treating doctor"), can("The treating doctor")]), 0);
    assert_eq!(live(&[only("employees"), can("The night clerk")]), 0, "a clerk is an employee");
}

#[test]
fn all_half_and_some() {
    let guarded = |say: Say, what: &str| {
        let say = say.that(&format!("{what} are encrypted"), &format!(" | protect: encrypted | {what}"));
        Say(Claim { object_owner: Some("Lumen".into()), ..say.0 })
    };
    let all = || guarded(statement("Lumen", "2023-09-15"), "All the blood scans");
    let part = |what: &str| guarded(tape("Ada Brandt", "2023-08-07"), what);
    one(&[part("Half of the blood scans"), all()], "scope", Class::Direct);
    one(&[part("Some of the blood scans"), all()], "scope", Class::Tension);
    assert_eq!(live(&[part("The blood scans"), all()]), 0);
}

#[test]
fn the_press_tells_as_fact_what_was_alleged() {
    let alleged = tape("Ada Brandt", "2023-03-07")
        .that("Quill allegedly sold the call notes", "Quill | transfer: sold | the call notes");
    let fact = Say(Claim {
        attribution: Attribution::Narration,
        attributed_to: None,
        attributed_name: None,
        ..paper("mirror", "", "2023-06-30")
            .that("Quill sold the call notes", "Quill | transfer: sold | the call notes")
            .0
    });
    one(&[alleged.clone(), fact.clone()], "certainty", Class::Tension);
    let heard =
        tape("Nils Okafor", "2023-04-07").that("Quill sold the call notes", "Quill | transfer: sold | the call notes");
    assert_eq!(live(&[alleged, fact, heard]), 0, "a witness says so");
}

#[test]
fn not_now_leaves_the_past_open() {
    let now = statement("Lumen", "2023-09-15")
        .that("No Harbor engineer opens blood scans now", "No Harbor engineer | access: opens | blood scans")
        .not();
    assert_eq!(live(&[engineers_opened().when("2021"), now.clone()]), 0);
    one(&[engineers_opened().when("2023-09-15"), now], "denial", Class::Direct);
}

#[test]
fn a_condition_denies_only_under_it() {
    let shared = |words: &str| {
        tape("Ada Brandt", "2023-02-07")
            .that(&format!("Lumen shared the blood scans{words}"), "Lumen | transfer: shared | the blood scans")
    };
    let never = statement("Lumen", "2023-09-15")
        .that("Lumen never shares the blood scans without consent", "Lumen | transfer: shares | the blood scans")
        .not();
    assert_eq!(live(&[shared(""), never.clone()]), 0);
    one(&[shared(" without asking"), never], "denial", Class::Direct);
}

#[test]
fn nobody_outside_and_one_who_is() {
    let nobody = tape("Ada Brandt", "2023-02-07")
        .that(
            "Nobody outside Lumen has ever seen the donor list",
            "Nobody outside the clinic | access: seen | the donor list",
        )
        .not();
    let seen = |who: &str| {
        let say = paper("a", "The Ledger", "2023-03-01")
            .that(&format!("{who} has seen the donor list"), &format!("{who} | access: seen | the donor list"));
        Say(Claim { object_owner: Some("Lumen".into()), ..say.0 })
    };
    let nobody = Say(Claim { object_owner: Some("Lumen".into()), ..nobody.0 });
    one(&[nobody.clone(), seen("Quill")], "denial", Class::Direct);
    assert_eq!(live(&[nobody, seen("A nurse")]), 0);
}

#[test]
fn what_ended_ended_on_one_day() {
    let lost = |say: Say, day: &str| {
        say.that(
            &format!("Quill lost its access to the call notes on {day}"),
            "Quill | access: access | the call notes",
        )
        .as_(Modality::Ability)
        .not()
        .when(day)
    };
    let tape = lost(tape("Ada Brandt", "2023-05-07"), "2022-12-01");
    one(&[tape.clone(), lost(paper("a", "Lumen", "2023-06-30"), "2022-04-11")], "date", Class::Direct);
    assert_eq!(live(&[tape, lost(paper("a", "Lumen", "2023-06-30"), "2022-12")]), 0);
}

#[test]
fn a_house_denies_what_its_own_tape_tells() {
    let sold = |source: &str| {
        let say = tape("Ada Brandt", "2023-02-07")
            .that("The ride histories were sold to two insurers", " | transfer: sold | The ride histories");
        Say(Claim { source: Some(source.into()), ..say.to("two insurers").0 })
    };
    let never =
        statement("Lumen", "2023-09-15").that("We do not sell your data", "We | transfer: sell | your data").not();
    let never = Say(Claim { source: Some("Lumen".into()), ..never.0 });
    one(&[sold("Lumen"), never.clone()], "denial", Class::Direct);
    assert_eq!(live(&[sold("Quill"), never]), 0);
}

/// A count has a limit, and says so.
#[test]
fn a_count_that_stops_says_at_least() {
    let opened = |nth: usize| {
        Say::new(&format!("tape-{nth}"), DocumentKind::Transcript, "Ada Brandt", "2023-02-07").that(
            &format!("Harbor engineers opened blood scans in room {nth}"),
            "Harbor engineers | access: opened | blood scans",
        )
    };
    let many = super::meet::COUNTED + 200;
    let said: Vec<Say> = (0..many).map(opened).chain([nobody_ever_opened()]).collect();
    let found = compared(&said);
    assert_eq!(found.len(), super::group::SHOWN);
    assert!(found[0].why.contains(": at least 1000 statements by 1 speaker"), "{}", found[0].why);
    assert_eq!((found[0].documents_a, found[0].documents_b), (super::meet::COUNTED, 1));
}

#[test]
fn what_stands_beside_a_finding_says_the_same() {
    let stored = |voice: &str, place: &str, day: &str| {
        tape(voice, day)
            .that(&format!("The patient archive is stored in {place}"), "Lumen | store: stored | The patient archive")
            .at(place)
    };
    let said = [
        stored("Ada Brandt", "Oslo", "2023-02-07"),
        stored("Nils Okafor", "Oslo", "2023-03-07"),
        stored("Ida Holm", "Minsk", "2023-04-07"),
        stored("Per Dahl", "Dublin", "2023-05-07"),
    ];
    let found = compared(&said);
    let against = |places: &str| found.iter().find(|finding| finding.why.starts_with(places)).expect("a finding");
    assert_eq!((against("Oslo against Minsk").documents_a, against("Oslo against Minsk").documents_b), (2, 1));
    assert_eq!(against("Minsk against Dublin").documents_a, 1);
}

#[test]
fn quotations_in_any_order_give_the_same_findings() {
    let words = "We have never let anybody outside the clinic open a scan";
    let other = "We have never let anybody outside the clinic look at a scan";
    let quotes = [
        quote("a", Some("Ada Brandt"), words),
        quote("b", Some("Nils Okafor"), words),
        quote("c", Some("Ada Brandt"), other),
        quote("d", None, words),
    ];
    let mut turned = quotes.to_vec();
    let straight = findings(&[], &quotes, &[], &LEXICON);
    assert!(straight.len() >= 2);
    for _ in 0..quotes.len() {
        turned.rotate_left(1);
        assert_eq!(findings(&[], &turned, &[], &LEXICON), straight);
        turned.reverse();
        assert_eq!(findings(&[], &turned, &[], &LEXICON), straight);
        turned.reverse();
    }
}

/// Statements drawn from a small world, so that many of them meet.
fn any_say() -> impl Strategy<Value = Say> {
    let voices = prop::sample::select(vec!["Ada Brandt", "Nils Okafor", "Lumen", "The Ledger"]);
    let actors = prop::sample::select(vec!["Harbor engineers", "Lumen", "we", "nobody", "", "they", "the app"]);
    let acts = prop::sample::select(vec![
        "access: opened",
        "access: copied",
        "transfer: gave",
        "store: kept",
        "expose: leaked",
    ]);
    let objects =
        prop::sample::select(vec!["blood scans", "all data", "the register", "part of the register", "names"]);
    let places = prop::sample::select(vec!["Oslo", "Norway", "Minsk"]);
    let quantities = prop::sample::select(vec!["3 person", "more than 80 person", "100 percent"]);
    let days = prop::sample::select(vec!["2022", "2022-06", "2022-06-17", "2023-01-02"]);
    let kinds = prop::sample::select(DocumentKind::ALL.to_vec());
    let modality = prop::sample::select(Modality::ALL.to_vec());
    let half = || prop::bool::ANY;
    (
        voices,
        actors,
        acts,
        objects,
        (places, half()),
        (quantities, half()),
        (days.clone(), days, half()),
        (kinds, modality, half()),
    )
        .prop_map(
            |(voice, actor, act, object, place, quantity, (said, when, dated), (kind, modality, negated))| {
                let document = format!("{}-{voice}-{said}", kind.name());
                let evidence = format!("{actor} {act} {object} {} {}", place.0, quantity.0);
                let mut say =
                    Say::new(&document, kind, voice, said).that(&evidence, &format!("{actor} | {act} | {object}"));
                say = say.as_(modality);
                if negated {
                    say = say.not()
                }
                if place.1 {
                    say = say.at(place.0)
                }
                if quantity.1 {
                    say = say.count(quantity.0)
                }
                if dated {
                    say = say.when(when)
                }
                say.0.id = digest::key(&[&say.0.id, modality.name(), say.0.polarity.name(), &format!("{:?}", say.0)]);
                say
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_claims_changes_no_byte(mut said in prop::collection::vec(any_say(), 0..40), seed in any::<u64>()) {
        let before = serde_json::to_string(&compared(&said)).expect("findings are plain values");
        let mut state = seed;
        for at in (1..said.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            said.swap(at, (state >> 33) as usize % (at + 1));
        }
        let after = serde_json::to_string(&compared(&said)).expect("findings are plain values");
        prop_assert_eq!(before, after);
    }

    #[test]
    fn two_claims_compare_alike_both_ways(a in any_say(), b in any_say()) {
        prop_assert_eq!(compared(&[a.clone(), b.clone()]), compared(&[b, a]));
    }
}
