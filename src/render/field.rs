//! Values of fields as markup.

use super::body::{Target, escape};
use super::dates;
use super::scene::Scene;
use super::text::{self, Written};
use super::view::{DateView, FieldView, Html, ValueView};
use super::{file, qualified, sources};
use crate::parse::Body;
use crate::schema::{Date, Day, Field, Kind, LanguageTag, Statement, Text, Value};
use crate::site::{Entry, EntryIndex};
use crate::theme::hyphenated;
use std::sync::Arc;

/// A Markdown value in one language; without a tag in the default one.
type ByLanguage = (Option<LanguageTag>, Arc<Body>);

/// A label as markup: its long words may break.
fn label(scene: &Scene<'_>, label: &Text) -> String {
    let (words, language) = scene.text(label);
    let words = text::set(scene, &words, language.as_deref());
    escape(&hyphenated(&words, language.as_deref().unwrap_or(&scene.tag.0)))
}

/// The fields of an entry that have values, in the type's order.
pub(super) fn fields(scene: &Scene<'_>, at: EntryIndex) -> Vec<FieldView> {
    let entry = scene.site.entry(at);
    let shown = entry.fields.iter().filter_map(|(id, statements)| {
        let field = entry.kind.field(id)?;
        // The text of a document is shown as a text, not as the name of its file.
        let is_text =
            &*entry.kind.id == "document" && matches!(&**id, "text" | "text_sha256" | "no_claim");
        // Readings stand with their question, in a form of their own.
        let is_reading = &*entry.kind.id == "question" && &**id == "readings";
        let is_shown = !statements.is_empty() && !is_text && !is_reading;
        is_shown.then(|| views(scene, at, (field, statements)))
    });
    shown.flatten().collect()
}

/// One view for each run of values that the same words qualify.
fn views(
    scene: &Scene<'_>,
    at: EntryIndex,
    (field, statements): (&Field, &[Statement]),
) -> Vec<FieldView> {
    let mut views: Vec<FieldView> = Vec::new();
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
            value(scene, at, (field, statement, number - 1))
        });
        let standing = scene.site.stands_as(first);
        views.push(FieldView {
            values: values.collect(),
            id: if views.is_empty() { field.id.to_string() } else { String::new() },
            label: Html::new(&(mark(scene, first) + &label(scene, &field.label))),
            mark: qualified::mark(scene, standing),
            standing: standing.map(str::to_owned),
            qualifiers: qualified::words(scene, first),
            note: qualified::note(scene, first),
            ground: qualified::ground(scene, at, first),
        });
    }
    views
}

fn value(
    scene: &Scene<'_>,
    at: EntryIndex,
    (field, statement, number): (&Field, &Statement, usize),
) -> ValueView {
    let words = scene.words();
    match &statement.value {
        Value::Unknown | Value::None => {
            let word = if statement.value == Value::Unknown { "unknown" } else { "none" };
            ValueView::Reserved { word: word.into(), text: words.get(word).to_owned() }
        }
        Value::Group(parts) => {
            let Kind::Group(inner) = &field.kind else {
                unreachable!("a group's value is a group")
            };
            let part = |(id, statements): &(Arc<str>, Vec<Statement>)| {
                let field = inner.iter().find(|field| field.id == *id)?;
                // Inside a group no field is an anchor: several items would have the same.
                let views = views(scene, at, (field, statements));
                Some(views.into_iter().map(|view| FieldView { id: String::new(), ..view }))
            };
            ValueView::Group { fields: parts.iter().filter_map(part).flatten().collect() }
        }
        Value::Markdown(list) => {
            let (html, language) =
                markdown(scene, at, (list, &format!("{}-{number}-", field.id), 0));
            ValueView::Block { html: Html::new(&html), language }
        }
        Value::File(name) => {
            let html = mark(scene, statement) + &file::link(scene, at, name);
            ValueView::Inline { html: Html::new(&html) }
        }
        Value::Citation(citation) => {
            let entry = scene.site.entry(at);
            ValueView::Ground { ground: Box::new(sources::ground(scene, citation, entry)) }
        }
        _ => {
            let html = mark(scene, statement) + &inline(scene, (field, statement));
            ValueView::Inline { html: Html::new(&html) }
        }
    }
}

/// Tells where a value stands, if somebody wants to know.
fn mark(scene: &Scene<'_>, statement: &Statement) -> String {
    scene.mark(|| statement.span.clone())
}

