//! The words of a language that reverse or restrict the meaning of a sentence.

/// Words and phrases that reverse or restrict a meaning, in lower case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RestrictiveWords {
    /// Words and phrases: `not`, `om inte`.
    pub phrases: &'static [&'static str],
    /// Words that restrict only as the first word of a clause: `om`, which means "about" elsewhere.
    pub clause_openers: &'static [&'static str],
    /// Those of `phrases` that need words after them, in the same clause or the next: `unless`.
    pub introductory: &'static [&'static str],
    /// How words end that reverse a meaning, with a straight apostrophe: `n't`.
    pub endings: &'static [&'static str],
}

impl RestrictiveWords {
    /// Used for languages about which nothing is known.
    pub(super) const NONE: Self =
        Self { phrases: &[], clause_openers: &[], introductory: &[], endings: &[] };
}
