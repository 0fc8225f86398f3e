//! Runs a build, from the lock to the manifest.

use super::build_lock::BuildLock;
use super::journal::{Journal, remove_journal};
use super::manifest::{ManifestEntry, write_manifest};
use super::output_dir::{OutputDir, ParentPath, PathState, is_relative_plain_path, parent_dirs};
use super::owned_files::{OwnedFiles, is_reserved_path};
use super::placement::{PlaceOutcome, Placement};
use super::plan::{BuildOutcome, BuildPlan, Conflict, ConflictKind};
use crate::render::Artifact;
use anyhow::{Result, bail};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Renders all artifacts and brings the output folder up to date.
///
/// The folder is created if it is missing, with its parents. Check it first with
/// [`check_output_dir`](super::check_output_dir). `render` gets an index into the plan's paths, on
/// any thread; `None` means that the artifact could not be rendered, and the file of the last build
/// stays. At most one artifact per thread is held in memory.
///
/// # Errors
/// The folder cannot be created, locked or written; an asset changed meanwhile; another build is
/// running; a path of the plan leads out of the folder or occurs twice. Some files may then be new
/// and others old, each complete, and the next build repairs this.
pub fn write<R>(output_folder: &Path, plan: &BuildPlan<'_>, render: R) -> Result<BuildOutcome>
where
    R: Fn(usize) -> Option<Artifact> + Sync,
{
    let paths = checked_paths(plan.paths)?;
    let output_dir = OutputDir::open(output_folder)?;
    let lock = BuildLock::acquire(&output_dir)?;
    let owned_files = OwnedFiles::read(&output_dir)?;
    let foreign = if owned_files.is_empty() { output_dir.count_files()? } else { 0 };
    let conflicts = conflicts_in_plan(&paths);
    let writable_paths: BTreeSet<&str> =
        paths.iter().copied().filter(|path| !conflicts.contains_key(path)).collect();
    let placement = Placement::survey_parents(&output_dir, &owned_files, &writable_paths)?;
    let journal = start_journal(&placement, &writable_paths)?;

    let n_done = AtomicUsize::new(0);
    let outcomes: Result<Vec<PlaceOutcome>> = (0..plan.paths.len())
        .into_par_iter()
        .zip(plan.paths)
        .map(|(index, path)| {
            let outcome = match (render(index), conflicts.get(path.as_str())) {
                (None, _) => PlaceOutcome::NotRendered,
                (_, Some(conflict)) => PlaceOutcome::Blocked(conflict.clone()),
                (Some(artifact), None) => placement.place_artifact(&journal, path, artifact)?,
            };
            (plan.on_progress)(n_done.fetch_add(1, Ordering::Relaxed) + 1);
            Ok(outcome)
        })
        .collect();

    let mut state = BuildState {
        placement: &placement,
        outcome: BuildOutcome { foreign, ..BuildOutcome::default() },
        manifest_entries: BTreeMap::new(),
    };
    let mut deferred = Vec::new();
    for (path, outcome) in plan.paths.iter().zip(outcomes?) {
        match outcome {
            PlaceOutcome::Deferred(artifact) => deferred.push((path, artifact)),
            outcome => state.count_outcome(path, outcome)?,
        }
    }
    let n_errors = (plan.count_errors)();
    state.remove_stale_files(&paths, n_errors + state.outcome.conflicts.len())?;
    for (path, artifact) in deferred {
        state.count_outcome(path, placement.place_artifact(&journal, path, artifact)?)?;
    }
    let outcome = state.write_manifest_and_finish(n_errors)?;
    lock.release()?;
    Ok(outcome)
}

/// What has been done so far.
struct BuildState<'a> {
    placement: &'a Placement<'a>,
    outcome: BuildOutcome,
    /// The entries of the next manifest, by path.
    manifest_entries: BTreeMap<String, ManifestEntry>,
}

