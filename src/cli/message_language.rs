//! The language that pakt speaks to the one who runs it.

use super::args::MessageLanguage;
use crate::diagnostic::message::ReportLanguage;

/// The environment's words on language, the strongest first.
const VARIABLES: [&str; 4] = ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"];

/// The language asked for; else that of the first variable that says anything; else English.
pub(super) fn choose_message_language(
    asked: Option<MessageLanguage>,
    environment: impl Fn(&str) -> Option<String>,
) -> ReportLanguage {
    match asked {
        Some(MessageLanguage::Sv) => ReportLanguage::Swedish,
        Some(MessageLanguage::En) => ReportLanguage::English,
        None => {
            let said =
                VARIABLES.into_iter().filter_map(environment).find(|value| !value.is_empty());
            // `LANGUAGE` is a list: `sv:en`.
            let first = said.as_deref().and_then(|tags| tags.split(':').next());
            first.and_then(ReportLanguage::from_tag).unwrap_or(ReportLanguage::English)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(environment: &[(&str, &str)], expected: ReportLanguage) {
        let value = |name: &str| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(choose_message_language(None, value), expected, "{environment:?}");
        assert_eq!(
            choose_message_language(Some(MessageLanguage::Sv), value),
            ReportLanguage::Swedish
        );
        assert_eq!(
            choose_message_language(Some(MessageLanguage::En), value),
            ReportLanguage::English
        );
    }

    #[test]
    fn the_first_variable_that_says_anything_decides() {
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
