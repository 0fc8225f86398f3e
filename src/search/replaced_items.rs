//! Which items are about something that has been replaced, so that what is in force is found first.

use super::index_context::IndexContext;
use super::search_item::{SearchItem, SearchItems};
use crate::site::EntryIndex;
use std::collections::HashMap;

/// The items about what has been replaced, by number.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct ReplacedItems {
    /// The runs of replaced entries, their facts and their paragraphs: the first item, and how many
    /// there are. Sorted and apart.
    pub(super) runs: Vec<[usize; 2]>,
    /// The item of each replaced entry, and that of the entry that is in its place.
    pub(super) newest: Vec<[usize; 2]>,
}

/// Returns the items about what has been replaced on the as-of date.
pub(super) fn replaced_items(context: IndexContext<'_>, items: &SearchItems<'_>) -> ReplacedItems {
    let mut newest_of: HashMap<EntryIndex, Option<EntryIndex>> = HashMap::new();
    let mut item_of: HashMap<EntryIndex, usize> = HashMap::new();
    let mut replaced = ReplacedItems::default();
    let mut pairs = Vec::new();
    for (item, search_item) in items.all.iter().enumerate() {
        let entry = match search_item {
            SearchItem::Entry(entry) => {
                item_of.insert(*entry, item);
                *entry
            }
            SearchItem::Fact(fact) => fact.subject,
            SearchItem::Paragraph(paragraph) => paragraph.document,
        };
        let find_newest = || context.site.newest_replacement(entry);
        let Some(newest) = *newest_of.entry(entry).or_insert_with(find_newest) else { continue };
        if matches!(search_item, SearchItem::Entry(_)) {
            pairs.push((item, newest));
        }
        match replaced.runs.last_mut().filter(|[start, length]| start + length == item) {
            Some([_, length]) => *length += 1,
            None => replaced.runs.push([item, 1]),
        }
    }
    let newest_item = |(item, newest)| Some([item, *item_of.get(&newest)?]);
    replaced.newest = pairs.into_iter().filter_map(newest_item).collect();
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileSet;
    use crate::search::analyzer::Analyzer;
    use crate::site::settings::RunSettings;
    use crate::site::{LanguageIndex, LocalizedSite, SiteSnapshot};
    use crate::theme::{StringOverrides, Theme, ThemeFiles};

    fn replaced(files: &[(&str, &str)]) -> ReplacedItems {
        let site = SiteSnapshot::new(&FileSet::from_texts(files), &RunSettings::default()).site;
        let (theme, _) = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]);
        let localized = LocalizedSite::new(&site, LanguageIndex(0));
        let analyzer = Analyzer::for_language(localized.language_tag);
        let strings = theme.strings(&localized.language_tag.0);
        let context = IndexContext { site: &site, strings, localized, analyzer: &analyzer };
        replaced_items(context, &SearchItems::collect(context))
    }

    #[test]
    fn entries_facts_and_paragraphs_of_a_replaced_document_are_marked() {
        let site = ("site.yaml", "title: T\nlanguages: [en]\n");
        let old = ("a.md", "---\ntype: document\ndate: 1998\ntext: a.txt\n---\n# A\n");
        let new = ("b.md", "---\ntype: document\ndate: 2008\ntext: b.txt\nreplaces: a\n---\n# B\n");
        let texts = [("a.txt", "[P1]\nOne.\n"), ("b.txt", "[P1]\nTwo.\n")];
        let found = replaced(&[site, old, new, texts[0], texts[1]]);
        // Two entries, then the facts of both, then their paragraphs.
        assert_eq!(found.newest, [[0, 1]]);
        assert_eq!(found.runs.first(), Some(&[0, 1]));
        assert_eq!(found.runs.len(), 3);
        assert_eq!(replaced(&[site, old, texts[0]]), ReplacedItems::default());
    }
}
