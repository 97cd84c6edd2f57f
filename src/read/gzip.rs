//! Gzip around another file, in one member or many. The file inside is read as if it lay there itself.

use super::{Format, Input, Likelihood};
use crate::model::{Document, Result};
use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

pub const FORMAT: Format =
    Format { name: "gzip", extensions: &["gz"], about: "gzip around any other format", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    if input.bytes.starts_with(&[0x1f, 0x8b, 8]) { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let (bytes, fault) = unpack(input, input.bytes).map_err(|what| input.trouble(what))?;
    if let Some(fault) = fault {
        input.doubt(format!("the gzip around it is cut short or broken ({fault}); read as far as it goes"));
    }
    let path = input.path.strip_suffix(".gz").unwrap_or(input.path);
    super::inside(input, path, &bytes)
}

/// All members, as far as they go: what was unpacked before a fault is kept, with the fault.
///
/// # Errors
/// Nothing could be unpacked, or more than the limit of the file came out.
pub fn unpack(input: &Input, bytes: &[u8]) -> std::result::Result<(Vec<u8>, Option<String>), String> {
    drained(input, MultiGzDecoder::new(bytes), "gzip")
}

/// `deflate` as web servers mean it: with or without a head.
///
/// # Errors
/// As [`unpack`].
pub fn inflate(input: &Input, bytes: &[u8]) -> std::result::Result<(Vec<u8>, Option<String>), String> {
    let headed = bytes.first().is_some_and(|first| first & 0x0f == 8);
    if headed {
        drained(input, ZlibDecoder::new(bytes), "deflate")
    } else {
        drained(input, DeflateDecoder::new(bytes), "deflate")
    }
}

/// What a decoder gives until it ends or fails.
///
/// # Errors
/// It gives nothing but a fault, or more than the limit of the file.
pub fn drained(
    input: &Input,
    decoder: impl Read,
    name: &str,
) -> std::result::Result<(Vec<u8>, Option<String>), String> {
    let mut fault = None;
    let unpacked = input.unpack(|most| {
        let mut unpacked = Vec::new();
        fault = decoder.take(most).read_to_end(&mut unpacked).err();
        unpacked
    })?;
    match fault {
        Some(fault) if unpacked.is_empty() => Err(format!("is broken {name}: {fault}")),
        fault => Ok((unpacked, fault.map(|fault| fault.to_string()))),
    }
}

/// Bytes that a zlib stream gives, counted up to one more than `most`; none where it is no such stream.
pub fn weight(stream: &[u8], most: usize) -> usize {
    let mut decoder = ZlibDecoder::new(stream).take(most as u64 + 1);
    let (mut buffer, mut sum) = ([0; 1 << 14], 0);
    while let Ok(read @ 1..) = decoder.read(&mut buffer) {
        sum += read;
    }
    sum
}

#[cfg(test)]
mod tests {
    use crate::read::{Limits, Sidecar};
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("memory");
        encoder.finish().expect("memory")
    }

    #[test]
    fn the_file_inside_is_read() {
        let bytes = packed(b"Words of an article.\n");
        let documents =
            crate::read::read("a.txt.gz", &bytes, &Sidecar::default(), None, &Limits::default()).expect("text");
        assert_eq!((documents[0].format.as_str(), documents[0].path.as_str()), ("text", "a.txt.gz"));
    }

    #[test]
    fn bombs_and_nests_are_refused() {
        let limits = Limits { unpacked: 1000, ..Limits::default() };
        let read = |bytes: &[u8]| {
            crate::read::read("a.gz", bytes, &Sidecar::default(), None, &limits).expect_err("trouble").what
        };
        assert!(read(&packed(&[b' '; 100_000])).contains("more than 1000"));
        let nested = (0..6).fold(b"words".to_vec(), |bytes, _| packed(&bytes));
        assert!(read(&nested).contains("deep"), "{}", read(&nested));
    }
}
