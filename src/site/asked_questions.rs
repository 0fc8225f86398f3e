//! `asked:` in `site.yaml`: what readers ask most, and the pages that answer it.

use super::navigation::find_menu_target;
use super::section_tree::{MenuTarget, SectionTree};
use super::site_lookup::SiteLookup;
use crate::diagnostic::rules::{LimitUnit, LimitedPart};
use crate::diagnostic::{Diagnostic, ExpectedKind, KeyScope, Span, rules};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::value::read_complete_text;
use crate::schema::{DiagnosticSink, LanguageTag, LocalizedText};

/// The maximum number of questions. A longer list is not read in an empty dialog.
const MAX_QUESTIONS: usize = 10;

/// A question as `site.yaml` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedSetting {
    /// The words of the question. `None` means the title of the page.
    question: Option<LocalizedText>,
    /// The names of the pages that answer it, perhaps with `#heading`: one for all languages, or
    /// one by language.
    pages: Vec<AskedPage>,
}

/// The name of a page that answers a question.
#[derive(Clone, Debug, PartialEq, Eq)]
struct AskedPage {
    /// `None` means all languages.
    language: Option<LanguageTag>,
    name: String,
    span: Span,
}

/// A question with the page that answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedQuestion {
    /// The words of the question. `None` means the title of the page.
    pub question: Option<LocalizedText>,
    /// The answer in each of the site's languages, in order. `None` means that there is none.
    pub answers: Vec<Option<AskedAnswer>>,
}

/// Where a question is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedAnswer {
    /// The page.
    pub target: MenuTarget,
    /// An anchor on it.
    pub anchor: Option<String>,
}

impl AskedSetting {
    /// Returns the names of the pages, each with its span.
    pub fn page_names(&self) -> impl Iterator<Item = (&str, &Span)> {
        self.pages.iter().map(|page| (&*page.name, &page.span))
    }

    /// The keys of a question.
    const KEYS: [&str; 2] = ["question", "page"];

    /// Reads `[PAGE, {question: …, page: PAGE#HEADING}]`.
    pub(super) fn read_list(node: &YamlNode, sink: &mut DiagnosticSink<'_>) -> Vec<Self> {
        let items = node.items_or_self();
        if let Some(first_extra) = items.get(MAX_QUESTIONS) {
            let (what, limit, unit) = (LimitedPart::Questions, MAX_QUESTIONS, LimitUnit::Questions);
            sink.push(&first_extra.range, rules::TooLarge { what, limit, unit });
        }
        items.iter().take(MAX_QUESTIONS).filter_map(|item| Self::read(item, sink)).collect()
    }

    fn read(item: &YamlNode, sink: &mut DiagnosticSink<'_>) -> Option<Self> {
        if !matches!(item.kind, NodeKind::Map(_)) {
            let pages = read_pages(item, sink);
            return (!pages.is_empty()).then_some(Self { question: None, pages });
        }
        for (key, _) in item.map_entries() {
            if !Self::KEYS.contains(&key.as_str().unwrap_or_default()) {
                sink.push_unknown_key(key, KeyScope::Value("asked".into()), Self::KEYS);
            }
        }
        let question = item.get("question");
        let question = question.and_then(|it| read_complete_text("question", it, sink));
        let Some(page) = item.get("page").filter(|page| page.kind != NodeKind::Empty) else {
            let (field, required_by) = ("page".to_owned(), "asked".to_owned());
            let place = rules::FieldPlace::Line;
            sink.push(&item.range, rules::MissingField { field, required_by, place });
            return None;
        };
        let pages = read_pages(page, sink);
        (!pages.is_empty()).then_some(Self { question, pages })
    }

    /// Returns the page for readers of a language.
    fn page_in(&self, tag: &LanguageTag) -> Option<&AskedPage> {
        let is_for = |page: &&AskedPage| page.language.as_ref().is_none_or(|it| it == tag);
        self.pages.iter().find(is_for).or_else(|| self.pages.first())
    }
}

/// Reads the name of a page, or one by language.
fn read_pages(node: &YamlNode, sink: &mut DiagnosticSink<'_>) -> Vec<AskedPage> {
    let by_language = match &node.kind {
        NodeKind::Map(entries) => entries.iter().map(|(key, value)| (Some(key), value)).collect(),
        _ => vec![(None, node)],
    };
    let mut pages = Vec::new();
    for (key, value) in by_language {
        let language = match key {
            Some(key) => match sink.language_named(key.as_str().unwrap_or_default()) {
                Some(language) => Some(language.clone()),
                None => {
                    sink.push_unknown_language(key);
                    continue;
                }
            },
            None => None,
        };
        match value.as_str().map(str::trim).filter(|name| !name.is_empty()) {
            Some(name) => {
                let span = sink.span(&value.range);
                pages.push(AskedPage { language, name: name.to_owned(), span });
            }
            None => sink.push_wrong_kind(value, ExpectedKind::EntryId),
        }
    }
    pages
}

/// Finds the pages that answer the questions of `site.yaml`.
pub(super) fn find_answers(
    lookup: SiteLookup<'_>,
    tree: &SectionTree,
) -> (Vec<AskedQuestion>, Vec<Diagnostic>) {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let mut asked = Vec::new();
    for setting in &lookup.config.asked {
        let mut answers = Vec::new();
        for tag in &lookup.config.languages {
            let answer = setting.page_in(tag).map(|page| find_answer(lookup, tree, page, tag));
            let (answer, diagnostic) = match answer {
                Some(Ok((answer, ambiguity))) => (Some(answer), ambiguity),
                Some(Err(diagnostic)) => (None, Some(diagnostic)),
                None => (None, None),
            };
            answers.push(answer);
            // A name for all languages is reported once.
            let is_new = |new: &Diagnostic| diagnostics.iter().all(|it| it.span != new.span);
            if let Some(diagnostic) = diagnostic.filter(|new| is_new(new)) {
                diagnostics.push(*diagnostic);
            }
        }
        if answers.iter().any(Option::is_some) {
            asked.push(AskedQuestion { question: setting.question.clone(), answers });
        }
    }
    (asked, diagnostics)
}

/// Returns the answer on a page, with the diagnostic about a name that several entries have.
///
/// # Errors
/// The diagnostic about a page or a heading that is not there.
fn find_answer(
    lookup: SiteLookup<'_>,
    tree: &SectionTree,
    page: &AskedPage,
    tag: &LanguageTag,
) -> Result<(AskedAnswer, Option<Box<Diagnostic>>), Box<Diagnostic>> {
    let (name, fragment) = match page.name.split_once('#') {
        Some((name, fragment)) => (name, Some(fragment)),
        None => (&*page.name, None),
    };
    let named = find_menu_target(lookup, tree, name, &page.span)?;
    let anchor = match (fragment, &named.target) {
        (Some(wanted), MenuTarget::Entry(entry_index)) => {
            Some(lookup.find_heading(*entry_index, tag, wanted, &page.span)?)
        }
        (Some(wanted), MenuTarget::Section(..)) => {
            // A list that is made has no headings.
            let kind = rules::MissingHeading {
                heading: wanted.to_owned(),
                page: name.to_owned(),
                language: (*tag.0).into(),
                fields: None,
                suggestion: None,
            };
            return Err(Box::new(Diagnostic::new(page.span.clone(), kind)));
        }
        (None, _) => None,
    };
    Ok((AskedAnswer { target: named.target, anchor }, named.ambiguity))
}
