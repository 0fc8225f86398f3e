//! Finds the commit that a revision names: a branch, a tag, `HEAD~1`, a part of a hash.

use super::git_process::{CallFailure, CallLimits};
use super::git_repository::{GitRepository, RepositoryProblem, ask};
use crate::diagnostic::closest_match;
use std::path::Path;

/// The most branches and tags that are compared with the name of one that does not exist.
const MAX_NAMES: usize = 10_000;

/// A commit of the repository of a folder.
#[derive(Debug)]
pub(crate) struct GitRevision {
    pub(super) repository: GitRepository,
    /// The hash of the commit.
    pub(super) commit: String,
}

/// Why a revision cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RevisionProblem {
    /// git is not installed.
    NoGit,
    /// The folder is not in the work tree of a repository that git can read.
    NoRepository,
    /// Another user owns the repository.
    OtherOwner,
    /// Nothing is committed.
    NoCommits,
    /// It would be an option of git.
    LikeOption,
    /// It names no commit.
    Unknown {
        /// The branch or tag with the most similar name.
        nearest: Option<String>,
        /// Whether the clone lacks older commits.
        is_shallow: bool,
    },
    /// It names a file or a folder in a commit.
    InCommit {
        /// The name of the commit.
        commit: String,
    },
    /// git did not answer in time.
    Slow,
    /// Its files are larger than what is read.
    TooLarge,
    /// Objects of it are missing or damaged.
    MissingObjects,
}

impl From<RepositoryProblem> for RevisionProblem {
    fn from(problem: RepositoryProblem) -> Self {
        match problem {
            RepositoryProblem::NoGit => Self::NoGit,
            RepositoryProblem::NoRepository => Self::NoRepository,
            RepositoryProblem::OtherOwner => Self::OtherOwner,
            RepositoryProblem::NoCommits => Self::NoCommits,
            RepositoryProblem::Slow => Self::Slow,
        }
    }
}

impl From<CallFailure> for RevisionProblem {
    fn from(failure: CallFailure) -> Self {
        match failure {
            CallFailure::Slow => Self::Slow,
            CallFailure::TooLarge => Self::TooLarge,
            CallFailure::System(_) => Self::MissingObjects,
        }
    }
}

impl GitRevision {
    /// Finds the commit of a revision in the repository of a folder.
    ///
    /// # Errors
    /// The folder has no repository, or the repository has no such commit.
    pub(crate) fn find(folder: &Path, name: &str) -> Result<Self, RevisionProblem> {
        if name.starts_with('-') {
            return Err(RevisionProblem::LikeOption);
        }
        let repository = GitRepository::open(folder)?;
        if let Some(commit) = find_commit(&repository, name)? {
            return Ok(Self { repository, commit });
        }
        if let Some((before, _)) = name.split_once(':')
            && !before.is_empty()
            && find_commit(&repository, before)?.is_some()
        {
            return Err(RevisionProblem::InCommit { commit: before.to_owned() });
        }
        Err(RevisionProblem::Unknown {
            nearest: nearest_name(&repository, name)?,
            is_shallow: repository.is_shallow,
        })
    }

    /// Returns whether the clone lacks older commits.
    pub(crate) fn is_shallow(&self) -> bool {
        self.repository.is_shallow
    }

    /// Runs git on the objects of the repository, and returns what it prints.
    pub(super) fn run(
        &self,
        arguments: &[&str],
        input: Vec<u8>,
    ) -> Result<Vec<u8>, RevisionProblem> {
        let output = self.repository.run_within(arguments, input, CallLimits::VERSION)?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(RevisionProblem::MissingObjects),
        }
    }
}

/// Returns the hash of the commit that a revision names. `None` means that there is none.
fn find_commit(repository: &GitRepository, name: &str) -> Result<Option<String>, RevisionProblem> {
    if name.contains('\0') {
        return Ok(None);
    }
    let wanted = format!("{name}^{{commit}}");
    let arguments = ["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted];
    let is_hash =
        |text: &String| text.len() >= 40 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    Ok(ask(&repository.work_tree, &arguments)?.filter(is_hash))
}

/// Returns the branch or tag whose name is most like the beginning of a revision, with the steps
/// after it. `None` if there is a branch or tag of that name, which is not misspelled.
fn nearest_name(
    repository: &GitRepository,
    revision: &str,
) -> Result<Option<String>, RevisionProblem> {
    let count = format!("--count={MAX_NAMES}");
    let format = "--format=%(refname:short)";
    let folders = ["refs/heads", "refs/tags", "refs/remotes"];
    let arguments = [&["for-each-ref", &count, format], &folders[..]].concat();
    let names = ask(&repository.work_tree, &arguments)?.unwrap_or_default();
    let revision = revision.split_once(':').map_or(revision, |(commit, _)| commit);
    let (name, steps) = match revision.find(['~', '^', '@']) {
        Some(offset) => revision.split_at(offset),
        None => (revision, ""),
    };
    let mut candidates = names.lines().chain(["HEAD"]);
    if candidates.any(|candidate| candidate == name) {
        return Ok(None);
    }
    let nearest = closest_match(name, names.lines().chain(["HEAD"]));
    Ok(nearest.map(|nearest| format!("{nearest}{steps}")))
}
