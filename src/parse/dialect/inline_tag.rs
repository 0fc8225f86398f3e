//! Marks of other tools inside a line: tags in brackets, directives, roles and revisions.

/// The longest tag or directive, in bytes.
const MAX_TAG_BYTES: usize = 300;
/// How far the end of a tag is looked for, in bytes.
const MAX_CONTENT_BYTES: usize = 4000;
/// The longest revision or inline note, in bytes.
const MAX_REVISION_BYTES: usize = 2000;
/// The beginnings and ends of revisions of CriticMarkup.
const REVISIONS: [(&str, &str); 4] =
    [("{++", "++}"), ("{--", "--}"), ("{~~", "~~}"), ("{==", "==}")];
/// The roles of reStructuredText that are used most; those of a domain have a colon, `py:func`.
const ROLES: [&str; 32] = [
    "ref",
    "doc",
    "term",
    "class",
    "func",
    "meth",
    "mod",
    "attr",
    "data",
    "exc",
    "obj",
    "any",
    "download",
    "numref",
    "eq",
    "math",
    "code",
    "sub",
    "sup",
    "abbr",
    "kbd",
    "guilabel",
    "menuselection",
    "file",
    "samp",
    "command",
    "program",
    "option",
    "envvar",
    "pep",
    "rfc",
    "cite",
];

/// Returns the length of the tag in brackets that a text begins with: `[gallery ids="1"]`,
/// `[url=…]`, or `[b]` and `[/b]` if the other one is near. `before` is the text before it.
pub(super) fn bracket_tag_length(before: &str, text: &str) -> Option<usize> {
    let window = text.get(..text.floor_char_boundary(MAX_TAG_BYTES))?;
    let length = window.find(']')? + 1;
    let inside = window.get(1..length - 1)?;
    if inside.contains(['[', '\n']) || window.get(length..)?.starts_with(['(', '[', ':']) {
        return None;
    }
    if let Some(name) = inside.strip_prefix('/') {
        let start = before.ceil_char_boundary(before.len().saturating_sub(MAX_CONTENT_BYTES));
        let opening = before.get(start..)?.rfind(&format!("[{name}"));
        let is_closing = is_tag_name(name)
            && opening
                .and_then(|offset| before.get(start + offset + 1 + name.len()..))
                .is_some_and(|rest| rest.starts_with([']', ' ', '=']));
        return is_closing.then_some(length);
    }
    let inside = inside.strip_prefix('!').unwrap_or(inside);
    let end = inside.find(|char: char| !is_name_char(char)).unwrap_or(inside.len());
    let (name, options) = inside.split_at_checked(end)?;
    if !is_tag_name(name) {
        return None;
    }
    let has_value = options.starts_with('=')
        || options.starts_with(' ') && (options.contains("=\"") || options.contains("='"));
    let has_options = options.is_empty() || options.starts_with([' ', '=']);
    let has_end = || {
        let rest = text.get(length..text.floor_char_boundary(MAX_CONTENT_BYTES));
        rest.is_some_and(|rest| rest.contains(&format!("[/{name}]")))
    };
    (has_value || has_options && has_end()).then_some(length)
}

fn is_name_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '-' | '_')
}

fn is_tag_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_alphabetic()) && name.chars().all(is_name_char)
}

/// Returns the length of the directive that a text begins with: `:kbd[…]`, `::leaf[…]{…}`,
/// `::leaf{…}`.
pub(super) fn text_directive_length(text: &str) -> Option<usize> {
    let window = text.get(..text.floor_char_boundary(MAX_TAG_BYTES))?;
    let window = window.split('\n').next()?;
    let n_colons = window.bytes().take_while(|byte| *byte == b':').count();
    let name_and_rest = window.get(n_colons..)?;
    let name_length = name_and_rest.find(|char: char| !is_name_char(char))?;
    let name = name_and_rest.get(..name_length)?;
    if !matches!(n_colons, 1 | 2) || name.len() < 2 || !is_tag_name(name) {
        return None;
    }
    let mut length = n_colons + name_length;
    let has_text = window.get(length..)?.starts_with('[');
    if has_text {
        length += window.get(length..)?.find(']')? + 1;
        if window.get(length..)?.starts_with('(') {
            return None;
        }
    }
    let has_attributes = window.get(length..)?.starts_with('{');
    if has_attributes {
        length += window.get(length..)?.find('}')? + 1;
    }
    (has_text || has_attributes && n_colons == 2).then_some(length)
}

/// Returns the length of the role of reStructuredText before the code that a text begins with:
/// `` :ref:`…` ``.
pub(super) fn rest_role_length(text: &str) -> Option<usize> {
    let window = text.get(1..text.floor_char_boundary(MAX_TAG_BYTES))?;
    let end = window.find(":`")?;
    let name = window.get(..end)?;
    let is_role = match name.split_once(':') {
        Some((domain, name)) => {
            !domain.is_empty() && [domain, name].iter().all(|part| is_tag_name(part))
        }
        None => ROLES.contains(&name),
    };
    is_role.then_some(end + 2)
}

