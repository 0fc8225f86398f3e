//! What the command line can say. Help, completions and the man page are made from this.

use super::{build, check, completions, explain, serve};
use crate::schema::PartialDate;
use crate::site::settings::{DraftPolicy, RunSettings};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

use super::exit_status::RunFailure;
use super::message::CliMessage;

const EXAMPLES: &str = "\
Examples:
  pakt serve                         preview the site in this folder
  pakt serve --content docs          preview any folder of Markdown
  pakt build --base-url https://example.org/avtalet/
  pakt check --strict --format github
  pakt explain broken-link

Exit status: 0 all is well; 1 the content has errors (or warnings, with --strict);
2 wrong usage; 3 the machine failed (disk, permission, port).";

/// Turns an agreement kept as Markdown and YAML into a cross-linked, sourced and dated website.
#[derive(Debug, Parser)]
#[command(name = "pakt", version, after_help = EXAMPLES, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(super) struct CliArgs {
    #[command(flatten)]
    pub(super) everywhere: GlobalArgs,
    #[command(subcommand)]
    pub(super) command: CliCommand,
}

/// What every command understands.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub(super) struct GlobalArgs {
    /// The site's root, which holds `content/` and perhaps `themes/` [default: this folder]
    #[arg(short = 'C', value_name = "DIR", global = true)]
    pub(super) directory: Option<PathBuf>,
    /// The content folder: any folder of Markdown [default: `content` in the root]
    #[arg(long, value_name = "DIR", global = true)]
    pub(super) content: Option<PathBuf>,
    /// The language of messages [default: that of the environment]
    #[arg(long, value_name = "LANGUAGE", global = true)]
    pub(super) lang: Option<MessageLanguage>,
}

/// A language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageLanguage {
    /// Swedish
    Sv,
    /// English
    En,
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
pub(super) enum CliCommand {
    /// Make the website, writing only what changed
    Build(build::BuildArgs),
    /// Show the website in a browser, following every change
    Serve(serve::ServeArgs),
    /// Report what is wrong in the content, writing nothing
    Check(check::CheckArgs),
    /// Tell what a code in a report means, or what is known about an entry
    Explain(explain::ExplainArgs),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page
    Man,
}

/// What a run decides about the site.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is shown")]
pub(super) struct ContentArgs {
    /// The day spoken of: 2011, 2014-04 or 2014-04-01 [default: `as_of` in site.yaml]
    #[arg(long, value_name = "DATE")]
    pub(super) as_of: Option<String>,
    /// Publish drafts like the rest
    #[arg(long)]
    pub(super) drafts: bool,
}

impl ContentArgs {
    /// The settings of the run. Names of generated pages are not known yet.
    pub(super) fn to_settings(&self) -> Result<RunSettings, RunFailure> {
        let day = |text: &String| {
            PartialDate::parse(text)
                .ok_or_else(|| RunFailure::Usage(CliMessage::BadDate(text.clone())))
        };
        Ok(RunSettings {
            as_of: self.as_of.as_ref().map(day).transpose()?,
            drafts: if self.drafts { DraftPolicy::Include } else { DraftPolicy::Exclude },
            ..RunSettings::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_arguments_fit_together() {
        CliArgs::command().debug_assert();
    }

    #[test]
    fn options_of_every_command_stand_before_or_after_it() {
        for line in [["-C", "x", "check"], ["check", "-C", "x"]] {
            let options = CliArgs::try_parse_from([&["pakt"], &line[..]].concat()).unwrap();
            assert_eq!(options.everywhere.directory, Some("x".into()));
        }
    }

    #[test]
    fn a_slip_is_wrong_usage_and_the_near_word_is_offered() {
        let error = CliArgs::try_parse_from(["pakt", "chekc"]).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("'check'"), "{error}");
    }
}
