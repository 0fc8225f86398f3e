//! `left-out`: files that are not content, and are not published.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::code_span;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Files that are not content. One diagnostic for each folder and reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// Why.
    pub reason: LeftOutReason,
    /// The file, or the folder.
    pub path: String,
    /// The number of files that are left out.
    pub n_files: usize,
}

/// Why files are left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOutReason {
    /// The folder holds the manifest of an earlier build.
    OlderOutput,
    /// The folder belongs to a tool, such as `node_modules`.
    ToolFolder,
    /// The file is a private key.
    PrivateKey,
    /// The file is an HTML template of another generator.
    Template,
    /// Another file has the settings of the site.
    SecondSiteFile,
    /// The name is almost that of the file with the settings.
    MisspelledSiteFile,
    /// A file with settings is in a folder of the content.
    SiteFileInFolder,
    /// A file with settings is beside the content folder.
    SiteFileOutside,
    /// The folder declares types, in a folder without `site.yaml`.
    TypesWithoutSettings,
    /// The folder holds types, and its name is almost that of the folder for them.
    MisspelledTypesFolder,
    /// The folder holds strings, and its name is almost that of the folder for them.
    MisspelledStringsFolder,
    /// The file is in the folder for types and not in YAML.
    UnreadType,
    /// The file is in the folder for strings, and its name is not that of a language of the site.
    UnreadStrings,
    /// The folder holds pages, and its name begins with `_`, in a folder without `site.yaml`.
    UnderscoreFolder,
    /// The folder is a git repository without a work tree.
    GitRepository,
    /// The file is a page whose name does not end as that of a page.
    MisnamedPage,
    /// The name is that of a draft or of a working copy.
    DraftName,
    /// The folder is one for drafts.
    DraftFolder,
    /// The name of the page begins with a day that has not come.
    DayOfName,
}

