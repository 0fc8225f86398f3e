//! Looks up files of the content folder by path: as written, or in any letter case.

use super::address::{fold_name, to_nfc};
use super::name_index::LinkTarget;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// Files by path, in NFC.
#[derive(Debug, Default)]
pub(super) struct PathIndex {
    exact: HashMap<Arc<str>, LinkTarget>,
    /// The path of the first file with a folded name.
    folded: OnceLock<HashMap<String, Arc<str>>>,
}

impl PathIndex {
    /// Returns an empty index with capacity for `n_paths`.
    pub(super) fn with_capacity(n_paths: usize) -> Self {
        Self { exact: HashMap::with_capacity(n_paths), folded: OnceLock::new() }
    }

    /// Adds the target at a path. Of two paths that are equal in NFC, the first is kept.
    pub(super) fn add(&mut self, path: &Arc<str>, target: LinkTarget) {
        let exact = match to_nfc(path) {
            Cow::Borrowed(_) => Arc::clone(path),
            Cow::Owned(composed) => composed.into(),
        };
        self.exact.entry(exact).or_insert(target);
    }

    /// Returns the target at a path.
    pub(super) fn get(&self, path: &str) -> Option<&LinkTarget> {
        let exact = to_nfc(path);
        self.exact.get(&*exact).or_else(|| {
            let folded = self.folded.get_or_init(|| self.folded_paths());
            self.exact.get(folded.get(&fold_name(&exact))?)
        })
    }

    /// Returns the paths by folded name. Texts take precedence over assets, then the order of paths.
    fn folded_paths(&self) -> HashMap<String, Arc<str>> {
        let mut all: Vec<(&Arc<str>, &LinkTarget)> = self.exact.iter().collect();
        all.sort_unstable_by_key(|(path, target)| (matches!(target, LinkTarget::Asset(_)), *path));
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
