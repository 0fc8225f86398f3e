//! Values of fields as markup.

use super::body::{ResolvedTarget, escape_html};
use super::dates;
use super::markdown_text::{self, TextRef};
use super::model::{DateModel, FieldModel, SafeHtml, ValueModel};
use super::page_context::PageContext;
use super::{attachment, qualifiers, source_list};
use crate::parse::MarkdownBody;
use crate::schema::{
    BuiltinType, FieldDef, FieldId, FieldKind, FieldValue, LanguageTag, LocalizedText, PartialDate,
    PeriodBounds, Statement, UncertainDate, builtin,
};
use crate::site::{Entry, EntryIndex};
use crate::theme::{self, with_soft_hyphens};
use std::sync::Arc;

/// A Markdown value in one language; without a tag in the default one.
type ByLanguage = (Option<LanguageTag>, Arc<MarkdownBody>);

/// A label as markup: its long words may break.
fn field_label(ctx: &PageContext<'_>, label: &LocalizedText) -> String {
    let (words, language) = ctx.localized_text(label);
    let words = markdown_text::typeset(ctx, &words, language.as_deref());
    escape_html(&with_soft_hyphens(&words, language.as_deref().unwrap_or(&ctx.language_tag.0)))
}

/// The fields of an entry that have values, in the type's order.
pub(super) fn entry_fields(ctx: &PageContext<'_>, entry_index: EntryIndex) -> Vec<FieldModel> {
    let entry = ctx.site.entry_at(entry_index);
    let shown = entry.fields.iter().filter_map(|(id, statements)| {
        let field = entry.kind.find_field(id)?;
        // The text of a document is shown as a text, not as the name of its file.
        let is_text = entry.kind.is_field_for_editors(id);
        // Readings stand with their question, in a form of their own.
        let is_reading =
            entry.kind.is(BuiltinType::Question) && **id == *builtin::question::READINGS;
        let is_shown = !statements.is_empty() && !is_text && !is_reading;
        is_shown.then(|| field_models(ctx, entry_index, (field, statements)))
    });
    shown.flatten().collect()
}

/// One view for each run of values that the same words qualify.
fn field_models(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    (field, statements): (&FieldDef, &[Statement]),
) -> Vec<FieldModel> {
    let mut views: Vec<FieldModel> = Vec::new();
    let is_same = |one: &Statement, next: &Statement| match (&one.qualifiers, &next.qualifiers) {
        (None, None) => true,
        (Some(one), Some(next)) => Arc::ptr_eq(one, next),
        _ => false,
    };
    let mut number = 0;
    for run in statements.chunk_by(is_same) {
        let Some(first) = run.first() else { continue };
        let values = run.iter().map(|statement| {
            number += 1;
            value_model(ctx, entry_index, (field, statement, number - 1))
        });
        let status = ctx.site.display_status(first);
        views.push(FieldModel {
            values: values.collect(),
            id: if views.is_empty() { field.id.to_string() } else { String::new() },
            label: SafeHtml::new(&(source_mark(ctx, first) + &field_label(ctx, &field.label))),
            mark: qualifiers::status_label(ctx, status),
            standing: status.map(|status| status.as_str().to_owned()),
            qualifiers: qualifiers::qualifier_phrases(ctx, first),
            note: qualifiers::note_model(ctx, first),
            ground: qualifiers::source_quotes(ctx, entry_index, first),
        });
    }
    views
}

