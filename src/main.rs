//! The `pakt` command. What it does stands in [`pakt::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    pakt::cli::run(std::env::args_os())
}
