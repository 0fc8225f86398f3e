//! An entry's page: its fields, questions and relations.

use super::list::{ChildLink, MentionsModel};
use super::redline::VersionListModel;
use super::source::{SourceListModel, SourceQuote, SourceTextModel};
use super::text::{BodyModel, DateModel, LinkModel, LocalizedString, SafeHtml};
use serde::Serialize;

/// An entry's page. In templates: `entry`, beside `page`. Template: `entry.html`.
#[derive(Clone, Debug, Serialize)]
pub struct EntryModel {
    /// The type's id, for custom styles.
    pub kind: String,
    /// The type's name: "Forum". `None` for the type `page`.
    pub kind_name: Option<String>,
    /// The entry's `description`, shown under the title.
    pub lede: Option<String>,
    /// Its language, if it is not the page's.
    pub lede_language: Option<String>,
    /// Without a description: the first paragraph of the text, which the facts come after. The text
    /// goes on in `body`.
    pub answer: Option<BodyModel>,
    /// The language that the page falls back to.
    pub fallback: Option<LanguageFallback>,
    /// When, why and by which decision the text was removed.
    pub removed: Option<RemovedModel>,
    /// Banners above the page, the most important first.
    pub banners: Vec<BannerModel>,
    /// Whether the entry is a draft; drafts are shown only on request.
    pub is_draft: bool,
    /// The facts at the top of the page: the fields that the type's `lead` names, or the first
    /// ones.
    pub lead: Vec<FieldModel>,
    /// Fields that have values, in the type's order. Empty if `lead` shows all of them.
    pub fields: Vec<FieldModel>,
    /// The number of values in `fields`.
    pub n_facts: usize,
    /// The rendered text, if there is any.
    pub body: Option<BodyModel>,
    /// The text that a document represents, by section and paragraph.
    pub source_text: Option<SourceTextModel>,
    /// The versions of a document, if there are others.
    pub versions: Option<VersionListModel>,
    /// The relations of other entries to this one. Its own are among its fields.
    pub relations: Vec<RelationModel>,
    /// The number of entries in `relations`.
    pub n_relations: usize,
    /// For an index page: all pages of the section, in order.
    pub children: Vec<ChildLink>,
    /// Pages whose text links to this one.
    pub mentions: Option<MentionsModel>,
    /// Tags.
    pub tags: Vec<LinkModel>,
    /// The list of sources, which the numbered markers link to.
    pub sources: Option<SourceListModel>,
    /// Questions about the entry.
    pub questions: Vec<QuestionModel>,
    /// For a question: the ways to read the sources.
    pub readings: Vec<ReadingModel>,
    /// Whether some of this is folded at first, so that the page has a switch for it.
    pub is_folded: bool,
}

/// A question about an entry, with the ways to read the sources.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionModel {
    /// Its page.
    pub link: LinkModel,
    /// Its text.
    pub body: Option<BodyModel>,
    /// What it is about: entries, or fields of entries.
    pub about: Vec<LinkModel>,
    /// The readings, in order.
    pub readings: Vec<ReadingModel>,
}

/// One way to read the sources.
#[derive(Clone, Debug, Serialize)]
pub struct ReadingModel {
    /// The reading.
    pub html: SafeHtml,
    /// Its language, if it is not the page's.
    pub language: Option<String>,
    /// The quotes that support it.
    pub source_quotes: Vec<SourceQuote>,
}

/// The page is in another language than the one asked for.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageFallback {
    /// `sv`.
    pub language: String,
    /// In the page's language: "Swedish".
    pub name: String,
}

/// A banner: the page is outdated, replaced, only proposed, or overdue for review.
#[derive(Clone, Debug, Serialize)]
pub struct BannerModel {
    /// `replaced`, `replacing`, `outdated`, `early`, `not-in-force`, `unconfirmed`, `intended`,
    /// `proposed` or `overdue`.
    pub kind: String,
    /// For a banner about whether the entry is in force: `not` or `unknown`.
    pub state: Option<String>,
    /// The evidence status, which decides how the line beside it is drawn.
    pub standing: String,
    /// "Ersatt".
    pub word: String,
    /// One or two sentences.
    pub html: SafeHtml,
}

/// What is shown in place of a removed text.
#[derive(Clone, Debug, Serialize)]
pub struct RemovedModel {
    /// When it was removed: "den 2 januari 2026".
    pub on: Option<SafeHtml>,
    /// The reason.
    pub reason: Option<LocalizedString>,
    /// The decision.
    pub decision: Option<LocalizedString>,
    /// The page that replaces it.
    pub successor: Option<LinkModel>,
    /// What readers ask most.
    pub asked: Vec<LinkModel>,
}

