//! Wrong usage, help, completions and the manual.

use crate::support::Workspace;
use std::process::Command;

#[test]
fn without_content_the_help_says_how() {
    let empty = Workspace::of(&[]);
    for command in ["build", "check", "serve"] {
        let run = empty.run(&[command]).with_status(2);
        assert!(run.stderr.contains("--content") && run.stderr.contains("content/"), "{run:?}");
        assert_eq!(run.stdout, "");
    }
    empty.run(&["check", "--content", "saknas"]).with_status(2);
    empty.run(&["check", "-C", "saknas"]).with_status(2);
}

#[test]
fn wrong_usage_is_2_and_the_near_word_is_offered() {
    let site = Workspace::site();
    assert!(site.run(&["chekc"]).with_status(2).stderr.contains("check"));
    assert!(site.run(&["build", "--bas-url", "x"]).with_status(2).stderr.contains("--base-url"));
    for arguments in [
        &["build", "--base-url", "example.org"][..],
        &["build", "--base-url", "javascript:x"],
        &["build", "--as-of", "2014-02-30"],
        &["build", "--format", "sarif"],
        &["check", "--format", "xml"],
        &["check", "--lang", "de"],
        &["serve", "--port", "x"],
        &[],
    ] {
        site.run(arguments).with_status(2);
    }
    assert!(!site.join("output").exists());
}

#[test]
fn help_and_version_are_results() {
    let site = Workspace::of(&[]);
    let help = site.run(&["--help"]).with_status(0);
    for command in ["build", "serve", "check", "explain", "completions", "man"] {
        assert!(help.stdout.contains(command), "{command}");
        let command_help = site.run(&[command, "--help"]).with_status(0);
        assert!(command_help.stdout.contains("Usage: pakt"), "{command_help:?}");
    }
}

#[test]
fn the_version_names_the_commit_and_its_date() {
    let run = Workspace::of(&[]).run(&["--version"]).with_status(0);
    let version = format!("pakt {}", env!("CARGO_PKG_VERSION"));
    // Sources without git do not know their commit.
    let log = Command::new("git")
        .args(["-C", env!("CARGO_MANIFEST_DIR"), "log", "-1", "--format=%H %cs"])
        .output();
    let log = log.ok().filter(|log| log.status.success());
    let expected = log.map_or(version.clone(), |log| {
        let line = String::from_utf8(log.stdout).unwrap();
        let (commit, date) = line.trim_end().split_once(' ').unwrap();
        format!("{version} ({} {date})", &commit[..7])
    });
    assert_eq!(run.stdout, format!("{expected}\n"));
}

#[test]
fn the_flags_of_the_design_are_there() {
    let site = Workspace::of(&[]);
    let flags = [
        ("build", "-o --base-url --as-of --drafts --strict --format -C --content --lang"),
        ("serve", "--port --host --open --as-of --drafts --poll -C --content --lang"),
        ("check", "--as-of --drafts --strict --format -C --content --lang"),
        ("explain", "--format --lang"),
    ];
    for (command, flags) in flags {
        let help = site.run(&[command, "--help"]).stdout;
        for flag in flags.split(' ') {
            assert!(help.contains(flag), "pakt {command} {flag}");
        }
    }
}

#[test]
fn completions_and_the_manual_are_made() {
    let anywhere = Workspace::of(&[]);
    for (shell, mark) in
        [("bash", "complete"), ("zsh", "#compdef pakt"), ("fish", "complete -c pakt")]
    {
        let run = anywhere.run(&["completions", shell]).with_status(0);
        assert!(run.stdout.contains(mark) && run.stdout.contains("base-url"), "{shell}");
    }
    anywhere.run(&["completions", "cmd"]).with_status(2);
    let manual = anywhere.run(&["man"]).with_status(0).stdout;
    assert!(manual.starts_with(".") && manual.contains(".TH pakt"), "{manual}");
    assert!(manual.contains("serve") && manual.contains("base\\-url"));
}

#[test]
fn a_command_of_another_tool_is_answered_with_what_to_type() {
    let anywhere = Workspace::of(&[]);
    for (command, expected) in [
        ("init", "pakt new"),
        ("scaffold", "pakt new"),
        ("dev", "pakt serve"),
        ("watch", "pakt serve"),
        ("preview", "pakt serve"),
        ("lint", "pakt check"),
        ("validate", "pakt check"),
        ("generate", "pakt build"),
    ] {
        let run = anywhere.run(&[command, "site"]).with_status(2);
        assert!(run.stderr.contains("tip:") && run.stderr.contains(expected), "{run:?}");
    }
}

#[test]
fn the_synopsis_names_the_values() {
    let manual = Workspace::of(&[]).run(&["man"]).with_status(0).stdout;
    let synopsis = manual.lines().skip_while(|line| !line.contains("SYNOPSIS")).nth(1).unwrap();
    assert!(synopsis.contains("[-C DIR] [--content DIR] [--lang LANG]"), "{synopsis}");
}

#[test]
fn the_content_folder_is_not_the_root() {
    let site = Workspace::site();
    let run = site.run(&["build", "-C", "content", "-o", "out2"]).with_status(2);
    assert!(run.stderr.contains("did you mean `-C .`?"), "{run:?}");
    site.write("docs/content/index.md", "# Docs");
    let run = site.run(&["check", "-C", "docs/content"]).with_status(2);
    assert!(run.stderr.contains("did you mean `-C docs`?"), "{run:?}");
}

#[test]
fn an_address_of_another_machine_is_named() {
    let site = Workspace::site();
    let run = site.run(&["serve", "--host", "8.8.8.8", "--port", "0"]).with_status(3);
    assert!(run.stderr.contains("this machine has no address 8.8.8.8"), "{run:?}");
    assert!(run.stderr.contains("leave `--host` out, or use `0.0.0.0`"), "{run:?}");
}

#[test]
fn help_of_a_command_is_in_the_language_that_is_asked_for() {
    let workspace = Workspace::site();
    let by_flag = workspace.run(&["check", "--help", "--lang", "sv"]).with_status(0).stdout;
    for arguments in [["help", "check", "--lang", "sv"], ["--lang", "sv", "help", "check"]] {
        assert_eq!(workspace.run(&arguments).with_status(0).stdout, by_flag, "{arguments:?}");
    }
    assert!(by_flag.contains("Användning: pakt check"), "{by_flag}");
}
