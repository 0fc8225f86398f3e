//! Reads the text of a document: its paragraphs with their labels, tables, notes and boxes.

use super::LeftOutCounts;
use super::numbering::{LabelForm, Numbering, ParagraphLabel};
use super::paragraph::{DocxParagraph, DocxRun, symbol};
use super::styles::StyleSheet;
use super::xml_event::{XmlElement, XmlEvent, for_each_event};
use crate::import::finding::ImportFailure;
use crate::import::list_number::NumberForm;
use crate::import::paper::{Paper, PaperBlock, note_sign};
use crate::import::read_plain_text::split_at_labels;
use crate::import::table_grid::{CellSpan, TableGrid};
use std::collections::HashMap;

/// How much of the first tracked change is named, in characters.
const MAX_EXCERPT_CHARS: usize = 60;

/// Reads parts with text: the document, and its notes.
pub(super) struct BodyReader<'a> {
    styles: &'a StyleSheet,
    numbering: Numbering,
    /// The texts of the notes, by element and id.
    notes: HashMap<(&'static str, String), String>,
    n_footnotes: u32,
    n_endnotes: u32,
    /// The paragraphs that are open: one, and those in its text boxes.
    paragraphs: Vec<DocxParagraph>,
    /// The blocks of text boxes, which follow the paragraph around them.
    box_blocks: Vec<PaperBlock>,
    tables: Vec<DocxTable>,
    blocks: Vec<PaperBlock>,
    /// The fields that are open; whether their instructions are being read.
    fields: Vec<FieldPart>,
    /// How many elements are open that are not read.
    n_skipped: usize,
    /// How many tracked changes are open.
    n_open_changes: usize,
    changes: TrackedChanges,
    n_paragraphs: usize,
    left_out: LeftOutCounts,
}

/// A table that is open.
#[derive(Debug, Default)]
struct DocxTable {
    grid: TableGrid,
    span: CellSpan,
    has_cell: bool,
}

/// The part of a field that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FieldPart {
    Instruction,
    Result,
}

/// The tracked changes that have been found.
#[derive(Debug, Default)]
struct TrackedChanges {
    count: usize,
    paragraph: usize,
    excerpt: String,
}

impl<'a> BodyReader<'a> {
    pub(super) fn new(styles: &'a StyleSheet, numbering: Numbering) -> Self {
        Self {
            styles,
            numbering,
            notes: HashMap::new(),
            n_footnotes: 0,
            n_endnotes: 0,
            paragraphs: Vec::new(),
            box_blocks: Vec::new(),
            tables: Vec::new(),
            blocks: Vec::new(),
            fields: Vec::new(),
            n_skipped: 0,
            n_open_changes: 0,
            changes: TrackedChanges::default(),
            n_paragraphs: 0,
            left_out: LeftOutCounts::default(),
        }
    }

    /// Reads the footnotes or endnotes, so that they can be placed.
    pub(super) fn read_notes(
        &mut self,
        xml: &str,
        kind: &'static str,
    ) -> Result<(), ImportFailure> {
        let mut current: Option<String> = None;
        for_each_event(xml, |event| {
            match event {
                XmlEvent::Start(element) if element.name == kind => {
                    // The line above the notes is one, too.
                    let is_text = element.attribute("type").is_none_or(|it| it == "normal");
                    current = element.attribute("id").filter(|_| is_text).map(str::to_owned);
                    self.blocks.clear();
                }
                XmlEvent::End(name) if name == kind => {
                    let text = self.take_texts().join(" ");
                    if let Some(id) = current.take() {
                        self.notes.insert((kind, id), text);
                    }
                }
                event => self.read_event(event),
            }
            Ok(())
        })?;
        self.n_paragraphs = 0;
        Ok(())
    }

    /// Returns the texts of a part that is not in the text of the paper.
    pub(super) fn read_texts(mut self, xml: &str) -> Result<Vec<String>, ImportFailure> {
        for_each_event(xml, |event| {
            self.read_event(event);
            Ok(())
        })?;
        Ok(self.take_texts())
    }

