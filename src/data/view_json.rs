//! The views of a page, for programs: which entries each of them lists, and whether they are in
//! force on the as-of date.

use super::page_json::EDITORIAL;
use crate::parse::MarkdownBody;
use crate::parse::outline::ViewDirective;
use crate::schema::{FieldId, FieldValue, PartialDate, PeriodEnd, Statement, UncertainDate};
use crate::site::statement_state::{StatementState, validity_statements};
use crate::site::views::{MatrixOptions, ViewKind, ViewRequest};
use crate::site::{DisplayStatus, EntryIndex, LanguageIndex, Site, chronology};
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// Returns the views in the text of a page in one language, in order. Empty if it has none.
pub(super) fn views_json(
    site: &Site,
    entry_index: EntryIndex,
    language_index: LanguageIndex,
) -> Vec<Json> {
    let tag = site.config.language_tag(language_index).unwrap_or(site.default_language());
    let version = site.entry_at(entry_index).language_version(tag);
    let version = version.filter(|_| site.config.declared.is_some());
    let Some(version) = version else { return Vec::new() };
    let directives = version.body.outline.directives.iter();
    directives.filter_map(|directive| view_json(site, &version.body, directive)).collect()
}

fn view_json(site: &Site, body: &MarkdownBody, directive: &ViewDirective) -> Option<Json> {
    let view = site.read_view(body, directive).0?;
    let builder = ViewJsonBuilder { site, as_of: site.config.as_of };
    let mut json = json!({
        "view": &*view.name,
        "as_of": builder.as_of.map(|day| day.to_string()),
        "items": builder.items(&view),
    });
    if let (ViewKind::Matrix(matrix), Json::Object(json)) = (&view.kind, &mut json) {
        json.insert("cells".into(), builder.cells(matrix));
    }
    Some(json)
}

struct ViewJsonBuilder<'a> {
    site: &'a Site,
    as_of: Option<PartialDate>,
}

