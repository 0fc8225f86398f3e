//! `ambiguous-link`: a link by a name that several pages have.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, list_of_names};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A link by a name that several pages have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousLink {
    /// The name as written.
    pub name: String,
    /// The paths of the first candidates, in order; the link goes to the first.
    pub candidates: Vec<String>,
    /// The number of all candidates.
    pub n_candidates: usize,
}

impl Rule for AmbiguousLink {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::AmbiguousLink,
        name: "ambiguous-link",
        family: RuleFamily::Link,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The name in double brackets fits several pages equally well.",
                why: "pakt links to the first of them in the order of their paths, which may not be the \
                      one you mean. The id of a page never fits more than one.",
                before: "[[Meetings]]",
                after: "[[forums/meetings|Meetings]]",
            },
            sv: RuleDocs {
                what: "Namnet inom dubbla hakparenteser passar lika bra på flera sidor.",
                why: "pakt länkar till den första av dem i sökvägarnas ordning, och det är kanske inte den \
                      du menar. En sidas id passar aldrig på mer än en.",
                before: "[[Möten]]",
                after: "[[forum/möten|Möten]]",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let name = code_span(&self.name);
        let n_candidates = self.n_candidates;
        if n_candidates > self.candidates.len() {
            let first = list_of_names(&self.candidates, ",");
            return match language {
                English => format!("{name} can mean {n_candidates} pages: {first}, …"),
                Swedish => format!("{name} kan betyda {n_candidates} sidor: {first}, …"),
            };
        }
        match language {
            English => format!("{name} can mean {}", list_of_names(&self.candidates, "or")),
            Swedish => format!("{name} kan betyda {}", list_of_names(&self.candidates, "eller")),
        }
    }

    fn label(&self, language: ReportLanguage) -> Option<String> {
        let target = code_span(self.candidates.first()?);
        Some(match language {
            English => format!("goes to {target}"),
            Swedish => format!("leder till {target}"),
        })
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "write the id of the one you mean",
            Swedish => "skriv id:t för den du menar",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let candidates = vec![name("a/möten"), name("b/möten")];
        let ambiguous = |n_candidates| Self {
            name: name("Möten"),
            candidates: candidates.clone(),
            n_candidates,
        };
        vec![ambiguous(2), ambiguous(40)]
    }
}
