//! `number-not-in-quote`: a number whose quotes give other numbers.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// The value of a field for numbers or shares whose quotes have numbers, but not this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberNotInQuote {
    /// The number as written: `63000`.
    pub number: String,
    /// The most similar number of the quotes, in their words.
    pub quoted: String,
}

impl Rule for NumberNotInQuote {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NumberNotInQuote,
        name: "number-not-in-quote",
        family: RuleFamily::Citation,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The value of a field is a number or a share, and the quotes that support it have \
                       numbers, but not this one. Every way of writing the number counts, also in \
                       another unit or as a sum; quotes without digits, and those with a number in \
                       words that pakt does not know, are not looked at.",
                why: "A slip of the pen in a number looks as sure as the quote beside it. A number that \
                      you have worked out from those of the quote is `standing: interpretation`, which \
                      is not looked at either.",
                before: "capacity: {value: 63000, source: 'deed P08 \"at least 36,000 cubic metres\"'}",
                after: "capacity: {value: 36000, source: 'deed P08 \"at least 36,000 cubic metres\"'}",
            },
            sv: RuleDocs {
                what: "Värdet i ett fält är ett tal eller en andel, och citaten som stöder det har tal, \
                       men inte detta. Alla sätt att skriva talet räknas, även i en annan enhet eller \
                       som en summa. Citat utan siffror, eller med ett tal i ord som pakt inte känner \
                       till, räknas inte.",
                why: "En felskrivning i ett tal ser lika säker ut som citatet bredvid. Ett tal som du \
                      själv har räknat ut från citatets är `standing: interpretation`, och då \
                      kontrolleras det inte.",
                before: "capacity: {value: 63000, source: 'avtal P08 \"minst 36 000 kubikmeter\"'}",
                after: "capacity: {value: 36000, source: 'avtal P08 \"minst 36 000 kubikmeter\"'}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (number, quoted) = (code_span(&self.number), code_span(&self.quoted));
        match language {
            English => format!("the quote gives another number than {number}: {quoted}"),
            Swedish => format!("citatet anger ett annat tal än {number}: {quoted}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "correct the number, or quote the words that give it; if you worked it out yourself, \
                 add `standing: interpretation`"
            }
            Swedish => {
                "rätta talet, eller citera orden där det står; har du själv räknat ut det, lägg till \
                 `standing: interpretation`"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { number: "63000".into(), quoted: name("36 000") }]
    }
}
