//! Accepts connections and serves HTTP/1 on them, with limits on their number and on waiting.
//!
//! hyper closes a connection if no complete request head arrives within the timeout, counted from
//! when the connection was opened or the previous response was sent. Sending single bytes does not
//! extend it. hyper has no timeout for a client that does not read its response, so
//! [`WriteTimeoutStream`] has one. While a response is being made, no timeout runs.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::time::{Sleep, sleep};

use super::handler::{HandlerContext, handle_request};

/// How long to wait if the system has no descriptor left for another connection.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves connections for ever, each in a task. At the limit, the next one waits in the backlog.
pub(super) async fn accept_connections(listener: TcpListener, context: Arc<HandlerContext>) {
    let permits = Arc::new(Semaphore::new(context.limits.connections));
    loop {
        // Invariant: the semaphore is never closed. If it were, only the counting would stop.
        let permit = Arc::clone(&permits).acquire_owned().await.ok();
        match listener.accept().await {
            Ok((stream, _)) => {
                let Ok(local_address) = stream.local_addr() else { continue };
                // Otherwise a small response may be delayed by 40 ms. A failure costs only that.
                stream.set_nodelay(true).ok();
                let context = Arc::clone(&context);
                tokio::spawn(async move {
                    serve_connection(stream, local_address, context).await;
                    drop(permit);
                });
            }
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(_) => sleep(ACCEPT_PAUSE).await,
        }
    }
}

/// Serves requests until the client leaves or is too slow.
async fn serve_connection<S>(stream: S, local_address: SocketAddr, context: Arc<HandlerContext>)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let timeout = context.limits.timeout;
    let service =
        service_fn(|request| handle_request(Arc::clone(&context), local_address, request));
    let stream = WriteTimeoutStream { stream, timeout, stall_timer: None, own_reply: Vec::new() };
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(timeout)
        .serve_connection(TokioIo::new(stream), service)
        .await
        // A client that left, timed out or does not speak HTTP. hyper has closed the connection.
        .ok();
}

/// A stream whose writes fail if the client accepts no byte for `timeout`, and which adds the
/// headers of every response to those that hyper makes without asking us.
struct WriteTimeoutStream<S> {
    stream: S,
    timeout: Duration,
    /// Runs while a write is pending.
    stall_timer: Option<Pin<Box<Sleep>>>,
    /// What remains to be written of hyper's reply to a request that it cannot parse.
    own_reply: Vec<u8>,
}

/// Returns hyper's reply to a request that it cannot parse (400, 414 or 431, without a body) with
/// the headers that all responses have. `None` for any other bytes.
fn own_reply_with_headers(bytes: &[u8]) -> Option<Vec<u8>> {
    let is_own = bytes.starts_with(b"HTTP/1.1 4") && bytes.ends_with(b"\r\n\r\n");
    let head = std::str::from_utf8(bytes).ok().filter(|_| is_own)?;
    let has_our_headers = head.contains("\r\nx-content-type-options:");
    let (status_line, headers) = head.split_once("\r\n").filter(|_| !has_our_headers)?;
    let reply = format!(
        "{status_line}\r\nx-content-type-options: nosniff\r\n\
         cross-origin-resource-policy: same-origin\r\ncache-control: no-store\r\n{headers}"
    );
    Some(reply.into_bytes())
}

impl<S: AsyncWrite + Unpin> WriteTimeoutStream<S> {
    /// Writes what remains of hyper's own reply.
    fn poll_own_reply(&mut self, cx: &mut Context) -> Poll<io::Result<()>> {
        while !self.own_reply.is_empty() {
            let write = Pin::new(&mut self.stream).poll_write(cx, &self.own_reply);
            let n_bytes = ready!(self.poll_stall(cx, write))?;
            if n_bytes == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.own_reply.drain(..n_bytes);
        }
        Poll::Ready(Ok(()))
    }
}

