//! Reads from git what each commit changed in the values of entries, for the feeds of changes.

use super::read_history::RecordChanges;
use crate::files::{
    CommitIndex, CommitLog, FileInCommit, GitRepository, file_extension, read_committed_changes,
};
use crate::parse::FileRecord;
use crate::site::content_history::{CommittedKnowledge, CommittedValue, FileHistory};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The maximum number of commits of one file that are compared, newest first. A feed lists no more.
const MAX_COMMITS: usize = 50;
/// The maximum number of files in commits that are compared, newest first.
const MAX_COMPARED: usize = 4_000;
/// How many files in commits are in memory at a time.
const CHUNK_FILES: usize = 200;

/// A file of the content, and what it is called in a commit.
struct KnowledgeRequest<'p> {
    path: &'p Arc<str>,
    file: FileInCommit,
}

/// Adds what the commits of files changed to their history.
pub(super) fn add_knowledge(
    repository: &GitRepository,
    log: &CommitLog,
    paths: &[&Arc<str>],
    history: &mut BTreeMap<Arc<str>, FileHistory>,
) {
    let mut requests: Vec<KnowledgeRequest<'_>> = Vec::new();
    let mut first_commits: Vec<(&Arc<str>, CommitIndex)> = Vec::new();
    for path in paths {
        let mut commits = log.commits_of(path);
        commits.retain(|(_, path)| !path.contains('\n'));
        let is_page = matches!(&*file_extension(path), "md" | "markdown");
        // In its first commit, all of a page is new.
        if let Some((first, _)) = is_page.then(|| commits.pop()).flatten() {
            first_commits.push((path, first));
        }
        let newest = commits.into_iter().take(MAX_COMMITS);
        requests.extend(newest.map(|file| KnowledgeRequest { path, file }));
    }
    requests.sort_by(|left, right| (&left.file, left.path).cmp(&(&right.file, right.path)));
    requests.truncate(MAX_COMPARED);
    for chunk in requests.chunks(CHUNK_FILES) {
        for (path, id, change) in read_chunk(repository, log, chunk) {
            let knowledge = &mut history.entry(path).or_default().knowledge;
            knowledge.entry(id).or_default().push(change);
        }
    }
    for (path, first) in first_commits {
        let change = CommittedKnowledge { is_new: true, ..commit_of(log, first) };
        let knowledge = &mut history.entry(Arc::clone(path)).or_default().knowledge;
        knowledge.entry(None).or_default().push(change);
    }
    // Feeds of all that is as old as the site would cost a build more than the pages that changed.
    let oldest = log.oldest();
    let is_news = |changes: &mut Vec<CommittedKnowledge>| match changes.as_slice() {
        [only] => !only.is_new || Some(only.position) != oldest,
        _ => true,
    };
    for file in history.values_mut() {
        file.knowledge.retain(|_, changes| is_news(changes));
    }
}

fn commit_of(log: &CommitLog, commit: CommitIndex) -> CommittedKnowledge {
    CommittedKnowledge {
        date: log.date(commit).to_owned(),
        commit: log.short_hash(commit).to_owned(),
        position: commit,
        ..CommittedKnowledge::default()
    }
}

/// What a commit changed in one record of a file: the file, the id of the record, and the change.
type RecordKnowledge = (Arc<str>, Option<String>, CommittedKnowledge);

fn read_chunk(
    repository: &GitRepository,
    log: &CommitLog,
    requests: &[KnowledgeRequest<'_>],
) -> Vec<RecordKnowledge> {
    let files: Vec<FileInCommit> = requests.iter().map(|request| request.file.clone()).collect();
    let changes = read_committed_changes(repository, log, &files);
    let pairs: Vec<_> = requests.iter().zip(changes).collect();
    let of_file = |(request, change): (&KnowledgeRequest<'_>, _)| -> Vec<RecordKnowledge> {
        let records = RecordChanges::read(&request.file.1, &change);
        let changed = records.after.iter().filter_map(|(id, after)| {
            let commit = commit_of(log, request.file.0);
            let change = record_change(commit, records.before.get(id), after)?;
            Some((Arc::clone(request.path), id.clone(), change))
        });
        changed.collect()
    };
    let changed: Vec<Vec<RecordKnowledge>> = pairs.into_par_iter().map(of_file).collect();
    changed.into_iter().flatten().collect()
}

/// Returns what a commit changed in a record. `None` means nothing but its layout.
fn record_change(
    commit: CommittedKnowledge,
    before: Option<&FileRecord>,
    after: &FileRecord,
) -> Option<CommittedKnowledge> {
    let Some(before) = before else { return Some(CommittedKnowledge { is_new: true, ..commit }) };
    let keys: BTreeSet<&String> = before.values.keys().chain(after.values.keys()).collect();
    let changed = keys.into_iter().filter(|key| before.values.get(*key) != after.values.get(*key));
    let written = |record: &FileRecord, key: &str| {
        record.written.get(key).map(|text| Arc::from(text.as_str()))
    };
    let values: Vec<CommittedValue> = changed
        .map(|key| CommittedValue {
            key: key.clone(),
            before: written(before, key),
            after: written(after, key),
        })
        .collect();
    let has_other_text = before.body != after.body;
    (has_other_text || !values.is_empty()).then_some(CommittedKnowledge {
        values,
        has_other_text,
        ..commit
    })
}
