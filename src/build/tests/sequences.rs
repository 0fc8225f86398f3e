//! After any builds the folder is the clean one, and foreign files are as they were.

use super::{build, output, put, tree};
use crate::build::{BuildPlan, OutputOptions, write};
use crate::files::{FileSet, FolderKind, ReportPaths, RootFolder};
use crate::render::Artifact;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

/// One build: what it makes (`None`: cannot be rendered), its errors, and how it ends.
#[derive(Clone, Debug)]
struct Build {
    made: BTreeMap<String, Option<u8>>,
    n_errors: usize,
    end: End,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Good,
    /// The last artefact fails, which leaves what a kill leaves but for temporary files.
    Failed,
}

fn path() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["a", "b", "c.html", "index.html"]);
    prop::collection::vec(name, 1..4).prop_map(|names| names.join("/"))
}

fn one_build() -> impl Strategy<Value = Build> {
    let made = prop::collection::btree_map(path(), prop::option::weighted(0.9, 0..3_u8), 0..8);
    let end = prop_oneof![3 => Just(End::Good), 1 => Just(End::Failed)];
    (made, prop_oneof![3 => Just(0_usize), 1 => Just(2)], end)
        .prop_map(|(made, n_errors, end)| Build { made, n_errors, end })
}

fn run(output: &OutputOptions, run: &Build, gone: &Artifact) {
    let text = |text: u8| format!("text {text}");
    let texts: Vec<_> = run.made.values().map(|made| made.map(text)).collect();
    let made: Vec<_> =
        run.made.keys().zip(&texts).map(|(path, text)| (path.as_str(), text.as_deref())).collect();
    if run.end == End::Good {
        build(output, &made, run.n_errors).unwrap();
        return;
    }
    let paths: Vec<String> = run.made.keys().cloned().chain(["zzz".to_owned()]).collect();
    let plan = BuildPlan { paths: &paths, n_errors: &|| run.n_errors, progress: &|_| {} };
    let failed = write(output, &plan, |index| match made.get(index) {
        Some((_, text)) => text.map(|text| Artifact::Bytes(text.into())),
        None => Some(gone.clone()),
    });
    assert!(failed.is_err());
}

/// An asset that can no longer be read.
fn gone_asset(site: &Path) -> Artifact {
    let root = site.join("content");
    put(&root.join("gone.png"), "");
    let (report_paths, skip) = (ReportPaths::default(), Vec::new());
    let files =
        FileSet::read(&RootFolder { root, report_paths, skip, kind: FolderKind::Content }).unwrap();
    let file = files.get("gone.png").unwrap().clone();
    std::fs::remove_file(&file.on_disk).unwrap();
    Artifact::File(file)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]
    #[test]
    fn any_builds_end_in_the_clean_folder_and_touch_nothing_foreign(
        builds in prop::collection::vec(one_build(), 0..6),
        mut last in one_build(),
        foreign in prop::collection::btree_set(path(), 0..3),
    ) {
        let (site, folder) = output();
        let gone = gone_asset(site.path());
        let mut kept = Vec::new();
        for path in foreign {
            let at = folder.folder.join(&path);
            let free = std::fs::create_dir_all(at.parent().unwrap()).is_ok() && !at.exists();
            if free && std::fs::write(&at, "foreign").is_ok() {
                kept.push(path);
            }
        }
        for build in &builds {
            run(&folder, build, &gone);
            for path in &kept {
                let found = std::fs::read_to_string(folder.folder.join(path)).unwrap();
                prop_assert_eq!(found, "foreign");
            }
        }
        // The last build has no errors, and no route that a foreign file bars.
        last = Build { n_errors: 0, end: End::Good, ..last };
        last.made.retain(|path, made| {
            let path = Path::new(path);
            let crosses =
                |other: &str| path.starts_with(other) || Path::new(other).starts_with(path);
            made.is_some() && !kept.iter().any(|other| crosses(other))
        });
        let paths: Vec<String> = last.made.keys().cloned().collect();
        last.made.retain(|path, _| {
            !paths.iter().any(|other| other != path && Path::new(other).starts_with(path))
        });
        run(&folder, &last, &gone);

        let (_site, clean) = output();
        run(&clean, &last, &gone);
        let mut found = tree(&folder.folder);
        for path in &kept {
            let text = found.remove(path).flatten();
            prop_assert_eq!(text.as_deref(), Some("foreign"));
        }
        // Folders that hold foreign files stay as well.
        found.retain(|path, text| {
            text.is_some() || !kept.iter().any(|other| Path::new(other).starts_with(path))
        });
        let mut expected = tree(&clean.folder);
        expected.retain(|path, text| {
            text.is_some() || !kept.iter().any(|other| Path::new(other).starts_with(path))
        });
        prop_assert_eq!(found, expected);
    }
}
