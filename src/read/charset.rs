//! Bytes to text: byte order mark, UTF-8, UTF-16 by its zero bytes, else the most likely legacy encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// A text and how it was made of bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded<'a> {
    /// For UTF-8 exactly the bytes of the file, a byte order mark included. Empty when the bytes are no text.
    pub text: Cow<'a, str>,
    /// Name of the encoding, as in HTML.
    pub encoding: &'static str,
    /// The offset of the first byte that is no UTF-8, where the encoding had to be guessed.
    pub guessed_at: Option<usize>,
}

/// Decodes bytes. Bytes that are no text (zeros that are not UTF-16's) give an empty text.
pub fn decode(bytes: &[u8]) -> Decoded<'_> {
    match std::str::from_utf8(bytes) {
        Ok(text) if !is_binary(bytes) => return decoded(text.into(), UTF_8, None),
        _ => {}
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[mark..]);
        return decoded(text, encoding, None);
    }
    if let Some(encoding) = utf16(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        return decoded(text, encoding, None);
    }
    let first = std::str::from_utf8(bytes).map_or_else(|fault| fault.valid_up_to(), |_| 0);
    if is_binary(bytes) {
        return decoded(Cow::Borrowed(""), UTF_8, Some(first));
    }
    if let Some(text) = cut_character(bytes, first) {
        return decoded(text.into(), UTF_8, Some(first));
    }
    let declared = declared(bytes);
    let encoding = declared.unwrap_or_else(|| guess(bytes));
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    decoded(text, encoding, declared.is_none().then_some(first))
}

/// The letter of a byte in Windows-1252, the encoding of most RTF.
pub fn letter(byte: u8) -> char {
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().unwrap_or('\u{fffd}')
}

/// What a reader of the file should know of its characters: a guessed encoding, letters that were decoded twice.
pub fn doubts(decoded: &Decoded) -> Vec<String> {
    let mut doubts = Vec::new();
    if let Some(at) = decoded.guessed_at {
        doubts.push(format!("no UTF-8 at byte {at}, read as {}", decoded.encoding));
    }
    let twice: Vec<usize> =
        (1..).zip(decoded.text.lines()).filter(|(_, line)| is_mojibake(line)).map(|(n, _)| n).collect();
    if let Some(first) = twice.first() {
        let lines = if twice.len() == 1 { String::new() } else { format!(" and {} more", twice.len() - 1) };
        let what = "letters that look decoded twice (`â€œ` for a quotation mark); kept as they are";
        doubts.push(format!("line {first}{lines}: {what}"));
    }
    doubts
}

fn decoded<'a>(text: Cow<'a, str>, encoding: &'static Encoding, guessed_at: Option<usize>) -> Decoded<'a> {
    Decoded { text, encoding: encoding.name(), guessed_at }
}

/// Control characters that no text holds make up more than one byte in a hundred of the beginning. CHAT sets its times between two of
/// U+0015.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8192)];
    let odd = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=20 | 22..=26 | 28..=31)).count();
    odd * 100 > head.len()
}

/// Zeros in every second byte of the beginning.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(512) & !1];
    let zeros = |parity: usize| head.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    if half < 2 {
        None
    } else if odd * 10 >= half * 7 && even * 10 < half {
        Some(UTF_16LE)
    } else if even * 10 >= half * 7 && odd * 10 < half {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// UTF-8 whose few faults are characters cut in two (a truncated file, a recogniser's token) keeps its other letters.
fn cut_character(bytes: &[u8], first: usize) -> Option<String> {
    let faults = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let letters = bytes.utf8_chunks().flat_map(|chunk| chunk.valid().chars()).filter(|c| !c.is_ascii()).count();
    let at_end = first + 4 > bytes.len();
    (at_end || letters > faults * 10).then(|| String::from_utf8_lossy(bytes).into_owned())
}

/// `charset=` of an HTML or XML head.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label = head[at..].trim_start_matches(['"', '\'']);
    let label = label.split(['"', '\'', '>', ' ', ';', '?']).next()?;
    let encoding = Encoding::for_label(label.as_bytes())?;
    let wide = encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE;
    (!wide).then_some(encoding)
}

/// The detector mistakes English with a pound sign for Polish without a hint; `uk` gives the Western reading.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(Some(b"uk"), Utf8Detection::Deny);
    if encoding == UTF_8 { WINDOWS_1252 } else { encoding }
}

/// A line whose Windows-1252 bytes are UTF-8 again was decoded twice.
fn is_mojibake(line: &str) -> bool {
    if !line.contains(['â', 'Ã', 'Â']) {
        return false;
    }
    let (bytes, _, lost) = WINDOWS_1252.encode(line);
    !lost && std::str::from_utf8(&bytes).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_8_stays_byte_for_byte() {
        let text = "\u{feff}“All of it,” she said.\r\n";
        assert_eq!(decode(text.as_bytes()).text, text);
    }

    #[test]
    fn utf_16_and_windows_1252_are_known_by_their_bytes() {
        let little: Vec<u8> = "\u{feff}Data – all".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&little).text, "Data – all");
        let big: Vec<u8> = "Some words here".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&big).text, "Some words here");
        let western = decode(b"It cost \xa34.2m, \x93we paid\x94.");
        assert_eq!((&*western.text, western.guessed_at), ("It cost £4.2m, “we paid”.", Some(8)));
    }

    #[test]
    fn bytes_that_are_no_text_give_none() {
        assert_eq!(decode(&[0, 1, 2, 3, 4, 0, 0, 9, 200, 201, 0, 0, 7]).text, "");
    }

    #[test]
    fn letters_decoded_twice_are_told() {
        let doubts = doubts(&decode("fine\nâ€œall of itâ€\u{9d} she said\n".as_bytes()));
        assert!(doubts[0].starts_with("line 2:"), "{doubts:?}");
        assert!(super::doubts(&decode("Ângela said âge".as_bytes())).is_empty());
    }
}
