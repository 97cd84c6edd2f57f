//! RTF: its words, without fonts, styles and pictures. What they are (an interview of f4, an export of a database, a letter) is told from the
//! text as for any other file.

use super::charset::letter;
use super::{Format, Input, Likelihood};
use crate::model::{Document, Result};

pub const FORMAT: Format = Format {
    name: "rtf",
    extensions: &["rtf"],
    about: "RTF (interviews of f4, database exports, letters)",
    sniff,
    read,
};

/// Groups inside groups.
const DEPTH: usize = 1000;

fn sniff(input: &Input) -> Likelihood {
    if input.head().starts_with("{\\rtf") { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let text = words(input.head()).map_err(|what| input.trouble(what))?;
    let mut documents = super::inside(input, &format!("{}.txt", input.path.trim_end_matches(".rtf")), text.as_bytes())?;
    for document in documents.iter_mut().filter(|document| document.format == "text" || document.format == "labelled") {
        document.format = FORMAT.name.to_string();
    }
    Ok(documents)
}

/// One group's state: whether its words are shown, and how many letters follow a `\u` for readers that do not know it.
#[derive(Clone, Copy)]
struct Group {
    hidden: bool,
    fallback: usize,
}

/// Destinations whose words are no words of the text.
const HIDDEN: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "footer",
    "headerl",
    "headerr",
    "footerl",
    "footerr",
    "themedata",
    "datastore",
    "listtable",
    "listoverridetable",
    "generator",
    "fldinst",
    "xmlnstbl",
    "rsidtbl",
    "latentstyles",
    "filetbl",
    "revtbl",
    "nonshppict",
];

fn words(source: &str) -> std::result::Result<String, String> {
    let mut text = String::new();
    let mut groups = vec![Group { hidden: false, fallback: 1 }];
    let mut rest = source;
    let mut skip = 0;
    while let Some(c) = rest.chars().next() {
        let group = groups.last_mut().expect("the outermost stays");
        match c {
            '{' => {
                let inner = *group;
                groups.push(inner);
                if groups.len() > DEPTH {
                    return Err(format!("has groups nested deeper than {DEPTH}"));
                }
                rest = &rest[1..];
            }
            '}' => {
                if groups.len() > 1 {
                    groups.pop();
                }
                rest = &rest[1..];
            }
            '\\' => {
                let (word, number, after) = control(rest);
                rest = after;
                let shown = match word {
                    "'" => u8::try_from(number.unwrap_or(63)).ok().map(letter),
                    "u" => {
                        let code = number.unwrap_or(63).rem_euclid(65_536);
                        if !group.hidden {
                            text.push(char::from_u32(code as u32).unwrap_or('\u{fffd}'));
                        }
                        skip = group.fallback;
                        continue;
                    }
                    "uc" => {
                        group.fallback = number.unwrap_or(1).clamp(0, 10) as usize;
                        None
                    }
                    "par" | "line" | "row" => Some('\n'),
                    "page" | "sect" => Some('\n'),
                    "tab" | "cell" => Some('\t'),
                    "~" => Some('\u{a0}'),
                    "_" => Some('-'),
                    "emdash" => Some('—'),
                    "endash" => Some('–'),
                    "lquote" => Some('‘'),
                    "rquote" => Some('’'),
                    "ldblquote" => Some('“'),
                    "rdblquote" => Some('”'),
                    "bullet" => Some('•'),
                    "\\" | "{" | "}" => word.chars().next(),
                    "*" => {
                        group.hidden = true;
                        None
                    }
                    name => {
                        group.hidden |= HIDDEN.contains(&name);
                        None
                    }
                };
                let Some(shown) = shown else { continue };
                if skip > 0 && word == "'" {
                    skip -= 1;
                } else if !group.hidden {
                    text.push(shown);
                }
            }
            '\r' | '\n' => rest = &rest[1..],
            _ => {
                if skip > 0 {
                    skip -= 1;
                } else if !group.hidden {
                    text.push(c);
                }
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    Ok(text)
}

/// A control word with its number, and what follows it: `\par`, `\u8220`, `\'e9`, `\~`.
fn control(rest: &str) -> (&str, Option<i64>, &str) {
    let body = &rest[1..];
    let letters = body.len() - body.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    if letters == 0 {
        let Some(mark) = body.chars().next() else { return ("", None, body) };
        let after = &body[mark.len_utf8()..];
        if mark == '\'' {
            let code = after.get(..2).and_then(|code| i64::from_str_radix(code, 16).ok());
            return ("'", code, if code.is_some() { &after[2..] } else { after });
        }
        return (&body[..mark.len_utf8()], None, after);
    }
    let (word, after) = body.split_at(letters);
    let digits = after.strip_prefix('-').unwrap_or(after);
    let length = digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = if length > 0 { after.len() - digits.len() } else { 0 };
    let number = after[..sign + length].parse().ok();
    let after = &after[sign + length..];
    (word, number, after.strip_prefix(' ').unwrap_or(after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Limits, Sidecar};

    #[test]
    fn words_without_their_dress() {
        let text = r"{\rtf1\ansi\uc1{\fonttbl{\f0 Times;}}{\info{\title x}}{\*\generator y;}\f0 Ana: \u8220?All\u8221? gone\'85 caf\'e9\par Bo: Where\~now?\par Ana: In {\b Lagos}.\par Bo: Oh.\par}";
        let document = crate::read::read("a.rtf", text.as_bytes(), &Sidecar::default(), None, &Limits::default())
            .expect("rtf")
            .remove(0);
        assert_eq!(document.text, "Ana: “All” gone… café\nBo: Where\u{a0}now?\nAna: In Lagos.\nBo: Oh.\n");
        assert_eq!((document.format.as_str(), document.turns[2].speaker.as_deref()), ("rtf", Some("Ana")));
    }

    #[test]
    fn deep_groups_are_refused() {
        assert!(words(&"{".repeat(5000)).expect_err("deep").contains("nested"));
    }
}
