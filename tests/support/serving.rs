//! Runs the preview, and sends it raw requests.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::Workspace;

/// How long a test waits before it fails: longer than any preview takes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// What the preview adds to a page.
pub(crate) const SCRIPT: &str = "<script src=\"/@pakt/live.js\"></script>";

/// A running preview, which ends with the test.
pub(crate) struct Preview {
    pub(crate) child: Child,
    /// Its standard error until now.
    stderr: Arc<Mutex<String>>,
    /// Kept open: the preview must be able to print.
    _stdout: BufReader<ChildStdout>,
    pub(crate) address: SocketAddr,
    open: Option<Client>,
}

impl Preview {
    /// Starts `pakt serve` on a free port.
    pub(crate) fn start(workspace: &Workspace, arguments: &[&str]) -> Self {
        Self::of(workspace.command(&[&["serve", "--port", "0"], arguments].concat()))
    }

    /// Runs a command that serves, and waits for the line with its address.
    pub(crate) fn of(mut command: Command) -> Self {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stderr_text = Arc::new(Mutex::new(String::new()));
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let written = Arc::clone(&stderr_text);
        thread::spawn(move || {
            let mut line = Vec::new();
            while stderr.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
                written.lock().unwrap().push_str(&String::from_utf8_lossy(&line));
                line.clear();
            }
        });
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let address =
            line.split_once("http://").map(|(_, rest)| rest.trim_end_matches(['/', '\n']));
        let address = address.and_then(|address| address.parse().ok());
        let address = address.unwrap_or_else(|| panic!("{line:?} {}", stderr_text.lock().unwrap()));
        Self { child, stderr: stderr_text, _stdout: stdout, address, open: None }
    }

    /// Returns what it has written to standard error.
    pub(crate) fn stderr(&self) -> String {
        self.stderr.lock().unwrap().clone()
    }

    /// Waits until standard error contains a text.
    #[track_caller]
    pub(crate) fn wait_for_stderr(&self, words: &str) {
        let started_at = Instant::now();
        while !self.stderr().contains(words) {
            assert!(started_at.elapsed() < PATIENCE, "{words:?} is not in {}", self.stderr());
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Requests a path of the output on a connection that stays open. Returns status and body.
    pub(crate) fn get(&mut self, path: &str) -> (u16, Vec<u8>) {
        let request = format!("GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n", encoded(path), self.address);
        // The server may have closed an idle connection.
        for _ in 0..2 {
            let address = self.address;
            let client = self.open.get_or_insert_with(|| Client::connect(address));
            client.send(request.as_bytes());
            if let Some(answer) = client.answer() {
                return (answer.status, answer.body);
            }
            self.open = None;
        }
        panic!("no answer for {path}: {}", self.stderr());
    }

    /// Returns a page as built, without the script of the preview.
    pub(crate) fn page(&mut self, path: &str) -> (u16, Vec<u8>) {
        let (status, body) = self.get(path);
        (status, without_script(body))
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A response.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }
}

/// A connection on which any bytes can be sent.
pub(crate) struct Client(pub(crate) BufReader<TcpStream>);

impl Client {
    pub(crate) fn connect(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(BufReader::new(stream))
    }

    pub(crate) fn send(&mut self, bytes: &[u8]) {
        // The server may refuse and close before it has read all.
        self.0.get_mut().write_all(bytes).ok();
    }

    /// Returns the next response. `None` means that the server closed the connection.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            if self.0.read_until(b'\n', &mut head).unwrap_or(0) == 0 {
                return None;
            }
        }
        let head = String::from_utf8(head).unwrap();
        let status = head.get(9..12)?.parse().ok()?;
        let mut answer = Answer { status, head, body: Vec::new() };
        let length = answer.header("content-length").map_or(0, |text| text.parse().unwrap());
        answer.body = vec![0; length];
        self.0.read_exact(&mut answer.body).ok()?;
        Some(answer)
    }

    /// Returns whether the server closes, or sends nothing for a while.
    pub(crate) fn is_quiet(&mut self, wait: Duration) -> bool {
        self.0.get_ref().set_read_timeout(Some(wait)).unwrap();
        !matches!(self.0.read(&mut [0]), Ok(1..))
    }
}

/// Returns a page without the script of the preview.
pub(crate) fn without_script(body: Vec<u8>) -> Vec<u8> {
    match String::from_utf8(body) {
        Ok(text) => text.replacen(SCRIPT, "", 1).into_bytes(),
        Err(error) => error.into_bytes(),
    }
}

fn encoded(path: &str) -> String {
    let one = |byte| match byte {
        b'/' | b'.' | b'-' | b'_' | b'@' => char::from(byte).to_string(),
        _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(one).collect()
}
