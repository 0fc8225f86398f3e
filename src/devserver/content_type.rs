//! Returns the `Content-Type` of a file name.
//!
//! Responses forbid the browser to guess (`nosniff`), so this must be right.

/// Pages.
pub(super) const HTML: &str = "text/html; charset=utf-8";
/// The server's own short messages.
pub(super) const PLAIN: &str = "text/plain; charset=utf-8";
/// Scripts.
pub(super) const SCRIPT: &str = "text/javascript; charset=utf-8";
/// JSON.
const JSON: &str = "application/json; charset=utf-8";
/// Unknown content: a browser saves it and never runs it.
const UNKNOWN: &str = "application/octet-stream";

/// Returns the value of `Content-Type` for a path, by its extension in any letter case.
///
/// A path that ends with `/` is a page. The type of an unknown extension is
/// `application/octet-stream`.
pub fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.is_empty() {
        return HTML;
    }
    let Some((_, extension)) = name.rsplit_once('.') else { return UNKNOWN };
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => SCRIPT,
        "txt" => PLAIN,
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "json" => JSON,
        "jsonld" => "application/ld+json; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "yaml" | "yml" => "application/yaml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" | "jfif" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_the_type() {
        for (path, expected) in [
            ("/", HTML),
            ("/parter/", HTML),
            ("/404.html", HTML),
            ("/STIL.CSS", "text/css; charset=utf-8"),
            ("/a.b/c.js", SCRIPT),
            ("/a.js/c", UNKNOWN),
            ("/data.yml", "application/yaml; charset=utf-8"),
            ("/karta.svg", "image/svg+xml; charset=utf-8"),
            ("/x.exe", UNKNOWN),
            ("/.html", HTML),
            ("/å.", UNKNOWN),
        ] {
            assert_eq!(content_type(path), expected, "{path}");
        }
    }
}
