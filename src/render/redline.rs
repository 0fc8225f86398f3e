//! What differs between two texts, as one flow with marks for what is old and what is new.

use super::document_versions::document_date;
use super::page_collector::PageCollector;
use super::page_context::PageContext;
use crate::site::EntryIndex;
use crate::site::source_text::{
    AlignmentStep, RunSide, SourceParagraph, SourceText, TextAlignment, TextUnit, UnitKind,
    WordRun, text_units, word_runs,
};
use crate::theme::model::{LinkModel, RedlineModel, RedlineRun, RedlineUnit};
use std::borrow::Cow;
use std::sync::Arc;

/// Returns what differs between the texts of two documents.
pub(super) fn redline_model(
    ctx: &PageContext<'_>,
    collector: &mut PageCollector,
    older: EntryIndex,
    newer: EntryIndex,
) -> RedlineModel {
    collector.n_redlines += 1;
    collector.needs_page_styles = true;
    let name = format!("pakt-redline-{}", collector.n_redlines);
    let text_of = |document: EntryIndex| {
        let text = ctx.site.source_texts.get(&ctx.site.entry_at(document).id);
        text.map(Arc::clone).unwrap_or_default()
    };
    let (older_text, newer_text) = (text_of(older), text_of(newer));
    let alignment = match ctx.site.version_pair(older, newer) {
        Some(pair) => Cow::Borrowed(&pair.alignment),
        None => Cow::Owned(TextAlignment::new(&older_text, &newer_text)),
    };
    let writer = RedlineWriter {
        ctx,
        name: &name,
        older: ComparedText::new(ctx, older, &older_text),
        newer: ComparedText::new(ctx, newer, &newer_text),
    };
    let units: Vec<RedlineUnit> =
        alignment.steps.iter().filter_map(|step| writer.unit(*step)).collect();
    let tag = ctx.site.entry_at(newer).meta.language.as_ref();
    let tag = tag.unwrap_or(ctx.site.default_language());
    let is_foreign = tag != ctx.localized.language_tag;
    RedlineModel {
        older: document_link(ctx, older),
        older_date: document_date(ctx, older),
        newer: document_link(ctx, newer),
        newer_date: document_date(ctx, newer),
        language: is_foreign.then(|| tag.0.to_string()),
        page_language: is_foreign.then(|| ctx.localized.language_tag.0.to_string()),
        summary: summary(ctx, &units),
        marks: marks_sentence(ctx, &units, [older, newer]),
        own_page: None,
        name,
        units,
    }
}

/// Adds the link to the page of the same comparison, if there is one.
pub(super) fn with_own_page(
    ctx: &PageContext<'_>,
    model: RedlineModel,
    older: EntryIndex,
    newer: EntryIndex,
) -> RedlineModel {
    let own_page = ctx.site.version_pair(older, newer).map(|_| LinkModel {
        title: ctx.strings().get_str("redline-own-page").to_owned(),
        href: ctx.href(&ctx.redline_address(older, newer)),
        language: None,
    });
    RedlineModel { own_page, ..model }
}

/// Returns the words of a link to what has changed since a version.
pub(super) fn changes_since(ctx: &PageContext<'_>, older: EntryIndex) -> String {
    let (name, _) = ctx.localized.document_name(older);
    ctx.strings().format("redline-since", &[("older", name)])
}

fn document_link(ctx: &PageContext<'_>, document: EntryIndex) -> LinkModel {
    let (name, language) = ctx.localized.document_name(document);
    let language = language.map(|tag| tag.0.to_string());
    LinkModel { title: name.to_owned(), language, ..ctx.entry_link(document) }
}

/// Returns how many paragraphs differ, and how.
fn summary(ctx: &PageContext<'_>, units: &[RedlineUnit]) -> String {
    let strings = ctx.strings();
    let count = |kind: &str, change: &str| {
        units.iter().filter(|unit| unit.kind == kind && unit.change == change).count()
    };
    let phrase = |(key, n_units): (&str, usize)| {
        (n_units > 0).then(|| strings.format(key, &[("count", &n_units.to_string())]))
    };
    let counts = [
        ("redline-n-changed", count("paragraph", "changed")),
        ("redline-n-added", count("paragraph", "added")),
        ("redline-n-removed", count("paragraph", "removed")),
        ("redline-n-moved", count("paragraph", "moved-to")),
    ];
    let n_differing: usize = counts.iter().map(|(_, n_units)| n_units).sum();
    let n_headings = ["changed", "added", "removed"].map(|change| count("heading", change));
    let list: Vec<String> = counts.into_iter().filter_map(phrase).collect();
    let differing = (n_differing > 0).then(|| {
        let values = [("count", &*n_differing.to_string()), ("list", &list.join(", "))];
        strings.format("redline-differ", &values)
    });
    let headings = phrase(("redline-n-headings", n_headings.iter().sum()));
    let renumbered = phrase(("redline-n-renumbered", count("paragraph", "renumbered")));
    let kept = phrase(("redline-n-kept", count("paragraph", "kept")));
    let same = (differing.is_none() && headings.is_none())
        .then(|| strings.get_str("redline-same").to_owned());
    let kept = kept.filter(|_| same.is_none());
    let sentences = [differing, headings, same, renumbered, kept];
    sentences.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// One of two texts that are compared.
struct ComparedText<'a> {
    units: Vec<TextUnit>,
    text: &'a SourceText,
    /// The address of the document's page.
    href: String,
}

impl<'a> ComparedText<'a> {
    fn new(ctx: &PageContext<'_>, document: EntryIndex, text: &'a SourceText) -> Self {
        Self { units: text_units(text), text, href: ctx.entry_link(document).href }
    }

