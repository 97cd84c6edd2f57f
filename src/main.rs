//! Arguments in, exit code out.

fn main() -> std::process::ExitCode {
    gainsay::cli::main()
}
