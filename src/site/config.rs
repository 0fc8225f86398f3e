//! `site.yaml`: the settings of a site.

use super::asked_questions::AskedSetting;
use crate::diagnostic::{DiagnosticCode, Severity, Span};
use crate::schema::{LanguageTag, LocalizedText, PartialDate};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The maximum number of links in a menu, which is on every page.
pub(super) const MAX_MENU_ITEMS: usize = 100;

/// The settings of a site, with defaults for those that it does not give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteConfig {
    /// The start of `site.yaml`. `None` means a plain folder of Markdown.
    pub declared: Option<Span>,
    /// The site's name.
    pub title: Option<LocalizedText>,
    /// One sentence about it.
    pub description: Option<LocalizedText>,
    /// At least one. The first is the default.
    pub languages: Vec<LanguageTag>,
    /// The value of `languages:`.
    pub languages_value: Option<Span>,
    /// The top folders whose texts are in the language that they are named by, in a folder without
    /// `site.yaml`.
    pub language_folders: Vec<(Arc<str>, LanguageTag)>,
    /// The absolute address of the site: begins with http:// or https:// and ends with `/`.
    pub base_url: Option<String>,
    /// Who may see it.
    pub profile: PublishProfile,
    /// The as-of date.
    pub as_of: Option<PartialDate>,
    /// The days that readers can compare: at least two, sorted, without duplicates. Empty if the
    /// site gives none.
    pub as_of_days: Vec<PartialDate>,
    /// Whether there is a page with all pages in reading order.
    pub has_book: bool,
    /// The owner of pages that name none.
    pub owner: Option<LocalizedText>,
    /// How to reach the owner.
    pub contact: Option<LocalizedText>,
    /// A line at the top of every page, such as what kind of site this is.
    pub notice: Option<LocalizedText>,
    /// A text at the bottom of every page.
    pub footer_text: Option<LocalizedText>,
    /// Names of entries that the footer of every page links to, in order.
    pub footer_menu: Vec<(String, Span)>,
    /// Names of entries in the main menu, in order. `None` means that the site does not say.
    pub menu: Option<Vec<(String, Span)>>,
    /// What readers ask most.
    pub asked: Vec<AskedSetting>,
    /// The folder in `themes/` that overrides the embedded theme.
    pub theme: Option<String>,
    /// How raw HTML is shown.
    pub raw_html: RawHtmlSetting,
    /// Whether straight quotes are replaced by the quotes of the language.
    pub smart_punctuation: bool,
    /// The address of the editor for a page, with `{path}`.
    pub edit_url: Option<String>,
    /// Where dates of changes come from.
    pub history: HistorySetting,
    /// The key `history:`.
    pub history_key: Option<Span>,
    /// The level of each check that the site sets.
    pub checks: BTreeMap<DiagnosticCode, CheckLevel>,
}

/// Who may see the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PublishProfile {
    /// Everybody, including search engines.
    #[default]
    Public,
    /// People inside the organisation: no absolute addresses, no search engines.
    Intranet,
}

/// How raw HTML in Markdown is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtmlSetting {
    /// Shown as text.
    #[default]
    Escape,
    /// Passed through.
    Allow,
}

/// Where dates of changes come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HistorySetting {
    /// From front matter only.
    #[default]
    None,
    /// From git.
    Git,
}

/// The level at which a site wants a check reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckLevel {
    /// Not reported.
    Off,
    /// Reported at this severity.
    At(Severity),
}

impl Default for SiteConfig {
    fn default() -> Self {
        Self::for_plain_folder(LanguageTag("en".into()))
    }
}

impl SiteConfig {
    /// The keys of `site.yaml`.
    pub const KEYS: [&str; 21] = [
        "title",
        "description",
        "languages",
        "base_url",
        "profile",
        "as_of",
        "as_of_days",
        "book",
        "owner",
        "contact",
        "notice",
        "footer_text",
        "footer_menu",
        "menu",
        "asked",
        "theme",
        "raw_html",
        "smart_punctuation",
        "edit_url",
        "history",
        "checks",
    ];

    /// Returns the settings of a folder without `site.yaml`.
    #[must_use]
    pub fn for_plain_folder(language: LanguageTag) -> Self {
        Self {
            declared: None,
            title: None,
            description: None,
            languages: vec![language],
            languages_value: None,
            language_folders: Vec::new(),
            base_url: None,
            profile: PublishProfile::default(),
            as_of: None,
            as_of_days: Vec::new(),
            has_book: false,
            owner: None,
            contact: None,
            notice: None,
            footer_text: None,
            footer_menu: Vec::new(),
            menu: None,
            asked: Vec::new(),
            theme: None,
            raw_html: RawHtmlSetting::default(),
            smart_punctuation: true,
            edit_url: None,
            history: HistorySetting::default(),
            history_key: None,
            checks: BTreeMap::new(),
        }
    }

    /// Returns the first language, whose addresses have no prefix.
    ///
    /// # Panics
    /// Never, because a site has at least one language.
    #[must_use]
    pub fn default_language(&self) -> &LanguageTag {
        let Some(first) = self.languages.first() else { unreachable!("a site has a language") };
        first
    }

    /// Returns the language of the top folder that a file is in, if the folder is named by one.
    pub(super) fn language_of_folder(&self, path: &str) -> Option<&LanguageTag> {
        let (folder, _) = path.split_once('/')?;
        let language = self.language_folders.iter().find(|(name, _)| **name == *folder);
        language.map(|(_, tag)| tag)
    }

    /// Returns whether pages may contain absolute addresses of the site.
    #[must_use]
    pub fn has_absolute_addresses(&self) -> bool {
        self.base_url.is_some() && self.profile == PublishProfile::Public
    }
}

/// Returns whether a web address has a user name or a password.
#[must_use]
pub fn has_credentials(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().is_some_and(|host| host.contains('@'))
}

/// Returns a base URL with `/` at the end. `None` means that it is not an http or https address
/// with a host and without a user name or password.
#[must_use]
pub fn normal_base_url(url: &str) -> Option<String> {
    let host_and_path = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let host = host_and_path.split('/').next().unwrap_or_default();
    // A user name and a password would be published on every page.
    let is_plain = !host.is_empty()
        && !host.contains('@')
        && !host_and_path
            .contains(|c: char| c.is_whitespace() || c.is_control() || "?#\"<>\\".contains(c));
    let slash = if url.ends_with('/') { "" } else { "/" };
    is_plain.then(|| format!("{url}{slash}"))
}
