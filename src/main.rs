//! The `pakt` command. What it does stands in [`pakt::cli`].

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Parsing makes millions of small values on every thread: with the system's allocator on Linux a
/// tenth of a start goes into locks and growing heaps.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    pakt::cli::run_from_args(std::env::args_os())
}
