//! The pages that compare two days.

use super::page::MenuItem;
use super::redline::RedlineRun;
use super::text::{DateModel, LinkModel, SafeHtml};
use serde::Serialize;

/// A comparison of two days, or the list of all. In templates: `comparison`. Template:
/// `comparison.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ComparisonModel {
    /// What the page is.
    pub lede: String,
    /// Links to other pairs of days.
    pub pickers: Vec<DayPicker>,
    /// On the list of all: what happened on each of the days, if anything did.
    pub events: Vec<DayEvents>,
    /// The two days. Empty on the list of all.
    pub days: Vec<DateModel>,
    /// What happened between them, in order.
    pub happened: Vec<ComparedAct>,
    /// What may have happened between them.
    pub may_have_happened: Vec<ComparedAct>,
    /// What holds on one of the days only.
    pub changes: Vec<ComparedState>,
    /// Whether nothing differs.
    pub is_same: bool,
}

/// Links to pairs of days that have one day in common.
#[derive(Clone, Debug, Serialize)]
pub struct DayPicker {
    /// "First day".
    pub label: String,
    /// The other days, in order.
    pub days: Vec<MenuItem>,
}

/// What happened on a day.
#[derive(Clone, Debug, Serialize)]
pub struct DayEvents {
    /// The day.
    pub day: DateModel,
    /// What happened on it, in order.
    pub acts: Vec<ComparedAct>,
}

/// Something that happened, or may have, between two days.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedAct {
    /// Its page.
    pub link: LinkModel,
    /// When.
    pub date: Option<DateModel>,
    /// Its evidence status, if a reader has to notice it.
    pub standing: Option<String>,
    /// The label of that status.
    pub standing_label: Option<String>,
}

/// Something that holds on one of two days only.
#[derive(Clone, Debug, Serialize)]
pub struct ComparedState {
    /// The entry, or its field.
    pub link: LinkModel,
    /// The field, its value and who says so; of a value that took the place of another one the
    /// field alone. `None` means that it is about whether the entry is in force.
    pub label: Option<SafeHtml>,
    /// Whether it holds on each of the days.
    pub on_days: Vec<StateOnDay>,
}

/// Whether something holds on a day.
#[derive(Clone, Debug, Serialize)]
pub struct StateOnDay {
    /// `holds`, `not` or `unknown`.
    pub state: String,
    /// "Gäller".
    pub words: String,
    /// The value on that day, if there is another one on the other day.
    pub value: Option<ValueOnDay>,
}

/// A value that holds on one of two days.
#[derive(Clone, Debug, Serialize)]
pub struct ValueOnDay {
    /// Its words, with marks for those that the other value does not have.
    pub runs: Vec<RedlineRun>,
    /// Who says so.
    pub speaker: Option<SafeHtml>,
}