impl ViewJsonBuilder<'_> {
    /// Returns the entries that a view lists.
    fn items(&self, view: &ViewRequest) -> Vec<Json> {
        match &view.kind {
            ViewKind::Matrix(matrix) => {
                let shown: BTreeSet<EntryIndex> =
                    self.all_cells(matrix).into_iter().flat_map(|(_, _, acts)| acts).collect();
                let acts = matrix.acts.iter().filter(|act| shown.contains(act));
                acts.map(|act| self.item(*act, self.act_status(matrix, *act))).collect()
            }
            ViewKind::Graph { root, .. } => self.related_items(*root),
            ViewKind::Timeline(options) => {
                let status = |it: EntryIndex| {
                    let entry = self.site.entry_at(it);
                    let dates = options.date_fields(&entry.entry_type);
                    self.site.act_status(entry, dates.from.as_deref()?)
                };
                view.entries.iter().map(|it| self.item(*it, status(*it))).collect()
            }
            ViewKind::Process { order, .. } => {
                let status = |it: EntryIndex| self.listed_status(it, order.as_ref());
                view.entries.iter().map(|it| self.item(*it, status(*it))).collect()
            }
            ViewKind::Levels => {
                let status = |it: EntryIndex| self.listed_status(it, None);
                view.entries.iter().map(|it| self.item(*it, status(*it))).collect()
            }
            ViewKind::Coverage(document) => vec![self.item(*document, None)],
            ViewKind::Redline { older, newer } => {
                [older, newer].map(|it| self.item(*it, None)).into()
            }
            ViewKind::Shares(shares) => {
                let shown = view.entries.iter().filter(|it| shares.has_row(**it));
                shown.map(|it| self.item(*it, None)).collect()
            }
            ViewKind::List
            | ViewKind::Table(_)
            | ViewKind::InForce
            | ViewKind::Questions
            | ViewKind::Glossary
            | ViewKind::Answers(_)
            | ViewKind::Standings
            | ViewKind::Custom(_) => view.entries.iter().map(|it| self.item(*it, None)).collect(),
        }
    }

    /// Returns an entry of a view. Whether it is in force decides its standing, if its type has a
    /// validity.
    fn item(&self, entry_index: EntryIndex, status: Option<DisplayStatus>) -> Json {
        let (site, entry) = (self.site, self.site.entry_at(entry_index));
        let state = self.as_of.and_then(|day| site.entry_state(entry_index, day));
        let statements = validity_statements(entry);
        let standing = match statements {
            // The same word as for the field.
            Some(_) => {
                Some(site.validity_status(entry_index).map_or(EDITORIAL, DisplayStatus::as_str))
            }
            None => status.map(DisplayStatus::as_str),
        };
        let statement = match self.as_of {
            Some(day) => site.deciding_statement(entry_index, day),
            None => statements.and_then(|statements| statements.first()),
        };
        let period = statement.and_then(Statement::period_value);
        let reach = statement.zip(entry.entry_type.validity.as_deref());
        let reach = reach.and_then(|(it, field_id)| site.source_reach(entry, field_id, it));
        json!({
            "entry": &*entry.id,
            "state": state.map(StatementState::as_str),
            "standing": standing,
            "from": period.and_then(|period| period.from).map(UncertainDate::to_json),
            "until": period.and_then(|period| period.until).map(PeriodEnd::to_json),
            "confirmed_until": reach.map(|reach| reach.date.to_string()),
            "according_to": statement.and_then(Statement::attributed_to).map(|it| &*it.text),
        })
    }

    /// Returns how well an entry of a process or levels is supported; other lists do not say.
    fn listed_status(
        &self,
        entry_index: EntryIndex,
        order: Option<&FieldId>,
    ) -> Option<DisplayStatus> {
        let entry = self.site.entry_at(entry_index);
        let date = chronology::step_date_field(&entry.entry_type, order)?;
        self.site.act_status(entry, &date.id)
    }

    /// Returns how well an act of a matrix is supported in the cell that supports it best.
    fn act_status(&self, matrix: &MatrixOptions, act: EntryIndex) -> Option<DisplayStatus> {
        let cells = matrix.rows.iter().flat_map(|row| matrix.columns.iter().map(|it| (*row, *it)));
        let cells = cells.filter(|(row, column)| {
            self.names(act, &matrix.row, *row) && self.names(act, &matrix.column, *column)
        });
        let relations = |(row, column)| [(&*matrix.row, row), (&*matrix.column, column)];
        cells.map(|cell| self.site.cell_status(act, relations(cell))).min().flatten()
    }

    /// Returns the entries that a graph shows beside its root, one step away.
    fn related_items(&self, root: EntryIndex) -> Vec<Json> {
        let outgoing = self.site.relation_statements(root).map(|it| (it.target, it.status));
        let incoming = self.site.incoming_relations(root).iter();
        let incoming = incoming.map(|it| (it.from, self.site.relation_status(it, root)));
        let mut seen = BTreeSet::from([root]);
        let all = outgoing.chain(incoming);
        let all = all.filter(|(it, _)| self.site.is_published(*it) && seen.insert(*it));
        all.map(|(entry_index, status)| self.item(entry_index, status)).collect()
    }

    /// Returns the cells of a matrix that have acts, or open questions about their columns, by row
    /// and then by column.
    fn cells(&self, matrix: &MatrixOptions) -> Json {
        let id = |entry_index: EntryIndex| self.site.entry_at(entry_index).id.to_string();
        let cell = |(row, column, acts): (EntryIndex, EntryIndex, Vec<EntryIndex>)| {
            let questions = match acts.is_empty() {
                true => self.site.questions_about(column),
                false => Vec::new(),
            };
            let relations = [(&*matrix.row, row), (&*matrix.column, column)];
            let status = |act| self.site.cell_status(act, relations);
            let items = acts.into_iter().map(|act| self.item(act, status(act)));
            let items: Vec<Json> = items.collect();
            if items.is_empty() && questions.is_empty() {
                return None;
            }
            let questions: Vec<String> = questions.into_iter().map(id).collect();
            let (row, column) = (id(row), id(column));
            Some(json!({"row": row, "column": column, "items": items, "questions": questions}))
        };
        self.all_cells(matrix).into_iter().filter_map(cell).collect()
    }

    /// Returns all cells with their acts, by row and then by column.
    fn all_cells(&self, matrix: &MatrixOptions) -> Vec<(EntryIndex, EntryIndex, Vec<EntryIndex>)> {
        let mut cells = Vec::new();
        for row in &matrix.rows {
            for column in &matrix.columns {
                let acts = matrix.acts.iter().copied().filter(|act| {
                    self.names(*act, &matrix.row, *row) && self.names(*act, &matrix.column, *column)
                });
                cells.push((*row, *column, acts.collect()));
            }
        }
        cells
    }

    /// Returns whether a field of an entry names another entry.
    fn names(&self, entry_index: EntryIndex, field_id: &str, target: EntryIndex) -> bool {
        let entry = self.site.entry_at(entry_index);
        let Some(field) = entry.entry_type.find_field(field_id) else { return false };
        let mut values = entry.field_statements(field_id).iter().map(|it| &it.value);
        values.any(|value: &FieldValue| self.site.related_target(field, value) == Some(target))
    }
}
