//! The text of a new entry: its title, and each of its fields as a comment that says what it is.
//!
//! Every comment with a key is YAML after its `# ` is deleted, and its empty values are reported
//! until they are filled in.

use crate::diagnostic::ReportLanguage;
use crate::schema::{
    BuiltinType, EntryType, EntryTypeId, FieldDef, FieldKind, LanguageTag, LocalizedText,
    TranslationRule,
};
use crate::site::new_entry::NewEntryPlace;
use crate::site::{LanguageIndex, LocalizedSite, Site};

/// The front matter of a new entry.
struct EntryOutline<'a> {
    site: &'a Site,
    /// The language of the comments.
    words: ReportLanguage,
    lines: Vec<String>,
}

/// Returns the text of a new entry. It is a draft, and everything but its title is a comment, in
/// the first language of the site.
pub(crate) fn entry_outline(
    site: &Site,
    entry_type: &EntryType,
    title: &str,
    place: &NewEntryPlace,
) -> String {
    let tag = &site.default_language().0;
    let words = ReportLanguage::from_tag(tag).unwrap_or(ReportLanguage::English);
    let mut outline = EntryOutline { site, words, lines: vec!["---".into()] };
    if place.names_type {
        outline.lines.push(format!("type: {}", entry_type.id));
    }
    outline.push_title(title);
    outline.lines.push("draft: true".into());
    outline.push_comment(match words {
        ReportLanguage::English => {
            "Delete the # before what you fill in, and `draft` when it is finished."
        }
        ReportLanguage::Swedish => {
            "Ta bort # framför det som du fyller i, och `draft` när posten är klar."
        }
    });
    if entry_type.fields.iter().any(|field| field.requires_source) {
        outline.push_comment(match words {
            ReportLanguage::English => {
                "A source is written 'document mark \"words of the paragraph\"'."
            }
            ReportLanguage::Swedish => "En källa skrivs 'dokument beteckning \"ord ur stycket\"'.",
        });
    }
    outline.lines.push(String::new());
    outline.push_comment(match words {
        ReportLanguage::English => "One sentence that says what this is.",
        ReportLanguage::Swedish => "En mening som säger vad det här är.",
    });
    let description = outline.empty_text(entry_type.translate);
    outline.push_comment(&format!("description: {description}"));
    for field in &entry_type.fields {
        outline.lines.push(String::new());
        outline.push_field(field, entry_type);
    }
    outline.lines.push("---\n".into());
    outline.lines.join("\n")
}

/// Returns the fields that a site requires of documents and that an import does not fill in, as
/// comments: what each is, and its line.
pub(crate) fn missing_document_fields(site: &Site) -> Vec<String> {
    const FILLED_IN: [&str; 6] = ["date", "language", "original", "replaces", "text", "url"];
    let Some(document) = site.schema.types.get("document") else {
        return Vec::new();
    };
    let words = ReportLanguage::from_tag(&site.default_language().0);
    let words = words.unwrap_or(ReportLanguage::English);
    let mut outline = EntryOutline { site, words, lines: Vec::new() };
    let is_missing = |field: &&FieldDef| field.at_least > 0 && !FILLED_IN.contains(&&*field.id);
    for field in document.fields.iter().filter(is_missing) {
        outline.push_field(field, document);
    }
    outline.lines
}

