//! What is compared of a statement: its value, period, sources, standing and attribution, so that
//! two of them are equal if they say the same, however they are written.

use super::text_words::{RenamedIds, newer_id, single_spaced, value_words};
use crate::files::file_name;
use crate::parse::Citation;
use crate::schema::{
    EvidenceStatus, FieldDef, FieldValue, LanguageTag, LocalizedText, PeriodEnd, Statement,
    UncertainDate,
};
use crate::site::{EntryIndex, Site, TextRef};
use serde_json::{Value as Json, json};

/// The statements of an entry in one version of the site.
#[derive(Clone, Copy)]
pub(super) struct RecordReader<'s> {
    pub(super) site: &'s Site,
    pub(super) entry_index: EntryIndex,
    /// The ids that entries have in the newer version, by the older one. `None` while it is not
    /// known which entries were renamed.
    pub(super) renamed: Option<&'s RenamedIds>,
}

/// What is compared of a statement.
pub(super) struct StatementRecord<'s> {
    pub(super) statement: &'s Statement,
    /// The value.
    pub(super) value: Json,
    pub(super) from: Option<Json>,
    pub(super) until: Option<Json>,
    /// The citations, sorted.
    pub(super) sources: Vec<String>,
    /// The cited documents and paragraphs, sorted.
    pub(super) cited_places: Vec<String>,
    pub(super) standing: EvidenceStatus,
    /// The id of who says so.
    pub(super) speaker: Option<String>,
    /// The statements of an item of a group.
    pub(super) nested: Vec<FieldRecords<'s>>,
}

/// The statements of a field.
pub(super) struct FieldRecords<'s> {
    pub(super) field: &'s FieldDef,
    pub(super) records: Vec<StatementRecord<'s>>,
}

/// A text of a value in one language, or in all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ValueText {
    /// `None` means all languages.
    pub(super) language: Option<LanguageTag>,
    /// The text as it is compared.
    pub(super) key: String,
    /// The text as written.
    pub(super) shown: String,
}

