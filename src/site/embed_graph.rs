//! Finds which texts show which fields, and refuses the embeds that have no end or are too much.
//!
//! A field that is Markdown may embed further fields. An embed that leads back to the field that it
//! is in is refused and reported as `cycle`; one that is nested too deeply, or makes a text too
//! long, as `too-large`. What a page shows is therefore bounded by the length of its own text.

use super::entry::{Entry, EntryIndex};
use super::entry_changes::EntryChanges;
use super::entry_citations::entry_bodies;
use super::language_index::LanguageIndex;
use super::link_resolver::DestinationFinder;
use super::resolve_link::{FieldEmbed, ResolvedLink};
use super::site_lookup::SiteLookup;
use super::site_names::NamedChanges;
use super::text_ref::TextRef;
use crate::diagnostic::rules::{LimitUnit, LimitedPart};
use crate::diagnostic::{Diagnostic, DiagnosticKind, Span, rules};
use crate::parse::{LinkForm, MarkdownBody, OutlineLink};
use crate::schema::{FieldId, FieldValue, Statement};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

/// How deeply embedded fields may contain texts that embed further fields.
const MAX_EMBED_DEPTH: usize = 32;
/// How much embedded text one text may show, in bytes as written.
const MAX_EMBEDDED_BYTES: usize = 256 * 1024;
/// What a value adds to a page besides its text: a mark, a citation marker, a comma.
const BYTES_PER_VALUE: usize = 256;

/// A field of an entry.
pub(super) type FieldKey = (EntryIndex, FieldId);

/// Where an embed is: the path of the file, and the offset of its destination.
type EmbedPlace = (Box<str>, usize);

/// Which texts show which fields.
#[derive(Clone, Debug, Default)]
pub(super) struct EmbedGraph {
    /// The entries with a text that may embed a field, in order.
    embedding_entries: Vec<EntryIndex>,
    /// For each entry whose texts embed fields of other entries: these fields, and those that are
    /// shown in them.
    shown_fields: BTreeMap<EntryIndex, BTreeSet<FieldKey>>,
    /// The embeds that are not shown.
    refused: HashSet<EmbedPlace>,
    /// What is wrong with them.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// An embed in a text.
#[derive(Clone, Debug)]
struct Embed {
    target: FieldKey,
    span: Span,
}

/// A text with embeds.
#[derive(Clone, Debug)]
struct EmbeddingText {
    n_bytes: usize,
    embeds: Vec<Embed>,
}

/// How much a field shows.
#[derive(Clone, Copy, Debug, Default)]
struct FieldSize {
    n_bytes: usize,
    /// How many texts are nested in it, itself included.
    depth: usize,
}

impl EmbedGraph {
    /// Finds the embeds of all declared entries. After an edit only changed entries are searched
    /// for texts with embeds.
    pub(super) fn new(
        lookup: SiteLookup<'_>,
        n_declared: usize,
        changes: Option<&NamedChanges<'_>>,
    ) -> Self {
        let embedding_entries = match changes.map(|changes| &changes.content.entries) {
            Some(changes) => changes.previous.embeds.changed_embedding_entries(lookup, changes),
            None => (0..n_declared).map(EntryIndex).filter(|it| has_embeds(lookup, *it)).collect(),
        };
        let mut builder = EmbedGraphBuilder::new(lookup, embedding_entries);
        builder.measure_fields();
        let page_texts: Vec<EmbeddingText> =
            builder.page_texts.values().flatten().cloned().collect();
        for text in &page_texts {
            builder.measure_text(text);
        }
        builder.collect_shown_fields();
        builder.graph
    }

    /// Returns the entries with a text that may embed a field, after a change of some entries.
    fn changed_embedding_entries(
        &self,
        lookup: SiteLookup<'_>,
        changes: &EntryChanges<'_>,
    ) -> Vec<EntryIndex> {
        let is_same = |it: &&EntryIndex| changes.changed.binary_search(it).is_err();
        let mut entries: Vec<EntryIndex> =
            self.embedding_entries.iter().filter(is_same).copied().collect();
        entries.extend(changes.changed.iter().filter(|it| has_embeds(lookup, **it)));
        entries.sort_unstable();
        entries
    }

