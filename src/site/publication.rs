//! Decides whether an entry is published: by what it says itself, the as-of date and the run.
//!
//! [`PublicationPolicy`] is the only place where this is decided. Pages, lists, links, search,
//! feeds and page JSON all ask it.

use super::entry::{Entry, EntryMeta};
use super::settings::DraftPolicy;
use crate::diagnostic::rules::HeldBackReason;
use crate::schema::PartialDate;

/// What an entry says about its publication, apart from `published:`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredPublication {
    /// Whether it is a draft, in any of the spellings.
    pub is_draft: bool,
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
    /// Whether drafts are published, and everything else that is held back.
    pub(super) drafts: DraftPolicy,
    /// The as-of date. `None` means that no day is in the future.
    pub(super) as_of: Option<PartialDate>,
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
}

impl PublicationPolicy {
    /// Returns whether an entry has a page.
    pub(super) fn publishes(self, entry: &Entry) -> bool {
        self.publishes_meta(&entry.meta)
    }

    /// Returns why an entry is held back. `None` means that it is published, with drafts or
    /// without.
    pub(super) fn held_back(self, entry: &Entry) -> Option<HeldBackReason> {
        self.reason_for(&entry.meta)
    }

    pub(super) fn publishes_meta(self, meta: &EntryMeta) -> bool {
        !meta.has_lost_address
            && (self.drafts == DraftPolicy::Include || self.reason_for(meta).is_none())
    }

    fn reason_for(self, meta: &EntryMeta) -> Option<HeldBackReason> {
        let declared = &meta.publication;
        let is_future =
            |day: &PartialDate| self.as_of.is_some_and(|as_of| day.first_day() > as_of.last_day());
        let is_past =
            |day: &PartialDate| self.as_of.is_some_and(|as_of| day.first_day() <= as_of.last_day());
        let published = meta.published.as_ref().and_then(|date| date.value.or(date.earliest));
        if declared.is_unclear {
            Some(HeldBackReason::Unclear)
        } else if declared.is_draft {
            Some(HeldBackReason::Draft)
        } else if published.iter().chain(&declared.from).any(is_future) {
            Some(HeldBackReason::Scheduled)
        } else if declared.until.as_ref().is_some_and(is_past) {
            Some(HeldBackReason::Expired)
        } else {
            None
        }
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

    #[test]
    fn days_are_compared_with_the_as_of_date() {
        let (june, may) = (Some("2024-06-01"), Some("2024-05"));
        assert_eq!(reason(may, june, None), "Some(Scheduled)");
        assert_eq!(reason(june, june, None), "None");
        assert_eq!(reason(Some("2024"), june, None), "None");
        assert_eq!(reason(Some("2024-05-10"), may, None), "None");
        assert_eq!(reason(None, Some("9999"), Some("0001")), "None");
        assert_eq!(reason(june, None, june), "Some(Expired)");
        assert_eq!(reason(may, None, june), "None");
    }
}
