//! Streams a file from disk in chunks, so that it is never in memory as a whole.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use hyper::body::Bytes;
use tokio::task::spawn_blocking;

use super::response_stream::{ChunkSender, ResponseContent};

/// The size of a chunk. Per request, at most two are in memory.
const CHUNK_BYTES: usize = 64 * 1024;

/// Opens a regular file and returns it with its length. Blocks. `None` if it cannot be read.
pub(super) fn open_asset(path: &Path) -> Option<(File, u64)> {
    // Checked before it is opened too: opening a named pipe would wait for a writer.
    if !path.metadata().ok()?.is_file() {
        return None;
    }
    let file = File::open(path).ok()?;
    let metadata = file.metadata().ok()?;
    metadata.is_file().then_some((file, metadata.len()))
}

/// Returns the content of an open file.
pub(super) fn asset_content(file: File, length: u64) -> ResponseContent {
    ResponseContent::streamed(Some(length), move |chunks| send_chunks(file, length, chunks))
}

/// Sends `length` bytes. If the file has become shorter, the connection is broken, so that a client
/// does not mistake a part for the whole.
async fn send_chunks(mut file: File, length: u64, chunks: ChunkSender) {
    let mut n_remaining = length;
    while n_remaining > 0 {
        let size = usize::try_from(n_remaining).unwrap_or(CHUNK_BYTES).min(CHUNK_BYTES);
        let read_chunk = spawn_blocking(move || {
            let mut chunk = vec![0; size];
            file.read_exact(&mut chunk).map(|()| (file, chunk))
        });
        let result = match read_chunk.await.unwrap_or_else(|_| Err(io::ErrorKind::Other.into())) {
            Ok((returned_file, chunk)) => {
                file = returned_file;
                n_remaining = n_remaining.saturating_sub(chunk.len() as u64);
                chunks.send(Ok(Bytes::from(chunk))).await
            }
            Err(error) => {
                // Fails only if the client has left.
                chunks.send(Err(error)).await.ok();
                return;
            }
        };
        if result.is_err() {
            return;
        }
    }
}
