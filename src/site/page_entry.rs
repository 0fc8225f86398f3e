//! Builds the entry of a page from its files.

use super::address;
use super::anchor_index::AnchorIndex;
use super::collect_entries::CollectContext;
use super::config::SiteConfig;
use super::draft_names::is_draft_file;
use super::entry::{Entry, EntryOrigin, LanguageVersion};
use super::entry_front_matter::{FrontMatter, FrontMatterDialect, FrontMatterReader};
use super::foreign_keys::ForeignKey;
use super::intended_type::explain_unknown_keys;
use super::page_files::{PageFile, PageFiles};
use super::titles::{TitleSources, title_from_name};
use crate::diagnostic::rules::{FieldPlace, KeyPlace, LeftOutReason};
use crate::diagnostic::{Diagnostic, ExpectedKind, RelatedNote, Span, rules};
use crate::files::file_name;
use crate::parse::{ParsedMarkdown, yaml};
use crate::schema::{
    BuiltinType, EntryId, EntryType, FieldId, LanguageTag, LocalizedText, PartialDate, ReadContext,
    Schema,
};
use std::sync::Arc;

/// Builds the entry of a page, and returns its diagnostics.
pub(super) fn build_page_entry(
    page: &PageFiles<'_>,
    context: CollectContext<'_>,
) -> (Entry, Vec<Diagnostic>) {
    let (parsed, main) = (page.main_file().parsed, page.main_file().markdown);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for file in &page.files {
        diagnostics.extend(file.parsed.diagnostics.iter().cloned());
    }
    let entry_type = resolve_entry_type(page, context).unwrap_or_else(|unknown| {
        diagnostics.push(*unknown);
        context.schema.page_type()
    });
    let mut reader = front_matter_reader(main, context);
    let mut front = reader.read_entry(main.front.as_ref(), &entry_type);
    let mut findings = std::mem::take(&mut reader.sink.diagnostics);
    let has_type = main.front.as_ref().is_some_and(|front| front.get("type").is_some());
    if entry_type.is(BuiltinType::Page) && !has_type && !page.is_index {
        explain_unknown_keys(page.folder(), context.schema, &mut findings);
    }
    diagnostics.append(&mut findings);
    let span = Span::start_of(&main.source);
    missing_fields(&front, &entry_type, &span, &mut diagnostics);
    let id = resolve_entry_id(page, &entry_type, &mut front, &mut diagnostics);
    let PageTexts { mut versions, titles } =
        read_texts(page, &entry_type, &mut front, context, &mut diagnostics);
    front.meta.publication.is_unclear |= !main.is_front_readable;
    for (prefix, publication) in context.folder_publications {
        if parsed.file.path.starts_with(prefix) {
            front.meta.publication.inherit(publication);
        }
    }
    front.meta.publication.is_draft |=
        page.files.iter().any(|file| is_draft_file(&file.parsed.file.path));
    hold_until_day_of_name(&parsed.file.path, &span, &mut front, context, &mut diagnostics);
    if front.meta.removed.is_some() {
        // A removed text is not shown and supports nothing.
        versions.clear();
        front.fields.clear();
    }
    let title = titles.title.unwrap_or_else(|| default_title(page, &id, context.config));
    let address = entry_address(page, &entry_type, &id);
    add_old_addresses(&mut front, &address);
    let entry = Entry {
        addresses: localized_addresses(&address, context.config),
        title,
        description: titles.description,
        id,
        entry_type,
        origin: EntryOrigin::File(Arc::clone(parsed)),
        span,
        versions,
        fields: front.fields,
        meta: front.meta,
    };
    (entry, diagnostics)
}

