//! Reads the versions of one file from git: what it was after each commit that changed it.
//!
//! The dates are those of the authors. `git commit --date` sets only these, which is how a history
//! of laws is made, and they stay when commits are rebased or copied.

use super::git_history::parse_commit;
use super::git_repository::GitRepository;
use super::git_tree::split_object;
use std::collections::BTreeSet;

/// How many versions a file may have.
const MAX_VERSIONS: usize = 5_000;
/// The form of a day.
const DAY_PATTERN: &str = "YYYY-MM-DD";
/// The mode of a regular file in a tree begins so.
const FILE_MODE: &str = "100";

/// A file after a commit that changed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileVersion {
    /// The hash of the commit.
    pub commit: String,
    /// The day of its author, such as `2019-01-01`.
    pub day: String,
    /// The path of the file in the commit, from the top of the repository.
    pub path: String,
    /// Its content.
    pub content: VersionContent,
}

/// What a file was after a commit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionContent {
    /// A file with these bytes.
    Bytes(Vec<u8>),
    /// Something else: a link, or a repository of its own.
    NotFile,
    /// Nothing: the commit removed it.
    Removed,
}

/// Why the versions of a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VersionsFailure {
    /// No commit has such a file. The files of the newest commit.
    NoFile(Vec<String>),
    /// The versions have more bytes than allowed.
    TooLarge,
    /// There are more than `MAX_VERSIONS`.
    TooMany,
    /// Git does not give them: an object is missing or damaged.
    Damaged,
    /// A commit has no day of the years 1 to 9999: git cannot print such a date, or nobody can
    /// write it in `date:`.
    NoDay {
        /// The hash of the commit.
        commit: String,
        /// What git prints. Empty if it prints nothing.
        day: String,
    },
}

/// A version before its content is read.
struct VersionRecord {
    commit: String,
    day: String,
    path: String,
    mode: String,
    object: String,
}

/// Reads the versions of a file, oldest first, under all names that it had. The path is relative to
/// the folder of the repository.
///
/// Where branches changed the file at the same time, only the commits of the first one are read:
/// what the others had was in force nowhere.
///
/// # Errors
/// There is no such file, or it is too large, or git does not give it.
pub fn read_file_versions(
    repository: &GitRepository,
    path: &str,
    max_bytes: u64,
) -> Result<Vec<FileVersion>, VersionsFailure> {
    let is_folder = read_newest_mode(repository, path).is_some_and(|mode| mode.starts_with("04"));
    let mut records = match is_folder {
        true => Vec::new(),
        false => list_versions(repository, path, &[]).ok_or(VersionsFailure::Damaged)?,
    };
    if has_branches(repository, &records) {
        let options = ["--first-parent", "-m"];
        records = list_versions(repository, path, &options).ok_or(VersionsFailure::Damaged)?;
    }
    if records.is_empty() {
        return Err(VersionsFailure::NoFile(list_files(repository)));
    }
    if records.len() > MAX_VERSIONS {
        return Err(VersionsFailure::TooMany);
    }
    if count_bytes(repository, &records).ok_or(VersionsFailure::Damaged)? > max_bytes {
        return Err(VersionsFailure::TooLarge);
    }
    if let Some(record) = records.iter().rev().find(|record| !is_day(&record.day)) {
        // Git prints the name of the date, `%as`, if it cannot read one.
        let is_date = record.day.starts_with(|char: char| char.is_ascii_digit());
        let day = if is_date { record.day.clone() } else { String::new() };
        let commit = record.commit.clone();
        return Err(VersionsFailure::NoDay { commit, day });
    }
    records.reverse();
    read_contents(repository, records).ok_or(VersionsFailure::Damaged)
}

/// Reads the contents of versions, by one call of git. `None` means that git does not have all.
fn read_contents(
    repository: &GitRepository,
    records: Vec<VersionRecord>,
) -> Option<Vec<FileVersion>> {
    let files = records.iter().filter(|record| record.has_content());
    let requests: String = files.map(|record| format!("{}\n", record.object)).collect();
    let output = match requests.is_empty() {
        true => Vec::new(),
        false => repository.run_with_input(&["cat-file", "--batch"], requests.into_bytes())?,
    };
    let mut rest = &*output;
    let versions = records.into_iter().map(|record| {
        let content = if !record.has_object() {
            VersionContent::Removed
        } else if record.is_file() {
            let (bytes, after) = split_object(rest)?;
            rest = after;
            VersionContent::Bytes(bytes.to_vec())
        } else {
            VersionContent::NotFile
        };
        let VersionRecord { commit, day, path, .. } = record;
        Some(FileVersion { commit, day, path, content })
    });
    versions.collect()
}

/// Returns whether a text is a day as git prints it, such as `2019-01-01`, of the years 1 to 9999.
fn is_day(text: &str) -> bool {
    let is_pattern = |(char, pattern): (char, char)| match pattern {
        '-' => char == '-',
        _ => char.is_ascii_digit(),
    };
    text.len() == DAY_PATTERN.len()
        && text.chars().zip(DAY_PATTERN.chars()).all(is_pattern)
        && !text.starts_with("0000")
}

impl VersionRecord {
    fn is_file(&self) -> bool {
        self.mode.starts_with(FILE_MODE)
    }

    /// Returns whether the path is there: git prints zeros instead of an object that is not.
    fn has_object(&self) -> bool {
        self.object.bytes().any(|byte| byte != b'0')
    }

    fn has_content(&self) -> bool {
        self.is_file() && self.has_object()
    }
}

