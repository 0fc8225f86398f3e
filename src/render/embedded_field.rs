//! Values of fields that are embedded in texts and views.

use super::body::{ResolvedTarget, escape_html, language_attributes};
use super::field_html::{inline_value, phrase_html};
use super::field_models::{MarkdownValue, markdown_value, source_mark};
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use super::{qualifiers, source_list};
use crate::parse::outline::EmbedScope;
use crate::schema::{FieldDef, FieldValue, Statement};
use crate::site::EntryIndex;
use crate::site::resolve_link::FieldEmbed;
use crate::theme::EmbeddedPart;

/// A piece of what an embed shows.
enum EmbedPiece {
    Inline(String),
    Block(String),
}

/// Returns the values of a field with their citation markers, as the target of an embed.
pub(super) fn embedded_field(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    embed: &FieldEmbed,
    depth: usize,
) -> ResolvedTarget {
    let entry = ctx.site.entry_at(embed.entry);
    let Some(field) = entry.entry_type.find_field(&embed.field) else {
        return ResolvedTarget::Broken;
    };
    collector.uses_as_of_date |= ctx.site.embed_depends_on_date(embed);
    let values = ctx.site.embedded_values(embed);
    let mut pieces = Vec::new();
    for (index, part) in ctx.strings().embedded_parts(ctx.site, &values).into_iter().enumerate() {
        pieces.push(match part {
            EmbeddedPart::Words(words) => EmbedPiece::Inline(phrase_html(ctx, &words)),
            EmbeddedPart::Value(Statement { value: FieldValue::Markdown(versions), .. }) => {
                let id_prefix = &match index {
                    0 => format!("{}-{}-", entry.id, field.id),
                    _ => format!("{}-{}-{index}-", entry.id, field.id),
                };
                let entry_index = embed.entry;
                let value = MarkdownValue { entry_index, versions, id_prefix, depth };
                markdown_piece(ctx, collector, &value)
            }
            EmbeddedPart::Value(statement) => {
                let value = single_line_value(ctx, collector, embed.entry, field, statement);
                let value = qualifiers::with_mark(ctx, statement, value);
                let markers = statement_markers(ctx, collector, embed.entry, statement);
                EmbedPiece::Inline(value + &markers)
            }
        });
    }
    join_pieces(pieces)
}

/// Renders a Markdown value: a single paragraph as inline content.
fn markdown_piece(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    value: &MarkdownValue<'_>,
) -> EmbedPiece {
    let (html, language) = markdown_value(ctx, collector, value);
    match (single_paragraph(&html), language) {
        (Some(inline_html), None) => EmbedPiece::Inline(inline_html.to_owned()),
        (Some(inline_html), Some(tag)) => {
            let attributes = language_attributes(&tag, &ctx.localized.language_tag.0);
            EmbedPiece::Inline(format!("<span{attributes}>{inline_html}</span>"))
        }
        (None, None) => EmbedPiece::Block(html),
        (None, Some(tag)) => {
            let attributes = language_attributes(&tag, &ctx.localized.language_tag.0);
            EmbedPiece::Block(format!("<div{attributes}>\n{html}</div>\n"))
        }
    }
}

/// Joins pieces. If one of them is a block, the words between the blocks are paragraphs.
fn join_pieces(pieces: Vec<EmbedPiece>) -> ResolvedTarget {
    let (mut html, mut line, mut is_block) = (String::new(), String::new(), false);
    let push_line = |html: &mut String, line: &mut String| {
        let words = line.trim_matches([' ', ',', '\n']);
        if !words.is_empty() {
            html.push_str(&format!("<p>{words}</p>\n"));
        }
        line.clear();
    };
    for piece in pieces {
        match piece {
            EmbedPiece::Inline(words) => line.push_str(&words),
            EmbedPiece::Block(block) => {
                is_block = true;
                push_line(&mut html, &mut line);
                html.push_str(&block);
            }
        }
    }
    if !is_block {
        return ResolvedTarget::Inline(line);
    }
    push_line(&mut html, &mut line);
    ResolvedTarget::Block(html)
}

/// Returns the values of a field that hold on the as-of date as HTML, with their citation markers.
pub(super) fn embedded_field_html(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    field_id: &str,
) -> String {
    let embed =
        FieldEmbed { entry: entry_index, field: field_id.into(), scope: EmbedScope::Current };
    match embedded_field(ctx, collector, &embed, 1) {
        ResolvedTarget::Inline(html) | ResolvedTarget::Block(html) => html,
        _ => String::new(),
    }
}

