//! Reads from git when files and their lines last changed. It is read once and is then part of the
//! input.
//!
//! Only committed versions are read: git would run the filters of a repository on files of the
//! work tree.

use super::git_repository::GitRepository;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The position of a commit in a [`CommitLog`]. A lower one is newer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CommitIndex(usize);

/// The commits that changed a folder, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommitLog {
    commits: Vec<Commit>,
    by_hash: HashMap<String, CommitIndex>,
    /// The commits that changed each file, newest first and at least one, by path in the folder.
    pub commits_by_path: BTreeMap<Arc<str>, Vec<CommitIndex>>,
    /// The path that a file had before a commit moved it, by commit and new path.
    moves: BTreeMap<FileInCommit, Arc<str>>,
}

/// A file in a commit, by the path that it has there.
pub type FileInCommit = (CommitIndex, Arc<str>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Commit {
    hash: String,
    date: String,
}

/// A file as it was committed, with the newest commit of each line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommittedLines {
    /// The lines, without their ends.
    pub lines: Vec<String>,
    /// Parallel to `lines`. `None` means that the log of the folder does not have the commit.
    pub commits: Vec<Option<CommitIndex>>,
}

/// The text of a file before and after a commit. `None` means that the file did not exist, or is
/// not UTF-8.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommittedChange {
    /// The text in the first parent of the commit.
    pub before: Option<String>,
    /// The text in the commit.
    pub after: Option<String>,
}

impl CommitLog {
    /// Returns the date of a commit, such as `2014-04-01`.
    #[must_use]
    pub fn date(&self, commit: CommitIndex) -> &str {
        self.commits.get(commit.0).map_or("", |commit| &commit.date)
    }

    /// Returns the oldest commit. `None` means that there is none.
    #[must_use]
    pub fn oldest(&self) -> Option<CommitIndex> {
        self.commits.len().checked_sub(1).map(CommitIndex)
    }

    /// Returns the start of the hash of a commit, which identifies it.
    #[must_use]
    pub fn short_hash(&self, commit: CommitIndex) -> &str {
        const DIGITS: usize = 16;
        self.hash(commit).get(..DIGITS).unwrap_or_default()
    }

    fn hash(&self, commit: CommitIndex) -> &str {
        self.commits.get(commit.0).map_or("", |commit| &commit.hash)
    }

    /// Returns the commits that changed a file, newest first, each with the path that the file has
    /// in it: a commit may have moved the file.
    #[must_use]
    pub fn commits_of(&self, path: &Arc<str>) -> Vec<FileInCommit> {
        let mut commits: Vec<FileInCommit> = Vec::new();
        let mut path = Arc::clone(path);
        loop {
            let newest = commits.last().map(|(commit, _)| *commit);
            let all = self.commits_by_path.get(&path).map_or(&[][..], Vec::as_slice).iter();
            let older = all.filter(|commit| newest.is_none_or(|newest| **commit > newest));
            let older = older.map(|commit| (*commit, Arc::clone(&path)));
            let n_before = commits.len();
            commits.extend(older);
            let added = commits.iter().skip(n_before);
            let moved = added
                .zip(n_before..)
                .find_map(|(file, index)| Some((index, Arc::clone(self.moves.get(file)?))));
            let Some((index, old_path)) = moved else { return commits };
            commits.truncate(index + 1);
            path = old_path;
        }
    }

    /// Parses the output of `git log`, which begins with the newest commit.
    fn parse(output: &str) -> Self {
        let mut log = Self::default();
        for part in parts_of_log(output) {
            match part.strip_prefix('\u{1}').and_then(parse_commit) {
                Some((hash, date)) => {
                    log.by_hash.insert(hash.to_owned(), CommitIndex(log.commits.len()));
                    log.commits.push(Commit { hash: hash.into(), date: date.into() });
                }
                None => {
                    let newest = CommitIndex(log.commits.len().saturating_sub(1));
                    log.commits_by_path.entry(part.into()).or_default().push(newest);
                }
            }
        }
        log
    }

