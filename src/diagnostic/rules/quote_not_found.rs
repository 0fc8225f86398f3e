//! `quote-not-found`: a citation's quote does not occur in the cited paragraph.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, list_of_names, quoted_passage, shortened_name};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A citation's quote that does not occur in the cited paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteNotFound {
    /// The quote as written.
    pub quote: String,
    /// The cited paragraph.
    pub locator: String,
    /// The passage of the document that is most similar to the quote.
    pub nearest: NearestPassage,
}

/// The passage that is most similar to a missing quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NearestPassage {
    /// Not searched for: only the first missing quotes of a run are.
    NotComputed,
    /// The quote itself, if its ellipses are written as ` … `.
    EllipsisSpelling,
    /// The quote itself, under these other locators of the document.
    Elsewhere(Vec<String>),
    /// No passage is similar.
    NoneSimilar,
    /// This passage.
    Passage {
        /// The paragraph that contains it.
        locator: String,
        /// Its words; those that differ are in brackets, and `[…]` marks missing ones.
        passage: String,
    },
}

impl Rule for QuoteNotFound {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::QuoteNotFound,
        name: "quote-not-found",
        family: RuleFamily::Citation,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The quote does not occur in the paragraph.",
                why: "Every letter counts: a reader must find the same words in the source. A quote \
                      begins and ends with whole words, and ` … ` leaves words out. Line breaks do not \
                      matter. The page shows the quote as unverified until it is fixed.",
                before: "source: decision P4 \"the council leads\"",
                after: "source: decision P4 \"the council chairs\"",
            },
            sv: RuleDocs {
                what: "De citerade orden står inte i stycket.",
                why: "Varje bokstav räknas: läsaren ska hitta samma ord i källan. Ett citat börjar och \
                      slutar med hela ord, och ` … ` utelämnar ord. Radbrytningar har ingen betydelse. \
                      Sidan visar citatet som overifierat tills det är rättat.",
                before: "source: beslut P4 \"rådet styr\"",
                after: "source: beslut P4 \"rådet leder\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (quote, locator) = (code_span(&self.quote), code_span(&self.locator));
        match (language, &self.nearest) {
            (English, NearestPassage::Elsewhere(others)) => {
                let others = list_of_names(others, "and");
                format!("quote not found in {locator} but in {others}: {quote}")
            }
            (Swedish, NearestPassage::Elsewhere(others)) => {
                let others = list_of_names(others, "och");
                format!("{quote} står inte i {locator} utan i {others}")
            }
            (English, _) => format!("quote not found in {locator}: {quote}"),
            (Swedish, _) => format!("{quote} står inte i {locator}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let spelling = match language {
            English => "write ` … `, with a space on each side, for words that are left out",
            Swedish => "skriv ` … `, med ett mellanslag på var sida, för ord som utelämnas",
        };
        if self.nearest == NearestPassage::EllipsisSpelling {
            return Some(spelling.into());
        }
        if let NearestPassage::Elsewhere(others) = &self.nearest {
            let locator = code_span(&self.locator);
            return Some(match language {
                English => format!("write {} for {locator}", list_of_names(others, "or")),
                Swedish => {
                    format!("skriv {} i stället för {locator}", list_of_names(others, "eller"))
                }
            });
        }
        let help = match language {
            English => english_help(&self.nearest),
            Swedish => swedish_help(&self.nearest),
        };
        let has_full_stops = self.quote.contains("...") || self.quote.contains(". . .");
        Some(if has_full_stops { format!("{spelling}; {help}") } else { help })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        match &self.nearest {
            NearestPassage::Elsewhere(locators) => {
                let fix = |right: &String| SpanFix {
                    place: FixPlace::Before(self.locator.clone()),
                    text: right.clone(),
                };
                locators.iter().map(fix).collect()
            }
            // Only the words of the paragraph itself: those that differ are in brackets, and `[…]`
            // is where the quote has words that the paragraph lacks.
            NearestPassage::Passage { locator, passage } if *locator == self.locator => {
                let words = passage.replace("[…]", "").replace(['[', ']'], "");
                let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                // Punctuation at the ends belongs to the sentence, unless the quote has it.
                let is_mark = |char: char| !char.is_alphanumeric();
                let start = if self.quote.starts_with(is_mark) {
                    &*words
                } else {
                    words.trim_start_matches(is_mark)
                };
                let right = if self.quote.ends_with(is_mark) {
                    start
                } else {
                    start.trim_end_matches(is_mark)
                };
                vec![SpanFix::of_part(&self.quote, right)]
            }
            NearestPassage::Passage { .. }
            | NearestPassage::NotComputed
            | NearestPassage::EllipsisSpelling
            | NearestPassage::NoneSimilar => Vec::new(),
        }
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let nearest = [
            NearestPassage::Passage {
                locator: name("P19"),
                passage: name("med [länsstyrelsen] som […] ordförande"),
            },
            NearestPassage::Elsewhere(vec![name("P20"), name("P21-P22")]),
            NearestPassage::NotComputed,
            NearestPassage::EllipsisSpelling,
            NearestPassage::NoneSimilar,
        ];
        let missing =
            |nearest| Self { quote: name("med länsstyrelsen"), locator: name("P19"), nearest };
        nearest.map(missing).into()
    }
}

fn english_help(nearest: &NearestPassage) -> String {
    match nearest {
        NearestPassage::Passage { locator, passage } => format!(
            "paragraph {} says “{}”; copy the quote from the text",
            shortened_name(locator),
            quoted_passage(passage)
        ),
        NearestPassage::NoneSimilar => {
            "no similar passage was found; copy the quote from the text".into()
        }
        NearestPassage::NotComputed
        | NearestPassage::EllipsisSpelling
        | NearestPassage::Elsewhere(_) => {
            "copy the quote from the text; the most similar passage is shown for the first quotes \
             only"
                .into()
        }
    }
}

fn swedish_help(nearest: &NearestPassage) -> String {
    match nearest {
        NearestPassage::Passage { locator, passage } => format!(
            "i {} står ”{}”; kopiera orden ur texten",
            shortened_name(locator),
            quoted_passage(passage)
        ),
        NearestPassage::NoneSimilar => {
            "inget ställe i texten liknar det; kopiera orden ur texten".into()
        }
        NearestPassage::NotComputed
        | NearestPassage::EllipsisSpelling
        | NearestPassage::Elsewhere(_) => {
            "kopiera orden ur texten; närmaste ställe visas bara för de första citaten".into()
        }
    }
}
