//! A site with its own look: a dozen lines of tokens, a font, a logo, and one template.

use crate::support::Workspace;

const TOKENS: &str = r##"@font-face { font-family: "Own"; src: url("fonts/own.woff2"); }
:root {
  --spruce-70: #0b4a8f;
  --sans: "Own", system-ui, sans-serif;
}
"##;

fn site() -> Workspace {
    let site = Workspace::site();
    site.write(
        "content/site.yaml",
        "title: {sv: Provet, en: The test}\nlanguages: [sv, en]\n\
         owner: {sv: Redaktionen, en: The editors}\ntheme: mine\n",
    );
    site.write("themes/mine/tokens.css", TOKENS);
    site.write("themes/mine/fonts/own.woff2", "not really a font");
    site.write("themes/mine/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    site.write(
        "themes/mine/templates/components/nav.breadcrumbs.html",
        "{% component nav.breadcrumbs(items: array) %}<p>Bladet har en annan väg.</p>{% endcomponent nav.breadcrumbs %}",
    );
    site.run(&["build", "--strict"]).with_status(0);
    site
}

/// Returns the style sheets that a page waits for.
fn blocking(page: &str) -> Vec<String> {
    let links = page.lines().filter(|line| line.contains("rel=\"stylesheet\""));
    let links = links.filter(|line| !line.contains("media="));
    links.map(|line| named(line, ".css")).collect()
}

/// Returns the last file of the output with this ending that a page names.
fn named(page: &str, ending: &str) -> String {
    let mut names =
        page.split('"').filter(|part| part.ends_with(ending) && part.contains("assets/"));
    let name = names.next_back().unwrap_or_else(|| panic!("no {ending} in {page}"));
    name.trim_start_matches("../").to_owned()
}

#[test]
fn a_dozen_lines_of_tokens_change_color_and_font() {
    let site = site();
    let page = site.read("output/index.html");
    assert_eq!(blocking(&page).len(), 1, "one style sheet blocks, not two");
    let style = site.read(&format!("output/{}", blocking(&page)[0]));
    let site_tokens = style.rsplit_once("@layer tokens{").unwrap().1;
    assert!(site_tokens.contains("--spruce-70: #0b4a8f;"), "{site_tokens}");
    let font = site_tokens.split_once("url(\"").unwrap().1.split_once('"').unwrap().0;
    assert_eq!(site.read(&format!("output/assets/{font}")), "not really a font");
}

#[test]
fn a_plain_front_page_loads_no_styles_of_other_pages() {
    let site = site();
    site.write("content/ritad.md", "# Ritad\n\n```{process}\nof: [radet]\n```\n");
    site.write("themes/mine/pages.css", ".own { color: var(--ink) }\n");
    site.run(&["build"]).with_status(0);
    let sheet = |path: &str| {
        let page = site.read(path);
        assert_eq!(blocking(&page).len(), 1, "{path}");
        (blocking(&page)[0].clone(), site.read(&format!("output/{}", blocking(&page)[0])))
    };
    let (plain, drawn) = (sheet("output/index.html"), sheet("output/ritad/index.html"));
    assert!(plain.0.starts_with("assets/style.") && drawn.0.starts_with("assets/pages."));
    assert_eq!(drawn.1, format!("{}.own{{color: var(--ink)}}", plain.1), "all of one, and more");
    assert!(!drawn.1.contains("@page"), "a screen does not wait for what paper asks for");
    let printed = site.read("output/ritad/index.html");
    let printed = printed.lines().find(|line| line.contains("media=\"print\"")).unwrap();
    let printed = site.read(&format!("output/{}", named(printed, ".css")));
    assert!(printed.starts_with("@layer print{@page{"), "{printed}");
}

#[test]
fn a_logo_is_shown_beside_the_name_and_one_template_can_be_replaced() {
    let site = site();
    let page = site.read("output/radet/index.html");
    let (before, _) = page.split_once("class=\"site\"").unwrap();
    assert!(before.contains("<img class=\"logo\" src=\"../assets/logo."), "{before}");
    assert!(site.read(&format!("output/{}", named(&page, ".svg"))).starts_with("<svg"));
    assert!(page.contains("Bladet har en annan väg."));
    assert!(page.contains("class=\"colophon\""), "the rest of the page is the program's own");
}