    /// Returns the fields of other entries that the texts of an entry show, in order.
    pub(super) fn shown_fields(&self, entry_index: EntryIndex) -> impl Iterator<Item = &FieldKey> {
        self.shown_fields.get(&entry_index).into_iter().flatten()
    }

    /// Returns the entries whose texts show other fields in one of two graphs than in the other.
    pub(super) fn differences(&self, other: &Self) -> BTreeSet<EntryIndex> {
        let entries = self.shown_fields.keys().chain(other.shown_fields.keys()).copied();
        let differs = |it: &EntryIndex| self.shown_fields.get(it) != other.shown_fields.get(it);
        entries.filter(differs).collect()
    }

    /// Returns whether an embed is not shown, because it has no end or is too much.
    pub(super) fn is_refused(&self, span: &Span) -> bool {
        !self.refused.is_empty() && self.refused.contains(&embed_place(span))
    }
}

fn embed_place(span: &Span) -> EmbedPlace {
    (span.source().path.clone(), span.range().start)
}

struct EmbedGraphBuilder<'a> {
    lookup: SiteLookup<'a>,
    /// The texts of fields that embed fields.
    field_texts: BTreeMap<FieldKey, Vec<EmbeddingText>>,
    /// The texts of pages that embed fields, and texts in groups, which cannot be embedded.
    page_texts: BTreeMap<EntryIndex, Vec<EmbeddingText>>,
    /// What has been measured so far.
    sizes: BTreeMap<FieldKey, FieldSize>,
    graph: EmbedGraph,
}

impl<'a> EmbedGraphBuilder<'a> {
    fn new(lookup: SiteLookup<'a>, embedding_entries: Vec<EntryIndex>) -> Self {
        let mut builder = Self {
            lookup,
            field_texts: BTreeMap::new(),
            page_texts: BTreeMap::new(),
            sizes: BTreeMap::new(),
            graph: EmbedGraph::default(),
        };
        for entry_index in &embedding_entries {
            if let Some(entry) = lookup.entry(*entry_index) {
                builder.add_entry(*entry_index, entry);
            }
        }
        builder.graph.embedding_entries = embedding_entries;
        builder
    }

    fn add_entry(&mut self, entry_index: EntryIndex, entry: &Entry) {
        let lookup = self.lookup;
        let text = |body: &MarkdownBody| {
            let (language_index, path) = (LanguageIndex::default(), entry.source_path());
            read_text(lookup, TextRef { entry_index, language_index, body, path })
        };
        for (field_id, statements) in &entry.fields {
            for statement in statements {
                let of_field = markdown_bodies(statement).map(|body| text(body));
                let of_field: Vec<EmbeddingText> = of_field.collect();
                if !of_field.is_empty() {
                    let key = (entry_index, field_id.clone());
                    self.field_texts.entry(key).or_default().extend(of_field);
                }
                let in_group = statement.nested().flat_map(markdown_bodies);
                let in_group = in_group.map(|body| text(body));
                self.page_texts.entry(entry_index).or_default().extend(in_group);
            }
        }
        for version in &entry.versions {
            let path = version.file.as_ref().map_or(entry.source_path(), |file| &file.file.path);
            let language_index = lookup.config.language_index(&version.language);
            let language_index = language_index.unwrap_or_default();
            let place = TextRef { entry_index, language_index, body: &version.body, path };
            let texts = self.page_texts.entry(entry_index).or_default();
            texts.push(read_text(lookup, place));
        }
    }

    /// Measures the fields that embed others, each after those that it embeds. Walks depth first
    /// without recursion: an embed of a field on the current path is refused.
    fn measure_fields(&mut self) {
        let keys: Vec<FieldKey> = self.field_texts.keys().cloned().collect();
        for start in keys {
            if self.sizes.contains_key(&start) {
                continue;
            }
            let mut path: Vec<(FieldKey, std::vec::IntoIter<Embed>)> = Vec::new();
            path.push((start.clone(), self.embeds_of(&start)));
            let mut on_path = HashSet::from([start]);
            while let Some((key, embeds)) = path.last_mut() {
                let Some(embed) = embeds.next() else {
                    let key = key.clone();
                    self.measure_field(&key);
                    on_path.remove(&key);
                    path.pop();
                    continue;
                };
                if on_path.contains(&embed.target) {
                    let keys: Vec<FieldKey> = path.iter().map(|(key, _)| key.clone()).collect();
                    self.refuse_cycle(&keys, &embed);
                } else if self.field_texts.contains_key(&embed.target)
                    && !self.sizes.contains_key(&embed.target)
                {
                    on_path.insert(embed.target.clone());
                    let embeds = self.embeds_of(&embed.target);
                    path.push((embed.target, embeds));
                }
            }
        }
    }

