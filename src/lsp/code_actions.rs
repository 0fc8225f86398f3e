//! Code actions: fixes of diagnostics, missing translations, and citations of selected words.

use super::cursor_target::TextPlace;
use super::file_uri::uri_of_path;
use super::missing_languages::add_languages;
use super::schema_place::front_matter_range;
use super::server_words::{ServerWord, server_word};
use super::text_edits::ContentEdit;
use super::workspace::Workspace;
use crate::diagnostic::rules::TranslationCure;
use crate::diagnostic::{Diagnostic, DiagnosticKind, FixPlace, ReportLanguage};
use crate::files::is_markdown;
use crate::parse::citation::normalize_whitespace;
use crate::site::Site;
use crate::site::replaced_citation::is_in_brackets;
use std::ops::Range;

/// The most citations that are offered for some words.
const MAX_CITATIONS: usize = 5;
/// The fewest characters of words that are looked for in the source texts.
const MIN_QUOTE_CHARS: usize = 3;

/// An edit that the editor offers.
pub(super) struct CodeFix<'d> {
    pub(super) title: String,
    pub(super) edit: ContentEdit,
    /// The diagnostic that it fixes.
    pub(super) diagnostic: Option<&'d Diagnostic>,
    /// Whether it is the most probable fix.
    pub(super) is_preferred: bool,
}

/// What code actions are made from.
pub(super) struct CodeFixContext<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) site: &'a Site,
    pub(super) place: &'a TextPlace,
    /// The selected range of the text.
    pub(super) selection: Range<usize>,
    pub(super) language: ReportLanguage,
    /// Whether the client can make files.
    pub(super) can_create_files: bool,
}

