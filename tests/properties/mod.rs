//! Properties of the whole pipeline over random sequences of edits:
//!
//! - a snapshot made from the last one and the changed files gives the artefacts and findings of
//!   a clean one, byte for byte; and so does one thread, and so do many;
//! - every route stays inside the output, and every finding inside its file.
//!
//! The folder is on disk, because a rescan gets paths as hints and reads the files again.

mod quotes;
mod ready_citations;

use pakt::check;
use pakt::diagnostic::Diagnostic;
use pakt::diagnostic::ReportLanguage;
use pakt::diagnostic::emit::{TerminalStyle, human};
use pakt::files::{FileSet, FolderKind, ReportPaths, RootFolder};
use pakt::project::Website;
use pakt::render::Artifact;
use pakt::site::SiteSnapshot;
use pakt::site::settings::RunSettings;
use pakt::theme::{StringOverrides, Theme, ThemeFiles};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use tempfile::TempDir;

/// Places of files: pages in two languages, entries of two types, lists, declarations, settings,
/// assets, and folders that come and go.
const PATHS: [&str; 24] = [
    "index.md",
    "index.en.md",
    "a.md",
    "a.en.md",
    "A.md",
    "b/index.md",
    "b/README.md",
    "b/ö.md",
    "b/o.md",
    "b/c/d.md",
    "forum/radet.md",
    "forum/radet.en.md",
    "party.yaml",
    "party.csv",
    "_types/forum.yaml",
    "_types/party.yaml",
    "_strings/sv.yaml",
    "site.yaml",
    ".gitignore",
    "bild.svg",
    "beslut.md",
    "beslut.txt",
    "nytt.md",
    "nytt.txt",
];

/// Pieces of front matter, whole and broken.
const FRONTS: [&str; 18] = [
    "title: En sida\n",
    "title: {sv: En sida, en: A page}\n",
    "title: [\n",
    "id: radet\ntype: forum\nchair: solna\n",
    "type: forum\nchair: [solna, täby]\npart_of: radet\n",
    "draft: true\n",
    "aliases: [/gammal/, Rådet]\n",
    "tags: [kris, stöd]\norder: 2\n",
    "allow: [orphan-page]\nowner: Vi\nupdated: 2014-04\n",
    "titel: x\ntitle: y\ntitle: z\n",
    "in_menu: true\nlanguage: en\n",
    "type: document\ntext: beslut.txt\nno_claim: [P2]\n",
    "type: document\ntext: nytt.txt\ndate: 2015\nreplaces: beslut\n",
    "type: document\ntext: nytt.txt\nreplaces: [beslut, nytt]\n",
    "type: forum\nchair: {value: solna, source: 'beslut P1 \"ett ord\"', from: 2014, until: 2015}\n",
    "type: forum\nchair: {value: solna, until: 2015-03-04}\nreview_by: 2016-01-02\n",
    "removed: {on: 2014, reason: Ersatt}\n",
    "",
];

/// Pieces of bodies.
const BODIES: [&str; 18] = [
    "# Rubrik\n",
    "## Väg\n\nText med å, ä och ö.\n",
    "Se [a](a.md), [b](b/) och [ö](b/%C3%B6.md#v%C3%A4g).\n",
    "Se [[radet]], [[Rådet]], [[a#Rubrik|a]] och [[saknas]].\n",
    "Se [[En sida]], [[annan sida]] och [[A page#rubrik]].\n",
    "![[radet#chair]] ![[bild.svg|30]] ![[a]]\n",
    "[upp](../../x) [fel](javascript:x) <div>html</div> <br>\n",
    "| a | b |\n|---|---|\n| [[a\\|x]] | 2 |\n",
    "Not[^1] och [^2].\n\n[^1]: Text.\n",
    "> [!NOTE]\n> Observera.\n\n> [!any]- Vik\n> Ut.\n",
    "```yaml\na: 1\n```\n\n```{timeline}\nof: forum\n```\n",
    "[@beslut P1 \"ord\"] <a id=\"x\"></a> text ^block\n",
    "Ord [@beslut P1 \"ett ord\"; beslut P2], [@beslut P1-P2 \"ord … två\"] [@saknas 1].\n",
    "```{in-force}\n```\n\n```{coverage}\n```\n\n```{questions}\nabout: radet\n```\n",
    "```{matrix}\nrows: party\ncolumns: forum\ncells: forum\nrow: chair\ncolumn: part_of\n```\n",
    "[[ [a](< *_` ![ <!--\n",
    "- a\n  - b\n\n1. [x](#x)\n",
    "",
];

