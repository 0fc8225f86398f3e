//! Blocks: paragraphs, headings, lists, callouts, code.

use super::escape::{push_attribute, push_escaped};
use super::html_writer::{CloseTag, HtmlWriter};
use super::options::RawHtmlPolicy;
use crate::parse::LinkForm;
use crate::parse::markdown::{ElementKind, FoldState, MarkdownElement, MarkdownEvent};
use std::borrow::Cow;

/// The lowest level of a heading.
const MAX_LEVEL: u8 = 6;
/// A list of as many links is set in columns.
const MIN_COLUMN_ITEMS: usize = 8;

impl<'a> HtmlWriter<'a> {
    /// An element begins.
    pub(super) fn open_block(&mut self, element: &'a MarkdownElement<'a>) {
        if let MarkdownElement::Link(parts) = element {
            return self.open_link(parts);
        }
        if self.n_open_pictures > 0 {
            return self.ends.push(CloseTag::Html(""));
        }
        if element.kind().is_block() {
            self.finish_label();
            self.typography.last = ' ';
        }
        let (begin, end) = match element {
            MarkdownElement::Paragraph => return self.open_paragraph(),
            MarkdownElement::Heading { level, .. } => return self.open_heading(*level),
            MarkdownElement::Callout { kind, fold } => return self.open_callout(kind, *fold),
            MarkdownElement::CalloutTitle => return self.open_callout_title(),
            MarkdownElement::Details { has_summary: false } => return self.open_details(),
            MarkdownElement::Details { has_summary: true } => ("<details>\n", "</details>\n"),
            MarkdownElement::List(first) => return self.open_list(*first),
            MarkdownElement::Item => return self.open_item(),
            MarkdownElement::Table(alignments) => return self.open_table(alignments),
            MarkdownElement::TableHead => return self.open_table_head(),
            MarkdownElement::TableRow => return self.open_table_row(),
            MarkdownElement::TableCell { span } => return self.open_table_cell(*span),
            MarkdownElement::Footnote(label) => return self.open_footnote(label),
            MarkdownElement::CodeBlock { language } => return self.write_code_block(language),
            MarkdownElement::Directive { .. } => return self.write_directive(),
            MarkdownElement::RawBlock if self.options.raw_html == RawHtmlPolicy::Allow => {
                ("", "\n")
            }
            MarkdownElement::RawBlock => ("<p>", "</p>\n"),
            MarkdownElement::Quote => ("<blockquote>\n", "</blockquote>\n"),
            MarkdownElement::Summary => ("<summary>", "</summary>\n"),
            MarkdownElement::DefinitionList => ("<dl>\n", "</dl>\n"),
            MarkdownElement::DefinitionTitle => ("<dt>", "</dt>\n"),
            MarkdownElement::Definition => ("<dd>", "</dd>\n"),
            MarkdownElement::Emphasis => ("<em>", "</em>"),
            MarkdownElement::Strong => ("<strong>", "</strong>"),
            MarkdownElement::Strikethrough => ("<del>", "</del>"),
            MarkdownElement::Mark => ("<mark>", "</mark>"),
            MarkdownElement::Sub => ("<sub>", "</sub>"),
            MarkdownElement::Sup => ("<sup>", "</sup>"),
            MarkdownElement::Kbd => ("<kbd>", "</kbd>"),
            MarkdownElement::Link(_) => ("", ""),
        };
        self.html.push_str(begin);
        self.ends.push(CloseTag::Html(end));
    }

    /// A paragraph; one that holds a picture with a caption, or an embed of blocks, is none.
    fn open_paragraph(&mut self) {
        let (begin, end) = match self.sole_link_of_block() {
            Some(true) => {
                self.is_sole_block = true;
                ("", "")
            }
            Some(false) => ("<figure>", "</figure>\n"),
            None => ("<p>", "</p>\n"),
        };
        self.html.push_str(begin);
        self.ends.push(CloseTag::Html(end));
    }

    fn open_heading(&mut self, level: u8) {
        let number = self.counts.headings;
        self.counts.headings += 1;
        if self.options.skip_heading == Some(number) {
            self.n_muted += 1;
            self.begin_capture();
            return self.ends.push(CloseTag::Suppressed(""));
        }
        let level = level.saturating_add(self.options.heading_shift).clamp(1, MAX_LEVEL);
        let (tag, end) = match level {
            1 => ("<h1", "</h1>\n"),
            2 => ("<h2", "</h2>\n"),
            3 => ("<h3", "</h3>\n"),
            4 => ("<h4", "</h4>\n"),
            5 => ("<h5", "</h5>\n"),
            _ => ("<h6", "</h6>\n"),
        };
        self.html.push_str(tag);
        let outline = self.outline;
        if let Some(heading) = outline.headings.get(number)
            && self.reserve_id(&heading.anchor)
        {
            push_attribute(&mut self.html, "id", &heading.anchor);
        }
        self.html.push('>');
        self.ends.push(CloseTag::Html(end));
    }

    fn open_callout(&mut self, kind: &str, fold: FoldState) {
        self.fold = fold;
        let (begin, end) = match fold {
            FoldState::None => ("<aside class=\"callout\"", "</aside>\n"),
            FoldState::Closed | FoldState::Open => ("<details class=\"callout\"", "</details>\n"),
        };
        self.html.push_str(begin);
        push_attribute(&mut self.html, "data-kind", &kind.to_lowercase());
        self.html.push_str(match fold {
            // A note is no landmark, which a bare `<aside>` can be.
            FoldState::None => " role=\"note\">\n",
            FoldState::Closed => ">\n",
            FoldState::Open => " open>\n",
        });
        self.ends.push(CloseTag::Html(end));
    }

