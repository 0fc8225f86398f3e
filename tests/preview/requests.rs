//! Sends each raw request of `requests.txt` to a running preview. The hidden files of its site, and
//! the files around the site, contain a marker that no response may have.

use std::collections::BTreeMap;
use std::fs;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::support::Workspace;
use crate::support::serving::{Answer, Client, Preview};

const TABLE: &str = include_str!("requests.txt");

/// The marker.
const MARKER: &str = "MARKER-4711";

/// How long to wait for a second response to one request, which must not come.
const QUIET: Duration = Duration::from_millis(20);

/// One row: what is expected, what is sent, and the row as written, for the report.
struct Row {
    expected: String,
    sent: Vec<u8>,
    shown: String,
}

/// A site with a marker in each file that is not published.
fn site() -> Workspace {
    let workspace = Workspace::of(&[
        ("content/index.md", "# Start\n\nTill [rådet](radet.md).\n"),
        ("content/radet.md", "# Rådet\n\nTill [start](index.md).\n"),
        ("content/style.css", "body {}\n"),
    ]);
    for (path, text) in [
        ("content/site.yaml", "title: Prov\nowner: Vi\nlanguages: [sv]\ntheme: egen\n# "),
        ("content/_types/forum.yaml", "name: Forum\npath: forum\n# "),
        ("content/_strings/sv.yaml", "next: Framåt\n# "),
        ("content/party.yaml", "# "),
        ("content/utkast.md", "---\ndraft: true\n---\n\n"),
        ("content/index.md~", ""),
        ("content/.env", ""),
        ("content/.gitignore", "# "),
        ("content/.git/config", ""),
        ("content/.md", ""),
        ("themes/egen/robots.html", "<!-- "),
        ("output/index.html", ""),
        ("secret.txt", ""),
        (".env", ""),
        (".git/config", ""),
    ] {
        workspace.write(path, format!("{text}{MARKER}\n"));
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink("../secret.txt", workspace.join("content/lank.txt")).unwrap();
    workspace
}

/// Reads the table.
fn rows(fixed: &[(&str, String)]) -> Vec<Row> {
    let (mut rows, mut template) = (Vec::new(), "");
    let mut lists: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut list = None;
    for line in TABLE.lines() {
        match line.split_at_checked(2) {
            Some(("= ", text)) => (template, list) = (text, None),
            Some(("@ ", name)) => {
                list = Some(name);
                lists.insert(name, Vec::new());
            }
            _ if line.starts_with('#') || (line.is_empty() && list != Some("end")) => {}
            _ => match list {
                Some(name) => lists.get_mut(name).unwrap().push(line),
                None => {
                    let (expected, text) = line.split_once(' ').unwrap_or((line, ""));
                    for text in products(template, text, &lists) {
                        let sent = bytes(&fill(&text, fixed));
                        rows.push(Row { expected: expected.into(), sent, shown: text });
                    }
                }
            },
        }
    }
    rows
}

/// A template with its row, and with each combination of the lists that it names.
fn products(template: &str, row: &str, lists: &BTreeMap<&str, Vec<&str>>) -> Vec<String> {
    let mut texts = vec![template.replace("{}", row)];
    for (name, values) in lists {
        let place = format!("{{{name}}}");
        if template.contains(&place) {
            let with = |text: &String| {
                values.iter().map(|value| text.replace(&place, value)).collect::<Vec<_>>()
            };
            texts = texts.iter().flat_map(with).collect();
        }
    }
    texts
}

/// Replaces the placeholders that are known only at run time, and `{n*x}`.
fn fill(text: &str, fixed: &[(&str, String)]) -> String {
    let mut text = text.to_owned();
    for (name, value) in fixed {
        text = text.replace(name, value);
    }
    let mut filled = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let times = after.split_once('}').and_then(|(inside, after)| {
            let (count, what) = inside.split_once('*')?;
            Some((what.repeat(count.parse().ok()?), after))
        });
        match times {
            Some((repeated, after)) => {
                filled.push_str(&repeated);
                rest = after;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

/// Returns the bytes of a text with escapes such as `\r` and `\xNN`.
fn bytes(text: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), text.bytes());
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'\\' => match rest.next().unwrap() {
                b'r' => b'\r',
                b'n' => b'\n',
                b't' => b'\t',
                b'0' => 0,
                b'x' => {
                    let digits = [rest.next().unwrap(), rest.next().unwrap()];
                    u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
                }
                b'\\' => b'\\',
                other => panic!("\\{} in {text}", char::from(other)),
            },
            byte => byte,
        });
    }
    bytes
}

