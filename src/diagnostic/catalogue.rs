//! What each [`Code`] is: one table, from which `pakt explain`, the reference page, SARIF's rules
//! and completions are made.
//!
//! The explanations lie in `explanation/`, a file per family, both languages side by side, so that
//! who changes one sees the other.

use super::explanation::{
    Explained, citation, editorial as about_readers, link, schema, syntax, theme, view,
};
use super::message::Language;
use super::{Code, Family, Severity};

/// The facts about one code.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The code that the facts are about.
    pub code: Code,
    /// Its name: kebab-case, frozen once published.
    pub name: &'static str,
    /// What it is about.
    pub family: Family,
    /// How much it matters unless a site's `checks:` says otherwise.
    pub severity: Severity,
    /// Whether it is off on a folder without `site.yaml`, where nobody promised a reader anything.
    pub is_editorial: bool,
    /// The first version of pakt that reports it.
    pub since: &'static str,
    /// In English.
    pub en: Explanation,
    /// In Swedish.
    pub sv: Explanation,
}

/// What a code means, for an editor who knows Markdown and has never programmed.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// What pakt has found.
    pub what: &'static str,
    /// Why it matters, and what pakt does meanwhile.
    pub why: &'static str,
    /// What it can look like.
    pub wrong: &'static str,
    /// The same, put right.
    pub right: &'static str,
}

/// Every rule, in the order of [`Code`].
pub static CATALOGUE: &[Rule] = &[
    error(Code::YamlSyntax, "yaml-syntax", Family::Syntax, syntax::YAML_SYNTAX),
    error(
        Code::FrontMatterNotClosed,
        "front-matter-not-closed",
        Family::Syntax,
        syntax::FRONT_MATTER_NOT_CLOSED,
    ),
    error(Code::NotUtf8, "not-utf8", Family::Syntax, syntax::NOT_UTF8),
    error(Code::TooLarge, "too-large", Family::Syntax, syntax::TOO_LARGE),
    Rule {
        severity: Severity::Note,
        ..error(Code::NoHistory, "no-history", Family::Editorial, about_readers::NO_HISTORY)
    },
    Rule {
        severity: Severity::Note,
        ..error(Code::NoStemmer, "no-stemmer", Family::Editorial, about_readers::NO_STEMMER)
    },
    error(Code::UnknownKey, "unknown-key", Family::Schema, schema::UNKNOWN_KEY),
    error(Code::DuplicateKey, "duplicate-key", Family::Schema, schema::DUPLICATE_KEY),
    error(Code::WrongKind, "wrong-kind", Family::Schema, schema::WRONG_KIND),
    error(Code::BadDate, "bad-date", Family::Schema, schema::BAD_DATE),
    error(Code::MissingField, "missing-field", Family::Schema, schema::MISSING_FIELD),
    error(Code::TooManyValues, "too-many-values", Family::Schema, schema::TOO_MANY_VALUES),
    error(Code::DuplicateValue, "duplicate-value", Family::Schema, schema::DUPLICATE_VALUE),
    error(Code::UnknownType, "unknown-type", Family::Schema, schema::UNKNOWN_TYPE),
    error(Code::UnknownEntry, "unknown-entry", Family::Schema, schema::UNKNOWN_ENTRY),
    error(Code::WrongEntryType, "wrong-entry-type", Family::Schema, schema::WRONG_ENTRY_TYPE),
    error(Code::Cycle, "cycle", Family::Schema, schema::CYCLE),
    error(Code::SumIsOff, "sum-is-off", Family::Schema, schema::SUM_IS_OFF),
    error(Code::ReversedPeriod, "reversed-period", Family::Schema, schema::REVERSED_PERIOD),
    error(
        Code::OverlappingValues,
        "overlapping-values",
        Family::Schema,
        schema::OVERLAPPING_VALUES,
    ),
    error(Code::MissingSpeaker, "missing-speaker", Family::Schema, schema::MISSING_SPEAKER),
    error(Code::DuplicateId, "duplicate-id", Family::Link, link::DUPLICATE_ID),
    error(Code::DuplicateRoute, "duplicate-route", Family::Link, link::DUPLICATE_ROUTE),
    error(Code::BrokenLink, "broken-link", Family::Link, link::BROKEN_LINK),
    error(Code::MissingHeading, "missing-heading", Family::Link, link::MISSING_HEADING),
    warning(Code::AmbiguousLink, "ambiguous-link", Family::Link, link::AMBIGUOUS_LINK),
    error(Code::UnsafeLink, "unsafe-link", Family::Link, link::UNSAFE_LINK),
    error(Code::OutsideSite, "outside-site", Family::Link, link::OUTSIDE_SITE),
    error(Code::CitationSyntax, "citation-syntax", Family::Citation, citation::CITATION_SYNTAX),
    error(Code::UnknownDocument, "unknown-document", Family::Citation, citation::UNKNOWN_DOCUMENT),
    error(Code::UnknownLocator, "unknown-locator", Family::Citation, citation::UNKNOWN_LOCATOR),
    error(Code::QuoteNotFound, "quote-not-found", Family::Citation, citation::QUOTE_NOT_FOUND),
    error(Code::MissingSource, "missing-source", Family::Citation, citation::MISSING_SOURCE),
    error(Code::TextChanged, "text-changed", Family::Citation, citation::TEXT_CHANGED),
    warning(Code::RawHtml, "raw-html", Family::Syntax, syntax::RAW_HTML),
    error(Code::UnknownView, "unknown-view", Family::View, view::UNKNOWN_VIEW),
    error(Code::ViewOption, "view-option", Family::View, view::VIEW_OPTION),
    editorial(Code::MissingTranslation, "missing-translation", about_readers::MISSING_TRANSLATION),
    editorial(Code::OrphanPage, "orphan-page", about_readers::ORPHAN_PAGE),
    editorial(Code::MissingOwner, "missing-owner", about_readers::MISSING_OWNER),
    editorial(Code::ReviewOverdue, "review-overdue", about_readers::REVIEW_OVERDUE),
    editorial(Code::PdfWithoutText, "pdf-without-text", about_readers::PDF_WITHOUT_TEXT),
    editorial(
        Code::FigureWithoutSource,
        "figure-without-source",
        about_readers::FIGURE_WITHOUT_SOURCE,
    ),
    editorial(
        Code::UnexplainedAbbreviation,
        "unexplained-abbreviation",
        about_readers::UNEXPLAINED_ABBREVIATION,
    ),
    Rule {
        severity: Severity::Note,
        ..editorial(Code::UncitedParagraph, "uncited-paragraph", about_readers::UNCITED_PARAGRAPH)
    },
    error(Code::TemplateError, "template-error", Family::Theme, theme::TEMPLATE_ERROR),
];

