//! What `pakt diff` says of single edits, in both languages.

use super::history::{commit, first_version, replace};
use crate::support::Workspace;
use expect_test::{Expect, expect};

const BODIES: &str = "content/bodies.yaml";
const DEED: &str = "content/deed.txt";

/// Compares what `diff` prints of an edit in English, in Swedish and as Markdown.
#[track_caller]
fn check(site: &Workspace, expected: &Expect) {
    let mut printed = String::new();
    for arguments in [&[][..], &["--lang", "sv"], &["--format", "markdown"]] {
        let run = site.run(&[&["diff"], arguments].concat()).with_status(0);
        assert_eq!(run.stderr, "");
        printed.push_str(&run.stdout);
        printed.push_str("--------\n");
    }
    expected.assert_eq(&printed);
}

#[test]
fn the_first_version_uses_only_keys_that_exist() {
    let run = first_version().run(&["check", "--format", "json"]);
    for code in ["unknown-key", "unknown-field", "wrong-kind"] {
        assert!(!run.stdout.contains(code), "{run:?}");
    }
}

#[test]
fn the_words_of_a_text_that_changed_are_shown() {
    let site = first_version();
    replace(&site, "content/om.en.md", "It is small", "It is not small");
    replace(
        &site,
        "content/om.md",
        "Om webbplatsen. Den är liten.",
        "Om sidan. Den är aldrig så liten.",
    );
    check(
        &site,
        &expect![[r#"
        About (om)
          text (sv): 3 words added, 1 removed: webbplatsen. → sidan. … aldrig så
          text (en): 1 word added: not

        2 changes in 1 entry
        --------
        Om (om)
          text (sv): 3 ord tillagda, 1 borttaget: webbplatsen. → sidan. … aldrig så
          text (en): 1 ord tillagt: not

        2 ändringar i 1 post
        --------
        2 changes in 1 entry

        ### About (om)

        | What | Before | Now |
        |---|---|---|
        | text (sv), 3 words added, 1 removed | webbplatsen. | sidan. … aldrig så |
        | text (en), 1 word added |  | not |
        --------
    "#]],
    );
}

#[test]
fn a_date_that_is_not_known_is_in_words() {
    let site = first_version();
    replace(&site, "content/deed.md", "date: 2014-04-01", "date: {value: unknown, latest: 2014}");
    replace(
        &site,
        BODIES,
        "      from: 2015-01-01\n",
        "      from: 2015-01-01\n      until: unknown\n",
    );
    check(
        &site,
        &expect![[r#"
            The council (council)
              Chair: Ada Ek: from 2015-01-01 → from 2015-01-01 until unknown (Deed P1)

            The deed (deed)
              Date: 2014-04-01 → unknown, latest 2014

            2 changes in 2 entries
            --------
            Rådet (council)
              Ordförande: Ada Ek: från och med 2015-01-01 → från och med 2015-01-01 till okänt (Urkund P1)

            Urkunden (deed)
              Datum: 2014-04-01 → okänt, senast 2014

            2 ändringar i 2 poster
            --------
            2 changes in 2 entries

            ### The council (council)

            | What | Before | Now |
            |---|---|---|
            | Chair: Ada Ek, period | from 2015-01-01 | from 2015-01-01 until unknown (Deed P1) |

            ### The deed (deed)

            | What | Before | Now |
            |---|---|---|
            | Date | 2014-04-01 | unknown, latest 2014 |
            --------
        "#]],
    );
}

#[test]
fn what_cannot_be_cited_is_compared_too() {
    let site = first_version();
    let text = site.read(DEED);
    site.write(DEED, format!("Given in 2014.\n\n# Seats\n\n{text}"));
    commit(&site, "unmarked");
    replace(&site, DEED, "Given in 2014", "Given in 2015");
    replace(&site, DEED, "# Seats", "# Places");
    check(
        &site,
        &expect![[r#"
        The deed (deed)
          text without a mark: Given in 2014. → Given in 2015.
          text without a mark: Seats → Places

        2 changes in 1 entry
        --------
        Urkunden (deed)
          text utan beteckning: Given in 2014. → Given in 2015.
          text utan beteckning: Seats → Places

        2 ändringar i 1 post
        --------
        2 changes in 1 entry

        ### The deed (deed)

        | What | Before | Now |
        |---|---|---|
        | text without a mark | Given in 2014. | Given in 2015. |
        | text without a mark | Seats | Places |
        --------
    "#]],
    );
}

#[test]
fn the_order_of_paragraphs_is_compared() {
    let site = first_version();
    let text = site.read(DEED);
    let (first, rest) = text.split_once("[P2]").unwrap();
    let (second, rest) = rest.split_once("[P3]").unwrap();
    site.write(DEED, format!("[P2]{second}{first}[P3]{rest}"));
    check(
        &site,
        &expect![[r#"
        The deed (deed)
          order of paragraphs: P1, P2 → P2, P1

        1 change in 1 entry
        --------
        Urkunden (deed)
          styckenas ordning: P1, P2 → P2, P1

        1 ändring i 1 post
        --------
        1 change in 1 entry

        ### The deed (deed)

        | What | Before | Now |
        |---|---|---|
        | order of paragraphs | P1, P2 | P2, P1 |
        --------
    "#]],
    );
}

#[test]
fn a_translated_value_is_shown_in_the_language_that_changed() {
    let site = first_version();
    replace(
        &site,
        BODIES,
        "task: {sv: Att råda, en: To advise}",
        "task:\n      - {sv: Att råda, en: To advise}\n      - {sv: Att granska, en: To audit}",
    );
    commit(&site, "two tasks");
    replace(&site, BODIES, "To audit", "To review");
    check(
        &site,
        &expect![[r#"
        The council (council)
          Task (en): To audit → To review

        1 change in 1 entry
        --------
        Rådet (council)
          Uppgift (en): To audit → To review

        1 ändring i 1 post
        --------
        1 change in 1 entry

        ### The council (council)

        | What | Before | Now |
        |---|---|---|
        | Task (en) | To audit | To review |
        --------
    "#]],
    );
    // Of a value whose period changed, only the reader's language is shown.
    commit(&site, "review");
    replace(
        &site,
        BODIES,
        "{sv: Att råda, en: To advise}",
        "{value: {sv: Att råda, en: To advise}, from: 2015}",
    );
    check(
        &site,
        &expect![[r#"
        The council (council)
          Task: To advise: no period → from 2015

        1 change in 1 entry
        --------
        Rådet (council)
          Uppgift: Att råda: ingen tidsuppgift → från och med 2015

        1 ändring i 1 post
        --------
        1 change in 1 entry

        ### The council (council)

        | What | Before | Now |
        |---|---|---|
        | Task: To advise, period | no period | from 2015 |
        --------
    "#]],
    );
}

#[test]
fn a_field_of_a_group_is_no_period_because_of_its_name() {
    let site = first_version();
    replace(
        &site,
        "content/_types/body.yaml",
        "      votes:",
        "      until: {label: {sv: Slut, en: End}, kind: text, translate: false}\n      latest: {label: {sv: Senast, en: Latest}, kind: text, translate: false}\n      votes:",
    );
    commit(&site, "fields");
    replace(
        &site,
        BODIES,
        "person: bo, votes: 1}",
        "person: cia, until: next spring, latest: now}",
    );
    check(
        &site,
        &expect![[r#"
        The council (council)
          Members, Person: Bo Ås → Cia Öst (Deed P3)
          Members, End: added next spring (Deed P3)
          Members, Latest: added now (Deed P3)
          Members, Votes: removed 1 (Deed P3)

        4 changes in 1 entry
        --------
        Rådet (council)
          Ledamöter, Person: Bo Ås → Cia Öst (Urkund P3)
          Ledamöter, Slut: tillagt next spring (Urkund P3)
          Ledamöter, Senast: tillagt now (Urkund P3)
          Ledamöter, Röster: borttaget 1 (Urkund P3)

        4 ändringar i 1 post
        --------
        4 changes in 1 entry

        ### The council (council)

        | What | Before | Now |
        |---|---|---|
        | Members, Person | Bo Ås | Cia Öst (Deed P3) |
        | Members, End |  | next spring (Deed P3) |
        | Members, Latest |  | now (Deed P3) |
        | Members, Votes | 1 (Deed P3) |  |
        --------
    "#]],
    );
}

#[test]
fn entries_that_are_new_or_gone_have_no_value_before_or_now() {
    let site = first_version();
    replace(
        &site,
        "content/people.yaml",
        "{id: cia, title: Cia Öst}",
        "{id: dan, title: Dan GH-3 www.dan.se}",
    );
    check(
        &site,
        &expect![[r#"
        Dan GH-3 www.dan.se (dan)
          new entry: Person

        Cia Öst (cia)
          entry removed: Person

        2 changes in 2 entries
        --------
        Dan GH-3 www.dan.se (dan)
          ny post: Person

        Cia Öst (cia)
          posten är borttagen: Person

        2 ändringar i 2 poster
        --------
        2 changes in 2 entries

        ### Dan GH-&#8203;3 www&#8203;.dan.se (dan)

        | What | Before | Now |
        |---|---|---|
        | new entry: Person |  |  |

        ### Cia Öst (cia)

        | What | Before | Now |
        |---|---|---|
        | entry removed: Person |  |  |
        --------
    "#]],
    );
}

#[test]
fn settings_types_and_theme_are_said_to_be_left_out() {
    let site = first_version();
    site.write("themes/own/strings/en.yaml", "menu: Menu\n");
    site.write("themes/own/logo.svg", "<svg/>");
    replace(&site, "content/site.yaml", "title:", "theme: own\ntitle:");
    commit(&site, "theme");
    let run = site.run(&["diff", "HEAD~1"]).with_status(0);
    assert!(run.stdout.starts_with("no changes\ncontent/site.yaml differs"), "{run:?}");
    site.run(&["diff", "HEAD~1", "--exit-code"]).with_status(0);
    replace(&site, "content/_types/body.yaml", "en: Chair", "en: Head");
    replace(&site, "content/_types/person.yaml", "en: Person", "en: Somebody");
    replace(&site, "themes/own/strings/en.yaml", "menu: Menu", "menu: Contents");
    site.write("content/_strings/sv.yaml", "menu: Meny\n");
    check(
        &site,
        &expect![[r#"
        no changes
        content/_types/body.yaml and 1 more file differ; types are not compared
        content/_strings/sv.yaml differs; strings are not compared
        themes/own/strings/en.yaml differs; the theme is not compared
        --------
        inga ändringar
        content/_types/body.yaml och 1 fil till skiljer sig; typer jämförs inte
        content/_strings/sv.yaml skiljer sig; gränssnittets texter jämförs inte
        themes/own/strings/en.yaml skiljer sig; temat jämförs inte
        --------
        No changes

        content/\_types/body.yaml and 1 more file differ; types are not compared

        content/\_strings/sv.yaml differs; strings are not compared

        themes/own/strings/en.yaml differs; the theme is not compared
        --------
    "#]],
    );
    let json = site.run(&["diff", "--format", "json"]).with_status(0).json();
    let files = ["content/_types/body.yaml", "content/_types/person.yaml"];
    assert_eq!(json["not_compared"][0], serde_json::json!({"kind": "types", "files": files}));
    commit(&site, "all of it");
    let run = site.run(&["diff", "HEAD~1", "HEAD"]).with_status(0);
    assert!(run.stdout.contains("themes/own/strings/en.yaml differs"), "{run:?}");
}
