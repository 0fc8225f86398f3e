//! Rules for the whole theme: its templates, style sheets and scripts.

use super::test_contexts::cases;
use super::theme_files::embedded_theme;
use super::{StringOverrides, Theme, ThemeFile, ThemeFiles};
use crate::diagnostic::{DiagnosticCode, SourceFile};
use std::collections::BTreeSet;
use std::sync::Arc;

fn load(site_files: &[(&str, &str)]) -> (Theme, Vec<String>) {
    let files = site_files.iter().map(|(path, text)| {
        let source = SourceFile { path: format!("themes/own/{path}").into(), text: (*text).into() };
        ((*path).to_owned(), ThemeFile::Text(Arc::new(source)))
    });
    let languages = ["sv", "en"]
        .map(|tag| StringOverrides { language: tag.into(), ..StringOverrides::default() });
    let (theme, diagnostics) = Theme::load_theme(&ThemeFiles(files.collect()), &languages);
    let positions = diagnostics.iter().map(|diagnostic| {
        assert_eq!(diagnostic.code(), DiagnosticCode::TemplateError);
        let start = diagnostic.span.start_position();
        format!("{}:{}:{}", diagnostic.span.source().path, start.line, start.column)
    });
    let positions = positions.collect();
    (theme, positions)
}

fn rendered() -> Vec<(String, String)> {
    let (theme, positions) = load(&[]);
    assert_eq!(positions, [""; 0]);
    let render = |(template, name, context): &(&str, &str, _)| {
        let text = theme.render_template("sv", template, context);
        let text = text.unwrap_or_else(|error| panic!("{template} {name}: {error:?}"));
        (format!("{template} {name}"), text)
    };
    cases().iter().map(render).collect()
}

fn texts(ending: &str) -> Vec<(String, Arc<SourceFile>)> {
    let files = embedded_theme().0.into_iter().filter(|(path, _)| path.ends_with(ending));
    files.map(|(path, file)| (path, Arc::clone(file.text().unwrap()))).collect()
}

/// The text between each `before` and the next `after`.
fn between<'a>(text: &'a str, before: &'a str, after: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(before)
        .skip(1)
        .filter_map(move |rest| rest.split_once(after))
        .map(|(inside, _)| inside)
}

fn style_without_comments() -> String {
    let sheets = texts(".css");
    let style: String = sheets.iter().map(|(_, source)| &*source.text).collect();
    style.split("/*").map(|part| part.split_once("*/").map_or(part, |(_, rest)| rest)).collect()
}

#[test]
fn every_template_renders_minimal_and_full_contexts() {
    for (name, text) in rendered() {
        if name.starts_with("feed") || name.starts_with("sitemap") {
            let mut reader = quick_xml::Reader::from_str(&text);
            while !matches!(reader.read_event().expect(&name), quick_xml::events::Event::Eof) {}
            continue;
        }
        // A chapter is a part of the book.
        let start = if name.starts_with("chapter") { "<header" } else { "<!DOCTYPE html>" };
        assert!(text.starts_with(start), "{name} begins with {:?}", text.get(..20));
        assert_eq!(text.matches("<h1").count(), 1, "{name}");
        assert!(!text.contains("<script>alert") && !text.contains("<ordet>"), "{name}");
        let ids: Vec<&str> = between(&text, " id=\"", "\"").collect();
        assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len(), "{name}: {ids:?}");
        let packed: String = text.split_whitespace().collect();
        for empty in ["<ul></ul>", "<ol></ol>", "<dl></dl>", "<p></p>", "class=\"\"", "lang=\"\""] {
            assert!(!packed.contains(empty), "{empty} in {name}");
        }
    }
}

#[test]
fn text_in_another_language_has_a_lang_attribute() {
    let all = rendered();
    let (_, text) = all.iter().find(|(name, _)| name == "entry.html most").unwrap();
    for part in [
        "<h1 id=\"titel\" class=\"verbatim\" lang=\"en\">",
        "<div class=\"body\" lang=\"en\">",
        "<div class=\"block\" lang=\"en\">",
        "lang=\"en\" hreflang=\"en\">English</a>",
        "lang=\"en\" aria-current=\"page\">Ett</a>",
        "rel=\"prev\" lang=\"en\">Before</a>",
    ] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
}