/// The table is indexed by code, so a row in the wrong place must not compile.
const _: () = {
    assert!(CATALOGUE.len() == Code::TemplateError as usize + 1, "each code has a row");
    let mut index = 0;
    while index < CATALOGUE.len() {
        assert!(CATALOGUE[index].code as usize == index, "the rows have the order of the codes");
        index += 1;
    }
};

/// The facts about a code.
#[must_use]
pub fn rule(code: Code) -> &'static Rule {
    // Cannot miss: the table is checked above, when pakt is compiled.
    &CATALOGUE[code as usize]
}

impl Code {
    /// The name in reports, in `checks:` and in `allow:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        rule(self).name
    }

    /// The code of that name, if there is one. Names are compared exactly.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        CATALOGUE.iter().find(|rule| rule.name == name).map(|rule| rule.code)
    }
}

impl Rule {
    /// The explanation in a language.
    #[must_use]
    pub fn explanation(&self, language: Language) -> &Explanation {
        match language {
            Language::English => &self.en,
            Language::Swedish => &self.sv,
        }
    }
}

const fn error(code: Code, name: &'static str, family: Family, text: Explained) -> Rule {
    Rule {
        code,
        name,
        family,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        en: text.en,
        sv: text.sv,
    }
}

const fn warning(code: Code, name: &'static str, family: Family, text: Explained) -> Rule {
    Rule { severity: Severity::Warning, ..error(code, name, family, text) }
}

const fn editorial(code: Code, name: &'static str, text: Explained) -> Rule {
    Rule { is_editorial: true, ..warning(code, name, Family::Editorial, text) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{CATALOGUE, rule};
    use crate::diagnostic::sample::sample_faults;
    use crate::diagnostic::visible::is_unseen;
    use crate::diagnostic::{Code, Severity};

    #[test]
    fn names_are_kebab_case_unique_and_lead_back_to_their_code() {
        let mut names = BTreeSet::new();
        for entry in CATALOGUE {
            assert!(names.insert(entry.name), "{} twice", entry.name);
            assert!(entry.name.split('-').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            }));
            assert_eq!(Code::from_name(entry.name), Some(entry.code));
            assert_eq!(entry.code.name(), entry.name);
            // The name is the variant's own words.
            let variant = format!("{:?}", entry.code).to_lowercase();
            assert_eq!(variant, entry.name.replace('-', ""));
        }
        assert_eq!(Code::from_name("Broken-Link"), None);
    }

    #[test]
    fn each_code_has_a_sample_that_the_goldens_show() {
        let fired: BTreeSet<Code> = sample_faults().iter().map(|fault| fault.code()).collect();
        let all: BTreeSet<Code> = CATALOGUE.iter().map(|entry| entry.code).collect();
        assert_eq!(fired, all);
    }

    #[test]
    fn each_code_is_explained_in_both_languages() {
        for entry in CATALOGUE {
            for text in [entry.en, entry.sv] {
                for sentence in [text.what, text.why] {
                    assert!(sentence.ends_with('.'), "{}: {sentence}", entry.name);
                    let begins_low = sentence.starts_with(char::is_lowercase);
                    assert!(!begins_low || sentence.starts_with("pakt "), "{}", entry.name);
                    assert!(!sentence.chars().any(is_unseen), "{}: {sentence}", entry.name);
                }
                assert!(!text.wrong.is_empty() && !text.right.is_empty(), "{}", entry.name);
                assert_ne!(text.wrong, text.right, "{}", entry.name);
            }
            assert_ne!(entry.en.what, entry.sv.what, "{}", entry.name);
        }
    }

    #[test]
    fn warnings_are_those_of_the_design() {
        let warnings: Vec<_> = CATALOGUE
            .iter()
            .filter(|entry| entry.severity == Severity::Warning)
            .map(|entry| entry.name)
            .collect();
        let expected = [
            "ambiguous-link",
            "raw-html",
            "missing-translation",
            "orphan-page",
            "missing-owner",
            "review-overdue",
            "pdf-without-text",
            "figure-without-source",
            "unexplained-abbreviation",
        ];
        assert_eq!(warnings, expected);
        assert!(rule(Code::MissingOwner).is_editorial && !rule(Code::RawHtml).is_editorial);
    }
}
