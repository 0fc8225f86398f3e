//! The event stream: the current revision and each new one (server-sent events, WHATWG HTML §9.2).
//!
//! A stream has no queue: a slow client receives the latest revision, not all of them. A stream
//! ends after a while, and the script opens it again. A client that never reads looks the same as
//! one that has nothing to read, and without that limit it would occupy its place for ever.

use hyper::body::Bytes;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use super::response::ServerState;
use super::response_stream::ChunkSender;
use super::server::ServerLimits;

/// Returns the name of a revision in the browser.
///
/// `run_id` differs between two runs of the server, because both have a revision 1.
pub(super) fn revision_id(run_id: u64, revision: u64) -> String {
    format!("{run_id:x}-{revision}")
}

/// Sends events until the client leaves, the server stops or the stream has reached its age limit.
pub(super) async fn send_events(
    mut state: watch::Receiver<ServerState>,
    run_id: u64,
    limits: ServerLimits,
    chunks: ChunkSender,
) {
    let opened_at = Instant::now();
    let mut text = next_event(&mut state, run_id);
    loop {
        if chunks.send(Ok(Bytes::from(text))).await.is_err() {
            return;
        }
        text = match timeout(limits.keep_alive, state.changed()).await {
            Ok(Ok(())) => next_event(&mut state, run_id),
            Ok(Err(_)) => return,
            Err(_) if opened_at.elapsed() > limits.stream_life => return,
            // A comment, so that a proxy or the client sees that the stream is alive.
            Err(_) => ":\n\n".to_owned(),
        };
    }
}

/// Returns both numbers, also if only one is new: the script knows which of them it has.
fn next_event(state: &mut watch::Receiver<ServerState>, run_id: u64) -> String {
    let current = state.borrow_and_update();
    let revision = revision_id(run_id, current.snapshot.revision);
    let status_version = revision_id(run_id, current.status_version);
    format!("event: revision\ndata: {revision}\n\nevent: status\ndata: {status_version}\n\n")
}
