//! Writes blocks: paragraphs, headings, lists, callouts and code.

use super::escape::{push_attribute, push_escaped};
use super::html_writer::{CloseTag, HtmlWriter};
use super::link::SoleLink;
use super::options::RawHtmlPolicy;
use crate::parse::LinkForm;
use crate::parse::markdown::{ElementKind, FoldState, InlineTag, MarkdownElement, MarkdownEvent};
use std::borrow::Cow;

/// The deepest level of a heading in HTML.
const MAX_HEADING_LEVEL: u8 = 6;
/// Callouts whose title may be only the number of a version.
const VERSION_KINDS: [&str; 3] = ["versionadded", "versionchanged", "deprecated"];
/// A list of at least this many links is set in columns.
const MIN_COLUMN_ITEMS: usize = 8;

impl<'a> HtmlWriter<'a> {
    /// Writes the start of an element.
    pub(super) fn open_block(&mut self, element: &'a MarkdownElement<'a>) {
        if let MarkdownElement::Link(parts) = element {
            return self.open_link(parts);
        }
        if self.n_open_images > 0 {
            return self.close_tags.push(CloseTag::Html(""));
        }
        if element.kind().is_block() {
            self.finish_label();
            self.typography.last = ' ';
        }
        let (open_tag, close_tag) = match element {
            MarkdownElement::Paragraph => return self.open_paragraph(),
            MarkdownElement::Heading { level, .. } => return self.open_heading(*level),
            MarkdownElement::Callout { kind, fold } => return self.open_callout(kind, *fold),
            MarkdownElement::CalloutTitle => return self.open_callout_title(),
            MarkdownElement::Details { has_summary, is_open } => {
                let summary = (!has_summary).then_some(&*self.options.strings.details);
                return self.open_details(if *is_open { " open" } else { "" }, summary);
            }
            MarkdownElement::List(first) => return self.open_list(*first),
            MarkdownElement::Item => return self.open_item(),
            MarkdownElement::Table(alignments) => return self.open_table(alignments),
            MarkdownElement::TableHead => return self.open_table_head(),
            MarkdownElement::TableRow => return self.open_table_row(),
            MarkdownElement::TableCell { span } => return self.open_table_cell(*span),
            MarkdownElement::Footnote(label) => return self.open_footnote(label),
            MarkdownElement::CodeBlock { language, title } => {
                return self.write_code_block(language, title);
            }
            MarkdownElement::Directive { argument, .. } => return self.write_directive(argument),
            MarkdownElement::RawBlock if self.options.raw_html == RawHtmlPolicy::Allow => {
                ("", "\n")
            }
            MarkdownElement::RawBlock => ("<p>", "</p>\n"),
            MarkdownElement::Quote => ("<blockquote>\n", "</blockquote>\n"),
            MarkdownElement::Summary => ("<summary>", "</summary>\n"),
            MarkdownElement::DefinitionList => ("<dl>\n", "</dl>\n"),
            MarkdownElement::DefinitionTitle => return self.open_term(),
            MarkdownElement::Definition => ("<dd>", "</dd>\n"),
            MarkdownElement::Emphasis => ("<em>", "</em>"),
            MarkdownElement::Strong => ("<strong>", "</strong>"),
            MarkdownElement::Strikethrough => ("<del>", "</del>"),
            MarkdownElement::Mark => ("<mark>", "</mark>"),
            MarkdownElement::Sub => ("<sub>", "</sub>"),
            MarkdownElement::Sup => ("<sup>", "</sup>"),
            MarkdownElement::Kbd => ("<kbd>", "</kbd>"),
            MarkdownElement::Inline(tag) => inline_tags(*tag),
            MarkdownElement::Link(_) => ("", ""),
        };
        self.html.push_str(open_tag);
        self.close_tags.push(CloseTag::Html(close_tag));
    }

