//! `pakt import FILE`: turns a paper into a document entry and a source text.

use super::add::relative_to_working_dir;
use super::load_until_exit;
use crate::cli::args::GlobalArgs;
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, ImportMessage};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::diagnostic::closest_match;
use crate::diagnostic::sanitize::escape_invisible;
use crate::import::{
    ImportFinding, ImportOptions, ImportedPaper, MAX_BYTES, MarkScheme, import_paper,
};
use crate::project::{PaperFile, Project, create_files, read_paper_file};
use crate::site::Site;
use crate::site::is_id;
use crate::site::settings::{DraftPolicy, RunSettings};
use anyhow::Context as _;
use clap::Args;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::sync::Arc;

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt import lease.docx
  pakt import protocol.pdf --marks \"Article {n}({m})\"
  pakt import amended.docx --replaces lease

The paper becomes a document and its text, ID.md and ID.txt. Each numbered unit gets the mark that \
is printed, such as [Article 3]; other paragraphs get [P01], [P02] and so on. In a scheme of marks, \
{n} is the number of a unit, {m} that of a paragraph within it, {a} a letter, {i} a Roman numeral \
and {k} the part. Standard output has the paths; standard error says what to check by eye. The exit \
status is 1 if the file cannot be read or the id exists.")]
pub(in crate::cli) struct ImportArgs {
    /// The paper: a .docx, .pdf, .html, .md or .txt file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The id of the document [default: from the title]
    #[arg(long, value_name = "ID")]
    id: Option<String>,
    /// The scheme of the marks, such as "Article {n}({a})" [default: as printed]
    #[arg(long, value_name = "SCHEME")]
    marks: Option<String>,
    /// The document that this one replaces
    #[arg(long, value_name = "ID")]
    replaces: Option<String>,
    /// The folder of both files [default: the folder of documents in the content]
    #[arg(short, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &ImportArgs,
) -> Result<ExitStatus, RunFailure> {
    let mut options = ImportOptions { id: args.id.clone(), scheme: None };
    if let Some(id) = args.id.as_ref().filter(|id| !is_id(id)) {
        return Err(RunFailure::Usage(CliMessage::Import(ImportMessage::BadId(id.clone()))));
    }
    if let Some(scheme) = &args.marks {
        options.scheme = Some(parse_scheme(scheme).map_err(RunFailure::Usage)?);
    }
    let target = ImportTarget::locate(global, args)?;
    let file_name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = match read_paper_file(&args.file, MAX_BYTES)? {
        PaperFile::Bytes(bytes) => bytes,
        PaperFile::TooLarge => {
            let failure = crate::import::ImportFailure::TooLarge;
            let message = ImportMessage::Failed { file: file_name, failure };
            return Err(RunFailure::Refused(CliMessage::Import(message)));
        }
        PaperFile::Missing => {
            let message = ImportMessage::NoFile(args.file.clone());
            return Err(RunFailure::Usage(CliMessage::Import(message)));
        }
    };
    let import = |options: &ImportOptions| {
        import_paper(&file_name, &bytes, options).map_err(|failure| {
            let message = ImportMessage::Failed { file: file_name.clone(), failure };
            RunFailure::Refused(CliMessage::Import(message))
        })
    };
    let mut paper = import(&options)?;
    target.check_is_free(&paper.entry.id)?;
    if io::stdin().is_terminal() && io::stderr().is_terminal() {
        loop {
            let scheme = match ask_about_scheme(console, &paper)? {
                SchemeAnswer::Write => break,
                SchemeAnswer::Stop => {
                    console.print_message(&CliMessage::Import(ImportMessage::Stopped));
                    return Ok(ExitStatus::Success);
                }
                SchemeAnswer::Other(scheme) => scheme,
            };
            match parse_scheme(&scheme) {
                Ok(scheme) => {
                    options.scheme = Some(scheme);
                    paper = import(&options)?;
                }
                Err(message) => console.print_message(&message),
            }
        }
    }
    let paths = target.write(&paper, args.replaces.as_deref())?;
    console.print_stdout(&paths)?;
    print_report(console, &file_name, &paper);
    Ok(ExitStatus::Success)
}

/// Where the files go, and what is there.
struct ImportTarget {
    /// The folder that `-o` names, or the content folder.
    root: PathBuf,
    /// The folder of the files below it, with `/` at its end; empty if it is the root.
    subfolder: String,
    site: Option<Arc<Site>>,
}

/// What a person says about the scheme.
enum SchemeAnswer {
    Write,
    Stop,
    Other(String),
}

impl ImportTarget {
    /// Loads the site, and chooses the folder. With `-o`, there need not be a site.
    fn locate(global: &GlobalArgs, args: &ImportArgs) -> Result<Self, RunFailure> {
        let paths = match (global.locate_project(None), &args.output) {
            (Ok(paths), _) => paths,
            (Err(RunFailure::Usage(_)), Some(folder))
                if global.directory.is_none() && args.replaces.is_none() =>
            {
                return Ok(Self { root: folder.clone(), subfolder: String::new(), site: None });
            }
            (Err(failure), _) => return Err(failure),
        };
        let content = paths.content().to_owned();
        let settings = RunSettings { drafts: DraftPolicy::Include, ..RunSettings::default() };
        let loaded = load_until_exit(&Project { paths, settings })?;
        if let Some(unreadable) = loaded.unreadable_files().next() {
            return Err(RunFailure::Reported(CliMessage::Unreadable(unreadable.clone())));
        }
        let site = Arc::clone(loaded.site());
        if let Some(id) = &args.replaces {
            check_is_document(&site, id)?;
        }
        let (root, subfolder) = match &args.output {
            Some(folder) => (folder.clone(), String::new()),
            None => match site.schema.types.get("document").map(|it| &*it.path) {
                None | Some("") => (content, String::new()),
                Some(path) => (content, format!("{path}/")),
            },
        };
        Ok(Self { root, subfolder, site: Some(site) })
    }

