//! Reads from git when each entry last changed in each language, and what changed then.

use super::read_knowledge::add_knowledge;
use crate::diagnostic::rules::HistoryProblem;
use crate::files::{
    CommitIndex, CommitLog, CommittedChange, FileInCommit, GitRepository, file_extension, is_table,
    read_commit_log, read_committed_changes, read_committed_lines,
};
use crate::parse::{FileRecord, RecordValue, read_records};
use crate::schema::LanguageTag;
use crate::site::ParsedFiles;
use crate::site::content_history::{
    ChangedPart, ChangedPartKind, CommittedEntryChange, ContentHistory, FileHistory,
};
use crate::site::is_site_file;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// The maximum number of files in commits whose texts are compared, newest first. The page of
/// changes lists no more.
const MAX_COMPARED: usize = 200;
/// The maximum number of commits of one file in which the last change of a language is looked for.
const MAX_ROUNDS: usize = 20;

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
    let paths: Vec<&Arc<str>> =
        log.commits_by_path.keys().filter(|path| parsed.get(path).is_some()).collect();
    let lists = paths.par_iter().filter(|path| may_have_items(path));
    let items: BTreeMap<Arc<str>, ItemCommits> = lists
        .filter_map(|path| Some((Arc::clone(path), item_commits(&repository, path, &log)?)))
        .collect();
    let mut searches: Vec<ChangeSearch> = Vec::new();
    for path in paths.iter().copied() {
        searches.push(ChangeSearch::new(path, None, None, &log));
        for (id, newest) in items.get(path).into_iter().flatten() {
            searches.push(ChangeSearch::new(path, Some(id), Some(*newest), &log));
        }
    }
    find_changes(&repository, &log, &mut searches, &parsed.site_config().languages);
    searches.iter_mut().for_each(|search| search.complete(&log));
    let mut history: BTreeMap<Arc<str>, FileHistory> = BTreeMap::new();
    for search in searches {
        let file = history.entry(Arc::clone(&search.path)).or_default();
        match search.id {
            None => file.file = search.changes,
            Some(id) => {
                file.items.get_or_insert_default().insert(id, search.changes);
            }
        }
    }
    for (path, file) in &mut history {
        if items.contains_key(path) {
            file.items.get_or_insert_default();
        }
    }
    add_knowledge(&repository, &log, &paths, &mut history);
    Ok(ContentHistory(history))
}

/// The search for the last change of a page, or of an item, in each language.
struct ChangeSearch {
    path: Arc<str>,
    /// The id of an item. `None` means the page.
    id: Option<String>,
    /// The commits that may have changed it, newest first.
    commits: Vec<FileInCommit>,
    /// How many of them have been compared.
    n_compared: usize,
    /// The changes that were found, newest first.
    changes: Vec<CommittedEntryChange>,
}

impl ChangeSearch {
    fn new(
        path: &Arc<str>,
        id: Option<&String>,
        newest: Option<CommitIndex>,
        log: &CommitLog,
    ) -> Self {
        let mut commits = log.commits_of(path);
        // A merge changes lines, but is not a commit of the file.
        let newest = newest.filter(|newest| {
            commits.retain(|(commit, _)| commit >= newest);
            commits.first().is_none_or(|(commit, _)| commit != newest)
        });
        commits.splice(0..0, newest.map(|newest| (newest, Arc::clone(path))));
        Self {
            path: Arc::clone(path),
            id: id.cloned(),
            commits,
            n_compared: 0,
            changes: Vec::new(),
        }
    }

    /// Returns the commit to compare next. `None` means that each language has a change, or that
    /// there are no more commits.
    fn next_commit(&self, languages: &[LanguageTag]) -> Option<FileInCommit> {
        let has_change =
            |language: &LanguageTag| self.changes.iter().any(|change| change.concerns(language));
        let commit = self.commits.get(self.n_compared)?;
        (!languages.iter().all(has_change)).then(|| commit.clone())
    }

