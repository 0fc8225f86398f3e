//! `site.yaml`: the settings of a site.

use crate::diagnostic::catalogue::rule;
use crate::diagnostic::{
    Code, Diagnostic, Expected, Family, Fault, KeyHome, Severity, Source, Span,
};
use crate::parse::yaml::{Is, Node};
use crate::schema::{self, Context, Day, LanguageTag, Text};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A site's settings, with defaults where it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Where `site.yaml` is; none for a plain folder of Markdown.
    pub declared: Option<Span>,
    /// The site's name.
    pub title: Option<Text>,
    /// One sentence about it.
    pub description: Option<Text>,
    /// At least one; the first is the default.
    pub languages: Vec<LanguageTag>,
    /// Begins with http:// or https://, ends with `/`.
    pub base_url: Option<String>,
    /// Who may see it.
    pub profile: Profile,
    /// The day spoken of.
    pub as_of: Option<Day>,
    /// Who answers for pages that name nobody.
    pub owner: Option<Text>,
    /// How to reach them.
    pub contact: Option<Text>,
    /// Names of entries for the head menu, in order; none if the site does not say.
    pub menu: Option<Vec<(String, Span)>>,
    /// The folder in `themes/` that stands over the embedded theme.
    pub theme: Option<String>,
    /// What becomes of raw HTML.
    pub raw_html: RawHtml,
    /// Whether straight quotes become the language's own.
    pub smart_punctuation: bool,
    /// Where to edit a page, with `{path}`.
    pub edit_url: Option<String>,
    /// Where dates of change come from.
    pub history: History,
    /// What the site wants of each check.
    pub checks: BTreeMap<Code, Level>,
}

/// Who may see the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Everybody, search engines too.
    #[default]
    Public,
    /// Those inside: no absolute addresses, no search engines.
    Intranet,
}

/// What becomes of raw HTML in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RawHtml {
    /// Shown as text.
    #[default]
    Escape,
    /// Passed through.
    Allow,
}

/// Where dates of change come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum History {
    /// From front matter only.
    #[default]
    None,
    /// From git.
    Git,
}

/// What a site wants of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Not told.
    Off,
    /// Told, at this severity.
    At(Severity),
}

/// The keys of `site.yaml`.
const KEYS: [&str; 15] = [
    "title",
    "description",
    "languages",
    "base_url",
    "profile",
    "as_of",
    "owner",
    "contact",
    "menu",
    "theme",
    "raw_html",
    "smart_punctuation",
    "edit_url",
    "history",
    "checks",
];

impl Default for Config {
    fn default() -> Self {
        Self::of_plain_folder(LanguageTag("en".into()))
    }
}

impl Config {
    /// The settings of a folder that has no `site.yaml`.
    #[must_use]
    pub fn of_plain_folder(language: LanguageTag) -> Self {
        Self {
            declared: None,
            title: None,
            description: None,
            languages: vec![language],
            base_url: None,
            profile: Profile::default(),
            as_of: None,
            owner: None,
            contact: None,
            menu: None,
            theme: None,
            raw_html: RawHtml::default(),
            smart_punctuation: true,
            edit_url: None,
            history: History::default(),
            checks: BTreeMap::new(),
        }
    }

    /// Reads `site.yaml`.
    pub(super) fn read(source: &Arc<Source>, root: Option<&Node>) -> (Self, Vec<Diagnostic>) {
        let mut reader = Reader { source, languages: Vec::new(), findings: Vec::new() };
        let mut config = Self::of_plain_folder(LanguageTag("sv".into()));
        config.declared = Some(Span::start_of(source));
        let Some(root) = root else { return (config, reader.findings) };
        // Texts are told from other maps by the languages, so these are read first.
        if let Some(node) = root.get("languages") {
            config.languages = reader.tags(node).unwrap_or(config.languages);
        }
        reader.languages.clone_from(&config.languages);
        for (key, node) in root.entries() {
            reader.setting(&mut config, key, node);
        }
        (config, reader.findings)
    }
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    languages: Vec<LanguageTag>,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn setting(&mut self, config: &mut Config, key: &Node, node: &Node) {
        let name = key.as_text().unwrap_or_default();
        if matches!(node.is, Is::Empty) && KEYS.contains(&name) {
            return;
        }
        match name {
            "languages" => {}
            "title" => config.title = self.text(node),
            "description" => config.description = self.text(node),
            "owner" => config.owner = self.text(node),
            "contact" => config.contact = self.text(node),
            "base_url" => config.base_url = self.base_url(node),
            "profile" => {
                let words = [("public", Profile::Public), ("intranet", Profile::Intranet)];
                config.profile = self.one_of(node, &words).unwrap_or_default();
            }
            "as_of" => config.as_of = self.day(node),
            "menu" => config.menu = self.names(node),
            "theme" => config.theme = self.theme(node),
            "raw_html" => {
                let words = [("escape", RawHtml::Escape), ("allow", RawHtml::Allow)];
                config.raw_html = self.one_of(node, &words).unwrap_or_default();
            }
            "smart_punctuation" => {
                let words = [("true", true), ("false", false)];
                config.smart_punctuation = self.one_of(node, &words).unwrap_or(true);
            }
            "edit_url" => config.edit_url = self.string(node),
            "history" => {
                let words = [("none", History::None), ("git", History::Git)];
                config.history = self.one_of(node, &words).unwrap_or_default();
            }
            "checks" => config.checks = self.checks(node),
            _ => {
                let near = schema::nearest(name, KEYS);
                let fault = Fault::UnknownKey { key: name.into(), home: KeyHome::Site, near };
                self.findings.push(Diagnostic::at(key.span(self.source), fault));
            }
        }
    }

