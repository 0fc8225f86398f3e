//! `missing-field`: a required field without a value.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A required field that has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingField {
    /// The field's name.
    pub field: String,
    /// The type or group that requires the field.
    pub required_by: String,
}

impl Rule for MissingField {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MissingField,
        name: "missing-field",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Something that must be filled in is missing.",
                why: "The type says that every entry needs this field, because readers and views count on \
                      it. If the answer exists but no source gives it, write `unknown`; if a source says \
                      that there is none, write `none`.",
                before: "type: forum\ntitle: The council",
                after: "type: forum\ntitle: The council\nchair: unknown",
            },
            sv: RuleDocs {
                what: "Något som måste fyllas i saknas.",
                why: "Typen säger att varje post behöver det här fältet, eftersom läsare och vyer räknar \
                      med det. Om svaret finns men ingen källa anger det skriver du `unknown`; om en källa \
                      säger att det inte finns något skriver du `none`.",
                before: "type: forum\ntitle: Rådet",
                after: "type: forum\ntitle: Rådet\nchair: unknown",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (field, required_by) = (code_span(&self.field), code_span(&self.required_by));
        match language {
            English => format!("{field} is missing; {required_by} requires it"),
            Swedish => format!("{field} saknas, och {required_by} kräver det"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let field = shortened_name(&self.field);
        Some(match language {
            English => format!("add the line `{field}: …`"),
            Swedish => format!("lägg till raden `{field}: …`"),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { field: name("chair"), required_by: name("forum") }]
    }
}
