//! Page JSON (`index.json`): an entry's fields, relations and links, for programs.

use super::view_json::views_json;
use crate::diagnostic::LineIndexCache;
use crate::schema::{
    FieldDef, FieldValue, LocalizedText, PeriodEnd, Statement, UncertainDate, ValueContent,
};
use crate::site::resolve_citation::{CitationFate, QuoteCheck};
use crate::site::statement_state::StatementState;
use crate::site::{
    DisplayStatus, EntryIndex, IncomingRelation, LanguageIndex, LocalizedSite, Site,
};
use serde_json::{Map, Value as Json, json};

/// The standing of a value without sources, which the editors answer for.
pub(super) const EDITORIAL: &str = "editorial";

/// Returns the JSON of an entry's page in a language, ending with a newline.
#[must_use]
pub fn page_json(site: &Site, entry_index: EntryIndex, language_index: LanguageIndex) -> String {
    let entry = site.entry_at(entry_index);
    let localized = LocalizedSite::new(site, language_index);
    let builder = JsonBuilder { localized, entry_index };
    let mut fields = Map::new();
    for (id, statements) in &entry.fields {
        let Some(field) = entry.entry_type.find_field(id) else { continue };
        fields.insert(id.to_string(), builder.statements_json(field, statements));
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
    let page = json!({
        "id": &*entry.id,
        "type": &*entry.entry_type.id,
        "language": &*localized.language_tag.0,
        "title": builder.localized_str(&entry.title),
        "url": (!entry.addresses.is_empty()).then(|| localized.address(entry_index)),
        "fields": fields,
        "incoming": incoming_json(site, entry_index),
        "views": views_json(site, entry_index, language_index),
        "links": ids(links),
        "mentioned_in": ids(mentioned_in),
    });
    let mut text = serde_json::to_string(&page).unwrap_or_default();
    text.push('\n');
    text
}

/// Returns the incoming relations of an entry. One that several speakers claim is there once for
/// each of them.
fn incoming_json(site: &Site, entry_index: EntryIndex) -> Json {
    let relation_json = |relation: &IncomingRelation| -> Vec<Json> {
        let from = &*site.entry_at(relation.from).id;
        let status = site.relation_status(relation, entry_index);
        let standing = status.map_or(EDITORIAL, DisplayStatus::as_str);
        // A statement without a period always holds.
        let states =
            site.statements_behind(relation, entry_index).map(|it| site.relation_state(&it));
        let state = states.min_by_key(|it| it.map(StatementState::rank)).flatten();
        let item = |speaker: Option<&str>| {
            json!({
                "field": &*relation.field,
                "from": from,
                "standing": standing,
                "state": state.map(StatementState::as_str),
                "according_to": speaker,
            })
        };
        match site.relation_speakers(relation, entry_index) {
            speakers if speakers.is_empty() => vec![item(None)],
            speakers => speakers.into_iter().map(|speaker| item(Some(speaker))).collect(),
        }
    };
    site.incoming_relations(entry_index).iter().flat_map(relation_json).collect()
}

/// Returns everything known about an entry, or about one of its fields, with the location of each
/// statement in the content.
#[must_use]
pub fn entry_record(
    site: &Site,
    entry_index: EntryIndex,
    language_index: LanguageIndex,
    field_id: Option<&str>,
) -> Json {
    let entry = site.entry_at(entry_index);
    let localized = LocalizedSite::new(site, language_index);
    let builder = JsonBuilder { localized, entry_index };
    let mut line_indexes = LineIndexCache::default();
    let mut fields = Map::new();
    for (id, statements) in &entry.fields {
        if field_id.is_some_and(|field_id| field_id != &**id) {
            continue;
        }
        let Some(field) = entry.entry_type.find_field(id) else { continue };
        let statements = statements.iter().map(|statement| {
            let mut json = builder.statement_json(field, statement, None);
            let start = line_indexes.start_position(&statement.span);
            if let Json::Object(json) = &mut json {
                json.insert("label".into(), json!(builder.localized_str(&field.label)));
                json.insert("file".into(), json!(&*statement.span.source().path));
                json.insert("line".into(), json!(start.line));
                json.insert("column".into(), json!(start.column));
            }
            json
        });
        fields.insert(id.to_string(), statements.collect());
    }
    let start = entry.span.start_position();
    let incoming = if field_id.is_none() { incoming_json(site, entry_index) } else { json!([]) };
    json!({
        "version": 1,
        "id": &*entry.id,
        "type": &*entry.entry_type.id,
        "title": builder.localized_str(&entry.title),
        "file": &*entry.span.source().path,
        "line": start.line,
        "column": start.column,
        "fields": fields,
        "incoming": incoming,
    })
}

/// Builds the JSON of one entry in one language.
struct JsonBuilder<'a> {
    localized: LocalizedSite<'a>,
    /// The entry whose citations are resolved.
    entry_index: EntryIndex,
}

