//! `bad-date`: a value that is not a date.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::quoted_value;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A value that is not `2011`, `2014-04`, `2014-04-01` or a day that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDate {
    /// The value as written; empty if there is none.
    pub value: String,
}

impl Rule for BadDate {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::BadDate,
        name: "bad-date",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The value is not a date as pakt reads them, or it is a day that does not exist.",
                why: "A date is a year, a month or a day, with year first and always four and two digits. \
                      Write no more than the source says: `2014` is a date too. If there is a date that \
                      no source gives, write `unknown`.",
                before: "from: 1/4 2014",
                after: "from: 2014-04-01",
            },
            sv: RuleDocs {
                what: "Värdet är inte ett datum så som pakt läser dem, eller så är det en dag som inte \
                       finns.",
                why: "Ett datum är ett år, en månad eller en dag, med året först och alltid fyra och två \
                      siffror. Skriv inte mer än källan säger: `2014` är också ett datum. Finns det ett \
                      datum som ingen källa anger skriver du `unknown`.",
                before: "from: 1/4 2014",
                after: "from: 2014-04-01",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let value = quoted_value(&self.value, language);
        match language {
            English => format!("{value} is not a date"),
            Swedish => format!("{value} är inte ett datum"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "write `2014-04-01`, `2014-04`, `2014` or `unknown`, with a day that exists",
            Swedish => {
                "skriv `2014-04-01`, `2014-04`, `2014` eller `unknown`, med en dag som finns"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { value: name("2014-02-30") }]
    }
}
