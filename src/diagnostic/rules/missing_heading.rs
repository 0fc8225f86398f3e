//! `missing-heading`: a link to a heading that the page does not have.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, did_you_mean, list_of_names};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A link to a heading that the page does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingHeading {
    /// The heading anchor as written.
    pub heading: String,
    /// The page that the link names: the path of its file, or the id of an entry in a list.
    pub page: String,
    /// The language of the text that was searched.
    pub language: Box<str>,
    /// If the link embeds a field: the fields that have values. `None` for all other links.
    pub fields: Option<Vec<String>>,
    /// The most similar heading or field of the page.
    pub suggestion: Option<String>,
}

impl Rule for MissingHeading {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MissingHeading,
        name: "missing-heading",
        family: RuleFamily::Link,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The page that the link leads to exists, but it has no such heading.",
                why: "The reader would land at the top of the page and have to look for the place. In a \
                      link, the heading is written in lower case with hyphens for spaces.",
                before: "See [the costs](model.md#cost).",
                after: "See [the costs](model.md#what-it-costs).",
            },
            sv: RuleDocs {
                what: "Sidan som länken leder till finns, men den har ingen sådan rubrik.",
                why: "Läsaren skulle hamna överst på sidan och få leta efter stället. I en länk skrivs \
                      rubriken med små bokstäver och bindestreck i stället för mellanslag.",
                before: "Se [kostnaderna](modellen.md#kostnad).",
                after: "Se [kostnaderna](modellen.md#vad-det-kostar).",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (heading, page) = (code_span(&self.heading), code_span(&self.page));
        match (&self.fields, language) {
            (None, English) => format!("{page} has no heading {heading}"),
            (None, Swedish) => format!("{page} har ingen rubrik {heading}"),
            (Some(_), English) => {
                format!("{page} has neither a field with values nor a heading {heading}")
            }
            (Some(_), Swedish) => {
                format!("{page} har varken ett fält med värden eller en rubrik {heading}")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        if let Some(suggestion) = &self.suggestion {
            return Some(did_you_mean(suggestion, language));
        }
        let fields = self.fields.as_ref().filter(|fields| !fields.is_empty());
        Some(match (fields, language) {
            (Some(fields), English) => {
                format!("write a field that has values: {}", list_of_names(fields, "or"))
            }
            (Some(fields), Swedish) => {
                format!("skriv ett fält som har värden: {}", list_of_names(fields, "eller"))
            }
            (None, English) => "link to the page alone, or to a heading that it has".into(),
            (None, Swedish) => {
                "länka till sidan som helhet, eller till en rubrik som den har".into()
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let fix = |right: &String| SpanFix::of_part(&self.heading, right);
        self.suggestion.iter().map(fix).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let missing = |fields, suggestion| Self {
            heading: name("kostnad"),
            page: name("modellen"),
            language: "sv".into(),
            fields,
            suggestion,
        };
        vec![
            missing(None, Some(name("kostnader"))),
            missing(None, None),
            missing(Some(vec![name("avgift"), name("hyra")]), None),
            missing(Some(Vec::new()), None),
        ]
    }
}
