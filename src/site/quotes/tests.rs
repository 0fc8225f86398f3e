//! Quotes in texts: where they are, sentences, restrictive words, and longer quotes.

use super::ambiguity::unambiguous_extensions;
use super::cited_text::CitedText;
use super::clipped_ends::find_clipped_end;
use super::match_quote::{QuoteMatch, first_places, match_quote};
use super::paragraph_index::ParagraphIndex;
use super::with_spaced_ellipses;
use crate::diagnostic::{QuoteEnd, SourceFile};
use crate::site::source_text::SourceText;
use expect_test::{Expect, expect};
use std::sync::Arc;

/// A paragraph of one line, with its index.
struct Paragraph {
    text: String,
    index: ParagraphIndex,
}

fn paragraph(text: &str) -> Paragraph {
    Paragraph { text: text.to_owned(), index: ParagraphIndex::new(text, &[]) }
}

impl Paragraph {
    fn cited(&self) -> CitedText<'_> {
        CitedText::new([(self.text.as_str(), &self.index)].into_iter())
    }
}

/// Returns the pieces of a quote in a text; empty if it is not found.
fn pieces<'t>(paragraph: &'t Paragraph, quote: &str) -> Vec<&'t str> {
    match match_quote(&paragraph.cited(), quote) {
        QuoteMatch::Found(pieces) => {
            pieces.into_iter().map(|piece| paragraph.text.get(piece).unwrap()).collect()
        }
        _ => Vec::new(),
    }
}

#[test]
fn a_quote_begins_and_ends_at_word_boundaries_in_order() {
    let text = paragraph("Regionala rådet, med länsstyrelsen som ordförande, har ansvaret.");
    let has = |quote| !pieces(&text, quote).is_empty();
    assert!(has("med länsstyrelsen som ordförande"));
    assert!(has("Regionala rådet … ordförande, har ansvaret."));
    assert!(has("Regionala …"));
    assert!(!has("ed länsstyrelsen"));
    assert!(!has("länsstyrelse"));
    assert!(!has("ansvaret … Regionala"));
    assert!(!has("med Länsstyrelsen"));
    assert!(!has("…"));
    assert!(!has("Regionala…ansvaret"), "a `…` in a word leaves nothing out");
    assert!(!pieces(&paragraph("vi väntar… länge"), "väntar… länge").is_empty());
}

#[test]
fn a_quote_has_at_most_50_ellipses() {
    let text: Vec<String> = (0..=51).map(|n| format!("word{n}")).collect();
    let paragraph = paragraph(&text.join(" "));
    let match_of = |n_ellipses: usize| {
        let quote = text.get(..=n_ellipses).unwrap().join(" … ");
        match_quote(&paragraph.cited(), &quote)
    };
    assert!(matches!(match_of(50), QuoteMatch::Found(pieces) if pieces.len() == 51));
    assert_eq!(match_of(51), QuoteMatch::TooManyEllipses);
}

#[test]
fn an_ellipsis_between_paragraphs_leaves_out_signs_but_no_words() {
    let file = |text: &str| SourceFile { path: "d.txt".into(), text: text.into() };
    let has = |text: &str, quote| {
        let text = SourceText::read(&Arc::new(file(text)));
        matches!(match_quote(&text.cited_text(0..2), quote), QuoteMatch::Found(_))
    };
    assert!(has("[P1]\nThe mill [1]\n[P2]\nis let.", "The mill … 1 … is let"));
    assert!(has("[P1]\nThe mill …\n[P2]\n… is let.", "The mill … is let"));
    assert!(!has("[P1]\nThe mill [1]\n[P2]\nis let.", "The mill … is let"));
    assert!(!has("[P1]\nThe mill\n[P2]\nis let.", "The mill … is let"));
}

#[test]
fn a_match_inside_a_word_is_skipped() {
    let start = |text: &str, quote| match match_quote(&paragraph(text).cited(), quote) {
        QuoteMatch::Found(pieces) => pieces.first().map(|piece| piece.start),
        _ => None,
    };
    assert_eq!(start("rådet råd", "råd"), Some(7));
    assert_eq!(start("som samverkan om samverkan om", "om samverkan om"), Some(14));
}

#[test]
fn the_pieces_of_a_quote_are_as_close_as_possible() {
    let text = paragraph("The owner may not sell. The owner may, in May, sell.");
    let found = match_quote(&text.cited(), "owner may … sell");
    assert_eq!(found, QuoteMatch::Found(vec![4..13, 18..22]));
    let text = paragraph("A b. C d. A e f.");
    assert_eq!(match_quote(&text.cited(), "A … f"), QuoteMatch::Found(vec![10..11, 14..15]));
    let chained = "a x. b x. b x. c x.";
    assert_eq!(pieces(&paragraph(chained), "a x … b … c"), ["a x", "b", "c"]);
}

#[test]
fn a_text_that_repeats_itself_is_read_in_bounded_time() {
    let paragraph = paragraph(&"ab ".repeat(200_000));
    let text = paragraph.cited();
    let piece = "ab ".repeat(20_000);
    let quote = format!("{piece}a");
    assert_eq!(match_quote(&text, &quote), QuoteMatch::NotFound);
    let many = "ab … ".repeat(60);
    assert_eq!(match_quote(&text, &many), QuoteMatch::TooManyEllipses);
}

