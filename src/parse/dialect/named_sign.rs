//! Signs by name between colons: emoji as on GitHub, `:tada:`, and icons of MkDocs.

/// The longest name that is read, in bytes.
const MAX_NAME_BYTES: usize = 64;
/// How the names of icons begin, which have no character.
const ICON_SETS: [&str; 5] = ["octicons-", "material-", "fontawesome-", "simple-", "custom-"];

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedSign {
    /// The emoji with this text.
    Emoji(&'static str),
    Icon,
}

/// Returns the sign whose name begins at the colon at an offset, and the length of the name with
/// both colons. `None` means that the colon is text, as in `10:30:45`.
pub(super) fn named_sign(text: &str, offset: usize) -> Option<(usize, NamedSign)> {
    let before = text.get(..offset)?.chars().next_back();
    if before.is_some_and(|char| char.is_alphanumeric() || matches!(char, ':' | '/' | '\\')) {
        return None;
    }
    let length = name_length(text.as_bytes(), offset)?;
    let name = text.get(offset + 1..offset + length - 1)?;
    let after = text.get(offset + length..)?.chars().next();
    if after.is_some_and(|char| char.is_alphanumeric() || char == ':') {
        return None;
    }
    if ICON_SETS.iter().any(|set| name.strip_prefix(set).is_some_and(|rest| !rest.is_empty())) {
        return Some((length, NamedSign::Icon));
    }
    let emoji = emojis::get_by_shortcode(name)?;
    Some((length, NamedSign::Emoji(emoji.as_str())))
}

/// Returns the length of what looks like a name between two colons, with both.
pub(super) fn name_length(bytes: &[u8], offset: usize) -> Option<usize> {
    let inside = bytes.get(offset..)?.strip_prefix(b":")?;
    let is_name_byte = |byte: &&u8| {
        byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'_' | b'-' | b'+')
    };
    let n_bytes = inside.iter().take(MAX_NAME_BYTES).take_while(is_name_byte).count();
    (n_bytes > 0 && inside.get(n_bytes) == Some(&b':')).then_some(n_bytes + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_has_a_known_name_and_is_no_part_of_a_word() {
        let sign = |text: &str| named_sign(text, text.find(':').unwrap());
        assert_eq!(sign("Thanks :tada:!"), Some((6, NamedSign::Emoji("🎉"))));
        assert_eq!(sign(":+1: good"), Some((4, NamedSign::Emoji("👍"))));
        assert_eq!(sign("(:octicons-tag-24: 9.2)"), Some((17, NamedSign::Icon)));
        for text in ["10:30:45", "a:tada:", ":tada:b", ":no such:", ":unheardof:", "::tada::", ":"]
        {
            assert_eq!(sign(text), None, "{text}");
        }
    }
}