    /// Adds what a commit changed; `None` means that it is not known. A commit that changed no more
    /// than how the content is written, such as the order of keys, is not a change.
    fn add_commit(&mut self, date: &str, parts: Option<Vec<ChangedPart>>) {
        let is_change = match &parts {
            Some(parts) => !parts.is_empty(),
            None => self.changes.is_empty(),
        };
        if is_change {
            let parts = parts.unwrap_or_default();
            self.changes.push(CommittedEntryChange { date: date.to_owned(), parts });
        }
        self.n_compared += 1;
    }

    /// Adds the newest commit if no change was found, so that there is a date.
    fn complete(&mut self, log: &CommitLog) {
        if let (Some((newest, _)), true) = (self.commits.first(), self.changes.is_empty()) {
            self.add_commit(log.date(*newest), None);
        }
    }
}

/// Compares the commits of all searches, one of each at a time.
fn find_changes(
    repository: &GitRepository,
    log: &CommitLog,
    searches: &mut [ChangeSearch],
    languages: &[LanguageTag],
) {
    let mut n_left = MAX_COMPARED;
    for _ in 0..MAX_ROUNDS {
        let mut requests: Vec<FileInCommit> =
            searches.iter().filter_map(|search| search.next_commit(languages)).collect();
        if requests.is_empty() {
            return;
        }
        requests.sort();
        requests.dedup();
        requests.retain(|(_, path)| !path.contains('\n'));
        requests.truncate(n_left);
        n_left -= requests.len();
        let changes = read_changes(repository, log, requests);
        for search in searches.iter_mut() {
            let Some(request) = search.next_commit(languages) else { continue };
            let change = changes.get(&request);
            let parts =
                change.and_then(|change| change.changed_parts(search.id.as_deref(), languages));
            search.add_commit(log.date(request.0), parts);
        }
        if n_left == 0 {
            return;
        }
    }
}

/// Returns whether a file may contain entries in a list or a table.
fn may_have_items(path: &str) -> bool {
    let is_setting = is_site_file(path) || path.starts_with('_');
    (is_table(path) || matches!(&*file_extension(path), "yaml" | "yml")) && !is_setting
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
pub(super) struct RecordChanges {
    pub(super) before: RecordsById,
    pub(super) after: RecordsById,
}

pub(super) type RecordsById = BTreeMap<Option<String>, FileRecord>;

/// Reads the records before and after some commits.
fn read_changes(
    repository: &GitRepository,
    log: &CommitLog,
    requests: Vec<FileInCommit>,
) -> BTreeMap<FileInCommit, RecordChanges> {
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
    pub(super) fn read(path: &str, change: &CommittedChange) -> Self {
        let by_id = |text: &Option<String>| -> RecordsById {
            let records = text.as_deref().map(|text| read_records(path, text)).unwrap_or_default();
            records.into_iter().map(|record| (record.id.clone(), record)).collect()
        };
        Self { before: by_id(&change.before), after: by_id(&change.after) }
    }

    /// Returns what changed in an item, or in a page, and in which languages of the site. `None`
    /// means that it is not known.
    fn changed_parts(
        &self,
        id: Option<&str>,
        languages: &[LanguageTag],
    ) -> Option<Vec<ChangedPart>> {
        let id = id.map(str::to_owned);
        let after = self.after.get(&id)?;
        let Some(before) = self.before.get(&id) else {
            return Some(vec![ChangedPart { kind: ChangedPartKind::Everything, language: None }]);
        };
        let mut parts = Vec::new();
        let mut compare = |before: &RecordValue, after: &RecordValue, kind: &ChangedPartKind| {
            for language in before.changed_languages(after) {
                // Other keys can look like languages: `{id: 1, to: 2}`.
                let is_of_site = |tag: &String| languages.iter().any(|it| *it.0 == **tag);
                let (kind, language) = (kind.clone(), language.filter(is_of_site));
                parts.push(ChangedPart { kind, language });
            }
        };
        for key in before.values.keys().chain(after.values.keys()) {
            let value = |record: &FileRecord| record.values.get(key).cloned().unwrap_or_default();
            compare(&value(before), &value(after), &ChangedPartKind::Key(key.clone()));
        }
        compare(&before.body, &after.body, &ChangedPartKind::Body);
        parts.sort();
        parts.dedup();
        Some(parts)
    }
}
