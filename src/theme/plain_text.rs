//! The words that a page shows, as plain text: of a Markdown text, a summary, or an embedded field.
//!
//! Descriptions, excerpts and the search index are made with it, so that they say on the as-of date
//! what the page says.

use super::embedded_parts::EmbeddedPart;
use super::phrase::Phrase;
use super::relation_label::status_label;
use super::strings::Strings;
use super::typography::typeset_data;
use super::value_text::{entry_title, value_text};
use crate::parse::OutlineLink;
use crate::parse::markdown::{
    ElementKind, MarkdownElement, MarkdownEvent, VerbatimKind, markdown_events,
};
use crate::parse::outline::{LinkContext, TextSegment};
use crate::schema::{FieldDef, FieldValue, Statement};
use crate::site::embedded_values::EmbeddedValues;
use crate::site::resolve_citation::sentence_ends;
use crate::site::resolve_link::{FieldEmbed, ResolvedLink};
use crate::site::{EntryIndex, LocalizedSite, TextRef};

/// The maximum length of the words before or after a link in an excerpt, if a field is embedded
/// there.
const MAX_LETTERS_BESIDE_LINK: usize = 160;

/// Stands for what is left out of an excerpt.
const ELLIPSIS: &str = "…";

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextPiece {
    /// A piece of a heading.
    Heading,
    /// A piece of other text.
    Words,
    /// The space between two blocks or lines.
    Break,
}

/// Makes plain text of what the pages of a site show in one language.
#[derive(Clone, Copy, Debug)]
pub struct PlainText<'a> {
    localized: LocalizedSite<'a>,
    strings: &'a Strings,
}

impl<'a> PlainText<'a> {
    /// Returns a maker of plain text in a language.
    #[must_use]
    pub fn new(localized: LocalizedSite<'a>, strings: &'a Strings) -> Self {
        Self { localized, strings }
    }

    /// Returns what a link without text of its own shows.
    #[must_use]
    pub fn link_text(self, text: TextRef<'_>, link: &OutlineLink) -> String {
        self.target_text(link, self.localized.site.resolve_link(text, link).target)
    }

    /// Returns what a link without text of its own shows for its target.
    fn target_text(self, link: &OutlineLink, target: ResolvedLink) -> String {
        match target {
            ResolvedLink::Entry { entry, .. } => self.entry_title(entry).to_owned(),
            ResolvedLink::Field(embed) => self.embedded_field(&embed),
            ResolvedLink::Asset(..) => String::new(),
            ResolvedLink::List { kind: Some(kind), .. } => {
                let entry_type = self.localized.site.schema.types.get(&kind);
                let plural = entry_type.map(|it| self.localized.text(&it.plural).0.to_owned());
                plural.unwrap_or_default()
            }
            ResolvedLink::SamePage(_)
            | ResolvedLink::List { kind: None, .. }
            | ResolvedLink::Generated(_)
            | ResolvedLink::External(_)
            | ResolvedLink::Broken => link.destination.clone(),
        }
    }

    /// Returns the values of an embedded field, with the words that the page shows around them.
    #[must_use]
    pub fn embedded_field(self, embed: &FieldEmbed) -> String {
        self.join_values(embed, &self.localized.site.embedded_values(embed))
    }

    /// Returns the values of a field with the words that the entry's own page has about them.
    #[must_use]
    pub fn page_field(self, embed: &FieldEmbed) -> String {
        self.join_values(embed, &self.localized.site.page_values(embed))
    }