    fn embeds_of(&self, key: &FieldKey) -> std::vec::IntoIter<Embed> {
        let texts = self.field_texts.get(key).into_iter().flatten();
        texts.flat_map(|text| text.embeds.iter().cloned()).collect::<Vec<_>>().into_iter()
    }

    fn refuse_cycle(&mut self, path: &[FieldKey], embed: &Embed) {
        let start = path.iter().position(|key| *key == embed.target).unwrap_or_default();
        let on_cycle = path.iter().skip(start).chain([&embed.target]);
        let id = |(entry_index, field): &FieldKey| {
            let entry = self.lookup.entry(*entry_index);
            entry.map_or_else(String::new, |entry| format!("{}#{field}", entry.id))
        };
        let (field, ids) = (embed.target.1.to_string(), on_cycle.map(id).collect());
        self.refuse(embed, rules::Cycle { field, ids });
    }

    fn refuse(&mut self, embed: &Embed, kind: impl Into<DiagnosticKind>) {
        if self.graph.refused.insert(embed_place(&embed.span)) {
            self.graph.diagnostics.push(Diagnostic::new(embed.span.clone(), kind));
        }
    }

    /// Measures a field whose embeds have been measured.
    fn measure_field(&mut self, key: &FieldKey) {
        let texts = self.field_texts.get(key).cloned().unwrap_or_default();
        let mut size = FieldSize { depth: 1, ..FieldSize::default() };
        for text in &texts {
            let of_text = self.measure_text(text);
            size.n_bytes += of_text.n_bytes;
            size.depth = size.depth.max(of_text.depth);
        }
        self.sizes.insert(key.clone(), size);
    }

    /// Returns how much a text shows, and refuses what is too much.
    fn measure_text(&mut self, text: &EmbeddingText) -> FieldSize {
        let (mut n_embedded_bytes, mut depth) = (0, 1);
        for embed in &text.embeds {
            if self.graph.refused.contains(&embed_place(&embed.span)) {
                continue;
            }
            let size = self.field_size(&embed.target);
            if size.depth >= MAX_EMBED_DEPTH {
                let (what, limit, unit) =
                    (LimitedPart::Nesting, MAX_EMBED_DEPTH, LimitUnit::Levels);
                self.refuse(embed, rules::TooLarge { what, limit, unit });
            } else if n_embedded_bytes + size.n_bytes > MAX_EMBEDDED_BYTES {
                let (what, limit, unit) =
                    (LimitedPart::EmbeddedText, MAX_EMBEDDED_BYTES, LimitUnit::Bytes);
                self.refuse(embed, rules::TooLarge { what, limit, unit });
            } else {
                n_embedded_bytes += size.n_bytes;
                depth = depth.max(size.depth + 1);
            }
        }
        FieldSize { n_bytes: text.n_bytes + n_embedded_bytes, depth }
    }

    fn field_size(&mut self, key: &FieldKey) -> FieldSize {
        if let Some(size) = self.sizes.get(key) {
            return *size;
        }
        let entry = self.lookup.entry(key.0);
        let statements = entry.map_or(&[][..], |entry| entry.field_statements(&key.1));
        let n_bytes = |it: &Statement| it.span.range().len() + BYTES_PER_VALUE;
        let size = FieldSize { n_bytes: statements.iter().map(n_bytes).sum(), depth: 1 };
        self.sizes.insert(key.clone(), size);
        size
    }

