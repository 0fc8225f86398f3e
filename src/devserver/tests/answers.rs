//! What is answered: pages, redirects, assets, HEAD, the address.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::client::{Client, get, request, shown, site, start, start_small};
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
fn all_else_is_sent_as_it_is() {
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
    let server = start(ServerLimits::default(), site("Hem", asset));
    let targets =
        ["/", "/parter", "/style.css", "/empty.txt", "/asset.pdf", "/nej", "/@pakt/live.js"];
    let lines_of = |head: &str| {
        let lines = head.lines().filter(|line| !line.starts_with("date: "));
        lines.map(str::to_owned).collect::<BTreeSet<_>>()
    };
    let mut client = Client::connect(server.address());
    for target in targets {
        let of_get = get(&server, target);
        // On one connection: a stray body would be read as the next head.
        let host = server.address();
        client.send(format!("HEAD {target} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes());
        let of_head = client.head().unwrap();
        assert_eq!(lines_of(&of_head.head), lines_of(&of_get.head), "{target}");
        let length = of_get.body.len().to_string();
        assert_eq!(of_head.header("content-length"), Some(length.as_str()), "{target}");
    }
}

#[test]
fn an_asset_is_streamed_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let asset = folder.path().join("asset");
    let server = start(ServerLimits::default(), site("Hem", asset.clone()));
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
fn a_fault_in_the_look_up_is_one_bad_answer() {
    let server = start_small();
    assert_eq!(get(&server, "/panic").status, 500);
    assert_eq!(get(&server, "/").status, 200);
}

#[test]
fn own_paths_never_reach_the_look_up() {
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
fn what_is_shown_is_replaced_whole() {
    let server = start_small();
    let name = |server: &DevServer| {
        let timing = get(server, "/").header("server-timing").unwrap().to_owned();
        timing.strip_prefix("pakt;desc=\"").unwrap().trim_end_matches('"').to_owned()
    };
    let before = name(&server);
    server.replace_snapshot(shown(2, site("Ny", PathBuf::new())));
    assert!(get(&server, "/").text().contains("Ny"));
    let after = name(&server);
    assert!(before.ends_with("-1") && after.ends_with("-2"), "{before} {after}");
    assert!(get(&server, "/@pakt/live.js").text().contains(&format!("\"{after}\"")));
    // Another run has other names for its revisions.
    assert_ne!(name(&start_small()), before);
}

#[test]
fn a_port_in_use_is_told_or_passed_over() {
    let first = start_small();
    let port = first.address().port();
    let again = |port| {
        let respond = site("Hem", PathBuf::new());
        DevServer::start(ServerOptions { port, ..ServerOptions::default() }, shown(1, respond))
    };
    let error = again(PortChoice::Exact(port)).err().unwrap();
    assert!(format!("{error:#}").contains(&format!("127.0.0.1:{port}")), "{error:#}");
    if let Ok(second) = again(PortChoice::FirstFreeFrom(port)) {
        assert!(second.address().port() > port);
    }
}

#[test]
fn the_url_can_be_opened_on_this_machine() {
    let respond = site("Hem", PathBuf::new());
    let options = ServerOptions {
        address: [0, 0, 0, 0].into(),
        port: PortChoice::Exact(0),
        ..ServerOptions::default()
    };
    let server = DevServer::start(options, shown(1, respond)).unwrap();
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
