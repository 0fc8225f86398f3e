//! Runs a case: in memory, or by the command line in a folder.

use super::format::{Annotation, Case, CasePart, InputFile, OutputFile};
use crate::support::{Workspace, tree};
use pakt::check;
use pakt::diagnostic::ReportLanguage;
use pakt::diagnostic::emit::json;
use pakt::files::FileSet;
use pakt::render::{self, Artifact};
use pakt::site::SiteSnapshot;
use pakt::site::settings::RunSettings;
use pakt::theme::{StringOverrides, Theme, ThemeFiles};
use serde_json::Value;

/// Begins the line that says what is reported in no file.
const NO_FILE_LINE: &str = "Reports in no file";

/// A site that was built, where its case needs it.
enum BuiltCase {
    Memory(Box<SiteSnapshot>),
    Folder(Workspace),
}

/// Returns the case with what is reported and shown now.
pub(super) fn actual(case: &Case) -> Case {
    let built = BuiltCase::new(case);
    let mut diagnostics = built.diagnostics();
    if !case.shows_help() {
        diagnostics.iter_mut().for_each(|(_, annotation)| annotation.help = None);
    }
    let (without_file, mut diagnostics): (Vec<_>, Vec<_>) =
        diagnostics.into_iter().partition(|(path, _)| path.is_empty());
    let mut without_file = without_file.into_iter().map(|(_, annotation)| annotation);
    let parts: Vec<CasePart> = case
        .parts
        .iter()
        .map(|part| match part {
            CasePart::Prose(line) if line.starts_with(NO_FILE_LINE) => {
                let Some(Annotation { severity, code, english, swedish, .. }) = without_file.next()
                else {
                    return CasePart::Prose(NO_FILE_LINE.to_owned());
                };
                let line = format!("{NO_FILE_LINE} {severity}[{code}]: {english} = sv: {swedish}");
                CasePart::Prose(line)
            }
            CasePart::Prose(line) => {
                if let Some(word) = hidden_word(line) {
                    built.assert_unpublished(word, &case.title);
                }
                CasePart::Prose(line.clone())
            }
            CasePart::Input(file) => {
                let (in_file, others) =
                    diagnostics.drain(..).partition(|(path, _)| *path == built.report_path(file));
                diagnostics = others;
                let in_file: Vec<(String, Annotation)> = in_file;
                let annotations = in_file.into_iter().map(|(_, annotation)| annotation).collect();
                CasePart::Input(InputFile { annotations, ..file.clone() })
            }
            CasePart::Output(file) => {
                CasePart::Output(OutputFile { lines: built.output(&file.path), ..file.clone() })
            }
        })
        .collect();
    let title = &case.title;
    diagnostics.extend(without_file.map(|annotation| (String::new(), annotation)));
    assert!(diagnostics.is_empty(), "{title}: reported in no file of the case: {diagnostics:?}");
    Case { title: title.clone(), parts }
}

/// Returns the codes that a case reports, in order.
pub(super) fn reported_codes(case: &Case) -> Vec<String> {
    let diagnostics = BuiltCase::new(case).diagnostics();
    diagnostics.into_iter().map(|(_, annotation)| annotation.code).collect()
}

impl BuiltCase {
    fn new(case: &Case) -> Self {
        if case.needs_folder() {
            return Self::Folder(workspace(case));
        }
        let files: Vec<(String, String)> = case
            .inputs()
            .map(|file| (file.path.clone(), String::from_utf8(file.bytes()).unwrap()))
            .collect();
        let texts: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (&**path, &**text)).collect();
        let files = FileSet::from_texts(&texts);
        Self::Memory(Box::new(SiteSnapshot::new(&files, &RunSettings::default())))
    }

    /// The path of a file in reports.
    fn report_path(&self, file: &InputFile) -> String {
        match self {
            Self::Memory(_) => file.path.clone(),
            Self::Folder(_) => file.project_path(),
        }
    }

    /// Returns all diagnostics with the files that they are in, in the order of a report.
    fn diagnostics(&self) -> Vec<(String, Annotation)> {
        let [english, swedish] = match self {
            Self::Memory(snapshot) => {
                let diagnostics = check::report(&snapshot.site, &[]).diagnostics;
                [ReportLanguage::English, ReportLanguage::Swedish]
                    .map(|language| json::emit(&diagnostics, language))
            }
            Self::Folder(workspace) => ["en", "sv"].map(|language| {
                workspace.run(&["check", "--format", "json", "--lang", language]).json()
            }),
        };
        let list = |report: &Value| report["diagnostics"].as_array().unwrap().clone();
        list(&english).iter().zip(list(&swedish)).map(|(en, sv)| annotation(en, &sv)).collect()
    }

    /// Checks that no file of the output contains a word, in its name or in its text.
    #[track_caller]
    fn assert_unpublished(&self, word: &str, title: &str) {
        let outputs: Vec<(String, Vec<u8>)> = match self {
            Self::Memory(snapshot) => rendered_all(snapshot),
            Self::Folder(workspace) => {
                workspace.run(&["build"]);
                tree(&workspace.join("output")).into_iter().collect()
            }
        };
        for (path, bytes) in outputs {
            let text = String::from_utf8_lossy(&bytes);
            assert!(!path.contains(word) && !text.contains(word), "{title}: {word} in {path}");
        }
    }

    /// Returns the lines of a file of the output; of a page, those of its `<main>`.
    #[track_caller]
    fn output(&self, path: &str) -> Vec<String> {
        let text = match self {
            Self::Memory(snapshot) => rendered(snapshot, path),
            Self::Folder(workspace) => {
                workspace.run(&["build"]);
                workspace.read(&format!("output/{path}"))
            }
        };
        let text = if path.ends_with(".html") { main_element(&text) } else { &text };
        text.lines().map(str::to_owned).collect()
    }
}

