//! What an edit of front matter changes for others, if it is no more than a title, a description,
//! dates of the page itself, or who answers for it.

use super::address::fold;
use super::destination;
use super::entry::{Entry, EntryIndex};
use super::names::Rename;
use super::snapshot::Site;
use crate::parse::Markdown;
use rayon::prelude::*;

/// Keys whose values stand on pages, and lead nowhere.
const OWN_KEYS: [&str; 8] =
    ["title", "description", "owner", "published", "updated", "reviewed", "review_by", "allow"];

/// Whether two front matters say the same but for such keys.
pub(super) fn is_alike(then: &Markdown, now: &Markdown) -> bool {
    let (Some(then_words), Some(now_words)) = (words(then), words(now)) else { return false };
    if then_words == now_words {
        return true;
    }
    let keys = |markdown: &Markdown| -> Vec<Option<String>> {
        let entries = markdown.front.iter().flat_map(|front| front.entries());
        entries.map(|(key, _)| key.as_text().map(str::to_owned)).collect()
    };
    // What has a name may be meant elsewhere.
    let is_plain = |words: &str| own(words).iter().all(|part| !part.contains(['&', '*']));
    keys(then) == keys(now)
        && others(then_words) == others(now_words)
        && is_plain(then_words)
        && is_plain(now_words)
}

/// Whether all that stands before the text is the same.
pub(super) fn is_same(then: &Markdown, now: &Markdown) -> bool {
    words(then).is_some() && words(then) == words(now)
}

/// What stands in a file before its text.
fn words(markdown: &Markdown) -> Option<&str> {
    markdown.source.text.get(..markdown.body.span(&(0..0)).range().start)
}

fn own(words: &str) -> Vec<&str> {
    parts(words).into_iter().filter(|part| is_own(part)).collect()
}

fn others(words: &str) -> Vec<&str> {
    parts(words).into_iter().filter(|part| !is_own(part)).collect()
}

fn is_own(part: &str) -> bool {
    let key = part.split_once(':').map(|(key, _)| key.trim_end());
    key.is_some_and(|key| OWN_KEYS.contains(&key))
}

/// The keys at the first level with all that belongs to each: lines that begin with a letter begin
/// one.
fn parts(words: &str) -> Vec<&str> {
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
pub(super) fn rename(site: &Site, (at, then): (EntryIndex, &Entry), now: &Entry) -> Option<Rename> {
    let home = site.tree.home.get(at.0)?.and_then(|home| site.tree.sections.get(home.0))?;
    let titles = |entry: &Entry| -> Vec<String> {
        entry.title.all().map(|title| fold(title.trim())).collect()
    };
    let rename = Rename { entry: at, then: titles(then), now: titles(now) };
    let mut menu = site.config.menu.iter().flatten();
    let is_in_menu = menu.any(|(name, _)| {
        let name = name.trim_matches('/');
        let name = fold(name.strip_suffix(".md").unwrap_or(name).trim());
        rename.then.contains(&name) || rename.now.contains(&name)
    });
    (now.is_page() && home.index != Some(at) && !is_in_menu).then_some(rename)
}

/// Entries with a text that calls something by a name that these have or had.
pub(super) fn naming(site: &Site, renames: &[Rename]) -> Vec<EntryIndex> {
    let is_one = |name: &String| {
        renames.iter().any(|rename| rename.then.contains(name) || rename.now.contains(name))
    };
    let entries = site.entries.par_iter().enumerate();
    let naming = entries.filter(|(_, entry)| {
        let bodies = entry.versions.iter().map(|version| &*version.body);
        let bodies = bodies.chain(super::backing::field_bodies(entry).map(|body| &**body));
        let mut links = bodies.flat_map(|body| &body.outline.links);
        links.any(|link| destination::wiki_name(link).as_ref().is_some_and(is_one))
    });
    naming.map(|(at, _)| EntryIndex(at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_a_key_with_all_that_belongs_to_it() {
        let front =
            "---\ntitle:\n  sv: A\nlist:\n- b\n# c\ndescription: >\n  d\n\n  e\norder: 1\n---\n";
        assert_eq!(own(front), ["title:\n  sv: A\n", "description: >\n  d\n\n  e\n"]);
        assert_eq!(others(front), ["---\n", "list:\n", "- b\n", "# c\n", "order: 1\n", "---\n"]);
    }
}
