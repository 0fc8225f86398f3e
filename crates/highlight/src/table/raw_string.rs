//! Literals whose end depends on how they begin. Each function gets the remaining code and returns
//! the length of the literal, or `None` if it is something else.
//!
//! A literal without an end extends to the end of the code.

/// The longest run of `=`, `#` or `-`, and the longest delimiter, that is read.
const DELIMITER_LIMIT: usize = 32;

/// The longest character literal: `'\u{10FFFF}'`.
const CHARACTER_LIMIT: usize = 12;

/// Measures `'x'`, `'\n'` or `'\u00e5'`. Other apostrophes are not characters.
pub(crate) fn measure_character(rest: &str) -> Option<usize> {
    let after = rest.get(1..)?;
    let first = after.chars().next().filter(|first| !matches!(first, '\n' | '\''))?;
    if first != '\\' {
        let length = 1 + first.len_utf8();
        return rest.get(length..)?.starts_with('\'').then_some(length + 1);
    }
    let mut escape = after.bytes().enumerate().skip(2).take(CHARACTER_LIMIT);
    let (index, end) = escape.find(|(_, byte)| matches!(byte, b'\'' | b'\n'))?;
    (end == b'\'').then_some(1 + index + 1)
}

/// Measures `R"mark(…)mark"` of C++.
pub(crate) fn measure_cpp_raw(rest: &str) -> Option<usize> {
    let quote = rest.find('"')?;
    let after = rest.get(quote + 1..)?;
    let delimiter_length = after.bytes().take(DELIMITER_LIMIT).position(|byte| byte == b'(')?;
    let delimiter = after.get(..delimiter_length)?;
    if delimiter.contains([' ', '"', ')', '\n']) {
        return None;
    }
    Some(through(rest, quote + 1, &format!("){delimiter}\"")))
}

/// Measures `r"---(…)---"` of R.
pub(crate) fn measure_r_raw(rest: &str) -> Option<usize> {
    let quote = rest.get(1..2)?;
    let n_dashes = run_length(rest, 2, b'-');
    let close = match rest.as_bytes().get(2 + n_dashes)? {
        b'(' => ')',
        b'[' => ']',
        b'{' => '}',
        _ => return None,
    };
    Some(through(rest, 2 + n_dashes, &format!("{close}{}{quote}", "-".repeat(n_dashes))))
}

/// Measures `"""…"""` of C#, with three quotes or more.
pub(crate) fn measure_quote_run(rest: &str) -> Option<usize> {
    let n_quotes = run_length(rest, 0, b'"');
    (n_quotes >= 3).then(|| through(rest, n_quotes, &"\"".repeat(n_quotes)))
}

/// Measures `#"…"#` and `##"""…"""##` of Swift.
pub(crate) fn measure_hashed_string(rest: &str) -> Option<usize> {
    let n_hashes = run_length(rest, 0, b'#');
    let n_quotes = match run_length(rest, n_hashes, b'"') {
        0 => return None,
        3.. => 3,
        _ => 1,
    };
    let close = format!("{}{}", "\"".repeat(n_quotes), "#".repeat(n_hashes));
    Some(through(rest, n_hashes + n_quotes, &close))
}

/// Measures `[[…]]` and `[==[…]==]` of Lua, also as a comment: `--[[…]]`.
pub(crate) fn measure_long_bracket(rest: &str) -> Option<usize> {
    let open = if rest.starts_with("--") { 3 } else { 1 };
    let n_signs = run_length(rest, open, b'=');
    let body = open + n_signs + 1;
    if !rest.get(open - 1..)?.starts_with('[') || !rest.get(body - 1..)?.starts_with('[') {
        return None;
    }
    Some(through(rest, body, &format!("]{}]", "=".repeat(n_signs))))
}

/// Returns the number of bytes of this kind from an offset on, at most [`DELIMITER_LIMIT`].
fn run_length(rest: &str, start: usize, byte: u8) -> usize {
    let bytes = rest.bytes().skip(start).take(DELIMITER_LIMIT);
    bytes.take_while(|next| *next == byte).count()
}

/// Returns the length of the text through `close`, which is searched for from `start` on.
fn through(rest: &str, start: usize, close: &str) -> usize {
    let distance = rest.get(start..).and_then(|text| text.find(close));
    distance.map_or(rest.len(), |length| start + length + close.len())
}
