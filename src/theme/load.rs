//! The loaded theme: renders templates, and gives strings and assets.

use super::assets::{self, ThemeAsset};
use super::hyphenation::{self, CompoundHeads, Hyphenator};
use super::strings::{self, StringOverrides, Strings};
use super::template_budget::with_budget;
use super::templates::{self, TemplateSet};
use super::theme_files::{ThemeFiles, embedded_theme};
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tera::{Context, Tera};

/// The style sheets of the front page, of other pages, and of print.
const STYLE_SHEETS: [&str; 3] = ["style.css", "pages.css", "print.css"];
/// The scripts of an entry's page: its keyboard, copying links and citations, previews of links.
const READING_SCRIPTS: [&str; 3] = ["reading.js", "copy.js", "previews.js"];
/// The style sheet and scripts of search, in the order in which they are loaded.
const SEARCH_FILES: [&str; 4] = ["search.css", "search-stems.js", "search.js", "search-box.js"];

/// The templates, strings and assets of a site. Immutable.
#[derive(Clone)]
pub struct Theme {
    templates: Arc<TemplateSet>,
    languages: BTreeMap<Arc<str>, LanguageBinding>,
    /// Used for languages that the site does not have: its first language.
    fallback: LanguageBinding,
    compound_heads: CompoundHeads,
    assets: Vec<ThemeAsset>,
    style_path: String,
    page_style_path: String,
    /// The classes that only the style sheet at `page_style_path` has rules for.
    page_classes: BTreeSet<String>,
    print_path: String,
    scheme_path: String,
    script_path: String,
    icon_path: String,
    reading_asset_paths: [String; 3],
    source_script_path: String,
    logo_path: Option<String>,
    search_paths: [String; 4],
    offline_script_path: String,
    worker: Arc<[u8]>,
}

/// The strings of one language, and the templates bound to them.
#[derive(Clone)]
struct LanguageBinding {
    strings: Arc<Strings>,
    tera: Arc<Tera>,
}

impl Theme {
    /// Loads the embedded theme, overridden by the files of the site's theme, for the languages of
    /// the site.
    ///
    /// The diagnostics are `template-error` for each of the site's templates that cannot be used,
    /// and `unknown-key` for each key in `content/_strings/` that no theme has, sorted by span.
    #[must_use]
    pub fn load_theme(
        site_files: &ThemeFiles,
        overrides: &[StringOverrides],
    ) -> (Self, Vec<Diagnostic>) {
        let embedded = embedded_theme();
        let (strings_by_language, mut diagnostics) = strings::load_strings(&embedded, overrides);
        let first_language = overrides.first().map_or("en", |first| &*first.language);
        let first_strings = Arc::clone(&strings_by_language[first_language]);
        let (templates, template_diagnostics) =
            templates::load_templates(&embedded, site_files, &first_strings);
        diagnostics.extend(template_diagnostics);
        diagnostics.sort_by(|a, b| a.span.cmp(&b.span));

        let mut files = embedded;
        files.0.extend(site_files.0.iter().map(|(path, file)| (path.clone(), file.clone())));
        let compound_heads = hyphenation::read_compound_heads(&files);
        let assets = assets::load_assets(&files);
        let path =
            |name: &str| assets.get(name).map_or_else(String::new, |asset| asset.path.clone());
        let [style_path, page_style_path, print_path] = STYLE_SHEETS.map(path);
        let page_classes = assets::page_classes(&files);
        let scheme_path = path("scheme.js");
        let script_path = path("script.js");
        let icon_path = path("icon.svg");
        let reading_asset_paths = READING_SCRIPTS.map(path);
        let source_script_path = path("source.js");
        let logo_path = assets.get("logo.svg").map(|logo| logo.path.clone());
        let search_paths = SEARCH_FILES.map(path);
        let offline_script_path = path("offline.js");
        let worker = files.0.get(assets::WORKER).map(|file| file.bytes().into());
        let mut assets: Vec<ThemeAsset> = assets.into_values().collect();
        assets.sort_by(|a, b| a.path.cmp(&b.path));

        let languages = bind_languages(&templates, strings_by_language.iter(), &compound_heads);
        let fallback = languages[first_language].clone();
        let theme = Self {
            templates: Arc::new(templates),
            languages,
            fallback,
            compound_heads,
            assets,
            style_path,
            page_style_path,
            page_classes,
            print_path,
            scheme_path,
            script_path,
            icon_path,
            reading_asset_paths,
            source_script_path,
            logo_path,
            search_paths,
            offline_script_path,
            worker: worker.unwrap_or_default(),
        };
        (theme, diagnostics)
    }

    /// Returns the theme without the site's template that a rendering error is in, so that pakt's
    /// own is used, or without all of the site's templates if it is in none of them. `None` means
    /// that all templates are pakt's own.
    #[must_use]
    pub fn without_template_of(&self, diagnostic: &Diagnostic) -> Option<Self> {
        let site_files = self.templates.site_files_without(diagnostic)?;
        // What cannot be used without that template has no cause of its own to report.
        let (templates, _) =
            templates::load_templates(&embedded_theme(), &site_files, &self.fallback.strings);
        let bindings = self.languages.iter().map(|(tag, binding)| (tag, &binding.strings));
        let languages = bind_languages(&templates, bindings, &self.compound_heads);
        let strings = &self.fallback.strings;
        let first = languages.values().find(|binding| Arc::ptr_eq(&binding.strings, strings));
        let fallback = first.unwrap_or(&self.fallback).clone();
        Some(Self { templates: Arc::new(templates), languages, fallback, ..self.clone() })
    }

