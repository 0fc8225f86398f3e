//! `missing-field`: a required field without a value.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A required field that has no value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingField {
    /// The field's name.
    pub field: String,
    /// The type or group that requires the field.
    pub required_by: String,
    /// Where it would be.
    pub place: FieldPlace,
}

/// Where a missing value would be, which its cure depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldPlace {
    /// On a line of its own.
    Line,
    /// In the column with this name, which the table does not have.
    Column(String),
    /// In an empty cell of the column with this name.
    Cell(String),
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
        Some(match (&self.place, language) {
            (FieldPlace::Line, English) => {
                format!("add the line `{}: …`", shortened_name(&self.field))
            }
            (FieldPlace::Line, Swedish) => {
                format!("lägg till raden `{}: …`", shortened_name(&self.field))
            }
            (FieldPlace::Column(name), English) => format!("add the column {}", code_span(name)),
            (FieldPlace::Column(name), Swedish) => {
                format!("lägg till kolumnen {}", code_span(name))
            }
            (FieldPlace::Cell(name), English) => {
                format!("fill in the cell in the column {}", code_span(name))
            }
            (FieldPlace::Cell(name), Swedish) => {
                format!("fyll i cellen i kolumnen {}", code_span(name))
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        match &self.place {
            FieldPlace::Line => vec![SpanFix::entry_key(&format!("{}: ", self.field))],
            FieldPlace::Column(_) | FieldPlace::Cell(_) => Vec::new(),
        }
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let places = [
            FieldPlace::Line,
            FieldPlace::Column(name("chair")),
            FieldPlace::Cell(name("chair.value")),
        ];
        places.map(|place| Self { field: name("chair"), required_by: name("forum"), place }).into()
    }
}
