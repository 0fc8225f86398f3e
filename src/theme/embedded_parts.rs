//! The words around the values of a field in a running text: their periods, "or", and what is not
//! known.

use super::phrase::Phrase;
use super::strings::Strings;
use crate::schema::{PeriodBounds, Statement};
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
    /// period in brackets.
    #[must_use]
    pub fn embedded_parts<'s>(&self, values: &EmbeddedValues<'s>) -> Vec<EmbeddedPart<'s>> {
        match values {
            EmbeddedValues::All(statements) => {
                let value = |statement| self.value_with_period(statement, statements.len());
                self.joined_list(statements.iter().map(value).collect(), ", ")
            }
            EmbeddedValues::Current(values) => {
                let value = |value: &CurrentValue<'s>| {
                    let mut parts = vec![EmbeddedPart::Value(value.statement)];
                    let words = match value.certainty {
                        ValueCertainty::Holds => None,
                        ValueCertainty::LastKnown(date) => {
                            let day = Phrase::from(date);
                            Some(self.format_phrase("embedded-last-known", &[("day", &day)]))
                        }
                        ValueCertainty::NotKnown => {
                            Some(Phrase::from(self.get_str("embedded-not-known")))
                        }
                    };
                    let space = || Phrase::from(" ");
                    parts.extend(words.map(|words| EmbeddedPart::Words(space().joined(words))));
                    parts
                };
                self.joined_list(values.iter().map(value).collect(), ", ")
            }
            EmbeddedValues::Possible(statements) => {
                let values = statements.iter().map(|it| vec![EmbeddedPart::Value(it)]).collect();
                let mut parts = self.joined_list(values, self.get_str("embedded-or"));
                let not_known = self.get_str("embedded-not-known");
                parts.push(EmbeddedPart::Words(Phrase::from(" ").joined(Phrase::from(not_known))));
                parts
            }
            EmbeddedValues::Ended(statement) => {
                let until = statement.validity_period().until;
                let period = self.period_phrase(PeriodBounds { from: None, until });
                self.around_value("embedded-ended", statement, &period)
            }
            EmbeddedValues::Coming(statement) => {
                let from = statement.validity_period().from;
                let period = self.period_phrase(PeriodBounds { from, until: None });
                self.around_value("embedded-coming", statement, &period)
            }
        }
    }

    /// Returns a value, with its period if it is one of several.
    fn value_with_period<'s>(
        &self,
        statement: &'s Statement,
        n_values: usize,
    ) -> Vec<EmbeddedPart<'s>> {
        let mut parts = vec![EmbeddedPart::Value(statement)];
        let period = statement.validity_period();
        if n_values > 1 && !period.is_unbounded() {
            let period = Phrase::from(" (").joined(self.period_phrase(period));
            parts.push(EmbeddedPart::Words(period.joined(Phrase::from(")"))));
        }
        parts
    }

    /// Joins values with commas, and with `last_separator` before the last one.
    fn joined_list<'s>(
        &self,
        values: Vec<Vec<EmbeddedPart<'s>>>,
        last_separator: &str,
    ) -> Vec<EmbeddedPart<'s>> {
        let last = values.len().saturating_sub(1);
        let mut parts = Vec::new();
        for (index, value) in values.into_iter().enumerate() {
            if index > 0 {
                let separator = if index == last { last_separator } else { ", " };
                parts.push(EmbeddedPart::Words(Phrase::from(separator)));
            }
            parts.extend(value);
        }
        parts
    }

    /// Returns the string of a key with a value in place of `{value}` and a period in place of
    /// `{period}`, which comes after it or is left out.
    fn around_value<'s>(
        &self,
        key: &str,
        statement: &'s Statement,
        period: &Phrase,
    ) -> Vec<EmbeddedPart<'s>> {
        let template = self.get_str(key);
        let (before, after) = template.split_once("{value}").unwrap_or((template, ""));
        let words = match after.split_once("{period}") {
            Some((middle, end)) => {
                Phrase::from(middle).joined(period.clone()).joined(Phrase::from(end))
            }
            None => Phrase::from(after),
        };
        vec![
            EmbeddedPart::Words(Phrase::from(before)),
            EmbeddedPart::Value(statement),
            EmbeddedPart::Words(words),
        ]
    }
}
