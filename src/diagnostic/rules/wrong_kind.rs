//! `wrong-kind`: a value that is not of the kind that its key requires.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{did_you_mean, quoted_value};
use crate::diagnostic::{DiagnosticCode, ExpectedKind, RuleFamily, Severity, SpanFix};

/// A value that is not of the kind that its key requires.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongKind {
    /// The kind that the key requires.
    pub expected: ExpectedKind,
    /// The value as written, shortened; empty if there is none.
    pub value: String,
}

impl Rule for WrongKind {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::WrongKind,
        name: "wrong-kind",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The value is of another kind than its key asks for, such as a word where a number \
                       belongs, or a list where one value belongs.",
                why: "Values are sorted, counted and shown by their kind, so pakt cannot use this one. \
                      What the number counts, such as kronor, goes in the field's label.",
                before: "inhabitants: about 80 thousand",
                after: "inhabitants: 80000",
            },
            sv: RuleDocs {
                what: "Värdet är av ett annat slag än vad nyckeln ska ha, till exempel ett ord där det ska \
                       stå ett tal, eller en lista där det ska stå ett enda värde.",
                why: "Värden sorteras, räknas och visas efter sitt slag, så pakt kan inte använda det här. \
                      Vad ett tal anger, till exempel kronor, står i fältets etikett.",
                before: "inhabitants: cirka 80 tusen",
                after: "inhabitants: 80000",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let value = quoted_value(&self.value, language);
        let expected = self.expected.noun_phrase(language);
        match language {
            English => format!("{value} is not {expected}"),
            Swedish => format!("{value} är inte {expected}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let suggestion = self.expected.suggestion(&self.value);
        Some(match suggestion {
            Some(suggestion) => did_you_mean(&suggestion, language),
            None => self.expected.how_to_write(language),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let suggestion = self.expected.suggestion(&self.value);
        // In quotation marks, which are kept, a list would be a text.
        let is_list = matches!(self.expected, ExpectedKind::SomeOf(_))
            && suggestion.as_ref().is_some_and(|right| right.starts_with('['));
        suggestion
            .iter()
            .filter(|_| !is_list)
            .map(|right| SpanFix::of_part(&self.value, right))
            .collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let kinds = ExpectedKind::fixtures(name).into_iter();
        kinds
            .map(|expected| Self { expected, value: name("ja") })
            .chain([
                Self { expected: ExpectedKind::Number, value: String::new() },
                Self { expected: ExpectedKind::OneOf(vec![name("nej")]), value: name("ne") },
                Self {
                    expected: ExpectedKind::SomeOf(vec![name("nej"), name("ja")]),
                    value: "nej, ja".into(),
                },
            ])
            .collect()
    }
}
