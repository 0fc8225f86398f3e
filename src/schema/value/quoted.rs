//! Citations in YAML, as one line each.

use super::dated::check_keys;
use crate::diagnostic::{Expected, Fault};
use crate::parse::yaml::{Is, Node};
use crate::schema::findings::Findings;
use crate::schema::model::{Field, Value};

const CITATION_KEYS: [&str; 3] = ["document", "locator", "quote"];

/// `document locator "quote"` as written, or `{document, locator, quote}` written out like that.
pub(super) fn citation(field: &Field, node: &Node, findings: &mut Findings) -> Option<Value> {
    let Is::Map(entries) = &node.is else {
        let text = node.as_text()?.trim();
        return Some(Value::Citation(text.into()));
    };
    if !CITATION_KEYS.iter().any(|key| node.get(key).is_some()) {
        findings.wrong(node, Expected::Citation);
        return None;
    }
    check_keys(field, entries, &CITATION_KEYS, findings);
    let mut part = |key| {
        let node = node.get(key).filter(|node| node.is != Is::Empty)?;
        if node.as_text().is_none() {
            findings.wrong(node, Expected::Text);
        }
        node.as_text().map(str::trim)
    };
    let [document, locator, quote] = CITATION_KEYS.map(&mut part);
    let Some(document) = document else {
        if node.get("document").is_none_or(|node| node.at.is_empty())
            && let Some((key, _)) = entries.first()
        {
            let (name, of) = ("document".to_owned(), field.id.to_string());
            findings.at(&key.at, Fault::MissingField { field: name, of });
        }
        return None;
    };
    let mut written = document.to_owned();
    if let Some(locator) = locator {
        written.push(' ');
        written.push_str(locator);
    }
    if let Some(quote) = quote {
        written.push_str(" \"");
        written.push_str(&quote.replace('"', "\\\""));
        written.push('"');
    }
    Some(Value::Citation(written.into()))
}
