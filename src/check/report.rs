//! Collects all diagnostics of a run, in order and with the severity that the site sets.

use super::mark_effects::omit_mark_effects;
use super::omitted_findings::{omit_effects, omit_follow_ups, omit_repeats, omit_undecoded};
use super::table_columns::omit_columns;
use super::{
    attachments, citation_like, citations, country_codes, document_bodies, editorial, files,
    later_versions, markdown_problems, raw_html, relations, running_text, suggestions,
    translation_names, unlisted_language, view_options,
};
use crate::diagnostic::rules::KeptBackReason;
use crate::diagnostic::{Diagnostic, DiagnosticCode, RuleFamily, Severity};
use crate::site::config::CheckLevel;
use crate::site::settings::DraftPolicy;
use crate::site::{EntryIndex, EntryOrigin, Site};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The diagnostics of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// In the order of path, span and code.
    pub diagnostics: Vec<Diagnostic>,
    /// Those that an `allow:` suppresses, in the same order.
    pub suppressed: Vec<Diagnostic>,
}

impl Report {
    /// Returns the number of findings with a severity, with those that are omitted.
    #[must_use]
    pub fn count_severity(&self, severity: Severity) -> usize {
        Diagnostic::count(&self.diagnostics, severity)
    }
}

/// Collects the diagnostics of a site; `more` are those of the theme and of rendering.
#[must_use]
pub fn report(site: &Site, more: &[Diagnostic]) -> Report {
    let mut all: Vec<Diagnostic> = site.diagnostics().cloned().collect();
    all.extend(relations::check(site));
    all.extend(editorial::check(site));
    all.extend(raw_html::check(site));
    all.extend(markdown_problems::check(site));
    all.extend(citation_like::check(site));
    all.extend(document_bodies::check(site));
    if site.config.declared.is_some() {
        all.extend(citations::check(site));
        all.extend(later_versions::check(site));
        all.extend(attachments::check(site));
        all.extend(files::check_orphans(site));
        all.extend(running_text::check(site));
        all.extend(site.overlong_term_names());
        all.extend(view_options::check(site));
        all.extend(country_codes::check(site));
    }
    all.extend(more.iter().cloned());
    all.extend(files::check(site, &all));
    translation_names::fold(site, &mut all);
    unlisted_language::fold(site, &mut all);
    sort(&mut all);
    suggestions::fill(site, &mut all);
    let mut report = Report::with_levels(site, all);
    omit_undecoded(&mut report.diagnostics);
    omit_mark_effects(site, &mut report.diagnostics);
    omit_effects(site, &mut report.diagnostics);
    omit_columns(site, &mut report.diagnostics);
    omit_follow_ups(&mut report.diagnostics);
    omit_repeats(&mut report.diagnostics);
    report
}

/// Collects the diagnostics of linking in some files, by path: what is known of them without
/// looking at the whole content again. A report has them too, most with a suggestion.
#[must_use]
pub fn linking_report(site: &Site, paths: &BTreeSet<String>) -> Report {
    let is_wanted = |diagnostic: &&Diagnostic| paths.contains(&*diagnostic.span.source().path);
    let mut all: Vec<Diagnostic> = site.diagnostics().filter(is_wanted).cloned().collect();
    sort(&mut all);
    Report::with_levels(site, all)
}

/// Sorts diagnostics in the order of a report.
fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|left, right| {
        (&left.span, left.code().code_name()).cmp(&(&right.span, right.code().code_name()))
    });
    diagnostics.dedup();
}

/// What an entry suppresses or lowers in its lines.
struct Suppression {
    lines: Range<usize>,
    is_draft: bool,
    allow: Vec<DiagnosticCode>,
}