/// Returns the length of the rest of a link of AsciiDoc after `link` or `xref`: `:rent.adoc[…]`.
pub(super) fn asciidoc_link_length(text: &str) -> Option<usize> {
    let window = text.get(..text.floor_char_boundary(MAX_TAG_BYTES))?;
    let start = window.find(|char: char| char == '[' || char.is_whitespace())?;
    let is_link = start > 1 && window.get(start..)?.starts_with('[');
    let length = start + window.get(start..)?.find(']')? + 1;
    (is_link && !window.get(length..)?.starts_with('(')).then_some(length)
}

/// Returns the length of the revision that a text begins with.
pub(super) fn revision_length(text: &str) -> Option<usize> {
    let (start, end) = REVISIONS.iter().find(|(start, _)| text.starts_with(start))?;
    let window = text.get(..text.floor_char_boundary(MAX_REVISION_BYTES))?;
    let inside = window.get(start.len()..)?;
    let length = inside.find(end)?;
    let is_one_paragraph = !inside.get(..length)?.contains("\n\n");
    is_one_paragraph.then_some(start.len() + length + end.len())
}

/// Returns the length of the footnote in brackets that a text begins with, as after `^`.
pub(super) fn inline_note_length(text: &str) -> Option<usize> {
    let window = text.get(..text.floor_char_boundary(MAX_REVISION_BYTES))?;
    let mut depth = 0_usize;
    let end = window.find(|char: char| {
        match char {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    let inside = window.get(1..end)?;
    (!inside.trim().is_empty() && !inside.contains("\n\n")).then_some(end + 1)
}

/// The size after the path of a picture: `](mill.svg =100x200)`.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct PictureSize<'a> {
    /// What is before it, without white space.
    pub(super) path: &'a str,
    /// `100x200` or `100`. `None` means that it is not in pixels, or has no width.
    pub(super) pixels: Option<String>,
    /// The length up to the closing parenthesis.
    pub(super) length: usize,
}

/// Returns the size in the destination of a picture, from after the opening parenthesis.
pub(super) fn picture_size(text: &str) -> Option<PictureSize<'_>> {
    let window = text.get(..text.floor_char_boundary(MAX_TAG_BYTES))?;
    let destination = window.get(..window.find([')', '\n'])?)?;
    let (path, size) = destination.rsplit_once(" =")?;
    let is_size = !size.is_empty()
        && size.chars().all(|char| char.is_ascii_digit() || matches!(char, 'x' | '%' | '*'))
        && size.contains(|char: char| char.is_ascii_digit());
    if !is_size || path.trim().is_empty() {
        return None;
    }
    let number = |text: &str| text.parse::<u32>().ok().map(|_| text.to_owned());
    let pixels = match size.split_once('x') {
        Some((width, "")) => number(width),
        Some((width, height)) => {
            number(height).and_then(|height| Some(format!("{}x{height}", number(width)?)))
        }
        None => number(size),
    };
    Some(PictureSize { path: path.trim_end(), pixels, length: destination.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_in_brackets_have_options_or_an_end() {
        let length = |text| bracket_tag_length("", text);
        assert_eq!(length("[gallery ids=\"1\"] x"), Some(17));
        assert_eq!(length("[url=https://a.b/]x"), Some(18));
        assert_eq!(length("[b]x[/b]"), Some(3));
        assert_eq!(bracket_tag_length("[b]x", "[/b]"), Some(4));
        for text in ["[b] x", "[1]", "[ ]", "[x](y)", "[a b] c", "[sic]", "[/b]", "[a]: b=\"c\""] {
            assert_eq!(length(text), None, "{text}");
        }
    }

    #[test]
    fn directives_and_roles_have_a_name() {
        assert_eq!(text_directive_length(":kbd[x] y"), Some(7));
        assert_eq!(text_directive_length("::leaf[x]{a=b} y"), Some(14));
        assert_eq!(text_directive_length("::video{#x}"), Some(11));
        for text in [":x[y]", ":kbd", "see:[x]", ": [x]", ":kbd[x](y)", ":kbd{x}"] {
            assert_eq!(text_directive_length(text), None, "{text}");
        }
        assert_eq!(rest_role_length(":ref:`x`"), Some(5));
        assert_eq!(rest_role_length(":py:func:`x`"), Some(9));
        assert_eq!(rest_role_length(":tada:`x`"), None);
    }

    #[test]
    fn sizes_of_pictures_are_in_pixels() {
        let pixels = |text| picture_size(text).map(|it| (it.path, it.pixels));
        assert_eq!(pixels("m.svg =100x200)"), Some(("m.svg", Some("100x200".into()))));
        assert_eq!(pixels("m.svg =100x)"), Some(("m.svg", Some("100".into()))));
        assert_eq!(pixels("m.svg \"T\" =50%)"), Some(("m.svg \"T\"", None)));
        assert_eq!(pixels("m.svg =x50)"), Some(("m.svg", None)));
        assert_eq!(pixels("m =a.svg)"), None);
        assert_eq!(inline_note_length("[a [b](c) d] e"), Some(12));
        assert_eq!(revision_length("{++a++} b"), Some(7));
    }
}
