//! `date-not-in-quote`: a date whose quotes give another date.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// The value of a date field whose quotes have dates, but not this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateNotInQuote {
    /// The date as written: `2014-04-01`.
    pub date: String,
    /// The first date of the quotes, in their words.
    pub quoted: String,
}

impl Rule for DateNotInQuote {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::DateNotInQuote,
        name: "date-not-in-quote",
        family: RuleFamily::Citation,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The value of a date field is a date, and the quotes that support it have dates, \
                       but not this one. A month or a year of the same date is enough, and quotes \
                       without dates are not looked at.",
                why: "A slip of the pen in a date looks as sure as the quote beside it. A date that you \
                      have worked out from that of the quote is `standing: interpretation`, which is \
                      not looked at either.",
                before: "began: {value: 2014-05-01, source: 'deed P08 \"in force from 1 April 2014\"'}",
                after: "began: {value: 2014-04-01, source: 'deed P08 \"in force from 1 April 2014\"'}",
            },
            sv: RuleDocs {
                what: "Värdet i ett datumfält är ett datum, och citaten som stöder det har datum, men \
                       inte detta. Det räcker med månaden eller året i samma datum, och citat utan datum \
                       räknas inte.",
                why: "En felskrivning i ett datum ser lika säker ut som citatet bredvid. Ett datum som du \
                      själv har räknat ut från citatets är `standing: interpretation`, och då kontrolleras \
                      det inte.",
                before: "began: {value: 2014-05-01, source: 'avtal P08 \"gäller fr.o.m. 1 april 2014\"'}",
                after: "began: {value: 2014-04-01, source: 'avtal P08 \"gäller fr.o.m. 1 april 2014\"'}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (date, quoted) = (code_span(&self.date), code_span(&self.quoted));
        match language {
            English => format!("the quote gives another date than {date}: {quoted}"),
            Swedish => format!("citatet anger ett annat datum än {date}: {quoted}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "correct the date, or quote the words that give it; if you worked it out yourself, add \
                 `standing: interpretation`"
            }
            Swedish => {
                "rätta datumet, eller citera orden där det står; har du själv räknat ut det, lägg till \
                 `standing: interpretation`"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { date: "2014-05-01".into(), quoted: name("1 april 2014") }]
    }
}
