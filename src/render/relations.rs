//! An entry's relations: the entries that it names, and the entries that name it.

use super::dates;
use super::field_html;
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::qualifiers::status_label;
use super::questions;
use crate::site::statement_state::StatementState;
use crate::site::{DisplayStatus, EntryIndex, RelationStatement, chronology};
use crate::theme::model::{RelatedEntry, RelationModel, SafeHtml};
use crate::theme::{self, Phrase};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// The entries with one relation to an entry.
pub(super) struct RelationGroup {
    pub(super) label: String,
    /// Whether the relation is declared by these entries.
    pub(super) is_incoming: bool,
    /// Each entry once. Acts are in chronological order.
    pub(super) ends: Vec<RelationEnd>,
}

/// The other entry of a relation.
#[derive(Clone, Debug)]
pub(super) struct RelationEnd {
    pub(super) entry_index: EntryIndex,
    /// How well the relation is supported.
    pub(super) status: Option<DisplayStatus>,
    /// Who says that it is so, each once.
    attributions: Vec<Phrase>,
    /// Whether it holds on the as-of date. `None` means that it has no period, or that the site has
    /// no as-of date.
    state: Option<StatementState>,
    /// When it holds, for each statement. `None` means that one has no period, or holds.
    times: Vec<Option<Phrase>>,
    /// The open questions about it.
    questions: Vec<EntryIndex>,
}

impl RelationEnd {
    /// Returns whether the relation is only proposed, intended or an interpretation.
    pub(super) fn is_tentative(&self) -> bool {
        self.status.is_some_and(DisplayStatus::is_tentative)
    }

    /// Adds another statement of the same relation. The strongest counts: one without evidence is a
    /// plain fact of the editors, and one without a period always holds.
    fn merge(&mut self, other: Self) {
        match other.status.cmp(&self.status) {
            Ordering::Less => {
                self.status = other.status;
                self.attributions = other.attributions;
            }
            Ordering::Equal => {
                for phrase in other.attributions {
                    if !self.attributions.contains(&phrase) {
                        self.attributions.push(phrase);
                    }
                }
            }
            Ordering::Greater => {}
        }
        let states = [self.state, other.state].into_iter();
        self.state = states.min_by_key(|it| it.map(StatementState::rank)).flatten();
        self.times.extend(other.times);
        self.questions.extend(other.questions);
        self.questions.sort_unstable();
        self.questions.dedup();
    }

    /// Returns when the relation holds, unless one of its statements has no period, or holds.
    fn time(&self) -> Option<Phrase> {
        let mut times: Vec<&Phrase> = Vec::new();
        for time in &self.times {
            let time = time.as_ref()?;
            if !times.contains(&time) {
                times.push(time);
            }
        }
        let times = times.into_iter().cloned();
        times.reduce(|all, time| all.joined(Phrase::from("; ")).joined(time))
    }
}

/// Returns the relations of other entries to an entry; its own are among its fields, and questions
/// about it are shown as such. All entries are listed: each relation is on two pages, so the output
/// stays linear.
pub(super) fn relation_models(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
) -> Vec<RelationModel> {
    let model = |RelationGroup { label, is_incoming, ends }| {
        let items = ends.iter().map(|end| related_entry(ctx, collector, end)).collect();
        RelationModel { label, is_incoming, items, more: None }
    };
    let questions = ctx.site.questions_naming(entry_index);
    let mut groups = incoming_groups(ctx, entry_index);
    for group in &mut groups {
        group.ends.retain(|end| !questions.contains(&end.entry_index));
    }
    groups.retain(|group| !group.ends.is_empty());
    groups.into_iter().map(model).collect()
}

/// Returns the other entry of a relation as a list shows it.
pub(super) fn related_entry(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    end: &RelationEnd,
) -> RelatedEntry {
    collector.uses_as_of_date |= end.state.is_some();
    let status = end.status.filter(|status| status.is_tentative());
    let attribution = |phrase: &Phrase| SafeHtml::new(&field_html::phrase_html(ctx, phrase));
    let question = |question: &EntryIndex| questions::unclear_link(ctx, *question);
    RelatedEntry {
        link: ctx.entry_link(end.entry_index),
        date: dates::act_date_model(ctx, end.entry_index, status),
        state: end.state.map(|state| state.as_str().to_owned()),
        time: end.time().map(|time| SafeHtml::new(&field_html::phrase_html(ctx, &time))),
        standing: status.map(|status| status.as_str().to_owned()),
        standing_label: status_label(ctx, status),
        attributions: end.attributions.iter().map(attribution).collect(),
        questions: end.questions.iter().map(question).collect(),
    }
}

