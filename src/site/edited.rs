//! The next site after an edit inside some texts: what nothing but these texts decides is made
//! anew, and all else is shared.
//!
//! Most saves are of this kind, and a site of many pages need not be linked again for them. It is
//! used only where it surely gives what linking from the beginning would: no file came or went,
//! front matter leads where it led, and no list of mentions is so long that it has pages of its
//! own. Where headings came or went, the texts that link to the page are looked at again; where a
//! title did, those that call something by it.

use super::backing;
use super::collect::{self, Rules};
use super::config::History;
use super::entry::{EntryIndex, Version};
use super::link;
use super::names::Rename;
use super::renamed;
use super::routes::MENTIONS_PER_PAGE;
use super::settings::Settings;
use super::snapshot::{Links, Mention, ParsedFiles, Site, Snapshot};
use crate::parse::{Anchor, Heading, Kind, Parsed};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// With more files than an editor saves at once, linking from the beginning is as fast.
const MAX_FILES: usize = 64;

/// One file as it was and as it is.
type Edit<'p> = (&'p Arc<Parsed>, &'p Arc<Parsed>);

/// The site of the files as they are now; none if more than texts was edited.
pub(super) fn edited(files: &ParsedFiles, settings: &Settings, before: &Snapshot) -> Option<Site> {
    let (then, known) = (&before.parsed, &*before.site);
    let is_same_frame = known.settings == *settings
        && then.config == files.config
        && then.findings == files.findings
        && then.by_path.len() == files.by_path.len();
    if !is_same_frame {
        return None;
    }
    let edits = edits(then, files)?;
    if edits.is_empty() {
        return Some(known.clone());
    }
    let history = known.config.history;
    if edits.iter().any(|edit| !is_own_matter(*edit, history) || is_told_of(known, edit.0)) {
        return None;
    }
    let mut site = known.clone();
    let (places, renames) = replace(&mut site, files, &edits)?;
    let mut again: BTreeSet<EntryIndex> = places.iter().copied().collect();
    if edits.iter().any(|(old, new)| !has_same_anchors(old, new)) {
        again.extend(linking_to(&site, &places));
    }
    if !renames.is_empty() {
        again.extend(renamed::naming(&site, &renames));
        let names = Arc::make_mut(&mut site.names);
        if !renames.into_iter().all(|rename| names.rename(rename)) {
            return None;
        }
    }
    if site.has_changes() != known.has_changes() {
        return None;
    }
    let mut mentioned = Arc::clone(&site.mentioned);
    for at in again {
        let links = link::resolve(&site, at);
        mention_again(&mut mentioned, site.links.get(at.0)?, &links)?;
        *site.links.get_mut(at.0)? = Arc::new(links);
    }
    for at in places {
        if site.config.declared.is_some() {
            let backing = backing::backing(&site, site.entry(at));
            if !backing.rests_as(site.backing.get(at.0)?) {
                return None;
            }
            *site.backing.get_mut(at.0)? = Arc::new(backing);
        }
    }
    site.mentioned = mentioned;
    Some(site)
}

/// The files that differ; none if a path came or went, or too many differ.
fn edits<'p>(then: &'p ParsedFiles, now: &'p ParsedFiles) -> Option<Vec<Edit<'p>>> {
    let mut edits = Vec::new();
    for ((old_path, old), (path, new)) in then.by_path.iter().zip(now.by_path.iter()) {
        if old_path != path || edits.len() > MAX_FILES {
            return None;
        }
        if !Arc::ptr_eq(old, new) {
            edits.push((old, new));
        }
    }
    Some(edits)
}

/// Whether all that others can see of a file is the same, but for the places in its text and what
/// it is called.
fn is_own_matter((old, new): Edit<'_>, history: History) -> bool {
    let (Kind::Markdown(then), Kind::Markdown(now)) = (&old.kind, &new.kind) else { return false };
    old.findings.is_empty()
        && new.findings.is_empty()
        // Without a date of its own, a page has one by the history, which is not looked up here.
        && (renamed::is_same(then, now) || history == History::None && renamed::is_alike(then, now))
        && then.foreign_title == now.foreign_title
        && then.is_foreign_draft == now.is_foreign_draft
}

/// Whether the same places of a text can be linked to.
fn has_same_anchors(old: &Parsed, new: &Parsed) -> bool {
    let (Kind::Markdown(then), Kind::Markdown(now)) = (&old.kind, &new.kind) else { return false };
    let (old, new) = (&then.body.outline, &now.body.outline);
    let heading = |heading: &Heading| (heading.text.clone(), heading.anchor.clone());
    let name = |anchor: &Anchor| anchor.name.clone();
    old.headings.iter().map(heading).eq(new.headings.iter().map(heading))
        && old.anchors.iter().map(name).eq(new.anchors.iter().map(name))
}

/// Entries whose texts may lead to places in others: those that link to one of them, and those that
/// are not published, whose links nobody has noted.
fn linking_to(site: &Site, places: &[EntryIndex]) -> Vec<EntryIndex> {
    let may_link = |(at, links): (usize, &Arc<Links>)| {
        let at = EntryIndex(at);
        let links_there = || links.targets.iter().any(|target| places.contains(target));
        (!site.is_published(at) || links_there()).then_some(at)
    };
    site.links.iter().enumerate().filter_map(may_link).collect()
}

/// Whether something is wrong with a file besides where its text leads.
fn is_told_of(site: &Site, file: &Parsed) -> bool {
    let is_here = |path: &str| path == &*file.file.path;
    site.findings.iter().any(|found| {
        let mut related = found.related.iter();
        is_here(&found.span.source().path)
            || related.any(|related| is_here(&related.span.source().path))
    })
}

