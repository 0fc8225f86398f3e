//! How pages mark the evidence for a statement.

use super::snapshot::Site;
use crate::parse::Citation;
use crate::schema::{EvidenceStatus, FieldValue, Statement};

/// How well a statement is supported, as its mark says: the declared evidence status, weighed with
/// attribution and source texts. Sorted from the strongest to the weakest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisplayStatus {
    /// Declared as sourced, and the text of a cited document is on the site.
    Sourced,
    /// Declared as sourced, but somebody says so, or no text is here to compare the quotes with.
    Attributed,
    /// Unknown: no source gives the value.
    NotEvidenced,
    /// Declared as intended.
    Intended,
    /// Declared as proposed.
    Proposed,
    /// Declared as an interpretation.
    Interpretation,
}

impl DisplayStatus {
    /// Returns the word that marks it in HTML and in the keys of strings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sourced => "sourced",
            Self::Attributed => "claimed",
            Self::NotEvidenced => "absent",
            Self::Intended => "intended",
            Self::Proposed => "proposed",
            Self::Interpretation => "interpretation",
        }
    }

    /// Returns whether the sources do not say that it is so: it is a plan or a reading of them.
    #[must_use]
    pub fn is_tentative(self) -> bool {
        match self {
            Self::Sourced | Self::Attributed | Self::NotEvidenced => false,
            Self::Intended | Self::Proposed | Self::Interpretation => true,
        }
    }
}

impl Site {
    /// Returns how a statement is marked. `None` means that it has no evidence to speak of: neither
    /// a source nor an attribution.
    #[must_use]
    pub fn display_status(&self, statement: &Statement) -> Option<DisplayStatus> {
        if statement.value == FieldValue::Unknown {
            return Some(DisplayStatus::NotEvidenced);
        }
        let qualifiers = statement.qualifiers.as_ref()?;
        let has_text =
            |citation: &Citation| self.source_texts.contains_key(&*citation.document.text);
        Some(match qualifiers.evidence_status {
            EvidenceStatus::Sourced if qualifiers.according_to.is_some() => {
                DisplayStatus::Attributed
            }
            EvidenceStatus::Sourced if qualifiers.sources.is_empty() => return None,
            // Quotes from documents without a text have not been compared with anything.
            EvidenceStatus::Sourced if !qualifiers.sources.iter().any(has_text) => {
                DisplayStatus::Attributed
            }
            EvidenceStatus::Sourced => DisplayStatus::Sourced,
            EvidenceStatus::Intended => DisplayStatus::Intended,
            EvidenceStatus::Proposed => DisplayStatus::Proposed,
            EvidenceStatus::Interpretation => DisplayStatus::Interpretation,
        })
    }
}
