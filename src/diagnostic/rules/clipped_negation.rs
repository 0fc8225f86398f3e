//! `clipped-negation`: a quote begins right after, ends right before, or ends with a word that
//! reverses or restricts the meaning.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, quoted_passage};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A quote begins right after, ends right before, or ends with a word that reverses or restricts
/// the meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClippedNegation {
    /// The word or phrase, as in the text.
    pub word: String,
    /// The end of the quote that the word is at.
    pub end: QuoteEnd,
    /// Where the word is.
    pub kind: ClipKind,
    /// The words that the quote lacks at that end, to the end of the clause.
    pub addition: String,
    /// The citation with these words. `None` means that its place cannot have them.
    pub whole: Option<WholeCitation>,
}

/// A citation whose quote got the words that it lacked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WholeCitation {
    /// As it is written.
    pub old: String,
    /// As it is to be written at the same place.
    pub new: String,
}

/// Where a word is at an end of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClipKind {
    /// Directly outside the quote.
    Beside,
    /// Partly in the quote, such as a phrase of two words.
    Within,
    /// It is the last word of the quote, and its clause goes on.
    Final,
}

/// One of the two ends of a quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteEnd {
    /// Before its first word.
    Start,
    /// After its last word.
    End,
}

impl Rule for ClippedNegation {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ClippedNegation,
        name: "clipped-negation",
        family: RuleFamily::Citation,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A quote begins right after, or ends right before, a word such as “not”, \
                       “unless” or “only” of the same clause, or ends with one although the clause \
                       goes on.",
                why: "A reader cannot see that the sentence goes on, and that the next word reverses or \
                      restricts it. If the meaning is the same without the word, name the code in \
                      `allow:`.",
                before: "source: lease 9 \"permitted to sell\"",
                after: "source: lease 9 \"not permitted to sell\"",
            },
            sv: RuleDocs {
                what: "Ett citat börjar direkt efter, eller slutar direkt före, ett ord som ”inte”, \
                       ”utom” eller ”endast” i samma sats, eller slutar med ett sådant ord fast satsen \
                       fortsätter.",
                why: "Läsaren ser inte att meningen fortsätter och att nästa ord vänder eller begränsar \
                      den. Betyder citatet samma sak utan ordet, skriv koden i `allow:`.",
                before: "source: lag 1 \"kommunen ska betala\"",
                after: "source: lag 1 \"kommunen ska betala, utom i juli\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let word = code_span(&self.word);
        match (language, self.end, self.kind) {
            (English, QuoteEnd::Start, ClipKind::Within) => {
                format!("the quote begins within {word}")
            }
            (English, QuoteEnd::Start, _) => format!("the quote begins right after {word}"),
            (English, QuoteEnd::End, ClipKind::Beside) => {
                format!("the quote ends right before {word}")
            }
            (English, QuoteEnd::End, ClipKind::Within) => format!("the quote ends within {word}"),
            (English, QuoteEnd::End, ClipKind::Final) => {
                format!("the quote ends with {word}, but the clause goes on")
            }
            (Swedish, QuoteEnd::Start, ClipKind::Within) => {
                format!("citatet börjar inne i {word}")
            }
            (Swedish, QuoteEnd::Start, _) => format!("citatet börjar direkt efter {word}"),
            (Swedish, QuoteEnd::End, ClipKind::Beside) => {
                format!("citatet slutar direkt före {word}")
            }
            (Swedish, QuoteEnd::End, ClipKind::Within) => format!("citatet slutar inne i {word}"),
            (Swedish, QuoteEnd::End, ClipKind::Final) => {
                format!("citatet slutar med {word}, men satsen fortsätter")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let addition = quoted_passage(&self.addition);
        Some(match language {
            English => format!(
                "quote “{addition}” too; if it changes nothing, write `allow: [clipped-negation]`"
            ),
            Swedish => format!(
                "ta med ”{addition}” i citatet; skriv `allow: [clipped-negation]` om det inte \
                 ändrar något"
            ),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let whole = self.whole.iter().map(|whole| SpanFix {
            place: FixPlace::Covering(whole.old.clone()),
            text: whole.new.clone(),
        });
        whole.chain([SpanFix::entry_key("allow: [clipped-negation]")]).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let clipped = |word, end, kind| Self {
            word: name(word),
            end,
            kind,
            addition: name("by consent"),
            whole: Some(WholeCitation { old: name("lease 9"), new: name("lease 9 by consent") }),
        };
        vec![
            clipped("inte", QuoteEnd::Start, ClipKind::Beside),
            clipped("om inte", QuoteEnd::Start, ClipKind::Within),
            clipped("save", QuoteEnd::End, ClipKind::Beside),
            clipped("med undantag", QuoteEnd::End, ClipKind::Within),
            clipped("save", QuoteEnd::End, ClipKind::Final),
        ]
    }
}
