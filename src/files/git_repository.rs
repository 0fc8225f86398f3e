//! Finds the git repository of a folder, and runs git in it. Neither the configuration of the
//! repository nor the environment changes which repository is read, or how.

use super::git_object_store::has_special_files;
use super::git_process::{
    CallFailure, CallLimits, CallOutput, git_command, git_command_in, output_of,
};
use crate::diagnostic::rules::HistoryProblem;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The repository of a folder.
#[derive(Debug)]
pub struct GitRepository {
    /// The folder whose history is read, as a canonical path.
    pub(super) folder: PathBuf,
    /// The nearest folder above it, or itself, that has a `.git`.
    pub(super) work_tree: PathBuf,
    /// Its newest commit.
    pub(super) head: String,
    /// Whether the clone lacks older commits.
    pub(super) is_shallow: bool,
    /// The folder of its objects.
    objects: PathBuf,
    /// A repository without configuration and without objects of its own, through which those of
    /// the other are read. `-c` cannot take back every setting: a missing `blame.ignoreRevsFile`
    /// is an error even if an empty one follows.
    plain: TempDir,
}

/// Why a folder has no repository that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RepositoryProblem {
    /// The program is not installed.
    NoGit,
    /// The folder is not in the work tree of a repository that git can read.
    NoRepository,
    /// Another user owns the repository.
    OtherOwner,
    /// Nothing is committed.
    NoCommits,
    /// git did not answer in time.
    Slow,
}

impl GitRepository {
    /// Finds the repository of a folder, with all of its history.
    ///
    /// # Errors
    /// There is none, nothing is committed, the clone is shallow, git is missing or does not answer
    /// in time, or does not read the repository because it belongs to another user.
    pub fn find(folder: &Path) -> Result<Self, HistoryProblem> {
        let repository = Self::open(folder).map_err(|problem| match problem {
            RepositoryProblem::NoGit => HistoryProblem::NoGit,
            RepositoryProblem::NoRepository => HistoryProblem::NoRepository,
            RepositoryProblem::Slow => HistoryProblem::Slow,
            RepositoryProblem::OtherOwner => HistoryProblem::OtherOwner,
            RepositoryProblem::NoCommits => HistoryProblem::NoCommits,
        })?;
        if repository.is_shallow {
            return Err(HistoryProblem::Shallow);
        }
        // Calls that read all of the history may take long, so what makes git wait for ever has to
        // be found before: a pipe among the objects, or what it meets at the first object.
        if has_special_files(&repository.objects) {
            return Err(HistoryProblem::Slow);
        }
        let first = ["cat-file", "-e", repository.head.as_str()];
        match repository.run_within(&first, Vec::new(), CallLimits::VERSION) {
            Err(CallFailure::Slow) => Err(HistoryProblem::Slow),
            _ => Ok(repository),
        }
    }

    /// Finds the repository of a folder, which may be a shallow clone.
    ///
    /// It is the one whose work tree has the folder, whatever `core.bare` and `core.worktree` say:
    /// with these, git would read another work tree, or none. A bare repository among the content
    /// has no work tree.
    pub(super) fn open(folder: &Path) -> Result<Self, RepositoryProblem> {
        let folder = folder.canonicalize().map_err(|_| RepositoryProblem::NoRepository)?;
        let has_git = |above: &&Path| above.join(".git").symlink_metadata().is_ok();
        let work_tree =
            folder.ancestors().find(has_git).ok_or(RepositoryProblem::NoRepository)?.to_path_buf();
        check_owner(&work_tree)?;
        let is_shallow = match ask(&work_tree, &["rev-parse", "--is-shallow-repository"])? {
            Some(answer) => answer != "false",
            None => return Err(RepositoryProblem::NoRepository),
        };
        let head = ask(&work_tree, &["rev-parse", "--verify", "HEAD"])?;
        let head = head.ok_or(RepositoryProblem::NoCommits)?;
        let objects = ask(&work_tree, &["rev-parse", "--git-path", "objects"])?;
        let objects = objects.ok_or(RepositoryProblem::NoRepository)?;
        let plain = plain_repository(&head).map_err(|_| RepositoryProblem::NoRepository)?;
        // The answer is relative to the folder that git runs in.
        let objects = work_tree.join(objects);
        Ok(Self { folder, work_tree, head, is_shallow, objects, plain })
    }

    /// Runs git in the folder and returns what it prints. `None` means that it failed.
    pub(super) fn run(&self, arguments: &[&str]) -> Option<String> {
        let output = self.run_with_input(arguments, Vec::new())?;
        Some(String::from_utf8_lossy(&output).into_owned())
    }

    /// The same with some input, for output that is not text.
    pub(super) fn run_with_input(&self, arguments: &[&str], input: Vec<u8>) -> Option<Vec<u8>> {
        let output = self.run_within(arguments, input, CallLimits::HISTORY).ok()?;
        output.status.success().then_some(output.stdout)
    }

    /// The same within some limits.
    pub(super) fn run_within(
        &self,
        arguments: &[&str],
        input: Vec<u8>,
        limits: CallLimits,
    ) -> Result<CallOutput, CallFailure> {
        let mut command = git_command(&self.folder, self.plain.path(), &self.work_tree);
        command.args(arguments);
        command.env("GIT_OBJECT_DIRECTORY", &self.objects);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        output_of(&mut command, input, limits)
    }
}

/// Asks git about the repository of a work tree itself, which knows its branches and tags. `None`
/// means that git failed.
pub(super) fn ask(
    work_tree: &Path,
    arguments: &[&str],
) -> Result<Option<String>, RepositoryProblem> {
    let mut command = git_command(work_tree, &work_tree.join(".git"), work_tree);
    match output_of(command.args(arguments), Vec::new(), CallLimits::VERSION) {
        Ok(output) => {
            let answer = String::from_utf8(output.stdout).ok();
            let answer = answer.filter(|_| output.status.success());
            Ok(answer.map(|answer| answer.trim_end_matches(['\r', '\n']).to_owned()))
        }
        Err(CallFailure::Slow | CallFailure::TooLarge) => Err(RepositoryProblem::Slow),
        Err(CallFailure::System(_)) => Ok(None),
    }
}

/// Makes a repository that has no configuration but the format of its objects.
fn plain_repository(head: &str) -> io::Result<TempDir> {
    const SHA256_DIGITS: usize = 64;
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join("refs"))?;
    fs::write(folder.path().join("HEAD"), "ref: refs/heads/main\n")?;
    if head.len() == SHA256_DIGITS {
        let config = "[core]\nrepositoryformatversion = 1\n[extensions]\nobjectformat = sha256\n";
        fs::write(folder.path().join("config"), config)?;
    }
    Ok(folder)
}

/// Checks that git would read the repository of a work tree on its own account: it does not if
/// another user owns it, but reads any repository that is named.
fn check_owner(work_tree: &Path) -> Result<(), RepositoryProblem> {
    let mut command = git_command_in(work_tree);
    command.args(["rev-parse", "--git-dir"]);
    match output_of(&mut command, Vec::new(), CallLimits::VERSION) {
        Err(CallFailure::Slow | CallFailure::TooLarge) => Err(RepositoryProblem::Slow),
        Err(CallFailure::System(error)) if error.kind() == io::ErrorKind::NotFound => {
            Err(RepositoryProblem::NoGit)
        }
        Err(CallFailure::System(_)) => Err(RepositoryProblem::NoRepository),
        Ok(output) => {
            let message = String::from_utf8_lossy(&output.stderr);
            match message.contains("dubious ownership") {
                true => Err(RepositoryProblem::OtherOwner),
                false => Ok(()),
            }
        }
    }
}
