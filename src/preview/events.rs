//! The event stream: the revision now, and each new one (server-sent events, WHATWG HTML §9.2).
//!
//! A stream holds no queue: a client that was slow is told the latest revision, not all of them.
//! It ends by itself after a while, and the script opens it again, so that a client that never
//! reads, which no one can tell from one that has nothing to read, does not keep its place.

use std::sync::Arc;
use std::time::Instant;

use axum::body::Bytes;
use tokio::sync::watch;
use tokio::time::timeout;

use super::answer::Shown;
use super::outgoing::Chunks;
use super::server::Limits;

/// The name that a revision has in the browser.
///
/// `run` differs between two runs of `serve`: after a restart revision 1 is another one.
pub(super) fn revision_name(run: u64, revision: u64) -> String {
    format!("{run:x}-{revision}")
}

/// Sends events until the client leaves, the server stops or the stream is old.
pub(super) async fn send(
    mut shown: watch::Receiver<Arc<Shown>>,
    run: u64,
    limits: Limits,
    chunks: Chunks,
) {
    let opened = Instant::now();
    let mut text = event(&mut shown, run);
    loop {
        if chunks.send(Ok(Bytes::from(text))).await.is_err() {
            return;
        }
        text = match timeout(limits.keep_alive, shown.changed()).await {
            Ok(Ok(())) => event(&mut shown, run),
            Ok(Err(_)) => return,
            Err(_) if opened.elapsed() > limits.stream_life => return,
            Err(_) => ":\n\n".to_owned(),
        };
    }
}

fn event(shown: &mut watch::Receiver<Arc<Shown>>, run: u64) -> String {
    let revision = shown.borrow_and_update().revision;
    format!("event: revision\ndata: {}\n\n", revision_name(run, revision))
}
