//! Highlights other languages with vetted `syntect` grammars, within a size limit.
//!
//! The regular expressions of these grammars backtrack, and a line can take seconds: 30 lines of
//! the Makefile in bat #750 take 1.6 s, 100 kB of `a<b,` in C# 6.8 s. `syntect` has no time limit,
//! and a clock would make the result depend on the machine. Therefore only grammars that were
//! measured are used (see [`VETTED_SYNTAXES`]), and only for short blocks with short lines.

use std::sync::LazyLock;

use syntect::parsing::{ClearAmount, ParseState, ParsingError, Scope, ScopeStackOp};
use syntect::parsing::{SyntaxReference, SyntaxSet};

use crate::html_writer::TokenHtml;
use crate::token_class::TokenClass;

/// The longest line that is highlighted. The worst time is quadratic in the length of a line.
pub(crate) const LINE_LIMIT_BYTES: usize = 200;

/// The longest block that is highlighted.
pub(crate) const BLOCK_LIMIT_BYTES: usize = 8_000;

/// The grammars that are used, by their name in `syntect`, and the names of their languages, in
/// lower case.
///
/// Within both limits, the worst block that was found took at most 0.25 s of processor time. It was
/// searched for by repeating parts of the grammar's own patterns: Graphviz 154 ms, all others less.
/// D, Lisp, MATLAB, OCaml and reStructuredText were too slow, some by far. The others have not been
/// measured, or have a table of ours. No two contexts of a grammar in the list can `set` each other
/// endlessly without taking a character, as in Scala's (syntect #706).
const VETTED_SYNTAXES: &[(&str, &[&str])] = &[
    ("BibTeX", &["bibtex", "bib"]),
    ("Clojure", &["clojure", "clj", "cljs", "cljc", "edn"]),
    ("Erlang", &["erlang", "erl", "hrl"]),
    ("Graphviz (DOT)", &["graphviz", "dot", "gv"]),
    ("Haskell", &["haskell", "hs"]),
    ("LaTeX", &["latex", "tex", "ltx"]),
    ("TeX", &["sty", "cls"]),
    ("Tcl", &["tcl"]),
];

/// The class of the text in a scope; the first prefix that matches counts. Text in any other scope
/// has the class of the enclosing scope: quotes and escapes are part of their string.
const SCOPE_CLASSES: &[(&str, TokenClass)] = &[
    ("comment", TokenClass::Comment),
    ("string", TokenClass::String),
    ("constant.numeric", TokenClass::Number),
    ("constant.language", TokenClass::Constant),
    ("constant.other", TokenClass::Constant),
    ("keyword.operator.word", TokenClass::Keyword),
    ("keyword.operator", TokenClass::Plain),
    ("keyword", TokenClass::Keyword),
    ("storage", TokenClass::Keyword),
    ("entity.name.tag", TokenClass::Tag),
    ("entity.name.section", TokenClass::Heading),
    ("entity.name.type", TokenClass::Type),
    ("entity.name.class", TokenClass::Type),
    ("entity.name.struct", TokenClass::Type),
    ("entity.name.enum", TokenClass::Type),
    ("entity.name.interface", TokenClass::Type),
    ("entity.name.trait", TokenClass::Type),
    ("entity.name", TokenClass::Name),
    ("entity.other.attribute-name", TokenClass::Key),
    ("entity.other.inherited-class", TokenClass::Type),
    ("support.type", TokenClass::Type),
    ("support.class", TokenClass::Type),
    ("support.constant", TokenClass::Constant),
    ("support.function", TokenClass::Name),
    ("variable.function", TokenClass::Name),
    ("variable.language", TokenClass::Constant),
    ("variable", TokenClass::Plain),
    ("markup.heading", TokenClass::Heading),
    ("markup.raw", TokenClass::String),
    ("markup.underline.link", TokenClass::String),
    ("meta.interpolation", TokenClass::Plain),
    ("source", TokenClass::Plain),
    ("text", TokenClass::Plain),
];

