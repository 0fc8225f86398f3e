//! The `pakt` command. See [`pakt::cli`].

use mimalloc::MiMalloc;
use std::process::ExitCode;

/// Parsing allocates millions of small values on every thread. With the system allocator on Linux,
/// a tenth of the start-up time goes into locks and growing heaps.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    pakt::cli::run_from_args(std::env::args_os())
}
