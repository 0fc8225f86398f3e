//! Positions of the protocol and offsets in a text.
//!
//! The protocol counts lines and characters from 0, characters in the units of an encoding that
//! client and server agree on: UTF-16 unless the client offers another.

use lsp_types::{Position, PositionEncodingKind, Range as LspRange};
use std::ops::Range;

/// The units in which a client counts the characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum PositionEncoding {
    Utf8,
    #[default]
    Utf16,
    Utf32,
}

impl PositionEncoding {
    /// Returns the first of the encodings that a client offers.
    pub(super) fn negotiate<'a>(offered: impl IntoIterator<Item = &'a str>) -> Self {
        let known = offered.into_iter().find_map(|name| match name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        });
        known.unwrap_or_default()
    }

    /// Returns its name in the protocol.
    pub(super) fn to_kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn units(self, char: char) -> usize {
        match self {
            Self::Utf8 => char.len_utf8(),
            Self::Utf16 => char.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// The positions in one text.
pub(super) struct TextPositions<'t> {
    text: &'t str,
    encoding: PositionEncoding,
    /// The offset at which each line begins; ascending, never empty.
    line_starts: Vec<usize>,
    /// The last position that was asked for. Offsets are mostly asked in order, and a line may be
    /// as long as a file.
    last: KnownPosition,
}

#[derive(Clone, Copy, Default)]
struct KnownPosition {
    line: usize,
    offset: usize,
    units: usize,
}

impl<'t> TextPositions<'t> {
    pub(super) fn new(text: &'t str, encoding: PositionEncoding) -> Self {
        let newlines = memchr::memchr_iter(b'\n', text.as_bytes());
        let line_starts = std::iter::once(0).chain(newlines.map(|newline| newline + 1)).collect();
        Self { text, encoding, line_starts, last: KnownPosition::default() }
    }

    /// Returns the position of an offset.
    pub(super) fn position(&mut self, offset: usize) -> Position {
        let offset = self.text.floor_char_boundary(offset);
        let line = self.line_starts.partition_point(|start| *start <= offset).saturating_sub(1);
        let line_start = self.line_starts.get(line).copied().unwrap_or_default();
        let known = if self.last.line == line && self.last.offset <= offset {
            self.last
        } else {
            KnownPosition { line, offset: line_start, units: 0 }
        };
        let between = self.text.get(known.offset..offset).unwrap_or_default();
        let added: usize = between.chars().map(|char| self.encoding.units(char)).sum();
        self.last = KnownPosition { line, offset, units: known.units + added };
        Position { line: to_u32(line), character: to_u32(self.last.units) }
    }

    /// Returns the range of a range of offsets.
    pub(super) fn range(&mut self, range: &Range<usize>) -> LspRange {
        LspRange { start: self.position(range.start), end: self.position(range.end) }
    }

    /// Returns the offset of a position. Positions after the end of a line or of the text mean that
    /// end, as the protocol says.
    pub(super) fn offset(&self, position: Position) -> usize {
        let line = usize::try_from(position.line).unwrap_or(usize::MAX);
        let Some(start) = self.line_starts.get(line).copied() else { return self.text.len() };
        let rest = self.text.get(start..).unwrap_or_default();
        let line_text = rest.split('\n').next().unwrap_or_default();
        let line_text = line_text.strip_suffix('\r').unwrap_or(line_text);
        let mut units_left = usize::try_from(position.character).unwrap_or(usize::MAX);
        let mut offset = start;
        for char in line_text.chars() {
            let units = self.encoding.units(char);
            if units_left < units {
                break;
            }
            units_left -= units;
            offset += char.len_utf8();
        }
        offset
    }

    /// Returns the offsets of a range, whose ends may be the wrong way round.
    pub(super) fn offsets(&self, range: LspRange) -> Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn characters_are_counted_in_the_units_of_the_encoding() {
        let text = "en\nå🙂b";
        let offset = text.find('b').unwrap();
        let character = |encoding| TextPositions::new(text, encoding).position(offset).character;
        assert_eq!(character(PositionEncoding::Utf8), 6);
        assert_eq!(character(PositionEncoding::Utf16), 3);
        assert_eq!(character(PositionEncoding::Utf32), 2);
    }

    #[test]
    fn a_position_outside_the_text_means_the_nearest_end() {
        let positions = TextPositions::new("ab\r\ncd", PositionEncoding::Utf16);
        let offset = |line, character| positions.offset(Position { line, character });
        assert_eq!(offset(0, 99), 2);
        assert_eq!(offset(9, 0), 6);
        assert_eq!(offset(u32::MAX, u32::MAX), 6);
    }

    #[test]
    fn the_first_encoding_that_is_known_is_used() {
        assert_eq!(PositionEncoding::negotiate(["utf-7", "utf-8"]), PositionEncoding::Utf8);
        assert_eq!(PositionEncoding::negotiate([]), PositionEncoding::Utf16);
    }

    proptest! {
        #[test]
        fn an_offset_survives_the_way_to_a_position_and_back(
            text in "[aå🙂\n]{0,200}",
            offsets in proptest::collection::vec(0usize..400, 1..6),
        ) {
            use PositionEncoding::{Utf8, Utf16, Utf32};
            for encoding in [Utf8, Utf16, Utf32] {
                let mut positions = TextPositions::new(&text, encoding);
                for offset in &offsets {
                    let offset = text.floor_char_boundary(*offset);
                    let position = positions.position(offset);
                    prop_assert_eq!(positions.offset(position), offset);
                }
            }
        }
    }
}
