//! `pakt import --history`: the versions of a law in git become documents.

use crate::support::Workspace;
use std::process::{Command, Stdio};

/// The folder of the repository in a workspace.
const LAWS: &str = "laws";
/// The day on which all commits were made, whatever their authors' days are.
const COMMIT_DAY: &str = "2025-05-05";

fn git(workspace: &Workspace, author_day: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=N", "-c", "user.email=n@example.org"]).args(arguments);
    command.env("GIT_AUTHOR_DATE", format!("{author_day}T12:00:00+01:00"));
    command.env("GIT_COMMITTER_DATE", format!("{COMMIT_DAY}T12:00:00Z"));
    command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
    command.current_dir(workspace.join(LAWS)).stdout(Stdio::null()).stderr(Stdio::null());
    assert!(command.status().unwrap().success(), "git {arguments:?}");
}

/// Writes a file of the repository and commits it.
fn commit(workspace: &Workspace, day: &str, path: &str, text: &str) {
    workspace.write(&format!("{LAWS}/{path}"), text);
    git(workspace, day, &["add", "--all"]);
    git(workspace, day, &["commit", "--quiet", "--message", "Amendment"]);
}

/// Makes a site with a repository beside it.
fn workspace() -> Workspace {
    let workspace = Workspace::site();
    std::fs::create_dir(workspace.join(LAWS)).unwrap();
    git(&workspace, COMMIT_DAY, &["init", "--quiet", "--initial-branch=main"]);
    workspace
}

/// Returns the text of a law with these sections.
fn law(title: &str, sections: &[(&str, &str)]) -> String {
    let sections = sections.iter().map(|(number, text)| format!("\n## {number} §\n\n{text}\n"));
    format!("# {title}\n{}", sections.collect::<String>())
}

const FIRST: &str = "Each tenant pays a rent of 400 crowns a year.";
const SECOND: &str = "The mill is open to all who bring grain.";
const THIRD: &str = "The wheel is oiled by the owner.";
const FOURTH: &str = "The dam is kept by the village.";
const SHUT: &str = "The mill is shut on holidays.";

/// A law and ten amendments of it.
fn amendments() -> Vec<(&'static str, String)> {
    let open = "The mill is open to all who bring grain, except when it freezes.";
    let lists = "The village keeps:\n\n1. the dam,\n2. the road.";
    let title = "The Mill Act";
    vec![
        ("2010-01-01", law(title, &[("1", FIRST), ("2", SECOND), ("3", THIRD), ("4", FOURTH)])),
        // Added.
        (
            "2011-07-01",
            law(title, &[("1", FIRST), ("2", SECOND), ("3", THIRD), ("4", FOURTH), ("5", SHUT)]),
        ),
        // Reworded.
        (
            "2012-01-01",
            law(title, &[("1", FIRST), ("2", open), ("3", THIRD), ("4", FOURTH), ("5", SHUT)]),
        ),
        // Removed.
        ("2013-01-01", law(title, &[("1", FIRST), ("2", open), ("4", FOURTH), ("5", SHUT)])),
        // Renumbered.
        ("2014-01-01", law(title, &[("1", FIRST), ("2", open), ("3", FOURTH), ("4", SHUT)])),
        // Added between two others.
        (
            "2015-01-01",
            law(title, &[("1", FIRST), ("1 a", THIRD), ("2", open), ("3", FOURTH), ("4", SHUT)]),
        ),
        // Two on one day.
        ("2016-01-01", law(title, &[("1", FIRST), ("1 a", THIRD), ("2", open), ("3", FOURTH)])),
        ("2016-01-01", law(title, &[("1", FIRST), ("1 a", THIRD), ("2", open), ("3", lists)])),
        // As it was before.
        ("2017-01-01", law(title, &[("1", FIRST), ("1 a", THIRD), ("2", open), ("3", FOURTH)])),
        // The order.
        ("2018-01-01", law(title, &[("1", FIRST), ("2", open), ("1 a", THIRD), ("3", FOURTH)])),
        // The name.
        (
            "2019-01-01",
            law("The Mills Act", &[("1", FIRST), ("2", open), ("1 a", THIRD), ("3", FOURTH)]),
        ),
    ]
}

/// The days of [`amendments`], as ids have them.
const DAYS: [&str; 11] = [
    "2010-01-01",
    "2011-07-01",
    "2012-01-01",
    "2013-01-01",
    "2014-01-01",
    "2015-01-01",
    "2016-01-01",
    "2016-01-01-2",
    "2017-01-01",
    "2018-01-01",
    "2019-01-01",
];

