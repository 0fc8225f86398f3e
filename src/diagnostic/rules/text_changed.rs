//! `text-changed`: a source text that does not match its `text_sha256`.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A source text that does not match its `text_sha256`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextChanged {
    /// The document's id.
    pub document: String,
    /// The digest in the entry, as written.
    pub written: String,
    /// The digest of the text as it is, in hexadecimal.
    pub digest: String,
}

impl Rule for TextChanged {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::TextChanged,
        name: "text-changed",
        family: RuleFamily::Citation,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The text of the document does not match its `text_sha256`.",
                why: "Someone has changed a source, perhaps by mistake. Quotes from it may be wrong \
                      although they are found.",
                before: "text_sha256: 00000000…",
                after: "text_sha256: (the sum that the report names, once the change has been looked at)",
            },
            sv: RuleDocs {
                what: "Dokumentets text är inte den som `text_sha256` anger.",
                why: "Någon har ändrat en källa, kanske av misstag. Citat ur den kan vara fel även om de \
                      hittas.",
                before: "text_sha256: 00000000…",
                after: "text_sha256: (summan i rapporten, när ändringen är granskad)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let document = code_span(&self.document);
        match language {
            English => {
                format!("the text of {document} does not match its `text_sha256`")
            }
            Swedish => format!("texten till {document} har ändrats: `text_sha256` stämmer inte"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let digest = shortened_name(&self.digest);
        Some(match language {
            English => {
                format!("check what has changed; if it is correct, set `text_sha256: {digest}`")
            }
            Swedish => {
                format!("se vad som har ändrats, och sätt `text_sha256: {digest}` om det är rätt")
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        vec![SpanFix::of_part(&self.written, &self.digest)]
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let (document, written) = (name("utl"), name("0000"));
        vec![Self { document, written, digest: name("1b8dd8ab") }]
    }
}
