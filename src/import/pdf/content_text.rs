//! The text that the content of a page shows: glyphs with their places, in the order of the file.

use super::font::PdfFont;
use super::matrix::Matrix;
use super::to_unicode::utf16_text;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{
    Array, Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString,
};
use hayro_syntax::page::{Page, Resources, Rotation};
use std::collections::HashMap;
use std::rc::Rc;

/// The deepest nesting of forms.
const MAX_FORM_DEPTH: usize = 12;

/// The most instructions of a document, forms counted each time they are shown.
const MAX_INSTRUCTIONS: usize = 20_000_000;

/// The most glyphs of a document.
const MAX_GLYPHS: usize = 5_000_000;

/// A glyph on a page. Coordinates are in points from the upper left corner.
#[derive(Clone, Debug)]
pub(super) struct PageGlyph {
    pub text: String,
    pub x: f64,
    pub end_x: f64,
    /// The base line.
    pub y: f64,
    pub size: f64,
    pub is_bold: bool,
    /// Whether the file gives its place, and not only the glyph before it.
    pub is_placed: bool,
    /// Whether the file says that it is a header, a footer or a page number.
    pub is_pagination: bool,
}

/// Reads the pages of a document; fonts are read once.
#[derive(Debug, Default)]
pub(super) struct ContentReader {
    fonts: HashMap<ObjectIdentifier, Rc<PdfFont>>,
    glyphs: Vec<PageGlyph>,
    n_glyphs: usize,
    n_instructions: usize,
    pub n_pictures: usize,
}

/// The state that `q` saves.
#[derive(Clone, Debug)]
struct GraphicsState {
    transform: Matrix,
    font: Option<Rc<PdfFont>>,
    size: f64,
    char_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

/// Marked content that is open.
#[derive(Clone, Debug, Default)]
struct MarkedContent {
    /// The text that replaces that of its glyphs; taken by the first.
    actual_text: Option<String>,
    has_actual_text: bool,
    is_pagination: bool,
}

/// One content stream that is being read.
struct StreamState {
    graphics: GraphicsState,
    saved: Vec<GraphicsState>,
    text_matrix: Matrix,
    line_matrix: Matrix,
    /// Whether the next glyph is at a place that the file gives.
    is_placed: bool,
    marked: Vec<MarkedContent>,
}

impl ContentReader {
    /// Returns the glyphs of a page.
    pub(super) fn read_page(&mut self, page: &Page<'_>) -> Vec<PageGlyph> {
        let graphics = GraphicsState {
            transform: initial_transform(page),
            font: None,
            size: 0.0,
            char_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        if let Some(content) = page.page_stream() {
            self.read_stream(content, page.resources(), graphics, 0);
        }
        std::mem::take(&mut self.glyphs)
    }

    fn read_stream(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        graphics: GraphicsState,
        depth: usize,
    ) {
        let mut state = StreamState {
            graphics,
            saved: Vec::new(),
            text_matrix: Matrix::IDENTITY,
            line_matrix: Matrix::IDENTITY,
            is_placed: true,
            marked: Vec::new(),
        };
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            self.n_instructions += 1;
            if self.n_instructions > MAX_INSTRUCTIONS || self.n_glyphs > MAX_GLYPHS {
                return;
            }
            if let TypedInstruction::XObject(name) = &instruction {
                if let Some(form) = resources.get_x_object(name.0) {
                    self.read_x_object(&form, resources, &state.graphics, depth);
                }
                continue;
            }
            self.read_instruction(&mut state, &instruction, resources);
        }
    }

