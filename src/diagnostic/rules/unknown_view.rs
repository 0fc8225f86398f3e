//! `unknown-view`: a directive that names a view that does not exist.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, did_you_mean, shortened_name};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A directive that names a view that does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownView {
    /// The name as written.
    pub name: String,
    /// The most similar name of a view.
    pub suggestion: Option<String>,
    /// What the name is, if it is not that of a view.
    pub form: UnknownViewForm,
}

/// What the name of a view that does not exist is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownViewForm {
    /// A name in braces.
    Directive,
    /// The name of a callout in braces, as in MyST.
    Callout,
    /// The name of a view without its braces, above its options.
    CodeBlock,
}

impl Rule for UnknownView {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::UnknownView,
        name: "unknown-view",
        family: RuleFamily::View,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A fence in braces names a view that does not exist, or a view lacks its braces.",
                why: "The page shows the lines as code. The views of pakt are listed in the handbook; a \
                      site adds its own as a template.",
                before: "```{timelin}",
                after: "```{timeline}",
            },
            sv: RuleDocs {
                what: "Ett kodblock inom klamrar nämner en vy som inte finns, eller en vy saknar sina \
                       klamrar.",
                why: "Sidan visar raderna som kod. Pakts vyer finns i handboken; en webbplats lägger till \
                      egna som mallar.",
                before: "```{timelin}",
                after: "```{timeline}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let name = code_span(&self.name);
        match (self.form, language) {
            (UnknownViewForm::CodeBlock, English) => {
                format!("{name} is not written as a view, and is shown as code")
            }
            (UnknownViewForm::CodeBlock, Swedish) => {
                format!("{name} är inte skriven som en vy och visas som kod")
            }
            (UnknownViewForm::Directive | UnknownViewForm::Callout, English) => {
                format!("there is no view {name}")
            }
            (UnknownViewForm::Directive | UnknownViewForm::Callout, Swedish) => {
                format!("det finns ingen vy {name}")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let name = shortened_name(&self.name).to_uppercase();
        Some(match (&self.suggestion, language) {
            _ if self.form == UnknownViewForm::Callout => match language {
                English => format!("write a callout: `> [!{name}]`, and `> ` before each line"),
                Swedish => format!("skriv en ruta: `> [!{name}]`, och `> ` före varje rad"),
            },
            (Some(suggestion), _) => did_you_mean(suggestion, language),
            (None, English) => {
                "write the name of a view, or remove the braces if it is code".into()
            }
            (None, Swedish) => {
                "skriv namnet på en vy, eller ta bort klamrarna om det är kod".into()
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let fix = |right: &String| SpanFix::of_part(&self.name, right);
        self.suggestion.iter().map(fix).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self {
                name: name("timelin"),
                suggestion: Some(name("timeline")),
                form: UnknownViewForm::Directive,
            },
            Self { name: name("x"), suggestion: None, form: UnknownViewForm::Directive },
            Self { name: name("note"), suggestion: None, form: UnknownViewForm::Callout },
            Self {
                name: name("table"),
                suggestion: Some(name("{table}")),
                form: UnknownViewForm::CodeBlock,
            },
        ]
    }
}
