//! Writes inline content other than links.

use super::escape::{push_attribute, push_escaped};
use super::footnote::{FOOTNOTE_ID, REFERENCE_ID};
use super::html_writer::HtmlWriter;
use super::options::{AnchorPolicy, RawHtmlPolicy, ResolvedTarget};
use crate::parse::markdown::{RawHtmlKind, VerbatimKind, link_attributes, tag_id};
use std::ops::Range;

/// The start of an element with adjacent citation markers.
pub(in crate::render) const MARKERS_START: &str = r#"<sup class="cites">"#;
/// The end of that element.
pub(in crate::render) const MARKERS_END: &str = "</sup>";
/// How the last marker and its element end.
const MARKER_GROUP_END: &str = "</a></sup>";

impl<'a> HtmlWriter<'a> {
    pub(super) fn write_code_span(&mut self, code: &str) {
        if self.n_open_images > 0 {
            self.html.push_str(code);
            return;
        }
        self.html.push_str("<code>");
        push_escaped(&mut self.html, code);
        self.html.push_str("</code>");
        self.typography.last = 'x';
    }

    /// Writes text letter for letter: a formula as code, other syntax as text.
    pub(super) fn write_verbatim(&mut self, text: &str, kind: VerbatimKind) {
        match kind {
            VerbatimKind::Formula => self.write_code_span(text),
            VerbatimKind::Syntax => self.push_verbatim_text(text),
        }
    }

    pub(super) fn write_raw_html(&mut self, html: &'a str, kind: RawHtmlKind) {
        match kind {
            RawHtmlKind::OpenComment => return,
            RawHtmlKind::BlockTag => self.finish_label(),
            RawHtmlKind::Tag | RawHtmlKind::Text => {}
        }
        let is_tag = matches!(kind, RawHtmlKind::BlockTag | RawHtmlKind::Tag);
        if self.n_open_images > 0 {
            return self.html.push_str(html);
        }
        if self.options.raw_html == RawHtmlPolicy::Allow {
            return self.write_allowed_html(html);
        }
        if let Some(id) = tag_id(html).filter(|_| is_tag) {
            self.write_anchor(id);
        }
        if kind == RawHtmlKind::BlockTag {
            self.html.push_str("<p>");
            push_escaped(&mut self.html, html);
            self.html.push_str("</p>\n");
        } else {
            push_escaped(&mut self.html, html);
        }
        self.typography.last = 'x';
    }

    /// Writes HTML as it is, except that its addresses lead where they would in Markdown.
    fn write_allowed_html(&mut self, html: &'a str) {
        if let Some(id) = tag_id(html) {
            self.ids.insert(id);
        }
        let mut done = 0;
        for address in link_attributes(html) {
            let target = self.options.html_links.get(self.counts.html_links);
            self.counts.html_links += 1;
            let Some(
                ResolvedTarget::Page { href, .. }
                | ResolvedTarget::File { href, .. }
                | ResolvedTarget::Image { src: href, .. },
            ) = target
            else {
                continue;
            };
            self.html.push_str(html.get(done..address.start).unwrap_or_default());
            push_escaped(&mut self.html, href);
            done = address.end;
        }
        self.html.push_str(html.get(done..).unwrap_or_default());
        self.typography.last = 'x';
    }

    pub(super) fn write_citation(&mut self, range: &Range<usize>) {
        let marker_html =
            self.options.citations.get(self.counts.citations).and_then(Option::as_ref);
        self.counts.citations += 1;
        if self.n_open_images > 0 {
            return;
        }
        match marker_html {
            Some(html) if self.n_open_links == 0 => {
                // A marker follows its text directly: a line break must not separate them.
                let text_end = self.html.trim_end_matches([' ', '\n']).len();
                self.html.truncate(text_end);
                self.push_markers(html);
            }
            // HTML does not allow a link inside a link; the outer link wins.
            Some(_) => {}
            None => {
                let source = self.text.get(range.clone()).unwrap_or_default();
                for (line_index, line) in source.lines().enumerate() {
                    if line_index == 0 {
                        push_escaped(&mut self.html, line);
                        continue;
                    }
                    // Continuation lines carry the markup of the block around them.
                    self.html.push('\n');
                    push_escaped(&mut self.html, line.trim_start_matches([' ', '\t', '>']));
                }
            }
        }
        self.typography.last = 'x';
    }

    /// Appends citation markers. Those that follow others directly become part of the same element,
    /// which keeps their targets apart.
    fn push_markers(&mut self, html: &str) {
        let adjacent = html.strip_prefix(MARKERS_START);
        match (self.html.ends_with(MARKER_GROUP_END), adjacent) {
            (true, Some(markers)) => {
                self.html.truncate(self.html.len() - MARKERS_END.len());
                self.html.push_str(markers);
            }
            _ => self.html.push_str(html),
        }
    }

    pub(super) fn write_anchor(&mut self, name: &'a str) {
        if self.n_open_images == 0 && self.n_suppressed == 0 && self.reserve_id(name) {
            self.html.push_str("<span");
            push_attribute(&mut self.html, "id", name);
            self.html.push_str("></span>");
        }
    }

    /// Takes an id for this body. Returns false if anchors are omitted or the id is taken.
    pub(super) fn reserve_id(&mut self, name: &'a str) -> bool {
        let is_footnote = name
            .strip_prefix(self.options.id_prefix)
            .is_some_and(|rest| rest.starts_with(FOOTNOTE_ID) || rest.starts_with(REFERENCE_ID));
        self.options.anchors == AnchorPolicy::Write && !is_footnote && self.ids.insert(name)
    }

    pub(super) fn write_line_break(&mut self, html: &str) {
        self.html.push_str(if self.n_open_images > 0 { " " } else { html });
        self.typography.last = '\n';
    }

    pub(super) fn write_task_checkbox(&mut self, checked: &str) {
        self.html.push_str("<label><input type=\"checkbox\" disabled");
        self.html.push_str(checked);
        self.html.push_str("> ");
        self.is_label_open = true;
    }
}
