//! Figures and abbreviations of running text, in fields as in bodies.

use super::check;
use expect_test::expect;

#[test]
fn the_texts_of_fields_are_running_text_as_well() {
    check(
        "\
==> site.yaml <==
title: {sv: Provet, en: The test}
languages: [sv, en]
owner: {sv: Redaktionen, en: The editors}
==> _types/forum.yaml <==
name: {sv: Forum, en: Forum}
plural: {sv: Forum, en: Forums}
path: forum
fields:
  mandate: {label: {sv: Uppdrag, en: Mandate}, kind: markdown}
  since: {label: {sv: Sedan, en: Since}, kind: date}
  parts:
    label: {sv: Delar, en: Parts}
    kind: group
    fields: {text: {label: {sv: Text, en: Text}, kind: markdown}}
==> index.md <==
---
title: {sv: Provet, en: The test}
---
Se [[radet]] och [[paper]].
==> index.en.md <==
See [[radet]] and [[paper]].
==> paper.md <==
---
{type: document, title: {sv: Beslutet, en: The decision}, text: paper.txt}
---
==> paper.txt <==
[P1]
Rådet har 9 medlemmar.
==> forum.yaml <==
forum:
  - id: radet
    title: {sv: Rådet, en: The council}
    since: 2014-04-01
    mandate:
      sv: >-
        Samlar 9 medlemmar [@paper P1 \"9 medlemmar\"], enligt KSL,
        sedan 1 april 2014 och 12 gånger om året.
      en: 'It''s for 9, and MSB.'
    parts:
      - text: {sv: \"Kring 7 \\u00e4ren med MSB och KSL\", en: Eight parts}
    body:
      sv: KSL och MSB igen, 7 eller 8.
      en: MSB again.
",
        &expect![[r#"
            forum.yaml:7:62..65 «KSL» unexplained-abbreviation: abbreviation `KSL` is not spelled out
                spell it out, as in `the full name (KSL)`, or add a term with the title `KSL`
            forum.yaml:8:32..34 «12» unsourced-number: number `12` does not appear in any quote, embedded value or date on this page
                cite a quote that contains it, or embed the field: `![[ENTRY#FIELD]]`
            forum.yaml:9:29..32 «MSB» unexplained-abbreviation: abbreviation `MSB` is not spelled out
                spell it out, as in `the full name (MSB)`, or add a term with the title `MSB`
            forum.yaml:11:27..28 «7» unsourced-number: number `7` does not appear in any quote, embedded value or date on this page
                cite a quote that contains it, or embed the field: `![[ENTRY#FIELD]]`
            forum.yaml:11:43..46 «MSB» unexplained-abbreviation: abbreviation `MSB` is not spelled out
                spell it out, as in `the full name (MSB)`, or add a term with the title `MSB`
            forum.yaml:13:29..30 «7» unsourced-number: number `7` does not appear in any quote, embedded value or date on this page
                cite a quote that contains it, or embed the field: `![[ENTRY#FIELD]]`
            forum.yaml:13:37..38 «8» unsourced-number: number `8` does not appear in any quote, embedded value or date on this page
                cite a quote that contains it, or embed the field: `![[ENTRY#FIELD]]`
        "#]],
    );
}

#[test]
fn words_that_explain_an_abbreviation_in_a_field_do_so_for_the_text_below() {
    check(
        "\
==> site.yaml <==
title: Provet
languages: [sv]
owner: Redaktionen
==> _types/forum.yaml <==
name: Forum
plural: Forum
path: forum
fields: {mandate: {label: Uppdrag, kind: markdown}}
==> index.md <==
Se [[radet]].
==> forum/radet.md <==
---
title: Rådet
mandate: Åt Myndigheten för civilt försvar (MCF).
---
MCF leder.
",
        &expect![""],
    );
}
