//! Footnotes: numbered in the order of their first reference, listed at the end.
//!
//! A definition that nothing refers to, and a second one of the same label, are listed last: what
//! was written is shown.

use super::escape::push_attribute;
use super::html_writer::{CloseTag, HtmlWriter};
use crate::parse::markdown::{MarkdownElement, MarkdownEvent};
use std::collections::HashMap;
use std::ops::Range;

/// Begins the id of a footnote. No heading's anchor holds a full stop unless `{#id}` says so.
pub(super) const NOTE: &str = "fn.";
/// Begins the id of a reference to a footnote.
pub(super) const REFERENCE: &str = "fnref.";

/// The footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct FootnoteList {
    by_label: HashMap<String, usize>,
    notes: Vec<Footnote>,
    /// How many have a number.
    n_numbered: usize,
    /// Second definitions of a label.
    surplus: Vec<String>,
}

#[derive(Debug, Default)]
struct Footnote {
    number: Option<usize>,
    n_references: usize,
    html: Option<String>,
}

impl FootnoteList {
    /// Finds which footnotes are defined.
    pub(super) fn collect_footnotes(events: &[(MarkdownEvent<'_>, Range<usize>)]) -> Self {
        let mut found = Self::default();
        for (event, _) in events {
            if let MarkdownEvent::Open(MarkdownElement::Footnote(label)) = event {
                let next = found.notes.len();
                if *found.by_label.entry(label.to_lowercase()).or_insert(next) == next {
                    found.notes.push(Footnote::default());
                }
            }
        }
        found
    }
}

impl HtmlWriter<'_> {
    pub(super) fn footnote_reference(&mut self, label: &str) {
        if self.n_open_pictures > 0 || self.n_muted > 0 {
            return;
        }
        let found = self.notes.by_label.get(&label.to_lowercase());
        let Some(note) = found.and_then(|offset| self.notes.notes.get_mut(*offset)) else {
            self.push_verbatim_text("[^");
            self.push_verbatim_text(label);
            return self.push_verbatim_text("]");
        };
        let number = *note.number.get_or_insert_with(|| {
            self.notes.n_numbered += 1;
            self.notes.n_numbered
        });
        self.typography.last = 'x';
        self.html.push_str("<sup>");
        if self.n_open_links > 0 {
            self.html.push_str(&number.to_string());
        } else {
            note.n_references += 1;
            let count = note.n_references;
            self.html.push_str("<a role=\"doc-noteref\"");
            let prefix = self.options.id_prefix;
            push_attribute(&mut self.html, "id", &footnote_reference_id(prefix, number, count));
            push_attribute(&mut self.html, "href", &format!("#{prefix}{NOTE}{number}"));
            self.html.push_str(&format!(">{number}</a>"));
        }
        self.html.push_str("</sup>");
    }

    pub(super) fn open_footnote(&mut self, label: &str) {
        let found = self.notes.by_label.get(&label.to_lowercase()).copied();
        let is_first =
            |offset: &usize| self.notes.notes.get(*offset).is_some_and(|note| note.html.is_none());
        let first = found.filter(is_first);
        // Taken at once, so that a definition inside this one is a second one.
        if let Some(note) = first.and_then(|offset| self.notes.notes.get_mut(offset)) {
            note.html = Some(String::new());
        }
        self.begin_capture();
        self.ends.push(CloseTag::Footnote(first));
    }

    pub(super) fn end_footnote(&mut self, number: Option<usize>) {
        let html = self.end_capture();
        match number.and_then(|offset| self.notes.notes.get_mut(offset)) {
            Some(note) => note.html = Some(html),
            None => self.notes.surplus.push(html),
        }
    }

    /// Writes the list of footnotes, if there are any.
    pub(super) fn write_footnotes(&mut self) {
        let mut notes = std::mem::take(&mut self.notes);
        if notes.notes.is_empty() {
            return;
        }
        self.html.push_str("<section class=\"footnotes\" role=\"doc-endnotes\"");
        push_attribute(&mut self.html, "aria-label", &self.options.strings.footnotes);
        self.html.push_str(">\n<ol>\n");
        notes.notes.sort_by_key(|note| note.number.unwrap_or(usize::MAX));
        for note in &notes.notes {
            self.write_footnote(note);
        }
        for html in notes.surplus {
            self.html.push_str(&format!("<li>{html}</li>\n"));
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    fn write_footnote(&mut self, note: &Footnote) {
        let body = note.html.as_deref().unwrap_or_default().trim_end();
        self.html.push_str("<li");
        let Some(number) = note.number.filter(|_| note.n_references > 0) else {
            return self.html.push_str(&format!(">{body}</li>\n"));
        };
        let prefix = self.options.id_prefix;
        push_attribute(&mut self.html, "id", &format!("{prefix}{NOTE}{number}"));
        self.html.push('>');
        let inside = body.strip_suffix("</p>");
        self.html.push_str(inside.unwrap_or(body));
        for count in 1..=note.n_references {
            self.html.push_str(" <a role=\"doc-backlink\"");
            push_attribute(
                &mut self.html,
                "href",
                &format!("#{}", footnote_reference_id(prefix, number, count)),
            );
            let word = &self.options.strings.back_to_text;
            let label = if count == 1 {
                format!("{word} {number}")
            } else {
                format!("{word} {number}.{count}")
            };
            push_attribute(&mut self.html, "aria-label", &label);
            self.html.push_str(">↩\u{fe0e}</a>");
        }
        self.html.push_str(if inside.is_some() { "</p></li>\n" } else { "</li>\n" });
    }
}

fn footnote_reference_id(prefix: &str, number: usize, count: usize) -> String {
    if count == 1 {
        format!("{prefix}{REFERENCE}{number}")
    } else {
        format!("{prefix}{REFERENCE}{number}.{count}")
    }
}
