//! The languages that we read ourselves, and the names that they go by.

use super::scanner::{GrammarFn, prefix_while};
use super::{
    console, css, diff, javascript, json, markdown, markup, python, rust, shell, sql, toml, yaml,
};

/// A language with a grammar of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CodeLanguage {
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
pub(super) fn language_name(info: &str) -> String {
    let ends = |character: char| character.is_whitespace() || character == ',';
    let name = prefix_while(info.trim_start(), |character| !ends(character));
    if name.len() > NAME_LIMIT_BYTES { String::new() } else { name.to_ascii_lowercase() }
}

impl CodeLanguage {
    /// The language of this name, in lower case.
    pub(super) fn from_name(name: &str) -> Option<CodeLanguage> {
        Some(match name {
            "yaml" | "yml" => CodeLanguage::Yaml,
            "json" | "jsonc" | "json5" | "jsonl" | "ndjson" | "geojson" => CodeLanguage::Json,
            "toml" | "ini" | "cfg" | "conf" | "dosini" | "editorconfig" => CodeLanguage::Toml,
            "sh" | "bash" | "zsh" | "ksh" | "dash" | "shell" | "shellscript" => CodeLanguage::Shell,
            "console" | "shell-session" | "shellsession" | "sh-session" | "bash-session"
            | "terminal" => CodeLanguage::Session,
            "markdown" | "md" | "commonmark" | "mdx" => CodeLanguage::Markdown,
            "html" | "htm" | "xhtml" | "xml" | "svg" | "rss" | "atom" | "xsd" | "xslt" | "xsl"
            | "plist" | "mathml" => CodeLanguage::Markup,
            "css" | "scss" | "less" => CodeLanguage::Css,
            "javascript" | "js" | "mjs" | "cjs" | "jsx" | "typescript" | "ts" | "mts" | "cts"
            | "tsx" => CodeLanguage::JavaScript,
            "rust" | "rs" => CodeLanguage::Rust,
            "python" | "py" | "python3" | "py3" => CodeLanguage::Python,
            "sql" | "postgresql" | "postgres" | "pgsql" | "plpgsql" | "mysql" | "mariadb"
            | "sqlite" | "tsql" | "plsql" => CodeLanguage::Sql,
            "diff" | "patch" | "udiff" => CodeLanguage::Diff,
            _ => return None,
        })
    }

    /// The scanner of the language.
    pub(super) fn grammar(self) -> GrammarFn {
        match self {
            CodeLanguage::Css => css::scan,
            CodeLanguage::Diff => diff::scan,
            CodeLanguage::JavaScript => javascript::scan,
            CodeLanguage::Json => json::scan,
            CodeLanguage::Markdown => markdown::scan,
            CodeLanguage::Markup => markup::scan,
            CodeLanguage::Python => python::scan,
            CodeLanguage::Rust => rust::scan,
            CodeLanguage::Session => console::scan,
            CodeLanguage::Shell => shell::scan,
            CodeLanguage::Sql => sql::scan,
            CodeLanguage::Toml => toml::scan,
            CodeLanguage::Yaml => yaml::scan,
        }
    }
}
