//! What each [`DiagnosticCode`] is: one table, from which `pakt explain`, the reference page,
//! SARIF's rules
//! and completions are made.
//!
//! The explanations lie in `explanation/`, a file per family, both languages side by side, so that
//! who changes one sees the other.

use super::docs::{
    BilingualDocs, citation, editorial as about_readers, link, schema, syntax, theme, view,
};
use super::message::ReportLanguage;
use super::{DiagnosticCode, RuleFamily, Severity};

/// The facts about one code.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// The code that the facts are about.
    pub code: DiagnosticCode,
    /// Its name: kebab-case, frozen once published.
    pub name: &'static str,
    /// What it is about.
    pub family: RuleFamily,
    /// How much it matters unless a site's `checks:` says otherwise.
    pub severity: Severity,
    /// Whether it is off on a folder without `site.yaml`, where nobody promised a reader anything.
    pub is_editorial: bool,
    /// The first version of pakt that reports it.
    pub since: &'static str,
    /// In English.
    pub en: RuleDocs,
    /// In Swedish.
    pub sv: RuleDocs,
}

/// What a code means, for an editor who knows Markdown and has never programmed.
#[derive(Clone, Copy, Debug)]
pub struct RuleDocs {
    /// What pakt has found.
    pub what: &'static str,
    /// Why it matters, and what pakt does meanwhile.
    pub why: &'static str,
    /// What it can look like.
    pub wrong: &'static str,
    /// The same, put right.
    pub right: &'static str,
}

