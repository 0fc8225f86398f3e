//! `source-moved`: a citation of a paragraph that changed since a revision, beside a value that did
//! not.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A citation of a paragraph that changed since a revision, beside a value that did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceMoved {
    /// The document.
    pub document: String,
    /// The locator of the paragraph.
    pub locator: String,
}

impl Rule for SourceMoved {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::SourceMoved,
        name: "source-moved",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "With `--since`: the cited paragraph has other words than in that revision, and what \
                       cites it is the same.",
                why: "What is based on a paragraph may no longer follow from it, also if the quote is still \
                      there. Read the paragraph again; if the value still holds, nothing is to be done.",
                before: "source: deed P2    # the paragraph said \"five places\"",
                after: "size: {value: 7, source: 'deed P2 \"seven places\"'}",
            },
            sv: RuleDocs {
                what: "Med `--since`: stycket som citeras har andra ord än i den versionen, men det som \
                       hänvisar till det är oförändrat.",
                why: "Det som bygger på ett stycke följer kanske inte längre av det, även om citatet finns \
                      kvar. Läs stycket igen. Om värdet fortfarande stämmer behöver inget göras.",
                before: "source: deed P2    # the paragraph said \"five places\"",
                after: "size: {value: 7, source: 'deed P2 \"seven places\"'}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (document, locator) = (code_span(&self.document), code_span(&self.locator));
        match language {
            English => format!("{locator} of {document} has changed, but not what is based on it"),
            Swedish => {
                format!("{locator} i {document} har ändrats, men inte det som bygger på det")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "read the paragraph again, and change what no longer follows from it",
            Swedish => "läs stycket igen, och ändra det som inte längre följer av det",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { document: name("deed"), locator: name("P2") }]
    }
}
