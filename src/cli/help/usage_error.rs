//! Errors in the arguments, in Swedish. Clap has them in English only.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Returns the report of an error in the arguments: what is wrong, what to type, and the usage.
pub(in crate::cli) fn usage_error_text(error: &Error) -> String {
    let mut report = format!("fel: {}\n", describe_error(error));
    for tip in tips(error) {
        report.push_str(&format!("\n  tips: {tip}"));
    }
    if !report.ends_with('\n') {
        report.push('\n');
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim_start_matches("Usage: ").replace("[OPTIONS]", "[ALTERNATIV]");
        report.push_str(&format!("\nAnvändning: {usage}\n"));
    }
    report + "\nMer hjälp: `--help`.\n"
}

/// Returns what is wrong, in one line.
fn describe_error(error: &Error) -> String {
    let argument = context_text(error, ContextKind::InvalidArg);
    let value = context_text(error, ContextKind::InvalidValue);
    let values = context_text(error, ContextKind::ValidValue);
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context_text(error, ContextKind::InvalidSubcommand);
            format!("kommandot `{name}` finns inte")
        }
        ErrorKind::UnknownArgument => format!("`{argument}` finns inte här"),
        ErrorKind::InvalidValue if value.is_empty() => format!("`{argument}` behöver ett värde"),
        ErrorKind::InvalidValue if values.is_empty() => {
            format!("`{value}` går inte att använda för `{argument}`")
        }
        ErrorKind::InvalidValue => {
            format!("`{value}` går inte att använda för `{argument}`; möjliga värden: {values}")
        }
        ErrorKind::ValueValidation => format!("`{value}` går inte att använda för `{argument}`"),
        ErrorKind::MissingRequiredArgument => format!("det här saknas: {argument}"),
        ErrorKind::MissingSubcommand => "ett kommando saknas".into(),
        ErrorKind::ArgumentConflict => {
            let other = context_text(error, ContextKind::PriorArg);
            if other == argument {
                format!("`{argument}` får bara anges en gång")
            } else {
                format!("`{argument}` går inte att använda med `{other}`")
            }
        }
        ErrorKind::NoEquals => format!("`{argument}` behöver ett likhetstecken före värdet"),
        ErrorKind::TooManyValues => format!("`{value}` är ett värde för mycket för `{argument}`"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            format!("`{argument}` har fel antal värden")
        }
        ErrorKind::InvalidUtf8 => "ett argument är inte UTF-8".into(),
        // What clap adds in a later version, and help and version, which are no errors.
        _ => error.to_string().trim_start_matches("error: ").trim_end().to_owned(),
    }
}

/// Returns what to type instead.
fn tips(error: &Error) -> Vec<String> {
    let kinds =
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let meant = kinds.into_iter().map(|kind| context_text(error, kind));
    let meant = meant.filter(|name| !name.is_empty()).map(|name| format!("menade du `{name}`?"));
    // Clap's own tips are in English. Those of pakt are in the language of the report.
    let own = match (error.kind(), error.get(ContextKind::Suggested)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::StyledStrs(tips))) => tips.as_slice(),
        _ => &[],
    };
    meant.chain(own.iter().map(ToString::to_string)).collect()
}

/// Returns a part of what clap knows about an error. Empty if there is none.
fn context_text(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{Arg, Command};
    use expect_test::{Expect, expect};

    fn check(args: &[&str], expected: &Expect) {
        let color = Arg::new("color").long("color").value_parser(["red", "blue"]);
        let count = Arg::new("count").long("count").value_parser(clap::value_parser!(u8));
        let command = Command::new("it").subcommand(Command::new("check").args([color, count]));
        let error = command.subcommand_required(true).try_get_matches_from(args).unwrap_err();
        expected.assert_eq(&usage_error_text(&error));
    }

    #[test]
    fn each_kind_of_error_is_in_swedish() {
        check(
            &["it", "chekc"],
            &expect![[r#"
            fel: kommandot `chekc` finns inte

              tips: menade du `check`?

            Användning: it <COMMAND>

            Mer hjälp: `--help`.
        "#]],
        );
        check(
            &["it"],
            &expect![[r#"
            fel: ett kommando saknas

            Användning: it <COMMAND>

            Mer hjälp: `--help`.
        "#]],
        );
        check(
            &["it", "check", "--colour", "red"],
            &expect![[r#"
            fel: `--colour` finns inte här

              tips: menade du `--color`?

            Användning: it check --color <color>

            Mer hjälp: `--help`.
        "#]],
        );
        check(
            &["it", "check", "--color", "rod"],
            &expect![[r#"
            fel: `rod` går inte att använda för `--color <color>`; möjliga värden: red, blue

              tips: menade du `red`?

            Mer hjälp: `--help`.
        "#]],
        );
        check(
            &["it", "check", "--color"],
            &expect![[r#"
            fel: `--color <color>` behöver ett värde

            Mer hjälp: `--help`.
        "#]],
        );
        check(
            &["it", "check", "--count", "many"],
            &expect![[r#"
            fel: `many` går inte att använda för `--count <count>`

            Mer hjälp: `--help`.
        "#]],
        );
        check(
            &["it", "check", "--count", "1", "--count", "2"],
            &expect![[r#"
            fel: `--count <count>` får bara anges en gång

            Användning: it check [ALTERNATIV]

            Mer hjälp: `--help`.
        "#]],
        );
    }
}