/// Whole files of YAML and others.
const FILES: [&str; 20] = [
    "languages: [sv, en]\ntitle: {sv: Provet, en: The test}\nowner: Vi\n",
    "languages: [sv]\ntitle: Provet\nraw_html: allow\nchecks: {orphan-page: off}\n",
    "languages: [en, sv]\nmenu: [a, radet]\nbase_url: https://example.org/x/\n",
    "title: [\n",
    "party:\n  - {id: solna, title: Solna}\n  - {id: taby, title: Täby, body: 'Se [[radet]].'}\n",
    "party: {from: party.csv}\n",
    "party:\n  - {id: solna}\n  - {id: solna}\n  - title: x\nfel: 1\n",
    "id,title,title.en\nsolna,Solna,Solna\nnacka,Nacka,Nacka\n",
    "name: Forum\npath: forum\nfields:\n  chair: {label: Ordförande, to: party, at_most: 1, \
     inverse: Leder}\n  part_of: {label: Del av, to: forum, acyclic: true}\n",
    "name: {sv: Part, en: Party}\nplural: {sv: Parter, en: Parties}\npath: parter\n",
    "name: Part\npath: forum\nopen: true\n",
    "fields:\n  x: {kind: saknas}\n",
    "next: Framåt\naddress-index: alla\n",
    "next: [\n",
    "[P1]\nHär står ett ord,\noch fler.\n\n[P2]\nStycke två.\n",
    "[P1]\nEtt ord.\n[P1]\nIgen.\n# Rubrik\n",
    "b/\n",
    "*.svg\n!a.md\n",
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"></svg>\n",
    "\u{feff}lös text\r\nmed \0 i\n",
];

