//! `front-matter-not-closed`: one of the two lines `---` or `+++` around the keys is missing.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// The front matter lacks one of its two fences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterNotClosed {
    /// The line that is missing: `---` or `+++`.
    pub fence: &'static str,
    /// Which of the two lines it is.
    pub missing: MissingFence,
}

/// Which line around front matter is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MissingFence {
    /// The line before the first key.
    Opening,
    /// The line after the last key.
    Closing,
    /// Both: the lines there only look like it.
    Mistyped {
        /// The number of the line after the last key.
        closing_line: usize,
    },
}

impl Rule for FrontMatterNotClosed {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::FrontMatterNotClosed,
        name: "front-matter-not-closed",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "One of the two lines `---` around the front matter (the block of keys first in a \
                       file) is missing, or only looks like it: `—`, `- - -`.",
                why: "Without the closing line pakt cannot tell where the keys end and the text begins, nor \
                      whether the page is a draft, so the page is kept back. Keys without an opening \
                      line are found only if one of them says that the page is a draft. Front matter in TOML is \
                      between `+++` and `+++`.",
                before: "---\ntitle: The council\n\nThe council meets in May.",
                after: "---\ntitle: The council\n---\n\nThe council meets in May.",
            },
            sv: RuleDocs {
                what: "En av de två raderna `---` kring sidhuvudet (front matter, blocket med nycklar \
                       först i filen) saknas, eller liknar den bara: `—`, `- - -`.",
                why: "Utan den avslutande raden går det inte att veta var nycklarna slutar och texten \
                      börjar, och inte heller om sidan är ett utkast, så sidan hålls tillbaka. Nycklar \
                      utan inledande rad upptäcks bara om någon av dem säger att sidan är ett utkast. Ett \
                      sidhuvud i TOML står mellan `+++` och `+++`.",
                before: "---\ntitle: Rådet\n\nRådet möts i maj.",
                after: "---\ntitle: Rådet\n---\n\nRådet möts i maj.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let fence = self.fence;
        match (self.missing, language) {
            (MissingFence::Opening, English) => {
                format!("the front matter has no opening `{fence}`")
            }
            (MissingFence::Opening, Swedish) => {
                format!("sidhuvudet (front matter) saknar inledande `{fence}`")
            }
            (MissingFence::Mistyped { .. }, English) => {
                format!("the front matter begins with a line that only looks like `{fence}`")
            }
            (MissingFence::Mistyped { .. }, Swedish) => {
                format!("sidhuvudet (front matter) börjar med en rad som bara liknar `{fence}`")
            }
            (MissingFence::Closing, English) => {
                format!("the front matter has no closing `{fence}`")
            }
            (MissingFence::Closing, Swedish) => {
                format!("sidhuvudet (front matter) saknar avslutande `{fence}`")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let fence = self.fence;
        Some(match (self.missing, language) {
            (MissingFence::Opening, English) => {
                format!(
                    "write a line with only `{fence}` before the first key and after the last one"
                )
            }
            (MissingFence::Opening, Swedish) => {
                format!(
                    "skriv en rad med bara `{fence}` före den första nyckeln och efter den sista"
                )
            }
            (MissingFence::Mistyped { closing_line }, English) => {
                format!("write `{fence}`, three hyphens, on this line and on line {closing_line}")
            }
            (MissingFence::Mistyped { closing_line }, Swedish) => {
                format!(
                    "skriv `{fence}`, tre bindestreck, på den här raden och på rad {closing_line}"
                )
            }
            (MissingFence::Closing, English) => {
                format!("write a line with only `{fence}` after the last key")
            }
            (MissingFence::Closing, Swedish) => {
                format!("skriv en rad med bara `{fence}` efter den sista nyckeln")
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        match self.missing {
            MissingFence::Closing => vec![SpanFix::entry_key(self.fence)],
            MissingFence::Opening | MissingFence::Mistyped { .. } => Vec::new(),
        }
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        let missing = [("---", MissingFence::Closing), ("+++", MissingFence::Closing)];
        let missing = missing.into_iter().chain([
            ("---", MissingFence::Opening),
            ("---", MissingFence::Mistyped { closing_line: 4 }),
        ]);
        missing.map(|(fence, missing)| Self { fence, missing }).collect()
    }
}