impl CodeFixContext<'_> {
    /// Returns the fixes of some diagnostics, and what can be done with the selected words.
    pub(super) fn fixes<'d>(&self, diagnostics: &[&'d Diagnostic]) -> Vec<CodeFix<'d>> {
        let mut fixes = Vec::new();
        for diagnostic in diagnostics {
            fixes.extend(self.rule_fixes(diagnostic));
            fixes.extend(self.missing_translations(diagnostic));
        }
        fixes.extend(self.citations());
        fixes
    }

    fn title(&self, word: ServerWord<'_>) -> String {
        server_word(word, self.language)
    }

    /// Returns what to write, as the rules say.
    fn rule_fixes<'d>(&self, diagnostic: &'d Diagnostic) -> Vec<CodeFix<'d>> {
        let source = diagnostic.span.source();
        let fixes = diagnostic.kind.fixes().into_iter().enumerate();
        let fixes = fixes.filter_map(|(index, fix)| {
            let mut edit = ContentEdit::default();
            let title = match fix.place {
                FixPlace::Whole
                | FixPlace::Part(_)
                | FixPlace::Before(_)
                | FixPlace::EndingWith(_)
                | FixPlace::Covering(_) => {
                    let range = fix.range(&diagnostic.span)?;
                    let wrong = source.text.get(range.clone())?;
                    edit.replace(source, range, &fix.text);
                    self.title(ServerWord::Replace { wrong, right: &fix.text })
                }
                FixPlace::Swap(_) | FixPlace::TopOfFile => {
                    let range = fix.range(&diagnostic.span)?;
                    edit.replace(source, range, &fix.new_text(&diagnostic.span));
                    self.title(match fix.place {
                        FixPlace::TopOfFile => ServerWord::MoveToTop,
                        _ => ServerWord::SwapDates,
                    })
                }
                FixPlace::Around(_) | FixPlace::EndOfFile | FixPlace::EndOfLine => {
                    let (range, text) =
                        (fix.range(&diagnostic.span)?, fix.new_text(&diagnostic.span));
                    edit.replace(source, range, &text);
                    self.title(ServerWord::Write(text.trim()))
                }
                FixPlace::EntryKey => {
                    let (offset, text) = self.entry_key(diagnostic, &fix.text)?;
                    edit.replace(source, offset..offset, &text);
                    self.title(ServerWord::Write(fix.text.trim()))
                }
            };
            let (diagnostic, is_preferred) = (Some(diagnostic), index == 0);
            Some(CodeFix { title, edit, diagnostic, is_preferred })
        });
        fixes.collect()
    }

    /// Returns where a line goes among the keys of an entry, and the text to insert there: at the
    /// end of front matter, or before the first key of an item of a list. `None` means that the key
    /// is there already.
    fn entry_key(&self, diagnostic: &Diagnostic, line: &str) -> Option<(usize, String)> {
        let (path, text) = (&self.place.path, &diagnostic.span.source().text);
        if let Some(range) = front_matter_range(path, text) {
            let key = line.split_inclusive(':').next().unwrap_or_default();
            let keys = text.get(range.clone())?;
            let is_there = keys.lines().any(|known| known.starts_with(key));
            return (!is_there).then(|| (range.end, format!("{line}\n")));
        }
        if is_markdown(path) {
            return Some((0, format!("---\n{line}\n---\n\n")));
        }
        let start = diagnostic.span.range().start;
        let before = text.get(..start)?;
        let column = before.rsplit('\n').next()?.chars().count();
        let is_block = before.ends_with([' ', '\n']) && !before.trim_end().ends_with(['{', ',']);
        is_block.then(|| (start, format!("{line}\n{}", " ".repeat(column))))
    }

    /// Returns the files that the translations of a page belong in, each a draft with the words to
    /// translate, so that nothing is published before it is translated; or the keys of the
    /// languages that a text lacks.
    fn missing_translations<'d>(&self, diagnostic: &'d Diagnostic) -> Vec<CodeFix<'d>> {
        let DiagnosticKind::MissingTranslation(missing) = &diagnostic.kind else {
            return Vec::new();
        };
        if missing.cure != TranslationCure::File {
            let edit = add_languages(diagnostic, missing);
            let fix = edit.map(|edit| {
                let languages = missing.languages.join(", ");
                let title = self.title(ServerWord::AddTranslation(&languages));
                CodeFix { title, edit, diagnostic: Some(diagnostic), is_preferred: true }
            });
            return fix.into_iter().collect();
        }
        let languages = missing.languages.iter();
        let fixes = languages.filter_map(|language| {
            let (edit, new_path) = self.draft_translation(language)?;
            let title = self.title(ServerWord::AddTranslation(&new_path));
            Some(CodeFix { title, edit, diagnostic: Some(diagnostic), is_preferred: true })
        });
        fixes.collect()
    }

    /// Returns the edit that adds a translation of the page, and the path of its file.
    fn draft_translation(&self, language: &str) -> Option<(ContentEdit, String)> {
        let path = &self.place.path;
        if !self.can_create_files || !is_markdown(path) {
            return None;
        }
        let (stem, ending) = path.rsplit_once('.')?;
        let new_path = format!("{stem}.{language}.{ending}");
        let entry = self.site.entry_at(self.place.declared_entry(self.site)?);
        let is_own_file = entry.source_path() == path;
        if !is_own_file || self.workspace.text(&new_path).is_some() {
            return None;
        }
        let text = &self.place.source.text;
        let body_start = front_matter_range(path, text).map_or(0, |range| range.end);
        let body = text.get(body_start..)?.trim_start_matches("---").trim_start();
        let mut edit = ContentEdit::default();
        let uri = uri_of_path(&self.workspace.disk_path(&new_path))?;
        edit.create_file(uri, format!("---\ndraft: true\n---\n\n{body}"));
        Some((edit, new_path))
    }

    /// Returns the citations of the selected words, if source texts have them.
    fn citations<'d>(&self) -> Vec<CodeFix<'d>> {
        let source = &self.place.source;
        let words = source.text.get(self.selection.clone()).unwrap_or_default();
        let quote = normalize_whitespace(words.trim_matches(['"', '”', '“', '»', '«']));
        let is_text = is_markdown(&self.place.path)
            && front_matter_range(&self.place.path, &source.text)
                .is_none_or(|range| range.end <= self.selection.start);
        // The words of a citation are cited already.
        let before = source.text.get(..self.selection.start).unwrap_or_default();
        if is_in_brackets(before)
            || !is_text
            || quote.chars().count() < MIN_QUOTE_CHARS
            || quote.contains(['[', ']'])
        {
            return Vec::new();
        }
        let texts = self.site.source_texts.iter();
        // As `pakt cite` finds them: longer where the words alone would mislead.
        let found = texts.flat_map(|(id, text)| text.find_citations(id, &quote).citations);
        let fixes = found.take(MAX_CITATIONS).filter_map(|citation| {
            let mut edit = ContentEdit::default();
            let written = format!(" {}", citation.markdown?);
            edit.replace(source, self.selection.end..self.selection.end, &written);
            let (document, locator) = (&citation.document, &citation.locator);
            let title = self.title(ServerWord::Cite { document, locator });
            Some(CodeFix { title, edit, diagnostic: None, is_preferred: false })
        });
        fixes.collect()
    }
}
