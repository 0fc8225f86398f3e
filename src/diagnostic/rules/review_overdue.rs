//! `review-overdue`: a page whose review date is before the newest date on the site.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A page whose review date is before the newest date on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewOverdue {
    /// The date by which the review was due, as written.
    pub review_by: String,
    /// The newest date on the site, as written.
    pub newest: String,
}

impl Rule for ReviewOverdue {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ReviewOverdue,
        name: "review-overdue",
        family: RuleFamily::Editorial,
        severity: Severity::Warning,
        is_editorial: true,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The page was to be reviewed by a day that has passed.",
                why: "The day is compared with the newest of the as-of date and all dates in `published`, \
                      `updated` and `reviewed` on the site, never with the clock. Readers see on the \
                      page when it was reviewed.",
                before: "review_by: 2024-06-01",
                after: "review_by: 2027-06-01",
            },
            sv: RuleDocs {
                what: "Sidan skulle ha granskats senast en dag som har passerat.",
                why: "Dagen jämförs med den senaste av dagen i `as_of` och alla dagar i `published`, \
                      `updated` och `reviewed` på webbplatsen, aldrig med klockan. Läsaren ser på \
                      sidan när den granskades.",
                before: "review_by: 2024-06-01",
                after: "review_by: 2027-06-01",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (review_by, newest) = (code_span(&self.review_by), code_span(&self.newest));
        match language {
            English => {
                format!("review was due by {review_by}; the newest date on the site is {newest}")
            }
            Swedish => format!(
                "granskningen skulle göras senast {review_by}, men webbplatsens senaste datum är {newest}"
            ),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "review the page, and set `reviewed` and `review_by`",
            Swedish => "granska sidan, och sätt `reviewed` och `review_by`",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { review_by: name("2024"), newest: name("2025-01-01") }]
    }
}
