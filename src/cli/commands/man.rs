//! `pakt man`: prints the manual page, with a section for each command, in the language of
//! messages.

use crate::cli::exit_status::ExitStatus;
use crate::cli::help::{localize_command, localize_man_page};
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use crate::diagnostic::ReportLanguage;
use anyhow::Context as _;
use clap::{Arg, Command};
use clap_mangen::Man;
use std::io;

/// Prints the manual page of `pakt`, the whole command line.
pub(in crate::cli) fn run(console: &Console, pakt: Command) -> Result<ExitStatus, RunFailure> {
    let language = console.language;
    let page = render_man_page(pakt, language).context("cannot make the manual page")?;
    console.print_stdout(&localize_man_page(&String::from_utf8_lossy(&page), language))?;
    Ok(ExitStatus::Success)
}

/// Returns the manual page as roff.
pub(in crate::cli) fn render_man_page(
    pakt: Command,
    language: ReportLanguage,
) -> io::Result<Vec<u8>> {
    let mut pakt = localize_command(pakt.disable_help_subcommand(true), language);
    pakt.build();
    let man = Man::new(pakt.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    page.extend(synopsis_section(&pakt).into_bytes());
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in pakt.get_subcommands() {
        page.extend(render_command_section(command)?);
    }
    man.render_extra_section(&mut page)?;
    man.render_version_section(&mut page)?;
    Ok(page)
}

/// Returns the synopsis of a command, with the names of the values: `[-C DIR]`.
fn synopsis_section(command: &Command) -> String {
    let mut words = vec![command.get_bin_name().unwrap_or(command.get_name()).to_owned()];
    let shown = command.get_arguments().filter(|argument| !argument.is_hide_set());
    words.extend(shown.map(|argument| {
        let flags = [argument.get_short().map(|it| format!("-{it}")), long_flag(argument)];
        let flags: Vec<String> = flags.into_iter().flatten().collect();
        let takes_value = argument.get_action().takes_values();
        let names = argument.get_value_names().filter(|_| takes_value).unwrap_or_default();
        let parts = [flags.join("|")].into_iter().chain(names.iter().map(ToString::to_string));
        let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
        format!("[{}]", parts.join(" "))
    }));
    if command.has_subcommands() {
        words.push(command.get_subcommand_value_name().unwrap_or("COMMAND").to_owned());
    }
    format!(".SH SYNOPSIS\n{}\n", words.join(" "))
}

fn long_flag(argument: &Arg) -> Option<String> {
    argument.get_long().map(|name| format!("--{name}"))
}

/// Returns the section of a command: the content of its own manual page, one level lower.
fn render_command_section(command: &Command) -> io::Result<Vec<u8>> {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    // The global options are on the page once, before the commands.
    let without_global_options =
        command.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg });
    let man = Man::new(without_global_options);
    let mut body = Vec::new();
    body.extend(synopsis_section(command).into_bytes());
    man.render_options_section(&mut body)?;
    man.render_extra_section(&mut body)?;
    let body = String::from_utf8_lossy(&body).replace(".SH ", ".SS ");
    Ok(format!(".SH \"{name}\"\n{about}.\n{body}").into_bytes())
}
