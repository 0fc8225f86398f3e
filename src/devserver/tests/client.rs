//! A client that can send any bytes, and a server with a small site.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::devserver::{
    DevServer, PortChoice, Responder, RouteResponse, ServerLimits, ServerOptions, ServerSnapshot,
};

/// Longer than anything here takes, so that a bug is a failure and not a hang.
pub(super) const MAX_WAIT: Duration = Duration::from_secs(20);

/// Returns the responder of a small site, whose front page contains `name`.
pub(super) fn small_site(name: &'static str, asset: PathBuf) -> Responder {
    Arc::new(move |path| match path {
        "/" => RouteResponse::html(200, format!("<html><body>{name}</body></html>").into_bytes()),
        "/parter/" => RouteResponse::html(200, b"<body>Parter</body>".to_vec()),
        "/parter" => RouteResponse::redirect("/parter/"),
        "/råd" => RouteResponse::redirect("/råd/"),
        "/evil" => RouteResponse::redirect("//evil.test/"),
        "/style.css" => RouteResponse::from_bytes(path, b"body{}".to_vec()),
        "/large.txt" => RouteResponse::from_bytes(path, vec![b'x'; 16 * 1024 * 1024]),
        "/empty.txt" => RouteResponse::from_bytes(path, Vec::new()),
        "/index.json" => RouteResponse::from_bytes(path, b"{}".to_vec()),
        "/asset.pdf" | "/asset.html" => RouteResponse::from_file(path, asset.clone()),
        "/gone.pdf" => RouteResponse::from_file(path, asset.join("gone")),
        "/panic" => panic!("a bug in the responder"),
        _ => RouteResponse::html(404, b"<body>Finns inte</body>".to_vec()),
    })
}

/// Starts a server on a free port of the loopback address.
pub(super) fn start(limits: ServerLimits, respond: Responder) -> DevServer {
    let options = ServerOptions { port: PortChoice::Exact(0), limits, ..ServerOptions::default() };
    DevServer::start(options, snapshot(1, respond)).unwrap()
}

/// Returns a snapshot whose source locations are the pages themselves.
pub(super) fn snapshot(revision: u64, respond: Responder) -> ServerSnapshot {
    ServerSnapshot { revision, source_locations: Arc::clone(&respond), respond }
}

/// Starts a server of the small site, without assets.
pub(super) fn start_small() -> DevServer {
    start(ServerLimits::default(), small_site("Hem", PathBuf::from("/nowhere")))
}

/// A response.
#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    /// The status line and the headers.
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Response {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// A connection.
pub(super) struct Client(pub(super) BufReader<TcpStream>);

impl Client {
    pub(super) fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(MAX_WAIT)).unwrap();
        stream.set_write_timeout(Some(MAX_WAIT)).unwrap();
        Self(BufReader::new(stream))
    }

    pub(super) fn send(&mut self, bytes: &[u8]) {
        // The server may close the connection before it has read everything.
        self.0.get_mut().write_all(bytes).ok();
    }

    /// Reads the status and the headers. `None` if the server closed the connection.
    pub(super) fn head(&mut self) -> Option<Response> {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            if self.0.read_line(&mut head).unwrap_or(0) == 0 {
                return None;
            }
        }
        let status = head.split(' ').nth(1)?.parse().ok()?;
        Some(Response { status, head, body: Vec::new() })
    }

    /// Reads a response with its body. `None` if the server closed the connection.
    pub(super) fn response(&mut self) -> Option<Response> {
        let mut response = self.head()?;
        let length = response.header("content-length").map_or(0, |text| text.parse().unwrap());
        response.body = vec![0; length];
        self.0.read_exact(&mut response.body).unwrap();
        Some(response)
    }

    /// Waits until the server closes the connection. Returns whether it did so without a byte.
    pub(super) fn is_closed(&mut self) -> bool {
        self.0
            .read(&mut [0])
            .map_or_else(|e| e.kind() == std::io::ErrorKind::ConnectionReset, |n| n == 0)
    }
}

/// Sends one request on a new connection.
pub(super) fn exchange(server: &DevServer, request: &[u8]) -> Option<Response> {
    let mut client = Client::connect(server.address());
    client.send(request);
    client.response()
}

/// Sends an ordinary request, as a browser does.
pub(super) fn request(server: &DevServer, method: &str, target: &str) -> Response {
    let host = server.address();
    let text = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
    exchange(server, text.as_bytes()).unwrap()
}

pub(super) fn get(server: &DevServer, target: &str) -> Response {
    request(server, "GET", target)
}

#[test]
fn the_server_listens_on_the_loopback_address() {
    assert_eq!(start_small().address().ip(), Ipv4Addr::LOCALHOST);
}
