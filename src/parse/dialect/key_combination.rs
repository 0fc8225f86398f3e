//! Keys of a keyboard between plus signs, as in PyMdown: `++ctrl+c++`.

/// The longest combination that is read, in bytes.
const MAX_BYTES: usize = 80;
/// Names of keys, besides letters, digits and `f1` to `f24`.
const KEY_NAMES: [&str; 46] = [
    "alt",
    "alt-gr",
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "backslash",
    "backspace",
    "break",
    "caps-lock",
    "cmd",
    "command",
    "comma",
    "control",
    "ctrl",
    "del",
    "delete",
    "down",
    "end",
    "enter",
    "esc",
    "escape",
    "fn",
    "home",
    "ins",
    "insert",
    "left",
    "menu",
    "meta",
    "minus",
    "num-lock",
    "option",
    "page-down",
    "page-up",
    "period",
    "plus",
    "print-screen",
    "return",
    "right",
    "shift",
    "slash",
    "space",
    "tab",
    "up",
    "win",
    "windows",
];

/// Returns the HTML of the keys that begin at an offset, and the length of what is written. `None`
/// means that the plus signs are text, as in `C++`.
pub(super) fn key_combination(text: &str, offset: usize) -> Option<(usize, String)> {
    let is_inside = |char: char| char.is_alphanumeric() || char == '+';
    if text.get(..offset)?.chars().next_back().is_some_and(is_inside) {
        return None;
    }
    let rest = text.get(offset..)?.strip_prefix("++")?;
    let window = rest.get(..rest.floor_char_boundary(MAX_BYTES))?;
    let (inside, _) = window.split_once("++")?;
    let length = inside.len() + 4;
    if text.get(offset + length..)?.chars().next().is_some_and(is_inside) {
        return None;
    }
    let keys: Option<Vec<String>> = inside.split('+').map(key_label).collect();
    let keys: Vec<String> = keys?.iter().map(|label| format!("<kbd>{label}</kbd>")).collect();
    Some((length, keys.join("+")))
}

/// Returns what is on a key. `None` means that the name is that of no key.
fn key_label(name: &str) -> Option<String> {
    let first = name.chars().next()?;
    let is_function_key = name
        .strip_prefix(['f', 'F'])
        .and_then(|number| number.parse::<u8>().ok())
        .is_some_and(|number| (1..=24).contains(&number));
    let is_key = name.chars().count() == 1 && first.is_alphanumeric()
        || is_function_key
        || KEY_NAMES.contains(&&*name.to_lowercase());
    let rest = name.get(first.len_utf8()..)?.replace('-', " ");
    is_key.then(|| first.to_uppercase().chain(rest.chars()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_keys_are_keys() {
        let keys = |text: &str| key_combination(text, text.find('+').unwrap());
        let ctrl_c = Some((10, "<kbd>Ctrl</kbd>+<kbd>C</kbd>".to_owned()));
        assert_eq!(keys("press ++ctrl+c++."), ctrl_c);
        assert_eq!(keys("++page-up++"), Some((11, "<kbd>Page up</kbd>".to_owned())));
        assert_eq!(keys("++f5++"), Some((6, "<kbd>F5</kbd>".to_owned())));
        for text in
            ["C++ and C++", "++i and j++", "++bar++", "+++", "++ctrl++c", "++", "++ctrl\n++"]
        {
            assert_eq!(keys(text), None, "{text}");
        }
    }
}