/// The values of a field, to be set into a text.
pub(super) fn embedded(scene: &Scene<'_>, (at, id, depth): (EntryIndex, &str, usize)) -> Target {
    let entry: &Entry = scene.site.entry(at);
    let Some(field) = entry.kind.field(id) else { return Target::Broken };
    let statements = entry.statements(id);
    if let [Statement { value: Value::Markdown(list), .. }] = statements {
        let (html, language) = markdown(scene, at, (list, &format!("{}-{id}-", entry.id), depth));
        return match (one_paragraph(&html), language) {
            (Some(inner), None) => Target::Inline(inner.to_owned()),
            (Some(inner), Some(tag)) => {
                Target::Inline(format!(r#"<span lang="{}">{inner}</span>"#, escape(&tag)))
            }
            (None, None) => Target::Block(html),
            (None, Some(tag)) => {
                Target::Block(format!("<div lang=\"{}\">\n{html}</div>\n", escape(&tag)))
            }
        };
    }
    Target::Inline(told(scene, at, field))
}

/// The values of a field in a line, with their markers.
pub(super) fn in_line(scene: &Scene<'_>, at: EntryIndex, id: &str) -> String {
    match embedded(scene, (at, id, 1)) {
        Target::Inline(html) | Target::Block(html) => html,
        _ => String::new(),
    }
}

/// One value in a line, without markers.
pub(super) fn shown(scene: &Scene<'_>, at: EntryIndex, (id, one): (&str, &Statement)) -> String {
    let field = scene.site.entry(at).kind.field(id);
    field.map_or_else(String::new, |field| in_one_line(scene, field, one))
}

/// The first value of a field as plain words.
pub(super) fn plain(scene: &Scene<'_>, at: EntryIndex, id: &str) -> Option<String> {
    let entry = scene.site.entry(at);
    let (field, first) = (entry.kind.field(id)?, entry.statements(id).first()?);
    Some(match &first.value {
        Value::Text(text) => scene.text(text).0,
        Value::Date(date) => dates::date(date, scene.words()).words,
        Value::Bool(yes) => scene.words().get(if *yes { "yes" } else { "no" }).to_owned(),
        Value::Entry(written) => scene.site.related(field, written).map(|at| scene.title(at).0)?,
        Value::Choice(word) => match &field.kind {
            Kind::Choice(choices) => {
                let label = choices.iter().find(|(own, _)| own == word);
                label.map_or_else(|| word.to_string(), |(_, text)| scene.text(text).0)
            }
            _ => word.to_string(),
        },
        Value::Number(written, _) => scene.words().number(written),
        Value::Period(from, until) => plain_period(scene, (from.as_ref(), until.as_ref())),
        Value::Unknown => scene.words().get("unknown").to_owned(),
        Value::None => scene.words().get("none").to_owned(),
        _ => first.span.text().to_owned(),
    })
}

fn plain_period(scene: &Scene<'_>, bounds: (Option<&Date>, Option<&Date>)) -> String {
    let words = scene.words();
    let told = |date: &Date| dates::date(date, words).words;
    match bounds {
        (Some(from), Some(until)) => {
            words.fill("period-between", &[("from", &told(from)), ("until", &told(until))])
        }
        (Some(from), None) => words.fill("period-from", &[("from", &told(from))]),
        (None, Some(until)) => words.fill("period-until", &[("until", &told(until))]),
        (None, None) => words.get("unknown").to_owned(),
    }
}

fn told(scene: &Scene<'_>, at: EntryIndex, field: &Field) -> String {
    let entry = scene.site.entry(at);
    let with_markers = |statement: &Statement| {
        let marker = sources::markers(scene, statement.sources(), entry);
        let shown = in_one_line(scene, field, statement);
        format!("{}{marker}", qualified::embedded(scene, statement, shown))
    };
    let statements = entry.statements(&field.id).iter();
    statements.map(with_markers).collect::<Vec<_>>().join(", ")
}

fn in_one_line(scene: &Scene<'_>, field: &Field, statement: &Statement) -> String {
    match &statement.value {
        Value::Group(parts) => {
            let Kind::Group(fields) = &field.kind else { return String::new() };
            let inner = |(id, statements): &(Arc<str>, Vec<Statement>)| {
                let field = fields.iter().find(|field| field.id == *id);
                let told = |field| statements.iter().map(move |one| inline(scene, (field, one)));
                field.into_iter().flat_map(told).collect::<Vec<_>>()
            };
            parts.iter().flat_map(inner).collect::<Vec<_>>().join(" ")
        }
        _ => mark(scene, statement) + &inline(scene, (field, statement)),
    }
}

/// What a single paragraph holds; none if there is more.
fn one_paragraph(html: &str) -> Option<&str> {
    let inner = html.trim().strip_prefix("<p>")?.strip_suffix("</p>")?;
    (!inner.contains("<p>")).then_some(inner)
}

/// A Markdown value in the page's language, or in the one that it has; and that one.
pub(super) fn markdown(
    scene: &Scene<'_>,
    at: EntryIndex,
    (list, id_prefix, depth): (&[ByLanguage], &str, usize),
) -> (String, Option<String>) {
    let own = list.iter().find(|(tag, _)| tag.as_ref() == Some(scene.tag));
    let Some((tag, body)) = own.or(list.first()) else { return (String::new(), None) };
    let default = scene.site.default_language();
    let tag = tag.as_ref().unwrap_or(default);
    let languages = &scene.site.config.languages;
    let written = Written {
        body,
        entry: at,
        language: languages.iter().position(|own| own == tag).unwrap_or(0),
        path: scene.site.entry(at).path(),
        title_heading: None,
        id_prefix,
        depth,
    };
    (text::html(scene, written), (tag != scene.tag).then(|| tag.0.to_string()))
}

/// One value as markup that fits in a line.
fn inline(scene: &Scene<'_>, (field, statement): (&Field, &Statement)) -> String {
    let words = scene.words();
    match &statement.value {
        Value::Text(text) => in_language(scene, text),
        Value::Number(written, _) => number(written, scene),
        Value::Fraction(value) if value.denominator == 1 => {
            number(&value.numerator.to_string(), scene)
        }
        Value::Fraction(value) => {
            format!(r#"<span class="num">{}</span>"#, escape(&value.to_string()))
        }
        Value::Date(date) => time(&dates::date(date, words)),
        Value::Period(from, until) => period(scene, (from.as_ref(), until.as_ref())),
        Value::Url(url) => {
            let shown = url.trim_start_matches("mailto:").trim_start_matches("tel:");
            format!(r#"<a href="{}">{}</a>"#, escape(url), escape(shown))
        }
        Value::Choice(word) => {
            let label = match &field.kind {
                Kind::Choice(choices) => choices.iter().find(|(own, _)| own == word),
                _ => None,
            };
            label.map_or_else(|| escape(word), |(_, text)| in_language(scene, text))
        }
        Value::Bool(yes) => escape(words.get(if *yes { "yes" } else { "no" })),
        Value::Citation(citation) => escape(&citation.written()),
        Value::File(name) => escape(name),
        Value::Entry(written) => relation(scene, field, written),
        Value::Unknown => escape(words.get("unknown")),
        Value::None => escape(words.get("none")),
        Value::Markdown(_) | Value::Group(_) => String::new(),
    }
}

fn number(written: &str, scene: &Scene<'_>) -> String {
    format!(r#"<span class="num">{}</span>"#, escape(&scene.words().number(written)))
}

/// Words, with their language where it is not the page's. A name that is the same in all languages
/// is marked as the default's.
fn in_language(scene: &Scene<'_>, text: &Text) -> String {
    let (words, language) = scene.text(text);
    match language {
        Some(tag) => format!(r#"<span lang="{}">{}</span>"#, escape(&tag), escape(&words)),
        None => escape(&words),
    }
}

/// A date in a `<time>` that machines can read, if it is known.
pub(super) fn time(date: &DateView) -> String {
    match &date.machine {
        Some(machine) => {
            format!(r#"<time datetime="{}">{}</time>"#, escape(machine), escape(&date.words))
        }
        None => escape(&date.words),
    }
}

/// A period in words.
pub(super) fn period(scene: &Scene<'_>, bounds: (Option<&Date>, Option<&Date>)) -> String {
    let told = |date: &Date| time(&dates::date(date, scene.words()));
    match bounds {
        (Some(from), Some(until)) => {
            filled(scene, "period-between", &[("from", &told(from)), ("until", &told(until))])
        }
        (Some(from), None) => filled(scene, "period-from", &[("from", &told(from))]),
        (None, Some(until)) => filled(scene, "period-until", &[("until", &told(until))]),
        (None, None) => escape(scene.words().get("unknown")),
    }
}

/// The theme's words with markup in their places: they are escaped, what is put in is not.
pub(super) fn filled(scene: &Scene<'_>, key: &str, values: &[(&str, &str)]) -> String {
    let mut markup = escape(scene.words().get(key));
    for (name, value) in values {
        markup = markup.replace(&format!("{{{name}}}"), value);
    }
    markup
}

/// A day in a `<time>`.
pub(super) fn day(scene: &Scene<'_>, day: Day) -> String {
    time(&dates::day_view(day, scene.words()))
}

/// A link to an entry with its title; the title alone if it has no page.
pub(super) fn link(scene: &Scene<'_>, at: EntryIndex) -> String {
    let (title, language) = scene.title(at);
    let lang = language.map_or_else(String::new, |tag| format!(r#" lang="{}""#, escape(&tag)));
    if !scene.site.is_published(at) {
        return format!("<span{lang}>{}</span>", escape(&title));
    }
    let href = scene.href(scene.address(at));
    format!(r#"<a href="{}"{lang}>{}</a>"#, escape(&href), escape(&title))
}

/// A link to the entry that a relation names, with what it is about if the value says so.
fn relation(scene: &Scene<'_>, field: &Field, written: &str) -> String {
    let Some(at) = scene.site.related(field, written) else {
        return format!(r#"<span class="broken">{}</span>"#, escape(written));
    };
    let (title, language) = scene.title(at);
    let lang = language.map_or_else(String::new, |tag| format!(r#" lang="{}""#, escape(&tag)));
    if !scene.site.is_published(at) {
        return format!("<span{lang}>{}</span>", escape(&title));
    }
    let entry = scene.site.entry(at);
    let about = written.split_once('#').and_then(|(_, about)| entry.kind.field(about));
    let mut href = scene.href(scene.address(at));
    if let Some(about) = about.filter(|about| !entry.statements(&about.id).is_empty()) {
        href.push('#');
        href.push_str(&about.id);
    }
    let tail = about
        .map_or_else(String::new, |about| format!(": {}", escape(&scene.text(&about.label).0)));
    format!(r#"<a href="{}"{lang}>{}</a>{tail}"#, escape(&href), escape(&title))
}
