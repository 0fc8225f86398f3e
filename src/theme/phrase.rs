//! Texts of a theme with days and entries in them, which a page shows as elements and search as
//! plain text.

use super::placeholders::{StringPart, fill_placeholders};
use super::strings::Strings;
use crate::schema::PartialDate;
use crate::site::EntryIndex;

/// A text made from strings of a theme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Phrase {
    /// Its parts, in order.
    pub parts: Vec<PhrasePart>,
}

/// A part of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PhrasePart {
    /// Plain text.
    Text(String),
    /// A day, month or year.
    Day(PartialDate),
    /// The name of an entry in the middle of a sentence.
    Entry(EntryIndex),
}

impl From<PartialDate> for Phrase {
    fn from(day: PartialDate) -> Self {
        Self { parts: vec![PhrasePart::Day(day)] }
    }
}

impl From<EntryIndex> for Phrase {
    fn from(entry_index: EntryIndex) -> Self {
        Self { parts: vec![PhrasePart::Entry(entry_index)] }
    }
}

impl From<&str> for Phrase {
    fn from(text: &str) -> Self {
        let parts = if text.is_empty() { vec![] } else { vec![PhrasePart::Text(text.to_owned())] };
        Self { parts }
    }
}

impl Phrase {
    /// Returns the phrase followed by another.
    #[must_use]
    pub fn joined(mut self, next: Self) -> Self {
        for part in next.parts {
            match (self.parts.last_mut(), part) {
                (Some(PhrasePart::Text(last)), PhrasePart::Text(text)) => last.push_str(&text),
                (_, part) => self.parts.push(part),
            }
        }
        self
    }

    /// Returns the phrase with a capital letter at its start and a full stop at its end.
    #[must_use]
    pub fn to_sentence(&self) -> Self {
        let mut sentence = self.to_capitalized();
        let is_ended = match sentence.parts.last() {
            Some(PhrasePart::Text(text)) => text.ends_with(['.', '?', '!', '…']),
            _ => false,
        };
        if !is_ended {
            sentence.parts.push(PhrasePart::Text(".".to_owned()));
        }
        sentence
    }

    /// Returns the phrase with a capital letter at its start.
    #[must_use]
    pub fn to_capitalized(&self) -> Self {
        let mut phrase = self.clone();
        if let Some(PhrasePart::Text(text)) = phrase.parts.first_mut() {
            let mut letters = text.chars();
            let first = letters.next().into_iter().flat_map(char::to_uppercase);
            *text = first.chain(letters.by_ref()).collect();
        }
        phrase
    }

    /// Returns the phrase with a small letter at its start, to follow a colon. A first word in
    /// capitals is kept.
    #[must_use]
    pub fn to_uncapitalized(&self) -> Self {
        let mut phrase = self.clone();
        if let Some(PhrasePart::Text(text)) = phrase.parts.first_mut() {
            let mut letters = text.chars();
            let first = letters.next();
            if !letters.clone().next().is_some_and(char::is_uppercase) {
                let first = first.into_iter().flat_map(char::to_lowercase);
                *text = first.chain(letters).collect();
            }
        }
        phrase
    }

    /// Returns the phrase as text.
    #[must_use]
    pub fn to_text(&self, strings: &Strings, name: impl Fn(EntryIndex) -> String) -> String {
        let text = |part: &PhrasePart| match part {
            PhrasePart::Text(text) => text.clone(),
            PhrasePart::Day(day) => strings.format_partial_date(*day),
            PhrasePart::Entry(entry_index) => name(*entry_index),
        };
        self.parts.iter().map(text).collect()
    }
}

impl Strings {
    /// Returns the string of a key with phrases in place of its placeholders.
    #[must_use]
    pub fn format_phrase(&self, key: &str, values: &[(&str, &Phrase)]) -> Phrase {
        let mut phrase = Phrase::default();
        fill_placeholders(self.get_str(key), values, |part| {
            let joined = std::mem::take(&mut phrase);
            phrase = joined.joined(match part {
                StringPart::Text(text) => Phrase::from(text),
                StringPart::Value(value) => (*value).clone(),
            });
        });
        phrase
    }

    /// Returns a day, month or year as it follows other words: "den 1 april 2014".
    #[must_use]
    pub fn day_phrase(&self, day: PartialDate) -> Phrase {
        self.dated_phrase("in-text", day)
    }

    /// Returns when something is the case: "den 1 april 2014", "i april 2014".
    #[must_use]
    pub fn on_day_phrase(&self, day: PartialDate) -> Phrase {
        self.dated_phrase("on", day)
    }

    fn dated_phrase(&self, form: &str, day: PartialDate) -> Phrase {
        let precision = match (day.month(), day.day()) {
            (None, _) => "year",
            (_, None) => "month",
            _ => "day",
        };
        self.format_phrase(&format!("{form}-{precision}"), &[("date", &Phrase::from(day))])
    }
}