/// What happens to a folder between two looks at it.
#[derive(Clone, Debug)]
enum Edit {
    Put(&'static str, String),
    Remove(&'static str),
    /// Adds to the end of a file, as typing does.
    Append(&'static str, String),
    /// Gives the first key of a page's front matter another value.
    Rename(&'static str, &'static str),
    /// Replaces the first text in a file by the second, or the second by the first.
    Swap(&'static str, &'static str, &'static str),
}

/// Small edits that leave all entries where they are: of texts, headings, titles, tags, order,
/// dates, aliases, unknown keys, lists in YAML and CSV, types and source texts.
const SWAPS: [(&str, &str, &str); 40] = [
    ("a.md", "Ord ett.", "Ord två."),
    ("a.md", "## Rubrik", "## Annan rubrik"),
    ("a.md", "title: En sida", "title: Annan sida"),
    ("a.md", "tags: [kris]", "tags: [Kris, ny]"),
    ("a.md", "order: 2", "order: 0.5"),
    ("a.md", "updated: 2014-04", "updated: oklart"),
    ("a.md", "okänd: 1", "titel: x"),
    ("a.md", "allow: [orphan-page]", "allow: [unknown-key]"),
    ("a.md", "aliases: [/gammal/]", "aliases: [/b/o/, Sidan]"),
    ("a.md", "Se [b](b/o.md).", "Se [[Sidan]] och [ö](/taggar/ny/)."),
    ("b/o.md", "title: O", "title: Rådet"),
    ("b/o.md", "[[En sida]]", "[[Annan sida]]"),
    ("b/o.md", "draft: false", "draft: true"),
    ("b/o.md", "[x](a.md#rubrik)", "[x](../a.md#annan-rubrik)"),
    ("forum/radet.md", "chair: solna", "chair: [solna, taby, saknas]"),
    ("forum/radet.md", "[@beslut P1 \"ett ord\"]", "[@beslut P2]"),
    ("forum/radet.md", "in_menu: true", "in_menu: false"),
    ("party.yaml", "title: Solna", "title: Solna stad"),
    ("party.yaml", "title: Täby", "titel: Täby"),
    ("party.yaml", "Se [[radet]].", "Se [[saknas]] och [@beslut P1]."),
    ("party.csv", "Nacka", "Nacka kommun"),
    ("_types/forum.yaml", "label: Ordförande", "label: Leder"),
    ("_types/forum.yaml", "inverse: Leder", "inverse: Styr"),
    ("_types/party.yaml", "plural: {sv: Parter, en: Parties}", "plural: {sv: Aktörer, en: Actors}"),
    ("beslut.txt", "Här står ett ord,", "Här står två ord,"),
    ("beslut.txt", "Här står ett ord,", "Nu står det ett ord,"),
    ("beslut.txt", "Stycke två.", "Ett annat stycke två."),
    ("beslut.txt", "[P2]", "[P1]"),
    ("beslut.txt", "[P2]", "# Rubrik\n\n[P2]"),
    ("nytt.txt", "Här står två ord,", "Här står ett ord,"),
    ("nytt.txt", "[P2]", "[P3]"),
    ("nytt.md", "replaces: beslut", "note: beslut"),
    ("nytt.md", "date: 2015", "draft: true"),
    ("nytt.md", "date: 2015", "note: 2015"),
    ("nytt.md", "type: document", "type: document\ntitle: A"),
    ("beslut.md", "type: document", "type: document\ndate: 2010"),
    ("term.yaml", "title: ord", "title: uttryck"),
    ("index.md", "[[radet]]", "[[radet#chair]]"),
    ("index.md", "[a](a.md)", "[a](saknas.md)"),
    ("site.yaml", "title: Provet", "title: Prov"),
];

/// First lines of front matter: names, dates, and what leads elsewhere.
const NAMES: [&str; 6] = [
    "title: En sida",
    "title: Annan sida",
    "title: Rådet",
    "title: {sv: Annan sida, en: A page}",
    "updated: 2015-01-01",
    "order: 1",
];

fn page() -> impl Strategy<Value = String> {
    let fronts = proptest::collection::vec(select(&FRONTS[..]), 0..3);
    let bodies = proptest::collection::vec(select(&BODIES[..]), 0..5);
    (fronts, bodies).prop_map(|(fronts, bodies)| {
        let front = if fronts.is_empty() {
            String::new()
        } else {
            format!("---\n{}---\n", fronts.concat())
        };
        front + &bodies.join("\n")
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let text = prop_oneof![3 => page(), 2 => select(&FILES[..]).prop_map(str::to_owned)];
    let put = (select(&PATHS[..]), text).prop_map(|(path, text)| Edit::Put(path, text));
    let typed = (select(&PATHS[..]), select(&BODIES[..]));
    let append = typed.prop_map(|(path, text)| Edit::Append(path, format!("\n{text}")));
    let named = (select(&PATHS[..]), select(&NAMES[..]));
    let rename = named.prop_map(|(path, name)| Edit::Rename(path, name));
    let remove = select(&PATHS[..]).prop_map(Edit::Remove);
    prop_oneof![4 => put, 1 => remove, 4 => append, 4 => rename]
}

/// A good start, so that most edits meet a site that works.
fn start() -> Vec<Edit> {
    let put = |path, text: &str| Edit::Put(path, text.to_owned());
    vec![
        put("site.yaml", FILES[0]),
        put("_types/forum.yaml", FILES[8]),
        put("_types/party.yaml", FILES[9]),
        put("party.yaml", FILES[4]),
        put("beslut.md", "---\ntype: document\ntext: beslut.txt\n---\n"),
        put("beslut.txt", FILES[14]),
        put("nytt.md", "---\ntype: document\ndate: 2015\ntext: nytt.txt\nreplaces: beslut\n---\n"),
        put("nytt.txt", "[P1]\nStycke två.\n\n[P2]\nHär står två ord,\noch fler.\n"),
        put("index.md", "Se [[radet]] och [a](a.md) [@beslut P1 \"ett ord\"].\n"),
        put("a.md", "---\ntitle: En sida\n---\n\n## Rubrik\n"),
        put("b/o.md", "Se [[En sida]] och [[Annan sida]].\n"),
        put("forum/radet.md", "---\ntitle: Rådet\nchair: solna\n---\n\n![[radet#chair]]\n"),
    ]
}

/// A site in which every edit of [`SWAPS`] changes something.
fn start_of_swaps() -> Vec<Edit> {
    let put = |path, text: &str| Edit::Put(path, text.to_owned());
    vec![
        put("_types/forum.yaml", FILES[8]),
        put("_types/party.yaml", FILES[9]),
        put(
            "party.yaml",
            "party:\n  - {id: solna, title: Solna}\n  - {id: taby, title: Täby, \
             body: 'Se [[radet]].'}\n  - {id: solna, title: Igen}\n",
        ),
        put("kommuner.yaml", "party: {from: party.csv}\n"),
        put("party.csv", "id,title,tags\nnacka,Nacka,kris\nlund,Lund,\n"),
        put("term.yaml", "term:\n  - {id: ord, title: ord, forms: 'orden'}\n"),
        put("beslut.md", "---\ntype: document\ntext: beslut.txt\n---\n"),
        put("beslut.txt", FILES[14]),
        put("nytt.md", "---\ntype: document\ndate: 2015\ntext: nytt.txt\nreplaces: beslut\n---\n"),
        put("nytt.txt", "[P1]\nStycke två.\n\n[P2]\nHär står två ord,\noch fler.\n"),
        put("index.md", "Se [[radet]] och [a](a.md) [@beslut P1 \"ett ord\"].\n"),
        put(
            "a.md",
            "---\ntitle: En sida\ntags: [kris]\norder: 2\nupdated: 2014-04\nokänd: 1\n\
             allow: [orphan-page]\naliases: [/gammal/]\n---\n\n## Rubrik\n\nOrd ett. Se [b](b/o.md).\n",
        ),
        put(
            "b/o.md",
            "---\ntitle: O\ndraft: false\n---\n\nSe [[En sida]], [[Rådet]], [x](a.md#rubrik) och \
             [y](/gammal/) [z](/taggar/kris/).\n",
        ),
        put("b/c/d.md", "---\ntags: [Kris, stöd]\n---\n\nSe [[O]] och [[En sida#rubrik]].\n"),
        put(
            "forum/radet.md",
            "---\ntitle: Rådet\nchair: solna\nin_menu: true\n---\n\n![[radet#chair]] \
             [@beslut P1 \"ett ord\"] [@beslut P2 \"Stycke\"]\n",
        ),
    ]
}

fn swap() -> impl Strategy<Value = Edit> {
    select(&SWAPS[..]).prop_map(|(path, one, other)| Edit::Swap(path, one, other))
}

/// A content folder on disk.
struct Disk {
    folder: RootFolder,
    _home: TempDir,
}

impl Disk {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let root = home.path().join("content");
        fs::create_dir(&root).unwrap();
        let report_paths = ReportPaths::new(home.path(), &root);
        let folder = RootFolder { root, report_paths, skip: Vec::new(), kind: FolderKind::Content };
        Self { folder, _home: home }
    }

    /// Makes the edits, and tells where something happened.
    fn apply(&self, edits: &[Edit]) -> Vec<PathBuf> {
        edits.iter().map(|edit| self.make(edit)).collect()
    }

    fn make(&self, edit: &Edit) -> PathBuf {
        match edit {
            Edit::Put(path, text) => {
                let path = self.folder.root.join(path);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, text).unwrap();
                path
            }
            Edit::Append(path, text) => {
                let path = self.folder.root.join(path);
                let before = fs::read(&path).unwrap_or_default();
                if path.exists() {
                    fs::write(&path, [&before, text.as_bytes()].concat()).unwrap();
                }
                path
            }
            Edit::Rename(path, name) => {
                let path = self.folder.root.join(path);
                if let Ok(text) = fs::read_to_string(&path)
                    && let Some((first, rest)) = text.split_once('\n')
                    && let Some((_, rest)) = rest.split_once('\n')
                    && first == "---"
                {
                    fs::write(&path, format!("---\n{name}\n{rest}")).unwrap();
                }
                path
            }
            Edit::Swap(path, one, other) => {
                let path = self.folder.root.join(path);
                if let Ok(text) = fs::read_to_string(&path) {
                    // The longer text may contain the shorter one.
                    let (long, short) =
                        if one.len() > other.len() { (one, other) } else { (other, one) };
                    let text = if text.contains(long) {
                        text.replacen(long, short, 1)
                    } else {
                        text.replacen(short, long, 1)
                    };
                    fs::write(&path, text).unwrap();
                }
                path
            }
            Edit::Remove(path) => {
                let path = self.folder.root.join(path);
                // What is not there is gone already.
                fs::remove_file(&path).ok();
                path
            }
        }
    }

    fn read(&self) -> FileSet {
        FileSet::read(&self.folder).unwrap()
    }
}

/// Everything that a site gives: its findings and the report that shows them in their lines, and
/// every artefact by path.
fn everything(
    snapshot: &SiteSnapshot,
    theme: &Arc<Theme>,
) -> (Vec<Diagnostic>, BTreeMap<String, String>) {
    let site = &snapshot.site;
    let website = Website::new(Arc::clone(site), Arc::clone(theme));
    let artefacts = website.routes().into_iter().map(|(path, route)| {
        let shown = match website.render(&route).map(|rendered| rendered.artifact) {
            Ok(Artifact::Bytes(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
            Ok(Artifact::File(file)) => format!("{file:?}"),
            Err(fault) => format!("{fault:?}"),
        };
        (path.to_string(), shown)
    });
    let mut artefacts: BTreeMap<String, String> = artefacts.collect();
    // Positions are counted in the texts of the diagnostics, which must be up to date.
    let diagnostics = check::report(site, &[]).diagnostics;
    let shown = human::emit(&diagnostics, ReportLanguage::English, TerminalStyle::default());
    artefacts.insert("report".into(), shown);
    (diagnostics, artefacts)
}

/// Whether a path in the output stays in it.
fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && !path.contains(['\\', '\0', '\n'])
        && path.split('/').all(|name| !matches!(name, "" | "." | "..") && name.len() <= 255)
}

fn theme() -> Arc<Theme> {
    let words = ["sv", "en"]
        .map(|tag| StringOverrides { language: tag.into(), ..StringOverrides::default() });
    Arc::new(Theme::load_theme(&ThemeFiles::default(), &words).0)
}

/// Checks that the site after each burst of edits equals one that is made from the beginning.
fn check_edits(start: &[Edit], bursts: &[Vec<Edit>]) -> Result<(), TestCaseError> {
    let (disk, theme, settings) = (Disk::new(), theme(), RunSettings::default());
    disk.apply(start);
    let mut files = disk.read();
    let mut snapshot = SiteSnapshot::new(&files, &settings);
    for burst in bursts {
        let changed = disk.apply(burst);
        files = files.rescan(&disk.folder, &changed).unwrap();
        snapshot = snapshot.with_changed_files(&files, &settings);
        let clean = SiteSnapshot::new(&disk.read(), &settings);
        let (found, artefacts) = everything(&snapshot, &theme);
        let (clean_found, clean_artefacts) = everything(&clean, &theme);
        prop_assert_eq!(&found, &clean_found);
        for (path, artefact) in &clean_artefacts {
            prop_assert_eq!(artefacts.get(path), Some(artefact), "{}", path);
            prop_assert!(is_inside(path), "{}", path);
        }
        prop_assert_eq!(artefacts.len(), clean_artefacts.len());
        for finding in &found {
            let (range, text) = (finding.span.range(), &finding.span.source().text);
            prop_assert!(text.get(range.clone()).is_some(), "{:?}", finding);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_snapshot_after_edits_is_a_clean_one(
        bursts in proptest::collection::vec(proptest::collection::vec(edit(), 1..5), 1..6)
    ) {
        check_edits(&start(), &bursts)?;
    }

    #[test]
    fn a_snapshot_after_small_edits_is_a_clean_one(
        bursts in proptest::collection::vec(proptest::collection::vec(swap(), 1..3), 1..8),
        has_settings in any::<bool>(),
    ) {
        let mut start = start_of_swaps();
        start.extend(has_settings.then(|| Edit::Put("site.yaml", FILES[0].to_owned())));
        check_edits(&start, &bursts)?;
    }

    #[test]
    fn one_thread_does_what_many_do(edits in proptest::collection::vec(edit(), 1..12)) {
        let (disk, theme, settings) = (Disk::new(), theme(), RunSettings::default());
        disk.apply(&start());
        disk.apply(&edits);
        let with_threads = |n_threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
            pool.install(|| everything(&SiteSnapshot::new(&disk.read(), &settings), &theme))
        };
        prop_assert_eq!(with_threads(1), with_threads(6));
    }
}
