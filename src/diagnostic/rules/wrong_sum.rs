//! `wrong-sum`: parts that do not add up to the declared sum.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Parts that do not add up to the sum that the field declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongSum {
    /// The field whose values are added.
    pub field: String,
    /// The id of the entry whose parts are added.
    pub per: String,
    /// What the parts add up to.
    pub sum: String,
    /// What they should add up to.
    pub expected_sum: String,
}

impl Rule for WrongSum {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::WrongSum,
        name: "wrong-sum",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Parts that should add up to a given sum add up to something else.",
                why: "The field's declaration says `sum: 1 per agreement`, or the like: the shares of a \
                      cost must cover it exactly, no more and no less. Fractions are added exactly.",
                before: "share: 1/3\nshare: 1/3",
                after: "share: 1/3\nshare: 2/3",
            },
            sv: RuleDocs {
                what: "Delar som tillsammans ska bli en viss summa blir något annat.",
                why: "Fältets deklaration har `sum: 1 per avtal` eller liknande: andelarna av en kostnad \
                      ska täcka den precis, varken mer eller mindre. Bråk läggs ihop exakt.",
                before: "share: 1/3\nshare: 1/3",
                after: "share: 1/3\nshare: 2/3",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (field, per) = (code_span(&self.field), code_span(&self.per));
        let (sum, expected) = (shortened_name(&self.sum), shortened_name(&self.expected_sum));
        match language {
            English => format!("{field} adds up to {sum} per {per}, expected {expected}"),
            Swedish => format!("{field} blir tillsammans {sum} per {per} men ska bli {expected}"),
        }
    }

    fn label(&self, language: ReportLanguage) -> Option<String> {
        let label = match language {
            English => "the last part",
            Swedish => "den sista delen",
        };
        Some(label.into())
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let expected = shortened_name(&self.expected_sum);
        Some(match language {
            English => format!("change the parts so that they add up to {expected}"),
            Swedish => format!("ändra delarna så att de tillsammans blir {expected}"),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self {
            field: name("share"),
            per: name("agreement"),
            sum: name("9/10"),
            expected_sum: name("1"),
        }]
    }
}