    /// Takes the texts of the blocks that have been read.
    fn take_texts(&mut self) -> Vec<String> {
        let texts = self.blocks.drain(..).filter_map(|block| match block {
            PaperBlock::Heading { text, .. }
            | PaperBlock::Paragraph(text)
            | PaperBlock::ListItem(text) => Some(text),
            PaperBlock::Table { rows, .. } => Some(rows.concat().join(" ")),
            PaperBlock::Note(_) => None,
        });
        texts.collect()
    }

    /// Reads the document.
    ///
    /// # Errors
    /// It is damaged, or has tracked changes.
    pub(super) fn read(mut self, xml: &str, paper: &mut Paper) -> Result<(), ImportFailure> {
        self.blocks.clear();
        let mut is_in_body = false;
        for_each_event(xml, |event| {
            if let XmlEvent::Start(element) = &event {
                is_in_body |= element.name == "body";
            }
            if is_in_body {
                self.read_event(event);
            }
            Ok(())
        })?;
        let TrackedChanges { count, paragraph, excerpt } = self.changes;
        if count > 0 {
            let excerpt = excerpt.split_whitespace().collect::<Vec<_>>().join(" ");
            return Err(ImportFailure::TrackedChanges { count, paragraph, excerpt });
        }
        for block in self.blocks {
            match block {
                PaperBlock::Heading { level, text } => {
                    paper.push_text(&text, |text| PaperBlock::Heading { level, text });
                }
                PaperBlock::Paragraph(text) => paper.push_text(&text, PaperBlock::Paragraph),
                PaperBlock::ListItem(text) => paper.push_text(&text, PaperBlock::ListItem),
                PaperBlock::Note(text) => paper.push_text(&text, PaperBlock::Note),
                PaperBlock::Table { rows, header } => paper.push_table(&rows, header),
            }
        }
        paper.findings.extend(self.left_out.into_findings());
        Ok(())
    }

    fn read_event(&mut self, event: XmlEvent) {
        match event {
            XmlEvent::Start(element) if self.n_skipped > 0 || is_skipped(&element.name) => {
                self.n_skipped += 1;
            }
            XmlEvent::End(_) if self.n_skipped > 0 => self.n_skipped -= 1,
            XmlEvent::Text(_) if self.n_skipped > 0 => {}
            XmlEvent::Start(element) => self.start(&element),
            XmlEvent::End(name) => self.end(&name),
            XmlEvent::Text(text) => self.push_text(&text),
        }
    }

    fn start(&mut self, element: &XmlElement) {
        match &*element.name {
            "p" => {
                self.n_paragraphs += 1;
                self.paragraphs.push(DocxParagraph::default());
            }
            "tbl" => {
                self.tables.push(DocxTable::default());
            }
            "ins" | "del" | "moveFrom" | "moveTo" | "cellIns" | "cellDel" => self.start_change(),
            "txbxContent" => self.left_out.n_text_boxes += 1,
            _ if !self.tables.is_empty() && self.start_in_table(element) => {}
            _ => self.start_in_paragraph(element),
        }
    }

    fn start_change(&mut self) {
        self.changes.count += 1;
        self.n_open_changes += 1;
        if self.changes.count == 1 {
            self.changes.paragraph = self.n_paragraphs;
            let text = self.paragraphs.last().map(|paragraph| paragraph.text.as_str());
            let text = text.unwrap_or_default();
            let n_chars = text.chars().count().saturating_sub(MAX_EXCERPT_CHARS / 2);
            self.changes.excerpt = text.chars().skip(n_chars).collect();
        }
    }

    /// Reads an element of a table. Returns whether it was one.
    fn start_in_table(&mut self, element: &XmlElement) -> bool {
        let Some(table) = self.tables.last_mut() else { return false };
        match &*element.name {
            "tr" => table.grid.start_row(),
            "tc" => {
                (table.span, table.has_cell) = (CellSpan::default(), false);
            }
            "gridSpan" => table.span.n_columns = element.number().unwrap_or(1),
            // Word sets it for every table that it makes, so the cells have to agree.
            "tblLook" if has_first_row(element) => table.grid.suggest_header(),
            "tblHeader" if element.is_on() => table.grid.mark_header(),
            _ => return false,
        }
        true
    }

