//! Reads templates and style sheets for the rules.

/// Removes everything between two marks.
pub(crate) fn without_between(text: &str, (opens, closes): (&str, &str)) -> String {
    let (mut kept, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(opens) {
        kept.push_str(before);
        let (inner, behind) = after.split_once(closes).unwrap_or((after, ""));
        kept.extend(inner.chars().filter(|char| *char == '\n'));
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

/// Returns the declarations of a style sheet, with the line and the name of the layer.
pub(crate) fn declarations(css: &str) -> Vec<(usize, String, String)> {
    let css = without_between(css, ("/*", "*/"));
    let (mut layers, mut found) = (Vec::new(), Vec::new());
    let (mut begins, mut layer) = (0, String::new());
    for (at, mark) in css.match_indices(['{', '}', ';']) {
        let words = css[begins..at].trim();
        let number = css[..begins].matches('\n').count() + 1;
        let number = number
            + css[begins..at].len().min(
                css[begins..at]
                    .find(words)
                    .map_or(0, |skip| css[begins..begins + skip].matches('\n').count()),
            );
        match mark {
            "{" => {
                layers.push(layer.clone());
                if let Some(name) = words.strip_prefix("@layer ") {
                    name.clone_into(&mut layer);
                }
                found.push((number, layer.clone(), format!("{words} {{")));
            }
            "}" => {
                found.push((number, layer.clone(), words.to_owned()));
                layer = layers.pop().unwrap_or_default();
            }
            _ => found.push((number, layer.clone(), words.to_owned())),
        }
        begins = at + 1;
    }
    found.retain(|(_, _, words)| !words.is_empty());
    found
}

mod tests {
    use super::declarations;

    #[test]
    fn css_is_read_by_layers() {
        let css =
            "@layer a, b;\n/* c */\n@layer a {\n  p {\n    x: 1;\n    y: 2\n  }\n}\nq { z: 3 }";
        let read: Vec<String> = declarations(css)
            .into_iter()
            .map(|(number, layer, words)| format!("{number} {layer} {words}"))
            .collect();
        assert_eq!(
            read,
            [
                "1  @layer a, b",
                "3 a @layer a {",
                "4 a p {",
                "5 a x: 1",
                "6 a y: 2",
                "9  q {",
                "9  z: 3"
            ]
        );
    }
}
