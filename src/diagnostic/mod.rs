//! Diagnostics: what is wrong in the content, as values.
//!
//! A [`Diagnostic`] has a [`DiagnosticKind`] (what), a [`Span`] (where) and a [`Severity`]. Every
//! stage makes diagnostics and none prints them: [`emit`] formats them for people, as JSON, as
//! SARIF or for GitHub. All that is known of one code is in one file, `rules/<code>.rs`: its data,
//! its message in both languages and its documentation.
//!
//! Names from content pass through `quoting`, so a message is one line without hidden characters.
//!
//! ```
//! use pakt::diagnostic::{DiagnosticKind, ReportLanguage, rules};
//!
//! let kind = DiagnosticKind::from(rules::UnknownType { name: "chair".into(), suggestion: None });
//! assert_eq!(kind.message(ReportLanguage::English), "there is no type `chair`");
//! ```

#[expect(clippy::module_inception, reason = "the file is named after its type")]
mod diagnostic;
mod bool_words;
mod count;
pub mod emit;
mod expected_kind;
#[cfg(test)]
mod example_kinds;
#[cfg(test)]
mod fix_coverage;
mod foreign_syntax_effect;
mod foreign_syntax_kind;
mod kept_back;
mod key_names;
mod line_index;
mod quoting;
mod related_note;
mod report_labels;
mod report_language;
mod rule;
pub mod rules;
pub mod sanitize;
mod span;
mod span_fix;
mod suggest;
mod yaml_grammar;

pub(crate) use bool_words::{parse_any_bool, parse_bool};
pub use count::diagnostic_count;
pub use diagnostic::{Diagnostic, RelatedLocation, RuleFamily, Severity};
pub use expected_kind::ExpectedKind;
pub(crate) use key_names::meant_key;
pub(crate) use line_index::LineIndexCache;
pub use related_note::RelatedNote;
pub use report_language::ReportLanguage;
pub use rule::RuleInfo;
pub use rules::{
    BrokenLinkReason, CitationProblem, ContactProblem, DiagnosticCode, DiagnosticKind, KeyScope,
    MissingSourcePart, NearestPassage, OutsideSiteReason, QuoteAmbiguity, QuoteEnd,
    UnknownDocumentReason, ViewOptionProblem, YamlProblem,
};
pub(crate) use sanitize::is_invisible;
pub use span::{LineCol, SourceFile, Span};
pub(crate) use span_fix::{FixPlace, SpanFix};
pub use suggest::closest_match;
pub(crate) use suggest::with_plain_hyphens;
pub(crate) use yaml_grammar::closing_sign;
