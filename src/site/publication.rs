//! Decides whether an entry is published: by what it says itself, the as-of date and the run.
//!
//! [`PublicationPolicy`] is the only place where this is decided. Pages, lists, links, search,
//! feeds and page JSON all ask it.

use super::entry::{Entry, EntryMeta};
use super::settings::DraftPolicy;
use crate::diagnostic::rules::KeptBackReason;
use crate::diagnostic::{Diagnostic, Span, rules};
use crate::schema::PartialDate;

/// The day of the release of this version of pakt: year, month and day. It has come for everybody
/// who has the program, so a site needs no as-of date to know that.
const RELEASE_DAY: (i16, Option<u8>, Option<u8>) = (2026, Some(11), Some(30));

/// What an entry says about its publication, apart from `published:`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredPublication {
    /// Whether it is a draft, in any of the spellings.
    pub is_draft: bool,
    /// Whether it says that it is not a draft.
    pub is_open: bool,
    /// Whether something that it says could not be understood.
    pub is_unclear: bool,
    /// The latest of the other days from which it is published.
    pub from: Option<PartialDate>,
    /// The earliest of the days on which its publication ends.
    pub until: Option<PartialDate>,
}

/// What a run publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PublicationPolicy {
    /// Whether drafts are published, and everything else that is kept back.
    pub(super) drafts: DraftPolicy,
    /// The as-of date. `None` means that only the days until the release of pakt have come.
    pub(super) as_of: Option<PartialDate>,
}

/// Whether a day has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    /// It has come.
    Come,
    /// It is after the as-of date.
    NotYet,
    /// There is no as-of date, and the day is after the release of pakt.
    NotKnown,
}

impl DeclaredPublication {
    /// Notes one more day from which the entry is published.
    pub(super) fn hold_until(&mut self, day: PartialDate) {
        self.from = self.from.into_iter().chain([day]).max_by_key(|day| day.first_day());
    }

    /// Notes one more day on which the publication ends.
    pub(super) fn end_on(&mut self, day: PartialDate) {
        self.until = self.until.into_iter().chain([day]).min_by_key(|day| day.first_day());
    }

    /// Adds what the folder of the entry says about all its pages. Only that they are drafts is
    /// overridden by an entry that says it is not one.
    pub(super) fn inherit(&mut self, folder: &Self) {
        self.is_draft |= folder.is_draft && !self.is_open;
        self.is_unclear |= folder.is_unclear;
        folder.from.into_iter().for_each(|day| self.hold_until(day));
        folder.until.into_iter().for_each(|day| self.end_on(day));
    }

    /// Returns whether it holds an entry back, on some day.
    pub(super) fn can_hold_back(&self) -> bool {
        self.is_draft || self.is_unclear || self.from.is_some() || self.until.is_some()
    }
}

impl PublicationPolicy {
    /// Returns whether an entry has a page.
    pub(super) fn publishes(self, entry: &Entry) -> bool {
        self.publishes_meta(&entry.meta)
    }

    /// Returns why an entry is kept back. `None` means that it is published, with drafts or
    /// without.
    pub(super) fn kept_back_reason(self, entry: &Entry) -> Option<KeptBackReason> {
        self.reason_for(&entry.meta)
    }

    pub(super) fn publishes_meta(self, meta: &EntryMeta) -> bool {
        !meta.has_lost_address
            && (self.drafts == DraftPolicy::Include || self.reason_for(meta).is_none())
    }

    fn reason_for(self, meta: &EntryMeta) -> Option<KeptBackReason> {
        let declared = &meta.publication;
        let published = meta.published.as_ref().and_then(|date| date.value.or(date.earliest));
        let starts = published.into_iter().chain(declared.from).map(|day| self.arrival(day));
        let end = declared.until.map(|day| self.arrival(day));
        if declared.is_unclear {
            Some(KeptBackReason::Unclear)
        } else if declared.is_draft {
            Some(KeptBackReason::Draft)
        } else if end == Some(Arrival::Come) {
            Some(KeptBackReason::Expired)
        } else if starts.clone().any(|it| it == Arrival::NotYet) {
            Some(KeptBackReason::Scheduled)
        } else if end.into_iter().chain(starts).any(|it| it == Arrival::NotKnown) {
            Some(KeptBackReason::NoAsOf)
        } else {
            None
        }
    }