impl JsonBuilder<'_> {
    fn localized_str(&self, text: &LocalizedText) -> String {
        self.localized.text(text).0.to_owned()
    }

    fn statements_json(&self, field: &FieldDef, statements: &[Statement]) -> Json {
        statements.iter().map(|statement| self.statement_json(field, statement, None)).collect()
    }

    /// Returns a statement, and the group's item that it is in, if any.
    fn statement_json(
        &self,
        field: &FieldDef,
        statement: &Statement,
        group: Option<&Statement>,
    ) -> Json {
        let period = statement.validity_period();
        let note = statement.qualifiers.as_ref().and_then(|qualifiers| qualifiers.note.as_ref());
        json!({
            "value": self.value_json(field, statement),
            "sources": self.sources_json(statement),
            "from": period.from.map(UncertainDate::to_json),
            "until": period.until.map(PeriodEnd::to_json),
            "according_to": statement.attributed_to().map(|speaker| &*speaker.text),
            "state": self.state(field, statement),
            "confirmed_until": self.confirmed_until(field, statement),
            "standing": self.standing(statement, group),
            "note": note.map(|note| self.localized_str(note)),
        })
    }

    /// Returns the citations of a statement that a page in this language shows: its sources, and
    /// those in its value.
    fn sources_json(&self, statement: &Statement) -> Json {
        let citations = match statement.value.content() {
            ValueContent::Markdown(versions) => {
                let text = self.localized.markdown_value(self.entry_index, versions);
                let in_text =
                    text.into_iter().flat_map(|text| text.body.citations.iter().flatten());
                statement.citations().iter().chain(in_text).collect()
            }
            ValueContent::Citation(_) | ValueContent::Group | ValueContent::Nothing => {
                statement.own_citations()
            }
        };
        let entry = self.localized.site.entry_at(self.entry_index);
        let sources = citations.into_iter().map(|citation| {
            let resolution = self.localized.site.resolve_citation(citation, entry);
            let name = resolution.document.map(|it| self.localized.document_name(it).0);
            let mut source = json!({
                "document": &*citation.document.text,
                "name": name,
                "locator": citation.locator.as_ref().map(|part| &*part.text),
                "quote": citation.quote.as_ref().map(|part| &*part.text),
                "verified": resolution.quote_check() == QuoteCheck::Verified,
                "check": resolution.quote_check().as_str(),
            });
            if let Some(fate) = self.localized.site.citation_fate(citation, entry) {
                source["fate"] = self.fate_json(&fate);
            }
            // Only a quote that leaves out words has less than its sentence.
            if let Some(sentence) = self.localized.site.quoted_sentence(citation, &resolution) {
                source["sentence"] = json!(sentence.text);
            }
            source
        });
        sources.collect()
    }

    /// Returns what has become of a citation in the newest version of its paper.
    fn fate_json(&self, fate: &CitationFate) -> Json {
        let site = self.localized.site;
        let ended = fate.wording.first_without().map(|it| {
            let date = site.document_date(it.version).and_then(|date| date.value);
            json!({
                "document": &*site.entry_at(it.version).id,
                "date": date.map(|day| day.to_string()),
                "quote": it.citation.as_ref().map(|ready| &ready.quote),
            })
        });
        json!({
            "state": fate.wording.as_str(),
            "document": &*site.entry_at(fate.newest).id,
            "locator": fate.wording.locator(),
            "quote": fate.wording.citation().map(|ready| &ready.quote),
            "ended": ended,
        })
    }

    /// Returns whether a statement holds on the as-of date. `None` means that it has no period, or
    /// that the site has no as-of date.
    fn state(&self, field: &FieldDef, statement: &Statement) -> Option<&'static str> {
        let site = self.localized.site;
        let entry = site.entry_at(self.entry_index);
        site.displayed_state(entry, &field.id, statement).map(StatementState::as_str)
    }

    /// Returns how far the sources of a statement reach. `None` means that they do not limit it.
    fn confirmed_until(&self, field: &FieldDef, statement: &Statement) -> Option<String> {
        let entry = self.localized.site.entry_at(self.entry_index);
        let reach = self.localized.site.source_reach(entry, &field.id, statement)?;
        Some(reach.date.to_string())
    }

    /// Returns the word for how well a statement is supported: that of its mark on the page, or
    /// `editorial` for a value without sources. `None` means that it is an item of a group, or in
    /// one, that has the evidence.
    fn standing(&self, statement: &Statement, group: Option<&Statement>) -> Option<&'static str> {
        if let Some(status) = self.localized.site.display_status(statement) {
            return Some(status.as_str());
        }
        let group_status = group.and_then(|group| self.localized.site.display_status(group));
        let is_group = matches!(statement.value, FieldValue::Group(_));
        (!is_group && group_status.is_none()).then_some(EDITORIAL)
    }

    fn value_json(&self, field: &FieldDef, statement: &Statement) -> Json {
        match &statement.value {
            FieldValue::Unknown => json!("unknown"),
            FieldValue::None => json!("none"),
            FieldValue::Text(text) => json!(self.localized_str(text)),
            FieldValue::Markdown(versions) => {
                let text = self.localized.markdown_value(self.entry_index, versions);
                json!(text.map_or("", |text| text.body.text()))
            }
            FieldValue::Citation(citation) => json!(citation.to_yaml_text()),
            FieldValue::Number(written, _) => serde_json::from_str::<serde_json::Number>(written)
                .map_or(json!(&**written), Json::Number),
            FieldValue::Fraction(_, fraction) => {
                json!(format!("{}/{}", fraction.numerator(), fraction.denominator()))
            }
            FieldValue::Date(date) => date.to_json(),
            FieldValue::Period(from, until) => {
                let from = from.as_ref().map(UncertainDate::to_json);
                json!({"from": from, "until": until.as_ref().map(PeriodEnd::to_json)})
            }
            FieldValue::Url(text) | FieldValue::Choice(text) | FieldValue::File(text) => {
                json!(&**text)
            }
            FieldValue::Bool(value) => json!(value),
            FieldValue::Reference(written) => {
                match (written.contains('#'), self.localized.site.find_related(field, written)) {
                    (false, Some(entry_index)) => {
                        json!(&*self.localized.site.entry_at(entry_index).id)
                    }
                    _ => json!(&**written),
                }
            }
            FieldValue::Group(_) => {
                let fields = field.item_fields(&statement.value);
                let members = fields.map(|(field, members)| {
                    let members = members.iter();
                    let members = members.map(|it| self.statement_json(field, it, Some(statement)));
                    (field.id.to_string(), members.collect())
                });
                Json::Object(members.collect())
            }
        }
    }
}
