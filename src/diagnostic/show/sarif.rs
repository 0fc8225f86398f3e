//! The report for code-scanning tools: SARIF 2.1.0 (OASIS), one run.

use serde_json::{Map, Value, json};

use crate::diagnostic::catalogue::{CATALOGUE, Rule};
use crate::diagnostic::message::{self, Language};
use crate::diagnostic::{Diagnostic, Span};

use super::places::Places;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The findings as a SARIF log. Write it with [`json_text`](super::json_text).
#[must_use]
pub fn sarif(found: &[Diagnostic], language: Language) -> Value {
    let mut places = Places::default();
    let rules: Vec<_> = CATALOGUE.iter().map(|rule| descriptor(rule, language)).collect();
    let results: Vec<_> = found.iter().map(|one| result(one, language, &mut places)).collect();
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "pakt",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "language": language.tag(),
            // Our columns count characters; SARIF's default is UTF-16 units.
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn descriptor(rule: &Rule, language: Language) -> Value {
    let text = rule.explanation(language);
    json!({
        "id": rule.name,
        "shortDescription": {"text": text.what},
        "fullDescription": {"text": text.why},
        "defaultConfiguration": {"level": rule.severity.name()},
        "properties": {"family": rule.family.name(), "since": rule.since},
    })
}

fn result(one: &Diagnostic, language: Language, places: &mut Places) -> Value {
    let mut text = message::message(&one.fault, language);
    if let Some(help) = message::help(&one.fault, language) {
        text.push('\n');
        text.push_str(&help);
    }
    let mut result = Map::new();
    result.insert("ruleId".into(), one.code().name().into());
    result.insert("ruleIndex".into(), (one.code() as usize).into());
    result.insert("level".into(), one.severity.name().into());
    result.insert("message".into(), json!({"text": plain(&text)}));
    result.insert("locations".into(), json!([location(&one.span, places)]));
    if !one.related.is_empty() {
        let related = one.related.iter().enumerate().map(|(index, other)| {
            let mut place = location(&other.span, places);
            place["id"] = index.into();
            place["message"] = json!({"text": message::note(other.note, language)});
            place
        });
        result.insert("relatedLocations".into(), related.collect());
    }
    Value::Object(result)
}

fn location(span: &Span, places: &mut Places) -> Value {
    let extent = places.extent(span);
    json!({
        "physicalLocation": {
            "artifactLocation": {"uri": relative_uri(&span.source().path)},
            "region": {
                "startLine": extent.begins.line,
                "startColumn": extent.begins.column,
                "endLine": extent.ends.line,
                "endColumn": extent.ends.column,
            },
        },
    })
}

/// A name from content must not become a link in the viewer: `[text](target)` is SARIF's syntax
/// for one, also in plain messages (section 3.11.6), and a backslash takes that meaning away.
/// Section 3.11.5 would have braces doubled too, for placeholders; our messages have no arguments
/// to place, and viewers show such a text as it is, so `{from: …}` stays what the editor types.
fn plain(text: &str) -> String {
    text.replace("](", "\\](")
}

/// A path as a relative reference (RFC 3986, section 4.2). Everything but the unreserved
/// characters is encoded, `:` too, since `a:b.md` would be read as a scheme.
fn relative_uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{plain, relative_uri};

    #[test]
    fn paths_become_relative_references() {
        assert_eq!(relative_uri("forum/råd et.md"), "forum/r%C3%A5d%20et.md");
        assert_eq!(relative_uri("a:b%20#?.md"), "a%3Ab%2520%23%3F.md");
        assert_eq!(relative_uri("../site/a\n.md"), "../site/a%0A.md");
    }

    #[test]
    fn names_do_not_become_links() {
        assert_eq!(plain("`[a](https://b)` is not"), "`[a\\](https://b)` is not");
    }
}