    fn join_values(self, embed: &FieldEmbed, values: &EmbeddedValues<'_>) -> String {
        let site = self.localized.site;
        let Some(field) = site.entry_at(embed.entry).entry_type.find_field(&embed.field) else {
            return String::new();
        };
        let part_text = |part: EmbeddedPart<'_>| match part {
            EmbeddedPart::Words(words) => self.phrase_text(&words),
            EmbeddedPart::Value(statement) => {
                let text = self.statement_text(embed.entry, field, statement);
                text + &self.mark_text(statement)
            }
        };
        self.strings.embedded_parts(site, values).into_iter().map(part_text).collect()
    }

    /// Returns one value as plain text.
    #[must_use]
    pub fn statement_text(
        self,
        entry_index: EntryIndex,
        field: &FieldDef,
        statement: &Statement,
    ) -> String {
        let FieldValue::Group(_) = &statement.value else {
            return self.value_text(entry_index, field, statement);
        };
        let text_of = |field: &FieldDef, statement: &Statement| {
            let text = self.value_text(entry_index, field, statement);
            let speaker = self.strings.attribution_phrase(self.localized.site, statement);
            let speaker =
                speaker.map_or_else(String::new, |it| format!(" ({})", self.phrase_text(&it)));
            let mark = self.mark_text(statement);
            let label = match statement.value.needs_label() {
                true => format!("{}: ", self.localized.text(&field.label).0),
                false => String::new(),
            };
            if text.is_empty() { text } else { label + &text + &mark + &speaker }
        };
        let values = field.item_fields(&statement.value).flat_map(|(field, statements)| {
            statements.iter().map(move |statement| text_of(field, statement))
        });
        values.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// Returns the value of a statement on one line; of a text, its words.
    #[must_use]
    pub fn value_text(
        self,
        entry_index: EntryIndex,
        field: &FieldDef,
        statement: &Statement,
    ) -> String {
        if let FieldValue::Markdown(versions) = &statement.value {
            let text = self.localized.markdown_value(entry_index, versions);
            return text.map_or_else(String::new, |text| self.single_line(text));
        }
        value_text(self.localized, self.strings, field, statement).unwrap_or_default()
    }

    /// Returns the whole text on one line.
    #[must_use]
    pub fn single_line(self, text: TextRef<'_>) -> String {
        let mut line = String::new();
        self.for_each_piece(text, |_, piece| line.push_str(piece));
        collapse_whitespace(&line)
    }

    /// Joins segments of a text with what its links show.
    #[must_use]
    pub fn join_segments(self, text: TextRef<'_>, segments: &[TextSegment]) -> String {
        text.body.outline.join_segments(segments, |link| self.link_text(text, link))
    }

    /// Returns the words before and after a link, for an excerpt. From an embedded field on that
    /// would make them too long, an ellipsis takes their place: its values are shown whole or not
    /// at all. An ellipsis also stands for the list that follows a colon.
    #[must_use]
    pub fn words_around(self, text: TextRef<'_>, context: &LinkContext) -> (String, String) {
        let mut before = self.words_from_link(text, context.before.iter().rev());
        let is_cut = before.last().is_some_and(|part| part == ELLIPSIS);
        before.reverse();
        let mut before = before.concat();
        if is_cut && let Some(words) = before.strip_prefix(ELLIPSIS) {
            let words = words.trim_start_matches(['.', ',', ';', ':', '!', '?', ')']);
            before = format!("{ELLIPSIS} {}", words.trim_start());
        }
        let mut after = self.words_from_link(text, context.after.iter()).concat();
        if after.trim_end().ends_with(':') {
            // A list follows.
            after = format!("{} {ELLIPSIS}", after.trim_end());
        }
        (before, after)
    }

    /// Returns what segments show, in their order, which leads away from a link.
    fn words_from_link<'t>(
        self,
        text: TextRef<'_>,
        segments: impl Iterator<Item = &'t TextSegment>,
    ) -> Vec<String> {
        let (mut parts, mut n_letters) = (Vec::new(), 0);
        for segment in segments {
            let words = self.join_segments(text, std::slice::from_ref(segment));
            n_letters += words.chars().count();
            if n_letters > MAX_LETTERS_BESIDE_LINK && matches!(segment, TextSegment::LinkText(_)) {
                parts.push(ELLIPSIS.to_owned());
                break;
            }
            parts.push(words);
        }
        parts
    }

    /// Typesets a result of the search in the language, if the site has smart punctuation.
    #[must_use]
    pub fn typeset_result(self, text: &str) -> String {
        match self.localized.site.config.smart_punctuation {
            true => typeset_data(text, &self.localized.language_tag.0),
            false => text.to_owned(),
        }
    }

    /// Returns the first sentences of a text, at most `max_letters` letters. A first sentence that
    /// is longer is cut between two words. The values of an embedded field are shown whole or not
    /// at all.
    #[must_use]
    pub fn summary(self, text: TextRef<'_>, max_letters: usize) -> String {
        let outline = &text.body.outline;
        let (mut summary, mut is_full) = (String::new(), false);
        for segment in &outline.summary {
            let words = self.join_segments(text, std::slice::from_ref(segment));
            let n_letters = summary.chars().count() + words.chars().count();
            if n_letters > max_letters && matches!(segment, TextSegment::LinkText(_)) {
                is_full = true;
                break;
            }
            summary.push_str(&words);
        }
        let summary = collapse_whitespace(&summary);
        match is_full {
            true => cut_text(&summary, summary.len()),
            false => truncate_at_sentence(&summary, max_letters),
        }
    }

    fn entry_title(self, entry_index: EntryIndex) -> &'a str {
        entry_title(self.localized, self.strings, entry_index)
    }

    /// Returns a phrase as the page shows it.
    #[must_use]
    pub fn phrase_text(self, phrase: &Phrase) -> String {
        phrase.to_text(self.strings, |entry_index| {
            match self.localized.name_in_sentence(entry_index).0 {
                "" => self.entry_title(entry_index).to_owned(),
                name => name.to_owned(),
            }
        })
    }

    /// Returns the mark of a statement that is only intended, proposed or an interpretation.
    fn mark_text(self, statement: &Statement) -> String {
        let status = self.localized.site.display_status(statement);
        status.filter(|status| status.is_tentative()).map_or_else(String::new, |status| {
            format!(" ({})", status_label(self.strings, status).to_lowercase())
        })
    }

    /// Calls `each` with every piece of the text that the page shows: no addresses, no options of
    /// a view, and no heading that is the page's title.
    pub fn for_each_piece(self, text: TextRef<'_>, mut each: impl FnMut(TextPiece, &str)) {
        let links = &text.body.outline.links;
        let mut link_resolver = self.localized.site.link_resolver(text);
        let (mut n_links, mut piece) = (0, TextPiece::Words);
        // The depth of an open element whose content is not shown: a view, or a link without text.
        let (mut hidden_depth, mut depth) = (None, 0_usize);
        for (event, _) in markdown_events(text.body.text()) {
            match &event {
                MarkdownEvent::Open(element) => {
                    depth += 1;
                    match element {
                        MarkdownElement::Heading { .. } => piece = TextPiece::Heading,
                        MarkdownElement::Directive { .. } => {
                            hidden_depth = hidden_depth.or(Some(depth));
                        }
                        MarkdownElement::Link(parts) => {
                            if !parts.has_text && hidden_depth.is_none() {
                                hidden_depth = Some(depth);
                                let shown = links.get(n_links).map(|link| {
                                    self.target_text(link, link_resolver.resolve(link).target)
                                });
                                each(piece, &shown.unwrap_or_default());
                            }
                            n_links += 1;
                        }
                        _ => {}
                    }
                    if element.kind().is_block() {
                        each(TextPiece::Break, " ");
                    }
                }
                MarkdownEvent::Close(kind) => {
                    hidden_depth = hidden_depth.filter(|open| *open != depth);
                    depth = depth.saturating_sub(1);
                    if *kind == ElementKind::Heading {
                        piece = TextPiece::Words;
                    }
                }
                MarkdownEvent::Text(words)
                | MarkdownEvent::Literal(words)
                | MarkdownEvent::Code(words)
                | MarkdownEvent::Verbatim(words, VerbatimKind::Formula)
                    if hidden_depth.is_none() =>
                {
                    each(piece, words);
                }
                MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak => {
                    each(TextPiece::Break, " ");
                }
                _ => {}
            }
        }
    }
}