    fn read_x_object(
        &mut self,
        form: &Stream<'_>,
        resources: &Resources<'_>,
        graphics: &GraphicsState,
        depth: usize,
    ) {
        let dict = form.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|subtype| subtype.as_str() != "Form") {
            self.n_pictures += 1;
            return;
        }
        let Ok(content) = form.decoded_data() else { return };
        if depth >= MAX_FORM_DEPTH {
            return;
        }
        let mut graphics = graphics.clone();
        if let Some(matrix) = dict.get::<Array<'_>>("Matrix").and_then(|it| Matrix::of_array(&it)) {
            graphics.transform = matrix.then(graphics.transform);
        }
        match dict.get::<Dict<'_>>("Resources") {
            Some(own) => self.read_stream(&content, &Resources::new(own), graphics, depth + 1),
            None => self.read_stream(&content, resources, graphics, depth + 1),
        }
    }

    fn read_instruction(
        &mut self,
        state: &mut StreamState,
        instruction: &TypedInstruction<'_, '_>,
        resources: &Resources<'_>,
    ) {
        let graphics = &mut state.graphics;
        match instruction {
            TypedInstruction::SaveState(_) => state.saved.push(graphics.clone()),
            TypedInstruction::RestoreState(_) => {
                if let Some(saved) = state.saved.pop() {
                    state.graphics = saved;
                }
            }
            TypedInstruction::Transform(it) => {
                let matrix = Matrix::of_numbers([it.0, it.1, it.2, it.3, it.4, it.5]);
                graphics.transform = matrix.then(graphics.transform);
            }
            TypedInstruction::BeginText(_) => state.set_matrix(Matrix::IDENTITY),
            TypedInstruction::TextFont(it) => {
                graphics.size = it.1.as_f64();
                graphics.font = resources.get_font(it.0).map(|dict| self.font(&dict));
            }
            TypedInstruction::CharacterSpacing(it) => graphics.char_spacing = it.0.as_f64(),
            TypedInstruction::WordSpacing(it) => graphics.word_spacing = it.0.as_f64(),
            TypedInstruction::HorizontalScaling(it) => graphics.scale = it.0.as_f64() / 100.0,
            TypedInstruction::TextLeading(it) => graphics.leading = it.0.as_f64(),
            TypedInstruction::TextRise(it) => graphics.rise = it.0.as_f64(),
            TypedInstruction::NextLine(it) => state.next_line(it.0.as_f64(), it.1.as_f64()),
            TypedInstruction::NextLineAndSetLeading(it) => {
                graphics.leading = -it.1.as_f64();
                state.next_line(it.0.as_f64(), it.1.as_f64());
            }
            TypedInstruction::SetTextMatrix(it) => {
                state.set_matrix(Matrix::of_numbers([it.0, it.1, it.2, it.3, it.4, it.5]));
            }
            TypedInstruction::NextLineUsingLeading(_) => state.next_line_by_leading(),
            TypedInstruction::ShowText(it) => self.show(state, it.0),
            TypedInstruction::NextLineAndShowText(it) => {
                state.next_line_by_leading();
                self.show(state, it.0);
            }
            TypedInstruction::ShowTextWithParameters(it) => {
                graphics.word_spacing = it.0.as_f64();
                graphics.char_spacing = it.1.as_f64();
                state.next_line_by_leading();
                self.show(state, it.2);
            }
            TypedInstruction::ShowTexts(it) => self.show_all(state, it.0),
            TypedInstruction::InlineImage(_) => self.n_pictures += 1,
            TypedInstruction::BeginMarkedContent(_) => state.push_marked(None, resources, ""),
            TypedInstruction::BeginMarkedContentWithProperties(it) => {
                state.push_marked(Some(it.1), resources, it.0.as_str());
            }
            TypedInstruction::EndMarkedContent(_) => {
                state.marked.pop();
            }
            _ => {}
        }
    }

    fn font(&mut self, dict: &Dict<'_>) -> Rc<PdfFont> {
        let Some(id) = dict.obj_id() else { return Rc::new(PdfFont::read(dict)) };
        let font = self.fonts.entry(id).or_insert_with(|| Rc::new(PdfFont::read(dict)));
        Rc::clone(font)
    }

    fn show_all(&mut self, state: &mut StreamState, items: &Array<'_>) {
        for item in items.iter::<Object<'_>>() {
            match item {
                Object::String(string) => self.show(state, &string),
                Object::Number(number) => {
                    let graphics = &state.graphics;
                    let offset = -number.as_f64() / 1_000.0 * graphics.size * graphics.scale;
                    state.advance(offset);
                }
                _ => {}
            }
        }
    }

    fn show(&mut self, state: &mut StreamState, string: &PdfString<'_>) {
        let Some(font) = state.graphics.font.clone() else { return };
        for glyph in font.decode(string.as_bytes()) {
            let graphics = &state.graphics;
            let matrix = state.text_matrix.then(graphics.transform);
            let width = glyph.width / 1_000.0 * graphics.size;
            let spacing = graphics.char_spacing
                + if glyph.is_word_space { graphics.word_spacing } else { 0.0 };
            let advance = (width + spacing) * graphics.scale;
            let start = matrix.apply(0.0, graphics.rise);
            let end = matrix.apply(width * graphics.scale, graphics.rise);
            let top = matrix.apply(0.0, graphics.rise + graphics.size);
            let size = (top.0 - start.0).hypot(top.1 - start.1);
            // Text that is not horizontal is left as it comes, one glyph after the other.
            let is_horizontal = (end.1 - start.1).abs() <= (end.0 - start.0).abs() * 0.1;
            let (x, end_x) = if is_horizontal { (start.0, end.0) } else { (start.0, start.0) };
            let text = state.glyph_text(glyph.text);
            let is_pagination = state.marked.iter().any(|marked| marked.is_pagination);
            let is_placed = std::mem::take(&mut state.is_placed);
            state.advance(advance);
            if !text.is_empty() && x.is_finite() && end_x.is_finite() && start.1.is_finite() {
                self.n_glyphs += 1;
                let (y, is_bold) = (start.1, font.is_bold);
                self.glyphs.push(PageGlyph {
                    text,
                    x,
                    end_x,
                    y,
                    size,
                    is_bold,
                    is_placed,
                    is_pagination,
                });
            }
        }
    }
}

