//! Random edits while a preview runs: files are written, moved and deleted as editors and git do
//! it, and after each burst of edits the preview serves the bytes of a clean build.
//!
//! The seed is printed. `PAKT_SEED=N` repeats a run, `PAKT_OPERATIONS=N` sets its length, and
//! `PAKT=target/release/pakt` tests that program.

mod operations;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::random::Random;
use crate::support::serving::{PATIENCE, Preview};
use crate::support::{Workspace, tree};
use operations::OPERATIONS;

/// The number of operations, unless the environment sets it.
const OPERATIONS_BY_DEFAULT: usize = 100;
/// The maximum number of operations between two comparisons.
const MAX_BURST: usize = 8;
/// A run of this length must contain every operation.
const ALL_KINDS_OPERATIONS: usize = 1_000;
/// How many of the paths that do not exist any more are requested after each burst.
const MAX_GONE_PATHS: usize = 20;

/// Files that a build makes last, of all others. The preview does not have them.
const NOT_PREVIEWED: [&str; 2] = ["pakt-manifest.json", "pakt-offline.json"];

/// Returns the files of a clean build, by path.
fn clean_build(workspace: &Workspace, output: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::remove_dir_all(output).ok();
    workspace.run(&["build", "-o", output.to_str().unwrap()]);
    let mut files = tree(output);
    for path in NOT_PREVIEWED {
        files.remove(path);
    }
    assert!(files.len() > 5, "the build made only {:?}", files.keys());
    files
}

/// Repairs the files that are broken, and returns their paths.
///
/// The preview shows the last good version of a broken file; `tests/preview_last_good/` tests that.
/// Here nothing of that version may remain once the file is repaired.
fn repair_broken_files(workspace: &Workspace) -> Vec<String> {
    const BROKEN: [&str; 6] = [
        "yaml-syntax",
        "csv-syntax",
        "front-matter-not-closed",
        "misplaced-front-matter",
        "not-utf8",
        "template-error",
    ];
    let mut repaired = Vec::new();
    loop {
        let report = workspace.run(&["check", "--format", "json"]).json();
        let diagnostics = report["diagnostics"].as_array().unwrap();
        let broken = diagnostics.iter().filter(|it| BROKEN.contains(&it["code"].as_str().unwrap()));
        let broken: BTreeSet<String> =
            broken.map(|it| it["file"].as_str().unwrap().to_owned()).collect();
        if broken.is_empty() {
            return repaired;
        }
        for path in broken {
            let problem = diagnostics.iter().find(|it| it["file"] == path.as_str());
            assert!(!repaired.contains(&path), "{path} is still broken: {problem:?}");
            operations::repair(workspace, &path);
            repaired.push(path);
        }
    }
}

/// Returns a path for which the preview and a clean build differ, and how.
fn find_difference(
    preview: &mut Preview,
    built: &BTreeMap<String, Vec<u8>>,
    gone_paths: &BTreeSet<String>,
) -> Option<String> {
    let differing = built.iter().find(|(path, bytes)| !is_as_built(preview, path, bytes));
    if let Some((path, bytes)) = differing {
        // The preview may not have finished. Waits for this file, and compares all files again.
        if wait_until(|| is_as_built(preview, path, bytes)) {
            return find_difference(preview, built, gone_paths);
        }
        let (status, body) = preview.page(path);
        let shown = first_difference(&String::from_utf8_lossy(&body), bytes);
        return Some(format!("{path} differs from the build ({status}): {shown}"));
    }
    // If the template of the page "not found" fails, the preview answers with an error.
    let absent = if built.contains_key("404.html") { 404 } else { 500 };
    let expected = |path: &str| match built.contains_key(&format!("{path}/index.html")) {
        true => 301,
        false => absent,
    };
    let present = gone_paths.iter().find(|path| preview.get(path).0 != expected(path))?;
    if wait_until(|| preview.get(present).0 == expected(present)) {
        return find_difference(preview, built, gone_paths);
    }
    Some(format!("{present} should not exist ({})", preview.get(present).0))
}

