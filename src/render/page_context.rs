//! Where a page stands: which site and theme, in which language, at which address.

use super::model::LinkModel;
use super::source_list::SourceList;
use crate::diagnostic::{Diagnostic, Span};
use crate::schema::{LanguageTag, LocalizedText, PartialDate};
use crate::site::address::{percent_encode, relative_url};
use crate::site::section_tree::SectionIndex;
use crate::site::{EntryIndex, LanguageIndex, Site, choose_language};
use crate::theme::{Strings, Theme};
use std::cell::{Cell, RefCell};

/// What every part of a page needs to know.
pub(super) struct PageContext<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    /// The place of the language in the site's list.
    pub(super) language_index: LanguageIndex,
    pub(super) language_tag: &'a LanguageTag,
    /// The page's address, from the top of the site.
    pub(super) address: String,
    /// What this page cites, while it is made.
    pub(super) sources: RefCell<SourceList>,
    /// What was wrong with the views of this page.
    pub(super) faults: RefCell<Vec<Diagnostic>>,
    /// The places that were marked in the page so far; none if nobody asks for them.
    places: Option<RefCell<Vec<Span>>>,
    /// Whether anything on this page was worked out for the day spoken of.
    speaks_of_day: Cell<bool>,
    /// Whether anything on this page is drawn.
    has_drawing: Cell<bool>,
    origin: LinkBase,
}

/// What links begin from.
enum LinkBase {
    /// The page: links are relative to it.
    Page,
    /// The top of the host, since the page answers for addresses of any depth: this path.
    Root(String),
}

impl<'a> PageContext<'a> {
    fn new(site: &'a Site, theme: &'a Theme, language_index: LanguageIndex) -> Self {
        let language_tag =
            site.config.language_tag(language_index).unwrap_or(site.default_language());
        Self {
            site,
            theme,
            language_index,
            language_tag,
            address: "/".into(),
            sources: RefCell::default(),
            faults: RefCell::default(),
            places: None,
            speaks_of_day: Cell::default(),
            has_drawing: Cell::default(),
            origin: LinkBase::Page,
        }
    }

    pub(super) fn for_entry(
        site: &'a Site,
        theme: &'a Theme,
        entry_index: EntryIndex,
        language_index: LanguageIndex,
    ) -> Self {
        let address = address_of(&site.entry_at(entry_index).addresses, language_index);
        Self { address: address.to_owned(), ..Self::new(site, theme, language_index) }
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
        let section = site.tree.sections.get(section_index.0);
        let address = section.map_or("/", |section| address_of(&section.addresses, language_index));
        Self { address: address.to_owned(), ..Self::new(site, theme, language_index) }
    }

