//! A theme, loaded: one value that renders templates, says words and lists assets.

use super::assets::{self, ThemeAsset};
use super::strings::{self, StringOverrides, Strings};
use super::templates::{self, TemplateSet};
use super::theme_files::{ThemeFiles, embedded_theme};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use std::sync::Arc;
use tera::{Context, Tera};

/// The style of every page, of a page with drawings, and of paper.
const SHEETS: [&str; 3] = ["style.css", "views.css", "print.css"];
/// What an entry's page has besides: copying links and citations, and previews of links.
const READING: [&str; 2] = ["copy.js", "previews.js"];
/// The style and scripts of search, in the order in which they run.
const SEARCH: [&str; 4] = ["search.css", "search-stems.js", "search.js", "search-box.js"];

/// The templates, words and assets of a site. Immutable; shared by all that render.
pub struct Theme {
    templates: TemplateSet,
    voices: BTreeMap<Arc<str>, LanguageBinding>,
    /// Who speaks where nobody speaks the language.
    fallback: LanguageBinding,
    assets: Vec<ThemeAsset>,
    style_path: String,
    drawn_path: String,
    print_path: String,
    script_path: String,
    icon_path: String,
    reading_paths: [String; 2],
    logo_path: Option<String>,
    search_paths: [String; 4],
}

/// One language.
#[derive(Clone)]
struct LanguageBinding {
    strings: Arc<Strings>,
    tera: Arc<Tera>,
}

impl Theme {
    /// Loads the embedded theme with a site's own files over it, for the languages of the site.
    ///
    /// Findings: `template-error` for each own template that cannot be used, `unknown-key` for each
    /// word in `content/_strings/` that no theme has; sorted by place.
    #[must_use]
    pub fn load_theme(own: &ThemeFiles, languages: &[StringOverrides]) -> (Self, Vec<Diagnostic>) {
        let embedded = embedded_theme();
        let (words, mut diagnostics) = strings::load_strings(&embedded, languages);
        let language = languages.first().map_or("en", |first| &*first.language);
        let first = Arc::clone(&words[language]);
        let (templates, broken) = templates::load_templates(&embedded, own, &first);
        diagnostics.extend(broken);
        diagnostics.sort_by(|diagnostic, other| diagnostic.span.cmp(&other.span));

        let mut files = embedded;
        files.0.extend(own.0.iter().map(|(path, file)| (path.clone(), file.clone())));
        let by_name = assets::load_assets(&files);
        let path = |name: &str| by_name.get(name).map_or_else(String::new, |one| one.path.clone());
        let [style_path, drawn_path, print_path] = SHEETS.map(path);
        let script_path = path("script.js");
        let icon_path = path("icon.svg");
        let reading_paths = READING.map(path);
        let logo_path = by_name.get("logo.svg").map(|logo| logo.path.clone());
        let search_paths = SEARCH.map(path);
        let mut assets: Vec<ThemeAsset> = by_name.into_values().collect();
        assets.sort_by(|one, other| one.path.cmp(&other.path));

        let voice = |words: &Arc<Strings>, language: &str| LanguageBinding {
            tera: Arc::new(templates.with_language(words, language)),
            strings: Arc::clone(words),
        };
        let voices: BTreeMap<Arc<str>, LanguageBinding> = words
            .iter()
            .map(|(language, words)| (Arc::clone(language), voice(words, language)))
            .collect();
        let fallback = voices[language].clone();
        let theme = Self {
            templates,
            voices,
            fallback,
            assets,
            style_path,
            drawn_path,
            print_path,
            script_path,
            icon_path,
            reading_paths,
            logo_path,
            search_paths,
        };
        (theme, diagnostics)
    }

    /// Renders a template in a language: the words of that language, or of the site's first.
    ///
    /// # Errors
    /// `template-error`, where a template asks for what its context does not hold.
    pub fn render_template(
        &self,
        language: &str,
        template: &str,
        context: &Context,
    ) -> Result<String, Box<Diagnostic>> {
        let rendered = self.binding_for(language).tera.render(template, context);
        rendered.map_err(|error| Box::new(self.templates.template_diagnostic(template, &error)))
    }

    /// Renders a component, such as `view.timeline`, in a language.
    ///
    /// # Errors
    /// `template-error`, where it asks for what its context does not hold.
    pub fn render_component(
        &self,
        language: &str,
        name: &str,
        context: &Context,
    ) -> Result<String, Box<Diagnostic>> {
        let rendered = self.binding_for(language).tera.render_component(name, context, None, true);
        let file = format!("components/{name}.html");
        rendered.map_err(|error| Box::new(self.templates.template_diagnostic(&file, &error)))
    }

    /// The names of the views that the theme has, pakt's own among them, in order.
    #[must_use]
    pub fn view_names(&self) -> Vec<String> {
        let names = self.fallback.tera.get_component_names();
        // A component's name has no hyphen, and a view may have.
        let views = names.filter_map(|name| name.strip_prefix("view."));
        let mut views: Vec<String> = views.map(|name| name.replace('_', "-")).collect();
        views.sort();
        views
    }

    /// The words of a language, or of the site's first.
    #[must_use]
    pub fn strings(&self, language: &str) -> &Strings {
        &self.binding_for(language).strings
    }

    /// Style, script, fonts and what else the theme has, sorted by path.
    #[must_use]
    pub fn assets(&self) -> &[ThemeAsset] {
        &self.assets
    }

    /// Where the style sheet lies in the output: `assets/style.0123456789ab.css`.
    #[must_use]
    pub fn style_path(&self) -> &str {
        &self.style_path
    }

    /// Where the style sheet lies that a page with drawings has in place of the common one: the
    /// same rules and those for drawings, in one file.
    #[must_use]
    pub fn view_style_path(&self) -> &str {
        &self.drawn_path
    }

    /// Where the style sheet for paper lies in the output.
    #[must_use]
    pub fn print_path(&self) -> &str {
        &self.print_path
    }

    /// Where the script lies in the output.
    #[must_use]
    pub fn script_path(&self) -> &str {
        &self.script_path
    }

    /// Where the icon lies in the output: what browsers show beside the title.
    #[must_use]
    pub fn icon_path(&self) -> &str {
        &self.icon_path
    }

    /// Where the scripts lie that copy links and citations, and that show what links lead to.
    #[must_use]
    pub fn reading_asset_paths(&self) -> &[String] {
        &self.reading_paths
    }

    /// Where the logo lies in the output, if the site's theme has a `logo.svg`.
    #[must_use]
    pub fn logo_path(&self) -> Option<&str> {
        self.logo_path.as_deref()
    }

    /// Where the style and the scripts of search lie in the output, in the order in which they
    /// run. A page fetches them when somebody searches.
    #[must_use]
    pub fn search_paths(&self) -> &[String] {
        &self.search_paths
    }

    fn binding_for(&self, language: &str) -> &LanguageBinding {
        self.voices.get(language).unwrap_or(&self.fallback)
    }
}
