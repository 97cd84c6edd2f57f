//! People, organisations, governments, groups and systems that a document names, with the fullest name where it is certain.

mod anaphora;
mod identity;
mod kinds;
mod names;
mod phrases;
mod runs;
mod titles;

pub(super) use anaphora::own_words;

use super::parsed::Parsed;
use super::quotes::marks::marked;
use super::words::{Word, words};
use crate::lexicon::Lexicon;
use crate::lexicon::labels::is_anonymous;
use crate::model::{ActorMention, Document, Sentence, Span, Tree, TurnRole};
use std::collections::{BTreeMap, BTreeSet};

/// The actors of a document in order of the text. Mentions do not overlap but for a name inside a longer phrase ("Acme" in
/// "Acme employees"), which comes after it.
pub fn actors(
    document: &Document,
    sentences: &[Sentence],
    trees: &BTreeMap<usize, Tree>,
    lexicon: &Lexicon,
) -> Vec<ActorMention> {
    let spans = stretches(document, sentences);
    let parsed = Parsed::given(sentences, trees);
    let split: Vec<Vec<Word<'_>>> = spans.iter().map(|span| words(&document.text, *span)).collect();
    let names = names::names(&document.text, &split, &parsed, &speakers(document), lexicon);
    let mut mentions = phrases::mentions(&document.text, &split, &names, &parsed, lexicon);
    mentions.sort_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)));
    let scene = identity::Scene {
        text: &document.text,
        sentences: &spans,
        quoted: &quoted(document, lexicon),
        parsed: &parsed,
        lexicon,
        firms: &identity::firms(&names),
    };
    identity::name(&scene, &mut mentions, &names);
    mentions
}

/// The words of the speakers' labels that can be a person's name.
fn speakers(document: &Document) -> BTreeSet<&str> {
    let labels = document.turns.iter().filter_map(|turn| turn.speaker.as_deref());
    let labels = labels.filter(|label| !is_anonymous(label));
    let name = |label: &&str| label.starts_with(char::is_uppercase) && label.split([' ', '(', '|']).count() <= 6;
    let words = labels.filter(name).flat_map(|label| {
        let plain = label.split(['(', '|', '/']).next().unwrap_or_default().trim();
        plain.split(' ').chain([plain])
    });
    words.filter(|word| word.len() > 2 && word.chars().skip(1).any(char::is_lowercase)).collect()
}

/// What stands between quotation marks.
fn quoted(document: &Document, lexicon: &Lexicon) -> Vec<Span> {
    let paragraphs: Vec<Span> = document.turns.iter().map(|turn| turn.span.trim(&document.text)).collect();
    let marks = marked(&document.text, &paragraphs, &lexicon.quotes.grammar).concat();
    marks.into_iter().filter(|mark| mark.depth == 0).map(|mark| mark.inner).collect()
}

/// The mention that a phrase is about: the one that covers `head` (a byte of the document), the shortest if several do; without
/// a head the first that begins inside the phrase, the longest if several do.
pub fn resolve(mentions: &[ActorMention], phrase: Span, head: Option<usize>) -> Option<&ActorMention> {
    if let Some(head) = head {
        let before = &mentions[..mentions.partition_point(|mention| mention.span.start <= head)];
        let covers = |mention: &&ActorMention| head < mention.span.end;
        return before.iter().rev().take(NESTED).filter(covers).min_by_key(|mention| mention.span.len());
    }
    within(mentions, phrase).iter().min_by_key(|mention| (mention.span.start, std::cmp::Reverse(mention.span.end)))
}

/// Mentions that may begin between a phrase's beginning and its head.
const NESTED: usize = 32;

/// The mentions that begin in a stretch. `mentions` are in order of the text.
pub(crate) fn within(mentions: &[ActorMention], stretch: Span) -> &[ActorMention] {
    let begin = mentions.partition_point(|mention| mention.span.start < stretch.start);
    let end = mentions.partition_point(|mention| mention.span.start < stretch.end);
    &mentions[begin..end.max(begin)]
}

