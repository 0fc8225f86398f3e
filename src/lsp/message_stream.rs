//! Messages on a pair of streams: headers, an empty line, and JSON (LSP 3.17, base protocol).
//!
//! What cannot be read is skipped, so that one bad message does not end a session.

use lsp_server::{Connection, Message};
use std::io::{self, BufRead, Read as _, Write};
use std::thread;

/// The maximum size of a message. A larger one is skipped.
const MAX_MESSAGE_BYTES: u64 = 256 * 1024 * 1024;
/// The maximum size of a line of the header.
const MAX_HEADER_BYTES: u64 = 8 * 1024;

/// Returns a connection that reads from one stream and writes to another, each on a thread of its
/// own. The connection is closed when the input ends.
pub fn connect_streams(
    mut input: impl BufRead + Send + 'static,
    mut output: impl Write + Send + 'static,
) -> (Connection, thread::JoinHandle<()>) {
    let (server_side, client_side) = Connection::memory();
    let Connection { sender: to_server, receiver: from_server } = client_side;
    thread::spawn(move || {
        while let Ok(Some(message)) = read_message(&mut input) {
            if to_server.send(message).is_err() {
                return;
            }
        }
    });
    let writer = thread::spawn(move || {
        for message in from_server {
            if message.write(&mut output).is_err() {
                return;
            }
        }
    });
    (server_side, writer)
}

/// Reads the next message that can be read. `None` means that the input has ended.
///
/// # Errors
/// The stream cannot be read.
fn read_message(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    loop {
        let Some(size_bytes) = read_header(input)? else { return Ok(None) };
        if size_bytes > MAX_MESSAGE_BYTES {
            io::copy(&mut input.take(size_bytes), &mut io::sink())?;
            continue;
        }
        let mut body = Vec::new();
        input.take(size_bytes).read_to_end(&mut body)?;
        if let Ok(message) = serde_json::from_slice(&body) {
            return Ok(Some(message));
        }
    }
}

/// Reads lines up to an empty one that ends a header with a size. `None` means that the input has
/// ended.
fn read_header(input: &mut impl BufRead) -> io::Result<Option<u64>> {
    let mut size_bytes = None;
    loop {
        let mut line = Vec::new();
        if input.take(MAX_HEADER_BYTES).read_until(b'\n', &mut line)? == 0 {
            return Ok(None);
        }
        let line = String::from_utf8_lossy(&line);
        match line.trim().split_once(':') {
            Some((name, value)) if name.trim().eq_ignore_ascii_case("content-length") => {
                size_bytes = value.trim().parse().ok();
            }
            Some(_) => {}
            None if line.trim().is_empty() && size_bytes.is_some() => return Ok(size_bytes),
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn methods(input: &str) -> Vec<String> {
        let mut input = input.as_bytes();
        let mut methods = Vec::new();
        while let Some(message) = read_message(&mut input).unwrap() {
            if let Message::Notification(notification) = message {
                methods.push(notification.method);
            }
        }
        methods
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn what_is_not_a_message_is_skipped() {
        let good = framed(r#"{"jsonrpc":"2.0","method":"a"}"#);
        for bad in [
            framed("{"),
            framed("[]"),
            framed("\u{0}"),
            "\r\n\r\nnonsense\r\n".to_owned(),
            "Content-Length: x\r\n".to_owned(),
            "Content-Type: a\r\n".to_owned(),
        ] {
            assert_eq!(methods(&format!("{good}{bad}{good}")), ["a", "a"], "{bad:?}");
        }
        assert_eq!(methods("Content-Length: 99999999999999\r\n\r\n{}"), [""; 0]);
    }
}
