//! Parses the arguments and runs a command. Help, completions and the manual page are generated
//! from [`CliArgs`].

use super::args::{GlobalArgs, MessageLanguage};
use super::commands::{
    add, build, check, cite, completions, diff, explain, import, lsp, man, new, schema, serve,
    verify,
};
use super::exit_status::ExitStatus;
use super::help::{localize_command, localize_tip, requested_language, without_language_of_help};
use super::message::CliMessage;
use super::message_language::choose_message_language;
use super::run_failure::RunFailure;
use super::shutdown_signal::end_at_once_on_signal;
use super::terminal::Console;
use crate::diagnostic::ReportLanguage;
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand, ValueEnum as _};
use std::ffi::OsString;
use std::process::ExitCode;

const EXAMPLES: &str = "\
Examples:
  pakt new book-bus                  make a site to begin with
  pakt serve                         preview the site in this folder
  pakt serve --content docs          preview any folder of Markdown
  pakt build --base-url https://example.org/avtalet/
  pakt check --strict --format github
  pakt explain broken-link
  pakt cite lease \"the tenant keeps the mill\"

Exit status: 0 success; 1 the content has errors (or warnings, with --strict);
2 wrong usage; 3 system error (disk, permission, port).";

/// The version, with the commit and its date if they are known: `0.1.0 (abc1234 2026-11-29)`.
const VERSION: &str = env!("PAKT_VERSION");

/// Turn an agreement kept as Markdown and YAML into a cross-linked, sourced and dated website
#[derive(Debug, Parser)]
#[command(name = "pakt", version = VERSION, after_help = EXAMPLES, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true)]
struct CliArgs {
    #[command(flatten)]
    global: GlobalArgs,
    #[command(subcommand)]
    command: CliCommand,
}

/// The commands, in the order of the help.
#[derive(Debug, Subcommand)]
enum CliCommand {
    /// Make a site to begin with, which has no problems
    New(new::NewArgs),
    /// Write a file for a new entry, with its fields as comments
    Add(add::AddArgs),
    /// Build the website; only changed files are written
    Build(build::BuildArgs),
    /// Show the website in a browser and update it after every change
    Serve(serve::ServeArgs),
    /// Report problems in the content without writing anything
    Check(check::CheckArgs),
    /// Show what changed in the knowledge since a revision
    Diff(diff::DiffArgs),
    /// Turn a paper (docx, pdf, html, md, txt) into a document with a source text
    Import(import::ImportArgs),
    /// Explain a diagnostic code, or show everything known about an entry
    Explain(explain::ExplainArgs),
    /// Compare a published copy of the website with its manifest
    Verify(verify::VerifyArgs),
    /// Help an editor: diagnostics, completion, definitions and renaming
    Lsp(lsp::LspArgs),
    /// Print citations of words of a document, to paste
    Cite(cite::CiteArgs),
    /// Print a JSON Schema, with which an editor completes and checks YAML
    Schema(schema::SchemaArgs),
    /// Print a completion script for a shell
    Completions(completions::CompletionsArgs),
    /// Print the manual page
    Man,
}

/// Runs `pakt` with these arguments, of which the first is the name of the program.
///
/// Returns 0 for success, 1 if the content has errors (or warnings under `--strict`), 2 for wrong
/// usage, and 3 for a system error.
pub fn run_from_args(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let requested = requested_language(&args);
    let requested = requested.and_then(|tag| MessageLanguage::from_str(&tag, true).ok());
    let console = Console::new(choose_message_language(requested, |name| {
        std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
    }));
    let args = match parse_args(without_language_of_help(args), console.language) {
        Ok(args) => args,
        // Help and version are reported here too, and are printed to standard output.
        Err(mut error) => {
            suggest_command(&mut error, console.language);
            return console.print_usage_error(&error).into();
        }
    };
    let status = run_command(&console, &args).unwrap_or_else(|failure| {
        let message = match &failure {
            RunFailure::Usage(message)
            | RunFailure::Refused(message)
            | RunFailure::Reported(message) => message.clone(),
            RunFailure::System(error) => CliMessage::SystemError(format!("{error:#}")),
        };
        console.print_message(&message);
        failure.exit_status()
    });
    status.into()
}

/// Parses the arguments. The help, and what is wrong with them, are in a language.
fn parse_args(args: Vec<OsString>, language: ReportLanguage) -> Result<CliArgs, clap::Error> {
    let command = localize_command(CliArgs::command(), language);
    CliArgs::from_arg_matches(&command.try_get_matches_from(args)?)
}

/// Adds what to type instead of a command of another generator.
fn suggest_command(error: &mut clap::Error, language: ReportLanguage) {
    let Some(ContextValue::String(name)) = error.get(ContextKind::InvalidSubcommand) else {
        return;
    };
    let tip = match name.to_ascii_lowercase().as_str() {
        "init" | "create" | "quickstart" | "scaffold" | "start" => {
            "to start a site, run `pakt new DIR`"
        }
        "dev" | "develop" | "watch" | "preview" | "server" | "run" | "open" | "live" => {
            "to preview the site, run `pakt serve`"
        }
        "lint" | "validate" | "test" | "doctor" => {
            "to find problems in the content, run `pakt check`"
        }
        "generate" | "gen" | "make" | "compile" | "render" | "export" | "publish" | "deploy" => {
            "to build the website, run `pakt build`"
        }
        _ => return,
    };
    let tip = localize_tip(tip, language);
    error.remove(ContextKind::SuggestedSubcommand);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
}

