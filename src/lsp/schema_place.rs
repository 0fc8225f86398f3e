//! What the keys above a cursor mean: the settings, a type, a list of entries, or an entry.

use super::cursor_target::entries_in_file;
use super::yaml_cursor::{YamlCursor, YamlPlace, split_key};
use crate::files::{is_markdown, is_yaml};
use crate::schema::{BuiltinType, EntryType};
use crate::site::{Site, is_site_file};
use std::ops::Range;
use std::sync::Arc;

/// The folder of type files.
const TYPES_FOLDER: &str = "_types/";
/// The folder of the site's own strings.
const STRINGS_FOLDER: &str = "_strings/";

/// What the keys above a cursor mean, with those that are left.
pub(super) enum SchemaPlace<'c> {
    /// `site.yaml`.
    Settings { path: Vec<&'c str> },
    /// A file in `_types/`.
    TypeFile { path: Vec<&'c str> },
    /// The top of a file with lists, whose keys are types.
    ListRoot,
    /// An entry: front matter, or an item of a list.
    EntryMap { kind: Arc<EntryType>, path: Vec<&'c str> },
}

/// Returns the YAML of a file around an offset: all of a `.yaml` file, or the front matter.
pub(super) fn yaml_range(path: &str, text: &str, offset: usize) -> Option<Range<usize>> {
    if is_yaml(path) {
        return Some(0..text.len());
    }
    let range = front_matter_range(path, text)?;
    (range.start <= offset && offset <= range.end).then_some(range)
}

/// Returns the lines between `---` at the beginning of a Markdown file. While the second fence is
/// missing, it is the lines up to the first empty one.
pub(super) fn front_matter_range(path: &str, text: &str) -> Option<Range<usize>> {
    const FENCE: &str = "---\n";
    let rest = text.strip_prefix(FENCE).filter(|_| is_markdown(path))?;
    let end = match rest.find("\n---").filter(|_| !rest.starts_with("---")) {
        Some(end) => end + 1,
        None if rest.starts_with("---") => 0,
        None => rest.find("\n\n").map_or(rest.len(), |end| end + 1),
    };
    Some(FENCE.len()..FENCE.len() + end)
}

/// Returns what the keys above a cursor mean. `None` means that pakt does not read them.
pub(super) fn schema_place<'c>(
    site: &Site,
    path: &str,
    text: &str,
    cursor: &'c YamlCursor,
) -> Option<SchemaPlace<'c>> {
    let keys = || cursor.path.iter().map(String::as_str).collect::<Vec<_>>();
    if is_site_file(path) {
        return Some(SchemaPlace::Settings { path: keys() });
    }
    if path.starts_with(TYPES_FOLDER) {
        return Some(SchemaPlace::TypeFile { path: keys() });
    }
    if path.starts_with(STRINGS_FOLDER) {
        return None;
    }
    if is_markdown(path) {
        return Some(SchemaPlace::EntryMap { kind: page_type(site, path, text), path: keys() });
    }
    let mut keys = keys();
    if keys.is_empty() || cursor.place == YamlPlace::Key && keys.is_empty() {
        return Some(SchemaPlace::ListRoot);
    }
    let kind = Arc::clone(site.schema.types.get(keys.remove(0))?);
    Some(SchemaPlace::EntryMap { kind, path: keys })
}

/// Returns the type of a Markdown file: what its front matter says now, else what it was.
fn page_type(site: &Site, path: &str, text: &str) -> Arc<EntryType> {
    let front_matter = front_matter_range(path, text).and_then(|range| text.get(range));
    let written = front_matter.into_iter().flat_map(str::lines).find_map(|line| {
        let (key, start) = split_key(line)?;
        let name = line.get(start..)?.trim().trim_matches(['"', '\'']);
        site.schema.types.get(name).filter(|_| key == "type")
    });
    let known = || entries_in_file(site, path).next().map(|(_, entry)| &entry.entry_type);
    let page = || site.schema.types.get(BuiltinType::Page.id());
    let kind = written.or_else(known).or_else(page);
    kind.map_or_else(|| Arc::new(EntryType::minimal(BuiltinType::Page.id())), Arc::clone)
}
