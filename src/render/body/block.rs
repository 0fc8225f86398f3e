//! Blocks: paragraphs, headings, lists, callouts, code.

use super::escape::{push_attribute, push_escaped};
use super::options::HtmlPolicy;
use super::writer::{End, Writer};
use crate::parse::LinkForm;
use crate::parse::markdown::{Element, Fold, Kind, MdEvent};
use std::borrow::Cow;

/// The lowest level of a heading.
const MAX_LEVEL: u8 = 6;
/// A list of as many links is set in columns.
const MIN_COLUMN_ITEMS: usize = 8;

impl<'a> Writer<'a> {
    /// An element begins.
    pub(super) fn open(&mut self, element: &'a Element<'a>) {
        if let Element::Link(parts) = element {
            return self.open_link(parts);
        }
        if self.n_open_pictures > 0 {
            return self.ends.push(End::Html(""));
        }
        if element.kind().is_block() {
            self.end_label();
            self.typography.last = ' ';
        }
        let (begin, end) = match element {
            Element::Paragraph => return self.open_paragraph(),
            Element::Heading { level, .. } => return self.open_heading(*level),
            Element::Callout { kind, fold } => return self.open_callout(kind, *fold),
            Element::CalloutTitle => return self.open_callout_title(),
            Element::Details { has_summary: false } => return self.open_details(),
            Element::Details { has_summary: true } => ("<details>\n", "</details>\n"),
            Element::List(first) => return self.open_list(*first),
            Element::Item => return self.open_item(),
            Element::Table(alignments) => return self.open_table(alignments),
            Element::TableHead => return self.open_table_head(),
            Element::TableRow => return self.open_table_row(),
            Element::TableCell { span } => return self.open_table_cell(*span),
            Element::Footnote(label) => return self.open_footnote(label),
            Element::CodeBlock { language } => return self.code_block(language),
            Element::Directive { .. } => return self.directive(),
            Element::RawBlock if self.options.raw_html == HtmlPolicy::Allow => ("", "\n"),
            Element::RawBlock => ("<p>", "</p>\n"),
            Element::Quote => ("<blockquote>\n", "</blockquote>\n"),
            Element::Summary => ("<summary>", "</summary>\n"),
            Element::DefinitionList => ("<dl>\n", "</dl>\n"),
            Element::DefinitionTitle => ("<dt>", "</dt>\n"),
            Element::Definition => ("<dd>", "</dd>\n"),
            Element::Emphasis => ("<em>", "</em>"),
            Element::Strong => ("<strong>", "</strong>"),
            Element::Strikethrough => ("<del>", "</del>"),
            Element::Mark => ("<mark>", "</mark>"),
            Element::Sub => ("<sub>", "</sub>"),
            Element::Sup => ("<sup>", "</sup>"),
            Element::Kbd => ("<kbd>", "</kbd>"),
            Element::Link(_) => ("", ""),
        };
        self.html.push_str(begin);
        self.ends.push(End::Html(end));
    }

    /// A paragraph; one that holds a picture with a caption, or an embed of blocks, is none.
    fn open_paragraph(&mut self) {
        let (begin, end) = match self.sole_link() {
            Some(true) => {
                self.is_sole_block = true;
                ("", "")
            }
            Some(false) => ("<figure>", "</figure>\n"),
            None => ("<p>", "</p>\n"),
        };
        self.html.push_str(begin);
        self.ends.push(End::Html(end));
    }

