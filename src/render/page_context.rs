//! The context of the page being rendered: site, theme, language and address.

use crate::schema::{EntryTypeId, LocalizedText};
use crate::site::address::{percent_encode, relative_url};
use crate::site::section_tree::{MenuTarget, Section, SectionIndex};
use crate::site::{EntryIndex, LanguageIndex, LocalizedSite, Site};
use crate::theme::model::{LinkModel, LocalizedString};
use crate::theme::{self, Strings, Theme};

/// The context of the page being rendered.
pub(super) struct PageContext<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    /// The site in the page's language.
    pub(super) localized: LocalizedSite<'a>,
    /// The page's address, relative to the site's root: `/a/b/`.
    pub(super) address: String,
    link_base: LinkBase,
}

/// What links are relative to.
enum LinkBase {
    /// The page's address.
    Page,
    /// The host, because the page is shown at any address: links start with this path.
    Root(String),
}

impl<'a> PageContext<'a> {
    fn new(site: &'a Site, theme: &'a Theme, language_index: LanguageIndex) -> Self {
        Self {
            site,
            theme,
            localized: LocalizedSite::new(site, language_index),
            address: "/".into(),
            link_base: LinkBase::Page,
        }
    }

    pub(super) fn for_entry(
        site: &'a Site,
        theme: &'a Theme,
        entry_index: EntryIndex,
        language_index: LanguageIndex,
    ) -> Self {
        let ctx = Self::new(site, theme, language_index);
        let address = ctx.entry_address(entry_index).to_owned();
        ctx.with_address(address)
    }

    /// Returns the same context for a page at another address.
    pub(super) fn with_address(self, address: String) -> Self {
        Self { address, ..self }
    }

    pub(super) fn for_section(
        site: &'a Site,
        theme: &'a Theme,
        section_index: SectionIndex,
        language_index: LanguageIndex,
    ) -> Self {
        let ctx = Self::new(site, theme, language_index);
        let address = ctx.section_address(section_index).to_owned();
        ctx.with_address(address)
    }

    /// Returns the context of a page whose address is a string of the theme.
    pub(super) fn for_generated_page(
        site: &'a Site,
        theme: &'a Theme,
        language_index: LanguageIndex,
        address_key: &str,
    ) -> Self {
        let ctx = Self::new(site, theme, language_index);
        let address = ctx.generated_address(address_key);
        ctx.with_address(address)
    }

    /// Returns the context of a page at a path of the output.
    pub(super) fn for_path(
        site: &'a Site,
        theme: &'a Theme,
        language_index: LanguageIndex,
        path: &str,
    ) -> Self {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        Self { address, ..Self::new(site, theme, language_index) }
    }

    /// Returns the context of a page that may be shown at any address.
    pub(super) fn for_any_address(site: &'a Site, theme: &'a Theme) -> Self {
        let path = base_path(site);
        Self {
            link_base: LinkBase::Root(path.to_owned()),
            ..Self::new(site, theme, LanguageIndex::default())
        }
    }

    /// Returns the context of the same page in another language.
    pub(super) fn with_language(&self, language_index: LanguageIndex) -> Self {
        let link_base = match &self.link_base {
            LinkBase::Page => LinkBase::Page,
            LinkBase::Root(path) => LinkBase::Root(path.clone()),
        };
        let address = self.address.clone();
        Self { address, link_base, ..Self::new(self.site, self.theme, language_index) }
    }