/// Waits until a condition holds. Returns whether it does.
fn wait_until(mut condition: impl FnMut() -> bool) -> bool {
    let started_at = Instant::now();
    while started_at.elapsed() < PATIENCE {
        if condition() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    false
}

fn is_as_built(preview: &mut Preview, path: &str, bytes: &[u8]) -> bool {
    let (status, body) = preview.page(path);
    status == 200 && body == bytes
}

/// Returns the first lines that differ.
fn first_difference(served: &str, built: &[u8]) -> String {
    let built = String::from_utf8_lossy(built);
    let mut lines = served.lines().zip(built.lines());
    let (served, built) = lines.find(|(served, built)| served != built).unwrap_or_default();
    format!("\n  served {served}\n  built  {built}")
}

/// Returns the last lines of the output of a preview.
fn last_lines(output: &str) -> String {
    let lines: Vec<&str> = output.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

/// Runs random operations, and returns how often each kind was run.
fn run_random_edits(
    seed: u64,
    n_operations: usize,
    arguments: &[&str],
) -> BTreeMap<&'static str, usize> {
    let mut random = Random::new(seed);
    let (workspace, output) = (Workspace::of(&[]), Workspace::of(&[]));
    operations::write_first_site(&workspace);
    let mut preview = Preview::start(&workspace, arguments);
    let (mut n_by_kind, mut n_done) = (BTreeMap::new(), 0);
    let (mut all_paths, mut previous_paths) = (BTreeSet::new(), BTreeSet::new());
    while n_done < n_operations {
        let mut log = Vec::new();
        for _ in 0..=random.below(MAX_BURST) {
            let (name, operation) = random.pick(&OPERATIONS);
            log.push(format!("{name}: {}", operation(&workspace, &mut random)));
            *n_by_kind.entry(name).or_default() += 1;
            n_done += 1;
        }
        log.push(format!("repaired: {:?}", repair_broken_files(&workspace)));
        let built = clean_build(&workspace, &output.join("out"));
        let paths: BTreeSet<String> = built.keys().cloned().collect();
        let mut gone_paths: BTreeSet<String> = &previous_paths - &paths;
        let gone_earlier: Vec<String> = all_paths.difference(&paths).cloned().collect();
        if !gone_earlier.is_empty() {
            let mut pick_path = || gone_earlier[random.below(gone_earlier.len())].clone();
            gone_paths.extend((0..MAX_GONE_PATHS).map(|_| pick_path()));
        }
        if let Some(difference) = find_difference(&mut preview, &built, &gone_paths) {
            let (log, output) = (log.join("\n"), last_lines(&preview.stderr()));
            panic!("seed {seed}, operation {n_done}: {difference}\nafter\n{log}\n{output}");
        }
        all_paths.extend(paths.iter().cloned());
        previous_paths = paths;
    }
    assert!(!preview.stderr().contains("panicked"), "seed {seed}: {}", preview.stderr());
    n_by_kind
}

/// Returns a number from the environment.
fn number_from_environment(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap())
}

#[expect(clippy::print_stdout, reason = "the seed repeats a run")]
fn seed_and_length() -> (u64, usize) {
    let seed =
        number_from_environment("PAKT_SEED").unwrap_or_else(|| RandomState::new().hash_one(()));
    let length = number_from_environment("PAKT_OPERATIONS").map(|n| usize::try_from(n).unwrap());
    let length = length.unwrap_or(OPERATIONS_BY_DEFAULT);
    println!("PAKT_SEED={seed} PAKT_OPERATIONS={length}");
    (seed, length)
}

#[test]
#[expect(clippy::print_stdout, reason = "how often each operation was run is worth seeing")]
fn the_preview_serves_the_bytes_of_a_clean_build_after_every_burst() {
    let (seed, length) = seed_and_length();
    let n_by_kind = run_random_edits(seed, length, &[]);
    println!("0 differences after {n_by_kind:?}");
    let missing = OPERATIONS.iter().filter(|(name, _)| !n_by_kind.contains_key(name));
    assert!(length < ALL_KINDS_OPERATIONS || missing.count() == 0, "{n_by_kind:?}");
}

/// Polling looks once a second, so the run is shorter.
#[test]
fn the_preview_that_polls_does_the_same() {
    let (seed, length) = seed_and_length();
    run_random_edits(seed, length / 20, &["--poll"]);
}

#[test]
fn the_preview_shows_the_site_as_of_a_date_below_that_date() {
    let site_folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/example_site");
    let workspace = Workspace::copy_of(&site_folder);
    let mut preview = Preview::start(&workspace, &[]);
    let mut seen = BTreeSet::new();
    for day in ["1950-01-01", "1990-01-01", "2005-01-01"] {
        let folder = workspace.join(day);
        workspace.run(&["build", "--as-of", day, "-o", folder.to_str().unwrap()]);
        let built = tree(&folder);
        for (path, bytes) in
            built.iter().filter(|(path, _)| !NOT_PREVIEWED.contains(&path.as_str()))
        {
            let (status, body) = preview.page(&format!("@{day}/{path}"));
            assert!(status == 200 && body == *bytes, "{day} {path}");
        }
        seen.insert(built);
    }
    assert_eq!(seen.len(), 3, "the site differs by date");
}
