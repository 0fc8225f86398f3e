//! Who is refused, and which paths, as tables.

use super::client::{Client, MARKER, Response, exchange, get, request, site, start, start_small};
use crate::preview::{Limits, Server};

/// Every answer has these, and no answer has the one.
fn check_headers(response: &Response, case: &str) {
    let head = &response.head;
    assert_eq!(
        response.header("cross-origin-resource-policy"),
        Some("same-origin"),
        "{case} {head}"
    );
    assert_eq!(response.header("x-content-type-options"), Some("nosniff"), "{case} {head}");
    assert_eq!(response.header("cache-control"), Some("no-store"), "{case} {head}");
    assert_eq!(response.header("access-control-allow-origin"), None, "{case} {head}");
}

/// Sends raw headers after `GET / HTTP/1.1`; `PORT` stands for the port.
fn check_get(server: &Server, headers: &str, status: u16) {
    let headers = headers.replace("PORT", &server.address().port().to_string());
    let response = exchange(server, format!("GET / HTTP/1.1\r\n{headers}\r\n").as_bytes()).unwrap();
    let case: String = headers.chars().take(80).collect();
    assert_eq!(response.status, status, "{case}");
    check_headers(&response, &case);
    assert_eq!(response.text().contains("Hem"), status == 200, "{case}");
}

#[test]
fn only_this_machine_is_answered() {
    let server = start_small();
    let long = format!("Host: {}:PORT\r\n", "a".repeat(65_536));
    for (headers, status) in [
        ("Host: 127.0.0.1:PORT\r\n", 200),
        ("host:127.0.0.1:PORT\r\n", 200),
        ("Host: localhost:PORT\r\n", 200),
        ("Host: sv.localhost:PORT\r\n", 200),
        ("Host: [::1]:PORT\r\n", 200),
        ("Host: evil.test\r\n", 403),
        ("Host: evil.test:PORT\r\n", 403),
        ("Host: 127.0.0.1.evil.test:PORT\r\n", 403),
        ("Host: localhost:9\r\n", 403),
        ("Host: localhost\r\n", 403),
        ("Host: [::1]\r\n", 403),
        ("Host: 10.0.0.1:PORT\r\n", 403),
        ("Host:\r\n", 400),
        ("", 400),
        ("X-Forwarded-Host: localhost:PORT\r\n", 400),
        ("Host: localhost:PORT\r\nHost: localhost:PORT\r\n", 400),
        ("Host: localhost:PORT\r\nHost: evil.test\r\n", 400),
        ("Host: evil.test\r\nX-Forwarded-Host: localhost:PORT\r\n", 403),
        ("Host: l\u{f6}calhost:PORT\r\n", 400),
        ("Host: user@localhost:PORT\r\n", 400),
        ("Host: localhost:PORT, evil.test\r\n", 400),
        (&long, 400),
    ] {
        check_get(&server, headers, status);
    }
}

#[test]
fn an_origin_must_be_our_own() {
    let server = start_small();
    for (origin, status) in [
        ("http://127.0.0.1:PORT", 200),
        ("http://localhost:PORT", 403),
        ("https://127.0.0.1:PORT", 403),
        ("http://127.0.0.1", 403),
        ("http://127.0.0.1:9", 403),
        ("http://127.0.0.1:PORT/", 403),
        ("http://127.0.0.1:PORT.evil.test", 403),
        ("http://192.168.1.1:PORT", 403),
        ("http://evil.test", 403),
        ("null", 403),
        ("", 403),
        ("\u{e5}", 403),
        ("http://127.0.0.1:PORT\r\nOrigin: http://evil.test", 403),
        ("http://evil.test\r\nOrigin: http://127.0.0.1:PORT", 403),
    ] {
        check_get(&server, &format!("Host: 127.0.0.1:PORT\r\nOrigin: {origin}\r\n"), status);
    }
}

#[test]
fn the_event_stream_is_as_closed_as_the_pages() {
    let server = start_small();
    let port = server.address().port();
    for headers in [
        "Host: evil.test\r\n".to_owned(),
        format!("Host: localhost:{port}\r\nOrigin: http://evil.test\r\n"),
    ] {
        for path in ["/@pakt/events", "/@pakt/live.js"] {
            let text = format!("GET {path} HTTP/1.1\r\n{headers}\r\n");
            assert_eq!(exchange(&server, text.as_bytes()).unwrap().status, 403, "{text}");
        }
    }
}

#[test]
fn the_preview_can_only_be_read() {
    let server = start_small();
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get"] {
        for target in ["/", "/finns-inte", "/@pakt/events"] {
            let response = request(&server, method, target);
            assert_eq!(response.status, 405, "{method}");
            assert_eq!(response.header("allow"), Some("GET, HEAD"), "{method}");
            check_headers(&response, method);
        }
    }
    let host = server.address();
    let post = format!("POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1000000\r\n\r\nx=1");
    assert_eq!(exchange(&server, post.as_bytes()).unwrap().status, 405);
    let foreign = exchange(&server, b"POST / HTTP/1.1\r\nHost: evil.test\r\n\r\n").unwrap();
    assert_eq!(foreign.status, 403);
}

