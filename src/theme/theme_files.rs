//! The files of a theme, and the theme that is embedded in the binary.
//!
//! Cargo notices changes in the files that `include_dir` has embedded, but not *added* files: they
//! are embedded when this file is compiled again. A test compares the embedded folder with the
//! disk.

use crate::diagnostic::SourceFile;
use include_dir::{Dir, DirEntry, include_dir};
use std::collections::BTreeMap;
use std::sync::Arc;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/pakt");

/// Files of a theme by their path inside its folder, with `/`: `templates/entry.html`.
#[derive(Clone, Debug, Default)]
pub struct ThemeFiles(pub BTreeMap<String, ThemeFile>);

/// One file of a theme.
#[derive(Clone, Debug)]
pub enum ThemeFile {
    /// A text file. Its path is the one that diagnostics show.
    Text(Arc<SourceFile>),
    /// Any other file, such as a font.
    Bytes(Arc<[u8]>),
}

impl ThemeFile {
    /// Returns the content.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match self {
            Self::Text(source) => source.text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// Returns the content if it is text.
    #[must_use]
    pub fn text(&self) -> Option<&Arc<SourceFile>> {
        match self {
            Self::Text(source) => Some(source),
            Self::Bytes(_) => None,
        }
    }
}

/// Returns the embedded theme.
pub(super) fn embedded_theme() -> ThemeFiles {
    let (mut files, mut folders) = (BTreeMap::new(), vec![&EMBEDDED]);
    while let Some(folder) = folders.pop() {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(below) => folders.push(below),
                DirEntry::File(file) => {
                    let path = file.path().to_string_lossy().replace('\\', "/");
                    let content = match file.contents_utf8() {
                        Some(text) => ThemeFile::Text(Arc::new(SourceFile {
                            path: format!("themes/pakt/{path}").into(),
                            text: text.into(),
                        })),
                        None => ThemeFile::Bytes(file.contents().into()),
                    };
                    files.insert(path, content);
                }
            }
        }
    }
    ThemeFiles(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_theme_is_embedded() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/pakt");
        let (mut on_disk, mut folders) = (Vec::new(), vec![root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inside = path.strip_prefix(&root).unwrap();
                    on_disk.push(inside.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        on_disk.sort();
        let embedded: Vec<String> = embedded_theme().0.into_keys().collect();
        assert_eq!(embedded, on_disk, "touch src/theme/theme_files.rs and compile again");
    }
}