/// Commits the amendments, with others between them that change no words.
fn commit_amendments(workspace: &Workspace) {
    for (index, (day, text)) in amendments().into_iter().enumerate() {
        let path = if index < 5 { "mill.md" } else { "acts/mill-act.md" };
        match index {
            3 => commit(workspace, day, "mill.md", &text.replace("## ", "### ")),
            5 => {
                std::fs::create_dir(workspace.join("laws/acts")).unwrap();
                git(workspace, day, &["mv", "mill.md", path]);
                git(workspace, day, &["commit", "--quiet", "--message", "Move"]);
            }
            _ => {}
        }
        commit(workspace, day, path, &text);
        commit(workspace, day, "other.md", &format!("# Other\n\nVersion {index}.\n"));
    }
    commit(workspace, "2019-06-01", "acts/mill-act.md", &amendments()[10].1.replace(' ', "\n"));
}

#[test]
fn each_amendment_becomes_a_document_that_replaces_the_one_before_it() {
    let workspace = workspace();
    commit_amendments(&workspace);
    let run = workspace
        .run(&["import", "--history", LAWS, "acts/mill-act.md", "--id", "mill-act"])
        .with_status(0);
    let paths = DAYS.map(|day| {
        format!("content/sources/mill-act-{day}.md\ncontent/sources/mill-act-{day}.txt\n")
    });
    assert_eq!(run.stdout, paths.concat());
    assert!(run.stderr.contains("imported 11 versions"), "{run:?}");
    assert!(run.stderr.contains("3 commits changed no words"), "{run:?}");
    for (index, day) in DAYS.iter().enumerate() {
        let entry = workspace.read(&format!("content/sources/mill-act-{day}.md"));
        assert!(entry.contains(&format!("\ndate: {}\n", &day[..10])), "{entry}");
        let name = if index < 10 { "The Mill Act" } else { "The Mills Act" };
        let number = if day.ends_with("-2") { " (2)" } else { "" };
        let title = format!("\ntitle: \"{name}, {}{number}\"\n", &day[..10]);
        assert!(entry.contains(&title), "{entry}");
        match index.checked_sub(1) {
            None => assert!(!entry.contains("replaces:"), "{entry}"),
            Some(before) => {
                let replaces = format!("\nreplaces: mill-act-{}\n", DAYS[before]);
                assert!(entry.contains(&replaces), "{entry}");
            }
        }
        let text = workspace.read(&format!("content/sources/mill-act-{day}.txt"));
        assert!(text.contains("\n[1 §]\nEach tenant pays"), "{text}");
    }
    let text = |day: &str| workspace.read(&format!("content/sources/mill-act-{day}.txt"));
    assert!(text("2013-01-01").contains("[4 §]\nThe dam") && !text("2013-01-01").contains("[3 §]"));
    assert!(text("2014-01-01").contains("[3 §]\nThe dam"));
    assert!(text("2015-01-01").contains("[1 a §]\nThe wheel"));
    workspace.run(&["check", "--strict"]).with_status(0);
    workspace.run(&["build"]).with_status(0);
    let page = workspace.read("output/en/sources/mill-act-2011-07-01/index.html");
    assert!(page.contains("mill-act-2010-01-01") && page.contains("mill-act-2012-01-01"));
}

#[test]
fn a_later_amendment_is_added_to_the_versions_that_are_there() {
    let workspace = workspace();
    commit_amendments(&workspace);
    let import = ["import", "--history", LAWS, "laws/acts/mill-act.md"];
    workspace.run(&import).with_status(0);
    let newest = "the-mill-act-2019-01-01";
    let run = workspace.run(&import).with_status(1);
    assert!(
        run.stdout.is_empty() && run.stderr.contains("the-mill-act-2010-01-01.md:1"),
        "{run:?}"
    );
    let next = [&import[..], &["--replaces", newest]].concat();
    let run = workspace.run(&next).with_status(0);
    assert!(run.stdout.is_empty() && run.stderr.contains("is later than"), "{run:?}");
    let text = law("The Mills Act", &[("1", FIRST), ("2", SECOND)]);
    commit(&workspace, "2020-02-02", "acts/mill-act.md", &text);
    let run = workspace.run(&next).with_status(0);
    assert_eq!(
        run.stdout,
        "content/sources/the-mill-act-2020-02-02.md\ncontent/sources/the-mill-act-2020-02-02.txt\n"
    );
    let entry = workspace.read("content/sources/the-mill-act-2020-02-02.md");
    assert!(entry.contains(&format!("\nreplaces: {newest}\n")), "{entry}");
    workspace.run(&["check", "--strict"]).with_status(0);
}

