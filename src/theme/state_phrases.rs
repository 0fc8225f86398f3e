//! The words for whether something holds on a date, and for its period.
//!
//! State and period are sentences of their own, with words for each combination, so that "not in
//! force" and "from 1 May" are never read as one: what has not begun "begins to apply on 1 May".

use super::phrase::Phrase;
use super::strings::Strings;
use crate::schema::{
    EvidenceStatus, FieldValue, PartialDate, PeriodBounds, StateWords, Statement, Validity,
};
use crate::site::statement_state::{StatementState, is_validity_field};
use crate::site::{Entry, EntryIndex, LocalizedSite};
use std::collections::BTreeSet;

/// Returns the sentences about a statement's time: its validity period, and whether it holds on the
/// as-of date.
#[must_use]
pub fn time_sentences(
    strings: &Strings,
    localized: LocalizedSite<'_>,
    entry_index: EntryIndex,
    field_id: &str,
    statement: &Statement,
) -> Vec<Phrase> {
    let mut sentences = Vec::new();
    let period = statement.validity_period();
    if !period.is_unbounded() {
        sentences.push(strings.period_phrase(period).to_sentence());
    }
    let entry = localized.site.entry_at(entry_index);
    let state = localized.site.displayed_state(entry, field_id, statement);
    let words = StatePhrases::new(strings, localized, entry_index);
    if let (Some(state), Some(words)) = (state, words) {
        sentences.push(match is_validity_field(entry, field_id) {
            true => words.validity_sentence(state),
            false => words.statement_sentence(statement, state),
        });
    }
    sentences
}

/// In which way something does not hold: "no longer" or "not yet", unless it never was more than a
/// plan or a reading. A bare "not so" could be read as denying the whole statement.
#[derive(Clone, Copy)]
enum NotSoKind {
    NotYet,
    NoLonger,
    Not,
}

impl NotSoKind {
    /// Returns the key of the sentence.
    fn key(self) -> &'static str {
        match self {
            Self::NotYet => "state-not-yet",
            Self::NoLonger => "state-no-longer",
            Self::Not => "state-not",
        }
    }

    /// Returns the key of the word.
    fn label_key(self) -> &'static str {
        match self {
            Self::NotYet => "state-not-yet-label",
            Self::NoLonger => "state-no-longer-label",
            Self::Not => "state-not-label",
        }
    }
}

/// Makes the words for the states of an entry and its statements on a date, in one language.
#[derive(Clone, Copy, Debug)]
pub struct StatePhrases<'a> {
    strings: &'a Strings,
    /// The entry.
    entry: &'a Entry,
    /// The words of its type, if that has some.
    own_words: Option<&'a StateWords>,
    localized: LocalizedSite<'a>,
    /// The date that the states are of.
    day: PartialDate,
}

impl<'a> StatePhrases<'a> {
    /// Returns the words for the states of an entry on the as-of date. `None` means that the site
    /// has none.
    #[must_use]
    pub fn new(
        strings: &'a Strings,
        localized: LocalizedSite<'a>,
        entry_index: EntryIndex,
    ) -> Option<Self> {
        let day = localized.site.config.as_of?;
        Some(Self::on_day(strings, localized, entry_index, day))
    }

    /// Returns the words for the states of an entry on a date.
    #[must_use]
    pub fn on_day(
        strings: &'a Strings,
        localized: LocalizedSite<'a>,
        entry_index: EntryIndex,
        day: PartialDate,
    ) -> Self {
        let entry = localized.site.entry_at(entry_index);
        Self { strings, entry, own_words: entry.entry_type.in_force.as_ref(), localized, day }
    }