/// Holds a page until the day with which the name of its file begins, as other generators do with
/// `2024-05-01-plan.md`, unless its front matter gives another day. That it is not a draft is not a
/// day. A page that nothing else holds back is reported.
fn hold_until_day_of_name(
    path: &str,
    span: &Span,
    front: &mut FrontMatter,
    context: CollectContext<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let name = file_name(path);
    let day = name.get(..10).and_then(PartialDate::parse);
    let is_before_name = name.get(10..).is_some_and(|rest| rest.starts_with(['-', '_', ' ']));
    let has_other_day = front.meta.published.is_some();
    let Some(day) = day.filter(|_| is_before_name && !has_other_day) else {
        return;
    };
    let is_held_by_another = !context.policy.publishes_meta(&front.meta);
    front.meta.publication.hold_until(day);
    if is_held_by_another || context.policy.publishes_meta(&front.meta) {
        return;
    }
    let n_before = diagnostics.len();
    diagnostics.extend(context.policy.missing_as_of(&front.meta, &[(day, span.clone())]));
    if diagnostics.len() == n_before {
        let reason = LeftOutReason::DayOfName;
        let kind = rules::LeftOut { reason, path: path.to_owned(), n_files: 1 };
        diagnostics.push(Diagnostic::new(span.clone(), kind));
    }
}

/// The texts of a page in each language, and the titles in them.
struct PageTexts {
    versions: Vec<LanguageVersion>,
    titles: TitleSources,
}

/// Reads the texts of a page. Takes the title out of `front`, and adds what translations allow.
fn read_texts(
    page: &PageFiles<'_>,
    kind: &EntryType,
    front: &mut FrontMatter,
    context: CollectContext<'_>,
    diagnostics: &mut Vec<Diagnostic>,
) -> PageTexts {
    let config = context.config;
    let (title, description) = (front.title.take(), front.description.take());
    let mut titles = TitleSources::from_front_matter(title, description, config);
    let main_language = page.main_file().language_index;
    titles.set_language(config.language_tag(main_language).filter(|_| !main_language.is_default()));
    let mut versions = Vec::new();
    for (index, file) in page.files.iter().enumerate() {
        let markdown = file.markdown;
        let Some(tag) = config.language_tag(file.language_index) else { continue };
        let of_folder = || config.language_of_folder(&file.parsed.file.path).cloned();
        let mut written_in = front.meta.language.clone().or_else(of_folder);
        if index > 0 {
            let mut reader = front_matter_reader(markdown, context);
            let first_file = &page.main_file().parsed.file.path;
            let mut translation =
                reader.read_translation(markdown.front.as_ref(), kind, first_file);
            diagnostics.append(&mut reader.sink.diagnostics);
            front.meta.allow.append(&mut translation.meta.allow);
            translation.meta.publication.is_unclear |= !markdown.is_front_readable;
            if !context.policy.publishes_meta(&translation.meta) {
                continue;
            }
            front.meta.aliases.append(&mut translation.meta.aliases);
            let texts = [("title", &translation.title), ("description", &translation.description)];
            diagnostics.extend(texts.into_iter().filter_map(|(key, text)| {
                let first_text = titles.text_in(key, tag)?;
                let is_other = matches!(text, Some(LocalizedText::Same(it)) if *it != *first_text);
                is_other.then(|| second_text(key, page.main_file(), file)).flatten()
            }));
            titles.add_translation(translation.title, translation.description, tag, config);
            written_in = translation.meta.language;
        }
        let title_heading = titles.add_heading(&markdown.body, page.name(), tag, config);
        versions.push(LanguageVersion {
            language: tag.clone(),
            written_in: written_in.filter(|written| written != tag),
            body: Arc::clone(&markdown.body),
            anchor_index: AnchorIndex::new(&markdown.body.outline),
            title_heading,
            file: Some(Arc::clone(file.parsed)),
        });
    }
    // The language of a document is that of its text. Its title may be in the site's language.
    if !kind.is(BuiltinType::Document) {
        titles.set_language(versions.first().and_then(|version| version.written_in.as_ref()));
    }
    PageTexts { versions, titles }
}

/// Reports a text of a translation that the first file has in the same language.
fn second_text(key: &str, first_file: &PageFile<'_>, file: &PageFile<'_>) -> Option<Diagnostic> {
    let key_span = |markdown: &ParsedMarkdown| {
        let mut keys = markdown.front.as_ref()?.map_entries().iter().map(|(name, _)| name);
        let name = keys.find(|name| name.as_str() == Some(key))?;
        Some(yaml::node_span(&markdown.source, name))
    };
    let kind = rules::DuplicateKey { key: key.to_owned(), place: KeyPlace::Translation };
    let diagnostic = Diagnostic::new(key_span(file.markdown)?, kind);
    Some(diagnostic.with_related(key_span(first_file.markdown)?, RelatedNote::FirstDefinition))
}

