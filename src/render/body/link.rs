//! Links and pictures.

use super::escape::{is_safe_address, push_attribute, push_escaped, push_without_tags};
use super::options::Target;
use super::writer::{End, Writer};
use crate::parse::LinkForm;
use crate::parse::markdown::{Element, Kind, LinkParts, MdEvent};

impl<'a> Writer<'a> {
    /// A link, picture, wiki link or embed begins.
    pub(super) fn open_link(&mut self, parts: &'a LinkParts<'a>) {
        let number = self.n.links;
        self.n.links += 1;
        let is_sole_block = std::mem::take(&mut self.is_sole_block);
        if self.n_open_pictures > 0 {
            return self.ends.push(End::Html(""));
        }
        let options = self.options;
        let is_shown = matches!(parts.form, LinkForm::Picture | LinkForm::Embed);
        match options.links.get(number).unwrap_or(&Target::Broken) {
            Target::Picture { src, .. } if is_shown && is_safe_address(src) => {
                self.n_open_pictures += 1;
                self.begin_capture();
                self.ends.push(End::Picture { link: number, event: self.at });
            }
            Target::Block(html) if is_sole_block || self.is_alone() => {
                self.html.push_str(html);
                self.mute("");
            }
            Target::Inline(html) if self.n_open_links == 0 => {
                self.html.push_str(html);
                self.typography.last = 'x';
                self.mute("");
            }
            Target::Inline(html) | Target::Block(html) => {
                push_without_tags(&mut self.html, html);
                self.typography.last = 'x';
                self.mute("");
            }
            Target::Page { href, title, language } => {
                let title = title.as_deref().filter(|_| !parts.has_text);
                self.open_anchor(parts, href, (title, language.as_deref()));
            }
            Target::External { href } => self.open_anchor_to(parts, href, " rel=\"external\""),
            Target::File { href, about } => {
                self.open_anchor_to(parts, href, "");
                if let (false, Some(End::Link(_))) = (about.is_empty(), self.ends.last()) {
                    self.ends.pop();
                    self.ends.push(End::File(number));
                }
            }
            Target::Picture { src: href, .. } => self.open_anchor_to(parts, href, ""),
            Target::Broken => {
                self.html.push_str("<span class=\"broken\">");
                self.ends.push(End::Html("</span>"));
                self.push_missing_words(parts);
            }
            Target::Unsafe => self.open_words(parts),
        }
    }

    fn mute(&mut self, end: &'static str) {
        self.n_muted += 1;
        self.begin_capture();
        self.ends.push(End::Muted(end));
    }

    fn open_words(&mut self, parts: &LinkParts<'_>) {
        self.ends.push(End::Html(""));
        self.push_missing_words(parts);
    }

