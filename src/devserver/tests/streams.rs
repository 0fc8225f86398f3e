//! Event streams, and clients that are slow, silent or many (T21).

use std::io::{BufRead, Read};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::client::{Client, PATIENCE, get, shown, site, start, start_small};
use crate::devserver::{DevServer, RouteResponse, ServerLimits};

/// Much shorter than patience, much longer than an answer takes.
const SHORT: Duration = Duration::from_millis(300);

fn short() -> ServerLimits {
    ServerLimits { deadline: SHORT, ..ServerLimits::default() }
}

fn open_stream(address: SocketAddr) -> Client {
    let mut client = Client::connect(address);
    client.send(format!("GET /@pakt/events HTTP/1.1\r\nHost: {address}\r\n\r\n").as_bytes());
    let response = client.head().unwrap();
    assert_eq!(response.status, 200);
    assert_eq!(response.header("content-type"), Some("text/event-stream"));
    assert_eq!(response.header("cross-origin-resource-policy"), Some("same-origin"));
    assert_eq!(response.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(response.header("access-control-allow-origin"), None);
    client
}

/// The next line of the stream that begins so; `None` at its end.
fn next_line(client: &mut Client, prefix: &str) -> Option<String> {
    loop {
        let mut line = String::new();
        if client.0.read_line(&mut line).unwrap() == 0 {
            return None;
        }
        if let Some(rest) = line.strip_prefix(prefix) {
            return Some(rest.trim_end().to_owned());
        }
    }
}

fn next_revision(client: &mut Client) -> Option<u64> {
    next_number(client, "revision")
}

/// The number that the next event of a name has.
fn next_number(client: &mut Client, event: &str) -> Option<u64> {
    next_line(client, &format!("event: {event}"))?;
    let name = next_line(client, "data: ")?;
    name.rsplit_once('-').unwrap().1.parse().ok()
}

fn replace(server: &DevServer, revision: u64) {
    server.replace_snapshot(shown(revision, site("Ny", PathBuf::new())));
}

#[test]
fn a_stream_tells_the_revision_now_and_each_new_one() {
    let server = start_small();
    let mut client = open_stream(server.address());
    assert_eq!(next_revision(&mut client), Some(1));
    for revision in [2, 3, 7] {
        replace(&server, revision);
        assert_eq!(next_revision(&mut client), Some(revision));
    }
    assert_eq!(next_revision(&mut open_stream(server.address())), Some(7));
}

#[test]
fn what_is_wrong_is_told_once_and_can_be_asked_for() {
    let server = start_small();
    let mut client = open_stream(server.address());
    assert_eq!(next_number(&mut client, "status"), Some(0));
    assert_eq!(get(&server, "/@pakt/status/parter/").status, 404);
    for number in [1, 2] {
        let say = move |path: &str| {
            RouteResponse::from_bytes("x.json", format!("{path} {number}").into())
        };
        server.set_status_provider(Arc::new(say));
        assert_eq!(next_number(&mut client, "status"), Some(number));
    }
    let answer = get(&server, "/@pakt/status/parter/");
    assert_eq!(answer.text(), "/parter/ 2");
    assert_eq!(answer.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
}

#[test]
fn hundreds_of_streams_hear_of_a_change() {
    let server = start_small();
    let mut clients: Vec<_> = (0..300).map(|_| open_stream(server.address())).collect();
    for client in &mut clients {
        assert_eq!(next_revision(client), Some(1));
    }
    replace(&server, 2);
    for client in &mut clients {
        assert_eq!(next_revision(client), Some(2));
    }
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn one_stream_too_many_is_refused_until_one_leaves() {
    let limits = ServerLimits { streams: 2, ..ServerLimits::default() };
    let server = start(limits, site("Hem", PathBuf::new()));
    let first = open_stream(server.address());
    let _second = open_stream(server.address());
    assert_eq!(get(&server, "/@pakt/events").status, 503);
    drop(first);
    let begun = Instant::now();
    while get_stream_status(&server) == 503 {
        assert!(begun.elapsed() < PATIENCE);
        std::thread::yield_now();
    }
}

fn get_stream_status(server: &DevServer) -> u16 {
    let mut client = Client::connect(server.address());
    let host = server.address();
    client.send(format!("GET /@pakt/events HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
    client.head().unwrap().status
}

#[test]
fn a_quiet_stream_outlives_the_deadline_and_says_that_it_is_alive() {
    let limits = ServerLimits { keep_alive: SHORT, ..short() };
    let server = start(limits, site("Hem", PathBuf::new()));
    let mut client = open_stream(server.address());
    for _ in 0..3 {
        assert_eq!(next_line(&mut client, ":").as_deref(), Some(""));
    }
    replace(&server, 2);
    assert_eq!(next_revision(&mut client), Some(2));
}

#[test]
fn an_old_stream_ends() {
    let limits = ServerLimits { keep_alive: SHORT / 10, stream_life: Duration::ZERO, ..short() };
    let server = start(limits, site("Hem", PathBuf::new()));
    let mut client = open_stream(server.address());
    assert_eq!(next_revision(&mut client), Some(1));
    assert_eq!(next_revision(&mut client), None);
}

#[test]
fn a_silent_client_is_closed() {
    let server = start(short(), site("Hem", PathBuf::new()));
    let begun = Instant::now();
    assert!(Client::connect(server.address()).is_closed());
    assert!(begun.elapsed() >= SHORT);
    // So is one that was answered, at once or in many writes, and then says nothing more.
    for path in ["/", "/large.txt"] {
        let mut client = Client::connect(server.address());
        let host = server.address();
        client.send(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(client.response().unwrap().status, 200);
        assert!(client.is_closed());
    }
}

#[test]
fn a_head_that_drips_is_closed() {
    let server = start(short(), site("Hem", PathBuf::new()));
    let mut client = Client::connect(server.address());
    let begun = Instant::now();
    let dripping = client.0.get_ref().try_clone().unwrap();
    let drip = std::thread::spawn(move || {
        use std::io::Write;
        // Far more bytes than the deadline has time for, were it renewed by each.
        for byte in b"GET / HTTP/1.1\r\nX: ".iter().chain([b'x'; 2_000].iter()) {
            if (&dripping).write_all(&[*byte]).is_err() {
                return;
            }
            std::thread::sleep(SHORT / 30);
        }
    });
    assert!(client.is_closed());
    assert!(begun.elapsed() < PATIENCE);
    drop(client);
    drip.join().unwrap();
}

#[test]
fn a_client_that_does_not_read_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let asset = folder.path().join("asset");
    let length = 256 * 1024 * 1024;
    std::fs::File::create(&asset).unwrap().set_len(length).unwrap();
    let server = start(ServerLimits { connections: 1, ..short() }, site("Hem", asset));
    let mut client = Client::connect(server.address());
    client
        .send(format!("GET /asset.pdf HTTP/1.1\r\nHost: {}\r\n\r\n", server.address()).as_bytes());
    // There is room for one connection only: that the next is answered shows that it is closed.
    assert_eq!(get(&server, "/").status, 200);
    let mut read = 0;
    let mut chunk = vec![0; 1024 * 1024];
    while let Ok(n @ 1..) = client.0.read(&mut chunk) {
        read += n as u64;
    }
    assert!(read < length);
}

#[test]
fn silent_clients_do_not_hold_up_a_page() {
    let server = start_small();
    let silent: Vec<_> = (0..400).map(|_| Client::connect(server.address())).collect();
    for _ in 0..400 {
        drop(Client::connect(server.address()));
    }
    assert_eq!(get(&server, "/").status, 200);
    drop(silent);
}

#[test]
fn a_stop_closes_everything_at_once() {
    let server = start_small();
    let address = server.address();
    let mut stream = open_stream(address);
    assert_eq!(next_revision(&mut stream), Some(1));
    let begun = Instant::now();
    server.stop();
    assert!(begun.elapsed() < Duration::from_secs(1));
    let mut rest = Vec::new();
    stream.0.read_to_end(&mut rest).ok();
    assert!(std::net::TcpStream::connect(address).is_err());
}