    /// Opens a paragraph. One that holds only an image with a caption is a `<figure>`, and one that
    /// holds only an embed of blocks gets no tags.
    fn open_paragraph(&mut self) {
        let (open_tag, close_tag) = match self.sole_link_of_block() {
            Some(SoleLink::BlockEmbeds(n_embeds)) => {
                self.n_sole_blocks = n_embeds;
                ("", "")
            }
            Some(SoleLink::Figure) => ("<figure>", "</figure>\n"),
            None => ("<p>", "</p>\n"),
        };
        self.html.push_str(open_tag);
        self.close_tags.push(CloseTag::Html(close_tag));
    }

    /// Opens the term of a definition, which links can lead to.
    fn open_term(&mut self) {
        let term_index = self.counts.terms;
        self.counts.terms += 1;
        self.html.push_str("<dt");
        let outline = self.outline;
        if let Some(anchor) = outline.term_anchors.get(term_index)
            && self.reserve_id(anchor)
        {
            push_attribute(&mut self.html, "id", anchor);
        }
        self.html.push('>');
        self.close_tags.push(CloseTag::Html("</dt>\n"));
    }

    /// Writes the anchors inside the heading that is not shown here.
    fn write_anchors_of_heading(&mut self) {
        let events = self.events;
        let inside = events.get(self.event_index + 1..).unwrap_or_default().iter();
        let is_end =
            |event: &MarkdownEvent<'_>| matches!(event, MarkdownEvent::Close(ElementKind::Heading));
        for (event, _) in inside.take_while(|(event, _)| !is_end(event)) {
            if let MarkdownEvent::Anchor(name) = event {
                self.write_anchor(name);
            }
        }
    }

    fn open_heading(&mut self, level: u8) {
        let heading_index = self.counts.headings;
        self.counts.headings += 1;
        if self.options.skip_heading == Some(heading_index) {
            self.write_anchors_of_heading();
            self.n_suppressed += 1;
            self.begin_capture();
            return self.close_tags.push(CloseTag::Suppressed(""));
        }
        let level =
            level.saturating_add_signed(self.options.heading_shift).clamp(1, MAX_HEADING_LEVEL);
        let (open_tag, close_tag) = match level {
            1 => ("<h1", "</h1>\n"),
            2 => ("<h2", "</h2>\n"),
            3 => ("<h3", "</h3>\n"),
            4 => ("<h4", "</h4>\n"),
            5 => ("<h5", "</h5>\n"),
            _ => ("<h6", "</h6>\n"),
        };
        self.html.push_str(open_tag);
        let outline = self.outline;
        if let Some(heading) = outline.headings.get(heading_index)
            && self.reserve_id(&heading.anchor)
        {
            push_attribute(&mut self.html, "id", &heading.anchor);
        }
        self.html.push('>');
        self.close_tags.push(CloseTag::Html(close_tag));
    }

    fn open_callout(&mut self, kind: &str, fold: FoldState) {
        self.fold = fold;
        let (open_tag, close_tag) = match fold {
            FoldState::None => ("<aside class=\"callout\"", "</aside>\n"),
            FoldState::Closed | FoldState::Open => ("<details class=\"callout\"", "</details>\n"),
        };
        self.html.push_str(open_tag);
        push_attribute(&mut self.html, "data-kind", &kind.to_lowercase());
        self.html.push_str(match fold {
            // A bare `<aside>` can be a landmark; a note must not be one.
            FoldState::None => " role=\"note\">\n",
            FoldState::Closed => ">\n",
            FoldState::Open => " open>\n",
        });
        self.close_tags.push(CloseTag::Html(close_tag));
    }

    fn open_callout_title(&mut self) {
        let (open_tag, close_tag) = match self.fold {
            FoldState::None => ("<p class=\"callout-title\">", "</p>\n"),
            FoldState::Closed | FoldState::Open => ("<summary>", "</summary>\n"),
        };
        self.html.push_str(open_tag);
        self.close_tags.push(CloseTag::Html(close_tag));
        let callout = self.event_index.checked_sub(1).and_then(|index| self.events.get(index));
        if let (
            Some(MarkdownEvent::Close(ElementKind::CalloutTitle)),
            Some((MarkdownEvent::Open(element), _)),
        ) = (self.next_event(), callout)
            && let MarkdownElement::Callout { kind, .. } = element
        {
            self.push_callout_label(kind);
        } else if let Some((MarkdownEvent::Open(MarkdownElement::Callout { kind, .. }), _)) =
            callout
            && VERSION_KINDS.contains(&&*kind.to_lowercase())
            && matches!(self.next_event(), Some(MarkdownEvent::Text(text))
                if text.starts_with(|char: char| char.is_ascii_digit()))
        {
            self.push_callout_label(kind);
            self.html.push(' ');
        }
    }

