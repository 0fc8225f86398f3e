//! `template-error`: a template of the site's theme that cannot be used.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::quoted_words;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// A template of the site's theme that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateError {
    /// The template engine's own message.
    pub problem: String,
}

impl Rule for TemplateError {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::TemplateError,
        name: "template-error",
        family: RuleFamily::Theme,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A template of the site's own theme cannot be read, or fails while a page is made.",
                why: "pakt uses its own template of the same name in its place, if there is one, so the \
                      pages exist but do not look as they should. A page that cannot be made at all keeps \
                      the file from the last build.",
                before: "<h1>{{ page.title }</h1>",
                after: "<h1>{{ page.title }}</h1>",
            },
            sv: RuleDocs {
                what: "En mall i webbplatsens eget tema går inte att läsa, eller fungerar inte när en sida \
                       ska göras.",
                why: "pakt använder sin egen mall med samma namn i stället, om det finns en, så sidorna \
                      finns men ser inte ut som de ska. En sida som inte alls går att göra behåller filen \
                      från det senaste bygget.",
                before: "<h1>{{ page.title }</h1>",
                after: "<h1>{{ page.title }}</h1>",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let problem = quoted_words(&self.problem);
        match language {
            English => format!("the template cannot be used: {problem}"),
            Swedish => format!("mallen går inte att använda: {problem}"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => "fix the template; until then the built-in one is used",
            Swedish => "rätta filen; tills dess används pakts egen mall med samma namn",
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![Self { problem: name("unknown filter\n  --> page.html:3") }]
    }
}
