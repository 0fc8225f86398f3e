//! The JSON twin: an entry's fields, relations and links, beside its page.

use crate::parse::{Body, Citation};
use crate::schema::{Date, Field, Kind, LanguageTag, Statement, Text, Value};
use crate::site::cite::Verified;
use crate::site::{Entry, EntryIndex, Incoming, Site, words};
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

/// The twin of an entry in a language, as text that ends with a line end.
#[must_use]
pub fn twin(site: &Site, at: EntryIndex, language: usize) -> String {
    let entry = site.entry(at);
    let reader = Reader { site, entry, language };
    let mut fields = Map::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.field(id) else { continue };
        fields.insert(id.to_string(), reader.statements(field, statements));
    }
    let ids = |list: Vec<EntryIndex>| -> Vec<&str> {
        list.into_iter().map(|at| &*site.entry(at).id).collect()
    };
    let links = site.links(at).iter().copied().filter(|at| site.is_published(*at)).collect();
    let mentioned_in = site.mentions(at, language).map(|mention| mention.from).collect();
    let address = entry.addresses.get(language).or(entry.addresses.first());
    let tag = site.config.languages.get(language).unwrap_or(site.default_language());
    let twin = json!({
        "id": &*entry.id,
        "type": &*entry.kind.id,
        "language": &*tag.0,
        "title": reader.text(&entry.title),
        "url": address.map(|address| &**address),
        "fields": fields,
        "incoming": incoming(site, at),
        "links": ids(links),
        "mentioned_in": ids(mentioned_in),
    });
    let mut text = serde_json::to_string(&twin).unwrap_or_default();
    text.push('\n');
    text
}

/// The relations that lead to an entry.
fn incoming(site: &Site, at: EntryIndex) -> Json {
    let told = |relation: &Incoming| {
        let from = &*site.entry(relation.from).id;
        json!({"field": &*relation.field, "from": from})
    };
    site.incoming(at).iter().map(told).collect()
}

/// All that is known about an entry, or about one of its fields, with the places where it is
/// written.
#[must_use]
pub fn known(site: &Site, (at, language): (EntryIndex, usize), field: Option<&str>) -> Json {
    let entry = site.entry(at);
    let reader = Reader { site, entry, language };
    let mut fields = Map::new();
    for (id, statements) in &entry.fields {
        let (Some(own), true) = (entry.kind.field(id), field.is_none_or(|name| name == &**id))
        else {
            continue;
        };
        let told = statements.iter().map(|statement| {
            let mut told = reader.statement(own, statement);
            let begins = statement.span.begins();
            if let Json::Object(told) = &mut told {
                told.insert("label".into(), json!(reader.text(&own.label)));
                told.insert("file".into(), json!(&*statement.span.source().path));
                told.insert("line".into(), json!(begins.line));
                told.insert("column".into(), json!(begins.column));
            }
            told
        });
        fields.insert(id.to_string(), told.collect());
    }
    let begins = entry.place.begins();
    let incoming = if field.is_none() { incoming(site, at) } else { json!([]) };
    json!({
        "version": 1,
        "id": &*entry.id,
        "type": &*entry.kind.id,
        "title": reader.text(&entry.title),
        "file": &*entry.place.source().path,
        "line": begins.line,
        "column": begins.column,
        "fields": fields,
        "incoming": incoming,
    })
}

struct Reader<'a> {
    site: &'a Site,
    /// Whose twin it is.
    entry: &'a Entry,
    language: usize,
}

impl Reader<'_> {
    fn text(&self, text: &Text) -> String {
        let default = self.site.default_language();
        let tag = self.site.config.languages.get(self.language).unwrap_or(default);
        words(text, tag, default).0.to_owned()
    }

    fn statements(&self, field: &Field, statements: &[Statement]) -> Json {
        statements.iter().map(|statement| self.statement(field, statement)).collect()
    }

    fn statement(&self, field: &Field, statement: &Statement) -> Json {
        let (from, until) = statement.period();
        let note = statement.qualifiers.as_ref().and_then(|said| said.note.as_ref());
        json!({
            "value": self.value(field, &statement.value),
            "sources": self.sources(statement),
            "from": from.map(date),
            "until": until.map(date),
            "according_to": statement.according_to().map(|speaker| &*speaker.text),
            "standing": statement.standing().name(),
            "note": note.map(|note| self.text(note)),
        })
    }

    /// The citations beside a value and in it.
    fn sources(&self, statement: &Statement) -> Json {
        let mut citations: Vec<&Citation> = statement.sources().iter().collect();
        match &statement.value {
            Value::Citation(citation) => citations.push(citation),
            Value::Markdown(list) => {
                let body = self.body(list);
                citations.extend(body.into_iter().flat_map(|body| body.citations.iter().flatten()));
            }
            _ => {}
        }
        let told = citations.into_iter().map(|citation| {
            let cited = self.site.cite(citation, self.entry);
            json!({
                "document": &*citation.document.text,
                "locator": citation.locator.as_ref().map(|part| &*part.text),
                "quote": citation.quote.as_ref().map(|part| &*part.text),
                "verified": cited.verified == Verified::Yes,
            })
        });
        told.collect()
    }

    fn body<'b>(&self, list: &'b [(Option<LanguageTag>, Arc<Body>)]) -> Option<&'b Arc<Body>> {
        let tag = self.site.config.languages.get(self.language);
        let own = list.iter().find(|(own, _)| own.as_ref() == tag).or(list.first());
        own.map(|(_, body)| body)
    }

    fn value(&self, field: &Field, value: &Value) -> Json {
        match value {
            Value::Unknown => json!("unknown"),
            Value::None => json!("none"),
            Value::Text(text) => json!(self.text(text)),
            Value::Markdown(list) => json!(self.body(list).map_or("", |body| body.text())),
            Value::Citation(citation) => json!(citation.written()),
            Value::Number(written, _) => serde_json::from_str::<serde_json::Number>(written)
                .map_or(json!(&**written), Json::Number),
            Value::Fraction(fraction) => {
                json!(format!("{}/{}", fraction.numerator, fraction.denominator))
            }
            Value::Date(date) => self::date(date),
            Value::Period(from, until) => {
                json!({"from": from.as_ref().map(date), "until": until.as_ref().map(date)})
            }
            Value::Url(word) | Value::Choice(word) | Value::File(word) => json!(&**word),
            Value::Bool(yes) => json!(yes),
            Value::Entry(written) => {
                match (written.contains('#'), self.site.related(field, written)) {
                    (false, Some(at)) => json!(&*self.site.entry(at).id),
                    _ => json!(&**written),
                }
            }
            Value::Group(parts) => {
                let Kind::Group(inner) = &field.kind else { return Json::Null };
                let mut item = Map::new();
                for (id, statements) in parts {
                    if let Some(field) = inner.iter().find(|field| field.id == *id) {
                        item.insert(id.to_string(), self.statements(field, statements));
                    }
                }
                Json::Object(item)
            }
        }
    }
}

/// As written, or what is known of it.
fn date(date: &Date) -> Json {
    let value = date.value.map_or_else(|| "unknown".to_owned(), |day| day.to_string());
    if date.earliest.is_none() && date.latest.is_none() {
        return json!(value);
    }
    let bound = |bound: Option<crate::schema::Day>| bound.map(|day| day.to_string());
    json!({"value": value, "earliest": bound(date.earliest), "latest": bound(date.latest)})
}