#[test]
fn nothing_is_written_unless_all_versions_can_be() {
    let workspace = workspace();
    commit_amendments(&workspace);
    commit(&workspace, "2020-01-01", "acts/mill-act.md", "\0\0\0\0");
    for (language, reason) in [("en", "nothing was written"), ("sv", "inget skrevs")] {
        let import = ["import", "--history", LAWS, "acts/mill-act.md", "--lang", language];
        let run = workspace.run(&import).with_status(1);
        assert!(run.stdout.is_empty() && run.stderr.contains(reason), "{run:?}");
        assert!(run.stderr.contains("2020-01-01"), "{run:?}");
    }
    assert!(!workspace.join("content/sources").exists());
}

#[test]
fn what_is_no_file_of_a_complete_history_is_refused() {
    let workspace = workspace();
    let import = |folder: &str, file: &str, status: i32, reason: &str| {
        let run = workspace.run(&["import", "--history", folder, file]).with_status(status);
        assert!(run.stdout.is_empty() && run.stderr.contains(reason), "{run:?}");
    };
    import(LAWS, "mill.md", 2, "nothing is committed");
    commit_amendments(&workspace);
    import("missing", "mill.md", 2, "does not exist");
    import("content/index.md", "mill.md", 2, "not a folder");
    import("content", "index.md", 2, "not in a git repository");
    import(LAWS, "mill-act.md", 2, "did you mean `acts/mill-act.md`?");
    import(LAWS, "acts/mil-act.md", 2, "did you mean `acts/mill-act.md`?");
    import(LAWS, "acts", 2, "no commit has a file `acts`");
    import(LAWS, "../content/index.md", 2, "no commit has a file");
    let from = format!("file://{}", workspace.join(LAWS).display());
    git(&workspace, COMMIT_DAY, &["clone", "--quiet", "--depth", "2", &from, "../clone"]);
    import("clone", "acts/mill-act.md", 1, "shallow");
    assert!(!workspace.join("content/sources").exists());
}

#[test]
fn a_commit_without_a_day_that_can_be_written_is_refused() {
    for (date, reason) in [("253402300800", "`10000-01-01`"), ("garbage", "has no date")] {
        let workspace = workspace();
        commit(&workspace, "2010-01-01", "mill.md", &law("Mill", &[("1", FIRST)]));
        let folder = workspace.join(LAWS);
        let git_output = |arguments: &[&str]| {
            let output = Command::new("git").args(arguments).current_dir(&folder).output();
            String::from_utf8(output.unwrap().stdout).unwrap()
        };
        let object = git_output(&["cat-file", "commit", "HEAD"]);
        let author = object.lines().find(|line| line.starts_with("author ")).unwrap();
        let damaged = format!("author N <n@example.org> {date} +0000");
        workspace.write(&format!("{LAWS}/commit"), object.replace(author, &damaged));
        let options = ["hash-object", "-t", "commit", "-w", "--literally", "commit"];
        let hash = git_output(&options);
        git(&workspace, COMMIT_DAY, &["update-ref", "HEAD", hash.trim()]);
        let run = workspace.run(&["import", "--history", LAWS, "mill.md"]).with_status(1);
        assert!(run.stdout.is_empty() && run.stderr.contains(reason), "{run:?}");
        assert!(run.stderr.contains(hash.trim()), "{run:?}");
        assert!(!workspace.join("content/sources").exists());
    }
}

#[test]
fn a_file_that_was_removed_is_said_to_be() {
    let workspace = workspace();
    commit(&workspace, "2010-01-01", "mill.md", &law("The Mill Act", &[("1", FIRST)]));
    git(&workspace, "2011-01-01", &["rm", "--quiet", "mill.md"]);
    git(&workspace, "2011-01-01", &["commit", "--quiet", "--message", "Repeal"]);
    let run = workspace.run(&["import", "--history", LAWS, "mill.md"]).with_status(0);
    assert!(run.stderr.contains("the file was removed on 2011-01-01"), "{run:?}");
    assert!(workspace.join("content/sources/the-mill-act-2010-01-01.md").exists());
}

