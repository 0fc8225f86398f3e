//! The scheme of marks: what `--marks` may say, and what a paper's own numbers give.
//!
//! `Article {n}({a})` has a level for the numbered unit and one for its lettered items. A level has
//! the text before its placeholder, which is left out of the marks of the levels above it.

use super::unit_label::LabelKind;

/// The scheme of a paper's marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkScheme {
    levels: Vec<SchemeLevel>,
}

/// One placeholder with the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct SchemeLevel {
    before: String,
    placeholder: MarkPlaceholder,
    after: String,
}

/// What a scheme is filled with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarkPlaceholder {
    /// `{k}`: the number of the part, such as a chapter.
    Part,
    /// `{n}`: the number of the unit.
    Unit,
    /// `{nn}`: a running number with two digits.
    Running,
    /// `{m}`: the number of a paragraph within the unit.
    Paragraph,
    /// `{a}`: the letter of an item.
    Letter,
    /// `{i}`: the small Roman numeral of an item.
    Roman,
}

/// Why a text is not a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeProblem {
    /// It has no placeholder for the number.
    NoNumber,
    /// It has a placeholder that does not exist, or the same one twice.
    Placeholder(String),
    /// It has a character that a mark cannot have.
    Sign(char),
    /// Its placeholders are not in the order of the levels.
    Order,
}

impl MarkPlaceholder {
    const ALL: [(&'static str, Self); 6] = [
        ("k", Self::Part),
        ("n", Self::Unit),
        ("nn", Self::Running),
        ("m", Self::Paragraph),
        ("a", Self::Letter),
        ("i", Self::Roman),
    ];
}

impl MarkScheme {
    /// Parses what `--marks` says.
    ///
    /// # Errors
    /// It is not a scheme.
    pub fn parse(text: &str) -> Result<Self, SchemeProblem> {
        let mut levels: Vec<SchemeLevel> = Vec::new();
        let mut rest = text.trim();
        let mut before = String::new();
        while let Some((literal, behind)) = rest.split_once('{') {
            let (name, after) =
                behind.split_once('}').ok_or_else(|| SchemeProblem::Placeholder(behind.into()))?;
            let known = MarkPlaceholder::ALL.into_iter().find(|(known, _)| *known == name);
            let placeholder = known.ok_or_else(|| SchemeProblem::Placeholder(name.to_owned()))?.1;
            match levels.last_mut() {
                Some(level) => {
                    let (own, next) = split_between(literal);
                    own.clone_into(&mut level.after);
                    next.clone_into(&mut before);
                }
                None => literal.clone_into(&mut before),
            }
            levels.push(SchemeLevel { before: before.clone(), placeholder, after: String::new() });
            rest = after;
        }
        if let Some(level) = levels.last_mut() {
            rest.clone_into(&mut level.after);
        }
        let literals = levels.iter().flat_map(|it| it.before.chars().chain(it.after.chars()));
        let is_sign = |char: &char| {
            !char.is_alphanumeric()
                && !matches!(char, '.' | '(' | ')' | '§' | '-' | ':' | '/' | ' ')
        };
        if let Some(char) = literals.into_iter().find(is_sign) {
            return Err(SchemeProblem::Sign(char));
        }
        let placeholders: Vec<MarkPlaceholder> =
            levels.iter().map(|level| level.placeholder).collect();
        if !placeholders
            .iter()
            .any(|it| matches!(it, MarkPlaceholder::Unit | MarkPlaceholder::Running))
        {
            return Err(SchemeProblem::NoNumber);
        }
        if !placeholders.is_sorted_by(|left, right| left < right) {
            return Err(SchemeProblem::Order);
        }
        Ok(Self { levels })
    }

    /// Returns the scheme of the marks of unnumbered paragraphs.
    pub(super) fn of_paragraphs() -> Self {
        let (before, after) = ("P".to_owned(), String::new());
        Self { levels: vec![SchemeLevel { before, placeholder: MarkPlaceholder::Running, after }] }
    }

    /// Returns whether a level has this placeholder.
    pub(super) fn has(&self, placeholder: MarkPlaceholder) -> bool {
        self.levels.iter().any(|level| level.placeholder == placeholder)
    }

