//! How many and how much: numbers in digits and words, with what bounds and what is counted.

use super::words::{Word, words};
use crate::lexicon::Lexicon;
use crate::lexicon::letters::low;
use crate::lexicon::quantities::Quantities;
use crate::model::{Bound, Quantity, Span};

/// The quantities of a sentence in order of the text, without those that overlap `dates`.
pub fn quantities(text: &str, sentence: Span, dates: &[Span], lexicon: &Lexicon) -> Vec<Quantity> {
    let all = words(text, sentence);
    let table = &lexicon.quantities;
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let Some((value, mut end)) = number(&all, at, table) else {
            at += 1;
            continue;
        };
        let sign = at.checked_sub(1).filter(|before| table.currencies.contains(all[*before].text));
        let (begin, mut bound) = bound_before(&all, sign.unwrap_or(at), table);
        let many = many(&all, at, table).is_some();
        if many && bound == Bound::Exactly {
            bound = Bound::AtLeast;
        }
        if let Some((after, of)) = bound_after(&all, at, end, table) {
            (end, bound) = (after, of);
        }
        let (stop, unit) = match sign {
            Some(sign) => (end, table.currencies.get(all[sign].text).cloned()),
            // "Dozens of clerks".
            None => {
                match unit(text, &all, end + usize::from(many && all.get(end).is_some_and(|word| word.is("of"))), table)
                {
                    (_, None) => (end, None),
                    counted => counted,
                }
            }
        };
        let span = Span::new(all[begin].span.start, all[stop - 1].span.end);
        let bare_one =
            all[at].is("one") && end == at + 1 && unit.as_deref() != Some("percent") && bound == Bound::Exactly;
        if !bare_one && !is_label(&all, at) && !dates.iter().any(|date| date.overlaps(all[at].span)) {
            found.push(Quantity { span, value, bound, unit });
        }
        at = stop.max(at + 1);
    }
    found
}

