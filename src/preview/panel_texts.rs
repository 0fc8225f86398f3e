//! The texts of the status bar and of the list of diagnostics, in the language of the page.

use super::page_gaps::PageGaps;
use crate::diagnostic::ReportLanguage;
use crate::diagnostic::{Severity, diagnostic_count};
use crate::site::settings::DraftPolicy;
use serde_json::{Value, json};
use std::time::Duration;

/// What the texts depend on.
#[derive(Debug, Clone)]
pub(super) struct PanelFacts {
    /// All errors of the site.
    pub(super) n_errors: usize,
    /// The warnings of the open page.
    pub(super) n_page_warnings: usize,
    pub(super) drafts: DraftPolicy,
    /// What the open page lacks.
    pub(super) gaps: PageGaps,
    pub(super) page_kind: PageKind,
    /// How long the last update took.
    pub(super) elapsed: Duration,
}

/// What a click on a page can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PageKind {
    /// The page of a document with its text, of which a click copies a citation.
    SourceText,
    /// Any other page.
    Other,
}

/// Returns the texts, as JSON for the page's script.
pub(super) fn panel_texts(facts: &PanelFacts, language: ReportLanguage) -> Value {
    let PanelFacts { n_errors, n_page_warnings, drafts, gaps, page_kind, elapsed } = facts;
    let (n_errors, n_page_warnings) = (*n_errors, *n_page_warnings);
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
            "hint": match page_kind {
                PageKind::SourceText => "A click copies a citation, Alt-click opens a block",
                PageKind::Other => "Alt-click opens a block",
            },
            "lacks": english_gaps(gaps),
            "copied": "Citation copied",
            "not_copied": "Not copied: the browser did not allow it",
            "not_citable": "This paragraph cannot be cited as a whole",
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
            "hint": match page_kind {
                PageKind::SourceText => {
                    "Klick kopierar en källhänvisning, Alt-klick öppnar ett stycke"
                }
                PageKind::Other => "Alt-klick öppnar ett stycke",
            },
            "lacks": swedish_gaps(gaps),
            "copied": "Källhänvisningen är kopierad",
            "not_copied": "Inte kopierat: webbläsaren tillät det inte",
            "not_citable": "Hela stycket går inte att citera",
        }),
    }
}

/// Returns what a page lacks. Empty if it lacks nothing.
fn english_gaps(gaps: &PageGaps) -> String {
    let mut parts: Vec<String> = gaps.languages.iter().map(|tag| format!("text ({tag})")).collect();
    parts.extend(match gaps.n_sources {
        0 => None,
        1 => Some("1 source".to_owned()),
        count => Some(format!("{count} sources")),
    });
    parts.extend(gaps.needs_review.then(|| "a review".to_owned()));
    if gaps.is_empty() { String::new() } else { format!("lacks {}", parts.join(", ")) }
}

/// Returns what a page lacks. Empty if it lacks nothing.
fn swedish_gaps(gaps: &PageGaps) -> String {
    let mut parts: Vec<String> = gaps.languages.iter().map(|tag| format!("text ({tag})")).collect();
    parts.extend(match gaps.n_sources {
        0 => None,
        1 => Some("1 källa".to_owned()),
        count => Some(format!("{count} källor")),
    });
    parts.extend(gaps.needs_review.then(|| "granskning".to_owned()));
    if gaps.is_empty() { String::new() } else { format!("saknar {}", parts.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(n: usize, drafts: DraftPolicy, language: ReportLanguage) -> Value {
        let elapsed = Duration::from_millis(12);
        let languages = ["en".to_owned()].into_iter().collect();
        let gaps = PageGaps { languages, n_sources: n, needs_review: n > 1 };
        let page_kind = if n > 1 { PageKind::SourceText } else { PageKind::Other };
        let (n_errors, n_page_warnings) = (n, n);
        let facts = PanelFacts { n_errors, n_page_warnings, drafts, gaps, page_kind, elapsed };
        panel_texts(&facts, language)
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

    #[test]
    fn what_a_page_lacks_is_listed() {
        let lacks = |n, language| texts(n, DraftPolicy::Exclude, language)["lacks"].clone();
        assert_eq!(lacks(1, ReportLanguage::English), "lacks text (en), 1 source");
        assert_eq!(lacks(2, ReportLanguage::Swedish), "saknar text (en), 2 källor, granskning");
        assert_eq!(english_gaps(&PageGaps::default()), "");
        assert_eq!(swedish_gaps(&PageGaps::default()), "");
    }
}