    fn start_in_paragraph(&mut self, element: &XmlElement) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match &*element.name {
            "pStyle" => paragraph.style = element.attribute("val").map(str::to_owned),
            "numId" => paragraph.list = element.number(),
            "ilvl" => paragraph.list_level = element.number(),
            "outlineLvl" => paragraph.outline_level = element.number(),
            "r" => paragraph.run = DocxRun::default(),
            "vanish" if element.is_on() => paragraph.run.is_hidden = true,
            "vertAlign" => {
                paragraph.run.is_raised = element.attribute("val") == Some("superscript");
            }
            "tab" | "ptab" => paragraph.push_text("\t"),
            "br" | "cr" => paragraph.push_text("\n"),
            "noBreakHyphen" => paragraph.push_text("-"),
            "softHyphen" => paragraph.push_text("\u{ad}"),
            "sym" => {
                let code =
                    element.attribute("char").and_then(|it| u32::from_str_radix(it, 16).ok());
                let font = element.attribute("font").unwrap_or_default();
                let char = code.map_or(char::REPLACEMENT_CHARACTER, |code| symbol(font, code));
                paragraph.push_text(&char.to_string());
            }
            "fldChar" => match element.attribute("fldCharType") {
                Some("begin") => self.fields.push(FieldPart::Instruction),
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut() {
                        *field = FieldPart::Result;
                    }
                }
                _ => {
                    self.fields.pop();
                }
            },
            "footnoteReference" => self.refer_to_note("footnote", element),
            "endnoteReference" => self.refer_to_note("endnote", element),
            "commentReference" => self.left_out.n_comments += 1,
            "blip" | "imagedata" => self.left_out.n_pictures += 1,
            _ => {}
        }
    }

    fn refer_to_note(&mut self, kind: &'static str, element: &XmlElement) {
        let has_own_sign =
            matches!(element.attribute("customMarkFollows"), Some("1" | "true" | "on"));
        let id = element.attribute("id").unwrap_or_default().to_owned();
        let sign = match (has_own_sign, kind) {
            (true, _) => String::new(),
            (false, "footnote") => {
                self.n_footnotes += 1;
                note_sign(&self.n_footnotes.to_string())
            }
            (false, _) => {
                self.n_endnotes += 1;
                note_sign(&NumberForm::LowerRoman.format(self.n_endnotes))
            }
        };
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        paragraph.text.push_str(&sign);
        if let Some(text) = self.notes.remove(&(kind, id)) {
            paragraph.notes.push(format!("{sign}{text}"));
        }
    }

    fn push_text(&mut self, text: &str) {
        if self.fields.last() == Some(&FieldPart::Instruction) {
            return;
        }
        if self.n_open_changes > 0 && self.changes.count == 1 {
            let n_left = MAX_EXCERPT_CHARS.saturating_sub(self.changes.excerpt.chars().count());
            self.changes.excerpt.extend(text.chars().take(n_left));
        }
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        // Between elements there may be line breaks, which are not text.
        let is_layout = text.trim().is_empty() && text.contains('\n');
        if paragraph.run.is_hidden {
            self.left_out.n_hidden += 1;
        } else if !is_layout {
            paragraph.push_text(text);
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "p" => self.end_paragraph(),
            "r" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.run = DocxRun::default();
                }
            }
            "ins" | "del" | "moveFrom" | "moveTo" | "cellIns" | "cellDel" => {
                self.n_open_changes = self.n_open_changes.saturating_sub(1);
            }
            "tcPr" => self.start_cell(),
            "tc" => {
                // A cell without properties and paragraphs.
                self.start_cell();
            }
            "tbl" => self.end_table(),
            _ => {}
        }
    }

    /// Begins the cell once its properties are known.
    fn start_cell(&mut self) {
        let Some(table) = self.tables.last_mut().filter(|table| !table.has_cell) else { return };
        table.grid.start_cell(table.span);
        table.has_cell = true;
    }

    fn end_table(&mut self) {
        let Some(table) = self.tables.pop() else { return };
        let mut table_paper = Paper::default();
        table.grid.finish(&mut table_paper);
        if self.tables.is_empty() {
            self.blocks.append(&mut table_paper.blocks);
            return;
        }
        // A table within a cell is text.
        for block in table_paper.blocks {
            let words = match block {
                PaperBlock::Table { rows, .. } => rows.concat().join(" "),
                PaperBlock::Paragraph(text) => text,
                PaperBlock::Heading { .. } | PaperBlock::ListItem(_) | PaperBlock::Note(_) => {
                    continue;
                }
            };
            self.push_cell_text(&words);
        }
    }

    fn push_cell_text(&mut self, text: &str) {
        self.start_cell();
        if let Some(table) = self.tables.last_mut() {
            let has_text = table.grid.cell_text().is_some_and(|cell| !cell.is_empty());
            if has_text {
                table.grid.push_str(" ");
            }
            table.grid.push_str(text);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else { return };
        let label = self.label_of(&paragraph);
        let is_in_box = !self.paragraphs.is_empty();
        let blocks = paragraph_blocks(self.styles, &paragraph, label);
        let notes = paragraph.notes.into_iter().map(PaperBlock::Note);
        if is_in_box {
            self.box_blocks.extend(blocks.into_iter().chain(notes));
            return;
        }
        let boxes = std::mem::take(&mut self.box_blocks);
        if self.tables.is_empty() {
            self.blocks.extend(blocks.into_iter().chain(notes).chain(boxes));
            return;
        }
        for block in blocks.into_iter().chain(boxes) {
            if let PaperBlock::Heading { text, .. }
            | PaperBlock::Paragraph(text)
            | PaperBlock::ListItem(text) = block
            {
                self.push_cell_text(&text);
            }
        }
        self.blocks.extend(notes);
    }

    /// Returns the automatic number of a paragraph. One without text is not counted.
    fn label_of(&mut self, paragraph: &DocxParagraph) -> Option<ParagraphLabel> {
        let style = self.styles.numbering(paragraph.style.as_deref());
        let (list, level) = match (paragraph.list, style) {
            (Some(list), _) => (list, paragraph.list_level),
            (None, Some((list, level, style_id))) => {
                let own_level = paragraph.list_level.or(level);
                (list, own_level.or_else(|| self.numbering.level_of_style(list, style_id)))
            }
            (None, None) => return None,
        };
        self.numbering.next_label(list, level.unwrap_or_default())
    }
}

