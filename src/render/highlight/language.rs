//! The languages that we read ourselves, and the names that they go by.

use super::scanner::{Grammar, prefix};
use super::{
    css, diff, javascript, json, markdown, markup, python, rust, session, shell, sql, toml, yaml,
};

/// A language with a grammar of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Css,
    Diff,
    JavaScript,
    Json,
    Markdown,
    Markup,
    Python,
    Rust,
    Session,
    Shell,
    Sql,
    Toml,
    Yaml,
}

/// The longest name is 14 bytes. What is longer than this is no name, however long it is.
const NAME_LIMIT_BYTES: usize = 40;

/// The name in an info string, in lower case: `Rust,no_run` and `yaml title="x"` name `rust` and
/// `yaml`. Empty if there is none.
pub(super) fn name(info: &str) -> String {
    let ends = |character: char| character.is_whitespace() || character == ',';
    let name = prefix(info.trim_start(), |character| !ends(character));
    if name.len() > NAME_LIMIT_BYTES { String::new() } else { name.to_ascii_lowercase() }
}

impl Language {
    /// The language of this name, in lower case.
    pub(super) fn named(name: &str) -> Option<Language> {
        Some(match name {
            "yaml" | "yml" => Language::Yaml,
            "json" | "jsonc" | "json5" | "jsonl" | "ndjson" | "geojson" => Language::Json,
            "toml" | "ini" | "cfg" | "conf" | "dosini" | "editorconfig" => Language::Toml,
            "sh" | "bash" | "zsh" | "ksh" | "dash" | "shell" | "shellscript" => Language::Shell,
            "console" | "shell-session" | "shellsession" | "sh-session" | "bash-session"
            | "terminal" => Language::Session,
            "markdown" | "md" | "commonmark" | "mdx" => Language::Markdown,
            "html" | "htm" | "xhtml" | "xml" | "svg" | "rss" | "atom" | "xsd" | "xslt" | "xsl"
            | "plist" | "mathml" => Language::Markup,
            "css" | "scss" | "less" => Language::Css,
            "javascript" | "js" | "mjs" | "cjs" | "jsx" | "typescript" | "ts" | "mts" | "cts"
            | "tsx" => Language::JavaScript,
            "rust" | "rs" => Language::Rust,
            "python" | "py" | "python3" | "py3" => Language::Python,
            "sql" | "postgresql" | "postgres" | "pgsql" | "plpgsql" | "mysql" | "mariadb"
            | "sqlite" | "tsql" | "plsql" => Language::Sql,
            "diff" | "patch" | "udiff" => Language::Diff,
            _ => return None,
        })
    }

    /// The scanner of the language.
    pub(super) fn grammar(self) -> Grammar {
        match self {
            Language::Css => css::scan,
            Language::Diff => diff::scan,
            Language::JavaScript => javascript::scan,
            Language::Json => json::scan,
            Language::Markdown => markdown::scan,
            Language::Markup => markup::scan,
            Language::Python => python::scan,
            Language::Rust => rust::scan,
            Language::Session => session::scan,
            Language::Shell => shell::scan,
            Language::Sql => sql::scan,
            Language::Toml => toml::scan,
            Language::Yaml => yaml::scan,
        }
    }
}
