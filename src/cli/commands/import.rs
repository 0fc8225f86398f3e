//! `pakt import FILE`: turns a paper into a document entry and a source text.

use super::import_history::{HistoryRequest, import_history};
use super::import_target::{ImportTarget, NewDocument};
use crate::cli::args::GlobalArgs;
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, ImportMessage};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::import::{
    ImportFinding, ImportOptions, ImportedPaper, MAX_BYTES, MarkScheme, import_paper,
};
use crate::project::{PaperFile, read_paper_file};
use crate::site::is_id;
use anyhow::Context as _;
use clap::Args;
use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

/// The arguments of `import`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt import lease.docx
  pakt import protocol.pdf --marks \"Article {n}({m})\"
  pakt import amended.docx --replaces lease
  pakt import --history ../laws mill-act.md

The paper becomes a document and its text, ID.md and ID.txt. Each numbered unit gets the mark that \
is printed, such as [Article 3]; other paragraphs get [P01], [P02] and so on. In a scheme of marks, \
{n} is the number of a unit, {m} that of a paragraph within it, {a} a letter, {i} a Roman numeral \
and {k} the part. With --history, each commit that changes words of FILE gives a document with \
its date, ID-2019-01-01, that replaces the one before it; with --replaces, only those after that \
document. Standard output has the paths; standard error says what to check by eye. The exit \
status is 1 if the file cannot be read or the id exists.")]
pub(in crate::cli) struct ImportArgs {
    /// The paper: .docx, .pdf, .html, .md or .txt; with --history, its path in the repository
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
    /// Import all versions of the file from this git repository
    #[arg(long, value_name = "REPO")]
    history: Option<PathBuf>,
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
    let (output, replaces) = (args.output.as_deref(), args.replaces.as_deref());
    let target = ImportTarget::locate(global, output, replaces)?;
    if let Some(repository) = &args.history {
        let request = HistoryRequest { repository, file: &args.file, replaces };
        return import_history(console, &target, &request, options);
    }
    let file_name = args.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = read_paper(&args.file, &file_name)?;
    let import = |options: &ImportOptions| -> Result<ImportedPaper, RunFailure> {
        let paper = import_paper(&file_name, &bytes, options).map_err(|failure| {
            let message = ImportMessage::Failed { file: file_name.clone(), failure };
            RunFailure::Refused(CliMessage::Import(message))
        })?;
        target.check_is_free(&paper.entry.id)?;
        Ok(paper)
    };
    let mut paper = import(&options)?;
    loop {
        match ask_on_terminal(console, &paper)? {
            SchemeAnswer::Write => break,
            SchemeAnswer::Stop => return Ok(ExitStatus::Success),
            SchemeAnswer::Other(scheme) => {
                options.scheme = Some(scheme);
                paper = import(&options)?;
            }
        }
    }
    let paths = target.write(&[NewDocument { paper: &paper, replaces }])?;
    console.print_stdout(&paths)?;
    print_report(console, &file_name, &paper);
    if let Some(message) = target.outside_content()? {
        console.print_message(&CliMessage::Import(message));
    }
    Ok(ExitStatus::Success)
}

/// Reads the bytes of a paper.
fn read_paper(path: &Path, file_name: &str) -> Result<Vec<u8>, RunFailure> {
    match read_paper_file(path, MAX_BYTES)? {
        PaperFile::Bytes(bytes) => Ok(bytes),
        PaperFile::TooLarge => {
            let failure = crate::import::ImportFailure::TooLarge;
            let message = ImportMessage::Failed { file: file_name.to_owned(), failure };
            Err(RunFailure::Refused(CliMessage::Import(message)))
        }
        PaperFile::Missing => {
            let message = ImportMessage::NoFile(path.to_owned());
            Err(RunFailure::Usage(CliMessage::Import(message)))
        }
        PaperFile::NotFile => {
            let message = ImportMessage::NotFile(path.to_owned());
            Err(RunFailure::Usage(CliMessage::Import(message)))
        }
    }
}

/// What a person says about the scheme.
pub(super) enum SchemeAnswer {
    Write,
    Stop,
    Other(MarkScheme),
}

fn parse_scheme(scheme: &str) -> Result<MarkScheme, CliMessage> {
    MarkScheme::parse(scheme).map_err(|problem| {
        CliMessage::Import(ImportMessage::BadScheme { scheme: scheme.to_owned(), problem })
    })
}

/// Shows the scheme and the marks, and asks what to do until it is clear. Without a terminal, the
/// paper is written.
pub(super) fn ask_on_terminal(
    console: &Console,
    paper: &ImportedPaper,
) -> anyhow::Result<SchemeAnswer> {
    if !(io::stdin().is_terminal() && io::stderr().is_terminal()) {
        return Ok(SchemeAnswer::Write);
    }
    let (scheme, marks) = (paper.scheme.to_string(), paper.marks.clone());
    let shown = ImportMessage::Scheme { scheme, marks, id: paper.entry.id.clone() };
    loop {
        console.print_status_line(&CliMessage::Import(shown.clone()));
        console.print_status_line(&CliMessage::Import(ImportMessage::Question));
        let mut answer = String::new();
        let n_bytes = io::stdin().read_line(&mut answer).context("cannot read the answer")?;
        match answer.trim() {
            // At the end of the input, nobody answers.
            "" if n_bytes > 0 => return Ok(SchemeAnswer::Write),
            "y" | "Y" | "yes" | "j" | "J" | "ja" => return Ok(SchemeAnswer::Write),
            "" | "n" | "N" | "no" | "nej" => {
                console.print_message(&CliMessage::Import(ImportMessage::Stopped));
                return Ok(SchemeAnswer::Stop);
            }
            scheme => match parse_scheme(scheme) {
                Ok(scheme) => return Ok(SchemeAnswer::Other(scheme)),
                Err(message) => console.print_message(&message),
            },
        }
    }
}

/// Prints what was written and what to check by eye.
fn print_report(console: &Console, file: &str, paper: &ImportedPaper) {
    let (file, id, marks) = (file.to_owned(), paper.entry.id.clone(), paper.marks.clone());
    console.print_message(&CliMessage::Import(ImportMessage::Imported { file, id, marks }));
    for finding in &paper.findings {
        let (line, finding) = (line_of_finding(paper, finding), finding.clone());
        console.print_message(&CliMessage::Import(ImportMessage::Finding { finding, line }));
    }
}

/// Returns the line of the text to which a finding points.
pub(super) fn line_of_finding(paper: &ImportedPaper, finding: &ImportFinding) -> Option<usize> {
    match finding {
        ImportFinding::UncertainJoin(word) | ImportFinding::UncertainHyphen(word) => {
            paper.line_of(word)
        }
        ImportFinding::UnknownCharacters(_) => paper.line_of("\u{fffd}"),
        ImportFinding::NoDate(lines) => lines.first().and_then(|line| paper.line_of(line)),
        _ => None,
    }
}