    fn paragraph(&self, unit_index: usize) -> Option<&'a SourceParagraph> {
        let unit = self.units.get(unit_index)?;
        self.text.paragraphs.get(unit.kind.paragraph_index()?)
    }

    /// Returns the mark of a unit with a link to it. `None` means that it has none of its own.
    fn mark(&self, unit_index: usize) -> Option<LinkModel> {
        let paragraph = self.paragraph(unit_index).filter(|it| !it.anchor.is_empty())?;
        let href = format!("{}#{}", self.href, paragraph.anchor);
        Some(LinkModel { title: paragraph.locator.clone(), href, language: None })
    }
}

/// Makes the units of a flow.
struct RedlineWriter<'a> {
    ctx: &'a PageContext<'a>,
    /// The name of the comparison, which ids begin with.
    name: &'a str,
    older: ComparedText<'a>,
    newer: ComparedText<'a>,
}

impl RedlineWriter<'_> {
    fn unit(&self, step: AlignmentStep) -> Option<RedlineUnit> {
        match step {
            AlignmentStep::Both { older, newer } => self.unit_of_both(older, newer),
            AlignmentStep::Removed { older } => self.removed(older, "removed"),
            AlignmentStep::Added { newer } => self.added(newer, "added"),
            AlignmentStep::MovedFrom { older, newer } => {
                let unit = self.removed(older, "moved-from")?;
                let mark = self.newer.mark(newer);
                Some(self.moved(unit, mark, [format!("from-{older}"), format!("to-{newer}")]))
            }
            AlignmentStep::MovedTo { older, newer } => {
                let unit = self.added(newer, "moved-to")?;
                let mark = self.older.mark(older);
                Some(self.moved(unit, mark, [format!("to-{newer}"), format!("from-{older}")]))
            }
        }
    }

    fn unit_of_both(&self, older: usize, newer: usize) -> Option<RedlineUnit> {
        let (of_older, of_newer) = (self.older.units.get(older)?, self.newer.units.get(newer)?);
        let runs = word_runs(&of_older.words, &of_newer.words);
        let is_kept = runs.iter().all(|run| run.side == RunSide::Both);
        let (older_mark, newer_mark) = (self.older.mark(older), self.newer.mark(newer));
        let title = |mark: &Option<LinkModel>| mark.as_ref().map(|link| link.title.clone());
        let has_same_mark = title(&older_mark) == title(&newer_mark);
        let change = match (is_kept, has_same_mark) {
            (true, true) => "kept",
            (true, false) => "renumbered",
            (false, _) => "changed",
        };
        let moved = title(&older_mark).or(title(&newer_mark)).filter(|_| !has_same_mark);
        let older_mark = older_mark.filter(|_| !has_same_mark);
        Some(RedlineUnit { older_mark, newer_mark, moved, ..self.new_unit(of_newer, change, runs) })
    }

    fn removed(&self, older: usize, change: &str) -> Option<RedlineUnit> {
        let unit = self.older.units.get(older)?;
        let runs = word_runs(&unit.words, "");
        Some(RedlineUnit {
            older_mark: self.older.mark(older),
            ..self.new_unit(unit, change, runs)
        })
    }

    fn added(&self, newer: usize, change: &str) -> Option<RedlineUnit> {
        let unit = self.newer.units.get(newer)?;
        let runs = word_runs("", &unit.words);
        Some(RedlineUnit {
            newer_mark: self.newer.mark(newer),
            ..self.new_unit(unit, change, runs)
        })
    }

    /// Returns a unit with the link to its other place, by the ends of both ids.
    fn moved(
        &self,
        unit: RedlineUnit,
        other_mark: Option<LinkModel>,
        [own_id, other_id]: [String; 2],
    ) -> RedlineUnit {
        let fallback = || self.ctx.strings().get_str("redline-other-place").to_owned();
        let title = other_mark.map_or_else(fallback, |mark| mark.title);
        let href = format!("#{}-{other_id}", self.name);
        RedlineUnit {
            id: Some(format!("{}-{own_id}", self.name)),
            moved: Some(title.clone()),
            other_place: Some(LinkModel { title, href, language: None }),
            ..unit
        }
    }

    fn new_unit(&self, unit: &TextUnit, change: &str, runs: Vec<WordRun>) -> RedlineUnit {
        let kind = match unit.kind {
            UnitKind::Heading => "heading",
            UnitKind::Preamble | UnitKind::Paragraph(_) => "paragraph",
        };
        let label = (change != "kept").then(|| format!("redline-{change}"));
        RedlineUnit {
            id: None,
            kind: kind.to_owned(),
            change: change.to_owned(),
            label: label.map(|key| self.ctx.strings().get_str(&key).to_owned()),
            older_mark: None,
            newer_mark: None,
            moved: None,
            other_place: None,
            runs: runs.into_iter().map(run_model).collect(),
        }
    }
}

/// Returns a run whose mark begins and ends at words.
pub(super) fn run_model(run: WordRun) -> RedlineRun {
    let mut text = run.text;
    let space = text.split_off(text.trim_end().len());
    RedlineRun { side: run.side.as_str().to_owned(), text, space }
}

/// Returns how the words of one text only are marked. `None` means that all words are in both.
fn marks_sentence(
    ctx: &PageContext<'_>,
    units: &[RedlineUnit],
    documents: [EntryIndex; 2],
) -> Option<String> {
    let both = RunSide::Both.as_str();
    units.iter().flat_map(|unit| &unit.runs).find(|run| run.side != both)?;
    let [older, newer] = documents.map(|document| {
        let name = ctx.localized.document_name(document).0;
        match document_date(ctx, document) {
            Some(date) => format!("{name} ({})", date.words),
            None => name.to_owned(),
        }
    });
    Some(ctx.strings().format("redline-marks", &[("older", &older), ("newer", &newer)]))
}
