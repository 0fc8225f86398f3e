//! A build, from the lock to the manifest.

use super::ground::{Ground, Stands, Way, folders_above, is_plain};
use super::intent::{note_intent, remove_intent};
use super::lock::Lock;
use super::manifest::{Record, write_manifest};
use super::output::{Foreign, Obstacle, Outcome, Output, Plan};
use super::owned::{Owned, is_reserved};
use super::place::{Placed, Places};
use crate::render::Artefact;
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
pub fn write<R>(output: &Output, plan: &Plan<'_>, render: R) -> Result<Outcome>
where
    R: Fn(usize) -> Option<Artefact> + Sync,
{
    let paths = checked(plan.paths)?;
    let ground = Ground::open(&output.folder)?;
    let lock = Lock::take(&ground)?;
    let owned = Owned::read(&ground)?;
    let refused = refused(&paths);
    let wanted: BTreeSet<&str> =
        paths.iter().copied().filter(|path| !refused.contains_key(path)).collect();
    let places = Places::survey(&ground, &owned, &wanted)?;
    note(&places, &wanted)?;

    let n_done = AtomicUsize::new(0);
    let placed: Result<Vec<Placed>> = (0..plan.paths.len())
        .into_par_iter()
        .zip(plan.paths)
        .map(|(index, path)| {
            let artefact = render(index);
            let placed = match (artefact, refused.get(path.as_str())) {
                (None, _) => Placed::Kept,
                (_, Some(foreign)) => Placed::Blocked(foreign.clone()),
                (Some(artefact), None) => places.place(path, artefact)?,
            };
            (plan.progress)(n_done.fetch_add(1, Ordering::Relaxed) + 1);
            Ok(placed)
        })
        .collect();

    let mut tally = Tally { places: &places, outcome: Outcome::default(), made: BTreeMap::new() };
    let mut later = Vec::new();
    for (path, placed) in plan.paths.iter().zip(placed?) {
        match placed {
            Placed::Later(artefact) => later.push((path, artefact)),
            placed => tally.count(path, placed)?,
        }
    }
    let n_errors = (plan.n_errors)();
    tally.clear(&paths, n_errors + tally.outcome.foreign.len())?;
    for (path, artefact) in later {
        tally.count(path, places.place(path, artefact)?)?;
    }
    let outcome = tally.finish(n_errors)?;
    lock.release()?;
    Ok(outcome)
}

/// What has been done so far.
struct Tally<'a> {
    places: &'a Places<'a>,
    outcome: Outcome,
    /// What the manifest will say.
    made: BTreeMap<String, Record>,
}

impl Tally<'_> {
    fn count(&mut self, path: &str, placed: Placed) -> Result<()> {
        let record = match placed {
            Placed::Written(record) => {
                self.outcome.written += 1;
                record
            }
            Placed::Unchanged(record) => {
                self.outcome.unchanged += 1;
                record
            }
            Placed::Kept => return self.carry(path),
            Placed::Blocked(foreign) => {
                self.outcome.foreign.push(foreign);
                return self.carry(path);
            }
            Placed::Later(_) => {
                let obstacle = Obstacle::Folder;
                self.outcome.foreign.push(Foreign { path: path.to_owned(), obstacle });
                return Ok(());
            }
        };
        self.made.insert(path.to_owned(), record);
        Ok(())
    }

    /// Leaves a file of an earlier build as it is, and still knows it as ours.
    fn carry(&mut self, path: &str) -> Result<()> {
        let carried = self.places.owned.carried(self.places.ground, path)?;
        self.made.extend(carried.map(|record| (path.to_owned(), record)));
        Ok(())
    }

    /// Removes what is no longer made, and folders that this leaves empty; with errors, nothing.
    fn clear(&mut self, paths: &BTreeSet<&str>, n_errors: usize) -> Result<()> {
        let Places { ground, owned, .. } = *self.places;
        for path in owned.paths().into_iter().filter(|path| !paths.contains(path)) {
            let is_replaced = self.places.replaces(path) && ground.stands(path)? == Stands::Folder;
            if is_replaced {
                self.outcome.removed += 1;
            } else if n_errors > 0 {
                self.carry(path)?;
            } else if ground.way_to(path)? != Way::Blocked {
                if owned.may_remove(ground, path)? {
                    ground.remove(&ground.at(path)?)?;
                    self.outcome.removed += 1;
                }
                if ground.stands(path)? == Stands::Nothing {
                    ground.remove_empty_folders(path)?;
                }
            }
        }
        Ok(())
    }

    fn finish(mut self, n_errors: usize) -> Result<Outcome> {
        self.outcome.foreign.sort();
        self.outcome.foreign.dedup();
        let ground = self.places.ground;
        write_manifest(ground, &self.made, n_errors + self.outcome.foreign.len())?;
        remove_intent(ground)?;
        Ok(self.outcome)
    }
}

/// The paths as a set, each one checked.
fn checked(paths: &[String]) -> Result<BTreeSet<&str>> {
    let mut set = BTreeSet::new();
    for path in paths {
        if !is_plain(path) {
            bail!("{path:?} is no path inside the output folder");
        }
        if !set.insert(path.as_str()) {
            bail!("two artefacts have the path {path:?}");
        }
    }
    Ok(set)
}

/// The paths that cannot be written whatever is on disk: of a file and a folder the folder wins.
fn refused<'a>(paths: &BTreeSet<&'a str>) -> BTreeMap<&'a str, Foreign> {
    let folders: BTreeSet<&str> = paths.iter().flat_map(|path| folders_above(path)).collect();
    let obstacle = |path: &str| {
        if is_reserved(path) {
            Some(Obstacle::Reserved)
        } else {
            folders.contains(path).then_some(Obstacle::Artefact)
        }
    };
    let refused = paths.iter().filter_map(|path| {
        Some((*path, Foreign { path: (*path).to_owned(), obstacle: obstacle(path)? }))
    });
    refused.collect()
}

/// Notes what may be written from here on, and what an earlier build noted.
fn note(places: &Places<'_>, wanted: &BTreeSet<&str>) -> Result<()> {
    let free: Result<Vec<Option<&str>>> =
        wanted.par_iter().map(|path| Ok((!places.is_taken(path)?).then_some(*path))).collect();
    let paths = free?.into_iter().flatten().chain(places.owned.noted()).collect();
    note_intent(places.ground, &paths)
}
