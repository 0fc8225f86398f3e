//! Footnotes: numbered in the order of their first reference and listed at the end.
//!
//! Definitions without a reference, and repeated definitions of a label, are not shown; the outline
//! reports them.

use super::escape::push_attribute;
use super::html_writer::{CloseTag, HtmlWriter};
use crate::parse::markdown::{FootnoteUsage, MarkdownElement, MarkdownEvent};
use std::collections::HashMap;
use std::ops::Range;

/// Prefix of a footnote's id. A heading's anchor contains a full stop only if `{#id}` sets it.
pub(super) const FOOTNOTE_ID: &str = "fn.";
/// Prefix of the id of a reference to a footnote.
pub(super) const REFERENCE_ID: &str = "fnref.";

/// The footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct FootnoteList {
    by_label: HashMap<String, usize>,
    items: Vec<Footnote>,
    /// How many have a number so far.
    n_numbered: usize,
}

#[derive(Debug, Default)]
struct Footnote {
    /// `None` until the first reference.
    number: Option<usize>,
    n_references: usize,
    /// `None` until the definition was written.
    html: Option<String>,
}

impl FootnoteList {
    /// Collects the footnotes that a text defines.
    pub(super) fn collect_footnotes(events: &[(MarkdownEvent<'_>, Range<usize>)]) -> Self {
        let mut list = Self::default();
        let has_footnotes = events
            .iter()
            .any(|(event, _)| matches!(event, MarkdownEvent::Open(MarkdownElement::Footnote(_))));
        if !has_footnotes {
            return list;
        }
        let shown = FootnoteUsage::new(events).shown_labels();
        for (event, _) in events {
            if let MarkdownEvent::Open(MarkdownElement::Footnote(label)) = event {
                let label = label.to_lowercase();
                let next_index = list.items.len();
                if shown.contains(&label)
                    && *list.by_label.entry(label).or_insert(next_index) == next_index
                {
                    list.items.push(Footnote::default());
                }
            }
        }
        list
    }
}

impl HtmlWriter<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.n_open_images > 0 || self.n_suppressed > 0 {
            return;
        }
        let footnote_index = self.footnotes.by_label.get(&label.to_lowercase()).copied();
        let footnote = footnote_index.and_then(|index| self.footnotes.items.get_mut(index));
        let Some(footnote) = footnote else {
            self.push_verbatim_text("[^");
            self.push_verbatim_text(label);
            return self.push_verbatim_text("]");
        };
        let number = *footnote.number.get_or_insert_with(|| {
            self.footnotes.n_numbered += 1;
            self.footnotes.n_numbered
        });
        self.typography.last = 'x';
        self.html.push_str("<sup>");
        if self.n_open_links > 0 {
            self.html.push_str(&number.to_string());
        } else {
            footnote.n_references += 1;
            let count = footnote.n_references;
            self.html.push_str("<a role=\"doc-noteref\"");
            let prefix = self.options.id_prefix;
            push_attribute(&mut self.html, "id", &footnote_reference_id(prefix, number, count));
            push_attribute(&mut self.html, "href", &format!("#{prefix}{FOOTNOTE_ID}{number}"));
            self.html.push_str(&format!(">{number}</a>"));
        }
        self.html.push_str("</sup>");
    }

    pub(super) fn open_footnote(&mut self, label: &str) {
        let is_unwritten = |index: &usize| {
            self.footnotes.items.get(*index).is_some_and(|footnote| footnote.html.is_none())
        };
        let footnote_index =
            self.footnotes.by_label.get(&label.to_lowercase()).copied().filter(is_unwritten);
        // Set now, so that a definition nested inside this one counts as repeated.
        if let Some(footnote) = footnote_index.and_then(|index| self.footnotes.items.get_mut(index))
        {
            footnote.html = Some(String::new());
        }
        // A note that is not shown does not number the notes that it refers to.
        self.n_suppressed += usize::from(footnote_index.is_none());
        self.begin_capture();
        self.close_tags.push(CloseTag::Footnote(footnote_index));
    }

    pub(super) fn end_footnote(&mut self, footnote_index: Option<usize>) {
        let html = self.end_capture();
        self.n_suppressed -= usize::from(footnote_index.is_none());
        if let Some(footnote) = footnote_index.and_then(|index| self.footnotes.items.get_mut(index))
        {
            footnote.html = Some(html);
        }
    }

    /// Writes the list of footnotes, if there are any.
    pub(super) fn write_footnotes(&mut self) {
        let mut footnotes = std::mem::take(&mut self.footnotes);
        if footnotes.items.is_empty() {
            return;
        }
        self.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        push_attribute(&mut self.html, "aria-label", &self.options.strings.footnotes);
        self.html.push_str(">\n<ol>\n");
        footnotes.items.sort_by_key(|footnote| footnote.number.unwrap_or(usize::MAX));
        for footnote in &footnotes.items {
            self.write_footnote(footnote);
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, footnote: &Footnote) {
        let body = footnote.html.as_deref().unwrap_or_default().trim_end();
        self.html.push_str("<li");
        let Some(number) = footnote.number.filter(|_| footnote.n_references > 0) else {
            return self.html.push_str(&format!(">{body}</li>\n"));
        };
        let prefix = self.options.id_prefix;
        push_attribute(&mut self.html, "id", &format!("{prefix}{FOOTNOTE_ID}{number}"));
        self.html.push('>');
        let open_paragraph = body.strip_suffix("</p>");
        self.html.push_str(open_paragraph.unwrap_or(body));
        for count in 1..=footnote.n_references {
            self.html.push_str(" <a role=\"doc-backlink\"");
            push_attribute(
                &mut self.html,
                "href",
                &format!("#{}", footnote_reference_id(prefix, number, count)),
            );
            let link_text = &self.options.strings.back_to_text;
            let label = if count == 1 {
                format!("{link_text} {number}")
            } else {
                format!("{link_text} {number}.{count}")
            };
            push_attribute(&mut self.html, "aria-label", &label);
            self.html.push_str(">↩\u{fe0e}</a>");
        }
        self.html.push_str(if open_paragraph.is_some() { "</p></li>\n" } else { "</li>\n" });
    }
}

fn footnote_reference_id(prefix: &str, number: usize, count: usize) -> String {
    if count == 1 {
        format!("{prefix}{REFERENCE_ID}{number}")
    } else {
        format!("{prefix}{REFERENCE_ID}{number}.{count}")
    }
}
