//! Files of the content folder by their paths: as written, else in any letter case.

use super::address::{fold_name, to_nfc};
use super::name_index::LinkTarget;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Files by path, in NFC.
#[derive(Debug, Default)]
pub(super) struct PathIndex {
    exact: HashMap<Arc<str>, LinkTarget>,
    /// The path of the first that has a folded name. Made when a path is first asked for that is
    /// not there: most sites spell the paths of their files as they are.
    folded: OnceLock<HashMap<String, Arc<str>>>,
}

impl PathIndex {
    /// With room for so many.
    pub(super) fn with_capacity(n_paths: usize) -> Self {
        Self { exact: HashMap::with_capacity(n_paths), folded: OnceLock::new() }
    }

    /// Adds what stands at a path; of two that are the same in NFC, the first stays.
    pub(super) fn add(&mut self, path: &Arc<str>, at: LinkTarget) {
        let exact = match to_nfc(path) {
            Cow::Borrowed(_) => Arc::clone(path),
            Cow::Owned(composed) => composed.into(),
        };
        self.exact.entry(exact).or_insert(at);
    }

    /// What stands at a path.
    pub(super) fn get(&self, path: &str) -> Option<&LinkTarget> {
        let exact = to_nfc(path);
        self.exact.get(&*exact).or_else(|| {
            let folded = self.folded.get_or_init(|| self.folded_paths());
            self.exact.get(folded.get(&fold_name(&exact))?)
        })
    }

    /// Texts before what is copied, else in the order of their paths.
    fn folded_paths(&self) -> HashMap<String, Arc<str>> {
        let mut all: Vec<(&Arc<str>, &LinkTarget)> = self.exact.iter().collect();
        all.sort_unstable_by_key(|(path, at)| (matches!(at, LinkTarget::Asset(_)), *path));
        let mut folded = HashMap::with_capacity(all.len());
        for (path, _) in all {
            folded.entry(fold_name(path)).or_insert_with(|| Arc::clone(path));
        }
        folded
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::EntryIndex;

    #[test]
    fn a_path_is_found_as_written_or_in_any_letter_case() {
        let mut paths = PathIndex::default();
        let copied = |path: &str| LinkTarget::Asset(path.into());
        for path in ["A/b.PNG", "a/B.png", "a\u{30a}.png", "x.md"] {
            paths.add(&path.into(), copied(path));
        }
        paths.add(&"X.md".into(), LinkTarget::Entry(EntryIndex(1), None));
        for (path, expected) in [
            ("A/b.PNG", copied("A/b.PNG")),
            ("a/B.png", copied("a/B.png")),
            ("a/b.png", copied("A/b.PNG")),
            ("\u{e5}.png", copied("a\u{30a}.png")),
            ("\u{c5}.png", copied("a\u{30a}.png")),
            ("x.md", copied("x.md")),
            ("X.MD", LinkTarget::Entry(EntryIndex(1), None)),
        ] {
            assert_eq!(paths.get(path), Some(&expected), "{path}");
        }
        assert_eq!(paths.get("b.png"), None);
    }
}
