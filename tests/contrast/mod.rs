//! The colors of the theme: every pair that is read together has enough contrast (WCAG 2.2), in the
//! light and in the dark scheme, computed from the tokens in the style sheet.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The tokens of text, which needs 4.5 to 1 on the three backgrounds (1.4.3).
const TEXT: [&str; 9] = [
    "ink",
    "ink-soft",
    "link",
    "link-visited",
    "sourced",
    "unsettled",
    "interpreted",
    "absent",
    "fault",
];
/// The tokens of highlighted code, which has a background of its own.
const CODE: [&str; 3] = ["code-word", "code-name", "code-value"];
const GROUNDS: [&str; 3] = ["paper", "sheet", "hit"];

/// Returns the custom properties in the first `:root` of the layer of tokens.
fn tokens() -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/pakt/style.css");
    let css = fs::read_to_string(path).unwrap();
    let layer = css.split_once("@layer tokens {").unwrap().1.split_once("\n  }\n").unwrap().0;
    let declarations = layer.split(';').filter_map(|one| one.rsplit("*/").next());
    let properties = declarations.filter_map(|one| one.trim().strip_prefix("--"));
    let pairs = properties.filter_map(|one| one.split_once(':'));
    pairs.map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect()
}

/// Returns the color of a token in the light (0) or the dark (1) scheme.
fn color(tokens: &BTreeMap<String, String>, name: &str, scheme: usize) -> [f64; 3] {
    let value = tokens.get(name).unwrap_or_else(|| panic!("no token --{name}"));
    if let Some(hex) = value.strip_prefix('#') {
        return color_of_hex(hex);
    }
    let inner = value.strip_prefix("light-dark(").map_or(value.as_str(), |rest| {
        rest.trim_end_matches(')').split(',').nth(scheme).unwrap().trim()
    });
    let name = inner.strip_prefix("var(--").unwrap_or_else(|| panic!("--{name}: {value}"));
    color(tokens, name.trim_end_matches(')'), scheme)
}

fn color_of_hex(hex: &str) -> [f64; 3] {
    let wide: String = match hex.len() {
        3 => hex.chars().flat_map(|digit| [digit, digit]).collect(),
        _ => hex.to_owned(),
    };
    [0, 2, 4].map(|start| {
        f64::from(u8::from_str_radix(wide.get(start..start + 2).unwrap(), 16).unwrap()) / 255.0
    })
}

/// Returns the relative luminance (WCAG 2.2, definitions).
fn luminance(color: [f64; 3]) -> f64 {
    let [red, green, blue] = color.map(|part| match part {
        part if part <= 0.04045 => part / 12.92,
        part => ((part + 0.055) / 1.055).powf(2.4),
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn too_close(pairs: impl Iterator<Item = (&'static str, &'static str)>, least: f64) -> Vec<String> {
    let tokens = tokens();
    let mut failures = Vec::new();
    for (front, ground) in pairs {
        for (scheme, name) in ["light", "dark"].into_iter().enumerate() {
            let [front_color, ground_color] =
                [front, ground].map(|token| color(&tokens, token, scheme));
            let ratio = contrast(front_color, ground_color);
            if ratio < least {
                failures.push(format!("{name}: {front} on {ground} is {ratio:.2}, not {least}"));
            }
        }
    }
    failures
}

fn on_each_ground(
    fronts: &'static [&'static str],
) -> impl Iterator<Item = (&'static str, &'static str)> {
    fronts.iter().flat_map(|front| GROUNDS.map(|ground| (*front, ground)))
}

#[test]
fn black_and_white_are_21_apart() {
    assert!((contrast([0.0; 3], [1.0; 3]) - 21.0).abs() < 1e-9);
}

#[test]
fn every_text_is_readable_on_every_ground() {
    assert_eq!(too_close(on_each_ground(&TEXT), 4.5), [""; 0]);
    let code = CODE.into_iter().map(|front| (front, "sheet"));
    assert_eq!(too_close(code, 4.5), [""; 0]);
}

#[test]
fn every_class_of_highlighted_code_has_a_color_that_is_tested() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/pakt/pages.css");
    let css = fs::read_to_string(path).unwrap();
    let rules: Vec<(&str, &str)> =
        css.lines().filter_map(|line| line.trim().split_once(" {")).collect();
    for class in highlight::CLASSES {
        let selects = |selector: &str| selector.split(", ").any(|one| one == format!(".{class}"));
        let (_, style) = rules.iter().find(|(selector, _)| selects(selector)).expect(class);
        // A heading is bold, in the color of the text.
        let color = style
            .split_once("color: var(--")
            .map_or("ink", |(_, rest)| rest.split(')').next().unwrap_or_default());
        assert!(TEXT.contains(&color) || CODE.contains(&color), "{class}: {color}");
    }
}

#[test]
fn the_borders_of_controls_and_every_stroke_are_seen() {
    assert_eq!(too_close(on_each_ground(&["control"]), 3.0), [""; 0]);
    let strokes = ["sourced", "unsettled", "interpreted", "ink", "absent"];
    assert_eq!(too_close(strokes.into_iter().map(|front| (front, "paper")), 3.0), [""; 0]);
}

#[test]
fn the_preview_panel_has_the_colors_of_the_theme() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/preview/client/panel.js");
    let script = fs::read_to_string(path).unwrap();
    let tokens = tokens();
    for (property, token) in [
        ("paper", "paper"),
        ("ink", "ink"),
        ("soft", "ink-soft"),
        ("link", "link"),
        ("fault", "fault"),
        ("line", "control"),
    ] {
        let (_, value) = script.split_once(&format!("--{property}: light-dark(")).expect(property);
        let values: Vec<&str> = value.split_once(')').unwrap().0.split(", ").collect();
        assert_eq!(values.len(), 2, "{property}");
        for (scheme, value) in values.into_iter().enumerate() {
            let shown = color_of_hex(value.strip_prefix('#').expect(property));
            assert_eq!(shown, color(&tokens, token, scheme), "--{property} is not --{token}");
        }
    }
}
