//! Formulas in TeX: `$x$`, `$$x$$`, `\(x\)`, `\[x\]` and `\begin{align}`.

/// The longest formula in a line of text, in bytes.
const MAX_INLINE_BYTES: usize = 500;
/// The longest formula of its own, in bytes.
const MAX_DISPLAY_BYTES: usize = 4000;
/// Only a formula has one of these after a number: `$5` is money.
const FORMULA_SIGNS: [char; 3] = ['\\', '^', '{'];

/// Where a formula may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FormulaPlace {
    /// In the row of a table: `|` and the end of the line end it.
    TableRow,
    /// In other text.
    Text,
}

/// Returns the length of the formula at an offset of a text.
pub(super) fn formula_length(text: &str, offset: usize, place: FormulaPlace) -> Option<usize> {
    let rest = text.get(offset..)?;
    let before = text.get(..offset)?.chars().next_back();
    if let Some(inside) = rest.strip_prefix("$$") {
        let length = display_length(inside, "$$", place)?;
        return Some(length + 4);
    }
    if let Some(inside) = rest.strip_prefix('$') {
        return dollar_length(inside, before, place).map(|length| length + 2);
    }
    if let Some(inside) = rest.strip_prefix("\\(") {
        let window = inside.get(..inside.floor_char_boundary(MAX_INLINE_BYTES))?;
        let length = window.find("\\)")?;
        let formula = inside.get(..length)?;
        let is_formula = formula.contains(['\\', '^', '_', '=', '+', '{', '<', '>'])
            || formula.contains('*') && !formula.contains(' ')
            || formula.chars().count() <= 2;
        return (is_formula && is_one_paragraph(formula, place)).then_some(length + 4);
    }
    if let Some(inside) = rest.strip_prefix("\\begin{") {
        return environment_length(inside, place).map(|length| length + "\\begin{".len());
    }
    let inside = rest.strip_prefix("\\[")?;
    let before = text.get(..offset)?.trim_end_matches([' ', '\t', '>']);
    let is_line_start = before.is_empty() || before.ends_with('\n');
    if !is_line_start {
        return None;
    }
    let length = display_length(inside, "\\]", place)?;
    let formula = inside.get(..length)?;
    formula.contains(['\\', '^', '_', '=']).then_some(length + 4)
}

/// Returns the length of an environment, `name}…\end{name}`.
fn environment_length(inside: &str, place: FormulaPlace) -> Option<usize> {
    let (name, _) = inside.split_once('}')?;
    let is_name = !name.is_empty()
        && name.chars().all(|char| char.is_ascii_alphanumeric() || matches!(char, '*' | '-'));
    let end = format!("\\end{{{name}}}");
    let window = inside.get(..inside.floor_char_boundary(MAX_DISPLAY_BYTES))?;
    let length = window.find(&end).filter(|_| is_name)? + end.len();
    let formula = window.get(..length)?;
    (place == FormulaPlace::Text || is_one_paragraph(formula, place)).then_some(length)
}

fn display_length(inside: &str, end: &str, place: FormulaPlace) -> Option<usize> {
    let window = inside.get(..inside.floor_char_boundary(MAX_DISPLAY_BYTES))?;
    let length = window.find(end)?;
    let formula = window.get(..length)?;
    let is_own_block = formula.starts_with('\n') && place == FormulaPlace::Text;
    (!formula.trim().is_empty() && (is_own_block || is_one_paragraph(formula, place)))
        .then_some(length)
}

/// Returns the length of what is between two `$`.
fn dollar_length(inside: &str, before: Option<char>, place: FormulaPlace) -> Option<usize> {
    let first = inside.chars().next()?;
    let is_start = !before.is_some_and(|char| char.is_alphanumeric() || matches!(char, '$' | '\\'));
    if !is_start || first.is_whitespace() || first == '$' {
        return None;
    }
    let window = inside.get(..inside.floor_char_boundary(MAX_INLINE_BYTES))?;
    let mut previous = '$';
    let mut chars = window.char_indices();
    while let Some((offset, char)) = chars.next() {
        match char {
            '\\' => {
                chars.next();
                previous = 'x';
                continue;
            }
            '`' => return None,
            // A formula has no `$` inside, so that this one ends it or there is none.
            '$' => {
                let formula = inside.get(..offset)?;
                let after = inside.get(offset + 1..)?.chars().next();
                let is_short = formula.chars().count() <= 2 || formula.contains(FORMULA_SIGNS);
                let is_end = match after {
                    Some(char) if char.is_numeric() || char == '$' => false,
                    // `$n$th` is a formula, and `$HOME/$USER` is not.
                    Some(char) if char.is_alphanumeric() => is_short,
                    _ => true,
                };
                let is_end = is_end && !previous.is_whitespace();
                let is_money = first.is_ascii_digit() && !formula.contains(FORMULA_SIGNS);
                let is_formula = is_end && !is_money && is_one_paragraph(formula, place);
                return is_formula.then_some(offset);
            }
            _ => {}
        }
        previous = char;
    }
    None
}

/// Returns whether a text does not go over the end of a paragraph or a cell.
fn is_one_paragraph(text: &str, place: FormulaPlace) -> bool {
    match place {
        FormulaPlace::TableRow => !text.contains(['\n', '|']),
        FormulaPlace::Text => {
            let mut lines = text.lines().skip(1);
            lines.all(|line| !line.trim_matches([' ', '\t', '>']).is_empty())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dollar_before_a_number_is_money() {
        let formula = |text: &str| {
            let offset = text.find(['$', '\\']).unwrap();
            let length = formula_length(text, offset, FormulaPlace::Text)?;
            text.get(offset..offset + length).map(str::to_owned)
        };
        assert_eq!(formula("Let $a*b$ be").as_deref(), Some("$a*b$"));
        assert_eq!(formula("Let $2^n$ be").as_deref(), Some("$2^n$"));
        assert_eq!(formula("$$\na\n\nb\n$$").as_deref(), Some("$$\na\n\nb\n$$"));
        assert_eq!(formula("and \\(p_1\\).").as_deref(), Some("\\(p_1\\)"));
        assert_eq!(formula("\\[x = 1\\]").as_deref(), Some("\\[x = 1\\]"));
        assert_eq!(formula("the $n$th and $k$s").as_deref(), Some("$n$"));
        let environment = "\\begin{align}\na &= b \\\\\n\\end{align}";
        assert_eq!(formula(environment).as_deref(), Some(environment));
        for text in [
            "It costs $5, or $6 with a sack",
            "from $5-$6",
            "US$ and A$",
            "$HOME/$USER",
            "a $ b $",
            "\\[sic\\]",
            "\\(see below\\)",
            "$a\n\nb$",
            "costs $5 and $10. The sum $x_i$ is",
        ] {
            assert_eq!(formula(text), None, "{text}");
        }
    }
}
