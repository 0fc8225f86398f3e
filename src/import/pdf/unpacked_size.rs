//! Measures what the streams of a PDF unpack to, before they are read.
//!
//! The streams are found by their keyword and not by the structure of the file, so that nothing has
//! to be unpacked to find them.

use crate::import::MAX_BYTES;
use flate2::{Decompress, FlushDecompress, Status};

/// How much is unpacked at a time.
const CHUNK_BYTES: usize = 1 << 16;

/// How often a stream may be packed within another one.
const MAX_LAYERS: usize = 3;

/// How much of a stream within another one is looked at.
const MAX_INNER_BYTES: usize = 16 << 20;

/// Returns whether the streams of a file unpack to more than [`MAX_BYTES`].
pub(super) fn unpacks_to_too_much(bytes: &[u8]) -> bool {
    let mut n_bytes: u64 = 0;
    let mut rest = bytes;
    while let Some(index) = memchr::memmem::find(rest, b"stream") {
        let after = rest.get(index + b"stream".len()..).unwrap_or_default();
        let data = after.strip_prefix(b"\r\n").or_else(|| after.strip_prefix(b"\n"));
        if let Some(data) = data.filter(|data| is_deflated(data)) {
            n_bytes = n_bytes.saturating_add(unpacked_bytes(data, MAX_BYTES - n_bytes, MAX_LAYERS));
            if n_bytes >= MAX_BYTES {
                return true;
            }
        }
        rest = after;
    }
    false
}

/// Returns whether data begins like a zlib stream.
fn is_deflated(data: &[u8]) -> bool {
    let [first, second, ..] = data else { return false };
    first & 0x0f == 8 && (u32::from(*first) * 256 + u32::from(*second)).is_multiple_of(31)
}

/// Returns the number of bytes that a stream unpacks to, up to a limit; that of a stream within it
/// is added.
fn unpacked_bytes(data: &[u8], limit: u64, n_layers: usize) -> u64 {
    let mut decompress = Decompress::new(true);
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut inner: Vec<u8> = Vec::new();
    loop {
        let n_read = usize::try_from(decompress.total_in()).unwrap_or(usize::MAX);
        let before = decompress.total_out();
        let input = data.get(n_read..).unwrap_or_default();
        let status = decompress.decompress(input, &mut chunk, FlushDecompress::None);
        let n_new = usize::try_from(decompress.total_out() - before).unwrap_or_default();
        let unpacked = chunk.get(..n_new).unwrap_or_default();
        // A small stream that is packed twice is the usual way to hide a large one.
        let is_inner = if before == 0 { is_deflated(unpacked) } else { !inner.is_empty() };
        if is_inner && n_layers > 0 && inner.len() < MAX_INNER_BYTES {
            inner.extend_from_slice(unpacked);
        }
        let is_over = matches!(status, Ok(Status::StreamEnd) | Err(_)) || n_new == 0;
        if is_over || decompress.total_out() >= limit {
            let n_inner = match inner.is_empty() {
                true => 0,
                false => unpacked_bytes(&inner, limit, n_layers - 1),
            };
            return decompress.total_out().saturating_add(n_inner);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::ZlibEncoder;
    use std::io::Write as _;

    fn packed(content: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(content).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_bomb_is_found_before_it_is_unpacked() {
        let file = |data: &[u8]| [b"<< >> stream\r\n", data, b"\nendstream"].concat();
        assert!(!unpacks_to_too_much(&file(&packed(b"BT ET"))));
        assert!(!unpacks_to_too_much(&file(b"not packed")));
        let bomb = packed(&vec![0; 210_000_000]);
        assert!(unpacks_to_too_much(&file(&bomb)));
        assert!(unpacks_to_too_much(&file(&packed(&bomb))));
    }
}
