//! Chooses the language of messages.

use super::args::MessageLanguage;
use crate::diagnostic::ReportLanguage;

/// The environment variables that name a language, in order of precedence.
const VARIABLES: [&str; 4] = ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"];

/// Returns the requested language, else that of the first variable that is set, else English.
pub(super) fn choose_message_language(
    requested: Option<MessageLanguage>,
    read_variable: impl Fn(&str) -> Option<String>,
) -> ReportLanguage {
    match requested {
        Some(MessageLanguage::Sv) => ReportLanguage::Swedish,
        Some(MessageLanguage::En) => ReportLanguage::English,
        None => {
            let value =
                VARIABLES.into_iter().filter_map(read_variable).find(|value| !value.is_empty());
            // `LANGUAGE` is a list: `sv:en`.
            let tag = value.as_deref().and_then(|tags| tags.split(':').next());
            tag.and_then(ReportLanguage::from_tag).unwrap_or(ReportLanguage::English)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(environment: &[(&str, &str)], expected: ReportLanguage) {
        let read_variable = |name: &str| {
            let variable = environment.iter().find(|(variable, _)| *variable == name);
            variable.map(|(_, value)| (*value).to_owned())
        };
        let choose = |requested| choose_message_language(requested, read_variable);
        assert_eq!(choose(None), expected, "{environment:?}");
        assert_eq!(choose(Some(MessageLanguage::Sv)), ReportLanguage::Swedish);
        assert_eq!(choose(Some(MessageLanguage::En)), ReportLanguage::English);
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        check(&[], ReportLanguage::English);
        check(&[("LANG", "sv_SE.UTF-8")], ReportLanguage::Swedish);
        check(&[("LANG", "sv")], ReportLanguage::Swedish);
        check(&[("LC_ALL", ""), ("LANG", "sv_FI")], ReportLanguage::Swedish);
        check(&[("LC_ALL", "C.UTF-8"), ("LANG", "sv_SE.UTF-8")], ReportLanguage::English);
        check(&[("LC_MESSAGES", "sv_SE"), ("LANG", "en_GB")], ReportLanguage::Swedish);
        check(&[("LANGUAGE", "sv:en")], ReportLanguage::Swedish);
        check(&[("LANG", "de_DE.UTF-8")], ReportLanguage::English);
        check(&[("LANG", "svenska")], ReportLanguage::English);
    }
}
