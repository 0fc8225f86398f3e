//! What a list of relations says about the time of a relation.

use super::phrase::Phrase;
use super::strings::Strings;
use crate::schema::{EvidenceStatus, Validity};
use crate::site::{RelationStatement, Site};

impl Strings {
    /// Returns when a relation was or will be so, for brackets after the entry that it leads to.
    /// `None` means that it holds on the as-of date, or has no period.
    #[must_use]
    pub fn relation_time(&self, site: &Site, relation: &RelationStatement<'_>) -> Option<Phrase> {
        let period = relation.period();
        let Some(state) = site.relation_state(relation) else {
            return (!period.is_unbounded()).then(|| self.period_phrase(period));
        };
        match (state.validity, state.limit) {
            (Validity::InForce, _) => None,
            (Validity::NotInForce, _) => Some(self.period_phrase(period)),
            (Validity::Unknown, Some(reach)) if reach.is_confirmed => {
                let day = Phrase::from(reach.date);
                Some(self.format_phrase("embedded-last-known", &[("day", &day)]))
            }
            (Validity::Unknown, _) => {
                // The mark of a plan says already that it is not known.
                let mut statements = relation.qualified_statements();
                let is_sourced =
                    statements.all(|it| it.evidence_status() == EvidenceStatus::Sourced);
                is_sourced.then(|| Phrase::from(self.get_str("embedded-not-known")))
            }
        }
    }
}
