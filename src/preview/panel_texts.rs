//! The texts of the status bar and of the list of diagnostics, in the language of the page.

use crate::diagnostic::ReportLanguage;
use crate::diagnostic::{Severity, diagnostic_count};
use crate::site::settings::DraftPolicy;
use serde_json::{Value, json};
use std::time::Duration;

/// What the texts depend on.
#[derive(Debug, Clone, Copy)]
pub(super) struct PanelFacts {
    /// All errors of the site.
    pub(super) n_errors: usize,
    /// The warnings of the open page.
    pub(super) n_page_warnings: usize,
    pub(super) drafts: DraftPolicy,
    /// How long the last update took.
    pub(super) elapsed: Duration,
}

/// Returns the texts, as JSON for the page's script.
pub(super) fn panel_texts(facts: PanelFacts, language: ReportLanguage) -> Value {
    let PanelFacts { n_errors, n_page_warnings, drafts, elapsed } = facts;
    let elapsed_ms = elapsed.as_millis();
    let errors = diagnostic_count(n_errors, Severity::Error, language);
    let warnings = diagnostic_count(n_page_warnings, Severity::Warning, language);
    match language {
        ReportLanguage::English => json!({
            "errors": if n_errors == 0 { "no errors".into() } else { errors },
            "warnings": if n_page_warnings == 0 {
                "no warnings on this page".into()
            } else {
                format!("{warnings} on this page")
            },
            "drafts": match drafts {
                DraftPolicy::Exclude => "drafts are hidden",
                DraftPolicy::Include => "drafts are shown",
            },
            "day": "As of",
            "took": format!("updated in {elapsed_ms} ms"),
            "hide": "Hide",
            "edit": "Edit",
            "more": "More",
            "hint": "Alt-click opens a block",
        }),
        ReportLanguage::Swedish => json!({
            "errors": if n_errors == 0 { "inga fel".into() } else { errors },
            "warnings": if n_page_warnings == 0 {
                "inga varningar på sidan".into()
            } else {
                format!("{warnings} på sidan")
            },
            "drafts": match drafts {
                DraftPolicy::Exclude => "utkast visas inte",
                DraftPolicy::Include => "utkast visas",
            },
            "day": "Läget den",
            "took": format!("uppdaterad på {elapsed_ms} ms"),
            "hide": "Dölj",
            "edit": "Redigera",
            "more": "Mer",
            "hint": "Alt-klick öppnar ett stycke",
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(n: usize, drafts: DraftPolicy, language: ReportLanguage) -> Value {
        let elapsed = Duration::from_millis(12);
        let facts = PanelFacts { n_errors: n, n_page_warnings: n, drafts, elapsed };
        panel_texts(facts, language)
    }

    #[test]
    fn each_text_is_in_both_languages() {
        for (n, drafts) in
            [(0, DraftPolicy::Exclude), (1, DraftPolicy::Include), (2, DraftPolicy::Include)]
        {
            let english = texts(n, drafts, ReportLanguage::English);
            let swedish = texts(n, drafts, ReportLanguage::Swedish);
            let (english, swedish) = (english.as_object().unwrap(), swedish.as_object().unwrap());
            assert!(english.keys().eq(swedish.keys()));
            for (key, text) in english {
                assert_ne!(*text, swedish[key]);
            }
        }
    }

    #[test]
    fn a_count_and_its_noun_agree() {
        let warnings = |n, language| texts(n, DraftPolicy::Exclude, language)["warnings"].clone();
        assert_eq!(warnings(0, ReportLanguage::English), "no warnings on this page");
        assert_eq!(warnings(1, ReportLanguage::English), "1 warning on this page");
        assert_eq!(warnings(1, ReportLanguage::Swedish), "1 varning på sidan");
        assert_eq!(warnings(2, ReportLanguage::Swedish), "2 varningar på sidan");
    }
}
