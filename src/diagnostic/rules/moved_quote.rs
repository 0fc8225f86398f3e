//! `moved-quote`: the newest version of a paper has the words of a citation in another paragraph.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, quoted_citation};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A citation whose words are in another paragraph of the newest version of its paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MovedQuote {
    /// The cited document.
    pub document: String,
    /// The newest version of it.
    pub newest: String,
    /// The paragraph that has the words.
    pub locator: String,
    /// A citation of the same words there, to take over.
    pub citation: Option<String>,
    /// What to write at the place of the citation.
    pub replacement: Option<String>,
}

impl Rule for MovedQuote {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MovedQuote,
        name: "moved-quote",
        family: RuleFamily::Citation,
        severity: Severity::Note,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The paper has a newer version, which has the same words in another paragraph.",
                why: "The statement is still supported, but a reader who looks into the paper that \
                      applies finds the words elsewhere.",
                before: "source: lease P4 \"the rent is paid in advance\"",
                after: "source: lease-2019 P5 \"the rent is paid in advance\"",
            },
            sv: RuleDocs {
                what: "Papperet finns i en nyare version, som har samma ord i ett annat stycke.",
                why: "Uppgiften har fortfarande stöd, men den som slår upp det papper som gäller hittar \
                      orden på en annan plats.",
                before: "source: avtal P4 \"hyran betalas i förskott\"",
                after: "source: avtal-2019 P5 \"hyran betalas i förskott\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (document, newest) = (code_span(&self.document), code_span(&self.newest));
        let locator = code_span(&self.locator);
        match language {
            English => {
                format!("{newest} has replaced {document} and has the same words in {locator}")
            }
            Swedish => format!("{newest} har ersatt {document} och har samma ord i {locator}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let citation = self.citation.as_deref().map(quoted_citation);
        Some(match (language, citation) {
            (English, Some(citation)) => format!("cite {citation}"),
            (Swedish, Some(citation)) => format!("hänvisa till {citation}"),
            (English, None) => "cite the newer version".into(),
            (Swedish, None) => "hänvisa till den nyare versionen".into(),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let replacement = self.replacement.clone();
        replacement.map(|text| SpanFix { place: FixPlace::Whole, text }).into_iter().collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let moved = |citation: Option<&str>| Self {
            document: name("lease"),
            newest: name("lease-2019"),
            locator: name("P5"),
            citation: citation.map(name),
            replacement: citation.map(name),
        };
        vec![moved(Some("lease-2019 P5 \"paid in advance\"")), moved(None)]
    }
}
