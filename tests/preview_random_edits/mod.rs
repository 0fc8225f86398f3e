//! A random walk against a running preview: files are written, moved and deleted in every way that
//! editors and git have, and after each burst the preview serves the bytes of a clean build.
//!
//! The seed is printed. `PAKT_SEED=N` walks the same way again, `PAKT_OPERATIONS=N` so far, and
//! `PAKT=target/release/pakt` with that program.

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

/// How far the walk goes if nobody says.
const OPERATIONS_BY_DEFAULT: usize = 100;
/// The most operations between two looks.
const MAX_BURST: usize = 8;
/// With so many operations each kind must have happened.
const ENOUGH: usize = 1_000;
/// Of all addresses that are gone, how many are looked at after each burst.
const MAX_GONE: usize = 20;

/// What a clean build gives, by path.
fn clean(workspace: &Workspace, to: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::remove_dir_all(to).ok();
    workspace.run(&["build", "-o", to.to_str().unwrap()]);
    let mut files = tree(to);
    files.remove("pakt-manifest.json");
    assert!(files.len() > 5, "the build made only {:?}", files.keys());
    files
}

/// While a file is broken the preview shows it as it last was, which `tests/preview_last_good/`
/// holds.
/// Here it is mended when the burst is over, and nothing of it may remain.
fn mend(workspace: &Workspace) -> Vec<String> {
    const BROKEN: [&str; 5] =
        ["yaml-syntax", "csv-syntax", "front-matter-not-closed", "not-utf8", "template-error"];
    let mut mended = Vec::new();
    loop {
        let report = workspace.run(&["check", "--format", "json"]).json();
        let found = report["diagnostics"].as_array().unwrap().iter();
        let broken = found.filter(|one| BROKEN.contains(&one["code"].as_str().unwrap()));
        let broken: BTreeSet<String> =
            broken.map(|one| one["file"].as_str().unwrap().to_owned()).collect();
        if broken.is_empty() {
            return mended;
        }
        for path in broken {
            let mut found = report["diagnostics"].as_array().unwrap().iter();
            let problem = found.find(|one| one["file"] == path.as_str());
            assert!(!mended.contains(&path), "{path} stays broken: {problem:?}");
            operations::mend(workspace, &path);
            mended.push(path);
        }
    }
}

