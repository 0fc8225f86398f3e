//! Statements of the real site about itself: that it is a demonstration, what it stores in the
//! browser, how its accessibility was tested, and which persons it names.

use super::{built, quotes, root, words};
use std::collections::BTreeSet;

#[test]
fn a_question_that_nobody_asks_keeps_its_address() {
    let pages = built(&[]);
    for id in ["vilka-uppdrag-har-personerna", "vilken-lansstyrelse", "ordagrant-eller-forkortat"] {
        for (folder, removed) in [("", "Sidan är borttagen"), ("en/", "This page has been removed")]
        {
            let page = words(&pages[&format!("{folder}oklarheter/{id}/index.html")]);
            assert!(page.contains(removed), "{folder}{id}");
        }
    }
}

#[test]
fn a_civil_servant_is_named_only_in_the_words_of_the_source() {
    let mut named = Vec::new();
    for (path, page) in built(&[]) {
        if path.starts_with("kallor/utlatande") || path.starts_with("en/kallor/utlatande") {
            continue;
        }
        let quoted: usize =
            quotes(&path, &page).iter().filter(|(q, _)| q.contains("Gunnarsson")).count();
        let n_named = words(&page).matches("Gunnarsson").count();
        if n_named > 0 {
            assert!(quoted > 0, "{path} names her outside a quote");
            named.push(path);
        }
    }
    let privacy = [
        "en/om-webbplatsen/personuppgifter/index.html",
        "om-webbplatsen/personuppgifter/index.html",
    ];
    assert_eq!(named, privacy);
}

#[test]
fn the_privacy_notice_names_everything_that_scripts_store() {
    let mut keys = BTreeSet::new();
    for file in std::fs::read_dir(root().join("themes/pakt")).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "js") {
            continue;
        }
        let script = std::fs::read_to_string(&path).unwrap();
        for call in ["getItem(", "setItem(", "readStored(", "store("] {
            for part in script.split(call).skip(1) {
                // A key in a template has the address of the site after its name.
                let key = part.strip_prefix(['"', '`']);
                let key = key.and_then(|part| part.split(['"', '`', ' ']).next());
                keys.extend(key.map(str::to_owned));
            }
        }
        assert!(!script.contains("document.cookie") && !script.contains("indexedDB"), "{path:?}");
    }
    assert!(keys.len() > 1, "{keys:?}");
    let pages = built(&[]);
    for folder in ["", "en/"] {
        let page = words(&pages[&format!("{folder}om-webbplatsen/personuppgifter/index.html")]);
        let named: BTreeSet<String> = page
            .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
            .filter(|word| word.starts_with("pakt-"))
            .map(str::to_owned)
            .collect();
        assert_eq!(named, keys, "{folder}: what the page names, and what the scripts store");
    }
}

#[test]
fn the_accessibility_statement_has_one_date_and_the_counts_of_the_tests() {
    let pages = built(&[]);
    for folder in ["", "en/"] {
        let main = |id: &str| {
            let page = &pages[&format!("{folder}om-webbplatsen/{id}/index.html")];
            page.split_once("<main").unwrap().1.split("</main>").next().unwrap().to_owned()
        };
        let (statement, tests) = (main("tillganglighet"), main("maskinell-kontroll"));
        let dates = |page: &str| -> BTreeSet<String> {
            let times = page.split("<time datetime=\"").skip(1);
            times.map(|part| part.split('"').next().unwrap().to_owned()).collect()
        };
        assert_eq!(dates(&statement).len(), 1, "{folder}: {:?}", dates(&statement));
        assert!(dates(&tests).is_superset(&dates(&statement)), "{folder}");
        let n_pages = tests.split_once("id=\"pages\"").unwrap().1.split("</dd>").next().unwrap();
        let n_pages: String = words(n_pages).chars().filter(char::is_ascii_digit).collect();
        assert!(words(&statement).contains(&n_pages), "{folder}: {n_pages} pages");
    }
}

#[test]
fn every_page_says_that_this_is_a_demonstration() {
    let notice = |language: &str| match language {
        "en" => {
            "Demonstration. Not a website of the city of Stockholm or of Samverkan Stockholmsregionen."
        }
        _ => {
            "Demonstration. Inte en webbplats från Stockholms stad eller Samverkan Stockholmsregionen."
        }
    };
    for (path, page) in built(&[]) {
        // An old address has no text of its own.
        if page.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let language = page.split_once("<html lang=\"").unwrap().1.get(..2).unwrap();
        let head = page.split_once("<main").unwrap().0;
        assert!(words(head).contains(notice(language)), "{path}");
    }
}
