//! The templates of a theme: parsed once, with `t(key=…)` bound to the words of each language.

use super::hyphenation::with_soft_hyphens;
use super::strings::Strings;
use super::template_error::{error_locations, error_text};
use super::theme_files::ThemeFiles;
use crate::diagnostic::{Diagnostic, DiagnosticKind, SourceFile, Span};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult};

/// Where templates lie in a theme.
const FOLDER: &str = "templates/";

/// Parsed templates, not yet bound to a language.
pub(super) struct TemplateSet {
    tera: Tera,
    /// The text of each template by its name; a site's own where that is the one in use.
    sources: BTreeMap<String, Arc<SourceFile>>,
    /// Names of the site's own.
    site_templates: Vec<String>,
}

/// Parses the embedded templates and lays a site's own over them, all that can be used together.
pub(super) fn load_templates(
    embedded: &ThemeFiles,
    own: &ThemeFiles,
    words: &Arc<Strings>,
) -> (TemplateSet, Vec<Diagnostic>) {
    let mut tera = Tera::default();
    bind_strings(&mut tera, words);
    bind_hyphenation(&mut tera, "");
    let mut sources: BTreeMap<String, Arc<SourceFile>> =
        template_sources(embedded).into_iter().collect();
    if let Err(error) = add(&mut tera, &sources.clone().into_iter().collect::<Vec<_>>()) {
        unreachable!("the embedded templates are sound: {error}");
    }
    let (used, diagnostics) = overlay_templates(&mut tera, template_sources(own));
    let own = used.iter().map(|(name, _)| name.clone()).collect();
    sources.extend(used);
    (TemplateSet { tera, sources, site_templates: own }, diagnostics)
}

impl TemplateSet {
    /// An environment whose templates speak one language.
    pub(super) fn with_language(&self, words: &Arc<Strings>, language: &str) -> Tera {
        let mut tera = self.tera.clone();
        bind_strings(&mut tera, words);
        bind_hyphenation(&mut tera, language);
        tera
    }

    /// A rendering error as a finding: at the site's own template if one has part in it.
    pub(super) fn template_diagnostic(&self, template: &str, error: &Error) -> Diagnostic {
        let mut told = error_locations(error);
        let own = told.iter().position(|place| self.site_templates.contains(&place.template));
        let span = if told.is_empty() {
            Span::start_of(&self.source(template))
        } else {
            let place = told.swap_remove(own.unwrap_or_default());
            place.span(&self.source(&place.template))
        };
        Diagnostic::new(span, DiagnosticKind::TemplateError { problem: error_text(error) })
    }

    fn source(&self, template: &str) -> Arc<SourceFile> {
        let unknown = || Arc::new(SourceFile { path: template.into(), text: "".into() });
        self.sources.get(template).map_or_else(unknown, Arc::clone)
    }
}

/// Makes `t(key="pages", count=3)` say it in these words.
fn bind_strings(tera: &mut Tera, words: &Arc<Strings>) {
    let words = Arc::clone(words);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        if words.find_str(key).is_none() {
            return Err(Error::message(format!("the theme has no words for `{key}`")));
        }
        let values: Vec<(&str, String)> = kwargs
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, value.to_string())))
            .collect();
        let values: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(words.format(key, &values))
    });
}

/// Makes `label | hyphenate` break long words where the language does. Not for what programs read,
/// such
/// as `title` and `aria-label`.
fn bind_hyphenation(tera: &mut Tera, language: &str) {
    let language = language.to_owned();
    tera.register_filter("hyphenate", move |text: &str, _: Kwargs, _: &State| {
        with_soft_hyphens(text, &language).into_owned()
    });
}

/// Templates by their names, `entry.html`, `components/nav.breadcrumbs.html`, in order. One that
/// is not
/// text is not among them: whoever read the folder has said so.
fn template_sources(files: &ThemeFiles) -> Vec<(String, Arc<SourceFile>)> {
    let templates = files.0.iter().filter_map(|(path, file)| {
        Some((path.strip_prefix(FOLDER)?.to_owned(), Arc::clone(file.text()?)))
    });
    templates.collect()
}

fn add(tera: &mut Tera, templates: &[(String, Arc<SourceFile>)]) -> TeraResult<()> {
    tera.add_raw_templates(templates.iter().map(|(name, source)| (name, &source.text)))
}

