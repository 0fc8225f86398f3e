//! What a quick fix writes: a citation of the newest version that nothing is wrong with.

use super::{content_files, treaty};
use crate::support::Workspace;
use pakt::check;
use pakt::diagnostic::{Diagnostic, DiagnosticCode, Severity};
use pakt::site::SiteSnapshot;
use pakt::site::settings::RunSettings;

fn diagnostics(workspace: &Workspace) -> Vec<Diagnostic> {
    let site = SiteSnapshot::new(&content_files(workspace), &RunSettings::default()).site;
    check::report(&site, &[]).diagnostics
}

fn is_about_versions(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code(), DiagnosticCode::SupersededQuote | DiagnosticCode::MovedQuote)
}

/// Writes the first fix of each diagnostic about versions into the files, the last one first.
fn apply_fixes(workspace: &Workspace, mut diagnostics: Vec<Diagnostic>) -> usize {
    diagnostics.sort_by(|left, right| right.span.cmp(&left.span));
    let mut n_fixed = 0;
    for diagnostic in diagnostics {
        let Some(fix) = diagnostic.kind.fixes().into_iter().next() else { continue };
        let path = format!("content/{}", diagnostic.span.source().path);
        let mut text = workspace.read(&path);
        text.replace_range(fix.range(&diagnostic.span).unwrap(), &fix.new_text(&diagnostic.span));
        workspace.write(&path, text);
        n_fixed += 1;
    }
    n_fixed
}

#[test]
fn fixed_citations_in_fields_tables_and_prose_are_right() {
    let workspace = treaty();
    let before = diagnostics(&workspace);
    let is_error = |it: &Diagnostic| it.severity == Severity::Error;
    assert!(!before.iter().any(is_error));
    let about_versions: Vec<Diagnostic> = before.into_iter().filter(is_about_versions).collect();
    assert_eq!(about_versions.len(), 33);
    // What is gone has no fix.
    assert_eq!(apply_fixes(&workspace, about_versions), 26);
    let after = diagnostics(&workspace);
    assert!(!after.iter().any(is_error), "{:?}", after.iter().find(|it| is_error(it)));
    assert_eq!(after.iter().filter(|it| is_about_versions(it)).count(), 7);
}

#[test]
fn a_fix_keeps_the_spelling_of_its_place() {
    let paper = |date: &str, more: &str| {
        format!("---\ntype: document\ndate: {date}\ntext: lease-{date}.txt\n{more}---\n")
    };
    for (source, fixed) in [
        ("'lease P1 \"ten years\"'", "'lease-b P2 \"twelve years\"'"),
        ("\"lease P1 \\\"ten years\\\"\"", "\"lease-b P2 \\\"twelve years\\\"\""),
        ("lease P1 \"ten years\"", "'lease-b P2 \"twelve years\"'"),
        ("['lease P1 \"ten years\"', lease P1]", "['lease-b P2 \"twelve years\"', lease-b P2]"),
        ("{document: lease, locator: P1, quote: ten years}", "'lease-b P2 \"twelve years\"'"),
        ("'lease P1 \"ten years\"; lease P1'", "'lease-b P2 \"twelve years\"; lease-b P2'"),
    ] {
        let rule = |source: &str| {
            format!("---\ntype: rule\nterm: {{value: long, source: {source}}}\n---\n# Rule\n")
        };
        let workspace = Workspace::of(&[
            ("content/site.yaml", "title: T\nlanguages: [en]\nowner: O\n"),
            ("content/_types/rule.yaml", "name: R\nfields:\n  term: {label: T, kind: text}\n"),
            ("content/lease.md", &paper("2011", "id: lease\n")),
            ("content/lease-b.md", &paper("2019", "id: lease-b\nreplaces: lease\n")),
            ("content/lease-2011.txt", "[P1]\nThe lease of the quay runs for ten years.\n"),
            (
                "content/lease-2019.txt",
                "[P1]\nDogs are kept on a leash.\n\n\
                 [P2]\nThe lease of the quay runs for twelve years.\n",
            ),
            ("content/rule.md", &rule(source)),
        ]);
        let found = diagnostics(&workspace).into_iter().filter(is_about_versions).collect();
        assert!(apply_fixes(&workspace, found) > 0, "{source}");
        assert_eq!(workspace.read("content/rule.md"), rule(fixed), "{source}");
    }
}