/// Files that lie around a site and are no part of it.
const FILES: [&str; 6] =
    ["secret.txt", "site.yaml", ".git/config", "_types/forum.yaml", "utkast.md", ".env"];

/// Ways to leave the root of a site.
const UPS: [&str; 41] = [
    "/",
    "/../",
    "/../../../../../..",
    "/./",
    "/.//",
    "//",
    "///",
    "/%2e%2e/",
    "/%2E%2E/",
    "/.%2e/",
    "/%252e%252e/",
    "/%252e%252e%252f",
    "/..%2f",
    "/..%2F..%2F",
    "/..%5c",
    "/..\\",
    "/\\",
    "/%5c",
    "/%c0%ae%c0%ae/",
    "/%c0%af",
    "/%e0%80%ae/",
    "/..;/",
    "/.../",
    "/....//",
    "/%00/",
    "/a%00/../",
    "/parter/../",
    "/parter/%2e%2e/",
    "/parter//",
    "/@fs/",
    "/@pakt/",
    "/@pakt/../",
    "/C:/",
    "/C:\\",
    "/file:///",
    "/~/",
    "/%2f",
    "/%2f%2f",
    "/style.css/",
    "/style.css/../",
    "/asset.pdf/../",
];

/// What has fooled a check of the end of a path.
const ENDS: [&str; 14] = [
    "",
    "/",
    "?raw",
    "?raw??",
    "?import&raw??",
    "?url",
    "#/../",
    "%00",
    "%00.html",
    "%0a",
    ".",
    "::$DATA",
    "/index.html",
    ";.css",
];

/// Every way up × every file that lies around a site: none is found, and none of it leaks.
#[test]
fn no_request_path_reaches_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    for file in FILES {
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, MARKER).unwrap();
    }
    let server = start(Limits::default(), site("Hem", folder.path().join("asset")));
    let root = folder.path().to_str().unwrap().to_owned();
    let mut n_cases = 0;
    for up in UPS {
        for file in FILES.map(str::to_owned).into_iter().chain([format!("{root}/secret.txt")]) {
            for end in ENDS {
                let target = format!("{up}{file}{end}");
                let text = format!("GET {target} HTTP/1.1\r\nHost: {}\r\n\r\n", server.address());
                let response = exchange(&server, text.as_bytes()).unwrap();
                assert!([400, 404].contains(&response.status), "{} {target}", response.status);
                let body = String::from_utf8_lossy(&response.body);
                assert!(!body.contains(MARKER), "{target}");
                n_cases += 1;
            }
        }
    }
    assert!(n_cases > 2_000);
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn odd_targets_are_refused() {
    let server = start_small();
    let host = server.address();
    for (target, status) in [
        (format!("http://{host}/parter/"), 200),
        (format!("http://{host}"), 200),
        (format!("http://{host}/../secret.txt"), 400),
        (format!("http://{host}//evil"), 400),
        ("http://evil.test/".to_owned(), 400),
        (format!("http://evil.test@{host}/"), 400),
        (format!("https://{host}/"), 400),
        (format!("ftp://{host}/"), 400),
        ("*".to_owned(), 400),
        (host.to_string(), 400),
        ("parter/".to_owned(), 400),
        ("/#/../secret.txt".to_owned(), 400),
        ("/#".to_owned(), 400),
        ("/\0".to_owned(), 400),
        ("/\u{1}".to_owned(), 400),
        (format!("/{}", "a/".repeat(30_000)), 400),
        (format!("/{}", "a".repeat(1_000_000)), 431),
    ] {
        let text = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        let response = exchange(&server, text.as_bytes()).unwrap();
        let case: String = target.chars().take(80).collect();
        assert_eq!(response.status, status, "{case}");
    }
}

#[test]
fn what_is_not_http_ends_only_its_own_connection() {
    let server = start_small();
    for bytes in [
        &b"\0\0\0\0\r\n\r\n"[..],
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: \0\r\n\r\n",
        b"GET /\xff HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ] {
        let response = exchange(&server, bytes);
        assert!(response.is_none_or(|response| [400, 505].contains(&response.status)), "{bytes:?}");
    }
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn a_fragment_is_seen_on_each_request_of_a_connection() {
    let server = start_small();
    let host = server.address();
    let mut client = Client::connect(host);
    for (target, status) in [("/", 200), ("/#x", 400), ("/parter/", 200), ("/#", 400), ("/", 200)] {
        client.send(format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        assert_eq!(client.response().unwrap().status, status, "{target}");
    }
}
