//! A temporary folder for a test, and the program run in it from the command line.

pub(crate) mod random;
pub(crate) mod serving;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The result of a run.
#[derive(Debug)]
pub(crate) struct RunOutput {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl RunOutput {
    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// Returns the run. Panics if it ended with another status.
    #[track_caller]
    pub(crate) fn with_status(self, status: i32) -> Self {
        assert_eq!(self.status, status, "{self:?}");
        self
    }

    /// The last line on standard output.
    pub(crate) fn last_line(&self) -> &str {
        self.stdout.lines().last().unwrap_or_default()
    }
}

/// A folder that is removed when the test ends.
pub(crate) struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// Makes a folder with these files.
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let workspace = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            workspace.write(path, text);
        }
        workspace
    }

    /// Makes a copy of a folder.
    pub(crate) fn copy_of(folder: &Path) -> Self {
        assert!(folder.is_dir(), "{} is missing", folder.display());
        let workspace = Self::of(&[]);
        for (path, bytes) in tree(folder) {
            workspace.write(&path, bytes);
        }
        workspace
    }

    /// Makes a small site without diagnostics, in two languages.
    pub(crate) fn site() -> Self {
        Self::of(&[
            (
                "content/site.yaml",
                "title: {sv: Provet, en: The test}\nlanguages: [sv, en]\n\
                 owner: {sv: Redaktionen, en: The editors}\n",
            ),
            (
                "content/index.md",
                "---\ntitle: {sv: Start, en: Start}\n---\n\nSe [rådet](radet.md).\n",
            ),
            ("content/index.en.md", "See [the council](radet.md).\n"),
            ("content/radet.md", "---\ntitle: {sv: Rådet, en: The council}\n---\n\nRådet möts.\n"),
            ("content/radet.en.md", "The council meets.\n"),
        ])
    }

    /// Returns its path.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Returns a path in it.
    pub(crate) fn join(&self, path: &str) -> PathBuf {
        self.path().join(path)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Returns the text of a file.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Returns a command that runs pakt here, in English and without a terminal. The variable
    /// `PAKT` names another program.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let built_program = || env!("CARGO_BIN_EXE_pakt").into();
        let mut command = Command::new(std::env::var_os("PAKT").unwrap_or_else(built_program));
        command.args(arguments).current_dir(self.path()).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "LC_ALL", "LC_MESSAGES", "LANGUAGE"] {
            command.env_remove(name);
        }
        command.env("LANG", "C");
        command
    }

    /// Returns a command that runs as `nobody`, because root can read every file, and taking all of
    /// its watchers would disturb other programs.
    #[cfg(unix)]
    pub(crate) fn unprivileged(&self, command: Command) -> Command {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
        use std::os::unix::process::CommandExt as _;
        const NOBODY: u32 = 65_534;
        if fs::metadata(self.path()).unwrap().uid() != 0 {
            return command;
        }
        fs::set_permissions(self.path(), fs::Permissions::from_mode(0o777)).unwrap();
        // The program may be in a folder that only root can open.
        let program = self.join("program");
        if !program.is_file() {
            fs::copy(command.get_program(), &program).unwrap();
        }
        let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
        let envs = command.get_envs().filter_map(|(k, v)| Some((k.to_owned(), v?.to_owned())));
        let mut copied_command = Command::new(program);
        copied_command.args(arguments).envs(envs.collect::<Vec<_>>()).current_dir(self.path());
        copied_command.stdin(Stdio::null()).uid(NOBODY).gid(NOBODY);
        copied_command
    }

    /// Runs pakt here until it ends. Panics if its status is not one that the manual lists.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> RunOutput {
        finish(self.command(arguments))
    }
}

/// Returns a command that first runs a line of the shell, which the program inherits.
#[cfg(unix)]
pub(crate) fn after_shell_line(line: &str, command: &Command) -> Command {
    let mut shell = Command::new("bash");
    shell.args(["-c", &format!("{line}; exec \"$0\" \"$@\"")]);
    shell.arg(command.get_program()).args(command.get_args());
    shell.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shell.current_dir(command.get_current_dir().unwrap());
    shell
}

/// Runs a command until it ends.
#[track_caller]
pub(crate) fn finish(mut command: Command) -> RunOutput {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let (stdout, stderr) = (text(output.stdout), text(output.stderr));
    let status = output.status.code().unwrap_or(-1);
    let ran = RunOutput { status, stdout, stderr };
    assert!((0..=3).contains(&ran.status), "{ran:?}");
    for word in ["panicked at", "overflowed its stack"] {
        assert!(!ran.stderr.contains(word), "{ran:?}");
    }
    ran
}

/// Returns the bytes of every file below a folder, by path.
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() && !path.is_symlink() {
                folders.push(path);
            } else if path.is_file() {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}