    /// Notes for each entry the fields of other entries that its texts show, also in other fields.
    fn collect_shown_fields(&mut self) {
        let of_pages = self.page_texts.iter().map(|(entry_index, texts)| (*entry_index, texts));
        let of_fields =
            self.field_texts.iter().map(|((entry_index, _), texts)| (*entry_index, texts));
        let mut texts_by_entry: BTreeMap<EntryIndex, Vec<&EmbeddingText>> = BTreeMap::new();
        for (entry_index, texts) in of_pages.chain(of_fields) {
            texts_by_entry.entry(entry_index).or_default().extend(texts);
        }
        for (entry_index, mut texts) in texts_by_entry {
            let mut shown: BTreeSet<FieldKey> = BTreeSet::new();
            while let Some(text) = texts.pop() {
                let is_shown =
                    |embed: &&Embed| !self.graph.refused.contains(&embed_place(&embed.span));
                for embed in text.embeds.iter().filter(is_shown) {
                    if shown.insert(embed.target.clone()) {
                        texts.extend(self.field_texts.get(&embed.target).into_iter().flatten());
                    }
                }
            }
            shown.retain(|(shown_entry, _)| *shown_entry != entry_index);
            if !shown.is_empty() {
                self.graph.shown_fields.insert(entry_index, shown);
            }
        }
    }
}

/// Reads the embeds of fields in a text of an entry.
fn read_text(lookup: SiteLookup<'_>, place: TextRef<'_>) -> EmbeddingText {
    let mut finder = DestinationFinder::new(lookup, place);
    let mut embeds = Vec::new();
    for link in place.body.outline.links.iter().filter(|link| may_embed_field(link)) {
        let (found_destination, _) = finder.find(link);
        let target = lookup.resolve_destination(place, link, &found_destination.destination).target;
        if let ResolvedLink::Field(FieldEmbed { entry, field, .. }) = target {
            embeds.push(Embed { target: (entry, field), span: place.body.span(&link.range) });
        }
    }
    EmbeddingText { n_bytes: place.body.text().len(), embeds }
}

fn may_embed_field(link: &OutlineLink) -> bool {
    link.form == LinkForm::Embed && link.destination.contains('#')
}

/// Returns whether a text of an entry may embed a field.
fn has_embeds(lookup: SiteLookup<'_>, entry_index: EntryIndex) -> bool {
    let bodies = lookup.entry(entry_index).into_iter().flat_map(entry_bodies);
    bodies.into_iter().any(|body| body.outline.links.iter().any(may_embed_field))
}

fn markdown_bodies(statement: &Statement) -> impl Iterator<Item = &Arc<MarkdownBody>> {
    let versions = match &statement.value {
        FieldValue::Markdown(versions) => versions.as_slice(),
        _ => &[],
    };
    versions.iter().map(|(_, body)| body)
}

#[cfg(test)]
mod tests {
    use super::{MAX_EMBED_DEPTH, MAX_EMBEDDED_BYTES};
    use crate::diagnostic::DiagnosticCode;
    use crate::files::FileSet;
    use crate::render::render_with_source_marks;
    use crate::site::settings::RunSettings;
    use crate::site::{LanguageIndex, Site, SiteSnapshot};
    use crate::theme::{StringOverrides, Theme, ThemeFiles};
    use std::fmt::Write as _;

    const TYPE: &str = "name: Note\nfields:\n  text: {kind: markdown}\n  fee: {kind: text}\n";

    /// Returns the files of a site of notes, each with its text, and of a page that embeds the
    /// first one.
    fn site_files(texts: &[String]) -> FileSet {
        let mut notes = String::from("note:\n");
        for (index, text) in texts.iter().enumerate() {
            writeln!(notes, "  - {{id: n{index}, title: N, text: '{text}'}}").unwrap();
        }
        FileSet::from_texts(&[
            ("site.yaml", "title: Test\nlanguages: [en]\n"),
            ("_types/note.yaml", TYPE),
            ("notes.yaml", &notes),
            ("index.md", "# Start\n\n![[n0#text]]\n"),
        ])
    }

    fn link(texts: &[String]) -> SiteSnapshot {
        SiteSnapshot::new(&site_files(texts), &RunSettings::default())
    }

