//! The view that a directive asks for: its kind, its entries and its options.

use super::answers::AnsweredQuestion;
use super::builtin_view::BuiltinView;
use super::options::ViewOptions;
use super::process_steps::ProcessStep;
use crate::diagnostic::rules::UnknownViewForm;
use crate::diagnostic::{Diagnostic, closest_match, rules};
use crate::parse::{MarkdownBody, ViewDirective};
use crate::schema::{BuiltinType, EntryType, FieldId, Fraction, LocalizedText};
use crate::site::entry::EntryIndex;
use crate::site::snapshot::Site;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The view that a directive asks for.
#[derive(Clone, Debug, PartialEq)]
pub struct ViewRequest {
    /// The name of the view, which selects the theme's component.
    pub name: Arc<str>,
    /// The kind of view, with its options.
    pub kind: ViewKind,
    /// The caption.
    pub caption: Option<LocalizedText>,
    /// The entries, filtered, sorted and limited.
    pub entries: Vec<EntryIndex>,
    /// The field that the entries are grouped by.
    pub group: Option<FieldId>,
}

impl ViewRequest {
    /// Returns the entries that the view shows by itself: those that were selected, and those of
    /// a matrix or a redline. What it shows of their relations is not among them.
    #[must_use]
    pub fn shown_entries(&self) -> Vec<EntryIndex> {
        let mut shown = self.entries.clone();
        if let ViewKind::Matrix(matrix) = &self.kind {
            shown.extend(matrix.rows.iter().chain(&matrix.columns).chain(&matrix.acts));
        }
        if let ViewKind::Redline { older, newer } = self.kind {
            shown.extend([older, newer]);
        }
        shown
    }
}

/// A kind of view, with the options that only this kind has.
#[derive(Clone, Debug, PartialEq)]
pub enum ViewKind {
    /// Entries with the start of their text.
    List,
    /// Entries with some fields, a column each.
    Table(Vec<FieldId>),
    /// Entries by date, with the fields that hold the date.
    Timeline(TimelineOptions),
    /// Two types of entries, with the acts that relate them.
    Matrix(MatrixOptions),
    /// Steps in order.
    Process {
        /// The steps.
        steps: Vec<ProcessStep>,
        /// The field that orders them, if an option names one.
        order: Option<FieldId>,
    },
    /// The levels of a model.
    Levels,
    /// The entries that an entry is related to.
    Graph {
        /// The entry in the middle.
        root: EntryIndex,
        /// How many steps away from it entries are shown.
        depth: usize,
    },
    /// A rule applied to members.
    Shares(Apportionment),
    /// What is in force on the as-of date.
    InForce,
    /// How many entries cite each paragraph of a document.
    Coverage(EntryIndex),
    /// What differs between the texts of two documents.
    Redline {
        /// The document with the older text.
        older: EntryIndex,
        /// The document with the newer text.
        newer: EntryIndex,
    },
    /// Questions with their readings.
    Questions,
    /// Terms with their explanations.
    Glossary,
    /// Questions with computed answers.
    Answers(Vec<AnsweredQuestion>),
    /// The legend of evidence statuses.
    Standings,
    /// A view of the site's theme: its options as written, in order.
    Custom(Vec<(String, String)>),
}

/// The options of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineOptions {
    /// The field of the date, or of the start, if an option names one.
    pub date: Option<FieldId>,
    /// The field of the end, if an option names one.
    pub until: Option<FieldId>,
}

impl TimelineOptions {
    /// Returns the fields that hold the date of the entries of a type: those of the options, or
    /// else the first date or period of the type.
    #[must_use]
    pub fn date_fields(&self, entry_type: &EntryType) -> DateFields {
        let of_type =
            |id: &Option<FieldId>| id.clone().filter(|id| entry_type.find_field(id).is_some());
        let first = || entry_type.fields.iter().find(|field| field.kind.is_time());
        DateFields {
            from: of_type(&self.date).or_else(|| first().map(|field| field.id.clone())),
            until: of_type(&self.until),
        }
    }
}

/// The fields that hold the date of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateFields {
    /// The field of the date, or of the start.
    pub from: Option<FieldId>,
    /// The field of the end.
    pub until: Option<FieldId>,
}

/// The options of a matrix. Each cell has the acts that refer to both its row and its column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MatrixOptions {
    /// The rows, in order.
    pub rows: Vec<EntryIndex>,
    /// The columns, in order.
    pub columns: Vec<EntryIndex>,
    /// All acts, in order.
    pub acts: Vec<EntryIndex>,
    /// The field in which an act refers to its row.
    pub row: FieldId,
    /// The field in which an act refers to its column.
    pub column: FieldId,
    /// The fields of an act that are shown.
    pub show: Vec<FieldId>,
}

/// A rule applied to members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Apportionment {
    /// The part of the whole that the members share.
    pub rule: Fraction,
    /// The entry and the field that the rule is read from.
    pub rule_from: Option<(EntryIndex, FieldId)>,
    /// The field with the number that the shares are proportional to.
    pub weight: FieldId,
    /// The year, as written.
    pub year: Option<String>,
    /// The amount of the whole.
    pub amount: Option<Fraction>,
    /// The members that are shown; empty means all.
    pub only: BTreeSet<EntryIndex>,
}

impl Apportionment {
    /// Returns whether a member is shown. One that is not has its share nonetheless.
    #[must_use]
    pub fn has_row(&self, member: EntryIndex) -> bool {
        self.only.is_empty() || self.only.contains(&member)
    }
}

