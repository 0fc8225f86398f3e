//! The feeds of what changed in one entry, and in those of one type.

use super::{BASE, commit, elements};
use crate::support::{Workspace, tree};

/// Returns the day, the title and the summary of each entry of a feed.
fn changes(site: &Workspace, feed: &str) -> Vec<String> {
    let all = elements(&site.read(&format!("output/{feed}")));
    let texts = |path: &str| -> Vec<String> {
        let found = all.iter().filter(|one| one.path == path);
        found.map(|one| one.text.clone()).collect()
    };
    let days = texts("/feed/entry/updated");
    let (titles, summaries) = (texts("/feed/entry/title"), texts("/feed/entry/summary"));
    assert_eq!(titles.len(), summaries.len(), "{feed}");
    let lines = days.iter().zip(titles.iter().zip(&summaries));
    lines.map(|(day, (title, summary))| format!("{} {title}: {summary}", &day[..10])).collect()
}

const FORUM: &str = "name: {sv: Forum, en: Forum}\nplural: {sv: Forum, en: Forums}\npath: forum\n\
    fields:\n  chair: {label: {sv: Ordförande, en: Chair}, to: person}\n  \
    seat: {label: {sv: Säte, en: Seat}, kind: text, translate: false}\n";

/// A site with a page, a list and a table, and what each of six commits changes.
fn site_with_history() -> Workspace {
    let site = Workspace::site();
    let config = site.read("content/site.yaml");
    site.write("content/site.yaml", format!("{config}history: git\n"));
    site.write("content/_types/forum.yaml", FORUM);
    let person = "name: {sv: Person, en: Person}\nplural: {sv: P, en: P}\npath: personer\n";
    site.write("content/_types/person.yaml", person);
    site.write(
        "content/list.yaml",
        "person:\n  - {id: anna, title: Anna}\n  - {id: bo, title: Bo}\n",
    );
    let council = |fields: &str| {
        let head = "---\nid: council\ntype: forum\ntitle: {sv: Rådet, en: The council}\n";
        format!("{head}{fields}---\n\nText.\n")
    };
    site.write("content/council.md", council("chair: anna\nseat: A\n"));
    site.write("content/council.en.md", "Text.\n");
    site.write("content/table.yaml", "forum: {from: table.csv}\n");
    site.write("content/table.csv", "id,title,seat\nc,Tc,S\nd,Td,S\n");
    commit(&site, "2020-01-01");
    let chair = "chair:\n  - {value: anna, until: 2019-01-01}\n  - {value: bo, from: 2019-01-01}\n";
    site.write("content/council.md", council(&format!("{chair}seat: A\n")));
    commit(&site, "2021-01-01");
    // Only the layout.
    site.write("content/council.md", council(&format!("seat: \"A\"\n{chair}")));
    commit(&site, "2021-02-01");
    site.write("content/council.md", council("chair: bo\nseat: \"B: c\"\n"));
    site.write("content/table.csv", "id,title,seat\nc,Tc,New\nd,Td,S\n");
    commit(&site, "2022-01-01");
    site.write("content/council.en.md", "Another text.\n");
    site.write(
        "content/list.yaml",
        "person:\n  - {id: anna, title: Anna}\n  - {id: bo, title: Bo}\n  - {id: ed, title: Ed}\n",
    );
    commit(&site, "2023-01-01");
    site
}

#[test]
fn a_feed_says_what_each_commit_changed() {
    let site = site_with_history();
    site.run(&["build", "--base-url", BASE]).with_status(0);
    assert_eq!(
        changes(&site, "forum/council/andringar.xml"),
        [
            "2022-01-01 Rådet: Ordförande: Bo, från och med den 1 januari 2019 → Bo. \
             Ordförande: Anna, till och med den 31 december 2018 (borttaget). Säte: A → B: c",
            "2021-01-01 Rådet: Ordförande: Anna → Bo, från och med den 1 januari 2019",
            "2020-01-01 Rådet: Ny på webbplatsen",
        ]
    );
    let english = changes(&site, "en/forum/council/changes.xml");
    assert_eq!(english.len(), 4, "{english:?}");
    assert_eq!(english[0], "2023-01-01 The council: Changed: the text");
    assert_eq!(
        changes(&site, "forum/c/andringar.xml"),
        ["2022-01-01 Tc: Säte: S → New", "2020-01-01 Tc: Ny på webbplatsen"]
    );
    assert_eq!(changes(&site, "personer/ed/andringar.xml"), ["2023-01-01 Ed: Ny på webbplatsen"]);
    let of_type = changes(&site, "andringar/forum.xml");
    assert_eq!(of_type.len(), 5, "{of_type:?}");
    // What is as old as the site has no feed until it changes.
    assert!(!site.join("output/forum/d/andringar.xml").exists());
    assert!(of_type[0].starts_with("2022-01-01 Rådet: "), "{of_type:?}");
    let page = site.read("output/forum/council/index.html");
    for (href, title) in [("andringar.xml", "Rådet"), ("../../andringar/forum.xml", "Forum")] {
        let link = format!(
            "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Ändringar på {title}\" \
             href=\"{href}\">"
        );
        assert!(page.contains(&link), "{link} in {page}");
    }
    assert!(page.contains(">Ändringar på Rådet (Atom-flöde)</a>"), "{page}");
    let sitemap = site.read("output/sitemap.xml");
    assert!(!sitemap.contains("andringar.xml") && !sitemap.contains("forum.xml"));
    assert!(site.read("output/pakt-manifest.json").contains("forum/council/andringar.xml"));
}

#[test]
fn a_feed_is_valid_and_the_same_for_the_same_history() {
    let site = site_with_history();
    site.run(&["build", "--base-url", BASE]).with_status(0);
    let all = elements(&site.read("output/andringar/forum.xml"));
    let ids: Vec<&str> =
        all.iter().filter(|one| one.path == "/feed/entry/id").map(|one| &*one.text).collect();
    let distinct: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "{ids:?}");
    assert!(ids.iter().all(|id| id.starts_with(BASE)), "{ids:?}");
    let first = tree(&site.join("output"));
    site.run(&["build", "--base-url", BASE, "-o", "again"]).with_status(0);
    let again = tree(&site.join("again"));
    let is_feed = |path: &&String| path.ends_with(".xml");
    let feeds: Vec<&String> = first.keys().filter(is_feed).collect();
    assert!(feeds.len() > 10, "{feeds:?}");
    for feed in feeds {
        assert_eq!(first[feed], again[feed], "{feed}");
    }
}

#[test]
fn a_feed_has_at_most_50_changes() {
    let site = Workspace::site();
    let config = site.read("content/site.yaml");
    site.write("content/site.yaml", format!("{config}history: git\n"));
    for number in 0..55 {
        let page = "---\ntitle: {sv: Rådet, en: The council}\n---\n\nText";
        site.write("content/radet.md", format!("{page} {number}.\n"));
        commit(&site, "2024-01-01");
    }
    site.run(&["build", "--base-url", BASE]).with_status(0);
    assert_eq!(changes(&site, "radet/andringar.xml").len(), 50);
}

#[test]
fn without_history_or_base_url_there_are_no_such_feeds() {
    let site = site_with_history();
    site.run(&["build"]).with_status(0);
    assert!(!site.join("output/forum/council/andringar.xml").exists());
    let config = site.read("content/site.yaml").replace("history: git\n", "");
    site.write("content/site.yaml", config);
    site.run(&["build", "--base-url", BASE]).with_status(0);
    assert!(!site.join("output/forum/council/andringar.xml").exists());
}
