//! SHA-256 digests, for the manifest, for fingerprinted names and to detect changes.

use sha2::{Digest as _, Sha256};
use std::fmt;
use std::io::{self, Read};

/// How much of a stream is in memory at a time.
const BUFFER_BYTES: usize = 64 * 1024;

/// A SHA-256 digest, displayed as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256Digest([u8; 32]);

impl Sha256Digest {
    /// Returns the digest of bytes in memory.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Returns the digest and the number of the bytes of a reader; each chunk is passed to
    /// `on_chunk` too.
    ///
    /// # Errors
    /// Those of the reader and of `on_chunk`.
    pub fn of_stream(
        reader: &mut impl Read,
        mut on_chunk: impl FnMut(&[u8]) -> io::Result<()>,
    ) -> io::Result<(Self, u64)> {
        let mut hasher = Sha256::new();
        let mut size_bytes = 0;
        let mut buffer = vec![0; BUFFER_BYTES];
        loop {
            let n_read = match reader.read(&mut buffer) {
                Ok(0) => return Ok((Self(hasher.finalize().into()), size_bytes)),
                Ok(n_read) => n_read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            let chunk = buffer.get(..n_read).unwrap_or_default();
            hasher.update(chunk);
            on_chunk(chunk)?;
            size_bytes += chunk.len() as u64;
        }
    }

    /// Parses the form that `Display` writes. `None` means that `hex` is something else.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        if hex.len() != 64 || !hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')) {
            return None;
        }
        let mut bytes = [0; 32];
        for (index, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(hex.get(2 * index..2 * index + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// Returns the 32 bytes.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Returns bytes as lower-case hexadecimal digits.
#[must_use]
pub fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl fmt::Display for Sha256Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&to_hex(&self.0))
    }
}

impl fmt::Debug for Sha256Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_displayed_digest_is_parsed_again() {
        let digest = Sha256Digest::of_bytes(b"abc");
        let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(digest.to_string(), hex);
        assert_eq!(Sha256Digest::from_hex(hex), Some(digest));
        for bad in ["", "ba", &hex.to_uppercase(), &hex.replace('b', "+"), &hex.replace("ba", "å")]
        {
            assert_eq!(Sha256Digest::from_hex(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_stream_has_the_digest_of_its_bytes() {
        let bytes: Vec<u8> = (0..200_000_u32).map(|number| (number % 251) as u8).collect();
        let mut seen = Vec::new();
        let streamed = Sha256Digest::of_stream(&mut &bytes[..], |chunk| {
            seen.extend_from_slice(chunk);
            Ok(())
        });
        assert_eq!(streamed.unwrap(), (Sha256Digest::of_bytes(&bytes), 200_000));
        assert_eq!(seen, bytes);
    }
}
