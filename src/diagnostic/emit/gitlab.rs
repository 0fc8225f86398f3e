//! The report for GitLab: Code Quality, a list with one object for each diagnostic.
//!
//! GitLab compares the list of a merge request with that of its target branch by the fingerprints.
//! They are therefore made of the code, the file and the words of a diagnostic, but not of its
//! line: a diagnostic that moves is not a new one.

use crate::diagnostic::{Diagnostic, LineIndexCache, ReportLanguage, Severity};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;

/// How much of a digest is a fingerprint.
const FINGERPRINT_BYTES: usize = 16;

/// Returns the report of `check --format gitlab`.
#[must_use]
pub fn emit(diagnostics: &[Diagnostic], language: ReportLanguage) -> Value {
    let mut line_indexes = LineIndexCache::default();
    // How often the same words occur in a file.
    let mut counts: HashMap<String, usize> = HashMap::new();
    let issue = |diagnostic: &Diagnostic| {
        let line = line_indexes.line_col_range(&diagnostic.span).start.line;
        let path = &*diagnostic.span.source().path;
        let code = diagnostic.code().code_name();
        // In one language, so that it does not depend on who runs the check.
        let words = format!("{code}\n{path}\n{}", diagnostic.message(ReportLanguage::English));
        let count = counts.entry(words.clone()).or_default();
        let fingerprint = fingerprint(&format!("{words}\n{count}"));
        *count += 1;
        let mut description = diagnostic.message(language);
        if let Some(help) = diagnostic.kind.help(language) {
            description.push_str(". ");
            description.push_str(&help);
        }
        json!({
            "description": description,
            "check_name": code,
            "fingerprint": fingerprint,
            "severity": severity_name(diagnostic.severity),
            "location": {
                "path": path,
                "lines": { "begin": line },
            },
        })
    };
    Value::Array(diagnostics.iter().map(issue).collect())
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Note => "info",
    }
}

fn fingerprint(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(FINGERPRINT_BYTES).fold(String::new(), |mut hex, byte| {
        // Writing to a `String` cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
