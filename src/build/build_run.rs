//! Runs a build, from the lock to the manifest.

use super::build_lock::BuildLock;
use super::journal::{Journal, remove_journal};
use super::manifest::{ManifestEntry, write_manifest};
use super::output_dir::{OutputDir, ParentPath, PathState, is_relative_plain_path, parent_dirs};
use super::owned_files::{OwnedFiles, is_reserved_path};
use super::placement::{Placement, StageOutcome, StagedFile};
use super::plan::{BuildFailure, BuildOutcome, BuildPlan, Conflict, ConflictKind};
use crate::render::Artifact;
use crate::render::offline::BuiltFile;
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
/// stays. At most one artifact per thread is held in memory; until all are rendered, those that
/// changed are in temporary files.
///
/// # Errors
/// The folder cannot be created, locked or written; an asset changed meanwhile; another build is
/// running; a path of the plan leads out of the folder or occurs twice; the build is interrupted.
/// The [`BuildFailure`] says whether the folder is as it was.
pub fn write<R>(
    output_folder: &Path,
    plan: &BuildPlan<'_>,
    render: R,
) -> Result<BuildOutcome, BuildFailure>
where
    R: Fn(usize) -> Option<Artifact> + Sync,
{
    let paths = checked_paths(plan.paths).map_err(BuildFailure::Unchanged)?;
    let output_dir = OutputDir::open(output_folder).map_err(BuildFailure::Unchanged)?;
    let outcome = update_output_dir(&output_dir, plan, &paths, render);
    if let Err(BuildFailure::Unchanged(_) | BuildFailure::Interrupted) = outcome {
        output_dir.remove_if_new();
    }
    outcome
}

fn update_output_dir<R>(
    output_dir: &OutputDir,
    plan: &BuildPlan<'_>,
    paths: &BTreeSet<&str>,
    render: R,
) -> Result<BuildOutcome, BuildFailure>
where
    R: Fn(usize) -> Option<Artifact> + Sync,
{
    let lock = BuildLock::acquire(output_dir).map_err(BuildFailure::Unchanged)?;
    let owned_files = OwnedFiles::read(output_dir).map_err(BuildFailure::Unchanged)?;
    let conflicts = conflicts_in_plan(paths);
    let writable_paths: BTreeSet<&str> =
        paths.iter().copied().filter(|path| !conflicts.contains_key(path)).collect();
    let placement = Placement::survey_parents(output_dir, &owned_files, &writable_paths)
        .map_err(BuildFailure::Unchanged)?;
    let run = BuildRun { plan, paths, writable_paths, conflicts, placement, lock };
    match run.stage_all(render) {
        Ok(staged) => run.put_in_place(staged).map_err(BuildFailure::Mixed),
        Err(failure) => {
            run.undo();
            Err(failure)
        }
    }
}

/// A build of which nothing has been put in place yet.
struct BuildRun<'a> {
    plan: &'a BuildPlan<'a>,
    paths: &'a BTreeSet<&'a str>,
    /// The paths without those in `conflicts`.
    writable_paths: BTreeSet<&'a str>,
    /// The paths that cannot be written whatever is on disk.
    conflicts: BTreeMap<&'a str, Conflict>,
    placement: Placement<'a>,
    lock: BuildLock,
}

/// What is ready to be put in place.
struct StagedBuild {
    /// In the order of the plan.
    outcomes: Vec<StageOutcome>,
    n_errors: usize,
    /// Number of files that were in the folder before its first build.
    foreign: usize,
}

