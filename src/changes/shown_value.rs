//! Values as a change shows them, for programs and for people.

use super::knowledge_change::{ChangedValue, ItemPart, SourceReference, ValueWords};
use super::statement_record::RecordReader;
use super::text_words::body_text;
use crate::parse::{Citation, MarkdownBody};
use crate::schema::{
    FieldDef, FieldValue, LanguageTag, LocalizedText, PeriodEnd, Statement, UncertainDate, builtin,
};
use serde_json::{Map, Value as Json, json};
use std::sync::Arc;

impl RecordReader<'_> {
    /// Returns the value of a statement that is not a text by language.
    pub(super) fn shown_value(self, field: &FieldDef, statement: &Statement) -> ChangedValue {
        ChangedValue {
            json: self.value_json(field, &statement.value),
            words: self.value_words(field, &statement.value),
        }
    }

    /// Returns the citations of a statement.
    pub(super) fn source_references(self, statement: &Statement) -> Vec<SourceReference> {
        statement.citations().iter().map(|citation| self.source_reference(citation)).collect()
    }

    /// Returns the citations of a statement as a value. `None` means that it has none.
    pub(super) fn shown_sources(self, statement: &Statement) -> Option<ChangedValue> {
        let references = self.source_references(statement);
        let citations = references.iter().map(|reference| json!(reference.citation));
        let json = Json::Array(citations.collect());
        (!references.is_empty())
            .then(|| ChangedValue { json, words: ValueWords::Sources(references) })
    }

    /// Returns who says so. `None` means nobody.
    pub(super) fn shown_speaker(self, statement: &Statement) -> Option<ChangedValue> {
        let name = statement.attributed_to()?;
        Some(match self.site.attributed_entry(name) {
            Some(entry_index) => {
                let entry = self.site.entry_at(entry_index);
                let words = ValueWords::Name(entry.title.clone());
                ChangedValue { json: json!(&*entry.id), words }
            }
            None => ChangedValue::as_written(&*name.text),
        })
    }

    fn source_reference(self, citation: &Citation) -> SourceReference {
        let written = &citation.document.text;
        let document = self.site.find_document(written).map(|it| self.site.entry_at(it));
        let document_id = document.map_or_else(|| written.clone().into(), |it| it.id.clone());
        let name = document.map_or(LocalizedText::Same(written.clone()), |entry| {
            let short = entry.field_statements(builtin::document::SHORT).first();
            match short.map(|statement| &statement.value) {
                Some(FieldValue::Text(short)) => short.clone(),
                _ => entry.title.clone(),
            }
        });
        SourceReference {
            citation: citation.to_yaml_text(),
            document_id,
            document: name,
            locator: citation.locator.as_ref().map(|locator| locator.text.to_string()),
            quote: citation.quote.as_ref().map(|quote| Arc::clone(&quote.text)),
        }
    }

    fn value_words(self, field: &FieldDef, value: &FieldValue) -> ValueWords {
        match value {
            FieldValue::Unknown => ValueWords::Unknown,
            FieldValue::None => ValueWords::Absent,
            FieldValue::Choice(choice) => {
                field.choice_label(choice).cloned().map_or(ValueWords::AsWritten, ValueWords::Name)
            }
            FieldValue::Reference(written) if !written.contains('#') => {
                let target = self.site.find_related(field, written);
                let title = target.map(|target| self.site.entry_at(target).title.clone());
                title.map_or(ValueWords::AsWritten, ValueWords::Name)
            }
            FieldValue::Citation(citation) => {
                ValueWords::Sources(vec![self.source_reference(citation)])
            }
            FieldValue::Text(text) => ValueWords::Name(text.clone()),
            FieldValue::Markdown(versions) => ValueWords::Name(localized_markdown(versions)),
            FieldValue::Period(..) => ValueWords::Period,
            FieldValue::Group(_) => ValueWords::Item(self.item_parts(field, value)),
            FieldValue::Reference(_)
            | FieldValue::Number(..)
            | FieldValue::Fraction(..)
            | FieldValue::Date(_)
            | FieldValue::Url(_)
            | FieldValue::Bool(_)
            | FieldValue::File(_) => ValueWords::AsWritten,
        }
    }

    /// Returns the fields of an item of a group.
    fn item_parts(self, field: &FieldDef, value: &FieldValue) -> Vec<ItemPart> {
        let parts = field.item_fields(value).map(|(field, statements)| {
            let values = statements.iter().map(|it| ChangedValue {
                json: self.plain_json(field, &it.value),
                words: match &it.value {
                    // Groups are not nested.
                    FieldValue::Group(_) => ValueWords::AsWritten,
                    value => self.value_words(field, value),
                },
            });
            ItemPart { label: field.label.clone(), values: values.collect() }
        });
        parts.collect()
    }

    /// Returns a value for programs. A text by language is an object.
    fn value_json(self, field: &FieldDef, value: &FieldValue) -> Json {
        match value {
            FieldValue::Group(_) => {
                let fields = field.item_fields(value).map(|(field, statements)| {
                    // Groups are not nested.
                    let values = statements.iter().map(|it| self.plain_json(field, &it.value));
                    let mut values: Vec<Json> = values.collect();
                    let value = match values.len() {
                        1 => values.remove(0),
                        _ => Json::Array(values),
                    };
                    (field.id.to_string(), value)
                });
                Json::Object(fields.collect::<Map<String, Json>>())
            }
            value => self.plain_json(field, value),
        }
    }

    fn plain_json(self, field: &FieldDef, value: &FieldValue) -> Json {
        match value {
            FieldValue::Unknown => json!("unknown"),
            FieldValue::None => json!("none"),
            FieldValue::Text(LocalizedText::Same(text)) => json!(&**text),
            FieldValue::Text(LocalizedText::PerLanguage(texts)) => {
                let texts = texts.iter().map(|(tag, text)| (tag.0.to_string(), json!(&**text)));
                Json::Object(texts.collect())
            }
            FieldValue::Markdown(versions) => match versions.as_slice() {
                [(None, body)] => json!(body_text(body)),
                versions => {
                    let texts = versions.iter().map(|(tag, body)| {
                        let tag = tag.as_ref().map_or("", |tag| &*tag.0);
                        (tag.to_owned(), json!(body_text(body)))
                    });
                    Json::Object(texts.collect())
                }
            },
            FieldValue::Citation(citation) => json!(citation.to_yaml_text()),
            FieldValue::Number(written, _) => serde_json::from_str::<serde_json::Number>(written)
                .map_or(json!(&**written), Json::Number),
            FieldValue::Fraction(_, fraction) => {
                json!(format!("{}/{}", fraction.numerator(), fraction.denominator()))
            }
            FieldValue::Date(date) => date.to_json(),
            FieldValue::Period(from, until) => json!({
                "from": from.as_ref().map(UncertainDate::to_json),
                "until": until.as_ref().map(PeriodEnd::to_json),
            }),
            FieldValue::Url(text) | FieldValue::Choice(text) | FieldValue::File(text) => {
                json!(&**text)
            }
            FieldValue::Bool(value) => json!(value),
            FieldValue::Reference(written) => {
                match (written.contains('#'), self.site.find_related(field, written)) {
                    (false, Some(target)) => json!(&*self.site.entry_at(target).id),
                    _ => json!(&**written),
                }
            }
            FieldValue::Group(_) => Json::Null,
        }
    }
}

/// Returns a Markdown value as a text by language.
fn localized_markdown(versions: &[(Option<LanguageTag>, Arc<MarkdownBody>)]) -> LocalizedText {
    match versions {
        [(None, body)] => LocalizedText::Same(body_text(body).into()),
        versions => {
            let texts = versions.iter().filter_map(|(tag, body)| {
                let tag = tag.clone()?;
                Some((tag, body_text(body).into()))
            });
            LocalizedText::PerLanguage(texts.collect())
        }
    }
}
