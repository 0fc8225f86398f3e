//! Templates of a site that fail while they render, or that would never end.

use crate::support::Workspace;

fn with_template(path: &str, text: &str) -> Workspace {
    let site = Workspace::of(&[
        (
            "content/site.yaml",
            "title: Test\nlanguages: [en]\nowner: Ada\ntheme: mine\nchecks: {orphan-page: off}\n",
        ),
        ("content/index.md", "# Start\n\nWords of the start page.\n"),
        ("content/other.md", "# Other\n\nMore words.\n"),
    ]);
    site.write(&format!("themes/mine/templates/{path}"), text);
    site
}

/// Builds a site with a template that fails. Every page is written, and the template is reported
/// once, at a place.
#[track_caller]
fn check(path: &str, text: &str, place: &str) -> String {
    let site = with_template(path, text);
    let ran = site.run(&["build", "-o", "out", "--lang", "en"]).with_status(1);
    let place = format!("themes/mine/templates/{path}:{place}");
    assert!(ran.stderr.contains(&place), "{place} in {}", ran.stderr);
    assert_eq!(ran.stderr.matches("error[template-error]").count(), 1, "{}", ran.stderr);
    assert!(ran.stdout.contains(" 1 errors"), "{}", ran.stdout);
    assert!(site.read("out/index.html").contains("Words of the start page."));
    assert!(site.read("out/other/index.html").contains("class=\"masthead\""));
    assert!(site.read("out/404.html").contains("class=\"masthead\""));
    let report = site.run(&["check", "--format", "json"]).with_status(1).json();
    assert_eq!(report["summary"]["errors"], 1, "{report}");
    ran.stderr
}

#[test]
fn the_own_template_of_pakt_is_used_for_one_that_fails_at_work() {
    check(
        "entry.html",
        "{% extends \"base.html\" %}\n{% block main %}{{ 1/0 }}{% endblock %}",
        "2:22",
    );
    check("entry.html", "{{ throw(message=\"x\") }}", "1:4");
    check("base.html", "{{ page.nothing.more }}{% block main %}{% endblock main %}", "1:9");
    check(
        "components/nav.breadcrumbs.html",
        "{% component nav.breadcrumbs(items: array) %}{{ 1/0 }}{% endcomponent nav.breadcrumbs %}",
        "1:51",
    );
}

#[test]
fn other_templates_of_the_site_stay_in_use() {
    let site = with_template("entry.html", "{{ 1/0 }}");
    site.write("themes/mine/templates/404.html", "MY OWN PAGE");
    site.run(&["build", "-o", "out"]).with_status(1);
    assert_eq!(site.read("out/404.html"), "MY OWN PAGE");
    assert!(site.read("out/index.html").contains("Words of the start page."));
}

#[test]
fn a_template_that_would_never_end_is_stopped_and_reported() {
    let loops =
        "{% for a in range(end=90000) %}{% for b in range(end=90000) %}x{% endfor %}{% endfor %}";
    let words = check("entry.html", loops, "1:");
    assert!(words.contains("more than 1000000 rounds of loops"), "{words}");
    let stored = "{% set r = range(end=90000) %}\n{% for a in r %}\n{% for b in r -%} {% endfor %}{% endfor %}";
    check("entry.html", stored, "3:1");
    check(
        "components/nav.breadcrumbs.html",
        "{% component nav.breadcrumbs(items: array) %}{% for a in range(end=90000) %}\
         {% for b in range(end=90000) %}{% endfor %}{% endfor %}{% endcomponent nav.breadcrumbs %}",
        "1:",
    );
    let bytes = "{% set s = \"0123456789\" %}{% for a in range(end=20) %}{% set_global s = s ~ s %}\
                 {% endfor %}\n{% for a in range(end=100000) %}{{ s }}{% endfor %}";
    let words = check("entry.html", bytes, "2:1");
    assert!(words.contains("more than 64000000 bytes"), "{words}");
}

