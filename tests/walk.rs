//! A random walk against a running preview: files are written, moved and deleted in every way that
//! editors and git have, and after each burst the preview serves the bytes of a clean build.
//!
//! The seed is printed. `PAKT_SEED=N` walks the same way again, `PAKT_OPERATIONS=N` so far.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail loudly")]

mod workspace;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{BuildHasher as _, RandomState};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use workspace::{Workspace, tree};

/// How far the walk goes if nobody says.
const OPERATIONS: usize = 120;
/// The most operations between two looks.
const MAX_BURST: usize = 8;
/// Longer than any preview takes, so that a fault is a failure and not a hang.
const PATIENCE: Duration = Duration::from_secs(20);
/// What a page of the preview has, and the built page has not.
const SCRIPT: &str = "<script src=\"/@pakt/live.js\"></script>";

/// Where pages may lie; folders come and go with them.
const PAGES: [&str; 10] = [
    "content/a.md",
    "content/a.en.md",
    "content/b/index.md",
    "content/b/c.md",
    "content/b/d/e.md",
    "content/forum/radet.md",
    "content/forum/radet.en.md",
    "content/forum/natet.md",
    "content/å/ö.md",
    "content/index.md",
];

/// What stands in a page, before or after an edit.
const TEXTS: [&str; 10] = [
    "---\ntitle: {sv: En sida, en: A page}\n---\n\nSe [[radet]] och [a](/a.md).\n",
    "# Rubrik\n\nText som [[a]] nämner, och ![[radet#chair]].\n",
    "---\ntype: forum\ntitle: Rådet\nchair: {value: solna, source: 'beslut P1 \"ett ord\"'}\n---\n\nOm.\n",
    "---\ntype: forum\ntitle: Nätet\npart_of: radet\n---\n\n## Väg\n\nMer [@beslut P1 \"ett ord\"].\n",
    "---\ntitle: Utkast\ndraft: true\n---\n\nInte än.\n",
    "---\ntitle: [trasig\n---\n\nTrasig.\n",
    "---\ntags: [kris, stöd]\naliases: [/gammal/]\ntitle: Med taggar\n---\n\n```{timeline}\nof: forum\n```\n",
    "Bara text med [bruten](saknas.md) länk.\n",
    "> [!NOTE]\n> Observera [[natet]].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "",
];

/// Whole files besides pages, with what may stand in them.
const OTHERS: [(&str, [&str; 2]); 7] = [
    (
        "content/site.yaml",
        [
            "title: {sv: Provet, en: The test}\nlanguages: [sv, en]\nowner: Vi\ntheme: egen\n",
            "title: Prov\nlanguages: [sv]\nowner: Vi\nas_of: 2014-06-01\ntheme: egen\n",
        ],
    ),
    (
        "content/_types/forum.yaml",
        [
            "name: Forum\npath: forum\nfields:\n  chair: {label: Ordförande, to: party, inverse: Leder}\n  \
             part_of: {label: Del av, to: forum}\n",
            "name: Råd\npath: rad\nfields:\n  chair: {label: Ordf., to: party}\n",
        ],
    ),
    (
        "content/party.yaml",
        [
            "party:\n  - {id: solna, title: Solna}\n  - {id: taby, title: Täby, body: 'Se [[radet]].'}\n",
            "party:\n  - {id: solna, title: Solna stad}\n",
        ],
    ),
    (
        "content/beslut.txt",
        ["[P1]\nHär står ett ord,\noch fler.\n", "[P1]\nHär stod två ord.\n\n[P2]\nTill.\n"],
    ),
    ("content/_strings/sv.yaml", ["next: Framåt\n", "address-index: alla\n"]),
    (
        "themes/egen/404.html",
        ["<!doctype html><title>Finns inte</title><body>Nej.</body>\n", "<body>{{ fel }}</body>\n"],
    ),
    ("themes/egen/style.css", ["body { color: black }\n", "body { color: #123456 }\n"]),
];

