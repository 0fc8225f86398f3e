//! The keys by which pakt and other generators decide whether a page is published.

use super::publication_word::WordClass;
use crate::diagnostic::{Diagnostic, DiagnosticKind, closest_match, is_invisible, parse_any_bool};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a key of front matter says about publication.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PublicationKey {
    /// `true` keeps the page back: `draft`, `unlisted`.
    HoldsIfTrue(ValueRule),
    /// `false` keeps the page back: `public`, `render`.
    HoldsIfFalse(ValueRule),
    /// The page is published, or not, or from a day on: `published`, `publish`, `publishDate`.
    Published,
    /// The page is held until a day: `embargo`.
    HeldUntil,
    /// The page is published until a day: `expiryDate`.
    Until,
    /// A word such as `private` keeps the page back: `status`.
    Status,
    /// Only a word for a draft or something hidden keeps the page back, because other words say
    /// what the page is about: `state`.
    State,
    /// `false` or a day that has not come keeps the page back; other values, such as the number of
    /// a version, say what the page is about: `release`.
    Released,
    /// `true` or a day that has come keeps the page back: `archived`.
    Archived,
    /// Any value but `false` keeps the page back, because pakt shows each page to everybody and
    /// lists it: `noindex`, `password`.
    Restricted,
    /// That search engines do not show the page keeps it back: `robots: noindex`.
    SearchEngines,
    /// A map in which other generators have keys of their own, such as `params`. Like the page's
    /// own keys, they can keep it back.
    OtherKeys,
    /// A map in which `render` or `list` can keep the page back: `build` of Hugo.
    BuildOptions,
    /// A map with such keys for all pages in the folder: `cascade` of Hugo.
    Cascade,
}

/// What a value that cannot be understood means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueRule {
    /// The key is about nothing but publication, so the page is kept back.
    MustBeClear,
    /// The key has other uses, so the value says nothing about publication.
    MayBeOther,
}

/// The keys of each kind, in lower case without `_`, `-` and spaces, which separate them here.
const KEYS: [(PublicationKey, &str); 16] = [
    (
        PublicationKey::HoldsIfTrue(ValueRule::MustBeClear),
        "draft drafts isdraft draft.of utkast ärutkast unlisted unpublished opublicerad notpublished \
         nopublish dontpublish donotpublish notforpublication unpublish ejpublicerad intepublicerad ejpublicera \
         publicerainte",
    ),
    (
        PublicationKey::HoldsIfTrue(ValueRule::MayBeOther),
        "private privat isprivate privé privado privato hidden ishidden hide dold dolt göm \
         versteckt oculto skjult headless expired wip entwurf brouillon borrador rascunho bozza \
         kladde udkast luonnos kladd taslak piszkozat mustand черновик чернетка 草稿 下書き 초안 \
         secret hemlig hemligt hemmelig geheim confidential konfidentiell konfidentiellt \
         confidentiel vertraulich fortrolig internal intern internt exclude ignore skip deleted \
         trash trashed unfinished ofärdig ejklar",
    ),
    (
        PublicationKey::HoldsIfFalse(ValueRule::MustBeClear),
        "public ispublic listed visible isvisible offentlig synlig visas dgpublish",
    ),
    (
        PublicationKey::HoldsIfFalse(ValueRule::MayBeOther),
        "render routable permalink publication publik visa ready klar approved godkänd godkänt",
    ),
    (
        PublicationKey::Published,
        "published publish ispublished publicerad publicera publishdate publisheddate \
         datepublished pubdate publishon publishat publishedat publishedon publishtime golive \
         publicering publiceras publiceringsdatum publicerasfrån publicerat publishfrom \
         publicationdate",
    ),
    (
        PublicationKey::HeldUntil,
        "embargo embargountil embargoed underembargo scheduled scheduledfor scheduledat scheduledon",
    ),
    (
        PublicationKey::Until,
        "expirydate expiration expirationdate expiredate expires expiresat expireson expiry expire \
         avpubliceras avpublicering publicerastill unpublishdate unpublishon unpublishat \
         publishuntil visibleuntil showuntil displayuntil availableuntil onlineuntil liveuntil \
         notafter synligtill visastill archiveon",
    ),
    (
        PublicationKey::Released,
        "release released isreleased releasedate releaseon releasedon releaseat releasedat live \
         islive livedate livefrom online onlinefrom golivedate goliveat launch launched \
         launchdate availablefrom visiblefrom showfrom displayfrom notbefore enabled isenabled show \
         synligfrån visasfrån släpps släppdatum veröffentlicht publié publicado pubblicato \
         gepubliceerd publiceret publisert julkaistu opublikowane опубликовано",
    ),
    (
        PublicationKey::Archived,
        "archived isarchived archivedat archivedon archiveddate arkiverad arkiverat",
    ),
    (
        PublicationKey::Restricted,
        "noindex isnoindex nosearchengines excludefromsitemap sitemapexclude sitemapignore \
         password postpassword passphrase lösenord protected passwordprotected encrypted \
         restricted restrictedto membersonly memberonly staffonly internalonly loginrequired \
         requireslogin requirelogin requiresauth requireauth allowedusers allowedroles \
         allowedgroups visibleto onlyfor hiddenfrom disabled excludefromcollections \
         eleventyexcludefromcollections",
    ),
    (
        PublicationKey::SearchEngines,
        "robots googlebot metarobots seo head meta sitemap indexing indexable",
    ),
    (
        PublicationKey::Status,
        "status poststatus pagestatus publishstatus publicationstatus poststate publishstate \
         publicationstate moderationstate visibility access audience classification \
         sensitivity synlighet publiceringsstatus approvalstatus reviewstatus permissions \
         confidentiality security sharing secrecy sekretess display",
    ),
    (PublicationKey::State, "state stage phase workflow workflowstate"),
    (PublicationKey::OtherKeys, "extra params"),
    (PublicationKey::BuildOptions, "build"),
    (PublicationKey::Cascade, "cascade"),
];