/// Puts the entries of the edited texts in their places; tells which, and which are called anew.
fn replace(
    site: &mut Site,
    files: &ParsedFiles,
    edits: &[Edit<'_>],
) -> Option<(Vec<EntryIndex>, Vec<Rename>)> {
    let paths: HashSet<&str> = edits.iter().map(|(_, new)| &*new.file.path).collect();
    let is_edited = |version: &Version| {
        version.file.as_ref().is_some_and(|file| paths.contains(&*file.file.path))
    };
    let (mut places, mut renames) = (Vec::new(), Vec::new());
    let mut n_left = edits.len();
    for at in (0..site.entries.len()).map(EntryIndex) {
        let known = Arc::clone(site.entries.get(at.0)?);
        let n_own = known.versions.iter().filter(|version| is_edited(version)).count();
        if n_own == 0 {
            continue;
        }
        let rules = Rules { config: &site.config, schema: &site.schema };
        let (mut now, found) = collect::again(&known, known.path(), rules, &files.by_path)?;
        if !found.is_empty() {
            return None;
        }
        if site.config.history == History::Git {
            // Commits change it, not edits.
            now.meta.updated = now.meta.updated.or_else(|| known.meta.updated.clone());
        }
        if now.title != known.title {
            renames.push(renamed::rename(site, (at, &known), &now)?);
        }
        *site.entries.get_mut(at.0)? = Arc::new(now);
        places.push(at);
        n_left = n_left.checked_sub(n_own)?;
        if n_left == 0 {
            return Some((places, renames));
        }
    }
    // A file that is no entry's text, such as a draft of a translation, says something else.
    None
}

/// Moves the mentions of an entry's texts to where they lead now; none if a list is so long that it
/// has pages of its own.
fn mention_again(mentioned: &mut Arc<Vec<Vec<Mention>>>, old: &Links, new: &Links) -> Option<()> {
    if old.mentions == new.mentions {
        return Some(());
    }
    let lists = Arc::make_mut(mentioned);
    for (target, mention) in &old.mentions {
        let list = lists.get_mut(target.0)?;
        if list.len() > MENTIONS_PER_PAGE {
            return None;
        }
        list.retain(|one| one != mention);
    }
    for (target, mention) in &new.mentions {
        let list = lists.get_mut(target.0)?;
        let place = list.partition_point(|one| one < mention);
        list.insert(place, *mention);
        if list.len() > MENTIONS_PER_PAGE {
            return None;
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use crate::files::Files;
    use crate::site::settings::Settings;
    use crate::site::{Site, Snapshot};
    use std::sync::Arc;

    #[derive(Clone, Copy, PartialEq)]
    enum Tree {
        Shared,
        Anew,
    }

    /// What becomes of the tree when this is the text of `b.md`: whoever links to a heading that is
    /// gone is told so.
    fn check(text: &str, tree: Tree) {
        let files = |text| {
            let front = "# Start\n\n[b](b.md#rubrik)\n";
            let draft = "---\ndraft: true\n---\n[b](b.md#rubrik)\n";
            let by_name = ("name.md", "[[B]] och [[Bi]]\n");
            let others = [("index.md", front), ("a.md", "# A\n"), ("draft.md", draft), by_name];
            Files::of_texts(&[&others[..], &[("b.md", text)]].concat())
        };
        let settings = Settings::default();
        let before = Snapshot::new(&files("---\ntitle: B\n---\n## Rubrik\n\nOrd.\n"), &settings);
        let after = before.after(&files(text), &settings);
        assert_eq!(
            Arc::ptr_eq(&before.site.tree, &after.site.tree),
            tree == Tree::Shared,
            "{text}"
        );
        let (a, b) = (after.site.find("a").unwrap(), after.site.find("b").unwrap());
        let mentions = after.site.mentions(a, 0).filter(|mention| mention.from == b).count();
        assert_eq!(mentions, text.matches("a.md").count(), "{text}");
        let clean = Snapshot::new(&files(text), &settings);
        let told = |site: &Site| -> Vec<String> {
            site.findings().map(|found| format!("{:?}", found.fault)).collect()
        };
        assert_eq!(told(&after.site), told(&clean.site), "{text}");
        let n_unnamed = usize::from(!text.contains("title: Bi"));
        let n_missing = if text.contains("Rubrik") { 0 } else { 2 };
        assert_eq!(after.site.findings().count(), n_unnamed + n_missing, "{text}");
    }

    #[test]
    fn an_edit_that_moves_nothing_shares_the_site() {
        check("---\ntitle: B\n---\n## Rubrik\n\nAndra ord.\n", Tree::Shared);
        check("---\ntitle: B\n---\n## Rubrik\n\nSe [a](a.md).\n", Tree::Shared);
        check("---\ntitle: Bi\n---\n## Rubrik\n\nOrd.\n", Tree::Shared);
        check("---\nupdated: 2015-01-01\ntitle: B\n---\n## Rubrik\n\nOrd.\n", Tree::Anew);
        check("---\ntitle: B\norder: 1\n---\n## Rubrik\n\nOrd.\n", Tree::Anew);
        check("---\ntitle: B\n---\n# Bi\n\n## Rubrik\n\nOrd.\n", Tree::Shared);
        check("---\ntitle: B\n---\n## Annan\n\nOrd.\n", Tree::Shared);
        check("---\ntitle: B\n---\n\n## Rubrik\n\n<a id=\"x\"></a>Ord.\n", Tree::Shared);
    }
}
