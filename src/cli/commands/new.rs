//! `pakt new DIR`: makes a site to begin with.

use crate::cli::exit_status::ExitStatus;
use crate::cli::message::{CliMessage, ScaffoldMessage};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::diagnostic::ReportLanguage;
use crate::project::{FolderState, create_files, folder_state};
use crate::scaffold::{TemplateLanguage, TemplateName, site_files};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// The arguments of `new`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  pakt new book-bus
  pakt new lagerhuset --template handbook --lang sv

`--lang` is also the site's first language; `agreement` and `treaty` are in Swedish and English, \
`handbook` is in one of them. Standard output has the next three commands. A folder with anything \
but `.git` in it is left as it is, and the exit status is 2.")]
pub(in crate::cli) struct NewArgs {
    /// The folder of the site; it is made if it does not exist
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The site to begin with
    #[arg(long, value_name = "TEMPLATE", default_value = "agreement")]
    template: TemplateArg,
}

/// A template, as the command line names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum TemplateArg {
    /// Parties, an agreement and what each party has to do
    Agreement,
    /// Routines, and who is responsible for them
    Handbook,
    /// States, instruments, articles, signatures and ratifications
    Treaty,
}

pub(in crate::cli) fn run(console: &Console, args: &NewArgs) -> Result<ExitStatus, RunFailure> {
    let folder = &args.folder;
    match folder_state(folder)? {
        FolderState::Free => {}
        FolderState::NotFolder => {
            return Err(RunFailure::Usage(CliMessage::NotFolder(folder.clone())));
        }
        FolderState::Occupied(names) => {
            let folder = folder.clone();
            return Err(RunFailure::Usage(
                ScaffoldMessage::FolderNotEmpty { folder, names }.into(),
            ));
        }
    }
    let template = match args.template {
        TemplateArg::Agreement => TemplateName::Agreement,
        TemplateArg::Handbook => TemplateName::Handbook,
        TemplateArg::Treaty => TemplateName::Treaty,
    };
    let language = match console.language {
        ReportLanguage::Swedish => TemplateLanguage::Sv,
        ReportLanguage::English => TemplateLanguage::En,
    };
    let files = site_files(template, language);
    create_files(folder, files.iter().map(|(path, content)| (path.as_str(), &content[..])))?;
    let created = ScaffoldMessage::SiteCreated { folder: folder.clone(), count: files.len() };
    console.print_message(&created.into());
    console.print_stdout(&next_commands(folder))?;
    Ok(ExitStatus::Success)
}

/// Returns the three commands that come next, one per line.
fn next_commands(folder: &Path) -> String {
    let is_here = folder.components().all(|part| matches!(part, std::path::Component::CurDir));
    if is_here {
        return "pakt serve\npakt check --strict\npakt build\n".into();
    }
    format!("cd {}\npakt serve\npakt build\n", shell_word(&folder.to_string_lossy()))
}

/// Returns a word as a shell reads it.
fn shell_word(word: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-~+:\\".contains(letter);
    if word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_commands_can_be_pasted() {
        let first =
            |folder: &str| next_commands(Path::new(folder)).lines().next().map(str::to_owned);
        assert_eq!(first("bokbussen").as_deref(), Some("cd bokbussen"));
        assert_eq!(first("Vår plats").as_deref(), Some("cd 'Vår plats'"));
        assert_eq!(first("it's").as_deref(), Some(r"cd 'it'\''s'"));
        assert_eq!(first(".").as_deref(), Some("pakt serve"));
        for folder in ["x", ".", "./"] {
            assert_eq!(next_commands(Path::new(folder)).lines().count(), 3);
        }
    }
}
