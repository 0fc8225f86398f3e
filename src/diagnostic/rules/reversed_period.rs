//! `reversed-period`: a period that ends before it begins.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A period whose `until` is not later than its `from`, or limits of a date without a day between
/// them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReversedPeriod {
    /// The start, or the lower limit, as written.
    pub from: String,
    /// The end, or the upper limit, as written.
    pub until: String,
    /// Which keys have them.
    pub bounds: ReversedBounds,
}

/// The keys of two dates in the wrong order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReversedBounds {
    /// The ends of a period: `from` and `until`.
    Period,
    /// Two of the keys of an uncertain date, such as `earliest` and `latest`, or two dates of a
    /// document.
    Limits(&'static str, &'static str),
}

impl Rule for ReversedPeriod {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ReversedPeriod,
        name: "reversed-period",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A period ends before or on the day on which it begins, or the limits of a date leave no \
                       day for it.",
                why: "`until` is the first day on which the value is no longer in force, so it comes after \
                      `from`. A date is not before its `earliest` and not after its `latest`.",
                before: "{from: 2015-01-01, until: 2014-01-01}",
                after: "{from: 2014-01-01, until: 2015-01-01}",
            },
            sv: RuleDocs {
                what: "En period slutar före eller samma dag som den börjar, eller så finns det ingen dag \
                       mellan gränserna för ett datum.",
                why: "`until` är den första dag då det inte längre gäller, så den kommer efter `from`. \
                      Ett datum ligger inte före sitt `earliest` och inte efter sitt `latest`.",
                before: "{from: 2015-01-01, until: 2014-01-01}",
                after: "{from: 2014-01-01, until: 2015-01-01}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (from, until) = (code_span(&self.from), code_span(&self.until));
        match (self.bounds, language) {
            (ReversedBounds::Period, English) => {
                format!("the end of the period ({until}) is not after its start ({from})")
            }
            (ReversedBounds::Period, Swedish) => {
                format!("slutet ({until}) ligger inte efter starten ({from})")
            }
            (ReversedBounds::Limits(first, last), English) => {
                format!("`{last}` ({until}) is before `{first}` ({from})")
            }
            (ReversedBounds::Limits(first, last), Swedish) => {
                format!("`{last}` ({until}) ligger före `{first}` ({from})")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        Some(match (self.bounds, language) {
            (ReversedBounds::Period, English) => {
                "write a later end; `until` is the first day on which the value is no longer in force"
                    .into()
            }
            (ReversedBounds::Period, Swedish) => {
                "ange ett senare slutdatum; `until` är den första dagen då det inte längre gäller"
                    .into()
            }
            (ReversedBounds::Limits(first, last), English) => {
                format!("swap the two dates, or correct one: `{first}` comes before `{last}`")
            }
            (ReversedBounds::Limits(first, last), Swedish) => {
                format!("byt plats på datumen eller rätta ett av dem: `{first}` kommer före `{last}`")
            }
        })
    }

    /// The two dates change places, if they differ.
    fn fixes(&self) -> Vec<SpanFix> {
        if self.from == self.until {
            return Vec::new();
        }
        vec![SpanFix { place: FixPlace::Swap(self.from.clone()), text: String::new() }]
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let reversed = |bounds| Self { from: name("2015"), until: name("2014"), bounds };
        vec![
            reversed(ReversedBounds::Period),
            reversed(ReversedBounds::Limits("earliest", "latest")),
        ]
    }
}
