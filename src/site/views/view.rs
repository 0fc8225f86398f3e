//! What a fence asks for, by the name of its view.

use super::options::ViewOptions;
use crate::diagnostic::{Diagnostic, DiagnosticKind};
use crate::parse::{MarkdownBody, ViewDirective};
use crate::schema::{BuiltinType, FieldId, Fraction, LocalizedText, closest_match};
use crate::site::entry::EntryIndex;
use crate::site::snapshot::Site;
use std::sync::Arc;

/// What a fence asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewRequest {
    /// The view's name.
    pub name: Arc<str>,
    /// What it shows, and how.
    pub form: ViewKind,
    /// What stands above or below it.
    pub caption: Option<LocalizedText>,
    /// The entries, chosen, sorted and cut to the limit.
    pub entries: Vec<EntryIndex>,
    /// The field that they are grouped by.
    pub group: Option<FieldId>,
}

/// A form of view, with its own options.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewKind {
    /// Entries with their first words.
    List,
    /// Entries with some fields, a column each.
    Table(Vec<FieldId>),
    /// Entries in time: the fields that say when.
    Timeline(DateFields),
    /// Two types crossed by the acts between them.
    Matrix(MatrixOptions),
    /// Steps in order.
    Process,
    /// The levels of a model.
    Levels,
    /// An entry and what it is connected with, so many steps far.
    Graph(EntryIndex, usize),
    /// A rule applied to members.
    Shares(Apportionment),
    /// What holds on the day spoken of.
    InForce,
    /// What rests on each paragraph of a document.
    Coverage(EntryIndex),
    /// What is unclear.
    Questions,
    /// What words mean.
    Glossary,
    /// What the strokes mean.
    Standings,
    /// A view of the site's own: its options as written, in order.
    Own(Vec<(String, String)>),
}

impl ViewKind {
    /// Whether it is more than a list, a table or statements as any text may have them, so that the
    /// page has to fetch the style of drawings. One of the site's own may be made of anything.
    #[must_use]
    pub fn is_drawing(&self) -> bool {
        match self {
            Self::List
            | Self::Table(_)
            | Self::Timeline(_)
            | Self::Levels
            | Self::InForce
            | Self::Glossary
            | Self::Standings => false,
            Self::Matrix(_)
            | Self::Process
            | Self::Graph(..)
            | Self::Shares(_)
            | Self::Coverage(_)
            | Self::Questions
            | Self::Own(_) => true,
        }
    }
}

/// The fields that say when something was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFields {
    /// A date, or the beginning.
    pub from: Option<FieldId>,
    /// The end.
    pub until: Option<FieldId>,
}

/// Who did what, when: rows × columns, in each cell the acts that lead to both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixOptions {
    /// In order.
    pub rows: Vec<EntryIndex>,
    /// In order.
    pub columns: Vec<EntryIndex>,
    /// All acts, in order.
    pub acts: Vec<EntryIndex>,
    /// The act's relation to its row.
    pub row: FieldId,
    /// The act's relation to its column.
    pub column: FieldId,
    /// The act's fields that a cell shows.
    pub show: Vec<FieldId>,
}

/// A rule applied to members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apportionment {
    /// The part of the whole that the members share.
    pub rule: Fraction,
    /// The entry and field that the rule comes from.
    pub rule_from: Option<(EntryIndex, FieldId)>,
    /// The number that each member has a share by.
    pub weight: FieldId,
    /// The year that it illustrates, as written.
    pub year: Option<String>,
    /// The whole, in some unit.
    pub amount: Option<Fraction>,
    /// The members that are told of, of all that share; empty: all.
    pub only: Vec<EntryIndex>,
}

/// The views that pakt knows, by name.
pub const NAMES: [&str; 13] = [
    "list",
    "table",
    "timeline",
    "matrix",
    "process",
    "levels",
    "graph",
    "shares",
    "in-force",
    "coverage",
    "questions",
    "glossary",
    "standings",
];

impl Site {
    /// What a fence in a text asks for; none if no view has its name or an option is missing. The
    /// findings are about its name and options.
    #[must_use]
    pub fn read_view(
        &self,
        body: &MarkdownBody,
        directive: &ViewDirective,
    ) -> (Option<ViewRequest>, Vec<Diagnostic>) {
        let name = directive.name.as_str();
        // A site may draw one of our views in its own way; it stays that view.
        let is_ours = NAMES.contains(&name);
        let is_own = !is_ours && self.settings.views.iter().any(|own| own == name);
        if !is_own && !is_ours {
            let known = NAMES.into_iter().chain(self.settings.views.iter().map(String::as_str));
            let kind =
                DiagnosticKind::UnknownView { name: name.into(), near: closest_match(name, known) };
            return (None, vec![Diagnostic::new(body.span(&directive.range), kind)]);
        }
        let mut options = ViewOptions::read(self, body, directive);
        let view =
            if is_own { custom_view(&mut options) } else { builtin_view(&mut options, name) };
        (view, options.diagnostics)
    }
}

/// A view of the site's own takes any option.
fn custom_view(options: &mut ViewOptions<'_>) -> Option<ViewRequest> {
    let entries = if options.has_option("of") { options.read_entries(None) } else { Vec::new() };
    Some(ViewRequest {
        name: options.view.into(),
        form: ViewKind::Own(options.as_written()),
        caption: options.read_caption(),
        group: None,
        entries,
    })
}

fn builtin_view(options: &mut ViewOptions<'_>, name: &str) -> Option<ViewRequest> {
    let more: &[&str] = match name {
        "table" => &["columns"],
        "timeline" => &["date", "from", "until"],
        "matrix" => &["rows", "columns", "cells", "row", "column", "show"],
        "process" | "levels" => &["order"],
        "graph" => &["entry", "depth"],
        "shares" => &["rule", "members", "weight", "year", "amount", "only"],
        "coverage" => &["document"],
        "questions" | "glossary" => &["about"],
        _ => &[],
    };
    options.allow_only(more);
    let (form, entries) = view_kind(options, name)?;
    Some(ViewRequest {
        name: name.into(),
        caption: options.read_caption(),
        group: options.read_field("group", &entries),
        form,
        entries,
    })
}

fn view_kind(options: &mut ViewOptions<'_>, name: &str) -> Option<(ViewKind, Vec<EntryIndex>)> {
    Some(match name {
        "matrix" => (options.read_matrix()?, Vec::new()),
        "graph" => {
            let entry = options.read_entry("entry")?;
            (ViewKind::Graph(entry, options.graph_depth()), Vec::new())
        }
        "shares" => {
            let members = options.require_option("members").then(|| options.read_of("members"))?;
            (options.read_shares(&members)?, members)
        }
        "coverage" => (ViewKind::Coverage(options.coverage_document()?), Vec::new()),
        "in-force" => (ViewKind::InForce, options.in_force_entries()),
        "questions" => (ViewKind::Questions, options.question_subjects(BuiltinType::Question)),
        "glossary" => (ViewKind::Glossary, options.question_subjects(BuiltinType::Term)),
        "standings" => (ViewKind::Standings, Vec::new()),
        _ => {
            if !options.require_option("of") {
                return None;
            }
            let entries = options.read_entries(None);
            let form = match name {
                "table" => ViewKind::Table(options.table_columns(&entries)),
                "timeline" => ViewKind::Timeline(options.timeline_fields(&entries)),
                "process" => ViewKind::Process,
                "levels" => ViewKind::Levels,
                _ => ViewKind::List,
            };
            (form, entries)
        }
    })
}