impl BuildState<'_> {
    fn count_outcome(&mut self, path: &str, outcome: PlaceOutcome) -> Result<()> {
        let manifest_entry = match outcome {
            PlaceOutcome::Written(manifest_entry) => {
                self.outcome.written += 1;
                manifest_entry
            }
            PlaceOutcome::Unchanged(manifest_entry) => {
                self.outcome.unchanged += 1;
                manifest_entry
            }
            PlaceOutcome::NotRendered => return self.carry_over(path),
            PlaceOutcome::Blocked(conflict) => {
                self.outcome.conflicts.push(conflict);
                return self.carry_over(path);
            }
            PlaceOutcome::Deferred(_) => {
                let kind = ConflictKind::Folder;
                self.outcome.conflicts.push(Conflict { path: path.to_owned(), kind });
                return Ok(());
            }
        };
        self.manifest_entries.insert(path.to_owned(), manifest_entry);
        Ok(())
    }

    /// Leaves a file of an earlier build as it is, and keeps it in the manifest.
    fn carry_over(&mut self, path: &str) -> Result<()> {
        let Placement { output_dir, owned_files, .. } = *self.placement;
        let manifest_entry = owned_files.carried_over_entry(output_dir, path)?;
        self.manifest_entries.extend(manifest_entry.map(|it| (path.to_owned(), it)));
        Ok(())
    }

    /// Removes the files that are no longer produced and the folders that this leaves empty.
    /// Removes nothing if there are errors.
    fn remove_stale_files(&mut self, paths: &BTreeSet<&str>, n_errors: usize) -> Result<()> {
        let Placement { output_dir, owned_files, .. } = *self.placement;
        let stale_paths =
            owned_files.owned_paths().into_iter().filter(|path| !paths.contains(path));
        for path in stale_paths {
            let is_replaced =
                self.placement.is_replaced(path) && output_dir.path_state(path)? == PathState::Dir;
            if is_replaced {
                self.outcome.removed += 1;
            } else if n_errors > 0 {
                self.carry_over(path)?;
            } else if output_dir.parent_path(path)? != ParentPath::Blocked {
                if owned_files.is_as_written(output_dir, path)? {
                    output_dir.remove_file(&output_dir.checked_path(path)?)?;
                    self.outcome.removed += 1;
                }
                if output_dir.path_state(path)? == PathState::Missing {
                    output_dir.remove_empty_dirs(path)?;
                }
            }
        }
        Ok(())
    }

    fn write_manifest_and_finish(mut self, n_errors: usize) -> Result<BuildOutcome> {
        self.outcome.conflicts.sort();
        self.outcome.conflicts.dedup();
        let output_dir = self.placement.output_dir;
        let n_errors = n_errors + self.outcome.conflicts.len();
        write_manifest(output_dir, &self.manifest_entries, n_errors)?;
        remove_journal(output_dir)?;
        Ok(self.outcome)
    }
}

/// Returns the paths as a set, after checking each of them.
fn checked_paths(paths: &[String]) -> Result<BTreeSet<&str>> {
    let mut set = BTreeSet::new();
    for path in paths {
        if !is_relative_plain_path(path) {
            bail!("{path:?} is not a path inside the output folder");
        }
        if !set.insert(path.as_str()) {
            bail!("two artifacts have the path {path:?}");
        }
    }
    Ok(set)
}

/// Returns the paths that cannot be written whatever is on disk. If a path is both a file and a
/// folder, the folder wins.
fn conflicts_in_plan<'a>(paths: &BTreeSet<&'a str>) -> BTreeMap<&'a str, Conflict> {
    let folders: BTreeSet<&str> = paths.iter().flat_map(|path| parent_dirs(path)).collect();
    let conflict_kind = |path: &str| {
        if is_reserved_path(path) {
            Some(ConflictKind::Reserved)
        } else {
            folders.contains(path).then_some(ConflictKind::Artifact)
        }
    };
    let conflicts = paths.iter().filter_map(|path| {
        Some((*path, Conflict { path: (*path).to_owned(), kind: conflict_kind(path)? }))
    });
    conflicts.collect()
}

/// Writes to the journal what this build may write, and what an unfinished build wrote there.
fn start_journal(placement: &Placement<'_>, paths: &BTreeSet<&str>) -> Result<Journal> {
    let paths_without_conflict: Result<Vec<Option<&str>>> = paths
        .par_iter()
        .map(|path| Ok((!placement.has_conflict(path)?).then_some(*path)))
        .collect();
    let paths = paths_without_conflict?
        .into_iter()
        .flatten()
        .chain(placement.owned_files.journaled_paths())
        .collect();
    Journal::start(placement.output_dir, &paths, placement.owned_files.unfinished())
}
