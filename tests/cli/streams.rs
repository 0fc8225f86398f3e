//! What goes to standard output and what to standard error.

use crate::support::{Workspace, finish};
use std::fs;
use std::io::Read as _;
use std::process::Stdio;

#[test]
fn results_and_words_for_people_go_different_ways() {
    let site = Workspace::site();
    site.write("content/radet.en.md", "See [x](saknas.md).\n");
    let run = site.run(&["build"]).with_status(1);
    assert!(run.stderr.contains("broken-link") && !run.stdout.contains("broken-link"));
    assert_eq!(run.stdout.lines().count(), 1, "{run:?}");
    let run = site.run(&["check", "--format", "json"]).with_status(1);
    assert!(run.stdout.starts_with('{') && run.stdout.ends_with("}\n"));
    assert_eq!(run.stderr, "");
}

#[test]
fn there_is_no_color_without_a_terminal() {
    let site = Workspace::site();
    site.write("content/radet.en.md", "See [x](saknas.md).\n");
    for arguments in [&["check"][..], &["build"], &["explain", "broken-link"], &["--help"]] {
        for (name, value) in [("NO_COLOR", "1"), ("TERM", "xterm-256color")] {
            let mut command = site.command(arguments);
            command.env(name, value);
            let run = finish(command);
            assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{run:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_panic() {
    let site = Workspace::site();
    let commands =
        [&["check", "--format", "sarif"][..], &["explain"], &["man"], &["completions", "bash"]];
    for arguments in commands {
        let mut command = site.command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut output = String::new();
        child.stderr.take().unwrap().read_to_string(&mut output).unwrap();
        let status = child.wait().unwrap();
        assert!(!output.contains("panicked"), "{arguments:?}: {output}");
        assert_ne!(status.code(), Some(101), "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_a_failure_of_the_machine() {
    let site = Workspace::site();
    for arguments in [&["build"][..], &["check", "--format", "json"], &["explain"]] {
        let mut command = site.command(arguments);
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let status = command.stdout(full).stderr(Stdio::null()).status().unwrap();
        assert_eq!(status.code(), Some(3), "{arguments:?}");
    }
}
