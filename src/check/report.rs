//! All findings of a run, at the severity that the site wants, in order.

use super::{attachments, citations, editorial, raw_html, relations, running_text, view_options};
use crate::diagnostic::{Diagnostic, DiagnosticCode, RuleFamily, Severity};
use crate::site::config::CheckLevel;
use crate::site::settings::DraftPolicy;
use crate::site::{EntryIndex, EntryOrigin, Site};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a run has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By path, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// What pages are excused from by `allow:`, in the same order.
    pub suppressed: Vec<Diagnostic>,
}

impl Report {
    /// How many findings have a severity.
    #[must_use]
    pub fn count_severity(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }
}

/// What an entry says about findings in its lines.
struct Suppression {
    lines: Range<usize>,
    is_draft: bool,
    allow: Vec<DiagnosticCode>,
}

/// Gathers the findings of a site; `more` are those of the theme and of rendering.
#[must_use]
pub fn report(site: &Site, more: &[Diagnostic]) -> Report {
    let mut all: Vec<Diagnostic> = site.diagnostics().cloned().collect();
    all.extend(relations::check(site));
    all.extend(editorial::check(site));
    all.extend(raw_html::check(site));
    if site.config.declared.is_some() {
        all.extend(citations::check(site));
        all.extend(attachments::check(site));
        all.extend(running_text::check(site));
        all.extend(view_options::check(site));
    }
    all.extend(more.iter().cloned());
    all.sort_by(|left, right| {
        (&left.span, left.code().code_name()).cmp(&(&right.span, right.code().code_name()))
    });
    all.dedup();
    site.add_link_suggestions(&mut all);
    citations::attach_nearest_passages(site, &mut all);
    let claims = suppressions_by_file(site);
    let mut report = Report::default();
    for mut diagnostic in all {
        let Some(severity) = effective_severity(site, &diagnostic) else { continue };
        diagnostic.severity = severity;
        let mut is_excused = false;
        for claim in claims.get(&*diagnostic.span.source().path).into_iter().flatten() {
            if claim.lines.contains(&diagnostic.span.range().start) {
                is_excused |= claim.allow.contains(&diagnostic.code());
                if claim.is_draft && site.settings.drafts == DraftPolicy::Exclude {
                    diagnostic.severity = Severity::Note;
                }
            }
        }
        let list = if is_excused { &mut report.suppressed } else { &mut report.diagnostics };
        list.push(diagnostic);
    }
    report
}

/// How much a finding matters on this site; none if it is not to be told.
fn effective_severity(site: &Site, diagnostic: &Diagnostic) -> Option<Severity> {
    let rule = diagnostic.code().info();
    if site.config.declared.is_none() {
        // A plain folder promised nothing: its front matter is for another generator.
        return match (rule.is_editorial, rule.family) {
            (true, _) => None,
            (_, RuleFamily::Schema) => Some(Severity::Note),
            _ => Some(diagnostic.severity),
        };
    }
    match site.config.checks.get(&diagnostic.code()) {
        Some(CheckLevel::Off) => None,
        Some(CheckLevel::At(severity)) => Some(*severity),
        None => Some(diagnostic.severity),
    }
}

/// What entries say about their lines, by file.
fn suppressions_by_file(site: &Site) -> BTreeMap<&str, Vec<Suppression>> {
    let mut claims: BTreeMap<&str, Vec<Suppression>> = BTreeMap::new();
    for entry_index in (0..site.entries.len()).map(EntryIndex) {
        let entry = site.entry_at(entry_index);
        if !entry.meta.is_draft && entry.meta.allow.is_empty() {
            continue;
        }
        let claim = |lines: Range<usize>| Suppression {
            lines,
            is_draft: entry.meta.is_draft && !entry.meta.is_draft_doubtful,
            allow: entry.meta.allow.clone(),
        };
        match &entry.origin {
            EntryOrigin::File(_) => {
                let files = entry.versions.iter().map(|version| &version.body.source().path);
                // A document speaks for its text.
                let text = site.source_texts.get(&entry.id).and_then(|text| text.source.as_ref());
                let text = text.map(|source| &source.path);
                for path in files.chain([&entry.span.source().path]).chain(text) {
                    claims.entry(path).or_default().push(claim(0..usize::MAX));
                }
            }
            EntryOrigin::Item(_, lines) => {
                let path = &entry.span.source().path;
                claims.entry(path).or_default().push(claim(lines.start..lines.end + 1));
            }
            EntryOrigin::Mentioned => {}
        }
    }
    claims
}
