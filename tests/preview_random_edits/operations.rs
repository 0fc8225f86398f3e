//! Changes of a site's folder, as editors, git and people make them.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, UNIX_EPOCH};

use crate::support::Workspace;
use crate::support::random::Random;

/// The paths of pages. Their folders are created and removed with them.
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

/// The texts of a page, before or after an edit.
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

/// The other files, with their possible texts. The first text is valid.
const OTHER_FILES: [(&str, &[&str]); 12] = [
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

/// Folders that are created, moved and removed.
const FOLDERS: [&str; 5] =
    ["content/b", "content/x", "content/b/d", "content/forum", "content/_types"];

/// Writes a valid site.
pub(super) fn write_first_site(workspace: &Workspace) {
    for (path, texts) in &OTHER_FILES {
        workspace.write(path, texts.first().unwrap());
    }
    workspace.write("content/beslut.md", TEXTS[4]);
    workspace.write("content/index.md", "# Start\n");
    workspace.write("content/forum/radet.md", TEXTS[2]);
    workspace.write("secret.txt", "Utanför.\n");
}

/// Writes valid content into a file. It is recognized by its name, because its folder may have been
/// renamed.
pub(super) fn repair(workspace: &Workspace, path: &str) {
    let name = Path::new(path).file_name();
    let known = OTHER_FILES.iter().find(|(known, _)| Path::new(known).file_name() == name);
    let valid_text = known.and_then(|(_, texts)| texts.first());
    save_file(workspace, path, valid_text.unwrap_or(&TEXTS[0]));
}

/// Changes the folder once, and returns a description of the change.
type Operation = fn(&Workspace, &mut Random) -> String;

/// All operations with their names. Those that are listed several times are chosen more often.
pub(super) const OPERATIONS: [(&str, Operation); 30] = [
    ("edit", edit_page),
    ("edit", edit_page),
    ("edit", edit_page),
    ("append", append_to_page),
    ("append", append_to_page),
    ("write in two halves", write_in_halves),
    ("save by rename", save_by_rename),
    ("save as vim", save_like_vim),
    ("save as emacs", save_like_emacs),
    ("save as JetBrains", save_like_jetbrains),
    ("delete and create after a pause", recreate_page),
    ("touch", touch_page),
    ("change bytes, but neither size nor time", change_bytes_only),
    ("delete", delete_page),
    ("move", move_page),
    ("change case", change_case),
    ("bring a folder", bring_folder),
    ("delete a folder", delete_folder),
    ("rename a folder", rename_folder),
    ("rename a folder and back", rename_folder_and_back),
    ("replace a folder by a file", replace_folder_by_file),
    ("remove and restore the content", remove_and_restore_content),
    ("write many pages", write_many_pages),
    ("replace by a link", link_page),
    ("link a folder", link_folder),
    ("make unreadable", make_unreadable),
    ("write bytes that are not text", write_bytes_that_are_not_text),
    ("write settings, types, strings, themes, source texts or assets", write_other_file),
    ("write settings, types, strings, themes, source texts or assets", write_other_file),
    ("write settings, types, strings, themes, source texts or assets", write_other_file),
];

/// Chooses a page and a text for it.
fn pick_page_and_text(random: &mut Random) -> (&'static str, &'static str) {
    (random.pick(&PAGES), random.pick(&TEXTS))
}

/// Writes a file. Removes what is at its path, and files at the paths of its folders.
fn save_file(workspace: &Workspace, path: &str, bytes: impl AsRef<[u8]>) {
    clear_path(workspace, path);
    workspace.write(path, bytes);
}

/// Makes a path writable: creates its folders, and removes a folder, link or pipe at the path.
fn clear_path(workspace: &Workspace, path: &str) {
    let file_path = workspace.join(path);
    let folders = file_path.ancestors().skip(1);
    for folder in folders.take_while(|folder| *folder != workspace.path()) {
        if folder.is_symlink() || folder.is_file() {
            fs::remove_file(folder).unwrap();
        }
    }
    fs::create_dir_all(file_path.parent().unwrap()).unwrap();
    if file_path.is_dir() && !file_path.is_symlink() {
        fs::remove_dir_all(&file_path).unwrap();
    } else if !is_regular_file(&file_path) {
        // A link, a pipe or nothing.
        fs::remove_file(&file_path).ok();
    }
    make_readable(&file_path);
}

/// Returns whether a path is a regular file. A link may lead out of the folder, and opening a pipe
/// may block.
fn is_regular_file(path: &Path) -> bool {
    path.is_file() && !path.is_symlink()
}

#[cfg(unix)]
fn make_readable(path: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    if path.is_file() {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }
}

#[cfg(not(unix))]
fn make_readable(_path: &Path) {}

fn edit_page(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick_page_and_text(random);
    save_file(workspace, page, text);
    format!("{page} {text:?}")
}

fn append_to_page(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    let word = ["Ett ord till.\n", "\n## Ny rubrik\n", "\nSe [[a]].\n"][random.below(3)];
    let path = workspace.join(page);
    if is_regular_file(&path)
        && let Ok(mut file) = fs::OpenOptions::new().append(true).open(path)
    {
        file.write_all(word.as_bytes()).unwrap();
    }
    format!("{page} {word:?}")
}

fn write_in_halves(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick_page_and_text(random);
    save_file(workspace, page, "");
    let mut file = fs::File::create(workspace.join(page)).unwrap();
    let (first, second) = text.split_at(text.floor_char_boundary(text.len() / 2));
    file.write_all(first.as_bytes()).unwrap();
    file.flush().unwrap();
    sleep(Duration::from_millis(15));
    file.write_all(second.as_bytes()).unwrap();
    format!("{page} {text:?}")
}

fn save_by_rename(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick_page_and_text(random);
    clear_path(workspace, page);
    workspace.write(&format!("{page}.tmp"), text);
    fs::rename(workspace.join(&format!("{page}.tmp")), workspace.join(page)).unwrap();
    format!("{page} {text:?}")
}

/// Saves like Vim: tests the folder with a probe file, keeps a swap file, and moves the old text to
/// a backup before it writes the new one.
fn save_like_vim(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick_page_and_text(random);
    clear_path(workspace, page);
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

/// Saves like Emacs: locks the file with a broken link, and keeps an automatic copy.
fn save_like_emacs(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick_page_and_text(random);
    clear_path(workspace, page);
    let path = workspace.join(page);
    let name = path.file_name().unwrap().to_str().unwrap();
    let sibling = |name: String| path.with_file_name(name);
    let (lock, copy) = (sibling(format!(".#{name}")), sibling(format!("#{name}#")));
    symlink("me@machine.1234:5678", &lock);
    fs::write(&copy, "En halv").unwrap();
    fs::copy(&path, sibling(format!("{name}~"))).ok();
    fs::write(&path, text).unwrap();
    fs::remove_file(copy).unwrap();
    fs::remove_file(lock).ok();
    format!("{page} {text:?}")
}

fn save_like_jetbrains(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick_page_and_text(random);
    clear_path(workspace, page);
    let path = workspace.join(page);
    let (new, old) =
        (format!("{page}___jb_tmp___"), workspace.join(&format!("{page}___jb_old___")));
    workspace.write(&new, text);
    fs::rename(&path, &old).ok();
    fs::rename(workspace.join(&new), &path).unwrap();
    fs::remove_file(old).ok();
    format!("{page} {text:?}")
}

fn recreate_page(workspace: &Workspace, random: &mut Random) -> String {
    let (page, text) = pick_page_and_text(random);
    clear_path(workspace, page);
    fs::remove_file(workspace.join(page)).ok();
    sleep(Duration::from_millis([5, 30, 200][random.below(3)]));
    save_file(workspace, page, text);
    format!("{page} {text:?}")
}

fn touch_page(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    let days = u64::try_from(random.below(20_000)).unwrap();
    let path = workspace.join(page);
    if is_regular_file(&path)
        && let Ok(file) = fs::File::options().append(true).open(path)
    {
        file.set_modified(UNIX_EPOCH + Duration::from_secs(days * 86_400)).unwrap();
    }
    page.to_owned()
}

/// Changes bytes, but neither the size nor the time of modification.
fn change_bytes_only(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    let path = workspace.join(page);
    let age = path.metadata().and_then(|metadata| metadata.modified());
    if is_regular_file(&path)
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

fn delete_page(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    fs::remove_file(workspace.join(page)).ok();
    page.to_owned()
}

fn move_page(workspace: &Workspace, random: &mut Random) -> String {
    let (from, to) = (random.pick(&PAGES), random.pick(&PAGES));
    if from != to && workspace.join(from).is_file() {
        clear_path(workspace, to);
        // Clearing the new path may have removed the old one.
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

/// Moves a folder with its files into the content from outside.
fn bring_folder(workspace: &Workspace, random: &mut Random) -> String {
    let (_, text) = pick_page_and_text(random);
    fs::remove_dir_all(workspace.join("away")).ok();
    workspace.write("away/x/index.md", text);
    workspace.write("away/x/y/z.md", "# Z\n");
    clear_path(workspace, "content/x");
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

fn rename_folder_and_back(workspace: &Workspace, _random: &mut Random) -> String {
    let (path, new_path) = (workspace.join("content/b"), workspace.join("content/bb"));
    if fs::rename(&path, &new_path).is_ok() {
        fs::rename(new_path, path).unwrap();
    }
    "content/b ↔ content/bb".to_owned()
}

fn replace_folder_by_file(workspace: &Workspace, random: &mut Random) -> String {
    let text = random.pick(&TEXTS);
    let path = random.pick(&["content/b", "content/x", "content/b/d", "content/x.md"]);
    if !path.ends_with(".md") || !workspace.join(path).is_dir() {
        save_file(workspace, path, text);
    } else {
        fs::remove_dir_all(workspace.join(path)).unwrap();
        fs::create_dir(workspace.join(path)).unwrap();
    }
    format!("{path} {text:?}")
}

fn remove_and_restore_content(workspace: &Workspace, random: &mut Random) -> String {
    let (path, removed_path) = (workspace.join("content"), workspace.join("removed"));
    fs::rename(&path, &removed_path).unwrap();
    let pause = [0, 20, 150][random.below(3)];
    sleep(Duration::from_millis(pause));
    fs::rename(removed_path, path).unwrap();
    format!("after {pause} ms")
}

fn write_many_pages(workspace: &Workspace, random: &mut Random) -> String {
    let (_, text) = pick_page_and_text(random);
    for number in 0..40 {
        save_file(workspace, &format!("content/m/{number}.md"), format!("# M {number}\n\n{text}"));
    }
    if random.below(2) == 0 {
        fs::remove_dir_all(workspace.join("content/m")).unwrap();
    }
    format!("content/m {text:?}")
}

fn link_page(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    // Later operations write through the link, so it stays in the workspace.
    let absolute = workspace.join("secret.txt").display().to_string();
    let to =
        random.pick(&["index.md", "../secret.txt", &absolute, "saknas.md", "a.md", "."]).to_owned();
    clear_path(workspace, page);
    fs::remove_file(workspace.join(page)).ok();
    symlink(&to, &workspace.join(page));
    format!("{page} → {to}")
}

fn link_folder(workspace: &Workspace, random: &mut Random) -> String {
    let to = random.pick(&["b", "..", ".", "forum", "saknas"]);
    clear_path(workspace, "content/l");
    fs::remove_file(workspace.join("content/l")).ok();
    symlink(to, &workspace.join("content/l"));
    format!("content/l → {to}")
}

#[cfg(unix)]
fn symlink(target: &str, path: &Path) {
    std::os::unix::fs::symlink(target, path).unwrap();
}

#[cfg(not(unix))]
fn symlink(_target: &str, _path: &Path) {}

/// Makes a page that only the superuser can read, or a pipe that nobody writes to.
fn make_unreadable(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    clear_path(workspace, page);
    let path = workspace.join(page);
    if random.below(2) == 0 {
        fs::remove_file(&path).ok();
        let made = Command::new("mkfifo").arg(&path).stderr(Stdio::null()).status();
        return format!("{page} is a pipe: {}", made.is_ok_and(|status| status.success()));
    }
    save_file(workspace, page, "Oläslig.\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    }
    format!("{page} may not be read")
}

fn write_bytes_that_are_not_text(workspace: &Workspace, random: &mut Random) -> String {
    let page = random.pick(&PAGES);
    let bytes: &[u8] = random.pick(&[
        &b"# \xff\xfe\n"[..],
        b"\xff\xfe#\0 \0A\0",
        b"\xef\xbb\xbf# B\r\n",
        b"a\0b\n",
    ]);
    save_file(workspace, page, bytes);
    format!("{page} {bytes:?}")
}

fn write_other_file(workspace: &Workspace, random: &mut Random) -> String {
    let (path, texts) = random.pick(&OTHER_FILES);
    let text = random.pick(texts);
    save_file(workspace, path, text);
    format!("{path} {text:?}")
}
