//! `too-large`: something exceeds one of pakt's limits.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Something exceeds one of the limits that keep pakt fast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLarge {
    /// What is limited, in English: "file", "nesting".
    pub what: &'static str,
    /// The most that is allowed.
    pub limit: usize,
    /// What the limit counts, in English: "bytes", "levels".
    pub unit: &'static str,
}

impl Rule for TooLarge {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::TooLarge,
        name: "too-large",
        family: RuleFamily::Syntax,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Something is larger than pakt accepts: a file with too many bytes, or values \
                       inside values inside values.",
                why: "Limits keep the build and the preview fast, also when a file is broken or was put \
                      there by mistake. A site that people can read stays far below them.",
                before: "One file of entries that has grown to hundreds of megabytes.",
                after: "The same entries in several files.",
            },
            sv: RuleDocs {
                what: "Något är större än vad pakt tar emot: en fil med för många byte, eller värden inuti \
                       värden inuti värden.",
                why: "Gränserna håller bygget och förhandsvisningen snabba, också när en fil är trasig \
                      eller har hamnat fel. En webbplats som människor kan läsa ligger långt under dem.",
                before: "En enda fil med poster som har vuxit till hundratals megabyte.",
                after: "Samma poster i flera filer.",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let Self { what, limit, unit } = self;
        match language {
            English => format!("the {what} exceeds the limit of {limit} {unit}"),
            Swedish => format!(
                "{}: mer än gränsen på {limit} {}",
                swedish_limit_name(what),
                swedish_unit_name(unit)
            ),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (language, self.what) {
            (English, "name") => {
                "give the term a shorter title, or add its usual name under `aliases:`"
            }
            (Swedish, "name") => {
                "ge begreppet en kortare titel, eller lägg till det vanliga namnet under `aliases:`"
            }
            (English, "list of questions") => "keep those that readers ask most",
            (Swedish, "list of questions") => "behåll de frågor som läsarna ställer oftast",
            (English, _) => "split it into smaller parts",
            (Swedish, _) => "dela upp det i mindre delar",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self { what: "file", limit: 10_000_000, unit: "bytes" },
            Self { what: "name", limit: 10, unit: "words" },
        ]
    }
}

fn swedish_limit_name(what: &str) -> &str {
    match what {
        "embedded text" => "den inbäddade texten",
        "file" => "filen",
        "front matter" => "sidhuvudet",
        "key" => "nyckeln",
        "line" => "raden",
        "list" => "listan",
        "list of questions" => "listan med frågor",
        "menu" => "menyn",
        "name" => "namnet",
        "nesting" => "nästlingen",
        "path" => "sökvägen",
        "quote" => "citatet",
        "range" => "intervallet",
        "site" => "webbplatsen",
        "table" => "tabellen",
        "value" => "värdet",
        other => other,
    }
}

fn swedish_unit_name(unit: &str) -> &str {
    match unit {
        "bytes" => "byte",
        "cells" => "celler",
        "characters" => "tecken",
        "choices" => "val",
        "ellipses" => "` … `",
        "entries" => "poster",
        "fields" => "fält",
        "files" => "filer",
        "keys" => "nycklar",
        "levels" => "nivåer",
        "lines" => "rader",
        "links" => "länkar",
        "paragraphs" => "stycken",
        "questions" => "frågor",
        "values" => "värden",
        "words" => "ord",
        other => other,
    }
}
