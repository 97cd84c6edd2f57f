//! A spelling or a speaker's label as a plain name, and whether two plain names can be one actor's.

use super::Spelling;
use crate::lexicon::actors::{Gender, one_letter_apart};
use crate::lexicon::{Lexicon, labels};
use crate::model::ActorKind;
use std::collections::{BTreeMap, BTreeSet};

/// What a spelling says: "VANTERPOOL, Denise (CISO)" is Denise Vanterpool, CISO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    pub name: String,
    pub role: Option<String>,
    /// The title before the name: "Ms.".
    pub title: Option<String>,
}

impl Label {
    pub fn read(text: &str, kind: ActorKind, lexicon: &Lexicon) -> Label {
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (name, bracket) = without_bracket(&flat);
        if let Some(bearer) = bracket.filter(|_| kind == ActorKind::Person && is_office(name, lexicon)) {
            let (bearer, _) = without_bracket(bearer);
            let bearer = bearer.split_once('(').map_or(bearer, |(bearer, _)| bearer.trim());
            if bearer.split(' ').next().is_some_and(|first| lexicon.actors.is_title(first)) {
                return Label {
                    name: person(bearer, lexicon),
                    role: Some(name.to_string()),
                    title: title(bearer, lexicon),
                };
            }
        }
        let (name, bar) = match name.split_once(['|', '/']) {
            Some((name, rest)) => (name.trim(), Some(rest.trim())),
            None => (name, None),
        };
        let name = name.trim_end_matches(':').trim();
        if kind == ActorKind::Person && labels::is_anonymous(name) {
            let name = if is_shouted(name) { one_capital(name) } else { name.to_string() };
            return Label { name, role: None, title: None };
        }
        let (name, office) = match name.split_once(", ").filter(|_| kind == ActorKind::Person) {
            Some((name, office)) if is_office_after(name, office, lexicon) => (name, Some(office)),
            _ => (name, None),
        };
        let title = title(name, lexicon).filter(|_| kind == ActorKind::Person);
        let name = if kind == ActorKind::Person {
            person(name, lexicon)
        } else {
            name.strip_prefix("the ").or(name.strip_prefix("The ")).unwrap_or(name).to_string()
        };
        let role = bracket.or(bar).or(office).filter(|role| !role.is_empty()).map(String::from);
        Label { name: if name.is_empty() { flat.clone() } else { name }, role, title }
    }
}

/// "Dr. Paul Kern, CISO", "Kern, chief engineer": what comes after the comma is an office, not the first name.
fn is_office_after(name: &str, office: &str, lexicon: &Lexicon) -> bool {
    let actors = &lexicon.actors;
    let titled = name.split(' ').next().is_some_and(|first| actors.is_title(&one_capital(first)));
    let shouted = |text: &str| text.chars().all(|c| !c.is_lowercase());
    let letters = shouted(office) && !shouted(name) && office.len() > 1 && !office.contains(['.', ' ']);
    let role = office.rsplit(' ').next().is_some_and(|last| actors.role(last).is_some());
    titled || letters || role || office.split(' ').any(|word| actors.never.contains(word))
}

/// The title that a name begins with.
fn title(name: &str, lexicon: &Lexicon) -> Option<String> {
    let (first, _) = name.split_once(' ')?;
    let plain = one_capital(first);
    lexicon.actors.is_title(&plain).then_some(plain)
}

/// "The Acting Chair": the office, not the name of one who holds it.
fn is_office(name: &str, lexicon: &Lexicon) -> bool {
    let last = name.rsplit(' ').next().unwrap_or_default();
    name.to_lowercase().starts_with("the ") && lexicon.actors.role(last).is_some()
}

fn without_bracket(text: &str) -> (&str, Option<&str>) {
    match (text.find(['(', '[']), text.trim_end().ends_with([')', ']'])) {
        (Some(open), true) if open > 0 => {
            (text[..open].trim(), Some(text[open + 1..].trim_end_matches([')', ']']).trim()))
        }
        _ => (text, None),
    }
}