impl EntryOutline<'_> {
    fn push_title(&mut self, title: &str) {
        let title = yaml_text(title);
        let [first, others @ ..] = &*self.site.config.languages else { return };
        if others.is_empty() {
            self.lines.push(format!("title: {title}"));
            return;
        }
        self.lines.push("title:".into());
        self.lines.push(format!("  {}: {title}", first.0));
        self.lines.extend(others.iter().map(|tag| format!("  # {}:", tag.0)));
    }

    fn push_comment(&mut self, text: &str) {
        self.lines.push(format!("# {text}"));
    }

    fn push_field(&mut self, field: &FieldDef, entry_type: &EntryType) {
        let mut sentences = vec![format!("{}: {}", self.text(&field.label), self.meaning(field))];
        sentences.extend(self.requirements(field).into_iter().map(str::to_owned));
        self.push_comment(&(sentences.join(". ") + "."));
        // The source of a document is the document.
        let is_sourced = field.requires_source && !entry_type.is(BuiltinType::Document);
        let value = self.empty_value(field);
        let line = match (is_sourced, &field.kind) {
            (_, FieldKind::Citation | FieldKind::Group(_)) | (false, _) => {
                format!("{}: {value}", field.id)
            }
            (true, _) => format!("{}: {{value: {value}, source: ''}}", field.id),
        };
        self.push_comment(line.trim_end());
    }

    /// Returns a value with nothing filled in.
    fn empty_value(&self, field: &FieldDef) -> String {
        match &field.kind {
            FieldKind::Text | FieldKind::Markdown => self.empty_text(field.translate),
            FieldKind::Period => "{from: , until: }".into(),
            FieldKind::Citation => "''".into(),
            FieldKind::Group(fields) => {
                let parts = fields.iter().map(|part| format!("{}: ", part.id));
                format!("[{{{}}}]", parts.collect::<Vec<_>>().join(", "))
            }
            FieldKind::Number
            | FieldKind::Fraction
            | FieldKind::Date
            | FieldKind::Url
            | FieldKind::Choice(_)
            | FieldKind::Bool
            | FieldKind::File
            | FieldKind::Reference(_) => String::new(),
        }
    }

    fn empty_text(&self, translate: TranslationRule) -> String {
        let languages = &self.site.config.languages;
        if languages.len() < 2 || translate == TranslationRule::NotTranslated {
            return String::new();
        }
        let parts = languages.iter().map(|LanguageTag(tag)| format!("{tag}: "));
        format!("{{{}}}", parts.collect::<Vec<_>>().join(", "))
    }

    /// Returns what a value of a field is.
    fn meaning(&self, field: &FieldDef) -> String {
        let (english, swedish) = match &field.kind {
            FieldKind::Text => ("a text", "en text"),
            FieldKind::Markdown => {
                ("a text, with *emphasis* and links", "en text, med *betoning* och länkar")
            }
            FieldKind::Number => ("a number", "ett tal"),
            FieldKind::Fraction => ("a part of a whole, such as 1/2", "en andel, som 1/2"),
            FieldKind::Date => (
                "a year, a month or a day, such as 2026-01-31",
                "ett år, en månad eller en dag, som 2026-01-31",
            ),
            FieldKind::Period => (
                "a period; `until` is the first day on which it no longer holds",
                "en period; `until` är den första dagen då det inte längre gäller",
            ),
            FieldKind::Url => {
                ("an address, such as https://example.org/", "en adress, som https://example.org/")
            }
            FieldKind::Bool => ("true or false", "true (ja) eller false (nej)"),
            FieldKind::Citation => ("a source", "en källa"),
            FieldKind::File => {
                ("a file, by its path from this folder", "en fil, med sökväg från den här mappen")
            }
            FieldKind::Choice(choices) => {
                let choice =
                    |(id, label): &(_, LocalizedText)| format!("{id} ({})", self.text(label));
                return self.either(choices.iter().map(choice).collect());
            }
            FieldKind::Group(fields) => {
                let part = |part: &FieldDef| {
                    format!("{} ({}: {})", part.id, self.text(&part.label), self.meaning(part))
                };
                return fields.iter().map(part).collect::<Vec<_>>().join(", ");
            }
            FieldKind::Reference(types) => return self.reference_meaning(types),
        };
        self.in_words(english, swedish).to_owned()
    }

    fn reference_meaning(&self, types: &[EntryTypeId]) -> String {
        let name = |id: &EntryTypeId| match self.site.schema.types.get(id) {
            Some(entry_type) => self.text(&entry_type.name),
            None => id.to_string(),
        };
        let id = self.in_words("the id of an entry", "id för en post");
        match types {
            [] => id.to_owned(),
            types => format!("{id} ({})", self.either(types.iter().map(name).collect())),
        }
    }

    /// Returns what a field requires, one sentence each, without full stops.
    fn requirements(&self, field: &FieldDef) -> Vec<&'static str> {
        let mut sentences = Vec::new();
        if field.at_least > 0 {
            sentences.push(self.in_words("Required", "Obligatoriskt"));
        }
        if field.at_most != Some(1) && !matches!(field.kind, FieldKind::Group(_)) {
            sentences.push(self.in_words(
                "Several are written as a list: [a, b]",
                "Flera skrivs som en lista: [a, b]",
            ));
        }
        if field.requires_attribution {
            sentences.push(self.in_words(
                "Needs `according_to`, the id of who says so",
                "Behöver `according_to`, id för den som säger det",
            ));
        }
        sentences
    }

    /// Returns `a, b or c`.
    fn either(&self, mut names: Vec<String>) -> String {
        let last = names.pop().unwrap_or_default();
        if names.is_empty() {
            return last;
        }
        format!("{} {} {last}", names.join(", "), self.in_words("or", "eller"))
    }

    fn in_words(&self, english: &'static str, swedish: &'static str) -> &'static str {
        match self.words {
            ReportLanguage::English => english,
            ReportLanguage::Swedish => swedish,
        }
    }

    /// Returns a text of the site in its first language, on one line.
    fn text(&self, text: &LocalizedText) -> String {
        let localized = LocalizedSite::new(self.site, LanguageIndex::default());
        localized.text(text).0.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

/// Returns a text as the value of a key in a block of YAML: as it is, or in quotation marks if it
/// could be read as something else.
fn yaml_text(text: &str) -> String {
    const OTHER_VALUES: [&str; 8] = ["true", "false", "null", "yes", "no", "on", "off", "nan"];
    let is_plain = |letter: char| letter.is_alphanumeric() || " -,.()/§".contains(letter);
    let is_text = text.starts_with(char::is_alphabetic)
        && text.chars().all(is_plain)
        && !OTHER_VALUES.iter().any(|other| text.eq_ignore_ascii_case(other));
    if is_text { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_yaml_could_misread_is_quoted() {
        for plain in ["Tvätta bussen", "Avtal, § 3 (a)"] {
            assert_eq!(yaml_text(plain), plain);
        }
        for (text, yaml) in [
            ("2026", "\"2026\""),
            ("no", "\"no\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("say \"x\"", r#""say \"x\"""#),
            ("- x", "\"- x\""),
        ] {
            assert_eq!(yaml_text(text), yaml);
        }
    }
}
