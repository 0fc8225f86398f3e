//! Turns the versions of a file in git into documents that replace each other.
//!
//! A commit that changes no word of the text makes no version. Each version has the day of its
//! commit in its id, also the newest: an amendment that comes later changes no id, so what is cited
//! from a version stays cited from it.

use super::document_entry::id_of_title;
use super::finding::{ImportFailure, ImportFinding};
use super::{ImportOptions, ImportedPaper, import_paper};
use crate::files::file_name;
use crate::files::file_versions::{FileVersion, VersionContent};
use crate::schema::PartialDate;
use std::collections::BTreeMap;

/// How many digits of the hash of a commit are written.
const SHORT_HASH_CHARS: usize = 12;

/// The document after which the versions begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PreviousVersion {
    /// Its id.
    pub id: String,
    /// Its date. `None` means that all versions are later.
    pub date: Option<PartialDate>,
}

/// The versions of a paper.
#[derive(Clone, Debug)]
pub struct VersionChain {
    /// Oldest first, with a date and an id each. The text of each has other words than the one
    /// before it.
    pub versions: Vec<ImportedPaper>,
    /// How many commits made no version because they changed no word.
    pub n_unchanged: usize,
    /// The days of commits after which the file had no text.
    pub empty_days: Vec<String>,
    /// The day of the commit that removed the file. `None` means that it is there.
    pub removed_on: Option<String>,
    /// The days of commits that are earlier than the commit before them.
    pub days_before_previous: Vec<String>,
}

/// A version that cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionFailure {
    /// The first digits of the hash of its commit.
    pub commit: String,
    /// The day of the commit.
    pub day: String,
    /// Why not.
    pub failure: ImportFailure,
}

/// Imports the versions of a file, which are given oldest first. With a previous version, only
/// those after it.
///
/// # Errors
/// A version is not a paper that can be read, or there is no text in any.
pub fn import_versions(
    files: &[FileVersion],
    options: &ImportOptions,
    previous: Option<&PreviousVersion>,
) -> Result<VersionChain, VersionFailure> {
    let mut chain = VersionChain {
        versions: Vec::new(),
        n_unchanged: 0,
        empty_days: Vec::new(),
        removed_on: None,
        days_before_previous: Vec::new(),
    };
    for file in files {
        chain.push(file, options)?;
    }
    if let (true, Some(file)) = (chain.versions.is_empty(), files.last()) {
        return Err(file.fail(ImportFailure::NoText));
    }
    let name = options.id.clone().or_else(|| previous.and_then(|it| name_before_day(&it.id)));
    chain.set_names(name);
    chain.share_language();
    if let Some(previous) = previous {
        chain.drop_until(previous);
    }
    Ok(chain)
}

impl VersionChain {
    /// Imports what the file was after a commit, and appends it if its words are new.
    fn push(&mut self, file: &FileVersion, options: &ImportOptions) -> Result<(), VersionFailure> {
        let bytes = match &file.content {
            VersionContent::Bytes(bytes) => bytes,
            VersionContent::Removed => {
                self.removed_on = Some(file.day.clone());
                return Ok(());
            }
            VersionContent::NotFile => return Err(file.fail(ImportFailure::UnknownFormat)),
        };
        self.removed_on = None;
        let mut paper = match import_paper(file_name(&file.path), bytes, options) {
            Ok(paper) => paper,
            Err(ImportFailure::NoText) => {
                self.empty_days.push(file.day.clone());
                return Ok(());
            }
            Err(failure) => return Err(file.fail(failure)),
        };
        let day = PartialDate::parse(&file.day);
        let last = self.versions.last();
        if last.is_some_and(|last| words_of(last).eq(words_of(&paper))) {
            self.n_unchanged += 1;
            return Ok(());
        }
        if last.is_some_and(|last| last.entry.date > day) {
            self.days_before_previous.push(file.day.clone());
        }
        paper.entry.date = day;
        paper.entry.original = format!("{}:{}", file.short_hash(), file.path);
        paper.findings.retain(|finding| !matches!(finding, ImportFinding::NoDate(_)));
        self.versions.push(paper);
        Ok(())
    }

    /// Gives each version an id and a title: a name and its day, and a number for a further one of
    /// that day. Without the day, nobody could tell the versions apart in a list.
    fn set_names(&mut self, name: Option<String>) {
        // The oldest title stays what it is when there are more versions.
        let oldest = self.versions.first();
        let title_id = || oldest.and_then(|paper| id_of_title(&paper.entry.title));
        let name = name.or_else(title_id).unwrap_or_else(|| "document".to_owned());
        let mut n_on_day: BTreeMap<String, usize> = BTreeMap::new();
        for paper in &mut self.versions {
            let day = paper.entry.date.map_or_else(String::new, |date| date.to_string());
            let number = n_on_day.entry(day.clone()).and_modify(|count| *count += 1).or_insert(1);
            let entry = &mut paper.entry;
            let (id_end, title_end) = match number {
                1 => (String::new(), String::new()),
                number => (format!("-{number}"), format!(" ({number})")),
            };
            entry.id = format!("{name}-{day}{id_end}");
            entry.title = format!("{}, {day}{title_end}", entry.title);
        }
    }

