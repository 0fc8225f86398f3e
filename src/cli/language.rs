//! The language that pakt speaks to the one who runs it.

use super::arguments::Lang;
use crate::diagnostic::message::Language;

/// The environment's words on language, the strongest first.
const VARIABLES: [&str; 4] = ["LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"];

/// The language asked for; else that of the first variable that says anything; else English.
pub(super) fn choose(
    asked: Option<Lang>,
    environment: impl Fn(&str) -> Option<String>,
) -> Language {
    match asked {
        Some(Lang::Sv) => Language::Swedish,
        Some(Lang::En) => Language::English,
        None => {
            let said =
                VARIABLES.into_iter().filter_map(environment).find(|value| !value.is_empty());
            // `LANGUAGE` is a list: `sv:en`.
            let first = said.as_deref().and_then(|tags| tags.split(':').next());
            first.and_then(Language::from_tag).unwrap_or(Language::English)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(environment: &[(&str, &str)], expected: Language) {
        let value = |name: &str| {
            let found = environment.iter().find(|(known, _)| *known == name);
            found.map(|(_, value)| (*value).to_owned())
        };
        assert_eq!(choose(None, value), expected, "{environment:?}");
        assert_eq!(choose(Some(Lang::Sv), value), Language::Swedish);
        assert_eq!(choose(Some(Lang::En), value), Language::English);
    }

    #[test]
    fn the_first_variable_that_says_anything_decides() {
        check(&[], Language::English);
        check(&[("LANG", "sv_SE.UTF-8")], Language::Swedish);
        check(&[("LANG", "sv")], Language::Swedish);
        check(&[("LC_ALL", ""), ("LANG", "sv_FI")], Language::Swedish);
        check(&[("LC_ALL", "C.UTF-8"), ("LANG", "sv_SE.UTF-8")], Language::English);
        check(&[("LC_MESSAGES", "sv_SE"), ("LANG", "en_GB")], Language::Swedish);
        check(&[("LANGUAGE", "sv:en")], Language::Swedish);
        check(&[("LANG", "de_DE.UTF-8")], Language::English);
        check(&[("LANG", "svenska")], Language::English);
    }
}
