//! Tags and categories that are words for a draft: `tags: [draft]`.

use super::entry::EntryMeta;
use super::entry_front_matter::{FrontMatterDialect, FrontMatterReader};
use super::foreign_keys::foreign_key;
use crate::diagnostic::{Diagnostic, Span, rules};
use crate::parse::WordClass;
use crate::parse::yaml::YamlNode;

/// Keys, apart from those of tags, by which other programs sort pages.
const SORTING_KEYS: [&str; 8] =
    ["section", "sections", "topic", "topics", "label", "labels", "collection", "taxonomies"];

impl FrontMatterReader<'_> {
    /// Notes which of an entry's tags are words for a draft. In a plain folder so is `private`,
    /// which is such a tag in Nikola.
    pub(super) fn note_draft_tags(&mut self, tags: &[(String, Span)]) {
        let last_class = match self.dialect {
            FrontMatterDialect::Pakt => WordClass::Draft,
            FrontMatterDialect::Compatible => WordClass::Hidden,
        };
        let is_draft = |tag: &str| WordClass::of(tag).is_some_and(|class| class <= last_class);
        self.draft_tags.extend(tags.iter().filter(|(tag, _)| is_draft(tag)).cloned());
    }

    /// Notes the words for a draft in the value of a key that pakt does not have and that others
    /// use like `tags`. Returns false if there are none.
    pub(super) fn note_draft_tags_of(&mut self, name: &str, node: &YamlNode) -> bool {
        let is_tag_key = foreign_key(name).is_some_and(|key| key.own_key() == "tags")
            && self.dialect == FrontMatterDialect::Pakt;
        if !is_tag_key && !SORTING_KEYS.iter().any(|key| name.eq_ignore_ascii_case(key)) {
            return false;
        }
        let n_before = self.draft_tags.len();
        // Zola has its tags in a map: `taxonomies: {tags: [draft]}`.
        let lists = node.map_entries().iter().map(|(_, list)| list).chain([node]);
        for item in lists.flat_map(YamlNode::items_or_self) {
            let Some(text) = item.as_str() else { continue };
            let mut words = text.split(',').map(|word| word.trim().trim_start_matches('#'));
            if words.any(WordClass::is_draft) {
                self.draft_tags.push((text.to_owned(), self.sink.span(&item.range)));
            }
        }
        self.draft_tags.len() > n_before
    }

    /// Keeps an entry back because of its tags, unless it says plainly what it is.
    pub(super) fn obey_draft_tags(&mut self, meta: &mut EntryMeta) {
        let draft_tags = std::mem::take(&mut self.draft_tags);
        let declared = &mut meta.publication;
        if declared.is_open || declared.is_draft || declared.is_unclear {
            return;
        }
        let n_before = self.sink.diagnostics.len();
        for (tag, span) in draft_tags {
            declared.is_draft = true;
            self.sink.diagnostics.push(Diagnostic::new(span, rules::DraftTag { tag }));
        }
        self.mark_kept_back(n_before);
    }
}