/// Sends a row, and returns what is wrong with the response.
fn fault(address: SocketAddr, row: &Row) -> Option<String> {
    let mut client = Client::connect(address);
    client.send(&row.sent);
    let mut came = Vec::new();
    if row.expected != "closed" {
        for expected in row.expected.split(',') {
            let Some(answer) = client.answer() else {
                came.push("closed".to_owned());
                break;
            };
            came.push(if is_bare(&answer) { "bare".to_owned() } else { answer.status.to_string() });
            if !expected.split('|').any(|one| Some(one) == came.last().map(String::as_str)) {
                break;
            }
            if let Some(fault) = broken_rule(&answer) {
                return Some(fault);
            }
        }
    }
    let is_expected = came.len() == row.expected.split(',').count()
        && came
            .iter()
            .zip(row.expected.split(','))
            .all(|(came, expected)| expected.split('|').any(|one| one == came));
    if row.expected != "closed" && !is_expected {
        return Some(format!("got {}", came.join(",")));
    }
    (!client.is_quiet(QUIET)).then(|| format!("got {} and more", came.join(",")))
}

/// Returns whether the HTTP library refused a request that it cannot parse.
fn is_bare(answer: &Answer) -> bool {
    answer.header("content-type").is_none()
}

/// Returns the rule for all responses that a response breaks.
fn broken_rule(answer: &Answer) -> Option<String> {
    let body = String::from_utf8_lossy(&answer.body);
    if body.contains(MARKER) || answer.head.contains(MARKER) {
        return Some("got the marker".into());
    }
    if answer.header("access-control-allow-origin").is_some() {
        return Some("got a leave for other origins".into());
    }
    if is_bare(answer) {
        let is_refusal = [400, 414, 431].contains(&answer.status);
        if !is_refusal || !answer.body.is_empty() {
            return Some(format!("got {answer:?}"));
        }
    }
    for (name, value) in [
        ("cross-origin-resource-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
    ] {
        if answer.header(name) != Some(value) {
            return Some(format!("got {name} otherwise: {}", answer.head));
        }
    }
    let allow = (answer.status == 405).then_some("GET, HEAD");
    (answer.header("allow") != allow).then(|| format!("got {}", answer.head))
}

#[test]
fn every_row_of_raw_requests_gets_its_answer() {
    let workspace = site();
    let mut preview = Preview::start(&workspace, &[]);
    let root = fs::canonicalize(workspace.path()).unwrap();
    let rows = rows(&[
        ("{HOST}", preview.address.to_string()),
        ("{PORT}", preview.address.port().to_string()),
        ("{ROOT}", root.to_str().unwrap().to_owned()),
    ]);
    assert!(rows.len() > 4_000, "{}", rows.len());
    let (address, next) = (preview.address, AtomicUsize::new(0));
    let work = || {
        let mut faults = Vec::new();
        while let Some(row) = rows.get(next.fetch_add(1, Ordering::Relaxed)) {
            let fault = fault(address, row);
            let shown: String = row.shown.chars().take(120).collect();
            faults.extend(fault.map(|fault| format!("{} {shown}\n    {fault}", row.expected)));
        }
        faults
    };
    let faults: Vec<String> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..16).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "{} of {}:\n{}", faults.len(), rows.len(), faults.join("\n"));
    assert_eq!(preview.get("").0, 200, "it lives: {}", preview.stderr());
    assert!(!preview.stderr().contains("panicked"), "{}", preview.stderr());
}
