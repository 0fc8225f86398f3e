//! Tags of template languages and shortcodes: `{{< x >}}`, `{% x %}`, `{{ x }}`, `{{#x}}`.

use crate::diagnostic::rules::ForeignSyntaxKind;

/// The longest tag that is recognized, in bytes.
const MAX_TAG_BYTES: usize = 1000;

/// How tags begin and end; those with a longer beginning come first.
const TAGS: [(&str, &str, ForeignSyntaxKind); 6] = [
    ("{{<", ">}}", ForeignSyntaxKind::Shortcode),
    ("{{%", "%}}", ForeignSyntaxKind::Shortcode),
    ("{{#", "}}", ForeignSyntaxKind::Include),
    ("{{", "}}", ForeignSyntaxKind::TemplateVariable),
    ("{%", "%}", ForeignSyntaxKind::LiquidTag),
    ("{# ", "#}", ForeignSyntaxKind::LiquidTag),
];

/// Returns the kind and length of the tag that a text begins with.
pub(super) fn template_tag(text: &str) -> Option<(ForeignSyntaxKind, usize)> {
    let (start, end, kind) = TAGS.iter().find(|(start, ..)| text.starts_with(start))?;
    let window = text.get(..text.floor_char_boundary(MAX_TAG_BYTES))?;
    let length = start.len() + window.get(start.len()..)?.find(end)? + end.len();
    let has_blank_line = text.get(..length)?.contains("\n\n");
    (!has_blank_line).then_some((*kind, length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_has_a_beginning_and_an_end() {
        let kind = template_tag;
        assert_eq!(kind("{{< x >}} y"), Some((ForeignSyntaxKind::Shortcode, 9)));
        assert_eq!(kind("{{ x }}"), Some((ForeignSyntaxKind::TemplateVariable, 7)));
        assert_eq!(kind("{{#include a.md}}"), Some((ForeignSyntaxKind::Include, 17)));
        assert_eq!(kind("{% if x %}"), Some((ForeignSyntaxKind::LiquidTag, 10)));
        assert_eq!(kind("{a, b}"), None);
        assert_eq!(kind("{{ x"), None);
        assert_eq!(kind("{{ x\n\n}}"), None);
        assert_eq!(kind("{#id}"), None);
    }
}