#[test]
fn templates_obey_a_strict_content_security_policy() {
    for (path, source) in texts(".html").into_iter().chain(texts(".xml")) {
        for banned in [" style=", "javascript:", "<style", "safe", "@import", "<iframe", "data:"] {
            let text = source.text.replace("Tera's safe string", "");
            assert!(!text.contains(banned), "{banned} in {path}");
        }
        for attribute in source.text.split_whitespace().filter(|word| word.starts_with("on")) {
            assert!(!attribute.contains('='), "{attribute} in {path}");
        }
        for script in between(&source.text, "<script", "</script>") {
            assert!(script.starts_with(" src=") && script.ends_with('>'), "{script} in {path}");
        }
        let is_feed = path.ends_with(".xml");
        assert!(
            is_feed || !source.text.contains("http://") && !source.text.contains("https://"),
            "{path}"
        );
    }
}

#[test]
fn every_string_that_a_template_uses_exists() {
    let (theme, _) = load(&[]);
    for (path, source) in texts(".html") {
        for key in between(&source.text, "t(key=", ")").flat_map(|call| between(call, "\"", "\"")) {
            assert!(theme.strings("sv").find_str(key).is_some(), "{key} in {path}");
        }
    }
}

#[test]
fn components_are_named_after_their_file_and_typed() {
    for (path, source) in texts(".html") {
        let name =
            path.strip_prefix("templates/components/").and_then(|name| name.strip_suffix(".html"));
        let defined: Vec<&str> = between(&source.text, "{% component ", "(").collect();
        assert_eq!(defined, name.into_iter().collect::<Vec<_>>(), "{path}");
        for arguments in between(&source.text, "{% component ", ")") {
            let (_, arguments) = arguments.split_once('(').unwrap();
            let is_typed = |argument: &str| argument.contains(": ") && !argument.contains("...");
            assert!(arguments.is_empty() || arguments.split(", ").all(is_typed), "{path}");
        }
    }
}

#[test]
fn components_use_role_tokens_and_no_raw_colors() {
    let style = style_without_comments();
    let (before, rest) = style.split_once("@layer tokens {").unwrap();
    let (tokens, rest) = rest.split_once("@layer base {").unwrap();
    for (name, part) in [("reset", before), ("base and on", rest)] {
        for raw in ["rgb", "hsl", "oklch", "oklab", "color-mix", "light-dark", "!important"] {
            assert!(!part.contains(raw), "{raw} in {name}");
        }
        let is_color = |rest: &str| rest.chars().take_while(char::is_ascii_hexdigit).count() >= 3;
        assert!(!part.split('#').skip(1).any(is_color), "a color in {name}");
    }
    let palette: Vec<&str> = tokens
        .lines()
        .filter_map(|line| line.trim().split_once(": #"))
        .map(|(name, _)| name)
        .collect();
    assert!(palette.len() > 10);
    for color in palette {
        assert!(!rest.contains(color), "{color} is not a role");
        assert!(tokens.matches(color).count() > 1, "{color} is not used");
    }
}

#[test]
fn the_style_sheet_has_no_dead_tokens_or_classes() {
    let style = style_without_comments();
    let used: BTreeSet<&str> = between(&style, "var(", ")").collect();
    for line in style.lines().flat_map(|line| line.split("; ")) {
        if let Some((token, _)) = line.trim().trim_start_matches(":root { ").split_once(':') {
            assert!(!token.starts_with("--") || used.contains(token), "{token} is not used");
        }
    }
    // Classes that `render` or a script writes.
    let classes_in_code = [
        "beside",
        "broken",
        "callout",
        "center",
        "cite",
        "cites",
        "claims",
        "copier",
        "end",
        "footnotes",
        "here",
        "hidden",
        "links",
        "long",
        "mark",
        "open",
        "pop",
        "preview",
        "previewed",
        "table-box",
        "task",
        "term",
        "together",
    ];
    let templates: String = texts(".html").iter().map(|(_, source)| &*source.text).collect();
    let scripts: String = texts(".js").iter().map(|(_, source)| &*source.text).collect();
    let classes: BTreeSet<&str> = between(&templates, "class=\"", "\"")
        .chain(between(&templates, "kind=\"", "\""))
        .chain(between(&scripts, "class: \"", "\""))
        .flat_map(|value| value.split(|letter: char| !letter.is_ascii_lowercase() && letter != '-'))
        .collect();
    let selectors = style.lines().filter(|line| line.contains('{') && !line.contains("url("));
    for selector in selectors.map(|line| line.split('{').next().unwrap()) {
        for class in selector.split('.').skip(1) {
            let end = class.find(|letter: char| !letter.is_ascii_lowercase() && letter != '-');
            let class = class.split_at(end.unwrap_or(class.len())).0;
            let is_known = class.is_empty() || highlight::CLASSES.contains(&class);
            assert!(
                is_known || classes_in_code.contains(&class) || classes.contains(class),
                ".{class}"
            );
        }
    }
}

