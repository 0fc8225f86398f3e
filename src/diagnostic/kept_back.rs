//! Why a page is not published, in words that several messages share.

use super::ReportLanguage;

/// Why a page is not published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KeptBackReason {
    /// It is a draft.
    Draft,
    /// The day of its publication is after the as-of date.
    Scheduled,
    /// The day on which its publication ends is not after the as-of date.
    Expired,
    /// The day on which its publication begins or ends may not have come, and there is no as-of
    /// date.
    NoAsOf,
    /// What it says about its publication cannot be understood.
    Unclear,
}

impl KeptBackReason {
    /// Returns what is said of the page: "is a draft".
    pub(super) fn predicate(self, language: ReportLanguage) -> &'static str {
        match (language, self) {
            (ReportLanguage::English, Self::Draft) => "is a draft",
            (ReportLanguage::English, Self::Scheduled) => "is to be published later",
            (ReportLanguage::English, Self::Expired) => "is no longer published",
            (ReportLanguage::English, Self::NoAsOf) => {
                "is kept back because its date may not have come"
            }
            (ReportLanguage::English, Self::Unclear) => {
                "is kept back because its front matter cannot be understood"
            }
            (ReportLanguage::Swedish, Self::Draft) => "är ett utkast",
            (ReportLanguage::Swedish, Self::Scheduled) => "ska publiceras senare",
            (ReportLanguage::Swedish, Self::Expired) => "inte längre är publicerad",
            (ReportLanguage::Swedish, Self::NoAsOf) => {
                "hålls tillbaka eftersom det är oklart om dess datum har kommit"
            }
            (ReportLanguage::Swedish, Self::Unclear) => {
                "hålls tillbaka eftersom sidhuvudet inte går att förstå"
            }
        }
    }

    /// Returns how to publish the page.
    pub(super) fn how_to_publish(self, language: ReportLanguage) -> &'static str {
        match (language, self) {
            (ReportLanguage::English, Self::Draft) => {
                "remove what keeps that page back, such as `draft: true`"
            }
            (ReportLanguage::English, Self::Scheduled | Self::Expired) => {
                "change the date on that page"
            }
            (ReportLanguage::English, Self::NoAsOf) => "give today's date with `--as-of DATE`",
            (ReportLanguage::English, Self::Unclear) => "correct the front matter of that page",
            (ReportLanguage::Swedish, Self::Draft) => {
                "ta bort det som håller tillbaka den sidan, till exempel `draft: true`"
            }
            (ReportLanguage::Swedish, Self::Scheduled | Self::Expired) => {
                "ändra datumet på den sidan"
            }
            (ReportLanguage::Swedish, Self::NoAsOf) => "ange dagens datum med `--as-of DATUM`",
            (ReportLanguage::Swedish, Self::Unclear) => "rätta sidhuvudet på den sidan",
        }
    }

    #[cfg(test)]
    pub(super) const ALL: [Self; 5] =
        [Self::Draft, Self::Scheduled, Self::Expired, Self::NoAsOf, Self::Unclear];
}
