//! What is written is on the page, or a diagnostic names its line.
//!
//! Each feature of a dialect of Markdown is a text with words in capitals. All of them are in
//! `<main>` of the page, as often as in the text, or in a line that a diagnostic names. Random
//! mixtures of the features, in quotes, lists and callouts, keep the same promise.
//! `PAKT_MIXTURES=20000` runs longer, `PAKT_SEED` repeats a run.

mod features;
mod tool_features;

use crate::support::random::Random;
use features::FEATURES;
use pakt::check;
use pakt::diagnostic::{Diagnostic, DiagnosticCode, DiagnosticKind};
use pakt::files::FileSet;
use pakt::project::Website;
use pakt::render::Artifact;
use pakt::site::SiteSnapshot;
use pakt::site::settings::RunSettings;
use pakt::theme::{StringOverrides, Theme, ThemeFiles};
use std::collections::BTreeMap;
use std::env;
use std::sync::Arc;
use tool_features::TOOL_FEATURES;

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
    for (name, text) in FEATURES.iter().chain(TOOL_FEATURES) {
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
        let (_, feature) =
            if random.below(2) == 0 { random.pick(&FEATURES) } else { random.pick(TOOL_FEATURES) };
        let feature = with_own_words(feature, part);
        let mut block = feature;
        for _ in 0..random.below(3) {
            block = nested(&block, random);
        }
        text.push_str(&block);
        text.push_str(random.pick(&["\n", "\n", "\n\n"]));
    }
    if random.below(4) == 0 { text.replace('\n', "\r\n") } else { text }
}

/// Returns a text in a quote, an item, a callout, a note or a container; or as it is.
fn nested(text: &str, random: &mut Random) -> String {
    let (first, other, end) = match random.below(9) {
        0 => ("> ", "> ", ""),
        1 => ("- ", "  ", ""),
        2 => ("1. ", "   ", ""),
        3 => ("> [!note]\n> ", "> ", ""),
        4 => ("!!! note\n    ", "    ", ""),
        5 => (":::tip\n", "", ":::\n"),
        6 => ("<details>\n\n", "", "\n</details>\n"),
        _ => ("", "", ""),
    };
    let mut block = String::new();
    for (index, line) in text.lines().enumerate() {
        let prefix = if index == 0 { first } else { other };
        block.push_str(format!("{prefix}{line}").trim_end());
        block.push('\n');
    }
    block + end
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
        ("blocks.md", "# Blocks\n\nOne. ^first\n\n- Two\n- Three\n\n^items\n"),
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
/// them, and all of a footnote or a definition that is not shown.
fn reported_lines<'a>(text: &'a str, diagnostics: &[Diagnostic]) -> Vec<&'a str> {
    let lines: Vec<&str> = text.lines().collect();
    let in_text = diagnostics.iter().filter(|it| it.span.source().path.ends_with("a.md"));
    let mut reported = std::collections::BTreeSet::new();
    for diagnostic in in_text {
        let first = diagnostic.span.start_position().line;
        if let DiagnosticKind::ForeignSyntax(foreign) = &diagnostic.kind {
            reported.extend(&foreign.other_lines);
        }
        let last = match diagnostic.code() {
            DiagnosticCode::CommentNotClosed => lines.len(),
            DiagnosticCode::DuplicateFootnote | DiagnosticCode::UnusedFootnote => {
                let n_columns = diagnostic.span.start_position().column;
                let is_inside = |line: &&&str| {
                    let text = line.trim_start_matches([' ', '>']);
                    text.is_empty() || line.len() - text.len() >= n_columns
                };
                first + lines.iter().skip(first).take_while(is_inside).count()
            }
            DiagnosticCode::UnusedReference => diagnostic.span.end_position().line,
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
        // Only links and pictures have a title in Markdown, which is shown as a tooltip.
        let has_title = tag.starts_with("a ") || tag.starts_with("img ");
        for name in ["alt=\"", "title=\""].into_iter().take(1 + usize::from(has_title)) {
            for value in tag.split(name).skip(1) {
                text.push_str(value.split('"').next().unwrap_or_default());
                text.push(' ');
            }
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