    fn open_callout_title(&mut self) {
        let (begin, end) = match self.fold {
            FoldState::None => ("<p class=\"callout-title\">", "</p>\n"),
            FoldState::Closed | FoldState::Open => ("<summary>", "</summary>\n"),
        };
        self.html.push_str(begin);
        self.ends.push(CloseTag::Html(end));
        let callout = self.event_index.checked_sub(1).and_then(|offset| self.events.get(offset));
        if let (
            Some(MarkdownEvent::Close(ElementKind::CalloutTitle)),
            Some((MarkdownEvent::Open(element), _)),
        ) = (self.next(), callout)
            && let MarkdownElement::Callout { kind, .. } = element
        {
            self.push_callout_label(kind);
        }
    }

    fn push_callout_label(&mut self, kind: &str) {
        let words = &self.options.strings.callouts;
        let lower = kind.to_lowercase();
        if let Some((_, word)) = words.iter().find(|(known, _)| *known == lower) {
            return push_escaped(&mut self.html, word);
        }
        let mut letters = lower.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        push_escaped(&mut self.html, &capital);
        push_escaped(&mut self.html, letters.as_str());
    }

    /// `<details>` without a summary: browsers would add a word in their own language.
    fn open_details(&mut self) {
        self.html.push_str("<details>\n<summary>");
        push_escaped(&mut self.html, &self.options.strings.details);
        self.html.push_str("</summary>\n");
        self.ends.push(CloseTag::Html("</details>\n"));
    }

    fn open_list(&mut self, first: Option<u64>) {
        let end = match first {
            None => {
                self.html.push_str(self.list_open_tag());
                "</ul>\n"
            }
            Some(first) => {
                self.html.push_str("<ol");
                if first != 1 {
                    push_attribute(&mut self.html, "start", &first.to_string());
                }
                self.html.push_str(">\n");
                "</ol>\n"
            }
        };
        self.ends.push(CloseTag::Html(end));
    }

    /// A list in which each item is a link is an index: with a sentence below each link, or many
    /// links alone in columns.
    fn list_open_tag(&self) -> &'static str {
        let event = |offset: usize| self.events.get(offset).map(|(event, _)| event);
        let (mut offset, mut n_bare, mut n_told) = (self.event_index + 1, 0, 0);
        while let Some(MarkdownEvent::Open(MarkdownElement::Item)) = event(offset) {
            let is_loose =
                matches!(event(offset + 1), Some(MarkdownEvent::Open(MarkdownElement::Paragraph)));
            let link = offset + 1 + usize::from(is_loose);
            let Some(MarkdownEvent::Open(MarkdownElement::Link(parts))) = event(link) else {
                return "<ul>\n";
            };
            let end = self.link_end(offset);
            let after = self.link_end(link) + 1;
            let is_alone = !is_loose || matches!(event(after), Some(MarkdownEvent::Close(_)));
            if matches!(parts.form, LinkForm::Image | LinkForm::Embed) || !is_alone {
                return "<ul>\n";
            }
            match after + usize::from(is_loose) == end {
                true => n_bare += 1,
                false if is_loose => n_told += 1,
                false => return "<ul>\n",
            }
            offset = end + 1;
        }
        match (n_bare, n_told) {
            (0, 2..) => "<ul class=\"pages wide\">\n",
            (MIN_COLUMN_ITEMS.., 0) => "<ul class=\"links\">\n",
            _ => "<ul>\n",
        }
    }

    fn open_item(&mut self) {
        let mut coming = self.events.iter().skip(self.event_index + 1).map(|(event, _)| event);
        let first = coming.find(|event| {
            !matches!(
                event,
                MarkdownEvent::Anchor(_) | MarkdownEvent::Open(MarkdownElement::Paragraph)
            )
        });
        let is_task = matches!(first, Some(MarkdownEvent::Task(_)));
        self.html.push_str(if is_task { "<li class=\"task\">" } else { "<li>" });
        self.ends.push(CloseTag::Html("</li>\n"));
    }

    fn write_code_block(&mut self, language: &str) {
        let begins = self.event_start();
        let code = self.take_code_text();
        self.html.push_str("<pre tabindex=\"0\"><code");
        if language.is_empty() {
            self.html.push('>');
            self.push_source_mark(begins);
            push_escaped(&mut self.html, &code);
        } else {
            push_attribute(&mut self.html, "class", &format!("language-{language}"));
            self.html.push('>');
            self.push_source_mark(begins);
            self.html.push_str(&(self.options.highlight)(language, &code));
        }
        self.html.push_str("</code></pre>\n");
    }

    fn write_directive(&mut self) {
        let ready = self.options.directives.get(self.counts.directives).and_then(Option::as_ref);
        self.counts.directives += 1;
        let begins = self.event_start();
        self.push_source_mark(begins);
        let code = self.take_code_text();
        match ready {
            Some(html) => self.html.push_str(html),
            None => {
                self.html.push_str("<pre tabindex=\"0\"><code>");
                push_escaped(&mut self.html, &code);
                self.html.push_str("</code></pre>\n");
            }
        }
    }

    /// Where the event that is written now begins in the text.
    fn event_start(&self) -> usize {
        self.events.get(self.event_index).map_or(0, |(_, range)| range.start)
    }

    /// The code of the block that begins here; passes over its events, the last one included.
    fn take_code_text(&mut self) -> Cow<'a, str> {
        let mut code = Cow::Borrowed("");
        while let Some((MarkdownEvent::Text(line), _)) = self.events.get(self.event_index + 1) {
            if code.is_empty() {
                code = Cow::Borrowed(line);
            } else {
                code.to_mut().push_str(line);
            }
            self.event_index += 1;
        }
        self.event_index += 1;
        code
    }
}