/// Every rule, in the order of [`DiagnosticCode`].
pub static RULES: &[RuleInfo] = &[
    error_rule(DiagnosticCode::YamlSyntax, "yaml-syntax", RuleFamily::Syntax, syntax::YAML_SYNTAX),
    error_rule(
        DiagnosticCode::FrontMatterNotClosed,
        "front-matter-not-closed",
        RuleFamily::Syntax,
        syntax::FRONT_MATTER_NOT_CLOSED,
    ),
    error_rule(DiagnosticCode::NotUtf8, "not-utf8", RuleFamily::Syntax, syntax::NOT_UTF8),
    error_rule(DiagnosticCode::TooLarge, "too-large", RuleFamily::Syntax, syntax::TOO_LARGE),
    RuleInfo {
        severity: Severity::Note,
        ..error_rule(
            DiagnosticCode::NoHistory,
            "no-history",
            RuleFamily::Editorial,
            about_readers::NO_HISTORY,
        )
    },
    RuleInfo {
        severity: Severity::Note,
        ..error_rule(
            DiagnosticCode::NoStemmer,
            "no-stemmer",
            RuleFamily::Editorial,
            about_readers::NO_STEMMER,
        )
    },
    error_rule(DiagnosticCode::UnknownKey, "unknown-key", RuleFamily::Schema, schema::UNKNOWN_KEY),
    error_rule(
        DiagnosticCode::DuplicateKey,
        "duplicate-key",
        RuleFamily::Schema,
        schema::DUPLICATE_KEY,
    ),
    error_rule(DiagnosticCode::WrongKind, "wrong-kind", RuleFamily::Schema, schema::WRONG_KIND),
    error_rule(DiagnosticCode::BadDate, "bad-date", RuleFamily::Schema, schema::BAD_DATE),
    error_rule(
        DiagnosticCode::MissingField,
        "missing-field",
        RuleFamily::Schema,
        schema::MISSING_FIELD,
    ),
    error_rule(
        DiagnosticCode::TooManyValues,
        "too-many-values",
        RuleFamily::Schema,
        schema::TOO_MANY_VALUES,
    ),
    error_rule(
        DiagnosticCode::DuplicateValue,
        "duplicate-value",
        RuleFamily::Schema,
        schema::DUPLICATE_VALUE,
    ),
    error_rule(
        DiagnosticCode::UnknownType,
        "unknown-type",
        RuleFamily::Schema,
        schema::UNKNOWN_TYPE,
    ),
    error_rule(
        DiagnosticCode::UnknownEntry,
        "unknown-entry",
        RuleFamily::Schema,
        schema::UNKNOWN_ENTRY,
    ),
    error_rule(
        DiagnosticCode::WrongEntryType,
        "wrong-entry-type",
        RuleFamily::Schema,
        schema::WRONG_ENTRY_TYPE,
    ),
    error_rule(DiagnosticCode::Cycle, "cycle", RuleFamily::Schema, schema::CYCLE),
    error_rule(DiagnosticCode::SumIsOff, "sum-is-off", RuleFamily::Schema, schema::SUM_IS_OFF),
    error_rule(
        DiagnosticCode::ReversedPeriod,
        "reversed-period",
        RuleFamily::Schema,
        schema::REVERSED_PERIOD,
    ),
    error_rule(
        DiagnosticCode::OverlappingValues,
        "overlapping-values",
        RuleFamily::Schema,
        schema::OVERLAPPING_VALUES,
    ),
    error_rule(
        DiagnosticCode::MissingSpeaker,
        "missing-speaker",
        RuleFamily::Schema,
        schema::MISSING_SPEAKER,
    ),
    error_rule(DiagnosticCode::DuplicateId, "duplicate-id", RuleFamily::Link, link::DUPLICATE_ID),
    error_rule(
        DiagnosticCode::DuplicateRoute,
        "duplicate-route",
        RuleFamily::Link,
        link::DUPLICATE_ROUTE,
    ),
    error_rule(DiagnosticCode::BrokenLink, "broken-link", RuleFamily::Link, link::BROKEN_LINK),
    error_rule(
        DiagnosticCode::MissingHeading,
        "missing-heading",
        RuleFamily::Link,
        link::MISSING_HEADING,
    ),
    warning_rule(
        DiagnosticCode::AmbiguousLink,
        "ambiguous-link",
        RuleFamily::Link,
        link::AMBIGUOUS_LINK,
    ),
    error_rule(DiagnosticCode::UnsafeLink, "unsafe-link", RuleFamily::Link, link::UNSAFE_LINK),
    error_rule(DiagnosticCode::OutsideSite, "outside-site", RuleFamily::Link, link::OUTSIDE_SITE),
    error_rule(
        DiagnosticCode::CitationSyntax,
        "citation-syntax",
        RuleFamily::Citation,
        citation::CITATION_SYNTAX,
    ),
    error_rule(
        DiagnosticCode::UnknownDocument,
        "unknown-document",
        RuleFamily::Citation,
        citation::UNKNOWN_DOCUMENT,
    ),
    error_rule(
        DiagnosticCode::UnknownLocator,
        "unknown-locator",
        RuleFamily::Citation,
        citation::UNKNOWN_LOCATOR,
    ),
    error_rule(
        DiagnosticCode::QuoteNotFound,
        "quote-not-found",
        RuleFamily::Citation,
        citation::QUOTE_NOT_FOUND,
    ),
    error_rule(
        DiagnosticCode::MissingSource,
        "missing-source",
        RuleFamily::Citation,
        citation::MISSING_SOURCE,
    ),
    error_rule(
        DiagnosticCode::TextChanged,
        "text-changed",
        RuleFamily::Citation,
        citation::TEXT_CHANGED,
    ),
    warning_rule(DiagnosticCode::RawHtml, "raw-html", RuleFamily::Syntax, syntax::RAW_HTML),
    error_rule(DiagnosticCode::UnknownView, "unknown-view", RuleFamily::View, view::UNKNOWN_VIEW),
    error_rule(DiagnosticCode::ViewOption, "view-option", RuleFamily::View, view::VIEW_OPTION),
    editorial_rule(
        DiagnosticCode::MissingTranslation,
        "missing-translation",
        about_readers::MISSING_TRANSLATION,
    ),
    editorial_rule(DiagnosticCode::OrphanPage, "orphan-page", about_readers::ORPHAN_PAGE),
    editorial_rule(DiagnosticCode::MissingOwner, "missing-owner", about_readers::MISSING_OWNER),
    editorial_rule(DiagnosticCode::ReviewOverdue, "review-overdue", about_readers::REVIEW_OVERDUE),
    editorial_rule(
        DiagnosticCode::PdfWithoutText,
        "pdf-without-text",
        about_readers::PDF_WITHOUT_TEXT,
    ),
    editorial_rule(
        DiagnosticCode::FigureWithoutSource,
        "figure-without-source",
        about_readers::FIGURE_WITHOUT_SOURCE,
    ),
    editorial_rule(
        DiagnosticCode::UnexplainedAbbreviation,
        "unexplained-abbreviation",
        about_readers::UNEXPLAINED_ABBREVIATION,
    ),
    RuleInfo {
        severity: Severity::Note,
        ..editorial_rule(
            DiagnosticCode::UncitedParagraph,
            "uncited-paragraph",
            about_readers::UNCITED_PARAGRAPH,
        )
    },
    error_rule(
        DiagnosticCode::TemplateError,
        "template-error",
        RuleFamily::Theme,
        theme::TEMPLATE_ERROR,
    ),
];

