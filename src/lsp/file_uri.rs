//! Addresses of files, `file:///home/a/b.md` (RFC 8089), and paths.

use lsp_types::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

/// What is encoded in the path of an address: everything but letters, digits and these signs.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Returns the path of a file. `None` means that the address is not that of a file on this machine.
pub(super) fn path_of_uri(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let path = rest.strip_prefix("localhost").unwrap_or(rest);
    if !path.starts_with('/') {
        return None;
    }
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let is_windows_path = path.get(1..3).is_some_and(|drive| {
        drive.ends_with(':') && drive.starts_with(|letter: char| letter.is_ascii_alphabetic())
    });
    let path = if is_windows_path { path.get(1..).unwrap_or_default() } else { &path };
    Some(PathBuf::from(path))
}

/// Returns the address of a file. `None` means that the path cannot be written as one.
pub(super) fn uri_of_path(path: &Path) -> Option<Uri> {
    let path = path.to_str()?.replace('\\', "/");
    let slash = if path.starts_with('/') { "" } else { "/" };
    Uri::from_str(&format!("file://{slash}{}", utf8_percent_encode(&path, ENCODED))).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_survives_the_way_to_an_address_and_back() {
        for path in ["/a/b.md", "/a b/å#1?.md", "/100%/x:y.md"] {
            let uri = uri_of_path(Path::new(path)).unwrap();
            assert_eq!(path_of_uri(uri.as_str()), Some(PathBuf::from(path)), "{}", uri.as_str());
        }
    }

    #[test]
    fn only_files_of_this_machine_have_a_path() {
        assert_eq!(path_of_uri("file://localhost/a.md"), Some(PathBuf::from("/a.md")));
        assert_eq!(path_of_uri("file:///c%3A/a.md"), Some(PathBuf::from("c:/a.md")));
        for uri in ["untitled:Untitled-1", "https://example.org/a.md", "file://server/a.md"] {
            assert_eq!(path_of_uri(uri), None, "{uri}");
        }
    }
}
