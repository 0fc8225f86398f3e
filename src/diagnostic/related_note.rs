//! What a report says at a related location.

use super::ReportLanguage;

/// What is at a related location.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RelatedNote {
    /// The first occurrence of the key, id, address or value.
    FirstDefinition,
    /// A later occurrence.
    AnotherPlace,
    /// The declaration of the field.
    Declaration,
    /// The next step of a cycle.
    CycleContinues,
    /// Another part of a sum.
    OtherPart,
    /// The entry that is linked to.
    Target,
    /// The passage that is most similar to the quote.
    NearestPassage,
    /// Words that differ from the quote.
    Difference,
    /// A paragraph as it is now.
    CurrentParagraph,
    /// The text in the language that changed.
    ChangedText,
    /// Where the next value begins.
    NextValue,
}

impl RelatedNote {
    /// Returns the words for a report.
    #[must_use]
    pub fn text(self, language: ReportLanguage) -> &'static str {
        match language {
            ReportLanguage::English => match self {
                Self::FirstDefinition => "the first one is here",
                Self::AnotherPlace => "and again here",
                Self::Declaration => "the field is declared here",
                Self::CycleContinues => "the cycle continues here",
                Self::OtherPart => "another part is here",
                Self::Target => "the target of the link",
                Self::NearestPassage => "the most similar passage",
                Self::Difference => "differs here",
                Self::CurrentParagraph => "the paragraph is this now",
                Self::ChangedText => "changed here",
                Self::NextValue => "the next value begins here",
            },
            ReportLanguage::Swedish => match self {
                Self::FirstDefinition => "den första finns här",
                Self::AnotherPlace => "och igen här",
                Self::Declaration => "fältet deklareras här",
                Self::CycleContinues => "cirkeln fortsätter här",
                Self::OtherPart => "en annan del finns här",
                Self::Target => "länken pekar hit",
                Self::NearestPassage => "det mest lika stället",
                Self::Difference => "här skiljer det sig",
                Self::CurrentParagraph => "så lyder stycket nu",
                Self::ChangedText => "ändrat här",
                Self::NextValue => "nästa värde börjar här",
            },
        }
    }
}
