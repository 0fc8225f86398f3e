//! Finds anchors at the ends of paragraphs that no link leads to: `{#name}` and `^name` are rather
//! text there.

use crate::diagnostic::rules::ForeignSyntaxKind;
use crate::parse::{ForeignUse, MarkdownBody};
use crate::site::{Site, entry_citations};
use percent_encoding::percent_decode_str;
use std::collections::HashSet;

/// The fragments of all links of a site.
pub(super) struct LinkedFragments(HashSet<String>);

impl LinkedFragments {
    /// Collects them. Nothing is collected for a site without such anchors.
    pub(super) fn new(site: &Site) -> Self {
        let bodies = || site.entries.iter().flat_map(|entry| entry_citations::entry_bodies(entry));
        if !bodies().any(|body| anchors(body).next().is_some()) {
            return Self(HashSet::new());
        }
        let links =
            bodies().flat_map(|body| body.outline.links.iter().chain(&body.outline.html_links));
        let in_links = links.filter_map(|link| link.destination.split_once('#'));
        let in_links = in_links.map(|(_, fragment)| fold_fragment(fragment));
        let answers = site.asked.iter().flat_map(|question| question.answers.iter().flatten());
        let asked = answers.filter_map(|answer| answer.anchor.as_deref()).map(fold_fragment);
        Self(in_links.chain(asked).collect())
    }

    /// Returns the anchors of a text that no link leads to, by their ranges in the file.
    pub(super) fn unused_anchors(&self, body: &MarkdownBody) -> Vec<ForeignUse> {
        let unused = anchors(body).filter(|(name, _)| !self.0.contains(&fold_fragment(name)));
        unused.map(|(_, anchor)| anchor).collect()
    }
}

/// Returns the names of the anchors at the ends of paragraphs, with their places in the file.
fn anchors(body: &MarkdownBody) -> impl Iterator<Item = (&str, ForeignUse)> {
    let in_braces = body.foreign_uses.iter().filter_map(|it| {
        let written = body.source().text.get(it.range.clone())?;
        let name = written.strip_prefix("{#")?.strip_suffix('}')?.trim_end();
        (it.kind == ForeignSyntaxKind::UnusedAnchor).then(|| (name, it.clone()))
    });
    let blocks = body.outline.anchors.iter().filter_map(|anchor| {
        let range = body.span(&anchor.range).range();
        let written = body.source().text.get(range.clone())?;
        let kind = ForeignSyntaxKind::UnusedBlockId;
        (anchor.name == written && written.starts_with('^'))
            .then(|| (&*anchor.name, ForeignUse { kind, range }))
    });
    in_braces.chain(blocks)
}

fn fold_fragment(fragment: &str) -> String {
    percent_decode_str(fragment).decode_utf8_lossy().to_lowercase()
}
