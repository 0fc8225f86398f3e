//! The order of the pages of a section, and the previous and the next page in it.

use super::page_context::PageContext;
use crate::site::EntryIndex;
use crate::site::section_tree::{Section, SectionChild, SectionIndex};
use crate::theme::model::LinkModel;
use std::borrow::Cow;
use std::collections::HashMap;

/// The maximum number of pages that an index page arranges by hand or in views. The order of larger
/// sections is not looked for in the text of their index pages.
const MAX_ARRANGED: usize = 200;

/// The previous and the next page of a page.
#[derive(Debug, Default)]
pub(super) struct TurnLinks {
    pub(super) previous: Option<LinkModel>,
    pub(super) next: Option<LinkModel>,
    /// Whether `next` is the section's index, because the page is the last one.
    pub(super) is_last: bool,
}

/// Returns the previous and the next page of the same section, in its order. Before the first page
/// and after the last one is the section's index.
pub(super) fn previous_and_next(ctx: &PageContext<'_>, entry_index: EntryIndex) -> TurnLinks {
    let tree = &ctx.site.tree;
    let home = tree.home.get(entry_index.0).copied().flatten();
    let section = home.and_then(|home| Some((home, tree.sections.get(home.0)?)));
    let Some((section_index, section)) = section else { return TurnLinks::default() };
    let children = ordered_children(ctx, section);
    let link = |child: &SectionChild| match child {
        SectionChild::Entry(entry_index) => ctx.entry_link(*entry_index),
        SectionChild::Section(section_index) => ctx.section_link(*section_index),
    };
    if section.index == Some(entry_index) {
        // The front page is a start, not the first chapter.
        let is_front = section_index == SectionIndex(0);
        let next = children.first().filter(|_| !is_front).map(link);
        return TurnLinks { next, ..TurnLinks::default() };
    }
    let position = children.iter().position(|child| *child == SectionChild::Entry(entry_index));
    let Some(position) = position else { return TurnLinks::default() };
    let child_at = |position: Option<usize>| children.get(position?).map(link);
    let index = || Some(ctx.index_link(section_index));
    // A page alone in its section has one link to the index.
    let is_alone = children.len() == 1;
    let previous = child_at(position.checked_sub(1)).or_else(index).filter(|_| !is_alone);
    let next = child_at(position.checked_add(1));
    TurnLinks { previous, is_last: next.is_none(), next: next.or_else(index) }
}

/// Returns what is below a section, in the order in which its index page shows it: that of the
/// links in its text or of its views, if they have all of it, or else that of the generated list.
pub(super) fn ordered_children<'s>(
    ctx: &PageContext<'_>,
    section: &'s Section,
) -> Cow<'s, [SectionChild]> {
    let children = section.children.get(ctx.localized.language_index.0);
    let children = children.map_or(&[][..], Vec::as_slice);
    let Some(index) = section.index.filter(|_| children.len() <= MAX_ARRANGED) else {
        return Cow::Borrowed(children);
    };
    let linked = sorted_as(ctx, children, ctx.site.linked_entries(index));
    let sorted = linked.or_else(|| sorted_as(ctx, children, &viewed_entries(ctx, index)));
    sorted.map_or(Cow::Borrowed(children), Cow::Owned)
}

/// Returns children in the order of some entries. `None` means that these lack one of them.
fn sorted_as(
    ctx: &PageContext<'_>,
    children: &[SectionChild],
    entries: &[EntryIndex],
) -> Option<Vec<SectionChild>> {
    let mut positions: HashMap<EntryIndex, usize> = HashMap::new();
    for (position, entry_index) in entries.iter().enumerate() {
        positions.entry(*entry_index).or_insert(position);
    }
    let position_of = |child: &SectionChild| {
        let entry_index = match child {
            SectionChild::Entry(entry_index) => Some(*entry_index),
            SectionChild::Section(section_index) => {
                ctx.site.tree.sections.get(section_index.0).and_then(|section| section.index)
            }
        };
        positions.get(&entry_index?).copied()
    };
    let keyed = children.iter().map(|child| Some((position_of(child)?, *child)));
    let mut keyed: Vec<(usize, SectionChild)> = keyed.collect::<Option<_>>()?;
    keyed.sort_by_key(|(position, _)| *position);
    Some(keyed.into_iter().map(|(_, child)| child).collect())
}

/// Returns the entries that the views of a page show, in order.
fn viewed_entries(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<EntryIndex> {
    let version = ctx.site.entry_at(entry_index).language_version(ctx.localized.language_tag);
    let Some(version) = version else { return Vec::new() };
    let directives = version.body.outline.directives.iter();
    let views = directives.filter_map(|it| ctx.site.read_view(&version.body, it).0);
    views.flat_map(|view| view.shown_entries()).collect()
}