#[test]
fn scripts_are_small_and_write_no_markup() {
    let scripts = texts(".js");
    let of_every_page = scripts.iter().find(|(path, _)| path == "script.js").unwrap();
    assert!(of_every_page.1.text.lines().count() <= 240);
    let text: String = scripts.iter().map(|(_, source)| &*source.text).collect();
    for banned in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "eval",
        "import(",
        "import ",
        "export ",
        "document.write",
        ".style",
    ] {
        assert!(!text.contains(banned), "{banned}");
    }
}

#[test]
fn one_file_is_overridden_and_the_others_are_embedded() {
    let (theme, positions) = load(&[
        (
            "templates/components/nav.breadcrumbs.html",
            "{% component nav.breadcrumbs(items: array) %}MINE{% endcomponent nav.breadcrumbs %}",
        ),
        ("style.css", "body { background: url(fonts/pakt-sans.woff2) }"),
        ("mark.svg", "<svg/>"),
    ]);
    assert_eq!(positions, [""; 0]);
    let (_, _, context) = cases().swap_remove(2);
    let text = theme.render_template("sv", "entry.html", &context).unwrap();
    assert!(text.contains("MINE") && text.contains("class=\"masthead\""));
    let paths: Vec<&str> = theme.assets().iter().map(|asset| asset.path.as_str()).collect();
    assert!(paths.is_sorted() && paths.iter().any(|path| path.starts_with("assets/mark.")));
    let style = theme.assets().iter().find(|asset| asset.path == theme.style_path()).unwrap();
    let style = String::from_utf8(style.bytes.to_vec()).unwrap();
    assert!(style.starts_with("body{background: url(\"fonts/pakt-sans."));
    assert!(!style.contains("pakt-sans.woff2"));
}

#[test]
fn a_broken_site_template_is_reported_and_the_embedded_one_is_used() {
    let (theme, positions) = load(&[("templates/404.html", "<p>\n  {% if %}\n")]);
    assert_eq!(positions, ["themes/own/templates/404.html:2:9"]);
    let (template, _, context) = cases().swap_remove(8);
    assert!(theme.render_template("sv", template, &context).unwrap().contains("Sidan finns inte"));
}

#[test]
fn a_rendering_error_is_reported_in_the_site_template() {
    let (theme, positions) = load(&[
        ("templates/404.html", "å {{ page.nothing.more }}"),
        ("templates/list.html", "\n{{ <nav.link link={3} /> }}"),
        ("templates/redirect.html", "{{ <page.date date={page} /> }}"),
        ("templates/mentions.html", "{{ t(key=\"no-such-word\") }}"),
    ]);
    assert_eq!(positions, [""; 0]);
    let error_position = |case: usize| {
        let (template, _, context) = cases().swap_remove(case);
        let error = theme.render_template("sv", template, &context).unwrap_err();
        format!("{}:{}", error.span.source().path, error.span.start_position().line)
    };
    assert_eq!(error_position(8), "themes/own/templates/404.html:1");
    assert_eq!(error_position(5), "themes/own/templates/list.html:2");
    assert_eq!(error_position(9), "themes/own/templates/redirect.html:1");
    assert_eq!(error_position(7), "themes/own/templates/mentions.html:1");
    let error = theme.render_template("sv", "no-such.html", &tera::Context::new()).unwrap_err();
    assert_eq!(&*error.span.source().path, "no-such.html");
}

#[test]
fn each_language_has_its_strings() {
    let (theme, _) = load(&[]);
    let (template, _, context) = cases().swap_remove(0);
    for (language, words) in [("sv", "Hoppa till"), ("en", "Skip to"), ("fi", "Hoppa till")] {
        assert!(theme.render_template(language, template, &context).unwrap().contains(words));
    }
}
