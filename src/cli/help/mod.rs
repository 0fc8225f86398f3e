//! The help, the manual page and errors in the arguments, in the language of the person who asks.
//!
//! The texts in English are those of the argument structs. `sv.rs` has each of them in Swedish, and
//! a test compares its list with the command line. What clap itself writes is translated here.

mod sv;
mod usage_error;

pub(super) use usage_error::usage_error_text;

use crate::diagnostic::ReportLanguage;
use clap::builder::{Str, StyledStr};
use clap::{Arg, Command};
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::fmt::Write as _;

/// The options that may come before a command and take a value.
const OPTIONS_WITH_VALUE: [&str; 3] = ["-C", "--content", "--lang"];

/// Returns the command line with all texts in a language.
pub(super) fn localize_command(mut command: Command, language: ReportLanguage) -> Command {
    let command = match language {
        ReportLanguage::English => command,
        ReportLanguage::Swedish => {
            // So that the flags and the command for help exist.
            command.build();
            translate_command(command)
        }
    };
    keep_placeholders(command)
}

/// Returns the command line with `{n}` in its texts, which clap would print as a line break.
fn keep_placeholders(mut command: Command) -> Command {
    if let Some(about) = command.get_about().and_then(with_kept_placeholder) {
        command = command.about(about);
    }
    if let Some(after_help) = command.get_after_help().and_then(with_kept_placeholder) {
        command = command.after_help(after_help);
    }
    let keep_in_argument = |mut argument: Arg| {
        if let Some(help) = argument.get_help().and_then(with_kept_placeholder) {
            argument = argument.help(help);
        }
        if let Some(long_help) = argument.get_long_help().and_then(with_kept_placeholder) {
            argument = argument.long_help(long_help);
        }
        argument
    };
    command.mut_args(keep_in_argument).mut_subcommands(keep_placeholders)
}

/// Returns a text whose `{n}` clap prints as it is, or `None` if it has none. The sequence within
/// the braces resets colors, which are off there; clap leaves it out of files and of widths.
fn with_kept_placeholder(text: &StyledStr) -> Option<StyledStr> {
    let text = text.ansi().to_string();
    text.contains("{n}").then(|| text.replace("{n}", "{\u{1b}[0mn}").into())
}

