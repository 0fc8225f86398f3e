//! What has become of all citations of papers that have a later version, each found once.
//!
//! Input: the entries with their resolved citations, and the versions of papers. Output: by
//! document, locator and quote, a [`CitationFate`] and the version with which the wording began.
//! Checks, pages and page JSON ask for the same citations, and many citations are of the
//! same two paragraphs, which are compared word by word only once.

use super::citation_fate::{CitationFate, FateFinder};
use super::citation_index::CitationGraph;
use super::document_versions::DocumentVersions;
use super::entry::EntryIndex;
use super::entry_changes::ContentChanges;
use super::entry_citations::entry_citations;
use super::site_lookup::SiteLookup;
use crate::parse::Citation;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The fates of the citations of all documents that have a later version with a text.
#[derive(Debug, Default)]
pub(super) struct CitationFates {
    by_document: BTreeMap<EntryIndex, Arc<DocumentFates>>,
}

/// The fates of the citations of one document.
#[derive(Debug, Default)]
struct DocumentFates {
    /// `None` means that the citation names no paragraph that exists.
    fates: BTreeMap<CitationKey, Option<CitationFate>>,
    /// The first version with a wording, by the words that are other ones now, or gone.
    first_versions: BTreeMap<Arc<str>, EntryIndex>,
}

/// What the fate of a citation of a document depends on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct CitationKey {
    locator: Option<Arc<str>>,
    quote: Option<Arc<str>>,
}

/// What fates are found from.
#[derive(Clone, Copy)]
pub(super) struct FateInputs<'a> {
    pub(super) lookup: SiteLookup<'a>,
    pub(super) versions: &'a Arc<DocumentVersions>,
    pub(super) citations: &'a CitationGraph,
}

/// The different citations of a document.
type CitationsByKey<'a> = BTreeMap<CitationKey, &'a Citation>;

impl CitationKey {
    fn new(citation: &Citation) -> Self {
        Self {
            locator: citation.locator.as_ref().map(|locator| Arc::clone(&locator.text)),
            quote: citation.quote.as_ref().map(|quote| Arc::clone(&quote.text)),
        }
    }
}

impl CitationFates {
    /// Returns the known fate of a citation of a document. `None` means that it is not known.
    pub(super) fn find(
        &self,
        document: EntryIndex,
        citation: &Citation,
    ) -> Option<Option<&CitationFate>> {
        let fates = &self.by_document.get(&document)?.fates;
        fates.get(&CitationKey::new(citation)).map(Option::as_ref)
    }

    /// Returns the known version with which a wording of a document began.
    pub(super) fn find_first_version(
        &self,
        document: EntryIndex,
        words: &str,
    ) -> Option<EntryIndex> {
        self.by_document.get(&document)?.first_versions.get(words).copied()
    }

    /// Finds the fates of all citations. Those of a document that is compared with the same text as
    /// in the previous site are not found again.
    pub(super) fn new(inputs: FateInputs<'_>, changes: Option<&ContentChanges<'_>>) -> Arc<Self> {
        let superseded = inputs.versions.superseded_documents(inputs.lookup);
        if superseded.is_empty() {
            return Arc::default();
        }
        let previous = changes.map(|changes| changes.entries.previous);
        let known = |document: EntryIndex| {
            let site = previous?;
            let is_same = inputs.versions.has_same_texts(inputs.lookup, document, site);
            site.fates.by_document.get(&document).filter(|_| is_same)
        };
        let cited = inputs.cited_documents(&superseded);
        let texts = inputs.versions.whole_texts(inputs.lookup, cited.keys().copied());
        let by_document = cited.into_par_iter().map(|(document, citations)| {
            let known = known(document);
            let all_known = known.filter(|it| citations.keys().eq(it.fates.keys()));
            let fates = all_known.cloned().unwrap_or_else(|| {
                let finder = FateFinder::new(inputs.lookup, inputs.versions, &texts);
                Arc::new(DocumentFates::new(document, finder, &citations))
            });
            (document, fates)
        });
        let by_document: Vec<_> = by_document.collect();
        Arc::new(Self { by_document: by_document.into_iter().collect() })
    }
}

impl<'a> FateInputs<'a> {
    /// Returns the citations of some documents, by document.
    fn cited_documents(
        self,
        superseded: &BTreeSet<EntryIndex>,
    ) -> BTreeMap<EntryIndex, CitationsByKey<'a>> {
        let mut cited: BTreeMap<EntryIndex, CitationsByKey<'a>> = BTreeMap::new();
        let find = |id: &str| {
            self.lookup.find_document(id).filter(|document| superseded.contains(document))
        };
        for (entry, citations) in self.lookup.entries.iter().zip(&self.citations.by_entry) {
            if !citations.document_ids().any(|id| find(id).is_some()) {
                continue;
            }
            for (_, citation) in entry_citations(entry) {
                if let Some(document) = find(&citation.document.text) {
                    let of_document = cited.entry(document).or_default();
                    of_document.entry(CitationKey::new(citation)).or_insert(citation);
                }
            }
        }
        cited
    }
}

