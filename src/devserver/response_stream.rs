//! The body of an answer on its way out: bytes at hand, or chunks that a task of its own sends.
//!
//! It owns what must last exactly as long as the answer: the connection's turn, and a place among
//! the event streams. When the client goes away it is dropped, and the task with it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::sync::{OwnedSemaphorePermit, mpsc};
use tokio::task::JoinHandle;

use super::connection::InFlightRequest;

/// Where a task puts its chunks.
pub(super) type ChunkSender = mpsc::Sender<io::Result<Bytes>>;

/// The bytes, at hand or to come.
pub(super) enum ResponseContent {
    /// All at hand; `None` when sent, or when there is nothing to send.
    Whole(Option<Bytes>),
    /// From a task. With a length if it is known before, and then exactly so long.
    Pumped { chunks: mpsc::Receiver<io::Result<Bytes>>, pump: JoinHandle<()>, left: Option<u64> },
}

impl ResponseContent {
    /// Starts a task that sends the chunks; at most one waits, so a slow reader holds up only it.
    pub(super) fn streamed<F>(left: Option<u64>, pump: impl FnOnce(ChunkSender) -> F) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let (sender, chunks) = mpsc::channel(1);
        Self::Pumped { chunks, pump: tokio::spawn(pump(sender)), left }
    }

    /// The value of `Content-Length`, if there is one.
    pub(super) fn content_length(&self) -> Option<u64> {
        match self {
            Self::Whole(bytes) => Some(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Self::Pumped { left, .. } => *left,
        }
    }
}

impl Drop for ResponseContent {
    fn drop(&mut self) {
        if let Self::Pumped { pump, .. } = self {
            pump.abort();
        }
    }
}

/// A body, and what lasts as long as it.
pub(super) struct OutgoingBody {
    pub(super) content: ResponseContent,
    pub(super) _busy: InFlightRequest,
    pub(super) _place: Option<OwnedSemaphorePermit>,
}

impl HttpBody for OutgoingBody {
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
            ResponseContent::Pumped { chunks, left, .. } => chunks.poll_recv(cx).map_ok(|bytes| {
                *left = left.map(|left| left.saturating_sub(bytes.len() as u64));
                Frame::data(bytes)
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.content, ResponseContent::Whole(None))
    }

    fn size_hint(&self) -> SizeHint {
        self.content.content_length().map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}