impl Rule for LeftOut {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::LeftOut,
        name: "left-out",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "Files in the content folder are not published, because they are not content: an \
                       older output of pakt, the files of a tool, a private key, a template of another \
                       generator, a file with settings in another place or under another name \
                       than `site.yaml`, a folder whose name is almost `_types` or `_strings`, a file there that is not read, a git repository, a \
                       page with the wrong ending, a file whose name says that it is a draft or a copy \
                       (`_plan.md`, `plan.draft.md`), a page whose name begins with a day that has not come \
                       (`2099-05-01-plan.md`), or a folder `drafts`. In a folder without `site.yaml` they can also be types, or pages in a folder whose \
                       name begins with `_`.",
                why: "Published by accident, they would show readers an old site, thousands of files of \
                      other people, or a secret. Move them out of the content folder, or list them in \
                      `.gitignore`. In a folder without `site.yaml` this is a note.",
                before: "content/public/pakt-manifest.json",
                after: "output/pakt-manifest.json",
            },
            sv: RuleDocs {
                what: "Filer i innehållsmappen publiceras inte, eftersom de inte är innehåll: en äldre \
                       webbplats från pakt, ett verktygs filer, en privat nyckel, en mall från en annan \
                       generator, ännu en fil med inställningar på fel plats eller med ett annat \
                       namn än `site.yaml`, en mapp som nästan heter `_types` eller `_strings`, en fil där som inte läses, ett git-arkiv, en \
                       sida med fel filändelse, en fil vars namn säger att den är ett utkast eller en \
                       kopia (`_plan.md`, `plan.utkast.md`), en sida vars namn börjar med en dag som inte har \
                       kommit (`2099-05-01-plan.md`) eller en mapp `utkast`. I en mapp utan `site.yaml` kan de också vara typer, eller sidor i en mapp vars namn \
                       börjar med `_`.",
                why: "Om de publicerades av misstag skulle läsarna se en gammal webbplats, tusentals filer \
                      från andra eller en hemlighet. Flytta dem från innehållsmappen, eller skriv dem i \
                      `.gitignore`. I en mapp utan `site.yaml` är det här en upplysning.",
                before: "content/public/pakt-manifest.json",
                after: "output/pakt-manifest.json",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let path = code_span(&self.path);
        let reason = match language {
            English => english_reason(self.reason),
            Swedish => swedish_reason(self.reason),
        };
        let is_folder = !matches!(
            self.reason,
            LeftOutReason::PrivateKey
                | LeftOutReason::Template
                | LeftOutReason::MisnamedPage
                | LeftOutReason::DraftName
                | LeftOutReason::DayOfName
                | LeftOutReason::UnreadType
                | LeftOutReason::UnreadStrings
        );
        match (language, self.n_files) {
            (English, 0 | 1) => format!("{path} is left out: {reason}"),
            (Swedish, 0 | 1) => format!("{path} publiceras inte: {reason}"),
            (English, n) if is_folder => format!("{path} is left out, with {n} files: {reason}"),
            (Swedish, n) if is_folder => {
                format!("{path} publiceras inte, med {n} filer: {reason}")
            }
            (English, n) => format!("{path} and {} more are left out: {reason}", n - 1),
            (Swedish, n) => format!("{path} och {} till publiceras inte: {reason}", n - 1),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match language {
            English => english_help(self.reason),
            Swedish => swedish_help(self.reason),
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        let left_out = |reason, n_files| Self { reason, path: name("public"), n_files };
        vec![
            left_out(LeftOutReason::OlderOutput, 28),
            left_out(LeftOutReason::ToolFolder, 1),
            left_out(LeftOutReason::PrivateKey, 3),
            left_out(LeftOutReason::Template, 1),
            left_out(LeftOutReason::SecondSiteFile, 1),
            left_out(LeftOutReason::MisspelledSiteFile, 1),
            left_out(LeftOutReason::SiteFileInFolder, 1),
            left_out(LeftOutReason::SiteFileOutside, 1),
            left_out(LeftOutReason::TypesWithoutSettings, 2),
            left_out(LeftOutReason::MisspelledTypesFolder, 2),
            left_out(LeftOutReason::MisspelledStringsFolder, 1),
            left_out(LeftOutReason::UnreadType, 2),
            left_out(LeftOutReason::UnreadStrings, 1),
            left_out(LeftOutReason::UnderscoreFolder, 7),
            left_out(LeftOutReason::GitRepository, 1),
            left_out(LeftOutReason::MisnamedPage, 2),
            left_out(LeftOutReason::DraftName, 1),
            left_out(LeftOutReason::DraftFolder, 2),
            left_out(LeftOutReason::DayOfName, 1),
        ]
    }
}

/// Returns what to do about it.
fn english_help(reason: LeftOutReason) -> &'static str {
    match reason {
        LeftOutReason::OlderOutput => {
            "delete the folder, or write to a folder outside the content with `-o DIR`"
        }
        LeftOutReason::ToolFolder => {
            "list the folder in `.gitignore`; a folder with pages needs another name"
        }
        LeftOutReason::PrivateKey => {
            "move it out of the content folder, and replace the key if others have seen it"
        }
        LeftOutReason::Template => {
            "write the page in a file that ends in `.md`, or remove the lines before the HTML"
        }
        LeftOutReason::SecondSiteFile => "move its settings to `site.yaml`, and delete it",
        LeftOutReason::MisspelledSiteFile => "rename it to `site.yaml`",
        LeftOutReason::SiteFileInFolder => {
            "move it to the top of the content folder, or build that folder: `--content DIR`"
        }
        LeftOutReason::SiteFileOutside => "move it into the content folder",
        LeftOutReason::TypesWithoutSettings => {
            "add a file `site.yaml` to the content folder, with a line `title: …`"
        }
        LeftOutReason::MisspelledTypesFolder => "rename the folder to `_types`",
        LeftOutReason::MisspelledStringsFolder => "rename the folder to `_strings`",
        LeftOutReason::UnreadType => {
            "write it in YAML, in a file that ends in `.yaml`, or move it from the folder"
        }
        LeftOutReason::UnreadStrings => {
            "name it by a language of the site, as `languages:` has it: `_strings/en.yaml`"
        }
        LeftOutReason::UnderscoreFolder => "rename it, without `_`, to publish its pages",
        LeftOutReason::GitRepository => "move it out of the content folder",
        LeftOutReason::MisnamedPage => "rename it so that it ends in `.md`",
        LeftOutReason::DraftName => {
            "rename it to publish it; `draft: true` keeps a page back under any name"
        }
        LeftOutReason::DraftFolder => "move the files, or rename the folder",
        LeftOutReason::DayOfName => {
            "rename it, or write the day from which it is published: `published: 2024-05-01`"
        }
    }
}

