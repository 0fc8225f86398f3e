//! Where a page stands: which site and theme, in which language, at which address.

use super::sources::Sources;
use super::view::Link;
use crate::diagnostic::{Diagnostic, Span};
use crate::schema::{Day, LanguageTag, Text};
use crate::site::address::{encode, relative};
use crate::site::tree::SectionIndex;
use crate::site::{EntryIndex, Site, words};
use crate::theme::{Theme, Words};
use std::cell::{Cell, RefCell};

/// What every part of a page needs to know.
pub(super) struct Scene<'a> {
    pub(super) site: &'a Site,
    pub(super) theme: &'a Theme,
    /// The place of the language in the site's list.
    pub(super) language: usize,
    pub(super) tag: &'a LanguageTag,
    /// The page's address, from the top of the site.
    pub(super) address: String,
    /// What this page cites, while it is made.
    pub(super) sources: RefCell<Sources>,
    /// What was wrong with the views of this page.
    pub(super) faults: RefCell<Vec<Diagnostic>>,
    /// The places that were marked in the page so far; none if nobody asks for them.
    places: Option<RefCell<Vec<Span>>>,
    /// Whether anything on this page was worked out for the day spoken of.
    speaks_of_day: Cell<bool>,
    /// Whether anything on this page is drawn.
    has_drawing: Cell<bool>,
    origin: Origin,
}

/// What links begin from.
enum Origin {
    /// The page: links are relative to it.
    Page,
    /// The top of the host, since the page answers for addresses of any depth: this path.
    Root(String),
}

impl<'a> Scene<'a> {
    fn new(site: &'a Site, theme: &'a Theme, language: usize) -> Self {
        let tag = site.config.languages.get(language).unwrap_or(site.default_language());
        Self {
            site,
            theme,
            language,
            tag,
            address: "/".into(),
            sources: RefCell::default(),
            faults: RefCell::default(),
            places: None,
            speaks_of_day: Cell::default(),
            has_drawing: Cell::default(),
            origin: Origin::Page,
        }
    }

    pub(super) fn of_entry(
        site: &'a Site,
        theme: &'a Theme,
        (at, language): (EntryIndex, usize),
    ) -> Self {
        let address = address_of(&site.entry(at).addresses, language);
        Self { address: address.to_owned(), ..Self::new(site, theme, language) }
    }

    pub(super) fn of_mentions(
        site: &'a Site,
        theme: &'a Theme,
        (at, language, number): (EntryIndex, usize, usize),
    ) -> Self {
        let mut scene = Self::of_entry(site, theme, (at, language));
        scene.address = scene.mentions_address(at, number);
        scene
    }

    pub(super) fn of_section(
        site: &'a Site,
        theme: &'a Theme,
        (at, language): (SectionIndex, usize),
    ) -> Self {
        let section = site.tree.sections.get(at.0);
        let address = section.map_or("/", |section| address_of(&section.addresses, language));
        Self { address: address.to_owned(), ..Self::new(site, theme, language) }
    }

    /// A page that has its address from the theme's words.
    pub(super) fn generated(
        site: &'a Site,
        theme: &'a Theme,
        (language, key): (usize, &str),
    ) -> Self {
        let mut scene = Self::new(site, theme, language);
        scene.address = scene.generated_address(key);
        scene
    }

    /// A page at a path of the output.
    pub(super) fn of_path(
        site: &'a Site,
        theme: &'a Theme,
        (language, path): (usize, &str),
    ) -> Self {
        let address = format!("/{}", path.strip_suffix("index.html").unwrap_or(path));
        Self { address, ..Self::new(site, theme, language) }
    }

    /// A page that may be shown at any address.
    pub(super) fn from_root(site: &'a Site, theme: &'a Theme) -> Self {
        let path = base_path(site);
        Self { origin: Origin::Root(path.to_owned()), ..Self::new(site, theme, 0) }
    }

    /// The same page, with marks that tell where its words stand.
    pub(super) fn with_marks(self) -> Self {
        Self { places: Some(RefCell::default()), ..self }
    }

    /// Whether the page is made with marks.
    pub(super) fn is_marked(&self) -> bool {
        self.places.is_some()
    }

    /// What tells that the words after it stand at a place: a comment with the number of the place,
    /// or nothing.
    pub(super) fn mark(&self, place: impl FnOnce() -> Span) -> String {
        let Some(places) = &self.places else { return String::new() };
        let mut places = places.borrow_mut();
        places.push(place());
        format!("<!--@{}-->", places.len() - 1)
    }

    /// The places that were marked.
    pub(super) fn into_places(self) -> Vec<Span> {
        self.places.map(RefCell::into_inner).unwrap_or_default()
    }

    /// The same page's links, seen in another language.
    pub(super) fn in_language(&self, language: usize) -> Self {
        let origin = match &self.origin {
            Origin::Page => Origin::Page,
            Origin::Root(path) => Origin::Root(path.clone()),
        };
        let address = self.address.clone();
        Self { address, origin, ..Self::new(self.site, self.theme, language) }
    }