    /// Renders a template with the strings of a language, or of the site's first language if the
    /// site does not have it.
    ///
    /// # Errors
    /// `template-error` if the template needs something that its context does not have.
    pub fn render_template(
        &self,
        language: &str,
        template: &str,
        context: &Context,
    ) -> Result<String, Box<Diagnostic>> {
        let tera = &self.binding_for(language).tera;
        let rendered = with_budget(|output| tera.render_to(template, context, output));
        rendered.map_err(|error| Box::new(self.templates.template_diagnostic(template, &error)))
    }

    /// Renders a component, such as `view.timeline`, in a language.
    ///
    /// # Errors
    /// `template-error` if the component needs something that its context does not have.
    pub fn render_component(
        &self,
        language: &str,
        name: &str,
        context: &Context,
    ) -> Result<String, Box<Diagnostic>> {
        let tera = &self.binding_for(language).tera;
        let rendered =
            with_budget(|output| tera.render_component_to(name, context, None, true, output));
        let file = format!("components/{name}.html");
        rendered.map_err(|error| Box::new(self.templates.template_diagnostic(&file, &error)))
    }

    /// Returns whether the theme has a component, such as `view.timeline`.
    #[must_use]
    pub fn has_component(&self, name: &str) -> bool {
        self.fallback.tera.contains_component(name)
    }

    /// Returns the names of the views that the theme has, including pakt's, sorted.
    #[must_use]
    pub fn view_names(&self) -> Vec<String> {
        let names = self.fallback.tera.get_component_names();
        // Component names cannot contain a hyphen; names of views can.
        let views = names.filter_map(|name| name.strip_prefix("view."));
        let mut views: Vec<String> = views.map(|name| name.replace('_', "-")).collect();
        views.sort();
        views
    }

    /// Returns the strings of a language, or of the site's first language.
    #[must_use]
    pub fn strings(&self, language: &str) -> &Strings {
        &self.binding_for(language).strings
    }

    /// Returns what inserts soft hyphens into text in a language, which need not be one of the
    /// site's.
    #[must_use]
    pub fn hyphenator(&self, language: &str) -> Hyphenator<'_> {
        Hyphenator::new(language, &self.compound_heads)
    }

    /// Returns the style sheets, scripts, fonts and other assets of the theme, sorted by path.
    #[must_use]
    pub fn assets(&self) -> &[ThemeAsset] {
        &self.assets
    }

    /// Returns the output path of the style sheet: `assets/style.0123456789ab.css`.
    #[must_use]
    pub fn style_path(&self) -> &str {
        &self.style_path
    }

    /// Returns the output path of the style sheet of pages other than a plain front page. It has
    /// the rules of [`Self::style_path`] and more.
    #[must_use]
    pub fn page_style_path(&self) -> &str {
        &self.page_style_path
    }

    /// Returns whether something in this HTML has a class that needs the style sheet at
    /// [`Self::page_style_path`].
    #[must_use]
    pub fn needs_page_styles(&self, html: &str) -> bool {
        let attributes = html.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next());
        attributes.flat_map(str::split_whitespace).any(|name| self.page_classes.contains(name))
    }

    /// Returns the output path of the style sheet for print.
    #[must_use]
    pub fn print_path(&self) -> &str {
        &self.print_path
    }

    /// Returns the output path of the script that sets the chosen color scheme before the first
    /// frame.
    #[must_use]
    pub fn scheme_path(&self) -> &str {
        &self.scheme_path
    }

    /// Returns the output path of the script.
    #[must_use]
    pub fn script_path(&self) -> &str {
        &self.script_path
    }

    /// Returns the output path of the icon that browsers show beside the title.
    #[must_use]
    pub fn icon_path(&self) -> &str {
        &self.icon_path
    }

    /// Returns the output paths of the scripts for the keyboard, for copying links and citations,
    /// and for previews of links.
    #[must_use]
    pub fn reading_asset_paths(&self) -> &[String] {
        &self.reading_asset_paths
    }

    /// Returns the output path of the script of a page with a source text.
    #[must_use]
    pub fn source_script_path(&self) -> &str {
        &self.source_script_path
    }

    /// Returns the output path of the logo, if the site's theme has a `logo.svg`.
    #[must_use]
    pub fn logo_path(&self) -> Option<&str> {
        self.logo_path.as_deref()
    }

    /// Returns the output paths of the style sheet and the scripts of search, in the order in which
    /// they are loaded. A page loads them when somebody searches.
    #[must_use]
    pub fn search_paths(&self) -> &[String] {
        &self.search_paths
    }

    /// Returns the output path of the script that keeps a copy of the site on a reader's device. A
    /// page loads it when the reader asks for that.
    #[must_use]
    pub fn offline_script_path(&self) -> &str {
        &self.offline_script_path
    }

    /// Returns the service worker that answers from that copy.
    #[must_use]
    pub fn offline_worker(&self) -> &Arc<[u8]> {
        &self.worker
    }

    fn binding_for(&self, language: &str) -> &LanguageBinding {
        self.languages.get(language).unwrap_or(&self.fallback)
    }
}

/// Binds templates to the strings of each language.
fn bind_languages<'s>(
    templates: &TemplateSet,
    strings_by_language: impl Iterator<Item = (&'s Arc<str>, &'s Arc<Strings>)>,
    compound_heads: &CompoundHeads,
) -> BTreeMap<Arc<str>, LanguageBinding> {
    let bind = |language: &str, strings: &Arc<Strings>| LanguageBinding {
        tera: Arc::new(templates.with_language(language, strings, compound_heads)),
        strings: Arc::clone(strings),
    };
    strings_by_language
        .map(|(language, strings)| (Arc::clone(language), bind(language, strings)))
        .collect()
}
