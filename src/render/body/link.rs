//! Writes links and images.

use super::escape::{
    is_safe_url, language_attributes, push_attribute, push_escaped, push_stripped_markup,
};
use super::html_writer::{CloseTag, HtmlWriter};
use super::options::ResolvedTarget;
use crate::parse::LinkForm;
use crate::parse::markdown::{ElementKind, LinkParts, MarkdownElement, MarkdownEvent};
use std::borrow::Cow;

/// The only content of a paragraph, if it is not shown as a paragraph.
pub(super) enum SoleLink {
    /// An image with a caption.
    Figure,
    /// This many embeds of blocks.
    BlockEmbeds(usize),
}

impl<'a> HtmlWriter<'a> {
    /// Writes the start of a link, image, wiki link or embed.
    pub(super) fn open_link(&mut self, parts: &'a LinkParts<'a>) {
        let link_index = self.counts.links;
        self.counts.links += 1;
        let is_sole_block = self.n_sole_blocks > 0;
        self.n_sole_blocks = self.n_sole_blocks.saturating_sub(1);
        if self.n_open_images > 0 {
            return self.close_tags.push(CloseTag::Html(""));
        }
        let options = self.options;
        let shows_image = matches!(parts.form, LinkForm::Image | LinkForm::Embed);
        match options.links.get(link_index).unwrap_or(&ResolvedTarget::Broken) {
            ResolvedTarget::Note { page, .. } if !(is_sole_block || self.is_sole_link()) => {
                if let ResolvedTarget::Page { href, title, language } = &**page {
                    let title = title.as_deref().filter(|_| !parts.has_text);
                    self.open_page_link(parts, href, title, language.as_deref());
                } else {
                    self.open_link_as_text(parts);
                }
            }
            ResolvedTarget::Note { block, .. } => {
                self.html.push_str(block);
                self.open_suppressed();
            }
            ResolvedTarget::Image { src, .. } if shows_image && is_safe_url(src) => {
                self.n_open_images += 1;
                self.begin_capture();
                let event_index = self.event_index;
                self.close_tags.push(CloseTag::Image { link_index, event_index });
            }
            ResolvedTarget::Block(html) if is_sole_block || self.is_sole_link() => {
                self.html.push_str(html);
                self.open_suppressed();
            }
            ResolvedTarget::Inline(html) if self.n_open_links == 0 => {
                self.html.push_str(html);
                self.typography.last = 'x';
                self.open_suppressed();
            }
            ResolvedTarget::Inline(html) | ResolvedTarget::Block(html) => {
                push_stripped_markup(&mut self.html, html);
                self.typography.last = 'x';
                self.open_suppressed();
            }
            ResolvedTarget::Page { href, title, language } => {
                let title = title.as_deref().filter(|_| !parts.has_text);
                self.open_page_link(parts, href, title, language.as_deref());
            }
            ResolvedTarget::External { href } => {
                self.open_external_link(parts, href, " rel=\"external\"");
            }
            ResolvedTarget::File { href, details } => {
                self.open_external_link(parts, href, "");
                if let (false, Some(CloseTag::Link(_))) =
                    (details.is_empty(), self.close_tags.last())
                {
                    self.close_tags.pop();
                    self.close_tags.push(CloseTag::File(link_index));
                }
            }
            ResolvedTarget::Image { src: href, .. } => self.open_external_link(parts, href, ""),
            ResolvedTarget::Broken => {
                self.html.push_str("<span class=\"broken\">");
                self.close_tags.push(CloseTag::Html("</span>"));
                self.push_default_link_text(parts);
            }
            ResolvedTarget::Unsafe => self.open_link_as_text(parts),
        }
    }

    fn open_suppressed(&mut self) {
        self.n_suppressed += 1;
        self.begin_capture();
        self.close_tags.push(CloseTag::Suppressed(""));
    }

    fn open_link_as_text(&mut self, parts: &LinkParts<'_>) {
        self.close_tags.push(CloseTag::Html(""));
        self.push_default_link_text(parts);
    }

    /// Opens a link to a page of the site. `title` replaces the link's own text; `language` is the
    /// target's, if it differs from the text's.
    fn open_page_link(
        &mut self,
        parts: &LinkParts<'_>,
        href: &str,
        title: Option<&str>,
        language: Option<&str>,
    ) {
        let is_link = self.n_open_links == 0 && is_safe_url(href);
        if is_link {
            self.html.push_str("<a");
            push_attribute(&mut self.html, "href", href);
            if let Some(language) = language {
                push_attribute(&mut self.html, "hreflang", language);
                if title.is_some() {
                    self.html.push_str(&language_attributes(language, self.options.language));
                }
            }
            self.push_title_attribute(parts);
            self.html.push('>');
        }
        let close_tag = if is_link { "</a>" } else { "" };
        self.n_open_links += 1;
        match title {
            Some(title) => {
                let hyphenated = match language {
                    None => self.options.hyphenator.with_soft_hyphens(title),
                    Some(_) => Cow::Borrowed(title),
                };
                push_escaped(&mut self.html, &hyphenated);
                self.typography.last = title.chars().next_back().unwrap_or(' ');
                self.n_suppressed += 1;
                self.begin_capture();
                self.close_tags.push(CloseTag::SuppressedLink(close_tag));
            }
            None => {
                self.close_tags.push(CloseTag::Link(close_tag));
                self.push_default_link_text(parts);
            }
        }
    }

