//! `uncited-paragraph`: a paragraph of a source text that no entry cites.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, list_of_names, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// The maximum number of paragraphs that a message about several names.
const MAX_LOCATORS: usize = 5;

/// A paragraph of a source text that no entry cites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UncitedParagraph {
    /// The paragraph's locator.
    pub locator: String,
    /// The id of the document.
    pub document: String,
    /// The number of paragraphs of the document that no entry cites.
    pub n_uncited: usize,
    /// The number of paragraphs that the document has.
    pub n_paragraphs: usize,
}

impl Rule for UncitedParagraph {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UncitedParagraph,
        name: "uncited-paragraph",
        family: RuleFamily::Editorial,
        severity: Severity::Note,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "No entry of the site cites this paragraph of a source.",
                why: "It may hold something that was overlooked. If it carries no claim, the document \
                      says so under `no_claim:`; the page of the document says so to readers either way. \
                      The paragraphs of a paper that a newer version with a text has replaced do not \
                      count.",
                before: "A paragraph that no citation names.",
                after: "no_claim: [P3]",
            },
            sv: RuleDocs {
                what: "Ingen uppgift på webbplatsen hänvisar till det här stycket i en källa.",
                why: "Det kan innehålla något som har förbisetts. Om det inte innehåller någon uppgift säger \
                      dokumentet det under `no_claim:`; dokumentets sida talar om det för läsaren i båda \
                      fallen. Stycken i ett papper som en nyare version med text har ersatt räknas inte.",
                before: "Ett stycke som ingen källhänvisning nämner.",
                after: "no_claim: [P3]",
            },
        },
    };

    fn cause(&self, _language: ReportLanguage) -> String {
        self.document.clone()
    }

    fn folded_message(findings: &[&Self], language: ReportLanguage) -> Option<String> {
        let first = findings.first()?;
        let (n_uncited, n_paragraphs) = (first.n_uncited, first.n_paragraphs);
        let document = code_span(&first.document);
        let locators: Vec<&str> =
            findings.iter().take(MAX_LOCATORS).map(|finding| finding.locator.as_str()).collect();
        let locators = list_of_names(&locators, ",");
        let more = if n_uncited > MAX_LOCATORS { ", …" } else { "" };
        Some(match language {
            English => format!(
                "{n_uncited} of {n_paragraphs} paragraphs of {document} are cited by no entry: \
                 {locators}{more}"
            ),
            Swedish => format!(
                "ingen uppgift hänvisar till {n_uncited} av {n_paragraphs} stycken i {document}: \
                 {locators}{more}"
            ),
        })
    }

    fn message(&self, language: ReportLanguage) -> String {
        let locator = code_span(&self.locator);
        match language {
            English => format!("no entry cites paragraph {locator}"),
            Swedish => format!("ingen uppgift hänvisar till stycke {locator}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let locator = shortened_name(&self.locator);
        Some(match language {
            English => format!("cite it, or add `{locator}` to the document’s `no_claim:`"),
            Swedish => {
                format!("hänvisa till det, eller lägg till `{locator}` i dokumentets `no_claim:`")
            }
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { locator: name("P3"), document: name("avtal"), n_uncited: 3, n_paragraphs: 40 }]
    }
}
