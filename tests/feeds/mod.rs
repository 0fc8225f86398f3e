//! The feeds of the real site: what RFC 4287 requires of a feed and of each entry, in every
//! language, and the page of changes, which lists the same.

mod calendars;
mod changes;

use crate::support::Workspace;
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};

const BASE: &str = "https://example.org/avtal/";

/// An element, with its path, attributes and text.
#[derive(Debug, Default)]
struct Element {
    path: String,
    attributes: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn attribute(&self, name: &str) -> &str {
        let pair = self.attributes.iter().find(|(own, _)| own == name);
        pair.map_or("", |(_, value)| value)
    }
}

/// Returns all elements in order. Panics if the XML is not well-formed.
fn elements(xml: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(xml);
    let (mut open, mut all): (Vec<usize>, Vec<Element>) = (Vec::new(), Vec::new());
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                let above = open.last().map_or("", |at| &all[*at].path);
                let path = format!("{above}/{name}");
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.unwrap();
                    let name = attribute.key.as_ref().to_owned();
                    (name, attribute.value.into_owned())
                });
                let attributes = attributes.collect();
                all.push(Element { path, attributes, text: String::new() });
                if matches!(event, Event::Start(_)) {
                    open.push(all.len() - 1);
                }
            }
            Event::End(_) => drop(open.pop()),
            Event::Text(text) => {
                if let Some(at) = open.last() {
                    all[*at].text.push_str(text);
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty());
    all
}

fn check_feed(xml: &str, (own, language): (&str, &str)) {
    let all = elements(xml);
    assert_eq!(all[0].path, "/feed");
    assert_eq!(all[0].attribute("xmlns"), "http://www.w3.org/2005/Atom");
    assert_eq!(all[0].attribute("xml:lang"), language);
    let elements_at = |path: &str| all.iter().filter(|one| one.path == path).collect::<Vec<_>>();
    for once in ["/feed/title", "/feed/id", "/feed/updated", "/feed/author"] {
        assert_eq!(elements_at(once).len(), 1, "{once}");
    }
    assert!(!elements_at("/feed/author/name")[0].text.is_empty());
    let links = elements_at("/feed/link");
    let own_link = links.iter().find(|link| link.attribute("rel") == "self").unwrap();
    assert_eq!(own_link.attribute("href"), format!("{BASE}{own}"));
    let n_entries = elements_at("/feed/entry").len();
    assert!(n_entries > 0, "the real site has changes");
    let ids: BTreeSet<&str> = elements_at("/feed/entry/id").iter().map(|id| &*id.text).collect();
    assert_eq!(ids.len(), n_entries, "an id of each");
    assert!(ids.iter().all(|id| id.starts_with(BASE)), "ids are absolute");
    for once in ["/feed/entry/title", "/feed/entry/updated", "/feed/entry/link"] {
        assert_eq!(elements_at(once).len(), n_entries, "{once}");
    }
    assert!(elements_at("/feed/entry/title").iter().all(|title| !title.text.is_empty()));
    let days: Vec<&str> = elements_at("/feed/entry/updated").iter().map(|day| &*day.text).collect();
    assert!(days.windows(2).all(|pair| pair[0] >= pair[1]), "the newest first");
    assert_eq!(elements_at("/feed/updated")[0].text, days[0]);
    let is_time = |day: &str| day.len() == 20 && day.ends_with("T00:00:00Z");
    assert!(days.iter().all(|day| is_time(day)), "RFC 3339: {days:?}");
}

#[test]
fn every_language_has_a_valid_feed_and_a_page_with_the_same_changes() {
    let site = Workspace::copy_of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("content"));
    site.run(&["build", "--content", ".", "-o", "out", "--base-url", BASE]).with_status(0);
    let feeds = [("feed.xml", "sv", "andringar"), ("en/feed.xml", "en", "en/changes")];
    for (path, language, changes) in feeds {
        let xml = site.read(&format!("out/{path}"));
        check_feed(&xml, (path, language));
        let page = site.read(&format!("out/{changes}/index.html"));
        assert!(page.contains(&format!("href=\"{BASE}{path}\"")), "{changes} leads to the feed");
        let all = elements(&xml);
        let first = all.iter().find(|one| one.path == "/feed/entry/title").unwrap();
        assert!(page.contains(&first.text), "{changes} tells of {}", first.text);
    }
}

