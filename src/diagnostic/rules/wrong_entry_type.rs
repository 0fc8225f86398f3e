//! `wrong-entry-type`: a relation to an entry of a type that the field does not allow.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, list_of_names};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A relation to an entry of a type that the field does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongEntryType {
    /// The entry's id.
    pub id: String,
    /// The entry's type.
    pub entry_type: String,
    /// The types that the field allows.
    pub expected_types: Vec<String>,
}

impl Rule for WrongEntryType {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::WrongEntryType,
        name: "wrong-entry-type",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The field points at an entry that exists, but of a type that the field does not \
                       lead to.",
                why: "`to:` in the field's declaration says which types belong there: the chair of a forum \
                      is a party, never a document.",
                before: "chair: statement-2015-128",
                after: "chair: county-board-stockholm",
            },
            sv: RuleDocs {
                what: "Fältet pekar på en post som finns, men den är av en typ som fältet inte tillåter.",
                why: "`to:` i fältets deklaration säger vilka typer som är tillåtna: ordförande i ett \
                      forum är en part, aldrig ett dokument.",
                before: "chair: utlatande-2015-128",
                after: "chair: lansstyrelsen-stockholm",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (id, entry_type) = (code_span(&self.id), code_span(&self.entry_type));
        match language {
            English => {
                let expected = list_of_names(&self.expected_types, "or");
                format!("{id} is of type {entry_type}; expected {expected}")
            }
            Swedish => {
                let expected = list_of_names(&self.expected_types, "eller");
                format!("{id} är av typen {entry_type}, men fältet kräver {expected}")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "choose another entry, or add the type to the field's `to:`",
            Swedish => "välj en annan post, eller lägg till typen i fältets `to:`",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self {
            id: name("beslut-2015"),
            entry_type: name("document"),
            expected_types: vec![name("party"), name("agency")],
        }]
    }
}