fn run_command(console: &Console, args: &CliArgs) -> Result<ExitStatus, RunFailure> {
    // A build and a preview have something to finish, and wait for signals themselves.
    if !matches!(args.command, CliCommand::Build(_) | CliCommand::Serve(_)) {
        end_at_once_on_signal();
    }
    match &args.command {
        CliCommand::New(new_args) => new::run(console, new_args),
        CliCommand::Add(add_args) => add::run(console, &args.global, add_args),
        CliCommand::Build(build_args) => build::run(console, &args.global, build_args),
        CliCommand::Serve(serve_args) => serve::run(console, &args.global, serve_args),
        CliCommand::Check(check_args) => check::run(console, &args.global, check_args),
        CliCommand::Diff(diff_args) => diff::run(console, &args.global, diff_args),
        CliCommand::Import(import_args) => import::run(console, &args.global, import_args),
        CliCommand::Explain(explain_args) => explain::run(console, &args.global, explain_args),
        CliCommand::Verify(verify_args) => verify::run(console, verify_args),
        CliCommand::Lsp(lsp_args) => lsp::run(console, &args.global, lsp_args),
        CliCommand::Cite(cite_args) => cite::run(console, &args.global, cite_args),
        CliCommand::Schema(schema_args) => schema::run(console, &args.global, schema_args),
        CliCommand::Completions(completions_args) => {
            let pakt = localize_command(CliArgs::command(), console.language);
            completions::run(console, completions_args, pakt)
        }
        CliCommand::Man => man::run(console, CliArgs::command()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::commands::man::render_man_page;
    use crate::cli::help::tests::check_swedish_texts;
    use crate::cli::help::usage_error_text;

    #[test]
    fn the_arguments_are_consistent() {
        CliArgs::command().debug_assert();
    }

    #[test]
    fn every_text_of_the_help_is_in_swedish() {
        check_swedish_texts(CliArgs::command());
        let mut swedish = localize_command(CliArgs::command(), ReportLanguage::Swedish);
        let help = swedish.find_subcommand_mut("build").unwrap().render_long_help().to_string();
        for text in ["Användning: pakt build [ALTERNATIV]", "Ta med utkast", "[standard: human]"] {
            assert!(help.contains(text), "{text} in {help}");
        }
        for text in ["Usage", "Options", "default", "possible"] {
            assert!(!help.contains(text), "{text} in {help}");
        }
    }

    #[test]
    fn a_placeholder_in_a_help_is_not_a_line_break() {
        for language in [ReportLanguage::English, ReportLanguage::Swedish] {
            let mut command = localize_command(CliArgs::command(), language);
            command.build();
            let import = command.find_subcommand_mut("import").unwrap();
            for help in [import.render_help(), import.render_long_help()] {
                let help = help.to_string();
                assert!(help.contains("\"Article {n}({a})\""), "{help}");
                assert!(help.contains("{n}({m})\"\n"), "{help}");
            }
            let page = render_man_page(CliArgs::command(), language).unwrap();
            assert!(!page.contains(&0x1b), "{language:?}");
        }
    }

    #[test]
    fn the_command_of_another_generator_is_answered_in_both_languages() {
        for name in ["init", "dev", "lint", "deploy"] {
            let tip = |language| {
                let mut error = parse_args(vec!["pakt".into(), name.into()], language).unwrap_err();
                suggest_command(&mut error, language);
                usage_error_text(&error)
            };
            assert!(tip(ReportLanguage::English).contains("tips: to "), "{name}");
            let swedish = tip(ReportLanguage::Swedish);
            assert!(swedish.contains("tips: ") && !swedish.contains("tips: to "), "{swedish}");
        }
    }

    #[test]
    fn global_options_may_come_before_or_after_the_command() {
        for args in [["-C", "x", "check"], ["check", "-C", "x"]] {
            let args = CliArgs::try_parse_from([&["pakt"], &args[..]].concat()).unwrap();
            assert_eq!(args.global.directory, Some("x".into()));
        }
    }

    #[test]
    fn a_misspelt_command_is_wrong_usage_and_the_nearest_one_is_suggested() {
        let error = CliArgs::try_parse_from(["pakt", "chekc"]).unwrap_err();
        assert_eq!(error.exit_code(), 2);
        assert!(error.to_string().contains("'check'"), "{error}");
    }

    #[test]
    fn the_manual_page_has_every_command_with_its_options() {
        let page = String::from_utf8(
            render_man_page(CliArgs::command(), ReportLanguage::English).unwrap(),
        )
        .unwrap();
        assert!(page.contains(".TH pakt 1"), "{page}");
        for command in CliArgs::command().get_subcommands() {
            let heading = format!(".SH \"PAKT {}\"", command.get_name().to_uppercase());
            assert!(page.contains(&heading), "{heading} in {page}");
        }
        for option in ["base\\-url", "as\\-of", "strict", "poll", "content"] {
            assert!(page.contains(option), "{option}");
        }
    }
}
