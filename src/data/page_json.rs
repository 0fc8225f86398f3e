//! The JSON twin: an entry's fields, relations and links, beside its page.

use crate::parse::{Citation, MarkdownBody};
use crate::schema::{
    FieldDef, FieldKind, FieldValue, LanguageTag, LocalizedText, Statement, UncertainDate,
};
use crate::site::resolve_citation::QuoteCheck;
use crate::site::{Entry, EntryIndex, IncomingRelation, LanguageIndex, Site, choose_language};
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

/// The twin of an entry in a language, as text that ends with a line end.
#[must_use]
pub fn page_json(site: &Site, entry_index: EntryIndex, language_index: LanguageIndex) -> String {
    let entry = site.entry_at(entry_index);
    let reader = JsonBuilder { site, entry, language_index };
    let mut fields = Map::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.kind.find_field(id) else { continue };
        fields.insert(id.to_string(), reader.statements_json(field, statements));
    }
    let ids = |list: Vec<EntryIndex>| -> Vec<&str> {
        list.into_iter().map(|entry_index| &*site.entry_at(entry_index).id).collect()
    };
    let links = site
        .linked_entries(entry_index)
        .iter()
        .copied()
        .filter(|entry_index| site.is_published(*entry_index))
        .collect();
    let mentioned_in =
        site.mentions_of(entry_index, language_index).map(|mention| mention.from).collect();
    let address = entry.addresses.get(language_index.0).or(entry.addresses.first());
    let tag = site.config.language_tag(language_index).unwrap_or(site.default_language());
    let twin = json!({
        "id": &*entry.id,
        "type": &*entry.kind.id,
        "language": &*tag.0,
        "title": reader.localized_str(&entry.title),
        "url": address.map(|address| &**address),
        "fields": fields,
        "incoming": incoming_json(site, entry_index),
        "links": ids(links),
        "mentioned_in": ids(mentioned_in),
    });
    let mut text = serde_json::to_string(&twin).unwrap_or_default();
    text.push('\n');
    text
}

/// The relations that lead to an entry.
fn incoming_json(site: &Site, entry_index: EntryIndex) -> Json {
    let told = |relation: &IncomingRelation| {
        let from = &*site.entry_at(relation.from).id;
        json!({"field": &*relation.field, "from": from})
    };
    site.incoming_relations(entry_index).iter().map(told).collect()
}

/// All that is known about an entry, or about one of its fields, with the places where it is
/// written.
#[must_use]
pub fn entry_record(
    site: &Site,
    (entry_index, language_index): (EntryIndex, LanguageIndex),
    field: Option<&str>,
) -> Json {
    let entry = site.entry_at(entry_index);
    let reader = JsonBuilder { site, entry, language_index };
    let mut fields = Map::new();
    for (id, statements) in &entry.fields {
        let (Some(own), true) = (entry.kind.find_field(id), field.is_none_or(|name| name == &**id))
        else {
            continue;
        };
        let told = statements.iter().map(|statement| {
            let mut told = reader.statement_json(own, statement);
            let begins = statement.span.start_position();
            if let Json::Object(told) = &mut told {
                told.insert("label".into(), json!(reader.localized_str(&own.label)));
                told.insert("file".into(), json!(&*statement.span.source().path));
                told.insert("line".into(), json!(begins.line));
                told.insert("column".into(), json!(begins.column));
            }
            told
        });
        fields.insert(id.to_string(), told.collect());
    }
    let begins = entry.span.start_position();
    let incoming = if field.is_none() { incoming_json(site, entry_index) } else { json!([]) };
    json!({
        "version": 1,
        "id": &*entry.id,
        "type": &*entry.kind.id,
        "title": reader.localized_str(&entry.title),
        "file": &*entry.span.source().path,
        "line": begins.line,
        "column": begins.column,
        "fields": fields,
        "incoming": incoming,
    })
}

struct JsonBuilder<'a> {
    site: &'a Site,
    /// Whose twin it is.
    entry: &'a Entry,
    language_index: LanguageIndex,
}

