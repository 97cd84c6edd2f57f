//! The words in which two statements differ.

/// A stretch of one side, and whether the other side has it too.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub text: String,
    pub shared: bool,
}

/// Longer statements are shown without marks: nobody reads them word by word, and the table of pairs grows with both.
const MOST: usize = 600;

/// Splits both sides where they differ, by the longest common sequence of words (capitals and punctuation apart).
/// Statements that share fewer than a third of their words are two texts and not two versions: nothing is marked.
pub fn words(a: &str, b: &str) -> (Vec<Part>, Vec<Part>) {
    let (left, right) = (cut(a), cut(b));
    let whole = |text: &str| vec![Part { text: text.to_string(), shared: true }];
    if left.is_empty() || right.is_empty() || left.len() > MOST || right.len() > MOST {
        return (whole(a), whole(b));
    }
    let (in_left, in_right) = common(&left, &right);
    let shared = in_left.iter().filter(|held| **held).count();
    if 3 * shared < left.len().max(right.len()) {
        return (whole(a), whole(b));
    }
    (parts(a, &left, &in_left), parts(b, &right, &in_right))
}

/// A word with what separates it from the next one, by where it begins.
struct Word {
    start: usize,
    end: usize,
    form: String,
}

fn cut(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let form: String = word.chars().filter(|c| c.is_alphanumeric() || matches!(c, '%' | '$' | '£' | '€')).collect();
        if !form.is_empty() {
            words.push(Word { start, end: start + word.trim_end().len(), form: form.to_lowercase() });
        }
    }
    words
}

/// Which words of each side belong to the longest common sequence.
fn common(left: &[Word], right: &[Word]) -> (Vec<bool>, Vec<bool>) {
    let wide = right.len() + 1;
    let mut length = vec![0u16; (left.len() + 1) * wide];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            length[i * wide + j] = if left[i].form == right[j].form {
                length[(i + 1) * wide + j + 1] + 1
            } else {
                length[(i + 1) * wide + j].max(length[i * wide + j + 1])
            };
        }
    }
    let (mut in_left, mut in_right) = (vec![false; left.len()], vec![false; right.len()]);
    let (mut i, mut j) = (0, 0);
    while i < left.len() && j < right.len() {
        if left[i].form == right[j].form {
            (in_left[i], in_right[j]) = (true, true);
            (i, j) = (i + 1, j + 1);
        } else if length[(i + 1) * wide + j] >= length[i * wide + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    (in_left, in_right)
}

fn parts(text: &str, words: &[Word], shared: &[bool]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut add = |piece: &str, shared: bool| match parts.last_mut() {
        Some(last) if last.shared == shared => last.text.push_str(piece),
        _ if piece.is_empty() => {}
        _ => parts.push(Part { text: piece.to_string(), shared }),
    };
    let mut at = 0;
    let mut before = true;
    for (word, shared) in words.iter().zip(shared) {
        // The blank between two words that differ belongs to the mark.
        add(&text[at..word.start], before || *shared);
        add(&text[word.start..word.end], *shared);
        (at, before) = (word.end, *shared);
    }
    add(&text[at..], true);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(parts: &[Part]) -> String {
        parts.iter().map(|part| if part.shared { part.text.clone() } else { format!("[{}]", part.text) }).collect()
    }

    #[test]
    fn differing_words_are_marked_on_both_sides() {
        let (a, b) = words(
            "These are important steps, but more can be done",
            "These are critical first steps, but more can be done",
        );
        assert_eq!(drawn(&a), "These are [important] steps, but more can be done");
        assert_eq!(drawn(&b), "These are [critical first] steps, but more can be done");
    }

    #[test]
    fn nothing_is_lost_whatever_is_compared() {
        for (a, b) in [("", ""), ("“So”, he said", "so he SAID"), ("¿é — 100%?", "100 percent"), ("one", "two")]
        {
            let (left, right) = words(a, b);
            assert_eq!(left.iter().map(|part| part.text.as_str()).collect::<String>(), a);
            assert_eq!(right.iter().map(|part| part.text.as_str()).collect::<String>(), b);
        }
    }

    #[test]
    fn two_texts_that_share_little_are_left_unmarked() {
        let (a, _) = words("The ledger never left the country", "We copied all of it to Lisbon in the spring");
        assert_eq!(drawn(&a), "The ledger never left the country");
    }

    proptest::proptest! {
        #[test]
        fn both_sides_stay_whole(a in "[a-c ,.“”é]{0,60}", b in "[a-c ,.“”é]{0,60}") {
            let (left, right) = words(&a, &b);
            proptest::prop_assert_eq!(left.iter().map(|part| part.text.as_str()).collect::<String>(), a);
            proptest::prop_assert_eq!(right.iter().map(|part| part.text.as_str()).collect::<String>(), b);
        }
    }
}
