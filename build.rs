//! Sets `PAKT_VERSION`, which `pakt --version` prints: `0.1.0 (abc1234 2026-11-29)`, with the commit
//! that the program is built from and its date. Without git it is the version alone.
//!
//! The program is built again only if the commit may have changed: the files of git that say so are
//! named to cargo, and only those that exist, because a missing file would mean "always".

use std::path::Path;
use std::process::Command;

/// The variables that git sets for its hooks, and that would name another repository.
const REPOSITORY_VARIABLES: [&str; 4] =
    ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"];
/// The number of characters of a commit that are shown.
const COMMIT_LENGTH: usize = 7;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let version = env!("CARGO_PKG_VERSION");
    let version = match describe_commit() {
        Some(commit) => format!("{version} ({commit})"),
        None => version.to_owned(),
    };
    println!("cargo::rustc-env=PAKT_VERSION={version}");
}

/// Returns the commit and its date: `abc1234 2026-11-29`. `None` means that the sources are not the
/// work tree of a repository of their own, or that there is no git.
fn describe_commit() -> Option<String> {
    // Sources that were unpacked inside another repository are not files of that repository.
    git(&["ls-files", "--error-unmatch", "Cargo.toml", "build.rs"])?;
    watch_commit();
    let line = git(&["log", "-1", "--no-show-signature", "--format=%H %cs"])?;
    let (commit, date) = line.split_once(' ')?;
    Some(format!("{} {date}", commit.get(..COMMIT_LENGTH)?))
}

/// Names the files to cargo that change when the commit does: which branch or commit is checked out,
/// and where that branch is.
fn watch_commit() {
    let watch = |name: &str| {
        let path = git(&["rev-parse", "--git-path", name]).filter(|path| Path::new(path).exists());
        if let Some(path) = &path {
            println!("cargo::rerun-if-changed={path}");
        }
        path.is_some()
    };
    for name in ["HEAD", "logs/HEAD", "reftable/tables.list"] {
        watch(name);
    }
    if let Some(branch) = git(&["symbolic-ref", "--quiet", "HEAD"])
        && !watch(&branch)
    {
        // A packed branch has no file of its own until the next commit.
        watch("packed-refs");
    }
}

/// Returns the output of git in the folder of the package, or `None` if it fails.
fn git(args: &[&str]) -> Option<String> {
    let mut command = Command::new("git");
    for variable in REPOSITORY_VARIABLES {
        command.env_remove(variable);
    }
    let output = command.args(args).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim_end().to_owned())
}