fn value_model(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    (field, statement, number): (&FieldDef, &Statement, usize),
) -> ValueModel {
    let strings = ctx.strings();
    match &statement.value {
        FieldValue::Unknown | FieldValue::None => {
            let word = if statement.value == FieldValue::Unknown { "unknown" } else { "none" };
            ValueModel::Reserved { word: word.into(), text: strings.get_str(word).to_owned() }
        }
        FieldValue::Group(parts) => {
            let FieldKind::Group(inner) = &field.kind else {
                unreachable!("a group's value is a group")
            };
            let part = |(id, statements): &(FieldId, Vec<Statement>)| {
                let field = inner.iter().find(|field| field.id == *id)?;
                // Inside a group no field is an anchor: several items would have the same.
                let views = field_models(ctx, entry_index, (field, statements));
                Some(views.into_iter().map(|view| FieldModel { id: String::new(), ..view }))
            };
            ValueModel::Group { fields: parts.iter().filter_map(part).flatten().collect() }
        }
        FieldValue::Markdown(list) => {
            let (html, language) =
                markdown_value(ctx, entry_index, (list, &format!("{}-{number}-", field.id), 0));
            ValueModel::Block { html: SafeHtml::new(&html), language }
        }
        FieldValue::File(name) => {
            let html =
                source_mark(ctx, statement) + &attachment::attachment_link(ctx, entry_index, name);
            ValueModel::Inline { html: SafeHtml::new(&html) }
        }
        FieldValue::Citation(citation) => {
            let entry = ctx.site.entry_at(entry_index);
            ValueModel::Ground { ground: Box::new(source_list::source_quote(ctx, citation, entry)) }
        }
        _ => {
            let html = source_mark(ctx, statement) + &inline_value(ctx, (field, statement));
            ValueModel::Inline { html: SafeHtml::new(&html) }
        }
    }
}

/// Tells where a value stands, if somebody wants to know.
fn source_mark(ctx: &PageContext<'_>, statement: &Statement) -> String {
    ctx.source_marker(|| statement.span.clone())
}

/// The values of a field, to be set into a text.
pub(super) fn embedded_field(
    ctx: &PageContext<'_>,
    (entry_index, id, depth): (EntryIndex, &str, usize),
) -> ResolvedTarget {
    let entry: &Entry = ctx.site.entry_at(entry_index);
    let Some(field) = entry.kind.find_field(id) else { return ResolvedTarget::Broken };
    let statements = entry.field_statements(id);
    if let [Statement { value: FieldValue::Markdown(list), .. }] = statements {
        let (html, language) =
            markdown_value(ctx, entry_index, (list, &format!("{}-{id}-", entry.id), depth));
        return match (single_paragraph(&html), language) {
            (Some(inner), None) => ResolvedTarget::Inline(inner.to_owned()),
            (Some(inner), Some(tag)) => ResolvedTarget::Inline(format!(
                r#"<span lang="{}">{inner}</span>"#,
                escape_html(&tag)
            )),
            (None, None) => ResolvedTarget::Block(html),
            (None, Some(tag)) => ResolvedTarget::Block(format!(
                "<div lang=\"{}\">\n{html}</div>\n",
                escape_html(&tag)
            )),
        };
    }
    ResolvedTarget::Inline(format_number_list(ctx, entry_index, field))
}

/// The values of a field in a line, with their markers.
pub(super) fn embedded_inline(ctx: &PageContext<'_>, entry_index: EntryIndex, id: &str) -> String {
    match embedded_field(ctx, (entry_index, id, 1)) {
        ResolvedTarget::Inline(html) | ResolvedTarget::Block(html) => html,
        _ => String::new(),
    }
}

/// One value in a line, without markers.
pub(super) fn embedded_value(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    (id, one): (&str, &Statement),
) -> String {
    let field = ctx.site.entry_at(entry_index).kind.find_field(id);
    field.map_or_else(String::new, |field| single_line_value(ctx, field, one))
}

/// The first value of a field as plain words.
pub(super) fn plain_text_value(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    id: &str,
) -> Option<String> {
    let entry = ctx.site.entry_at(entry_index);
    let (field, first) = (entry.kind.find_field(id)?, entry.field_statements(id).first()?);
    Some(match &first.value {
        FieldValue::Text(text) => ctx.localized_text(text).0,
        FieldValue::Date(date) => dates::date_model(date, ctx.strings()).words,
        FieldValue::Bool(yes) => ctx.strings().get_str(if *yes { "yes" } else { "no" }).to_owned(),
        FieldValue::Reference(written) => ctx
            .site
            .find_related(field, written)
            .map(|entry_index| ctx.entry_title(entry_index).0)?,
        FieldValue::Choice(word) => match &field.kind {
            FieldKind::Choice(choices) => {
                let label = choices.iter().find(|(own, _)| own == word);
                label.map_or_else(|| word.to_string(), |(_, text)| ctx.localized_text(text).0)
            }
            _ => word.to_string(),
        },
        FieldValue::Number(written, _) => ctx.strings().format_number(written),
        FieldValue::Period(from, until) => {
            ctx.strings().format_period(PeriodBounds::new(from, until))
        }
        FieldValue::Unknown => ctx.strings().get_str("unknown").to_owned(),
        FieldValue::None => ctx.strings().get_str("none").to_owned(),
        _ => first.span.text().to_owned(),
    })
}

