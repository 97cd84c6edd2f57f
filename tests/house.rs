//! The rules of the house, read off its sources: cargo cannot hold them inside one package.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the ground up. A file may import from floors below its own, and from its own top folder; `main` and `lib` stand
/// on top of everything.
const FLOORS: &[&[&str]] = &[
    &["model"],
    &["lexicon"],
    &["read", "segment", "annotate", "extract", "resolve", "store", "query", "compare", "report"],
    &["pipeline"],
    &["cli"],
];

/// Each foreign crate with the files or folders that may use it. `serde` is spoken everywhere.
const OWNERS: &[(&str, &[&str])] = &[
    ("aho_corasick", &["lexicon/"]),
    ("anstream", &["cli/out.rs"]),
    ("anstyle", &["report/page.rs"]),
    ("brotli_decompressor", &["read/warc.rs"]),
    ("bytemuck", &["annotate/syntax/"]),
    ("chardetng", &["read/charset.rs"]),
    ("clap", &["cli/"]),
    ("csv", &["report/format.rs", "read/sidecar.rs", "read/sheet.rs"]),
    ("dom_query", &["read/"]),
    ("dom_smoothie", &["read/"]),
    ("encoding_rs", &["read/charset.rs"]),
    ("flate2", &["read/"]),
    ("html_escape", &["read/"]),
    ("indicatif", &["cli/progress.rs"]),
    ("jiff", &["annotate/dates/"]),
    ("mail_parser", &["read/"]),
    ("minijinja", &["report/html.rs"]),
    ("pdf_extract", &["read/pdf.rs"]),
    ("pulldown_cmark", &["read/"]),
    ("rayon", &["pipeline/", "compare/mod.rs", "resolve/origins.rs", "resolve/quotes/mod.rs"]),
    ("regex", &["read/", "lexicon/", "annotate/"]),
    ("roxmltree", &["read/"]),
    ("serde_json", &["store/", "report/", "read/"]),
    ("sha2", &["model/digest.rs", "read/mod.rs"]),
    ("strsim", &["lexicon/actors.rs"]),
    ("tantivy", &["store/"]),
    ("terminal_size", &["cli/out.rs"]),
    ("toml", &["lexicon/", "read/sidecar.rs"]),
    ("walkdir", &["pipeline/", "cli/lexicon.rs"]),
    ("whatlang", &["segment/"]),
    ("wide", &["annotate/syntax/"]),
    ("zip", &["read/"]),
];

struct Source {
    /// Below `src`, with `/`.
    path: String,
    text: String,
}

impl Source {
    /// The first part of the path: the folder, or the file for one on top.
    fn top(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    /// Lines before the tests, without comments.
    fn code(&self) -> String {
        let opens =
            |at: usize| self.text[at..].lines().nth(1).is_some_and(|line| line.contains("mod ") && line.ends_with('{'));
        let tests = self.text.match_indices("#[cfg(test)]\n").map(|(at, _)| at).find(|at| opens(*at));
        let before_tests = &self.text[..tests.unwrap_or(self.text.len())];
        let lines = before_tests.lines().filter(|line| !line.trim_start().starts_with("//"));
        lines.collect::<Vec<_>>().join("\n")
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    collect(&root().join("src"), &root().join("src"), &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    let tests: Vec<String> = found.iter().flat_map(test_files).collect();
    found.retain(|source| !tests.contains(&source.path));
    assert!(found.len() > 30, "the sources were found");
    found
}

/// Files that a source declares for its tests only.
fn test_files(source: &Source) -> Vec<String> {
    let folder = source.path.strip_suffix("mod.rs").map_or_else(|| source.path.replace(".rs", "/"), str::to_string);
    let declared =
        source.text.split("#[cfg(test)]\nmod ").skip(1).filter_map(|rest| rest.lines().next()?.strip_suffix(';'));
    declared.flat_map(|name| [format!("{folder}{name}.rs"), format!("{folder}{name}/mod.rs")]).collect()
}

fn collect(folder: &Path, base: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, base, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let below = path.strip_prefix(base).unwrap().to_str().unwrap().replace('\\', "/");
            found.push(Source { path: below, text: fs::read_to_string(&path).unwrap() });
        }
    }
}

/// The names right after each `crate::`, also inside braces.
fn imported(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(top_names(group)),
            None => names.push(leading_name(rest)),
        }
    }
    names
}

