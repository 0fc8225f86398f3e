//! While a file is broken, its last good version stays and other files are updated: the preview
//! shows a clean build of the content with that file as it was.

use pakt::files::FileSet;
use pakt::project::Website;
use pakt::render::Artifact;
use pakt::site::settings::RunSettings;
use pakt::site::{ParsedFiles, SiteSnapshot};
use pakt::theme::{StringOverrides, Theme, ThemeFiles};
use std::collections::BTreeMap;
use std::sync::Arc;

const GOOD: [(&str, &str); 6] = [
    ("site.yaml", "title: Provet\nlanguages: [sv]\nowner: Vi\n"),
    (
        "_types/forum.yaml",
        "name: Forum\npath: forum\nfields:\n  size: {label: Storlek, kind: number}\n",
    ),
    ("forum.yaml", "forum:\n  - {id: natet, title: Nätet, size: 7}\n"),
    ("radet.md", "---\ntitle: Rådet\n---\n\nSe [[natet]] och [ingen](saknas.md).\n"),
    ("index.md", "# Start\n\nSe [[radet]].\n"),
    ("annan.md", "# Annan\n\nSe [[radet]] och [[natet]].\n"),
];

/// Returns every artifact of the content, by path.
fn artefacts(snapshot: &SiteSnapshot) -> BTreeMap<String, Vec<u8>> {
    let theme = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]).0;
    let mut all = BTreeMap::new();
    let website = Website::new(Arc::clone(&snapshot.site), Arc::new(theme));
    for (path, route) in website.routes() {
        if let Artifact::Bytes(bytes) = website.render(&route).unwrap().artifact {
            all.insert(path.to_string(), bytes);
        }
    }
    assert!(all.len() > 8, "{:?}", all.keys());
    all
}

/// Writes `broken` to a file of the site for a while, and expects the diagnostic `code`.
fn check(path: &str, broken: &str, code: &str) {
    let settings = RunSettings::default();
    let good = FileSet::from_texts(&GOOD);
    let first = ParsedFiles::new(&good).link_snapshot(&settings);
    // The file is broken, and then another file is edited, twice.
    let mut shown = first;
    let mut files = good.with_overlay_text(path, broken);
    for word in ["", "ett", "två"] {
        let other_path = if path == "annan.md" { "radet.md" } else { "annan.md" };
        let text = format!("---\ntitle: Annan {word}\n---\n\nSe [[natet]].\n");
        files = files.with_overlay_text(other_path, &text);
        shown = shown.parsed.with_last_good_files(&files).link_after(&settings, &shown);
        let as_it_was = SiteSnapshot::new(&good.with_overlay_text(other_path, &text), &settings);
        assert_eq!(artefacts(&shown), artefacts(&as_it_was), "{path} {word}");
        let codes: Vec<&str> = shown
            .site
            .diagnostics()
            .filter(|diagnostic| !shown.parsed.is_last_good(diagnostic.span.source()))
            .filter(|diagnostic| &*diagnostic.span.source().path == path)
            .map(|diagnostic| diagnostic.code().code_name())
            .collect();
        // It may be found where the file is read and where it is used; a report has it once.
        assert!(!codes.is_empty() && codes.iter().all(|own| *own == code), "{path}: {codes:?}");
    }
    // After the file is repaired, nothing of it remains.
    let files = files.with_overlay_text(path, GOOD.iter().find(|(own, _)| *own == path).unwrap().1);
    let mended = shown.parsed.with_last_good_files(&files).link_after(&settings, &shown);
    assert_eq!(artefacts(&mended), artefacts(&SiteSnapshot::new(&files, &settings)), "{path}");
}

#[test]
fn a_broken_file_keeps_its_last_good_version_and_only_its_error_is_reported() {
    check("radet.md", "---\ntitle: [Rådet\n---\n\nTrasigt.\n", "yaml-syntax");
    check("radet.md", "---\ntitle: Rådet\n\nTrasigt.\n", "front-matter-not-closed");
    check("forum.yaml", "forum:\n  - {id: natet, title: Nätet\n", "yaml-syntax");
    check("site.yaml", "title: [Provet\n", "yaml-syntax");
    check("_types/forum.yaml", "name: Forum\nfields: [\n", "yaml-syntax");
}

#[test]
fn a_file_that_was_never_good_is_shown_as_it_is() {
    let settings = RunSettings::default();
    let mut files =
        FileSet::from_texts(&GOOD).with_overlay_text("ny.md", "---\ntitle: [Ny\n---\n\nNy.\n");
    let mut shown = ParsedFiles::new(&files).link_snapshot(&settings);
    files = files.with_overlay_text("ny.md", "---\ntitle: [Nyare\n---\n\nNyare.\n");
    shown = shown.parsed.with_last_good_files(&files).link_after(&settings, &shown);
    assert_eq!(artefacts(&shown), artefacts(&SiteSnapshot::new(&files, &settings)));
}
