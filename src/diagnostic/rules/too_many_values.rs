//! `too-many-values`: more values than the field allows.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A field that has more values than its declaration allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooManyValues {
    /// The field's name.
    pub field: String,
    /// The most that the field allows.
    pub at_most: usize,
    /// How many there are.
    pub n_values: usize,
}

impl Rule for TooManyValues {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::TooManyValues,
        name: "too-many-values",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The field has more values than its type allows.",
                why: "`at_most` in the type's declaration says how many there may be at most, counted for \
                      each speaker and each standing. Two sources that say different things are told apart \
                      by `according_to`, and the difference asks for a `question` about the field.",
                before: "chair: [solna, sundbyberg]",
                after: "chair: solna",
            },
            sv: RuleDocs {
                what: "Fältet har fler värden än dess typ tillåter.",
                why: "`at_most` i typens deklaration säger hur många det får vara, räknat för sig per \
                      uppgiftslämnare och ställning. Två källor som säger olika skiljs åt med \
                      `according_to`, och skillnaden behöver en `question` om fältet.",
                before: "chair: [solna, sundbyberg]",
                after: "chair: solna",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let Self { field, at_most, n_values } = self;
        let field = code_span(field);
        match language {
            English => format!("{field} has {n_values} values; at most {at_most} are allowed"),
            Swedish => format!("{field} har {n_values} värden men får ha högst {at_most}"),
        }
    }

    fn label(&self, language: ReportLanguage) -> Option<String> {
        let label = match language {
            English => "the first value above the limit",
            Swedish => "första värdet över gränsen",
        };
        Some(label.into())
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let at_most = self.at_most;
        Some(match language {
            English => {
                format!("keep {at_most}, or say who claims each value with `according_to`")
            }
            Swedish => format!(
                "behåll {at_most}, eller skriv vem som uppger varje värde med `according_to`"
            ),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { field: name("chair"), at_most: 1, n_values: 3 }]
    }
}
