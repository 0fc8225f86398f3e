//! How much a term matters for an item, from a passing mention to its whole name.
//!
//! `search.js` has a factor for each weight, and the index writes each weight as one mark.

/// A weight. A greater one counts more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub(super) enum TermWeight {
    /// In a text.
    Text = 1,
    /// In a quote, a qualifier or a source text.
    Quote = 2,
    /// In a value or the name of a field.
    Value = 3,
    /// In a heading, a tag or a description.
    Summary = 4,
    /// In a long name. Stop words are indexed from this weight on.
    LongName = 5,
    /// In a name of a few words, or the label of a relation's other end.
    UsualName = 6,
    /// In a short name, an id, a label or a locator.
    ShortName = 7,
}

impl TermWeight {
    /// All weights, the least first.
    const ALL: [Self; 7] = [
        Self::Text,
        Self::Quote,
        Self::Value,
        Self::Summary,
        Self::LongName,
        Self::UsualName,
        Self::ShortName,
    ];

    /// Returns the position of its mark in the index, from 1.
    pub(super) fn number(self) -> usize {
        usize::from(self as u8)
    }

    /// Returns the weight some steps below, at least that of a text.
    pub(super) fn lowered(self, n_steps: usize) -> Self {
        let index = self.number().saturating_sub(n_steps + 1);
        Self::ALL.get(index).copied().unwrap_or(Self::Text)
    }

    /// Returns the weight one step above, at most that of a short name.
    pub(super) fn raised(self) -> Self {
        Self::ALL.get(self.number()).copied().unwrap_or(Self::ShortName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_lowered_and_raised_within_limits() {
        assert_eq!(TermWeight::ShortName.lowered(2), TermWeight::LongName);
        assert_eq!(TermWeight::Quote.lowered(2), TermWeight::Text);
        assert_eq!(TermWeight::Text.raised(), TermWeight::Quote);
        assert_eq!(TermWeight::ShortName.raised(), TermWeight::ShortName);
    }
}