/// Without titles, in the order first name, surname, with one capital a word.
fn person(name: &str, lexicon: &Lexicon) -> String {
    let turned = match name.split_once(',') {
        Some((last, first))
            if !first.contains(',')
                && first.split_whitespace().count() <= 3
                && last.split_whitespace().count() <= 3 =>
        {
            let suffix = lexicon.actors.after_name.contains(first.trim());
            if suffix { last.to_string() } else { format!("{} {}", first.trim(), last.trim()) }
        }
        _ => name.to_string(),
    };
    let words: Vec<&str> = turned.split(' ').filter(|word| !word.is_empty()).collect();
    let titles = words
        .iter()
        .take_while(|word| lexicon.actors.is_title(word) || lexicon.actors.is_title(&one_capital(word)))
        .count();
    let keep = if words.get(titles).is_some_and(|word| word.starts_with(char::is_alphabetic)) { titles } else { 0 };
    let shouted = name.chars().filter(|c| c.is_lowercase()).count() < 2;
    let words: Vec<String> = words[keep..]
        .iter()
        .filter(|word| !lexicon.actors.after_name.contains(word))
        .map(|word| if shouted || is_shouted(word) { one_capital(word) } else { (*word).to_string() })
        .collect();
    words.join(" ")
}

fn is_shouted(word: &str) -> bool {
    word.chars().count() > 2
        && word.chars().all(|c| !c.is_lowercase())
        && word.chars().any(char::is_uppercase)
        && !word.contains('.')
}

/// "O'NEIL-HART" gives "O'Neil-Hart".
fn one_capital(word: &str) -> String {
    let mut fresh = true;
    let mut out = String::new();
    for c in word.chars() {
        if fresh {
            out.extend(c.to_uppercase())
        } else {
            out.extend(c.to_lowercase())
        }
        fresh = !c.is_alphanumeric();
    }
    out
}

/// Everything known of one plain name over all documents.
#[derive(Clone, Debug)]
pub struct Bearer {
    pub name: String,
    pub count: usize,
    kinds: BTreeMap<ActorKind, usize>,
    pub organisations: BTreeSet<String>,
    /// As titles and the first name tell.
    genders: BTreeSet<Gender>,
    /// It is told from its namesakes by its title alone.
    titled: bool,
}

/// The legal form and other ends of a firm's name that may be left out.
const LEGAL: [&str; 16] = [
    "inc",
    "ltd",
    "llc",
    "corp",
    "corporation",
    "company",
    "co",
    "plc",
    "gmbh",
    "ag",
    "sa",
    "bv",
    "limited",
    "holdings",
    "group",
    "news",
];

impl Bearer {
    pub fn new(name: &str, lexicon: &Lexicon) -> Bearer {
        let first = name.split(' ').next().unwrap_or_default();
        Bearer {
            name: name.to_string(),
            count: 0,
            kinds: BTreeMap::new(),
            organisations: BTreeSet::new(),
            genders: lexicon.actors.gender_of_given(first).into_iter().collect(),
            titled: title(name, lexicon).is_some(),
        }
    }

    pub fn add(&mut self, spelling: &Spelling, gender: Option<Gender>) {
        self.count += spelling.count.max(1);
        *self.kinds.entry(spelling.kind).or_default() += spelling.count.max(1);
        self.organisations.extend(spelling.organisation.clone());
        self.genders.extend(gender);
    }

    /// Words of the name; an initial is less than a word.
    pub fn fullness(&self) -> usize {
        self.name.split(' ').map(|word| if word.trim_end_matches('.').chars().count() > 1 { 2 } else { 1 }).sum()
    }

    pub fn has_gender(&self) -> bool {
        self.genders.len() == 1
    }

    /// What is known of the one and of the other does not go together.
    pub fn is_other_gender(&self, gender: Option<Gender>) -> bool {
        self.has_gender() && gender.is_some_and(|gender| !self.genders.contains(&gender))
    }

    pub fn is_person(&self) -> bool {
        self.kinds
            .iter()
            .max_by_key(|(kind, count)| (**count, std::cmp::Reverse(**kind)))
            .is_some_and(|(kind, _)| *kind == ActorKind::Person)
    }

    /// Two bearers that share no block are never compared.
    pub fn blocks(&self) -> BTreeSet<String> {
        if self.is_person() {
            let last = self.name.rsplit(' ').next().unwrap_or_default().to_lowercase();
            return [last.chars().take(3).collect()].into();
        }
        [self.squeezed().chars().take(4).collect()].into()
    }

