//! A font of a PDF: which text its codes mean, and how wide they are.

use super::glyph_names::{BaseEncoding, text_of_glyph};
use super::to_unicode::{ToUnicode, utf16_text};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use std::collections::HashMap;

/// The width of a glyph of a font that does not say, in thousandths of its size.
const USUAL_WIDTH: f64 = 500.0;

/// A font that text is shown in.
#[derive(Debug)]
pub(super) struct PdfFont {
    to_unicode: Option<ToUnicode>,
    /// The texts of the codes of a simple font.
    simple_texts: Vec<Option<String>>,
    widths: HashMap<u32, f64>,
    default_width: f64,
    code_bytes: usize,
    /// Whether codes are UTF-16.
    is_unicode: bool,
    pub is_bold: bool,
}

/// A code of a string, as text.
#[derive(Debug, PartialEq)]
pub(super) struct DecodedGlyph {
    /// `None` means that its meaning is unknown.
    pub text: Option<String>,
    /// In thousandths of the size.
    pub width: f64,
    /// Whether it is the single byte to which the word spacing applies.
    pub is_word_space: bool,
}

impl PdfFont {
    pub(super) fn read(dict: &Dict<'_>) -> Self {
        let to_unicode = dict.get::<Stream<'_>>("ToUnicode").and_then(|it| it.decoded_data().ok());
        let to_unicode = to_unicode.map(|data| ToUnicode::parse(&data));
        let name = dict.get::<Name<'_>>("BaseFont").map(|name| name.as_str().to_lowercase());
        let name = name.unwrap_or_default();
        let is_bold = ["bold", "black", "heavy", "semibold"].iter().any(|it| name.contains(it));
        let font = Self {
            to_unicode: to_unicode.filter(|table| !table.is_empty()),
            simple_texts: Vec::new(),
            widths: HashMap::new(),
            default_width: USUAL_WIDTH,
            code_bytes: 1,
            is_unicode: false,
            is_bold,
        };
        match dict.get::<Name<'_>>("Subtype") {
            Some(subtype) if subtype.as_str() == "Type0" => font.with_composite(dict),
            _ => font.with_simple(dict),
        }
    }

    fn with_composite(mut self, dict: &Dict<'_>) -> Self {
        let declared = self.to_unicode.as_ref().and_then(|table| table.code_bytes);
        let encoding = dict.get::<Name<'_>>("Encoding").map(|name| name.as_str().to_owned());
        let is_identity = encoding.as_ref().is_some_and(|name| name.starts_with("Identity"));
        self.code_bytes = if is_identity { 2 } else { declared.unwrap_or(2) };
        self.is_unicode =
            encoding.is_some_and(|name| name.contains("UCS2") || name.contains("UTF16"));
        self.default_width = 1_000.0;
        let descendants = dict.get::<Array<'_>>("DescendantFonts");
        let Some(descendant) = descendants.and_then(|fonts| fonts.iter::<Dict<'_>>().next()) else {
            return self;
        };
        if let Some(width) = descendant.get::<f64>("DW") {
            self.default_width = width;
        }
        if let Some(widths) = descendant.get::<Array<'_>>("W") {
            self.read_composite_widths(&widths);
        }
        self
    }

    /// Reads `1 [500 600] 10 20 700`.
    fn read_composite_widths(&mut self, widths: &Array<'_>) {
        let mut codes: Vec<u32> = Vec::new();
        for object in widths.iter::<Object<'_>>() {
            match (object, codes.as_slice()) {
                (Object::Array(list), [first]) => {
                    let numbered = (*first..).zip(list.iter::<f64>());
                    self.widths.extend(numbered);
                    codes.clear();
                }
                (Object::Number(width), [first, last]) => {
                    let last = (*last).min(first.saturating_add(0xffff));
                    self.widths.extend((*first..=last).map(|code| (code, width.as_f64())));
                    codes.clear();
                }
                (Object::Number(code), _) => {
                    codes.push(u32::try_from(code.as_i64()).unwrap_or_default());
                }
                _ => codes.clear(),
            }
        }
    }

    fn with_simple(mut self, dict: &Dict<'_>) -> Self {
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor").unwrap_or_default();
        if let Some(width) = descriptor.get::<f64>("MissingWidth").filter(|width| *width > 0.0) {
            self.default_width = width;
        }
        let is_type3 = dict.get::<Name<'_>>("Subtype").is_some_and(|it| it.as_str() == "Type3");
        let matrix = dict.get::<Array<'_>>("FontMatrix").filter(|_| is_type3);
        let scale = matrix.and_then(|matrix| matrix.iter::<f64>().next()).unwrap_or(0.001);
        let first = dict.get::<u32>("FirstChar").unwrap_or_default();
        if let Some(widths) = dict.get::<Array<'_>>("Widths") {
            let widths = widths.iter::<f64>().map(|width| width * scale * 1_000.0);
            self.widths.extend((first..).zip(widths));
        }
        self.simple_texts = simple_texts(dict);
        self
    }

    /// Returns the glyphs of a string.
    pub(super) fn decode(&self, bytes: &[u8]) -> Vec<DecodedGlyph> {
        let glyph = |code_bytes: &[u8]| {
            let code = code_bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            let width = self.widths.get(&code).copied().unwrap_or(self.default_width);
            let is_word_space = code_bytes == b" ";
            DecodedGlyph { text: self.text(code, code_bytes), width, is_word_space }
        };
        bytes.chunks(self.code_bytes).map(glyph).collect()
    }

    fn text(&self, code: u32, code_bytes: &[u8]) -> Option<String> {
        let mapped = self.to_unicode.as_ref().and_then(|table| table.text(code));
        if let Some(text) = mapped.map(printable_text).filter(|text| !text.is_empty()) {
            return Some(text);
        }
        if self.is_unicode {
            return Some(utf16_text(code_bytes));
        }
        let index = usize::try_from(code).ok()?;
        self.simple_texts.get(index).cloned().flatten()
    }
}

/// Returns a text without what is not a character, and with the bullets of symbol fonts.
fn printable_text(text: &str) -> String {
    let char = |char: char| match char {
        '\0'..='\u{8}' | '\u{e}'..='\u{1f}' => None,
        '\u{f0b7}' | '\u{f0a7}' => Some('•'),
        '\u{e000}'..='\u{f8ff}' => Some(char::REPLACEMENT_CHARACTER),
        _ => Some(char),
    };
    text.chars().filter_map(char).collect()
}

/// Returns the texts of the codes of a simple font: by its encoding and the differences from it.
fn simple_texts(dict: &Dict<'_>) -> Vec<Option<String>> {
    let named = |name: Name<'_>| BaseEncoding::named(name.as_str());
    let (mut base, mut differences) = (None, None);
    match dict.get::<Object<'_>>("Encoding") {
        Some(Object::Name(name)) => base = named(name),
        Some(Object::Dict(encoding)) => {
            base = encoding.get::<Name<'_>>("BaseEncoding").and_then(named);
            differences = encoding.get::<Array<'_>>("Differences");
        }
        _ => {}
    }
    let base = base.unwrap_or(BaseEncoding::Standard);
    let text = |code| base.char(code).map(|char| char.to_string());
    let mut texts: Vec<Option<String>> = (0..=u8::MAX).map(text).collect();
    let mut code = 0;
    for object in differences.iter().flat_map(|list| list.iter::<Object<'_>>()) {
        match object {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(text) = texts.get_mut(code) {
                    *text = text_of_glyph(name.as_str());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    texts
}