    /// A link to a page; `shown` is the title to show in place of the words, and its language.
    fn open_anchor(
        &mut self,
        parts: &LinkParts<'_>,
        href: &str,
        shown: (Option<&str>, Option<&str>),
    ) {
        let (title, language) = shown;
        let is_link = self.n_open_links == 0 && is_safe_address(href);
        if is_link {
            self.html.push_str("<a");
            push_attribute(&mut self.html, "href", href);
            if let Some(language) = language {
                push_attribute(&mut self.html, "hreflang", language);
                if title.is_some() {
                    push_attribute(&mut self.html, "lang", language);
                }
            }
            self.push_title(parts);
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
                self.ends.push(End::MutedLink(end));
            }
            None => {
                self.ends.push(End::Link(end));
                self.push_missing_words(parts);
            }
        }
    }

    fn open_anchor_to(&mut self, parts: &LinkParts<'_>, href: &str, attributes: &str) {
        if self.n_open_links > 0 || !is_safe_address(href) {
            return self.open_words(parts);
        }
        self.html.push_str("<a");
        push_attribute(&mut self.html, "href", href);
        self.html.push_str(attributes);
        self.push_title(parts);
        self.html.push('>');
        self.n_open_links += 1;
        self.ends.push(End::Link("</a>"));
        self.push_missing_words(parts);
    }

    fn push_title(&mut self, parts: &LinkParts<'_>) {
        if !parts.title.is_empty() {
            push_attribute(&mut self.html, "title", &parts.title);
        }
    }

    /// A link without any words shows its destination: nobody can follow what cannot be seen.
    fn push_missing_words(&mut self, parts: &LinkParts<'_>) {
        if matches!(self.next(), Some(MdEvent::Close(Kind::Link))) {
            self.push_literal(&parts.destination);
        }
    }

    /// The picture's words were captured: they are its `alt`.
    pub(super) fn end_picture(&mut self, number: usize, event: usize) {
        self.n_open_pictures -= 1;
        let words = self.end_capture();
        let target = self.options.links.get(number);
        let Some((MdEvent::Open(Element::Link(parts)), _)) = self.events.get(event) else { return };
        let Some(Target::Picture { src, size }) = target else { return };
        self.html.push_str("<img");
        push_attribute(&mut self.html, "src", src);
        push_attribute(&mut self.html, "alt", words.trim());
        let size = match (parts.size, *size) {
            (None, known) => known.map(|(width, height)| (width, Some(height))),
            (Some(asked), known) => Some((
                asked.width,
                asked.height.or_else(|| known.and_then(|known| scaled(known, asked.width))),
            )),
        };
        if let Some((width, height)) = size {
            push_attribute(&mut self.html, "width", &width.to_string());
            if let Some(height) = height {
                push_attribute(&mut self.html, "height", &height.to_string());
            }
        }
        let is_figure = matches!(self.ends.last(), Some(End::Html("</figure>\n")));
        if !is_figure {
            self.push_title(parts);
        }
        self.html.push_str(" loading=\"lazy\">");
        if is_figure {
            self.html.push_str("<figcaption>");
            self.typography.last = ' ';
            self.push_words(&parts.title);
            self.html.push_str("</figcaption>");
        }
        self.typography.last = 'x';
    }

    /// Whether the paragraph that begins here holds one picture with a title, or one embed of
    /// blocks (true), and nothing else.
    pub(super) fn sole_link(&self) -> Option<bool> {
        let Some(MdEvent::Open(Element::Link(parts))) = self.next() else { return None };
        let is_block = match self.options.links.get(self.n.links)? {
            Target::Block(_) => true,
            Target::Picture { src, .. } => {
                let is_figure = parts.form == LinkForm::Picture && !parts.title.is_empty();
                if !is_figure || !is_safe_address(src) {
                    return None;
                }
                false
            }
            _ => return None,
        };
        let is_sole = matches!(self.after_link(self.at + 1), Some(MdEvent::Close(Kind::Paragraph)));
        is_sole.then_some(is_block)
    }

    /// Whether the link that begins here is all that a tight item or a cell holds.
    fn is_alone(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.events.get(at));
        let Some((MdEvent::Open(parent), _)) = before else { return false };
        let kind = parent.kind();
        matches!(kind, Kind::Item | Kind::Definition | Kind::TableCell)
            && matches!(self.after_link(self.at), Some(MdEvent::Close(end)) if *end == kind)
    }

    /// What follows the link that begins at an event.
    fn after_link(&self, at: usize) -> Option<&'a MdEvent<'a>> {
        self.events.get(self.end_of(at) + 1).map(|(event, _)| event)
    }

    /// The event at which the element ends that begins at an event.
    pub(super) fn end_of(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        let mut inside = self.events.iter().skip(at);
        let length = inside.position(|(event, _)| {
            match event {
                MdEvent::Open(_) => depth += 1,
                MdEvent::Close(_) => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        length.map_or(self.events.len(), |length| at + length)
    }
}

/// The height that goes with a width, if the picture keeps its shape.
fn scaled((width, height): (u32, u32), asked_width: u32) -> Option<u32> {
    let scaled = u64::from(height) * u64::from(asked_width);
    u32::try_from(scaled.checked_div(u64::from(width))?).ok()
}
