//! Names the rules that this build makes rows by: a digest of the sources, words and model that decide what a row holds.
//!
//! An index that was made by other rules is refused, so that old and new claims never stand side by side.
//!
//! Lists the topics that lie in `src/lexicon/topics`, so that a new one needs no Rust.

use std::fs;
use std::path::Path;

/// What decides which rows are made. Printing and asking do not.
const RULES: &[&str] = &[
    "model",
    "lexicon",
    "read",
    "segment",
    "annotate",
    "extract",
    "resolve",
    "compare",
    "store",
    "pipeline",
    "pipeline.rs",
];

// Cargo tells a build script only so where to write.
#[expect(clippy::disallowed_methods, reason = "OUT_DIR comes no other way")]
fn main() {
    let mut digest = Digest(0xcbf2_9ce4_8422_2325);
    for part in RULES {
        let path = Path::new("src").join(part);
        println!("cargo::rerun-if-changed={}", path.display());
        add(&path, &mut digest);
    }
    println!("cargo::rustc-env=GAINSAY_RULES={:016x}", digest.0);
    let out = std::env::var("OUT_DIR").expect("cargo sets it");
    fs::write(Path::new(&out).join("topics.rs"), topics()).expect("cargo's own folder can be written");
}

/// The name and the words of each topic file, as an expression.
fn topics() -> String {
    let files = fs::read_dir("src/lexicon/topics").expect("the topics can be read").flatten();
    let mut names: Vec<String> = files.map(|file| file.file_name().to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".toml"));
    names.sort();
    let path = |name: &str| format!("concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/src/lexicon/topics/{name}\")");
    let rows = names.iter().map(|name| format!("(\"topics/{name}\", include_str!({})),", path(name)));
    format!("&[{}]", rows.collect::<String>())
}

fn add(path: &Path, digest: &mut Digest) {
    if path.is_dir() {
        let mut entries: Vec<_> =
            fs::read_dir(path).expect("the sources can be read").flatten().map(|e| e.path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| add(entry, digest));
    } else if let Ok(bytes) = fs::read(path) {
        digest.take(path.to_string_lossy().replace('\\', "/").as_bytes());
        digest.take(&bytes);
    }
}

/// FNV-1a, 64 bits: small, and the same everywhere.
struct Digest(u64);

impl Digest {
    fn take(&mut self, bytes: &[u8]) {
        for byte in bytes.iter().chain([&0]) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