    /// Returns whether marks count paragraphs and not numbered units: `P{n}`, `P{nn}`.
    pub(super) fn counts_paragraphs(&self) -> bool {
        let [level] = self.levels.as_slice() else { return false };
        let is_glued = level.before.ends_with(char::is_alphabetic);
        level.placeholder == MarkPlaceholder::Running || (is_glued && level.after.is_empty())
    }

    /// Returns the least number of digits of a running number.
    pub(super) fn n_digits(&self) -> usize {
        if self.has(MarkPlaceholder::Running) { 2 } else { 1 }
    }

    /// Returns the kind of labels that the words of the scheme name. `None` means any.
    pub(super) fn label_kind(&self) -> Option<LabelKind> {
        let level = self.levels.iter().find(|level| level.placeholder == MarkPlaceholder::Unit)?;
        if level.before.contains('§') || level.after.contains('§') {
            return Some(LabelKind::Section);
        }
        let word = level.before.trim().to_lowercase();
        if word.is_empty() { None } else { Some(LabelKind::Word(word)) }
    }

    /// Returns the mark of a unit. `value` returns the number of each level; the levels below the
    /// last one with a number are left out.
    pub(super) fn mark(&self, value: impl Fn(MarkPlaceholder) -> Option<String>) -> String {
        let values: Vec<Option<String>> =
            self.levels.iter().map(|level| value(level.placeholder)).collect();
        let mut mark = String::new();
        for (level, value) in self.levels.iter().zip(values) {
            if let Some(value) = value {
                mark.push_str(&level.before);
                mark.push_str(&value);
                mark.push_str(&level.after);
            }
        }
        mark.trim().to_owned()
    }
}

impl std::fmt::Display for MarkScheme {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for level in &self.levels {
            let name = MarkPlaceholder::ALL.into_iter().find(|(_, it)| *it == level.placeholder);
            let name = name.map_or("n", |(name, _)| name);
            write!(formatter, "{}{{{name}}}{}", level.before, level.after)?;
        }
        Ok(())
    }
}

/// Splits the text between two placeholders into what belongs to each: ` kap. ` to ` kap.` and
/// ` `, `(` to nothing and `(`.
fn split_between(literal: &str) -> (&str, &str) {
    let opening = literal.rfind(['(', '.', ':', '-', '/', ' ']);
    literal.split_at_checked(opening.unwrap_or(literal.len())).unwrap_or((literal, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(scheme: &str, values: &[(MarkPlaceholder, &str)]) -> String {
        let scheme = MarkScheme::parse(scheme).unwrap();
        scheme.mark(|wanted| {
            values.iter().find(|(it, _)| *it == wanted).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_level_without_a_number_is_left_out() {
        use MarkPlaceholder::{Letter, Part, Unit};
        let scheme = "Article {n}({a})";
        assert_eq!(mark(scheme, &[(Unit, "3")]), "Article 3");
        assert_eq!(mark(scheme, &[(Unit, "3"), (Letter, "b")]), "Article 3(b)");
        assert_eq!(mark("{k} kap. {n} §", &[(Part, "2"), (Unit, "5 a")]), "2 kap. 5 a §");
        assert_eq!(mark("{k} kap. {n} §", &[(Unit, "5")]), "5 §");
        assert_eq!(mark("{n}:{a}", &[(Unit, "5")]), "5");
    }

    #[test]
    fn a_scheme_is_shown_as_it_was_written() {
        for scheme in ["Article {n}({a})", "{k} kap. {n} §", "§ {n}", "P{nn}", "{n}.{m}({a})({i})"]
        {
            assert_eq!(MarkScheme::parse(scheme).unwrap().to_string(), scheme);
        }
    }

    #[test]
    fn what_is_not_a_scheme_is_named() {
        let problem = |text| MarkScheme::parse(text).unwrap_err();
        assert_eq!(problem("Article"), SchemeProblem::NoNumber);
        assert_eq!(problem("({a})"), SchemeProblem::NoNumber);
        assert_eq!(problem("Article {x}"), SchemeProblem::Placeholder("x".into()));
        assert_eq!(problem("{n}[{a}]"), SchemeProblem::Sign('['));
        assert_eq!(problem("{a} {n}"), SchemeProblem::Order);
        assert_eq!(problem("{n"), SchemeProblem::Placeholder("n".into()));
    }
}
