//! Content that is damaged at random, as by a typo, a bad merge or a broken tool: pakt reads it,
//! reports what is wrong and shows the rest.
//!
//! Files of the fixtures and of the real site are changed byte by byte and line by line. Each time
//! all checks run and all pages are rendered, in memory: nothing may panic, every diagnostic is in
//! its file, every address is inside the output, and an incremental snapshot equals a clean one.
//! `PAKT_MUTATIONS=20000` runs longer, `PAKT_SEED` repeats a run.

use crate::cases::case_files;
use crate::cases::format::InputFile;
use crate::support::random::Random;
use pakt::check;
use pakt::diagnostic::Diagnostic;
use pakt::files::FileSet;
use pakt::project::Website;
use pakt::render::Artifact;
use pakt::site::SiteSnapshot;
use pakt::site::settings::RunSettings;
use pakt::theme::{StringOverrides, Theme, ThemeFiles};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Text that means something to one of the parsers, and letters that look like others.
const PIECES: [&str; 66] = [
    "---\n",
    "[[",
    "]]",
    "![[",
    "[@",
    "\"",
    "'",
    "`",
    "```{matrix}\n",
    "```{shares}\nrule: 1/0\n",
    "{",
    "}",
    "[",
    "]",
    ": ",
    "- ",
    "# ",
    "\t",
    "\r\n",
    "\r",
    "\0",
    "\u{feff}",
    "\u{2028}",
    "å",
    "\u{301}",
    "\u{202e}",
    "😀",
    "&a ",
    "*a ",
    "!!str ",
    "<div>",
    "<!--",
    "|",
    ">-\n",
    "~",
    "null",
    "unknown",
    "none",
    "99999999999999999999",
    "-1",
    "0/0",
    "1/0",
    "2014-02-30",
    "9999-12-31",
    "0000-00-00",
    "../../",
    "//",
    "javascript:",
    "%2e%2e/",
    "{#id}",
    " ^id",
    "\\",
    "value: ",
    "from: ",
    "until: ",
    "source: ",
    "to: ",
    "kind: group\n",
    "sum: 1 per x\n",
    "acyclic: true\n",
    "path: ../x\n",
    "id: index\n",
    "languages: []\n",
    "removed: {}\n",
    "order: 1e999\n",
    "limit: 0\n",
];

/// A site: paths and texts.
type Texts = BTreeMap<String, String>;

/// Returns the sites to damage: the first case of each file, the example site, the site of
/// `tests/rendered/`, the handbook, and the real site.
fn sites() -> Vec<Texts> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let case_files = case_files();
    let cases = case_files.values().filter_map(|file| file.cases().next());
    let in_memory = cases.filter(|case| !case.needs_folder());
    let texts_of = |file: &InputFile| (file.path.clone(), String::from_utf8(file.bytes()).unwrap());
    let mut sites: Vec<Texts> =
        in_memory.map(|case| case.inputs().map(texts_of).collect()).collect();
    for folder in
        ["tests/example_site/content", "tests/rendered/content", "docs/content", "content"]
    {
        sites.push(texts(&root.join(folder)));
    }
    sites
}

fn texts(folder: &Path) -> Texts {
    let (mut found, mut left) = (Texts::new(), vec![folder.to_owned()]);
    while let Some(here) = left.pop() {
        for entry in fs::read_dir(&here).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else if let Ok(text) = fs::read_to_string(&path) {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap();
                found.insert(name.replace('\\', "/"), text);
            }
        }
    }
    found
}

