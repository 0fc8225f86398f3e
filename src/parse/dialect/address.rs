//! Bare addresses: `https://…`, `www.…` and mail, by the rules of GitHub's Markdown.

use std::ops::Range;

/// The schemes of addresses that become links.
const SCHEMES: [&str; 2] = ["http://", "https://"];
/// The longest address that is read, in bytes.
const MAX_ADDRESS_BYTES: usize = 2000;
/// The longest part of a mail address before the `@`, in bytes.
const MAX_LOCAL_BYTES: usize = 100;

/// Returns the range of the web address at an offset, and the link for it.
pub(super) fn web_link(text: &str, offset: usize) -> Option<(Range<usize>, String)> {
    let before = text.get(..offset)?.chars().next_back();
    let rest = text.get(offset..)?;
    let rest = rest.get(..rest.floor_char_boundary(MAX_ADDRESS_BYTES))?;
    let has_prefix =
        |prefix: &str| rest.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix));
    let scheme = SCHEMES.iter().find(|scheme| has_prefix(scheme));
    let is_www = scheme.is_none() && has_prefix("www.");
    let follows_word = before.is_some_and(|char| {
        char.is_alphanumeric() || matches!(char, '/' | '.' | '@' | ':' | '-' | '=' | '_')
    });
    if (scheme.is_none() && !is_www) || follows_word {
        return None;
    }
    let end = rest.find(|char: char| ends_address(char)).unwrap_or(rest.len());
    let length = without_trailing_marks(rest.get(..end)?).len();
    let address = rest.get(..length)?;
    let host = address.get(scheme.map_or(0, |scheme| scheme.len())..)?;
    let host = host.split(['/', '?', '#', ':']).next()?;
    if !is_host(host) || (is_www && host.matches('.').count() < 2) {
        return None;
    }
    let link = if is_www {
        format!("[{}](<http://{address}>)", escaped(address))
    } else {
        format!("<{address}>")
    };
    Some((offset..offset + length, link))
}

/// Returns the range of the mail address around the `@` at `at_sign`, and the link for it. It
/// begins at `start` or after it.
pub(super) fn mail_link(
    text: &str,
    start: usize,
    at_sign: usize,
) -> Option<(Range<usize>, String)> {
    let window_start = text.ceil_char_boundary(at_sign.saturating_sub(MAX_LOCAL_BYTES).max(start));
    let before = text.get(window_start..at_sign)?;
    let is_local =
        |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_' | '+' | '%');
    let local = before.trim_end_matches(is_local);
    let local_start = window_start + local.len();
    // `x@y` in an address such as `https://x@y/` or `mailto:x@y` is part of that address.
    let follows = local.chars().next_back();
    if local_start == at_sign || matches!(follows, Some('/' | ':' | '@' | '=')) {
        return None;
    }
    let rest = text.get(at_sign + 1..)?;
    let is_domain = |char: char| char.is_ascii_alphanumeric() || matches!(char, '.' | '-' | '_');
    let domain = rest.get(..rest.find(|char| !is_domain(char)).unwrap_or(rest.len()))?;
    let domain = domain.trim_end_matches('.');
    let is_mail = domain.contains('.')
        && !domain.starts_with('.')
        && !domain.ends_with(['-', '_'])
        && domain.rsplit('.').next().is_some_and(|last| last.len() >= 2);
    let range = local_start..at_sign + 1 + domain.len();
    let address = text.get(range.clone())?;
    is_mail.then(|| (range, format!("<{address}>")))
}

fn is_host(host: &str) -> bool {
    let is_host_char = |char: char| char.is_alphanumeric() || matches!(char, '-' | '.' | '_');
    !host.is_empty()
        && host.starts_with(char::is_alphanumeric)
        && host.chars().all(is_host_char)
        && !host.rsplit('.').take(2).any(|part| part.contains('_'))
}

/// Returns whether a character cannot be in an address that is written in a text.
fn ends_address(char: char) -> bool {
    char.is_whitespace()
        || char.is_control()
        || matches!(char, '<' | '>' | '`' | '|' | '\\' | '"' | '{' | '}')
        || matches!(
            char,
            '“' | '”' | '’' | '»' | '«' | '…' | '、' | '。' | '，' | '）' | '】' | '」'
        )
        || ('\u{fdd0}'..='\u{fdef}').contains(&char)
}

/// Removes what belongs to the sentence, not to the address.
fn without_trailing_marks(address: &str) -> &str {
    let surplus = |open: char, close: char| {
        address.matches(close).count().saturating_sub(address.matches(open).count())
    };
    let (mut n_parentheses, mut n_brackets) = (surplus('(', ')'), surplus('[', ']'));
    address.trim_end_matches(|char: char| match char {
        '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~' | '\'' | ';' => true,
        ')' | ']' => {
            let count = if char == ')' { &mut n_parentheses } else { &mut n_brackets };
            let is_surplus = *count > 0;
            *count = count.saturating_sub(1);
            is_surplus
        }
        _ => false,
    })
}

/// Escapes what Markdown would read as markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, '*' | '_' | '~' | '[' | ']' | '!' | '$' | '&' | '=' | '%' | '^') {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_before_the_marks_of_the_sentence() {
        let link = |text: &str| {
            let offset = text.find(['h', 'w']).unwrap();
            web_link(text, offset).map(|(_, link)| link)
        };
        let web = |text: &str| link(text).unwrap_or_default();
        assert_eq!(web("See https://example.org/a_b?c=d, and"), "<https://example.org/a_b?c=d>");
        assert_eq!(web("(https://example.org/x)."), "<https://example.org/x>");
        assert_eq!(web("https://example.org/x_(y)"), "<https://example.org/x_(y)>");
        assert_eq!(
            web("www.example.org/a_b."),
            "[www.example.org/a\\_b](<http://www.example.org/a_b>)"
        );
        for text in ["https://", "http:// x", "www.x", "awww.example.org", "xhttps://a.b"] {
            assert_eq!(link(text), None, "{text}");
        }
    }

    #[test]
    fn mail_has_a_domain_with_a_dot() {
        let mail = |text: &str| mail_link(text, 0, text.find('@').unwrap()).map(|(_, link)| link);
        assert_eq!(mail("to office@example.org.").as_deref(), Some("<office@example.org>"));
        for text in ["@sec-costs", "a@b", "https://a@b.se/", "a@.se", "a@b.c"] {
            assert_eq!(mail(text), None, "{text}");
        }
    }
}
