//! Retries system calls that fail with `EINTR`.

use std::io;

/// After this many interruptions in a row, the call fails.
const MAX_INTERRUPTIONS: usize = 64;

/// Repeats a call while it is interrupted by a signal.
///
/// `std` does so for reading, writing and opening, but not for renaming, removing or listing.
///
/// # Errors
/// Those of the call.
pub(crate) fn retry_eintr<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    let mut result = call();
    for _ in 0..MAX_INTERRUPTIONS {
        match &result {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => result = call(),
            _ => break,
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interrupted_call_is_repeated_but_not_forever() {
        let mut n_calls = 0;
        let result = retry_eintr(|| {
            n_calls += 1;
            if n_calls < 3 { Err(io::ErrorKind::Interrupted.into()) } else { Ok(n_calls) }
        });
        assert_eq!(result.unwrap(), 3);
        assert!(retry_eintr(|| Err::<(), _>(io::ErrorKind::Interrupted.into())).is_err());
        assert!(retry_eintr(|| Err::<(), _>(io::ErrorKind::NotFound.into())).is_err());
    }
}
