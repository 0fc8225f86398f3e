//! Failures of the disk while a site is written: the output is the old site or the new one.

use crate::support::{RunOutput, Workspace, after_shell_line, finish, tree};
use std::fs;
use std::process::Command;

/// Returns a command whose files may have at most this size, as on a disk that becomes full.
fn with_file_limit(command: &Command, limit_kib: u32) -> Command {
    after_shell_line(&format!("trap '' XFSZ; ulimit -f {limit_kib}"), command)
}

#[track_caller]
fn check_unchanged(run: &RunOutput, problem: &str) {
    assert_eq!(run.status, 3, "{run:?}");
    assert!(run.stderr.contains(problem), "{run:?}");
    assert!(run.stderr.ends_with("error: the output folder was not changed\n"), "{run:?}");
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let site = Workspace::site();
    site.run(&["build"]).with_status(0);
    let before = tree(&site.join("output"));
    site.write("content/index.md", "---\ntitle: {sv: Ny, en: New}\n---\n\n[Bild](bild.bin)\n");
    site.write("content/ny.md", "---\ntitle: {sv: Sida, en: Page}\n---\n\nOrd.\n");
    site.write("content/bild.bin", vec![b'x'; 3_000_000]);
    let run = finish(with_file_limit(&site.command(&["build"]), 2_000));
    check_unchanged(&run, "output/bild.bin: ");
    assert_eq!(tree(&site.join("output")), before);
    assert!(!site.join("output/ny").exists());
    // Also if there was no site, and if the list of what is written does not fit.
    for limit_kib in [2_000, 0] {
        let command = site.command(&["build", "-o", "first"]);
        check_unchanged(&finish(with_file_limit(&command, limit_kib)), "cannot write");
        assert!(!site.join("first").exists());
    }
    site.run(&["build"]);
    site.run(&["build", "-o", "clean"]);
    assert_eq!(tree(&site.join("output")), tree(&site.join("clean")));
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_leaves_the_old_site() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Workspace::site();
    let build = || finish(site.unprivileged(site.command(&["build"])));
    fs::set_permissions(site.path(), fs::Permissions::from_mode(0o777)).unwrap();
    assert_eq!(build().status, 0);
    let before = tree(&site.join("output"));
    site.write("content/index.md", "---\ntitle: {sv: Ny, en: New}\n---\n\nOrd.\n");
    site.write("content/radet.md", "---\ntitle: {sv: Nytt, en: New}\n---\n\nOrd.\n");
    for (folder, problem) in
        [("output/radet", "cannot write"), ("output", "cannot lock"), ("output/en", "cannot write")]
    {
        fs::set_permissions(site.join(folder), fs::Permissions::from_mode(0o555)).unwrap();
        check_unchanged(&build(), problem);
        fs::set_permissions(site.join(folder), fs::Permissions::from_mode(0o755)).unwrap();
        assert_eq!(tree(&site.join("output")), before, "{folder}");
    }
}

#[test]
fn an_output_that_is_a_file_stays() {
    let site = Workspace::site();
    site.write("output", "a file");
    let run = site.run(&["build"]);
    check_unchanged(&run, "cannot create the output folder");
    assert_eq!(site.read("output"), "a file");
}
