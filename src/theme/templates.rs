//! Parses the templates of a theme and binds `t(key=…)` to the strings of each language.

use super::hyphenation::{CompoundHeads, Hyphenator};
use super::strings::Strings;
use super::template_budget::{CountedTemplate, bind_counter};
use super::template_error::{error_locations, error_text};
use super::template_tags::template_tags;
use super::theme_files::{ThemeFile, ThemeFiles};
use crate::diagnostic::{Diagnostic, SourceFile, Span, rules};
use crate::locale;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;
use tera::{Error, Kwargs, State, Tera, TeraResult};

/// The folder of templates in a theme.
const FOLDER: &str = "templates/";
/// After so many templates that cannot be used, none of the site's is: all are parsed for each.
const MAX_BROKEN_TEMPLATES: usize = 50;
/// What Tera says of a component that calls itself. It does not say where.
const RECURSION_WORDS: &str = "recursion depth";

/// Parsed templates, not yet bound to a language.
pub(super) struct TemplateSet {
    tera: Tera,
    /// The text of each template that is in use, by name.
    sources: BTreeMap<String, Arc<SourceFile>>,
    /// The names of the templates that come from the site's theme.
    site_templates: Vec<String>,
    /// If the site has templates: all of them as they are rendered, by name.
    counted: BTreeMap<String, CountedTemplate>,
}

/// A call of a component in a component.
#[derive(Clone, Debug)]
struct ComponentCall {
    caller: String,
    component: String,
    /// The tag with the call.
    span: Span,
}

/// Parses the embedded templates, and as many of the site's templates as can be used together.
pub(super) fn load_templates(
    embedded: &ThemeFiles,
    site_files: &ThemeFiles,
    strings: &Arc<Strings>,
) -> (TemplateSet, Vec<Diagnostic>) {
    let mut tera = Tera::default();
    bind_strings(&mut tera, strings);
    bind_direction(&mut tera, "");
    bind_hyphenation(&mut tera, "", &CompoundHeads::default());
    bind_counter(&mut tera);
    let mut sources: BTreeMap<String, Arc<SourceFile>> =
        template_sources(embedded).into_iter().collect();
    if let Err(error) = add(&mut tera, &sources.clone().into_iter().collect::<Vec<_>>()) {
        unreachable!("the embedded templates are valid: {error}");
    }
    let (used, diagnostics) = overlay_templates(&mut tera, template_sources(site_files));
    let site_templates: Vec<String> = used.iter().map(|(name, _)| name.clone()).collect();
    sources.extend(used);
    let mut counted = BTreeMap::new();
    // Our own templates need no budget, but a site's template can give them endless lists.
    if !site_templates.is_empty() {
        counted = sources
            .iter()
            .map(|(name, source)| (name.clone(), CountedTemplate::new(source)))
            .collect();
        let templates: Vec<(String, Arc<SourceFile>)> = counted
            .iter()
            .map(|(name, template)| (name.clone(), Arc::clone(&template.counted)))
            .collect();
        if let Err(error) = add(&mut tera, &templates) {
            unreachable!("a call after a tag does not change what is valid: {error}");
        }
    }
    (TemplateSet { tera, sources, site_templates, counted }, diagnostics)
}

impl TemplateSet {
    /// Returns the templates, bound to a language.
    pub(super) fn with_language(
        &self,
        language: &str,
        strings: &Arc<Strings>,
        compound_heads: &CompoundHeads,
    ) -> Tera {
        let mut tera = self.tera.clone();
        bind_strings(&mut tera, strings);
        bind_direction(&mut tera, language);
        bind_hyphenation(&mut tera, language, compound_heads);
        tera
    }