/// The table is indexed by code, so a row in the wrong place must not compile.
const _: () = {
    assert!(RULES.len() == DiagnosticCode::TemplateError as usize + 1, "each code has a row");
    let mut index = 0;
    while index < RULES.len() {
        assert!(RULES[index].code as usize == index, "the rows have the order of the codes");
        index += 1;
    }
};

/// The facts about a code.
#[must_use]
pub fn rule_info(code: DiagnosticCode) -> &'static RuleInfo {
    // Cannot miss: the table is checked above, when pakt is compiled.
    &RULES[code as usize]
}

impl DiagnosticCode {
    /// The name in reports, in `checks:` and in `allow:`.
    #[must_use]
    pub fn code_name(self) -> &'static str {
        rule_info(self).name
    }

    /// The code of that name, if there is one. Names are compared exactly.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        RULES.iter().find(|rule| rule.name == name).map(|rule| rule.code)
    }
}

impl RuleInfo {
    /// The explanation in a language.
    #[must_use]
    pub fn docs_in(&self, language: ReportLanguage) -> &RuleDocs {
        match language {
            ReportLanguage::English => &self.en,
            ReportLanguage::Swedish => &self.sv,
        }
    }
}

const fn error_rule(
    code: DiagnosticCode,
    name: &'static str,
    family: RuleFamily,
    text: BilingualDocs,
) -> RuleInfo {
    RuleInfo {
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

const fn warning_rule(
    code: DiagnosticCode,
    name: &'static str,
    family: RuleFamily,
    text: BilingualDocs,
) -> RuleInfo {
    RuleInfo { severity: Severity::Warning, ..error_rule(code, name, family, text) }
}

const fn editorial_rule(code: DiagnosticCode, name: &'static str, text: BilingualDocs) -> RuleInfo {
    RuleInfo { is_editorial: true, ..warning_rule(code, name, RuleFamily::Editorial, text) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{RULES, rule_info};
    use crate::diagnostic::fixtures::sample_faults;
    use crate::diagnostic::sanitize::is_invisible;
    use crate::diagnostic::{DiagnosticCode, Severity};

    #[test]
    fn names_are_kebab_case_unique_and_lead_back_to_their_code() {
        let mut names = BTreeSet::new();
        for entry in RULES {
            assert!(names.insert(entry.name), "{} twice", entry.name);
            assert!(entry.name.split('-').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            }));
            assert_eq!(DiagnosticCode::from_name(entry.name), Some(entry.code));
            assert_eq!(entry.code.code_name(), entry.name);
            // The name is the variant's own words.
            let variant = format!("{:?}", entry.code).to_lowercase();
            assert_eq!(variant, entry.name.replace('-', ""));
        }
        assert_eq!(DiagnosticCode::from_name("Broken-Link"), None);
    }

    #[test]
    fn each_code_has_a_sample_that_the_goldens_show() {
        let fired: BTreeSet<DiagnosticCode> =
            sample_faults().iter().map(|fault| fault.code()).collect();
        let all: BTreeSet<DiagnosticCode> = RULES.iter().map(|entry| entry.code).collect();
        assert_eq!(fired, all);
    }

    #[test]
    fn each_code_is_explained_in_both_languages() {
        for entry in RULES {
            for text in [entry.en, entry.sv] {
                for sentence in [text.what, text.why] {
                    assert!(sentence.ends_with('.'), "{}: {sentence}", entry.name);
                    let begins_low = sentence.starts_with(char::is_lowercase);
                    assert!(!begins_low || sentence.starts_with("pakt "), "{}", entry.name);
                    assert!(!sentence.chars().any(is_invisible), "{}: {sentence}", entry.name);
                }
                assert!(!text.wrong.is_empty() && !text.right.is_empty(), "{}", entry.name);
                assert_ne!(text.wrong, text.right, "{}", entry.name);
            }
            assert_ne!(entry.en.what, entry.sv.what, "{}", entry.name);
        }
    }

    #[test]
    fn warnings_are_those_of_the_design() {
        let warnings: Vec<_> = RULES
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
        assert!(
            rule_info(DiagnosticCode::MissingOwner).is_editorial
                && !rule_info(DiagnosticCode::RawHtml).is_editorial
        );
    }
}
