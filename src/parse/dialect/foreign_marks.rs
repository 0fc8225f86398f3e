//! Finds out quickly whether a text can have anything to translate.

use super::cjk_emphasis::is_cjk;
use super::named_sign::name_length;
use super::plain_definition::ends_label;
use super::tool_line::{ASCIIDOC_BLOCKS, ASCIIDOC_MACROS};

/// The bytes at which something to translate can be recognized.
const MARK_BYTES: [bool; 256] = {
    let mut marks = [false; 256];
    let bytes = *b"${:@!?=/-[]<.\\*+(iewWhb#%|^'\xc2\xe2";
    let mut index = 0;
    while index < bytes.len() {
        marks[bytes[index] as usize] = true;
        index += 1;
    }
    marks
};
/// How long the markers and the indentation at the start of a line can be.
const MAX_LINE_START_BYTES: usize = 64;
/// The longest destination of a link in which a space is looked for.
const MAX_DESTINATION_BYTES: usize = 300;
/// The longest label of MyST, name of a directive, or tag in brackets, in bytes.
const MAX_NAME_BYTES: usize = 300;
/// The first bytes of the letters and punctuation of Chinese, Japanese and Korean.
const FIRST_CJK_BYTE: u8 = 0xe3;

/// Returns whether a text has something that may have to be translated. One linear pass.
pub(super) fn has_foreign_marks(text: &str) -> bool {
    let bytes = text.as_bytes();
    let is_mark_byte = |byte: &u8| MARK_BYTES.get(usize::from(*byte)) == Some(&true);
    let mut offset = 0;
    while let Some(length) = bytes.get(offset..).and_then(|rest| rest.iter().position(is_mark_byte))
    {
        offset += length;
        if is_foreign_mark(bytes, offset) {
            return true;
        }
        offset += 1;
    }
    false
}

fn is_foreign_mark(bytes: &[u8], offset: usize) -> bool {
    let rest = bytes.get(offset..).unwrap_or_default();
    let byte = |distance: usize| rest.get(distance).copied().unwrap_or(b'\n');
    let before = byte_before(bytes, offset);
    let is_line_start = || begins_line(bytes, offset, MAX_LINE_START_BYTES);
    // Only markers are passed, and a bar is none: all rows together are read once.
    let is_row_start = || begins_line(bytes, offset, usize::MAX);
    match byte(0) {
        b'$' | b'{' => true,
        b':' if rest.starts_with(b"://") => is_bare_scheme(bytes, offset) || is_line_start(),
        b':' => {
            name_length(bytes, offset).is_some()
                || names_directive(rest)
                || ends_asciidoc_name(bytes, offset)
                || is_line_start()
        }
        b'+' if byte(1) == b'+' => !before.is_ascii_alphanumeric(),
        b'+' => matches!(byte(1), b'-' | b'=' | b':') && is_line_start(),
        b'(' => is_line_start() && has_label_end(rest),
        b'w' | b'W' => rest.get(..4).is_some_and(|word| word.eq_ignore_ascii_case(b"www.")),
        b'@' if starts_with_any(rest, &["@import ", "@include(", "@["]) => is_line_start(),
        b'@' => {
            before.is_ascii_alphanumeric() && byte(1).is_ascii_alphanumeric()
                || before != b'[' && rest.iter().take(6).any(|byte| *byte == b'-')
        }
        b'=' if byte(1) == b'=' && byte(2) == b' ' => is_line_start(),
        b'!' | b'=' | b'?' | b'/' if byte(1) == byte(0) && byte(2) == byte(0) => is_line_start(),
        b'!' if rest.starts_with(b"!include ") => is_line_start(),
        b'-' if rest.starts_with(b"-8<-") => true,
        b'-' => is_line_start() && is_dash_rule(rest),
        b'[' if before == b'^' || byte(1) == b'/' => true,
        b'[' => {
            rest.starts_with(b"[!")
                || byte(1).is_ascii_alphabetic() && has_value(rest)
                || (matches!(byte(1), b'[' | b'T' | b't')
                    || starts_with_any(rest, &ASCIIDOC_BLOCKS))
                    && is_line_start()
        }
        b'#' => is_line_start() && is_hash_word(rest),
        b'%' => byte(1) == b' ' && is_line_start(),
        b'|' => byte(1) == b' ' && is_row_start() && !ends_with_bar(rest),
        b'\'' => rest.starts_with(b"'''"),
        b'h' => byte(1).is_ascii_digit() && matches!(byte(2), b'.' | b'(') && is_line_start(),
        b'b' => rest.starts_with(b"bq") && matches!(byte(2), b'.' | b'(') && is_line_start(),
        b'*' if byte(1) == b'[' => is_line_start(),
        b']' if byte(1) == b':' => ends_label(bytes, offset),
        b']' => byte(1) == b'(' && has_space(rest.get(2..).unwrap_or_default()),
        b'<' => byte(1).is_ascii_uppercase() || byte(1) == b'<' && is_line_start(),
        b'.' => byte(1) == b'.' && byte(2) == b' ' && is_line_start(),
        b'i' => rest.starts_with(b"import ") && is_line_start(),
        b'e' => rest.starts_with(b"export ") && is_line_start(),
        b'\\' => matches!(byte(1), b'(' | b'[') || rest.starts_with(b"\\begin{"),
        b'*' => {
            byte(1) >= FIRST_CJK_BYTE
                || before >= 0x80 && char_before(bytes, offset).is_some_and(is_cjk)
        }
        0xc2 | 0xe2 => matches!(before, b'-' | b'*' | b'+' | b'#' | b'.' | b')') || is_line_start(),
        _ => false,
    }
}

