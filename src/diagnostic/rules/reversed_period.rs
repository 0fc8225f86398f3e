//! `reversed-period`: a period that ends before it begins.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A period whose `until` is not later than its `from`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReversedPeriod {
    /// The start, as written.
    pub from: String,
    /// The end, as written.
    pub until: String,
}

impl Rule for ReversedPeriod {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ReversedPeriod,
        name: "reversed-period",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A period ends before or on the day on which it begins.",
                why: "`until` is the first day on which the value is no longer in force, so it comes after \
                      `from`.",
                before: "{from: 2015-01-01, until: 2014-01-01}",
                after: "{from: 2014-01-01, until: 2015-01-01}",
            },
            sv: RuleDocs {
                what: "En period slutar före eller samma dag som den börjar.",
                why: "`until` är den första dag då det inte längre gäller, så den kommer efter `from`.",
                before: "{from: 2015-01-01, until: 2014-01-01}",
                after: "{from: 2014-01-01, until: 2015-01-01}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (from, until) = (code_span(&self.from), code_span(&self.until));
        match language {
            English => format!("the end of the period ({until}) is not after its start ({from})"),
            Swedish => format!("slutet ({until}) ligger inte efter starten ({from})"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "write a later end; `until` is the first day on which the value is no longer in force"
            }
            Swedish => {
                "ange ett senare slutdatum; `until` är den första dagen då det inte längre gäller"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { from: name("2015"), until: name("2014") }]
    }
}