fn front_matter_reader<'a>(
    markdown: &'a ParsedMarkdown,
    context: CollectContext<'a>,
) -> FrontMatterReader<'a> {
    let dialect = if context.config.declared.is_some() {
        FrontMatterDialect::Pakt
    } else {
        FrontMatterDialect::Compatible
    };
    let languages = &context.config.languages;
    let read_context = ReadContext { source: &markdown.source, languages };
    FrontMatterReader::new(dialect, context.policy, read_context)
}

/// Returns the type that `type:` names, or the type of the folder, or `page`.
///
/// # Errors
/// There is no type with the name that `type:` gives.
pub(super) fn resolve_entry_type(
    page: &PageFiles<'_>,
    context: CollectContext<'_>,
) -> Result<Arc<EntryType>, Box<Diagnostic>> {
    let types = &context.schema.types;
    let main = page.main_file().markdown;
    if let Some(node) = main.front.as_ref().and_then(|front| front.get("type")) {
        let Some(name) = node.as_str() else {
            let span = yaml::node_span(&main.source, node);
            let (expected, value) = (ExpectedKind::SingleText, span.text().to_owned());
            return Err(Box::new(Diagnostic::new(span, rules::WrongKind { expected, value })));
        };
        if context.config.declared.is_none() && is_word_of_builtin(name, main) {
            return Ok(context.schema.page_type());
        }
        let unknown = || unknown_type(name, yaml::node_span(&main.source, node), context.schema);
        return types.get(name).map(Arc::clone).ok_or_else(|| Box::new(unknown()));
    }
    let folder = page.folder();
    let is_of_folder = |kind: &&Arc<EntryType>| *kind.path == *folder;
    let of_folder = types.values().find(is_of_folder);
    // Without `site.yaml`, a folder named `terms` is one of the author's own.
    let has_types = context.config.declared.is_some() && !page.is_index && !folder.is_empty();
    let of_folder = of_folder.filter(|_| has_types);
    Ok(of_folder.map_or_else(|| context.schema.page_type(), Arc::clone))
}

/// Returns whether `type:` of a page in a folder without `site.yaml` is a word of its author, not
/// one of pakt's types. Only a document with a text is meant for pakt.
fn is_word_of_builtin(name: &str, main: &ParsedMarkdown) -> bool {
    let has_text = || main.front.as_ref().is_some_and(|front| front.get("text").is_some());
    let words = [BuiltinType::Question, BuiltinType::Term, BuiltinType::Tag];
    name == BuiltinType::Document.id() && !has_text()
        || words.into_iter().any(|builtin| builtin.id() == name)
}

/// Returns the diagnostic for a type that does not exist.
pub(super) fn unknown_type(name: &str, span: Span, schema: &Schema) -> Diagnostic {
    let suggestion = schema.closest_type(name);
    Diagnostic::new(span, rules::UnknownType { name: name.into(), suggestion })
}

/// Reports each field of the type that has too few values.
pub(super) fn missing_fields(
    front: &FrontMatter,
    entry_type: &EntryType,
    span: &Span,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if front.meta.removed.is_some() {
        return;
    }
    let has_error = |id: &FieldId| {
        front.fields_with_errors.contains(id)
            || front.misspelled_keys.iter().any(|key| **id == **key)
    };
    for field in
        entry_type.fields.iter().filter(|field| field.at_least > 0 && !has_error(&field.id))
    {
        let n_values =
            front.fields.iter().find(|(id, _)| *id == field.id).map_or(0, |(_, s)| s.len());
        if n_values < field.at_least {
            let kind = rules::MissingField {
                field: field.id.to_string(),
                required_by: entry_type.id.to_string(),
                place: FieldPlace::Line,
            };
            let place = front.type_line.clone().unwrap_or_else(|| span.clone());
            let diagnostic = Diagnostic::new(place, kind);
            diagnostics.push(match &field.declared {
                Some(declared) => {
                    diagnostic.with_related(declared.clone(), RelatedNote::Declaration)
                }
                None => diagnostic,
            });
        }
    }
}