impl<S> WriteTimeoutStream<S> {
    /// Returns the result of a write, or an error if it has been pending for too long.
    fn poll_stall<T>(
        &mut self,
        cx: &mut Context,
        write: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if write.is_ready() {
            self.stall_timer = None;
            return write;
        }
        let timeout = self.timeout;
        let timer = self.stall_timer.get_or_insert_with(|| Box::pin(sleep(timeout)));
        ready!(timer.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WriteTimeoutStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context,
        buffer: &mut ReadBuf,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for WriteTimeoutStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_own_reply(cx))?;
        if let Some(reply) = own_reply_with_headers(bytes) {
            self.own_reply = reply;
            // The reply is written when hyper flushes.
            return Poll::Ready(Ok(bytes.len()));
        }
        let write = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.poll_stall(cx, write)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context,
        slices: &[io::IoSlice],
    ) -> Poll<io::Result<usize>> {
        ready!(self.poll_own_reply(cx))?;
        if let [head] = slices
            && let Some(reply) = own_reply_with_headers(head)
        {
            self.own_reply = reply;
            return Poll::Ready(Ok(head.len()));
        }
        let write = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.poll_stall(cx, write)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<io::Result<()>> {
        ready!(self.poll_own_reply(cx))?;
        let flush = Pin::new(&mut self.stream).poll_flush(cx);
        self.poll_stall(cx, flush)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<io::Result<()>> {
        ready!(self.poll_own_reply(cx))?;
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::devserver::response::{RouteResponse, ServerSnapshot, ServerState};
    use crate::devserver::server::ServerLimits;
    use crate::devserver::{Responder, ServerMessages};
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
    use tokio::runtime::Builder;
    use tokio::sync::watch;
    use tokio::time::Instant;

    const TIMEOUT: Duration = Duration::from_secs(10);
    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: 127.0.0.1:4000\r\n\r\n";
    /// Much more than the buffers of a connection hold.
    const PAGE_BYTES: usize = 4 * 1024 * 1024;

    /// Serves a client with a large page at `/`, and returns how long the connection was open. Time
    /// is virtual: it moves on when nothing else can happen.
    fn duration_of_connection<F>(client: impl FnOnce(DuplexStream) -> F) -> Duration
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let respond: Responder =
            Arc::new(|_| RouteResponse::from_bytes("page.txt", vec![b'x'; PAGE_BYTES]));
        let snapshot =
            ServerSnapshot { revision: 1, source_locations: Arc::clone(&respond), respond };
        let first_state =
            ServerState { snapshot: Arc::new(snapshot), status_version: 0, status_provider: None };
        let (_sender, state) = watch::channel(first_state);
        let context = HandlerContext {
            state,
            run_id: 0,
            stream_permits: Arc::new(Semaphore::new(1)),
            limits: ServerLimits { timeout: TIMEOUT, ..ServerLimits::default() },
            messages: ServerMessages::default(),
            page_script: "",
        };
        let runtime =
            Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(async {
            let (client_end, server_end) = duplex(1024);
            let opened_at = Instant::now();
            let address = ([127, 0, 0, 1], 4000).into();
            let client = tokio::spawn(client(client_end));
            serve_connection(server_end, address, Arc::new(context)).await;
            let duration = opened_at.elapsed();
            client.await.unwrap();
            duration
        })
    }

    #[track_caller]
    fn assert_about(duration: Duration, expected: Duration) {
        // Timers have a granularity of a millisecond.
        let is_expected = expected <= duration && duration < expected + Duration::from_millis(10);
        assert!(is_expected, "{duration:?} instead of {expected:?}");
    }

    /// Reads the page, and waits before each part of it.
    async fn read_page(client: &mut DuplexStream, pause: Duration) {
        let mut part = vec![0; PAGE_BYTES / 8];
        for _ in 0..8 {
            sleep(pause).await;
            client.read_exact(&mut part).await.unwrap();
        }
    }

    #[test]
    fn a_silent_client_is_closed_after_the_timeout() {
        let duration = duration_of_connection(async move |mut client: DuplexStream| {
            assert_eq!(client.read(&mut [0]).await.unwrap(), 0);
        });
        assert_about(duration, TIMEOUT);
    }

    #[test]
    fn sending_single_bytes_does_not_extend_the_timeout() {
        let duration = duration_of_connection(async move |mut client: DuplexStream| {
            let head = b"GET / HTTP/1.1\r\nX: ".iter().chain([b'x'; 100].iter());
            for byte in head {
                if client.write_all(&[*byte]).await.is_err() {
                    return;
                }
                sleep(TIMEOUT / 50).await;
            }
            unreachable!("the connection was not closed");
        });
        assert_about(duration, TIMEOUT);
    }

    #[test]
    fn a_client_that_does_not_read_is_closed_after_the_timeout() {
        let duration = duration_of_connection(async move |mut client: DuplexStream| {
            client.write_all(REQUEST).await.unwrap();
            sleep(2 * TIMEOUT).await;
            let mut response = Vec::new();
            client.read_to_end(&mut response).await.unwrap();
            assert!(response.len() < PAGE_BYTES);
        });
        assert_about(duration, TIMEOUT);
    }

    #[test]
    fn a_slow_reader_gets_everything_and_may_then_send_another_request() {
        let pause = TIMEOUT * 9 / 10;
        let duration = duration_of_connection(async move |mut client: DuplexStream| {
            for _ in 0..2 {
                client.write_all(REQUEST).await.unwrap();
                read_page(&mut client, pause).await;
                // The head of the response is as long as what remains of the page.
                let mut remaining = [0; 1024];
                assert!(client.read(&mut remaining).await.unwrap() > 0);
            }
            client.read_to_end(&mut Vec::new()).await.unwrap();
        });
        assert_about(duration, 2 * 8 * pause + TIMEOUT);
    }
}