/// The grammars of `syntect`, unpacked on first use.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// [`SCOPE_CLASSES`] with parsed scopes.
static SCOPES: LazyLock<Vec<(Scope, TokenClass)>> = LazyLock::new(|| {
    let scope = |&(name, class): &(&str, TokenClass)| Some((Scope::new(name).ok()?, class));
    SCOPE_CLASSES.iter().filter_map(scope).collect()
});

/// Highlights a block. `None` means that there is no vetted grammar with this name (in lower case),
/// or that the block is too long.
pub(crate) fn highlight_with_syntect(name: &str, code: &str) -> Option<String> {
    // An unknown name must not unpack the grammars, which takes longer than a small site.
    let (syntax_name, _) = VETTED_SYNTAXES.iter().find(|(_, names)| names.contains(&name))?;
    if !is_within_limits(code) {
        return None;
    }
    let syntax = GRAMMARS.find_syntax_by_name(syntax_name)?;
    // An error means that the grammar refers to a context that does not exist. No vetted one does.
    parse_and_write(syntax, code).ok()
}

fn is_within_limits(code: &str) -> bool {
    code.len() <= BLOCK_LIMIT_BYTES && code.lines().all(|line| line.len() <= LINE_LIMIT_BYTES)
}

fn parse_and_write(syntax: &SyntaxReference, code: &str) -> Result<String, ParsingError> {
    let mut html = TokenHtml::with_capacity(code.len());
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeClasses::default();
    for line in code.split_inclusive('\n') {
        let mut rest = line;
        for (offset, operation) in state.parse_line(line, &GRAMMARS)? {
            let start = line.len() - rest.len();
            // Operations are sorted by offset. An offset before `start` or inside a character is
            // treated as `start`.
            if let Some((text, after)) = rest.split_at_checked(offset.saturating_sub(start)) {
                html.push_token(text, scopes.current_class());
                rest = after;
            }
            scopes.apply_scope_op(&operation);
        }
        html.push_token(rest, scopes.current_class());
    }
    Ok(html.finish())
}

/// The classes of the scopes around a position, the outermost first.
#[derive(Debug, Default)]
struct ScopeClasses {
    open: Vec<TokenClass>,
    /// Scopes that a grammar has cleared and will restore, the last ones first.
    cleared: Vec<Vec<TokenClass>>,
}

impl ScopeClasses {
    fn current_class(&self) -> TokenClass {
        self.open.last().copied().unwrap_or(TokenClass::Plain)
    }

    fn apply_scope_op(&mut self, operation: &ScopeStackOp) {
        match *operation {
            ScopeStackOp::Push(scope) => {
                let matching = SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope));
                self.open.push(matching.map_or(self.current_class(), |(_, class)| *class));
            }
            ScopeStackOp::Pop(count) => self.open.truncate(self.open.len().saturating_sub(count)),
            ScopeStackOp::Clear(amount) => {
                let n_remaining = match amount {
                    ClearAmount::TopN(count) => self.open.len().saturating_sub(count),
                    ClearAmount::All => 0,
                };
                self.cleared.push(self.open.split_off(n_remaining));
            }
            ScopeStackOp::Restore => self.open.extend(self.cleared.pop().unwrap_or_default()),
            ScopeStackOp::Noop => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{VETTED_SYNTAXES, highlight_with_syntect};
    use crate::tests::check;
    use expect_test::expect;

    #[test]
    fn scopes_are_mapped_to_classes() {
        let code = r#"-- dok
module Råd where
limit :: Int
limit = 0x1F + length "Åsa\n"
"#;
        check(
            "haskell",
            code,
            expect![[r#"
            ‹comment:-- dok›
            ‹keyword:module› Råd ‹keyword:where›
            ‹name:limit› ‹keyword:::› ‹keyword:Int›
            limit = ‹number:0x1F› + length ‹string:"Åsa\n"›
        "#]],
        );
    }

    #[test]
    fn the_grammars_exist() {
        let names = VETTED_SYNTAXES.iter().flat_map(|(_, names)| *names);
        let missing: Vec<&&str> =
            names.filter(|name| highlight_with_syntect(name, "x").is_none()).collect();
        assert_eq!(missing, [&""; 0]);
    }
}
