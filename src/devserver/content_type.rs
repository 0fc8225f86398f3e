//! File name → `Content-Type`. The browser is told not to guess (`nosniff`), so this must be right.

/// The type of a page.
pub(super) const HTML: &str = "text/html; charset=utf-8";
/// The type of the preview's own short messages.
pub(super) const PLAIN: &str = "text/plain; charset=utf-8";
/// The type of a script.
pub(super) const SCRIPT: &str = "text/javascript; charset=utf-8";
/// The type of what the script is told.
pub(super) const JSON: &str = "application/json; charset=utf-8";
/// What no one should interpret.
const OTHER: &str = "application/octet-stream";

/// The value of `Content-Type` for a path, by its extension, in any letter case.
///
/// A path that ends with `/` is a page. What is not known is `application/octet-stream`, which a
/// browser saves and never runs.
pub fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    if name.is_empty() {
        return HTML;
    }
    let Some((_, extension)) = name.rsplit_once('.') else { return OTHER };
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => SCRIPT,
        "txt" => PLAIN,
        "csv" => "text/csv; charset=utf-8",
        "json" => JSON,
        "jsonld" => "application/ld+json; charset=utf-8",
        "ttl" => "text/turtle; charset=utf-8",
        "yaml" | "yml" => "application/yaml; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        _ => OTHER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides_and_the_unknown_is_never_run() {
        for (path, expected) in [
            ("/", HTML),
            ("/parter/", HTML),
            ("/404.html", HTML),
            ("/STIL.CSS", "text/css; charset=utf-8"),
            ("/a.b/c.js", SCRIPT),
            ("/a.js/c", OTHER),
            ("/data.yml", "application/yaml; charset=utf-8"),
            ("/karta.svg", "image/svg+xml; charset=utf-8"),
            ("/x.exe", OTHER),
            ("/.html", HTML),
            ("/å.", OTHER),
        ] {
            assert_eq!(content_type(path), expected, "{path}");
        }
    }
}
