//! The HTTP headers that a web server has to send with the site.
//!
//! They are written to `_headers` in the output; the handbook has them as settings for servers that
//! do not read this file. The policy allows resources of the site itself only. No inline script or
//! style runs, not even in an image or page that an editor attached.

use super::page_context::base_path;
use crate::site::Site;
use crate::site::address::percent_encode;
use crate::theme::Theme;
use std::fmt::Write as _;

/// The path of the file in the output, where Netlify and Cloudflare Pages read it.
pub const PATH: &str = "_headers";

/// The Content-Security-Policy of every response.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     script-src 'self'; worker-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'";

/// The headers of every response. `Referrer-Policy` keeps the addresses of an intranet from other
/// hosts.
pub const ALWAYS: [(&str, &str); 3] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
];

/// `Cache-Control` of files with a fingerprint in their name.
pub const CACHE_FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

/// Returns the file `_headers`. Its paths start at the host's root, where hosts read the file.
pub(super) fn headers_file(site: &Site, theme: &Theme) -> String {
    let base = base_path(site);
    let mut out = format!("{base}*\n");
    for (name, value) in ALWAYS {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {name}: {value}");
    }
    // Each asset by its path: files of the content can be in the same folder, without a
    // fingerprint.
    for asset in theme.assets() {
        let path = percent_encode(&asset.path);
        let _ = write!(out, "\n{base}{path}\n  Cache-Control: {CACHE_FOR_A_YEAR}\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_allows_nothing_from_elsewhere() {
        let sources = POLICY.split("; ").flat_map(|rule| rule.split(' ').skip(1));
        assert!(sources.clone().all(|source| matches!(source, "'self'" | "'none'")));
        assert_eq!(sources.count(), 10);
    }
}