#[test]
fn a_site_without_dates_has_no_page_of_changes() {
    let site = Workspace::site();
    site.run(&["build"]).with_status(0);
    assert!(!site.join("output/andringar").exists());
    assert!(!site.read("output/index.html").contains("andringar"));
    site.write("content/radet.md", "---\ntitle: {sv: Rådet, en: A}\nupdated: 2015\n---\n\nX.\n");
    site.run(&["build"]).with_status(0);
    assert!(site.read("output/andringar/index.html").contains(">Rådet</a>"));
    assert!(site.read("output/index.html").contains("href=\"andringar/\""));
}

/// Commits all files of the folder, with a date.
fn commit(site: &Workspace, day: &str) {
    let git = |arguments: &[&str]| {
        let time = format!("{day}T12:00:00Z");
        let mut command = Command::new("git");
        command.args(["-c", "user.name=N", "-c", "user.email=n@example.org"]).args(arguments);
        command.env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let status = command.current_dir(site.path()).stdout(Stdio::null()).status().unwrap();
        assert!(status.success(), "git {arguments:?}");
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "x"]);
}

#[test]
fn git_dates_the_pages_of_a_site_that_asks_for_it() {
    let site = Workspace::site();
    commit(&site, "2024-02-01");
    let config = site.read("content/site.yaml");
    site.write("content/site.yaml", format!("{config}history: git\n"));
    site.write("content/radet.en.md", "The council meets on Mondays.\n");
    site.write("content/ny.md", "---\ntitle: {sv: Ny, en: New}\nupdated: 2025\n---\n\nText.\n");
    commit(&site, "2024-05-17");
    site.run(&["build", "--base-url", BASE]).with_status(0);
    let changed = |path: &str, day: &str| {
        let page = site.read(&format!("output/{path}/index.html"));
        assert!(page.contains(&format!("<time datetime=\"{day}\">")), "{path}: {day} in {page}");
    };
    // A change belongs to its language. A date in the front matter comes first.
    changed("", "2024-02-01");
    changed("radet", "2024-02-01");
    changed("en/radet", "2024-05-17");
    changed("ny", "2025");
    let all = elements(&site.read("output/feed.xml"));
    let days = all.iter().filter(|one| one.path == "/feed/entry/updated").map(|one| &*one.text);
    let expected = ["2025-01-01T00:00:00Z", "2024-02-01T00:00:00Z", "2024-02-01T00:00:00Z"];
    assert_eq!(days.collect::<Vec<_>>(), expected);
    let english = dates_by_title(&site, "output/en/feed.xml");
    assert!(english.contains(&("The council".into(), "2024-05-17".into())), "{english:?}");
    let page = site.read("output/andringar/index.html");
    assert!(page.contains(">Ny</a>") && page.contains(">Rådet</a>"), "{page}");
}

/// Returns the titles of the feed with their dates.
fn dates_by_title(site: &Workspace, feed: &str) -> Vec<(String, String)> {
    let all = elements(&site.read(feed));
    let texts = |path: &str| -> Vec<String> {
        let found = all.iter().filter(|one| one.path == path);
        found.map(|one| one.text.clone()).collect()
    };
    let (titles, days) = (texts("/feed/entry/title"), texts("/feed/entry/updated"));
    titles.into_iter().zip(days.into_iter().map(|day| day[..10].to_owned())).collect()
}

/// A site with a list, a table and a page, in three commits: all, one item of each, the page.
fn site_with_lists() -> Workspace {
    let site = Workspace::site();
    let config = site.read("content/site.yaml");
    site.write("content/site.yaml", format!("{config}history: git\n"));
    site.write(
        "content/_types/party.yaml",
        "name: {sv: Part, en: Party}\npath: parter\n\
         fields:\n  seat: {label: {sv: Säte, en: Seat}, kind: text, translate: false}\n",
    );
    let item = |id: &str| {
        format!(
            "  - id: {id}\n    title: {{sv: T{id}, en: E{id}}}\n    seat: S\n    body: {{sv: B, en: B}}\n"
        )
    };
    site.write("content/list.yaml", format!("party:\n{}{}", item("a"), item("b")));
    site.write("content/table.yaml", "party: {from: table.csv}\n");
    site.write("content/table.csv", "id,title,seat\nc,Tc,S\nd,Td,S\n");
    commit(&site, "2020-01-01");
    // The lines of the second item move, and the second row of the table changes.
    let first = item("a").replace("seat: S", "seat: New");
    site.write("content/list.yaml", format!("# A comment.\nparty:\n{first}{}", item("b")));
    site.write("content/table.csv", "id,title,seat\nc,Tc,S\nd,Td 2,S\n");
    commit(&site, "2021-02-03");
    let page = site.read("content/radet.md");
    site.write("content/radet.md", format!("{page}\nEtt stycke till.\n"));
    commit(&site, "2022-03-04");
    site
}