/// Compares the sentences of a text, with a bar between two.
fn check_sentences(text: &str, expected: &Expect) {
    let paragraph = paragraph(text);
    expected.assert_eq(&sentences(&paragraph.cited()).join(" | "));
}

fn sentences<'t>(cited: &'t CitedText<'_>) -> Vec<&'t str> {
    let mut parts = Vec::new();
    let mut offset = 0;
    while offset < cited.text.len() {
        let range = cited.sentence_range_at(offset);
        offset = range.end;
        parts.push(cited.get(range).trim());
    }
    parts
}

/// Compares the sentences of the lines below a mark, with a bar between two.
fn check_lines(lines: &str, expected: &Expect) {
    let text = format!("[1]\n{lines}\n").into();
    let text = SourceText::read(&Arc::new(SourceFile { path: "a.txt".into(), text }));
    expected.assert_eq(&sentences(&text.cited_text(0..1)).join(" | "));
}

#[test]
fn a_sentence_ends_at_an_item_a_row_or_an_empty_line() {
    check_lines(
        "Bilaga\n\nÖverenskommelsen om\nsamverkan gäller\n\nÄrendet",
        &expect!["Bilaga | Överenskommelsen om samverkan gäller | Ärendet"],
    );
    check_lines(
        "Kommunen ska\n– betala hyran\n– städa\n\nDet gäller:\n(a) i mars,\n(b) i maj; och\n(c) i juni",
        &expect![
            "Kommunen ska – betala hyran | – städa | Det gäller: (a) i mars, (b) i maj; och (c) i juni"
        ],
    );
    check_lines(
        "Hyran betalas.\n(a) i mars\nDelar\n1. Betala\n2. Städa\n| Ort | Del |\n| Solna | 3 |",
        &expect![
            "Hyran betalas. | (a) i mars Delar | 1. Betala | 2. Städa | | Ort | Del | | | Solna | 3 |"
        ],
    );
    check_lines(
        "Kommunen ska betala\n\nhyran i mars och\n\nStaden i maj",
        &expect!["Kommunen ska betala hyran i mars och Staden i maj"],
    );
}

#[test]
fn a_sentence_ends_before_a_capital_but_not_after_an_abbreviation() {
    check_sentences(
        "Den gäller fr.o.m. 1 april 2014. Nu är den bl.a. Stockholms (Dnr 114-1376/2015). \
         \"Vad då?\" 40 aktörer svarar, jfr. Beslut nr. 5 kl. 8. K. A. Wanngård ... Ja.",
        &expect![[
            r#"Den gäller fr.o.m. 1 april 2014. | Nu är den bl.a. Stockholms (Dnr 114-1376/2015). | "Vad då?" | 40 aktörer svarar, jfr. Beslut nr. 5 kl. 8. | K. A. Wanngård ... | Ja."#
        ]],
    );
    check_sentences(
        "See P. 3 and No. 5, e.g. Article 3. Mr. Oak said no. The end! of it? 1.2 is next. \
         1. First. 2. Second. iv. Third. In 2015. So (it is.) Yes",
        &expect![
            "See P. 3 and No. 5, e.g. Article 3. | Mr. Oak said no. | The end! of it? | 1.2 is next. | 1. First. | 2. Second. iv. | Third. | In 2015. | So (it is.) | Yes"
        ],
    );
}

/// Compares the restrictive words of a text.
fn check_restrictive(text: &str, expected: &[&str]) {
    let paragraph = paragraph(text);
    let cited = paragraph.cited();
    let found = cited.restrictive_words_in(0..text.len());
    let words: Vec<&str> = found.into_iter().map(|word| cited.get(word)).collect();
    assert_eq!(words, expected, "{text}");
}

#[test]
fn restrictive_words_of_all_languages_are_found() {
    check_restrictive("Intet är inte, EJ eller Icke detsamma.", &["inte", "EJ", "Icke"]);
    check_restrictive(
        "He can't, won’t, CANNOT, knot, another; if.",
        &["can't", "won’t", "CANNOT", "if"],
    );
    check_restrictive("Överenskommelse om samverkan", &[]);
    check_restrictive("Om det blir så, om alla vill, om inte annat", &["Om", "om", "om inte"]);
    check_restrictive(
        "fråga om ”om inte”, med undantag, utan undantag",
        &["om inte", "med undantag", "utan"],
    );
    check_restrictive("See No. 5. No, it is no. 6", &["No"]);
    check_restrictive(
        "in\u{ad}te don`t donʼt inte¹ not[1] med[1] undantag in- te can-not ska\u{200b}ej no\u{ad}tice",
        &[
            "in\u{ad}te",
            "don`t",
            "donʼt",
            "inte",
            "not",
            "med[1] undantag",
            "in- te",
            "can-not",
            "ska\u{200b}ej",
        ],
    );
}

