//! Links that open a source location in the user's editor.

use crate::diagnostic::ReportLanguage;
use crate::diagnostic::Span;
use crate::project::ProjectPaths;
use crate::site::address::ENCODED_IN_FRAGMENT;
use percent_encoding::{AsciiSet, utf8_percent_encode};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::path::Path;

/// What is encoded in the path of a URL, in addition to characters that are not ASCII.
const ENCODED_IN_PATH: &AsciiSet = &ENCODED_IN_FRAGMENT.add(b'%').add(b'?');

/// The project that is previewed, and the user's editor and language.
#[derive(Debug)]
pub struct PreviewContext {
    /// The folders of the project.
    pub paths: ProjectPaths,
    /// The URL that opens a file in the editor, with `{path}`, `{line}` and `{column}`.
    pub editor: String,
    /// The language of messages.
    pub language: ReportLanguage,
}

/// Makes links to source locations. It looks for each file once.
pub(super) struct EditorLinks<'a> {
    context: &'a PreviewContext,
    /// The encoded path on disk of each report path. `None` means that the file does not exist.
    encoded_paths: HashMap<Box<str>, Option<String>>,
}

impl<'a> EditorLinks<'a> {
    pub(super) fn new(context: &'a PreviewContext) -> Self {
        Self { context, encoded_paths: HashMap::new() }
    }

    /// Returns the location of a span as text, and the URL that opens it if the file exists.
    pub(super) fn link_for(&mut self, span: &Span) -> Value {
        let (path, position) = (&span.source().path, span.start_position());
        let encode = || Some(percent_encode_path(&self.context.paths.disk_path(path)?));
        let encoded_path = self.encoded_paths.entry(path.clone()).or_insert_with(encode);
        let href = encoded_path.as_ref().map(|encoded_path| {
            let url = self.context.editor.replace("{path}", encoded_path);
            let url = url.replace("{line}", &position.line.to_string());
            url.replace("{column}", &position.column.to_string())
        });
        json!({ "place": format!("{path}:{}:{}", position.line, position.column), "href": href })
    }
}

/// Returns an absolute path for use in a URL, with `/` between names and without the first `/`.
fn percent_encode_path(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    utf8_percent_encode(path.trim_start_matches('/'), ENCODED_IN_PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_encoded_for_a_url() {
        assert_eq!(
            percent_encode_path(Path::new("/hem/mitt innehåll/a#1.md")),
            "hem/mitt%20inneh%C3%A5ll/a%231.md"
        );
    }
}
