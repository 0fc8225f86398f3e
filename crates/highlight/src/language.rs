//! The languages with a grammar or a table of their own, and their names.

use crate::grammars::{
    console, css, diff, javascript, json, markdown, markup, php, python, rust, shell, sql, toml,
    yaml,
};
use crate::languages;
use crate::scanner::{CodeScanner, prefix_while};
use crate::table;

/// A language with a grammar or a table of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeLanguage {
    Css,
    Diff,
    JavaScript,
    Json,
    Markdown,
    Markup,
    Php,
    Python,
    Rust,
    Console,
    Shell,
    Sql,
    /// The language of a table with this index.
    Table(usize),
    Toml,
    Yaml,
}

/// Anything longer than this is not a name. The longest known name has 15 bytes.
const NAME_LIMIT_BYTES: usize = 40;

/// Returns the language in an info string, in lower case. Empty if there is none.
///
/// `Rust,no_run`, `yaml title="x"`, `python:main.py`, `{.python}` and `language-python` are
/// understood.
pub(crate) fn language_name(info: &str) -> String {
    let is_end = |character: char| character.is_whitespace() || ",:{}".contains(character);
    let info = info.trim_start().trim_start_matches(['{', '.']);
    let name = info.strip_prefix("language-").or_else(|| info.strip_prefix("lang-"));
    let name = prefix_while(name.unwrap_or(info), |character| !is_end(character));
    if name.len() > NAME_LIMIT_BYTES { String::new() } else { name.to_ascii_lowercase() }
}

impl CodeLanguage {
    /// Returns the language with a name, which must be in lower case.
    pub(crate) fn from_name(name: &str) -> Option<CodeLanguage> {
        Some(match name {
            "yaml" | "yml" => CodeLanguage::Yaml,
            "json" | "jsonc" | "json5" | "jsonl" | "ndjson" | "geojson" => CodeLanguage::Json,
            "toml" => CodeLanguage::Toml,
            "sh" | "bash" | "zsh" | "ksh" | "dash" | "shell" | "shellscript" => CodeLanguage::Shell,
            "console" | "shell-session" | "shellsession" | "sh-session" | "bash-session"
            | "terminal" => CodeLanguage::Console,
            "markdown" | "md" | "commonmark" | "mdx" => CodeLanguage::Markdown,
            "html" | "htm" | "xhtml" | "xml" | "svg" | "rss" | "atom" | "xsd" | "xslt" | "xsl"
            | "plist" | "mathml" => CodeLanguage::Markup,
            "css" | "scss" | "less" => CodeLanguage::Css,
            "javascript" | "js" | "mjs" | "cjs" | "jsx" | "typescript" | "ts" | "mts" | "cts"
            | "tsx" => CodeLanguage::JavaScript,
            "rust" | "rs" => CodeLanguage::Rust,
            "php" | "php5" | "php7" | "php8" | "phtml" => CodeLanguage::Php,
            "python" | "py" | "python3" | "py3" => CodeLanguage::Python,
            "sql" | "postgresql" | "postgres" | "pgsql" | "plpgsql" | "mysql" | "mariadb"
            | "sqlite" | "tsql" | "plsql" => CodeLanguage::Sql,
            "diff" | "patch" | "udiff" => CodeLanguage::Diff,
            _ => CodeLanguage::Table(languages::table_index(name)?),
        })
    }

    /// Takes all code of a scanner.
    pub(crate) fn scan(self, scanner: &mut CodeScanner<'_>) {
        match self {
            CodeLanguage::Css => css::scan(scanner),
            CodeLanguage::Diff => diff::scan(scanner),
            CodeLanguage::JavaScript => javascript::scan(scanner),
            CodeLanguage::Json => json::scan(scanner),
            CodeLanguage::Markdown => markdown::scan(scanner),
            CodeLanguage::Markup => markup::scan(scanner),
            CodeLanguage::Php => php::scan(scanner),
            CodeLanguage::Python => python::scan(scanner),
            CodeLanguage::Rust => rust::scan(scanner),
            CodeLanguage::Console => console::scan(scanner),
            CodeLanguage::Shell => shell::scan(scanner),
            CodeLanguage::Sql => sql::scan(scanner),
            CodeLanguage::Table(index) => {
                if let Some(table) = languages::compiled_table(index) {
                    table::scan_with_table(scanner, table);
                }
            }
            CodeLanguage::Toml => toml::scan(scanner),
            CodeLanguage::Yaml => yaml::scan(scanner),
        }
    }
}
