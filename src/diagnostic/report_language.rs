//! The languages of reports.

/// A language in which pakt reports to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReportLanguage {
    /// English, `en`.
    #[default]
    English,
    /// Swedish, `sv`.
    Swedish,
}

impl ReportLanguage {
    /// Returns the language of a tag such as `sv` or `sv-SE`, or of a locale such as `sv_SE.UTF-8`.
    /// `None` means a language that pakt does not report in.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_', '.']).next()?.to_ascii_lowercase().as_str() {
            "en" => Some(Self::English),
            "sv" => Some(Self::Swedish),
            _ => None,
        }
    }

    /// Returns the language tag (BCP 47).
    #[must_use]
    pub fn language_tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Swedish => "sv",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ReportLanguage;

    #[test]
    fn a_language_is_found_by_tag_or_locale() {
        assert_eq!(ReportLanguage::from_tag("sv"), Some(ReportLanguage::Swedish));
        assert_eq!(ReportLanguage::from_tag("en_GB.UTF-8"), Some(ReportLanguage::English));
        assert_eq!(ReportLanguage::from_tag("SV-fi"), Some(ReportLanguage::Swedish));
        assert_eq!(ReportLanguage::from_tag("svenska"), None);
        assert_eq!(ReportLanguage::from_tag(""), None);
    }
}
