//! Compares review dates with the newest date on the site, never with the clock: the same content
//! gives the same site tomorrow.

use super::entry::{Entry, EntryIndex};
use super::publication::PublicationPolicy;
use super::snapshot::Site;
use crate::schema::PartialDate;
use std::sync::Arc;

/// Returns the newest day on which a page was published, changed or reviewed.
pub(super) fn newest_edit(
    entries: &[Arc<Entry>],
    policy: PublicationPolicy,
) -> Option<PartialDate> {
    let shown = entries.iter().filter(|entry| policy.publishes(entry));
    let dates = shown.flat_map(|entry| {
        let meta = &entry.meta;
        [&meta.published, &meta.updated, &meta.reviewed].map(|date| date.as_ref()?.value)
    });
    dates.flatten().max_by_key(|date| date.first_day())
}

impl Site {
    /// Returns the newest of the as-of date and the dates on which pages were published, changed
    /// or reviewed. `None` means that there are none.
    #[must_use]
    pub fn newest_date(&self) -> Option<PartialDate> {
        self.config.as_of.into_iter().chain(self.newest_edit).max_by_key(|date| date.first_day())
    }

    /// Returns the date by which an entry was to be reviewed, if the site's newest date is later.
    #[must_use]
    pub fn overdue_review(&self, entry_index: EntryIndex) -> Option<PartialDate> {
        let due = self.entry_at(entry_index).meta.review_by.as_ref()?.value?;
        let newest = self.newest_date()?;
        Some(due).filter(|due| due.last_day() < newest.first_day())
    }
}