/// Returns what to do about it.
fn swedish_help(reason: LeftOutReason) -> &'static str {
    match reason {
        LeftOutReason::DayOfName => {
            "byt namn på den, eller skriv från vilken dag den är publicerad: `published: 2024-05-01`"
        }
        LeftOutReason::MisnamedPage => "byt namn på den så att den slutar på `.md`",
        LeftOutReason::DraftName => {
            "byt namn på den för att publicera den; `draft: true` håller tillbaka en sida med vilket \
             namn som helst"
        }
        LeftOutReason::DraftFolder => "flytta filerna, eller byt namn på mappen",
        LeftOutReason::OlderOutput => {
            "ta bort mappen, eller skriv till en mapp utanför innehållet med `-o MAPP`"
        }
        LeftOutReason::ToolFolder => {
            "skriv mappen i `.gitignore`; en mapp med sidor behöver ett annat namn"
        }
        LeftOutReason::PrivateKey => {
            "flytta den från innehållsmappen, och byt nyckeln om andra har sett den"
        }
        LeftOutReason::Template => {
            "skriv sidan i en fil som slutar på `.md`, eller ta bort raderna före HTML-koden"
        }
        LeftOutReason::SecondSiteFile => {
            "flytta inställningarna till `site.yaml`, och ta bort filen"
        }
        LeftOutReason::MisspelledSiteFile => "byt namn på den till `site.yaml`",
        LeftOutReason::SiteFileInFolder => {
            "flytta den överst i innehållsmappen, eller bygg den mappen: `--content MAPP`"
        }
        LeftOutReason::SiteFileOutside => "flytta den till innehållsmappen",
        LeftOutReason::TypesWithoutSettings => {
            "lägg en fil `site.yaml` i innehållsmappen, med en rad `title: …`"
        }
        LeftOutReason::MisspelledTypesFolder => "byt namn på mappen till `_types`",
        LeftOutReason::MisspelledStringsFolder => "byt namn på mappen till `_strings`",
        LeftOutReason::UnreadType => {
            "skriv den i YAML, i en fil som slutar på `.yaml`, eller flytta den från mappen"
        }
        LeftOutReason::UnreadStrings => {
            "ge den namn efter ett av webbplatsens språk, som det står i `languages:`: \
             `_strings/sv.yaml`"
        }
        LeftOutReason::UnderscoreFolder => "byt namn på den, utan `_`, för att publicera sidorna",
        LeftOutReason::GitRepository => "flytta det från innehållsmappen",
    }
}

fn english_reason(reason: LeftOutReason) -> &'static str {
    match reason {
        LeftOutReason::OlderOutput => "it is an older output of pakt",
        LeftOutReason::ToolFolder => "it belongs to a tool",
        LeftOutReason::PrivateKey => "it is a private key",
        LeftOutReason::Template => "it is a template of another generator",
        LeftOutReason::SecondSiteFile => "another file has the settings of the site",
        LeftOutReason::MisspelledSiteFile => "only `site.yaml` has the settings of a site",
        LeftOutReason::SiteFileInFolder => {
            "only the `site.yaml` at the top of the content has the settings of a site"
        }
        LeftOutReason::SiteFileOutside => {
            "only the `site.yaml` in the content folder has the settings of a site"
        }
        LeftOutReason::TypesWithoutSettings => "only a folder with `site.yaml` has types",
        LeftOutReason::MisspelledTypesFolder => "only `_types` has the types of a site",
        LeftOutReason::MisspelledStringsFolder => "only `_strings` has the texts of a site",
        LeftOutReason::UnreadType => "only files in YAML declare types",
        LeftOutReason::UnreadStrings => "its name is not that of a language of the site",
        LeftOutReason::UnderscoreFolder => "folders whose names begin with `_` are kept back",
        LeftOutReason::GitRepository => "it is a git repository",
        LeftOutReason::MisnamedPage => "it has the front matter of a page and another ending",
        LeftOutReason::DraftName => "its name is that of a draft or a working copy",
        LeftOutReason::DraftFolder => "the folder is one for drafts",
        LeftOutReason::DayOfName => "its name begins with a day that has not come",
    }
}

fn swedish_reason(reason: LeftOutReason) -> &'static str {
    match reason {
        LeftOutReason::OlderOutput => "det är en äldre webbplats från pakt",
        LeftOutReason::ToolFolder => "det hör till ett verktyg",
        LeftOutReason::PrivateKey => "det är en privat nyckel",
        LeftOutReason::Template => "det är en mall från en annan generator",
        LeftOutReason::SecondSiteFile => "en annan fil har webbplatsens inställningar",
        LeftOutReason::MisspelledSiteFile => "bara `site.yaml` har en webbplats inställningar",
        LeftOutReason::SiteFileInFolder => {
            "bara `site.yaml` överst i innehållet har en webbplats inställningar"
        }
        LeftOutReason::SiteFileOutside => {
            "bara `site.yaml` i innehållsmappen har en webbplats inställningar"
        }
        LeftOutReason::TypesWithoutSettings => "bara en mapp med `site.yaml` har typer",
        LeftOutReason::MisspelledTypesFolder => "bara `_types` har en webbplats typer",
        LeftOutReason::MisspelledStringsFolder => "bara `_strings` har en webbplats texter",
        LeftOutReason::UnreadType => "bara filer i YAML beskriver typer",
        LeftOutReason::UnreadStrings => "namnet är inte ett av webbplatsens språk",
        LeftOutReason::UnderscoreFolder => "mappar vars namn börjar med `_` hålls tillbaka",
        LeftOutReason::GitRepository => "det är ett git-arkiv",
        LeftOutReason::MisnamedPage => {
            "den börjar som en sida (med front matter) men slutar på något annat"
        }
        LeftOutReason::DraftName => "namnet är ett utkasts eller en arbetskopias",
        LeftOutReason::DraftFolder => "mappen är en för utkast",
        LeftOutReason::DayOfName => "namnet börjar med en dag som inte har kommit",
    }
}