#[test]
fn a_phrase_that_is_partly_in_a_range_is_found() {
    let paragraph = paragraph("betala med undantag för mars");
    let text = paragraph.cited();
    let find = |word: &str| {
        let start = text.text.find(word).unwrap();
        let found = text.restrictive_words_in(start..start + word.len());
        found.into_iter().map(|range| text.get(range)).collect::<Vec<_>>()
    };
    assert_eq!(find("undantag"), ["med undantag"]);
    assert_eq!(find("med"), ["med undantag"]);
    assert!(find("för").is_empty());
}

#[test]
fn a_longer_quote_is_the_shortest_that_is_in_one_place() {
    let extensions =
        |text: &str, quote: &str| unambiguous_extensions(&paragraph(text).cited(), quote);
    let text = "The owner may sell the barn. The owner may sell the mill. The owner pays.";
    assert_eq!(
        extensions(text, "The owner may sell"),
        ["The owner may sell the barn", "The owner may sell the mill"]
    );
    assert_eq!(
        extensions(text, "owner … sell"),
        ["owner … sell the barn", "owner … sell the mill"]
    );
    let text = "Staden (och länet) betalar. Staden. Staden.";
    assert_eq!(extensions(text, "och"), ["och länet"]);
    assert_eq!(extensions(text, "Staden"), ["Staden (och", "Staden. Staden"]);
    assert_eq!(extensions("The owner is not bound. The owner may buy.", "is"), ["is not bound"]);
}

/// Follows the cures of a quote at both ends. Returns the findings, and the quote that results.
fn cure(text: &str, quote: &str) -> String {
    let paragraph = paragraph(text);
    let cited = paragraph.cited();
    let mut range = first_places(&cited, quote, 1).pop().unwrap();
    let mut findings = String::new();
    for end in [QuoteEnd::Start, QuoteEnd::End] {
        let Some(clipped) = find_clipped_end(&cited, &range, end) else { continue };
        findings += &format!("{:?} {}, ", clipped.kind, clipped.word);
        match end {
            QuoteEnd::Start => {
                range.start = cited.get(0..range.start).rfind(&*clipped.addition).unwrap();
            }
            QuoteEnd::End => {
                let after = cited.get(range.end..text.len()).find(&*clipped.addition).unwrap();
                range.end += after + clipped.addition.len();
            }
        }
    }
    assert!(find_clipped_end(&cited, &range, QuoteEnd::Start).is_none(), "{quote}");
    assert!(find_clipped_end(&cited, &range, QuoteEnd::End).is_none(), "{quote}");
    format!("{findings}{}", cited.get(range))
}

#[test]
fn the_cure_of_a_clipped_quote_is_right() {
    let text = "Kommunen ska betala, om inte rådet beslutar annat, utom i juli. Staden betalar inte, \
                men länet gör det. Den får endast undantagsvis inte betala. Han ska ej.";
    for (quote, expected) in [
        ("ska betala", "Beside om inte, ska betala, om inte rådet beslutar annat, utom i juli"),
        ("ska betala, om", "Within om inte, ska betala, om inte rådet beslutar annat, utom i juli"),
        ("betala, om inte", "Final om inte, betala, om inte rådet beslutar annat, utom i juli"),
        ("inte rådet beslutar", "Within om inte, om inte rådet beslutar"),
        (
            "rådet beslutar annat, utom",
            "Beside om inte, Final utom, om inte rådet beslutar annat, utom i juli",
        ),
        ("Staden betalar inte", "Staden betalar inte"),
        ("Staden betalar", "Beside inte, Staden betalar inte"),
        ("får endast", "Final endast, får endast undantagsvis inte betala"),
        ("undantagsvis", "Beside endast, Beside inte, endast undantagsvis inte betala"),
        ("Han ska ej", "Han ska ej"),
    ] {
        assert_eq!(cure(text, quote), expected);
    }
    let text =
        "The tenant may, if both agree, sell. He can't, without leave, go; nor stay. We won't.";
    for (quote, expected) in [
        ("The tenant may", "Beside if, The tenant may, if both agree"),
        ("The tenant may, if", "Final if, The tenant may, if both agree"),
        ("t, without leave", "Within can't, can't, without leave"),
        ("leave, go", "Beside without, can't, without leave, go"),
        ("stay", "Beside nor, nor stay"),
        ("We won't", "We won't"),
    ] {
        assert_eq!(cure(text, quote), expected);
    }
}

#[test]
fn pieces_are_searched_near_the_rarest_one() {
    let text =
        "The owner pays. ".repeat(500) + "The miller pays. The owner sells the barn, and pays.";
    let text = paragraph(&text);
    assert_eq!(pieces(&text, "The … miller … sells … pays"), ["The", "miller", "sells", "pays"]);
    assert_eq!(first_places(&text.cited(), "owner … pays", 1_000).len(), 501);
    assert_eq!(first_places(&text.cited(), "owner pays … owner pays", 1_000).len(), 499);
    let too_far = match_quote(&text.cited(), "owner … barn … miller");
    assert_eq!(too_far, QuoteMatch::NotFound);
}

#[test]
fn ellipses_of_another_spelling_are_corrected() {
    assert_eq!(with_spaced_ellipses("a ... b...c . . . d…e …"), "a … b … c … d … e …");
}
