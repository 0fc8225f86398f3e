//! Values of fields as inline HTML.

use super::body::{escape_html, language_attributes};
use super::dates;
use super::field_models::field_fragment;
use super::markdown_text;
use super::page_context::PageContext;
use crate::schema::{FieldDef, FieldValue, LocalizedText, PeriodBounds, Statement};
use crate::site::EntryIndex;
use crate::theme::model::{DateModel, LinkModel};
use crate::theme::{self, Phrase, PhrasePart, StringPart, fill_placeholders};

/// Returns a label with soft hyphens in its long words.
pub(super) fn field_label(ctx: &PageContext<'_>, label: &LocalizedText) -> String {
    let (text, language) = ctx.localized_text(label);
    let text = markdown_text::typeset(ctx, &text, language.as_deref());
    let language = language.as_deref().unwrap_or(&ctx.localized.language_tag.0);
    escape_html(&ctx.theme.hyphenator(language).with_soft_hyphens(&text))
}

/// Returns one value as inline HTML; empty for Markdown and groups.
pub(super) fn inline_value(
    ctx: &PageContext<'_>,
    field: &FieldDef,
    statement: &Statement,
) -> String {
    let strings = ctx.strings();
    match &statement.value {
        FieldValue::Text(text) => text_html(ctx, text),
        FieldValue::Number(written, _) => number_html(ctx, written),
        FieldValue::Fraction(written, _) => {
            let shown = escape_html(&strings.format_fraction(written));
            format!(r#"<span class="num">{shown}</span>"#)
        }
        FieldValue::Date(date) => phrase_html(ctx, &strings.date_phrase(date)),
        FieldValue::Period(from, until) => period_html(ctx, PeriodBounds::new(from, until)),
        FieldValue::Url(url) => {
            let link_text = escape_html(theme::url_text(url));
            format!(r#"<a href="{}">{link_text}</a>"#, escape_html(url))
        }
        FieldValue::Choice(choice) => {
            let label = field.choice_label(choice);
            label.map_or_else(|| escape_html(choice), |label| text_html(ctx, label))
        }
        FieldValue::Bool(value) => escape_html(strings.get_str(if *value { "yes" } else { "no" })),
        FieldValue::Citation(citation) => escape_html(&citation.to_yaml_text()),
        FieldValue::File(name) => escape_html(name),
        FieldValue::Reference(reference) => reference_html(ctx, field, reference),
        FieldValue::Unknown => escape_html(strings.get_str("unknown")),
        FieldValue::None => escape_html(strings.none_str(statement)),
        FieldValue::Markdown(_) | FieldValue::Group(_) => String::new(),
    }
}

fn number_html(ctx: &PageContext<'_>, written: &str) -> String {
    format!(r#"<span class="num">{}</span>"#, escape_html(&ctx.strings().format_number(written)))
}

/// Returns a text, with a `lang` attribute if it is not in the page's language. A text that is the
/// same in all languages counts as one in the default language.
fn text_html(ctx: &PageContext<'_>, text: &LocalizedText) -> String {
    let (text, language) = ctx.localized_text(text);
    match language {
        Some(tag) => {
            let attributes = language_attributes(&tag, &ctx.localized.language_tag.0);
            format!("<span{attributes}>{}</span>", escape_html(&text))
        }
        None => escape_html(&text),
    }
}

/// Returns a date, in a `<time>` if it is known.
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
    phrase_html(ctx, &ctx.strings().period_phrase(period))
}

/// Returns a phrase with its days in `<time>` and its entries as links.
pub(super) fn phrase_html(ctx: &PageContext<'_>, phrase: &Phrase) -> String {
    let part_html = |part: &PhrasePart| match part {
        PhrasePart::Text(text) => escape_html(text),
        PhrasePart::Day(day) => time_element(&dates::day_model(*day, ctx.strings())),
        PhrasePart::Entry(entry_index) => named_entry_html(ctx, *entry_index),
    };
    phrase.parts.iter().map(part_html).collect()
}

/// Returns a string of the theme, escaped, with HTML inserted for its placeholders.
pub(super) fn format_string(ctx: &PageContext<'_>, key: &str, values: &[(&str, &str)]) -> String {
    let mut html = String::new();
    fill_placeholders(ctx.strings().get_str(key), values, |part| match part {
        StringPart::Text(text) => html.push_str(&escape_html(text)),
        StringPart::Value(value_html) => html.push_str(value_html),
    });
    html
}

/// Returns a link to an entry with its title, or the title alone if the entry has no page.
pub(super) fn entry_link_html(ctx: &PageContext<'_>, entry_index: EntryIndex) -> String {
    link_to_entry(ctx, entry_index, "")
}

/// Returns a link to the entry that a reference names. `id#field` links to the field, and names it
/// after the link.
fn reference_html(ctx: &PageContext<'_>, field: &FieldDef, reference: &str) -> String {
    let Some(entry_index) = ctx.site.find_related(field, reference) else {
        return format!(r#"<span class="broken">{}</span>"#, escape_html(reference));
    };
    let entry = ctx.site.entry_at(entry_index);
    let target_field =
        reference.split_once('#').and_then(|(_, field_id)| entry.entry_type.find_field(field_id));
    let Some(target_field) = target_field.filter(|_| ctx.site.is_published(entry_index)) else {
        return link_to_entry(ctx, entry_index, "");
    };
    let fragment = field_fragment(ctx, entry_index, target_field);
    let label = escape_html(&ctx.localized_text(&target_field.label).0);
    format!("{}: {label}", link_to_entry(ctx, entry_index, &fragment))
}

/// Returns a link to an entry with its name in the middle of a sentence.
pub(super) fn named_entry_html(ctx: &PageContext<'_>, entry_index: EntryIndex) -> String {
    let (name, language) = ctx.localized.name_in_sentence(entry_index);
    if name.is_empty() {
        return entry_link_html(ctx, entry_index);
    }
    let (title, language) = (name.to_owned(), language.map(|tag| tag.0.to_string()));
    let href = match ctx.site.is_published(entry_index) {
        true => ctx.href(ctx.entry_address(entry_index)),
        false => String::new(),
    };
    link_html(ctx, &LinkModel { title, href, language })
}

fn link_to_entry(ctx: &PageContext<'_>, entry_index: EntryIndex, fragment: &str) -> String {
    let (title, language) = ctx.entry_title(entry_index);
    let href = match ctx.site.is_published(entry_index) {
        true => ctx.href(ctx.entry_address(entry_index)) + fragment,
        false => String::new(),
    };
    link_html(ctx, &LinkModel { title, href, language })
}

/// Returns a link, or its title alone if it has no address.
pub(super) fn link_html(ctx: &PageContext<'_>, link: &LinkModel) -> String {
    let title = escape_html(&link.title);
    let language = link.language.as_ref();
    let page_tag = &ctx.localized.language_tag.0;
    let lang = language.map_or_else(String::new, |tag| language_attributes(tag, page_tag));
    match link.href.as_str() {
        "" => format!("<span{lang}>{title}</span>"),
        href => format!(r#"<a href="{}"{lang}>{title}</a>"#, escape_html(href)),
    }
}
