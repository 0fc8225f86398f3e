//! Finds the git repository of a folder, and runs git in it. Neither the configuration of the
//! repository nor the environment changes which repository is read, or how.

use crate::diagnostic::rules::HistoryProblem;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// The configuration of a repository can name programs to run, and files to read. These options
/// turn off all that the commands of [`git_history`](super::git_history) could use, and what would
/// change their output.
const SAFE_OPTIONS: [&str; 24] = [
    "--no-optional-locks",
    "--no-pager",
    "-c",
    "core.fsmonitor=false",
    "-c",
    "log.showSignature=false",
    "-c",
    "core.quotePath=false",
    "-c",
    "core.hooksPath=/dev/null",
    "-c",
    "blame.ignoreRevsFile=",
    "-c",
    "safe.bareRepository=explicit",
    // A missing object would be fetched, by a program that the configuration names.
    "-c",
    "protocol.allow=never",
    "-c",
    "log.showRoot=true",
    "-c",
    "log.follow=false",
    "-c",
    "color.ui=false",
    "-c",
    "i18n.logOutputEncoding=UTF-8",
];
/// Variables of the environment that would point to another repository, or to other versions of its
/// objects.
const REPOSITORY_VARIABLES: [&str; 8] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_NAMESPACE",
    "GIT_CEILING_DIRECTORIES",
];

/// The repository of a folder.
#[derive(Debug)]
pub struct GitRepository {
    /// The folder whose history is read, as a canonical path.
    folder: PathBuf,
    /// The nearest folder above it, or itself, that has a `.git`.
    work_tree: PathBuf,
    /// Its newest commit.
    pub(super) head: String,
    /// The folder of its objects.
    objects: PathBuf,
    /// A repository without configuration and without objects of its own, through which those of
    /// the other are read. `-c` cannot take back every setting: a missing `blame.ignoreRevsFile`
    /// is an error even if an empty one follows.
    plain: TempDir,
}

impl GitRepository {
    /// Finds the repository of a folder.
    ///
    /// It is the one whose work tree has the folder, whatever `core.bare` and `core.worktree` say:
    /// with these, git would read another work tree, or none. A bare repository among the content
    /// has no work tree.
    ///
    /// # Errors
    /// There is none, nothing is committed, the clone is shallow, git is missing, or git does not
    /// read the repository because it belongs to another user.
    pub fn find(folder: &Path) -> Result<Self, HistoryProblem> {
        let folder = folder.canonicalize().map_err(|_| HistoryProblem::NoRepository)?;
        let has_git = |above: &&Path| above.join(".git").symlink_metadata().is_ok();
        let work_tree =
            folder.ancestors().find(has_git).ok_or(HistoryProblem::NoRepository)?.to_path_buf();
        check_owner(&work_tree)?;
        let git_dir = work_tree.join(".git");
        let ask = |arguments: &[&str]| {
            let mut command = git_command(&work_tree, &git_dir, &work_tree);
            let output = output_of(command.arg("rev-parse").args(arguments), Vec::new()).ok()?;
            let answer = String::from_utf8(output.stdout).ok()?;
            output.status.success().then(|| answer.trim_end_matches(['\r', '\n']).to_owned())
        };
        match ask(&["--is-shallow-repository"]).as_deref() {
            Some("false") => {}
            Some(_) => return Err(HistoryProblem::Shallow),
            None => return Err(HistoryProblem::NoRepository),
        }
        let head = ask(&["--verify", "HEAD"]).ok_or(HistoryProblem::NoCommits)?;
        let objects = ask(&["--git-path", "objects"]).ok_or(HistoryProblem::NoRepository)?;
        let plain = plain_repository(&head).map_err(|_| HistoryProblem::NoRepository)?;
        // The answer is relative to the folder that git runs in.
        let objects = work_tree.join(objects);
        Ok(Self { folder, work_tree, head, objects, plain })
    }

    /// Runs git in the folder and returns what it prints. `None` means that it failed.
    pub(super) fn run(&self, arguments: &[&str]) -> Option<String> {
        let output = self.run_with_input(arguments, Vec::new())?;
        Some(String::from_utf8_lossy(&output).into_owned())
    }

    /// The same with some input, for output that is not text.
    pub(super) fn run_with_input(&self, arguments: &[&str], input: Vec<u8>) -> Option<Vec<u8>> {
        let mut command = git_command(&self.folder, self.plain.path(), &self.work_tree);
        command.args(arguments);
        command.env("GIT_OBJECT_DIRECTORY", &self.objects);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
        let output = output_of(&mut command, input).ok()?;
        output.status.success().then_some(output.stdout)
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
fn check_owner(work_tree: &Path) -> Result<(), HistoryProblem> {
    let mut command = Command::new("git");
    command.arg("-C").arg(work_tree).args(SAFE_OPTIONS).args(["rev-parse", "--git-dir"]);
    match output_of(without_repository_variables(&mut command), Vec::new()) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(HistoryProblem::NoGit),
        Err(_) => Err(HistoryProblem::NoRepository),
        Ok(output) => {
            let message = String::from_utf8_lossy(&output.stderr);
            match message.contains("dubious ownership") {
                true => Err(HistoryProblem::OtherOwner),
                false => Ok(()),
            }
        }
    }
}

/// Returns a command of git that runs in a folder and reads a repository.
fn git_command(folder: &Path, git_dir: &Path, work_tree: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(SAFE_OPTIONS);
    command.arg("--git-dir").arg(git_dir).arg("--work-tree").arg(work_tree);
    without_repository_variables(&mut command);
    command
}

fn without_repository_variables(command: &mut Command) -> &mut Command {
    for variable in REPOSITORY_VARIABLES {
        command.env_remove(variable);
    }
    command
}

/// Runs a command, gives it some input, and returns its output.
fn output_of(command: &mut Command, input: Vec<u8>) -> io::Result<Output> {
    // Errors are recognized by their English words.
    command.env("LC_ALL", "C").env("GIT_NO_REPLACE_OBJECTS", "1");
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let stdin = child.stdin.take();
    // A thread writes the input, because git answers before it has read all of it. If git stops
    // early, its exit status says so.
    let writer =
        std::thread::spawn(move || stdin.is_none_or(|mut stdin| stdin.write_all(&input).is_ok()));
    let output = child.wait_with_output()?;
    match writer.join() {
        Ok(true) => Ok(output),
        Ok(false) | Err(_) => Err(io::ErrorKind::BrokenPipe.into()),
    }
}
