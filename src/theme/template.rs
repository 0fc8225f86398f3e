//! The templates of a theme: parsed once, with `t(key=…)` bound to the words of each language.

use super::files::ThemeFiles;
use super::hyphen::hyphenated;
use super::place::{places, problem};
use super::words::Words;
use crate::diagnostic::{Diagnostic, Fault, Source, Span};
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult};

/// Where templates lie in a theme.
const FOLDER: &str = "templates/";

/// Parsed templates, not yet bound to a language.
pub(super) struct Templates {
    tera: Tera,
    /// The text of each template by its name; a site's own where that is the one in use.
    sources: BTreeMap<String, Arc<Source>>,
    /// Names of the site's own.
    own: Vec<String>,
}

/// Parses the embedded templates and lays a site's own over them, all that can be used together.
pub(super) fn load(
    embedded: &ThemeFiles,
    own: &ThemeFiles,
    words: &Arc<Words>,
) -> (Templates, Vec<Diagnostic>) {
    let mut tera = Tera::default();
    bind(&mut tera, words);
    hyphenate(&mut tera, "");
    let mut sources: BTreeMap<String, Arc<Source>> = named(embedded).into_iter().collect();
    if let Err(error) = add(&mut tera, &sources.clone().into_iter().collect::<Vec<_>>()) {
        unreachable!("the embedded templates are sound: {error}");
    }
    let (used, found) = lay_over(&mut tera, named(own));
    let own = used.iter().map(|(name, _)| name.clone()).collect();
    sources.extend(used);
    (Templates { tera, sources, own }, found)
}

impl Templates {
    /// An environment whose templates speak one language.
    pub(super) fn speaking(&self, words: &Arc<Words>, language: &str) -> Tera {
        let mut tera = self.tera.clone();
        bind(&mut tera, words);
        hyphenate(&mut tera, language);
        tera
    }

    /// A rendering error as a finding: at the site's own template if one has part in it.
    pub(super) fn diagnostic(&self, template: &str, error: &Error) -> Diagnostic {
        let mut told = places(error);
        let own = told.iter().position(|place| self.own.contains(&place.template));
        let span = if told.is_empty() {
            Span::start_of(&self.source(template))
        } else {
            let place = told.swap_remove(own.unwrap_or_default());
            place.span(&self.source(&place.template))
        };
        Diagnostic::at(span, Fault::TemplateError { problem: problem(error) })
    }

    fn source(&self, template: &str) -> Arc<Source> {
        let unknown = || Arc::new(Source { path: template.into(), text: "".into() });
        self.sources.get(template).map_or_else(unknown, Arc::clone)
    }
}

/// Makes `t(key="pages", count=3)` say it in these words.
fn bind(tera: &mut Tera, words: &Arc<Words>) {
    let words = Arc::clone(words);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        if words.find(key).is_none() {
            return Err(Error::message(format!("the theme has no words for `{key}`")));
        }
        let values: Vec<(&str, String)> = kwargs
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, value.to_string())))
            .collect();
        let values: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(words.fill(key, &values))
    });
}

/// Makes `label | hyphenate` break long words where the language does. Not for what programs read,
/// such as `title` and `aria-label`.
fn hyphenate(tera: &mut Tera, language: &str) {
    let language = language.to_owned();
    tera.register_filter("hyphenate", move |text: &str, _: Kwargs, _: &State| {
        hyphenated(text, &language).into_owned()
    });
}

/// Templates by their names, `entry.html`, `components/nav.breadcrumbs.html`, in order. One that is
/// not text is not among them: whoever read the folder has said so.
fn named(files: &ThemeFiles) -> Vec<(String, Arc<Source>)> {
    let templates = files.0.iter().filter_map(|(path, file)| {
        Some((path.strip_prefix(FOLDER)?.to_owned(), Arc::clone(file.text()?)))
    });
    templates.collect()
}

fn add(tera: &mut Tera, templates: &[(String, Arc<Source>)]) -> TeraResult<()> {
    tera.add_raw_templates(templates.iter().map(|(name, source)| (name, &source.text)))
}

/// Adds as many as fit together; each that does not is a finding, and is left out.
fn lay_over(
    tera: &mut Tera,
    mut own: Vec<(String, Arc<Source>)>,
) -> (Vec<(String, Arc<Source>)>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    // Ends: each turn takes one template away, and none at all is what was there before.
    while let Err(error) = add(tera, &own) {
        let (index, span, problem) = culprit(tera, &own, &error);
        found.push(Diagnostic::at(span, Fault::TemplateError { problem }));
        own.remove(index);
    }
    (own, found)
}

/// Which of a site's own templates an error is due to, where, and in what words.
fn culprit(tera: &Tera, own: &[(String, Arc<Source>)], error: &Error) -> (usize, Span, String) {
    for place in places(error) {
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
    (index, Span::start_of(&own[index].1), problem(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::files::{ThemeFile, embedded};
    use crate::theme::words;

    fn load_own(own: &[(&str, &str)]) -> (Templates, Vec<String>) {
        let files = own.iter().map(|(name, text)| {
            let path = format!("themes/own/templates/{name}").into();
            let source = Arc::new(Source { path, text: (*text).into() });
            (format!("templates/{name}"), ThemeFile::Text(source))
        });
        let (words, _) = words::load(&embedded(), &[]);
        let (templates, found) = load(&embedded(), &ThemeFiles(files.collect()), &words["en"]);
        let told = found.iter().map(|one| {
            let Fault::TemplateError { problem } = &one.fault else { unreachable!() };
            let (at, path) = (one.span.begins(), &one.span.source().path);
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
        assert!(templates.own.is_empty());
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
        assert_eq!(templates.own, ["components/page.date.html"]);
    }

    #[test]
    fn own_templates_may_use_each_other() {
        let (templates, found) = load_own(&[
            ("base.html", "{{ <my.part /> }}{% block main %}{% endblock main %}"),
            ("components/my.part.html", "{% component my.part() %}mine{% endcomponent my.part %}"),
        ]);
        assert_eq!(found, [""; 0]);
        assert_eq!(templates.own.len(), 2);
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
