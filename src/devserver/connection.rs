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
    let stream = WriteTimeoutStream { stream, timeout, stall_timer: None };
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(timeout)
        .serve_connection(TokioIo::new(stream), service)
        .await
        // A client that left, timed out or does not speak HTTP. hyper has closed the connection.
        .ok();
}

/// A stream whose writes fail if the client accepts no byte for `timeout`.
struct WriteTimeoutStream<S> {
    stream: S,
    timeout: Duration,
    /// Runs while a write is pending.
    stall_timer: Option<Pin<Box<Sleep>>>,
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
        let write = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.poll_stall(cx, write)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context,
        slices: &[io::IoSlice],
    ) -> Poll<io::Result<usize>> {
        let write = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.poll_stall(cx, write)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<io::Result<()>> {
        let flush = Pin::new(&mut self.stream).poll_flush(cx);
        self.poll_stall(cx, flush)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