/// Returns the relations of an entry by label: outgoing ones in the type's order, then incoming
/// ones, of which those that are only proposed, intended or an interpretation are last. Outgoing
/// entries that are not acts are in the order in which they are written.
pub(super) fn relation_groups(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<RelationGroup> {
    let is_act = |end: &RelationEnd| {
        chronology::act_date_field(&ctx.site.entry_at(end.entry_index).entry_type).is_some()
    };
    let outgoing = group_by_label(outgoing_relations(ctx, entry_index)).into_iter();
    let outgoing = outgoing.map(|(label, mut ends)| {
        if ends.iter().any(is_act) {
            sort_chronologically(ctx, &mut ends);
        }
        RelationGroup { label, is_incoming: false, ends }
    });
    outgoing.chain(incoming_groups(ctx, entry_index)).collect()
}

/// Returns the relations of other entries to an entry by label; those that are only proposed,
/// intended or an interpretation are last.
fn incoming_groups(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<RelationGroup> {
    let mut incoming = group_by_label(incoming_relations(ctx, entry_index));
    incoming.sort_by_key(|(_, ends)| ends.iter().all(RelationEnd::is_tentative));
    let group = |(label, mut ends): (String, Vec<RelationEnd>)| {
        sort_chronologically(ctx, &mut ends);
        RelationGroup { label, is_incoming: true, ends }
    };
    incoming.into_iter().map(group).collect()
}

fn sort_chronologically(ctx: &PageContext<'_>, ends: &mut [RelationEnd]) {
    let entries: Vec<EntryIndex> = ends.iter().map(|end| end.entry_index).collect();
    let sorted = ctx.site.sorted_chronologically(&entries, ctx.localized.language_tag);
    let sorted = sorted.into_iter().enumerate();
    let ranks: BTreeMap<EntryIndex, usize> = sorted.map(|(rank, entry)| (entry, rank)).collect();
    ends.sort_by_key(|end| ranks.get(&end.entry_index).copied());
}

/// Groups entries by label, in the order of first occurrence; each entry once per label, with its
/// best support.
fn group_by_label(relations: Vec<(String, RelationEnd)>) -> Vec<(String, Vec<RelationEnd>)> {
    let mut groups: Vec<(String, Vec<RelationEnd>)> = Vec::new();
    for (label, end) in relations {
        let Some((_, ends)) = groups.iter_mut().find(|(group_label, _)| *group_label == label)
        else {
            groups.push((label, vec![end]));
            continue;
        };
        match ends.iter_mut().find(|known| known.entry_index == end.entry_index) {
            Some(known) => known.merge(end),
            None => ends.push(end),
        }
    }
    groups
}

/// Returns the entries that an entry names in its fields, each with the field's label.
fn outgoing_relations(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<(String, RelationEnd)> {
    let relations = ctx.site.relation_statements(entry_index);
    // A relation in a group is shown with its group.
    let relations = relations.filter(|relation| !relation.name.contains('.'));
    let relations = relations
        .filter(|it| it.target != entry_index && ctx.site.is_published(it.target))
        .map(|relation| {
            let label = ctx.localized_text(&relation.field.label).0;
            (label, relation_end(ctx, &relation, relation.target))
        });
    relations.collect()
}

/// Returns the entries that name an entry, each with the label of the field's inverse.
fn incoming_relations(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
) -> Vec<(String, RelationEnd)> {
    let site = ctx.site;
    let incoming = site.incoming_relations(entry_index).iter();
    let incoming = incoming.filter(|it| it.from != entry_index && site.is_published(it.from));
    let relations = incoming.flat_map(|relation| site.statements_behind(relation, entry_index));
    let relations = relations.map(|relation| {
        let label = theme::inverse_label(ctx.localized, ctx.strings(), &relation);
        (label, relation_end(ctx, &relation, relation.from))
    });
    relations.collect()
}

fn relation_end(
    ctx: &PageContext<'_>,
    relation: &RelationStatement<'_>,
    entry_index: EntryIndex,
) -> RelationEnd {
    let questions = ctx.site.questions_about_field(relation.from, &relation.name);
    let speaker = relation.speaker.iter();
    let attributions = speaker.map(|it| ctx.strings().speaker_phrase(ctx.site, it)).collect();
    RelationEnd {
        entry_index,
        status: relation.status,
        attributions,
        state: ctx.site.relation_state(relation),
        times: vec![ctx.strings().relation_time(ctx.site, relation)],
        questions,
    }
}
