//! Quotes in texts: where they are, sentences, restrictive words, and longer quotes.

use super::ambiguity::unambiguous_extensions;
use super::cited_text::CitedText;
use super::match_quote::{QuoteMatch, match_quote};
use super::restrictive_words::find_restrictive_words;
use super::sentences::Sentences;
use super::with_spaced_ellipses;
use expect_test::{Expect, expect};

fn cited(text: &str) -> CitedText {
    CitedText::new([text].into_iter())
}

/// Returns the pieces of a quote in a text; empty if it is not found.
fn pieces<'t>(cited: &'t CitedText, quote: &str) -> Vec<&'t str> {
    match match_quote(cited, quote) {
        QuoteMatch::Found(pieces) => pieces.into_iter().map(|piece| cited.get(piece)).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn a_quote_begins_and_ends_at_word_boundaries_in_order() {
    let text = cited("Regionala rådet, med länsstyrelsen som ordförande, har ansvaret.");
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
    assert!(!pieces(&cited("vi väntar… länge"), "väntar… länge").is_empty());
}

#[test]
fn a_match_inside_a_word_is_skipped() {
    let start = |text: &str, quote| match match_quote(&cited(text), quote) {
        QuoteMatch::Found(pieces) => pieces.first().map(|piece| piece.start),
        _ => None,
    };
    assert_eq!(start("rådet råd", "råd"), Some(7));
    assert_eq!(start("som samverkan om samverkan om", "om samverkan om"), Some(14));
}

#[test]
fn the_pieces_of_a_quote_are_as_close_as_possible() {
    let text = cited("The owner may not sell. The owner may, in May, sell.");
    let found = match_quote(&text, "owner may … sell");
    assert_eq!(found, QuoteMatch::Found(vec![4..13, 18..22]));
    let text = cited("A b. C d. A e f.");
    assert_eq!(match_quote(&text, "A … f"), QuoteMatch::Found(vec![10..11, 14..15]));
    let chained = "a x. b x. b x. c x.";
    assert_eq!(pieces(&cited(chained), "a x … b … c"), ["a x", "b", "c"]);
}

#[test]
fn a_text_that_repeats_itself_is_read_in_bounded_time() {
    let text = cited(&"ab ".repeat(200_000));
    let piece = "ab ".repeat(20_000);
    let quote = format!("{piece}a");
    assert_eq!(match_quote(&text, &quote), QuoteMatch::NotFound);
    let many = "ab … ".repeat(60);
    assert_eq!(match_quote(&text, &many), QuoteMatch::TooManyEllipses);
}

/// Compares the sentences of a text, with a bar between two.
fn check_sentences(text: &str, expected: &Expect) {
    let cited = cited(text);
    let sentences = Sentences::new(&cited);
    let mut parts = Vec::new();
    let mut offset = 0;
    while offset < text.len() {
        let range = sentences.range_at(offset);
        offset = range.end;
        parts.push(cited.get(range).trim());
    }
    expected.assert_eq(&parts.join(" | "));
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
    let cited = cited(text);
    let found = find_restrictive_words(&cited, &(0..text.len()));
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
}

#[test]
fn a_phrase_that_is_partly_in_a_range_is_found() {
    let text = cited("betala med undantag för mars");
    let find = |word: &str| {
        let start = text.text.find(word).unwrap();
        let found = find_restrictive_words(&text, &(start..start + word.len()));
        found.into_iter().map(|range| text.get(range)).collect::<Vec<_>>()
    };
    assert_eq!(find("undantag"), ["med undantag"]);
    assert_eq!(find("med"), ["med undantag"]);
    assert!(find("för").is_empty());
}

#[test]
fn a_longer_quote_is_the_shortest_that_is_in_one_place() {
    let text = cited("The owner may sell the barn. The owner may sell the mill. The owner pays.");
    assert_eq!(
        unambiguous_extensions(&text, "The owner may sell"),
        ["The owner may sell the barn", "The owner may sell the mill"]
    );
    assert_eq!(
        unambiguous_extensions(&text, "owner … sell"),
        ["owner … sell the barn", "owner … sell the mill"]
    );
    let text = cited("Staden (och länet) betalar. Staden. Staden.");
    assert_eq!(unambiguous_extensions(&text, "och"), ["och länet"]);
    let extensions = unambiguous_extensions(&text, "Staden");
    assert_eq!(extensions, ["Staden (och", "Staden. Staden"]);
}

#[test]
fn ellipses_of_another_spelling_are_corrected() {
    assert_eq!(with_spaced_ellipses("a ... b...c . . . d…e …"), "a … b … c … d … e …");
}
