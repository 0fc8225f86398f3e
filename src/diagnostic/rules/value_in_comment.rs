//! `value-in-comment`: a value that YAML reads as a comment, because it begins with `#`.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A value, or its end, that is read as a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueInComment {
    /// What is read as a comment, with the `#`.
    pub comment: String,
    /// The whole value, as it was probably meant.
    pub value: String,
}

impl ValueInComment {
    /// Returns the value in quotation marks.
    fn quoted_value(&self) -> String {
        match self.value.contains('\'') {
            true => format!("\"{}\"", self.value.replace('\\', "\\\\").replace('"', "\\\"")),
            false => format!("'{}'", self.value),
        }
    }
}

impl Rule for ValueInComment {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ValueInComment,
        name: "value-in-comment",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A value in YAML has ` #` in it, or begins with `#`, and a word directly after.",
                why: "YAML reads `#` after a space as the beginning of a comment, so the value ends there. \
                      Quotation marks make it part of the value; a comment that is meant has a space \
                      after `#`.",
                before: "title: Room #3",
                after: "title: 'Room #3'",
            },
            sv: RuleDocs {
                what: "Ett värde i YAML innehåller ` #`, eller börjar med `#`, med ett ord direkt efter.",
                why: "YAML läser `#` efter ett mellanslag som början på en kommentar, så värdet slutar där. \
                      Med citattecken hör det till värdet; en kommentar som är menad har ett mellanslag \
                      efter `#`.",
                before: "title: Rum #3",
                after: "title: 'Rum #3'",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let comment = code_span(&self.comment);
        match language {
            English => format!("{comment} is read as a comment, and not as part of the value"),
            Swedish => format!("{comment} läses som en kommentar och inte som en del av värdet"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let quoted = code_span(&self.quoted_value());
        Some(match language {
            English => format!("write {quoted}; a comment has a space after `#`"),
            Swedish => format!("skriv {quoted}; en kommentar har ett mellanslag efter `#`"),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let place = FixPlace::EndingWith(self.value.clone());
        vec![SpanFix { place, text: self.quoted_value() }]
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self { comment: name("#3"), value: name("Room #3") },
            Self { comment: name("#birch"), value: name("#birch") },
        ]
    }
}