    /// Returns the diagnostic for a rendering error. Its span is in a template of the site if one
    /// is involved.
    pub(super) fn template_diagnostic(&self, template: &str, error: &Error) -> Diagnostic {
        let problem = error_text(error);
        if problem.contains(RECURSION_WORDS)
            && let Some(call) = self.recursive_call()
        {
            let problem = format!("the component {} calls itself", call.component);
            return Diagnostic::new(call.span, rules::TemplateError { problem });
        }
        let locations = error_locations(error);
        let in_site_template =
            locations.iter().find(|location| self.site_templates.contains(&location.template));
        let span = match in_site_template.or(locations.first()) {
            Some(location) => match self.counted.get(&location.template) {
                Some(counted) => counted.original_span(&location.span(&counted.counted)),
                None => location.span(&self.source(&location.template)),
            },
            None => Span::start_of(&self.source(template)),
        };
        Diagnostic::new(span, rules::TemplateError { problem })
    }

    /// Returns the site's templates without the one that a diagnostic is in, or no templates if it
    /// is in none of them. `None` means that the site has no templates.
    pub(super) fn site_files_without(&self, diagnostic: &Diagnostic) -> Option<ThemeFiles> {
        let path = &diagnostic.span.source().path;
        let is_failing = |name: &&String| self.source(name).path == *path;
        if self.site_templates.is_empty() {
            return None;
        }
        if !self.site_templates.iter().any(|name| is_failing(&name)) {
            return Some(ThemeFiles::default());
        }
        let others = self.site_templates.iter().filter(|name| !is_failing(name));
        let files = others
            .map(|name| (format!("{FOLDER}{name}"), ThemeFile::Text(self.source(name))))
            .collect();
        Some(ThemeFiles(files))
    }

    /// Returns the first call in a template of the site by which a component calls itself, perhaps
    /// through others.
    fn recursive_call(&self) -> Option<ComponentCall> {
        let calls = self.component_calls();
        let mut called_by: HashMap<&str, Vec<&str>> = HashMap::new();
        for call in &calls {
            called_by.entry(&call.caller).or_default().push(&call.component);
        }
        let is_of_site = |call: &&ComponentCall| {
            self.site_templates
                .iter()
                .any(|name| Arc::ptr_eq(call.span.source(), &self.source(name)))
        };
        let reaches_itself = |call: &&ComponentCall| {
            let (mut visited, mut next) = (BTreeSet::new(), vec![call.component.as_str()]);
            while let Some(component) = next.pop() {
                if component == call.caller {
                    return true;
                }
                if visited.insert(component) {
                    next.extend(called_by.get(component).into_iter().flatten());
                }
            }
            false
        };
        calls.iter().filter(is_of_site).find(reaches_itself).cloned()
    }

    /// Returns all calls of components in components.
    fn component_calls(&self) -> Vec<ComponentCall> {
        let mut calls = Vec::new();
        for source in self.sources.values() {
            let mut caller = "";
            for tag in template_tags(&source.text) {
                match tag.keyword() {
                    Some("component") => caller = tag.name().unwrap_or_default(),
                    Some("endcomponent") => caller = "",
                    _ => {}
                }
                for component in tag.component_calls().filter(|_| !caller.is_empty()) {
                    let (caller, component) = (caller.to_owned(), component.to_owned());
                    let span = Span::new(source, tag.range.clone());
                    calls.push(ComponentCall { caller, component, span });
                }
            }
        }
        calls
    }

    fn source(&self, template: &str) -> Arc<SourceFile> {
        let unknown = || Arc::new(SourceFile { path: template.into(), text: "".into() });
        self.sources.get(template).map_or_else(unknown, Arc::clone)
    }
}

/// Defines the function `t(key="pages", count=3)`, which formats a string.
fn bind_strings(tera: &mut Tera, strings: &Arc<Strings>) {
    let strings = Arc::clone(strings);
    tera.register_function("t", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let key = kwargs.must_get::<&str>("key")?;
        if strings.find_str(key).is_none() {
            return Err(Error::message(format!("the theme has no words for `{key}`")));
        }
        let values: Vec<(&str, String)> = kwargs
            .iter()
            .filter_map(|(name, value)| Some((name.as_str()?, value.to_string())))
            .collect();
        let values: Vec<(&str, &str)> =
            values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Ok(strings.format(key, &values))
    });
}