/// The kinds by key. Every key of every page is looked up.
static KINDS_BY_NAME: LazyLock<HashMap<&'static str, PublicationKey>> = LazyLock::new(|| {
    let mut kinds = HashMap::new();
    for (kind, names) in KEYS {
        for name in names.split_ascii_whitespace() {
            kinds.entry(name).or_insert(kind);
        }
    }
    kinds
});

impl PublicationKey {
    /// Returns what a key says, in any spelling: upper and lower case, `_`, `-`
    /// and signs that nobody sees do not matter.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        let folded: String = name
            .chars()
            .filter(|char| !matches!(char, '_' | '-') && !char.is_whitespace())
            .filter(|char| !is_invisible(*char))
            .flat_map(char::to_lowercase)
            .collect();
        KINDS_BY_NAME.get(folded.as_str()).copied()
    }

    /// Returns what a key was probably meant to say, and pakt's key: `dratf`, `publised`. `known`
    /// are the other keys that the author may have meant.
    pub(crate) fn from_misspelling<'k>(
        name: &str,
        known: impl IntoIterator<Item = &'k str>,
    ) -> Option<(Self, &'static str)> {
        let known_name = closest_match(name, known)?;
        let name = ["draft", "published"].into_iter().find(|name| *name == known_name)?;
        Some((Self::from_name(name)?, name))
    }

    /// Returns whether a word means true or false, also one that `draft:` does not know: `nej`.
    pub(crate) fn loose_switch(word: &str) -> Option<bool> {
        match word.trim().to_lowercase().as_str() {
            "x" => Some(true),
            "never" => Some(false),
            word => parse_any_bool(word),
        }
    }

    /// Returns whether the key is about nothing but publication, on a site, which has no keys of
    /// other programs.
    pub(crate) fn must_be_clear_on_site(self) -> bool {
        match self {
            Self::HoldsIfTrue(_) | Self::HoldsIfFalse(ValueRule::MustBeClear) => true,
            Self::HoldsIfFalse(ValueRule::MayBeOther)
            | Self::Published
            | Self::HeldUntil
            | Self::Until
            | Self::Status
            | Self::State
            | Self::Released
            | Self::Archived
            | Self::Restricted
            | Self::SearchEngines
            | Self::OtherKeys
            | Self::BuildOptions
            | Self::Cascade => false,
        }
    }

    /// Returns whether pakt has nothing that means quite the same, so that what it does about the
    /// key is always reported.
    pub(crate) fn is_approximate(self) -> bool {
        match self {
            Self::Released | Self::Archived | Self::Restricted | Self::SearchEngines => true,
            Self::HoldsIfTrue(_)
            | Self::HoldsIfFalse(_)
            | Self::Published
            | Self::HeldUntil
            | Self::Until
            | Self::Status
            | Self::State
            | Self::OtherKeys
            | Self::BuildOptions
            | Self::Cascade => false,
        }
    }

    /// Returns the key and the value of a key without a space after its colon: `draft:true` in
    /// braces, which YAML reads as a key without a value.
    pub(crate) fn split_joined(name: &str) -> Option<(Self, &str)> {
        let (name, value) = name.split_once([':', '='])?;
        (!value.trim().is_empty()).then_some((Self::from_name(name)?, value.trim()))
    }

    /// Returns whether a diagnostic means that front matter may say something else about
    /// publication than what was read.
    pub(crate) fn may_be_hidden_by(diagnostic: &Diagnostic) -> bool {
        match &diagnostic.kind {
            DiagnosticKind::DuplicateKey(it) => Self::from_name(&it.key).is_some(),
            _ => diagnostic.makes_file_unreadable(),
        }
    }

    /// Returns whether a line of front matter is about publication, however it is broken.
    pub(super) fn is_in_line(line: &str) -> bool {
        let name = line.split([':', '=']).next().unwrap_or_default();
        let name = name.trim_matches([' ', '\t', '"', '\'', '{', ',']);
        let is_key = line.len() > name.len() && name.len() <= 20;
        is_key && Self::from_name(name).is_some()
    }

    /// Returns whether a word is a key that is about the whole page, in a table as well.
    pub(super) fn holds_whatever_it_is(name: &str) -> bool {
        let key = Self::from_name(name);
        matches!(key, Some(Self::HoldsIfTrue(_) | Self::HoldsIfFalse(_) | Self::Published))
    }

    /// Returns whether a line of front matter keeps the page back by a single word: `draft: true`.
    pub(super) fn holds_in_line(line: &str) -> bool {
        let Some((name, value)) = line.split_once([':', '=']) else { return false };
        let is_mark = |char: char| char.is_whitespace() || "\"',{}[]|*>`_".contains(char);
        let trim = |text: &str| text.trim_matches(is_mark).to_lowercase();
        let value = value.trim_start_matches(':').split(" #").next().unwrap_or_default();
        let (name, value) = (trim(name), trim(value));
        let switch = Self::loose_switch(&value);
        let is_word = |class: WordClass| WordClass::of(&value).is_some_and(|it| it <= class);
        match Self::from_name(&name) {
            Some(Self::HoldsIfTrue(_)) => switch == Some(true),
            Some(Self::HoldsIfFalse(_) | Self::Published) => {
                switch == Some(false) || is_word(WordClass::Holding)
            }
            Some(Self::Status) => is_word(WordClass::Holding),
            Some(Self::State) => is_word(WordClass::Hidden),
            Some(Self::Archived | Self::Restricted) => switch == Some(true),
            Some(Self::Released) => switch == Some(false),
            Some(Self::SearchEngines) => value.contains("noindex"),
            Some(
                Self::HeldUntil
                | Self::Until
                | Self::OtherKeys
                | Self::BuildOptions
                | Self::Cascade,
            )
            | None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::handbook_rows::handbook_rows;
    use super::*;

    #[test]
    fn the_handbook_lists_the_keys_and_the_words_for_true_and_false() {
        let mut rows = handbook_rows("key");
        // These have a meaning in other generators, and are obeyed because of that.
        rows.retain(|row| row.first() != Some(&"date"));
        let keys: Vec<Vec<&str>> =
            KEYS.iter().map(|(_, names)| names.split(' ').collect()).collect();
        assert_eq!(rows, keys);
        for (index, row) in handbook_rows("value").iter().enumerate() {
            for word in row {
                assert_eq!(PublicationKey::loose_switch(word), Some(index % 2 == 0), "{word}");
            }
        }
    }

    #[test]
    fn spelling_does_not_matter() {
        for name in ["draft", "Draft", "DRAFT", "is_draft", "utkast"] {
            let key = PublicationKey::from_name(name);
            assert_eq!(key, Some(PublicationKey::HoldsIfTrue(ValueRule::MustBeClear)), "{name}");
        }
        for name in ["publishDate", "publishdate", "publish_date", "publish-date"] {
            assert_eq!(PublicationKey::from_name(name), Some(PublicationKey::Published), "{name}");
        }
        for name in ["title", "drafted", "date", ""] {
            assert_eq!(PublicationKey::from_name(name), None, "{name}");
        }
    }

    #[test]
    fn a_misspelling_is_still_about_publication() {
        let meant = |name| PublicationKey::from_misspelling(name, ["draft", "published", "title"]);
        assert_eq!(meant("dratf").map(|(_, own)| own), Some("draft"));
        assert_eq!(meant("publised").map(|(_, own)| own), Some("published"));
        assert_eq!(meant("titel"), None);
        assert_eq!(meant("craft-work"), None);
    }

    #[test]
    fn a_broken_line_is_still_about_publication() {
        for line in ["draft:true", " draft: true", "\"draft\" = true", "draft = true"] {
            assert!(PublicationKey::is_in_line(line), "{line}");
        }
        for line in ["draft: true", "\"draft\": true,", "State: Hemligt", "published = false"] {
            assert!(PublicationKey::holds_in_line(line), "{line}");
        }
        for line in ["draft: false", "Status: accepted", "Draft: a text", "published: 2024-01-01"] {
            assert!(!PublicationKey::holds_in_line(line), "{line}");
        }
        for line in ["draft", "a draft: true", "The draft: we wrote it", "# draft: true"] {
            assert!(!PublicationKey::is_in_line(line), "{line}");
        }
    }
}
