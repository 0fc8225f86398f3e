//! System errors of the preview: its port is taken, its folder is missing, permissions are denied,
//! events are lost. It reports them and goes on.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::Workspace;
use crate::support::serving::{Client, PATIENCE, Preview};

/// Waits until a page contains some words.
#[track_caller]
fn await_words(preview: &mut Preview, path: &str, words: &str) {
    let started_at = Instant::now();
    loop {
        let (status, body) = preview.get(path);
        if status == 200 && String::from_utf8_lossy(&body).contains(words) {
            return;
        }
        assert!(
            started_at.elapsed() < PATIENCE,
            "{path}: {status}, not {words}: {}",
            preview.stderr()
        );
        sleep(Duration::from_millis(5));
    }
}

#[test]
fn without_a_port_option_the_next_free_port_is_used() {
    let workspace = Workspace::site();
    let mut first = Preview::of(workspace.command(&["serve"]));
    let mut second = Preview::of(workspace.command(&["serve"]));
    assert!(second.address.port() > first.address.port());
    assert!([&mut first, &mut second].into_iter().all(|preview| preview.get("").0 == 200));
}

#[test]
fn a_requested_port_that_is_in_use_is_an_error() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let workspace = Workspace::site();
    for (language, words, help) in [
        ("en", "is already in use by another program", "omit `--port`"),
        ("sv", "används redan av ett annat program", "utelämna `--port`"),
    ] {
        let run = workspace.run(&["serve", "--port", &port, "--lang", language]).with_status(3);
        assert!(run.stderr.contains(&port) && run.stderr.contains(words), "{run:?}");
        assert!(run.stderr.contains(help) && run.stdout.is_empty(), "{run:?}");
    }
}

#[test]
fn the_content_may_go_away_and_come_back() {
    for (language, words) in [
        ("en", "still showing the last good version"),
        ("sv", "den senaste fungerande versionen visas"),
    ] {
        let workspace = Workspace::site();
        let mut preview = Preview::start(&workspace, &["--lang", language]);
        fs::rename(workspace.join("content"), workspace.join("away")).unwrap();
        preview.wait_for_stderr(words);
        await_words(&mut preview, "radet/", "möts");
        workspace.write("away/radet.md", "# Rådet\n\nRådet sover.\n");
        fs::rename(workspace.join("away"), workspace.join("content")).unwrap();
        await_words(&mut preview, "radet/", "sover");
        workspace.write("content/radet.md", "# Rådet\n\nRådet vaknar.\n");
        await_words(&mut preview, "radet/", "vaknar");
    }
}

