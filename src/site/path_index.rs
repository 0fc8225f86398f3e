//! Looks up files of the content folder by path: as written, or in any letter case.

use super::address::{fold_name, to_nfc};
use super::config::SiteConfig;
use super::entry::{Entry, EntryIndex};
use super::language_index::LanguageIndex;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// What a link leads to, before its fragment is looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LinkTarget {
    /// An entry, in one of its languages if the path or address gives it.
    Entry(EntryIndex, Option<LanguageIndex>),
    /// A copied file, by its path on disk.
    Asset(Arc<str>),
    /// A generated page, by its address.
    Generated(Arc<str>),
}

/// Files by path, in NFC.
#[derive(Debug, Default)]
pub(super) struct PathIndex {
    exact: HashMap<Arc<str>, LinkTarget>,
    /// The path of the first file with a folded name.
    folded: HashMap<String, Arc<str>>,
}

impl PathIndex {
    /// Indexes the texts of entries, and copied files.
    pub(super) fn new<'a>(
        entries: &[Arc<Entry>],
        config: &SiteConfig,
        assets: impl Iterator<Item = &'a Arc<str>>,
    ) -> Self {
        let texts = entries.iter().enumerate().flat_map(|(index, entry)| {
            let versions = entry.versions.iter().enumerate();
            versions.filter_map(move |(position, version)| {
                // The file of the first language means the entry in any language.
                let language_index =
                    config.language_index(&version.language).filter(|_| position > 0);
                let path = &version.file.as_ref()?.file.path;
                Some((path, LinkTarget::Entry(EntryIndex(index), language_index)))
            })
        });
        let assets = assets.map(|path| (path, LinkTarget::Asset(Arc::clone(path))));
        Self::from_targets(texts.chain(assets))
    }

    /// Indexes paths. Of two paths that are equal in NFC, the first is kept.
    fn from_targets<'a>(targets: impl Iterator<Item = (&'a Arc<str>, LinkTarget)>) -> Self {
        let mut exact = HashMap::new();
        for (path, target) in targets {
            let path = match to_nfc(path) {
                Cow::Borrowed(_) => Arc::clone(path),
                Cow::Owned(composed) => composed.into(),
            };
            exact.entry(path).or_insert(target);
        }
        let folded = folded_paths(&exact);
        Self { exact, folded }
    }

    /// Returns the target at a path.
    pub(super) fn get(&self, path: &str) -> Option<&LinkTarget> {
        let exact = to_nfc(path);
        self.exact.get(&*exact).or_else(|| self.exact.get(self.folded.get(&fold_name(&exact))?))
    }
}

/// Returns the paths by folded name. Texts take precedence over assets, then the order of paths.
fn folded_paths(exact: &HashMap<Arc<str>, LinkTarget>) -> HashMap<String, Arc<str>> {
    let mut all: Vec<(&Arc<str>, &LinkTarget)> = exact.iter().collect();
    all.sort_unstable_by_key(|(path, target)| (matches!(target, LinkTarget::Asset(_)), *path));
    let mut folded = HashMap::with_capacity(all.len());
    for (path, _) in all {
        folded.entry(fold_name(path)).or_insert_with(|| Arc::clone(path));
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_found_as_written_or_in_any_letter_case() {
        let copied = |path: &str| LinkTarget::Asset(path.into());
        let assets = ["A/b.PNG", "a/B.png", "a\u{30a}.png", "x.md"];
        let mut targets: Vec<(Arc<str>, LinkTarget)> =
            assets.into_iter().map(|path| (path.into(), copied(path))).collect();
        targets.push(("X.md".into(), LinkTarget::Entry(EntryIndex(1), None)));
        let targets = targets.iter().map(|(path, target)| (path, target.clone()));
        let paths = PathIndex::from_targets(targets);
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