/// Sentences, or turns where there are none yet; headings apart from what follows.
fn stretches(document: &Document, sentences: &[Sentence]) -> Vec<Span> {
    if !sentences.is_empty() {
        return sentences.iter().map(|sentence| sentence.span).collect();
    }
    document.turns.iter().filter(|turn| turn.role != TurnRole::Note).map(|turn| turn.span).collect()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::lexicon::actors::Shows;
    use crate::model::{ActorKind, DocumentKind, Turn};

    pub(crate) fn document(text: &str) -> Document {
        let mut at = 0;
        let turns = text.split("\n\n").map(|part| {
            let span = Span::new(at, at + part.len());
            at = span.end + 2;
            Turn { span, role: TurnRole::Paragraph, speaker: None, time: None, line: 1, cue: None, continues: false }
        });
        Document {
            id: String::new(),
            path: "case.txt".into(),
            sha256: String::new(),
            format: "text".into(),
            kind: DocumentKind::Article,
            title: None,
            source: None,
            url: None,
            authors: Vec::new(),
            published: None,
            published_basis: None,
            language: None,
            turns: turns.collect(),
            text: text.to_string(),
        }
    }

    fn found(text: &str) -> Vec<(String, ActorKind, Option<String>)> {
        let document = document(text);
        let mentions = actors(&document, &[], &BTreeMap::new(), &Lexicon::embedded());
        mentions.iter().map(|mention| (mention.span.of(text).to_string(), mention.kind, mention.name.clone())).collect()
    }

    fn name_of(text: &str, spelling: &str) -> Option<String> {
        let all = found(text);
        all.iter()
            .rev()
            .find(|(words, ..)| words == spelling)
            .unwrap_or_else(|| panic!("{spelling} in {all:?}"))
            .2
            .clone()
    }

    #[test]
    fn each_list_of_words_beside_names_tells_what_its_examples_say() {
        let lexicon = Lexicon::embedded();
        let holds = |shows: Shows, text: &str| {
            let all = found(text);
            let named = |kinds: &[ActorKind]| all.iter().any(|(_, kind, name)| name.is_some() && kinds.contains(kind));
            let takes_up =
                |words: &str| lexicon.actors.pronoun(words).is_some() || words.to_lowercase().starts_with("the ");
            let meant = all.iter().any(|(words, _, name)| name.is_some() && takes_up(words));
            match shows {
                Shows::Person => named(&[ActorKind::Person]),
                Shows::Nofirm => !named(&[ActorKind::Organisation, ActorKind::Government]),
                Shows::Government => named(&[ActorKind::Government]),
                Shows::Meant => meant,
                Shows::Unmeant => !meant,
            }
        };
        let mut wrong = Vec::new();
        for told in &lexicon.actors.telling.examples {
            assert!(!told.yes.is_empty() && !told.no.is_empty(), "{} has no examples", told.list);
            wrong.extend(
                told.yes
                    .iter()
                    .filter(|text| !holds(told.shows, text))
                    .map(|text| format!("{}: silent on {text}: {:?}", told.list, found(text))),
            );
            wrong.extend(
                told.no
                    .iter()
                    .filter(|text| holds(told.shows, text))
                    .map(|text| format!("{}: fires on {text}: {:?}", told.list, found(text))),
            );
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn a_surname_stands_for_the_full_name() {
        let text = "Fisheries minister Lionel Dacosta spoke. Mr Dacosta left. A year ago Dacosta had won.";
        assert_eq!(name_of(text, "Dacosta"), Some("Lionel Dacosta".into()));
        let all = found(text);
        assert_eq!(all[0].0, "Fisheries minister Lionel Dacosta");
        assert_eq!(all[0].1, ActorKind::Person);
    }

    #[test]
    fn two_of_one_surname_stay_two() {
        let text = "John Smith met Jane Smith. Smith said no. Mr Smith left.";
        assert_eq!(name_of(text, "Smith"), None);
        assert_eq!(name_of(text, "John Smith"), Some("John Smith".into()));
    }

    #[test]
    fn acronyms_in_brackets_and_the_company() {
        let text = "The Northern Grid Authority (NGA) met. Later the NGA said no.";
        assert_eq!(name_of(text, "NGA"), Some("Northern Grid Authority".into()));
        let text = "Payroll firm Talvera opened an office. The company said it was proud.";
        assert_eq!(name_of(text, "The company"), Some("Talvera".into()));
    }

    #[test]
    fn groups_carry_place_organisation_and_role() {
        let text = "China-based Acme employees read it. Acme is a firm.";
        let document = document(text);
        let mentions = actors(&document, &[], &BTreeMap::new(), &Lexicon::embedded());
        let group = &mentions[0];
        assert_eq!(group.span.of(text), "China-based Acme employees");
        assert_eq!(group.kind, ActorKind::Group);
        assert_eq!(
            (group.place.as_deref(), group.organisation.as_deref(), group.role.as_deref()),
            (Some("China"), Some("Acme"), Some("employees"))
        );
        let text = "A member of the Harbour Safety department said so. Nine engineers left. Chinese officials came.";
        let mentions: Vec<String> = found(text).into_iter().map(|(words, ..)| words).collect();
        assert!(mentions.contains(&"A member of the Harbour Safety department".to_string()), "{mentions:?}");
        assert!(
            mentions.contains(&"Nine engineers".to_string()) && mentions.contains(&"Chinese officials".to_string()),
            "{mentions:?}"
        );
    }

    #[test]
    fn he_and_she_stay_open_between_two() {
        for text in [
            "Mary Kern and Susan Holm met in May. She deleted the logs.",
            "Mary Kern met Susan Holm in May. She deleted the logs.",
            "Paul Kern and David Holm met in May. He deleted the logs.",
            "Mary Kern met Dr. Xi Holm in May. She deleted the logs.",
        ] {
            let all = found(text);
            let (_, _, name) = all.iter().find(|(words, ..)| matches!(words.as_str(), "She" | "He")).expect(text);
            assert_eq!(*name, None, "{text}");
        }
        assert_eq!(name_of("Mary Kern met Paul Holm in May. She deleted the logs.", "She"), Some("Mary Kern".into()));
    }

    #[test]
    fn titles_of_two_genders_part_one_surname() {
        let text = "Mr. Orrin opened the door. Later Ms. Orrin closed it.";
        assert_eq!(name_of(text, "Mr. Orrin"), Some("Mr. Orrin".into()));
        assert_eq!(name_of(text, "Ms. Orrin"), Some("Ms. Orrin".into()));
        let text = "Xi Li wrote it. Mr. Li signed it. Later Ms. Li read it.";
        assert_eq!(name_of(text, "Xi Li"), Some("Xi Li".into()));
        assert_eq!(name_of(text, "Mr. Li"), Some("Mr. Li".into()));
        assert_eq!(name_of(text, "Ms. Li"), Some("Ms. Li".into()));
    }

    #[test]
    fn the_firm_is_a_name_that_the_text_shows_to_be_one() {
        let text = "Nine contractors opened the files, Lund said. The firm shared patient files with a broker.";
        assert_eq!(name_of(text, "The firm"), None);
        let text = "Ida Lund said the files were safe. The company shared them with a broker.";
        assert_eq!(name_of(text, "The company"), None);
        for text in [
            "Talvera said its files were safe. The company shared them with a broker.",
            "Talvera's users said no. The company shared their files with a broker.",
            "Employees of Talvera said no. Talvera said nothing. The company shared their files.",
        ] {
            assert_eq!(name_of(text, "The company"), Some("Talvera".into()), "{text}");
        }
    }

    #[test]
    fn kinds_by_form() {
        let kind = |text: &str, name: &str| {
            let all = found(text);
            all.into_iter().find(|(.., found)| found.as_deref() == Some(name)).map(|(_, kind, _)| kind)
        };
        let (person, state) = (Some(ActorKind::Person), Some(ActorKind::Government));
        assert_eq!(kind("J. Ferris said no. Later R.J. Vance left.", "J. Ferris"), person);
        assert_eq!(kind("Then R.J. Vance said no.", "R.J. Vance"), person);
        assert_eq!(kind("The Senate Commerce Committee met.", "Senate Commerce Committee"), state);
        assert_eq!(kind("The Justice Department said no.", "Justice Department"), state);
        assert_eq!(kind("The Ministry of Justice said no.", "Ministry of Justice"), state);
        let text = "The Federal Trade Commission (FTC) met. Later the FTC said no.";
        let all = found(text);
        let ftc: Vec<_> =
            all.iter().filter(|(words, ..)| words == "FTC").map(|(_, kind, name)| (*kind, name.as_deref())).collect();
        assert!(
            !ftc.is_empty() && ftc.iter().all(|ftc| *ftc == (ActorKind::Government, Some("Federal Trade Commission"))),
            "{all:?}"
        );
        for text in [
            "Senator Tom Ferris, D-Ohio, said no.",
            "BACKGROUND\n\nNobody said no.",
            "DATA ACCESS POLICY\n\nNobody said no.",
            "The Trust and Safety team said no.",
        ] {
            let firms: Vec<_> = found(text)
                .into_iter()
                .filter(|(_, kind, name)| name.is_some() && *kind != ActorKind::Person)
                .collect();
            assert!(firms.is_empty(), "{text}: {firms:?}");
        }
    }
}