/// Returns whether a word may be the id of a declared entry.
pub(crate) fn is_id(word: &str) -> bool {
    !word.is_empty()
        && !matches!(word, "unknown" | "none")
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

fn resolve_entry_id(
    page: &PageFiles<'_>,
    entry_type: &EntryType,
    front: &mut FrontMatter,
    diagnostics: &mut Vec<Diagnostic>,
) -> EntryId {
    if entry_type.is(BuiltinType::Page) {
        // The id of a page is its path. An `id:` for other generators is another name of the page.
        front.meta.aliases.extend(front.id.take().filter(|(id, _)| !id.starts_with('/')));
        return (&*address::to_nfc(page.page_path())).into();
    }
    let stem = page.base.rsplit('/').next().unwrap_or_default();
    let file_start = || Span::start_of(&page.main_file().markdown.source);
    let (id, span) = front.id.take().unwrap_or_else(|| (stem.to_owned(), file_start()));
    if is_id(&id) {
        return id.into();
    }
    let kind = rules::WrongKind { expected: ExpectedKind::Id, value: id.clone() };
    diagnostics.push(Diagnostic::new(span, kind));
    address::slug_segment(&id).into()
}

fn entry_address(page: &PageFiles<'_>, entry_type: &EntryType, id: &str) -> String {
    if entry_type.is(BuiltinType::Page) {
        address::page_address(page.page_path())
    } else {
        declared_address(entry_type, id)
    }
}

/// Adds the addresses that a page had in another generator to its old addresses, unless they are
/// those of today.
fn add_old_addresses(front: &mut FrontMatter, address: &str) {
    for old in front.old_addresses.drain(..) {
        let path = match old.kind {
            ForeignKey::Slug => {
                let folder = address.trim_end_matches('/').rsplit_once('/');
                let folder = folder.map_or("", |(folder, _)| folder);
                format!("{folder}/{}/", address::slug_segment(old.path.trim_matches('/')))
            }
            ForeignKey::Address | ForeignKey::MoreTags | ForeignKey::Same(_) => old.path,
        };
        let without_file = path.strip_suffix("index.html").unwrap_or(&path);
        let is_today = without_file.trim_matches('/') == address.trim_matches('/');
        // Every site has a page at `/404.html`.
        if !is_today && path != "/404.html" {
            front.meta.aliases.push((path, old.span));
        }
    }
}

/// Returns the address of a declared entry, which does not depend on where its file is.
pub(super) fn declared_address(entry_type: &EntryType, id: &str) -> String {
    let segments = entry_type.path.split('/').chain([id]).filter(|segment| !segment.is_empty());
    let segments = segments.map(|segment| format!("/{}", address::limit_segment(segment)));
    segments.collect::<String>() + "/"
}

/// Returns an address in each language: that of the default language as it is, the others with a
/// prefix such as `/en/`.
pub(super) fn localized_addresses(address: &str, config: &SiteConfig) -> Vec<Arc<str>> {
    let prefixed = |(index, tag): (usize, &LanguageTag)| {
        if index == 0 { address.into() } else { format!("/{}{address}", tag.0).into() }
    };
    config.languages.iter().enumerate().map(prefixed).collect()
}

/// Returns the title of a page that gives none: the name of its file; for an index page the name of
/// its folder; for the front page the title of the site.
fn default_title(page: &PageFiles<'_>, id: &str, config: &SiteConfig) -> LocalizedText {
    let name = if id.is_empty() { "" } else { page.name() };
    let language_index = page.main_file().language_index;
    match (&config.title, config.language_tag(language_index)) {
        (Some(title), _) if name.is_empty() => title.clone(),
        (_, Some(tag)) if !language_index.is_default() => {
            LocalizedText::PerLanguage(vec![(tag.clone(), title_from_name(name))])
        }
        _ => LocalizedText::Same(title_from_name(name)),
    }
}
