//! Checks that a site with `profile: public` says who publishes it and how to reach them.

use super::config::{PublishProfile, SiteConfig};
use crate::diagnostic::{ContactProblem, Diagnostic, SourceFile, rules};
use crate::parse::yaml::{self, YamlNode};
use crate::schema::LocalizedText;
use std::sync::Arc;

/// Groups without legal responsibility, in lower case and without an article.
const GROUPS: [&str; 22] = [
    "administrator",
    "administratör",
    "administratören",
    "authors",
    "editor",
    "editorial team",
    "editors",
    "författarna",
    "redaktion",
    "redaktionen",
    "redaktör",
    "redaktören",
    "redaktörerna",
    "us",
    "vi",
    "we",
    "web editors",
    "web team",
    "webbgruppen",
    "webbredaktionen",
    "webmaster",
    "webmasters",
];

/// Reports `missing-contact`. A site that does not state its profile is not checked, because it
/// may be a draft or a handbook that only its writers read.
pub(super) fn check(
    source: &Arc<SourceFile>,
    root: &YamlNode,
    config: &SiteConfig,
) -> Vec<Diagnostic> {
    let stated = root.get("profile").filter(|profile| profile.as_str().is_some());
    let Some(profile) = stated.filter(|_| config.profile == PublishProfile::Public) else {
        return Vec::new();
    };
    let mut diagnostics = Vec::new();
    let mut report = |node: &YamlNode, problem: ContactProblem| {
        let kind = rules::MissingContact { problem };
        diagnostics.push(Diagnostic::new(yaml::node_span(source, node), kind));
    };
    match (&config.contact, root.get("contact")) {
        (Some(contact), Some(node)) => {
            if texts_of(contact).any(|text| !has_address(text)) {
                report(node, ContactProblem::NoAddress);
            }
        }
        _ => report(profile, ContactProblem::NoContact),
    }
    if let (Some(owner), Some(node)) = (&config.owner, root.get("owner"))
        && let Some(group) = texts_of(owner).find(|text| is_group(text))
    {
        report(node, ContactProblem::NoLegalPerson { owner: group.to_owned() });
    }
    diagnostics
}

fn texts_of(text: &LocalizedText) -> impl Iterator<Item = &str> {
    let texts: Vec<&str> = match text {
        LocalizedText::Same(text) => vec![text],
        LocalizedText::PerLanguage(texts) => texts.iter().map(|(_, text)| &**text).collect(),
    };
    texts.into_iter()
}

/// Returns whether a contact has an email address, a web address, or a digit: a telephone number
/// or a street number.
fn has_address(contact: &str) -> bool {
    contact.contains('@')
        || contact.contains("https://")
        || contact.contains("http://")
        || contact.contains(|c: char| c.is_ascii_digit())
}

fn is_group(owner: &str) -> bool {
    let owner = owner.trim().trim_end_matches('.').to_lowercase();
    let owner = owner.strip_prefix("the ").unwrap_or(&owner);
    GROUPS.contains(&owner.trim())
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, has_address, is_group};

    #[test]
    fn groups_are_recognized_in_any_case_and_with_an_article() {
        for owner in ["Redaktionen", "The editors", "the Web Team", " Webbredaktionen. "] {
            assert!(is_group(owner), "{owner}");
        }
        for owner in ["Ekeby församling", "Anna Vik", "Editors Ltd", "Redaktionen AB", ""] {
            assert!(!is_group(owner), "{owner}");
        }
        assert!(GROUPS.is_sorted());
    }

    #[test]
    fn a_contact_needs_an_address_or_a_number() {
        for contact in ["kansli@example.org", "https://example.org/kontakt", "Ring 08-123 45 00"] {
            assert!(has_address(contact), "{contact}");
        }
        for contact in ["", "Den som publicerar anger här hur fel rapporteras."] {
            assert!(!has_address(contact), "{contact}");
        }
    }
}