    /// Gives all versions the language of the newest: that of a short text is uncertain.
    fn share_language(&mut self) {
        let Some(newest) = self.versions.last() else { return };
        let language = newest.entry.language.clone();
        for paper in &mut self.versions {
            paper.entry.language.clone_from(&language);
        }
    }

    /// Drops a version with the id of the previous one and those before it, or else those that are
    /// not later.
    fn drop_until(&mut self, previous: &PreviousVersion) {
        let same_id = self.versions.iter().position(|paper| paper.entry.id == previous.id);
        if let Some(index) = same_id {
            self.versions.drain(..=index);
        } else if let Some(last_day) = previous.date.map(PartialDate::last_day) {
            self.versions.retain(|paper| paper.entry.date.is_none_or(|day| day > last_day));
        }
    }
}

impl FileVersion {
    fn short_hash(&self) -> String {
        self.commit.chars().take(SHORT_HASH_CHARS).collect()
    }

    fn fail(&self, failure: ImportFailure) -> VersionFailure {
        VersionFailure { commit: self.short_hash(), day: self.day.clone(), failure }
    }
}

/// Returns the words of a text in order, without its marks and the signs of headings and tables.
fn words_of(paper: &ImportedPaper) -> impl Iterator<Item = &str> {
    // A line of text that begins like a mark has a backslash before it.
    let lines = paper.text.lines().filter(|line| !line.starts_with('['));
    let is_sign = |word: &&str| word.chars().all(|char| matches!(char, '#' | '|' | '-'));
    lines.flat_map(str::split_whitespace).filter(move |word| !is_sign(word))
}

/// Returns what is before the day in the id of a version. `None` means that it is another id.
fn name_before_day(id: &str) -> Option<String> {
    const DAY_BYTES: usize = "-2019-01-01".len();
    let without_number = id.rsplit_once('-').map(|(start, _)| start);
    [Some(id), without_number].into_iter().flatten().find_map(|id| {
        let (name, day) = id.split_at_checked(id.len().checked_sub(DAY_BYTES)?)?;
        let day = PartialDate::parse(day.strip_prefix('-')?)?;
        (day.day().is_some() && !name.is_empty()).then(|| name.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(day: &str, text: &str) -> FileVersion {
        FileVersion {
            commit: "a".repeat(40),
            day: day.to_owned(),
            path: "laws/1962-700.md".to_owned(),
            content: VersionContent::Bytes(text.as_bytes().to_vec()),
        }
    }

    fn ids(files: &[FileVersion], previous: Option<(&str, Option<&str>)>) -> Vec<String> {
        let previous = previous.map(|(id, date)| PreviousVersion {
            id: id.to_owned(),
            date: date.and_then(PartialDate::parse),
        });
        let chain = import_versions(files, &ImportOptions::default(), previous.as_ref()).unwrap();
        chain.versions.into_iter().map(|paper| paper.entry.id).collect()
    }

    fn amendments() -> [FileVersion; 5] {
        [
            file("2019-01-01", "# Law\n\n## 1 §\n\nOak rents.\n"),
            file("2019-02-01", "# Law\n\n1 §\n===\n\nOak\nrents.\n"),
            file("2020-01-01", "# Law\n\n## 1 §\n\nOak rents it.\n"),
            file("2020-01-01", "# Law\n\n## 1 §\n\nOak rents.\n"),
            file("2021-01-01", "# Lag\n\n## 1 §\n\nOak rents.\n"),
        ]
    }

    #[test]
    fn a_version_is_made_where_words_change() {
        let expected = ["law-2019-01-01", "law-2020-01-01", "law-2020-01-01-2", "law-2021-01-01"];
        assert_eq!(ids(&amendments(), None), expected);
    }

    #[test]
    fn only_what_is_later_follows_a_previous_version() {
        let later = |id, date| ids(&amendments(), Some((id, date)));
        assert_eq!(later("law-2020-01-01", None), ["law-2020-01-01-2", "law-2021-01-01"]);
        let from_middle = later("act-2020-01-01", Some("2020"));
        assert_eq!(from_middle, ["act-2020-01-01-2", "act-2021-01-01"]);
        assert_eq!(later("act", Some("2020")), ["law-2021-01-01"]);
        assert_eq!(later("old-law", Some("2020-06-01")), ["law-2021-01-01"]);
        assert_eq!(later("old-law", Some("2022")), [""; 0]);
        assert_eq!(later("old-law", None).len(), 4);
    }

    #[test]
    fn an_empty_or_removed_file_is_no_version() {
        let mut removed = file("2021-01-01", "");
        removed.content = VersionContent::Removed;
        let files = [file("2018-01-01", "\n"), file("2019-01-01", "# Law\n\nOak.\n"), removed];
        let chain = import_versions(&files, &ImportOptions::default(), None).unwrap();
        assert_eq!(chain.versions.len(), 1);
        assert_eq!(chain.empty_days, ["2018-01-01"]);
        assert_eq!(chain.removed_on.as_deref(), Some("2021-01-01"));
    }

    #[test]
    fn the_name_of_an_id_is_before_its_day() {
        assert_eq!(name_before_day("law-2019-01-01").as_deref(), Some("law"));
        assert_eq!(name_before_day("law-2019-01-01-2").as_deref(), Some("law"));
        for id in ["law", "law-2019", "-2019-01-01", "law-2019-13-01", "å-2019"] {
            assert_eq!(name_before_day(id), None, "{id}");
        }
    }
}
