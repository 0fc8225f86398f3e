//! The body of a response: bytes in memory, or chunks that a task sends.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::task::JoinHandle;

/// Where a task puts its chunks.
pub(super) type ChunkSender = mpsc::Sender<io::Result<Bytes>>;

/// The content of a response.
pub(super) enum ResponseContent {
    /// All bytes. `None` when they are sent, or if there are none.
    Whole(Option<Bytes>),
    /// Chunks that a task sends. `n_remaining` is `None` if the length is not known in advance.
    Streamed {
        chunks: mpsc::Receiver<io::Result<Bytes>>,
        task: JoinHandle<()>,
        n_remaining: Option<u64>,
    },
}

impl ResponseContent {
    /// Starts a task that sends chunks. At most one chunk waits, so that a slow client slows down
    /// only its own task.
    pub(super) fn streamed<F>(
        length: Option<u64>,
        send_chunks: impl FnOnce(ChunkSender) -> F,
    ) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (sender, chunks) = mpsc::channel(1);
        let task = tokio::spawn(send_chunks(sender));
        Self::Streamed { chunks, task, n_remaining: length }
    }

    /// Returns the value of `Content-Length`, or `None` if the length is not known.
    pub(super) fn content_length(&self) -> Option<u64> {
        match self {
            Self::Whole(bytes) => Some(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Self::Streamed { n_remaining, .. } => *n_remaining,
        }
    }
}

/// hyper drops the body when the client disconnects, and with it the task.
impl Drop for ResponseContent {
    fn drop(&mut self) {
        if let Self::Streamed { task, .. } = self {
            task.abort();
        }
    }
}

/// A response's content, and the permit that it holds while it is sent.
pub(super) struct OutgoingBody {
    pub(super) content: ResponseContent,
    pub(super) _permit: Option<OwnedSemaphorePermit>,
}

impl Body for OutgoingBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match &mut self.content {
            ResponseContent::Whole(bytes) => {
                Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes))))
            }
            ResponseContent::Streamed { chunks, n_remaining, .. } => {
                chunks.poll_recv(cx).map_ok(|bytes| {
                    *n_remaining = n_remaining.map(|n| n.saturating_sub(bytes.len() as u64));
                    Frame::data(bytes)
                })
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.content, ResponseContent::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        self.content.content_length().map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
