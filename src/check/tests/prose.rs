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
            forum.yaml:7:62..65 «KSL» unexplained-abbreviation: `KSL` stands here without its words
                write it out, as in `the words it stands for (KSL)`, or add a term with the title `KSL`
            forum.yaml:8:32..34 «12» unsourced-number: `12` stands in no quote, embedded value or date of the page
                cite the words that hold it, or embed the field: `![[ENTRY#FIELD]]`
            forum.yaml:9:29..32 «MSB» unexplained-abbreviation: `MSB` stands here without its words
                write it out, as in `the words it stands for (MSB)`, or add a term with the title `MSB`
            forum.yaml:11:27..28 «7» unsourced-number: `7` stands in no quote, embedded value or date of the page
                cite the words that hold it, or embed the field: `![[ENTRY#FIELD]]`
            forum.yaml:11:43..46 «MSB» unexplained-abbreviation: `MSB` stands here without its words
                write it out, as in `the words it stands for (MSB)`, or add a term with the title `MSB`
            forum.yaml:13:29..30 «7» unsourced-number: `7` stands in no quote, embedded value or date of the page
                cite the words that hold it, or embed the field: `![[ENTRY#FIELD]]`
            forum.yaml:13:37..38 «8» unsourced-number: `8` stands in no quote, embedded value or date of the page
                cite the words that hold it, or embed the field: `![[ENTRY#FIELD]]`
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
