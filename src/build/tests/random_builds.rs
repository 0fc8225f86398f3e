//! After random builds the folder equals a clean build, and files of others are unchanged.

use super::{build, output, put, tree};
use crate::build::{BuildFailure, BuildPlan, write};
use crate::files::{FileSet, FolderKind, ReportPaths, RootFolder};
use crate::render::Artifact;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// A build: its artifacts (`None` could not be rendered), its number of errors, and how it ends.
#[derive(Clone, Debug)]
struct Build {
    artifacts: BTreeMap<String, Option<u8>>,
    n_errors: usize,
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Good,
    /// The last artifact fails, so the folder stays as it is.
    Failed,
}

fn path() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["a", "b", "c.html", "index.html"]);
    prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"))
}

fn one_build() -> impl Strategy<Value = Build> {
    let artifacts = prop::collection::btree_map(path(), prop::option::weighted(0.9, 0..3_u8), 0..8);
    let end = prop_oneof![3 => Just(End::Good), 1 => Just(End::Failed)];
    (artifacts, prop_oneof![3 => Just(0_usize), 1 => Just(2)], end)
        .prop_map(|(artifacts, n_errors, end)| Build { artifacts, n_errors, end })
}

fn run(output: &Path, case: &Build, missing_asset: &Artifact) {
    let text = |text: u8| format!("text {text}");
    let texts: Vec<_> = case.artifacts.values().map(|content| content.map(text)).collect();
    let artifacts: Vec<_> = case
        .artifacts
        .keys()
        .zip(&texts)
        .map(|(path, text)| (path.as_str(), text.as_deref()))
        .collect();
    if case.end == End::Good {
        build(output, &artifacts, case.n_errors).unwrap();
        return;
    }
    let paths: Vec<String> = case.artifacts.keys().cloned().chain(["zzz".to_owned()]).collect();
    let plan = BuildPlan { count_errors: &|| case.n_errors, ..BuildPlan::new(&paths) };
    let before = tree(output);
    let result = write(output, &plan, |index| match artifacts.get(index) {
        Some((_, text)) => text.map(|text| Artifact::Bytes(text.into())),
        None => Some(missing_asset.clone()),
    });
    assert!(matches!(result, Err(BuildFailure::Unchanged(_))), "{result:?}");
    assert_eq!(tree(output), before);
}

/// Returns an asset whose file no longer exists.
fn missing_asset(site: &Path) -> Artifact {
    let root = site.join("content");
    put(&root.join("missing.png"), "");
    let (report_paths, skip) = (ReportPaths::default(), Vec::new());
    let files =
        FileSet::read(&RootFolder { root, report_paths, skip, kind: FolderKind::Content }).unwrap();
    let file = files.get("missing.png").unwrap().clone();
    std::fs::remove_file(&file.on_disk).unwrap();
    Artifact::File(file)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn random_builds_end_in_the_clean_folder_and_leave_other_files_unchanged(
        builds in prop::collection::vec(one_build(), 0..6),
        mut last in one_build(),
        foreign in prop::collection::btree_set(path(), 0..3),
    ) {
        let (site, folder) = output();
        let asset = missing_asset(site.path());
        let mut foreign_paths = Vec::new();
        for path in foreign {
            let disk_path = folder.join(&path);
            let parent = disk_path.parent().unwrap();
            let is_free = std::fs::create_dir_all(parent).is_ok() && !disk_path.exists();
            if is_free && std::fs::write(&disk_path, "foreign").is_ok() {
                foreign_paths.push(path);
            }
        }
        for build in &builds {
            run(&folder, build, &asset);
            for path in &foreign_paths {
                let text = std::fs::read_to_string(folder.join(path)).unwrap();
                prop_assert_eq!(text, "foreign");
            }
        }
        // The last build has no errors, and no path that a file of others blocks.
        last = Build { n_errors: 0, end: End::Good, ..last };
        last.artifacts.retain(|path, content| {
            let path = Path::new(path);
            let crosses =
                |other: &str| path.starts_with(other) || Path::new(other).starts_with(path);
            content.is_some() && !foreign_paths.iter().any(|other| crosses(other))
        });
        let paths: Vec<String> = last.artifacts.keys().cloned().collect();
        last.artifacts.retain(|path, _| {
            !paths.iter().any(|other| other != path && Path::new(other).starts_with(path))
        });
        run(&folder, &last, &asset);

        let (_site, clean) = output();
        run(&clean, &last, &asset);
        let mut files = tree(&folder);
        for path in &foreign_paths {
            let text = files.remove(path).flatten();
            prop_assert_eq!(text.as_deref(), Some("foreign"));
        }
        // Folders with files of others stay as well.
        files.retain(|path, text| {
            text.is_some() || !foreign_paths.iter().any(|other| Path::new(other).starts_with(path))
        });
        let mut expected = tree(&clean);
        expected.retain(|path, text| {
            text.is_some() || !foreign_paths.iter().any(|other| Path::new(other).starts_with(path))
        });
        prop_assert_eq!(files, expected);
    }
}
