//! All other languages: the stock grammars of `syntect`, those that are fit, within a budget.
//!
//! Their regular expressions backtrack, and a line can cost seconds: 30 lines of the Makefile in
//! bat #750 take 1.6 s, 100 kB of `a<b,` in C# 6.8 s. `syntect` has no limit to set, and a clock
//! would make the page depend on the machine. So a grammar is here because it was measured (see
//! [`FIT`]), and a block has colors only if it and its lines are short.

use std::sync::LazyLock;

use syntect::parsing::{ClearAmount, ParseState, ParsingError, Scope, ScopeStackOp};
use syntect::parsing::{SyntaxReference, SyntaxSet};

use super::highlight::PlainReason;
use super::html_writer::TokenHtml;
use super::token_class::TokenClass;

/// The longest line that a stock grammar is trusted with: their worst grow with its square.
pub(super) const LINE_LIMIT_BYTES: usize = 200;

/// The longest block that a stock grammar is trusted with.
pub(super) const BLOCK_LIMIT_BYTES: usize = 8_000;

/// The grammars that are fit, by their name in the stock set.
///
/// Fit is one whose worst block within both limits took at most 0.25 s of processor, as found by a
/// search over repeated pieces of its own patterns: PHP 219 ms, R 187, C++ 176, C 158, Graphviz
/// 154, Ruby 147, Objective-C 141, Java 130, all others less. C#, D, Groovy, Lisp, Makefile,
/// MATLAB,
/// OCaml, Perl, reStructuredText and Scala were too slow in a first search, some by far (C# 0.4 ms
/// per byte); the rest nobody has asked for.
/// No two contexts of a fit grammar can `set` each other for ever without taking a character, as
/// Scala's can (syntect #706).
#[rustfmt::skip]
const VETTED_SYNTAXES: &[&str] = &[
    "BibTeX", "C", "C++", "Clojure", "Erlang", "Go", "Graphviz (DOT)", "Haskell", "Java",
    "Java Properties", "LaTeX", "Lua", "Objective-C", "PHP", "R", "Ruby", "Tcl", "TeX",
];

/// Names that people write and the stock set does not know.
const ALIASES: &[(&str, &str)] =
    &[("golang", "go"), ("graphviz", "dot"), ("objc", "objective-c"), ("csharp", "c#")];

/// What a scope says about the text in it; of two that fit, the first. A scope that is not here
/// leaves its text as the scope around it has it: quotes and escapes are part of their string.
const MEANINGS: &[(&str, TokenClass)] = &[
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

/// The stock grammars: a constant in all but name, unpacked on first use and never changed.
static GRAMMARS: LazyLock<SyntaxSet> = LazyLock::new(SyntaxSet::load_defaults_newlines);

/// [`MEANINGS`] as the grammars' own scopes; a constant in the same way.
static SCOPES: LazyLock<Vec<(Scope, TokenClass)>> = LazyLock::new(|| {
    let scope = |&(name, class): &(&str, TokenClass)| Some((Scope::new(name).ok()?, class));
    MEANINGS.iter().filter_map(scope).collect()
});

/// Colors a block; `None` if no stock grammar goes by that name, in lower case.
pub(super) fn highlight_with_syntect(
    name: &str,
    code: &str,
) -> Option<Result<String, PlainReason>> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    let syntax = GRAMMARS.find_syntax_by_token(alias.map_or(name, |(_, name)| name))?;
    if syntax.name == GRAMMARS.find_syntax_plain_text().name {
        return None;
    }
    Some(check_budget(syntax, code).and_then(|()| {
        // A grammar that names a context the set does not have: none of the fit ones does.
        parse_and_write(syntax, code).map_err(|_| PlainReason::GrammarUnfit)
    }))
}

fn check_budget(syntax: &SyntaxReference, code: &str) -> Result<(), PlainReason> {
    if !VETTED_SYNTAXES.contains(&syntax.name.as_str()) {
        return Err(PlainReason::GrammarUnfit);
    }
    if code.len() > BLOCK_LIMIT_BYTES {
        let (size_bytes, limit_bytes) = (code.len(), BLOCK_LIMIT_BYTES);
        return Err(PlainReason::BlockTooLong { size_bytes, limit_bytes });
    }
    match code.lines().enumerate().find(|(_, line)| line.len() > LINE_LIMIT_BYTES) {
        Some((index, line)) => Err(PlainReason::LineTooLong {
            line: index + 1,
            size_bytes: line.len(),
            limit_bytes: LINE_LIMIT_BYTES,
        }),
        None => Ok(()),
    }
}

fn parse_and_write(syntax: &SyntaxReference, code: &str) -> Result<String, ParsingError> {
    let mut html = TokenHtml::with_capacity(code.len());
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeClasses::default();
    for line in code.split_inclusive('\n') {
        let mut rest = line;
        for (offset, operation) in state.parse_line(line, &GRAMMARS)? {
            let done = line.len() - rest.len();
            // Operations come in order; one inside a character or behind is applied here.
            if let Some((text, after)) = rest.split_at_checked(offset.saturating_sub(done)) {
                html.push_token(text, scopes.current_class());
                rest = after;
            }
            scopes.apply_scope_op(&operation);
        }
        html.push_token(rest, scopes.current_class());
    }
    Ok(html.finish())
}

/// The scopes around a point, as classes from the outermost to the innermost.
#[derive(Debug, Default)]
struct ScopeClasses {
    open: Vec<TokenClass>,
    /// What grammars have set aside for a while, to be restored in reverse.
    cleared: Vec<Vec<TokenClass>>,
}

impl ScopeClasses {
    fn current_class(&self) -> TokenClass {
        self.open.last().copied().unwrap_or(TokenClass::Plain)
    }

    fn apply_scope_op(&mut self, operation: &ScopeStackOp) {
        match *operation {
            ScopeStackOp::Push(scope) => {
                let meaning = SCOPES.iter().find(|(prefix, _)| prefix.is_prefix_of(scope));
                self.open.push(meaning.map_or(self.current_class(), |(_, class)| *class));
            }
            ScopeStackOp::Pop(count) => self.open.truncate(self.open.len().saturating_sub(count)),
            ScopeStackOp::Clear(amount) => {
                let kept = match amount {
                    ClearAmount::TopN(count) => self.open.len().saturating_sub(count),
                    ClearAmount::All => 0,
                };
                self.cleared.push(self.open.split_off(kept));
            }
            ScopeStackOp::Restore => self.open.extend(self.cleared.pop().unwrap_or_default()),
            ScopeStackOp::Noop => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use expect_test::expect;

    #[test]
    fn scopes_fold_into_the_same_classes() {
        let code = r#"/* dok */
class Råd { // x
    final int MAX = 0x1F;
    String namn() { return "Åsa\n"; }
}
"#;
        check(
            "java",
            code,
            expect![[r#"
                ‹comment:/* dok */›
                ‹keyword:class› ‹type:Råd› { ‹comment:// x›
                    ‹keyword:final› ‹keyword:int› ‹name:MAX› = ‹number:0x1F›;
                    ‹type:String› ‹name:namn›() { ‹keyword:return› ‹string:"Åsa\n"›; }
                }
            "#]],
        );
    }
}