fn format_number_list(ctx: &PageContext<'_>, entry_index: EntryIndex, field: &FieldDef) -> String {
    let entry = ctx.site.entry_at(entry_index);
    let with_markers = |statement: &Statement| {
        let marker = source_list::citation_markers(ctx, statement.citations(), entry);
        let shown = single_line_value(ctx, field, statement);
        format!("{}{marker}", qualifiers::with_qualifiers(ctx, statement, shown))
    };
    let statements = entry.field_statements(&field.id).iter();
    statements.map(with_markers).collect::<Vec<_>>().join(", ")
}

fn single_line_value(ctx: &PageContext<'_>, field: &FieldDef, statement: &Statement) -> String {
    match &statement.value {
        FieldValue::Group(parts) => {
            let FieldKind::Group(fields) = &field.kind else { return String::new() };
            let inner = |(id, statements): &(FieldId, Vec<Statement>)| {
                let field = fields.iter().find(|field| field.id == *id);
                let told =
                    |field| statements.iter().map(move |one| inline_value(ctx, (field, one)));
                field.into_iter().flat_map(told).collect::<Vec<_>>()
            };
            parts.iter().flat_map(inner).collect::<Vec<_>>().join(" ")
        }
        _ => source_mark(ctx, statement) + &inline_value(ctx, (field, statement)),
    }
}

/// What a single paragraph holds; none if there is more.
fn single_paragraph(html: &str) -> Option<&str> {
    let inner = html.trim().strip_prefix("<p>")?.strip_suffix("</p>")?;
    (!inner.contains("<p>")).then_some(inner)
}

/// A Markdown value in the page's language, or in the one that it has; and that one.
pub(super) fn markdown_value(
    ctx: &PageContext<'_>,
    entry_index: EntryIndex,
    (list, id_prefix, depth): (&[ByLanguage], &str, usize),
) -> (String, Option<String>) {
    let own = list.iter().find(|(tag, _)| tag.as_ref() == Some(ctx.language_tag));
    let Some((tag, body)) = own.or(list.first()) else { return (String::new(), None) };
    let default = ctx.site.default_language();
    let tag = tag.as_ref().unwrap_or(default);
    let written = TextRef {
        body,
        entry: entry_index,
        language_index: ctx.site.config.language_index(tag).unwrap_or_default(),
        path: ctx.site.entry_at(entry_index).source_path(),
        title_heading: None,
        id_prefix,
        depth,
    };
    (
        markdown_text::markdown_html(ctx, written),
        (tag != ctx.language_tag).then(|| tag.0.to_string()),
    )
}

