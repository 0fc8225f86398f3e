//! The pages that compare two days: one for each pair of the days that `as_of_days` names, and a
//! list of them.

use super::body::escape_html;
use super::compared_words::marked_words;
use super::field_models::field_fragment;
use super::layout::{PageMeta, page_layout};
use super::page_context::PageContext;
use super::redline::run_model;
use super::{dates, field_html, list_pages, qualifiers};
use crate::diagnostic::Diagnostic;
use crate::schema::{FieldKind, PartialDate, Statement, Validity};
use crate::site::day_comparison::{DayPair, StateChange};
use crate::site::section_tree::SectionIndex;
use crate::site::source_text::{RunSide, WordRun};
use crate::site::statement_state::StatementState;
use crate::site::{EntryIndex, chronology};
use crate::theme::model::{
    ComparedAct, ComparedState, ComparisonModel, DateModel, DayEvents, DayPicker, LinkModel,
    MenuItem, SafeHtml, StateOnDay, ValueOnDay,
};
use crate::theme::{PlainText, StatePhrases, truncate_at_word};

/// The theme's string that is the folder of the comparisons.
pub(super) const ADDRESS_KEY: &str = "address-comparison";

/// The most letters of a text that are shown of a value.
const MAX_VALUE_LETTERS: usize = 200;

/// Returns the address of a comparison; without a pair, of the list of all.
pub(super) fn comparison_address(ctx: &PageContext<'_>, pair: Option<DayPair>) -> String {
    let folder = ctx.generated_address(ADDRESS_KEY);
    match pair {
        Some(DayPair { first, second }) => format!("{folder}{first}/{second}/"),
        None => folder,
    }
}

/// Renders the comparison of a pair of days; without a pair, the list of all.
pub(super) fn comparison_page(
    ctx: &PageContext<'_>,
    pair: Option<DayPair>,
) -> Result<String, Box<Diagnostic>> {
    let strings = ctx.strings();
    let pair_title = |pair: DayPair| {
        let [first, second] = [pair.first, pair.second].map(|day| strings.format_partial_date(day));
        strings.format("comparison-of", &[("first", &first), ("second", &second)])
    };
    let list_title = strings.get_str("comparison").to_owned();
    let languages = ctx.site.config.language_indexes();
    let addresses = match pair {
        Some(_) => {
            languages.map(|index| comparison_address(&ctx.with_language(index), pair)).collect()
        }
        None => list_pages::generated_addresses(ctx, ADDRESS_KEY),
    };
    let meta = PageMeta {
        title: pair.map_or_else(|| list_title.clone(), pair_title),
        addresses,
        section: Some(SectionIndex(0)),
        ..PageMeta::default()
    };
    let mut page = page_layout(ctx, meta);
    if pair.is_some() {
        let href = ctx.href(&comparison_address(ctx, None));
        page.crumbs.push(LinkModel { title: list_title, href, language: None });
        // Every sentence of a comparison is also on the page of its entry.
        page.head.hide_from_search_engines();
    }
    let days = &ctx.site.config.as_of_days;
    let mut model = ComparisonModel {
        lede: strings.get_str("comparison-text").to_owned(),
        pickers: day_pickers(ctx, days, pair),
        ..ComparisonModel::default()
    };
    match pair {
        Some(pair) => {
            fill_comparison(ctx, pair, &mut model);
            if let Some(lede) = differences_phrase(ctx, &model) {
                model.lede = lede;
            }
        }
        None => model.events = day_events(ctx, days),
    }
    let mut context = tera::Context::new();
    context.insert("page", &page);
    context.insert("comparison", &model);
    ctx.theme.render_template(&ctx.localized.language_tag.0, "comparison.html", &context)
}