    /// Lower case letters and digits without spaces and legal form.
    fn squeezed(&self) -> String {
        let lower = self.name.to_lowercase();
        let mut words: Vec<&str> = lower
            .split(|c: char| !c.is_alphanumeric() && c != '&' && c != '.')
            .map(|word| word.trim_end_matches('.'))
            .filter(|word| !word.is_empty())
            .collect();
        while words.len() > 1 && words.last().is_some_and(|last| LEGAL.contains(last)) {
            words.pop();
        }
        words.concat().replace('.', "")
    }

    pub fn same(&self, other: &Bearer) -> bool {
        match (self.is_person(), other.is_person()) {
            (true, true) => self.same_person(other),
            (false, false) => self.same_firm(other),
            _ => false,
        }
    }

    fn same_person(&self, other: &Bearer) -> bool {
        let (a, b): (Vec<String>, Vec<String>) = (words(&self.name), words(&other.name));
        let (Some(last_a), Some(last_b)) = (a.last(), b.last()) else { return false };
        if !near(last_a, last_b) {
            return false;
        }
        if self.titled || other.titled || a.len() == 1 || b.len() == 1 {
            return a == b;
        }
        if other.has_gender() && self.is_other_gender(other.genders.first().copied()) {
            return false;
        }
        same_first(&a[0], &b[0]) && same_middle(&a[1..a.len() - 1], &b[1..b.len() - 1])
    }

    fn same_firm(&self, other: &Bearer) -> bool {
        let (a, b) = (self.squeezed(), other.squeezed());
        a == b || a.len() >= 9 && b.len() >= 9 && one_letter_apart(&a, &b) && !digits_differ(&a, &b)
    }
}

fn words(name: &str) -> Vec<String> {
    name.to_lowercase()
        .split(' ')
        .map(|word| word.trim_end_matches('.').to_string())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Equal, or long and one letter apart.
fn near(a: &str, b: &str) -> bool {
    let long = a.chars().count().min(b.chars().count()) >= 6 && a.chars().next() == b.chars().next();
    a == b || long && one_letter_apart(a, b)
}

/// Equal, or one is the other's initial. Names one letter apart are two ("Maria", "Marta").
fn same_first(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| short.chars().count() == 1 && long.starts_with(short);
    a == b || initial(a, b) || initial(b, a)
}

fn same_middle(a: &[String], b: &[String]) -> bool {
    a.is_empty() || b.is_empty() || a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_first(a, b))
}

fn digits_differ(a: &str, b: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(a) != digits(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Option<String>) {
        let label = Label::read(text, ActorKind::Person, &Lexicon::embedded());
        (label.name, label.role)
    }

    #[test]
    fn labels_are_read() {
        assert_eq!(read("VANTERPOOL, Denise (CISO)"), ("Denise Vanterpool".into(), Some("CISO".into())));
        assert_eq!(read("Denise Vanterpool | Guest"), ("Denise Vanterpool".into(), Some("Guest".into())));
        assert_eq!(read("Mr. O'NEIL:"), ("O'Neil".into(), None));
        assert_eq!(read("Dr. Paul Kern, CISO"), ("Paul Kern".into(), Some("CISO".into())));
        assert_eq!(read("Ana Ruiz, Chief Engineer"), ("Ana Ruiz".into(), Some("Chief Engineer".into())));
        assert_eq!(read("RUIZ, Ana"), ("Ana Ruiz".into(), None));
        assert_eq!(read("Ruiz Lopez, Ana"), ("Ana Ruiz Lopez".into(), None));
        assert_eq!(read("Speaker 1"), ("Speaker 1".into(), None));
        assert_eq!(read("THE CHAIR"), ("The Chair".into(), None));
        assert_eq!(read("The Acting Chair (Mr. Aldo Brant)"), ("Aldo Brant".into(), Some("The Acting Chair".into())));
        assert_eq!(read("The Chair (Hon. Rosa Lind (Westmere, Lib.))"), ("Rosa Lind".into(), Some("The Chair".into())));
    }
}