#[test]
fn a_branch_gives_the_versions_that_followed_each_other() {
    let workspace = workspace();
    let versions = |sections: &[(&str, &str)]| law("The Mill Act", sections);
    commit(&workspace, "2010-01-01", "mill.md", &versions(&[("1", FIRST), ("2", SECOND)]));
    // A proposal that is taken over alone has the day of its commit.
    git(&workspace, COMMIT_DAY, &["switch", "--quiet", "--create", "proposal"]);
    commit(&workspace, "2011-01-01", "mill.md", &versions(&[("1", FIRST)]));
    git(&workspace, COMMIT_DAY, &["switch", "--quiet", "main"]);
    git(&workspace, "2012-01-01", &["merge", "--quiet", "--no-ff", "proposal"]);
    let import = ["import", "--history", LAWS, "mill.md", "--id", "mill"];
    let run = workspace.run(&import).with_status(0);
    assert!(run.stdout.contains("mill-2011-01-01.md") && !run.stdout.contains("2012"), "{run:?}");
    // Of two that were changed at the same time, the text of the second was in force nowhere.
    git(&workspace, COMMIT_DAY, &["switch", "--quiet", "proposal"]);
    commit(&workspace, "2013-01-01", "mill.md", &versions(&[("0", SHUT), ("1", FIRST)]));
    git(&workspace, COMMIT_DAY, &["switch", "--quiet", "main"]);
    let text = versions(&[("1", FIRST), ("2", SECOND), ("3", THIRD)]);
    commit(&workspace, "2014-01-01", "mill.md", &text);
    git(&workspace, "2015-01-01", &["merge", "--quiet", "--strategy=ours", "proposal"]);
    let text = versions(&[("0", SHUT), ("1", FIRST), ("2", SECOND), ("3", THIRD)]);
    workspace.write("laws/mill.md", text);
    git(&workspace, "2015-01-01", &["commit", "--quiet", "--all", "--amend", "--no-edit"]);
    let run = workspace.run(&[&import[..4], &["--id", "act"]].concat()).with_status(0);
    assert!(run.stdout.contains("act-2014-01-01.md"), "{run:?}");
    assert!(!run.stdout.contains("act-2013-01-01.md"), "{run:?}");
}

#[cfg(unix)]
#[test]
fn a_repository_decides_nothing_about_how_it_is_read() {
    let workspace = workspace();
    commit(&workspace, "2010-01-01", ".gitattributes", "*.md diff=x filter=x\n");
    commit(&workspace, "2010-01-01", "mill.md", &law("The Mill Act", &[("1", FIRST)]));
    let touch = format!("touch {}", workspace.join("marker").display());
    for key in ["diff.x.textconv", "diff.x.command", "diff.external", "core.fsmonitor"] {
        git(&workspace, COMMIT_DAY, &["config", key, &touch]);
    }
    for (key, value) in [("log.follow", "false"), ("core.worktree", "/"), ("log.date", "raw")] {
        git(&workspace, COMMIT_DAY, &["config", key, value]);
    }
    workspace.run(&["import", "--history", LAWS, "mill.md"]).with_status(0);
    assert!(workspace.join("content/sources/the-mill-act-2010-01-01.md").exists());
    assert!(!workspace.join("marker").exists());
}

#[cfg(unix)]
#[test]
fn a_repository_that_never_answers_is_left_in_time() {
    for name in ["info/alternates", "pack/pack-1.idx", "00/11223344"] {
        let workspace = workspace();
        commit(&workspace, "2010-01-01", "mill.md", &law("The Mill Act", &[("1", FIRST)]));
        let pipe = workspace.join(LAWS).join(".git/objects").join(name);
        std::fs::create_dir_all(pipe.parent().unwrap()).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let run = workspace.run(&["import", "--history", LAWS, "mill.md"]).with_status(3);
        assert!(run.stderr.contains("does not answer about `laws` in time"), "{run:?}");
        assert!(!workspace.join("content/sources").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_the_text_is_left_in_time() {
    let workspace = workspace();
    commit(&workspace, "2010-01-01", "mill.md", &law("The Mill Act", &[("1", FIRST)]));
    let laws = workspace.join(LAWS);
    let output = std::process::Command::new("git")
        .args(["-C", laws.to_str().unwrap(), "rev-parse", "HEAD:mill.md"])
        .output()
        .unwrap();
    let object = String::from_utf8(output.stdout).unwrap();
    let (folder, name) = object.trim().split_at(2);
    let path = laws.join(".git/objects").join(folder).join(name);
    std::fs::remove_file(&path).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    let run = workspace.run(&["import", "--history", LAWS, "mill.md"]).with_status(3);
    assert!(run.stderr.contains("does not answer about `laws` in time"), "{run:?}");
}