    pub(super) fn words(&self) -> &'a Words {
        self.theme.words(&self.tag.0)
    }

    /// The day spoken of, for something that is worked out for it: the page will say so.
    pub(super) fn spoken_of(&self) -> Option<Day> {
        self.speaks_of_day.set(true);
        self.site.config.as_of
    }

    /// The day spoken of, if anything on the page was worked out for it.
    pub(super) fn day_of_page(&self) -> Option<Day> {
        self.site.config.as_of.filter(|_| self.speaks_of_day.get())
    }

    /// Tells that something on the page is drawn.
    pub(super) fn draw(&self) {
        self.has_drawing.set(true);
    }

    /// The style sheet of the page, as far as it is made.
    pub(super) fn style(&self) -> String {
        let path = match self.has_drawing.get() {
            true => self.theme.drawn_path(),
            false => self.theme.style_path(),
        };
        self.href(&format!("/{path}"))
    }

    /// The link to an address of the site.
    pub(super) fn href(&self, address: &str) -> String {
        match &self.origin {
            Origin::Page => relative(&self.address, address),
            Origin::Root(base) => format!("{base}{}", encode(address.trim_start_matches('/'))),
        }
    }

    /// An absolute address; none if the site has none.
    pub(super) fn absolute(&self, address: &str) -> Option<String> {
        let base = self.site.config.base_url.as_ref()?;
        let path = encode(address.trim_start_matches('/'));
        self.site.has_absolute_addresses().then(|| format!("{base}{path}"))
    }

    /// An entry's address in this page's language.
    pub(super) fn address(&self, at: EntryIndex) -> &'a str {
        address_of(&self.site.entry(at).addresses, self.language)
    }

    /// A link to an entry with its title in this page's language.
    pub(super) fn link(&self, at: EntryIndex) -> Link {
        let (title, language) = self.title(at);
        Link { title, href: self.href(self.address(at)), language }
    }

    /// An entry's title, and its language if it is not the page's.
    pub(super) fn title(&self, at: EntryIndex) -> (String, Option<String>) {
        let (title, language) = self.text(&self.site.entry(at).title);
        if title.is_empty() { (self.site_title(), None) } else { (title, language) }
    }

    /// Words in this page's language, and their own language if they are not.
    pub(super) fn text(&self, text: &Text) -> (String, Option<String>) {
        let (words, language) = words(text, self.tag, self.site.default_language());
        (words.to_owned(), language.map(|tag| tag.0.to_string()))
    }

    /// The site's name: from `site.yaml`, else the front page's title, else the theme's word.
    pub(super) fn site_title(&self) -> String {
        let said = self.site.config.title.as_ref();
        let front = || {
            let index = self.site.tree.sections.first()?.index?;
            Some(&self.site.entry(index).title)
        };
        let title = said.or_else(front).map(|text| self.text(text).0).unwrap_or_default();
        if title.is_empty() { self.words().get("front-title").to_owned() } else { title }
    }

    /// A section's title.
    pub(super) fn section_title(&self, at: SectionIndex) -> (String, Option<String>) {
        let section = self.site.tree.sections.get(at.0);
        let text = section.map(|section| match section.index {
            Some(index) => self.title(index),
            None => self.text(&section.title),
        });
        match text {
            Some((title, language)) if !title.is_empty() => (title, language),
            _ => (self.site_title(), None),
        }
    }

    /// A link to a section's index page or list.
    pub(super) fn section_link(&self, at: SectionIndex) -> Link {
        let (title, language) = self.section_title(at);
        let section = self.site.tree.sections.get(at.0);
        let address = section.map_or("/", |section| address_of(&section.addresses, self.language));
        Link { title, href: self.href(address), language }
    }

    /// The address of a generated page in this page's language.
    pub(super) fn generated_address(&self, key: &str) -> String {
        self.site.under(self.language, self.words().get(key))
    }

    /// The address of a page of mentions; the first is the entry's own page.
    pub(super) fn mentions_address(&self, at: EntryIndex, number: usize) -> String {
        let own = self.address(at);
        if number < 2 {
            return own.to_owned();
        }
        format!("{own}{}/{number}/", self.words().get("address-mentions"))
    }

    /// The address of a page of what rests on a paragraph; the first is the document's own page.
    pub(super) fn resting_address(&self, at: EntryIndex, locator: &str, number: usize) -> String {
        let own = self.address(at);
        if number < 2 {
            return own.to_owned();
        }
        format!("{own}{locator}/{number}/")
    }

    pub(super) fn of_resting(
        site: &'a Site,
        theme: &'a Theme,
        (at, language, locator, number): (EntryIndex, usize, &str, usize),
    ) -> Self {
        let mut scene = Self::of_entry(site, theme, (at, language));
        scene.address = scene.resting_address(at, locator, number);
        scene
    }
}

/// The path of the site's top on its host: `/`, or the path part of `base_url`.
pub(super) fn base_path(site: &Site) -> &str {
    let base = site.config.base_url.as_deref().unwrap_or("/");
    base.split_once("://")
        .map_or(base, |(_, rest)| rest.find('/').and_then(|slash| rest.get(slash..)).unwrap_or("/"))
}

fn address_of(addresses: &[std::sync::Arc<str>], language: usize) -> &str {
    addresses.get(language).or(addresses.first()).map_or("/", |address| address)
}