    /// Adds the files that commits moved, from the output of `git log`: after each commit, for each
    /// file how similar it is, its old path and its new one.
    fn add_moves(&mut self, output: &str) {
        let mut parts = parts_of_log(output);
        let mut commit = None;
        while let Some(part) = parts.next() {
            if let Some((hash, _)) = part.strip_prefix('\u{1}').and_then(parse_commit) {
                commit = self.by_hash.get(hash).copied();
            } else if let (Some(old), Some(new)) = (parts.next(), parts.next())
                && let Some(commit) = commit
            {
                self.moves.insert((commit, new.into()), old.into());
            }
        }
    }
}

fn parts_of_log(output: &str) -> impl Iterator<Item = &str> {
    output.split(['\0', '\n']).filter(|part| !part.is_empty())
}

/// Parses a hash and a date. A file name may begin with the same byte as a commit.
pub(super) fn parse_commit(text: &str) -> Option<(&str, &str)> {
    let (hash, date) = text.split_once(' ')?;
    let is_hash = hash.len() >= 40 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then_some((hash, date))
}

/// Reads the commits of a folder. `None` means that no file in it is committed.
#[must_use]
pub fn read_commit_log(repository: &GitRepository) -> Option<CommitLog> {
    let run_log = |options: &[&str]| {
        let before = ["log", "--no-ext-diff", "--relative", "-z", "-O/dev/null"];
        // A commit is marked by a byte that no path begins with.
        let after = ["--format=%x01%H %cs", &repository.head, "--", "."];
        repository.run(&[&before, options, &after].concat())
    };
    let mut log = CommitLog::parse(&run_log(&["--no-renames", "--name-only"])?);
    // This reads the files. Without it, a file that was moved begins with the move.
    let moves = run_log(&["--find-renames", "--diff-filter=R", "--name-status"]);
    log.add_moves(&moves.unwrap_or_default());
    (!log.commits_by_path.is_empty()).then_some(log)
}

/// Reads the newest commit of each line of a committed file, by its path in the folder.
#[must_use]
pub fn read_committed_lines(
    repository: &GitRepository,
    path: &str,
    log: &CommitLog,
) -> Option<CommittedLines> {
    let head = &repository.head;
    let blame = repository.run(&["blame", "--porcelain", "--no-textconv", head, "--", path])?;
    Some(parse_blame(&blame, log))
}

/// Parses `git blame --porcelain`: each line is preceded by a header that begins with the hash of
/// its commit, and begins with a tab.
fn parse_blame(blame: &str, log: &CommitLog) -> CommittedLines {
    let mut committed = CommittedLines::default();
    let mut hash = None;
    for line in blame.split('\n') {
        if let Some(text) = line.strip_prefix('\t') {
            committed.lines.push(text.to_owned());
            committed.commits.push(hash.take().and_then(|hash| log.by_hash.get(hash)).copied());
        } else if hash.is_none() {
            hash = line.split(' ').next().filter(|word| !word.is_empty());
        }
    }
    committed
}

/// Reads the text of files before and after commits that changed them, in the order given.
///
/// No path may have a line break: a request is one line.
#[must_use]
pub fn read_committed_changes(
    repository: &GitRepository,
    log: &CommitLog,
    changes: &[FileInCommit],
) -> Vec<CommittedChange> {
    let mut objects = String::new();
    for file in changes {
        let (commit, path) = file;
        let (hash, old_path) = (log.hash(*commit), log.moves.get(file).unwrap_or(path));
        objects.push_str(&format!("{hash}^:./{old_path}\n{hash}:./{path}\n"));
    }
    let arguments = ["cat-file", "--batch"];
    let texts = repository.run_with_input(&arguments, objects.into_bytes()).unwrap_or_default();
    let mut output = &*texts;
    let mut next_text = || {
        let (text, rest) = split_batch_object(output)?;
        output = rest;
        text.map(str::to_owned)
    };
    changes.iter().map(|_| CommittedChange { before: next_text(), after: next_text() }).collect()
}

