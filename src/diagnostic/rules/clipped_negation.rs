//! `clipped-negation`: a quote begins right after, or ends right before, a word that reverses or
//! restricts the meaning.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A quote begins right after, or ends right before, a word that reverses or restricts the meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClippedNegation {
    /// The word or phrase, as in the text.
    pub word: String,
    /// The end of the quote that the word is at.
    pub end: QuoteEnd,
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
                       “unless” or “only” of the same clause.",
                why: "A reader cannot see that the sentence goes on, and that the next word reverses or \
                      restricts it. If the meaning is the same without the word, name the code in \
                      `allow:`.",
                before: "source: lease 9 \"permitted to sell\"",
                after: "source: lease 9 \"not permitted to sell\"",
            },
            sv: RuleDocs {
                what: "Ett citat börjar direkt efter, eller slutar direkt före, ett ord som ”inte”, \
                       ”utom” eller ”endast” i samma sats.",
                why: "Läsaren ser inte att meningen fortsätter och att nästa ord vänder eller begränsar \
                      den. Betyder citatet samma sak utan ordet, skriv koden i `allow:`.",
                before: "source: lag 1 \"kommunen ska betala\"",
                after: "source: lag 1 \"kommunen ska betala, utom i juli\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let word = code_span(&self.word);
        match (language, self.end) {
            (English, QuoteEnd::Start) => format!("the quote begins right after {word}"),
            (English, QuoteEnd::End) => format!("the quote ends right before {word}"),
            (Swedish, QuoteEnd::Start) => format!("citatet börjar direkt efter {word}"),
            (Swedish, QuoteEnd::End) => format!("citatet slutar direkt före {word}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let word = code_span(&self.word);
        Some(match language {
            English => format!(
                "quote {word} too; if it changes nothing, write `allow: [clipped-negation]`"
            ),
            Swedish => format!(
                "ta med {word} i citatet; skriv `allow: [clipped-negation]` om det inte ändrar något"
            ),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let clipped = |word, end| Self { word: name(word), end };
        vec![clipped("inte", QuoteEnd::Start), clipped("save", QuoteEnd::End)]
    }
}