/// Writes the files of a case into a temporary folder.
pub(crate) fn workspace(case: &Case) -> Workspace {
    let workspace = Workspace::of(&[]);
    for file in case.inputs() {
        workspace.write(&file.project_path(), file.bytes());
    }
    workspace
}

/// Returns the word of the line "Nothing published contains `WORD`."
fn hidden_word(line: &str) -> Option<&str> {
    line.strip_prefix("Nothing published contains `")?.strip_suffix("`.")
}

fn theme_for(snapshot: &SiteSnapshot) -> Theme {
    let languages = &snapshot.site.config.languages;
    let strings: Vec<StringOverrides> = languages
        .iter()
        .map(|tag| StringOverrides { language: tag.0.clone(), ..StringOverrides::default() })
        .collect();
    Theme::load_theme(&ThemeFiles::default(), &strings).0
}

/// Returns the path and the bytes of every artifact; of a copied file, its text.
fn rendered_all(snapshot: &SiteSnapshot) -> Vec<(String, Vec<u8>)> {
    let theme = theme_for(snapshot);
    let routes = render::all_routes(&snapshot.site, &theme).into_iter();
    let bytes = |route| match render::render_route(&snapshot.site, &theme, &route).unwrap() {
        Artifact::Bytes(bytes) => bytes,
        Artifact::File(file) => {
            file.text.as_ref().map(|source| source.text.as_bytes().to_vec()).unwrap_or_default()
        }
    };
    routes.map(|(path, route)| (path.to_string(), bytes(route))).collect()
}

/// Renders the artifact at a path of the output.
#[track_caller]
fn rendered(snapshot: &SiteSnapshot, path: &str) -> String {
    let theme = theme_for(snapshot);
    let routes = render::all_routes(&snapshot.site, &theme);
    let (_, route) = routes
        .iter()
        .find(|(route_path, _)| **route_path == *path)
        .unwrap_or_else(|| panic!("no {path} among {:?}", routes.iter().map(|(path, _)| path)));
    match render::render_route(&snapshot.site, &theme, route) {
        Ok(Artifact::Bytes(bytes)) => String::from_utf8(bytes).unwrap(),
        Ok(Artifact::File(file)) if file.text.is_some() => {
            file.text.as_ref().unwrap().text.to_string()
        }
        other => panic!("{path}: {other:?}"),
    }
}

/// Returns the `<main>` element of a page.
#[track_caller]
pub(crate) fn main_element(page: &str) -> &str {
    let start = page.find("<main").unwrap_or_else(|| panic!("no <main> in {page}"));
    let end = page.rfind("</main>").unwrap() + "</main>".len();
    &page[start..end]
}

fn annotation(english: &Value, swedish: &Value) -> (String, Annotation) {
    let text = |value: &Value, key: &str| value[key].as_str().unwrap_or_default().to_owned();
    let number = |key: &str| usize::try_from(english[key].as_u64().unwrap_or(1)).unwrap();
    let annotation = Annotation {
        start: (number("line"), number("column")),
        end: (number("end_line"), number("end_column")),
        severity: text(english, "severity"),
        code: text(english, "code"),
        english: text(english, "message"),
        swedish: text(swedish, "message"),
        help: Some(text(english, "help")),
    };
    (text(english, "file"), annotation)
}