/// Returns one value of a field as inline HTML, without citation markers.
pub(super) fn embedded_value(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    field_id: &str,
    statement: &Statement,
) -> String {
    let field = ctx.site.entry_at(entry_index).entry_type.find_field(field_id);
    field.map_or_else(String::new, |field| {
        single_line_value(ctx, collector, entry_index, field, statement)
    })
}

/// Returns a value on one line. The values of a group have their own marks, sources and speakers.
fn single_line_value(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    field: &FieldDef,
    statement: &Statement,
) -> String {
    let FieldValue::Group(_) = &statement.value else {
        return source_mark(collector, statement) + &inline_value(ctx, field, statement);
    };
    let mut values = Vec::new();
    for (field, statements) in field.item_fields(&statement.value) {
        for statement in statements {
            let value = qualifiers::with_mark(ctx, statement, inline_value(ctx, field, statement));
            let markers = statement_markers(ctx, collector, entry_index, statement);
            let attribution = qualifiers::attribution_html(ctx, [statement]);
            let label = match statement.value.needs_label() {
                true => escape_html(&ctx.localized_text(&field.label).0) + ": ",
                false => String::new(),
            };
            values.push(label + &value + &markers + &attribution);
        }
    }
    values.retain(|value| !value.is_empty());
    values.join(" ")
}

/// Returns the citation markers of a statement of an entry.
fn statement_markers(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    entry_index: EntryIndex,
    statement: &Statement,
) -> String {
    let entry = ctx.site.entry_at(entry_index);
    source_list::citation_markers(ctx, collector, statement.citations(), entry)
}

/// Returns the content of HTML that is a single paragraph. `None` means there is more.
fn single_paragraph(html: &str) -> Option<&str> {
    let content = html.trim().strip_prefix("<p>")?.strip_suffix("</p>")?;
    (!content.contains("<p>")).then_some(content)
}

#[cfg(test)]
mod tests {
    use crate::files::FileSet;
    use crate::render::render_with_source_marks;
    use crate::site::settings::RunSettings;
    use crate::site::{LanguageIndex, SiteSnapshot};
    use crate::theme::{StringOverrides, Theme, ThemeFiles};

    /// Returns the description in the head of a page whose first sentence embeds the fee of a
    /// lease, on a site with these settings.
    fn description(settings: &str, fee: &str, sentence: &str) -> String {
        let lease = format!("---\ntype: lease\ntitle: Oak\nfee: {fee}\n---\n");
        let files = FileSet::from_texts(&[
            ("site.yaml", &format!("title: Test\nlanguages: [en]\n{settings}")),
            ("_types/lease.yaml", "name: Lease\nfields:\n  fee: {kind: text}\n"),
            ("oak.md", &lease),
            ("index.md", &format!("# Start\n\n{sentence}\n")),
        ]);
        let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
        let theme = Theme::load_theme(&ThemeFiles::default(), &[StringOverrides::default()]).0;
        let entry_index = site.find_id("").unwrap();
        let language_index = LanguageIndex::default();
        let page = render_with_source_marks(&site, &theme, entry_index, language_index).unwrap();
        let (_, rest) = page.html.split_once("<meta name=\"description\" content=\"").unwrap();
        rest.split('"').next().unwrap().replace('\u{a0}', " ")
    }

    #[test]
    fn a_description_says_on_each_day_what_the_page_says() {
        let fee = "[{value: ten, until: 2012-01-01}, {value: twenty, from: 2012-01-01}]";
        let on = |settings| description(settings, fee, "The fee is ![[oak#fee]].");
        assert_eq!(on("as_of: 2013-06-01\n"), "The fee is twenty.");
        assert_eq!(on("as_of: 2011-06-01\n"), "The fee is ten.");
        let all = "The fee is ten (until 1 January 2012), \
                   twenty (from 1 January 2012).";
        assert_eq!(on(""), all);
        let shows_all = description("as_of: 2013-06-01\n", fee, "The fee is ![[oak#fee|all]].");
        assert_eq!(shows_all, all);
    }

    #[test]
    fn a_description_marks_what_is_only_proposed() {
        let fee = "{value: ten, standing: proposed}";
        let text = description("as_of: 2013-06-01\n", fee, "The fee is ![[oak#fee]].");
        assert_eq!(text, "The fee is ten (proposed).");
    }
}