impl BuildRun<'_> {
    /// Renders all artifacts, and writes those that changed to temporary files.
    fn stage_all<R>(&self, render: R) -> Result<StagedBuild, BuildFailure>
    where
        R: Fn(usize) -> Option<Artifact> + Sync,
    {
        let Placement { output_dir, owned_files, .. } = self.placement;
        let count_foreign_files =
            || if owned_files.is_empty() { output_dir.count_files() } else { Ok(0) };
        let foreign = count_foreign_files().map_err(BuildFailure::Unchanged)?;
        let mut journal = self.start_journal().map_err(BuildFailure::Unchanged)?;
        let n_done = AtomicUsize::new(0);
        let outcomes: Result<Vec<StageOutcome>, BuildFailure> = (0..self.plan.paths.len())
            .into_par_iter()
            .zip(self.plan.paths)
            .map(|(index, path)| {
                if (self.plan.is_interrupted)() {
                    return Err(BuildFailure::Interrupted);
                }
                let is_list = self.plan.file_list.is_some_and(|list| list.index == index);
                let artifact = if is_list { None } else { render(index) };
                let outcome = self.stage(path, artifact);
                (self.plan.on_progress)(n_done.fetch_add(1, Ordering::Relaxed) + 1);
                outcome.map_err(BuildFailure::Unchanged)
            })
            .collect();
        let mut outcomes = outcomes?;
        self.stage_file_list(&mut outcomes).map_err(BuildFailure::Unchanged)?;
        let n_errors = (self.plan.count_errors)();
        let staged_files = self.plan.paths.iter().zip(&outcomes);
        let staged_files = staged_files.filter_map(|(path, outcome)| match outcome {
            StageOutcome::Staged(file) => Some((path.as_str(), file.manifest_entry)),
            _ => None,
        });
        journal.add(staged_files).map_err(BuildFailure::Unchanged)?;
        self.lock.check_folder(output_dir).map_err(BuildFailure::Unchanged)?;
        if !(self.plan.may_replace_files)() {
            return Err(BuildFailure::Interrupted);
        }
        Ok(StagedBuild { outcomes, n_errors, foreign })
    }

    /// Writes an artifact to a temporary file if it changed. `None` means that it could not be
    /// rendered.
    fn stage(&self, path: &str, artifact: Option<Artifact>) -> Result<StageOutcome> {
        match (artifact, self.conflicts.get(path)) {
            (None, _) => Ok(StageOutcome::NotRendered),
            (_, Some(conflict)) => Ok(StageOutcome::Blocked(conflict.clone())),
            (Some(artifact), None) => self.placement.stage_artifact(path, &artifact),
        }
    }

    /// Makes the artifact that lists the others, which are staged.
    fn stage_file_list(&self, outcomes: &mut [StageOutcome]) -> Result<()> {
        let Some(file_list) = self.plan.file_list else { return Ok(()) };
        let Placement { output_dir, owned_files, .. } = self.placement;
        let mut built = Vec::new();
        let others = self.plan.paths.iter().zip(&*outcomes).enumerate();
        for (_, (path, outcome)) in others.filter(|(index, _)| *index != file_list.index) {
            let manifest_entry = match outcome {
                StageOutcome::Staged(file) => Some(file.manifest_entry),
                StageOutcome::Unchanged(manifest_entry) => Some(*manifest_entry),
                StageOutcome::NotRendered => owned_files.carried_over_entry(output_dir, path)?,
                StageOutcome::Blocked(_) => None,
            };
            built.extend(manifest_entry.map(|ManifestEntry { digest, size_bytes }| BuiltFile {
                path,
                digest,
                size_bytes,
            }));
        }
        let artifact = (file_list.make)(&built);
        let path = self.plan.paths.get(file_list.index);
        if let (Some(path), Some(outcome)) = (path, outcomes.get_mut(file_list.index)) {
            *outcome = self.stage(path, Some(artifact))?;
        }
        Ok(())
    }

    /// Removes what a build created that stops before it replaces files.
    fn undo(&self) {
        self.placement.remove_created_dirs();
        if self.placement.owned_files.journaled_paths().next().is_none() {
            // If it cannot be removed, the next build does it.
            let _ = remove_journal(self.placement.output_dir);
        }
    }

    /// Puts the files in place, and removes those that are no longer produced.
    fn put_in_place(self, staged: StagedBuild) -> Result<BuildOutcome> {
        let mut state = BuildState {
            placement: &self.placement,
            outcome: BuildOutcome { foreign: staged.foreign, ..BuildOutcome::default() },
            manifest_entries: BTreeMap::new(),
        };
        let mut staged_files = Vec::new();
        for (path, outcome) in self.plan.paths.iter().zip(staged.outcomes) {
            match outcome {
                StageOutcome::Staged(file) => staged_files.push((path.as_str(), file)),
                StageOutcome::Unchanged(manifest_entry) => {
                    state.outcome.unchanged += 1;
                    state.manifest_entries.insert(path.clone(), manifest_entry);
                }
                StageOutcome::NotRendered => state.carry_over(path)?,
                StageOutcome::Blocked(conflict) => state.add_conflict(path, conflict)?,
            }
        }
        let (deferred_files, staged_files): (Vec<_>, Vec<_>) =
            staged_files.into_iter().partition(|(_, file)| file.replaces_folder());
        let (new_files, replaced_files): (Vec<_>, Vec<_>) =
            staged_files.into_iter().partition(|(_, file)| file.is_new());
        let (new_pages, new_assets) =
            new_files.into_iter().partition(|(path, _)| path.ends_with(".html"));
        // No page is there before what it needs.
        for files in [new_assets, new_pages, replaced_files] {
            state.place_files(files)?;
        }
        state.remove_stale_files(self.paths, staged.n_errors + state.outcome.conflicts.len())?;
        state.place_files(deferred_files)?;
        let outcome = state.write_manifest_and_finish(self.plan.edition, staged.n_errors)?;
        self.lock.release()?;
        Ok(outcome)
    }

    /// Writes to the journal what this build may write, and what an unfinished build wrote there.
    fn start_journal(&self) -> Result<Journal> {
        let Placement { output_dir, owned_files, .. } = self.placement;
        let paths_without_conflict: Result<Vec<Option<&str>>> = self
            .writable_paths
            .par_iter()
            .map(|path| Ok((!self.placement.has_conflict(path)?).then_some(*path)))
            .collect();
        let paths = paths_without_conflict?
            .into_iter()
            .flatten()
            .chain(owned_files.journaled_paths())
            .collect();
        Journal::start(output_dir, &paths, owned_files.unfinished())
    }
}

