//! The languages with a grammar of their own, and their names.

use crate::grammars::{
    console, css, diff, javascript, json, markdown, markup, python, rust, shell, sql, toml, yaml,
};
use crate::scanner::{GrammarFn, prefix_while};

/// A language with a grammar of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeLanguage {
    Css,
    Diff,
    JavaScript,
    Json,
    Markdown,
    Markup,
    Python,
    Rust,
    Console,
    Shell,
    Sql,
    Toml,
    Yaml,
}

/// Anything longer than this is not a name. The longest known name has 14 bytes.
const NAME_LIMIT_BYTES: usize = 40;

/// Returns the language in an info string, in lower case: `Rust,no_run` gives `rust` and
/// `yaml title="x"` gives `yaml`. Empty if there is none.
pub(crate) fn language_name(info: &str) -> String {
    let is_end = |character: char| character.is_whitespace() || character == ',';
    let name = prefix_while(info.trim_start(), |character| !is_end(character));
    if name.len() > NAME_LIMIT_BYTES { String::new() } else { name.to_ascii_lowercase() }
}

impl CodeLanguage {
    /// Returns the language with a name, which must be in lower case.
    pub(crate) fn from_name(name: &str) -> Option<CodeLanguage> {
        Some(match name {
            "yaml" | "yml" => CodeLanguage::Yaml,
            "json" | "jsonc" | "json5" | "jsonl" | "ndjson" | "geojson" => CodeLanguage::Json,
            "toml" | "ini" | "cfg" | "conf" | "dosini" | "editorconfig" => CodeLanguage::Toml,
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
            "python" | "py" | "python3" | "py3" => CodeLanguage::Python,
            "sql" | "postgresql" | "postgres" | "pgsql" | "plpgsql" | "mysql" | "mariadb"
            | "sqlite" | "tsql" | "plsql" => CodeLanguage::Sql,
            "diff" | "patch" | "udiff" => CodeLanguage::Diff,
            _ => return None,
        })
    }

    /// Returns the grammar of the language.
    pub(crate) fn grammar(self) -> GrammarFn {
        match self {
            CodeLanguage::Css => css::scan,
            CodeLanguage::Diff => diff::scan,
            CodeLanguage::JavaScript => javascript::scan,
            CodeLanguage::Json => json::scan,
            CodeLanguage::Markdown => markdown::scan,
            CodeLanguage::Markup => markup::scan,
            CodeLanguage::Python => python::scan,
            CodeLanguage::Rust => rust::scan,
            CodeLanguage::Console => console::scan,
            CodeLanguage::Shell => shell::scan,
            CodeLanguage::Sql => sql::scan,
            CodeLanguage::Toml => toml::scan,
            CodeLanguage::Yaml => yaml::scan,
        }
    }
}