impl Site {
    /// Reads what a directive asks for, with diagnostics about its name and options. `None` means
    /// that no view has its name, or that a required option is missing or wrong.
    #[must_use]
    pub fn read_view(
        &self,
        body: &MarkdownBody,
        directive: &ViewDirective,
    ) -> (Option<ViewRequest>, Vec<Diagnostic>) {
        let name = directive.name.as_str();
        // A site's theme may have its own component for a built-in view, which stays that view.
        let builtin = BuiltinView::from_name(name);
        let is_custom = self.settings.views.iter().any(|view| view == name);
        if builtin.is_none() && !is_custom {
            let builtin_names = BuiltinView::ALL.iter().map(|view| view.name());
            let names = builtin_names.chain(self.settings.views.iter().map(String::as_str));
            let kind = rules::UnknownView {
                name: name.into(),
                suggestion: closest_match(name, names),
                form: match directive.has_callout_name() {
                    true => UnknownViewForm::Callout,
                    false => UnknownViewForm::Directive,
                },
            };
            return (None, vec![Diagnostic::new(body.span(&directive.range), kind)]);
        }
        let mut options = ViewOptions::read(self, body, directive);
        let view = match builtin {
            Some(builtin) => builtin_view(&mut options, builtin),
            None => Some(custom_view(&mut options)),
        };
        (view, options.diagnostics)
    }
}

impl Site {
    /// Reports a code block that has the name of a view, nearly or without braces, above options of
    /// that view. `None` means that it is code.
    #[must_use]
    pub fn view_without_braces(
        &self,
        body: &MarkdownBody,
        block: &ViewDirective,
    ) -> Option<Diagnostic> {
        let folded = block.name.to_lowercase().replace([' ', '_'], "-");
        let name = folded.strip_prefix("pakt-").unwrap_or(&folded);
        let builtin_names = BuiltinView::ALL.iter().map(|view| view.name());
        let names: Vec<&str> =
            builtin_names.chain(self.settings.views.iter().map(String::as_str)).collect();
        let options = body.text().get(block.options.clone()).unwrap_or_default();
        let keys = options.lines().filter_map(|line| Some(line.split_once(':')?.0.trim()));
        let has_option = |view: &str| {
            keys.clone().any(|key| match BuiltinView::from_name(view) {
                Some(view) => view.all_options().any(|option| option.name == key),
                None => !key.is_empty(),
            })
        };
        let exact = names.iter().find(|known| **known == name).map(|known| (*known).to_owned());
        let is_exact = exact.is_some();
        if !is_exact && keys.clone().next().is_none() {
            return None;
        }
        let view = exact.or_else(|| closest_match(name, names.iter().copied()))?;
        let is_empty = is_exact && options.trim().is_empty();
        (is_empty || has_option(&view)).then(|| {
            let kind = rules::UnknownView {
                name: block.name.clone(),
                suggestion: Some(format!("{{{view}}}")),
                form: UnknownViewForm::CodeBlock,
            };
            Diagnostic::new(body.span(&block.range), kind)
        })
    }
}

/// Reads a custom view, which may have any option.
fn custom_view(options: &mut ViewOptions<'_>) -> ViewRequest {
    let entries = if options.has_option("of") { options.read_entries(None) } else { Vec::new() };
    ViewRequest {
        name: options.view.into(),
        kind: ViewKind::Custom(options.as_written()),
        caption: options.read_caption(),
        group: None,
        entries,
    }
}

fn builtin_view(options: &mut ViewOptions<'_>, view: BuiltinView) -> Option<ViewRequest> {
    options.allow_only(view);
    let (kind, entries) = view_kind(options, view)?;
    Some(ViewRequest {
        name: view.name().into(),
        caption: options.read_caption(),
        group: options.read_field("group", &entries),
        kind,
        entries,
    })
}

/// Reads the options of a built-in view, and selects its entries.
fn view_kind(
    options: &mut ViewOptions<'_>,
    view: BuiltinView,
) -> Option<(ViewKind, Vec<EntryIndex>)> {
    Some(match view {
        BuiltinView::List => (ViewKind::List, options.required_entries()?),
        BuiltinView::Table => {
            let entries = options.required_entries()?;
            (ViewKind::Table(options.table_columns(&entries)), entries)
        }
        BuiltinView::Timeline => {
            let entries = options.required_entries()?;
            (ViewKind::Timeline(options.timeline_options(&entries)), entries)
        }
        BuiltinView::Process => options.read_process()?,
        BuiltinView::Levels => (ViewKind::Levels, options.required_entries()?),
        BuiltinView::Matrix => (options.read_matrix()?, Vec::new()),
        BuiltinView::Graph => {
            let root = options.read_entry("entry")?;
            (ViewKind::Graph { root, depth: options.graph_depth() }, Vec::new())
        }
        BuiltinView::Shares => {
            let members = options.require_option("members").then(|| options.read_of("members"))?;
            (options.read_shares(&members)?, members)
        }
        BuiltinView::Coverage => (ViewKind::Coverage(options.coverage_document()?), Vec::new()),
        BuiltinView::Redline => {
            let (older, newer) =
                (options.document_with_text("from"), options.document_with_text("to"));
            (ViewKind::Redline { older: older?, newer: newer? }, Vec::new())
        }
        BuiltinView::InForce => (ViewKind::InForce, options.in_force_entries()),
        BuiltinView::Questions => {
            (ViewKind::Questions, options.entries_about(BuiltinType::Question))
        }
        BuiltinView::Glossary => (ViewKind::Glossary, options.entries_about(BuiltinType::Term)),
        BuiltinView::Answers => {
            let questions = options.answered_questions()?;
            let entries = questions.iter().flat_map(AnsweredQuestion::entries).collect();
            (ViewKind::Answers(questions), entries)
        }
        BuiltinView::Standings => (ViewKind::Standings, Vec::new()),
    })
}
