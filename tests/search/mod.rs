//! The search index from outside: the same from every build, small in every part, and in step with
//! the scripts. `tests/browser/search.mjs` tests which queries find what.

mod replaced;

use pakt::files::{FileSet, FolderKind, ReportPaths, RootFolder};
use pakt::schema::LanguageTag;
use pakt::search::{Analyzer, FOLDER, SearchIndex, for_each_word};
use pakt::site::SiteSnapshot;
use pakt::site::settings::RunSettings;
use pakt::theme::{StringOverrides, Theme, ThemeFiles};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a shard may take, uncompressed.
const MAX_SHARD_BYTES: usize = 96_000;
const BEFORE: &str = "---\ntitle: Rådet\n---\n\nRådet leder samverkan.\n";
const AFTER: &str = "---\ntitle: Rådet\n---\n\nRådet leder krisberedskapen.\n";

fn theme() -> Theme {
    let words = ["sv", "en"].map(|language| StringOverrides {
        language: language.into(),
        ..StringOverrides::default()
    });
    Theme::load_theme(&ThemeFiles::default(), &words).0
}

fn site_of(files: &[(&str, &str)]) -> SiteSnapshot {
    SiteSnapshot::new(&FileSet::from_texts(files), &RunSettings::default())
}

/// All files of an index, one after the other.
fn all(index: &SearchIndex) -> String {
    let mut text = String::new();
    for path in index.file_paths() {
        let _ =
            writeln!(text, "{path}\n{}", String::from_utf8_lossy(index.file_bytes(path).unwrap()));
    }
    text
}

fn shard(index: &SearchIndex, name: &str) -> String {
    let bytes = index.file_bytes(&format!("{FOLDER}/{name}.js"));
    String::from_utf8(bytes.unwrap_or_default().to_vec()).unwrap()
}

/// Returns every word of the real site.
fn site_words() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let (report_paths, kind) = (ReportPaths::default(), FolderKind::Content);
    let files = FileSet::read(&RootFolder { root, report_paths, skip: Vec::new(), kind }).unwrap();
    let mut words = BTreeSet::new();
    for text in files.iter().filter_map(|file| file.text.as_ref()) {
        for_each_word(&text.text, |word| {
            words.insert(word.to_owned());
        });
    }
    assert!(words.len() > 2_000, "{}", words.len());
    words
}

#[test]
fn the_browser_stems_as_the_index_does() {
    const ENDINGS: [(&str, &str); 2] = [
        (
            "sv",
            "a arna erna heterna orna ad e ade ande arne are aste en anden aren heten ern ar er \
             heter or s as arnas ernas ornas es ades andes ens arens hetens erns at andet het ast \
             et ets dd gd nn dt gt kt tt ig lig els fullt öst",
        ),
        (
            "en",
            "s es ies ied sses us ss ed edly ing ingly eed eedly y ly ational tional enci anci \
             abli entli izer ization ation ator alism aliti alli fulness ousli ousness iveness \
             iviti biliti bli ogi ogist fulli lessli icate ative alize iciti ical ful ness al ance \
             ence er ic able ible ant ement ment ent ism ate iti ous ive ize sion tion e l yed ying",
        ),
    ];
    let words = site_words();
    let mut lines = String::new();
    for (language, endings) in ENDINGS {
        let tongue = Analyzer::for_language(&LanguageTag(language.into()));
        let endings: Vec<&str> = endings.split_whitespace().collect();
        let mut all = words.clone();
        // Not only the words that happen to stand on the site: each of its stems with each ending.
        for (number, word) in words.iter().enumerate() {
            let stem = tongue.stem(word);
            let some_endings = endings.iter().skip(number % 4).step_by(4);
            all.extend(some_endings.map(|ending| format!("{stem}{ending}")));
        }
        for word in all {
            let _ = writeln!(lines, "{language}\t{word}\t{}", tongue.stem(&word));
        }
    }
    assert!(lines.lines().count() > 50_000);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/stems.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Node runs the browser's half");
    node.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    let run = node.wait_with_output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stdout));
}

#[test]
fn an_index_is_the_same_after_an_edit_as_from_the_beginning() {
    let theme = theme();
    let files =
        |text| FileSet::from_texts(&[("index.md", "# Start\n\noch att är\n"), ("b.md", text)]);
    let settings = RunSettings::default();
    let first = SiteSnapshot::new(&files(BEFORE), &settings);
    let made = all(&SearchIndex::build(&first.site, &theme));
    let edited = first.with_changed_files(&files(AFTER), &settings);
    let clean = SiteSnapshot::new(&files(AFTER), &settings);
    let after = all(&SearchIndex::build(&edited.site, &theme));
    assert_eq!(after, all(&SearchIndex::build(&clean.site, &theme)));
    assert!(after != made && after.contains("krisberedskap") && !made.contains("krisberedskap"));
}

#[test]
fn an_index_is_the_same_on_one_thread() {
    let theme = theme();
    let site = || site_of(&[("index.md", "# Start\n\noch att är\n"), ("b.md", BEFORE)]);
    let (one, other) = (site(), site());
    let made = SearchIndex::build(&one.site, &theme);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    assert_eq!(all(&made), pool.install(|| all(&SearchIndex::build(&other.site, &theme))));
    let english = StringOverrides { language: "en".into(), ..StringOverrides::default() };
    let (other, _) = Theme::load_theme(&ThemeFiles::default(), &[english]);
    assert!(all(&made) != all(&SearchIndex::build(&one.site, &other)));
}