/// Returns the offset of a random character boundary.
fn place(random: &mut Random, text: &str) -> usize {
    let mut offset = random.below(text.len() + 1);
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn mutate(random: &mut Random, text: &mut String) {
    let offset = place(random, text);
    match random.below(8) {
        0 => text.insert_str(offset, random.pick(&PIECES)),
        1 => text.insert_str(offset, &random.pick(&PIECES).repeat(random.pick(&[2, 30, 2_000]))),
        2 => {
            let end = text.floor_char_boundary(offset + random.pick(&[1, 2, 5, 20, 200]));
            text.replace_range(offset..end.max(offset), "");
        }
        3 => {
            let end = text.floor_char_boundary(offset + random.pick(&[5, 50, 500])).max(offset);
            let again = text.get(offset..end).unwrap().repeat(random.pick(&[1, 2, 40]));
            text.insert_str(end, &again);
        }
        4 => text.truncate(offset),
        kind => {
            let mut lines: Vec<&str> = text.split('\n').collect();
            let (from, to) = (random.below(lines.len()), random.below(lines.len()));
            let moved =
                format!("{}{}", random.pick(&["", " ", "  ", "    "]), lines[from].trim_start());
            match kind {
                5 => lines[from] = &moved,
                6 => drop(lines.remove(from)),
                _ => lines.insert(to, lines[from]),
            }
            *text = lines.join("\n");
        }
    }
}

fn broken(random: &mut Random, site: &Texts) -> Texts {
    let mut site = site.clone();
    for _ in 0..random.pick(&[1, 1, 2, 4]) {
        let paths: Vec<String> = site.keys().cloned().collect();
        let Some(path) = paths.get(random.below(paths.len().max(1))) else { break };
        match random.below(12) {
            0 => drop(site.remove(path)),
            1 => {
                let text = site[path].clone();
                let other_path = random.pick(&[
                    "index.md",
                    "a.en.md",
                    "å ä.md",
                    "site.yaml",
                    "..md",
                    "b/x.yaml",
                ]);
                site.insert(other_path.into(), text);
            }
            _ => {
                for _ in 0..random.pick(&[1, 1, 2, 6]) {
                    mutate(random, site.get_mut(path).unwrap());
                }
            }
        }
    }
    site
}

fn files(site: &Texts) -> FileSet {
    let texts: Vec<(&str, &str)> = site.iter().map(|(path, text)| (&**path, &**text)).collect();
    FileSet::from_texts(&texts)
}

fn everything(
    snapshot: &SiteSnapshot,
    theme: &Arc<Theme>,
) -> (Vec<Diagnostic>, BTreeMap<String, Vec<u8>>) {
    let site = &snapshot.site;
    let website = Website::new(Arc::clone(site), Arc::clone(theme));
    let artefacts = website.routes().into_iter().map(|(path, route)| {
        let bytes = match website.render(&route).map(|rendered| rendered.artifact) {
            Ok(Artifact::Bytes(bytes)) => bytes.to_vec(),
            Ok(Artifact::File(file)) => format!("{file:?}").into_bytes(),
            Err(fault) => panic!("{path}: the theme has no fault, but {fault:?}"),
        };
        (path.to_string(), bytes)
    });
    (check::report(site, &[]).diagnostics, artefacts.collect())
}

fn is_inside(path: &str) -> bool {
    let is_name = |name: &str| !matches!(name, "" | "." | "..") && name.len() <= 255;
    !path.contains(['\\', '\0', '\n']) && path.split('/').all(is_name)
}

fn number(name: &str, otherwise: u64) -> u64 {
    env::var(name).ok().map_or(otherwise, |number| number.parse().unwrap())
}

#[test]
fn no_content_makes_it_panic_or_leave_its_folder() {
    let words = ["sv", "en"]
        .map(|tag| StringOverrides { language: tag.into(), ..StringOverrides::default() });
    let theme = Arc::new(Theme::load_theme(&ThemeFiles::default(), &words).0);
    let (sites, settings) = (sites(), RunSettings::default());
    let intact_snapshots: Vec<SiteSnapshot> =
        sites.iter().map(|site| SiteSnapshot::new(&files(site), &settings)).collect();
    let seed = number("PAKT_SEED", 6);
    for run in 0..number("PAKT_MUTATIONS", 60) {
        let mut random = Random::new(seed.wrapping_mul(1_000_003).wrapping_add(run));
        // The two large sites take as long as all the others.
        let n_sites = sites.len() - if random.below(40) == 0 { 0 } else { 2 };
        let site_index = random.below(n_sites);
        let site = broken(&mut random, &sites[site_index]);
        let context = format!("PAKT_SEED={seed}, run {run}, site {site_index}");
        let files = files(&site);
        let clean = everything(&SiteSnapshot::new(&files, &settings), &theme);
        for finding in &clean.0 {
            let (range, text) = (finding.span.range(), &finding.span.source().text);
            assert!(text.get(range).is_some(), "{context}: {finding:?}");
        }
        for path in clean.1.keys() {
            assert!(is_inside(path), "{context}: {path}");
        }
        assert!(
            everything(&intact_snapshots[site_index].with_changed_files(&files, &settings), &theme)
                == clean,
            "{context}"
        );
    }
}
