//! `broken-link`: a link to something that does not exist.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
pub use crate::diagnostic::kept_back::KeptBackReason;
use crate::diagnostic::quoting::{code_span, did_you_mean, quoted_citation};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, SpanFix};

/// A link whose target does not exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenLink {
    /// The target as written.
    pub target: String,
    /// Why there is no such target.
    pub reason: BrokenLinkReason,
    /// The most similar target that exists.
    pub suggestion: Option<String>,
    /// Where the target is written. `None` means in a list of names, such as a menu.
    pub place: Option<LinkPlace>,
}

/// Where a target is written, which a suggestion depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPlace {
    /// The folder of the file, from the top of the content, without `/` at the end.
    pub folder: String,
    /// How the target is written.
    pub form: TargetForm,
}

/// How the target of a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetForm {
    /// A path: `[text](path)`.
    Path,
    /// A name: `[[name]]`.
    Name,
    /// The path of a file that a field or a list names.
    File,
}

/// Why a link has no target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenLinkReason {
    /// Nothing has that path or name.
    NotFound,
    /// The target is a page that is not published.
    KeptBack(KeptBackReason),
    /// A field that the entry's type does not have, or that has no value.
    Field,
    /// A file of that name is there, in a format that is not read; `suggestion` is its path.
    NotRead,
    /// There is no target at all.
    Empty,
    /// The name is that of a type of which nothing is published.
    EmptyList,
    /// The file is there, but it is not published.
    NotPublished(UnpublishedReason),
}

/// Why a file in the content folder is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnpublishedReason {
    /// Its name, or that of a folder above it, begins with `.`.
    Hidden,
    /// A rule in a `.gitignore` of the content folder.
    Ignored,
    /// The name of a folder above it begins with `_`.
    UnderscoreFolder,
    /// It has the name of a backup or a temporary file of an editor.
    EditorFile,
    /// It has settings or entries.
    Data,
    /// It is not content, which `left-out` reports.
    LeftOut,
}

