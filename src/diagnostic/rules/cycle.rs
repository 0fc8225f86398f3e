//! `cycle`: an acyclic relation, or texts that embed each other, that return to their start.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, cycle_path};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A relation that is declared `acyclic`, or an embed in a text, and returns to its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cycle {
    /// The name of the relation, or of the text.
    pub field: String,
    /// The ids on the cycle, of texts as `ENTRY#FIELD`, the first repeated at the end.
    pub ids: Vec<String>,
}

impl Rule for Cycle {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::Cycle,
        name: "cycle",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Following this relation from entry to entry, or the texts that texts embed, returns \
                       to where it began.",
                why: "The relation's declaration says `acyclic: true`: a thing cannot be a part of itself, \
                      nor of its own parts, and a decision cannot come before itself. Nor can a paper \
                      replace itself, or one that replaces it. A text that embeds itself has no \
                      end, so the embed is not shown.",
                before: "part_of: region    (in county)\npart_of: county    (in region)",
                after: "part_of: region    (in county)",
            },
            sv: RuleDocs {
                what: "Den som följer relationen från post till post, eller de texter som bäddas in i \
                       texter, kommer tillbaka till början.",
                why: "Relationens deklaration har `acyclic: true`: en sak kan inte vara en del av sig \
                      själv eller av sina egna delar, och ett beslut kan inte komma före sig självt. \
                      Ett dokument kan inte heller ersätta sig självt, eller ett som ersätter det. \
                      En text som bäddar in sig själv tar aldrig slut, och därför visas den inte där.",
                before: "part_of: region    (i lan)\npart_of: lan    (i region)",
                after: "part_of: region    (i lan)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (field, path) = (code_span(&self.field), cycle_path(&self.ids));
        match language {
            English => format!("circular reference in {field}: {path}"),
            Swedish => format!("{field} hänvisar i cirkel: {path}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "remove one of these references",
            Swedish => "ta bort en av hänvisningarna i cirkeln",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { field: name("part_of"), ids: vec![name("a"), name("b"), name("a")] }]
    }
}