/// Collapses white space, and removes it before punctuation: a citation marker may have been there.
#[must_use]
pub fn collapse_whitespace(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() && !matches!(word, "." | "," | ";" | ":") {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Returns at most `max_letters` letters of a text, cut between two words.
#[must_use]
pub fn truncate_at_word(text: &str, max_letters: usize) -> String {
    match text.char_indices().nth(max_letters) {
        Some((limit, _)) => cut_at_word(text, limit),
        None => text.to_owned(),
    }
}

/// Returns at most `max_letters` letters of a text, cut at the end of a sentence, or else between
/// two words.
#[must_use]
pub fn truncate_at_sentence(text: &str, max_letters: usize) -> String {
    match text.char_indices().nth(max_letters) {
        Some((limit, _)) => cut_text(text, limit),
        None => text.to_owned(),
    }
}

/// Cuts a text within `max_bytes`, where it goes on: at the end of a sentence, or else between two
/// words.
fn cut_text(text: &str, max_bytes: usize) -> String {
    match sentence_ends(text, max_bytes).last() {
        Some(end) => text.get(..*end).unwrap_or(text).to_owned(),
        None => cut_at_word(text, max_bytes),
    }
}

/// Cuts a text within `max_bytes` between two words, with an ellipsis.
fn cut_at_word(text: &str, max_bytes: usize) -> String {
    let prefix = text.get(..max_bytes).unwrap_or(text);
    let last_space = prefix.rfind(char::is_whitespace).filter(|_| max_bytes < text.len());
    let whole_words = prefix.get(..last_space.unwrap_or(prefix.len())).unwrap_or(prefix);
    format!("{} …", whole_words.trim_end())
}

#[cfg(test)]
mod tests {
    use super::{PlainText, truncate_at_sentence, truncate_at_word};
    use crate::files::FileSet;
    use crate::site::settings::RunSettings;
    use crate::site::{LanguageIndex, LocalizedSite, SiteSnapshot};
    use crate::theme::{Theme, ThemeFiles};

    #[test]
    fn a_summary_shows_no_half_of_a_list_of_values() {
        let files = FileSet::from_texts(&[
            ("site.yaml", "title: Test\nlanguages: [en]\n"),
            ("_types/lease.yaml", "name: Lease\nfields:\n  fee: {kind: text}\n"),
            (
                "oak.md",
                "---\ntype: lease\nfee: [{value: ten, until: 2012}, {value: two, from: 2012}]\n---\n",
            ),
            ("index.md", "# Start\n\nThe fee is ![[oak#fee]] now.\n"),
        ]);
        let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
        let theme = Theme::load_theme(&ThemeFiles::default(), &[]).0;
        let localized = LocalizedSite::new(&site, LanguageIndex::default());
        let page = site.find_id("").unwrap();
        let version = site.entry_at(page).language_version(localized.language_tag).unwrap();
        let text = site.version_text(page, version);
        let summary = |max| PlainText::new(localized, theme.strings("en")).summary(text, max);
        assert_eq!(summary(200), "The fee is ten (until some time in 2012), two (from 2012) now.");
        assert_eq!(summary(40), "The fee is …");
    }

    #[test]
    fn a_text_is_cut_at_the_end_of_a_sentence() {
        let text = "Rådet leds av Dr. Ek. Det möts den 3 maj. Mer om mötena.";
        assert_eq!(truncate_at_sentence(text, 100), text);
        assert_eq!(truncate_at_sentence(text, 45), "Rådet leds av Dr. Ek. Det möts den 3 maj.");
        assert_eq!(truncate_at_sentence(text, 30), "Rådet leds av Dr. Ek.");
        assert_eq!(truncate_at_sentence(text, 20), "Rådet leds av Dr. …");
        assert_eq!(truncate_at_word(text, 30), "Rådet leds av Dr. Ek. Det …");
    }
}
