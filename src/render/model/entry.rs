//! An entry's own page: its fields, its questions, what leads to it.

use super::list::{ChildLink, MentionsModel};
use super::source::{SourceListItem, SourceQuote, SourceTextModel};
use super::text::{BodyModel, DateModel, LinkModel, LocalizedString, SafeHtml};
use serde::Serialize;

/// An entry's own page. In templates: `entry`, beside `page`. Template `entry.html`.
#[derive(Clone, Debug, Serialize)]
pub struct EntryModel {
    /// The type's id, for a site's own styles.
    pub kind: String,
    /// The type's name in words: "Forum"; none for `page`.
    pub kind_name: Option<String>,
    /// The entry's `description`, shown under the title.
    pub lede: Option<String>,
    /// Its language if it is not the page's.
    pub lede_language: Option<String>,
    /// Shown in another language than asked for: that language's tag and name.
    pub fallback: Option<LanguageFallback>,
    /// The text was withdrawn: when, why, and by which decision.
    pub removed: Option<RemovedModel>,
    /// What has to be known before the page is read, the gravest first.
    pub banners: Vec<BannerModel>,
    /// A draft, shown because drafts were asked for.
    pub is_draft: bool,
    /// Fields that have values, in declared order.
    pub fields: Vec<FieldModel>,
    /// The text; none if there is none.
    pub body: Option<BodyModel>,
    /// The text of the paper that a document stands for, by section and paragraph.
    pub source_text: Option<SourceTextModel>,
    /// What the entry is connected with: its own relations, then those that lead here.
    pub relations: Vec<RelationModel>,
    /// For an index page: all pages of the section, in order.
    pub children: Vec<ChildLink>,
    /// Pages whose words mention this one.
    pub mentions: Option<MentionsModel>,
    /// Tags.
    pub tags: Vec<LinkModel>,
    /// What the markers in the text lead to.
    pub sources: Vec<SourceListItem>,
    /// What is unclear about the entry.
    pub questions: Vec<QuestionModel>,
    /// Of a question: the ways to read the sources.
    pub readings: Vec<ReadingModel>,
}

/// A question about an entry, with the ways to read the sources.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionModel {
    /// Its page.
    pub link: LinkModel,
    /// Its text.
    pub body: Option<BodyModel>,
    /// What it is about besides this entry, or which field: labels.
    pub about: Vec<LinkModel>,
    /// The readings, in order.
    pub readings: Vec<ReadingModel>,
}

/// One way to read the sources.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingModel {
    /// The reading.
    pub html: SafeHtml,
    /// Its language if it is not the page's.
    pub language: Option<String>,
    /// The words that it rests on.
    pub ground: Vec<SourceQuote>,
}

/// The page stands in another language than asked for.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageFallback {
    /// `sv`.
    pub language: String,
    /// In the page's language: "Swedish".
    pub name: String,
}

/// That the page is outdated, replaced, only proposed, or was not reviewed in time.
#[derive(Clone, Debug, Serialize)]
pub struct BannerModel {
    /// `replaced`, `replacing`, `outdated`, `early`, `intended`, `proposed` or `overdue`.
    pub kind: String,
    /// The stroke it stands on.
    pub standing: String,
    /// "Ersatt".
    pub word: String,
    /// One or two sentences.
    pub html: SafeHtml,
}

/// What stands in place of a text that was withdrawn.
#[derive(Clone, Debug, Serialize)]
pub struct RemovedModel {
    /// Since when.
    pub on: Option<DateModel>,
    /// Why.
    pub reason: Option<LocalizedString>,
    /// The decision.
    pub decision: Option<LocalizedString>,
}

/// One field, or those of its values that one source backs.
#[derive(Clone, Debug, Serialize)]
pub struct FieldModel {
    /// `chair`: also the anchor `#chair`; empty for what continues the field before.
    pub id: String,
    /// The label.
    pub label: SafeHtml,
    /// One or more values, in order.
    pub values: Vec<ValueModel>,
    /// How firmly they stand: `sourced`, `intended`, `proposed`, `interpretation`, `claimed`,
    /// `absent`; none if nothing is said about it.
    pub standing: Option<String>,
    /// The word for a standing other than sourced: "Avsett".
    pub mark: Option<String>,
    /// What qualifies the values, in words: "från och med 1 april 2014", "enligt …".
    pub qualifiers: Vec<SafeHtml>,
    /// What a reader has to know about it.
    pub note: Option<LocalizedString>,
    /// The words that back it.
    pub ground: Vec<SourceQuote>,
}

/// One value.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum ValueModel {
    /// `form = "inline"`: text, number, date, link to an entry, url, choice: markup that fits in a
    /// line.
    Inline {
        /// The markup, with its own `lang` if it is in another language.
        html: SafeHtml,
    },
    /// `form = "block"`: Markdown: paragraphs.
    Block {
        /// The markup.
        html: SafeHtml,
        /// Its language if it is not the page's.
        language: Option<String>,
    },
    /// `form = "reserved"`: unknown or none, said in words.
    Reserved {
        /// `unknown` or `none`.
        word: String,
        /// In words.
        text: String,
    },
    /// `form = "ground"`: the words of a source.
    Ground {
        /// The words.
        ground: Box<SourceQuote>,
    },
    /// `form = "group"`: fields of its own.
    Group {
        /// In declared order.
        fields: Vec<FieldModel>,
    },
}

/// Relations of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct RelationModel {
    /// "Ordförande", or from the other end "Är ordförande i".
    pub label: String,
    /// Whether the others say so, not this entry.
    pub is_incoming: bool,
    /// The entries: its own as written, the others in the language's order.
    pub items: Vec<LinkModel>,
    /// Where the rest is, if there are more.
    pub more: Option<LinkModel>,
}
