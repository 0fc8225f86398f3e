//! Links and pictures.

use super::escape::{is_safe_url, push_attribute, push_escaped, push_stripped_markup};
use super::html_writer::{CloseTag, HtmlWriter};
use super::options::ResolvedTarget;
use crate::parse::LinkForm;
use crate::parse::markdown::{ElementKind, LinkParts, MarkdownElement, MarkdownEvent};

impl<'a> HtmlWriter<'a> {
    /// A link, picture, wiki link or embed begins.
    pub(super) fn open_link(&mut self, parts: &'a LinkParts<'a>) {
        let number = self.counts.links;
        self.counts.links += 1;
        let is_sole_block = std::mem::take(&mut self.is_sole_block);
        if self.n_open_pictures > 0 {
            return self.ends.push(CloseTag::Html(""));
        }
        let options = self.options;
        let is_shown = matches!(parts.form, LinkForm::Image | LinkForm::Embed);
        match options.links.get(number).unwrap_or(&ResolvedTarget::Broken) {
            ResolvedTarget::Picture { src, .. } if is_shown && is_safe_url(src) => {
                self.n_open_pictures += 1;
                self.begin_capture();
                self.ends.push(CloseTag::Picture { link: number, event: self.event_index });
            }
            ResolvedTarget::Block(html) if is_sole_block || self.is_sole_link() => {
                self.html.push_str(html);
                self.open_muted("");
            }
            ResolvedTarget::Inline(html) if self.n_open_links == 0 => {
                self.html.push_str(html);
                self.typography.last = 'x';
                self.open_muted("");
            }
            ResolvedTarget::Inline(html) | ResolvedTarget::Block(html) => {
                push_stripped_markup(&mut self.html, html);
                self.typography.last = 'x';
                self.open_muted("");
            }
            ResolvedTarget::Page { href, title, language } => {
                let title = title.as_deref().filter(|_| !parts.has_text);
                self.open_anchor_tag(parts, href, (title, language.as_deref()));
            }
            ResolvedTarget::External { href } => {
                self.open_anchor_tag_to(parts, href, " rel=\"external\"");
            }
            ResolvedTarget::File { href, about } => {
                self.open_anchor_tag_to(parts, href, "");
                if let (false, Some(CloseTag::Link(_))) = (about.is_empty(), self.ends.last()) {
                    self.ends.pop();
                    self.ends.push(CloseTag::File(number));
                }
            }
            ResolvedTarget::Picture { src: href, .. } => self.open_anchor_tag_to(parts, href, ""),
            ResolvedTarget::Broken => {
                self.html.push_str("<span class=\"broken\">");
                self.ends.push(CloseTag::Html("</span>"));
                self.push_default_link_text(parts);
            }
            ResolvedTarget::Unsafe => self.open_link_as_text(parts),
        }
    }

    fn open_muted(&mut self, end: &'static str) {
        self.n_muted += 1;
        self.begin_capture();
        self.ends.push(CloseTag::Suppressed(end));
    }

    fn open_link_as_text(&mut self, parts: &LinkParts<'_>) {
        self.ends.push(CloseTag::Html(""));
        self.push_default_link_text(parts);
    }

    /// A link to a page; `shown` is the title to show in place of the words, and its language.
    fn open_anchor_tag(
        &mut self,
        parts: &LinkParts<'_>,
        href: &str,
        shown: (Option<&str>, Option<&str>),
    ) {
        let (title, language) = shown;
        let is_link = self.n_open_links == 0 && is_safe_url(href);
        if is_link {
            self.html.push_str("<a");
            push_attribute(&mut self.html, "href", href);
            if let Some(language) = language {
                push_attribute(&mut self.html, "hreflang", language);
                if title.is_some() {
                    push_attribute(&mut self.html, "lang", language);
                }
            }
            self.push_title_attribute(parts);
            self.html.push('>');
        }
        let end = if is_link { "</a>" } else { "" };
        self.n_open_links += 1;
        match title {
            Some(title) => {
                push_escaped(&mut self.html, title);
                self.typography.last = title.chars().next_back().unwrap_or(' ');
                self.n_muted += 1;
                self.begin_capture();
                self.ends.push(CloseTag::MutedLink(end));
            }
            None => {
                self.ends.push(CloseTag::Link(end));
                self.push_default_link_text(parts);
            }
        }
    }

    fn open_anchor_tag_to(&mut self, parts: &LinkParts<'_>, href: &str, attributes: &str) {
        if self.n_open_links > 0 || !is_safe_url(href) {
            return self.open_link_as_text(parts);
        }
        self.html.push_str("<a");
        push_attribute(&mut self.html, "href", href);
        self.html.push_str(attributes);
        self.push_title_attribute(parts);
        self.html.push('>');
        self.n_open_links += 1;
        self.ends.push(CloseTag::Link("</a>"));
        self.push_default_link_text(parts);
    }