/// Adds as many as fit together; each that does not is a finding, and is left out.
fn overlay_templates(
    tera: &mut Tera,
    mut site_templates: Vec<(String, Arc<SourceFile>)>,
) -> (Vec<(String, Arc<SourceFile>)>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    // Ends: each turn takes one template away, and none at all is what was there before.
    while let Err(error) = add(tera, &site_templates) {
        let (index, span, problem) = blame_template(tera, &site_templates, &error);
        diagnostics.push(Diagnostic::new(span, DiagnosticKind::TemplateError { problem }));
        site_templates.remove(index);
    }
    (site_templates, diagnostics)
}

/// Which of a site's own templates an error is due to, where, and in what words.
fn blame_template(
    tera: &Tera,
    own: &[(String, Arc<SourceFile>)],
    error: &Error,
) -> (usize, Span, String) {
    for place in error_locations(error) {
        if let Some(index) = own.iter().position(|(name, _)| *name == place.template) {
            return (index, place.span(&own[index].1), place.problem);
        }
    }
    // The error is told of one of ours, which misses what an own template no longer has: then it
    // goes away with that one.
    let text = error.to_string();
    let is_due_to = |index: &usize| {
        let mut without = own.to_vec();
        without.remove(*index);
        add(&mut tera.clone(), &without).map_or_else(|other| other.to_string() != text, |()| true)
    };
    let index = (0..own.len()).find(is_due_to).unwrap_or_default();
    (index, Span::start_of(&own[index].1), error_text(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::strings;
    use crate::theme::theme_files::{ThemeFile, embedded_theme};

    fn load_own(own: &[(&str, &str)]) -> (TemplateSet, Vec<String>) {
        let files = own.iter().map(|(name, text)| {
            let path = format!("themes/own/templates/{name}").into();
            let source = Arc::new(SourceFile { path, text: (*text).into() });
            (format!("templates/{name}"), ThemeFile::Text(source))
        });
        let (words, _) = strings::load_strings(&embedded_theme(), &[]);
        let (templates, found) =
            load_templates(&embedded_theme(), &ThemeFiles(files.collect()), &words["en"]);
        let told = found.iter().map(|one| {
            let DiagnosticKind::TemplateError { problem } = &one.kind else { unreachable!() };
            let (at, path) = (one.span.start_position(), &one.span.source().path);
            format!("{path}:{}:{} {:?} {problem}", at.line, at.column, one.span.text())
        });
        let told = told.collect();
        (templates, told)
    }

    #[test]
    fn a_broken_template_is_told_at_its_place_and_ours_stands_in() {
        let (templates, found) = load_own(&[("redirect.html", "<p>\nå {{ page. }}\n")]);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("themes/own/templates/redirect.html:2:"), "{found:?}");
        assert!(templates.site_templates.is_empty());
        assert!(templates.sources["redirect.html"].path.starts_with("themes/pakt/"));
    }

    #[test]
    fn what_does_not_exist_is_told_where_it_is_named() {
        let (_, found) = load_own(&[
            ("404.html", "{{ <nav.crumb items={[]} /> }}"),
            ("feed.xml", "\n{{ feed | shout }}"),
        ]);
        assert_eq!(
            found,
            [
                "themes/own/templates/404.html:1:4 \"<nav.crumb items={[]} />\" Unknown component `nav.crumb`",
                "themes/own/templates/feed.xml:2:11 \"shout\" Unknown filter `shout`",
            ]
        );
    }

    #[test]
    fn a_template_that_takes_away_what_others_use_is_to_blame() {
        let (templates, found) = load_own(&[
            (
                "components/nav.breadcrumbs.html",
                "{% component nav.trail() %}{% endcomponent nav.trail %}",
            ),
            (
                "components/page.date.html",
                "{% component page.date(date: map) %}D{% endcomponent page.date %}",
            ),
        ]);
        assert_eq!(
            found,
            [
                "themes/own/templates/components/nav.breadcrumbs.html:1:1 \"\" Unknown component `nav.breadcrumbs`"
            ]
        );
        assert_eq!(templates.site_templates, ["components/page.date.html"]);
    }

    #[test]
    fn own_templates_may_use_each_other() {
        let (templates, found) = load_own(&[
            ("base.html", "{{ <my.part /> }}{% block main %}{% endblock main %}"),
            ("components/my.part.html", "{% component my.part() %}mine{% endcomponent my.part %}"),
        ]);
        assert_eq!(found, [""; 0]);
        assert_eq!(templates.site_templates.len(), 2);
    }

    #[test]
    fn a_component_that_two_files_have_is_told() {
        let (_, found) = load_own(&[(
            "components/other.html",
            "{% component page.date(date: map) %}{% endcomponent page.date %}",
        )]);
        assert!(
            found[0].starts_with("themes/own/templates/components/other.html:1:1"),
            "{found:?}"
        );
    }
}
