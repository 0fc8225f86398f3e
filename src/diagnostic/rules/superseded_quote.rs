//! `superseded-quote`: the newest version of a paper has other words than a citation.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{code_span, quoted_citation, quoted_passage};
use crate::diagnostic::{DiagnosticCode, FixPlace, RuleFamily, Severity, SpanFix};

/// A citation whose words the newest version of its paper does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupersededQuote {
    /// The cited document.
    pub document: String,
    /// The newest version of it.
    pub newest: String,
    /// What the newest version has instead. `None` means that the paragraph is gone.
    pub wording: Option<NewWording>,
    /// The first version without the words of the citation.
    pub end: WordingEnd,
}

/// The version of a paper with which a wording ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordingEnd {
    /// The document.
    pub version: String,
    /// Its date.
    pub date: Option<String>,
    /// The `until` of the statement, which is later. `None` means that it has none.
    pub stated: Option<String>,
}

/// What the newest version of a paper has instead of cited words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWording {
    /// The paragraph. `None` means that it has no mark.
    pub locator: Option<String>,
    /// The words. `None` means that they cannot be quoted.
    pub words: Option<String>,
    /// A citation of these words, to take over.
    pub citation: Option<String>,
    /// What to write at the place of the citation.
    pub replacement: Option<String>,
}

impl Rule for SupersededQuote {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::SupersededQuote,
        name: "superseded-quote",
        family: RuleFamily::Citation,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The paper has a newer version, and that has other words than the quote, or none.",
                why: "The statement may no longer hold. A reader of its page is told until when the \
                      wording was this, and what has taken its place. A statement that ended before the \
                      newer version is right as it is: give it an `until`. The newer version is the \
                      document that says `replaces:`.",
                before: "term: {value: ten years, source: 'lease P2 \"runs for ten years\"'}",
                after: "term:\n  - {value: ten years, source: 'lease P2 \"runs for ten years\"', \
                        until: 2019-03-01}\n  - {value: twelve years, source: 'lease-2019 P2 \"runs for \
                        twelve years\"', from: 2019-03-01}",
            },
            sv: RuleDocs {
                what: "Papperet finns i en nyare version, och den har andra ord än citatet, eller inga.",
                why: "Uppgiften kanske inte gäller längre. Den som läser sidan får veta till när lydelsen \
                      var den här, och vad som står där nu. En uppgift som upphörde före den nyare \
                      versionen är rätt som den är: ge den ett `until`. Den nyare versionen är det \
                      dokument som anger `replaces:`.",
                before: "term: {value: tio år, source: 'avtal P2 \"gäller i tio år\"'}",
                after: "term:\n  - {value: tio år, source: 'avtal P2 \"gäller i tio år\"', until: \
                        2019-03-01}\n  - {value: tolv år, source: 'avtal-2019 P2 \"gäller i tolv år\"', \
                        from: 2019-03-01}",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (document, newest) = (code_span(&self.document), code_span(&self.newest));
        match (language, &self.wording) {
            (English, Some(_)) => {
                format!("{newest} has replaced {document} and has other words than this quote")
            }
            (Swedish, Some(_)) => {
                format!("{newest} har ersatt {document} och har andra ord än det här citatet")
            }
            (English, None) => {
                format!("{newest} has replaced {document} and does not have these words any more")
            }
            (Swedish, None) => {
                format!("{newest} har ersatt {document} och har inte de här orden längre")
            }
        }
    }

    fn label(&self, language: ReportLanguage) -> Option<String> {
        let wording = self.wording.as_ref()?;
        let words = quoted_passage(wording.words.as_ref()?);
        let locator = wording.locator.as_deref().map(code_span);
        Some(match (language, locator) {
            (English, Some(locator)) => format!("{locator} now says “{words}”"),
            (Swedish, Some(locator)) => format!("i {locator} står nu ”{words}”"),
            (English, None) => format!("it now says “{words}”"),
            (Swedish, None) => format!("där står nu ”{words}”"),
        })
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let WordingEnd { version, date, stated } = &self.end;
        let mut until = code_span(&match (date, language) {
            (Some(date), _) => format!("until: {date}"),
            (None, English) => "until: DATE".to_owned(),
            (None, Swedish) => "until: DATUM".to_owned(),
        });
        if let Some(stated) = stated {
            let stated = code_span(&format!("until: {stated}"));
            until.push_str(&match language {
                English => format!(" instead of {stated}"),
                Swedish => format!(" i stället för {stated}"),
            });
        }
        if *version != self.newest {
            let version = code_span(version);
            until.push_str(&match language {
                English => format!(" (the wording ended with {version})"),
                Swedish => format!(" (lydelsen upphörde med {version})"),
            });
        }
        let citation = self.wording.as_ref().and_then(|wording| wording.citation.as_deref());
        let citation = citation.map(quoted_citation);
        Some(match (language, citation) {
            (English, Some(citation)) => format!(
                "if the statement still holds, cite {citation}; if it has ended, give it {until}"
            ),
            (Swedish, Some(citation)) => format!(
                "hänvisa till {citation} om uppgiften fortfarande gäller; ge den {until} om den har \
                 upphört"
            ),
            (English, None) => {
                format!(
                    "if the statement has ended, give it {until}; otherwise find its new source"
                )
            }
            (Swedish, None) => {
                format!("ge uppgiften {until} om den har upphört, och annars en ny källa")
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let replacement = self.wording.as_ref().and_then(|wording| wording.replacement.clone());
        replacement.map(|text| SpanFix { place: FixPlace::Whole, text }).into_iter().collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let wording = |is_quoted: bool| NewWording {
            locator: is_quoted.then(|| name("P2")),
            words: is_quoted.then(|| name("runs for twelve years")),
            citation: is_quoted.then(|| name("lease-2019 P2 \"runs for twelve years\"")),
            replacement: is_quoted.then(|| name("lease-2019 P2 \"runs for twelve years\"")),
        };
        let superseded = |wording, version: &str, date: Option<&str>| Self {
            document: name("lease"),
            newest: name("lease-2019"),
            wording,
            end: WordingEnd { version: name(version), date: date.map(name), stated: None },
        };
        let stated = Some(name("2021"));
        let late = superseded(Some(wording(true)), "lease-2015", Some("2015-03-01"));
        let late = Self { end: WordingEnd { stated, ..late.end.clone() }, ..late };
        vec![
            superseded(Some(wording(true)), "lease-2019", Some("2019-03-01")),
            superseded(Some(wording(false)), "lease-2019", None),
            superseded(Some(wording(true)), "lease-2015", Some("2015-03-01")),
            superseded(None, "lease-2019", Some("2019-03-01")),
            late,
        ]
    }
}