/// Returns the links that replace one of the two days by another; without a pair, those from each
/// day to the later ones.
fn day_pickers(
    ctx: &PageContext<'_>,
    days: &[PartialDate],
    pair: Option<DayPair>,
) -> Vec<DayPicker> {
    let strings = ctx.strings();
    let item = |shown: PartialDate, target: DayPair| MenuItem {
        link: LinkModel {
            title: strings.format_partial_date(shown),
            href: ctx.href(&comparison_address(ctx, Some(target))),
            language: None,
        },
        is_current: pair == Some(target),
        is_within: false,
    };
    let Some(pair) = pair else {
        let from = |(index, first): (usize, &PartialDate)| {
            let first = *first;
            let later = days.iter().skip(index + 1);
            DayPicker {
                label: strings
                    .format("comparison-from", &[("day", &strings.format_partial_date(first))]),
                days: later
                    .map(|second| item(*second, DayPair { first, second: *second }))
                    .collect(),
            }
        };
        let n_first = days.len().saturating_sub(1);
        return days.iter().take(n_first).enumerate().map(from).collect();
    };
    let pair_of = |fixed_day: PartialDate, day: PartialDate| {
        let (first, second) = (fixed_day.min(day), fixed_day.max(day));
        (first != second).then_some(DayPair { first, second })
    };
    let picker = |label: &str, fixed_day: PartialDate| DayPicker {
        label: strings.get_str(label).to_owned(),
        days: days.iter().filter_map(|day| Some(item(*day, pair_of(fixed_day, *day)?))).collect(),
    };
    vec![picker("comparison-first", pair.second), picker("comparison-second", pair.first)]
}

fn fill_comparison(ctx: &PageContext<'_>, pair: DayPair, model: &mut ComparisonModel) {
    let comparison = ctx.site.day_comparison(pair, ctx.localized.language_tag);
    let acts = |entries: &[EntryIndex]| entries.iter().map(|it| compared_act(ctx, *it)).collect();
    model.days = vec![pair.first, pair.second]
        .into_iter()
        .map(|day| dates::day_model(day, ctx.strings()))
        .collect();
    model.happened = acts(&comparison.happened);
    model.may_have_happened = acts(&comparison.may_have_happened);
    model.changes =
        comparison.changes.iter().map(|change| compared_state(ctx, pair, change)).collect();
    model.is_same = comparison.happened.is_empty()
        && comparison.may_have_happened.is_empty()
        && comparison.changes.is_empty();
}

/// Returns a sentence on how many facts differ, and how much happened. `None` means neither.
fn differences_phrase(ctx: &PageContext<'_>, model: &ComparisonModel) -> Option<String> {
    let strings = ctx.strings();
    let counted = |key: &str, count: usize| {
        (count > 0).then(|| strings.format(key, &[("count", &count.to_string())]))
    };
    let facts = counted("comparison-facts", model.changes.len());
    let acts = counted("comparison-acts", model.happened.len());
    match (facts, acts) {
        (Some(facts), Some(acts)) => {
            Some(strings.format("comparison-both", &[("facts", &facts), ("acts", &acts)]))
        }
        (facts, acts) => facts.or(acts).map(|phrase| format!("{phrase}.")),
    }
}

/// Returns what happened on each of the days, for a reader who chooses two of them.
fn day_events(ctx: &PageContext<'_>, days: &[PartialDate]) -> Vec<DayEvents> {
    let events = |day: &PartialDate| {
        let acts = ctx.site.acts_on(*day, ctx.localized.language_tag);
        DayEvents {
            day: dates::day_model(*day, ctx.strings()),
            // The date is that of the day.
            acts: acts
                .into_iter()
                .map(|it| ComparedAct { date: None, ..compared_act(ctx, it) })
                .collect(),
        }
    };
    days.iter().map(events).filter(|events| !events.acts.is_empty()).collect()
}

fn compared_act(ctx: &PageContext<'_>, entry_index: EntryIndex) -> ComparedAct {
    let entry = ctx.site.entry_at(entry_index);
    let date_field = chronology::act_date_field(&entry.entry_type);
    let status = date_field.and_then(|field| ctx.site.act_status(entry, &field.id));
    let date: Option<DateModel> = dates::act_date_model(ctx, entry_index, status);
    let standing_label = qualifiers::status_label(ctx, status);
    ComparedAct {
        link: ctx.entry_link(entry_index),
        date,
        standing: status.filter(|_| standing_label.is_some()).map(|it| it.as_str().to_owned()),
        standing_label,
    }
}

