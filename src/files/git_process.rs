//! Runs git. Neither the configuration of a repository nor the environment changes what it runs,
//! and a call can have a time limit.

use std::io::{self, Read, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// How long a call may take that reads a repository which may be hostile. A repository that makes
/// git wait, such as by a configuration that includes a pipe, ends in a message.
pub(super) const CALL_TIME_LIMIT: Duration = Duration::from_secs(8);
/// How long a call may take whose time grows with the history.
const HISTORY_TIME_LIMIT: Duration = Duration::from_secs(600);
/// The most bytes that a call may print that reads one version.
pub(super) const CALL_OUTPUT_LIMIT_BYTES: u64 = 1024 * 1024 * 1024;

/// The configuration of a repository can name programs to run, and files to read. These options
/// turn off all that the commands of [`git_history`](super::git_history) and
/// [`git_tree`](super::git_tree) could use, and what would change their output.
pub(super) const SAFE_OPTIONS: [&str; 24] = [
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

/// How long a call may take, and how much it may print.
#[derive(Clone, Copy, Debug)]
pub(super) struct CallLimits {
    pub(super) time: Duration,
    pub(super) output_bytes: u64,
}

impl CallLimits {
    /// The limits of a call whose time grows with the history.
    pub(super) const HISTORY: Self = Self { time: HISTORY_TIME_LIMIT, output_bytes: u64::MAX };
    /// The limits of a call that reads one version.
    pub(super) const VERSION: Self =
        Self { time: CALL_TIME_LIMIT, output_bytes: CALL_OUTPUT_LIMIT_BYTES };
}

/// What git printed, and whether it succeeded.
#[derive(Debug)]
pub(super) struct CallOutput {
    pub(super) status: ExitStatus,
    pub(super) stdout: Vec<u8>,
    pub(super) stderr: Vec<u8>,
}

/// Why a call has no result.
#[derive(Debug)]
pub(super) enum CallFailure {
    /// It took too long.
    Slow,
    /// It printed too much.
    TooLarge,
    /// It could not be run.
    System(io::Error),
}

impl From<io::Error> for CallFailure {
    fn from(error: io::Error) -> Self {
        Self::System(error)
    }
}

/// Returns a command of git that looks for the repository of a folder itself.
pub(super) fn git_command_in(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(SAFE_OPTIONS);
    without_repository_variables(&mut command);
    command
}

/// Returns a command of git that runs in a folder and reads a repository.
pub(super) fn git_command(folder: &Path, git_dir: &Path, work_tree: &Path) -> Command {
    let mut command = git_command_in(folder);
    command.arg("--git-dir").arg(git_dir).arg("--work-tree").arg(work_tree);
    command
}

fn without_repository_variables(command: &mut Command) {
    for variable in REPOSITORY_VARIABLES {
        command.env_remove(variable);
    }
}

/// Runs a command, gives it some input, and returns its output.
///
/// # Errors
/// It cannot be run, takes too long or prints too much.
pub(super) fn output_of(
    command: &mut Command,
    input: Vec<u8>,
    limits: CallLimits,
) -> Result<CallOutput, CallFailure> {
    // Errors are recognized by their English words.
    command.env("LC_ALL", "C").env("GIT_NO_REPLACE_OBJECTS", "1");
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "");
    command.env("GIT_TERMINAL_PROMPT", "0");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let stdin = child.stdin.take();
    // A thread writes the input, because git answers before it has read all of it. If git stops
    // early, its exit status says so.
    let writer =
        std::thread::spawn(move || stdin.is_none_or(|mut stdin| stdin.write_all(&input).is_ok()));
    let stderr = read_in_background(child.stderr.take(), limits.output_bytes);
    let stdout = read_in_background(child.stdout.take(), limits.output_bytes);
    let stdout = match stdout.recv_timeout(limits.time) {
        Ok(Some(stdout)) => stdout,
        Ok(None) => return Err(stop(child, CallFailure::TooLarge)),
        Err(mpsc::RecvTimeoutError::Timeout) => return Err(stop(child, CallFailure::Slow)),
        Err(mpsc::RecvTimeoutError::Disconnected) => {
            return Err(stop(child, io::Error::from(io::ErrorKind::BrokenPipe).into()));
        }
    };
    let status = child.wait()?;
    let stderr = stderr.recv().ok().flatten().unwrap_or_default();
    match writer.join() {
        Ok(true) => Ok(CallOutput { status, stdout, stderr }),
        Ok(false) | Err(_) => Err(io::Error::from(io::ErrorKind::BrokenPipe).into()),
    }
}

/// Ends a process that is not waited for any longer.
fn stop(mut child: Child, failure: CallFailure) -> CallFailure {
    // An error means that it has ended by itself.
    let _ = child.kill();
    let _ = child.wait();
    failure
}

/// Reads a stream on a thread of its own. The result is `None` if it is longer than the limit.
fn read_in_background(
    stream: Option<impl Read + Send + 'static>,
    limit_bytes: u64,
) -> mpsc::Receiver<Option<Vec<u8>>> {
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        let is_read = stream.is_none_or(|stream| {
            stream.take(limit_bytes.saturating_add(1)).read_to_end(&mut bytes).is_ok()
        });
        let is_complete = is_read && bytes.len() as u64 <= limit_bytes;
        // Nobody receives what a call prints after its time limit.
        let _ = sender.send(is_complete.then_some(bytes));
    });
    receiver
}
