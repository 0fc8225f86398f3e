//! Properties of the checks of quotes over random texts: no text or quote makes them panic or
//! report outside the file, and a quote that has all of its sentence cannot mislead.

use pakt::check;
use pakt::diagnostic::Diagnostic;
use pakt::files::FileSet;
use pakt::site::SiteSnapshot;
use pakt::site::settings::RunSettings;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const SETTINGS: &str = "title: T\nlanguages: [sv]\nowner: Vi\n";
const DOCUMENT: &str = "---\ntype: document\ntitle: D\ntext: d.txt\n---\n";

const TYPE: &str = "name: Plikt\nfields:\n  says: {label: Säger, kind: text}\n";

/// Words of texts and quotes: restrictive ones, abbreviations, list marks, ends of sentences, and
/// letters of several bytes.
const WORDS: [&str; 36] = [
    "rådet", "Rådet", "om", "Om", "inte", "om inte", "med", "undantag", "not", "NO", "No.",
    "can’t", "won't", "save", "fr.o.m.", "kl.", "5", "2014.", "1.", "(a)", "a)", "–", ";", "å;",
    ":", "…", "...", "är.", "Å?", "”ö”", "'", "k", "K.", "utan-", "\n", "\n[2]\n",
];

/// Plain words of whole sentences, of which some are restrictive.
const SENTENCE_WORDS: [&str; 10] =
    ["rådet", "inte", "om", "not", "utan", "har", "ansvar,", "för", "if", "länet;"];

fn words(n_words: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    proptest::collection::vec(select(&WORDS[..]), n_words).prop_map(|words| words.join(" "))
}

/// Returns what is reported of some citations, in Markdown and in YAML.
fn report(text: &str, citations: &[String]) -> Vec<Diagnostic> {
    let page = format!("---\ntitle: P\n---\n[@{}]\n", citations.join("] [@"));
    let source = citations.join("; ");
    let value = format!("{{value: x, source: {source:?}}}");
    let list = format!("duty:\n  - {{id: t, title: T, says: {value}}}\n");
    let files = FileSet::from_texts(&[
        ("site.yaml", SETTINGS),
        ("d.md", DOCUMENT),
        ("d.txt", text),
        ("index.md", &page),
        ("_types/duty.yaml", TYPE),
        ("duty.yaml", &list),
    ]);
    let snapshot = SiteSnapshot::new(&files, &RunSettings::default());
    check::report(&snapshot.site, &[]).diagnostics
}

/// Returns the codes about quotes that can mislead.
fn misleading_codes(diagnostics: &[Diagnostic]) -> Vec<&'static str> {
    let codes = diagnostics.iter().map(|diagnostic| diagnostic.code().code_name());
    codes.filter(|code| code.ends_with("-negation") || *code == "ambiguous-quote").collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn no_text_and_no_quote_makes_the_checks_panic(
        text in words(1..60),
        quote in words(1..8),
        parts in proptest::collection::vec((any::<Index>(), any::<Index>()), 1..4),
    ) {
        // Parts of the text itself are found, most of other words are not.
        let source_words: Vec<&str> = text.split_whitespace().collect();
        let n_words = source_words.len();
        let own_parts = parts.iter().filter(|_| n_words > 0).map(|(one, other)| {
            let (one, other) = (one.index(n_words), other.index(n_words));
            source_words[one.min(other)..=one.max(other)].join(" ")
        });
        let own_quote = own_parts.collect::<Vec<_>>().join(" … ");
        let cite = |quote: &str| {
            let quote = quote.replace(['[', ']'], "");
            [("1", "", ""), ("1-2", "… ", ""), ("2", "", " …")]
                .map(|(locator, before, after)| format!("d {locator} \"{before}{quote}{after}\""))
        };
        let citations = [cite(&quote), cite(&own_quote)].concat();
        for diagnostic in report(&format!("[1]\n{text}"), &citations) {
            let (range, file_text) = (diagnostic.span.range(), &diagnostic.span.source().text);
            prop_assert!(file_text.get(range).is_some(), "{:?}", diagnostic);
        }
    }

    #[test]
    fn a_quote_that_has_all_of_its_sentence_cannot_mislead(
        sentences in proptest::collection::vec(
            proptest::collection::vec(select(&SENTENCE_WORDS[..]), 1..8),
            1..6
        ),
        index in any::<Index>(),
        n_sentences in 1..3_usize,
    ) {
        // A number makes each sentence another one.
        let numbered = sentences.iter().enumerate();
        let sentences: Vec<String> = numbered
            .map(|(number, words)| format!("Mening{number} {} slut.", words.join(" ")))
            .collect();
        let first = index.index(sentences.len());
        let last = (first + n_sentences).min(sentences.len());
        let quote = sentences[first..last].join(" ");
        let text = format!("[1]\n{}", sentences.join(" "));
        for quote in [&*quote, quote.strip_suffix('.').unwrap()] {
            let found = report(&text, &[format!("d 1 \"{quote}\"")]);
            prop_assert_eq!(misleading_codes(&found), Vec::<&str>::new(), "{}", quote);
        }
    }
}
