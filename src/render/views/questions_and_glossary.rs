//! Questions, glossary, and the legend of evidence statuses.

use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::render::questions;
use crate::site::views::ViewRequest;
use crate::site::{DisplayStatus, EntryIndex};
use crate::theme::model::{BodyModel, LinkModel, QuestionModel};
use serde::Serialize;

/// How many questions have open readings. Those of more questions are folded.
const MAX_OPEN_QUESTIONS: usize = 6;

/// `view.questions`.
#[derive(Debug, Serialize)]
pub(super) struct QuestionsModel {
    questions: Vec<QuestionModel>,
    /// Whether there are so many questions that their readings are folded.
    is_long: bool,
}

/// `view.glossary`.
#[derive(Debug, Serialize)]
pub(super) struct GlossaryModel {
    terms: Vec<GlossaryItem>,
}

/// `view.standings`.
#[derive(Debug, Serialize)]
pub(super) struct StatusLegendModel {
    items: Vec<StatusLegendItem>,
}

#[derive(Debug, Serialize)]
struct StatusLegendItem {
    name: &'static str,
    /// The status's label.
    word: String,
    /// What it means.
    text: String,
}

#[derive(Debug, Serialize)]
struct GlossaryItem {
    id: String,
    link: LinkModel,
    /// What it means.
    body: Option<BodyModel>,
    /// Its description, if it has no text.
    summary: Option<String>,
    /// Its other names.
    aliases: Vec<String>,
}

pub(super) fn questions_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    view: &ViewRequest,
) -> QuestionsModel {
    let questions = view.entries.iter();
    let questions =
        questions.map(|it| questions::question_model(ctx, collector, *it)).collect::<Vec<_>>();
    QuestionsModel { is_long: view.entries.len() > MAX_OPEN_QUESTIONS, questions }
}

pub(super) fn glossary_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    view: &ViewRequest,
) -> GlossaryModel {
    let item = |entry_index: &EntryIndex| {
        let entry = ctx.site.entry_at(*entry_index);
        let aliases = entry.meta.aliases.iter().map(|(name, _)| name.clone());
        GlossaryItem {
            id: entry.id.to_string(),
            link: ctx.entry_link(*entry_index),
            body: questions::embedded_body(ctx, collector, *entry_index),
            summary: entry.description.as_ref().map(|text| ctx.localized_text(text).0),
            // An alias that starts with a slash is an old address.
            aliases: aliases.filter(|name| !name.starts_with('/')).collect(),
        }
    };
    GlossaryModel { terms: view.entries.iter().map(item).collect() }
}

/// Returns the legend of all evidence statuses, in the order in which they are explained.
pub(super) fn status_legend_model(ctx: &PageContext<'_>) -> StatusLegendModel {
    let statuses = [
        DisplayStatus::Sourced,
        DisplayStatus::Intended,
        DisplayStatus::Proposed,
        DisplayStatus::Attributed,
        DisplayStatus::Interpretation,
        DisplayStatus::NotEvidenced,
    ];
    let items = statuses.map(|status| {
        let name = status.as_str();
        StatusLegendItem {
            name,
            word: ctx.strings().get_str(&format!("standing-{name}")).to_owned(),
            text: ctx.strings().get_str(&format!("standing-{name}-text")).to_owned(),
        }
    });
    StatusLegendModel { items: items.into() }
}