fn byte_before(bytes: &[u8], offset: usize) -> u8 {
    offset.checked_sub(1).and_then(|index| bytes.get(index)).copied().unwrap_or(b'\n')
}

fn char_before(bytes: &[u8], offset: usize) -> Option<char> {
    let before = bytes.get(..offset)?;
    let is_continuation = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    let start = before.iter().rposition(|byte| !is_continuation(byte))?;
    str::from_utf8(before.get(start..)?).ok()?.chars().next()
}

/// Returns whether only indentation and the markers of quotes and lists precede an offset, as far
/// back as a number of bytes.
fn begins_line(bytes: &[u8], offset: usize, max_bytes: usize) -> bool {
    let before = bytes.get(..offset).unwrap_or_default();
    let mut line_start = before.iter().rev().take(max_bytes);
    let is_marker = |byte: &u8| {
        matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+' | b'.' | b')' | b'0'..=b'9')
    };
    line_start.find(|byte| !is_marker(byte)).is_none_or(|byte| *byte == b'\n')
}

fn starts_with_any(rest: &[u8], starts: &[&str]) -> bool {
    starts.iter().any(|start| rest.starts_with(start.as_bytes()))
}

/// Returns whether what begins with a bracket ends as a label of MyST does, `(label)=`.
fn has_label_end(rest: &[u8]) -> bool {
    line_of(rest).trim_ascii_end().ends_with(b")=")
}

/// Returns the bytes of a line, at most as many as a name has.
fn line_of(rest: &[u8]) -> &[u8] {
    let length = rest.iter().take(MAX_NAME_BYTES).position(|byte| *byte == b'\n');
    rest.get(..length.unwrap_or(rest.len().min(MAX_NAME_BYTES))).unwrap_or_default()
}

/// Returns whether a line has only groups of two dashes or more, with spaces between them.
fn is_dash_rule(rest: &[u8]) -> bool {
    let line = line_of(rest).trim_ascii_end();
    line.starts_with(b"--")
        && line.contains(&b' ')
        && line.iter().all(|it| matches!(it, b'-' | b' '))
}

/// Returns whether what begins with `:` goes on as a directive or a role: `:kbd[`, `:ref:` and a
/// backtick.
fn names_directive(rest: &[u8]) -> bool {
    let name = rest.iter().skip(1).take(MAX_NAME_BYTES);
    let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
    let length = name.take_while(is_name).count();
    length > 0 && matches!(rest.get(length + 1), Some(b'[' | b'`' | b'{'))
}

/// Returns whether the colon at an offset ends the name of a link or the first half of the colons
/// of a macro of AsciiDoc: `link:`, `image::`.
fn ends_asciidoc_name(bytes: &[u8], offset: usize) -> bool {
    let before = bytes.get(..offset).unwrap_or_default();
    let is_macro =
        |name: &&str| name.strip_suffix("::").is_some_and(|name| before.ends_with(name.as_bytes()));
    before.ends_with(b"link")
        || before.ends_with(b"xref")
        || bytes.get(offset + 1) == Some(&b':') && ASCIIDOC_MACROS.iter().any(is_macro)
}

/// Returns whether brackets have a value, `[url=x]` or `[gallery ids="1"]`.
fn has_value(rest: &[u8]) -> bool {
    let line = line_of(rest);
    let inside = line.iter().position(|byte| *byte == b']').and_then(|end| line.get(..end));
    inside.is_some_and(|inside| inside.contains(&b'='))
}

/// Returns whether hash signs have a word after them and no space.
fn is_hash_word(rest: &[u8]) -> bool {
    let n_hashes = rest.iter().take(7).take_while(|byte| **byte == b'#').count();
    let first = rest.get(n_hashes).copied().unwrap_or(b'\n');
    n_hashes <= 6 && (first.is_ascii_alphanumeric() || first >= 0x80 || first == b'+')
}

/// Returns whether a line ends with a bar, as the rows of most tables do.
fn ends_with_bar(rest: &[u8]) -> bool {
    let length = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    rest.get(..length).is_some_and(|line| line.trim_ascii_end().ends_with(b"|"))
}

/// Returns whether the address with `://` at an offset is not in `<>` or the destination of a link.
fn is_bare_scheme(bytes: &[u8], offset: usize) -> bool {
    let before = bytes.get(..offset).unwrap_or_default();
    let n_letters = before.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let start = offset - n_letters;
    match byte_before(bytes, start) {
        b'<' => false,
        b'(' => byte_before(bytes, start - 1) != b']',
        _ => true,
    }
}

/// Returns whether a destination has a space before its `)`, and no title after it.
fn has_space(destination: &[u8]) -> bool {
    let has_size = line_of(destination).split(|byte| *byte == b')').next();
    if has_size.is_some_and(|inside| inside.windows(2).any(|pair| pair == b" =")) {
        return true;
    }
    let mut bytes = destination.iter().take(MAX_DESTINATION_BYTES).enumerate();
    let end = bytes.find(|(_, byte)| matches!(byte, b' ' | b')' | b'\n' | b'<'));
    end.is_some_and(|(index, byte)| {
        *byte == b' ' && !matches!(destination.get(index + 1), Some(b'"' | b'\'' | b')'))
    })
}
