//! `comment-not-closed`: a comment that hides the rest of a text.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A `<!--` without its `-->`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommentNotClosed {
    /// It hides the rest of the text.
    HidesRest,
    /// It hides the text to the end of the next comment.
    HidesUntilNext,
}

impl Rule for CommentNotClosed {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::CommentNotClosed,
        name: "comment-not-closed",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A comment begins with `<!--` and is not closed.",
                why: "Everything after it is hidden, to the end of the text or of the next comment.",
                before: "<!-- to do",
                after: "<!-- to do -->",
            },
            sv: RuleDocs {
                what: "En kommentar börjar med `<!--` och avslutas inte.",
                why: "Allt som står efter den döljs, till slutet av texten eller av nästa kommentar.",
                before: "<!-- att göra",
                after: "<!-- att göra -->",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let message = match (self, language) {
            (Self::HidesRest, English) => {
                "the comment is not closed, and the rest of the text is not shown"
            }
            (Self::HidesRest, Swedish) => {
                "kommentaren avslutas inte, och resten av texten visas inte"
            }
            (Self::HidesUntilNext, English) => {
                "the comment is not closed before the next one, and the text between is not shown"
            }
            (Self::HidesUntilNext, Swedish) => {
                "kommentaren avslutas inte före nästa, och texten emellan visas inte"
            }
        };
        message.into()
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "write `-->` where the comment ends",
            Swedish => "skriv `-->` där kommentaren slutar",
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        vec![SpanFix { place: FixPlace::EndOfLine, text: " -->".to_owned() }]
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self::HidesRest, Self::HidesUntilNext]
    }
}
