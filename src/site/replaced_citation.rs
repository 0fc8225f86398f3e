//! What to write instead of a citation, in the spelling of its place: Markdown, or a value of YAML
//! with or without quotation marks.

use super::ready_citation::ReadyCitation;
use crate::files::is_table;
use crate::parse::Citation;

/// Returns what to write instead of a citation, in the spelling of its place. `None` means that it
/// cannot be written there.
pub(crate) fn replacement_text(old: &Citation, ready: &ReadyCitation) -> Option<String> {
    let written = old.span.text();
    let place = format!("{} {}", ready.document, ready.locator);
    let source = &old.span.source().text;
    let range = old.span.range();
    let before = source.get(..range.start).unwrap_or_default();
    let after = source.get(range.end..).unwrap_or_default();
    if old.document.span.range().start > range.start + 1 {
        // A map with the key `document`.
        return (!is_table(&old.span.source().path)).then(|| ready.yaml.clone());
    }
    let Some(quote) = &old.quote else {
        return Some(if written.starts_with('@') { format!("@{place}") } else { place });
    };
    if written.starts_with('@') || is_in_brackets(before) {
        let inner = ready.markdown.as_deref()?.strip_prefix("[@")?.strip_suffix(']')?;
        let is_plain = quote.span.text().starts_with('"') && !inner.contains(['[', ']']);
        let mark = if written.starts_with('@') { "@" } else { "" };
        return is_plain.then(|| format!("{mark}{inner}"));
    }
    let is_sign = |char: char| matches!(char, '"' | '\\');
    let opening: String = quote.span.text().chars().take_while(|char| is_sign(*char)).collect();
    let closing: String =
        quote.span.text().chars().rev().take_while(|char| is_sign(*char)).collect();
    let closing: String = closing.chars().rev().collect();
    let (previous, next) = (before.chars().next_back(), after.chars().next());
    let is_plain_place = matches!(previous, Some(' ' | '\n' | '\t'))
        && matches!(next, None | Some('\n' | '\r' | ',' | ']' | '}'));
    // Several citations in one value have the quotation marks of the value around them.
    let is_alone = !before.trim_end().ends_with(';') && !after.trim_start().starts_with(';');
    let has_signs = ready.quote.contains(['"', '\\', '\'', '|']);
    match opening.as_str() {
        "\"" if is_alone && previous == Some('\'') && next == Some('\'') => {
            Some(ready.yaml.strip_prefix('\'')?.strip_suffix('\'')?.to_owned())
        }
        "\"" if is_alone && is_plain_place => Some(ready.yaml.clone()),
        "\"" | "\"\"" | "\\\"" if !has_signs && !ready.quote.contains([':', '#']) => {
            // In braces, a comma ends a value without quotation marks.
            let is_quoted = opening != "\"" || has_odd_apostrophes(before);
            if !is_quoted && ready.quote.contains([',', '{', '}']) {
                return None;
            }
            // In a table, the span ends after the first of two closing marks.
            let is_closed = closing == opening || closing == "\"";
            is_closed.then(|| format!("{place} {opening}{}{closing}", ready.quote))
        }
        _ => None,
    }
}

/// Returns whether a citation in Markdown is open at the end of a text. No quote has brackets.
pub(crate) fn is_in_brackets(before: &str) -> bool {
    let rest = before.rfind("[@").and_then(|open| before.get(open..));
    rest.is_some_and(|rest| !rest.contains(']'))
}

/// Returns whether the last line of a text ends between single quotation marks.
fn has_odd_apostrophes(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.matches('\'').count() % 2 == 1
}
