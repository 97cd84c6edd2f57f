//! Small stories as a reader would put them, and what comparison must make of them.

mod crowds;
mod denials;
mod figures;
mod order;
mod rules;
mod sure;
mod told;

use super::findings;
use crate::lexicon::Lexicon;
use crate::model::{
    Attribution, Claim, Class, DocumentKind, Finding, Modality, Polarity, QuoteMatch, QuoteMode, QuoteRow, digest,
};
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