    fn open_heading(&mut self, level: u8) {
        let number = self.n.headings;
        self.n.headings += 1;
        if self.options.skip_heading == Some(number) {
            self.n_muted += 1;
            self.begin_capture();
            return self.ends.push(End::Muted(""));
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
            && self.takes_id(&heading.anchor)
        {
            push_attribute(&mut self.html, "id", &heading.anchor);
        }
        self.html.push('>');
        self.ends.push(End::Html(end));
    }

    fn open_callout(&mut self, kind: &str, fold: Fold) {
        self.fold = fold;
        let (begin, end) = match fold {
            Fold::None => ("<aside class=\"callout\"", "</aside>\n"),
            Fold::Closed | Fold::Open => ("<details class=\"callout\"", "</details>\n"),
        };
        self.html.push_str(begin);
        push_attribute(&mut self.html, "data-kind", &kind.to_lowercase());
        self.html.push_str(match fold {
            // A note is no landmark, which a bare `<aside>` can be.
            Fold::None => " role=\"note\">\n",
            Fold::Closed => ">\n",
            Fold::Open => " open>\n",
        });
        self.ends.push(End::Html(end));
    }

    fn open_callout_title(&mut self) {
        let (begin, end) = match self.fold {
            Fold::None => ("<p class=\"callout-title\">", "</p>\n"),
            Fold::Closed | Fold::Open => ("<summary>", "</summary>\n"),
        };
        self.html.push_str(begin);
        self.ends.push(End::Html(end));
        let callout = self.at.checked_sub(1).and_then(|at| self.events.get(at));
        if let (Some(MdEvent::Close(Kind::CalloutTitle)), Some((MdEvent::Open(element), _))) =
            (self.next(), callout)
            && let Element::Callout { kind, .. } = element
        {
            self.push_callout_word(kind);
        }
    }

    fn push_callout_word(&mut self, kind: &str) {
        let words = &self.options.words.callouts;
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
        push_escaped(&mut self.html, &self.options.words.details);
        self.html.push_str("</summary>\n");
        self.ends.push(End::Html("</details>\n"));
    }

    fn open_list(&mut self, first: Option<u64>) {
        let end = match first {
            None => {
                self.html.push_str(self.list_tag());
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
        self.ends.push(End::Html(end));
    }

    /// A list in which each item is a link is an index: with a sentence below each link, or many
    /// links alone in columns.
    fn list_tag(&self) -> &'static str {
        let event = |at: usize| self.events.get(at).map(|(event, _)| event);
        let (mut at, mut n_bare, mut n_told) = (self.at + 1, 0, 0);
        while let Some(MdEvent::Open(Element::Item)) = event(at) {
            let is_loose = matches!(event(at + 1), Some(MdEvent::Open(Element::Paragraph)));
            let link = at + 1 + usize::from(is_loose);
            let Some(MdEvent::Open(Element::Link(parts))) = event(link) else { return "<ul>\n" };
            let end = self.end_of(at);
            let after = self.end_of(link) + 1;
            let is_alone = !is_loose || matches!(event(after), Some(MdEvent::Close(_)));
            if matches!(parts.form, LinkForm::Picture | LinkForm::Embed) || !is_alone {
                return "<ul>\n";
            }
            match after + usize::from(is_loose) == end {
                true => n_bare += 1,
                false if is_loose => n_told += 1,
                false => return "<ul>\n",
            }
            at = end + 1;
        }
        match (n_bare, n_told) {
            (0, 2..) => "<ul class=\"pages wide\">\n",
            (MIN_COLUMN_ITEMS.., 0) => "<ul class=\"links\">\n",
            _ => "<ul>\n",
        }
    }

    fn open_item(&mut self) {
        let mut coming = self.events.iter().skip(self.at + 1).map(|(event, _)| event);
        let first = coming
            .find(|event| !matches!(event, MdEvent::Anchor(_) | MdEvent::Open(Element::Paragraph)));
        let is_task = matches!(first, Some(MdEvent::Task(_)));
        self.html.push_str(if is_task { "<li class=\"task\">" } else { "<li>" });
        self.ends.push(End::Html("</li>\n"));
    }

    fn code_block(&mut self, language: &str) {
        let begins = self.begins();
        let code = self.take_code();
        self.html.push_str("<pre tabindex=\"0\"><code");
        if language.is_empty() {
            self.html.push('>');
            self.push_mark(begins);
            push_escaped(&mut self.html, &code);
        } else {
            push_attribute(&mut self.html, "class", &format!("language-{language}"));
            self.html.push('>');
            self.push_mark(begins);
            self.html.push_str(&(self.options.highlight)(language, &code));
        }
        self.html.push_str("</code></pre>\n");
    }

    fn directive(&mut self) {
        let ready = self.options.directives.get(self.n.directives).and_then(Option::as_ref);
        self.n.directives += 1;
        let begins = self.begins();
        self.push_mark(begins);
        let code = self.take_code();
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
    fn begins(&self) -> usize {
        self.events.get(self.at).map_or(0, |(_, range)| range.start)
    }

    /// The code of the block that begins here; passes over its events, the last one included.
    fn take_code(&mut self) -> Cow<'a, str> {
        let mut code = Cow::Borrowed("");
        while let Some((MdEvent::Text(line), _)) = self.events.get(self.at + 1) {
            if code.is_empty() {
                code = Cow::Borrowed(line);
            } else {
                code.to_mut().push_str(line);
            }
            self.at += 1;
        }
        self.at += 1;
        code
    }
}
