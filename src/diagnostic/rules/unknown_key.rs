//! `unknown-key`: a key that pakt does not know in its place.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{
    LIST_MAX_NAMES, code_span, did_you_mean, list_of_names, shortened_name,
};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix, meant_key};

/// A key that pakt does not know in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey {
    /// The key as written.
    pub key: String,
    /// Where the key was found.
    pub scope: KeyScope,
    /// The most similar key that is known there.
    pub suggestion: Option<String>,
    /// All keys that are known there, if they are few.
    pub known: Vec<String>,
    /// What to write instead of a key about publication.
    pub publication: Option<PublicationCure>,
    /// The type that has the key as a field, if the page was probably meant to be of it.
    pub intended_type: Option<IntendedType>,
}

/// The type that a page was probably meant to have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntendedType {
    /// The id of the type.
    pub type_name: String,
    /// The folder of the type's pages, if the page is in one of a similar name.
    pub folder: Option<String>,
}

/// What to write instead of a key that says whether, or when, an entry is published. It keeps back
/// what the key keeps back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublicationCure {
    /// `draft: true`.
    Draft,
    /// `draft: false`, or nothing.
    NotDraft,
    /// `published:` with this day.
    From(String),
    /// `draft: true`, once the day has come on which the publication ends.
    DraftLater,
    /// Either: what was written cannot be understood.
    Unclear,
    /// This in each page of the folder, about which the key is.
    InEachPage(Box<PublicationCure>),
    /// This beside the map with the name in which the key is.
    BesideMap(Box<(String, PublicationCure)>),
}

impl UnknownKey {
    /// Returns the problem of a key that is not one of those that are known in a place.
    #[must_use]
    pub fn new<'k>(
        key: &str,
        scope: KeyScope,
        known: impl IntoIterator<Item = &'k str> + Clone,
    ) -> Self {
        let suggestion = meant_key(key, known.clone());
        let first: Vec<String> =
            known.into_iter().take(LIST_MAX_NAMES + 1).map(str::to_owned).collect();
        let known = if first.len() > LIST_MAX_NAMES { Vec::new() } else { first };
        Self {
            key: key.to_owned(),
            scope,
            suggestion,
            known,
            publication: None,
            intended_type: None,
        }
    }
}

/// The place whose keys are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyScope {
    /// `site.yaml`.
    Site,
    /// The front matter of an entry of the type with this name.
    Entry(String),
    /// The same in a folder without `site.yaml`, where other programs may use the key and types are
    /// not declared.
    PlainEntry(String),
    /// The front matter of a translation, whose entry has its keys in another file.
    Translation {
        /// The file that the key belongs in.
        first_file: String,
    },
    /// A type's declaration.
    Type,
    /// A field's declaration.
    Field,
    /// The declaration of a field whose kind does not use the key; the lines that would make it
    /// valid: `kind: number`.
    FieldKind(&'static [&'static str]),
    /// A file of theme strings.
    Strings,
    /// A map inside the value of the field with this name, such as a group's item or a period.
    Value(String),
    /// The head of a table of entries of the type with this name.
    Column(String),
    /// In the head of a table, the part of a column's name after that of this field.
    ColumnValue(String),
    /// A source beside `from:`, which names columns of the table in this file.
    Template(String),
}

