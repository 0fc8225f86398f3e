//! Rules that hold for the names, the words and the documentation of every code.

use super::{DiagnosticCode, DiagnosticKind, RULES};
use crate::diagnostic::example_kinds::{example_kinds, hostile_kinds};
use crate::diagnostic::sanitize::is_invisible;
use crate::diagnostic::{ReportLanguage, Severity};
use std::collections::BTreeSet;

const LANGUAGES: [ReportLanguage; 2] = [ReportLanguage::English, ReportLanguage::Swedish];

#[test]
fn names_are_kebab_case_unique_and_those_of_their_structs() {
    let mut names = BTreeSet::new();
    for rule in RULES {
        assert!(names.insert(rule.name), "{} twice", rule.name);
        assert!(rule.name.split('-').all(|word| {
            !word.is_empty()
                && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        }));
        assert_eq!(DiagnosticCode::from_name(rule.name), Some(rule.code));
        assert_eq!(rule.code.code_name(), rule.name);
        let variant = format!("{:?}", rule.code).to_lowercase();
        assert_eq!(variant, rule.name.replace('-', ""));
    }
    assert_eq!(DiagnosticCode::from_name("Broken-Link"), None);
}

#[test]
fn each_code_has_an_example_that_the_goldens_show() {
    let shown: BTreeSet<DiagnosticCode> =
        example_kinds().iter().map(DiagnosticKind::code).collect();
    let all: BTreeSet<DiagnosticCode> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(shown, all);
}

#[test]
fn each_code_is_documented_in_both_languages() {
    for rule in RULES {
        for docs in [rule.docs.en, rule.docs.sv] {
            for sentence in [docs.what, docs.why] {
                assert!(sentence.ends_with('.'), "{}: {sentence}", rule.name);
                let begins_low = sentence.starts_with(char::is_lowercase);
                assert!(!begins_low || sentence.starts_with("pakt "), "{}", rule.name);
                assert!(!sentence.chars().any(is_invisible), "{}: {sentence}", rule.name);
            }
            assert!(!docs.before.is_empty() && !docs.after.is_empty(), "{}", rule.name);
            assert_ne!(docs.before, docs.after, "{}", rule.name);
        }
        assert_ne!(rule.docs.en.what, rule.docs.sv.what, "{}", rule.name);
    }
}

#[test]
fn warnings_are_those_of_the_design() {
    let warnings: Vec<_> = RULES
        .iter()
        .filter(|rule| rule.severity == Severity::Warning)
        .map(|rule| rule.name)
        .collect();
    let expected = [
        "value-in-comment",
        "control-character",
        "not-read",
        "left-out",
        "draft-tag",
        "no-as-of",
        "one-day-gap",
        "ambiguous-link",
        "unknown-reference",
        "not-a-mark",
        "no-marks",
        "superseded-quote",
        "clipped-negation",
        "ambiguous-quote",
        "date-not-in-quote",
        "number-not-in-quote",
        "foreign-syntax",
        "markdown-in-text",
        "misread-text",
        "surplus-cell",
        "no-rows",
        "no-entries",
        "fence-not-closed",
        "unknown-footnote",
        "unused-footnote",
        "unused-reference",
        "duplicate-footnote",
        "raw-html",
        "missing-translation",
        "misnamed-translation",
        "orphan-page",
        "missing-alternative",
        "missing-owner",
        "missing-contact",
        "review-overdue",
        "pdf-without-text",
        "unsourced-number",
        "unexplained-abbreviation",
        "value-moved",
        "source-moved",
        "translation-behind",
    ];
    assert_eq!(warnings, expected);
    assert!(DiagnosticCode::MissingOwner.info().is_editorial);
    assert!(!DiagnosticCode::RawHtml.info().is_editorial);
}

#[test]
fn a_message_is_one_line_without_full_stop_and_blames_nobody() {
    for language in LANGUAGES {
        for kind in example_kinds() {
            let message = kind.message(language);
            assert!(!message.ends_with('.'), "{message}");
            // Names are in backticks; a capital may only begin "YAML" or such a name.
            let first_char = message.chars().next().unwrap_or_default();
            assert!(!first_char.is_uppercase() || message.starts_with("YAML"), "{message}");
            for word in ["invalid", "illegal", "ogiltig", "otillåten", "you ", "fel "] {
                assert!(!message.to_lowercase().contains(word), "{message}");
            }
        }
    }
}

#[test]
fn no_hidden_character_of_a_name_comes_through() {
    for language in LANGUAGES {
        for kind in hostile_kinds() {
            let texts = [Some(kind.message(language)), kind.label(language), kind.help(language)];
            for text in texts.into_iter().flatten() {
                assert!(!text.chars().any(is_invisible), "{text:?}");
                assert!(text.chars().count() < 1_500, "{text}");
            }
        }
    }
}