/// Defines the function `direction(language="ar")`, which returns `rtl` or `ltr` if a text in that
/// language is written in another direction than the page, and else nothing. Without a language it
/// returns the direction of the page, if that is not from left to right.
fn bind_direction(tera: &mut Tera, page_language: &str) {
    let page_language = page_language.to_owned();
    tera.register_function("direction", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        let language = kwargs.get::<&str>("language")?;
        let direction = match language {
            Some(language) => locale::direction_within(language, &page_language),
            None => locale::direction_within(&page_language, ""),
        };
        Ok(direction.unwrap_or_default().to_owned())
    });
}

/// Defines the filter `label | hyphenate`, which inserts soft hyphens. It is not meant for text
/// that programs read, such as `title` and `aria-label`.
fn bind_hyphenation(tera: &mut Tera, language: &str, compound_heads: &CompoundHeads) {
    let (language, compound_heads) = (language.to_owned(), Arc::clone(compound_heads));
    tera.register_filter("hyphenate", move |text: &str, _: Kwargs, _: &State| {
        Hyphenator::new(&language, &compound_heads).with_soft_hyphens(text).into_owned()
    });
}

/// Returns the templates by name (`entry.html`, `components/nav.breadcrumbs.html`), sorted. Files
/// that are not text are left out; they were reported when the folder was read.
fn template_sources(files: &ThemeFiles) -> Vec<(String, Arc<SourceFile>)> {
    let templates = files.0.iter().filter_map(|(path, file)| {
        Some((path.strip_prefix(FOLDER)?.to_owned(), Arc::clone(file.text()?)))
    });
    templates.collect()
}

fn add(tera: &mut Tera, templates: &[(String, Arc<SourceFile>)]) -> TeraResult<()> {
    tera.add_raw_templates(templates.iter().map(|(name, source)| (name, &source.text)))
}

/// Adds as many templates as can be used together. Each of the others is reported and left out; if
/// there are very many, none is used.
fn overlay_templates(
    tera: &mut Tera,
    mut site_templates: Vec<(String, Arc<SourceFile>)>,
) -> (Vec<(String, Arc<SourceFile>)>, Vec<Diagnostic>) {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    // This ends: each round removes a template, and without any the embedded ones remain.
    while let Err(error) = add(tera, &site_templates) {
        if let Some(last) = diagnostics.get_mut(MAX_BROKEN_TEMPLATES - 1) {
            last.n_omitted += site_templates.len();
            return (Vec::new(), diagnostics);
        }
        let (index, span, problem) = blame_template(tera, &site_templates, &error);
        diagnostics.push(Diagnostic::new(span, rules::TemplateError { problem }));
        site_templates.remove(index);
    }
    (site_templates, diagnostics)
}

