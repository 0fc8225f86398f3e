//! The sites that `pakt new` begins with. They are folders in `templates/`, embedded in the binary.
//!
//! Cargo notices changes in the files that `include_dir` has embedded, but not *added* files: they
//! are embedded when this file is compiled again. A test compares the embedded folder with the
//! disk.

use include_dir::{Dir, DirEntry, include_dir};
use std::collections::BTreeMap;
use std::path::Path;

static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The folder in `templates/` with the files that every site gets.
const WORKFLOWS: &str = "workflows";
/// What is replaced by the version of this program, whose archive a workflow installs.
const VERSION_MARK: &str = "{{pakt-version}}";

/// A site to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateName {
    /// Parties, an agreement and what each party has to do.
    Agreement,
    /// Routines, and who is responsible for them.
    Handbook,
    /// States, instruments, articles, signatures and ratifications.
    Treaty,
}

/// The first language of a site to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateLanguage {
    /// Swedish.
    Sv,
    /// English.
    En,
}

impl TemplateName {
    fn folder(self) -> &'static str {
        match self {
            Self::Agreement => "agreement",
            Self::Handbook => "handbook",
            Self::Treaty => "treaty",
        }
    }
}

impl TemplateLanguage {
    fn folder(self) -> &'static str {
        match self {
            Self::Sv => "sv",
            Self::En => "en",
        }
    }
}

/// Returns the files of a site to begin with, by their path inside its folder.
#[must_use]
pub fn site_files(name: TemplateName, language: TemplateLanguage) -> BTreeMap<String, Vec<u8>> {
    let site = format!("{}/{}", name.folder(), language.folder());
    [WORKFLOWS, &site].into_iter().flat_map(files_below).collect()
}

/// Returns the files below a folder of `templates/`, by their path inside that folder.
fn files_below(folder: &str) -> Vec<(String, Vec<u8>)> {
    let (mut files, mut folders) = (Vec::new(), Vec::from_iter(TEMPLATES.get_dir(folder)));
    while let Some(below) = folders.pop() {
        for entry in below.entries() {
            match entry {
                DirEntry::Dir(dir) => folders.push(dir),
                DirEntry::File(file) => {
                    let path = file.path().strip_prefix(Path::new(folder)).unwrap_or(file.path());
                    let path = path.to_string_lossy().replace('\\', "/");
                    let content = match file.contents_utf8() {
                        Some(text) => {
                            text.replace(VERSION_MARK, env!("CARGO_PKG_VERSION")).into_bytes()
                        }
                        None => file.contents().to_vec(),
                    };
                    files.push((path, content));
                }
            }
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_templates_is_embedded() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
        let (mut n_on_disk, mut folders) = (0, vec![root.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                n_on_disk += 1;
                let embedded = TEMPLATES.get_file(path.strip_prefix(&root).unwrap());
                let is_same =
                    embedded.is_some_and(|file| file.contents() == std::fs::read(&path).unwrap());
                assert!(is_same, "compile again: {}", path.display());
            }
        }
        let mut n_embedded = 0;
        let mut folders = vec![&TEMPLATES];
        while let Some(folder) = folders.pop() {
            n_embedded += folder.files().count();
            folders.extend(folder.dirs());
        }
        assert_eq!(n_embedded, n_on_disk);
    }
}