impl Rule for UnknownKey {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnknownKey,
        name: "unknown-key",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "pakt does not know this key in this place.",
                why: "A key that is silently ignored can publish what it should hide: `drafts: true` does \
                      nothing, `draft: true` keeps a page back. On an entry, the fields of its type are \
                      keys too. In a folder without `site.yaml` this is a note.",
                before: "titel: The council",
                after: "title: The council",
            },
            sv: RuleDocs {
                what: "Nyckeln är okänd på det här stället.",
                why: "Om pakt hoppade över okända nycklar kunde det som skulle döljas bli publicerat: `drafts: true` \
                      gör ingenting, `draft: true` håller tillbaka sidan. På en post är också typens fält \
                      nycklar. I en mapp utan `site.yaml` är det här en upplysning.",
                before: "titel: Rådet",
                after: "title: Rådet",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let key = code_span(&self.key);
        let is_column = self.scope.is_in_table();
        match language {
            English if is_column => {
                format!("unknown column {key} in {}", english_scope(&self.scope))
            }
            Swedish if is_column => {
                format!("det finns ingen kolumn {key} i {}", swedish_scope(&self.scope))
            }
            English => format!("unknown key {key} in {}", english_scope(&self.scope)),
            Swedish => format!("det finns ingen nyckel {key} i {}", swedish_scope(&self.scope)),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let is_column = matches!(self.scope, KeyScope::Column(_));
        if let Some(cure) = &self.publication {
            return Some(match (language, is_column) {
                (English, false) => cure.english_line(""),
                (Swedish, false) => cure.swedish_line(""),
                (English, true) => cure.english_cell(),
                (Swedish, true) => cure.swedish_cell(),
            });
        }
        if let Some(IntendedType { type_name, folder }) = &self.intended_type {
            let line = code_span(&format!("type: {type_name}"));
            let folder = folder.as_ref().map(|folder| code_span(&format!("{folder}/")));
            return Some(match (language, folder) {
                (English, Some(folder)) => format!("move the file to {folder}, or write {line}"),
                (Swedish, Some(folder)) => {
                    format!("flytta filen till {folder}, eller skriv {line}")
                }
                (English, None) => format!("write {line}, whose key it is, or remove the line"),
                (Swedish, None) => {
                    format!("skriv {line}, vars nyckel det är, eller ta bort raden")
                }
            });
        }
        let is_of_value = matches!(self.scope, KeyScope::Entry(_))
            && ["value", "source", "according_to", "standing"].contains(&self.key.as_str());
        // A key is one word.
        let is_words =
            matches!(self.scope, KeyScope::Entry(_) | KeyScope::Value(_)) && self.key.contains(' ');
        Some(match (&self.suggestion, language) {
            (Some(suggestion), English) if is_column => {
                format!("name the column {}", code_span(suggestion))
            }
            (Some(suggestion), Swedish) if is_column => {
                format!("kalla kolumnen {}", code_span(suggestion))
            }
            (_, English) if is_of_value => {
                "it belongs to the value of a field: indent the line below that field, beside `value:`"
                    .into()
            }
            (_, Swedish) if is_of_value => {
                "den hör till värdet i ett fält: dra in raden under det fältet, bredvid `value:`".into()
            }
            (Some(suggestion), _) => did_you_mean(suggestion, language),
            (None, English) if is_words => {
                "a key is one word; if a comma in `{…}` has ended a value, put that value in quotation marks".into()
            }
            (None, Swedish) if is_words => {
                "en nyckel är ett ord; om ett komma i `{…}` har avslutat ett värde, sätt det värdet inom citattecken".into()
            }
            (None, English) => english_help(&self.scope, &self.known),
            (None, Swedish) => swedish_help(&self.scope, &self.known),
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let fix = |right: &String| SpanFix::of_part(&self.key, right);
        self.suggestion.iter().map(fix).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let in_scope = |scope| Self {
            key: name("titel"),
            scope,
            suggestion: None,
            known: Vec::new(),
            publication: None,
            intended_type: None,
        };
        let intended_types = [Some(name("batar")), None].map(|folder| Self {
            intended_type: Some(IntendedType { type_name: name("bat"), folder }),
            ..in_scope(KeyScope::Entry(name("page")))
        });
        let publication_cures = [
            PublicationCure::Draft,
            PublicationCure::NotDraft,
            PublicationCure::From(name("2024-05-01")),
            PublicationCure::DraftLater,
            PublicationCure::Unclear,
            PublicationCure::InEachPage(Box::new(PublicationCure::Draft)),
            PublicationCure::InEachPage(Box::new(PublicationCure::DraftLater)),
            PublicationCure::BesideMap(Box::new((name("params"), PublicationCure::Draft))),
        ];
        let with_cures = publication_cures.into_iter().flat_map(|cure| {
            [KeyScope::Entry(name("forum")), KeyScope::Column(name("forum"))]
                .map(|scope| Self { publication: Some(cure.clone()), ..in_scope(scope) })
        });
        let others = vec![
            Self { suggestion: Some(name("title")), ..in_scope(KeyScope::Site) },
            in_scope(KeyScope::Entry(name("forum"))),
            in_scope(KeyScope::PlainEntry(name("page"))),
            in_scope(KeyScope::Translation { first_file: name("index.md") }),
            in_scope(KeyScope::Type),
            in_scope(KeyScope::Field),
            in_scope(KeyScope::FieldKind(&["kind: number", "kind: fraction"])),
            in_scope(KeyScope::Strings),
            in_scope(KeyScope::Value(name("chair"))),
            Self { key: name("seven of them"), ..in_scope(KeyScope::Value(name("chair"))) },
            Self { known: vec![name("from")], ..in_scope(KeyScope::Value(name("chair"))) },
            Self { suggestion: Some(name("id")), ..in_scope(KeyScope::Column(name("forum"))) },
            in_scope(KeyScope::Column(name("forum"))),
            in_scope(KeyScope::ColumnValue(name("chair"))),
            Self { known: vec![name("from")], ..in_scope(KeyScope::ColumnValue(name("chair"))) },
            in_scope(KeyScope::Template(name("forum.csv"))),
        ];
        others.into_iter().chain(with_cures).chain(intended_types).collect()
    }
}

impl PublicationCure {
    /// Returns what to write in a place, which begins with a space; empty means where the key is.
    fn english_line(&self, place: &str) -> String {
        match self {
            Self::Draft => format!("write `draft: true`{place}"),
            Self::NotDraft => format!("write `draft: false`{place}, or remove the line"),
            Self::From(day) => format!("write {}{place}", code_span(&format!("published: {day}"))),
            Self::DraftLater => format!("write `draft: true`{place} once that day has come"),
            Self::Unclear => {
                format!("write `draft: true`{place} to keep it back, `draft: false` to publish it")
            }
            Self::InEachPage(cure) => cure.english_line(" in each page of the folder"),
            Self::BesideMap(inner) => {
                let (map, cure) = &**inner;
                cure.english_line(&format!(" beside {}", code_span(map)))
            }
        }
    }

    /// Returns what to write in a place, as [`PublicationCure::english_line`] does.
    fn swedish_line(&self, place: &str) -> String {
        match self {
            Self::Draft => format!("skriv `draft: true`{place}"),
            Self::NotDraft => format!("skriv `draft: false`{place}, eller ta bort raden"),
            Self::From(day) => format!("skriv {}{place}", code_span(&format!("published: {day}"))),
            Self::DraftLater => format!("skriv `draft: true`{place} när dagen har kommit"),
            Self::Unclear => format!(
                "skriv `draft: true`{place} för att hålla tillbaka den, `draft: false` för att \
                 publicera den"
            ),
            Self::InEachPage(cure) => cure.swedish_line(" på varje sida i mappen"),
            Self::BesideMap(inner) => {
                let (map, cure) = &**inner;
                cure.swedish_line(&format!(" bredvid {}", code_span(map)))
            }
        }
    }

    /// Returns what to do with a column: its finding is about all rows.
    fn english_cell(&self) -> String {
        match self {
            Self::Draft | Self::NotDraft | Self::Unclear => {
                "name the column `draft`, and write `true` in each row to keep back, `false` in the \
                 others"
                    .into()
            }
            Self::From(day) => {
                format!("name the column `published`, with days such as {}", code_span(day))
            }
            Self::DraftLater => {
                "name the column `draft`, and write `true` in each row whose day has come".into()
            }
            Self::InEachPage(_) => self.english_line(""),
            Self::BesideMap(inner) => inner.1.english_cell(),
        }
    }

    /// Returns what to do with a column, as [`PublicationCure::english_cell`] does.
    fn swedish_cell(&self) -> String {
        match self {
            Self::Draft | Self::NotDraft | Self::Unclear => {
                "kalla kolumnen `draft`, och skriv `true` på varje rad som ska hållas tillbaka, `false` \
                 på de andra"
                    .into()
            }
            Self::From(day) => {
                format!("kalla kolumnen `published`, med dagar som {}", code_span(day))
            }
            Self::DraftLater => {
                "kalla kolumnen `draft`, och skriv `true` på varje rad vars dag har kommit".into()
            }
            Self::InEachPage(_) => self.swedish_line(""),
            Self::BesideMap(inner) => inner.1.swedish_cell(),
        }
    }
}

impl KeyScope {
    /// Returns whether the keys are columns of a table.
    fn is_in_table(&self) -> bool {
        match self {
            Self::Column(_) | Self::ColumnValue(_) | Self::Template(_) => true,
            Self::Site
            | Self::Entry(_)
            | Self::PlainEntry(_)
            | Self::Translation { .. }
            | Self::Type
            | Self::Field
            | Self::FieldKind(_)
            | Self::Strings
            | Self::Value(_) => false,
        }
    }
}

fn english_scope(scope: &KeyScope) -> String {
    match scope {
        KeyScope::Site => "`site.yaml`".into(),
        KeyScope::Entry(entry_type) | KeyScope::PlainEntry(entry_type) => {
            format!("an entry of type {}", code_span(entry_type))
        }
        KeyScope::Translation { first_file } => {
            format!("a translation; it belongs in {}", code_span(first_file))
        }
        KeyScope::Type => "a type's declaration".into(),
        KeyScope::Field => "a field's declaration".into(),
        KeyScope::FieldKind(_) => "a field of this kind".into(),
        KeyScope::Strings => "the theme's strings".into(),
        KeyScope::Value(field) => format!("the value of {}", code_span(field)),
        KeyScope::Column(entry_type) => format!("a table of type {}", code_span(entry_type)),
        KeyScope::ColumnValue(field) => format!("the columns of {}", code_span(field)),
        KeyScope::Template(file) => code_span(file),
    }
}

fn swedish_scope(scope: &KeyScope) -> String {
    match scope {
        KeyScope::Site => "`site.yaml`".into(),
        KeyScope::Entry(entry_type) | KeyScope::PlainEntry(entry_type) => {
            format!("en post av typen {}", code_span(entry_type))
        }
        KeyScope::Translation { first_file } => {
            format!("en översättning; den hör hemma i {}", code_span(first_file))
        }
        KeyScope::Type => "deklarationen av en typ".into(),
        KeyScope::Field => "deklarationen av ett fält".into(),
        KeyScope::FieldKind(_) => "ett fält av den här sorten".into(),
        KeyScope::Strings => "temats ord".into(),
        KeyScope::Value(field) => format!("värdet för {}", code_span(field)),
        KeyScope::Column(entry_type) => {
            format!("en tabell med poster av typen {}", code_span(entry_type))
        }
        KeyScope::ColumnValue(field) => format!("kolumnerna för {}", code_span(field)),
        KeyScope::Template(file) => code_span(file),
    }
}

fn english_help(scope: &KeyScope, known: &[String]) -> String {
    match scope {
        KeyScope::Entry(entry_type) => {
            let file = shortened_name(entry_type);
            format!("remove the line, or declare the field under `fields:` in `_types/{file}.yaml`")
        }
        KeyScope::Column(entry_type) => {
            let file = shortened_name(entry_type);
            format!(
                "remove the column, or declare the field under `fields:` in `_types/{file}.yaml`"
            )
        }
        KeyScope::ColumnValue(_) => match known {
            [] => "remove the column, or give it a name that pakt knows".into(),
            known => format!("remove the column, or write {}", list_of_names(known, "or")),
        },
        KeyScope::Template(_) => match known {
            [] => "write the name of a column between the braces".into(),
            known => format!("write {}", list_of_names(known, "or")),
        },
        KeyScope::PlainEntry(_) => "remove the line if no other program uses it".into(),
        KeyScope::Translation { first_file } => {
            format!("move the line to {}, or remove it", code_span(first_file))
        }
        KeyScope::FieldKind(lines) => {
            format!("remove the line, or write {}", list_of_names(lines, "or"))
        }
        KeyScope::Site
        | KeyScope::Type
        | KeyScope::Field
        | KeyScope::Strings
        | KeyScope::Value(_) => match known {
            [] => "remove the line, or write a key that pakt knows".into(),
            known => format!("remove the line, or write {}", list_of_names(known, "or")),
        },
    }
}

fn swedish_help(scope: &KeyScope, known: &[String]) -> String {
    match scope {
        KeyScope::Entry(entry_type) => {
            let file = shortened_name(entry_type);
            format!("ta bort raden, eller deklarera fältet under `fields:` i `_types/{file}.yaml`")
        }
        KeyScope::Column(entry_type) => {
            let file = shortened_name(entry_type);
            format!(
                "ta bort kolumnen, eller deklarera fältet under `fields:` i `_types/{file}.yaml`"
            )
        }
        KeyScope::ColumnValue(_) => match known {
            [] => "ta bort kolumnen, eller ge den ett namn som pakt känner till".into(),
            known => format!("ta bort kolumnen, eller skriv {}", list_of_names(known, "eller")),
        },
        KeyScope::Template(_) => match known {
            [] => "skriv namnet på en kolumn inom klamrarna".into(),
            known => format!("skriv {}", list_of_names(known, "eller")),
        },
        KeyScope::PlainEntry(_) => "ta bort raden om inget annat program använder den".into(),
        KeyScope::Translation { first_file } => {
            format!("flytta raden till {}, eller ta bort den", code_span(first_file))
        }
        KeyScope::FieldKind(lines) => {
            format!("ta bort raden, eller skriv {}", list_of_names(lines, "eller"))
        }
        KeyScope::Site
        | KeyScope::Type
        | KeyScope::Field
        | KeyScope::Strings
        | KeyScope::Value(_) => match known {
            [] => "ta bort raden, eller skriv en nyckel som pakt känner till".into(),
            known => format!("ta bort raden, eller skriv {}", list_of_names(known, "eller")),
        },
    }
}