    /// Checks that neither an entry nor a file has the id.
    fn check_is_free(&self, id: &str) -> Result<(), RunFailure> {
        let site_place = self.site.as_ref().and_then(|site| {
            let entry = site.entry_at(site.find_id(id)?);
            let path = escape_invisible(&entry.span.source().path).into_owned();
            Some(format!("{path}:{}", entry.span.start_position().line))
        });
        let file_place = || {
            let paths = self.paths(id);
            let path = paths.into_iter().find(|path| path.symlink_metadata().is_ok())?;
            Some(path.display().to_string())
        };
        match site_place.or_else(file_place) {
            Some(place) => {
                let message = ImportMessage::Exists { id: id.to_owned(), place };
                Err(RunFailure::Refused(CliMessage::Import(message)))
            }
            None => Ok(()),
        }
    }

    /// Returns the paths of both files below the root.
    fn names(&self, id: &str) -> [String; 2] {
        ["md", "txt"].map(|ending| format!("{}{id}.{ending}", self.subfolder))
    }

    fn paths(&self, id: &str) -> [PathBuf; 2] {
        self.names(id).map(|name| self.root.join(name))
    }

    /// Writes both files. Returns their paths, one on each line.
    fn write(&self, paper: &ImportedPaper, replaces: Option<&str>) -> anyhow::Result<String> {
        let id = &paper.entry.id;
        let entry = paper.entry.to_markdown(replaces);
        let names = self.names(id);
        let [entry_name, text_name] = &names;
        let files =
            [(entry_name.as_str(), entry.as_bytes()), (text_name.as_str(), paper.text.as_bytes())];
        create_files(&self.root, files)?;
        let mut shown = String::new();
        for path in self.paths(id) {
            shown += &format!("{}\n", relative_to_working_dir(&path)?.display());
        }
        Ok(shown)
    }
}

/// Checks that a document has this id.
fn check_is_document(site: &Site, id: &str) -> Result<(), RunFailure> {
    let is_document = |entry: &crate::site::Entry| &*entry.entry_type.id == "document";
    if site.find_id(id).is_some_and(|index| is_document(site.entry_at(index))) {
        return Ok(());
    }
    let documents = site.entries.iter().filter(|entry| is_document(entry));
    let nearest = closest_match(id, documents.map(|entry| &*entry.id));
    let message = ImportMessage::UnknownDocument { id: id.to_owned(), nearest };
    Err(RunFailure::Usage(CliMessage::Import(message)))
}

fn parse_scheme(scheme: &str) -> Result<MarkScheme, CliMessage> {
    MarkScheme::parse(scheme).map_err(|problem| {
        CliMessage::Import(ImportMessage::BadScheme { scheme: scheme.to_owned(), problem })
    })
}

/// Shows the scheme and the marks, and reads what to do.
fn ask_about_scheme(console: &Console, paper: &ImportedPaper) -> anyhow::Result<SchemeAnswer> {
    let (scheme, marks) = (paper.scheme.to_string(), paper.marks.clone());
    let shown = ImportMessage::Scheme { scheme, marks, id: paper.entry.id.clone() };
    console.print_status_line(&CliMessage::Import(shown));
    console.print_status_line(&CliMessage::Import(ImportMessage::Question));
    let mut answer = String::new();
    let n_bytes = io::stdin().read_line(&mut answer).context("cannot read the answer")?;
    Ok(match answer.trim() {
        // The input has ended.
        "" if n_bytes == 0 => SchemeAnswer::Stop,
        "" | "y" | "Y" | "yes" | "j" | "J" | "ja" => SchemeAnswer::Write,
        "n" | "N" | "no" | "nej" => SchemeAnswer::Stop,
        scheme => SchemeAnswer::Other(scheme.to_owned()),
    })
}

/// Prints what was written and what to check by eye.
fn print_report(console: &Console, file: &str, paper: &ImportedPaper) {
    let (file, id, marks) = (file.to_owned(), paper.entry.id.clone(), paper.marks.clone());
    console.print_message(&CliMessage::Import(ImportMessage::Imported { file, id, marks }));
    for finding in &paper.findings {
        let word = match finding {
            ImportFinding::UncertainJoin(word) | ImportFinding::UncertainHyphen(word) => {
                Some(&**word)
            }
            ImportFinding::UnknownCharacters(_) => Some("\u{fffd}"),
            _ => None,
        };
        let line = word.and_then(|word| paper.line_of(word));
        let message = ImportMessage::Finding { finding: finding.clone(), line };
        console.print_message(&CliMessage::Import(message));
    }
}