impl Report {
    /// Makes a report of sorted diagnostics, each with the severity that the site gives it.
    fn with_levels(site: &Site, diagnostics: Vec<Diagnostic>) -> Self {
        let suppressions_by_file = suppressions_by_file(site);
        let mut report = Self::default();
        for mut diagnostic in diagnostics {
            let Some(severity) = effective_severity(site, &diagnostic) else { continue };
            diagnostic.severity = severity;
            let mut is_suppressed = false;
            let path = &*diagnostic.span.source().path;
            for suppression in suppressions_by_file.get(path).into_iter().flatten() {
                if suppression.lines.contains(&diagnostic.span.range().start) {
                    is_suppressed |= suppression.allow.contains(&diagnostic.code());
                    // What keeps the page back is not a matter of later.
                    if suppression.is_draft
                        && site.settings.drafts == DraftPolicy::Exclude
                        && !diagnostic.keeps_page_back
                    {
                        diagnostic.severity = Severity::Note;
                    }
                }
            }
            let list = if is_suppressed { &mut report.suppressed } else { &mut report.diagnostics };
            list.push(diagnostic);
        }
        report
    }
}

/// Returns the severity of a diagnostic on this site. `None` means that it is not reported.
fn effective_severity(site: &Site, diagnostic: &Diagnostic) -> Option<Severity> {
    let rule = diagnostic.code().info();
    if site.config.declared.is_none() {
        // A folder without `site.yaml` promises nothing; its front matter is for another program.
        return match (rule.is_editorial, rule.family) {
            (true, _) => None,
            (_, RuleFamily::Schema) => Some(Severity::Note),
            _ if is_note_in_plain_folder(rule.code) => Some(Severity::Note),
            _ => Some(diagnostic.severity),
        };
    }
    match site.config.checks.get(&diagnostic.code()) {
        Some(CheckLevel::Off) => None,
        Some(CheckLevel::At(severity)) => Some(*severity),
        None => Some(diagnostic.severity),
    }
}

/// Returns whether a warning is a note in a folder without `site.yaml`.
fn is_note_in_plain_folder(code: DiagnosticCode) -> bool {
    matches!(
        code,
        DiagnosticCode::ForeignSyntax
            | DiagnosticCode::NotRead
            | DiagnosticCode::LeftOut
            | DiagnosticCode::DraftTag
            | DiagnosticCode::ValueInComment
            | DiagnosticCode::MarkdownInText
            | DiagnosticCode::MisreadText
    )
}

/// Returns what the entries suppress, by the path of the file.
fn suppressions_by_file(site: &Site) -> BTreeMap<&str, Vec<Suppression>> {
    let mut by_file: BTreeMap<&str, Vec<Suppression>> = BTreeMap::new();
    for entry_index in (0..site.entries.len()).map(EntryIndex) {
        let entry = site.entry_at(entry_index);
        let kept_back = site.kept_back_reason(entry_index);
        if kept_back.is_none() && entry.meta.allow.is_empty() {
            continue;
        }
        let suppression = |lines: Range<usize>| Suppression {
            lines,
            // What keeps a page back by mistake keeps its severity.
            is_draft: kept_back.is_some_and(|reason| {
                !matches!(reason, KeptBackReason::NoAsOf | KeptBackReason::Unclear)
            }),
            allow: entry.meta.allow.clone(),
        };
        match &entry.origin {
            EntryOrigin::File(_) => {
                let files = entry.versions.iter().map(|version| &version.body.source().path);
                // A document's `allow:` also covers its source text.
                let text = site.source_texts.get(&entry.id).and_then(|text| text.source.as_ref());
                let text = text.map(|source| &source.path);
                for path in files.chain([&entry.span.source().path]).chain(text) {
                    by_file.entry(path).or_default().push(suppression(0..usize::MAX));
                }
            }
            EntryOrigin::Item(_, lines) => {
                let path = &entry.span.source().path;
                by_file.entry(path).or_default().push(suppression(lines.start..lines.end + 1));
            }
            EntryOrigin::Mentioned => {}
        }
    }
    by_file
}
