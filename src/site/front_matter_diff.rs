//! What an edit of front matter changes for others, if it is no more than a title, a description,
//! dates of the page itself, or who answers for it.

use super::address::fold_name;
use super::entry::{Entry, EntryIndex};
use super::link_destination;
use super::name_index::EntryRename;
use super::snapshot::Site;
use crate::parse::ParsedMarkdown;
use rayon::prelude::*;

/// Keys whose values stand on pages, and lead nowhere.
const OWN_KEYS: [&str; 8] =
    ["title", "description", "owner", "published", "updated", "reviewed", "review_by", "allow"];

/// Whether two front matters say the same but for such keys.
pub(super) fn differs_only_in_local_keys(then: &ParsedMarkdown, now: &ParsedMarkdown) -> bool {
    let (Some(then_words), Some(now_words)) = (front_matter_text(then), front_matter_text(now))
    else {
        return false;
    };
    if then_words == now_words {
        return true;
    }
    let keys = |markdown: &ParsedMarkdown| -> Vec<Option<String>> {
        let entries = markdown.front.iter().flat_map(|front| front.map_entries());
        entries.map(|(key, _)| key.as_str().map(str::to_owned)).collect()
    };
    // What has a name may be meant elsewhere.
    let is_plain = |words: &str| local_parts(words).iter().all(|part| !part.contains(['&', '*']));
    keys(then) == keys(now)
        && shared_parts(then_words) == shared_parts(now_words)
        && is_plain(then_words)
        && is_plain(now_words)
}

/// Whether all that stands before the text is the same.
pub(super) fn has_same_front_matter(then: &ParsedMarkdown, now: &ParsedMarkdown) -> bool {
    front_matter_text(then).is_some() && front_matter_text(then) == front_matter_text(now)
}

/// What stands in a file before its text.
fn front_matter_text(markdown: &ParsedMarkdown) -> Option<&str> {
    markdown.source.text.get(..markdown.body.span(&(0..0)).range().start)
}

fn local_parts(words: &str) -> Vec<&str> {
    top_level_parts(words).into_iter().filter(|part| is_local_key(part)).collect()
}

fn shared_parts(words: &str) -> Vec<&str> {
    top_level_parts(words).into_iter().filter(|part| !is_local_key(part)).collect()
}

fn is_local_key(part: &str) -> bool {
    let key = part.split_once(':').map(|(key, _)| key.trim_end());
    key.is_some_and(|key| OWN_KEYS.contains(&key))
}

/// The keys at the first level with all that belongs to each: lines that begin with a letter begin
/// one.
fn top_level_parts(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut begin, mut at) = (0, 0);
    for line in words.split_inclusive('\n') {
        if at > begin && !line.starts_with([' ', '\t', '\r', '\n']) {
            parts.extend(words.get(begin..at));
            begin = at;
        }
        at += line.len();
    }
    parts.extend(words.get(begin..));
    parts
}

/// How an entry is called now, if nothing but links by that name depends on it: no order of a list,
/// no name of a section, no item of the menu.
pub(super) fn entry_rename(
    site: &Site,
    (entry_index, then): (EntryIndex, &Entry),
    now: &Entry,
) -> Option<EntryRename> {
    let home =
        site.tree.home.get(entry_index.0)?.and_then(|home| site.tree.sections.get(home.0))?;
    let titles = |entry: &Entry| -> Vec<String> {
        entry.title.all_strings().map(|title| fold_name(title.trim())).collect()
    };
    let rename =
        EntryRename { entry: entry_index, old_names: titles(then), new_names: titles(now) };
    let mut menu = site.config.menu.iter().flatten();
    let is_in_menu = menu.any(|(name, _)| {
        let name = name.trim_matches('/');
        let name = fold_name(name.strip_suffix(".md").unwrap_or(name).trim());
        rename.old_names.contains(&name) || rename.new_names.contains(&name)
    });
    (now.is_page() && home.index != Some(entry_index) && !is_in_menu).then_some(rename)
}

/// Entries with a text that calls something by a name that these have or had.
pub(super) fn entries_naming(site: &Site, renames: &[EntryRename]) -> Vec<EntryIndex> {
    let is_one = |name: &String| {
        renames
            .iter()
            .any(|rename| rename.old_names.contains(name) || rename.new_names.contains(name))
    };
    let entries = site.entries.par_iter().enumerate();
    let naming = entries.filter(|(_, entry)| {
        let bodies = entry.versions.iter().map(|version| &*version.body);
        let bodies = bodies.chain(super::citation_index::field_bodies(entry).map(|body| &**body));
        let mut links = bodies.flat_map(|body| &body.outline.links);
        links.any(|link| link_destination::wiki_name(link).as_ref().is_some_and(is_one))
    });
    naming.map(|(index, _)| EntryIndex(index)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_a_key_with_all_that_belongs_to_it() {
        let front =
            "---\ntitle:\n  sv: A\nlist:\n- b\n# c\ndescription: >\n  d\n\n  e\norder: 1\n---\n";
        assert_eq!(local_parts(front), ["title:\n  sv: A\n", "description: >\n  d\n\n  e\n"]);
        assert_eq!(
            shared_parts(front),
            ["---\n", "list:\n", "- b\n", "# c\n", "order: 1\n", "---\n"]
        );
    }
}
