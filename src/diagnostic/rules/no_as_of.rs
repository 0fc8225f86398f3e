//! `no-as-of`: a day of publication that there is no as-of date to compare with.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A day on which the publication of a page begins or ends, which may not have come yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoAsOf {
    /// The day, month or year.
    pub day: String,
}

impl Rule for NoAsOf {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::NoAsOf,
        name: "no-as-of",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A page is to be published from a day, or until a day, and nothing says whether that \
                       day has come.",
                why: "pakt never reads the clock, so that the same content always gives the same site. It \
                      only knows that the days before its own release have come. A later day is compared \
                      with the as-of date; without one the page is kept back, because publishing it \
                      would be a guess.",
                before: "pakt build",
                after: "pakt build --as-of 2027-03-01",
            },
            sv: RuleDocs {
                what: "En sida ska publiceras från en dag, eller till en dag, och ingenting säger om den \
                       dagen har kommit.",
                why: "pakt läser aldrig klockan, så att samma innehåll alltid ger samma webbplats. Det enda \
                      som är känt är att dagarna före den här versionen av pakt har kommit. En senare dag \
                      jämförs med dagen i `as_of`; utan den hålls sidan tillbaka, för att publicera \
                      den vore en gissning.",
                before: "pakt build",
                after: "pakt build --as-of 2027-03-01",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let day = code_span(&self.day);
        match language {
            English => format!("nothing says whether {day} has come"),
            Swedish => format!("ingenting säger om {day} har kommit"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "give today's date: `--as-of DATE`, or `as_of: DATE` in `site.yaml`",
            Swedish => "ange dagens datum: `--as-of DATUM`, eller `as_of: DATUM` i `site.yaml`",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { day: name("2999-01-01") }]
    }
}
