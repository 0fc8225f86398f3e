//! Calls that a signal may interrupt, made again.

use std::io;

/// A signal that comes this often in a row is an error after all.
const MAX_INTERRUPTIONS: usize = 64;

/// Calls again while the system says that a signal came between.
///
/// `std` does so for reading, writing and opening, not for renaming, removing or listing.
///
/// # Errors
/// What the call itself gives.
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
    fn an_interrupted_call_is_made_again_but_not_for_ever() {
        let mut n_calls = 0;
        let third = retry_eintr(|| {
            n_calls += 1;
            if n_calls < 3 { Err(io::ErrorKind::Interrupted.into()) } else { Ok(n_calls) }
        });
        assert_eq!(third.unwrap(), 3);
        assert!(retry_eintr(|| Err::<(), _>(io::ErrorKind::Interrupted.into())).is_err());
        assert!(retry_eintr(|| Err::<(), _>(io::ErrorKind::NotFound.into())).is_err());
    }
}