/// One field, or those of its values that have the same qualifiers.
#[derive(Clone, Debug, Serialize)]
pub struct FieldModel {
    /// The id, which is also the anchor: `chair`. `None` if another row has it.
    pub id: Option<String>,
    /// The label.
    pub label: SafeHtml,
    /// One or more values, in order.
    pub values: Vec<ValueModel>,
    /// The evidence status: `sourced`, `intended`, `proposed`, `interpretation`, `claimed` or
    /// `absent`. `None` means the field needs no evidence.
    pub standing: Option<String>,
    /// The label of a status that a reader has to notice: "Avsett".
    pub standing_label: Option<String>,
    /// Whether it holds on the as-of date: `holds`, `not` or `unknown`. `None` means that it has no
    /// period, or that the site has no as-of date.
    pub state: Option<String>,
    /// Validity and attribution: "Från och med den 1 april 2014.", "enligt …".
    pub qualifiers: Vec<SafeHtml>,
    /// A note for the reader.
    pub note: Option<LocalizedString>,
    /// The quotes that support it.
    pub source_quotes: Vec<SourceQuote>,
    /// The label of a status that only a checker has to notice: "Belagt".
    pub checked_label: Option<String>,
    /// A word for a state that a reader has to notice: "Inte längre".
    pub state_label: Option<String>,
    /// A word for sources whose papers have other words now: "Tidigare lydelse".
    pub wording_label: Option<String>,
    /// In `lead`: the numbered marker of its source, if it is not in the last value.
    pub marker: Option<SafeHtml>,
    /// In `lead`: a link to all its values, if some are left out.
    pub more: Option<LinkModel>,
    /// Whether this continues the field above it.
    pub is_continued: bool,
    /// In `fields`: whether `lead` shows all of it, so that paper need not show it twice.
    pub is_in_lead: bool,
}

/// One value.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "form", rename_all = "kebab-case")]
pub enum ValueModel {
    /// `form = "inline"`: text, number, date, link to an entry, URL or choice, as inline markup.
    Inline {
        /// The markup, with a `lang` attribute if it is in another language.
        html: SafeHtml,
    },
    /// `form = "block"`: Markdown, as block markup.
    Block {
        /// The markup.
        html: SafeHtml,
        /// Its language, if it is not the page's.
        language: Option<String>,
    },
    /// `form = "reserved"`: the value `unknown` or `none`.
    Reserved {
        /// `unknown` or `none`.
        word: String,
        /// The theme's string for it.
        text: String,
    },
    /// `form = "citation"`: a citation.
    Citation {
        /// The quote.
        source_quote: Box<SourceQuote>,
    },
    /// `form = "group"`: a group with fields.
    Group {
        /// The fields, in the type's order.
        fields: Vec<FieldModel>,
    },
}

/// Relations of one kind.
#[derive(Clone, Debug, Serialize)]
pub struct RelationModel {
    /// "Ordförande", or for an incoming relation "Är ordförande i".
    pub label: String,
    /// Whether the relation is declared by the listed entries.
    pub is_incoming: bool,
    /// The entries: outgoing ones as written, acts by date, incoming ones by `order` and title.
    pub items: Vec<RelatedEntry>,
    /// A link to the remaining entries, if there are more.
    pub more: Option<LinkModel>,
}

/// An entry that another one is related to.
#[derive(Clone, Debug, Serialize)]
pub struct RelatedEntry {
    /// Its page.
    pub link: LinkModel,
    /// When it happened. `None` means that entries of its type have no date.
    pub date: Option<DateModel>,
    /// The evidence status of the relation, if a reader has to notice it: `proposed`, `intended` or
    /// `interpretation`.
    pub standing: Option<String>,
    /// The label of that status.
    pub standing_label: Option<String>,
    /// Who says that it is so: "enligt stadsledningskontoret". Empty if it is the sources.
    pub attributions: Vec<SafeHtml>,
    /// Whether the relation holds on the as-of date: `holds`, `not` or `unknown`. `None` means that
    /// it has no period, or that the site has no as-of date.
    pub state: Option<String>,
    /// The period of a relation that does not hold: "till och med den 31 december 2010".
    pub time: Option<SafeHtml>,
    /// Links to the open questions about the relation: "Oklart: Hur antas modellen?".
    pub questions: Vec<LinkModel>,
}

impl FieldModel {
    /// Returns whether the values of another row of the same field can be listed with those of
    /// this one: everything but the values is the same.
    #[must_use]
    pub fn has_same_proof(&self, other: &Self) -> bool {
        self.standing == other.standing
            && self.state == other.state
            && self.qualifiers == other.qualifiers
            && self.note == other.note
            && self.wording_label == other.wording_label
            && self.source_quotes == other.source_quotes
    }
}