impl<'s> RecordReader<'s> {
    /// Returns the statements of an entry, by field in the type's order.
    pub(super) fn entry_records(self) -> Vec<FieldRecords<'s>> {
        let entry = self.site.entry_at(self.entry_index);
        let fields = entry.fields.iter().filter_map(|(id, statements)| {
            let field = entry.entry_type.find_field(id)?;
            Some(self.field_records(field, statements))
        });
        fields.collect()
    }

    fn field_records(self, field: &'s FieldDef, statements: &'s [Statement]) -> FieldRecords<'s> {
        let records = statements.iter().map(|statement| {
            let nested: Vec<FieldRecords<'s>> = field
                .item_fields(&statement.value)
                .map(|(field, statements)| FieldRecords {
                    field,
                    records: statements.iter().map(|it| self.record(field, it)).collect(),
                })
                .collect();
            let mut record = self.record(field, statement);
            if matches!(statement.value, FieldValue::Group(_)) {
                record.value = group_key(&nested);
                record.nested = nested;
            }
            record
        });
        FieldRecords { field, records: records.collect() }
    }

    /// Returns what is compared of a statement that is not an item of a group.
    fn record(self, field: &FieldDef, statement: &'s Statement) -> StatementRecord<'s> {
        let period = statement.validity_period();
        let mut sources: Vec<String> =
            statement.citations().iter().map(|it| self.citation_key(it)).collect();
        sources.sort();
        let mut cited_places: Vec<String> =
            statement.citations().iter().map(|it| self.place_key(it)).collect();
        cited_places.sort();
        let speaker = statement.attributed_to().map(|name| {
            let entry_index = self.site.attributed_entry(name);
            let id = entry_index.map_or(&*name.text, |it| &*self.site.entry_at(it).id);
            newer_id(id, self.renamed).to_owned()
        });
        StatementRecord {
            statement,
            value: self.value_key(field, statement),
            from: period.from.map(UncertainDate::to_json),
            until: period.until.map(PeriodEnd::to_json),
            sources,
            cited_places,
            standing: statement.evidence_status(),
            speaker,
            nested: Vec::new(),
        }
    }

    /// Returns what two citations have in common if they cite the same words.
    pub(super) fn citation_key(self, citation: &Citation) -> String {
        let quote = citation.quote.as_ref().map_or("", |quote| &*quote.text);
        format!("{}\n{}", self.place_key(citation), single_spaced(quote))
    }

    /// Returns what two citations have in common if they cite the same paragraphs.
    fn place_key(self, citation: &Citation) -> String {
        let document = self.site.find_document(&citation.document.text);
        let id = document.map_or(&*citation.document.text, |it| &*self.site.entry_at(it).id);
        let locator = citation.locator.as_ref().map_or("", |locator| &*locator.text);
        format!("{}\n{}", newer_id(id, self.renamed), single_spaced(locator))
    }

    fn value_key(self, field: &FieldDef, statement: &Statement) -> Json {
        match &statement.value {
            FieldValue::Unknown => json!({"unknown": true}),
            FieldValue::None => json!({"none": true}),
            FieldValue::Text(_) | FieldValue::Markdown(_) => {
                let texts = self.value_texts(statement).unwrap_or_default().into_iter();
                let texts = texts.map(|text| {
                    let language = text.language.map_or(Json::Null, |tag| json!(&*tag.0));
                    json!([language, text.key])
                });
                Json::Array(texts.collect())
            }
            FieldValue::Number(_, number) | FieldValue::Fraction(_, number) => {
                json!(format!("{}/{}", number.numerator(), number.denominator()))
            }
            FieldValue::Date(date) => date.to_json(),
            FieldValue::Period(from, until) => json!({
                "from": from.as_ref().map(UncertainDate::to_json),
                "until": until.as_ref().map(PeriodEnd::to_json),
            }),
            FieldValue::Url(text) | FieldValue::Choice(text) => json!(&**text),
            // The folder of a file is layout.
            FieldValue::File(path) => json!(file_name(path)),
            FieldValue::Bool(value) => json!(value),
            FieldValue::Citation(citation) => json!(self.citation_key(citation)),
            FieldValue::Reference(written) => json!(self.reference_key(field, written)),
            FieldValue::Group(_) => Json::Null,
        }
    }

    /// Returns the id that a relation names, in the newer version, with a field after `#`.
    fn reference_key(self, field: &FieldDef, written: &str) -> String {
        let (id, about) = match written.split_once('#') {
            Some((id, about)) => (id, Some(about)),
            None => (written, None),
        };
        let target = self.site.find_related(field, written);
        let id = target.map_or(id, |target| &*self.site.entry_at(target).id);
        let id = newer_id(id, self.renamed);
        about.map_or_else(|| id.to_owned(), |about| format!("{id}#{about}"))
    }

    /// Returns the texts of a value by language. `None` means that it is not a text.
    pub(super) fn value_texts(self, statement: &Statement) -> Option<Vec<ValueText>> {
        match &statement.value {
            FieldValue::Text(text) => Some(localized_texts(text)),
            FieldValue::Markdown(versions) => {
                let texts = versions.iter().map(|(tag, body)| {
                    let index = tag.as_ref().and_then(|tag| self.site.config.language_index(tag));
                    let text = TextRef {
                        entry_index: self.entry_index,
                        language_index: index.unwrap_or_default(),
                        body,
                        path: self.site.entry_at(self.entry_index).source_path(),
                    };
                    ValueText {
                        language: tag.clone(),
                        key: value_words(self.site, text, self.renamed),
                        shown: body.text().trim().to_owned(),
                    }
                });
                Some(texts.collect())
            }
            _ => None,
        }
    }
}

/// Returns a text by language.
pub(super) fn localized_texts(text: &LocalizedText) -> Vec<ValueText> {
    let value_text = |language: Option<LanguageTag>, text: &str| ValueText {
        language,
        key: single_spaced(text),
        shown: text.to_owned(),
    };
    match text {
        LocalizedText::Same(text) => vec![value_text(None, text)],
        LocalizedText::PerLanguage(list) => {
            let mut texts: Vec<ValueText> =
                list.iter().map(|(tag, text)| value_text(Some(tag.clone()), text)).collect();
            texts.sort_by(|left, right| left.language.cmp(&right.language));
            texts
        }
    }
}

/// Returns what two items of groups have in common if all their values are equal.
fn group_key(nested: &[FieldRecords<'_>]) -> Json {
    let fields = nested.iter().map(|field| {
        let values = field.records.iter().map(|record| {
            json!([record.value, record.from, record.until, record.sources, record.speaker])
        });
        (field.field.id.to_string(), values.collect::<Json>())
    });
    Json::Object(fields.collect())
}
