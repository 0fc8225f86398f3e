//! Where a place in a file is opened: an address of the editor.

use crate::diagnostic::ReportLanguage;
use crate::diagnostic::Span;
use crate::project::ProjectPaths;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// What must not stand in an address as it is, besides what is not ASCII.
const ESCAPED: &[u8] = b" \"#%<>?[\\]^`{|}";

/// Who looks at the preview, and at which folder.
#[derive(Debug)]
pub(super) struct PreviewContext {
    pub(super) paths: ProjectPaths,
    /// An address with `{path}`, `{line}` and `{column}`.
    pub(super) editor: String,
    pub(super) language: ReportLanguage,
}

/// Places as the script in the page gets them; each file is looked for once.
pub(super) struct EditorLinks<'a> {
    listener: &'a PreviewContext,
    known: HashMap<Box<str>, Option<String>>,
}

impl<'a> EditorLinks<'a> {
    pub(super) fn new(listener: &'a PreviewContext) -> Self {
        Self { listener, known: HashMap::new() }
    }

    /// The place in words, and the address that opens it if the file is there.
    pub(super) fn link_for(&mut self, span: &Span) -> Value {
        let (path, begins) = (&span.source().path, span.start_position());
        let find =
            || self.listener.paths.disk_path(path).map(|on_disk| percent_encode_path(&on_disk));
        let on_disk = self.known.entry(path.clone()).or_insert_with(find);
        let href = on_disk.as_ref().map(|on_disk| {
            let at = self.listener.editor.replace("{path}", on_disk);
            let at = at.replace("{line}", &begins.line.to_string());
            at.replace("{column}", &begins.column.to_string())
        });
        json!({ "place": format!("{path}:{}:{}", begins.line, begins.column), "href": href })
    }
}

/// A path in an address: `/` between names, and no sign that an address has for itself.
fn percent_encode_path(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match char::from(byte) {
            char if byte.is_ascii_graphic() && !ESCAPED.contains(&byte) => encoded.push(char),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded.trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_in_an_address_keeps_only_what_it_may() {
        assert_eq!(
            percent_encode_path(Path::new("/hem/mitt innehåll/a#1.md")),
            "hem/mitt%20inneh%C3%A5ll/a%231.md"
        );
    }
}
