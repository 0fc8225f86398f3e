//! Ctrl-C and similar signals: a preview ends quietly, and a build leaves no partial file.
//!
//! The first signal asks the program to end. If it has not ended soon after, or if there is a
//! second signal, the process exits, whatever its other threads are doing: files are replaced
//! atomically, and the next build knows from the journal what this one may have left.
//!
//! Nothing that the process does then may wait for another thread or another program, such as one
//! that does not read what is printed to it.
//!
//! Commands that have nothing to finish end at once, with the status of the signal.

use super::exit_status::ExitStatus;
use std::io;
use std::sync::mpsc;
use std::time::Duration;

/// How long the program may take to end by itself after the first signal.
const END_WAIT: Duration = Duration::from_millis(700);
/// How long a last message may take.
const MESSAGE_WAIT: Duration = Duration::from_millis(100);

/// The signals to listen for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShutdownSignal {
    /// Ctrl-C and the request to terminate.
    Ends,
    /// Also that the terminal was closed. A preview leaves this to the system, so that `nohup`
    /// works.
    EndsAndHangup,
}

/// What happens after the first signal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AfterSignal {
    /// The program is ending by itself.
    Wait,
    /// There is nothing to finish.
    ExitNow,
}

/// What a signal does.
pub(super) struct ShutdownActions<First, Forced> {
    /// Called at the first signal: asks the program to end.
    pub(super) on_first: First,
    /// Called before the process exits because it has not ended by itself.
    pub(super) on_forced: Forced,
    /// The exit status in that case.
    pub(super) forced_status: ExitStatus,
}

/// Makes Ctrl-C and the request to terminate end the process at once, with their own status.
///
/// This is what they do unless the process was started with a signal ignored: a shell script starts
/// commands in the background so that they ignore Ctrl-C. If nobody reads what such a command
/// prints, it could only be killed.
#[cfg(unix)]
pub(super) fn end_at_once_on_signal() {
    use signal_hook::consts::{SIGINT, SIGTERM};
    use signal_hook::flag::register_conditional_default;
    use std::sync::atomic::AtomicBool;

    static HAS_DEFAULT_EFFECT: AtomicBool = AtomicBool::new(true);
    for signal in [SIGINT, SIGTERM] {
        // If this fails, the signal keeps the effect that it has.
        let _ = register_conditional_default(signal, &HAS_DEFAULT_EFFECT);
    }
}

/// Does nothing, because no program is started with signals ignored.
#[cfg(not(unix))]
pub(super) fn end_at_once_on_signal() {}

/// Waits for signals from now on, on a thread of its own.
///
/// If signals cannot be received, they have their default effect.
pub(super) fn on_shutdown_signal<First, Forced>(
    signal: ShutdownSignal,
    actions: ShutdownActions<First, Forced>,
) where
    First: FnOnce() -> AfterSignal + Send + 'static,
    Forced: FnOnce() + Send + 'static,
{
    let start_listening = || -> io::Result<()> {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
        let mut signals = {
            let _entered = runtime.enter();
            SignalStreams::new(signal)?
        };
        std::thread::Builder::new().name("pakt-signals".into()).spawn(move || {
            if runtime.block_on(signals.next()).is_none() {
                return;
            }
            if (actions.on_first)() == AfterSignal::Wait {
                // Ends early at the second signal.
                let second = async { tokio::time::timeout(END_WAIT, signals.next()).await };
                let _ = runtime.block_on(second);
            }
            run_for_at_most(MESSAGE_WAIT, actions.on_forced);
            std::process::exit(i32::from(actions.forced_status as u8));
        })?;
        Ok(())
    };
    start_listening().ok();
}

/// Runs an action on a thread of its own, and stops waiting for it after some time.
fn run_for_at_most(wait: Duration, action: impl FnOnce() + Send + 'static) {
    let (sender, receiver) = mpsc::channel();
    let run = move || {
        action();
        let _ = sender.send(());
    };
    if std::thread::Builder::new().spawn(run).is_ok() {
        let _ = receiver.recv_timeout(wait);
    }
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