    fn push_callout_label(&mut self, kind: &str) {
        let titles = &self.options.strings.callouts;
        let kind = kind.to_lowercase();
        if kind == "details" {
            return push_escaped(&mut self.html, &self.options.strings.details);
        }
        if let Some((_, title)) = titles.iter().find(|(known_kind, _)| *known_kind == kind) {
            return push_escaped(&mut self.html, title);
        }
        let mut letters = kind.chars();
        let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        push_escaped(&mut self.html, &capital);
        push_escaped(&mut self.html, letters.as_str());
    }

    /// Opens a `<details>`. One without a summary gets one, or browsers would add one in their own
    /// language.
    fn open_details(&mut self, attribute: &str, summary: Option<&str>) {
        self.html.push_str(&format!("<details{attribute}>\n"));
        if let Some(summary) = summary {
            self.html.push_str("<summary>");
            push_escaped(&mut self.html, summary);
            self.html.push_str("</summary>\n");
        }
        self.close_tags.push(CloseTag::Html("</details>\n"));
    }

    fn open_list(&mut self, start_number: Option<u64>) {
        let close_tag = match start_number {
            None => {
                self.html.push_str(self.list_open_tag());
                "</ul>\n"
            }
            Some(number) => {
                self.note_item_numbers();
                self.html.push_str("<ol");
                if number != 1 {
                    push_attribute(&mut self.html, "start", &number.to_string());
                }
                self.html.push_str(">\n");
                "</ol>\n"
            }
        };
        self.close_tags.push(CloseTag::Html(close_tag));
    }

    /// Notes the numbers of the list that opens here that are not one more than the number before.
    /// In a list whose numbers do not rise, such as `1. 1. 1.`, they are not meant.
    fn note_item_numbers(&mut self) {
        let mut numbers: Vec<(usize, u64)> = Vec::new();
        let mut item_index = self.event_index + 1;
        while let Some((MarkdownEvent::Open(MarkdownElement::Item), range)) =
            self.events.get(item_index)
        {
            let item = self.text.get(range.clone()).unwrap_or_default().trim_start();
            let n_digits = item.bytes().take_while(u8::is_ascii_digit).count();
            let number = item.get(..n_digits).and_then(|digits| digits.parse().ok());
            let Some(number) = number else { return };
            if numbers.last().is_some_and(|(_, last)| number <= *last) {
                return;
            }
            numbers.push((item_index, number));
            item_index = self.element_end(item_index) + 1;
        }
        let pairs = numbers.iter().zip(numbers.iter().skip(1));
        let skipping = pairs.filter(|((_, before), (_, number))| number - before > 1);
        self.item_numbers.extend(skipping.map(|(_, noted)| *noted));
    }

