//! What may happen to the folder of a site: every way in which editors, git and people change it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, UNIX_EPOCH};

use crate::support::Workspace;
use crate::support::random::Random;

/// Where pages may lie; folders come and go with them.
const PAGES: [&str; 11] = [
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
    "content/beslut.md",
];

/// What stands in a page, before or after an edit.
const TEXTS: [&str; 14] = [
    "---\ntitle: {sv: En sida, en: A page}\n---\n\nSe [[radet]] och [a](/a.md).\n",
    "# Rubrik\n\nText som [[a]] nämner, och ![[radet#chair]].\n",
    "---\ntype: forum\ntitle: Rådet\nchair: {value: solna, source: 'beslut P1 \"ett ord\"'}\n---\n\nOm.\n",
    "---\ntype: forum\ntitle: Nätet\npart_of: radet\n---\n\n## Väg\n\nMer [@beslut P1 \"ett ord\"].\n",
    "---\ntype: document\ntitle: Beslutet\ntext: beslut.txt\n---\n\nEtt papper.\n",
    "---\ntitle: Utkast\ndraft: true\n---\n\nInte än.\n",
    "---\ntags: [kris, stöd]\naliases: [/gammal/]\ntitle: Med taggar\n---\n\n```{timeline}\nof: forum\n```\n",
    "---\nremoved: {on: 2014, reason: Ersatt}\n---\n",
    "Bara text med [bruten](saknas.md) länk och ![[bild.svg|30]].\n",
    "> [!NOTE]\n> Observera [[natet]].\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    "",
    "---\ntitle: [trasig\n---\n\nTrasig.\n",
    "---\ntitle: Inte stängd\n\nTrasig.\n",
    "---\ntitle: Trasig\n---\n\n[@beslut P9 \"saknas\"] [[saknas]] ```{saknas}\n",
];

/// Whole files besides pages, with what may stand in them; the first is good.
const OTHERS: [(&str, &[&str]); 12] = [
    (
        "content/site.yaml",
        &[
            "title: {sv: Provet, en: The test}\nlanguages: [sv, en]\nowner: Vi\ntheme: egen\n",
            "title: Prov\nlanguages: [sv]\nowner: Vi\nas_of: 2014-06-01\ntheme: egen\n",
            "title: Prov\nlanguages: [en, sv]\nbase_url: https://example.org/x/\nmenu: [a, radet]\n",
            "title: [trasig\n",
        ],
    ),
    (
        "content/_types/forum.yaml",
        &[
            "name: Forum\npath: forum\nfields:\n  chair: {label: Ordförande, to: party, inverse: Leder}\n  \
             part_of: {label: Del av, to: forum}\n",
            "name: Råd\npath: rad\nfields:\n  chair: {label: Ordf., to: party}\n",
            "name: Råd\nfields: [\n",
        ],
    ),
    ("content/_types/party.yaml", &["name: Part\npath: parter\n", "name: Part\npath: forum\n"]),
    (
        "content/party.yaml",
        &[
            "party:\n  - {id: solna, title: Solna}\n  - {id: taby, title: Täby, body: 'Se [[radet]].'}\n",
            "party: {from: parter.csv}\n",
            "party:\n  - {id: solna, title: Solna stad}\n",
            "party:\n  - {id: solna\n",
        ],
    ),
    (
        "content/parter.csv",
        &[
            "id,title\nsolna,Solna\nnacka,Nacka\n",
            "id,title\nsolna,Solna stad\n",
            "id,titel\n\"solna\n",
        ],
    ),
    (
        "content/beslut.txt",
        &["[P1]\nHär står ett ord,\noch fler.\n", "[P1]\nHär stod två ord.\n\n[P2]\nTill.\n"],
    ),
    ("content/_strings/sv.yaml", &["next: Framåt\n", "address-index: alla\n", "next: [\n"]),
    (
        "content/bild.svg",
        &[
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"></svg>\n",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"3\"></svg>\n",
        ],
    ),
    ("content/.gitignore", &["*.tmp\n", "b/\n", "*.svg\n!a.md\n"]),
    ("themes/egen/style.css", &["body { color: black }\n", "body { color: #123456 }\n"]),
    (
        "themes/egen/templates/404.html",
        &[
            "<!doctype html><title>Finns inte</title><body>Nej.</body>\n",
            "<!doctype html><title>Finns inte</title><body>Nej, nej.</body>\n",
            "<body>{{ fel }}</body>\n",
            "<body>{% if %}\n",
        ],
    ),
    (
        "themes/egen/templates/redirect.html",
        &[
            "<!doctype html><title>{{ page.head_title }}</title><body>Flyttad.</body>\n",
            "<!doctype html><title>Flyttad</title><body>Flyttad!</body>\n",
        ],
    ),
];

