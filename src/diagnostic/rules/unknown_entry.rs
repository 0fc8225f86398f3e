//! `unknown-entry`: a relation or attribution to an entry that does not exist.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, did_you_mean};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// The id of an entry that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownEntry {
    /// The id as written.
    pub id: String,
    /// The most similar id of an entry.
    pub suggestion: Option<String>,
    /// The types that the entry may have. Empty means any.
    pub types: Vec<String>,
}

impl Rule for UnknownEntry {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnknownEntry,
        name: "unknown-entry",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The field points at an entry that does not exist.",
                why: "A relation is written with the other entry's id: its `id:`, or else the name of its \
                      file without the ending. The page cannot show a connection to nothing.",
                before: "chair: County board of Stockholm",
                after: "chair: county-board-stockholm",
            },
            sv: RuleDocs {
                what: "Fältet pekar på en post som inte finns.",
                why: "En relation skrivs med den andra postens id: dess `id:`, eller annars filens namn \
                      utan ändelse. Sidan kan inte visa ett samband som inte leder någonstans.",
                before: "chair: Länsstyrelsen Stockholm",
                after: "chair: lansstyrelsen-stockholm",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let id = code_span(&self.id);
        match language {
            English => format!("there is no entry {id}"),
            Swedish => format!("det finns ingen post {id}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        Some(match (&self.suggestion, language) {
            (Some(suggestion), _) => did_you_mean(suggestion, language),
            (None, English) => "write the id of an entry that exists, or add the entry".into(),
            (None, Swedish) => "skriv id:t för en post som finns, eller lägg till posten".into(),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let fix = |right: &String| SpanFix::of_part(&self.id, right);
        self.suggestion.iter().map(fix).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let suggestions = [Some(name("solna")), None];
        suggestions
            .map(|suggestion| Self { id: name("solnaa"), suggestion, types: Vec::new() })
            .into()
    }
}
