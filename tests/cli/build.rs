//! `pakt build`: the last line, what is written, the manifest, equal bytes everywhere.

use super::{page, totals};
use crate::support::{Workspace, finish, tree};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::fs;

#[test]
fn it_ends_with_its_last_line_and_the_second_time_writes_nothing() {
    let site = Workspace::site();
    let first = totals(&site.run(&["build"]).with_status(0));
    let [pages, written, unchanged, removed, errors, warnings] = first;
    assert!(pages >= 4 && written >= pages, "{first:?}");
    assert_eq!([unchanged, removed, errors, warnings], [0; 4]);
    let before = tree(&site.join("output"));
    let second = totals(&site.run(&["build"]).with_status(0));
    assert_eq!(second, [pages, 0, written, 0, 0, 0]);
    assert_eq!(tree(&site.join("output")), before);
}

#[test]
fn one_edit_writes_few_files_and_what_is_gone_is_removed() {
    let site = Workspace::site();
    site.write("content/ny.md", "---\ntitle: {sv: Ny, en: New}\nallow: [orphan-page]\n---\n");
    site.run(&["build"]).with_status(0);
    assert!(site.join("output/ny/index.html").exists());
    site.write("content/radet.en.md", "The council met.\n");
    let [_, written, _, removed, ..] = totals(&site.run(&["build"]).with_status(0));
    // Its page, the pages that show its text, and its parts of the search index: terms,
    // words in both directions, and the card.
    assert!((1..=8).contains(&written) && removed == 0, "{written} written, {removed} removed");
    fs::remove_file(site.join("content/ny.md")).unwrap();
    let [_, _, _, removed, ..] = totals(&site.run(&["build"]).with_status(0));
    assert!(removed >= 2, "{removed} removed");
    assert!(!site.join("output/ny").exists(), "an empty folder stays");
}

#[test]
fn a_page_that_was_withdrawn_says_when_and_why_in_sentences() {
    let site = Workspace::site();
    site.write(
        "content/bort.md",
        "---\ntitle: {sv: Bort, en: Gone}\nremoved: {on: 2026-01-02, reason: {sv: Upphörde, en: It ended.}}\n\
         allow: [orphan-page, missing-translation]\n---\n",
    );
    site.run(&["build"]).with_status(0);
    let notice_text = |path: &str| {
        let page = site.read(path);
        let (_, after) = page.split_once("class=\"notice\">").unwrap();
        let mut words = String::new();
        for part in after.split("</p>").next().unwrap().split('<') {
            words.push_str(part.split_once('>').map_or(part, |(_, words)| words));
        }
        words
    };
    assert_eq!(
        notice_text("output/bort/index.html"),
        "Sidan är borttagen den 2 januari 2026. Upphörde."
    );
    let english = notice_text("output/en/bort/index.html");
    assert!(english.ends_with(" 2 January 2026. It ended."), "{english}");
}

#[test]
fn suppressed_diagnostics_are_counted_by_build_and_listed_by_check() {
    let site = Workspace::site();
    for name in ["a", "b", "c"] {
        let allow = "allow: [orphan-page, missing-translation]";
        site.write(&format!("content/{name}.md"), format!("---\ntitle: {name}\n{allow}\n---\nx\n"));
    }
    let built = site.run(&["build", "--lang", "en"]).with_status(0);
    assert!(
        built
            .stderr
            .contains("suppressed: `missing-translation` × 3 (run `pakt check` to list them)"),
        "{built:?}"
    );
    let checked = site.run(&["check", "--lang", "en"]).with_status(0);
    assert_eq!(
        checked.stderr.matches("suppressed: `orphan-page` in content/").count(),
        3,
        "{checked:?}"
    );
}

#[test]
fn with_errors_it_writes_what_it_can_and_removes_nothing() {
    let site = Workspace::site();
    site.run(&["build"]).with_status(0);
    fs::remove_file(site.join("content/radet.md")).unwrap();
    fs::remove_file(site.join("content/radet.en.md")).unwrap();
    let run = site.run(&["build"]).with_status(1);
    let [_, written, _, removed, errors, _] = totals(&run);
    assert!(written > 0 && removed == 0 && errors > 0, "{run:?}");
    assert!(site.join("output/radet/index.html").exists());
    let manifest: serde_json::Value =
        serde_json::from_str(&site.read("output/pakt-manifest.json")).unwrap();
    assert_eq!(manifest["errors"], errors);
}