/// Folders that come and go.
const FOLDERS: [&str; 5] =
    ["content/b", "content/x", "content/b/d", "content/forum", "content/_types"];

/// A site that works, to begin with.
pub(super) fn begin(workspace: &Workspace) {
    for (path, texts) in &OTHERS {
        workspace.write(path, texts.first().unwrap());
    }
    workspace.write("content/beslut.md", TEXTS[4]);
    workspace.write("content/index.md", "# Start\n");
    workspace.write("content/forum/radet.md", TEXTS[2]);
    workspace.write("secret.txt", "Utanför.\n");
}

/// Writes good content into a file. Its folder may have been renamed, so its name says what it is.
pub(super) fn mend(workspace: &Workspace, path: &str) {
    let name = Path::new(path).file_name();
    let good = OTHERS.iter().find(|(other, _)| Path::new(other).file_name() == name);
    let good = good.and_then(|(_, texts)| texts.first());
    save(workspace, path, good.unwrap_or(&TEXTS[0]));
}

/// One thing that happens; gives its story.
type Operation = fn(&Workspace, &mut Random) -> String;

/// Every kind, by name. Edits are the commonest, as in life.
pub(super) const OPERATIONS: [(&str, Operation); 30] = [
    ("edit", edit),
    ("edit", edit),
    ("edit", edit),
    ("type into", append),
    ("type into", append),
    ("write in two halves", halves),
    ("save by rename", by_rename),
    ("save as vim", vim),
    ("save as emacs", emacs),
    ("save as JetBrains", jetbrains),
    ("delete and create after a pause", recreate),
    ("touch", touch),
    ("other bytes of the same size and age", disguise),
    ("delete", delete),
    ("move", rename),
    ("change case", change_case),
    ("bring a folder", bring_folder),
    ("delete a folder", delete_folder),
    ("rename a folder", rename_folder),
    ("rename a folder and back", there_and_back),
    ("replace a folder by a file", folder_to_file),
    ("remove and restore the content", restore),
    ("write many", many),
    ("link", link),
    ("link a folder", link_folder),
    ("make unreadable", unreadable),
    ("bytes that are no text", no_text),
    ("settings, types, strings, themes, papers, assets", other),
    ("settings, types, strings, themes, papers, assets", other),
    ("settings, types, strings, themes, papers, assets", other),
];

/// A page and a text for it.
fn pick(random: &mut Random) -> (&'static str, &'static str) {
    (random.pick(&PAGES), random.pick(&TEXTS))
}

/// Writes a file; whatever stands in its way, or in that of its folders, goes.
fn save(workspace: &Workspace, path: &str, bytes: impl AsRef<[u8]>) {
    clear(workspace, path);
    workspace.write(path, bytes);
}

/// Makes room for a file: its folders are folders, and it is none and no link.
fn clear(workspace: &Workspace, path: &str) {
    let at = workspace.join(path);
    for folder in at.ancestors().skip(1).take_while(|above| *above != workspace.path()) {
        if folder.is_symlink() || folder.is_file() {
            fs::remove_file(folder).unwrap();
        }
    }
    fs::create_dir_all(at.parent().unwrap()).unwrap();
    if at.is_dir() && !at.is_symlink() {
        fs::remove_dir_all(&at).unwrap();
    } else if !is_plain(&at) {
        // A link or a pipe; or nothing.
        fs::remove_file(&at).ok();
    }
    readable(&at);
}

/// Whether it is a file and no link: what else there is may lead anywhere, or wait for ever.
fn is_plain(path: &Path) -> bool {
    path.is_file() && !path.is_symlink()
}

