//! All findings of a run, at the severity that the site wants, in order.

use super::{attachments, citations, editorial, html, prose, relations, views};
use crate::diagnostic::catalogue::rule;
use crate::diagnostic::{Code, Diagnostic, Family, Severity};
use crate::site::config::Level;
use crate::site::settings::Drafts;
use crate::site::{EntryIndex, Origin, Site};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a run has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// By path, place and code.
    pub diagnostics: Vec<Diagnostic>,
    /// What pages are excused from by `allow:`, in the same order.
    pub excused: Vec<Diagnostic>,
}

impl Report {
    /// How many findings have a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|found| found.severity == severity).count()
    }
}

/// What an entry says about findings in its lines.
struct Claim {
    lines: Range<usize>,
    is_draft: bool,
    allow: Vec<Code>,
}

/// Gathers the findings of a site; `more` are those of the theme and of rendering.
#[must_use]
pub fn report(site: &Site, more: &[Diagnostic]) -> Report {
    let mut all: Vec<Diagnostic> = site.findings().cloned().collect();
    all.extend(relations::findings(site));
    all.extend(editorial::findings(site));
    all.extend(html::findings(site));
    if site.config.declared.is_some() {
        all.extend(citations::findings(site));
        all.extend(attachments::findings(site));
        all.extend(prose::findings(site));
        all.extend(views::findings(site));
    }
    all.extend(more.iter().cloned());
    all.sort_by(|left, right| {
        (&left.span, left.code().name()).cmp(&(&right.span, right.code().name()))
    });
    all.dedup();
    site.guess(&mut all);
    citations::explain(site, &mut all);
    let claims = claims(site);
    let mut report = Report::default();
    for mut finding in all {
        let Some(severity) = severity(site, &finding) else { continue };
        finding.severity = severity;
        let mut is_excused = false;
        for claim in claims.get(&*finding.span.source().path).into_iter().flatten() {
            if claim.lines.contains(&finding.span.range().start) {
                is_excused |= claim.allow.contains(&finding.code());
                if claim.is_draft && site.settings.drafts == Drafts::Leave {
                    finding.severity = Severity::Note;
                }
            }
        }
        let list = if is_excused { &mut report.excused } else { &mut report.diagnostics };
        list.push(finding);
    }
    report
}

/// How much a finding matters on this site; none if it is not to be told.
fn severity(site: &Site, finding: &Diagnostic) -> Option<Severity> {
    let rule = rule(finding.code());
    if site.config.declared.is_none() {
        // A plain folder promised nothing: its front matter is for another generator.
        return match (rule.is_editorial, rule.family) {
            (true, _) => None,
            (_, Family::Schema) => Some(Severity::Note),
            _ => Some(finding.severity),
        };
    }
    match site.config.checks.get(&finding.code()) {
        Some(Level::Off) => None,
        Some(Level::At(severity)) => Some(*severity),
        None => Some(finding.severity),
    }
}

/// What entries say about their lines, by file.
fn claims(site: &Site) -> BTreeMap<&str, Vec<Claim>> {
    let mut claims: BTreeMap<&str, Vec<Claim>> = BTreeMap::new();
    for at in (0..site.entries.len()).map(EntryIndex) {
        let entry = site.entry(at);
        if !entry.meta.is_draft && entry.meta.allow.is_empty() {
            continue;
        }
        let claim = |lines: Range<usize>| Claim {
            lines,
            is_draft: entry.meta.is_draft && !entry.meta.is_draft_doubtful,
            allow: entry.meta.allow.clone(),
        };
        match &entry.origin {
            Origin::File(_) => {
                let files = entry.versions.iter().map(|version| &version.body.source().path);
                // A document speaks for its text.
                let text = site.source_texts.get(&entry.id).and_then(|text| text.source.as_ref());
                let text = text.map(|source| &source.path);
                for path in files.chain([&entry.place.source().path]).chain(text) {
                    claims.entry(path).or_default().push(claim(0..usize::MAX));
                }
            }
            Origin::Item(_, lines) => {
                let path = &entry.place.source().path;
                claims.entry(path).or_default().push(claim(lines.start..lines.end + 1));
            }
            Origin::Mentioned => {}
        }
    }
    claims
}
