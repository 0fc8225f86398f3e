//! `undated-source`: a document that is cited but does not say until when it supports anything.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A cited document with neither `date` nor `confirmed_until`, on a site with an as-of date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndatedSource;

impl Rule for UndatedSource {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UndatedSource,
        name: "undated-source",
        family: RuleFamily::Editorial,
        severity: Severity::Note,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A document that is cited has neither `date` nor `confirmed_until`.",
                why: "A source supports a state only up to its own date. Without a date, it cannot tell \
                      readers until when something is known to hold, so a statement that rests on it \
                      alone is shown as if it held for ever.",
                before: "type: document\ntitle: The register",
                after: "type: document\ntitle: The register\nconfirmed_until: 2020-05-01",
            },
            sv: RuleDocs {
                what: "Ett dokument som används som källa har varken `date` eller `confirmed_until`.",
                why: "En källa stöder ett läge bara fram till sitt eget datum. Utan datum går det inte att \
                      säga till när något är känt, och en uppgift som bara har den källan visas som om \
                      den gällde för alltid.",
                before: "type: document\ntitle: Registret",
                after: "type: document\ntitle: Registret\nconfirmed_until: 2020-05-01",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        match language {
            English => "this source has no date".into(),
            Swedish => "källan saknar datum".into(),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => {
                "add `date: …`, or `confirmed_until: …` with the day on which it was last read"
            }
            Swedish => {
                "lägg till `date: …`, eller `confirmed_until: …` med dagen då den senast lästes"
            }
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        vec![SpanFix::entry_key("date: ")]
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self]
    }
}