/// Returns the blocks of a paragraph: several if a label follows a line break in it.
fn paragraph_blocks(
    styles: &StyleSheet,
    paragraph: &DocxParagraph,
    label: Option<ParagraphLabel>,
) -> Vec<PaperBlock> {
    let own_level = paragraph.outline_level.and_then(|level| u8::try_from(level + 1).ok());
    let level = own_level.filter(|level| *level <= 9);
    let level = level.or_else(|| styles.heading_level(paragraph.style.as_deref()));
    if paragraph.text.trim().is_empty() {
        return Vec::new();
    }
    let mut text = String::new();
    let mut kind = LabelForm::Number;
    if let Some(label) = label {
        kind = label.kind;
        text = format!("{} ", label.text);
    }
    if styles.is_contents(paragraph.style.as_deref()) {
        text.push_str(&paragraph.text.replace('\t', " ..... "));
        return vec![PaperBlock::Paragraph(text)];
    }
    text.push_str(&paragraph.text);
    if let Some(level) = level {
        return vec![PaperBlock::Heading { level, text }];
    }
    let to_block = |text| match kind {
        LabelForm::Number => PaperBlock::Paragraph(text),
        LabelForm::Item => PaperBlock::ListItem(text),
    };
    split_at_labels(&text).into_iter().map(to_block).collect()
}

/// Returns whether an element is not read: the second choice of a program, properties that were
/// before a change, and instructions.
fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "Fallback"
            | "pPrChange"
            | "rPrChange"
            | "sectPrChange"
            | "tblPrChange"
            | "tcPrChange"
            | "trPrChange"
            | "numberingChange"
            | "instrText"
            | "delInstrText"
            | "rubyPr"
    )
}

/// Returns whether the look of a table has a first row of its own: as an attribute, or in the older
/// form as a bit.
fn has_first_row(look: &XmlElement) -> bool {
    const FIRST_ROW_BIT: u32 = 0x20;
    match look.attribute("firstRow") {
        Some(value) => matches!(value, "1" | "true" | "on"),
        None => {
            let bits = look.attribute("val").and_then(|it| u32::from_str_radix(it, 16).ok());
            bits.is_some_and(|bits| bits & FIRST_ROW_BIT != 0)
        }
    }
}
