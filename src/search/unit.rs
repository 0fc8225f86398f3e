//! What can be found: entries, pages, what entries say in their fields, paragraphs of papers.

use super::language::Tongue;
use crate::schema::{Field, LanguageTag, Statement, Text, Value};
use crate::site::{Entry, EntryIndex, Route, Site, words};
use crate::theme::Words;

/// One language of a site, as it is searched.
#[derive(Clone, Copy)]
pub(super) struct Reading<'a> {
    pub(super) site: &'a Site,
    pub(super) words: &'a Words,
    /// The place of the language in the site's list.
    pub(super) language: usize,
    pub(super) tag: &'a LanguageTag,
    pub(super) tongue: &'a Tongue,
}

/// The kinds of units, in the order of their numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Entry,
    Page,
    Fact,
    Paragraph,
}

impl Kind {
    pub(super) const ALL: [Self; 4] = [Self::Entry, Self::Page, Self::Fact, Self::Paragraph];
}

/// What an entry says in a field, or what another says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fact<'a> {
    /// Whose page says it.
    pub(super) subject: EntryIndex,
    /// The entry that it is written in: the subject, or the one at the other end of a relation.
    pub(super) written_in: EntryIndex,
    pub(super) field: &'a Field,
    pub(super) statement: &'a Statement,
}

impl<'a> Reading<'a> {
    /// A text in this language, or in the one that it has.
    pub(super) fn text(&self, text: &'a Text) -> &'a str {
        words(text, self.tag, self.site.default_language()).0
    }

    /// An entry's title; the site's for a front page without one.
    pub(super) fn title(&self, at: EntryIndex) -> &'a str {
        let title = self.text(&self.site.entry(at).title);
        match (title, &self.site.config.title) {
            ("", Some(site)) => self.text(site),
            ("", None) => self.words.get("front-title"),
            _ => title,
        }
    }

    /// Whether an entry's page has words in this language.
    fn has(&self, at: EntryIndex) -> bool {
        let written = self.site.written_in(at);
        self.site.is_published(at) && written.is_none_or(|tags| tags.contains(self.tag))
    }

    /// Entries that are no pages, and pages, each type's in the site's order.
    pub(super) fn entries(&self) -> [Vec<EntryIndex>; 2] {
        let all = (0..self.site.entries.len()).map(EntryIndex).filter(|at| self.has(*at));
        // Of two entries with one address one has the page.
        let has_page = |at: &EntryIndex| {
            let address = self.site.entry(*at).addresses.get(self.language);
            let path = address.map(|address| format!("{address}index.html"));
            let path = path.as_deref().map(|path| path.trim_start_matches('/'));
            let route = path.and_then(|path| self.site.routes.get(path));
            matches!(route, Some(Route::Entry(own, _)) if own == at)
        };
        let is_page = |at: &EntryIndex| self.site.entry(*at).is_page();
        let (pages, mut entries): (Vec<_>, Vec<_>) = all.filter(has_page).partition(is_page);
        // Entries of one type follow each other, so that the directory can tell types by numbers.
        entries.sort_by_key(|at| &self.site.entry(*at).kind.id);
        [entries, pages]
    }

    /// What every entry's page says in single statements, parallel to the site's entries: its own
    /// fields first, then relations that lead to it and have words for this end.
    pub(super) fn facts(&self) -> Vec<Vec<Fact<'a>>> {
        let entries = &self.site.entries;
        let mut own: Vec<Vec<Fact<'_>>> = vec![Vec::new(); entries.len()];
        let mut of_others = own.clone();
        for (at, entry) in entries.iter().enumerate() {
            let at = EntryIndex(at);
            if !self.has(at) {
                continue;
            }
            for (id, statements) in &entry.fields {
                let Some(field) = entry.kind.field(id).filter(|field| is_told(entry, field)) else {
                    continue;
                };
                for statement in statements {
                    let fact = Fact { subject: at, written_in: at, field, statement };
                    let target = match &statement.value {
                        Value::Entry(name) if field.inverse.is_some() => {
                            self.site.related(field, name)
                        }
                        _ => None,
                    };
                    let list = target.and_then(|target| of_others.get_mut(target.0));
                    if let (Some(list), Some(target)) = (list, target) {
                        list.push(Fact { subject: target, ..fact });
                    }
                    own.get_mut(at.0).into_iter().for_each(|list| list.push(fact));
                }
            }
        }
        own.iter_mut().zip(of_others).for_each(|(own, others)| own.extend(others));
        own
    }

    /// The paragraphs of all papers: the paper and the paragraph's place in its text.
    pub(super) fn paragraphs(&self) -> Vec<(EntryIndex, usize)> {
        let papers = self.site.source_texts.iter().filter_map(|(id, text)| {
            let at = self.site.document(id).filter(|at| self.site.is_published(*at))?;
            Some((at, text))
        });
        let mut found = Vec::new();
        for (at, text) in papers {
            let citable = text.paragraphs.iter().enumerate();
            let citable = citable.filter(|(_, paragraph)| !paragraph.locator.is_empty());
            found.extend(citable.map(|(number, _)| (at, number)));
        }
        found
    }
}

/// Whether a field is something to find: the texts of papers are found as paragraphs, and what
/// guards them is for editors.
fn is_told(entry: &Entry, field: &Field) -> bool {
    let guards = ["text", "text_sha256", "no_claim"];
    !(&*entry.kind.id == "document" && guards.contains(&&*field.id))
}
