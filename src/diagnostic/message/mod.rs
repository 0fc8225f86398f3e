//! The words of a finding, in the reader's language.
//!
//! ```
//! use pakt::diagnostic::Fault;
//! use pakt::diagnostic::message::{self, Language};
//!
//! let fault = Fault::BadDate { found: "2014-13-01".into() };
//! assert_eq!(message::message(&fault, Language::English), "`2014-13-01` is not a date");
//! ```
//!
//! Each language is a file of exhaustive matches, so a missing translation does not compile. Names
//! from content pass through `quote`, so every text here is one line without hidden characters.

mod en;
mod quote;
mod sv;
mod word;

pub(super) use word::{Word, severity, word};

use super::{Fault, Note};

/// A language that pakt speaks to people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English, `en`.
    English,
    /// Swedish, `sv`.
    Swedish,
}

impl Language {
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
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Swedish => "sv",
        }
    }
}

/// What is wrong: one line, lower case, no full stop, with the names in it.
#[must_use]
pub fn message(fault: &Fault, language: Language) -> String {
    match language {
        Language::English => en::message(fault),
        Language::Swedish => sv::message(fault),
    }
}

/// What is at the place itself, where that says more than the message.
#[must_use]
pub fn label(fault: &Fault, language: Language) -> Option<String> {
    match language {
        Language::English => en::label(fault),
        Language::Swedish => sv::label(fault),
    }
}

/// What to do, or what to type; a near miss is offered.
#[must_use]
pub fn help(fault: &Fault, language: Language) -> Option<String> {
    match language {
        Language::English => en::help(fault),
        Language::Swedish => sv::help(fault),
    }
}

/// What is at a related place.
#[must_use]
pub fn note(note: Note, language: Language) -> &'static str {
    match language {
        Language::English => en::note(note),
        Language::Swedish => sv::note(note),
    }
}

#[cfg(test)]
mod tests {
    use super::{Language, help, label, message};
    use crate::diagnostic::sample::{hostile_faults, sample_faults};
    use crate::diagnostic::visible::is_unseen;

    #[test]
    fn a_language_is_found_by_tag_or_locale() {
        assert_eq!(Language::from_tag("sv"), Some(Language::Swedish));
        assert_eq!(Language::from_tag("en_GB.UTF-8"), Some(Language::English));
        assert_eq!(Language::from_tag("SV-fi"), Some(Language::Swedish));
        assert_eq!(Language::from_tag("svenska"), None);
        assert_eq!(Language::from_tag(""), None);
    }

    #[test]
    fn a_message_is_one_line_without_full_stop_and_blames_nobody() {
        for language in [Language::English, Language::Swedish] {
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
        for language in [Language::English, Language::Swedish] {
            for fault in hostile_faults() {
                let words = [
                    Some(message(&fault, language)),
                    label(&fault, language),
                    help(&fault, language),
                ];
                for text in words.into_iter().flatten() {
                    assert!(!text.chars().any(is_unseen), "{text:?}");
                    assert!(text.chars().count() < 1_500, "{text}");
                }
            }
        }
    }
}
