//! Fuzzing of each parser on stable Rust: inputs of a corpus, damaged at random by bytes and by
//! pieces that mean something to the parser.
//!
//! No input may panic, every range must be in its text and on character boundaries, and the size of
//! the output is bounded by that of the input. Without settings each target runs a few hundred
//! inputs. `PAKT_FUZZ_SECONDS=10` runs each target for that long, and `PAKT_SEED` repeats a run. An
//! input that fails is written to `target/fuzz/TARGET/`; move it to `tests/fuzz/corpus/TARGET/`,
//! where every run tries it first.

mod mutate;
mod targets;

use mutate::mutate;
use std::env;
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::support::random::Random;

/// The number of inputs of a run without `PAKT_FUZZ_SECONDS`.
const INPUTS_BY_DEFAULT: usize = 200;
const MAX_INPUT_BYTES: usize = 20_000;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Returns the inputs in the corpus of a target, by file name.
fn corpus(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = root().join("tests/fuzz/corpus").join(target);
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let read = |path: PathBuf| (path.clone(), fs::read(path).unwrap());
    paths.into_iter().map(read).collect()
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().map(|value| value.parse().unwrap())
}

/// Runs a target on its corpus and then on damaged inputs, which are made from the corpus and
/// `more`.
#[track_caller]
#[expect(clippy::print_stdout, reason = "the seed repeats the run")]
fn fuzz(target: &str, more: Vec<Vec<u8>>, check: impl Fn(&[u8])) {
    let corpus = corpus(target);
    assert!(!corpus.is_empty(), "tests/fuzz/corpus/{target} is empty");
    for (path, input) in &corpus {
        let result = catch_unwind(AssertUnwindSafe(|| check(input)));
        assert!(result.is_ok(), "{} fails", path.display());
    }
    let starts: Vec<Vec<u8>> = corpus.into_iter().map(|(_, input)| input).chain(more).collect();
    let seed = number("PAKT_SEED").unwrap_or_else(|| RandomState::new().hash_one(()));
    let seconds = number("PAKT_FUZZ_SECONDS").map(Duration::from_secs);
    println!("{target}: PAKT_SEED={seed}");
    let mut random = Random::new(seed);
    let (started_at, mut n_inputs) = (Instant::now(), 0_usize);
    let is_over = |n_inputs| match seconds {
        Some(seconds) => started_at.elapsed() >= seconds,
        None => n_inputs >= INPUTS_BY_DEFAULT,
    };
    while !is_over(n_inputs) {
        let input = mutate(&mut random, &starts, MAX_INPUT_BYTES);
        n_inputs += 1;
        if catch_unwind(AssertUnwindSafe(|| check(&input))).is_err() {
            let folder = root().join("target/fuzz").join(target);
            let path = folder.join(format!("{seed}-{n_inputs}"));
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &input).unwrap();
            panic!("{target}: input {n_inputs} of PAKT_SEED={seed} fails: {}", path.display());
        }
    }
    println!("{target}: {n_inputs} inputs");
}