    /// Returns the context of a page whose address is a string of the theme.
    pub(super) fn for_generated_page(
        site: &'a Site,
        theme: &'a Theme,
        language_index: LanguageIndex,
        address_key: &str,
    ) -> Self {
        let mut ctx = Self::new(site, theme, language_index);
        ctx.address = ctx.generated_address(address_key);
        ctx
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
            origin: LinkBase::Root(path.to_owned()),
            ..Self::new(site, theme, LanguageIndex::default())
        }
    }

    /// The same page, with marks that tell where its words stand.
    pub(super) fn with_source_marks(self) -> Self {
        Self { places: Some(RefCell::default()), ..self }
    }

    /// Whether the page is made with marks.
    pub(super) fn has_source_marks(&self) -> bool {
        self.places.is_some()
    }

    /// What tells that the words after it stand at a place: a comment with the number of the place,
    /// or nothing.
    pub(super) fn source_marker(&self, place: impl FnOnce() -> Span) -> String {
        let Some(places) = &self.places else { return String::new() };
        let mut places = places.borrow_mut();
        places.push(place());
        format!("<!--@{}-->", places.len() - 1)
    }

    /// The places that were marked.
    pub(super) fn into_source_spans(self) -> Vec<Span> {
        self.places.map(RefCell::into_inner).unwrap_or_default()
    }

    /// The same page's links, seen in another language.
    pub(super) fn with_language(&self, language_index: LanguageIndex) -> Self {
        let origin = match &self.origin {
            LinkBase::Page => LinkBase::Page,
            LinkBase::Root(path) => LinkBase::Root(path.clone()),
        };
        let address = self.address.clone();
        Self { address, origin, ..Self::new(self.site, self.theme, language_index) }
    }

    pub(super) fn strings(&self) -> &'a Strings {
        self.theme.strings(&self.language_tag.0)
    }

    /// The day spoken of, for something that is worked out for it: the page will say so.
    pub(super) fn use_as_of_date(&self) -> Option<PartialDate> {
        self.speaks_of_day.set(true);
        self.site.config.as_of
    }

    /// The day spoken of, if anything on the page was worked out for it.
    pub(super) fn as_of_date_used(&self) -> Option<PartialDate> {
        self.site.config.as_of.filter(|_| self.speaks_of_day.get())
    }

    /// Tells that something on the page is drawn.
    pub(super) fn require_view_styles(&self) {
        self.has_drawing.set(true);
    }

    /// The style sheet of the page, as far as it is made.
    pub(super) fn stylesheet_href(&self) -> String {
        let path = match self.has_drawing.get() {
            true => self.theme.view_style_path(),
            false => self.theme.style_path(),
        };
        self.href(&format!("/{path}"))
    }

    /// The link to an address of the site.
    pub(super) fn href(&self, address: &str) -> String {
        match &self.origin {
            LinkBase::Page => relative_url(&self.address, address),
            LinkBase::Root(base) => {
                format!("{base}{}", percent_encode(address.trim_start_matches('/')))
            }
        }
    }

    /// An absolute address; none if the site has none.
    pub(super) fn absolute_url(&self, address: &str) -> Option<String> {
        let base = self.site.config.base_url.as_ref()?;
        let path = percent_encode(address.trim_start_matches('/'));
        self.site.has_absolute_addresses().then(|| format!("{base}{path}"))
    }

    /// An entry's address in this page's language.
    pub(super) fn entry_address(&self, entry_index: EntryIndex) -> &'a str {
        address_of(&self.site.entry_at(entry_index).addresses, self.language_index)
    }

    /// Returns whether an entry is written in this page's language, not shown as a fallback.
    pub(super) fn is_written_in_language(&self, entry_index: EntryIndex) -> bool {
        let written = self.site.languages_of(entry_index);
        written.is_none_or(|written| written.contains(self.language_tag))
    }

    /// A link to an entry with its title in this page's language.
    pub(super) fn entry_link(&self, entry_index: EntryIndex) -> LinkModel {
        let (title, language) = self.entry_title(entry_index);
        LinkModel { title, href: self.href(self.entry_address(entry_index)), language }
    }

    /// An entry's title, and its language if it is not the page's.
    pub(super) fn entry_title(&self, entry_index: EntryIndex) -> (String, Option<String>) {
        let (title, language) = self.localized_text(&self.site.entry_at(entry_index).title);
        if title.is_empty() { (self.site_title(), None) } else { (title, language) }
    }

    /// Words in this page's language, and their own language if they are not.
    pub(super) fn localized_text(&self, text: &LocalizedText) -> (String, Option<String>) {
        let (words, language) =
            choose_language(text, self.language_tag, self.site.default_language());
        (words.to_owned(), language.map(|tag| tag.0.to_string()))
    }

    /// The site's name: from `site.yaml`, else the front page's title, else the theme's word.
    pub(super) fn site_title(&self) -> String {
        let said = self.site.config.title.as_ref();
        let front = || {
            let index = self.site.tree.sections.first()?.index?;
            Some(&self.site.entry_at(index).title)
        };
        let title = said.or_else(front).map(|text| self.localized_text(text).0).unwrap_or_default();
        if title.is_empty() { self.strings().get_str("front-title").to_owned() } else { title }
    }

    /// A section's title.
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

    /// A link to a section's index page or list.
    pub(super) fn section_link(&self, section_index: SectionIndex) -> LinkModel {
        let (title, language) = self.section_title(section_index);
        let section = self.site.tree.sections.get(section_index.0);
        let address =
            section.map_or("/", |section| address_of(&section.addresses, self.language_index));
        LinkModel { title, href: self.href(address), language }
    }

    /// The address of a generated page in this page's language.
    pub(super) fn generated_address(&self, key: &str) -> String {
        self.site.language_prefixed(self.language_index, self.strings().get_str(key))
    }

    /// The address of a page of mentions; the first is the entry's own page.
    pub(super) fn mentions_address(&self, entry_index: EntryIndex, number: usize) -> String {
        let own = self.entry_address(entry_index);
        if number < 2 {
            return own.to_owned();
        }
        format!("{own}{}/{number}/", self.strings().get_str("address-mentions"))
    }

    /// The address of a page of what rests on a paragraph; the first is the document's own page.
    pub(super) fn citations_address(
        &self,
        entry_index: EntryIndex,
        locator: &str,
        number: usize,
    ) -> String {
        let own = self.entry_address(entry_index);
        if number < 2 {
            return own.to_owned();
        }
        format!("{own}{locator}/{number}/")
    }
}

/// The path of the site's top on its host: `/`, or the path part of `base_url`.
pub(super) fn base_path(site: &Site) -> &str {
    let base = site.config.base_url.as_deref().unwrap_or("/");
    base.split_once("://")
        .map_or(base, |(_, rest)| rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/"))
}

fn address_of(addresses: &[std::sync::Arc<str>], language_index: LanguageIndex) -> &str {
    addresses.get(language_index.0).or(addresses.first()).map_or("/", |address| address)
}