impl JsonBuilder<'_> {
    fn localized_str(&self, text: &LocalizedText) -> String {
        let default = self.site.default_language();
        let tag = self.site.config.language_tag(self.language_index).unwrap_or(default);
        choose_language(text, tag, default).0.to_owned()
    }

    fn statements_json(&self, field: &FieldDef, statements: &[Statement]) -> Json {
        statements.iter().map(|statement| self.statement_json(field, statement)).collect()
    }

    fn statement_json(&self, field: &FieldDef, statement: &Statement) -> Json {
        let (from, until) = statement.validity_period();
        let note = statement.qualifiers.as_ref().and_then(|said| said.note.as_ref());
        json!({
            "value": self.value_json(field, &statement.value),
            "sources": self.sources_json(statement),
            "from": from.map(date_json),
            "until": until.map(date_json),
            "according_to": statement.attributed_to().map(|speaker| &*speaker.text),
            "standing": statement.evidence_status().as_str(),
            "note": note.map(|note| self.localized_str(note)),
        })
    }

    /// The citations beside a value and in it.
    fn sources_json(&self, statement: &Statement) -> Json {
        let mut citations: Vec<&Citation> = statement.citations().iter().collect();
        match &statement.value {
            FieldValue::Citation(citation) => citations.push(citation),
            FieldValue::Markdown(list) => {
                let body = self.body_in_language(list);
                citations.extend(body.into_iter().flat_map(|body| body.citations.iter().flatten()));
            }
            _ => {}
        }
        let told = citations.into_iter().map(|citation| {
            let cited = self.site.resolve_citation(citation, self.entry);
            json!({
                "document": &*citation.document.text,
                "locator": citation.locator.as_ref().map(|part| &*part.text),
                "quote": citation.quote.as_ref().map(|part| &*part.text),
                "verified": cited.verified == QuoteCheck::Verified,
            })
        });
        told.collect()
    }

    fn body_in_language<'b>(
        &self,
        list: &'b [(Option<LanguageTag>, Arc<MarkdownBody>)],
    ) -> Option<&'b Arc<MarkdownBody>> {
        let tag = self.site.config.language_tag(self.language_index);
        let own = list.iter().find(|(own, _)| own.as_ref() == tag).or(list.first());
        own.map(|(_, body)| body)
    }

    fn value_json(&self, field: &FieldDef, value: &FieldValue) -> Json {
        match value {
            FieldValue::Unknown => json!("unknown"),
            FieldValue::None => json!("none"),
            FieldValue::Text(text) => json!(self.localized_str(text)),
            FieldValue::Markdown(list) => {
                json!(self.body_in_language(list).map_or("", |body| body.text()))
            }
            FieldValue::Citation(citation) => json!(citation.citation_source()),
            FieldValue::Number(written, _) => serde_json::from_str::<serde_json::Number>(written)
                .map_or(json!(&**written), Json::Number),
            FieldValue::Fraction(fraction) => {
                json!(format!("{}/{}", fraction.numerator, fraction.denominator))
            }
            FieldValue::Date(date) => self::date_json(date),
            FieldValue::Period(from, until) => {
                json!({"from": from.as_ref().map(date_json), "until": until.as_ref().map(date_json)})
            }
            FieldValue::Url(word) | FieldValue::Choice(word) | FieldValue::File(word) => {
                json!(&**word)
            }
            FieldValue::Bool(yes) => json!(yes),
            FieldValue::Reference(written) => {
                match (written.contains('#'), self.site.find_related(field, written)) {
                    (false, Some(entry_index)) => json!(&*self.site.entry_at(entry_index).id),
                    _ => json!(&**written),
                }
            }
            FieldValue::Group(parts) => {
                let FieldKind::Group(inner) = &field.kind else { return Json::Null };
                let mut item = Map::new();
                for (id, statements) in parts {
                    if let Some(field) = inner.iter().find(|field| field.id == *id) {
                        item.insert(id.to_string(), self.statements_json(field, statements));
                    }
                }
                Json::Object(item)
            }
        }
    }
}

/// As written, or what is known of it.
fn date_json(date: &UncertainDate) -> Json {
    let value = date.value.map_or_else(|| "unknown".to_owned(), |day| day.to_string());
    if date.earliest.is_none() && date.latest.is_none() {
        return json!(value);
    }
    let bound = |bound: Option<crate::schema::PartialDate>| bound.map(|day| day.to_string());
    json!({"value": value, "earliest": bound(date.earliest), "latest": bound(date.latest)})
}