    fn codes(site: &Site) -> Vec<DiagnosticCode> {
        site.embeds.diagnostics.iter().map(|it| it.code()).collect()
    }

    /// Returns the HTML of the page that embeds the first note.
    fn front_page(site: &Site) -> String {
        let theme = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]).0;
        let entry_index = site.find_id("").unwrap();
        let page = render_with_source_marks(site, &theme, entry_index, LanguageIndex::default());
        page.unwrap().html
    }

    #[test]
    fn a_chain_is_shown_to_its_limit() {
        let chain = |length: usize| -> Vec<String> {
            let note = |index: usize| match index + 1 == length {
                true => "the end".to_owned(),
                false => format!("{index} ![[n{}#text]]", index + 1),
            };
            (0..length).map(note).collect()
        };
        let snapshot = link(&chain(MAX_EMBED_DEPTH - 1));
        assert!(codes(&snapshot.site).is_empty());
        assert!(front_page(&snapshot.site).contains("the end"));
        let snapshot = link(&chain(3 * MAX_EMBED_DEPTH));
        assert!(!codes(&snapshot.site).is_empty());
        assert!(codes(&snapshot.site).iter().all(|code| *code == DiagnosticCode::TooLarge));
        assert!(!front_page(&snapshot.site).contains("the end"));
    }

    #[test]
    fn texts_that_embed_the_next_one_twice_do_not_explode() {
        let twice = |index: usize| format!("x ![[n{0}#text]] ![[n{0}#text]]", index + 1);
        let texts: Vec<String> = (0..30).map(twice).chain(["end".to_owned()]).collect();
        let snapshot = link(&texts);
        assert!(codes(&snapshot.site).contains(&DiagnosticCode::TooLarge));
        assert!(front_page(&snapshot.site).len() < 20 * MAX_EMBEDDED_BYTES);
    }

    #[test]
    fn texts_that_all_embed_each_other_are_circles_of_bounded_size() {
        const N_NOTES: usize = 24;
        let note = |index: usize| -> String {
            let others = (0..N_NOTES).filter(|other| *other != index);
            others.map(|other| format!("![[n{other}#text]] ")).collect()
        };
        let texts: Vec<String> = (0..N_NOTES).map(note).collect();
        let snapshot = link(&texts);
        let n_cycles =
            codes(&snapshot.site).iter().filter(|it| **it == DiagnosticCode::Cycle).count();
        assert_eq!(n_cycles, N_NOTES * (N_NOTES - 1) / 2);
        assert!(front_page(&snapshot.site).len() < 40 * MAX_EMBEDDED_BYTES);
    }

    #[test]
    fn the_usage_of_a_paragraph_follows_an_edit_of_an_embed() {
        let files = |page: &str| {
            FileSet::from_texts(&[
                ("site.yaml", "title: Test\nlanguages: [en]\n"),
                ("_types/note.yaml", TYPE),
                ("deed.md", "---\ntype: document\ntitle: Deed\ntext: deed.txt\n---\n"),
                ("deed.txt", "[P1]\nThe fee is ten.\n"),
                (
                    "notes.yaml",
                    "note:\n  - {id: oak, title: Oak, fee: {value: ten, source: 'deed P1 \"ten\"'}}\n  \
                     - {id: ash, title: Ash, text: 'As ![[oak#fee]]'}\n",
                ),
                ("index.md", page),
            ])
        };
        let users = |site: &Site| -> Vec<String> {
            let usage = site.paragraph_usage(site.find_id("deed").unwrap());
            let citing = usage.first().unwrap().citing_entries.iter();
            citing.map(|citing| site.entry_at(citing.entry).id.to_string()).collect()
        };
        let settings = RunSettings::default();
        let without = SiteSnapshot::new(&files("# Start\n\nNothing.\n"), &settings);
        assert_eq!(users(&without.site), ["oak", "ash"]);
        let with = without.with_changed_files(&files("# Start\n\n![[ash#text]]\n"), &settings);
        assert_eq!(users(&with.site), ["", "oak", "ash"]);
        let again = with.with_changed_files(&files("# Start\n\nNothing.\n"), &settings);
        assert_eq!(users(&again.site), ["oak", "ash"]);
    }
}
