//! Finds Markdown in a text that is shown as it is written, such as a title.

/// The longest piece of Markdown that is recognized, in bytes.
const MAX_BYTES: usize = 600;

/// Returns the first link, embed, citation, strong text or HTML tag. Linear but for unclosed
/// brackets, each of which is searched for [`MAX_BYTES`].
///
/// Signs of code and single `*` and `_` are left alone: they mean something in plain text, too.
#[must_use]
pub(crate) fn find_markup(text: &str) -> Option<&str> {
    let mut signs = text.char_indices().filter(|(_, char)| matches!(char, '!' | '[' | '*' | '<'));
    signs.find_map(|(offset, _)| {
        let end = text.floor_char_boundary(offset.saturating_add(MAX_BYTES));
        let rest = text.get(offset..end)?;
        rest.get(..markup_length(rest)?)
    })
}

/// Returns the length of the Markdown that a text begins with.
fn markup_length(rest: &str) -> Option<usize> {
    if let Some(after) = rest.strip_prefix('!') {
        return after.starts_with('[').then(|| markup_length(after).map(|length| length + 1))?;
    }
    if let Some(inner) = rest.strip_prefix("[[") {
        return enclosed_length(inner, "]]").map(|length| length + 4);
    }
    if let Some(inner) = rest.strip_prefix("[@") {
        return enclosed_length(inner, "]").map(|length| length + 3);
    }
    if let Some(inner) = rest.strip_prefix('[') {
        let text_length = enclosed_length(inner, "](")? + 3;
        let destination = rest.get(text_length..)?;
        let is_word = |text: &&str| !text.contains(char::is_whitespace);
        let length = enclosed_length(destination, ")")?;
        return destination.get(..length).filter(is_word).map(|_| text_length + length + 1);
    }
    if let Some(inner) = rest.strip_prefix("**") {
        let length = enclosed_length(inner, "**")?;
        let words = inner.get(..length)?;
        let is_strong = words.trim() == words && !words.starts_with('*');
        return is_strong.then_some(length + 4);
    }
    let tag = rest.strip_prefix('<')?;
    let tag = tag.strip_prefix('/').unwrap_or(tag);
    let is_tag = ["b", "br", "br/", "br /", "em", "i", "p", "strong", "sub", "sup"]
        .iter()
        .any(|name| tag.strip_prefix(name).is_some_and(|after| after.starts_with('>')));
    is_tag.then(|| rest.find('>').map(|end| end + 1))?
}

/// Returns the length of the text before `end`, which must be on the same line and not empty.
fn enclosed_length(inner: &str, end: &str) -> Option<usize> {
    let length = inner.find(end)?;
    let enclosed = inner.get(..length)?;
    (!enclosed.trim().is_empty() && !enclosed.contains('\n')).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_citations_strong_text_and_tags_are_markdown() {
        for (text, markup) in [
            ("See [[mill]] now", "[[mill]]"),
            ("![[mill#size]]", "![[mill#size]]"),
            ("As [@deed § 3 \"four rooms\"].", "[@deed § 3 \"four rooms\"]"),
            ("[The mill](mill.md)", "[The mill](mill.md)"),
            ("a **strong** word", "**strong**"),
            ("one<br>two", "<br>"),
            ("H<sub>2</sub>O", "<sub>"),
            ("[1] and [[mill]]", "[[mill]]"),
        ] {
            assert_eq!(find_markup(text), Some(markup), "{text}");
        }
    }

    #[test]
    fn plain_text_is_not_markdown() {
        for text in [
            "Room [3]",
            "2 ** 3 ** 4",
            "a < b",
            "[[",
            "[[]]",
            "x[0](see below)",
            "`pakt build`",
            "snake_case and 2*3",
            "[@] and [@",
            "https://example.org/<id>",
            "wow!",
        ] {
            assert_eq!(find_markup(text), None, "{text}");
        }
    }
}
