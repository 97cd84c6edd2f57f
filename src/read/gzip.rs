//! Gzip around another file, in one member or many. The file inside is read as if it lay there itself.

use super::{Format, Input, Likelihood};
use crate::model::{Document, Result};
use flate2::read::MultiGzDecoder;
use std::io::Read;

pub const FORMAT: Format =
    Format { name: "gzip", extensions: &["gz"], about: "gzip around any other format", sniff, read };

fn sniff(input: &Input) -> Likelihood {
    if input.bytes.starts_with(&[0x1f, 0x8b, 8]) { Likelihood::Certain } else { Likelihood::Never }
}

fn read(input: &Input) -> Result<Vec<Document>> {
    let bytes = unpack(input.bytes, input.limits.unpacked).map_err(|what| input.trouble(what))?;
    let path = input.path.strip_suffix(".gz").unwrap_or(input.path);
    super::inside(input, path, &bytes)
}

/// All members, as far as they go: what was unpacked before a fault is kept.
///
/// # Errors
/// Nothing could be unpacked, or more than `limit` bytes came out.
pub fn unpack(bytes: &[u8], limit: usize) -> std::result::Result<Vec<u8>, String> {
    let mut unpacked = Vec::new();
    let fault = MultiGzDecoder::new(bytes).take(limit as u64 + 1).read_to_end(&mut unpacked).err();
    if unpacked.len() > limit {
        return Err(format!("unpacks to more than {limit} bytes"));
    }
    match fault {
        Some(fault) if unpacked.is_empty() => Err(format!("is broken gzip: {fault}")),
        _ => Ok(unpacked),
    }
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