/// SplitMix64: small, and the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        let end = u64::try_from(end).unwrap();
        usize::try_from((mixed ^ (mixed >> 31)) % end).unwrap()
    }

    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        list.get(self.below(list.len())).unwrap()
    }
}

/// One thing that happens to the folder; its name tells the story if it ends badly.
fn operate(workspace: &Workspace, random: &mut Random) -> String {
    let page = *random.of(&PAGES);
    let text = *random.of(&TEXTS);
    let (path, beside) = (workspace.join(page), workspace.join(&format!("{page}~")));
    match random.below(13) {
        0 | 1 => save(workspace, page, text),
        2 => {
            // Truncated and written in two halves, with time between.
            save(workspace, page, "");
            let mut file = fs::File::create(&path).unwrap();
            let half = text.floor_char_boundary(text.len() / 2);
            let (first, second) = text.split_at(half);
            file.write_all(first.as_bytes()).unwrap();
            file.flush().unwrap();
            std::thread::sleep(Duration::from_millis(15));
            file.write_all(second.as_bytes()).unwrap();
        }
        3 => {
            // Written beside and renamed, as JetBrains and emacs do.
            save(workspace, &format!("{page}.tmp"), text);
            fs::rename(workspace.join(&format!("{page}.tmp")), &path).unwrap();
        }
        4 => {
            // The old file is moved away first, as vim does.
            fs::rename(&path, &beside).ok();
            save(workspace, page, text);
            fs::remove_file(&beside).ok();
        }
        5 => {
            fs::remove_file(&path).ok();
        }
        6 => {
            // A folder comes with all that is in it, from where nobody looks.
            save(workspace, "away/x/index.md", text);
            save(workspace, "away/x/y.md", "# Y\n");
            let to = workspace.join("content/x");
            fs::remove_dir_all(&to).ok();
            fs::rename(workspace.join("away/x"), to).unwrap();
        }
        7 => {
            let folder = *random.of(&["content/b", "content/x", "content/b/d"]);
            fs::remove_dir_all(workspace.join(folder)).ok();
        }
        8 => {
            let to = *random.of(&PAGES);
            fs::create_dir_all(workspace.join(to).parent().unwrap()).unwrap();
            fs::rename(&path, workspace.join(to)).ok();
        }
        9 => {
            fs::rename(workspace.join("content/b"), workspace.join("content/bb")).ok();
            fs::rename(workspace.join("content/bb"), workspace.join("content/b")).ok();
        }
        10 => {
            // As `git checkout` does: many at once.
            for number in 0..40 {
                save(
                    workspace,
                    &format!("content/m/{number}.md"),
                    &format!("# M {number}\n\n{text}"),
                );
            }
        }
        _ => {
            let (path, texts) = random.of(&OTHERS);
            let text = random.of(texts);
            save(workspace, path, text);
            return format!("{path}: {text:?}");
        }
    }
    format!("{page}: {text:?}")
}

/// Writes a file; what stands in the way of its folder goes.
fn save(workspace: &Workspace, path: &str, text: &str) {
    workspace.write(path, text);
}

/// A running preview, ended with the test.
struct Preview {
    child: Child,
    host: String,
}

impl Preview {
    fn start(workspace: &Workspace) -> Self {
        let mut command = workspace.command(&["serve", "--port", "0"]);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let host = line.split_once("http://").unwrap().1.trim_end().trim_end_matches('/');
        Self { child, host: host.to_owned() }
    }