    pub(super) fn strings(&self) -> &'a Strings {
        self.theme.strings(&self.localized.language_tag.0)
    }

    /// Returns the link to an address of the site.
    pub(super) fn href(&self, address: &str) -> String {
        match &self.link_base {
            LinkBase::Page => relative_url(&self.address, address),
            LinkBase::Root(base) => {
                format!("{base}{}", percent_encode(address.trim_start_matches('/')))
            }
        }
    }

    /// Returns the URL of an address. `None` means the site has no absolute URLs.
    pub(super) fn absolute_url(&self, address: &str) -> Option<String> {
        let base = self.site.config.base_url.as_ref()?;
        let path = percent_encode(address.trim_start_matches('/'));
        self.site.has_absolute_addresses().then(|| format!("{base}{path}"))
    }

    /// Returns an entry's address in this page's language.
    pub(super) fn entry_address(&self, entry_index: EntryIndex) -> &'a str {
        self.localized.address(entry_index)
    }

    /// Returns whether an entry is written in this page's language, not shown as a fallback.
    pub(super) fn is_written_in_language(&self, entry_index: EntryIndex) -> bool {
        let written = self.site.languages_of(entry_index);
        written.is_none_or(|written| written.contains(self.localized.language_tag))
    }

    /// Returns a link to an entry with its title in this page's language.
    pub(super) fn entry_link(&self, entry_index: EntryIndex) -> LinkModel {
        let (title, language) = self.entry_title(entry_index);
        LinkModel { title, href: self.href(self.entry_address(entry_index)), language }
    }

    /// Returns an entry's title, and its language if it is not the page's.
    pub(super) fn entry_title(&self, entry_index: EntryIndex) -> (String, Option<String>) {
        match self.localized.title(entry_index) {
            ("", _) => (self.site_title(), None),
            (title, language) => (title.to_owned(), language.map(|tag| tag.0.to_string())),
        }
    }

    /// Returns the words beside the title of an entry that another one has replaced. `None` means
    /// that it has not been replaced on the as-of date.
    pub(super) fn replaced_mark(&self, entry_index: EntryIndex) -> Option<String> {
        theme::replaced_mark(self.site, self.strings(), entry_index)
    }

    /// Returns a text for a template, as [`Self::localized_text`] does.
    pub(super) fn localized_string(&self, text: &LocalizedText) -> LocalizedString {
        let (text, language) = self.localized_text(text);
        LocalizedString { text, language }
    }

    /// Returns a text in this page's language, or else in another language with that language's
    /// tag.
    pub(super) fn localized_text(&self, text: &LocalizedText) -> (String, Option<String>) {
        let (text, language) = self.localized.text(text);
        (text.to_owned(), language.map(|tag| tag.0.to_string()))
    }

    /// Returns the site's title: from `site.yaml`, else the front page's title, else the theme's
    /// string.
    pub(super) fn site_title(&self) -> String {
        let declared = self.site.config.title.as_ref();
        let front_page = || {
            let index = self.site.tree.sections.first()?.index?;
            Some(&self.site.entry_at(index).title)
        };
        let title = declared
            .or_else(front_page)
            .map(|text| self.localized_text(text).0)
            .unwrap_or_default();
        if title.is_empty() { self.strings().get_str("front-title").to_owned() } else { title }
    }

    /// Returns a section's title, and its language if it is not the page's.
    pub(super) fn section_title(&self, section_index: SectionIndex) -> (String, Option<String>) {
        let section = self.site.tree.sections.get(section_index.0);
        let text = section.map(|section| match section.index {
            Some(index) => self.entry_title(index),
            None => self.localized_text(&section.title),
        });
        match text {
            Some((title, language)) if !title.is_empty() => (title, language),
            _ => (self.site_title(), None),
        }
    }

    /// Returns the title of the section with an address, and its language if it is not the page's.
    pub(super) fn generated_title(&self, address: &str) -> Option<(String, Option<String>)> {
        self.section_at(address).map(|section_index| self.section_title(section_index))
    }

    /// Returns the section with an address, which may be that in this page's language.
    fn section_at(&self, address: &str) -> Option<SectionIndex> {
        let sections = &self.site.tree.sections;
        let find = |address: &str| {
            let first = |section: &Section| section.addresses.first().map(|it| &**it <= address);
            let after = sections.partition_point(|section| first(section).unwrap_or(true));
            let index = after.checked_sub(1)?;
            let nearest = sections.get(index)?.addresses.first()?;
            (**nearest == *address).then_some(SectionIndex(index))
        };
        // The address in another language has its tag before that of the default language.
        let prefix = format!("/{}", self.localized.language_tag.0);
        let without_prefix = || find(address.strip_prefix(&prefix)?);
        find(address).or_else(without_prefix)
    }

    /// Returns the link to a list in this page's language, by its address in the default language.
    /// If a type is given, the link has its plural.
    pub(super) fn list_link(&self, address: &str, kind: Option<&EntryTypeId>) -> LinkModel {
        let section_index = self.section_at(address);
        let link = match section_index {
            Some(section_index) => self.section_link(section_index),
            None => LinkModel {
                title: address.trim_matches('/').to_owned(),
                href: self.href(address),
                language: None,
            },
        };
        let entry_type = kind.and_then(|id| self.site.schema.types.get(id));
        match entry_type.map(|entry_type| self.localized_text(&entry_type.plural)) {
            Some((title, language)) => LinkModel { title, language, ..link },
            None => link,
        }
    }

    pub(super) fn section_address(&self, section_index: SectionIndex) -> &'a str {
        let section = self.site.tree.sections.get(section_index.0);
        section.map_or("/", |section| self.localized.address_among(&section.addresses))
    }

    /// Returns a link to a section's index page or list.
    pub(super) fn section_link(&self, section_index: SectionIndex) -> LinkModel {
        let (title, language) = self.section_title(section_index);
        LinkModel { title, href: self.href(self.section_address(section_index)), language }
    }

    /// Returns a link to the index of a section as part of a path. The front page is called start
    /// there, because its title is the site's name, which is in the header already.
    pub(super) fn index_link(&self, section_index: SectionIndex) -> LinkModel {
        let link = self.section_link(section_index);
        if section_index != SectionIndex(0) {
            return link;
        }
        LinkModel { title: self.strings().get_str("start").to_owned(), language: None, ..link }
    }

    /// Returns the link of a menu.
    pub(super) fn menu_link(&self, target: &MenuTarget) -> LinkModel {
        match target {
            MenuTarget::Entry(entry_index) => self.entry_link(*entry_index),
            MenuTarget::Section(section_index, None) => self.section_link(*section_index),
            MenuTarget::Section(section_index, Some(kind)) => {
                let section = self.site.tree.sections.get(section_index.0);
                let address = section.and_then(|section| section.addresses.first());
                self.list_link(address.map_or("/", |it| it), Some(kind))
            }
        }
    }

    /// Returns the address of a generated page in this page's language.
    pub(super) fn generated_address(&self, key: &str) -> String {
        self.site.language_prefixed(self.localized.language_index, self.strings().get_str(key))
    }

    /// Returns the address of a page of mentions; the first is the entry's own page.
    pub(super) fn mentions_address(&self, entry_index: EntryIndex, page_number: usize) -> String {
        let entry_address = self.entry_address(entry_index);
        if page_number < 2 {
            return entry_address.to_owned();
        }
        format!("{entry_address}{}/{page_number}/", self.strings().get_str("address-mentions"))
    }

    /// Returns the address of the page of what has changed between two versions of a document.
    pub(super) fn redline_address(&self, older: EntryIndex, newer: EntryIndex) -> String {
        let (address, name) =
            (self.entry_address(newer), self.strings().get_str("address-redline"));
        format!("{address}{name}/{}/", self.site.entry_at(older).id)
    }

    /// Returns the address of a page of the entries that cite a paragraph; page 0 is the
    /// document's own page.
    pub(super) fn citations_address(
        &self,
        document: EntryIndex,
        anchor: &str,
        page_number: usize,
    ) -> String {
        let document_address = self.entry_address(document);
        if page_number == 0 {
            return document_address.to_owned();
        }
        format!("{document_address}{anchor}/{page_number}/")
    }
}

/// Returns the path of the site's root on its host: `/`, or the path of `base_url`.
pub(super) fn base_path(site: &Site) -> &str {
    let base = site.config.base_url.as_deref().unwrap_or("/");
    let Some((_, host_and_path)) = base.split_once("://") else { return base };
    host_and_path.find('/').and_then(|slash| host_and_path.get(slash..)).unwrap_or("/")
}
