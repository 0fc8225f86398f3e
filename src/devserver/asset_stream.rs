//! An asset on disk, streamed: opened when asked for, read in chunks, never held whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use axum::body::Bytes;
use tokio::task::spawn_blocking;

use super::response_stream::{ChunkSender, ResponseContent};

/// How much of a file is in memory at a time, per request; twice that with the chunk under way.
const CHUNK_BYTES: usize = 64 * 1024;

/// Opens a regular file and measures it. Blocks. `None` if there is none that can be read.
///
/// It is measured before it is opened as well, since opening a pipe would wait for its writer.
pub(super) fn open_asset(path: &Path) -> Option<(File, u64)> {
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    let file = File::open(path).ok()?;
    let metadata = file.metadata().ok()?;
    metadata.is_file().then_some((file, metadata.len()))
}

/// The body of a file just opened.
pub(super) fn asset_content(file: File, length: u64) -> ResponseContent {
    ResponseContent::streamed(Some(length), move |chunks| send_chunks(file, length, chunks))
}

/// Sends `length` bytes. A file that has become shorter breaks the connection, so that nobody
/// takes a half for the whole.
async fn send_chunks(mut file: File, mut left: u64, chunks: ChunkSender) {
    while left > 0 {
        let size = usize::try_from(left).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
        let read = spawn_blocking(move || {
            let mut chunk = vec![0; size];
            file.read_exact(&mut chunk).map(|()| (file, chunk))
        });
        let sent = match read.await.unwrap_or_else(|_| Err(io::ErrorKind::Other.into())) {
            Ok((back, chunk)) => {
                file = back;
                left = left.saturating_sub(chunk.len() as u64);
                chunks.send(Ok(Bytes::from(chunk))).await
            }
            Err(error) => {
                // The connection breaks, or is gone already.
                chunks.send(Err(error)).await.ok();
                return;
            }
        };
        if sent.is_err() {
            return;
        }
    }
}