#[test]
fn a_folder_for_themes_may_come_later() {
    let workspace = Workspace::site();
    let settings = workspace.read("content/site.yaml");
    let mut preview = Preview::start(&workspace, &[]);
    workspace.write(
        "themes/egen/templates/404.html",
        "<!doctype html><title>A</title><body>Borta.</body>\n",
    );
    workspace.write("content/site.yaml", format!("{settings}theme: egen\n"));
    await_words(&mut preview, "404.html", "Borta.");
    workspace.write(
        "themes/egen/templates/404.html",
        "<!doctype html><title>A</title><body>Kvar.</body>\n",
    );
    await_words(&mut preview, "404.html", "Kvar.");
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_reported_and_the_rest_is_shown() {
    use std::os::unix::fs::PermissionsExt as _;
    for (language, words, lost) in [
        ("en", "cannot read", "still showing the last good version"),
        ("sv", "kan inte läsa", "den senaste fungerande versionen visas"),
    ] {
        let workspace = Workspace::site();
        let command = workspace.command(&["serve", "--port", "0", "--lang", language]);
        let mut preview = Preview::of(workspace.unprivileged(command));
        let closed = workspace.join("content/radet.md");
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
        preview.wait_for_stderr(words);
        preview.wait_for_stderr("radet.md");
        assert_eq!(preview.get("").0, 200);
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o644)).unwrap();
        await_words(&mut preview, "radet/", "möts");
        // The whole folder.
        let content = workspace.join("content");
        fs::set_permissions(&content, fs::Permissions::from_mode(0o000)).unwrap();
        workspace.write("content/ny.md", "# Ny\n\nOch synlig.\n");
        preview.wait_for_stderr(lost);
        assert_eq!(preview.get("").0, 200);
        fs::set_permissions(&content, fs::Permissions::from_mode(0o755)).unwrap();
        await_words(&mut preview, "ny/", "synlig");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_queue_of_events_loses_nothing() {
    use std::os::unix::fs::PermissionsExt as _;
    let workspace = Workspace::site();
    let mut preview = Preview::start(&workspace, &[]);
    let queue = fs::read_to_string("/proc/sys/fs/inotify/max_queued_events").unwrap();
    let n_events: usize = queue.trim().parse().unwrap();
    signal(&preview, "-STOP");
    // Two files in turn, because the system merges equal events that follow one another.
    for number in 0..=n_events {
        let file = ["content/index.md", "content/radet.md"][number % 2];
        let rights = fs::Permissions::from_mode(0o600 + 0o44 * u32::from(number % 4 < 2));
        fs::set_permissions(workspace.join(file), rights).unwrap();
    }
    // The queue is full, so there are no events for these.
    workspace.write("content/sist/index.md", "# Sist\n");
    workspace.write("content/radet.md", "# Rådet\n\nRådet sover.\n");
    let started_at = Instant::now();
    signal(&preview, "-CONT");
    await_words(&mut preview, "sist/", "Sist");
    await_words(&mut preview, "radet/", "sover");
    assert!(started_at.elapsed() < Duration::from_secs(5), "{:?}", started_at.elapsed());
    workspace.write("content/sist/index.md", "# Nyss\n");
    await_words(&mut preview, "sist/", "Nyss");
}

fn signal(preview: &Preview, name: &str) {
    let id = preview.child.id().to_string();
    assert!(Command::new("kill").args([name, &id]).status().unwrap().success());
}

/// The variable that is set for the process that takes all watchers of a user.
const HOLDER: &str = "PAKT_HOLDS_ALL_WATCHERS";
/// More watchers than a machine usually allows a user.
const TOO_MANY: usize = 2_000;

/// This test runs itself again as the process that takes the watchers.
#[cfg(target_os = "linux")]
#[test]
fn with_all_watchers_taken_it_polls_and_says_so() {
    if std::env::var_os(HOLDER).is_some() {
        return hold();
    }
    let (workspace, home) = (Workspace::site(), Workspace::of(&[]));
    let mut holder = Command::new(std::env::current_exe().unwrap());
    holder.args(["--exact", "preview::machine::with_all_watchers_taken_it_polls_and_says_so"]);
    holder.arg("--nocapture").env(HOLDER, "yes");
    let mut holder = home.unprivileged(holder);
    let mut holder = holder.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first_line = String::new();
    BufReader::new(holder.stderr.take().unwrap()).read_line(&mut first_line).unwrap();
    assert_eq!(first_line, "full\n", "or lower fs.inotify.max_user_instances below {TOO_MANY}");
    for (language, words) in
        [("en", "polling every second"), ("sv", "letar efter ändringar varje sekund")]
    {
        let command = workspace.command(&["serve", "--port", "0", "--lang", language]);
        let mut preview = Preview::of(workspace.unprivileged(command));
        preview.wait_for_stderr(words);
        preview.wait_for_stderr("fs.inotify.max_user_instances");
        workspace.write("content/radet.md", format!("# Rådet\n\nNytt på {language}.\n"));
        await_words(&mut preview, "radet/", &format!("Nytt på {language}."));
    }
    drop(holder.stdin.take());
    holder.wait().unwrap();
}

/// Takes watchers until there are none left, and keeps them until standard input ends.
#[cfg(target_os = "linux")]
fn hold() {
    let mut held = Vec::new();
    while held.len() < TOO_MANY
        && let Ok(watcher) = notify::recommended_watcher(|_| {})
    {
        held.push(watcher);
    }
    let word = if held.len() < TOO_MANY { "full\n" } else { "never\n" };
    std::io::stderr().write_all(word.as_bytes()).unwrap();
    std::io::stdin().read_to_end(&mut Vec::new()).unwrap();
}

#[test]
fn a_preview_for_the_network_warns_and_answers_under_its_own_addresses() {
    let workspace = Workspace::site();
    for (language, words) in [("en", "everyone on the network"), ("sv", "alla på nätverket")] {
        let arguments = ["--host", "0.0.0.0", "--lang", language];
        let preview = Preview::start(&workspace, &arguments);
        preview.wait_for_stderr(words);
        let port = preview.address.port();
        let output = preview.stderr();
        let addresses = output.split("http://").skip(1).filter_map(|rest| {
            rest.split('/').next()?.parse::<SocketAddr>().ok().filter(|it| it.port() == port)
        });
        // Without a network, 127.0.0.2 is used as another interface.
        let second_address: SocketAddr = format!("127.0.0.2:{port}").parse().unwrap();
        let all: Vec<SocketAddr> = addresses.chain([second_address]).collect();
        assert_eq!(all.len() > 1, !network().is_empty(), "{output}");
        for address in all {
            for (host, status) in [
                (address.to_string(), 200),
                (format!("0.0.0.0:{port}"), 403),
                (format!("10.99.99.99:{port}"), 403),
                ("evil.test".to_owned(), 403),
            ] {
                let mut client = Client::connect(address);
                client.send(format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
                assert_eq!(client.answer().unwrap().status, status, "{address} {host}");
            }
        }
    }
    let local = Preview::start(&workspace, &[]);
    local.wait_for_stderr("found");
    assert!(!local.stderr().contains("everyone on the network"), "{}", local.stderr());
}

/// Returns the addresses of this machine, from another program.
fn network() -> Vec<IpAddr> {
    let run = finish_text(Command::new("hostname").arg("-I"));
    run.split_whitespace().filter_map(|word| word.parse().ok()).filter(IpAddr::is_ipv4).collect()
}

fn finish_text(command: &mut Command) -> String {
    command.output().map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap()
}

/// Runs git without the settings of the user.
fn git(workspace: &Workspace, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "gc.auto=0"]);
    command.args(["-c", "commit.gpgsign=false", "-c", "core.hooksPath=/dev/null"]);
    let run = command.args(arguments).current_dir(workspace.path()).output().unwrap();
    assert!(run.status.success(), "{arguments:?} {run:?}");
}