    /// Status and body of a path of the output.
    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let encoded: String = path
            .bytes()
            .map(|byte| match byte {
                b'/' | b'.' | b'-' | b'_' | b'@' => char::from(byte).to_string(),
                _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            })
            .collect();
        let request =
            format!("GET /{encoded} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.host);
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let body = answer.split_off(end + 4);
        let head = String::from_utf8(answer).unwrap();
        (head.get(9..12).unwrap().parse().unwrap(), body)
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What a clean build gives, by path.
fn clean(workspace: &Workspace, to: &Path) -> BTreeMap<String, Vec<u8>> {
    fs::remove_dir_all(to).ok();
    workspace.run(&["build", "-o", to.to_str().unwrap()]);
    let mut files = tree(to);
    files.remove("pakt-manifest.json");
    files
}

fn without_script(body: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(body) {
        Ok(text) => text.replacen(SCRIPT, "", 1).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

/// What the preview serves otherwise than a clean build; none if it is the same.
fn difference(
    preview: &Preview,
    built: &BTreeMap<String, Vec<u8>>,
    gone: &BTreeSet<String>,
) -> Option<String> {
    for (path, bytes) in built {
        let (status, body) = preview.get(path);
        if status != 200 || without_script(body) != *bytes {
            return Some(format!("{path} is not the built one ({status})"));
        }
    }
    let is_there = |path: &&String| preview.get(path).0 == 200;
    gone.iter().find(is_there).map(|path| format!("{path} should be gone"))
}

#[test]
fn below_a_day_stands_the_site_as_of_it() {
    let workspace = Workspace::of(&[]);
    for (path, bytes) in tree(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content")) {
        workspace.write(&format!("content/{path}"), bytes);
    }
    let preview = Preview::start(&workspace);
    let page = "vad-galler/index.html";
    let mut seen = BTreeSet::new();
    for day in ["2013-12-31", "2014-06-01", "2015-06-01"] {
        let folder = workspace.join(day);
        workspace.run(&["build", "--as-of", day, "-o", folder.to_str().unwrap()]).with_status(0);
        let (status, body) = preview.get(&format!("@{day}/{page}"));
        let body = without_script(body);
        assert_eq!((status, &body), (200, &fs::read(folder.join(page)).unwrap()), "{day}");
        seen.insert(body);
    }
    assert_eq!(seen.len(), 3, "each day is another");
}

#[test]
#[expect(clippy::print_stdout, reason = "with the seed one can walk the same way again")]
fn the_preview_serves_the_bytes_of_a_clean_build_after_every_burst() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let seed = number("PAKT_SEED").unwrap_or_else(|| RandomState::new().hash_one(()));
    let left = number("PAKT_OPERATIONS").map_or(OPERATIONS, |n| usize::try_from(n).unwrap());
    println!("PAKT_SEED={seed} PAKT_OPERATIONS={left}");
    let mut random = Random(seed);
    let (workspace, output) = (Workspace::of(&[]), Workspace::of(&[]));
    for (path, texts) in &OTHERS {
        save(&workspace, path, texts.first().unwrap());
    }
    save(&workspace, "content/beslut.md", "---\ntype: document\ntext: beslut.txt\n---\n");
    save(&workspace, "content/index.md", "# Start\n");
    let preview = Preview::start(&workspace);
    let (mut n_done, mut before) = (0, BTreeSet::new());
    while n_done < left {
        let n_now = 1 + random.below(MAX_BURST);
        let story: Vec<String> = (0..n_now).map(|_| operate(&workspace, &mut random)).collect();
        n_done += n_now;
        let built = clean(&workspace, &output.join("out"));
        assert!(built.len() > 5, "seed {seed}, {n_done}: the build made only {built:?}");
        let now: BTreeSet<String> = built.keys().cloned().collect();
        let gone: BTreeSet<String> = before.difference(&now).cloned().collect();
        let begun = Instant::now();
        while let Some(difference) = difference(&preview, &built, &gone) {
            let story = story.join("\n");
            assert!(
                begun.elapsed() < PATIENCE,
                "seed {seed}, {n_done}: {difference}, after\n{story}"
            );
            std::thread::sleep(Duration::from_millis(5));
        }
        before = now;
    }
}
