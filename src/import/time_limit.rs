//! Reads a paper on a thread of its own, within a time limit.
//!
//! A damaged file can make a reader fail or go round in circles, and must not end the program.

use super::finding::ImportFailure;
use super::paper::Paper;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// How long a paper may take to be read.
pub(super) const READ_LIMIT: Duration = Duration::from_secs(20);

/// The stack of the thread that reads: objects of a PDF are nested.
const STACK_BYTES: usize = 256 << 20;

/// Returns the paper that a function reads. After the limit, the thread is left to itself.
///
/// # Errors
/// It takes longer than the limit, or it panics, which means that the file is damaged; what it is,
/// is `kind`.
pub(super) fn read_within(
    limit: Duration,
    kind: &'static str,
    read: impl FnOnce() -> Result<Paper, ImportFailure> + Send + 'static,
) -> Result<Paper, ImportFailure> {
    let (sender, receiver) = channel();
    let run = move || {
        // It fails if the receiver has given up.
        let _ = sender.send(read());
    };
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(run);
    thread.map_err(|_| ImportFailure::TooLarge)?;
    match receiver.recv_timeout(limit) {
        Ok(paper) => paper,
        Err(RecvTimeoutError::Timeout) => Err(ImportFailure::TooSlow),
        Err(RecvTimeoutError::Disconnected) => Err(ImportFailure::Damaged(kind)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_without_an_end_is_given_up() {
        let (end, wait) = channel::<()>();
        let read = move || {
            let _ = wait.recv();
            Ok(Paper::default())
        };
        let failure = read_within(Duration::ZERO, "PDF", read).unwrap_err();
        assert_eq!(failure, ImportFailure::TooSlow);
        drop(end);
    }

    #[test]
    fn a_reader_that_fails_means_a_damaged_file() {
        let failure = read_within(READ_LIMIT, "PDF", || panic!("damaged")).unwrap_err();
        assert_eq!(failure, ImportFailure::Damaged("PDF"));
        let read = || Err(ImportFailure::Encrypted);
        assert_eq!(read_within(READ_LIMIT, "PDF", read).unwrap_err(), ImportFailure::Encrypted);
    }
}