#[test]
fn a_checkout_of_a_thousand_files_is_a_change_or_two() {
    const PAGES: usize = 1_000;
    let workspace = Workspace::of(&[
        (
            "content/site.yaml",
            "title: Prov\nlanguages: [sv]\nowner: Vi\nchecks: {orphan-page: off}\n",
        ),
        ("content/index.md", "# Start\n\nSparat.\n"),
    ]);
    git(&workspace, &["init", "-q", "-b", "one"]);
    for branch in ["one", "two"] {
        if branch == "two" {
            git(&workspace, &["checkout", "-q", "-b", "two"]);
        }
        for number in 0..PAGES {
            let text = format!("# Sida {number} {branch}\n");
            workspace.write(&format!("content/m{}/{number}.md", number % 7), text);
        }
        git(&workspace, &["add", "-A"]);
        git(&workspace, &["commit", "-q", "-m", branch]);
    }
    let mut preview = Preview::start(&workspace, &[]);
    let mut before = revision(&mut preview);
    for branch in ["one", "two", "one"] {
        let started_at = Instant::now();
        git(&workspace, &["checkout", "-q", branch]);
        // A checkout that takes longer than a second is shown in several steps.
        let most = 3 + started_at.elapsed().as_secs();
        for number in [0, 1, PAGES / 2, PAGES - 2, PAGES - 1] {
            let page = format!("m{}/{number}/", number % 7);
            await_words(&mut preview, &page, &format!("Sida {number} {branch}"));
        }
        let now = revision(&mut preview);
        assert!((1..=most).contains(&(now - before)), "{before} to {now} of {most}");
        before = now;
    }
    workspace.write("content/index.md", "# Start\n\nOsparat.\n");
    await_words(&mut preview, "", "Osparat.");
    git(&workspace, &["stash", "-q"]);
    await_words(&mut preview, "", "Sparat.");
}

/// Returns the revision that the preview shows.
fn revision(preview: &mut Preview) -> u64 {
    let script = String::from_utf8(preview.get("@pakt/live.js").1).unwrap();
    let (_, rest) = script.split_once("let shownRevision = \"").unwrap();
    rest.split_once('"').unwrap().0.rsplit_once('-').unwrap().1.parse().unwrap()
}
