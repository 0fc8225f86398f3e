//! `fence-not-closed`: a block of code that nothing closes.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, shortened_name};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A block of code whose fence no other one closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FenceNotClosed {
    /// The fence that would close it.
    pub fence: String,
}

impl Rule for FenceNotClosed {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::FenceNotClosed,
        name: "fence-not-closed",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A block of code begins with a fence, and no fence closes it.",
                why: "Everything after it is shown as code, to the end of the text or of the list or \
                      quotation that it is in.",
                before: "```\ncargo build",
                after: "```\ncargo build\n```",
            },
            sv: RuleDocs {
                what: "Ett kodblock börjar med en rad av accenttecken, och ingen sådan rad avslutar \
                       det.",
                why: "Allt som står efter det visas som kod, till slutet av texten eller av den lista \
                      eller det citat som det står i.",
                before: "```\ncargo build",
                after: "```\ncargo build\n```",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let message = match language {
            English => "the block of code is not closed, and the text after it is shown as code",
            Swedish => "kodblocket avslutas inte, och texten efter det visas som kod",
        };
        message.into()
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let fence = shortened_name(&self.fence);
        let fence =
            if fence.starts_with('`') { format!("`` {fence} ``") } else { code_span(&fence) };
        Some(match language {
            English => format!("write a line {fence} where the code ends"),
            Swedish => format!("skriv en rad {fence} där koden slutar"),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        vec![SpanFix { place: FixPlace::EndOfFile, text: self.fence.clone() }]
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { fence: "```".into() }]
    }
}