impl DocumentFates {
    /// Finds the fates of some citations of a document.
    fn new(
        document: EntryIndex,
        mut finder: FateFinder<'_>,
        citations: &CitationsByKey<'_>,
    ) -> Self {
        let mut all = Self::default();
        for (key, citation) in citations {
            let fate = finder.find(document, citation);
            let has_ended = fate.as_ref().is_some_and(|it| it.wording.end().is_some());
            if let Some(words) = key.quote.as_ref().filter(|_| has_ended) {
                all.first_versions
                    .entry(Arc::clone(words))
                    .or_insert_with(|| finder.first_version_with(document, words));
            }
            all.fates.insert(key.clone(), fate);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::super::citation_fate::VersionTexts;
    use super::*;
    use crate::files::FileSet;
    use crate::site::settings::RunSettings;
    use crate::site::{Site, SiteSnapshot};

    const OLD: &str = "[1]\nThe lease runs for ten years from the first of May.\n\n\
        [2]\nThe rent is paid in advance every quarter to the city. No interest is due.\n\n\
        [3]\nEither party may give notice twelve months before the end.\n\n\
        [4]\nNo smoking is allowed in any building on the quay.\n";
    const NEW: &str = "[1]\nThe lease runs for twenty long years from the first of May.\n\n\
        [2]\nEither party may give notice twelve months before the end.\n\n\
        [3]\nThe rent is paid in advance every month to the city. No interest is due.\n";
    const CITATIONS: [&str; 12] = [
        "1",
        "2",
        "4",
        "9",
        "1-3",
        "1 \"ten years\"",
        "1 \"The lease runs\"",
        "2 \"every quarter\"",
        "2 \"No interest is due.\"",
        "3 \"twelve months before the end\"",
        "4 \"No smoking is allowed\"",
        "2-3 \"interest is due. Either party\"",
    ];

    fn file_set(texts: [&str; 3], n_citations: usize) -> FileSet {
        let versions = ["old", "middle", "new"];
        let entries = versions.iter().zip([None, Some("old"), Some("middle")]);
        let entries: Vec<(String, String)> = entries
            .map(|(id, older)| {
                let replaces = older.map(|older| format!("replaces: {older}\n"));
                let replaces = replaces.unwrap_or_default();
                let front = format!("type: document\ntitle: {id}\ntext: {id}.txt\n{replaces}");
                (format!("{id}.md"), format!("---\n{front}---\n"))
            })
            .collect();
        let names = versions.map(|id| format!("{id}.txt"));
        let citations = CITATIONS.iter().take(n_citations).flat_map(|citation| {
            ["old", "middle"].map(|document| format!("Words [@{document} {citation}]\n\n"))
        });
        let page: String = citations.collect();
        let mut files: Vec<(&str, &str)> =
            entries.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        files.extend(names.iter().map(String::as_str).zip(texts));
        files.extend([("site.yaml", "title: T\nlanguages: [en]\n"), ("a.md", page.as_str())]);
        FileSet::from_texts(&files)
    }

    fn snapshot(files: &FileSet) -> SiteSnapshot {
        SiteSnapshot::new(files, &RunSettings::default())
    }

    fn page_text(files: &FileSet) -> String {
        let text = files.get("a.md").and_then(|file| file.text.clone()).unwrap();
        text.text.to_string()
    }

    /// Compares each known fate with the one that is found for its citation alone.
    fn check_known_fates(site: &Site) {
        let entry = site.entries.iter().find(|entry| entry.source_path() == "a.md").unwrap();
        let mut n_known = 0;
        for (_, citation) in entry_citations(entry) {
            let document = site.find_document(&citation.document.text).unwrap();
            if site.versions.newest_pair(site.lookup(), document).is_none() {
                continue;
            }
            let texts: VersionTexts<'_> = site
                .document_versions(document)
                .iter()
                .map(|version| {
                    let text = &site.source_texts[&site.entry_at(*version).id];
                    (*version, text.cited_text(0..text.paragraphs.len()))
                })
                .collect();
            let mut finder = FateFinder::new(site.lookup(), &site.versions, &texts);
            let fate = finder.find(document, citation);
            assert_eq!(site.fates.find(document, citation), Some(fate.as_ref()));
            n_known += 1;
            let Some(quote) = &citation.quote else { continue };
            if let Some(known) = site.fates.find_first_version(document, &quote.text) {
                assert_eq!(known, finder.first_version_with(document, &quote.text));
            }
        }
        assert!(n_known >= 12);
    }

    #[test]
    fn a_known_fate_is_that_of_the_citation_alone() {
        for texts in [[OLD, NEW, OLD], [OLD, OLD, NEW], [OLD, NEW, NEW]] {
            check_known_fates(&snapshot(&file_set(texts, CITATIONS.len())).site);
        }
    }

    #[test]
    fn after_an_edit_other_fates_are_shared() {
        let settings = RunSettings::default();
        let files = file_set([OLD, OLD, NEW], CITATIONS.len());
        let first = snapshot(&files);
        let files = files.with_overlay_text("a.md", &format!("Other. {}", page_text(&files)));
        let second = first.with_changed_files(&files, &settings);
        let fates = |snapshot: &SiteSnapshot| -> Vec<*const DocumentFates> {
            snapshot.site.fates.by_document.values().map(Arc::as_ptr).collect()
        };
        assert_eq!(fates(&second), fates(&first));
        let files = files.with_overlay_text("new.txt", OLD);
        let third = second.with_changed_files(&files, &settings);
        assert_ne!(fates(&third), fates(&second));
        check_known_fates(&third.site);
    }
}