    /// Returns the opening tag of a bullet list. A list whose items are all links is an index: with
    /// a sentence below each link, or with many bare links in columns.
    fn list_open_tag(&self) -> &'static str {
        let event = |index: usize| self.events.get(index).map(|(event, _)| event);
        let (mut item_index, mut n_bare, mut n_described) = (self.event_index + 1, 0, 0);
        while let Some(MarkdownEvent::Open(MarkdownElement::Item)) = event(item_index) {
            let is_loose = matches!(
                event(item_index + 1),
                Some(MarkdownEvent::Open(MarkdownElement::Paragraph))
            );
            let link_index = item_index + 1 + usize::from(is_loose);
            let Some(MarkdownEvent::Open(MarkdownElement::Link(parts))) = event(link_index) else {
                return "<ul>\n";
            };
            let item_end = self.element_end(item_index);
            let after = self.element_end(link_index) + 1;
            let is_alone = !is_loose || matches!(event(after), Some(MarkdownEvent::Close(_)));
            if matches!(parts.form, LinkForm::Image | LinkForm::Embed) || !is_alone {
                return "<ul>\n";
            }
            match after + usize::from(is_loose) == item_end {
                true => n_bare += 1,
                false if is_loose => n_described += 1,
                false => return "<ul>\n",
            }
            item_index = item_end + 1;
        }
        match (n_bare, n_described) {
            (0, 2..) => "<ul class=\"pages wide\">\n",
            (MIN_COLUMN_ITEMS.., 0) => "<ul class=\"links\">\n",
            _ => "<ul>\n",
        }
    }

    fn open_item(&mut self) {
        let mut following = self.events.iter().skip(self.event_index + 1).map(|(event, _)| event);
        let first_content = following.find(|event| {
            !matches!(
                event,
                MarkdownEvent::Anchor(_) | MarkdownEvent::Open(MarkdownElement::Paragraph)
            )
        });
        let is_task = matches!(first_content, Some(MarkdownEvent::Task(_)));
        self.html.push_str(if is_task { "<li class=\"task\"" } else { "<li" });
        if let Some(number) = self.item_numbers.get(&self.event_index).copied() {
            push_attribute(&mut self.html, "value", &number.to_string());
        }
        self.html.push('>');
        self.close_tags.push(CloseTag::Html("</li>\n"));
    }

    fn write_code_block(&mut self, language: &str, title: &str) {
        let start = self.event_start();
        let code = self.take_code_text();
        self.open_code_figure(title);
        self.html.push_str("<pre tabindex=\"0\"><code");
        if language.is_empty() {
            self.html.push('>');
            self.push_source_mark(start);
            push_escaped(&mut self.html, &code);
        } else {
            push_attribute(&mut self.html, "class", &format!("language-{language}"));
            self.html.push('>');
            self.push_source_mark(start);
            self.html.push_str(&(self.options.highlight)(language, &code));
        }
        self.html.push_str("</code></pre>\n");
        self.close_code_figure(title);
    }

    /// Opens the figure of code with a title.
    fn open_code_figure(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.push_str("<figure class=\"code\"><figcaption>");
            push_escaped(&mut self.html, title);
            self.html.push_str("</figcaption>\n");
        }
    }

    fn close_code_figure(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.push_str("</figure>\n");
        }
    }

    /// Writes a view, or what is in the fence as code, with the argument above it.
    fn write_directive(&mut self, argument: &str) {
        let view_html =
            self.options.directives.get(self.counts.directives).and_then(Option::as_ref);
        self.counts.directives += 1;
        let start = self.event_start();
        self.push_source_mark(start);
        let code = self.take_code_text();
        match view_html {
            Some(html) => self.html.push_str(html),
            None => {
                self.open_code_figure(argument);
                self.html.push_str("<pre tabindex=\"0\"><code>");
                push_escaped(&mut self.html, &code);
                self.html.push_str("</code></pre>\n");
                self.close_code_figure(argument);
            }
        }
    }

    /// Returns the offset in the text of the event that is written now.
    fn event_start(&self) -> usize {
        self.events.get(self.event_index).map_or(0, |(_, range)| range.start)
    }

    /// Returns the code of the block that starts here, and skips its events, closing one included.
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

/// Returns the tags of an element that only changes how its text looks.
fn inline_tags(tag: InlineTag) -> (&'static str, &'static str) {
    match tag {
        InlineTag::B => ("<b>", "</b>"),
        InlineTag::I => ("<i>", "</i>"),
        InlineTag::U => ("<u>", "</u>"),
        InlineTag::S => ("<s>", "</s>"),
        InlineTag::Small => ("<small>", "</small>"),
        InlineTag::Ins => ("<ins>", "</ins>"),
        InlineTag::Del => ("<del>", "</del>"),
    }
}
