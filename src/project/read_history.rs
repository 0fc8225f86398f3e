//! Reads from git when each entry last changed, and what changed then.

use crate::diagnostic::rules::HistoryProblem;
use crate::files::{
    CommitIndex, CommitLog, CommittedChange, GitRepository, file_extension, read_commit_log,
    read_committed_changes, read_committed_lines,
};
use crate::parse::{FileRecord, read_records};
use crate::site::ParsedFiles;
use crate::site::content_history::{
    ChangedPart, CommittedEntryChange, ContentHistory, FileHistory,
};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The maximum number of commits of a file whose texts are compared, newest first. The page of
/// changes lists no more.
const MAX_COMPARED: usize = 200;

/// A file in a commit that changed it.
type FileInCommit = (CommitIndex, Arc<str>);

/// The newest commit of each item of a file, by id.
type ItemCommits = BTreeMap<String, CommitIndex>;

/// Reads the history of the files in a content folder.
///
/// # Errors
/// There is none, or not all of it.
pub(super) fn read_history(
    folder: &Path,
    parsed: &ParsedFiles,
) -> Result<ContentHistory, HistoryProblem> {
    let repository = GitRepository::find(folder)?;
    let log = read_commit_log(&repository).ok_or(HistoryProblem::NoCommits)?;
    let files: Vec<(Arc<str>, CommitIndex)> = log
        .newest_by_path
        .iter()
        .filter(|(path, _)| parsed.get(path).is_some())
        .map(|(path, commit)| (Arc::clone(path), *commit))
        .collect();
    let lists = files.par_iter().filter(|(path, _)| may_have_items(path));
    let items: BTreeMap<Arc<str>, ItemCommits> = lists
        .filter_map(|(path, _)| Some((Arc::clone(path), item_commits(&repository, path, &log)?)))
        .collect();
    let changes = read_changes(&repository, &log, &files, &items);
    let entry_change =
        |commit: CommitIndex, path: &Arc<str>, id: Option<&str>| CommittedEntryChange {
            date: log.date(commit).to_owned(),
            parts: changes
                .get(&(commit, Arc::clone(path)))
                .map_or_else(Vec::new, |change| change.changed_parts(id)),
        };
    let history = files.into_iter().map(|(path, commit)| {
        let items = items.get(&path).map(|items| {
            let change = |(id, commit): (&String, &CommitIndex)| {
                (id.clone(), entry_change(*commit, &path, Some(id)))
            };
            items.iter().map(change).collect()
        });
        let file = entry_change(commit, &path, None);
        (path, FileHistory { file, items })
    });
    Ok(ContentHistory(history.collect()))
}

/// Returns whether a file may contain entries in a list or a table.
fn may_have_items(path: &str) -> bool {
    let is_setting = path == "site.yaml" || path.starts_with('_');
    matches!(&*file_extension(path), "yaml" | "csv") && !is_setting
}

/// Returns the newest commit of each item or row of a file, as it was committed.
fn item_commits(repository: &GitRepository, path: &str, log: &CommitLog) -> Option<ItemCommits> {
    let committed = read_committed_lines(repository, path, log)?;
    let records = read_records(path, &committed.lines.join("\n"));
    let newest = |record: &FileRecord| {
        let lines = record.lines.iter().cloned().flatten();
        lines.filter_map(|line| committed.commits.get(line).copied().flatten()).min()
    };
    let items = records.iter().filter_map(|record| Some((record.id.clone()?, newest(record)?)));
    Some(items.collect())
}

/// The records of a file before and after a commit, by id.
struct RecordChanges {
    before: RecordsById,
    after: RecordsById,
}

type RecordsById = BTreeMap<Option<String>, FileRecord>;

/// Reads the records before and after the newest changes.
fn read_changes(
    repository: &GitRepository,
    log: &CommitLog,
    files: &[(Arc<str>, CommitIndex)],
    items: &BTreeMap<Arc<str>, ItemCommits>,
) -> BTreeMap<FileInCommit, RecordChanges> {
    let of_files = files.iter().map(|(path, commit)| (*commit, Arc::clone(path)));
    let of_items = items
        .iter()
        .flat_map(|(path, items)| items.values().map(|commit| (*commit, Arc::clone(path))));
    let mut requests: Vec<FileInCommit> =
        of_files.chain(of_items).filter(|(_, path)| !path.contains('\n')).collect();
    requests.sort();
    requests.dedup();
    requests.truncate(MAX_COMPARED);
    let changes = read_committed_changes(repository, log, &requests);
    let pairs: Vec<(FileInCommit, CommittedChange)> = requests.into_iter().zip(changes).collect();
    pairs
        .into_par_iter()
        .map(|(file, change)| {
            let records = RecordChanges::read(&file.1, &change);
            (file, records)
        })
        .collect()
}

impl RecordChanges {
    fn read(path: &str, change: &CommittedChange) -> Self {
        let by_id = |text: &Option<String>| -> RecordsById {
            let records = text.as_deref().map(|text| read_records(path, text)).unwrap_or_default();
            records.into_iter().map(|record| (record.id.clone(), record)).collect()
        };
        Self { before: by_id(&change.before), after: by_id(&change.after) }
    }

    /// Returns what changed in an item, or in a page.
    fn changed_parts(&self, id: Option<&str>) -> Vec<ChangedPart> {
        let id = id.map(str::to_owned);
        let Some(after) = self.after.get(&id) else { return Vec::new() };
        let Some(before) = self.before.get(&id) else { return vec![ChangedPart::Everything] };
        let keys = before.values.keys().chain(after.values.keys());
        let mut parts: Vec<ChangedPart> = keys
            .filter(|key| before.values.get(*key) != after.values.get(*key))
            .map(|key| ChangedPart::Key(key.clone()))
            .collect();
        parts.extend((before.body != after.body).then_some(ChangedPart::Body));
        parts.sort();
        parts.dedup();
        parts
    }
}
