//! `pakt cite DOCUMENT WORDS`: prints citations of words of a document, to paste.

use super::load_complete;
use crate::check::{nearest_passage, unknown_document};
use crate::cli::args::{GlobalArgs, OutputFormat};
use crate::cli::clipboard::copy_to_clipboard;
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, WriterMessage};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::diagnostic::emit::json_text;
use crate::diagnostic::{NearestPassage, Span};
use crate::site::resolve_citation::{CitationSearch, ReadyCitation};
use crate::site::settings::DraftPolicy;
use crate::site::source_text::SourceText;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

/// The arguments of `cite`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt cite lease \"the tenant keeps the mill\"
  pakt cite lease the tenant … the mill       words between them are left out
  pakt cite lease \"the mill\" --copy=yaml
  pakt cite lease \"the mill\" --format json

The words are printed as `yaml:` and `markdown:`, a pair for each place. The quote is made longer if \
it would mislead, so that `pakt check` finds nothing to report about it.")]
pub(in crate::cli) struct CiteArgs {
    /// The id of the document
    document: String,
    /// Words of its text, in order; ` … ` stands for words between them
    #[arg(required = true)]
    words: Vec<String>,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: OutputFormat,
    /// Copy the first citation to the clipboard, as Markdown or YAML
    #[arg(long, value_name = "FORM", num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "markdown")]
    copy: Option<CitationForm>,
}

/// How a citation is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CitationForm {
    /// In the text of a page
    Markdown,
    /// As a value
    Yaml,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &CiteArgs,
) -> Result<ExitStatus, RunFailure> {
    let loaded = load_complete(global.locate_project(None)?, DraftPolicy::Exclude)?;
    let site = loaded.site();
    let Some(document) = site.find_document(&args.document) else {
        let unknown = unknown_document(site, &args.document);
        return Err(RunFailure::Usage(CliMessage::Writer(WriterMessage::UnknownDocument(
            Box::new(unknown.into()),
        ))));
    };
    let id = &site.entry_at(document).id;
    let Some(text) = site.source_texts.get(id) else {
        print_message(console, WriterMessage::NoSourceText(id.to_string()));
        return Ok(ExitStatus::Findings);
    };
    let words = args.words.join(" ");
    let search = text.find_citations(id, &words);
    if search.citations.is_empty() {
        let nearest = nearest_passage(text, &words);
        if args.format == OutputFormat::Json {
            let nearest = nearest_json(&nearest);
            let record = json!({"version": 1, "citations": [], "nearest": nearest});
            console.print_stdout(&json_text(&record))?;
        }
        print_message(console, not_cited(id.to_string(), search, nearest));
        return Ok(ExitStatus::Findings);
    }
    console.print_stdout(&match args.format {
        OutputFormat::Human => search.citations.iter().map(citation_lines).collect(),
        OutputFormat::Json => {
            let citations = search.citations.iter().map(|citation| citation_json(citation, text));
            json_text(&json!({"version": 1, "citations": citations.collect::<Vec<_>>()}))
        }
    })?;
    print_differences(console, &search);
    if !site.is_published(document) {
        print_message(console, WriterMessage::DocumentNotPublished(id.to_string()));
    }
    if let (Some(form), Some(citation)) = (args.copy, search.citations.first()) {
        let copied = match form {
            CitationForm::Markdown => citation.markdown.as_ref().unwrap_or(&citation.yaml),
            CitationForm::Yaml => &citation.yaml,
        };
        print_message(
            console,
            match copy_to_clipboard(copied) {
                true => WriterMessage::Copied(search.citations.len()),
                false => WriterMessage::NoClipboard,
            },
        );
    }
    Ok(ExitStatus::Success)
}

/// Returns why no citation was found.
fn not_cited(document: String, search: CitationSearch, nearest: NearestPassage) -> WriterMessage {
    match (search.unquotable, search.unmarked) {
        (Some(locator), _) => WriterMessage::WordsNotQuotable { document, locator },
        (None, Some(span)) => {
            WriterMessage::WordsWithoutMark { document, location: span_location(&span) }
        }
        (None, None) => WriterMessage::WordsNotFound { document, nearest },
    }
}

fn print_message(console: &Console, message: WriterMessage) {
    console.print_message(&CliMessage::Writer(message));
}

fn span_location(span: &Span) -> String {
    let position = span.start_position();
    format!("{}:{}:{}", span.source().path, position.line, position.column)
}

/// Returns a citation as two lines to paste.
fn citation_lines(citation: &ReadyCitation) -> String {
    let markdown = citation.markdown.iter().map(|it| format!("markdown: {it}\n"));
    let yaml = format!("yaml: {}\n", citation.yaml);
    [yaml].into_iter().chain(markdown).collect()
}

fn citation_json(citation: &ReadyCitation, text: &SourceText) -> Value {
    let span = text.paragraph_span(citation.paragraphs.start);
    json!({
        "document": citation.document,
        "locator": citation.locator,
        "quote": citation.quote,
        "yaml": citation.yaml,
        "markdown": citation.markdown,
        "extended": citation.is_extended,
        "file": span.as_ref().map(|span| &*span.source().path),
        "line": span.as_ref().map(|span| span.start_position().line),
    })
}

fn nearest_json(nearest: &NearestPassage) -> Option<Value> {
    match nearest {
        NearestPassage::Passage { locator, passage } => {
            Some(json!({"locator": locator, "passage": passage}))
        }
        NearestPassage::Elsewhere(_)
        | NearestPassage::EllipsisSpelling
        | NearestPassage::NotComputed
        | NearestPassage::NoneSimilar => None,
    }
}

/// Prints how the quotes differ from the words that were asked for.
fn print_differences(console: &Console, search: &CitationSearch) {
    for citation in &search.citations {
        let locator = || citation.locator.clone();
        if citation.is_extended {
            print_message(console, WriterMessage::QuoteExtended { locator: locator() });
        }
        if citation.has_cuts {
            print_message(console, WriterMessage::BracketsLeftOut { locator: locator() });
        }
        if citation.markdown.is_none() {
            print_message(console, WriterMessage::NotInMarkdown { locator: locator() });
        }
    }
}