#[test]
fn the_manifest_names_every_file_with_its_digest() {
    let site = Workspace::site();
    site.run(&["build", "--base-url", "https://example.org/"]).with_status(0);
    let manifest: serde_json::Value =
        serde_json::from_str(&site.read("output/pakt-manifest.json")).unwrap();
    assert!(manifest["version"].is_number() && manifest["errors"] == 0);
    let mut files = tree(&site.join("output"));
    files.remove("pakt-manifest.json");
    let mut listed = BTreeSet::new();
    for file in manifest["files"].as_array().unwrap() {
        let path = file["path"].as_str().unwrap();
        let bytes = files.get(path).unwrap_or_else(|| panic!("{path} is listed only"));
        let digest = Sha256::digest(bytes);
        let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(file["sha256"], digest.as_str(), "{path}");
        assert_eq!(file["size"], bytes.len(), "{path}");
        listed.insert(path.to_owned());
    }
    assert_eq!(listed, files.into_keys().collect());
}

#[test]
fn the_place_zone_language_and_threads_do_not_matter() {
    let (one, other) = (Workspace::site(), Workspace::site());
    let mut first = one.command(&["build", "-o", "ut", "--base-url", "https://example.org/a"]);
    first.env("TZ", "Asia/Tokyo").env("LANG", "sv_SE.UTF-8").env("RAYON_NUM_THREADS", "1");
    assert_eq!(finish(first).status, 0);
    let arguments = ["build", "--base-url", "https://example.org/a/", "--content"];
    let content = other.join("content");
    let mut second = other.command(&arguments);
    second.arg(&content).args(["-o", "a/b/ut"]).env("RAYON_NUM_THREADS", "7");
    second.env_remove("HOME").env("TZ", "America/New_York");
    assert_eq!(finish(second).status, 0);
    assert_eq!(tree(&one.join("ut")), tree(&other.join("a/b/ut")));
}

#[test]
fn absolute_addresses_need_a_base_url() {
    let site = Workspace::site();
    site.run(&["build"]).with_status(0);
    assert!(!page(&site, "").contains("canonical") && !page(&site, "").contains("http"));
    assert!(!site.join("output/sitemap.xml").exists());
    let base = "https://example.org/under/";
    site.run(&["build", "--base-url", base.trim_end_matches('/')]).with_status(0);
    let radet = page(&site, "radet/");
    assert!(radet.contains(&format!("<link rel=\"canonical\" href=\"{base}radet/\">")), "{radet}");
    assert!(radet.contains(&format!("hreflang=\"en\" href=\"{base}en/radet/\"")), "{radet}");
    assert!(site.read("output/sitemap.xml").contains(&format!("<loc>{base}en/radet/</loc>")));
    assert!(site.read("output/404.html").contains("href=\"/under/\""));
    assert!(radet.contains("href=\"../\""), "links stay relative");
}

#[test]
fn the_intranet_has_no_absolute_addresses_and_is_not_indexed() {
    let site = Workspace::site();
    let settings = site.read("content/site.yaml");
    site.write("content/site.yaml", format!("{settings}profile: intranet\n"));
    site.run(&["build", "--base-url", "https://example.org/"]).with_status(0);
    assert!(page(&site, "radet/").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!page(&site, "radet/").contains("example.org"));
    assert!(!site.join("output/sitemap.xml").exists());
}

#[test]
fn its_json_is_the_report_and_the_last_line_goes_to_people() {
    let site = Workspace::site();
    site.write("content/radet.en.md", "See [x](saknas.md).\n");
    let run = site.run(&["build", "--format", "json"]).with_status(1);
    assert_eq!(run.json()["diagnostics"][0]["code"], "broken-link");
    assert!(run.stderr.contains(" pages, "), "{run:?}");
}

#[test]
fn drafts_are_published_when_asked_for() {
    let site = Workspace::site();
    site.write("content/utkast.md", "---\ntitle: {sv: Utkast, en: Draft}\ndraft: true\n---\n");
    site.run(&["build"]).with_status(0);
    assert!(!site.join("output/utkast").exists());
    site.run(&["build", "--drafts"]).with_status(0);
    assert!(page(&site, "utkast/").contains("Utkast"));
}

#[test]
fn strict_fails_on_warnings() {
    let site = Workspace::site();
    site.write("content/ensam.md", "---\ntitle: {sv: Ensam, en: Alone}\n---\n");
    let run = site.run(&["build"]).with_status(0);
    assert_eq!(totals(&run)[4..], [0, 1]);
    site.run(&["build", "--strict"]).with_status(1);
}

#[cfg(unix)]
#[test]
fn a_web_server_may_read_what_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Workspace::site();
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", "umask 022; exec \"$0\" build", env!("CARGO_BIN_EXE_pakt")]);
    assert_eq!(
        finish({
            shell.current_dir(site.path());
            shell
        })
        .status,
        0
    );
    let mode = |path: &str| fs::metadata(site.join(path)).unwrap().permissions().mode() & 0o777;
    for path in ["output/index.html", "output/pakt-manifest.json"] {
        assert_eq!(mode(path), 0o644, "{path}");
    }
    assert_eq!(mode("output/radet"), 0o755);
}