#[cfg(unix)]
fn readable(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    if path.is_file() {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
}

#[cfg(not(unix))]
fn readable(_path: &Path) {}

fn edit(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick(random);
    save(workspace, page, text);
    format!("{page} {text:?}")
}

fn append(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    let word = ["Ett ord till.\n", "\n## Ny rubrik\n", "\nSe [[a]].\n"][random.below(3)];
    let path = workspace.join(page);
    if is_plain(&path)
        && let Ok(mut file) = fs::OpenOptions::new().append(true).open(path)
    {
        file.write_all(word.as_bytes()).unwrap();
    }
    format!("{page} {word:?}")
}

fn halves(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick(random);
    save(workspace, page, "");
    let mut file = fs::File::create(workspace.join(page)).unwrap();
    let (first, second) = text.split_at(text.floor_char_boundary(text.len() / 2));
    file.write_all(first.as_bytes()).unwrap();
    file.flush().unwrap();
    sleep(Duration::from_millis(15));
    file.write_all(second.as_bytes()).unwrap();
    format!("{page} {text:?}")
}

fn by_rename(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick(random);
    clear(workspace, page);
    workspace.write(&format!("{page}.tmp"), text);
    fs::rename(workspace.join(&format!("{page}.tmp")), workspace.join(page)).unwrap();
    format!("{page} {text:?}")
}

/// Probes the folder, keeps a swap file, moves the old text away, writes the new one.
fn vim(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick(random);
    clear(workspace, page);
    let (path, folder) = (workspace.join(page), workspace.join(page));
    let folder = folder.parent().unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let (probe, swap) = (folder.join("4913"), folder.join(format!(".{name}.swp")));
    let backup = folder.join(format!("{name}~"));
    fs::write(&swap, "b0VIM").unwrap();
    fs::write(&probe, "").unwrap();
    fs::remove_file(&probe).unwrap();
    fs::rename(&path, &backup).ok();
    fs::write(&path, text).unwrap();
    fs::remove_file(&backup).ok();
    fs::remove_file(&swap).unwrap();
    format!("{page} {text:?}")
}

/// Locks the file by a link that leads nowhere, and keeps an automatic copy.
fn emacs(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick(random);
    clear(workspace, page);
    let path = workspace.join(page);
    let name = path.file_name().unwrap().to_str().unwrap();
    let beside = |name: String| path.with_file_name(name);
    let (lock, copy) = (beside(format!(".#{name}")), beside(format!("#{name}#")));
    symlink("me@machine.1234:5678", &lock);
    fs::write(&copy, "En halv").unwrap();
    fs::copy(&path, beside(format!("{name}~"))).ok();
    fs::write(&path, text).unwrap();
    fs::remove_file(copy).unwrap();
    fs::remove_file(lock).ok();
    format!("{page} {text:?}")
}

fn jetbrains(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick(random);
    clear(workspace, page);
    let path = workspace.join(page);
    let (new, old) =
        (format!("{page}___jb_tmp___"), workspace.join(&format!("{page}___jb_old___")));
    workspace.write(&new, text);
    fs::rename(&path, &old).ok();
    fs::rename(workspace.join(&new), &path).unwrap();
    fs::remove_file(old).ok();
    format!("{page} {text:?}")
}

fn recreate(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick(random);
    clear(workspace, page);
    fs::remove_file(workspace.join(page)).ok();
    sleep(Duration::from_millis([5, 30, 200][random.below(3)]));
    save(workspace, page, text);
    format!("{page} {text:?}")
}

fn touch(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    let days = u64::try_from(random.below(20_000)).unwrap();
    let path = workspace.join(page);
    if is_plain(&path)
        && let Ok(file) = fs::File::options().append(true).open(path)
    {
        file.set_modified(UNIX_EPOCH + Duration::from_secs(days * 86_400)).unwrap();
    }
    page.to_owned()
}

/// Whoever compares time stamps and sizes sees nothing here.
fn disguise(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    let path = workspace.join(page);
    let age = path.metadata().and_then(|metadata| metadata.modified());
    if is_plain(&path)
        && let (Ok(age), Ok(mut bytes)) = (age, fs::read(&path))
    {
        for byte in bytes.iter_mut().rev().filter(|byte| byte.is_ascii_lowercase()).take(3) {
            *byte = b"abcdefgh"[random.below(8)];
        }
        fs::write(&path, bytes).unwrap();
        fs::File::options().append(true).open(&path).unwrap().set_modified(age).unwrap();
    }
    page.to_owned()
}

fn delete(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    fs::remove_file(workspace.join(page)).ok();
    page.to_owned()
}

fn rename(workspace: &Workspace, random: &mut Random) -> String {
    let (from, to) = (random.pick(&PAGES), random.pick(&PAGES));
    if from != to && workspace.join(from).is_file() {
        clear(workspace, to);
        // What stood in the way of the new place may have been the old one.
        fs::rename(workspace.join(from), workspace.join(to)).ok();
    }
    format!("{from} → {to}")
}

fn change_case(workspace: &Workspace, _random: &mut Random) -> String {
    let (lower, upper) = (workspace.join("content/a.md"), workspace.join("content/A.md"));
    if fs::rename(&lower, &upper).is_err() {
        fs::rename(&upper, &lower).ok();
    }
    "content/a.md ↔ content/A.md".to_owned()
}

/// A folder comes with all that is in it, from where nobody looks.
fn bring_folder(workspace: &Workspace, random: &mut Random) -> String {
    let (_, text) = pick(random);
    fs::remove_dir_all(workspace.join("away")).ok();
    workspace.write("away/x/index.md", text);
    workspace.write("away/x/y/z.md", "# Z\n");
    clear(workspace, "content/x");
    fs::remove_file(workspace.join("content/x")).ok();
    fs::rename(workspace.join("away/x"), workspace.join("content/x")).unwrap();
    format!("content/x {text:?}")
}

fn delete_folder(workspace: &Workspace, random: &mut Random) -> String {
    let folder = random.pick(&FOLDERS);
    fs::remove_dir_all(workspace.join(folder)).ok();
    folder.to_owned()
}

fn rename_folder(workspace: &Workspace, random: &mut Random) -> String {
    let (from, to) = (random.pick(&FOLDERS), random.pick(&["content/b", "content/x", "content/é"]));
    fs::rename(workspace.join(from), workspace.join(to)).ok();
    format!("{from} → {to}")
}

fn there_and_back(workspace: &Workspace, _random: &mut Random) -> String {
    let (here, there) = (workspace.join("content/b"), workspace.join("content/bb"));
    if fs::rename(&here, &there).is_ok() {
        fs::rename(there, here).unwrap();
    }
    "content/b ↔ content/bb".to_owned()
}

fn folder_to_file(workspace: &Workspace, random: &mut Random) -> String {
    let text = random.pick(&TEXTS);
    let path = random.pick(&["content/b", "content/x", "content/b/d", "content/x.md"]);
    if !path.ends_with(".md") || !workspace.join(path).is_dir() {
        save(workspace, path, text);
    } else {
        fs::remove_dir_all(workspace.join(path)).unwrap();
        fs::create_dir(workspace.join(path)).unwrap();
    }
    format!("{path} {text:?}")
}

fn restore(workspace: &Workspace, random: &mut Random) -> String {
    let (here, there) = (workspace.join("content"), workspace.join("removed"));
    fs::rename(&here, &there).unwrap();
    let pause = [0, 20, 150][random.below(3)];
    sleep(Duration::from_millis(pause));
    fs::rename(there, here).unwrap();
    format!("after {pause} ms")
}

fn many(workspace: &Workspace, random: &mut Random) -> String {
    let (_, text) = pick(random);
    for number in 0..40 {
        save(workspace, &format!("content/m/{number}.md"), format!("# M {number}\n\n{text}"));
    }
    if random.below(2) == 0 {
        fs::remove_dir_all(workspace.join("content/m")).unwrap();
    }
    format!("content/m {text:?}")
}

fn link(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    let to = random.pick(&["index.md", "../secret.txt", "/etc/hostname", "saknas.md", "a.md", "."]);
    clear(workspace, page);
    fs::remove_file(workspace.join(page)).ok();
    symlink(to, &workspace.join(page));
    format!("{page} → {to}")
}

fn link_folder(workspace: &Workspace, random: &mut Random) -> String {
    let to = random.pick(&["b", "..", ".", "forum", "saknas"]);
    clear(workspace, "content/l");
    fs::remove_file(workspace.join("content/l")).ok();
    symlink(to, &workspace.join("content/l"));
    format!("content/l → {to}")
}

#[cfg(unix)]
fn symlink(to: &str, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(not(unix))]
fn symlink(_to: &str, _at: &Path) {}

/// Nobody may read it (but the superuser); or it is a pipe that nobody writes into.
fn unreadable(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    clear(workspace, page);
    let path = workspace.join(page);
    if random.below(2) == 0 {
        fs::remove_file(&path).ok();
        let made = Command::new("mkfifo").arg(&path).stderr(Stdio::null()).status();
        return format!("{page} is a pipe: {}", made.is_ok_and(|status| status.success()));
    }
    save(workspace, page, "Oläslig.\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    }
    format!("{page} may not be read")
}

fn no_text(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    let bytes: &[u8] = random.pick(&[
        &b"# \xff\xfe\n"[..],
        b"\xff\xfe#\0 \0A\0",
        b"\xef\xbb\xbf# B\r\n",
        b"a\0b\n",
    ]);
    save(workspace, page, bytes);
    format!("{page} {bytes:?}")
}

fn other(workspace: &Workspace, random: &mut Random) -> String {
    let (path, texts) = random.pick(&OTHERS);
    let text = random.pick(texts);
    save(workspace, path, text);
    format!("{path} {text:?}")
}