    fn push_title_attribute(&mut self, parts: &LinkParts<'_>) {
        if !parts.title.is_empty() {
            push_attribute(&mut self.html, "title", &parts.title);
        }
    }

    /// A link without any words shows its destination: nobody can follow what cannot be seen.
    fn push_default_link_text(&mut self, parts: &LinkParts<'_>) {
        if matches!(self.next(), Some(MarkdownEvent::Close(ElementKind::Link))) {
            self.push_verbatim_text(&parts.destination);
        }
    }

    /// The picture's words were captured: they are its `alt`.
    pub(super) fn finish_image(&mut self, number: usize, event: usize) {
        self.n_open_pictures -= 1;
        let words = self.end_capture();
        let target = self.options.links.get(number);
        let Some((MarkdownEvent::Open(MarkdownElement::Link(parts)), _)) = self.events.get(event)
        else {
            return;
        };
        let Some(ResolvedTarget::Picture { src, size }) = target else { return };
        self.html.push_str("<img");
        push_attribute(&mut self.html, "src", src);
        push_attribute(&mut self.html, "alt", words.trim());
        let size = match (parts.size, *size) {
            (None, known) => known.map(|(width, height)| (width, Some(height))),
            (Some(asked), known) => Some((
                asked.width,
                asked.height.or_else(|| known.and_then(|known| scaled_height(known, asked.width))),
            )),
        };
        if let Some((width, height)) = size {
            push_attribute(&mut self.html, "width", &width.to_string());
            if let Some(height) = height {
                push_attribute(&mut self.html, "height", &height.to_string());
            }
        }
        let is_figure = matches!(self.ends.last(), Some(CloseTag::Html("</figure>\n")));
        if !is_figure {
            self.push_title_attribute(parts);
        }
        self.html.push_str(" loading=\"lazy\">");
        if is_figure {
            self.html.push_str("<figcaption>");
            self.typography.last = ' ';
            self.push_text(&parts.title);
            self.html.push_str("</figcaption>");
        }
        self.typography.last = 'x';
    }

    /// Whether the paragraph that begins here holds one picture with a title, or one embed of
    /// blocks (true), and nothing else.
    pub(super) fn sole_link_of_block(&self) -> Option<bool> {
        let Some(MarkdownEvent::Open(MarkdownElement::Link(parts))) = self.next() else {
            return None;
        };
        let is_block = match self.options.links.get(self.counts.links)? {
            ResolvedTarget::Block(_) => true,
            ResolvedTarget::Picture { src, .. } => {
                let is_figure = parts.form == LinkForm::Image && !parts.title.is_empty();
                if !is_figure || !is_safe_url(src) {
                    return None;
                }
                false
            }
            _ => return None,
        };
        let is_sole = matches!(
            self.event_after_link(self.event_index + 1),
            Some(MarkdownEvent::Close(ElementKind::Paragraph))
        );
        is_sole.then_some(is_block)
    }

    /// Whether the link that begins here is all that a tight item or a cell holds.
    fn is_sole_link(&self) -> bool {
        let before = self.event_index.checked_sub(1).and_then(|offset| self.events.get(offset));
        let Some((MarkdownEvent::Open(parent), _)) = before else { return false };
        let kind = parent.kind();
        matches!(kind, ElementKind::Item | ElementKind::Definition | ElementKind::TableCell)
            && matches!(
                self.event_after_link(self.event_index),
                Some(MarkdownEvent::Close(end)) if *end == kind
            )
    }

    /// What follows the link that begins at an event.
    fn event_after_link(&self, offset: usize) -> Option<&'a MarkdownEvent<'a>> {
        self.events.get(self.link_end(offset) + 1).map(|(event, _)| event)
    }

    /// The event at which the element ends that begins at an event.
    pub(super) fn link_end(&self, offset: usize) -> usize {
        let mut depth = 0_usize;
        let mut inside = self.events.iter().skip(offset);
        let length = inside.position(|(event, _)| {
            match event {
                MarkdownEvent::Open(_) => depth += 1,
                MarkdownEvent::Close(_) => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        length.map_or(self.events.len(), |length| offset + length)
    }
}

/// The height that goes with a width, if the picture keeps its shape.
fn scaled_height((width, height): (u32, u32), asked_width: u32) -> Option<u32> {
    let scaled = u64::from(height) * u64::from(asked_width);
    u32::try_from(scaled.checked_div(u64::from(width))?).ok()
}
