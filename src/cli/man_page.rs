//! `pakt man`: one page, with a section for each command.

use super::args::CliArgs;
use super::console::Console;
use super::exit_status::{ExitStatus, RunFailure};
use anyhow::Context as _;
use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use std::io;

pub(super) fn run(console: &Console) -> Result<ExitStatus, RunFailure> {
    let page = render_man_page().context("cannot make the manual page")?;
    console.print_stdout(&String::from_utf8_lossy(&page))?;
    Ok(ExitStatus::Success)
}

fn render_man_page() -> io::Result<Vec<u8>> {
    let mut command = CliArgs::command().disable_help_subcommand(true);
    command.build();
    let whole = Man::new(command.clone());
    let mut page = Vec::new();
    whole.render_title(&mut page)?;
    whole.render_name_section(&mut page)?;
    whole.render_synopsis_section(&mut page)?;
    whole.render_description_section(&mut page)?;
    whole.render_options_section(&mut page)?;
    for one in command.get_subcommands() {
        page.extend(render_command_section(one)?);
    }
    whole.render_extra_section(&mut page)?;
    whole.render_version_section(&mut page)?;
    Ok(page)
}

/// A command: what its own page would hold, one level lower.
fn render_command_section(command: &Command) -> io::Result<Vec<u8>> {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_uppercase();
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    // What every command understands stands on the page once.
    let own =
        command.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg });
    let man = Man::new(own);
    let mut body = Vec::new();
    man.render_synopsis_section(&mut body)?;
    man.render_options_section(&mut body)?;
    man.render_extra_section(&mut body)?;
    let body = String::from_utf8_lossy(&body).replace(".SH ", ".SS ");
    Ok(format!(".SH \"{name}\"\n{about}.\n{body}").into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_holds_every_command_and_its_options() {
        let page = String::from_utf8(render_man_page().unwrap()).unwrap();
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