    /// Returns the word of the entry's type for a state: "Inte bunden". `None` means that it has
    /// none.
    #[must_use]
    pub fn own_word(&self, state: StatementState) -> Option<&'a str> {
        let words = self.own_words?;
        let word = match state.validity {
            Validity::InForce => &words.holds,
            Validity::NotInForce => &words.not,
            Validity::Unknown => &words.unknown,
        };
        Some(self.localized.text(word).0)
    }

    /// Returns the word for a state of a statement that a reader has to notice: "Inte längre".
    /// `None` means that it holds.
    #[must_use]
    pub fn state_label(
        &self,
        field_id: &str,
        statement: &Statement,
        state: StatementState,
    ) -> Option<&'a str> {
        let is_validity = is_validity_field(self.entry, field_id);
        let own_word = self.own_word(state).filter(|_| is_validity);
        match (state.validity, state.limit) {
            (Validity::InForce, None) => None,
            (Validity::NotInForce, None) => {
                // A statement about when an entry is in force has its period as its value.
                let period = statement.period_value().filter(|_| is_validity);
                let period = period.unwrap_or_else(|| statement.validity_period());
                let key = self.not_so_kind(statement, period).label_key();
                own_word.or_else(|| Some(self.strings.get_str(key)))
            }
            (Validity::Unknown, _) | (_, Some(_)) => {
                own_word.or_else(|| Some(self.strings.get_str("in-force-not-known")))
            }
        }
    }

    /// Returns whether an entry is in force, in a few words: "Gällde den 11 november 2015", "Inte
    /// känt".
    #[must_use]
    pub fn validity_words(&self, state: StatementState) -> Phrase {
        let Some(word) = self.own_word(state) else {
            let key = match (state.validity, state.limit) {
                (_, Some(_)) => "in-force-not-known",
                (Validity::InForce, _) => "in-force-holds",
                (Validity::NotInForce, _) => "in-force-not",
                (Validity::Unknown, _) => "in-force-unknown",
            };
            return self.dated(key);
        };
        let word = Phrase::from(word);
        if state.limit.is_some() {
            return word;
        }
        let on = self.strings.on_day_phrase(self.day);
        self.strings.format_phrase("state-word-dated", &[("word", &word), ("day", &on)])
    }

    /// Returns whether an entry is in force, and until when that was confirmed, in one or two
    /// sentences.
    #[must_use]
    pub fn validity_sentence(&self, state: StatementState) -> Phrase {
        match (self.confirmation(state), state.validity) {
            (Some(confirmation), _) => {
                let words = self.validity_words(state).to_sentence();
                words.joined(Phrase::from(" ")).joined(confirmation.to_sentence())
            }
            (None, Validity::Unknown) => self.undecided_sentence(state),
            (None, Validity::InForce | Validity::NotInForce) => {
                self.validity_words(state).to_sentence()
            }
        }
    }

    /// Returns until when the sources confirm what is not known to hold any more. `None` means that
    /// they are not the reason.
    #[must_use]
    pub fn confirmation(&self, state: StatementState) -> Option<Phrase> {
        let reach = state.limit?;
        let key = match reach.is_confirmed {
            true => self.key("state-confirmed", "state-confirmed-own"),
            false => "state-not-begun",
        };
        let (day, source) = (self.strings.on_day_phrase(reach.date), Phrase::from(reach.document));
        Some(self.strings.format_phrase(key, &[("day", &day), ("source", &source)]))
    }

    /// Returns the period of a statement about when an entry is in force, as a sentence. `None`
    /// means that it is only unknown, which the state says already.
    #[must_use]
    pub fn period_sentence(&self, statement: &Statement) -> Option<Phrase> {
        let period = self.period_words(statement);
        match self.strings.attribution_phrase(self.localized.site, statement) {
            Some(attribution) => {
                Some(period.joined(Phrase::from(", ")).joined(attribution).to_sentence())
            }
            None if statement.value == FieldValue::Unknown => None,
            None => Some(period.to_sentence()),
        }
    }

    /// Returns the period of a statement about when an entry is in force.
    fn period_words(&self, statement: &Statement) -> Phrase {
        let Some(period) = statement.period_value() else {
            return Phrase::from(if statement.value == FieldValue::None {
                self.strings.none_str(statement)
            } else {
                self.strings.get_str("unknown")
            });
        };
        let field_id = self.entry.entry_type.validity.as_deref().unwrap_or_default();
        let site = self.localized.site;
        let state = site.statement_state(self.entry, field_id, statement, self.day);
        let is_sourced = statement.evidence_status() == EvidenceStatus::Sourced;
        let is_upcoming = state.validity == Validity::NotInForce && period.starts_after(self.day);
        if let (true, true, Some(from)) = (is_sourced, is_upcoming, period.from) {
            let begins =
                self.strings.start_phrase(self.key("in-force-begins", "own-period-begins"), from);
            let end = match period.until {
                Some(end) => {
                    let end = self.strings.end_phrase(end);
                    self.strings.format_phrase("period-end-after", &[("until", &end)])
                }
                None => self.open_end(period),
            };
            return begins.joined(end);
        }
        let words = self.strings.period_phrase(period).joined(self.open_end(period));
        let key = match statement.evidence_status() {
            EvidenceStatus::Sourced if state.validity != Validity::NotInForce => return words,
            EvidenceStatus::Sourced => self.key("in-force-ended", "own-period-ended"),
            EvidenceStatus::Intended => self.key("in-force-intended", "own-period-intended"),
            EvidenceStatus::Proposed => self.key("in-force-proposed", "own-period-proposed"),
            EvidenceStatus::Interpretation => "period-interpreted",
        };
        self.strings.format_phrase(key, &[("period", &words)])
    }

    /// Returns that it is not possible to say whether an entry is in force, as a sentence.
    #[must_use]
    pub fn undecided_sentence(&self, state: StatementState) -> Phrase {
        match self.own_words {
            Some(_) => self.validity_words(state).to_sentence(),
            None => match &self.entry.meta.in_sentence {
                Some(name) => {
                    let name = Phrase::from(self.localized.text(name).0);
                    let on = self.strings.on_day_phrase(self.day);
                    let values = [("entry", &name), ("day", &on)];
                    self.strings.format_phrase("banner-unknown-entry-text", &values)
                }
                None => self.dated("banner-unknown-text"),
            },
        }
    }

    /// Returns whether a statement with a period holds, as a sentence or two.
    ///
    /// It speaks of "the source" if the statement cites a single document. That something does not
    /// hold follows from its period, so it is not put in the mouth of a source.
    #[must_use]
    pub fn statement_sentence(&self, statement: &Statement, state: StatementState) -> Phrase {
        if let Some(confirmation) = self.confirmation(state) {
            let not_known = Phrase::from(self.strings.get_str("in-force-not-known")).to_sentence();
            return not_known.joined(Phrase::from(" ")).joined(confirmation.to_sentence());
        }
        let state = match state.validity {
            Validity::InForce => "state-holds",
            Validity::NotInForce => {
                let kind = self.not_so_kind(statement, statement.validity_period());
                return self.dated(kind.key());
            }
            Validity::Unknown => "state-unknown",
        };
        self.dated(&format!("{state}{}", source_suffix(statement)))
    }

    /// Returns on which day a statement holds, and who says so, as a sentence beside its value.
    #[must_use]
    pub fn holding_sentence(&self, statement: &Statement) -> Phrase {
        self.dated(&format!("value-holds{}", source_suffix(statement)))
    }

    /// Returns in which way a statement with a period does not hold.
    fn not_so_kind(&self, statement: &Statement, period: PeriodBounds<'_>) -> NotSoKind {
        match statement.evidence_status() {
            EvidenceStatus::Sourced if period.starts_after(self.day) => NotSoKind::NotYet,
            // An entry without a period was never in force.
            EvidenceStatus::Sourced if period.is_unbounded() => NotSoKind::Not,
            EvidenceStatus::Sourced => NotSoKind::NoLonger,
            EvidenceStatus::Intended
            | EvidenceStatus::Proposed
            | EvidenceStatus::Interpretation => NotSoKind::Not,
        }
    }

    /// Returns the words with which a period without a stated end goes on.
    fn open_end(&self, period: PeriodBounds<'_>) -> Phrase {
        match (period.from, period.until) {
            (Some(_), None) => Phrase::from(self.strings.get_str("in-force-open")),
            _ => Phrase::default(),
        }
    }

    fn dated(&self, key: &str) -> Phrase {
        self.strings.format_phrase(key, &[("day", &self.strings.on_day_phrase(self.day))])
    }

    /// Returns the key of a sentence: if the type has words of its own, one that does not say "in
    /// force".
    fn key(&self, of_theme: &'static str, for_own_words: &'static str) -> &'static str {
        if self.own_words.is_some() { for_own_words } else { of_theme }
    }
}

/// Returns the end of the key of a sentence that names the sources of a statement.
fn source_suffix(statement: &Statement) -> &'static str {
    let citations = statement.all_citations().into_iter();
    let documents: BTreeSet<&str> = citations.map(|citation| &*citation.document.text).collect();
    match documents.len() {
        0 => "-unsourced",
        1 => "-one-source",
        _ => "",
    }
}