fn compared_state(ctx: &PageContext<'_>, pair: DayPair, change: &StateChange<'_>) -> ComparedState {
    let link = ctx.entry_link(change.entry);
    let values = value_pair(ctx, change);
    let label = change.statement.map(|statement| {
        let label = ctx.localized_text(&change.field.label).0;
        if values.is_some() {
            return SafeHtml::new(&escape_html(&label));
        }
        let value = truncate_at_word(&value_text(ctx, change, statement), MAX_VALUE_LETTERS);
        let label = if value.is_empty() { label } else { format!("{label}: {value}") };
        match speaker_html(ctx, statement) {
            Some(speaker) => SafeHtml::new(&format!("{} ({speaker})", escape_html(&label))),
            None => SafeHtml::new(&escape_html(&label)),
        }
    });
    let [first, second] = change.states;
    let second = change.successor.map_or(second, |successor| successor.state);
    let on_day = |state: StatementState, day: PartialDate, value: Option<ValueOnDay>| {
        let words = StatePhrases::on_day(ctx.strings(), ctx.localized, change.entry, day);
        let own_word = words.own_word(state).filter(|_| change.statement.is_none());
        let word = own_word.unwrap_or_else(|| ctx.strings().get_str(state_key(state)));
        StateOnDay { state: state.as_str().to_owned(), words: word.to_owned(), value }
    };
    let fragment = change.statement.map(|_| field_fragment(ctx, change.entry, change.field));
    let href = link.href + &fragment.unwrap_or_default();
    let [old_value, new_value] = values.map_or([None, None], |values| values.map(Some));
    ComparedState {
        link: LinkModel { href, ..link },
        label,
        on_days: vec![on_day(first, pair.first, old_value), on_day(second, pair.second, new_value)],
    }
}

fn value_text(ctx: &PageContext<'_>, change: &StateChange<'_>, statement: &Statement) -> String {
    let texts = PlainText::new(ctx.localized, ctx.strings());
    texts.value_text(change.entry, change.field, statement)
}

fn speaker_html(ctx: &PageContext<'_>, statement: &Statement) -> Option<String> {
    let speaker = ctx.strings().attribution_phrase(ctx.site, statement)?;
    Some(field_html::phrase_html(ctx, &speaker))
}

/// Returns the values of a change on both days. `None` means that no value took the place of
/// another one.
fn value_pair(ctx: &PageContext<'_>, change: &StateChange<'_>) -> Option<[ValueOnDay; 2]> {
    let statements = [change.statement?, change.successor?.statement];
    let [old_text, new_text] = statements.map(|statement| value_text(ctx, change, statement));
    if old_text.is_empty() || new_text.is_empty() {
        return None;
    }
    let is_text = matches!(change.field.kind, FieldKind::Text | FieldKind::Markdown);
    let [old_runs, new_runs] = match is_text {
        true => marked_words(&old_text, &new_text),
        false => [old_text, new_text].map(|text| vec![WordRun { side: RunSide::Both, text }]),
    };
    let [old_speaker, new_speaker] = statements.map(|it| speaker_html(ctx, it));
    let value = |runs: Vec<WordRun>, speaker: Option<String>| {
        let speaker = speaker.map(|html| SafeHtml::new(&html));
        ValueOnDay { runs: runs.into_iter().map(run_model).collect(), speaker }
    };
    Some([value(old_runs, old_speaker), value(new_runs, new_speaker)])
}

fn state_key(state: StatementState) -> &'static str {
    match state.validity {
        Validity::InForce => "comparison-holds",
        Validity::NotInForce => "comparison-not",
        Validity::Unknown => "comparison-unknown",
    }
}
