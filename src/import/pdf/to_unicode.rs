//! The table of a font that says which text its codes mean: a `ToUnicode` CMap.

use std::collections::HashMap;

/// The most codes of a range: more is a mistake.
const MAX_RANGE: u32 = 0x1_0000;

/// The texts of codes.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    texts: HashMap<u32, String>,
    /// The number of bytes of a code, if the table says so and all codes have as many.
    pub code_bytes: Option<usize>,
}

/// A token of a CMap.
#[derive(Debug, PartialEq, Eq)]
enum CMapToken {
    Hex(Vec<u8>),
    OpenArray,
    CloseArray,
    Word(String),
}

impl ToUnicode {
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut table = Self::default();
        let tokens = tokenize(data);
        let mut index = 0;
        while let Some(token) = tokens.get(index) {
            index += 1;
            let CMapToken::Word(word) = token else { continue };
            let end = match &**word {
                "begincodespacerange" => "endcodespacerange",
                "beginbfchar" => "endbfchar",
                "beginbfrange" => "endbfrange",
                _ => continue,
            };
            let section = tokens.get(index..).unwrap_or_default();
            let is_end = |it: &CMapToken| matches!(it, CMapToken::Word(word) if word == end);
            let n_tokens = section.iter().position(is_end).unwrap_or(section.len());
            let section = section.get(..n_tokens).unwrap_or_default();
            match &**word {
                "begincodespacerange" => table.read_code_space(section),
                "beginbfchar" => table.read_chars(section),
                _ => table.read_ranges(section),
            }
            index += n_tokens;
        }
        table
    }

    /// Returns the text of a code.
    pub(super) fn text(&self, code: u32) -> Option<&str> {
        self.texts.get(&code).map(String::as_str)
    }

    /// Returns whether the table says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    fn read_code_space(&mut self, section: &[CMapToken]) {
        let lengths = section.iter().filter_map(|token| match token {
            CMapToken::Hex(bytes) => Some(bytes.len()),
            _ => None,
        });
        self.code_bytes = lengths.max().filter(|length| (1..=4).contains(length));
    }

    fn read_chars(&mut self, section: &[CMapToken]) {
        for pair in section.chunks_exact(2) {
            if let [CMapToken::Hex(code), CMapToken::Hex(text)] = pair {
                self.texts.insert(number(code), utf16_text(text));
            }
        }
    }

    fn read_ranges(&mut self, section: &[CMapToken]) {
        let mut tokens = section.iter();
        while let (Some(CMapToken::Hex(first)), Some(CMapToken::Hex(last)), Some(target)) =
            (tokens.next(), tokens.next(), tokens.next())
        {
            let (first, last) = (number(first), number(last));
            let n_codes = last.saturating_sub(first).min(MAX_RANGE);
            match target {
                CMapToken::Hex(text) => {
                    let text = utf16_text(text);
                    for offset in 0..=n_codes {
                        self.texts.insert(first + offset, following_text(&text, offset));
                    }
                }
                CMapToken::OpenArray => {
                    let mut code = first;
                    for token in tokens.by_ref() {
                        let CMapToken::Hex(text) = token else { break };
                        self.texts.insert(code, utf16_text(text));
                        code = code.saturating_add(1);
                    }
                }
                CMapToken::CloseArray | CMapToken::Word(_) => return,
            }
        }
    }
}

/// Returns a text whose last character is so many further.
fn following_text(text: &str, offset: u32) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    if let Some(last) = chars.last_mut() {
        *last = char::from_u32(u32::from(*last).saturating_add(offset))
            .unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    chars.into_iter().collect()
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

/// Decodes UTF-16, most significant byte first.
pub(super) fn utf16_text(bytes: &[u8]) -> String {
    if let [byte] = bytes {
        return char::from(*byte).to_string();
    }
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
    char::decode_utf16(units).map(|it| it.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn tokenize(data: &[u8]) -> Vec<CMapToken> {
    let mut tokens = Vec::new();
    let mut index = 0;
    while let Some(byte) = data.get(index) {
        index += 1;
        match byte {
            b'[' => tokens.push(CMapToken::OpenArray),
            b']' => tokens.push(CMapToken::CloseArray),
            b'%' => {
                while data.get(index).is_some_and(|byte| !matches!(byte, b'\n' | b'\r')) {
                    index += 1;
                }
            }
            b'<' if data.get(index) != Some(&b'<') => {
                let mut digits = Vec::new();
                while let Some(byte) = data.get(index).filter(|byte| **byte != b'>') {
                    digits.extend(char::from(*byte).to_digit(16));
                    index += 1;
                }
                index += 1;
                let byte = |pair: &[u32]| {
                    let low = pair.get(1).copied().unwrap_or_default();
                    u8::try_from(pair.first().copied().unwrap_or_default() * 16 + low)
                };
                tokens.push(CMapToken::Hex(digits.chunks(2).flat_map(byte).collect()));
            }
            byte if byte.is_ascii_alphabetic() => {
                let start = index - 1;
                while data.get(index).is_some_and(u8::is_ascii_alphanumeric) {
                    index += 1;
                }
                let word = data.get(start..index).unwrap_or_default();
                tokens.push(CMapToken::Word(String::from_utf8_lossy(word).into_owned()));
            }
            _ => {}
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_arrays_are_read() {
        let table = ToUnicode::parse(
            b"/CIDInit /ProcSet findresource begin 1 begincodespacerange <0000> <FFFF> \
              endcodespacerange 2 beginbfchar <0003> <0020> <0004> <00660069> endbfchar \
              2 beginbfrange <0010> <0012> <0061> <0020> <0021> [<00E5> <00E4>] endbfrange",
        );
        assert_eq!(table.code_bytes, Some(2));
        let text = |code| table.text(code).unwrap_or("-");
        assert_eq!([text(3), text(4), text(0x11), text(0x21), text(9)], [" ", "fi", "b", "ä", "-"]);
    }
}
