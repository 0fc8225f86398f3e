//! Repositories that want programs to be run, or that never end.

use super::history::{commit, first_version, git, replace};
use crate::support::Workspace;
use std::time::{Duration, Instant};

/// Runs `pakt diff`, which must end in time, and returns what it prints.
#[track_caller]
fn diff(site: &Workspace) -> crate::support::RunOutput {
    let started_at = Instant::now();
    let run = site.run(&["diff", "HEAD"]);
    assert!(started_at.elapsed() < Duration::from_secs(10), "{run:?}");
    run
}

#[test]
fn nothing_that_the_repository_names_is_run() {
    let site = first_version();
    replace(&site, "content/bodies.yaml", "value: 5", "value: 7");
    let marker = |name: &str| format!("touch {}", site.join(&format!("ran-{name}")).display());
    let config = format!(
        "[core]\n\tfsmonitor = {}\n\tpager = {}\n\tsshCommand = {}\n\thooksPath = {}\n\
         \tattributesFile = /dev/zero\n\talternateRefsCommand = {}\n\
         [filter \"x\"]\n\tclean = {}\n\tsmudge = {}\n\tprocess = {}\n\trequired = true\n\
         [diff \"x\"]\n\ttextconv = {}\n\tcommand = {}\n\
         [alias]\n\trev-parse = !{}\n\tls-tree = !{}\n\tcat-file = !{}\n\
         [uploadpack]\n\tpackObjectsHook = {}\n[gpg]\n\tprogram = {}\n",
        marker("monitor"),
        marker("pager"),
        marker("ssh"),
        site.join("hooks").display(),
        marker("refs"),
        marker("clean"),
        marker("smudge"),
        marker("process"),
        marker("textconv"),
        marker("command"),
        marker("alias-1"),
        marker("alias-2"),
        marker("alias-3"),
        marker("pack"),
        marker("gpg"),
    );
    let own = site.read(".git/config");
    site.write(".git/config", format!("{own}{config}"));
    site.write(".gitattributes", "* filter=x diff=x ident working-tree-encoding=UTF-16\n");
    for name in
        ["post-checkout", "reference-transaction", "post-index-change", "fsmonitor-watchman"]
    {
        for folder in ["hooks", ".git/hooks"] {
            site.write(&format!("{folder}/{name}"), format!("#!/bin/sh\n{}\n", marker("hook")));
            make_executable(&site.join(&format!("{folder}/{name}")));
        }
    }
    let run = diff(&site).with_status(0);
    assert!(run.stdout.contains("5 → 7"), "{run:?}");
    let ran: Vec<_> = std::fs::read_dir(site.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("ran-"))
        .collect();
    assert!(ran.is_empty(), "{ran:?}");
}

#[cfg(unix)]
fn make_executable(path: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

#[cfg(not(unix))]
fn make_executable(_path: &std::path::Path) {}

#[test]
fn a_submodule_whose_name_is_an_option_is_not_read() {
    let site = first_version();
    let head = git(&site, &["rev-parse", "HEAD"]);
    let entry = format!("160000,{head},content/--upload-pack=touch x");
    git(&site, &["update-index", "--add", "--cacheinfo", &entry]);
    site.write(".gitmodules", "[submodule \"-x\"]\n\tpath = content/-x\n\turl = -uexample\n");
    git(&site, &["commit", "--quiet", "--message", "submodule"]);
    let run = diff(&site).with_status(0);
    assert!(run.stderr.contains("the submodule `--upload-pack=touch x` is not read"), "{run:?}");
    assert_eq!(run.stdout, "no changes\n");
}

#[test]
fn a_large_blob_is_not_read() {
    let site = first_version();
    // Compressible, so that the repository is small.
    let page = "x".repeat(200 * 1024 * 1024);
    site.write("content/large.md", &page);
    site.write("content/large.pdf", &page);
    commit(&site, "large");
    std::fs::remove_file(site.join("content/large.md")).unwrap();
    std::fs::remove_file(site.join("content/large.pdf")).unwrap();
    let run = diff(&site).with_status(0);
    assert_eq!(run.stdout, "no changes\n");
}

#[test]
fn alternates_in_a_loop_end() {
    let site = first_version();
    let objects = site.join(".git/objects");
    site.write("other/info/alternates", format!("{}\n", objects.display()));
    site.write(".git/objects/info/alternates", format!("{}\n", site.join("other").display()));
    let run = diff(&site).with_status(0);
    assert_eq!(run.stdout, "no changes\n");
}

#[test]
fn damaged_objects_are_a_system_error() {
    let site = first_version();
    let blob = git(&site, &["rev-parse", "HEAD:content/om.md"]);
    let (folder, name) = blob.split_at(2);
    std::fs::remove_file(site.join(&format!(".git/objects/{folder}/{name}"))).unwrap();
    let run = diff(&site).with_status(3);
    assert!(run.stderr.contains("missing or damaged"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_configuration_that_never_ends_is_left_in_time() {
    let site = first_version();
    let pipe = site.join("pipe");
    let status = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(status.success());
    let own = site.read(".git/config");
    site.write(".git/config", format!("{own}[include]\n\tpath = {}\n", pipe.display()));
    let run = diff(&site).with_status(3);
    assert!(run.stderr.contains("8 seconds"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn links_are_followed_as_in_the_work_tree() {
    let site = first_version();
    std::os::unix::fs::symlink("om.md", site.join("content/link.md")).unwrap();
    site.write("secret.md", "Outside.\n");
    std::os::unix::fs::symlink(site.join("secret.md"), site.join("content/out.md")).unwrap();
    std::os::unix::fs::symlink("loop.md", site.join("content/loop.md")).unwrap();
    commit(&site, "links");
    assert_eq!(diff(&site).with_status(0).stdout, "no changes\n");
}
