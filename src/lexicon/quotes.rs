//! Words that say that somebody says something.

use super::few::Few;
use super::glossary::{self, Glossary};
use super::grammar::{Grammar, GrammarFile};
use super::letters::low;
use super::parse;
use crate::model::{Result, Trouble};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// How a cue verb takes what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Use {
    /// Words in quotation marks.
    Direct,
    /// A reported clause with "that".
    Clause,
    /// The clause may come without "that".
    Bare,
    /// One spoken to may come between verb and clause.
    Hearer,
    /// Quoted words for a thing: "called it …".
    Label,
}

impl From<Use> for u8 {
    fn from(one: Use) -> u8 {
        one as u8
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Base,
    Third,
    Past,
    Gerund,
    Participle,
}

impl From<Form> for u8 {
    fn from(one: Form) -> u8 {
        one as u8
    }
}

/// What one form of a verb may be.
#[derive(Clone, Debug, Default)]
pub struct Cue {
    pub uses: Few<Use>,
    pub forms: Few<Form>,
    /// A second word that must follow, each with the uses it brings: "point" "out".
    pub particles: BTreeMap<String, Few<Use>>,
}

/// A sentence group of the file, for the tests.
#[derive(Clone, Debug)]
pub struct Example {
    pub id: String,
    pub yes: Vec<String>,
    pub no: Vec<String>,
}

/// All words about quotations, lower case.
#[derive(Debug, Default)]
pub struct Quotes {
    verbs: Glossary<Cue>,
    pub nouns: glossary::Words,
    /// Each in words.
    pub phrases: Vec<Vec<String>>,
    /// Verbs that say something only before a colon and a quotation: "sent me this: …".
    pub before_colon: glossary::Words,
    /// What brings words only right before them: "he goes, “…”".
    pub before_words: glossary::Words,
    pub papers: glossary::Words,
    pub adverbs: glossary::Words,
    pub auxiliaries: glossary::Words,
    pub openers: glossary::Words,
    pub starters: glossary::Words,
    pub light: glossary::Words,
    pub fillers: glossary::Words,
    pub linkers: glossary::Words,
    /// Before "to say": "used".
    pub habits: glossary::Words,
    /// What one does who asks: "asked".
    pub asking: glossary::Words,
    /// What one does who was asked: "replied".
    pub replies: glossary::Words,
    /// Before "as saying": "quotes".
    pub relayed: glossary::Words,
    /// Nouns for the words themselves: "verdict".
    pub own_words: glossary::Words,
    /// Before a paper in which something is said: "in".
    pub manner: glossary::Words,
    /// Before a name that one gives oneself: "I'm".
    pub naming_oneself: glossary::Words,
    /// Some of those just named: "a few".
    pub quantifiers: glossary::Words,
    /// Before a clause that is no part of what was said: "although".
    pub adversatives: glossary::Words,
    /// What one writes to others: "note".
    pub messages: glossary::Words,
    /// Between quoted words and what tells whose they are: "was".
    pub equating: glossary::Words,
    /// What opens a clause that stands for quoted words, "all", and what in it is no speaker, "that".
    pub gist: glossary::Words,
    pub gist_of_nobody: glossary::Words,
    /// Before a noun for one person: "the", "my".
    pub determiners: glossary::Words,
    /// Nouns that take up again, with "the", somebody who was just named: "the teenager".
    pub epithets: glossary::Words,
    /// Nouns for those who hold one of some offices: "the officer" for a sergeant.
    pub taken_up: Vec<TakenUp>,
    /// How old somebody is whom a noun stands for, both ends with: "teenager".
    pub ages: BTreeMap<String, [u32; 2]>,
    /// Those who are asked in a court or a hearing, and offices that ask there.
    pub answerers: glossary::Words,
    pub examiners: glossary::Words,
    /// Before "by" and the one who asks: "questioned".
    pub questioning: glossary::Words,
    /// What stands before a number, each in words: "at least".
    pub amounts: Vec<Vec<String>>,
    pub grammar: Grammar,
    pub examples: Vec<Example>,
    /// Of lists that tell whom a noun stands for: in `yes` the last quotation's speaker has a name, in `no` none.
    pub naming_examples: Vec<Example>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    verb: Vec<Verb>,
    #[serde(default)]
    noun: Vec<Noun>,
    #[serde(default)]
    phrase: Vec<Phrase>,
    #[serde(default)]
    before_colon: Vec<Phrase>,
    #[serde(default)]
    before_words: Vec<Phrase>,
    #[serde(default)]
    taken_up: Vec<TakenUp>,
    #[serde(default)]
    ages: Ages,
    #[serde(default)]
    papers: Words,
    #[serde(default)]
    adverbs: Words,
    #[serde(default)]
    auxiliaries: Words,
    #[serde(default)]
    openers: Words,
    #[serde(default)]
    starters: Words,
    #[serde(default)]
    light: Words,
    #[serde(default)]
    fillers: Words,
    #[serde(default)]
    linkers: Words,
    #[serde(default)]
    habits: Words,
    #[serde(default)]
    asking: Words,
    #[serde(default)]
    replies: Words,
    #[serde(default)]
    relayed: Words,
    #[serde(default)]
    own_words: Words,
    #[serde(default)]
    manner: Words,
    #[serde(default)]
    naming_oneself: Words,
    #[serde(default)]
    quantifiers: Words,
    #[serde(default)]
    adversatives: Words,
    #[serde(default)]
    messages: Words,
    #[serde(default)]
    equating: Words,
    #[serde(default)]
    gist: Words,
    #[serde(default)]
    gist_of_nobody: Words,
    #[serde(default)]
    determiners: Words,
    #[serde(default)]
    epithets: Words,
    #[serde(default)]
    answerers: Words,
    #[serde(default)]
    examiners: Words,
    #[serde(default)]
    questioning: Words,
    #[serde(default)]
    amounts: Words,
    #[serde(default)]
    grammar: GrammarFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Verb {
    id: String,
    uses: BTreeSet<Use>,
    particle: Option<String>,
    forms: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Noun {
    id: String,
    holds: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrase {
    id: String,
    words: Vec<String>,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

/// Nouns that take up again somebody who bears one of the titles or offices.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TakenUp {
    pub by: Vec<String>,
    pub of: Vec<String>,
    #[serde(default)]
    yes: Vec<String>,
    #[serde(default)]
    no: Vec<String>,
}

/// How old somebody is whom a noun stands for.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Ages {
    nouns: BTreeMap<String, [u32; 2]>,
    yes: Vec<String>,
    no: Vec<String>,
}

impl Quotes {
    /// # Errors
    /// Names the file and the entry: a verb with fewer than four forms, an id used twice.
    pub fn load(files: &[(&str, &str)]) -> Result<Quotes> {
        let mut quotes = Quotes::default();
        for (name, text) in files {
            quotes.add(name, parse(name, text)?)?;
        }
        Ok(quotes)
    }

    fn add(&mut self, name: &str, file: File) -> Result<()> {
        for Verb { id, uses, particle, forms, yes, no } in file.verb {
            let uses = uses.into_iter().collect();
            for line in &forms {
                self.add_verb(line, uses, particle.as_deref()).ok_or_else(|| {
                    Trouble::new(format!("lexicon {name}, verb `{id}`, `{line}`"), "four or five forms were expected")
                })?;
            }
            self.example(name, id, yes, no)?;
        }
        for Noun { id, holds, yes, no } in file.noun {
            self.nouns.extend(holds);
            self.example(name, id, yes, no)?;
        }
        for Phrase { id, words, yes, no } in file.phrase {
            self.phrases.extend(words.iter().map(|phrase| in_words(phrase)));
            self.example(name, id, yes, no)?;
        }
        for Phrase { id, words, yes, no } in file.before_colon {
            self.before_colon.extend(words);
            self.example(name, id, yes, no)?;
        }
        for Phrase { id, words, yes, no } in file.before_words {
            self.before_words.extend(words);
            self.example(name, id, yes, no)?;
        }
        let Ages { nouns, yes, no } = file.ages;
        self.ages.extend(nouns);
        let lists = [("epithets", &file.epithets), ("answerers", &file.answerers), ("examiners", &file.examiners)];
        let taken_up = file.taken_up.iter().map(|class| (class.by[..1].concat(), class.yes.clone(), class.no.clone()));
        let listed = lists.map(|(id, list)| (id.to_string(), list.yes.clone(), list.no.clone()));
        let naming = taken_up.chain(listed).chain([("ages".to_string(), yes, no)]);
        self.naming_examples.extend(naming.map(|(id, yes, no)| Example { id, yes, no }));
        self.taken_up.extend(file.taken_up);
        self.papers.extend(file.papers.words);
        self.adverbs.extend(file.adverbs.words);
        self.auxiliaries.extend(file.auxiliaries.words);
        self.openers.extend(file.openers.words);
        self.starters.extend(file.starters.words);
        self.light.extend(file.light.words);
        self.fillers.extend(file.fillers.words);
        self.linkers.extend(file.linkers.words);
        self.habits.extend(file.habits.words);
        self.asking.extend(file.asking.words);
        self.replies.extend(file.replies.words);
        self.relayed.extend(file.relayed.words);
        self.own_words.extend(file.own_words.words);
        self.manner.extend(file.manner.words);
        self.naming_oneself.extend(file.naming_oneself.words);
        self.quantifiers.extend(file.quantifiers.words);
        self.adversatives.extend(file.adversatives.words);
        self.messages.extend(file.messages.words);
        self.equating.extend(file.equating.words);
        self.gist.extend(file.gist.words);
        self.gist_of_nobody.extend(file.gist_of_nobody.words);
        self.determiners.extend(file.determiners.words);
        self.epithets.extend(file.epithets.words);
        self.answerers.extend(file.answerers.words);
        self.examiners.extend(file.examiners.words);
        self.questioning.extend(file.questioning.words);
        self.amounts.extend(file.amounts.words.iter().map(|words| in_words(words)));
        self.grammar.add(file.grammar);
        Ok(())
    }

    fn add_verb(&mut self, line: &str, uses: Few<Use>, particle: Option<&str>) -> Option<()> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [base, third, past, gerund, rest @ ..] = words.as_slice() else { return None };
        if rest.len() > 1 {
            return None;
        }
        let participle = rest.first().unwrap_or(past);
        let forms = [
            (base, Form::Base),
            (third, Form::Third),
            (past, Form::Past),
            (gerund, Form::Gerund),
            (participle, Form::Participle),
        ];
        for (word, form) in forms {
            let cue = self.verbs.entry((*word).to_string());
            cue.forms.insert(form);
            match particle {
                Some(particle) => cue.particles.entry(particle.to_string()).or_default().add(uses),
                None => cue.uses.add(uses),
            }
        }
        Some(())
    }

    fn example(&mut self, name: &str, id: String, yes: Vec<String>, no: Vec<String>) -> Result<()> {
        if self.examples.iter().any(|example| example.id == id) {
            return Err(Trouble::new(format!("lexicon {name}, entry `{id}`"), "the id is used twice"));
        }
        self.examples.push(Example { id, yes, no });
        Ok(())
    }

    /// Every form of a verb of saying.
    pub fn verbs(&self) -> impl Iterator<Item = (&str, &Cue)> {
        self.verbs.iter()
    }

    /// What a word is as a verb of saying, in any case of letters.
    pub fn verb(&self, word: &str) -> Option<&Cue> {
        self.verbs.get(&low(word))
    }
}

fn in_words(phrase: &str) -> Vec<String> {
    phrase.split(' ').map(String::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn forms_and_particles_are_read() {
        let quotes = Lexicon::embedded().quotes;
        let said = quotes.verb("Said").expect("a verb of saying");
        assert!(said.uses.contains(&Use::Bare) && said.forms.contains(&Form::Participle));
        let pointed = quotes.verb("pointed").expect("with a particle");
        assert!(pointed.uses.is_empty() && pointed.particles["out"].contains(&Use::Clause));
        assert!(quotes.verb("walked").is_none());
    }

    #[test]
    fn a_verb_with_too_few_forms_is_named() {
        let text = "[[verb]]\nid = \"say\"\nuses = [\"direct\"]\nforms = [\"say says\"]\nyes = []\nno = []\n";
        let trouble = Quotes::load(&[("en/quotes.toml", text)]).expect_err("two forms");
        assert!(trouble.to_string().contains("say says"), "{trouble}");
    }
}
