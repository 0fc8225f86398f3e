//! The words around the values of a field in a running text: their periods, who says so, "or", and
//! what is not known.

use super::phrase::Phrase;
use super::strings::Strings;
use crate::parse::CitationPart;
use crate::schema::{PeriodBounds, Statement};
use crate::site::Site;
use crate::site::embedded_values::{CurrentValue, EmbeddedValues, ValueCertainty};

/// A part of what a text shows of the values of a field.
#[derive(Clone, Debug)]
pub enum EmbeddedPart<'s> {
    /// A value, with its mark and its citation markers.
    Value(&'s Statement),
    /// Words between and after the values.
    Words(Phrase),
}

impl Strings {
    /// Returns what a text shows of the values of a field, in order. A single value never has its
    /// period in brackets. Who says so is part of a claim, so it is always shown.
    #[must_use]
    pub fn embedded_parts<'s>(
        &self,
        site: &Site,
        values: &EmbeddedValues<'s>,
    ) -> Vec<EmbeddedPart<'s>> {
        match values {
            EmbeddedValues::All(statements) => {
                let note = |statement: &&'s Statement| {
                    let period = statement.validity_period();
                    let is_one_of_several = statements.len() > 1 && !period.is_unbounded();
                    is_one_of_several.then(|| self.period_phrase(period))
                };
                let statements: Vec<&Statement> = statements.iter().collect();
                self.value_list(site, statements.iter().map(|it| (*it, note(it))).collect(), ", ")
            }
            EmbeddedValues::Current(values) => {
                let note = |value: &CurrentValue<'s>| match value.certainty {
                    ValueCertainty::Holds | ValueCertainty::Tentative => None,
                    ValueCertainty::LastKnown(date) => {
                        let day = Phrase::from(date);
                        Some(self.format_phrase("embedded-last-known", &[("day", &day)]))
                    }
                    ValueCertainty::NotKnown => Some(self.not_known_phrase()),
                };
                let values = values.iter().map(|value| (value.statement, note(value)));
                self.value_list(site, values.collect(), ", ")
            }
            EmbeddedValues::Possible(statements) => match statements.as_slice() {
                [statement] => {
                    self.value_list(site, vec![(statement, Some(self.not_known_phrase()))], "")
                }
                statements => {
                    let values = statements.iter().map(|it| (*it, None)).collect();
                    let mut parts = self.value_list(site, values, self.get_str("embedded-or"));
                    parts.extend(in_brackets(vec![self.not_known_phrase()]));
                    parts
                }
            },
            EmbeddedValues::Ended(statements) => {
                let until = |it: &&'s Statement| it.validity_period().until;
                let until = statements.first().and_then(until);
                let period = self.period_phrase(PeriodBounds { from: None, until });
                self.around_values(site, "embedded-ended", statements, &period)
            }
            EmbeddedValues::Coming(statements) => {
                let from = |it: &&'s Statement| it.validity_period().from;
                let from = statements.first().and_then(from);
                let period = self.period_phrase(PeriodBounds { from, until: None });
                self.around_values(site, "embedded-coming", statements, &period)
            }
        }
    }

    /// Returns who says so: "enligt stadsledningskontoret". `None` means that the sources do.
    #[must_use]
    pub fn attribution_phrase(&self, site: &Site, statement: &Statement) -> Option<Phrase> {
        Some(self.speaker_phrase(site, statement.attributed_to()?))
    }

    /// Returns who says so: "enligt stadsledningskontoret".
    #[must_use]
    pub fn speaker_phrase(&self, site: &Site, speaker: &CitationPart) -> Phrase {
        self.speaker_in_words(site, speaker, "according-to")
    }

    fn speaker_in_words(&self, site: &Site, speaker: &CitationPart, key: &str) -> Phrase {
        let name = match site.attributed_entry(speaker) {
            Some(entry_index) => Phrase::from(entry_index),
            None => Phrase::from(&*speaker.text),
        };
        self.format_phrase(key, &[("speaker", &name)])
    }

    /// Returns who says all of several values. `None` means that there is one value, or not one
    /// speaker.
    fn shared_attribution(&self, site: &Site, statements: &[&Statement]) -> Option<Phrase> {
        let [first, others @ ..] = statements else { return None };
        let speaker = |it: &Statement| it.attributed_to().map(|speaker| speaker.text.to_string());
        let is_shared = !others.is_empty() && others.iter().all(|it| speaker(it) == speaker(first));
        let shared = Some(first).filter(|_| is_shared)?;
        Some(self.speaker_in_words(site, shared.attributed_to()?, "embedded-according-to-all"))
    }

    fn not_known_phrase(&self) -> Phrase {
        Phrase::from(self.get_str("embedded-not-known"))
    }

    /// Joins values with commas, and with `last_separator` before the last one. Each is followed by
    /// who says so and by its note, or all of them by who says all of it. The speaker comes first:
    /// nobody said that something is not known.
    fn value_list<'s>(
        &self,
        site: &Site,
        values: Vec<(&'s Statement, Option<Phrase>)>,
        last_separator: &str,
    ) -> Vec<EmbeddedPart<'s>> {
        let statements: Vec<&Statement> = values.iter().map(|(statement, _)| *statement).collect();
        let shared = self.shared_attribution(site, &statements);
        let last = values.len().saturating_sub(1);
        let mut parts = Vec::new();
        for (index, (statement, note)) in values.into_iter().enumerate() {
            if index > 0 {
                let separator = if index == last { last_separator } else { ", " };
                parts.push(EmbeddedPart::Words(Phrase::from(separator)));
            }
            parts.push(EmbeddedPart::Value(statement));
            let attribution =
                if shared.is_some() { None } else { self.attribution_phrase(site, statement) };
            parts.extend(in_brackets(attribution.into_iter().chain(note).collect()));
        }
        parts.extend(in_brackets(shared.into_iter().collect()));
        parts
    }

    /// Returns the string of a key with values in place of `{value}`, each with who says so, and a
    /// period in place of `{period}`, which comes after them or is left out.
    fn around_values<'s>(
        &self,
        site: &Site,
        key: &str,
        statements: &[&'s Statement],
        period: &Phrase,
    ) -> Vec<EmbeddedPart<'s>> {
        let template = self.get_str(key);
        let (before, after) = template.split_once("{value}").unwrap_or((template, ""));
        let mut parts = vec![EmbeddedPart::Words(Phrase::from(before))];
        let shared = self.shared_attribution(site, statements);
        let mut has_attribution = shared.is_some();
        for (index, statement) in statements.iter().enumerate() {
            if index > 0 {
                parts.push(EmbeddedPart::Words(Phrase::from(", ")));
            }
            parts.push(EmbeddedPart::Value(statement));
            if shared.is_none()
                && let Some(attribution) = self.attribution_phrase(site, statement)
            {
                has_attribution = true;
                parts.push(EmbeddedPart::Words(Phrase::from(", ").joined(attribution)));
            }
        }
        parts.extend(shared.map(|it| EmbeddedPart::Words(Phrase::from(", ").joined(it))));
        // After a speaker, the period needs a comma: it is not what the speaker is called.
        let comma = if has_attribution && after.starts_with(' ') { "," } else { "" };
        let mut words = Phrase::from(comma);
        words = match after.split_once("{period}") {
            Some((middle, end)) => {
                let words = words.joined(Phrase::from(middle)).joined(period.clone());
                words.joined(Phrase::from(end))
            }
            None => words.joined(Phrase::from(after)),
        };
        parts.push(EmbeddedPart::Words(words));
        parts
    }
}

/// Returns notes in brackets after a value, with commas between them. `None` means that there are
/// none.
fn in_brackets<'s>(notes: Vec<Phrase>) -> Option<EmbeddedPart<'s>> {
    let mut words = Phrase::from(" (");
    let mut is_first = true;
    for note in notes {
        let separator = Phrase::from(if is_first { "" } else { ", " });
        words = words.joined(separator).joined(note);
        is_first = false;
    }
    (!is_first).then(|| EmbeddedPart::Words(words.joined(Phrase::from(")"))))
}
