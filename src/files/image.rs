//! Reads the width and height of an image from its first bytes.
//!
//! Only formats that browsers show are read, so that no parser of an exotic format runs on bytes
//! from outside. SVG is not read: it has no size in pixels.

use imagesize::{ImageType, blob_size, image_type};

/// How much of a file is read. A photograph's thumbnail and color profile precede its size.
pub(super) const HEAD_LIMIT_BYTES: usize = 256 * 1024;

/// Returns whether an extension in lower case is that of an image.
pub(super) fn is_image(extension: &str) -> bool {
    matches!(extension, "png" | "jpg" | "jpeg" | "jfif" | "gif" | "webp" | "avif")
}

/// Returns width and height in pixels. `None` means that they are not in `head`, or that one of
/// them is 0.
pub(super) fn image_size(head: &[u8]) -> Option<(u32, u32)> {
    match image_type(head).ok()? {
        ImageType::Png
        | ImageType::Jpeg
        | ImageType::Gif
        | ImageType::Webp
        | ImageType::Heif(_) => {}
        _ => return None,
    }
    let size = blob_size(head).ok()?;
    let width = u32::try_from(size.width).ok()?;
    let height = u32::try_from(size.height).ok()?;
    (width > 0 && height > 0).then_some((width, height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x2C\0\0\0\xC8\x08\x02\0\0\0";
    const GIF: &[u8] = b"GIF89a\x03\0\x02\0\x80\0\0";
    const JPEG: &[u8] =
        b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xFF\xC0\0\x11\x08\0\x07\0\x09\x03";
    const WEBP: &[u8] = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x09\0\0\x04\0\0";
    const AVIF: &[u8] = b"\0\0\0\x14ftypavif\0\0\0\0mif1\0\0\0\x40meta\0\0\0\0\0\0\0\x30iprp\
        \0\0\0\x28ipco\0\0\0\x14ispe\0\0\0\0\0\0\0\x08\0\0\0\x06";

    #[test]
    fn the_size_is_read_from_the_first_bytes() {
        assert_eq!(image_size(PNG), Some((300, 200)));
        assert_eq!(image_size(GIF), Some((3, 2)));
        assert_eq!(image_size(JPEG), Some((9, 7)));
        assert_eq!(image_size(WEBP), Some((10, 5)));
        assert_eq!(image_size(AVIF), Some((8, 6)));
        assert_eq!(image_size(b"GIF89a\0\0\x02\0"), None);
        assert_eq!(image_size(b""), None);
        assert_eq!(image_size(b"<svg width='3' height='4'/>"), None);
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_do_not_panic(
            start in prop::sample::select(vec![PNG, GIF, JPEG, WEBP, AVIF, b""]),
            changes in prop::collection::vec((0..80_usize, any::<u8>()), 0..12),
            tail in prop::collection::vec(any::<u8>(), 0..200),
        ) {
            let mut bytes = start.to_vec();
            bytes.extend(tail);
            for (offset, byte) in changes {
                if let Some(slot) = bytes.get_mut(offset) { *slot = byte; }
            }
            let _ = image_size(&bytes);
        }
    }
}
