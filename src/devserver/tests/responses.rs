//! Responses: pages, redirects, assets, HEAD, the address.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::client::{Client, get, request, small_site, snapshot, start, start_small};
use crate::devserver::{DevServer, PortChoice, ServerLimits, ServerOptions};

const TAG: &str = r#"<script src="/@pakt/live.js"></script>"#;

#[test]
fn a_page_is_the_built_page_and_the_live_script() {
    let server = start_small();
    for (target, status, page) in [
        ("/", 200, "<html><body>Hem@</body></html>"),
        ("/?raw&x=/../", 200, "<html><body>Hem@</body></html>"),
        ("/parter/", 200, "<body>Parter@</body>"),
        ("/finns-inte/", 404, "<body>Finns inte@</body>"),
    ] {
        let response = get(&server, target);
        assert_eq!(response.status, status, "{target}");
        assert_eq!(response.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(response.text(), page.replace('@', TAG), "{target}");
    }
}

#[test]
fn other_content_is_sent_unchanged() {
    let server = start_small();
    for (target, content_type, text) in [
        ("/style.css", "text/css; charset=utf-8", "body{}"),
        ("/index.json", "application/json; charset=utf-8", "{}"),
        ("/empty.txt", "text/plain; charset=utf-8", ""),
    ] {
        let response = get(&server, target);
        assert_eq!(response.status, 200, "{target}");
        assert_eq!(response.header("content-type"), Some(content_type), "{target}");
        assert_eq!(response.text(), text, "{target}");
    }
}

#[test]
fn a_redirect_names_only_a_path() {
    let server = start_small();
    for (target, location) in [
        ("/parter", "/parter/"),
        ("/parter?next=//evil.test/", "/parter/"),
        ("/r%C3%A5d", "/r%C3%A5d/"),
    ] {
        let response = get(&server, target);
        assert_eq!(response.status, 301, "{target}");
        assert_eq!(response.header("location"), Some(location), "{target}");
    }
    let response = get(&server, "/evil");
    assert_eq!((response.status, response.header("location")), (500, None));
}

#[test]
fn head_has_the_headers_of_get_and_no_body() {
    let folder = tempfile::tempdir().unwrap();
    let asset = folder.path().join("asset");
    std::fs::write(&asset, "%PDF").unwrap();
    let server = start(ServerLimits::default(), small_site("Hem", asset));
    let targets =
        ["/", "/parter", "/style.css", "/empty.txt", "/asset.pdf", "/nej", "/@pakt/live.js"];
    let header_lines = |head: &str| {
        let lines = head.lines().filter(|line| !line.starts_with("date: "));
        lines.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let mut client = Client::connect(server.address());
    for target in targets {
        let get_response = get(&server, target);
        // On one connection: a body would be read as the next head.
        let host = server.address();
        client.send(format!("HEAD {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        let head_response = client.head().unwrap();
        assert_eq!(header_lines(&head_response.head), header_lines(&get_response.head), "{target}");
        let length = get_response.body.len().to_string();
        assert_eq!(head_response.header("content-length"), Some(length.as_str()), "{target}");
    }
}

#[test]
fn an_asset_is_streamed_unchanged() {
    let folder = tempfile::tempdir().unwrap();
    let asset = folder.path().join("asset");
    let server = start(ServerLimits::default(), small_site("Hem", asset.clone()));
    let long: Vec<u8> = (0..1_000_003_u32).map(|n| n.to_le_bytes()[0]).collect();
    for bytes in [&b""[..], b"<body></body>", &long] {
        std::fs::write(&asset, bytes).unwrap();
        for (target, content_type) in
            [("/asset.pdf", "application/pdf"), ("/asset.html", "text/html; charset=utf-8")]
        {
            let response = get(&server, target);
            assert_eq!(response.status, 200);
            assert_eq!(response.header("content-type"), Some(content_type));
            assert!(response.body == bytes);
        }
    }
    std::fs::remove_file(&asset).unwrap();
    assert_eq!(get(&server, "/asset.pdf").status, 404);
    assert_eq!(get(&server, "/gone.pdf").status, 404);
    std::fs::create_dir(&asset).unwrap();
    assert_eq!(get(&server, "/asset.pdf").status, 404);
}

#[test]
fn a_panic_of_the_responder_affects_one_response() {
    let server = start_small();
    assert_eq!(get(&server, "/panic").status, 500);
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn internal_paths_never_reach_the_responder() {
    let server = start_small();
    let script = get(&server, "/@pakt/live.js");
    assert_eq!(script.status, 200);
    assert_eq!(script.header("content-type"), Some("text/javascript; charset=utf-8"));
    for target in ["/@pakt/", "/@pakt/x", "/@pakt/live.js/", "/%40pakt/x"] {
        let response = get(&server, target);
        assert_eq!(response.status, 404, "{target}");
        assert!(!response.text().contains("Finns inte"), "{target}");
    }
}

#[test]
fn the_snapshot_is_replaced_as_a_whole() {
    let server = start_small();
    let revision_id = |server: &DevServer| {
        let timing = get(server, "/").header("server-timing").unwrap().to_owned();
        timing.strip_prefix("pakt;desc=\"").unwrap().trim_end_matches('"').to_owned()
    };
    let old_id = revision_id(&server);
    server.replace_snapshot(snapshot(2, small_site("Ny", PathBuf::new())));
    assert!(get(&server, "/").text().contains("Ny"));
    let new_id = revision_id(&server);
    assert!(old_id.ends_with("-1") && new_id.ends_with("-2"), "{old_id} {new_id}");
    assert!(get(&server, "/@pakt/live.js").text().contains(&format!("\"{new_id}\"")));
    // Another run has other ids for its revisions.
    assert_ne!(revision_id(&start_small()), old_id);
}

#[test]
fn a_port_in_use_is_an_error_or_skipped() {
    let first = start_small();
    let port = first.address().port();
    let start_second = |port| {
        let respond = small_site("Hem", PathBuf::new());
        DevServer::start(ServerOptions { port, ..ServerOptions::default() }, snapshot(1, respond))
    };
    let error = start_second(PortChoice::Exact(port)).err().unwrap();
    assert!(format!("{error:#}").contains(&format!("127.0.0.1:{port}")), "{error:#}");
    if let Ok(second) = start_second(PortChoice::FirstFreeFrom(port)) {
        assert!(second.address().port() > port);
    }
}

#[test]
fn the_url_can_be_opened_on_this_machine() {
    let respond = small_site("Hem", PathBuf::new());
    let options = ServerOptions {
        address: [0, 0, 0, 0].into(),
        port: PortChoice::Exact(0),
        ..ServerOptions::default()
    };
    let server = DevServer::start(options, snapshot(1, respond)).unwrap();
    let port = server.address().port();
    assert_eq!(server.url(), format!("http://127.0.0.1:{port}/"));
    let mut client = Client::connect(([127, 0, 0, 1], port).into());
    client.send(format!("GET / HTTP/1.1\r\nHost: 0.0.0.0:{port}\r\n\r\n").as_bytes());
    assert_eq!(client.response().unwrap().status, 403);
}

#[test]
fn requests_in_one_packet_are_answered_in_order() {
    let server = start_small();
    let host = server.address();
    let mut client = Client::connect(host);
    let targets = ["/", "/nej", "/style.css"];
    let text: String =
        targets.iter().map(|t| format!("GET {t} HTTP/1.1\r\nHost: {host}\r\n\r\n")).collect();
    client.send(text.as_bytes());
    for target in targets {
        let expected = request(&server, "GET", target);
        let response = client.response().unwrap();
        assert_eq!((response.status, &response.body), (expected.status, &expected.body));
    }
}