#[test]
fn an_edit_of_words_leaves_the_other_shards_as_they_are() {
    let theme = theme();
    // Enough words that terms take several shards.
    let many: Vec<String> = (0..4_000)
        .map(|number| {
            format!("{}ord{number}", char::from(b'a' + u8::try_from(number % 26).unwrap()))
        })
        .collect();
    let page = format!("# Många\n\n{}\n", many.join(" "));
    let site = |text| site_of(&[("index.md", "# Start\n"), ("b.md", text), ("c.md", &page)]);
    let (one, other) = (
        SearchIndex::build(&site(BEFORE).site, &theme),
        SearchIndex::build(&site(AFTER).site, &theme),
    );
    let changed: Vec<&str> = one
        .file_paths()
        .filter(|path| one.file_bytes(path) != other.file_bytes(path))
        .map(|path| path.rsplit('/').next().unwrap())
        .collect();
    // The words that went, and the card that shows the text.
    assert!(one.file_paths().count() > 20, "{}", one.file_paths().count());
    assert!(changed.len() < 12 && changed.contains(&"c.0.js"), "{changed:?}");
}

#[test]
fn no_shard_is_too_large() {
    let theme = theme();
    let long = "mycket långt ord ".repeat(400);
    let mut files: Vec<(String, String)> = (0..1_500)
        .map(|number| {
            let words: Vec<String> =
                (0..60).map(|word| format!("s{}x{}", word * 7 % 97, number * 31 % 997)).collect();
            let text =
                format!("---\ntitle: Sida {number} {long}\n---\n\nalltid {}\n", words.join(" "));
            (format!("mapp/s{number}.md"), text)
        })
        .collect();
    files.push(("index.md".into(), "# Start\n\noch att är\n".into()));
    let files: Vec<(&str, &str)> =
        files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let index = SearchIndex::build(&site_of(&files).site, &theme);
    assert!(index.file_paths().count() > 60);
    for path in index.file_paths() {
        let n_bytes = index.file_bytes(path).unwrap().len();
        assert!(n_bytes <= MAX_SHARD_BYTES, "{path}: {n_bytes}");
    }
}

#[test]
fn a_folder_that_is_no_site_is_searched_and_so_is_a_language_without_stems() {
    let theme = theme();
    let plain = SearchIndex::build(
        &site_of(&[("note.md", "# Anteckning\n\nord och att är\n")]).site,
        &theme,
    );
    assert!(shard(&plain, "sv/t._").contains("anteckning"));
    let finnish =
        site_of(&[("site.yaml", "title: Koe\nlanguages: [fi]\n"), ("index.md", "# Sopimuksen\n")]);
    assert!(shard(&SearchIndex::build(&finnish.site, &theme), "fi/t._").contains("sopimuksen"));
}

#[test]
fn search_finds_only_what_is_published() {
    let theme = theme();
    let files = [
        ("site.yaml", "title: Prov\nlanguages: [sv]\n"),
        ("index.md", "# Start\n"),
        ("b.md", "---\ntitle: Hemlig\ndraft: true\n---\n\nhemligheten\n"),
        ("c.md", "---\ntitle: Bort\nremoved: {reason: Inaktuell}\n---\n\nborttaget\n"),
    ];
    let text = all(&SearchIndex::build(&site_of(&files).site, &theme));
    assert!(!text.contains("hemlig") && !text.contains("borttaget"), "{text}");
    assert!(text.contains("bort"));
}

#[test]
fn a_result_says_what_the_page_says_of_its_time() {
    let rule = |title: &str, period: &str| {
        format!(
            "---\ntype: rule\ntitle: {title}\n\
             says: {{value: Each member pays three crowns., source: deed P1 \"All.\"}}\n\
             valid: {{value: {period}, source: deed P1 \"All.\"}}\n---\n"
        )
    };
    let (current, ended) = (
        rule("Current", "{from: 2014-01-01, until: further-notice}"),
        rule("Ended", "{from: 2014-01-01, until: 2015-01-01}"),
    );
    let snapshot = site_of(&[
        ("site.yaml", "title: Test\nlanguages: [en]\nas_of: 2020-01-01\n"),
        (
            "_types/rule.yaml",
            "name: Rule\nvalidity: valid\nfields:\n  says: {label: Says, kind: markdown}\n  \
             valid: {label: In force, kind: period}\n",
        ),
        ("deed.md", "---\ntype: document\ntitle: Deed\ntext: deed.txt\ndate: 2014-01-01\n---\n"),
        ("deed.txt", "[P1]\nAll.\n"),
        ("current.md", &current),
        ("ended.md", &ended),
    ]);
    let files = all(&SearchIndex::build(&snapshot.site, &theme())).replace('\u{a0}', " ");
    // The value has no period of its own, so its page does not say how far its source reaches.
    assert!(files.contains("\"Each member pays three crowns.\""), "{files}");
    assert!(!files.contains("last known"), "{files}");
    let not = "Not in force on 1 January 2020.";
    let of_entry = format!("\"{not} Each member pays three crowns.\"");
    assert!(files.contains(&of_entry), "{files}");
    let of_value = format!("\"Each member pays three crowns.\",\"Ended: {not}\",\"\"");
    assert!(files.contains(&of_value), "{files}");
}
