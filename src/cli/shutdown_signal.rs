//! Ctrl-C and similar signals: a preview ends quietly, and a build leaves no partial file.

use std::io;

/// The signals to listen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShutdownSignal {
    /// Ctrl-C and the request to terminate.
    Ends,
    /// Also that the terminal was closed. A preview ignores this, so that `nohup` works.
    EndsAndHangup,
}

/// Calls `on_signal` at each signal from now on, on its own thread.
///
/// If signals cannot be received, they have their default effect.
pub(super) fn on_shutdown_signal(signal: ShutdownSignal, on_signal: impl Fn() + Send + 'static) {
    let start_listening = || -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let mut signals = {
            let _entered = runtime.enter();
            SignalStreams::new(signal)?
        };
        std::thread::Builder::new().name("pakt-signals".into()).spawn(move || {
            while runtime.block_on(signals.next()).is_some() {
                on_signal();
            }
        })?;
        Ok(())
    };
    start_listening().ok();
}

#[cfg(unix)]
struct SignalStreams(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl SignalStreams {
    fn new(signal: ShutdownSignal) -> io::Result<Self> {
        use tokio::signal::unix::SignalKind;
        let mut kinds = vec![SignalKind::interrupt(), SignalKind::terminate()];
        if signal == ShutdownSignal::EndsAndHangup {
            kinds.push(SignalKind::hangup());
        }
        let streams = kinds.into_iter().map(tokio::signal::unix::signal);
        streams.collect::<io::Result<_>>().map(Self)
    }

    async fn next(&mut self) -> Option<()> {
        std::future::poll_fn(|ctx| {
            let polls = self.0.iter_mut().map(|signal| signal.poll_recv(ctx));
            // All of them must be polled, because each registers the waker.
            let ready: Vec<_> = polls.filter(std::task::Poll::is_ready).collect();
            ready.into_iter().next().unwrap_or(std::task::Poll::Pending)
        })
        .await
    }
}

#[cfg(not(unix))]
struct SignalStreams;

#[cfg(not(unix))]
impl SignalStreams {
    fn new(_signal: ShutdownSignal) -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> Option<()> {
        tokio::signal::ctrl_c().await.ok()
    }
}