#[test]
fn an_item_of_a_list_has_the_date_of_its_own_lines() {
    let site = site_with_lists();
    // What is not committed yet has no date, and changes none.
    let list = site.read("content/list.yaml");
    site.write("content/list.yaml", list.replace("party:\n", "party:\n  - {id: e, title: Te}\n"));
    site.run(&["build", "--base-url", BASE]).with_status(0);
    let dates = dates_by_title(&site, "output/feed.xml");
    let date = |title: &str| dates.iter().find(|(own, _)| own == title).map(|(_, day)| &**day);
    let actual = ["Rådet", "Ta", "Td 2", "Tb", "Tc", "Te"].map(date);
    let [old, new] = [Some("2020-01-01"), Some("2021-02-03")];
    assert_eq!(actual, [Some("2022-03-04"), new, new, old, old, None]);
}

#[test]
fn the_page_of_changes_says_what_changed() {
    let site = site_with_lists();
    site.run(&["build", "--base-url", BASE]).with_status(0);
    let page = site.read("output/andringar/index.html");
    let after = |page: &str, title: &str| {
        let rest = page.split_once(&format!(">{title}</a>")).unwrap().1;
        let line = rest.split_once("</li>").unwrap().0;
        line.split_once('>').map_or("", |(_, text)| text.trim_end_matches("</small>")).to_owned()
    };
    assert_eq!(after(&page, "Rådet"), "Ändrat: texten");
    assert_eq!(after(&page, "Ta"), "Ändrat: Säte");
    assert_eq!(after(&page, "Td 2"), "Ändrat: titeln");
    assert_eq!(after(&page, "Tb"), "Ny på webbplatsen");
    let english = site.read("output/en/changes/index.html");
    assert_eq!(after(&english, "Ea"), "Changed: Seat");
    assert!(site.read("output/feed.xml").contains("<summary>Ändrat: Säte</summary>"));
}

#[test]
fn a_change_belongs_to_the_language_that_it_concerns() {
    let site = site_with_lists();
    // The English title of an item, of a row and of a page, in one commit; the Swedish body next.
    let list = site.read("content/list.yaml");
    site.write("content/list.yaml", list.replace("en: Ea", "en: Ea 2"));
    site.write("content/table.csv", "id,title.sv,title.en,seat\nc,Tc,Ec,S\nd,Td 2,Ed,S\n");
    commit(&site, "2023-01-01");
    site.write("content/table.csv", "id,title.sv,title.en,seat\nc,Tc,Ec 2,S\nd,Td 2,Ed,S\n");
    let page = site.read("content/radet.md");
    site.write("content/radet.md", page.replace("en: The council", "en: The new council"));
    commit(&site, "2023-05-05");
    let list = site.read("content/list.yaml");
    site.write(
        "content/list.yaml",
        list.replacen("body: {sv: B, en: B}", "body: {sv: B 2, en: B}", 1),
    );
    commit(&site, "2024-06-06");
    site.run(&["build", "--base-url", BASE]).with_status(0);
    let dates = |feed: &str, titles: &[&str]| -> Vec<String> {
        let dates = dates_by_title(&site, feed);
        let date = |title: &&str| dates.iter().find(|(own, _)| own == title);
        titles.iter().map(|title| date(title).map_or("", |(_, day)| day).to_owned()).collect()
    };
    let swedish = dates("output/feed.xml", &["Rådet", "Ta", "Tb", "Tc", "Td 2"]);
    assert_eq!(swedish, ["2022-03-04", "2024-06-06", "2020-01-01", "2023-01-01", "2023-01-01"]);
    let english = dates("output/en/feed.xml", &["The new council", "Ea 2", "Eb", "Ec 2", "Ed"]);
    assert_eq!(english, ["2023-05-05", "2023-01-01", "2020-01-01", "2023-05-05", "2023-01-01"]);
    let page = site.read("output/andringar/index.html");
    assert!(!page.contains("2023-05-05"), "no Swedish page changed that day: {page}");
    assert!(site.read("output/en/changes/index.html").contains("2023-05-05"));
    let updated = |path: &str, day: &str| {
        let page = site.read(&format!("output/{path}/index.html"));
        assert!(page.contains(&format!("<time datetime=\"{day}\">")), "{path}: {day} in {page}");
    };
    updated("parter/a", "2024-06-06");
    updated("en/parter/a", "2023-01-01");
}

