//! Ctrl-C and similar signals while pages are rendered for a long time.

use crate::support::serving::Preview;
use crate::support::{Workspace, after_shell_line, tree};
use std::io::Read as _;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Longer than a process takes to end, even on a busy machine, and much shorter than the render.
const SOON: Duration = Duration::from_secs(30);

/// A site whose own template loops for a second or more on each of its pages.
fn slow_site() -> Workspace {
    let site = Workspace::of(&[("content/site.yaml", "title: T\nlanguages: [en]\ntheme: mine\n")]);
    for number in 0..300 {
        site.write(&format!("content/p{number}.md"), "# Page\n");
    }
    let loops = "{% set r = range(end=900) %}{% for a in r %}{% for b in r %}{% if a == b %}{% endif %}\
                 {% endfor %}{% endfor %}";
    site.write("themes/mine/templates/entry.html", loops);
    site
}

fn signal(child: &Child, name: &str) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
}

#[track_caller]
fn status_soon(child: &mut Child) -> ExitStatus {
    let started_at = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        if started_at.elapsed() > SOON {
            let threads = thread_states(child.id());
            child.kill().ok();
            panic!("still running: {threads:#?}");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// Returns the name of each thread of a process and the system call that it is in.
fn thread_states(process: u32) -> Vec<String> {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else { return Vec::new() };
    let state = |thread: std::fs::DirEntry| {
        let read = |name| std::fs::read_to_string(thread.path().join(name)).unwrap_or_default();
        format!("{}: {}", read("comm").trim(), read("syscall").trim())
    };
    threads.flatten().map(state).collect()
}

#[test]
fn one_signal_ends_a_build_that_renders_for_long() {
    let site = slow_site();
    for (number, signals) in [&["-INT"][..], &["-INT", "-INT"]].into_iter().enumerate() {
        let output = format!("out{number}");
        let mut command = site.command(&["build", "-o", &output]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // The journal is written right before the first page is rendered.
        let started_at = Instant::now();
        while !site.join(&output).join(".pakt-intent.json").exists() && started_at.elapsed() < SOON
        {
            std::thread::sleep(Duration::from_millis(5));
        }
        assert!(site.join(&output).join(".pakt-intent.json").exists(), "nothing is rendered yet");
        for name in signals {
            signal(&child, name);
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(status_soon(&mut child).code(), Some(3), "{signals:?}");
        // A build that ends by itself removes what it began, also the folder that it made.
        if site.join(&output).exists() {
            let files = tree(&site.join(&output));
            assert!(files.keys().all(|path| path.contains(".pakt-")), "{:?}", files.keys());
        }
    }
}

/// A site with more findings than a pipe takes, for people as well.
fn site_with_long_report() -> Workspace {
    let site = Workspace::of(&[("content/site.yaml", "title: T\nlanguages: [en]\n")]);
    for number in 0..40 {
        let links: String = (0..60).map(|n| format!("[link](no{n}.md)\n\n")).collect();
        site.write(&format!("content/p{number}.md"), format!("# Page\n\n{links}"));
    }
    site
}

/// Starts a command whose output nobody reads, and waits until it has filled the pipes.
fn start_unread(mut command: Command) -> Child {
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let started_at = Instant::now();
    let is_blocked = || {
        let path = format!("/proc/{}/syscall", child.id());
        // The number of `write` on x86-64 and on AArch64.
        std::fs::read_to_string(path).is_ok_and(|it| it.starts_with("1 ") || it.starts_with("64 "))
    };
    while !is_blocked() && started_at.elapsed() < Duration::from_secs(3) {
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

#[test]
fn a_signal_ends_a_program_whose_output_nobody_reads() {
    let site = site_with_long_report();
    for (arguments, expected) in [
        (&["check", "--format", "json"][..], None),
        (&["check", "--all"], None),
        (&["build", "--format", "json"], Some(3)),
        (&["build", "--all"], Some(3)),
        (&["serve", "--port", "0"], Some(0)),
    ] {
        for signals in [&["-TERM"][..], &["-INT", "-INT"]] {
            let mut child = start_unread(site.command(arguments));
            for name in signals {
                signal(&child, name);
            }
            assert_eq!(status_soon(&mut child).code(), expected, "{arguments:?} {signals:?}");
        }
    }
}

/// As in a script that runs the command in the background.
#[test]
fn a_signal_ends_a_command_that_was_started_to_ignore_it() {
    use std::os::unix::process::ExitStatusExt as _;
    let site = site_with_long_report();
    for (name, number) in [("-INT", 2), ("-TERM", 15)] {
        let command = site.command(&["check", "--format", "json"]);
        let mut child = start_unread(after_shell_line("trap '' INT TERM", &command));
        signal(&child, name);
        assert_eq!(status_soon(&mut child).signal(), Some(number), "{name}");
    }
}

#[test]
fn a_build_that_was_interrupted_leaves_the_old_site() {
    let site = slow_site();
    site.write("themes/mine/templates/entry.html", "old");
    site.run(&["build"]);
    let before = tree(&site.join("output"));
    let slow = slow_site();
    site.write("themes/mine/templates/entry.html", slow.read("themes/mine/templates/entry.html"));
    let mut command = site.command(&["build"]);
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let started_at = Instant::now();
    while !site.join("output/.pakt-intent.json").exists() && started_at.elapsed() < SOON {
        std::thread::sleep(Duration::from_millis(5));
    }
    let other = site.run(&["build"]).with_status(3);
    assert!(other.stderr.contains("another build is writing into"), "{other:?}");
    signal(&child, "-INT");
    assert_eq!(status_soon(&mut child).code(), Some(3));
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert!(stderr.ends_with("interrupted; the output folder was not changed\n"), "{stderr}");
    let mut after = tree(&site.join("output"));
    after.retain(|path, _| !path.contains(".pakt-"));
    assert_eq!(after, before);
    // The next build removes what the interrupted one left.
    site.write("themes/mine/templates/entry.html", "old");
    site.run(&["build"]);
    assert_eq!(tree(&site.join("output")), before);
}

#[test]
fn one_signal_ends_a_preview_that_checks_its_templates() {
    let site = slow_site();
    for signals in [&["-INT"][..], &["-INT", "-TERM"]] {
        let mut preview = Preview::start(&site, &[]);
        for name in signals {
            signal(&preview.child, name);
        }
        assert_eq!(status_soon(&mut preview.child).code(), Some(0), "{signals:?}");
    }
}