    fn open_external_link(&mut self, parts: &LinkParts<'_>, href: &str, attributes: &str) {
        if self.n_open_links > 0 || !is_safe_url(href) {
            return self.open_link_as_text(parts);
        }
        self.html.push_str("<a");
        push_attribute(&mut self.html, "href", href);
        self.html.push_str(attributes);
        self.push_title_attribute(parts);
        self.html.push('>');
        self.n_open_links += 1;
        self.close_tags.push(CloseTag::Link("</a>"));
        self.push_default_link_text(parts);
    }

    fn push_title_attribute(&mut self, parts: &LinkParts<'_>) {
        if !parts.title.is_empty() {
            push_attribute(&mut self.html, "title", &parts.title);
        }
    }

    /// Writes the destination of a link that has no text, so that the link is visible.
    fn push_default_link_text(&mut self, parts: &LinkParts<'_>) {
        if matches!(self.next_event(), Some(MarkdownEvent::Close(ElementKind::Link))) {
            self.push_verbatim_text(&parts.destination);
        }
    }

    /// Writes an image; the text captured since its opening is its `alt`.
    pub(super) fn finish_image(&mut self, link_index: usize, event_index: usize) {
        self.n_open_images -= 1;
        let alt = self.end_capture();
        let target = self.options.links.get(link_index);
        let open_event = self.events.get(event_index).map(|(event, _)| event);
        let Some(MarkdownEvent::Open(MarkdownElement::Link(parts))) = open_event else { return };
        let Some(ResolvedTarget::Image { src, size }) = target else { return };
        self.html.push_str("<img");
        push_attribute(&mut self.html, "src", src);
        push_attribute(&mut self.html, "alt", alt.trim());
        let size = match (parts.size, *size) {
            (None, actual_size) => actual_size.map(|(width, height)| (width, Some(height))),
            (Some(asked), actual_size) => {
                let scaled = || {
                    let (width, height) = actual_size?;
                    scaled_height(width, height, asked.width)
                };
                Some((asked.width, asked.height.or_else(scaled)))
            }
        };
        if let Some((width, height)) = size {
            push_attribute(&mut self.html, "width", &width.to_string());
            if let Some(height) = height {
                push_attribute(&mut self.html, "height", &height.to_string());
            }
        }
        let is_figure = matches!(self.close_tags.last(), Some(CloseTag::Html("</figure>\n")));
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

    /// Returns what the paragraph that starts here consists of, if it is shown as something else
    /// than a paragraph.
    pub(super) fn sole_link_of_block(&self) -> Option<SoleLink> {
        let Some(MarkdownEvent::Open(MarkdownElement::Link(parts))) = self.next_event() else {
            return None;
        };
        match self.options.links.get(self.counts.links)? {
            ResolvedTarget::Block(_) | ResolvedTarget::Note { .. } => self.block_embeds(),
            ResolvedTarget::Image { src, .. } => {
                let is_figure = parts.form == LinkForm::Image && !parts.title.is_empty();
                let is_sole = matches!(
                    self.event_after_link(self.event_index + 1),
                    Some(MarkdownEvent::Close(ElementKind::Paragraph))
                );
                (is_figure && is_sole && is_safe_url(src)).then_some(SoleLink::Figure)
            }
            _ => None,
        }
    }

    /// Returns how many block embeds the paragraph that starts here has, if it has nothing else.
    fn block_embeds(&self) -> Option<SoleLink> {
        let mut n_embeds = 0;
        let mut event_index = self.event_index + 1;
        loop {
            match self.events.get(event_index).map(|(event, _)| event)? {
                MarkdownEvent::Open(MarkdownElement::Link(_)) => {
                    let target = self.options.links.get(self.counts.links + n_embeds)?;
                    let is_block =
                        matches!(target, ResolvedTarget::Block(_) | ResolvedTarget::Note { .. });
                    if !is_block {
                        return None;
                    }
                    n_embeds += 1;
                    event_index = self.element_end(event_index);
                }
                MarkdownEvent::Text(text) if text.trim().is_empty() => {}
                MarkdownEvent::SoftBreak | MarkdownEvent::HardBreak => {}
                MarkdownEvent::Close(ElementKind::Paragraph) => {
                    return Some(SoleLink::BlockEmbeds(n_embeds));
                }
                _ => return None,
            }
            event_index += 1;
        }
    }

    /// Returns whether the link that starts here is the only content of a tight list item, a
    /// definition or a cell.
    fn is_sole_link(&self) -> bool {
        let previous = self.event_index.checked_sub(1).and_then(|index| self.events.get(index));
        let Some((MarkdownEvent::Open(parent), _)) = previous else { return false };
        let kind = parent.kind();
        matches!(kind, ElementKind::Item | ElementKind::Definition | ElementKind::TableCell)
            && matches!(
                self.event_after_link(self.event_index),
                Some(MarkdownEvent::Close(closed)) if *closed == kind
            )
    }

    /// Returns the event after the link that starts at `event_index`.
    fn event_after_link(&self, event_index: usize) -> Option<&'a MarkdownEvent<'a>> {
        self.events.get(self.element_end(event_index) + 1).map(|(event, _)| event)
    }

    /// Returns the index of the event that closes the element that starts at `event_index`.
    pub(super) fn element_end(&self, event_index: usize) -> usize {
        let mut depth = 0_usize;
        let mut events = self.events.iter().skip(event_index);
        let length = events.position(|(event, _)| {
            match event {
                MarkdownEvent::Open(_) => depth += 1,
                MarkdownEvent::Close(_) => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        length.map_or(self.events.len(), |length| event_index + length)
    }
}

/// Returns the height of an image that is scaled to `asked_width`.
fn scaled_height(width: u32, height: u32, asked_width: u32) -> Option<u32> {
    let scaled = u64::from(height) * u64::from(asked_width);
    u32::try_from(scaled.checked_div(u64::from(width))?).ok()
}
