//! `unsafe-link`: a link with a scheme that is not published.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, did_you_mean};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A link with a scheme that is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsafeLink {
    /// The scheme with its colon, `javascript:`; `//` if the link has no scheme.
    pub scheme: String,
    /// What was probably meant.
    pub suggestion: Option<String>,
}

impl Rule for UnsafeLink {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnsafeLink,
        name: "unsafe-link",
        family: RuleFamily::Link,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A link begins with something that is not the beginning of a web address, a mail \
                       address or another link that is safe, such as `https:`, `mailto:`, `tel:`, `sms:` or \
                       `webcal:`.",
                why: "Some links run a program in the reader's browser, or open a file on the reader's own \
                      computer. pakt does not publish them.",
                before: "[The list](file:///C:/lists/alarm.pdf)",
                after: "[The list](lists/alarm.pdf)",
            },
            sv: RuleDocs {
                what: "En länk börjar med något som inte är början på en webbadress, en e-postadress eller en \
                       annan säker länk, som `https:`, `mailto:`, `tel:`, `sms:` eller `webcal:`.",
                why: "En del länkar kör ett program i läsarens webbläsare, eller öppnar en fil på läsarens \
                      egen dator. pakt publicerar dem inte.",
                before: "[Listan](file:///C:/listor/larm.pdf)",
                after: "[Listan](listor/larm.pdf)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let scheme = code_span(&self.scheme);
        match language {
            English => format!("links with {scheme} are not published"),
            Swedish => format!("länkar med {scheme} publiceras inte"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        if let Some(suggestion) = &self.suggestion {
            return Some(did_you_mean(suggestion, language));
        }
        let help = match language {
            English => "use `https:`, `http:`, `mailto:`, `tel:` or the path of a page",
            Swedish => "använd `https:`, `http:`, `mailto:`, `tel:` eller sökvägen till en sida",
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let fix = |right: &String| SpanFix::of_part(&self.scheme, right);
        self.suggestion.iter().map(fix).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self { scheme: name("javascript:"), suggestion: None },
            Self { scheme: name("hdttps:"), suggestion: Some(name("https:")) },
        ]
    }
}
