//! `unknown-type`: a type that neither the site nor pakt declares.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, did_you_mean, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// The name of a type that neither the site nor pakt declares.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownType {
    /// The name as written.
    pub name: String,
    /// The most similar declared name.
    pub suggestion: Option<String>,
}

impl Rule for UnknownType {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnknownType,
        name: "unknown-type",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A type is named that neither the site nor pakt declares.",
                why: "The type says which fields an entry has and where it is published. The built-in \
                      types are `page`, `document`, `question` and `term`; the site's own are in the \
                      folder `_types/`, one file each.",
                before: "type: fourm",
                after: "type: forum",
            },
            sv: RuleDocs {
                what: "Här nämns en typ som varken webbplatsen eller pakt deklarerar.",
                why: "Typen säger vilka fält en post har och var den publiceras. De inbyggda typerna är \
                      `page`, `document`, `question` och `term`; webbplatsens egna ligger i mappen \
                      `_types/`, i var sin fil.",
                before: "type: fourm",
                after: "type: forum",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let name = code_span(&self.name);
        match language {
            English => format!("there is no type {name}"),
            Swedish => format!("det finns ingen typ {name}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let name = shortened_name(&self.name);
        let is_of_declaration = ["plural", "path", "fields", "name"].contains(&self.name.as_str());
        let is_of_entry = ["title", "id", "description", "tags"].contains(&self.name.as_str());
        Some(match (&self.suggestion, language) {
            (None, English) if is_of_declaration => {
                "to declare a type, move the file to the folder `_types/` of the content".into()
            }
            (None, Swedish) if is_of_declaration => {
                "flytta filen till innehållets mapp `_types/` om den deklarerar en typ".into()
            }
            (None, English) if is_of_entry => {
                "indent the line if it belongs to the entry above it; a list begins with a type"
                    .into()
            }
            (None, Swedish) if is_of_entry => {
                "dra in raden om den hör till posten ovanför; en lista börjar med en typ".into()
            }
            (Some(suggestion), _) => did_you_mean(suggestion, language),
            (None, English) => {
                format!("declare it in `_types/{name}.yaml`, or choose a type that exists")
            }
            (None, Swedish) => {
                format!("deklarera den i `_types/{name}.yaml`, eller välj en typ som finns")
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let fix = |right: &String| SpanFix::of_part(&self.name, right);
        self.suggestion.iter().map(fix).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let suggestions = [Some(name("forum")), None];
        suggestions.map(|suggestion| Self { name: name("fourm"), suggestion }).into()
    }
}
