//! `omitted-negation`: an ellipsis in a quote leaves out a word that reverses or restricts the
//! meaning.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{list_of_names, quoted_passage};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// An ellipsis in a quote leaves out a word that reverses or restricts the meaning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OmittedNegation {
    /// The words that reverse or restrict the meaning, as in the text.
    pub words: Vec<String>,
    /// All that the ellipsis leaves out.
    pub omitted: String,
}

impl Rule for OmittedNegation {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::OmittedNegation,
        name: "omitted-negation",
        family: RuleFamily::Citation,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "An ellipsis in a quote leaves out a word such as “not”, “unless” or “only”.",
                why: "Without that word the quote can say the opposite of its source, though each word \
                      of it is there. Words of all languages count, whatever the language of the text. \
                      An ellipsis at the beginning or the end leaves out the rest of the sentence. If \
                      the meaning is the same without the word, name the code in `allow:`.",
                before: "source: lease 9 \"the landlord is … permitted to sell\"",
                after: "source: lease 9 \"the landlord is not permitted to sell\"",
            },
            sv: RuleDocs {
                what: "Ett citat utelämnar ett ord som ”inte”, ”utom” eller ”endast” med ` … `.",
                why: "Utan det ordet kan citatet säga motsatsen till sin källa, fast varje ord i det \
                      står där. Ord på alla språk räknas, vilket språk texten än har. Ett ` … ` först \
                      eller sist utelämnar resten av meningen. Betyder citatet samma sak utan ordet, \
                      skriv koden i `allow:`.",
                before: "source: lag 1 \"kommunen ska … betala\"",
                after: "source: lag 1 \"kommunen ska inte betala\"",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (english_words, swedish_words) =
            (list_of_names(&self.words, "and"), list_of_names(&self.words, "och"));
        let passage = match self.words.as_slice() {
            [word] if *word == self.omitted => None,
            _ => Some(quoted_passage(&self.omitted)),
        };
        match (language, passage) {
            (English, None) => format!("the ellipsis leaves out {english_words}"),
            (English, Some(passage)) => {
                format!("the ellipsis leaves out {english_words}: “{passage}”")
            }
            (Swedish, None) => format!("citatet utelämnar {swedish_words}"),
            (Swedish, Some(passage)) => format!("citatet utelämnar {swedish_words}: ”{passage}”"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        Some(match language {
            English => format!(
                "quote {} too, or quote words that are true without the rest",
                list_of_names(&self.words, "and")
            ),
            Swedish => format!(
                "ta med {} i citatet, eller citera ord som stämmer utan resten",
                list_of_names(&self.words, "och")
            ),
        })
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let short = Self { words: vec![name("inte")], omitted: name("inte") };
        let words = vec![name("not"), name("unless")];
        vec![short, Self { words, omitted: name("is not bound unless she agrees") }]
    }
}