/// The value of the number that begins at `at` and the index after its last word.
fn number(all: &[Word<'_>], at: usize, table: &Quantities) -> Option<(f64, usize)> {
    if all[at].is("a") || all[at].is("half") {
        return article(all, at, table);
    }
    if let Some(found) = many(all, at, table) {
        return Some(found);
    }
    let (value, end) = counted(all, at, 0.0, table);
    (end > at).then_some((value, end))
}

/// The value of the number that goes on at `end`, `begun` being what stands before it, and the index after its last word.
fn counted(all: &[Word<'_>], mut end: usize, begun: f64, table: &Quantities) -> (f64, usize) {
    let (mut total, mut part) =
        if begun < 1e3 { (0.0, Some(begun).filter(|begun| *begun > 0.0)) } else { (begun, None) };
    while let Some(word) = all.get(end) {
        if let Some(value) = simple(word.text, table) {
            if part.is_some_and(|known: f64| known < value || known % 10.0 != 0.0) {
                break;
            }
            part = Some(part.unwrap_or(0.0) + value);
        } else if let Some(whole) = part
            && let Some((decimals, after)) = spoken_decimals(all, end, table)
        {
            (part, end) = (Some(whole + decimals), after);
            continue;
        } else if let (Some(whole), true) = (part, and_a_half(all, end)) {
            // "Three and a half million".
            (part, end) = (Some(whole + 0.5), end + 3);
            continue;
        } else if (part.is_some() || is_many(word))
            && let Some(scale) = table.scales.get(&low(word.text))
        {
            let known = part.take().unwrap_or(1.0) * scale;
            if *scale < 1e3 {
                part = Some(known);
            } else {
                total += known;
            }
        } else if !(word.is("and")
            && part.is_some_and(|known| known >= 100.0)
            && all.get(end + 1).is_some_and(|next| table.numbers.contains(&low(next.text))))
        {
            break;
        }
        end += 1;
    }
    (total + part.unwrap_or(0.0), end)
}

/// "and a half", before a scale: what is "two and a half years" is for its unit to tell.
fn and_a_half(all: &[Word<'_>], at: usize) -> bool {
    let is = |nth: usize, what: &str| all.get(at + nth).is_some_and(|word| word.is(what));
    let scale =
        all.get(at + 3).is_some_and(|word| ["thousand", "million", "billion"].iter().any(|scale| word.is(scale)));
    is(0, "and") && is(1, "a") && is(2, "half") && scale
}

/// "point two five" after a whole number: 0.25, and the index after it.
fn spoken_decimals(all: &[Word<'_>], at: usize, table: &Quantities) -> Option<(f64, usize)> {
    let point = all.get(at).filter(|word| table.points.contains(&low(word.text)));
    let digit = |word: &Word<'_>| table.numbers.get(&low(word.text)).copied().filter(|value| *value < 10.0);
    let digits: Vec<f64> = all[at + usize::from(point.is_some())..].iter().map_while(digit).collect();
    let value = digits.iter().rev().fold(0.0, |rest, digit| (digit + rest) / 10.0);
    (point.is_some() && !digits.is_empty()).then_some((value, at + 1 + digits.len()))
}

/// "dozens", "hundreds of thousands": the least that is meant, and the index after the last word.
fn many(all: &[Word<'_>], at: usize, table: &Quantities) -> Option<(f64, usize)> {
    let scale = |at: usize| all.get(at).filter(|word| is_many(word)).and_then(|word| table.scales.get(&low(word.text)));
    let (mut value, mut end) = (*scale(at)?, at + 1);
    while let Some(of) = all.get(end).filter(|word| word.is("of")).and_then(|_| scale(end + 1)) {
        (value, end) = (value * of, end + 2);
    }
    Some((value, end))
}

/// "dozens", "thousands": a number without one before it.
fn is_many(word: &Word<'_>) -> bool {
    word.text.len() > 3 && word.text.ends_with('s')
}

/// "a million", "a hundred and eighty thousand", "a dozen", "half a million".
fn article(all: &[Word<'_>], at: usize, table: &Quantities) -> Option<(f64, usize)> {
    let half = all[at].is("half");
    let scale_at = if half && all.get(at + 1)?.is("a") { at + 2 } else { at + 1 };
    let word = all.get(scale_at)?.text.to_lowercase();
    let scale = table.scales.get(&word).filter(|_| word.len() > 2 && word != "score")?;
    if half {
        return Some((scale / 2.0, scale_at + 1));
    }
    Some(counted(all, scale_at + 1, *scale, table))
}

/// "12", "1,200.5", "80-plus", "5m", "twenty-one".
fn simple(word: &str, table: &Quantities) -> Option<f64> {
    let lower = low(word);
    if let Some(value) = table.numbers.get(&lower) {
        return Some(*value);
    }
    if let Some((tens, ones)) = lower.split_once('-')
        && let (Some(tens), Some(ones)) = (table.numbers.get(tens), table.numbers.get(ones))
    {
        return Some(tens + ones);
    }
    let stem = table.after.iter().find_map(|suffix| lower.strip_suffix(suffix.as_str())).unwrap_or(&lower);
    if let Some(value) = table.numbers.get(stem) {
        return Some(*value);
    }
    let digits = stem.trim_end_matches(char::is_alphabetic);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let scale = match &stem[digits.len()..] {
        "" => 1.0,
        suffix => *table.scales.get(suffix)?,
    };
    digits.replace(',', "").parse::<f64>().ok().map(|value| value * scale)
}

fn bound_before(all: &[Word<'_>], at: usize, table: &Quantities) -> (usize, Bound) {
    for (phrase, bound) in &table.before {
        if at >= phrase.len() && phrase.iter().zip(&all[at - phrase.len()..at]).all(|(want, word)| word.is(want)) {
            return (at - phrase.len(), *bound);
        }
    }
    (at, Bound::Exactly)
}

fn bound_after(all: &[Word<'_>], at: usize, end: usize, table: &Quantities) -> Option<(usize, Bound)> {
    let last = all[end - 1].text.to_lowercase();
    if table.after.iter().any(|suffix| suffix.starts_with('-') && last.ends_with(suffix.as_str())) {
        return Some((end, Bound::AtLeast));
    }
    let rest = &all[end..];
    let found = table.after.iter().find(|suffix| {
        let parts: Vec<&str> = suffix.split(' ').collect();
        parts.len() <= rest.len()
            && parts.iter().zip(rest).all(|(want, word)| word.is(want))
            && rest[0].span.start <= all[at].span.end + 1
    })?;
    Some((end + found.split(' ').count(), Bound::AtLeast))
}

/// "percent", or the counted noun in the singular, and the index after it. The noun is the last of at most three words before
/// a word that is none.
fn unit(text: &str, all: &[Word<'_>], at: usize, table: &Quantities) -> (usize, Option<String>) {
    for phrase in &table.percent {
        let fits = phrase.len() <= all.len() - at && phrase.iter().zip(&all[at..]).all(|(want, word)| word.is(want));
        if fits {
            return (at + phrase.len(), Some("percent".to_string()));
        }
    }
    let is_noun = |word: &Word<'_>| {
        word.is_word() && word.text.starts_with(char::is_alphabetic) && !table.stop.contains(&low(word.text))
    };
    let run = all[at..].iter().take(3).take_while(|word| is_noun(word)).count();
    let candidates = &all[at..at + run];
    let plural = candidates.iter().position(|word| is_plural(word.text));
    let Some(head) = plural.or(if run > 0 { Some(0) } else { None }) else { return (at, None) };
    let word = candidates[head].span.of(text).to_lowercase();
    (at + head + 1, Some(singular(&word)))
}

fn is_plural(word: &str) -> bool {
    let lower = word.to_lowercase();
    matches!(lower.as_str(), "people" | "men" | "women" | "children")
        || lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss") && !lower.ends_with("us")
}

/// A noun in the singular by its ending: "recordings" gives "recording", "boxes" "box", "studies" "study".
pub fn singular(word: &str) -> String {
    match word {
        "people" => return "person".to_string(),
        "men" => return "man".to_string(),
        "women" => return "woman".to_string(),
        "children" => return "child".to_string(),
        _ => {}
    }
    if let Some(stem) = word.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    for ending in ["xes", "sses", "ches", "shes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_string();
        }
    }
    if is_plural(word) { word[..word.len() - 1].to_string() } else { word.to_string() }
}

/// A number that names: "number 14", "section 9", "Lock 9", "version 2".
fn is_label(all: &[Word<'_>], at: usize) -> bool {
    const LABELS: [&str; 16] = [
        "number",
        "no.",
        "section",
        "article",
        "chapter",
        "page",
        "room",
        "gate",
        "version",
        "figure",
        "table",
        "lock",
        "paragraph",
        "exhibit",
        "line",
        "speaker",
    ];
    let Some(before) = at.checked_sub(1).map(|i| all[i]) else { return false };
    let digits = all[at].text.starts_with(|c: char| c.is_ascii_digit());
    LABELS.iter().any(|label| before.is(label)) || digits && before.text == "§" || digits && all[at].text.contains(':')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<String> {
        let lexicon = Lexicon::embedded();
        quantities(text, Span::new(0, text.len()), &[], &lexicon).iter().map(Quantity::written).collect()
    }

    #[test]
    fn digits_words_and_bounds() {
        assert_eq!(written("leaked audio of 80-plus meetings"), ["at least 80 meeting"]);
        assert_eq!(written("more than a million users and nine employees"), ["more than 1000000 user", "9 employee"]);
        assert_eq!(
            written("100 percent of it, 100% of it, 100 per cent of it"),
            ["100 percent", "100 percent", "100 percent"]
        );
        assert_eq!(written("a dozen servers, up to 2.5 million rows"), ["12 server", "at most 2500000 row"]);
        assert_eq!(written("twenty-one people in two hundred and six offices"), ["21 person", "206 office"]);
        assert_eq!(
            written("a hundred and eighty thousand profiles, a hundred clerks"),
            ["180000 profile", "100 clerk"]
        );
        assert_eq!(written("at least 40 internal security experts"), ["at least 40 expert"]);
        assert_eq!(
            written("dozens of clerks read hundreds of thousands of letters, over tens of millions of rows"),
            ["at least 12 clerk", "at least 100000 letter", "more than 10000000 row"]
        );
        assert_eq!(written("about two million records"), ["about 2000000 record"]);
        assert_eq!(written("one point two million records"), ["1200000 record"]);
        assert_eq!(written("In section 9 he moved to number 14"), Vec::<String>::new());
    }

    #[test]
    fn dates_are_left_out() {
        let text = "In 2021 they copied 300 files.";
        let lexicon = Lexicon::embedded();
        let found = quantities(text, Span::new(0, text.len()), &[Span::new(3, 7)], &lexicon);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.of(text), "300 files");
    }
}
