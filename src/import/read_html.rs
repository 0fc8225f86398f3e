//! Reads a paper that is a web page, from its tokens. What a browser does not show is left out, and
//! so are menus and forms; of a page with a `<main>`, only that is the paper.

use super::finding::ImportFinding;
use super::html_list::HtmlList;
use super::paper::{Paper, PaperBlock, note_sign, to_superscript};
use super::read_plain_text::{begins_block, push_lines, split_at_labels};
use super::table_grid::{CellSpan, TableGrid};
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

/// Elements whose text is not part of a paper.
const SKIPPED: [&str; 16] = [
    "script", "style", "template", "noscript", "nav", "select", "button", "textarea", "dialog",
    "iframe", "object", "svg", "audio", "video", "canvas", "datalist",
];

/// Elements that end the paragraph around them.
const BLOCKS: [&str; 38] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements without content.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// How much of what is left out is named, in characters.
const MAX_EXCERPT_CHARS: usize = 60;

/// The deepest table that is read as one; those in its cells are text.
const MAX_TABLE_DEPTH: usize = 1;

/// Reads a decoded page.
pub(super) fn read_html(html: &str) -> Paper {
    let mut paper = Paper { url: saved_from(html), ..Paper::default() };
    let mut reader = HtmlReader::new(&mut paper);
    reader.is_outside_main = html.to_ascii_lowercase().matches("<main").count() == 1;
    reader.read(html);
    paper
}

/// Appends the blocks of a piece of HTML within another text.
pub(super) fn read_html_fragment(paper: &mut Paper, html: &str) {
    HtmlReader::new(paper).read(html);
}

struct HtmlReader<'a> {
    paper: &'a mut Paper,
    text: String,
    /// The element that is skipped, and how many of the same name are open within it.
    skipped: Option<(String, usize)>,
    /// The words that are left out.
    left_out: String,
    /// Whether the page has a `<main>` that is not open.
    is_outside_main: bool,
    lists: Vec<HtmlList>,
    /// The mark of the item whose first words are being read.
    item_mark: Option<String>,
    heading_level: Option<u8>,
    /// The outermost table, and how many are open.
    table: Option<(TableGrid, usize)>,
    /// The words before the first cell of a table.
    caption: String,
    is_in_title: bool,
    title: String,
    /// Where a raised text begins in `text`.
    raised: Option<RaisedText>,
    n_pictures: usize,
}

/// A raised text that is being read.
#[derive(Debug, Default)]
struct RaisedText {
    text: String,
    /// Whether it is a link within the page: the sign of a note.
    is_note_sign: bool,
}

impl<'a> HtmlReader<'a> {
    fn new(paper: &'a mut Paper) -> Self {
        Self {
            paper,
            text: String::new(),
            skipped: None,
            left_out: String::new(),
            is_outside_main: false,
            lists: Vec::new(),
            item_mark: None,
            heading_level: None,
            table: None,
            caption: String::new(),
            is_in_title: false,
            title: String::new(),
            raised: None,
            n_pictures: 0,
        }
    }