impl StreamState {
    fn set_matrix(&mut self, matrix: Matrix) {
        (self.text_matrix, self.line_matrix) = (matrix, matrix);
        self.is_placed = true;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set_matrix(Matrix::translation(x, y).then(self.line_matrix));
    }

    fn next_line_by_leading(&mut self) {
        self.next_line(0.0, -self.graphics.leading);
    }

    fn advance(&mut self, offset: f64) {
        self.text_matrix = Matrix::translation(offset, 0.0).then(self.text_matrix);
    }

    fn push_marked(
        &mut self,
        properties: Option<&Object<'_>>,
        resources: &Resources<'_>,
        tag: &str,
    ) {
        let dict = match properties {
            Some(Object::Dict(dict)) => Some(dict.clone()),
            Some(Object::Name(name)) => resources.properties.get::<Dict<'_>>(name),
            _ => None,
        };
        let dict = dict.unwrap_or_default();
        let actual_text = dict.get::<PdfString<'_>>("ActualText");
        let actual_text = actual_text.map(|text| text_string(text.as_bytes()));
        let is_pagination = tag == "Artifact"
            && dict.get::<Name<'_>>("Type").is_some_and(|it| it.as_str() == "Pagination");
        let has_actual_text = actual_text.is_some();
        self.marked.push(MarkedContent { actual_text, has_actual_text, is_pagination });
    }

    /// Returns the text of a glyph; that of the marked content around it replaces it.
    fn glyph_text(&mut self, text: Option<String>) -> String {
        match self.marked.iter_mut().rev().find(|marked| marked.has_actual_text) {
            Some(marked) => marked.actual_text.take().unwrap_or_default(),
            None => text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string()),
        }
    }
}

/// Decodes a text string: UTF-16 or UTF-8 with a byte order mark, or else Latin 1.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16_text(rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

/// Returns the transform of a page to points from the upper left corner of what is shown.
fn initial_transform(page: &Page<'_>) -> Matrix {
    let rect = page.intersected_crop_box();
    Matrix(match page.rotation() {
        Rotation::None => [1.0, 0.0, 0.0, -1.0, -rect.x0, rect.y1],
        Rotation::Horizontal => [0.0, 1.0, 1.0, 0.0, -rect.y0, -rect.x0],
        Rotation::Flipped => [-1.0, 0.0, 0.0, 1.0, rect.x1, -rect.y0],
        Rotation::FlippedHorizontal => [0.0, -1.0, -1.0, 0.0, rect.y1, rect.x1],
    })
}
