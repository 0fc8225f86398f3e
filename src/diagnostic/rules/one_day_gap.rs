//! `one-day-gap`: a value that ends one day before the next one begins.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// An `until` that is the day before the `from` of the next value of the same field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneDayGap {
    /// The field's name.
    pub field: String,
    /// The end of the earlier value, as written.
    pub until: String,
    /// The day on which the next value begins.
    pub next_from: String,
}

impl Rule for OneDayGap {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::OneDayGap,
        name: "one-day-gap",
        family: RuleFamily::Schema,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The value ends on the day before the next value of the field begins, so the field \
                       has no value on that day.",
                why: "`until` is the first day on which the value is no longer in force. If the source \
                      says \"until and including 31 December\", `until` is 1 January.",
                before: "fee: [{value: 10, until: 2025-12-31}, {value: 12, from: 2026-01-01}]",
                after: "fee: [{value: 10, until: 2026-01-01}, {value: 12, from: 2026-01-01}]",
            },
            sv: RuleDocs {
                what: "Värdet slutar dagen innan nästa värde i fältet börjar, så den dagen har fältet \
                       inget värde.",
                why: "`until` är den första dagen då värdet inte längre gäller. Står det ”till och med \
                      den 31 december” i källan är `until` den 1 januari.",
                before: "fee: [{value: 10, until: 2025-12-31}, {value: 12, from: 2026-01-01}]",
                after: "fee: [{value: 10, until: 2026-01-01}, {value: 12, from: 2026-01-01}]",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (field, until) = (code_span(&self.field), code_span(&self.until));
        match language {
            English => format!("{field} has no value on {until}: the next one begins a day later"),
            Swedish => format!("{field} saknar värde den {until}: nästa börjar dagen efter"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let line = code_span(&format!("until: {}", self.next_from));
        Some(match language {
            English => format!(
                "write {line}; `until` is the first day on which the value is no longer in force"
            ),
            Swedish => {
                format!("skriv {line}; `until` är den första dagen då värdet inte längre gäller")
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        vec![SpanFix::of_part(&self.until, &self.next_from)]
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let (until, next_from) = ("2025-12-31".into(), "2026-01-01".into());
        vec![Self { field: name("fee"), until, next_from }]
    }
}
