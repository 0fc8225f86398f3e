//! Quotes of Perl and Ruby, whose delimiter is chosen by the author: `qw(…)`, `s{…}{…}`, `%w[…]`.

/// The operators of Perl. Those with two parts replace.
const PERL_OPERATORS: [(&str, usize); 8] =
    [("q", 1), ("qq", 1), ("qw", 1), ("qr", 1), ("m", 1), ("s", 2), ("tr", 2), ("y", 2)];

/// Measures `qw(…)` or `s/…/…/g`. `word` is the first word of `rest`. `None` means that it is an
/// ordinary word.
pub(super) fn measure_perl_quote(word: &str, rest: &str) -> Option<usize> {
    let (_, n_parts) = PERL_OPERATORS.iter().find(|(operator, _)| *operator == word)?;
    let after = rest.get(word.len()..)?;
    let n_spaces = usize::from(after.starts_with(' '));
    let open = *after.as_bytes().get(n_spaces)?;
    let is_delimiter = match open {
        b'(' | b'{' | b'[' | b'<' => true,
        b'/' | b'|' | b'!' | b'"' | b'\'' | b'~' | b'#' | b'%' | b'^' | b'@' => n_spaces == 0,
        _ => false,
    };
    if !is_delimiter {
        return None;
    }
    let mut end = word.len() + n_spaces;
    end += quoted_length(rest.get(end..)?);
    let last = rest.as_bytes().get(end - 1);
    if *n_parts == 2 && last == Some(&closing_bracket(open)) {
        let second = rest.get(end..)?;
        end += if last == Some(&open) {
            // The parts share a delimiter: `s/a/b/`.
            quoted_length(rest.get(end - 1..)?) - 1
        } else if second.starts_with(['(', '{', '[', '<']) {
            quoted_length(second)
        } else {
            0
        };
    }
    let flags = rest.as_bytes().get(end..)?.iter();
    Some(end + flags.take_while(|flag| flag.is_ascii_lowercase()).count())
}

/// Measures `%w[…]`, `%i(…)`, `%(…)` and so on. `None` means that `%` is an operator.
pub(super) fn measure_ruby_quote(rest: &str) -> Option<usize> {
    let kind = *rest.as_bytes().get(1)?;
    let open = 1 + usize::from(b"wWiIqQrsx".contains(&kind));
    match rest.as_bytes().get(open)? {
        b'(' | b'[' | b'{' | b'<' => {}
        b'|' | b'!' | b'/' if open == 2 => {}
        _ => return None,
    }
    Some(open + quoted_length(rest.get(open..)?))
}

/// Returns the length of a text with its delimiters. Brackets nest. A bracket that is not closed
/// encloses all code, any other delimiter the line.
fn quoted_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let Some(&open) = bytes.first() else { return 0 };
    let close = closing_bracket(open);
    let mut depth = 0_usize;
    let mut offset = 1;
    while let Some(&byte) = bytes.get(offset) {
        match byte {
            b'\\' => offset += 1,
            b'\n' if close == open => return offset,
            _ if byte == close && depth == 0 => return offset + 1,
            _ if byte == close => depth -= 1,
            _ if byte == open => depth += 1,
            _ => {}
        }
        offset += 1;
    }
    bytes.len()
}

fn closing_bracket(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        b'{' => b'}',
        b'<' => b'>',
        other => other,
    }
}