/// One value as markup that fits in a line.
fn inline_value(ctx: &PageContext<'_>, (field, statement): (&FieldDef, &Statement)) -> String {
    let strings = ctx.strings();
    match &statement.value {
        FieldValue::Text(text) => text_html(ctx, text),
        FieldValue::Number(written, _) => format_number(written, ctx),
        FieldValue::Fraction(value) => match value.to_integer() {
            Some(number) => format_number(&number.to_string(), ctx),
            None => format!(r#"<span class="num">{value}</span>"#),
        },
        FieldValue::Date(date) => time_element(&dates::date_model(date, strings)),
        FieldValue::Period(from, until) => period_html(ctx, PeriodBounds::new(from, until)),
        FieldValue::Url(url) => {
            let shown = url.trim_start_matches("mailto:").trim_start_matches("tel:");
            format!(r#"<a href="{}">{}</a>"#, escape_html(url), escape_html(shown))
        }
        FieldValue::Choice(word) => {
            let label = match &field.kind {
                FieldKind::Choice(choices) => choices.iter().find(|(own, _)| own == word),
                _ => None,
            };
            label.map_or_else(|| escape_html(word), |(_, text)| text_html(ctx, text))
        }
        FieldValue::Bool(yes) => escape_html(strings.get_str(if *yes { "yes" } else { "no" })),
        FieldValue::Citation(citation) => escape_html(&citation.citation_source()),
        FieldValue::File(name) => escape_html(name),
        FieldValue::Reference(written) => relation_html(ctx, field, written),
        FieldValue::Unknown => escape_html(strings.get_str("unknown")),
        FieldValue::None => escape_html(strings.get_str("none")),
        FieldValue::Markdown(_) | FieldValue::Group(_) => String::new(),
    }
}

fn format_number(written: &str, ctx: &PageContext<'_>) -> String {
    format!(r#"<span class="num">{}</span>"#, escape_html(&ctx.strings().format_number(written)))
}

/// Words, with their language where it is not the page's. A name that is the same in all languages
/// is marked as the default's.
fn text_html(ctx: &PageContext<'_>, text: &LocalizedText) -> String {
    let (words, language) = ctx.localized_text(text);
    match language {
        Some(tag) => {
            format!(r#"<span lang="{}">{}</span>"#, escape_html(&tag), escape_html(&words))
        }
        None => escape_html(&words),
    }
}

/// A date in a `<time>` that machines can read, if it is known.
pub(super) fn time_element(date: &DateModel) -> String {
    match &date.machine {
        Some(machine) => {
            format!(
                r#"<time datetime="{}">{}</time>"#,
                escape_html(machine),
                escape_html(&date.words)
            )
        }
        None => escape_html(&date.words),
    }
}

/// Returns a period in words, with each date in a `<time>`.
pub(super) fn period_html(ctx: &PageContext<'_>, period: PeriodBounds<'_>) -> String {
    let bound_html = |date: Option<&UncertainDate>| {
        date.map_or_else(String::new, |date| time_element(&dates::date_model(date, ctx.strings())))
    };
    let (from, until) = (bound_html(period.from), bound_html(period.until));
    format_string(ctx, theme::period_key(period), &[("from", &from), ("until", &until)])
}

/// The theme's words with markup in their places: they are escaped, what is put in is not.
pub(super) fn format_string(ctx: &PageContext<'_>, key: &str, values: &[(&str, &str)]) -> String {
    let mut markup = escape_html(ctx.strings().get_str(key));
    for (name, value) in values {
        markup = markup.replace(&format!("{{{name}}}"), value);
    }
    markup
}

/// A day in a `<time>`.
pub(super) fn day_html(ctx: &PageContext<'_>, day: PartialDate) -> String {
    time_element(&dates::day_model(day, ctx.strings()))
}

/// A link to an entry with its title; the title alone if it has no page.
pub(super) fn entry_link_html(ctx: &PageContext<'_>, entry_index: EntryIndex) -> String {
    let (title, language) = ctx.entry_title(entry_index);
    let lang = language.map_or_else(String::new, |tag| format!(r#" lang="{}""#, escape_html(&tag)));
    if !ctx.site.is_published(entry_index) {
        return format!("<span{lang}>{}</span>", escape_html(&title));
    }
    let href = ctx.href(ctx.entry_address(entry_index));
    format!(r#"<a href="{}"{lang}>{}</a>"#, escape_html(&href), escape_html(&title))
}

/// A link to the entry that a relation names, with what it is about if the value says so.
fn relation_html(ctx: &PageContext<'_>, field: &FieldDef, written: &str) -> String {
    let Some(entry_index) = ctx.site.find_related(field, written) else {
        return format!(r#"<span class="broken">{}</span>"#, escape_html(written));
    };
    let (title, language) = ctx.entry_title(entry_index);
    let lang = language.map_or_else(String::new, |tag| format!(r#" lang="{}""#, escape_html(&tag)));
    if !ctx.site.is_published(entry_index) {
        return format!("<span{lang}>{}</span>", escape_html(&title));
    }
    let entry = ctx.site.entry_at(entry_index);
    let about = written.split_once('#').and_then(|(_, about)| entry.kind.find_field(about));
    let mut href = ctx.href(ctx.entry_address(entry_index));
    if let Some(about) = about.filter(|about| !entry.field_statements(&about.id).is_empty()) {
        href.push('#');
        href.push_str(&about.id);
    }
    let tail = about.map_or_else(String::new, |about| {
        format!(": {}", escape_html(&ctx.localized_text(&about.label).0))
    });
    format!(r#"<a href="{}"{lang}>{}</a>{tail}"#, escape_html(&href), escape_html(&title))
}
