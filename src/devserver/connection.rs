//! One connection: who it is, and for how long it may be silent or slow.
//!
//! hyper has no deadline for a connection that says nothing, nor for one that does not read, and
//! axum 0.8 sets no timer for the header; so the deadlines are here, on the bytes, and below both.
//! A connection waits either for us (a request is being answered: any time) or we wait for it: for
//! the first byte of a request, for the rest of its head, or for room to write. Each of those
//! waits has the same deadline, and no dripping of single bytes makes it longer.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::futures::OwnedNotified;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, Sleep, sleep};

/// How long to wait when the system has no descriptor left for one more connection.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// The listening socket, with a cap on open connections; the next one waits in the backlog.
pub(super) struct LimitedListener {
    pub(super) listener: TcpListener,
    pub(super) permits: Arc<Semaphore>,
    pub(super) deadline: Duration,
}

impl Listener for LimitedListener {
    type Io = DeadlineStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (DeadlineStream, SocketAddr) {
        loop {
            // Invariant: the semaphore is never closed. If it were, we would only stop counting.
            let place = Arc::clone(&self.permits).acquire_owned().await.ok();
            match self.listener.accept().await {
                Ok((stream, remote)) => {
                    let Ok(local) = stream.local_addr() else { continue };
                    // Without it a small answer may wait 40 ms; that is all that can go wrong.
                    stream.set_nodelay(true).ok();
                    return (DeadlineStream::new(stream, local, (self.deadline, place)), remote);
                }
                Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
                Err(_) => sleep(ACCEPT_PAUSE).await,
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }
}

/// What a request knows of its connection.
#[derive(Clone)]
pub(super) struct ConnectionInfo {
    /// The address on our side.
    pub(super) local: SocketAddr,
    turn: Arc<TurnTracker>,
}

impl ConnectionInfo {
    /// Marks the request as being answered, until the returned value is dropped. It also tells
    /// whether the request line held a `#`, which a browser never sends (RFC 9112 §3.2) and which
    /// the HTTP library cuts off without a word.
    pub(super) fn begin_request(&self) -> (InFlightRequest, bool) {
        self.turn.count.fetch_add(1, Ordering::AcqRel);
        let has_fragment = self.turn.has_fragment.swap(false, Ordering::AcqRel);
        (InFlightRequest(Arc::clone(&self.turn)), has_fragment)
    }
}

impl Connected<IncomingStream<'_, LimitedListener>> for ConnectionInfo {
    fn connect_info(stream: IncomingStream<'_, LimitedListener>) -> Self {
        let connection = stream.io();
        Self { local: connection.local, turn: Arc::clone(&connection.turn) }
    }
}

/// Whose turn it is. HTTP/1 answers requests one by one, so an odd count means "ours".
#[derive(Default)]
struct TurnTracker {
    count: AtomicU64,
    has_fragment: AtomicBool,
    ended: Arc<Notify>,
}

/// A request that is being answered.
pub(super) struct InFlightRequest(Arc<TurnTracker>);

impl Drop for InFlightRequest {
    fn drop(&mut self) {
        self.0.count.fetch_add(1, Ordering::AcqRel);
        self.0.ended.notify_one();
    }
}

/// A TCP stream with deadlines.
pub(super) struct DeadlineStream {
    stream: TcpStream,
    local: SocketAddr,
    turn: Arc<TurnTracker>,
    deadline: Duration,
    /// The count of `turn` when it was last looked at.
    seen: u64,
    line: RequestLineState,
    /// Wakes us when our turn ends: hyper does not read again by itself.
    end_wait: Option<Pin<Box<OwnedNotified>>>,
    read_wait: Option<Pin<Box<Sleep>>>,
    write_wait: Option<Pin<Box<Sleep>>>,
    written_at: Instant,
    _place: Option<OwnedSemaphorePermit>,
}

/// How far the request line has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RequestLineState {
    Awaited,
    Started,
    Ended,
}

impl DeadlineStream {
    fn new(
        stream: TcpStream,
        local: SocketAddr,
        (deadline, place): (Duration, Option<OwnedSemaphorePermit>),
    ) -> Self {
        Self {
            stream,
            local,
            turn: Arc::default(),
            deadline,
            seen: 0,
            line: RequestLineState::Awaited,
            end_wait: None,
            read_wait: None,
            write_wait: None,
            written_at: Instant::now(),
            _place: place,
        }
    }

    /// Whether the client has the turn. A new turn starts with the whole deadline.
    fn is_waiting_for_client(&mut self) -> bool {
        let count = self.turn.count.load(Ordering::Acquire);
        if count != self.seen {
            self.seen = count;
            self.line = RequestLineState::Awaited;
            self.read_wait = None;
        }
        count.is_multiple_of(2)
    }

    /// Pending until the client has taken too long; while we have the turn, until that ends first.
    fn poll_deadline(&mut self, cx: &mut Context) -> Poll<io::Result<()>> {
        while !self.is_waiting_for_client() {
            let ended = || Box::pin(Arc::clone(&self.turn.ended).notified_owned());
            ready!(self.end_wait.get_or_insert_with(ended).as_mut().poll(cx));
            self.end_wait = None;
        }
        loop {
            let deadline = self.deadline;
            let wait = self.read_wait.get_or_insert_with(|| Box::pin(sleep(deadline)));
            ready!(wait.as_mut().poll(cx));
            // The last answer may still have been under way: what was written counts too.
            let until = self.written_at + deadline;
            if until <= Instant::now() {
                return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
            }
            wait.as_mut().reset(until);
        }
    }

    /// Follows the request line. Its first byte starts the deadline of the head.
    fn track_request_line(&mut self, bytes: &[u8]) {
        for byte in bytes {
            match (self.line, byte) {
                (RequestLineState::Ended, _) => return,
                (RequestLineState::Awaited, b'\r' | b'\n') => {}
                (RequestLineState::Started, b'\n') => self.line = RequestLineState::Ended,
                (RequestLineState::Awaited, _) => {
                    self.line = RequestLineState::Started;
                    self.read_wait = None;
                }
                (RequestLineState::Started, b'#') => {
                    self.turn.has_fragment.store(true, Ordering::Release);
                }
                (RequestLineState::Started, _) => {}
            }
        }
    }

    /// Gives the outcome of a write, or its deadline.
    fn track_write(
        &mut self,
        cx: &mut Context,
        poll: Poll<io::Result<usize>>,
    ) -> Poll<io::Result<usize>> {
        if poll.is_ready() {
            self.write_wait = None;
            self.written_at = Instant::now();
            return poll;
        }
        let deadline = self.deadline;
        let wait = self.write_wait.get_or_insert_with(|| Box::pin(sleep(deadline)));
        ready!(wait.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for DeadlineStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context,
        buffer: &mut ReadBuf,
    ) -> Poll<io::Result<()>> {
        let this = &mut *self;
        let is_awaited = this.is_waiting_for_client();
        let n_before = buffer.filled().len();
        match Pin::new(&mut this.stream).poll_read(cx, buffer) {
            Poll::Ready(outcome) => {
                if is_awaited {
                    this.track_request_line(buffer.filled().get(n_before..).unwrap_or_default());
                }
                Poll::Ready(outcome)
            }
            Poll::Pending => this.poll_deadline(cx),
        }
    }
}

impl AsyncWrite for DeadlineStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.track_write(cx, poll)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context,
        slices: &[io::IoSlice],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.track_write(cx, poll)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
