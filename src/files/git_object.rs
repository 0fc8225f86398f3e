//! The hashes by which git names contents.

use super::digest::to_hex;
use sha1::{Digest as _, Sha1};
use sha2::Sha256;

/// The digits of a hash in a repository with SHA-1, and in one with SHA-256.
const SHA1_DIGITS: usize = 40;
const SHA256_DIGITS: usize = 64;

/// Returns whether an object of git has a content: whether its hash, in lower-case hexadecimal
/// digits, is that of the header of a blob and of the content (gitformat, "Object storage format").
///
/// Two contents with the same SHA-1 can be made on purpose, but git itself cannot store both.
pub(super) fn is_blob_of(object: &str, content: &[u8]) -> bool {
    let header = format!("blob {}\0", content.len());
    let header = header.as_bytes();
    match object.len() {
        SHA1_DIGITS => {
            let hasher = Sha1::new().chain_update(header).chain_update(content);
            to_hex(&hasher.finalize()) == object
        }
        SHA256_DIGITS => {
            let hasher = Sha256::new().chain_update(header).chain_update(content);
            to_hex(&hasher.finalize()) == object
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_blob_of;

    #[test]
    fn hashes_are_those_of_git() {
        for (object, content) in [
            ("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391", ""),
            ("ce013625030ba8dba906f756967f9e9ca394464a", "hello\n"),
            ("473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813", ""),
        ] {
            assert!(is_blob_of(object, content.as_bytes()), "{object}");
            assert!(!is_blob_of(object, b"other"));
        }
        assert!(!is_blob_of("", b""));
    }
}