    /// Returns whether a day, or the first day of a month or year, has come.
    fn arrival(self, day: PartialDate) -> Arrival {
        let first = day.first_day();
        match self.as_of {
            Some(as_of) if first <= as_of.last_day() => Arrival::Come,
            Some(_) => Arrival::NotYet,
            None if (first.year(), first.month(), first.day()) <= RELEASE_DAY => Arrival::Come,
            None => Arrival::NotKnown,
        }
    }

    /// Returns whether the as-of date is within a month or year, so that it is not known whether a
    /// day in it has come.
    pub(super) fn may_not_have_come(self, day: PartialDate) -> bool {
        self.as_of.is_some_and(|as_of| {
            let last_day = as_of.last_day();
            day.first_day() <= last_day && last_day < day.last_day()
        })
    }

    /// Returns whether a publication that ends on a day has ended.
    pub(super) fn has_ended(self, day: PartialDate) -> bool {
        self.arrival(day) == Arrival::Come
    }

    /// Reports the days for which an entry is kept back because there is no as-of date.
    pub(super) fn missing_as_of(
        self,
        meta: &EntryMeta,
        days: &[(PartialDate, Span)],
    ) -> impl Iterator<Item = Diagnostic> {
        let is_held = self.drafts == DraftPolicy::Exclude
            && self.reason_for(meta) == Some(KeptBackReason::NoAsOf);
        let days =
            days.iter().filter(move |(day, _)| is_held && self.arrival(*day) == Arrival::NotKnown);
        days.map(|(day, span)| {
            let kind = rules::NoAsOf { day: day.to_string() };
            let mut diagnostic = Diagnostic::new(span.clone(), kind);
            diagnostic.keeps_page_back = true;
            diagnostic
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(as_of: Option<&str>, from: Option<&str>, until: Option<&str>) -> String {
        let day = |text: &str| PartialDate::parse(text).unwrap();
        let mut meta = EntryMeta::default();
        from.into_iter().for_each(|text| meta.publication.hold_until(day(text)));
        until.into_iter().for_each(|text| meta.publication.end_on(day(text)));
        let policy = PublicationPolicy { drafts: DraftPolicy::Exclude, as_of: as_of.map(day) };
        format!("{:?}", policy.reason_for(&meta))
    }

    /// Returns the day of the newest release in a changelog. `None` means that there is none yet.
    fn newest_release(changelog: &str) -> Option<PartialDate> {
        let headings = changelog.lines().filter_map(|line| line.strip_prefix("## ["));
        let days = headings.filter_map(|heading| heading.split_once("] - "));
        days.filter_map(|(_, day)| PartialDate::parse(day.trim())).next()
    }

    #[test]
    fn the_release_day_is_that_of_the_changelog() {
        let sample = "## [Unreleased]\n\n## [1.1.0] - 2027-02-01\n\n## [1.0.0] - 2026-12-01\n";
        assert_eq!(
            newest_release(sample).map(|day| day.to_string()).as_deref(),
            Some("2027-02-01")
        );
        if let Some(day) = newest_release(include_str!("../../CHANGELOG.md")) {
            assert_eq!((day.year(), day.month(), day.day()), RELEASE_DAY);
        }
    }

    #[test]
    fn days_are_compared_with_the_as_of_date() {
        let (june, may) = (Some("2024-06-01"), Some("2024-05"));
        assert_eq!(reason(may, june, None), "Some(Scheduled)");
        assert_eq!(reason(june, june, None), "None");
        assert_eq!(reason(Some("2024"), june, None), "None");
        assert_eq!(reason(Some("2024-05-10"), may, None), "None");
        assert_eq!(reason(june, None, june), "Some(Expired)");
        assert_eq!(reason(may, None, june), "None");
        assert_eq!(reason(may, june, Some("2020")), "Some(Expired)");
    }

    #[test]
    fn without_an_as_of_date_only_days_until_the_release_have_come() {
        assert_eq!(reason(None, Some("2024-06-01"), None), "None");
        assert_eq!(reason(None, Some("2026-11-30"), None), "None");
        assert_eq!(reason(None, Some("2026"), None), "None");
        assert_eq!(reason(None, Some("2026-12"), None), "Some(NoAsOf)");
        assert_eq!(reason(None, Some("2999-01-01"), None), "Some(NoAsOf)");
        assert_eq!(reason(None, None, Some("2020-01-01")), "Some(Expired)");
        assert_eq!(reason(None, None, Some("2999-01-01")), "Some(NoAsOf)");
        assert_eq!(reason(None, Some("2999"), Some("2020")), "Some(Expired)");
    }
}
