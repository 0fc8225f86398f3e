use super::*;
use expect_test::{Expect, expect};

fn import(name: &str, text: &str) -> ImportedPaper {
    import_paper(name, text.as_bytes(), &ImportOptions::default()).unwrap()
}

#[track_caller]
fn check(name: &str, text: &str, expected: &Expect) {
    expected.assert_eq(&import(name, text).text);
}

fn marks_by(scheme: &str, text: &str) -> Vec<String> {
    let scheme = Some(MarkScheme::parse(scheme).unwrap());
    let options = ImportOptions { scheme, ..ImportOptions::default() };
    import_paper("a.txt", text.as_bytes(), &options).unwrap().marks
}

const LEASE: &str = "\
Lease of the mill

Stockholm den 8 oktober 2015

This lease is between Ash and Oak.

Article 1
Rent

Oak pays:
(a) 400 crowns a year;
(b) a sack of flour.

Article 2. The mill is kept in good order. It is in-
spected every year.

Done in two copies.
";

#[test]
fn articles_are_units_and_letters_are_items() {
    check(
        "lease.txt",
        LEASE,
        &expect![[r#"
        # Lease of the mill

        [P01]
        Stockholm den 8 oktober 2015

        [P02]
        This lease is between Ash and Oak.

        # Article 1 Rent

        [Article 1]
        Oak pays:

        (a) 400 crowns a year;
        (b) a sack of flour.

        [Article 2]
        Article 2. The mill is kept in good order. It is inspected every year.

        Done in two copies.
    "#]],
    );
}

#[test]
fn numbered_paragraphs_right_below_an_article_are_units() {
    let text = "# Protocol\n\n## Article 1\n\nFor the purposes:\n\n1. a word means a word.\n\n\
                ## Article 2\n\n1. Each Party shall act.\n\n2. The Parties meet.\n\n\
                (a) every year;\n";
    assert_eq!(
        import("a.md", text).marks,
        ["Article 1", "Article 2", "Article 2(1)", "Article 2(2)"]
    );
}

#[test]
fn sections_of_a_law_have_marks_as_printed() {
    check(
        "lag.txt",
        "Lag om kvarnar\n\n1 kap. Inledande bestämmelser\n\n1 § Lagen gäller kvarnar.\n\n\
         2 § Med kvarn avses\n1. en vattenkvarn,\n2. en väderkvarn.\n\n2 kap. Avgifter\n\n\
         1 § Avgiften är 5 kr.\n",
        &expect![[r#"
            # Lag om kvarnar

            # 1 kap. Inledande bestämmelser

            [1 kap. 1 §]
            1 § Lagen gäller kvarnar.

            [1 kap. 2 §]
            2 § Med kvarn avses

            1. en vattenkvarn,
            2. en väderkvarn.

            # 2 kap. Avgifter

            [2 kap. 1 §]
            1 § Avgiften är 5 kr.
        "#]],
    );
}

#[test]
fn decimals_are_units() {
    let text = "Agreement\n\n1. Rent\n\n1.1 The rent is 5 crowns.\n\n1.2 It is paid in May.\n\n\
                2. Term\n\nThe term is a year.\n";
    assert_eq!(import("a.txt", text).marks, ["1", "1.1", "1.2", "2"]);
}

#[test]
fn without_numbers_each_paragraph_is_a_unit() {
    check(
        "letter.html",
        "<h1>Letter</h1><p>Dear Ash,</p><p>I bring:<ul><li>corn<li>rye</ul>\
         <table><tr><th>Town<th>Share<tr><td>Elm<td>3 | 4</table><p>Yours, Oak",
        &expect![[r#"
            # Letter

            [P01]
            Dear Ash,

            [P02]
            I bring:

            – corn
            – rye

            | Town | Share |
            |---|---|
            | Elm | 3 ¦ 4 |

            [P03]
            Yours, Oak
        "#]],
    );
}

#[test]
fn a_scheme_names_letters() {
    assert_eq!(
        marks_by("Article {n}({a})", LEASE),
        ["P01", "P02", "Article 1", "Article 1(a)", "Article 1(b)", "Article 2"]
    );
    assert_eq!(marks_by("Art-{n}", LEASE), ["P01", "P02", "Art-1", "Art-2"]);
    assert_eq!(marks_by("S{n}", "One.\n\nTwo.\n"), ["S1", "S2"]);
}

#[test]
fn marks_are_unique() {
    let text = "# A\n\n## Article 1\n\nOne.\n\n## Annex A\n\n### Article 1\n\nTwo.\n\n\
                ### Article 1\n\nThree.\n";
    assert_eq!(
        import("a.md", text).marks,
        ["Article 1", "Annex A Article 1", "Annex A Article 1-2"]
    );
}

#[test]
fn notes_are_at_the_end_of_their_unit() {
    check(
        "a.md",
        "# A\n\n## Article 1\n\nOak[^1] pays.\n\nEvery year.\n\n[^1]: The miller.\n\n\
         ## Article 2\n\nEnd.\n",
        &expect![[r#"
            # A

            # Article 1

            [Article 1]
            Oak ¹ pays.

            Every year.

            ¹ The miller.

            # Article 2

            [Article 2]
            End.
        "#]],
    );
}

#[test]
fn lines_that_look_like_marks_are_text() {
    check(
        "a.txt",
        "Title\n\n[1] One.\n\n# Two\n",
        &expect![[r#"
        # Title

        [P01]
        \[1] One.

        [P02]
        \# Two
    "#]],
    );
}

#[test]
fn a_web_page_is_its_main_part() {
    let paper = import(
        "a.html",
        "<html lang=sv><title>Avtal</title><nav>Meny</nav><script>x</script><main><h1>Avtal</h1>\
         <p>Hyran är 10<sup>3</sup> kr<sup><a href=#n1>1</a></sup>.</main><footer>Om oss",
    );
    assert_eq!(paper.text, "# Avtal\n\n[P01]\nHyran är 10³ kr ¹ .\n");
    assert_eq!(paper.entry.language, "sv");
    assert!(paper.findings.contains(&ImportFinding::LeftOut("Meny Om oss".into())), "{paper:?}");
}

#[test]
fn what_is_not_a_paper_is_refused() {
    let failure = |name, bytes: &[u8]| {
        import_paper(name, bytes, &ImportOptions::default()).map(|it| it.text).unwrap_err()
    };
    assert_eq!(failure("a.odt", b"PK\x03\x04"), ImportFailure::UnknownFormat);
    assert_eq!(failure("a", b"text"), ImportFailure::UnknownFormat);
    assert_eq!(failure("a.txt", b"%PDF-1.7"), ImportFailure::WrongEnding("PDF"));
    assert_eq!(failure("a.txt", b"\0\x01\x02\x03"), ImportFailure::Damaged("text"));
    assert_eq!(failure("a.html", b"<p> </p>"), ImportFailure::NoText);
}

#[test]
fn a_scheme_of_paragraphs_has_no_regard_to_chapters() {
    let text = "Lag om kvarnar\n\n1 kap. Inledande bestämmelser\n\n1 § Lagen gäller kvarnar.\n\n\
                2 § Hjul är hjul.\n\n2 kap. Avgifter\n\n1 § Avgiften är 5 kr.\n\nDen betalas.\n";
    assert_eq!(marks_by("P{n}", text), ["P1", "P2", "P3", "P4"]);
    assert_eq!(marks_by("P{nn}", text), ["P01", "P02", "P03", "P04"]);
}

#[test]
fn the_place_the_date_and_the_signatures_belong_to_no_section() {
    check(
        "a.md",
        "# Stadgar\n\n1 § Föreningen heter Eken.\n\n2 § Den har\n\n8 maj 2014\n\nett möte.\n\n\
         3 § Stadgarna gäller.\n\nHedåker den 14 november 2024\n\n\
         | Karin Öberg | Per Lund |\n|---|---|\n\nBilaga 1\n\n1 § En sida.\n",
        &expect![[r#"
            # Stadgar

            [1 §]
            1 § Föreningen heter Eken.

            # 2 § Den har

            [2 §]
            8 maj 2014

            ett möte.

            [3 §]
            3 § Stadgarna gäller.

            [P01]
            Hedåker den 14 november 2024

            | Karin Öberg | Per Lund |
            |---|---|

            # Bilaga 1

            [Bilaga 1 1 §]
            1 § En sida.
        "#]],
    );
}
