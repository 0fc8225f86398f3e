//! The words of a finding, in the reader's language.
//!
//! ```
//! use pakt::diagnostic::DiagnosticKind;
//! use pakt::diagnostic::message::{self, ReportLanguage};
//!
//! let kind = DiagnosticKind::BadDate { found: "2014-13-01".into() };
//! assert_eq!(message::message(&kind, ReportLanguage::English), "`2014-13-01` is not a date");
//! ```
//!
//! Each language is a file of exhaustive matches, so a missing translation does not compile. Names
//! from content pass through `quote`, so every text here is one line without hidden characters.

mod en;
mod quoting;
mod sv;
mod labels;

pub(super) use labels::{ReportLabel, report_label, severity_label};

use super::{DiagnosticKind, RelatedNote};

/// A language that pakt speaks to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportLanguage {
    /// English, `en`.
    English,
    /// Swedish, `sv`.
    Swedish,
}

impl ReportLanguage {
    /// The language of a tag such as `sv`, `sv-SE` or a locale's `sv_SE.UTF-8`, if pakt speaks it.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "sv" => Some(Self::Swedish),
            _ => None,
        }
    }

    /// The language's tag (BCP 47).
    #[must_use]
    pub fn language_tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Swedish => "sv",
        }
    }
}

/// What is wrong: one line, lower case, no full stop, with the names in it.
#[must_use]
pub fn message(kind: &DiagnosticKind, language: ReportLanguage) -> String {
    match language {
        ReportLanguage::English => en::message(kind),
        ReportLanguage::Swedish => sv::message(kind),
    }
}

/// What is at the place itself, where that says more than the message.
#[must_use]
pub fn label(kind: &DiagnosticKind, language: ReportLanguage) -> Option<String> {
    match language {
        ReportLanguage::English => en::label(kind),
        ReportLanguage::Swedish => sv::label(kind),
    }
}

/// What to do, or what to type; a near miss is offered.
#[must_use]
pub fn help(kind: &DiagnosticKind, language: ReportLanguage) -> Option<String> {
    match language {
        ReportLanguage::English => en::help(kind),
        ReportLanguage::Swedish => sv::help(kind),
    }
}

/// What is at a related place.
#[must_use]
pub fn related_note(note: RelatedNote, language: ReportLanguage) -> &'static str {
    match language {
        ReportLanguage::English => en::related_note(note),
        ReportLanguage::Swedish => sv::related_note(note),
    }
}

#[cfg(test)]
mod tests {
    use super::{ReportLanguage, help, label, message};
    use crate::diagnostic::fixtures::{hostile_faults, sample_faults};
    use crate::diagnostic::sanitize::is_invisible;

    #[test]
    fn a_language_is_found_by_tag_or_locale() {
        assert_eq!(ReportLanguage::from_tag("sv"), Some(ReportLanguage::Swedish));
        assert_eq!(ReportLanguage::from_tag("en_GB.UTF-8"), Some(ReportLanguage::English));
        assert_eq!(ReportLanguage::from_tag("SV-fi"), Some(ReportLanguage::Swedish));
        assert_eq!(ReportLanguage::from_tag("svenska"), None);
        assert_eq!(ReportLanguage::from_tag(""), None);
    }

    #[test]
    fn a_message_is_one_line_without_full_stop_and_blames_nobody() {
        for language in [ReportLanguage::English, ReportLanguage::Swedish] {
            for fault in sample_faults() {
                let text = message(&fault, language);
                assert!(!text.ends_with('.'), "{text}");
                // Names are in backticks; a capital may only begin "YAML" or such a name.
                let first = text.chars().next().unwrap_or_default();
                assert!(!first.is_uppercase() || text.starts_with("YAML"), "{text}");
                for word in ["invalid", "illegal", "ogiltig", "otillåten", "you ", "fel "] {
                    assert!(!text.to_lowercase().contains(word), "{text}");
                }
            }
        }
    }

    #[test]
    fn no_hidden_character_of_a_name_comes_through() {
        for language in [ReportLanguage::English, ReportLanguage::Swedish] {
            for fault in hostile_faults() {
                let words = [
                    Some(message(&fault, language)),
                    label(&fault, language),
                    help(&fault, language),
                ];
                for text in words.into_iter().flatten() {
                    assert!(!text.chars().any(is_invisible), "{text:?}");
                    assert!(text.chars().count() < 1_500, "{text}");
                }
            }
        }
    }
}
