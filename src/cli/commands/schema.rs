//! `pakt schema [TYPE]`: prints the JSON Schema of what an editor writes.

use super::load_complete;
use crate::cli::args::GlobalArgs;
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, WriterMessage};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::data::{SchemaTopic, json_schema};
use crate::diagnostic::emit::json_text;
use crate::site::settings::DraftPolicy;
use clap::Args;

/// The arguments of `schema`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt schema > content.schema.json     for all YAML files of the content folder
  pakt schema party                     the front matter of the type `party`
  pakt schema site                      `site.yaml`
  pakt schema type                      a file in `_types/`
  pakt schema list                      a file with lists of entries
  pakt schema entry:site                a type that is called as one of these")]
pub(in crate::cli) struct SchemaArgs {
    /// A type, or `site`, `type`, `list`, `front-matter` or `translation` [default: any YAML file]
    #[arg(value_name = "TYPE")]
    topic: Option<String>,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &SchemaArgs,
) -> Result<ExitStatus, RunFailure> {
    let loaded = load_complete(global.locate_project(None)?, DraftPolicy::Exclude)?;
    let site = loaded.site();
    let topic = match &args.topic {
        None => SchemaTopic::Folder,
        Some(name) => SchemaTopic::parse(name, site).map_err(|nearest| {
            RunFailure::Usage(CliMessage::Writer(WriterMessage::UnknownSchema(
                name.clone(),
                nearest,
            )))
        })?,
    };
    console.print_stdout(&json_text(&json_schema(site, &topic, console.language)))?;
    Ok(ExitStatus::Success)
}
