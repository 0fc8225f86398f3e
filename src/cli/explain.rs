//! `pakt explain [CODE]`.

use super::console::Console;
use super::message::Message;
use super::status::{Failure, Status};
use crate::diagnostic::Code;
use crate::diagnostic::catalogue::CATALOGUE;
use crate::diagnostic::message::Language;
use crate::diagnostic::show::{explain, explain_json, json_text};
use crate::schema::nearest;
use clap::{Args, ValueEnum};
use serde_json::json;

/// What `explain` understands.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  pakt explain broken-link\n  pakt explain            list all codes"
)]
pub(super) struct Arguments {
    /// The code, as reports name it; without it, all codes are listed
    code: Option<String>,
    /// How to tell it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Format,
}

/// How an explanation is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs
    Json,
}

pub(super) fn run(console: &Console, arguments: &Arguments) -> Result<Status, Failure> {
    let language = console.language;
    let text = match (&arguments.code, arguments.format) {
        (None, Format::Human) => list(language),
        (None, Format::Json) => {
            let all: Vec<_> =
                CATALOGUE.iter().map(|rule| explain_json(rule.code, language)).collect();
            json_text(&json!({"version": 1, "codes": all}))
        }
        (Some(name), Format::Human) => explain(code(name)?, language),
        (Some(name), Format::Json) => json_text(&explain_json(code(name)?, language)),
    };
    console.print(&text)?;
    Ok(Status::Fine)
}

fn code(name: &str) -> Result<Code, Failure> {
    Code::from_name(name).ok_or_else(|| {
        let near = nearest(name, CATALOGUE.iter().map(|rule| rule.name));
        Failure::Usage(Message::UnknownCode(name.to_owned(), near))
    })
}

/// All codes, a line each.
fn list(language: Language) -> String {
    let width = CATALOGUE.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let line = |rule: &crate::diagnostic::catalogue::Rule| {
        let what = rule.explanation(language).what;
        // The first sentence; the rest stands in the explanation.
        let what = what.split_inclusive(". ").next().unwrap_or(what).trim_end();
        format!("{:width$}  {what}\n", rule.name)
    };
    CATALOGUE.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_a_line_for_each_code() {
        for language in [Language::English, Language::Swedish] {
            let list = list(language);
            assert_eq!(list.lines().count(), CATALOGUE.len());
            assert!(list.lines().all(|line| line.ends_with('.')), "{list}");
        }
    }

    #[test]
    fn a_code_that_is_none_is_wrong_usage_and_the_near_one_is_offered() {
        let Err(Failure::Usage(Message::UnknownCode(_, near))) = code("brokn-link") else {
            unreachable!("no such code")
        };
        assert_eq!(near.as_deref(), Some("broken-link"));
    }
}
