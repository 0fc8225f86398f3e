//! The answers to a few questions: what is in force, the values of fields, and a choice of pages.

use crate::render::page_collector::PageCollector;
use crate::render::page_context::PageContext;
use crate::render::{embedded_field, field_html, qualifiers, source_list};
use crate::schema::{Statement, Validity};
use crate::site::EntryIndex;
use crate::site::embedded_values::{CurrentValue, EmbeddedValues, ValueCertainty};
use crate::site::resolve_link::FieldEmbed;
use crate::site::statement_state::{is_validity_field, validity_statements};
use crate::site::views::{AnsweredQuestion, QuestionAnswer};
use crate::theme::model::{LinkModel, LocalizedString, SafeHtml};
use crate::theme::{Phrase, StatePhrases};
use serde::Serialize;

/// `view.answers`.
#[derive(Debug, Serialize)]
pub(super) struct AnswersModel {
    items: Vec<AnswerItem>,
}

#[derive(Debug, Serialize)]
struct AnswerItem {
    question: LocalizedString,
    /// The page that says more.
    page: Option<LinkModel>,
    answers: Vec<AnswerModel>,
}

/// An answer.
#[derive(Debug, Serialize)]
#[serde(tag = "form", rename_all = "lowercase")]
enum AnswerModel {
    Text(TextAnswer),
    Choice(ChoiceModel),
}

/// An answer in words.
#[derive(Debug, Serialize)]
struct TextAnswer {
    /// The entry whose state the text is.
    entry: Option<LinkModel>,
    /// The evidence status, which decides how the line beside it is drawn.
    standing: Option<String>,
    /// The label of the status, if a reader has to notice it.
    standing_label: Option<String>,
    html: SafeHtml,
    /// By when and by whom that is confirmed, as a sentence.
    confirmation: Option<SafeHtml>,
}

/// The pages that a reader chooses from.
#[derive(Debug, Serialize)]
struct ChoiceModel {
    /// The name of one of them: "Kommun".
    name: LocalizedString,
    /// "Välj kommun".
    prompt: String,
    /// The list of all of them, for readers without script.
    list: LinkModel,
    pages: Vec<LinkModel>,
}

pub(super) fn answers_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    questions: &[AnsweredQuestion],
) -> AnswersModel {
    let items = questions.iter().map(|question| {
        let answers = question.answers.iter().flat_map(|answer| match answer {
            QuestionAnswer::InForce(entries) => in_force_answers(ctx, collector, entries),
            QuestionAnswer::Value(embed) => vec![value_answer(ctx, collector, embed)],
            QuestionAnswer::Choice(entries) => choice_answer(ctx, entries).into_iter().collect(),
        });
        AnswerItem {
            answers: answers.collect(),
            question: ctx.localized_string(&question.question),
            page: question.page.map(|page| ctx.entry_link(page)),
        }
    });
    AnswersModel { items: items.collect() }
}

/// Returns the state of each entry, what is in force first.
fn in_force_answers(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entries: &[EntryIndex],
) -> Vec<AnswerModel> {
    collector.uses_as_of_date = true;
    let Some(day) = ctx.site.config.as_of else {
        let text = ctx.strings().get_str("as-of-none");
        let html = SafeHtml::new(&field_html::phrase_html(ctx, &Phrase::from(text)));
        return vec![AnswerModel::Text(TextAnswer {
            entry: None,
            standing: None,
            standing_label: None,
            html,
            confirmation: None,
        })];
    };
    let with_state = entries.iter().filter_map(|entry_index| {
        let words = StatePhrases::new(ctx.strings(), ctx.localized, *entry_index)?;
        Some((*entry_index, words, ctx.site.entry_state(*entry_index, day)?))
    });
    let mut with_state: Vec<_> = with_state.collect();
    with_state.sort_by_key(|(_, _, state)| match state.validity {
        Validity::InForce => 0,
        Validity::Unknown => 1,
        Validity::NotInForce => 2,
    });
    let answer = |(entry_index, words, state): (EntryIndex, StatePhrases<'_>, _)| {
        let entry = ctx.site.entry_at(entry_index);
        let statements = validity_statements(entry).unwrap_or_default();
        let (words, confirmation) = match statements {
            [] => (Phrase::from(ctx.strings().get_str("not-evidenced")), None),
            _ => (words.validity_words(state), words.confirmation(state)),
        };
        let citations = statements.iter().flat_map(Statement::citations);
        let citations: Vec<_> = citations.cloned().collect();
        let markers = source_list::citation_markers(ctx, collector, &citations, entry);
        let status = ctx.site.validity_status(entry_index);
        let sentence = words.to_sentence().to_uncapitalized();
        let html = field_html::phrase_html(ctx, &sentence) + &markers;
        AnswerModel::Text(TextAnswer {
            entry: Some(ctx.entry_link(entry_index)),
            standing: status.map(|status| status.as_str().to_owned()),
            standing_label: qualifiers::line_label(ctx, status),
            html: SafeHtml::new(&html),
            confirmation: confirmation.map(|it| sentence_html(ctx, &it)),
        })
    };
    with_state.into_iter().map(answer).collect()
}

fn value_answer(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    embed: &FieldEmbed,
) -> AnswerModel {
    let html = embedded_field::embedded_field_html(ctx, collector, embed.entry, &embed.field);
    let statements = ctx.site.entry_at(embed.entry).field_statements(&embed.field);
    AnswerModel::Text(TextAnswer {
        entry: None,
        standing: ctx.site.weakest_status(statements).map(|it| it.as_str().to_owned()),
        standing_label: None,
        html: SafeHtml::new(&html),
        confirmation: value_confirmation(ctx, embed),
    })
}

/// Returns that the value of a field holds on the as-of date. `None` if it has several, or if the
/// words beside the value say that it is not known to hold.
fn value_confirmation(ctx: &PageContext<'_>, embed: &FieldEmbed) -> Option<SafeHtml> {
    let EmbeddedValues::Current(values) = ctx.site.embedded_values(embed) else { return None };
    let [CurrentValue { statement, certainty: ValueCertainty::Holds }] = values[..] else {
        return None;
    };
    let entry = ctx.site.entry_at(embed.entry);
    let state = ctx.site.displayed_state(entry, &embed.field, statement)?;
    let words = StatePhrases::new(ctx.strings(), ctx.localized, embed.entry)?;
    let sentence = match is_validity_field(entry, &embed.field) {
        true => words.validity_sentence(state),
        false => words.holding_sentence(statement),
    };
    Some(sentence_html(ctx, &sentence))
}

fn sentence_html(ctx: &PageContext<'_>, phrase: &Phrase) -> SafeHtml {
    SafeHtml::new(&field_html::phrase_html(ctx, &phrase.to_sentence()))
}

/// Returns a choice of entries. `None` means that they have no common list.
fn choice_answer(ctx: &PageContext<'_>, entries: &[EntryIndex]) -> Option<AnswerModel> {
    let first = *entries.first()?;
    let home = ctx.site.tree.home.get(first.0).copied().flatten()?;
    let kind = &ctx.site.entry_at(first).entry_type;
    let name = Phrase::from(&*ctx.localized_text(&kind.name).0).to_uncapitalized();
    let name = name.to_text(ctx.strings(), |_| String::new());
    Some(AnswerModel::Choice(ChoiceModel {
        prompt: ctx.strings().format("choose-one", &[("name", &name)]),
        name: ctx.localized_string(&kind.name),
        list: ctx.section_link(home),
        pages: entries.iter().map(|entry_index| ctx.entry_link(*entry_index)).collect(),
    }))
}
