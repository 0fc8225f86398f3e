//! The next site after an edit inside some texts: what nothing but these texts decides is made
//! anew, and all else is shared.
//!
//! Most saves are of this kind, and a site of many pages need not be linked again for them. It is
//! used only where it surely gives what linking from the beginning would: no file came or went,
//! front matter leads where it led, and no list of mentions is so long that it has pages of its
//! own. Where headings came or went, the texts that link to the page are looked at again; where a
//! title did, those that call something by it.

use super::citation_index;
use super::collect_entries::{self, CollectContext};
use super::config::HistorySetting;
use super::entry::{EntryIndex, LanguageVersion};
use super::front_matter_diff;
use super::linker;
use super::name_index::EntryRename;
use super::routes::MENTIONS_PER_PAGE;
use super::settings::RunSettings;
use super::snapshot::{EntryLinks, LinkMention, ParsedFiles, Site, SiteSnapshot};
use crate::parse::{ExplicitAnchor, OutlineHeading, ParsedContent, ParsedFile};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

/// With more files than an editor saves at once, linking from the beginning is as fast.
const MAX_FILES: usize = 64;

/// One file as it was and as it is.
type FileEdit<'p> = (&'p Arc<ParsedFile>, &'p Arc<ParsedFile>);

/// The site of the files as they are now; none if more than texts was edited.
pub(super) fn relink_edited(
    files: &ParsedFiles,
    settings: &RunSettings,
    before: &SiteSnapshot,
) -> Option<Site> {
    let (then, known) = (&before.parsed, &*before.site);
    let is_same_frame = known.settings == *settings
        && then.config == files.config
        && then.diagnostics == files.diagnostics
        && then.by_path.len() == files.by_path.len();
    if !is_same_frame {
        return None;
    }
    let edits = changed_files(then, files)?;
    if edits.is_empty() {
        return Some(known.clone());
    }
    let history = known.config.history;
    if edits
        .iter()
        .any(|edit| !affects_only_itself(*edit, history) || has_non_link_diagnostics(known, edit.0))
    {
        return None;
    }
    let mut site = known.clone();
    let (places, renames) = replace_entries(&mut site, files, &edits)?;
    let mut again: BTreeSet<EntryIndex> = places.iter().copied().collect();
    if edits.iter().any(|(old, new)| !has_same_anchors(old, new)) {
        again.extend(entries_linking_to(&site, &places));
    }
    if !renames.is_empty() {
        again.extend(front_matter_diff::entries_naming(&site, &renames));
        let names = Arc::make_mut(&mut site.names);
        if !renames.into_iter().all(|rename| names.apply_rename(rename)) {
            return None;
        }
    }
    if site.has_changes() != known.has_changes() {
        return None;
    }
    let mut mentioned = Arc::clone(&site.mentioned);
    for entry_index in again {
        let links = linker::resolve_entry_links(&site, entry_index);
        update_mentions(&mut mentioned, site.links.get(entry_index.0)?, &links)?;
        *site.links.get_mut(entry_index.0)? = Arc::new(links);
    }
    for entry_index in places {
        if site.config.declared.is_some() {
            let backing =
                citation_index::resolve_entry_citations(&site, site.entry_at(entry_index));
            if !backing.has_same_targets(site.citations.get(entry_index.0)?) {
                return None;
            }
            *site.citations.get_mut(entry_index.0)? = Arc::new(backing);
        }
    }
    site.mentioned = mentioned;
    Some(site)
}

