//! Escapes HTML, in text and in attribute values, and decides which URLs a link may have.

use crate::theme::typography::html_entity;

/// The URL schemes that a link may have. A URL without a scheme is relative.
use crate::locale::direction_within;
use crate::site::address::is_link_scheme;

/// Escapes text for HTML, between tags as well as in a quoted attribute.
#[must_use]
pub fn escape_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    push_escaped(&mut html, text);
    html
}

/// Appends escaped text.
pub(super) fn push_escaped(html: &mut String, text: &str) {
    let mut done = 0;
    for (index, byte) in text.bytes().enumerate() {
        let Some(entity) = html_entity(byte) else { continue };
        html.push_str(text.get(done..index).unwrap_or_default());
        html.push_str(entity);
        done = index + 1;
    }
    html.push_str(text.get(done..).unwrap_or_default());
}

/// Appends ` name="value"`.
pub(super) fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    push_escaped(html, value);
    html.push('"');
}

/// Appends the text of some HTML without its tags; it stays escaped.
pub(super) fn push_stripped_markup(html: &mut String, markup: &str) {
    let mut is_tag = false;
    html.extend(markup.chars().filter(|c| {
        let was_tag = is_tag;
        is_tag = *c == '<' || (is_tag && *c != '>');
        !is_tag && !was_tag
    }));
}

/// Returns the attributes of a text in a language that is inside one in another: `lang`, and `dir`
/// if it is written in the other direction.
#[must_use]
pub fn language_attributes(tag: &str, outer_tag: &str) -> String {
    let direction = direction_within(tag, outer_tag);
    let direction = direction.map_or_else(String::new, |value| format!(r#" dir="{value}""#));
    format!(r#" lang="{}"{direction}"#, escape_html(tag))
}

/// Returns whether a link may have this URL: one that is relative or has a scheme of links.
///
/// The scheme is read as browsers do, which skip spaces, tabs and line breaks: `java\nscript:` is
/// `javascript:`.
#[must_use]
pub fn is_safe_url(url: &str) -> bool {
    let mut scheme = String::new();
    for letter in url.chars().filter(|c| *c > ' ') {
        match letter {
            ':' => return is_link_scheme(&scheme),
            '/' | '?' | '#' => return true,
            _ => scheme.push(letter.to_ascii_lowercase()),
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_common_schemes_are_safe() {
        for url in ["a.md", "../å/", "#x", "?q=a:b", "HTTPS://x", "tel:1", "mailto:a@b", "//x", ""]
        {
            assert!(is_safe_url(url), "{url}");
        }
        for url in
            ["javascript:x", " java\nscript:x", "data:text/html,x", "\u{1}vbscript:x", ":x", "å:b"]
        {
            assert!(!is_safe_url(url), "{url:?}");
        }
    }

    #[test]
    fn html_syntax_is_escaped() {
        assert_eq!(
            escape_html("<a b=\"c\" d='e'>&\0\u{b}å"),
            "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;å"
        );
        let mut text = String::new();
        push_stripped_markup(&mut text, "a <b c='d'>e</b> &lt; f");
        assert_eq!(text, "a e &lt; f");
    }
}
