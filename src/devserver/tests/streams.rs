//! Event streams, and clients that are slow, silent or many.

use std::io::{BufRead, Read};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::client::{Client, get, small_site, snapshot, start, start_small};
use crate::devserver::{DevServer, RouteResponse, ServerLimits};

/// Much longer than a response takes.
const SHORT: Duration = Duration::from_millis(300);

fn short_timeout() -> ServerLimits {
    ServerLimits { timeout: SHORT, ..ServerLimits::default() }
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

/// Returns the rest of the next line that begins with `prefix`. `None` at the end of the stream.
fn next_line(client: &mut Client, prefix: &str) -> Option<String> {
    loop {
        let mut line = String::new();
        if client.0.read_line(&mut line).unwrap() == 0 {
            return None;
        }
        if let Some(value) = line.strip_prefix(prefix) {
            return Some(value.trim_end().to_owned());
        }
    }
}

fn next_revision(client: &mut Client) -> Option<u64> {
    next_number(client, "revision")
}

/// Returns the number in the next event with a name.
fn next_number(client: &mut Client, event: &str) -> Option<u64> {
    next_line(client, &format!("event: {event}"))?;
    let id = next_line(client, "data: ")?;
    id.rsplit_once('-').unwrap().1.parse().ok()
}

fn replace(server: &DevServer, revision: u64) {
    server.replace_snapshot(snapshot(revision, small_site("Ny", PathBuf::new())));
}

#[test]
fn a_stream_has_the_current_revision_and_each_new_one() {
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
fn a_new_status_is_announced_once_and_can_be_fetched() {
    let server = start_small();
    let mut client = open_stream(server.address());
    assert_eq!(next_number(&mut client, "status"), Some(0));
    assert_eq!(get(&server, "/@pakt/status/parter/").status, 404);
    for number in [1, 2] {
        let status = move |path: &str| {
            RouteResponse::from_bytes("x.json", format!("{path} {number}").into())
        };
        server.set_status_provider(Arc::new(status));
        assert_eq!(next_number(&mut client, "status"), Some(number));
    }
    let response = get(&server, "/@pakt/status/parter/");
    assert_eq!(response.text(), "/parter/ 2");
    assert_eq!(response.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(response.header("cross-origin-resource-policy"), Some("same-origin"));
}

#[test]
fn hundreds_of_streams_receive_a_change() {
    let server = start_small();
    let mut clients: Vec<_> = (0..500).map(|_| open_stream(server.address())).collect();
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
    let server = start(limits, small_site("Hem", PathBuf::new()));
    let first = open_stream(server.address());
    let _second = open_stream(server.address());
    assert_eq!(get(&server, "/@pakt/events").status, 503);
    drop(first);
    // The server notices a moment later that the first client has left.
    while get_stream_status(&server) == 503 {
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
fn an_idle_stream_outlives_the_timeout_with_signs_of_life() {
    let limits = ServerLimits { keep_alive: SHORT, ..short_timeout() };
    let server = start(limits, small_site("Hem", PathBuf::new()));
    let mut client = open_stream(server.address());
    for _ in 0..3 {
        assert_eq!(next_line(&mut client, ":").as_deref(), Some(""));
    }
    replace(&server, 2);
    assert_eq!(next_revision(&mut client), Some(2));
}

#[test]
fn a_stream_ends_at_its_age_limit() {
    let limits =
        ServerLimits { keep_alive: SHORT / 10, stream_life: Duration::ZERO, ..short_timeout() };
    let server = start(limits, small_site("Hem", PathBuf::new()));
    let mut client = open_stream(server.address());
    assert_eq!(next_revision(&mut client), Some(1));
    assert_eq!(next_revision(&mut client), None);
}

#[test]
fn a_silent_client_is_closed() {
    let server = start(short_timeout(), small_site("Hem", PathBuf::new()));
    assert!(Client::connect(server.address()).is_closed());
    // So is one that sends nothing more after a response, whether that was small or large.
    for path in ["/", "/large.txt"] {
        let mut client = Client::connect(server.address());
        let host = server.address();
        client.send(format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(client.response().unwrap().status, 200);
        assert!(client.is_closed());
    }
}

#[test]
fn a_client_that_does_not_read_is_closed() {
    let folder = tempfile::tempdir().unwrap();
    let asset = folder.path().join("asset");
    let length = 256 * 1024 * 1024;
    std::fs::File::create(&asset).unwrap().set_len(length).unwrap();
    let server =
        start(ServerLimits { connections: 1, ..short_timeout() }, small_site("Hem", asset));
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
fn silent_clients_do_not_delay_a_page() {
    let server = start_small();
    let silent: Vec<_> = (0..400).map(|_| Client::connect(server.address())).collect();
    for _ in 0..400 {
        drop(Client::connect(server.address()));
    }
    assert_eq!(get(&server, "/").status, 200);
    drop(silent);
}

#[test]
fn a_stop_closes_everything() {
    let server = start_small();
    let address = server.address();
    let mut stream = open_stream(address);
    assert_eq!(next_revision(&mut stream), Some(1));
    server.stop();
    stream.0.read_to_end(&mut Vec::new()).ok();
    assert!(std::net::TcpStream::connect(address).is_err());
}
