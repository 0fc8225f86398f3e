//! Replaces the placeholders in a string of the theme: `{name}`.

/// A part of a string with placeholders.
pub(crate) enum StringPart<'s, 'v, V> {
    /// As in the string.
    Text(&'s str),
    /// The value of a placeholder.
    Value(&'v V),
}

/// Calls `push` with each part of a string, in order. Braces around anything but the name of a
/// value are text.
///
/// It is a single pass, so braces in a value are not replaced.
pub(crate) fn fill_placeholders<'s, 'v, V>(
    text: &'s str,
    values: &'v [(&str, V)],
    mut push: impl FnMut(StringPart<'s, 'v, V>),
) {
    let mut start = 0;
    for (offset, _) in text.match_indices('{') {
        let placeholder = text.get(offset + 1..).and_then(|after| after.split_once('}'));
        let value = placeholder.and_then(|(name, _)| {
            let (_, value) = values.iter().find(|(value_name, _)| *value_name == name)?;
            Some((value, offset + name.len() + 2))
        });
        let Some((value, end)) = value else { continue };
        push(StringPart::Text(text.get(start..offset).unwrap_or_default()));
        push(StringPart::Value(value));
        start = end;
    }
    push(StringPart::Text(text.get(start..).unwrap_or_default()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_replaced_once() {
        let check = |text: &str, expected: &str| {
            let mut out = String::new();
            fill_placeholders(text, &[("a", "1"), ("b", "{a}")], |part| match part {
                StringPart::Text(text) | StringPart::Value(&text) => out.push_str(text),
            });
            assert_eq!(out, expected, "{text}");
        };
        check("{a} och {b}", "1 och {a}");
        check("{c} {a", "{c} {a");
        check("{{a}}", "{1}");
        check("", "");
    }
}