fn top_names(group: &str) -> Vec<String> {
    let (mut names, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, mark) in group.char_indices() {
        match mark {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(leading_name(group[start..at].trim()));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(leading_name(group[start..at].trim()));
                start = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn leading_name(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn floor(top: &str) -> Option<usize> {
    FLOORS.iter().position(|names| names.contains(&top))
}

fn complain(what: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{what}:\n  {}", faults.join("\n  "));
}

#[test]
fn imports_only_go_down() {
    let mut faults = Vec::new();
    for source in sources() {
        let top = source.top();
        if matches!(top, "main" | "lib") {
            continue;
        }
        let Some(own) = floor(top) else {
            faults.push(format!("{} stands on no floor", source.path));
            continue;
        };
        for name in imported(&source.code()) {
            let below = floor(&name).is_some_and(|other| other < own);
            if name != top && !below {
                faults.push(format!("{} imports {name}", source.path));
            }
        }
    }
    complain("up or sideways", &faults);
}

#[test]
fn the_reading_of_imports_sees_through_braces() {
    let code =
        "use crate::model::Span;\nuse crate::{compare, lexicon::{a, b}, store::Store};\nlet x = crate::cli::main();";
    assert_eq!(imported(code), ["model", "compare", "lexicon", "store", "cli"]);
    assert!(imported("my_crate::x").is_empty());
}

#[test]
fn each_foreign_crate_stays_with_its_owner() {
    let mut faults = Vec::new();
    for source in sources() {
        let code = source.code();
        for (name, owners) in OWNERS {
            let used = code.match_indices(&format!("{name}::")).any(|(at, _)| {
                let before = &code[..at];
                // A module or a function of the house may bear the same name.
                !before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
                    && (!before.ends_with("::") || before.ends_with(" ::") || before.ends_with("(::"))
            });
            if used && !owners.iter().any(|owner| source.path.starts_with(owner)) {
                faults.push(format!("{} uses {name}, which belongs to {}", source.path, owners.join(", ")));
            }
        }
    }
    complain("foreign crates abroad", &faults);
}

#[test]
fn each_dependency_has_an_owner_and_a_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let architecture = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let names = section.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.trim());
    let code: String = sources().iter().map(Source::code).collect();
    let mut faults = Vec::new();
    for name in names {
        let ident = name.replace('-', "_");
        if !code.contains(&format!("{ident}::")) {
            faults.push(format!("{name} is used nowhere"));
        }
        if name != "serde" && !OWNERS.iter().any(|(owned, _)| *owned == ident) {
            faults.push(format!("{name} has no owner"));
        }
        if !architecture.contains(&format!("| {name} |")) {
            faults.push(format!("{name} has no line in ARCHITECTURE.md"));
        }
    }
    complain("dependencies", &faults);
}

#[test]
fn each_file_opens_with_what_it_is_for() {
    let faults: Vec<String> =
        sources().iter().filter(|source| !source.text.starts_with("//! ")).map(|source| source.path.clone()).collect();
    complain("no `//!` first", &faults);
}

#[test]
fn nothing_is_unfinished_or_may_panic_for_want_of_care() {
    let never = [".unwrap()", "todo!(", "unimplemented!(", "dbg!(", "println!(", "dead_code", "panic!("];
    let mut faults = Vec::new();
    for source in sources() {
        let code = source.code();
        let found = never.iter().filter(|word| code.contains(**word));
        faults.extend(found.map(|word| format!("{} has {word}", source.path)));
    }
    complain("not in this house", &faults);
}

#[test]
fn files_are_called_after_what_they_do() {
    let vague = ["utils.rs", "util.rs", "helpers.rs", "helper.rs", "common.rs", "misc.rs"];
    let sources = sources();
    let faults: Vec<String> = sources
        .iter()
        .filter(|source| vague.iter().any(|name| source.path.ends_with(name)))
        .map(|source| source.path.clone())
        .collect();
    complain("vague names", &faults);
}

/// The texts that the rules were first tried on name these; a rule that knows them is tuned to them.
#[test]
fn no_rule_knows_the_texts_it_was_tried_on() {
    let names = ["tiktok", "bytedance", "oracle", "calamug", "cloutier", "buzzfeed"];
    let mut faults = Vec::new();
    let mut texts: BTreeMap<String, String> = sources().into_iter().map(|source| (source.path, source.text)).collect();
    lexicon_files(&root().join("src/lexicon"), &mut texts);
    for (path, text) in texts {
        let text = text.to_lowercase();
        faults.extend(names.iter().filter(|name| text.contains(**name)).map(|name| format!("{path} names {name}")));
    }
    complain("tuned to a text", &faults);
}

/// A topic is words: no code outside the lexicon may ask for a topic or an action by its name.
#[test]
fn no_code_knows_a_topic() {
    let mut topics = BTreeMap::new();
    lexicon_files(&root().join("src/lexicon/topics"), &mut topics);
    assert!(topics.len() > 1, "the topics were found");
    let mut names: Vec<String> = Vec::new();
    for text in topics.values() {
        let value = |line: &str, key: &str| {
            let rest = line.strip_prefix(key)?.trim_start().strip_prefix('=')?;
            Some(rest.trim().trim_matches('"').to_string())
        };
        names.extend(text.lines().filter_map(|line| value(line, "name").or_else(|| value(line, "action"))));
    }
    // A column of the store bears that name, and a noun that the tree knows.
    names.retain(|name| name != "order");
    let mut faults = Vec::new();
    let read = |source: &Source| source.path.starts_with("read/") || source.path.starts_with("lexicon/");
    for source in sources().iter().filter(|source| !read(source)) {
        let code = source.code();
        let found = names.iter().filter(|name| code.contains(&format!("\"{name}\"")));
        faults.extend(found.map(|name| format!("{} asks for \"{name}\"", source.path)));
    }
    faults.dedup();
    complain("words of a topic in the code", &faults);
}

fn lexicon_files(folder: &Path, texts: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            lexicon_files(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "toml" || extension == "tsv") {
            texts.insert(path.display().to_string(), fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn the_readme_shows_the_help_as_it_is() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let shown = readme.split("```text\n$ gainsay --help\n").nth(1).expect("the README has a usage block");
    let shown = shown.split("```").next().unwrap();
    let help =
        assert_cmd::Command::cargo_bin("gainsay").unwrap().arg("--help").env_remove("GAINSAY_INDEX").output().unwrap();
    assert_eq!(shown.trim_end(), String::from_utf8(help.stdout).unwrap().trim_end());
}
