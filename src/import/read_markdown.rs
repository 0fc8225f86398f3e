//! Reads a paper in Markdown.

use super::paper::{Paper, PaperBlock, TableHeader, note_sign};
use super::read_html::read_html_fragment;
use super::read_plain_text::{begins_block, push_lines, split_at_labels};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::collections::BTreeMap;

/// Reads a decoded text.
pub(super) fn read_markdown(text: &str) -> Paper {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = MarkdownPaperReader::default();
    for event in Parser::new_ext(text, options) {
        reader.read_event(event);
    }
    reader.finish()
}

#[derive(Debug, Default)]
struct MarkdownPaperReader {
    paper: Paper,
    /// The text of the block that is being read.
    text: String,
    /// The level of the heading that is being read.
    heading_level: Option<u8>,
    /// The lists around the block; the number of the next item of a numbered one.
    lists: Vec<Option<u64>>,
    /// The mark of the item whose first paragraph is being read.
    item_mark: Option<String>,
    rows: Vec<Vec<String>>,
    /// The label of the note that is being read.
    note: Option<String>,
    /// The notes that have been referred to, in order, with the number of the blocks before them.
    references: Vec<(usize, String)>,
    notes: BTreeMap<String, Vec<String>>,
    html: String,
    is_skipped: bool,
    n_pictures: usize,
}

impl MarkdownPaperReader {
    fn read_event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.push_str(&text),
            Event::InlineMath(text) | Event::DisplayMath(text) => self.push_str(&text),
            Event::SoftBreak | Event::HardBreak => self.push_str("\n"),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => {
                if html.starts_with("<br") {
                    self.push_str("\n");
                }
            }
            Event::FootnoteReference(label) => self.push_reference(&label),
            Event::Rule => self.flush(),
            Event::TaskListMarker(is_done) => self.push_str(if is_done { "☑ " } else { "☐ " }),
        }
    }

    fn push_str(&mut self, text: &str) {
        if !self.is_skipped {
            self.text.push_str(text);
        }
    }

    fn push_reference(&mut self, label: &CowStr<'_>) {
        self.push_str(&note_sign(label));
        if self.note.is_none() {
            self.references.push((self.paper.blocks.len(), label.to_string()));
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading_level = Some(heading_number(level));
            }
            Tag::List(first_number) => {
                self.flush();
                self.lists.push(first_number);
            }
            Tag::Item => {
                self.flush();
                self.item_mark = Some(self.next_item_mark());
            }
            Tag::FootnoteDefinition(label) => {
                self.flush();
                self.note = Some(label.to_string());
            }
            Tag::Table(_) => {
                self.flush();
                self.rows.clear();
            }
            Tag::TableHead | Tag::TableRow => self.rows.push(Vec::new()),
            Tag::Image { .. } => self.n_pictures += 1,
            Tag::MetadataBlock(_) => self.is_skipped = true,
            Tag::Paragraph | Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock => {
                self.flush();
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                let level = self.heading_level.take().unwrap_or(1);
                let text = std::mem::take(&mut self.text);
                self.paper.push_text(&text, |text| PaperBlock::Heading { level, text });
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.item_mark = None;
            }
            TagEnd::FootnoteDefinition => {
                self.flush();
                self.note = None;
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell);
                }
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.rows);
                self.paper.push_table(&rows, TableHeader::FirstRow);
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                read_html_fragment(&mut self.paper, &html);
            }
            TagEnd::MetadataBlock(_) => {
                self.is_skipped = false;
                self.text.clear();
            }
            TagEnd::Paragraph | TagEnd::BlockQuote(_) | TagEnd::CodeBlock => self.flush(),
            _ => {}
        }
    }

    fn next_item_mark(&mut self) -> String {
        match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            Some(None) | None => "– ".to_owned(),
        }
    }

    /// Appends what has been read as a block.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        if let Some(label) = &self.note {
            self.notes.entry(label.clone()).or_default().push(text);
            return;
        }
        for block in split_at_labels(&text) {
            let block = block.trim();
            match self.item_mark.take() {
                Some(mark) => {
                    // An item may have a label of its own: `- (a) corn`.
                    let is_labelled = mark.starts_with('–') && begins_block(block);
                    let text = if is_labelled { block.to_owned() } else { mark + block };
                    self.paper.push_text(&text, PaperBlock::ListItem);
                }
                None => push_lines(&mut self.paper, block),
            }
        }
    }

    /// Puts the notes after the blocks that refer to them, and those without a reference last.
    fn finish(mut self) -> Paper {
        self.flush();
        let mut notes = std::mem::take(&mut self.notes);
        let blocks = std::mem::take(&mut self.paper.blocks);
        let mut references = std::mem::take(&mut self.references).into_iter().peekable();
        for (index, block) in blocks.into_iter().enumerate() {
            self.paper.blocks.push(block);
            while let Some((_, label)) =
                references.next_if(|(block_index, _)| *block_index <= index)
            {
                push_note(&mut self.paper, &label, notes.remove(&label));
            }
        }
        for (label, texts) in notes {
            push_note(&mut self.paper, &label, Some(texts));
        }
        if self.n_pictures > 0 {
            self.paper.findings.push(super::ImportFinding::Pictures(self.n_pictures));
        }
        self.paper
    }
}

fn push_note(paper: &mut Paper, label: &str, texts: Option<Vec<String>>) {
    let Some(texts) = texts else { return };
    let text = format!("{}{}", note_sign(label), texts.join(" "));
    paper.push_text(&text, PaperBlock::Note);
}

fn heading_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
