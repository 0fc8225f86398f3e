//! `duplicate-id`: two entries, or two paragraphs of a source text, with the same id.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// An id that is used twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DuplicateId {
    /// The id.
    pub id: String,
    /// What it is the id of.
    pub kind: DuplicateIdKind,
    /// How many places use it, as far as they are one finding.
    pub n_uses: usize,
}

/// What has an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DuplicateIdKind {
    /// An entry.
    Entry,
    /// A paragraph of a source text: the id is its mark.
    Mark,
}

impl DuplicateId {
    /// Returns the finding that an id of an entry is used a second time.
    #[must_use]
    pub fn new(id: &str) -> Self {
        Self { id: id.to_owned(), kind: DuplicateIdKind::Entry, n_uses: 2 }
    }

    /// Returns the finding that a mark of a paragraph is used a second time.
    #[must_use]
    pub fn of_mark(mark: &str) -> Self {
        Self { kind: DuplicateIdKind::Mark, ..Self::new(mark) }
    }
}

impl Rule for DuplicateId {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::DuplicateId,
        name: "duplicate-id",
        family: RuleFamily::Link,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Two entries have the same id, or two paragraphs of a source text the same mark. \
                       An entry's id is its `id:`, or else the name of its file.",
                why: "Links, relations and addresses go by the id, so pakt could not tell which of the two \
                      they mean. Change the one that fewer people know, and keep its old address under \
                      `aliases:`.",
                before: "parties/solna.md and forums/solna.md",
                after: "parties/solna.md and forums/solna-forum.md",
            },
            sv: RuleDocs {
                what: "Två poster har samma id, eller två stycken i en källtext samma beteckning. En \
                       posts id är dess `id:`, eller annars filens namn.",
                why: "Länkar, relationer och adresser går efter id:t, så pakt kan inte veta vilken av de \
                      två som menas. Byt id på den post som har färre länkar till sig, och behåll den gamla adressen under \
                      `aliases:`.",
                before: "parter/solna.md och forum/solna.md",
                after: "parter/solna.md och forum/solna-forum.md",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let id = code_span(&self.id);
        match (language, self.kind, self.n_uses) {
            (English, DuplicateIdKind::Entry, 2) => format!("the id {id} is already used"),
            (English, DuplicateIdKind::Entry, n_uses) => {
                format!("the id {id} is used {n_uses} times")
            }
            (English, DuplicateIdKind::Mark, 2) => format!("the mark {id} is already used"),
            (English, DuplicateIdKind::Mark, n_uses) => {
                format!("the mark {id} is used {n_uses} times")
            }
            (Swedish, DuplicateIdKind::Entry, 2) => format!("id:t {id} används redan"),
            (Swedish, DuplicateIdKind::Entry, n_uses) => {
                format!("id:t {id} används {n_uses} gånger")
            }
            (Swedish, DuplicateIdKind::Mark, 2) => format!("beteckningen {id} används redan"),
            (Swedish, DuplicateIdKind::Mark, n_uses) => {
                format!("beteckningen {id} används {n_uses} gånger")
            }
        }
    }

    fn label(&self, language: ReportLanguage) -> Option<String> {
        let label = match language {
            English => "the later one",
            Swedish => "förekommer igen här",
        };
        Some(label.into())
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (language, self.kind) {
            (English, DuplicateIdKind::Entry) => "give one of the two another `id:`",
            (English, DuplicateIdKind::Mark) => "give each paragraph its own mark",
            (Swedish, DuplicateIdKind::Entry) => "ge en av de två ett annat `id:`",
            (Swedish, DuplicateIdKind::Mark) => "ge varje stycke en egen beteckning",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let used = |kind, n_uses| Self { id: name("solna"), kind, n_uses };
        vec![
            used(DuplicateIdKind::Entry, 2),
            used(DuplicateIdKind::Entry, 9),
            used(DuplicateIdKind::Mark, 2),
            used(DuplicateIdKind::Mark, 9),
        ]
    }
}
