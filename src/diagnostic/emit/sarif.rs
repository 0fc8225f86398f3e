//! The report for code-scanning tools: SARIF 2.1.0 (OASIS), one run.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use crate::diagnostic::RuleInfo;
use crate::diagnostic::rules::RULES;
use crate::diagnostic::{Diagnostic, LineIndexCache, ReportLanguage, Span};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// Returns the diagnostics as a SARIF log. Write it with [`json_text`](super::json_text).
#[must_use]
pub fn emit(diagnostics: &[Diagnostic], language: ReportLanguage) -> Value {
    let mut line_indexes = LineIndexCache::default();
    let rules: Vec<_> = RULES.iter().map(|rule| rule_descriptor(rule, language)).collect();
    let results: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| result_json(diagnostic, language, &mut line_indexes))
        .collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "pakt",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "language": language.language_tag(),
            // Our columns count characters; the default of SARIF is UTF-16 units.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule_descriptor(rule: &RuleInfo, language: ReportLanguage) -> Value {
    let docs = rule.docs_in(language);
    json!({
        "id": rule.name,
        "shortDescription": {"text": docs.what},
        "fullDescription": {"text": docs.why},
        "defaultConfiguration": {"level": rule.severity.as_str()},
        "properties": {"family": rule.family.as_str(), "since": rule.since},
    })
}

fn result_json(
    diagnostic: &Diagnostic,
    language: ReportLanguage,
    line_indexes: &mut LineIndexCache,
) -> Value {
    let mut text = diagnostic.message(language);
    if let Some(help) = diagnostic.kind.help(language) {
        text.push('\n');
        text.push_str(&help);
    }
    let mut result = Map::new();
    result.insert("ruleId".into(), diagnostic.code().code_name().into());
    result.insert("ruleIndex".into(), (diagnostic.code() as usize).into());
    result.insert("level".into(), diagnostic.severity.as_str().into());
    result.insert("message".into(), json!({"text": strip_markup(&text)}));
    result.insert("locations".into(), json!([location_json(&diagnostic.span, line_indexes)]));
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().enumerate().map(|(index, location)| {
            let mut json = location_json(&location.span, line_indexes);
            json["id"] = index.into();
            json["message"] = json!({"text": location.note.text(language)});
            json
        });
        result.insert("relatedLocations".into(), related.collect());
    }
    Value::Object(result)
}

fn location_json(span: &Span, line_indexes: &mut LineIndexCache) -> Value {
    let range = line_indexes.line_col_range(span);
    json!({
        "physicalLocation": {
            "artifactLocation": {"uri": relative_uri(&span.source().path)},
            "region": {
                "startLine": range.start.line,
                "startColumn": range.start.column,
                "endLine": range.end.line,
                "endColumn": range.end.column,
            },
        },
    })
}

/// Escapes names from content that a viewer would show as a link.
///
/// `[text](target)` is a link in SARIF, also in plain messages (section 3.11.6); a backslash
/// escapes it. Section 3.11.5 also asks for doubled braces, for placeholders. Our messages have
/// none, and viewers show such a text as it is, so `{from: …}` stays as the editor types it.
fn strip_markup(text: &str) -> String {
    text.replace("](", "\\](")
}

/// What is encoded in a relative reference (RFC 3986, section 4.2): everything but the unreserved
/// characters and `/`. `:` too, because `a:b.md` would be read as a scheme.
const ENCODED_IN_URI: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Returns a path as a relative reference.
fn relative_uri(path: &str) -> String {
    utf8_percent_encode(path, ENCODED_IN_URI).to_string()
}

#[cfg(test)]
mod tests {
    use super::{relative_uri, strip_markup};

    #[test]
    fn paths_become_relative_references() {
        assert_eq!(relative_uri("forum/råd et.md"), "forum/r%C3%A5d%20et.md");
        assert_eq!(relative_uri("a:b%20#?.md"), "a%3Ab%2520%23%3F.md");
        assert_eq!(relative_uri("../site/a\n.md"), "../site/a%0A.md");
    }

    #[test]
    fn names_do_not_become_links() {
        assert_eq!(strip_markup("`[a](https://b)` is not"), "`[a\\](https://b)` is not");
    }
}