/// What has been done so far.
struct BuildState<'a> {
    placement: &'a Placement<'a>,
    outcome: BuildOutcome,
    /// The entries of the next manifest, by path.
    manifest_entries: BTreeMap<String, ManifestEntry>,
}

impl BuildState<'_> {
    /// Puts files in place, also those after one that fails: the fewer old ones, the better.
    fn place_files(&mut self, files: Vec<(&str, StagedFile)>) -> Result<()> {
        let placed: Vec<Result<(&str, ManifestEntry, Option<Conflict>)>> = files
            .into_par_iter()
            .map(|(path, file)| {
                let manifest_entry = file.manifest_entry;
                Ok((path, manifest_entry, self.placement.put_in_place(path, file)?))
            })
            .collect();
        for result in placed {
            let (path, manifest_entry, conflict) = result?;
            match conflict {
                Some(conflict) => self.add_conflict(path, conflict)?,
                None => {
                    self.outcome.written += 1;
                    self.manifest_entries.insert(path.to_owned(), manifest_entry);
                }
            }
        }
        Ok(())
    }

    fn add_conflict(&mut self, path: &str, conflict: Conflict) -> Result<()> {
        self.outcome.conflicts.push(conflict);
        self.carry_over(path)
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

    fn write_manifest_and_finish(
        mut self,
        edition: Option<&str>,
        n_errors: usize,
    ) -> Result<BuildOutcome> {
        self.outcome.conflicts.sort();
        self.outcome.conflicts.dedup();
        let output_dir = self.placement.output_dir;
        let n_errors = n_errors + self.outcome.conflicts.len();
        write_manifest(output_dir, edition, &self.manifest_entries, n_errors)?;
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
