//! Code between two tags: `{{< highlight go >}}` of Hugo, `{% highlight ruby %}` of Jekyll.

use super::line::{TextLine, text_lines};
use super::pass_text::PassText;
use super::text_edits::TextEdits;

/// The fence of the code block.
const FENCE: &str = "~~~~";
/// The names of tags around code.
const CODE_TAGS: [&str; 3] = ["highlight", "code-toggle", "code"];

/// A tag alone on its line.
#[derive(Debug, PartialEq, Eq)]
struct CodeTag<'a> {
    name: &'a str,
    is_end: bool,
    language: &'a str,
    /// The name of the file, which is shown above the code.
    file: Option<&'a str>,
}

/// Rewrites the code of a text that is between tags.
pub(super) fn rewrite_code_shortcodes(pass_text: &PassText, edits: &mut TextEdits) {
    let text = &*pass_text.text;
    if !CODE_TAGS.iter().any(|name| text.contains(name)) {
        return;
    }
    let markup = pass_text.markup();
    let lines = text_lines(text);
    let tags: Vec<(&TextLine<'_>, CodeTag<'_>)> = lines
        .iter()
        .filter(|line| markup.fixed_end(line.content_start).is_none())
        .filter_map(|line| Some((line, code_tag(line.content.trim_end())?)))
        .collect();
    let mut index = 0;
    while let Some((start, tag)) = tags.get(index) {
        index += 1;
        let Some((end, end_tag)) = tags.get(index).filter(|_| !tag.is_end) else { continue };
        let is_pair = end_tag.is_end && end_tag.name == tag.name && end.n_quotes == start.n_quotes;
        let inside = text.get(start.end()..end.start).unwrap_or_default();
        let first_line = inside.trim_start().lines().next().unwrap_or_default();
        // A block of code inside needs no other one.
        let has_fence = first_line.starts_with("```") || inside.contains(FENCE);
        if !is_pair || has_fence || start.begins_item {
            continue;
        }
        let title = tag.file.map_or_else(String::new, |file| format!(" title=\"{file}\""));
        let head = format!("{FENCE}{}{title}", tag.language);
        edits.replace(start.content_start..start.content_end(), head);
        edits.replace(end.content_start..end.content_end(), FENCE);
        index += 1;
    }
}

/// Reads a line with a tag around code. `None` means that it is another line.
fn code_tag(content: &str) -> Option<CodeTag<'_>> {
    let tag_ends = [("{{<", ">}}"), ("{{%", "%}}"), ("{%-", "-%}"), ("{%", "%}")];
    let inside =
        tag_ends.iter().find_map(|(start, end)| content.strip_prefix(start)?.strip_suffix(end))?;
    let is_liquid = content.starts_with("{%");
    let inside = inside.trim();
    let after_end = inside.strip_prefix(if is_liquid { "end" } else { "/" });
    let inside = after_end.unwrap_or(inside).trim_start();
    let (name, options) = inside.split_once(' ').unwrap_or((inside, ""));
    // In GitBook, `{% code %}` is around a block of code.
    let is_code = CODE_TAGS.contains(&name) && (!is_liquid || name == "highlight");
    let is_language = |word: &&str| word.chars().all(|c| c.is_alphanumeric() || "+#-_".contains(c));
    let language = options.split_whitespace().next().filter(is_language).unwrap_or_default();
    let value = |key: &str| {
        let value = options.split_once(&format!("{key}="))?.1;
        let value = match value.strip_prefix('"') {
            Some(quoted) => quoted.split('"').next()?,
            None => value.split_whitespace().next()?,
        };
        Some(value).filter(|value| !value.is_empty())
    };
    let file = ["file", "filename", "title"].into_iter().find_map(value);
    is_code.then_some(CodeTag { name, is_end: after_end.is_some(), language, file })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_around_code_is_alone_on_its_line() {
        let tag = |text: &'static str| {
            code_tag(text).map(|tag| (tag.name, tag.is_end, tag.language, tag.file))
        };
        assert_eq!(tag("{{< highlight go >}}"), Some(("highlight", false, "go", None)));
        assert_eq!(tag("{{< highlight go \"a=b\" >}}"), Some(("highlight", false, "go", None)));
        assert_eq!(tag("{{< /highlight >}}"), Some(("highlight", true, "", None)));
        assert_eq!(tag("{{</ highlight >}}"), Some(("highlight", true, "", None)));
        assert_eq!(tag("{% highlight c++ %}"), Some(("highlight", false, "c++", None)));
        assert_eq!(tag("{%- endhighlight -%}"), Some(("highlight", true, "", None)));
        assert_eq!(tag("{{< code-toggle file=a >}}"), Some(("code-toggle", false, "", Some("a"))));
        for text in ["{% code %}", "{{< figure >}}", "a {{< code >}}", "{{< code", "{%%}"] {
            assert_eq!(tag(text), None, "{text}");
        }
    }
}