#[test]
fn a_component_that_calls_itself_is_reported_once_at_the_call() {
    let words = check(
        "components/nav.breadcrumbs.html",
        "{% component nav.breadcrumbs(items: array) %}\n{{ <nav.breadcrumbs items={items} /> }}\
         {% endcomponent nav.breadcrumbs %}",
        "2:1",
    );
    assert!(words.contains("the component nav.breadcrumbs calls itself"), "{words}");
}

#[test]
fn loops_that_branch_end_as_well() {
    let calls = "{{ <nav.breadcrumbs items={items} /> }}".repeat(8);
    let text = format!(
        "{{% component nav.breadcrumbs(items: array, depth: integer = 0) %}}\n{calls}\
         {{% endcomponent nav.breadcrumbs %}}"
    );
    check("components/nav.breadcrumbs.html", &text, "2:1");
}

#[test]
fn values_that_grow_are_stopped_before_the_memory_ends() {
    let in_entry = |text: &str| check("entry.html", text, "1:");
    let doubled = "{% set s = \"0123456789\" %}{% for a in range(end=60) %}{% set_global s = s ~ s %}\
                   {% endfor %}{{ s }}";
    assert!(in_entry(doubled).contains("more than 64000000 bytes"));
    let unrolled = format!("{{% set s = \"0\" %}}{}{{{{ s }}}}", "{% set s = s ~ s %}".repeat(60));
    in_entry(&unrolled);
    let captured = "{% set s %}0123456789{% endset %}".to_owned()
        + &"{% set s %}{{ s }}{{ s }}{% endset %}".repeat(60);
    in_entry(&captured);
    in_entry(
        "{% set s %}{% for a in range(end=900000) %}{{ page.title }} and many more words of the \
         template that are printed in each round{% endfor %}{% endset %}",
    );
    let text = "x".repeat(5_000);
    in_entry(&format!(
        "{{{{ \"{text}\" | replace(from=\"x\", to=\"{text}\") | replace(from=\"x\", to=\"{text}\") }}}}"
    ));
    in_entry(&format!("{{{{ range(end=90000) | join(sep=\"{text}\") }}}}"));
    in_entry("{% set r = range(end=90000) %}{{ [[y for y in r] for x in r] | length }}");
    in_entry(&format!("{{{{ [\"{text}\" ~ x for x in range(end=90000)] | length }}}}"));
    let nested = in_entry(
        "{% set a = [1] %}{% for x in range(end=90000) %}{% set_global a = [a] %}{% endfor %}",
    );
    assert!(nested.contains("nested deeper than 100 levels"), "{nested}");
    in_entry(&("{% set a = [1] %}".to_owned() + &"{% set a = [a, a] %}".repeat(60)));
}

#[test]
fn an_argument_that_doubles_in_each_call_is_stopped() {
    check(
        "components/nav.breadcrumbs.html",
        "{% component nav.breadcrumbs(items: array, s: string = \"0123456789\") %}\
         {% set s = s ~ s ~ s ~ s ~ s ~ s ~ s ~ s ~ s ~ s %}{{ <nav.breadcrumbs items={items} s={s} /> }}\
         {% endcomponent nav.breadcrumbs %}",
        "1:",
    );
}

#[test]
fn values_of_a_usual_size_are_not_limited() {
    let site = with_template(
        "404.html",
        "{% set a %}{% for x in range(end=3) %}{{ x }}<{% endfor %}{% endset %}{{ a }}\
         {{ [x ~ \"<\" for x in range(end=9) if x > 6] | join(sep=\" & \") }}\
         {{ \"a-b\" | split(pat=\"-\") | join(sep=\"+\") | replace(from=\"+\", to=\"&\") }}\
         {{ \"a\nb\" | indent(width=2) }}{{ nothing | default(value=\"d\") }}",
    );
    site.run(&["build", "-o", "out"]).with_status(0);
    assert_eq!(site.read("out/404.html"), "0<1<2<7&lt; &amp; 8&lt;a&amp;ba\n  bd");
}