/// The files that differ; none if a path came or went, or too many differ.
fn changed_files<'p>(then: &'p ParsedFiles, now: &'p ParsedFiles) -> Option<Vec<FileEdit<'p>>> {
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
fn affects_only_itself((old, new): FileEdit<'_>, history: HistorySetting) -> bool {
    let (ParsedContent::Markdown(then), ParsedContent::Markdown(now)) = (&old.kind, &new.kind)
    else {
        return false;
    };
    old.diagnostics.is_empty()
        && new.diagnostics.is_empty()
        // Without a date of its own, a page has one by the history, which is not looked up here.
        && (front_matter_diff::has_same_front_matter(then, now)
            || history == HistorySetting::None
                && front_matter_diff::differs_only_in_local_keys(then, now))
        && then.toml_title == now.toml_title
        && then.is_toml_draft == now.is_toml_draft
}

/// Whether the same places of a text can be linked to.
fn has_same_anchors(old: &ParsedFile, new: &ParsedFile) -> bool {
    let (ParsedContent::Markdown(then), ParsedContent::Markdown(now)) = (&old.kind, &new.kind)
    else {
        return false;
    };
    let (old, new) = (&then.body.outline, &now.body.outline);
    let heading = |heading: &OutlineHeading| (heading.text.clone(), heading.anchor.clone());
    let name = |anchor: &ExplicitAnchor| anchor.name.clone();
    old.headings.iter().map(heading).eq(new.headings.iter().map(heading))
        && old.anchors.iter().map(name).eq(new.anchors.iter().map(name))
}

/// Entries whose texts may lead to places in others: those that link to one of them, and those that
/// are not published, whose links nobody has noted.
fn entries_linking_to(site: &Site, places: &[EntryIndex]) -> Vec<EntryIndex> {
    let may_link = |(index, links): (usize, &Arc<EntryLinks>)| {
        let entry_index = EntryIndex(index);
        let links_there = || links.targets.iter().any(|target| places.contains(target));
        (!site.is_published(entry_index) || links_there()).then_some(entry_index)
    };
    site.links.iter().enumerate().filter_map(may_link).collect()
}

/// Whether something is wrong with a file besides where its text leads.
fn has_non_link_diagnostics(site: &Site, file: &ParsedFile) -> bool {
    let is_here = |path: &str| path == &*file.file.path;
    site.diagnostics.iter().any(|diagnostic| {
        let mut related = diagnostic.related.iter();
        is_here(&diagnostic.span.source().path)
            || related.any(|related| is_here(&related.span.source().path))
    })
}

/// Puts the entries of the edited texts in their places; tells which, and which are called anew.
fn replace_entries(
    site: &mut Site,
    files: &ParsedFiles,
    edits: &[FileEdit<'_>],
) -> Option<(Vec<EntryIndex>, Vec<EntryRename>)> {
    let paths: HashSet<&str> = edits.iter().map(|(_, new)| &*new.file.path).collect();
    let is_edited = |version: &LanguageVersion| {
        version.file.as_ref().is_some_and(|file| paths.contains(&*file.file.path))
    };
    let (mut places, mut renames) = (Vec::new(), Vec::new());
    let mut n_left = edits.len();
    for entry_index in (0..site.entries.len()).map(EntryIndex) {
        let known = Arc::clone(site.entries.get(entry_index.0)?);
        let n_own = known.versions.iter().filter(|version| is_edited(version)).count();
        if n_own == 0 {
            continue;
        }
        let rules = CollectContext { config: &site.config, schema: &site.schema };
        let (mut now, diagnostics) =
            collect_entries::rebuild_entry(&known, known.source_path(), rules, &files.by_path)?;
        if !diagnostics.is_empty() {
            return None;
        }
        if site.config.history == HistorySetting::Git {
            // Commits change it, not edits.
            now.meta.updated = now.meta.updated.or_else(|| known.meta.updated.clone());
        }
        if now.title != known.title {
            renames.push(front_matter_diff::entry_rename(site, (entry_index, &known), &now)?);
        }
        *site.entries.get_mut(entry_index.0)? = Arc::new(now);
        places.push(entry_index);
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
fn update_mentions(
    mentioned: &mut Arc<Vec<Vec<LinkMention>>>,
    old: &EntryLinks,
    new: &EntryLinks,
) -> Option<()> {
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
    use crate::files::FileSet;
    use crate::site::settings::RunSettings;
    use crate::site::{Site, SiteSnapshot};
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
            FileSet::from_texts(&[&others[..], &[("b.md", text)]].concat())
        };
        let settings = RunSettings::default();
        let before =
            SiteSnapshot::new(&files("---\ntitle: B\n---\n## Rubrik\n\nOrd.\n"), &settings);
        let after = before.with_changed_files(&files(text), &settings);
        assert_eq!(
            Arc::ptr_eq(&before.site.tree, &after.site.tree),
            tree == Tree::Shared,
            "{text}"
        );
        let (a, b) = (after.site.find_id("a").unwrap(), after.site.find_id("b").unwrap());
        let mentions = after
            .site
            .mentions_of(a, crate::site::LanguageIndex::default())
            .filter(|mention| mention.from == b)
            .count();
        assert_eq!(mentions, text.matches("a.md").count(), "{text}");
        let clean = SiteSnapshot::new(&files(text), &settings);
        let told = |site: &Site| -> Vec<String> {
            site.diagnostics().map(|found| format!("{:?}", found.kind)).collect()
        };
        assert_eq!(told(&after.site), told(&clean.site), "{text}");
        let n_unnamed = usize::from(!text.contains("title: Bi"));
        let n_missing = if text.contains("Rubrik") { 0 } else { 2 };
        assert_eq!(after.site.diagnostics().count(), n_unnamed + n_missing, "{text}");
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
