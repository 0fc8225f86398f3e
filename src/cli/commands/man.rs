//! `pakt man`: prints the manual page, with a section for each command.

use crate::cli::exit_status::ExitStatus;
use crate::cli::run_failure::RunFailure;
use crate::cli::terminal::Console;
use anyhow::Context as _;
use clap::Command;
use clap_mangen::Man;
use std::io;

/// Prints the manual page of `pakt`, the whole command line.
pub(in crate::cli) fn run(console: &Console, pakt: Command) -> Result<ExitStatus, RunFailure> {
    let page = render_man_page(pakt).context("cannot make the manual page")?;
    console.print_stdout(&String::from_utf8_lossy(&page))?;
    Ok(ExitStatus::Success)
}

/// Returns the manual page as roff.
pub(in crate::cli) fn render_man_page(pakt: Command) -> io::Result<Vec<u8>> {
    let mut pakt = pakt.disable_help_subcommand(true);
    pakt.build();
    let man = Man::new(pakt.clone());
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    for command in pakt.get_subcommands() {
        page.extend(render_command_section(command)?);
    }
    man.render_extra_section(&mut page)?;
    man.render_version_section(&mut page)?;
    Ok(page)
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
    man.render_synopsis_section(&mut body)?;
    man.render_options_section(&mut body)?;
    man.render_extra_section(&mut body)?;
    let body = String::from_utf8_lossy(&body).replace(".SH ", ".SS ");
    Ok(format!(".SH \"{name}\"\n{about}.\n{body}").into_bytes())
}