impl Rule for BrokenLink {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::BrokenLink,
        name: "broken-link",
        family: RuleFamily::Link,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A link leads to a page, a file or a field that is not there, or to a page that is \
                       not published, such as a draft.",
                why: "The reader would meet an error page. A link is a path from the page it stands on, a \
                      path from the top of the site with `/` first, or an id in double brackets.",
                before: "See [the model](modle.md).",
                after: "See [the model](model.md).",
            },
            sv: RuleDocs {
                what: "En länk leder till en sida, en fil eller ett fält som inte finns, eller till en \
                       sida som inte är publicerad, till exempel ett utkast.",
                why: "Läsaren skulle hamna på en felsida. En länk är en sökväg från sidan den står på, en \
                      sökväg från webbplatsens början med `/` först, eller ett id inom dubbla \
                      hakparenteser.",
                before: "Se [modellen](modelen.md).",
                after: "Se [modellen](modellen.md).",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let target = code_span(&self.target);
        match (language, self.reason) {
            (English, BrokenLinkReason::Empty) => "the link has no target".into(),
            (Swedish, BrokenLinkReason::Empty) => "länken har inget mål".into(),
            (English, BrokenLinkReason::NotPublished(reason)) => format!(
                "the link goes to {target}, which is there but is not published: {}",
                english_unpublished(reason)
            ),
            (Swedish, BrokenLinkReason::NotPublished(reason)) => format!(
                "länken leder till {target}, som finns men inte publiceras: {}",
                swedish_unpublished(reason)
            ),
            (English, reason) => {
                let reason = match reason {
                    BrokenLinkReason::NotFound
                    | BrokenLinkReason::Empty
                    | BrokenLinkReason::NotPublished(_) => "which does not exist".to_owned(),
                    BrokenLinkReason::KeptBack(reason) => {
                        format!("which {}", reason.predicate(language))
                    }
                    BrokenLinkReason::Field => "a field that has no value".to_owned(),
                    BrokenLinkReason::EmptyList => {
                        "the list of a type of which nothing is published".to_owned()
                    }
                    BrokenLinkReason::NotRead => format!("but {} is not read", self.file()),
                };
                format!("the link goes to {target}, {reason}")
            }
            (Swedish, reason) => {
                let reason = match reason {
                    BrokenLinkReason::NotFound
                    | BrokenLinkReason::Empty
                    | BrokenLinkReason::NotPublished(_) => "som inte finns".to_owned(),
                    BrokenLinkReason::KeptBack(reason) => {
                        format!("som {}", reason.predicate(language))
                    }
                    BrokenLinkReason::Field => "ett fält som inte har något värde".to_owned(),
                    BrokenLinkReason::EmptyList => {
                        "listan över en typ som inte har någon publicerad post".to_owned()
                    }
                    BrokenLinkReason::NotRead => format!("men {} läses inte", self.file()),
                };
                format!("länken leder till {target}, {reason}")
            }
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        if let (Some(suggestion), false) =
            (&self.suggestion, self.reason == BrokenLinkReason::NotRead)
        {
            return Some(did_you_mean(suggestion, language));
        }
        let is_file = self.place.as_ref().is_some_and(|place| place.form == TargetForm::File);
        let help = match (language, self.reason) {
            (English, BrokenLinkReason::NotFound) if is_file => {
                "write the path of a file that is in the content folder"
            }
            (Swedish, BrokenLinkReason::NotFound) if is_file => {
                "skriv sökvägen till en fil som finns i innehållsmappen"
            }
            (English, BrokenLinkReason::NotFound) => {
                "write the path or the id of a page that exists"
            }
            (English, BrokenLinkReason::Empty) => "write the path of a page in the brackets",
            (Swedish, BrokenLinkReason::Empty) => "skriv sökvägen till en sida inom parenteserna",
            (English, BrokenLinkReason::NotPublished(UnpublishedReason::Ignored)) => {
                "remove the rule from `.gitignore`, or remove the link"
            }
            (Swedish, BrokenLinkReason::NotPublished(UnpublishedReason::Ignored)) => {
                "ta bort regeln från `.gitignore`, eller ta bort länken"
            }
            (English, BrokenLinkReason::NotPublished(UnpublishedReason::Data)) => {
                "link to an entry by its id, as in `[[id]]`, or remove the link"
            }
            (Swedish, BrokenLinkReason::NotPublished(UnpublishedReason::Data)) => {
                "länka till en post med dess id, som i `[[id]]`, eller ta bort länken"
            }
            (English, BrokenLinkReason::NotPublished(_)) => {
                "rename it or move it to another folder, or remove the link"
            }
            (Swedish, BrokenLinkReason::NotPublished(_)) => {
                "byt namn eller flytta filen till en annan mapp, eller ta bort länken"
            }
            (English, BrokenLinkReason::KeptBack(reason)) => {
                return Some(format!("{}, or remove the link", reason.how_to_publish(language)));
            }
            (English, BrokenLinkReason::NotRead) => {
                "write the page in Markdown and save it with the ending `.md`"
            }
            (Swedish, BrokenLinkReason::NotRead) => {
                "skriv sidan i Markdown och spara den med ändelsen `.md`"
            }
            (English, BrokenLinkReason::EmptyList) => {
                "publish an entry of the type, or remove the link"
            }
            (Swedish, BrokenLinkReason::EmptyList) => {
                "publicera en post av typen, eller ta bort länken"
            }
            (English, BrokenLinkReason::Field) => {
                "write `ENTRY#FIELD` with a field that the entry fills in"
            }
            (Swedish, BrokenLinkReason::NotFound) => {
                "skriv sökvägen till eller id:t för en sida som finns"
            }
            (Swedish, BrokenLinkReason::KeptBack(reason)) => {
                return Some(format!("{}, eller ta bort länken", reason.how_to_publish(language)));
            }
            (Swedish, BrokenLinkReason::Field) => {
                "skriv `POST#FÄLT` med ett fält som posten har fyllt i"
            }
        };
        Some(help.into())
    }

    fn fixes(&self) -> Vec<SpanFix> {
        // A citation is written in other brackets than a link.
        let is_target =
            |right: &&String| self.reason == BrokenLinkReason::NotFound && !right.starts_with("[@");
        let rights = self.suggestion.iter().filter(is_target);
        rights.map(|right| SpanFix::of_part(&self.target, right)).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let broken =
            |reason| Self { target: name("modelen.md"), reason, suggestion: None, place: None };
        let suggestion = Some(name("modellen.md"));
        let mut fixtures = vec![Self { suggestion, ..broken(BrokenLinkReason::NotFound) }];
        fixtures.push(broken(BrokenLinkReason::NotFound));
        let place = Some(LinkPlace { folder: String::new(), form: TargetForm::File });
        fixtures.push(Self { place, ..broken(BrokenLinkReason::NotFound) });
        fixtures.extend(KeptBackReason::ALL.map(BrokenLinkReason::KeptBack).map(broken));
        let without_value =
            [BrokenLinkReason::Field, BrokenLinkReason::Empty, BrokenLinkReason::EmptyList];
        fixtures.extend(without_value.map(broken));
        let file = Some(name("guide.mdx"));
        fixtures.push(Self { suggestion: file, ..broken(BrokenLinkReason::NotRead) });
        let not_published = [
            UnpublishedReason::Hidden,
            UnpublishedReason::Ignored,
            UnpublishedReason::UnderscoreFolder,
            UnpublishedReason::EditorFile,
            UnpublishedReason::Data,
            UnpublishedReason::LeftOut,
        ];
        fixtures.extend(not_published.map(BrokenLinkReason::NotPublished).map(broken));
        fixtures
    }
}

impl BrokenLink {
    /// Returns the file that is there, in backticks.
    fn file(&self) -> String {
        quoted_citation(self.suggestion.as_deref().unwrap_or(&self.target))
    }
}

fn english_unpublished(reason: UnpublishedReason) -> &'static str {
    match reason {
        UnpublishedReason::Hidden => "files and folders whose names begin with `.` are hidden",
        UnpublishedReason::Ignored => "a rule in `.gitignore` excludes it",
        UnpublishedReason::UnderscoreFolder => "folders whose names begin with `_` are kept back",
        UnpublishedReason::EditorFile => "it has the name of an editor's temporary file",
        UnpublishedReason::Data => "it has settings or entries",
        UnpublishedReason::LeftOut => "it is left out (`left-out`)",
    }
}

fn swedish_unpublished(reason: UnpublishedReason) -> &'static str {
    match reason {
        UnpublishedReason::Hidden => "filer och mappar vars namn börjar med `.` är dolda",
        UnpublishedReason::Ignored => "en regel i `.gitignore` utesluter filen",
        UnpublishedReason::UnderscoreFolder => "mappar vars namn börjar med `_` hålls tillbaka",
        UnpublishedReason::EditorFile => "namnet är det på ett redigeringsprograms tillfälliga fil",
        UnpublishedReason::Data => "den innehåller inställningar eller poster",
        UnpublishedReason::LeftOut => "den är inte innehåll (`left-out`)",
    }
}
