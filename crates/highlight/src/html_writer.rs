//! Writes tokens as HTML.
//!
//! Invariants for every grammar: text is escaped here and nowhere else, and a span ends before a
//! newline, so that a caller can split the HTML into lines.

use crate::token_class::TokenClass;

/// HTML under construction. Adjacent tokens of the same class share a span.
#[derive(Debug)]
pub(crate) struct TokenHtml {
    text: String,
    open: TokenClass,
}

impl TokenHtml {
    /// Returns empty HTML with room for `code_bytes` bytes of code.
    pub(crate) fn with_capacity(code_bytes: usize) -> TokenHtml {
        TokenHtml {
            text: String::with_capacity(code_bytes.saturating_mul(4)),
            open: TokenClass::Plain,
        }
    }

    /// Appends a token, or any part of one.
    pub(crate) fn push_token(&mut self, code: &str, class: TokenClass) {
        if class == TokenClass::Plain {
            return self.push_on_line(code, class);
        }
        if !code.as_bytes().contains(&b'\n') {
            return self.push_on_line(code, class);
        }
        for (index, line) in code.split('\n').enumerate() {
            if index > 0 {
                self.set_class(TokenClass::Plain);
                self.text.push('\n');
            }
            self.push_on_line(line, class);
        }
    }

    fn push_on_line(&mut self, text: &str, class: TokenClass) {
        if !text.is_empty() {
            self.set_class(class);
            push_escaped(&mut self.text, text);
        }
    }

    /// Closes the last span and returns the HTML.
    pub(crate) fn finish(mut self) -> String {
        self.set_class(TokenClass::Plain);
        self.text
    }

    fn set_class(&mut self, class: TokenClass) {
        if class == self.open {
            return;
        }
        if self.open != TokenClass::Plain {
            self.text.push_str("</span>");
        }
        self.text.push_str(class.open_tag());
        self.open = class;
    }
}

/// Appends text, escaped for element content and double-quoted attributes.
fn push_escaped(html: &mut String, text: &str) {
    let mut copied = 0;
    for (index, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(text.get(copied..index).unwrap_or_default());
        html.push_str(entity);
        copied = index + 1;
    }
    html.push_str(text.get(copied..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::{TokenClass, TokenHtml};

    fn html(pieces: &[(&str, TokenClass)]) -> String {
        let mut html = TokenHtml::with_capacity(0);
        for (code, class) in pieces {
            html.push_token(code, *class);
        }
        html.finish()
    }

    #[test]
    fn text_is_escaped() {
        assert_eq!(html(&[("<å & \"ö\">", TokenClass::Plain)]), "&lt;å &amp; &quot;ö&quot;&gt;");
    }

    #[test]
    fn adjacent_tokens_of_one_class_share_a_span() {
        let pieces = [("a", TokenClass::Name), ("b", TokenClass::Name), ("c", TokenClass::Plain)];
        assert_eq!(html(&pieces), "<span class=\"hl-name\">ab</span>c");
    }

    #[test]
    fn a_span_ends_before_a_newline() {
        let span = |text| format!("<span class=\"hl-string\">{text}</span>");
        let expected = format!("{}\n\n{}\n", span("a"), span("b"));
        assert_eq!(html(&[("a\n\nb\n", TokenClass::String)]), expected);
    }
}
