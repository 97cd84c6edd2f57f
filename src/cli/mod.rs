//! Arguments in, rows and an exit code out.
//!
//! The clock, the terminal and the environment are known here and nowhere below.

mod actors;
mod claims;
mod contradictions;
mod filters;
mod ingest;
mod inspect;
mod lexicon;
mod out;
mod progress;
mod quotes;
mod report;
mod review;
mod search;
mod sides;
mod status;
mod timeline;
mod verify;

use crate::model::{Result, Trouble};
use crate::store::Store;
use clap::{Args, Parser, Subcommand, ValueEnum};
use out::Out;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::LazyLock;

/// Takes claims about data access out of transcripts and articles: who did what to whose data, when, and who says so.
/// Every claim is verbatim and has an address; where sources contradict each other, both sides are shown.
#[derive(Parser)]
#[command(name = "gainsay", bin_name = "gainsay", version, long_version = long_version(), max_term_width = 100, disable_help_subcommand = true)]
#[command(after_help = "Exit codes: 0 found or done, 1 nothing found, 2 trouble.")]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    globals: Globals,
}

#[derive(Subcommand)]
enum Command {
    Ingest(ingest::Ingest),
    Search(search::Search),
    Claims(claims::Claims),
    Quotes(quotes::Quotes),
    Actors(actors::Actors),
    Timeline(timeline::Timeline),
    Contradictions(contradictions::Contradictions),
    Report(report::Report),
    Review(review::Review),
    Inspect(inspect::Inspect),
    Status(status::Status),
    Verify(verify::Verify),
}

/// What `--version` tells; `-V` tells the number only.
fn long_version() -> &'static str {
    static TEXT: LazyLock<String> =
        LazyLock::new(|| format!("{}\n{}", env!("CARGO_PKG_VERSION"), crate::annotate::syntax::MODEL_SOURCE));
    &TEXT
}

/// Options of every command.
#[derive(Args)]
#[command(next_help_heading = "Everywhere")]
pub struct Globals {
    /// Folder of the index
    #[arg(
        long,
        global = true,
        value_name = "DIR",
        env = "GAINSAY_INDEX",
        default_value = "indexes/default",
        hide_env_values = true
    )]
    index: PathBuf,
    /// How to print a listing
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text", value_parser = format_names())]
    format: String,
    /// Folder of lexicon files that are added to the embedded ones
    #[arg(long, global = true, value_name = "DIR")]
    lexicon: Option<PathBuf>,
    /// Threads; 0 for one per core
    #[arg(long, global = true, value_name = "N", default_value_t = 0)]
    jobs: usize,
    /// Print results and errors only
    #[arg(long, global = true)]
    quiet: bool,
    /// When to colour; NO_COLOR is heeded
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Color,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

fn format_names() -> clap::builder::PossibleValuesParser {
    let listed = crate::report::FORMATS.iter().map(|format| clap::builder::PossibleValue::new(format.name));
    // Trees alone can be printed in the format of their field.
    listed.chain([clap::builder::PossibleValue::new("conllu").hide(true)]).collect::<Vec<_>>().into()
}

/// How a command ended, where it did not fail.
pub enum Ended {
    Done,
    Nothing,
    /// Everything was said already.
    Trouble,
}

/// Runs the program on its arguments.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let mut out = Out::new(&cli.globals);
    let ended = run(&cli, &mut out).and_then(|ended| out.flush().map(|()| ended));
    match ended {
        Ok(Ended::Done) => ExitCode::SUCCESS,
        Ok(Ended::Nothing) => ExitCode::from(1),
        Ok(Ended::Trouble) => ExitCode::from(2),
        // Whoever closed the pipe has read enough.
        Err(_) if out.is_closed() => ExitCode::SUCCESS,
        Err(trouble) => {
            complain(&trouble);
            ExitCode::from(2)
        }
    }
}

fn run(cli: &Cli, out: &mut Out) -> Result<Ended> {
    let globals = &cli.globals;
    if globals.format == "conllu" && !matches!(cli.command, Command::Inspect(_)) {
        let hint = "gainsay inspect FILE --stage syntax --format conllu";
        return Err(Trouble::new("--format", "`conllu` is for trees only").hint(hint));
    }
    match &cli.command {
        Command::Ingest(command) => command.run(globals, out),
        Command::Search(command) => command.run(globals, out),
        Command::Claims(command) => command.run(globals, out),
        Command::Quotes(command) => command.run(globals, out),
        Command::Actors(command) => command.run(globals, out),
        Command::Timeline(command) => command.run(globals, out),
        Command::Contradictions(command) => command.run(globals, out),
        Command::Report(command) => command.run(globals, out),
        Command::Review(command) => command.run(globals, out),
        Command::Inspect(command) => command.run(globals, out),
        Command::Status(command) => command.run(globals, out),
        Command::Verify(command) => command.run(globals, out),
    }
}

impl Globals {
    /// The index, for reading.
    fn store(&self) -> Result<Store> {
        Store::open(&self.index, &crate::pipeline::rules(None))
    }
}

/// One line that says where and what, and one with a way out where there is one.
fn complain(trouble: &Trouble) {
    out::warn(&format!("error: {trouble}"));
    if let Some(hint) = &trouble.hint {
        out::warn(&format!("hint: {hint}"));
    }
}