#[test]
fn a_page_that_is_too_large_hides_no_other() {
    let site = Workspace::site();
    let large = fs::File::create(site.join("content/stor.md")).unwrap();
    large.set_len(21 * 1024 * 1024).unwrap();
    let [pages, .., errors, _] = totals(&site.run(&["build"]).with_status(1));
    assert!(pages >= 4 && errors == 1, "{pages} pages, {errors} errors");
    assert!(site.join("output/index.html").exists());
    assert!(!site.join("output/stor.md").exists(), "what is no asset is not published");
}

#[test]
fn a_date_in_a_quote_stays_on_one_line() {
    let workspace = Workspace::site();
    workspace.write("content/p.md", "---\ntype: document\ntitle: P\ntext: p.txt\n---\n");
    workspace.write("content/p.txt", "[P01]\nSagt den 12 december 2013 om detta.\n");
    workspace.write("content/radet.md", "Rådet möts [@p P01 \"den 12 december 2013\"].\n");
    workspace.run(&["build"]).with_status(0);
    let unbroken_date = "den <span class=\"together\">12 december 2013</span></mark>";
    assert!(page(&workspace, "radet/").contains(unbroken_date), "{}", page(&workspace, "radet/"));
    let paper = workspace.read("output/sources/p/index.html");
    assert!(paper.contains(unbroken_date), "{paper}");
}

#[test]
fn a_page_that_asks_for_it_is_in_the_menu() {
    let menu_of = |front: &str| {
        let workspace = Workspace::of(&[("content/index.md", "# Start\n\n[A](a.md)\n")]);
        workspace.write("content/a.md", format!("---\ntitle: A\n{front}---\n\nOrd.\n"));
        workspace.run(&["build"]).with_status(0);
        let front_page = page(&workspace, "");
        let head = front_page.split("<main").next().unwrap();
        head.contains("href=\"a/\"")
    };
    assert!(menu_of("in_menu: true\n") && !menu_of(""));
}

#[test]
fn the_html_says_the_language_and_the_direction_of_a_page() {
    let html_tag = |files: &[(&str, &str)], address: &str| {
        let workspace = Workspace::of(files);
        workspace.run(&["build"]).with_status(0);
        let page = page(&workspace, address);
        let start = page.find("<html").unwrap();
        page[start..].split('>').next().unwrap().to_owned()
    };
    let site = |tag: &str| format!("title: Test\nlanguages: [{tag}]\nowner: Ada\n");
    for (tag, direction) in [("ar", " dir=\"rtl\""), ("he", " dir=\"rtl\""), ("en", "")] {
        let settings = site(tag);
        let files = [("content/site.yaml", &*settings), ("content/index.md", "# مرحبا\n")];
        assert_eq!(html_tag(&files, ""), format!("<html lang=\"{tag}\"{direction}"));
    }
    for (text, tag) in [
        ("Die Mühle ist offen, und der Müller wohnt nicht mehr in dem Haus.", "de"),
        ("Młyn jest otwarty w poniedziałek i nie jest na sprzedaż.", "pl"),
        ("الطاحونة مفتوحة في يوم الاثنين من كل أسبوع", "ar\" dir=\"rtl"),
    ] {
        let files = [("content/index.md", text)];
        assert_eq!(html_tag(&files, ""), format!("<html lang=\"{tag}\""));
    }
}

#[test]
fn a_book_is_made_when_the_option_or_the_setting_asks_for_it() {
    for (setting, option, is_made) in
        [("", None, false), ("", Some("--book"), true), ("book: true\n", None, true)]
    {
        let site = Workspace::of(&[
            ("content/site.yaml", &format!("title: Test\nlanguages: [en]\nowner: We\n{setting}")),
            ("content/index.md", "# Start\n\nSee [[a]].\n"),
            ("content/a.md", "# A\n\nWords.\n"),
        ]);
        site.run(&["build"].into_iter().chain(option).collect::<Vec<_>>()).with_status(0);
        let book = fs::read_to_string(site.join("output/book/index.html"));
        assert_eq!(book.is_ok_and(|book| book.contains("<p>Words.</p>")), is_made, "{option:?}");
        let front = fs::read_to_string(site.join("output/index.html")).unwrap();
        assert_eq!(front.contains("href=\"book/\""), is_made, "{option:?}");
    }
}

#[test]
fn a_base_url_with_a_password_is_refused_and_not_repeated() {
    let site = Workspace::site();
    let url = "https://ada:secret@example.org/";
    for (language, reason) in [("en", "a user name or a password"), ("sv", "lösenord")] {
        let run = site.run(&["build", "--base-url", url, "--lang", language]).with_status(2);
        assert!(run.stderr.contains(reason) && !run.stderr.contains("secret"), "{run:?}");
    }
    let settings = site.read("content/site.yaml");
    site.write("content/site.yaml", format!("{settings}base_url: {url}\n"));
    let run = site.run(&["build"]).with_status(1);
    assert!(run.stderr.contains("without a user name or password"), "{run:?}");
    // A build with errors writes what it can.
    assert!(!site.read("output/index.html").contains("secret"));
}