/// Splits the first object from the output of `git cat-file --batch`: a header that ends with the
/// size, or with a word if there is no such object, and then the bytes and a line end.
fn split_batch_object(output: &[u8]) -> Option<(Option<&str>, &[u8])> {
    let header_end = output.iter().position(|byte| *byte == b'\n')?;
    let (header, rest) = (output.get(..header_end)?, output.get(header_end + 1..)?);
    let header = String::from_utf8_lossy(header);
    let mut words = header.rsplit(' ');
    let Some(size) = words.next().and_then(|size| size.parse::<usize>().ok()) else {
        return Some((None, rest));
    };
    let bytes = rest.get(..size)?;
    let is_file = words.next() == Some("blob");
    let text = std::str::from_utf8(bytes).ok().filter(|_| is_file);
    Some((text, rest.get(size + 1..).unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::rules::HistoryProblem;

    fn hash(digit: char) -> String {
        digit.to_string().repeat(40)
    }

    fn log() -> CommitLog {
        let (newer, older) = (hash('b'), hash('a'));
        let mut log = CommitLog::parse(&format!(
            "\u{1}{newer} 2024-02-01\0\na.md\0b å.md\0b.md\0\u{1}cc 1999\0\u{1}{older} 2011-01-01\0\na.md\0b.md\0c.md\0"
        ));
        log.add_moves(&format!("\u{1}{newer} 2024-02-01\0\nR087\0b.md\0b å.md\0"));
        log
    }

    #[test]
    fn a_file_has_the_date_of_its_newest_commit() {
        let log = log();
        let actual: Vec<(String, &str)> = log
            .commits_by_path
            .iter()
            .map(|(path, commits)| (path.to_string(), log.date(commits[0])))
            .collect();
        let expected = [
            ("\u{1}cc 1999", "2024-02-01"),
            ("a.md", "2024-02-01"),
            ("b å.md", "2024-02-01"),
            ("b.md", "2024-02-01"),
            ("c.md", "2011-01-01"),
        ];
        assert_eq!(actual, expected.map(|(path, date)| (path.to_owned(), date)));
    }

    #[test]
    fn a_file_that_was_moved_has_the_commits_of_its_old_path() {
        let log = log();
        let commits_of = |path: &str| -> Vec<(usize, String)> {
            let commits = log.commits_of(&path.into()).into_iter();
            commits.map(|(commit, path)| (commit.0, path.to_string())).collect()
        };
        assert_eq!(commits_of("b å.md"), [(0, "b å.md".to_owned()), (1, "b.md".to_owned())]);
        assert_eq!(commits_of("c.md"), [(1, "c.md".to_owned())]);
        assert_eq!(commits_of("d.md"), []);
    }

    #[test]
    fn a_line_has_the_commit_that_its_header_names() {
        let blame =
            "bb 1 1 1\nauthor N\nfilename a.yaml\n\tparty:\naa 2 2\n\t\tid: x\ncc 3 3\n\t\n";
        let blame = blame.replace("bb ", &format!("{} ", hash('b')));
        let blame = blame.replace("aa ", &format!("{} ", hash('a')));
        let committed = parse_blame(&blame, &log());
        assert_eq!(committed.lines, ["party:", "\tid: x", ""]);
        assert_eq!(committed.commits, [Some(CommitIndex(0)), Some(CommitIndex(1)), None]);
    }

    #[test]
    fn objects_are_split_by_their_size() {
        let output = b"aa blob 4\na\nb\n\nHEAD^:./x missing\nbb tree 1\n\xff\n";
        let (first, rest) = split_batch_object(output).unwrap();
        let (second, rest) = split_batch_object(rest).unwrap();
        let (third, rest) = split_batch_object(rest).unwrap();
        assert_eq!((first, second, third), (Some("a\nb\n"), None, None));
        assert_eq!((rest.len(), split_batch_object(rest)), (0, None));
        assert_eq!(split_batch_object(b"aa blob 9\nshort"), None);
    }

    #[test]
    fn a_folder_outside_a_repository_has_no_history() {
        let folder = tempfile::tempdir().unwrap();
        let problem = GitRepository::find(folder.path()).unwrap_err();
        assert_eq!(problem, HistoryProblem::NoRepository);
    }
}
