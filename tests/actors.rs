//! Who is who over a case: spellings, speakers' labels, acronyms, and a user's own `actors.toml`.

use gainsay::lexicon::Lexicon;
use gainsay::lexicon::actors::OwnActors;
use gainsay::model::ActorKind;
use gainsay::resolve::actors::{Names, Spelling, names};

fn spelling(document: &str, text: &str, kind: ActorKind) -> Spelling {
    let (document, text) = (document.to_string(), text.to_string());
    Spelling { document, text, kind, organisation: None, role: None, title: None, count: 1, claims: 0 }
}

fn person(document: &str, text: &str) -> Spelling {
    spelling(document, text, ActorKind::Person)
}

fn firm(document: &str, text: &str) -> Spelling {
    spelling(document, text, ActorKind::Organisation)
}

fn own(text: &str) -> OwnActors {
    OwnActors::load("actors.toml", text).expect("well formed")
}

/// "spelling is name", one a line.
fn told(spellings: &[Spelling], own: &OwnActors) -> Vec<String> {
    let found = resolved(spellings, own);
    let name = |spelling: &Spelling| found.name(&spelling.document, &spelling.text).expect("named").to_string();
    spellings.iter().map(|spelling| format!("{} is {}", spelling.text, name(spelling))).collect()
}

fn resolved(spellings: &[Spelling], own: &OwnActors) -> Names {
    names(spellings, own, &Lexicon::embedded())
}

#[test]
fn john_and_jane_smith_stay_two() {
    let spellings =
        [person("a", "John Smith"), person("b", "Jane Smith"), person("c", "Smith"), person("d", "J. Smith")];
    let told = told(&spellings, &OwnActors::default());
    assert_eq!(told[..3], ["John Smith is John Smith", "Jane Smith is Jane Smith", "Smith is Smith"]);
    assert_eq!(told[3], "J. Smith is J. Smith", "an initial that fits two is nobody's");
}

#[test]
fn a_surname_or_first_name_is_the_only_full_name_of_its_document() {
    let spellings = [
        person("a", "Oda Merrick"),
        person("a", "Ms. Merrick"),
        person("a", "Oda"),
        person("b", "Merrick"),
        person("c", "Piet Holm"),
        person("c", "Ans Holm"),
        person("c", "Mr. Holm"),
    ];
    assert_eq!(
        told(&spellings, &OwnActors::default()),
        [
            "Oda Merrick is Oda Merrick",
            "Ms. Merrick is Oda Merrick",
            "Oda is Oda Merrick",
            "Merrick is Merrick",
            "Piet Holm is Piet Holm",
            "Ans Holm is Ans Holm",
            "Mr. Holm is Holm"
        ]
    );
}

#[test]
fn labels_of_a_recording_join_with_names_in_the_news() {
    let spellings = [
        person("call.vtt", "HALVERSEN, Petra (CISO)"),
        person("call.vtt", "Petra Halversen | Guest"),
        person("minutes.txt", "PETRA HALVERSEN"),
        person("news.html", "Petra Halversen"),
        person("news.html", "Petra Halverson"),
    ];
    let told = told(&spellings, &OwnActors::default());
    assert!(told.iter().all(|line| line.ends_with(" is Petra Halversen")), "{told:?}");
}

#[test]
fn a_numbered_speaker_is_renamed_everywhere() {
    let own = own("[[actor]]\nname = \"Greta Oyelaran\"\naliases = [\"Speaker 1\", \"Unknown caller\"]\n");
    let spellings = [
        person("one.vtt", "Speaker 1"),
        person("two.vtt", "Speaker 1"),
        person("two.vtt", "Speaker 2"),
        person("note.txt", "Unknown caller"),
        person("news.txt", "Greta Oyelaran"),
    ];
    assert_eq!(
        told(&spellings, &own),
        [
            "Speaker 1 is Greta Oyelaran",
            "Speaker 1 is Greta Oyelaran",
            "Speaker 2 is Speaker 2",
            "Unknown caller is Greta Oyelaran",
            "Greta Oyelaran is Greta Oyelaran"
        ]
    );
    let found = resolved(&spellings, &own);
    let row = found.rows().iter().find(|row| row.name == "Greta Oyelaran").expect("a row");
    assert_eq!((row.documents, row.spellings.len()), (4, 3));
}

#[test]
fn numbered_speakers_are_never_one() {
    let spellings = [person("a", "Speaker 1"), person("a", "Speaker 2"), person("b", "Speaker 12")];
    let told = told(&spellings, &OwnActors::default());
    assert_eq!(told, ["Speaker 1 is Speaker 1", "Speaker 2 is Speaker 2", "Speaker 12 is Speaker 12"]);
}

#[test]
fn a_firm_by_its_legal_form_and_never_by_a_number() {
    let spellings = [
        firm("a", "Tidal Grid Ltd."),
        firm("b", "Tidal Grid"),
        firm("c", "the Tidal Grid Group"),
        firm("d", "Harbour Clinic 4 Services"),
        firm("e", "Harbour Clinic 5 Services"),
    ];
    let told = told(&spellings, &OwnActors::default());
    let name = |at: usize| told[at].rsplit(" is ").next().expect("a name").to_string();
    assert!(name(0) == name(1) && name(1) == name(2), "{told:?}");
    assert_ne!(name(3), name(4));
}

