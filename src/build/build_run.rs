//! A build, from the lock to the manifest.

use super::build_lock::BuildLock;
use super::journal::{remove_journal, write_journal};
use super::manifest::{ManifestEntry, write_manifest};
use super::output_dir::{OutputDir, ParentPath, PathState, is_relative_plain_path, parent_dirs};
use super::owned_files::{OwnedFiles, is_reserved_path};
use super::placement::{PlaceOutcome, Placement};
use super::plan::{BuildOutcome, BuildPlan, Conflict, ConflictKind, OutputOptions};
use crate::render::Artifact;
use anyhow::{Result, bail};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Makes all artefacts and brings the output folder up to date.
///
/// `render` gets an index into the plan's paths, on any thread; nothing means that it could not be
/// rendered, and its last file stays. No more artefacts are held in memory than there are threads.
///
/// # Errors
/// The folder cannot be made, locked or written; an asset changed meanwhile; another build runs; a
/// path of the plan leads out of the folder or stands there twice. Some files may then be new and
/// others old, each as a whole, and the next build mends it.
pub fn write<R>(output: &OutputOptions, plan: &BuildPlan<'_>, render: R) -> Result<BuildOutcome>
where
    R: Fn(usize) -> Option<Artifact> + Sync,
{
    let paths = checked_paths(plan.paths)?;
    let ground = OutputDir::open(&output.folder)?;
    let lock = BuildLock::acquire(&ground)?;
    let owned = OwnedFiles::read(&ground)?;
    let refused = conflicts_of(&paths);
    let wanted: BTreeSet<&str> =
        paths.iter().copied().filter(|path| !refused.contains_key(path)).collect();
    let places = Placement::survey_parents(&ground, &owned, &wanted)?;
    journal_paths(&places, &wanted)?;

    let n_done = AtomicUsize::new(0);
    let placed: Result<Vec<PlaceOutcome>> = (0..plan.paths.len())
        .into_par_iter()
        .zip(plan.paths)
        .map(|(index, path)| {
            let artefact = render(index);
            let placed = match (artefact, refused.get(path.as_str())) {
                (None, _) => PlaceOutcome::Kept,
                (_, Some(foreign)) => PlaceOutcome::Blocked(foreign.clone()),
                (Some(artefact), None) => places.place_artifact(path, artefact)?,
            };
            (plan.progress)(n_done.fetch_add(1, Ordering::Relaxed) + 1);
            Ok(placed)
        })
        .collect();

    let mut tally =
        BuildState { placement: &places, outcome: BuildOutcome::default(), made: BTreeMap::new() };
    let mut later = Vec::new();
    for (path, placed) in plan.paths.iter().zip(placed?) {
        match placed {
            PlaceOutcome::Deferred(artefact) => later.push((path, artefact)),
            placed => tally.count_outcome(path, placed)?,
        }
    }
    let n_errors = (plan.n_errors)();
    tally.remove_stale_files(&paths, n_errors + tally.outcome.foreign.len())?;
    for (path, artefact) in later {
        tally.count_outcome(path, places.place_artifact(path, artefact)?)?;
    }
    let outcome = tally.write_manifest_and_finish(n_errors)?;
    lock.release()?;
    Ok(outcome)
}

/// What has been done so far.
struct BuildState<'a> {
    placement: &'a Placement<'a>,
    outcome: BuildOutcome,
    /// What the manifest will say.
    made: BTreeMap<String, ManifestEntry>,
}

impl BuildState<'_> {
    fn count_outcome(&mut self, path: &str, placed: PlaceOutcome) -> Result<()> {
        let record = match placed {
            PlaceOutcome::Written(record) => {
                self.outcome.written += 1;
                record
            }
            PlaceOutcome::Unchanged(record) => {
                self.outcome.unchanged += 1;
                record
            }
            PlaceOutcome::Kept => return self.carry_over(path),
            PlaceOutcome::Blocked(foreign) => {
                self.outcome.foreign.push(foreign);
                return self.carry_over(path);
            }
            PlaceOutcome::Deferred(_) => {
                let obstacle = ConflictKind::Folder;
                self.outcome.foreign.push(Conflict { path: path.to_owned(), obstacle });
                return Ok(());
            }
        };
        self.made.insert(path.to_owned(), record);
        Ok(())
    }

    /// Leaves a file of an earlier build as it is, and still knows it as ours.
    fn carry_over(&mut self, path: &str) -> Result<()> {
        let carried = self.placement.owned.carried_over_entry(self.placement.output_dir, path)?;
        self.made.extend(carried.map(|record| (path.to_owned(), record)));
        Ok(())
    }

    /// Removes what is no longer made, and folders that this leaves empty; with errors, nothing.
    fn remove_stale_files(&mut self, paths: &BTreeSet<&str>, n_errors: usize) -> Result<()> {
        let Placement { output_dir: ground, owned, .. } = *self.placement;
        for path in owned.owned_paths().into_iter().filter(|path| !paths.contains(path)) {
            let is_replaced =
                self.placement.is_replaced(path) && ground.path_state(path)? == PathState::Dir;
            if is_replaced {
                self.outcome.removed += 1;
            } else if n_errors > 0 {
                self.carry_over(path)?;
            } else if ground.parent_path(path)? != ParentPath::Blocked {
                if owned.may_remove(ground, path)? {
                    ground.remove_file(&ground.checked_path(path)?)?;
                    self.outcome.removed += 1;
                }
                if ground.path_state(path)? == PathState::Missing {
                    ground.remove_empty_dirs(path)?;
                }
            }
        }
        Ok(())
    }

    fn write_manifest_and_finish(mut self, n_errors: usize) -> Result<BuildOutcome> {
        self.outcome.foreign.sort();
        self.outcome.foreign.dedup();
        let ground = self.placement.output_dir;
        write_manifest(ground, &self.made, n_errors + self.outcome.foreign.len())?;
        remove_journal(ground)?;
        Ok(self.outcome)
    }
}

/// The paths as a set, each one checked.
fn checked_paths(paths: &[String]) -> Result<BTreeSet<&str>> {
    let mut set = BTreeSet::new();
    for path in paths {
        if !is_relative_plain_path(path) {
            bail!("{path:?} is no path inside the output folder");
        }
        if !set.insert(path.as_str()) {
            bail!("two artefacts have the path {path:?}");
        }
    }
    Ok(set)
}

/// The paths that cannot be written whatever is on disk: of a file and a folder the folder wins.
fn conflicts_of<'a>(paths: &BTreeSet<&'a str>) -> BTreeMap<&'a str, Conflict> {
    let folders: BTreeSet<&str> = paths.iter().flat_map(|path| parent_dirs(path)).collect();
    let obstacle = |path: &str| {
        if is_reserved_path(path) {
            Some(ConflictKind::Reserved)
        } else {
            folders.contains(path).then_some(ConflictKind::Artefact)
        }
    };
    let refused = paths.iter().filter_map(|path| {
        Some((*path, Conflict { path: (*path).to_owned(), obstacle: obstacle(path)? }))
    });
    refused.collect()
}

/// Notes what may be written from here on, and what an earlier build noted.
fn journal_paths(places: &Placement<'_>, wanted: &BTreeSet<&str>) -> Result<()> {
    let free: Result<Vec<Option<&str>>> =
        wanted.par_iter().map(|path| Ok((!places.has_conflict(path)?).then_some(*path))).collect();
    let paths = free?.into_iter().flatten().chain(places.owned.journaled_paths()).collect();
    write_journal(places.output_dir, &paths)
}
