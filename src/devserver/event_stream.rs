//! The event stream: the revision now, and each new one (server-sent events, WHATWG HTML §9.2).
//!
//! A stream holds no queue: a client that was slow is told the latest revision, not all of them.
//! It ends by itself after a while, and the script opens it again, so that a client that never
//! reads, which no one can tell from one that has nothing to read, does not keep its place.

use std::time::Instant;

use axum::body::Bytes;
use tokio::sync::watch;
use tokio::time::timeout;

use super::response::ServerState;
use super::response_stream::ChunkSender;
use super::server::ServerLimits;

/// The name that a revision has in the browser.
///
/// `run` differs between two runs of `serve`: after a restart revision 1 is another one.
pub(super) fn revision_id(run: u64, revision: u64) -> String {
    format!("{run:x}-{revision}")
}

/// Sends events until the client leaves, the server stops or the stream is old.
pub(super) async fn send_events(
    mut moment: watch::Receiver<ServerState>,
    run: u64,
    limits: ServerLimits,
    chunks: ChunkSender,
) {
    let opened = Instant::now();
    let mut text = next_event(&mut moment, run);
    loop {
        if chunks.send(Ok(Bytes::from(text))).await.is_err() {
            return;
        }
        text = match timeout(limits.keep_alive, moment.changed()).await {
            Ok(Ok(())) => next_event(&mut moment, run),
            Ok(Err(_)) => return,
            Err(_) if opened.elapsed() > limits.stream_life => return,
            Err(_) => ":\n\n".to_owned(),
        };
    }
}

/// Both numbers, whichever is new: the script knows which it has.
fn next_event(moment: &mut watch::Receiver<ServerState>, run: u64) -> String {
    let now = moment.borrow_and_update();
    let revision = revision_id(run, now.snapshot.revision);
    let out = revision_id(run, now.status_version);
    format!("event: revision\ndata: {revision}\n\nevent: status\ndata: {out}\n\n")
}