#[test]
fn staff_and_firm_are_related_and_not_equal() {
    let mut engineers = spelling("a", "Tidal Grid engineers", ActorKind::Group);
    engineers.organisation = Some("Tidal Grid".into());
    let spellings = [engineers, firm("a", "Tidal Grid"), firm("a", "Norvane")];
    let found = resolved(&spellings, &OwnActors::default());
    assert_ne!(found.name("a", "Tidal Grid engineers"), found.name("a", "Tidal Grid"));
    let row = |name: &str| found.rows().iter().find(|row| row.name == name).expect("a row");
    assert_eq!(row("Tidal Grid engineers").part_of, ["Tidal Grid"]);
}

#[test]
fn what_the_user_says_wins() {
    let text = "[[actor]]\nname = \"Norvane\"\nsame-as = [\"Northern Vanes\"]\npart-of = \"Tidal Grid\"\n\
        [[actor]]\nname = \"Petra Halversen\"\nnot-same-as = [\"Petra Halverson\"]\n";
    let spellings = [
        firm("a", "Norvane"),
        firm("b", "Northern Vanes"),
        firm("b", "Tidal Grid"),
        person("a", "Petra Halversen"),
        person("b", "Petra Halverson"),
    ];
    let own = own(text);
    let told = told(&spellings, &own);
    assert_eq!(told[..2], ["Norvane is Norvane", "Northern Vanes is Norvane"]);
    assert_eq!(told[3..], ["Petra Halversen is Petra Halversen", "Petra Halverson is Petra Halverson"]);
    let found = resolved(&spellings, &own);
    let row = found.rows().iter().find(|row| row.name == "Norvane").expect("a row");
    assert_eq!(row.part_of, ["Tidal Grid"]);
}

#[test]
fn labels_that_name_nobody_count_in_their_document_only() {
    let labels = ["Speaker 1", "SPEAKER A", "Unknown Speaker", "Unknown", "Participant 3", "Caller", "Guest"];
    let spellings: Vec<Spelling> = ["a", "b"].iter().flat_map(|at| labels.map(|label| person(at, label))).collect();
    assert!(resolved(&spellings, &OwnActors::default()).rows().is_empty());
    let own = own("[[actor]]\nname = \"Greta Oyelaran\"\naliases = [\"Caller\"]\n");
    let found = resolved(&spellings, &own);
    let rows: Vec<(&str, usize)> = found.rows().iter().map(|row| (row.name.as_str(), row.documents)).collect();
    assert_eq!(rows, [("Greta Oyelaran", 2)]);
    let guests = [person("a", "Nora Guest"), person("a", "Mr. Guest"), person("b", "Mr. Guest")];
    assert!(resolved(&guests, &OwnActors::default()).rows().iter().any(|row| row.name.contains("Guest")));
}

#[test]
fn titles_of_two_genders_are_two_people() {
    let own = OwnActors::default();
    let holms = [person("a", "Mr. Holm"), person("b", "Ms. Holm"), person("c", "Holm")];
    assert_eq!(told(&holms, &own), ["Mr. Holm is Mr. Holm", "Ms. Holm is Ms. Holm", "Holm is Holm"]);
    let given = [person("a", "Petra Holm"), person("a", "Ms. Holm"), person("a", "Mr. Holm")];
    assert_eq!(told(&given, &own)[1..], ["Ms. Holm is Petra Holm", "Mr. Holm is Holm"]);
    let open = [person("a", "Xi Li"), person("a", "Mr. Li"), person("a", "Ms. Li")];
    assert_eq!(told(&open, &own), ["Xi Li is Xi Li", "Mr. Li is Mr. Li", "Ms. Li is Ms. Li"]);
    let mut titled = holms.map(|holm| Spelling { text: "Holm".into(), ..holm });
    (titled[0].title, titled[1].title) = (Some("Mr.".into()), Some("Mrs.".into()));
    assert_eq!(told(&titled, &own), ["Holm is Mr. Holm", "Holm is Mrs. Holm", "Holm is Holm"]);
}

#[test]
fn a_surname_is_the_one_full_name_of_the_case() {
    let own = OwnActors::default();
    let mut all = vec![person("a", "Ruben Castell"), person("b", "Mr. Castell"), person("c", "Castell")];
    assert_eq!(told(&all, &own)[1..], ["Mr. Castell is Ruben Castell", "Castell is Castell"]);
    all[2].role = Some("security chief".into());
    assert_eq!(told(&all, &own)[2], "Castell is Ruben Castell");
    assert_eq!(told(&[all[0].clone(), person("b", "Ms. Castell")], &own)[1], "Ms. Castell is Castell");
    all.push(person("d", "Olga Castell"));
    assert_eq!(told(&all, &own)[1], "Mr. Castell is Castell", "two could be meant");
    let mut houses = [person("a", "Ruben Castell"), person("b", "Mr. Castell")];
    (houses[0].organisation, houses[1].organisation) = (Some("Tidal Grid".into()), Some("Norvane".into()));
    assert_eq!(told(&houses, &own)[1], "Mr. Castell is Castell", "another house");
}

#[test]
fn an_alias_with_a_title_wins() {
    let own = own("[[actor]]\nname = \"Jane Castell\"\naliases = [\"Ms. Castell\"]\n");
    let mut castell = person("a", "Castell");
    castell.title = Some("Ms.".into());
    assert_eq!(told(&[castell], &own), ["Castell is Jane Castell"]);
}
