//! `ambiguous-quote`: a quote does not say which words of the paragraph it means.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, whole_passage};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A quote that does not say which words of the paragraph it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AmbiguousQuote {
    /// The quote as written.
    pub quote: String,
    /// The cited paragraph.
    pub locator: String,
    /// Why it is ambiguous.
    pub ambiguity: QuoteAmbiguity,
    /// The shortest longer quote at each of the first places. Empty if there is none, or if none
    /// was searched for: only the first ambiguous quotes of a run are extended.
    pub extensions: Vec<String>,
}

/// Why a quote does not say which words it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuoteAmbiguity {
    /// Its words occur so many times in the cited paragraphs.
    SeveralPlaces(usize),
    /// It is a single word that is a stop word of a language, such as `the` or `och`.
    CommonWord,
}

impl Rule for AmbiguousQuote {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::AmbiguousQuote,
        name: "ambiguous-quote",
        family: RuleFamily::Citation,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A quote occurs more than once in its paragraph, or is a single common word such \
                       as “the”.",
                why: "A reader must find the place that is meant, and the words must say something. \
                      Common words are the stop words of a language, those that the search ignores. A \
                      single other word, a name or a number that occurs once is right.",
                before: "source: lease 9 \"the\"",
                after: "source: lease 9 \"the landlord may sell\"",
            },
            sv: RuleDocs {
                what: "Ett citat står mer än en gång i sitt stycke, eller är ett enda vanligt ord som \
                       ”och”.",
                why: "Läsaren ska hitta det ställe som menas, och orden ska säga något. Vanliga ord är \
                      språkets stoppord, de som sökningen bortser från. Ett annat ensamt ord, ett namn \
                      eller en siffra som står en gång är rätt.",
                before: "source: lag 1 \"och\"",
                after: "source: lag 1 \"staden och kommunerna\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (quote, locator) = (code_span(&self.quote), code_span(&self.locator));
        match (language, self.ambiguity) {
            (English, QuoteAmbiguity::SeveralPlaces(n_places)) => {
                format!("{quote} occurs {n_places} times in {locator}")
            }
            (English, QuoteAmbiguity::CommonWord) => {
                format!("{quote} alone is too common to be a quote")
            }
            (Swedish, QuoteAmbiguity::SeveralPlaces(n_places)) => {
                format!("{quote} står {n_places} gånger i {locator}")
            }
            (Swedish, QuoteAmbiguity::CommonWord) => {
                format!("{quote} är för vanligt för att vara ett citat för sig")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let (open, close, or) = match language {
            English => ('“', '”', "or"),
            Swedish => ('”', '”', "eller"),
        };
        let quoted = |extension: &String| format!("{open}{}{close}", whole_passage(extension));
        let extensions: Vec<String> = self.extensions.iter().map(quoted).collect();
        let extensions = extensions.join(&format!(" {or} "));
        Some(match (language, self.extensions.is_empty()) {
            (English, false) => format!("quote more words: {extensions}"),
            (English, true) => "quote more words, so that only one place is meant".into(),
            (Swedish, false) => format!("citera fler ord: {extensions}"),
            (Swedish, true) => "citera fler ord, så att bara ett ställe kan menas".into(),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let fix = |right: &String| SpanFix::of_part(&self.quote, right);
        self.extensions.iter().map(fix).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let quote = |ambiguity, extensions| Self {
            quote: name("the landlord"),
            locator: name("9"),
            ambiguity,
            extensions,
        };
        let extensions = vec![name("the landlord may"), name("the landlord must")];
        vec![
            quote(QuoteAmbiguity::SeveralPlaces(2), extensions),
            quote(QuoteAmbiguity::CommonWord, Vec::new()),
        ]
    }
}
