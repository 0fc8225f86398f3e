//! What is written is on the page, or a diagnostic names its line.
//!
//! Each feature of a dialect of Markdown is a text with words in capitals. All of them are in
//! `<main>` of the page, as often as in the text, or in a line that a diagnostic names. Random
//! mixtures of the features, in quotes, lists and callouts, keep the same promise.
//! `PAKT_MIXTURES=20000` runs longer, `PAKT_SEED` repeats a run.

mod features;

use crate::support::random::Random;
use features::FEATURES;
use pakt::check;
use pakt::diagnostic::{Diagnostic, DiagnosticCode};
use pakt::files::FileSet;
use pakt::project::Website;
use pakt::render::Artifact;
use pakt::site::SiteSnapshot;
use pakt::site::settings::RunSettings;
use pakt::theme::{StringOverrides, Theme, ThemeFiles};
use std::collections::BTreeMap;
use std::env;
use std::sync::Arc;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";
const DEFAULT_MIXTURES: u64 = 150;
/// The shortest word in capitals that counts.
const MIN_WORD_LETTERS: usize = 4;

/// How often each word occurs.
type WordCounts = BTreeMap<String, usize>;

#[test]
fn each_feature_is_on_the_page_or_in_a_diagnostic() {
    let theme = theme();
    let mut lost = Vec::new();
    for (name, text) in FEATURES {
        for settings in ["", "title: Test\nlanguages: [en]\nowner: Ada\n"] {
            lost.extend(lost_words(text, settings, &theme).map(|words| format!("{name}: {words}")));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

#[test]
fn each_mixture_is_on_the_page_or_in_a_diagnostic() {
    let number = |name: &str| env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let n_mixtures = number("PAKT_MIXTURES").unwrap_or(DEFAULT_MIXTURES);
    let first_seed = number("PAKT_SEED").unwrap_or(1);
    let theme = theme();
    for seed in first_seed..first_seed + n_mixtures {
        let text = mixture(&mut Random::new(seed));
        let lost = lost_words(&text, "", &theme);
        assert!(lost.is_none(), "PAKT_SEED={seed}: {}\n\n{text}", lost.unwrap_or_default());
    }
}

/// Returns some features, one after the other, each with words of its own.
fn mixture(random: &mut Random) -> String {
    let mut text = String::new();
    for part in 0..1 + random.below(6) {
        let (_, feature) = random.pick(&FEATURES);
        let feature = with_own_words(feature, part);
        let prefixes = match random.below(6) {
            0 => ("> ", "> "),
            1 => ("- ", "  "),
            2 => ("1. ", "   "),
            3 => ("> [!note]\n> ", "> "),
            _ => ("", ""),
        };
        for (index, line) in feature.lines().enumerate() {
            let prefix = if index == 0 { prefixes.0 } else { prefixes.1 };
            text.push_str(format!("{prefix}{line}").trim_end());
            text.push('\n');
        }
        text.push_str(random.pick(&["\n", "\n", "\n\n"]));
    }
    if random.below(4) == 0 { text.replace('\n', "\r\n") } else { text }
}

/// Returns the text of a feature with another last letter for each of its words.
fn with_own_words(feature: &str, part: usize) -> String {
    let letter = b"ABCDEFGH".get(part).map_or('Z', |byte| char::from(*byte));
    let mut text = String::new();
    let mut rest = feature;
    while !rest.is_empty() {
        let is_capital = rest.starts_with(|char: char| char.is_ascii_uppercase());
        let end = rest.find(|char: char| char.is_ascii_uppercase() != is_capital);
        let (run, after) = rest.split_at(end.unwrap_or(rest.len()));
        text.push_str(run);
        if is_capital && run.len() >= MIN_WORD_LETTERS {
            text.push(letter);
        }
        rest = after;
    }
    text
}

/// Returns the words of a text that are neither on its page nor in a line that a diagnostic names.
fn lost_words(text: &str, settings: &str, theme: &Arc<Theme>) -> Option<String> {
    let mut files = vec![
        ("a.md", text),
        ("other.md", "# Other\n"),
        ("mill.svg", SVG),
        ("the mill.svg", SVG),
        ("the deed.txt", "The deed"),
    ];
    if !settings.is_empty() {
        files.push(("site.yaml", settings));
    }
    let snapshot = SiteSnapshot::new(&FileSet::from_texts(&files), &RunSettings::default());
    let site = Arc::clone(&snapshot.site);
    let report = check::report(&site, &[]);
    let website = Website::new(site, Arc::clone(theme));
    let route = website.find_route("a/index.html").unwrap();
    let Artifact::Bytes(html) = website.render(&route).unwrap().artifact else { panic!("no page") };
    let html = String::from_utf8(html).unwrap();
    let mut found = word_counts(&visible_text(&html));
    let text = text.replace("\r\n", "\n");
    for line in reported_lines(&text, &report.diagnostics) {
        add_words(&mut found, line);
    }
    let missing: Vec<String> = word_counts(&text)
        .into_iter()
        .filter(|(word, count)| found.get(word).copied().unwrap_or(0) < *count)
        .map(|(word, _)| word)
        .collect();
    (!missing.is_empty()).then(|| format!("{} is lost\n{html}", missing.join(", ")))
}

/// Returns the lines of a text that diagnostics name; all that follow an open comment, which hides
/// them.
fn reported_lines<'a>(text: &'a str, diagnostics: &[Diagnostic]) -> Vec<&'a str> {
    let lines: Vec<&str> = text.lines().collect();
    let in_text = diagnostics.iter().filter(|it| it.span.source().path.ends_with("a.md"));
    let mut reported = std::collections::BTreeSet::new();
    for diagnostic in in_text {
        let first = diagnostic.span.start_position().line;
        let last = match diagnostic.code() {
            DiagnosticCode::CommentNotClosed => lines.len(),
            _ => first,
        };
        reported.extend(first..=last);
    }
    reported.into_iter().filter_map(|line| lines.get(line.checked_sub(1)?).copied()).collect()
}

/// Returns what a reader of `<main>` sees or hears.
fn visible_text(html: &str) -> String {
    let (_, main) = html.split_once("<main").unwrap();
    let (main, _) = main.split_once("</main>").unwrap();
    let mut text = String::new();
    for piece in main.split('<') {
        let (tag, words) = piece.split_once('>').unwrap_or(("", piece));
        for alternative in tag.split("alt=\"").skip(1) {
            text.push_str(alternative.split('"').next().unwrap_or_default());
        }
        text.push_str(match tag.trim_start_matches('/') {
            // Words go on through these.
            "em" | "strong" | "mark" | "del" | "sub" | "sup" => "",
            _ => " ",
        });
        text.push_str(words);
    }
    text.replace(['\u{ad}'], "")
}

fn word_counts(text: &str) -> WordCounts {
    let mut counts = WordCounts::new();
    add_words(&mut counts, text);
    counts
}

fn add_words(counts: &mut WordCounts, text: &str) {
    for word in text.split(|char: char| !char.is_ascii_uppercase()) {
        if word.len() >= MIN_WORD_LETTERS {
            *counts.entry(word.to_owned()).or_insert(0) += 1;
        }
    }
}

fn theme() -> Arc<Theme> {
    Arc::new(Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]).0)
}