/// Returns what to type instead of a command that does not exist, in a language.
pub(super) fn localize_tip(tip: &'static str, language: ReportLanguage) -> &'static str {
    match language {
        ReportLanguage::English => tip,
        ReportLanguage::Swedish => sv::tip(tip).unwrap_or(tip),
    }
}

/// Returns the page in roff of [`clap_mangen`] with the headings of sections in a language.
pub(super) fn localize_man_page(page: &str, language: ReportLanguage) -> String {
    match language {
        ReportLanguage::English => page.to_owned(),
        ReportLanguage::Swedish => {
            page.lines().fold(String::new(), |page, line| page + translate_heading(line) + "\n")
        }
    }
}

/// Returns a line of a manual page, in Swedish if it is the heading of a section.
fn translate_heading(line: &str) -> &str {
    match line {
        ".SH NAME" => ".SH NAMN",
        ".SH SYNOPSIS" => ".SH ÖVERSIKT",
        ".SS SYNOPSIS" => ".SS ÖVERSIKT",
        ".SH DESCRIPTION" => ".SH BESKRIVNING",
        ".SH EXTRA" => ".SH EXEMPEL OCH SLUTSTATUS",
        ".SS EXTRA" => ".SS EXEMPEL",
        line => line,
    }
}

fn translate_command(command: Command) -> Command {
    let about = command.get_about().and_then(|text| sv::translate(&text.to_string()));
    let after_help = command.get_after_help().and_then(|text| sv::translate(&text.to_string()));
    let heading = command.get_styles().get_usage();
    let template = format!(
        "{{about-with-newline}}\n{}Användning:{} {{usage}}\n\n{{all-args}}{{after-help}}",
        heading.render(),
        heading.render_reset()
    );
    let mut command = command
        .mut_args(translate_argument)
        .mut_subcommands(translate_command)
        .subcommand_help_heading("Kommandon")
        .subcommand_value_name("KOMMANDO")
        .help_template(template);
    if let Some(about) = about {
        command = command.about(about);
    }
    if let Some(after_help) = after_help {
        command = command.after_help(after_help);
    }
    let usage = translate_usage(&command.render_usage().to_string());
    command.override_usage(usage)
}

/// Returns the line of usage in Swedish, without its heading.
fn translate_usage(usage: &str) -> String {
    usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[ALTERNATIV]")
}

/// Returns an argument in Swedish. What clap would add in English, the default and the possible
/// values, becomes a part of its text.
fn translate_argument(argument: Arg) -> Arg {
    let takes_values = argument.get_action().takes_values();
    let mut help = argument.get_help().map(swedish_text);
    let long_help = argument.get_long_help().map(swedish_text);
    let value_list = if takes_values { list_values(&argument) } else { ValueList::default() };
    let defaults = argument.get_default_values().iter().map(|value| value.to_string_lossy());
    let default = defaults.collect::<Vec<_>>().join(" ");
    if let Some(help) = help.as_mut().filter(|_| takes_values && !default.is_empty()) {
        let _ = write!(help, " [standard: {default}]");
    }
    let long_help = match (&help, long_help) {
        (_, Some(long_help)) => Some(long_help),
        (Some(help), None) if !value_list.described.is_empty() => {
            Some(format!("{help}\n\nMöjliga värden:{}", value_list.described))
        }
        _ => None,
    };
    if let Some(help) = help.as_mut().filter(|_| !value_list.names.is_empty()) {
        let _ = write!(help, " [möjliga värden: {}]", value_list.names);
    }
    let heading = match argument.get_help_heading() {
        Some(heading) => sv::translate(heading),
        None if argument.is_positional() => Some("Argument"),
        None => Some("Alternativ"),
    };
    let value_names = argument.get_value_names().filter(|_| takes_values).unwrap_or_default();
    let in_swedish = |name: &Str| sv::value_name(name).map_or_else(|| name.clone(), Str::from);
    let value_names: Vec<Str> = value_names.iter().map(in_swedish).collect();
    let mut translated = argument.hide_default_value(true).hide_possible_values(true);
    if let Some(heading) = heading {
        translated = translated.help_heading(heading);
    }
    if !value_names.is_empty() {
        translated = translated.value_names(value_names);
    }
    if let Some(help) = help {
        translated = translated.help(help);
    }
    if let Some(long_help) = long_help {
        translated = translated.long_help(long_help);
    }
    translated
}

/// Returns a text in Swedish, or as it is if it has no translation.
fn swedish_text(text: &StyledStr) -> String {
    let text = text.to_string();
    sv::translate(&text).map_or(text, str::to_owned)
}

/// The possible values of an argument.
#[derive(Default)]
struct ValueList {
    /// Their names, with commas.
    names: String,
    /// A line for each, with its meaning. Empty if they have none.
    described: String,
}

fn list_values(argument: &Arg) -> ValueList {
    let mut list = ValueList::default();
    let values = argument.get_possible_values();
    let names: Vec<&str> =
        values.iter().filter(|it| !it.is_hide_set()).map(|it| it.get_name()).collect();
    list.names = names.join(", ");
    for value in values.iter().filter(|value| !value.is_hide_set()) {
        if let Some(help) = value.get_help() {
            let meaning = swedish_text(help);
            let _ = write!(list.described, "\n- {}: {meaning}", value.get_name());
        }
    }
    list
}

/// Returns the language that the arguments ask for: the value of `--lang`, before they are parsed.
pub(super) fn requested_language(args: &[impl AsRef<OsStr>]) -> Option<String> {
    let texts = args.iter().map(|argument| argument.as_ref().to_string_lossy());
    let options: Vec<_> = texts.take_while(|text| text != "--").collect();
    options.iter().enumerate().find_map(|(index, text)| match text.strip_prefix("--lang") {
        Some("") => options.get(index + 1).map(ToString::to_string),
        Some(value) => value.strip_prefix('=').map(str::to_owned),
        None => None,
    })
}

/// Returns the arguments without `--lang` after the command `help`, which takes names of commands
/// only. The language is known already.
pub(super) fn without_language_of_help(args: Vec<OsString>) -> Vec<OsString> {
    let words: Vec<Cow<'_, str>> = args.iter().map(|it| it.to_string_lossy()).collect();
    let follows_option = |index: usize| {
        let before = index.checked_sub(1).and_then(|index| words.get(index));
        before.is_some_and(|word| OPTIONS_WITH_VALUE.contains(&&**word))
    };
    let is_command = |index: &usize| {
        words.get(*index).is_some_and(|word| !word.starts_with('-')) && !follows_option(*index)
    };
    let command = (1..words.len()).find(is_command).unwrap_or(words.len());
    if words.get(command).is_none_or(|word| word != "help") {
        return args;
    }
    let is_language = |index: usize| {
        let word = words.get(index).map_or("", |word| &**word);
        let is_value = index > command + 1 && words.get(index - 1).is_some_and(|it| it == "--lang");
        index > command && (word == "--lang" || word.starts_with("--lang=") || is_value)
    };
    let others = args.iter().enumerate().filter(|(index, _)| !is_language(*index));
    others.map(|(_, argument)| argument.clone()).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Returns every text of a command line that has been built.
    fn texts(command: &Command) -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        let parts = [command.get_about(), command.get_after_help()];
        all.extend(parts.into_iter().flatten().map(ToString::to_string));
        for argument in command.get_arguments() {
            let parts = [argument.get_help(), argument.get_long_help()];
            all.extend(parts.into_iter().flatten().map(ToString::to_string));
            all.extend(argument.get_help_heading().map(str::to_owned));
            let values = argument.get_possible_values();
            all.extend(values.iter().filter_map(|value| value.get_help()).map(ToString::to_string));
        }
        all.extend(command.get_subcommands().flat_map(texts));
        all
    }

    /// Checks that each text of a command line is in Swedish.
    pub(in crate::cli) fn check_swedish_texts(mut command: Command) {
        command.build();
        let (used, known) = (texts(&command), sv::texts().collect::<BTreeSet<_>>());
        let untranslated: Vec<_> =
            used.iter().filter(|text| !known.contains(text.as_str())).collect();
        assert!(untranslated.is_empty(), "add to sv.rs: {untranslated:#?}");
        let unused: Vec<_> = known.iter().filter(|text| !used.contains(**text)).collect();
        assert!(unused.is_empty(), "no help has these texts: {unused:#?}");
    }

    #[test]
    fn the_command_for_help_takes_a_language() {
        let left = |words: &str| -> String {
            let args = words.split(' ').map(OsString::from).collect();
            let args = without_language_of_help(args);
            args.iter().map(|it| it.to_string_lossy()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(left("pakt help check --lang sv"), "pakt help check");
        assert_eq!(left("pakt help --lang=sv check"), "pakt help check");
        assert_eq!(left("pakt help --lang sv check"), "pakt help check");
        assert_eq!(left("pakt --lang sv help check"), "pakt --lang sv help check");
        assert_eq!(left("pakt -C help check --lang sv"), "pakt -C help check --lang sv");
        assert_eq!(left("pakt cite help --lang sv"), "pakt cite help --lang sv");
        assert_eq!(left("pakt"), "pakt");
    }

    #[test]
    fn the_language_is_known_before_the_arguments_are_parsed() {
        let requested = |args: &[&str]| requested_language(args);
        assert_eq!(requested(&["pakt", "check", "--lang", "sv"]).as_deref(), Some("sv"));
        assert_eq!(requested(&["pakt", "--lang=sv", "--no-such"]).as_deref(), Some("sv"));
        assert_eq!(requested(&["pakt", "cite", "a", "--", "--lang", "sv"]), None);
        assert_eq!(requested(&["pakt", "--language", "sv"]), None);
    }
}
