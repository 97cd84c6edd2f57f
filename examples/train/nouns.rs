//! Other nouns in the place of a sentence's own: the grammar around a noun says what it is, not having met it before.

use crate::names::named;
use crate::random::Random;
use gainsay::model::tree::Token;
use std::collections::BTreeSet;

/// Common nouns of the treebank, each as often as any other.
pub struct Nouns {
    singular: Vec<String>,
    plural: Vec<String>,
}

impl Nouns {
    pub fn of(sentences: &[Vec<Token>]) -> Nouns {
        let of = |tag: &str| -> Vec<String> {
            let plain = |t: &&Token| t.tag == tag && t.form.len() > 2 && t.form.chars().all(|c| c.is_ascii_lowercase());
            let forms: BTreeSet<&str> = sentences.iter().flatten().filter(plain).map(|t| t.form.as_str()).collect();
            forms.into_iter().map(str::to_owned).collect()
        };
        Nouns { singular: of("NN"), plural: of("NNS") }
    }

    /// Exchanges one common noun in three, and one name in three for an invented one. A noun that begins the
    /// sentence keeps its capital.
    pub fn exchange(&self, tokens: &mut [Token], rng: &mut Random) {
        for token in tokens {
            let from = match token.tag {
                "NN" => &self.singular,
                "NNS" => &self.plural,
                "NNP" if rng.below(3) == 0 => {
                    token.form = named(&token.form, rng);
                    continue;
                }
                _ => continue,
            };
            if rng.below(3) > 0 || token.form.len() < 3 || !token.form.chars().all(|c| c.is_ascii_alphabetic()) {
                continue;
            }
            let capital = token.form.starts_with(|c: char| c.is_ascii_uppercase());
            token.form = from[rng.below(from.len())].clone();
            if capital {
                token.form[..1].make_ascii_uppercase();
            }
        }
    }
}