    fn wrong(&mut self, node: &Node, expected: Expected) {
        self.findings.extend(schema::wrong_kind(self.source, node, expected));
    }

    fn string(&mut self, node: &Node) -> Option<String> {
        let text = node.as_text().map(str::to_owned);
        if text.is_none() {
            self.wrong(node, Expected::Text);
        }
        text
    }

    fn text(&mut self, node: &Node) -> Option<Text> {
        let context = Context { source: self.source, languages: &self.languages };
        let (text, found) = schema::read_text(node, &context);
        self.findings.extend(found);
        text
    }

    fn day(&mut self, node: &Node) -> Option<Day> {
        let day = node.as_text().and_then(Day::read);
        if day.is_none() {
            let found = node.as_text().unwrap_or_default().to_owned();
            self.findings.push(Diagnostic::at(node.span(self.source), Fault::BadDate { found }));
        }
        day
    }

    fn one_of<T: Copy>(&mut self, node: &Node, words: &[(&str, T)]) -> Option<T> {
        let word = node.as_text().unwrap_or_default();
        let found = words.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
        if found.is_none() {
            let names = words.iter().map(|(name, _)| (*name).to_owned()).collect();
            self.wrong(node, Expected::OneOf(names));
        }
        found
    }

    fn base_url(&mut self, node: &Node) -> Option<String> {
        let url = self.string(node)?;
        let normal = normal_base_url(&url);
        if normal.is_none() {
            self.wrong(node, Expected::Url);
        }
        normal
    }

    /// A theme is a folder's plain name.
    fn theme(&mut self, node: &Node) -> Option<String> {
        let name = self.string(node)?;
        let is_plain =
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if !is_plain {
            self.wrong(node, Expected::Id);
        }
        is_plain.then_some(name)
    }

    fn list<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.is {
            Is::List(items) => items,
            _ => std::slice::from_ref(node),
        }
    }

    fn names(&mut self, node: &Node) -> Option<Vec<(String, Span)>> {
        let items = self.list(node);
        let name = |item: &Node| Some((item.as_text()?.to_owned(), item.span(self.source)));
        let names: Vec<_> = items.iter().filter_map(name).collect();
        for item in items.iter().filter(|item| item.as_text().is_none()) {
            self.wrong(item, Expected::EntryId);
        }
        Some(names)
    }

    fn tags(&mut self, node: &Node) -> Option<Vec<LanguageTag>> {
        let mut tags = Vec::new();
        for item in self.list(node) {
            match item.as_text().filter(|tag| is_language_tag(tag)) {
                Some(tag) if !tags.contains(&LanguageTag(tag.into())) => {
                    if !super::language::has_stems(tag) {
                        let span = Span::new(self.source, item.at.clone());
                        let fault = Fault::NoStemmer { language: tag.to_owned() };
                        self.findings.push(Diagnostic::at(span, fault));
                    }
                    tags.push(LanguageTag(tag.into()));
                }
                Some(_) => {}
                None => self.wrong(item, Expected::Language),
            }
        }
        (!tags.is_empty()).then_some(tags)
    }

    fn checks(&mut self, node: &Node) -> BTreeMap<Code, Level> {
        let mut checks = BTreeMap::new();
        if !matches!(node.is, Is::Map(_)) {
            self.wrong(node, Expected::Map);
        }
        let words = [
            ("off", Level::Off),
            ("note", Level::At(Severity::Note)),
            ("warning", Level::At(Severity::Warning)),
            ("error", Level::At(Severity::Error)),
        ];
        for (key, value) in node.entries() {
            let Some(code) = key.as_text().and_then(Code::from_name) else {
                self.wrong(key, Expected::Code);
                continue;
            };
            // That the words stand in the source is the promise of the whole: no site can lower it.
            let words = if rule(code).family == Family::Citation { &words[3..] } else { &words };
            if let Some(level) = self.one_of(value, words) {
                checks.insert(code, level);
            }
        }
        checks
    }
}

/// An address that everything absolute begins with: http or https, a host, `/` at the end.
#[must_use]
pub fn normal_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let is_plain = !rest.is_empty()
        && !rest.starts_with('/')
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "?#\"<>\\".contains(c));
    let slash = if url.ends_with('/') { "" } else { "/" };
    is_plain.then(|| format!("{url}{slash}"))
}

fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.chars().all(|c| c.is_ascii_lowercase())
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
        })
}
