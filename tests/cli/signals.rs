//! Ctrl-C and similar signals while pages are rendered for a long time.

use crate::support::Workspace;
use crate::support::serving::Preview;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// Longer than a process takes to end, even on a busy machine, and much shorter than the render.
const SOON: Duration = Duration::from_secs(10);

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
            child.kill().ok();
            panic!("still running");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
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
        for name in signals {
            signal(&child, name);
            std::thread::sleep(Duration::from_millis(50));
        }
        assert_eq!(status_soon(&mut child).code(), Some(3), "{signals:?}");
    }
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
