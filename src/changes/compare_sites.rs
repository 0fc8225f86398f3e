//! Compares two versions of a site.

use super::entry_changes::{EntryComparison, entry_change};
use super::entry_pairs::{EntryPair, EntryPairs, PairIdentity};
use super::knowledge_change::{ChangeKind, ChangedValue, KnowledgeChange};
use super::paragraph_changes::TextPair;
use super::statement_record::RecordReader;
use crate::site::Site;
use crate::site::source_text::SourceText;
use rayon::prelude::*;
use std::sync::Arc;

/// Returns what changed from one version of a site to another: entry by entry, in the order of the
/// newer version. Entries that are gone are last.
#[must_use]
pub fn compare_sites(old_site: &Site, new_site: &Site) -> Vec<KnowledgeChange> {
    let pairs = EntryPairs::new(old_site, new_site);
    let comparison = SiteComparison { old_site, new_site, pairs: &pairs };
    let mut changes: Vec<(usize, Vec<KnowledgeChange>)> = pairs
        .pairs
        .par_iter()
        .map(|pair| (pair.new.0, comparison.compare_entry(*pair)))
        .filter(|(_, changes)| !changes.is_empty())
        .collect();
    for new in &pairs.added {
        let entry = new_site.entry_at(*new);
        let change = entry_change(ChangeKind::EntryAdded, entry, entry.span.clone());
        changes.push((new.0, vec![change]));
    }
    changes.sort_by_key(|(new_index, _)| *new_index);
    let mut changes: Vec<KnowledgeChange> =
        changes.into_iter().flat_map(|(_, changes)| changes).collect();
    for old in &pairs.removed {
        let entry = old_site.entry_at(*old);
        changes.push(entry_change(ChangeKind::EntryRemoved, entry, entry.span.clone()));
    }
    changes
}

/// Two versions of a site, and which entries they have in common.
struct SiteComparison<'s> {
    old_site: &'s Site,
    new_site: &'s Site,
    pairs: &'s EntryPairs,
}

impl SiteComparison<'_> {
    fn compare_entry(&self, pair: EntryPair) -> Vec<KnowledgeChange> {
        let (Some(old), Some(new)) =
            (self.old_site.entries.get(pair.old.0), self.new_site.entries.get(pair.new.0))
        else {
            return Vec::new();
        };
        let mut changes = Vec::new();
        if pair.identity == PairIdentity::Renamed {
            let mut change = entry_change(ChangeKind::EntryRenamed, new, new.span.clone());
            change.old = Some(ChangedValue::as_written(&*old.id));
            change.new = Some(ChangedValue::as_written(&*new.id));
            changes.push(change);
        }
        // An entry whose files are unchanged is shared by both sites.
        if !Arc::ptr_eq(old, new) {
            let renamed = &self.pairs.renamed;
            let mut comparison = EntryComparison {
                old: RecordReader {
                    site: self.old_site,
                    entry_index: pair.old,
                    renamed: Some(renamed),
                },
                new: RecordReader {
                    site: self.new_site,
                    entry_index: pair.new,
                    // A name that leads nowhere now may be the older id.
                    renamed: Some(renamed),
                },
                changes: Vec::new(),
            };
            comparison.compare_keys();
            comparison.compare_fields();
            comparison.compare_texts();
            changes.append(&mut comparison.changes);
        }
        let old_text = self.old_site.source_texts.get(&old.id);
        let new_text = self.new_site.source_texts.get(&new.id);
        let is_shared = match (old_text, new_text) {
            (Some(old), Some(new)) => Arc::ptr_eq(old, new),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        };
        if !is_shared {
            let nothing = SourceText::default();
            let texts = TextPair {
                document: new,
                old: old_text.map_or(&nothing, |text| &**text),
                new: new_text.map_or(&nothing, |text| &**text),
            };
            changes.extend(texts.changes());
        }
        changes
    }
}
