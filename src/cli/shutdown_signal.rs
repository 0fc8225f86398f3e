//! Ctrl-C and its kin: so that a preview ends quietly and a build without a file half done.

use std::io;

/// Which signals to hear.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShutdownSignal {
    /// Ctrl-C and the request to end.
    Ends,
    /// And that the terminal has gone. A preview does not hear it, so that `nohup` keeps its sense.
    EndsAndHangup,
}

/// Calls `act` at each signal from now on, on a thread of its own.
///
/// If signals cannot be heard, they do what they do to any program.
pub(super) fn on_shutdown_signal(hear: ShutdownSignal, act: impl Fn() + Send + 'static) {
    let heard = || -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build()?;
        let mut signals = {
            let _entered = runtime.enter();
            SignalStreams::new(hear)?
        };
        std::thread::Builder::new().name("pakt-signals".into()).spawn(move || {
            while runtime.block_on(signals.next()).is_some() {
                act();
            }
        })?;
        Ok(())
    };
    heard().ok();
}

#[cfg(unix)]
struct SignalStreams(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl SignalStreams {
    fn new(hear: ShutdownSignal) -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut kinds = vec![SignalKind::interrupt(), SignalKind::terminate()];
        if hear == ShutdownSignal::EndsAndHangup {
            kinds.push(SignalKind::hangup());
        }
        kinds.into_iter().map(signal).collect::<io::Result<_>>().map(Self)
    }

    async fn next(&mut self) -> Option<()> {
        std::future::poll_fn(|ctx| {
            let heard = self.0.iter_mut().map(|signal| signal.poll_recv(ctx));
            // All are polled, so that each knows whom to wake.
            let heard: Vec<_> = heard.filter(std::task::Poll::is_ready).collect();
            heard.into_iter().next().unwrap_or(std::task::Poll::Pending)
        })
        .await
    }
}

#[cfg(not(unix))]
struct SignalStreams;

#[cfg(not(unix))]
impl SignalStreams {
    fn new(_hear: ShutdownSignal) -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) -> Option<()> {
        tokio::signal::ctrl_c().await.ok()
    }
}