#[test]
fn neither_a_move_nor_another_way_to_write_is_a_change() {
    let site = site_with_lists();
    // A comment in the page; the list moves, and its keys change places; other line ends.
    let page = site.read("content/radet.md");
    site.write("content/radet.md", page.replacen("---\n", "---\n# A comment.\n", 1));
    let list = site.read("content/list.yaml");
    std::fs::remove_file(site.join("content/list.yaml")).unwrap();
    let key = "    seat: S\n";
    let moved = list.replacen(key, "", 1).replace("  - id: b\n", &format!("  - id: b\n{key}"));
    assert_ne!(list, moved);
    site.write("content/organ/list.yaml", moved);
    let table = site.read("content/table.csv");
    site.write("content/table.csv", table.replace('\n', "\r\n"));
    commit(&site, "2023-01-01");
    site.run(&["build", "--base-url", BASE]).with_status(0);
    let dates = dates_by_title(&site, "output/feed.xml");
    let date = |title: &str| dates.iter().find(|(own, _)| own == title).map(|(_, day)| &**day);
    let actual = ["Rådet", "Ta", "Td 2", "Tb", "Tc"].map(date);
    let [old, new] = [Some("2020-01-01"), Some("2021-02-03")];
    assert_eq!(actual, [Some("2022-03-04"), new, new, old, old]);
    let page = site.read("output/andringar/index.html");
    assert!(!page.contains("2023-01-01") && page.contains("Ändrat: Säte"), "{page}");
}

fn git_output(site: &Workspace, arguments: &[&str]) -> String {
    let output = Command::new("git").args(arguments).current_dir(site.path()).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// The configuration and attributes of a repository can name programs. None of them is run.
#[test]
fn git_runs_nothing_that_the_repository_asks_for() {
    let site = site_with_lists();
    // An object that is missing would be fetched, by a program that the configuration names.
    let blob = git_output(&site, &["rev-parse", "HEAD~1:content/radet.md"]);
    let (folder, name) = blob.trim().split_at(2);
    std::fs::remove_file(site.join(&format!(".git/objects/{folder}/{name}"))).unwrap();
    let config = "[core]\n\trepositoryformatversion = 1\n\tsshCommand = touch ran-ssh; false\n\tfsmonitor = touch ran-monitor\n\tpager = touch ran-pager\n\
        [filter \"x\"]\n\tclean = touch ran-clean\n\tsmudge = touch ran-smudge\n\
        [diff \"x\"]\n\ttextconv = touch ran-textconv\n\tcommand = touch ran-diff\n\
        [extensions]\n\tpartialClone = origin\n\
        [remote \"origin\"]\n\tpromisor = true\n\turl = ssh://x/y\n";
    let own = site.read(".git/config");
    site.write(".git/config", format!("{own}{config}"));
    site.write("content/.gitattributes", "* filter=x diff=x\n");
    site.run(&["build", "--base-url", BASE]).with_status(0);
    let page = site.read("output/andringar/index.html");
    assert!(page.contains(">Ta</a>"), "{page}");
    let ran: Vec<String> = std::fs::read_dir(site.path())
        .unwrap()
        .chain(std::fs::read_dir(site.join("content")).unwrap())
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with("ran-"))
        .collect();
    assert!(ran.is_empty(), "{ran:?}");
}

