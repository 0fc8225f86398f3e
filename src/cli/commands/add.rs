//! `pakt add TYPE TITLE`: writes a file for a new entry.

use super::load_complete;
use crate::cli::args::GlobalArgs;
use crate::cli::exit_status::ExitStatus;
use crate::cli::message::ScaffoldMessage;
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::diagnostic::sanitize::escape_invisible;
use crate::project::{FileCreation, create_file};
use crate::scaffold::entry_outline;
use crate::site::new_entry::NewEntryObstacle;
use crate::site::settings::DraftPolicy;
use anyhow::Context as _;
use clap::Args;
use std::env;
use std::path::{Component, Path, PathBuf};

/// The arguments of `add`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt add obligation \"Wash the bus\"
  $EDITOR \"$(pakt add party Lindby)\"

The entry gets a file of its own, as a draft, with its fields as comments in the site's language; \
its id comes from the title. Standard output has the path. The exit status is 1 if there is such an \
entry already, and 2 if there is no such type.")]
pub(in crate::cli) struct AddArgs {
    /// The entry type: one of the site's own, page, document, question or term
    #[arg(value_name = "TYPE")]
    type_name: String,
    /// The title of the entry
    #[arg(value_name = "TITLE")]
    title: String,
}

pub(in crate::cli) fn run(
    console: &Console,
    global: &GlobalArgs,
    args: &AddArgs,
) -> Result<ExitStatus, RunFailure> {
    let paths = global.locate_project(None)?;
    let content = paths.content().to_owned();
    let loaded = load_complete(paths, DraftPolicy::Include)?;
    let site = loaded.site();
    let Some(entry_type) = site.schema.types.get(&*args.type_name) else {
        let nearest = site.schema.closest_type(&args.type_name);
        let types = site.schema.types.keys().map(ToString::to_string).collect();
        let name = args.type_name.clone();
        return Err(RunFailure::Usage(
            ScaffoldMessage::UnknownEntryType { name, nearest, types }.into(),
        ));
    };
    let title = args.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = site.place_new_entry(entry_type, &title).map_err(|obstacle| match obstacle {
        NewEntryObstacle::NoId => {
            RunFailure::Usage(ScaffoldMessage::NoIdInTitle(title.clone()).into())
        }
        NewEntryObstacle::Exists { id, span } => {
            let place = escape_invisible(&span.source().path).into_owned();
            let place = format!("{place}:{}", span.start_position().line);
            RunFailure::Refused(ScaffoldMessage::EntryExists { id, place }.into())
        }
    })?;
    let path = content.join(&place.path);
    let text = entry_outline(site, entry_type, &title, &place);
    let shown_path = relative_to_working_dir(&path)?;
    match create_file(&content, &place.path, text.as_bytes())? {
        FileCreation::Created => {}
        FileCreation::Exists => {
            let place = shown_path.display().to_string();
            let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            return Err(RunFailure::Refused(ScaffoldMessage::EntryExists { id, place }.into()));
        }
    }
    console.print_stdout(&format!("{}\n", shown_path.display()))?;
    Ok(ExitStatus::Success)
}

/// Returns a path relative to the working directory, or as it is if they have no folder in common.
pub(super) fn relative_to_working_dir(path: &Path) -> anyhow::Result<PathBuf> {
    if path.is_relative() {
        let parts = path.components().filter(|part| !matches!(part, Component::CurDir));
        return Ok(parts.collect());
    }
    let here = env::current_dir().context("cannot find the working directory")?;
    Ok(relative_path(&here, path))
}

/// Returns the path of a file from a folder; both are absolute.
fn relative_path(folder: &Path, path: &Path) -> PathBuf {
    let n_common =
        folder.components().zip(path.components()).take_while(|(from, to)| from == to).count();
    if n_common == 0 {
        return path.to_owned();
    }
    let up = folder.components().skip(n_common).map(|_| Component::ParentDir);
    up.chain(path.components().skip(n_common)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_relative_to_the_working_directory() {
        let relative = |folder: &str, path: &str| {
            relative_path(Path::new(folder), Path::new(path)).display().to_string()
        };
        assert_eq!(relative("/a/b", "/a/b/c/d.md"), "c/d.md");
        assert_eq!(relative("/a/b", "/a/c/d.md"), "../c/d.md");
        let here = relative_to_working_dir(Path::new("./content/x.md")).unwrap();
        assert_eq!(here, Path::new("content/x.md"));
    }
}