/// What the preview serves otherwise than a clean build: a path, and how.
fn difference(
    preview: &mut Preview,
    built: &BTreeMap<String, Vec<u8>>,
    gone: &BTreeSet<String>,
) -> Option<String> {
    let other = built.iter().find(|(path, bytes)| !is_as_built(preview, path, bytes));
    if let Some((path, bytes)) = other {
        // Until it is right; then all is looked at again.
        let started_at = Instant::now();
        while started_at.elapsed() < PATIENCE {
            if is_as_built(preview, path, bytes) {
                return difference(preview, built, gone);
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        let (status, body) = preview.page(path);
        let shown = first_difference(&String::from_utf8_lossy(&body), bytes);
        return Some(format!("{path} is not the built one ({status}): {shown}"));
    }
    // A template that fails has no page, and then "not found" cannot be said.
    let absent = if built.contains_key("404.html") { 404 } else { 500 };
    gone.iter().find_map(|path| {
        let folder = format!("{path}/index.html");
        let expected = if built.contains_key(&folder) { 301 } else { absent };
        let status = preview.get(path).0;
        (status != expected).then(|| format!("{path} should be gone ({status})"))
    })
}

fn is_as_built(preview: &mut Preview, path: &str, bytes: &[u8]) -> bool {
    let (status, body) = preview.page(path);
    status == 200 && body == bytes
}

/// The first lines that differ.
fn first_difference(served: &str, built: &[u8]) -> String {
    let built = String::from_utf8_lossy(built);
    let mut lines = served.lines().zip(built.lines());
    let (served, built) = lines.find(|(one, other)| one != other).unwrap_or_default();
    format!("\n  served {served}\n  built  {built}")
}

/// The end of what a preview said.
fn last_lines(said: &str) -> String {
    let lines: Vec<&str> = said.lines().collect();
    lines[lines.len().saturating_sub(30)..].join("\n")
}

/// Walks; gives what happened, by kind.
fn walk(seed: u64, n_operations: usize, arguments: &[&str]) -> BTreeMap<&'static str, usize> {
    let mut random = Random::new(seed);
    let (workspace, output) = (Workspace::of(&[]), Workspace::of(&[]));
    operations::begin(&workspace);
    let mut preview = Preview::start(&workspace, arguments);
    let (mut happened, mut n_done) = (BTreeMap::new(), 0);
    let (mut ever, mut before) = (BTreeSet::new(), BTreeSet::new());
    while n_done < n_operations {
        let mut story = Vec::new();
        for _ in 0..=random.below(MAX_BURST) {
            let (name, operation) = random.pick(&OPERATIONS);
            story.push(format!("{name}: {}", operation(&workspace, &mut random)));
            *happened.entry(name).or_default() += 1;
            n_done += 1;
        }
        story.push(format!("mended: {:?}", mend(&workspace)));
        let built = clean(&workspace, &output.join("out"));
        let now: BTreeSet<String> = built.keys().cloned().collect();
        let mut gone: BTreeSet<String> = &before - &now;
        let long_gone: Vec<String> = ever.difference(&now).cloned().collect();
        if !long_gone.is_empty() {
            let mut one = || long_gone[random.below(long_gone.len())].clone();
            gone.extend((0..MAX_GONE).map(|_| one()));
        }
        if let Some(difference) = difference(&mut preview, &built, &gone) {
            let (story, said) = (story.join("\n"), last_lines(&preview.stderr()));
            panic!("seed {seed}, after {n_done}: {difference}\nafter\n{story}\n{said}");
        }
        ever.extend(now.iter().cloned());
        before = now;
    }
    assert!(!preview.stderr().contains("panicked"), "seed {seed}: {}", preview.stderr());
    happened
}

/// A number that the environment may give.
fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().unwrap())
}

#[expect(clippy::print_stdout, reason = "with the seed one can walk the same way again")]
fn seed_and_length() -> (u64, usize) {
    let seed = number("PAKT_SEED").unwrap_or_else(|| RandomState::new().hash_one(()));
    let length = number("PAKT_OPERATIONS").map(|n| usize::try_from(n).unwrap());
    let length = length.unwrap_or(OPERATIONS_BY_DEFAULT);
    println!("PAKT_SEED={seed} PAKT_OPERATIONS={length}");
    (seed, length)
}

#[test]
#[expect(clippy::print_stdout, reason = "what happened is worth seeing")]
fn the_preview_serves_the_bytes_of_a_clean_build_after_every_burst() {
    let (seed, length) = seed_and_length();
    let happened = walk(seed, length, &[]);
    println!("0 differences after {happened:?}");
    let missing = OPERATIONS.iter().filter(|(name, _)| !happened.contains_key(name));
    assert!(length < ENOUGH || missing.count() == 0, "{happened:?}");
}

/// Once a second, so not as far.
#[test]
fn the_preview_that_polls_does_the_same() {
    let (seed, length) = seed_and_length();
    walk(seed, length / 20, &["--poll"]);
}

#[test]
fn the_preview_shows_the_site_as_of_a_date_below_that_date() {
    let lease = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/example_site");
    let workspace = Workspace::copy_of(&lease);
    let mut preview = Preview::start(&workspace, &[]);
    let mut seen = BTreeSet::new();
    for day in ["1950-01-01", "1990-01-01", "2005-01-01"] {
        let folder = workspace.join(day);
        workspace.run(&["build", "--as-of", day, "-o", folder.to_str().unwrap()]);
        let built = tree(&folder);
        for (path, bytes) in built.iter().filter(|(path, _)| *path != "pakt-manifest.json") {
            let (status, body) = preview.page(&format!("@{day}/{path}"));
            assert!(status == 200 && body == *bytes, "{day} {path}");
        }
        seen.insert(built);
    }
    assert_eq!(seen.len(), 3, "each day is another");
}
