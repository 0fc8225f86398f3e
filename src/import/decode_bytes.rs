//! Decodes the bytes of a paper that is a text.

use super::finding::ImportFailure;

/// Windows-1252 from 0x80 to 0x9f. The five bytes that it does not define are the replacement
/// character.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

/// A decoded text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PaperText {
    pub text: String,
    pub encoding: TextEncoding,
}

/// How the bytes of a text were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TextEncoding {
    Unicode,
    Windows1252,
}

/// Decodes UTF-8, UTF-16 with a byte order mark, or else Windows-1252.
///
/// # Errors
/// The bytes are not a text.
pub(super) fn decode_bytes(bytes: &[u8]) -> Result<PaperText, ImportFailure> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => {
                let text: String = bytes.iter().map(|byte| windows_1252_char(*byte)).collect();
                reject_garbage(&text)?;
                return Ok(PaperText { text, encoding: TextEncoding::Windows1252 });
            }
        },
    };
    reject_garbage(&text)?;
    Ok(PaperText { text, encoding: TextEncoding::Unicode })
}

/// Returns the character of a byte in Windows-1252.
pub(super) fn windows_1252_char(byte: u8) -> char {
    let index = usize::from(byte).checked_sub(0x80);
    index.and_then(|index| WINDOWS_1252.get(index)).copied().unwrap_or(char::from(byte))
}

fn decode_utf16(bytes: &[u8], to_unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| to_unit(*pair));
    let decoded = char::decode_utf16(units);
    decoded.map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A text has few control characters; a program or a picture has many.
fn reject_garbage(text: &str) -> Result<(), ImportFailure> {
    let is_garbage = |char: &char| {
        (char.is_control() && !matches!(char, '\n' | '\r' | '\t' | '\u{c}'))
            || *char == char::REPLACEMENT_CHARACTER
    };
    let n_garbage = text.chars().filter(is_garbage).count();
    if n_garbage * 50 > text.chars().count() || text.contains('\0') {
        return Err(ImportFailure::Damaged("text"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_old_programs_are_read() {
        let text = |bytes: &[u8]| decode_bytes(bytes).map(|it| it.text);
        assert_eq!(text("räksmörgås".as_bytes()).as_deref(), Ok("räksmörgås"));
        assert_eq!(text(b"r\xe4tt \x96 5 \x80").as_deref(), Ok("rätt – 5 €"));
        assert_eq!(text(b"\xff\xfe\xe5\0a\0").as_deref(), Ok("åa"));
        assert_eq!(text(b"\xfe\xff\0\xe5\0a").as_deref(), Ok("åa"));
        assert!(text(b"\x7fELF\x02\x01\x01\0\0\0").is_err());
    }
}