/// Returns the index of the site's template that causes an error, and the span and text of the
/// error.
fn blame_template(
    tera: &Tera,
    site_templates: &[(String, Arc<SourceFile>)],
    error: &Error,
) -> (usize, Span, String) {
    for location in error_locations(error) {
        let named = site_templates.iter().position(|(name, _)| *name == location.template);
        if let Some(index) = named {
            return (index, location.span(&site_templates[index].1), location.problem);
        }
    }
    // The error is in an embedded template, which needs something that a site's template no longer
    // defines. It goes away without that template.
    let text = error.to_string();
    let is_cause = |index: &usize| {
        let mut remaining = site_templates.to_vec();
        remaining.remove(*index);
        let result = add(&mut tera.clone(), &remaining);
        result.map_or_else(|remaining_error| remaining_error.to_string() != text, |()| true)
    };
    let index = (0..site_templates.len()).find(is_cause).unwrap_or_default();
    (index, Span::start_of(&site_templates[index].1), error_text(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::DiagnosticKind;
    use crate::theme::strings;
    use crate::theme::theme_files::embedded_theme;

    fn load_site_templates(templates: &[(&str, &str)]) -> (TemplateSet, Vec<String>) {
        let files = templates.iter().map(|(name, text)| {
            let path = format!("themes/own/templates/{name}").into();
            let source = Arc::new(SourceFile { path, text: (*text).into() });
            (format!("templates/{name}"), ThemeFile::Text(source))
        });
        let (strings_by_language, _) = strings::load_strings(&embedded_theme(), &[]);
        let (templates, diagnostics) = load_templates(
            &embedded_theme(),
            &ThemeFiles(files.collect()),
            &strings_by_language["en"],
        );
        let diagnostics = diagnostics.iter().map(|diagnostic| {
            let DiagnosticKind::TemplateError(rules::TemplateError { problem }) = &diagnostic.kind
            else {
                unreachable!()
            };
            let (position, path) =
                (diagnostic.span.start_position(), &diagnostic.span.source().path);
            let text = diagnostic.span.text();
            format!("{path}:{}:{} {text:?} {problem}", position.line, position.column)
        });
        let diagnostics = diagnostics.collect();
        (templates, diagnostics)
    }

    #[test]
    fn a_broken_template_is_reported_and_the_embedded_one_is_used() {
        let (templates, diagnostics) =
            load_site_templates(&[("redirect.html", "<p>\nå {{ page. }}\n")]);
        assert_eq!(diagnostics.len(), 1);
        assert!(
            diagnostics[0].starts_with("themes/own/templates/redirect.html:2:"),
            "{diagnostics:?}"
        );
        assert!(templates.site_templates.is_empty());
        assert!(templates.sources["redirect.html"].path.starts_with("themes/pakt/"));
    }

    #[test]
    fn after_many_broken_templates_none_of_the_site_is_used() {
        let names: Vec<String> = (0..60).map(|n| format!("components/c{n:02}.html")).collect();
        let text = "{% component c() %}{{ <unknown /> }}{% endcomponent %}";
        let texts: Vec<String> =
            (0..60).map(|n| text.replace("c()", &format!("c{n:02}()"))).collect();
        let broken: Vec<(&str, &str)> =
            names.iter().zip(&texts).map(|(name, text)| (&**name, &**text)).collect();
        let own = [("404.html", "own")];
        let (templates, diagnostics) = load_site_templates(&[&broken[..10], &own].concat());
        assert_eq!((templates.site_templates.len(), diagnostics.len()), (1, 10));
        let (templates, diagnostics) = load_site_templates(&[&broken[..], &own].concat());
        assert_eq!((templates.site_templates.len(), diagnostics.len()), (0, MAX_BROKEN_TEMPLATES));
    }

    #[test]
    fn unknown_names_are_reported_where_they_are_used() {
        let (_, diagnostics) = load_site_templates(&[
            ("404.html", "{{ <nav.crumb items={[]} /> }}"),
            ("feed.xml", "\n{{ feed | shout }}"),
        ]);
        assert_eq!(
            diagnostics,
            [
                "themes/own/templates/404.html:1:4 \"<nav.crumb items={[]} />\" Unknown component `nav.crumb`",
                "themes/own/templates/feed.xml:2:11 \"shout\" Unknown filter `shout`",
            ]
        );
    }

    #[test]
    fn a_template_that_removes_a_used_component_is_reported() {
        let (templates, diagnostics) = load_site_templates(&[
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
            diagnostics,
            [
                "themes/own/templates/components/nav.breadcrumbs.html:1:1 \"\" Unknown component `nav.breadcrumbs`"
            ]
        );
        assert_eq!(templates.site_templates, ["components/page.date.html"]);
    }

    #[test]
    fn site_templates_may_use_each_other() {
        let (templates, diagnostics) = load_site_templates(&[
            ("base.html", "{{ <my.part /> }}{% block main %}{% endblock main %}"),
            ("components/my.part.html", "{% component my.part() %}mine{% endcomponent my.part %}"),
        ]);
        assert_eq!(diagnostics, [""; 0]);
        assert_eq!(templates.site_templates.len(), 2);
    }

    #[test]
    fn a_component_defined_twice_is_reported() {
        let (_, diagnostics) = load_site_templates(&[(
            "components/other.html",
            "{% component page.date(date: map) %}{% endcomponent page.date %}",
        )]);
        assert!(
            diagnostics[0].starts_with("themes/own/templates/components/other.html:1:1"),
            "{diagnostics:?}"
        );
    }
}