/// What a repository sets for people does not change which dates pakt reads.
#[test]
fn settings_of_the_repository_do_not_change_dates() {
    let site = site_with_lists();
    site.run(&["build", "--base-url", BASE]).with_status(0);
    let expected = site.read("output/feed.xml");
    let own = site.read(".git/config");
    let settings = [
        "[blame]\n\tignoreRevsFile = missing.txt\n",
        "[blame]\n\tmarkIgnoredLines = true\n\tshowEmail = true\n\tblankBoundary = true\n",
        "[core]\n\tbare = true\n",
        "[core]\n\tworktree = ../../elsewhere\n",
        "[core]\n\tworktree = content\n",
        "[core]\n\tfsmonitor = true\n",
        "[core]\n\tfsmonitor = missing-program\n",
        "[core]\n\tattributesFile = missing\n\texcludesFile = missing\n\thooksPath = missing\n",
        "[core]\n\tpager = false\n\teditor = false\n\tabbrev = 4\n\tquotePath = true\n",
        "[color]\n\tui = always\n\tdiff = always\n",
        "[log]\n\tshowSignature = true\n\tfollow = true\n\tdiffMerges = first-parent\n\tdate = relative\n",
        "[diff]\n\torderFile = missing\n\trelative = true\n\tnoprefix = true\n\texternal = false\n",
        "[i18n]\n\tlogOutputEncoding = UTF-16\n\tcommitEncoding = latin1\n",
        "[format]\n\tpretty = oneline\n[safe]\n\tbareRepository = all\n",
    ];
    for setting in settings {
        site.write(".git/config", format!("{own}{setting}"));
        let run = site.run(&["build", "--base-url", BASE]).with_status(0);
        assert!(!run.stderr.contains("no-history"), "{setting}: {}", run.stderr);
        assert_eq!(site.read("output/feed.xml"), expected, "{setting}");
    }
}

#[test]
fn a_repository_among_the_content_is_neither_read_nor_published() {
    let site = site_with_lists();
    site.run(&["build", "--base-url", BASE]).with_status(0);
    let expected = site.read("output/feed.xml");
    // One without a work tree, one with, and one whose `.git` is a file.
    git_output(&site, &["init", "--quiet", "--bare", "content/backup.git"]);
    git_output(&site, &["init", "--quiet", "--bare", "content/deep/er/store"]);
    git_output(&site, &["init", "--quiet", "content/embedded"]);
    git_output(&site, &["init", "--quiet", "--separate-git-dir", "content/apart", "content/other"]);
    site.run(&["build", "--base-url", BASE]).with_status(0);
    assert_eq!(site.read("output/feed.xml"), expected);
    let report = site.run(&["check", "--format", "json"]).json();
    let reported = report["diagnostics"].as_array().unwrap().iter();
    let reported: Vec<&str> = reported
        .filter(|it| it["code"] == "left-out")
        .map(|it| it["file"].as_str().unwrap())
        .collect();
    assert_eq!(reported, ["content/apart", "content/backup.git", "content/deep/er/store"]);
    for path in ["backup.git", "deep", "embedded", "apart", "other"] {
        assert!(!site.join(&format!("output/{path}")).exists(), "{path}");
    }
}

#[test]
fn each_reason_for_no_history_is_named() {
    let site = Workspace::site();
    let config = site.read("content/site.yaml");
    site.write("content/site.yaml", format!("{config}history: git\n"));
    let n_lines = site.read("content/site.yaml").lines().count();
    let reported = |site: &Workspace| {
        let report = site.run(&["check", "--format", "json"]).json();
        let all = report["diagnostics"].as_array().unwrap().clone();
        let found = all.into_iter().find(|one| one["code"] == "no-history");
        found.map(|one| (one["message"].as_str().unwrap().to_owned(), one["line"].clone()))
    };
    let (message, line) = reported(&site).unwrap();
    assert_eq!(message, "`content` is not in a git repository, so dates cannot be read from it");
    assert_eq!(line, n_lines);
    git_output(&site, &["init", "--quiet"]);
    let (message, _) = reported(&site).unwrap();
    assert_eq!(message, "no file in `content` is committed, so git has no dates");
    commit(&site, "2024-02-01");
    assert_eq!(reported(&site), None);
    let head = git_output(&site, &["rev-parse", "HEAD"]);
    site.write(".git/shallow", head);
    let (message, _) = reported(&site).unwrap();
    assert_eq!(
        message,
        "the git history of `content` is incomplete, so dates cannot be read from it"
    );
}