/// Returns the mode of a path in the newest commit. `None` means that it is not there.
fn read_newest_mode(repository: &GitRepository, path: &str) -> Option<String> {
    let tree = ["--literal-pathspecs", "ls-tree", "-z", &repository.head, "--", path];
    let output = repository.run(&tree)?;
    output.split_once(' ').map(|(mode, _)| mode.to_owned())
}

/// Lists the commits that changed a file, newest first.
fn list_versions(
    repository: &GitRepository,
    path: &str,
    options: &[&str],
) -> Option<Vec<VersionRecord>> {
    let before = ["--literal-pathspecs", "log", "--follow", "--no-ext-diff", "-z", "-O/dev/null"];
    let format = ["--raw", "--no-abbrev", "--format=%x01%H %as", &repository.head, "--", path];
    let output = repository.run(&[&before[..], options, &format].concat())?;
    Some(parse_versions(&output))
}

/// Parses the output of `git log --raw -z`: each commit is followed by what it did to the file, as
/// in `:100644 100644 OLD NEW M`, with one path, or two if it was moved.
fn parse_versions(output: &str) -> Vec<VersionRecord> {
    let mut versions: Vec<VersionRecord> = Vec::new();
    let mut commit = None;
    let mut parts = output.split('\0').map(|part| part.trim_start_matches('\n'));
    while let Some(part) = parts.next() {
        if let Some(header) = part.strip_prefix('\u{1}').and_then(parse_commit) {
            commit = Some(header);
            continue;
        }
        let words: Vec<&str> = part.split(' ').collect();
        let [_, mode, _, object, status] = words.as_slice() else { continue };
        let is_moved = status.starts_with(['R', 'C']);
        let Some(path) = parts.nth(usize::from(is_moved)) else { break };
        // A merge has one line for each of its parents.
        let Some((hash, day)) = commit.take() else { continue };
        versions.push(VersionRecord {
            commit: hash.to_owned(),
            day: day.to_owned(),
            path: path.to_owned(),
            mode: (*mode).to_owned(),
            object: (*object).to_owned(),
        });
    }
    versions
}

/// Returns whether a merge has another version of the file than each of its parents.
fn has_branches(repository: &GitRepository, records: &[VersionRecord]) -> bool {
    let paths: BTreeSet<&str> = records.iter().map(|record| &*record.path).collect();
    if paths.is_empty() {
        return false;
    }
    let from_top: Vec<String> =
        paths.into_iter().map(|path| format!(":(top,literal){path}")).collect();
    let mut arguments =
        vec!["rev-list", "--min-parents=2", "--max-count=1", &repository.head, "--"];
    arguments.extend(from_top.iter().map(String::as_str));
    repository.run(&arguments).is_some_and(|output| !output.trim().is_empty())
}

/// Returns how many bytes the versions have together. No content is read for it.
fn count_bytes(repository: &GitRepository, records: &[VersionRecord]) -> Option<u64> {
    let files = records.iter().filter(|record| record.has_content());
    let objects = files.map(|record| format!("{}\n", record.object));
    let input: String = objects.collect();
    let arguments = ["cat-file", "--batch-check=%(objectsize)"];
    let output = repository.run_with_input(&arguments, input.into_bytes())?;
    let sizes = std::str::from_utf8(&output).ok()?;
    sizes.lines().try_fold(0_u64, |sum, size| sum.checked_add(size.parse().ok()?))
}

/// Lists the files of the newest commit, by their paths from the folder.
fn list_files(repository: &GitRepository) -> Vec<String> {
    let tree = ["ls-tree", "-r", "-z", "--name-only", &repository.head];
    let output = repository.run(&tree).unwrap_or_default();
    output.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_object_of_zeros_does_not_exist() {
        let record = |object: &str| VersionRecord {
            commit: String::new(),
            day: String::new(),
            path: String::new(),
            mode: "100644".into(),
            object: object.into(),
        };
        assert!(!record(&"0".repeat(40)).has_object());
        assert!(record(&format!("{}1", "0".repeat(39))).has_object());
    }

    #[test]
    fn a_day_has_a_year_of_four_digits() {
        assert!(is_day("2019-01-01") && is_day("0001-01-01"));
        for text in ["", "10000-01-01", "0000-01-01", "-001-01-01", "2019-01", "2019-01-0å"] {
            assert!(!is_day(text), "{text}");
        }
    }

    #[test]
    fn each_commit_has_the_file_as_it_became() {
        let (a, b, c) = ("a".repeat(40), "b".repeat(40), "c".repeat(40));
        let none = "0".repeat(40);
        let output = format!(
            "\u{1}{c} 2021-01-01\0\n:100644 000000 {b} {none} D\0law.md\0\
             \u{1}{b} 2020-01-01\0\n:100644 100644 {a} {b} R090\0old.md\0law.md\0\
             \u{1}{a} 2019-01-01\0\n:000000 100644 {none} {a} A\0old.md\0"
        );
        let versions: Vec<String> = parse_versions(&output)
            .into_iter()
            .map(|record| {
                let VersionRecord { commit, day, path, mode, object } = record;
                format!("{commit} {day} {path} {mode} {object}")
            })
            .collect();
        let expected = [
            format!("{c} 2021-01-01 law.md 000000 {none}"),
            format!("{b} 2020-01-01 law.md 100644 {b}"),
            format!("{a} 2019-01-01 old.md 100644 {a}"),
        ];
        assert_eq!(versions, expected);
    }
}