    fn read(mut self, html: &str) {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        for Ok(token) in Tokenizer::new_with_emitter(html, emitter) {
            match token {
                Token::StartTag(tag) => self.start(&tag),
                Token::EndTag(tag) => self.end(&String::from_utf8_lossy(&tag.name)),
                Token::String(text) => self.push_str(&String::from_utf8_lossy(&text)),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        self.finish();
    }

    fn start(&mut self, tag: &StartTag<()>) {
        let name = &*String::from_utf8_lossy(&tag.name);
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth += usize::from(*skipped == name);
            return;
        }
        match name {
            "html" => self.paper.language = attribute(tag, "lang"),
            "main" => {
                self.flush();
                self.is_outside_main = false;
            }
            _ if is_skipped(name, tag) => {
                self.skipped = Some((name.to_owned(), 1));
                self.left_out.push(' ');
                return;
            }
            "title" => self.is_in_title = true,
            "br" => self.push_str("\n"),
            "img" => self.n_pictures += usize::from(!self.is_outside_main),
            "link" if attribute(tag, "rel").is_some_and(|rel| rel == "canonical") => {
                let url = attribute(tag, "href").filter(|url| url.starts_with("http"));
                self.paper.url = self.paper.url.take().or(url);
            }
            "sup" => self.raised = Some(RaisedText::default()),
            "a" => {
                let is_inside = attribute(tag, "href").is_some_and(|href| href.starts_with('#'));
                if let Some(raised) = &mut self.raised {
                    raised.is_note_sign |= is_inside;
                }
            }
            _ => {}
        }
        if self.table.is_some() {
            self.start_in_table(name, tag);
        } else if BLOCKS.contains(&name) {
            self.start_block(name, tag);
        }
    }

    fn start_block(&mut self, name: &str, tag: &StartTag<()>) {
        self.flush();
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading_level = name.as_bytes().get(1).map(|digit| digit - b'0');
            }
            "ol" => self.lists.push(HtmlList::ordered(|name| attribute(tag, name))),
            "ul" => self.lists.push(HtmlList::unordered(|name| attribute(tag, name))),
            "li" => {
                let value = attribute(tag, "value").and_then(|value| value.parse().ok());
                let mark = self.lists.last_mut().map(|list| list.next_mark(value));
                self.item_mark = Some(mark.unwrap_or_else(|| "– ".to_owned()));
            }
            "table" => self.table = Some((TableGrid::default(), 1)),
            _ => {}
        }
    }

    fn start_in_table(&mut self, name: &str, tag: &StartTag<()>) {
        let Some((grid, depth)) = &mut self.table else { return };
        let span = |name| attribute(tag, name).and_then(|it| it.parse().ok()).unwrap_or(1);
        match name {
            "table" => *depth += 1,
            "tr" if *depth == MAX_TABLE_DEPTH => grid.start_row(),
            "td" | "th" if *depth == MAX_TABLE_DEPTH => {
                grid.start_cell(CellSpan { n_columns: span("colspan"), n_rows: span("rowspan") });
                if name == "th" {
                    grid.mark_header();
                }
            }
            "td" | "th" => grid.push_str(" "),
            "li" => grid.push_str(" – "),
            _ if BLOCKS.contains(&name) => grid.push_str(" "),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((skipped, depth)) = &mut self.skipped {
            *depth -= usize::from(*skipped == name);
            if *depth == 0 {
                self.skipped = None;
            }
            return;
        }
        match name {
            "title" => self.is_in_title = false,
            "sup" => self.end_raised(),
            "main" => self.flush(),
            "table" => self.end_table(),
            _ => {}
        }
        if self.table.is_some() || !BLOCKS.contains(&name) {
            return;
        }
        self.flush();
        match name {
            "ol" | "ul" => {
                self.lists.pop();
            }
            "li" => self.item_mark = None,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading_level = None,
            "main" => self.is_outside_main = true,
            _ => {}
        }
    }

    fn end_table(&mut self) {
        let Some((_, depth)) = &mut self.table else { return };
        *depth -= 1;
        if *depth > 0 {
            return;
        }
        let caption = std::mem::take(&mut self.caption);
        self.paper.push_text(&caption, PaperBlock::Paragraph);
        if let Some((grid, _)) = self.table.take() {
            grid.finish(self.paper);
        }
    }

    fn end_raised(&mut self) {
        let Some(raised) = self.raised.take() else { return };
        let text = match (raised.is_note_sign, to_superscript(&raised.text)) {
            (true, _) => note_sign(raised.text.trim_matches(['[', ']', ' '])),
            (false, Some(superscript)) => superscript,
            (false, None) => raised.text,
        };
        self.push_str(&text);
    }

    fn push_str(&mut self, text: &str) {
        if self.is_in_title {
            self.title.push_str(text);
        } else if self.skipped.as_ref().is_some_and(|(name, _)| has_words(name)) {
            self.left_out.push_str(text);
        } else if self.skipped.is_some() {
        } else if self.is_outside_main {
            self.left_out.push_str(text);
            self.left_out.push(' ');
        } else if let Some(raised) = &mut self.raised {
            raised.text.push_str(text);
        } else if let Some((grid, _)) = &mut self.table {
            match grid.cell_text() {
                Some(_) => grid.push_str(text),
                None => self.caption.push_str(text),
            }
        } else {
            self.text.push_str(text);
        }
    }

    /// Appends what has been read as blocks.
    fn flush(&mut self) {
        self.end_raised();
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        if let Some(level) = self.heading_level {
            self.paper.push_text(&text, |text| PaperBlock::Heading { level, text });
            return;
        }
        for block in split_at_labels(&text) {
            self.push_block(&block);
        }
    }

    fn push_block(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        match self.item_mark.take() {
            // The item has a label of its own.
            Some(mark) if mark.starts_with('–') && begins_block(text) => {
                self.paper.push_text(text, PaperBlock::ListItem);
            }
            Some(mark) => self.paper.push_text(&(mark + text), PaperBlock::ListItem),
            None => push_lines(self.paper, text),
        }
    }

    fn finish(mut self) {
        self.end_table();
        self.flush();
        let title = self.paper.clean(&self.title);
        if !title.is_empty() {
            self.paper.title = Some(title);
        }
        let left_out = self.paper.clean(&self.left_out);
        if !left_out.is_empty() {
            let excerpt: String = left_out.chars().take(MAX_EXCERPT_CHARS).collect();
            self.paper.findings.push(ImportFinding::LeftOut(excerpt));
        }
        if self.n_pictures > 0 {
            self.paper.findings.push(ImportFinding::Pictures(self.n_pictures));
        }
    }
}

/// Returns whether the text of an element is not shown, or not part of a paper.
fn is_skipped(name: &str, tag: &StartTag<()>) -> bool {
    let style = attribute(tag, "style").unwrap_or_default().to_ascii_lowercase();
    let is_hidden =
        attribute(tag, "hidden").is_some() || style.replace(' ', "").contains("display:none");
    !VOID.contains(&name) && !tag.self_closing && (SKIPPED.contains(&name) || is_hidden)
}

/// Returns whether readers see the words of an element that is left out.
fn has_words(name: &str) -> bool {
    !matches!(name, "script" | "style" | "template" | "noscript" | "svg" | "iframe")
}

fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8_lossy(value).into_owned())
}

/// Returns the address that a browser notes in a page that it saves:
/// `<!-- saved from url=(0023)https://example.org/ -->`.
fn saved_from(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("saved from url=(")?;
    let (_, rest) = rest.split_once(')')?;
    let end = rest.find(|char: char| char.is_whitespace())?;
    let url = rest.get(..end)?;
    url.starts_with("http").then(|| url.to_owned())
}
