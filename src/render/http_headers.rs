//! What a web server has to send with the site: one source for the file `_headers` of the output,
//! for the handbook's settings of servers that read no such file, and for the tests.
//!
//! The policy lets the site fetch from itself only: no inline script or style runs, not even in a
//! picture or a page that an editor attached.

use super::page_context::base_path;
use crate::site::Site;
use crate::site::address::percent_encode;
use crate::theme::Theme;
use std::fmt::Write as _;

/// Where the file lies in the output; Netlify and Cloudflare Pages read it there.
pub const PATH: &str = "_headers";

/// The Content-Security-Policy of every answer.
pub const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     script-src 'self'; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; \
     frame-ancestors 'none'";

/// Headers of every answer. Other hosts are not told which page a reader came from: an intranet's
/// addresses are nobody else's business.
pub const ALWAYS: [(&str, &str); 3] = [
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
];

/// For files that are named after their content.
const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";

/// A name with the fingerprint of its content in it.
const FINGERPRINTED: &str = r"\.[0-9a-f]{12}\.[a-z0-9]+$";

/// The file `_headers`. Its paths begin at the top of the host, where such a file is read.
pub(super) fn headers_file(site: &Site, theme: &Theme) -> String {
    let base = base_path(site);
    let mut written = format!("{base}*\n");
    for (name, value) in ALWAYS {
        // Writing to a string cannot fail.
        let _ = writeln!(written, "  {name}: {value}");
    }
    // One path each: a file of the content may lie in the same folder, and has no fingerprint.
    for asset in theme.assets() {
        let path = percent_encode(&asset.path);
        let _ = write!(written, "\n{base}{path}\n  Cache-Control: {FOR_A_YEAR}\n");
    }
    written
}

/// The same for nginx: the first part stands in `http`, the second in `server` or `location`.
#[must_use]
pub fn nginx_config() -> String {
    let mut written = format!(
        "map $uri $pakt_cache {{\n    \"~{FINGERPRINTED}\" \"{FOR_A_YEAR}\";\n    default \
         \"no-cache\";\n}}\n\n"
    );
    for (name, value) in ALWAYS {
        let _ = writeln!(written, "add_header {name} \"{value}\" always;");
    }
    // Without `always`: that a file is missing must not be remembered for a year.
    written.push_str("add_header Cache-Control $pakt_cache;\nerror_page 404 /404.html;\n");
    written
}

/// The same for Apache with `mod_headers`: in `<VirtualHost>`, `<Directory>` or `.htaccess`.
#[must_use]
pub fn apache_config() -> String {
    let mut written = String::new();
    for (name, value) in ALWAYS {
        let _ = writeln!(written, "Header always set {name} \"{value}\"");
    }
    let _ = write!(
        written,
        "Header set Cache-Control \"no-cache\"\n<FilesMatch \"{FINGERPRINTED}\">\n    Header set \
         Cache-Control \"{FOR_A_YEAR}\"\n</FilesMatch>\nErrorDocument 404 /404.html\n"
    );
    written
}

/// The same for IIS: `web.config` at the top of the site.
#[must_use]
pub fn iis_config() -> String {
    let mut written = String::from(
        "<configuration>\n  <system.webServer>\n    <httpProtocol>\n      <customHeaders>\n",
    );
    for (name, value) in ALWAYS.into_iter().chain([("Cache-Control", "no-cache")]) {
        let _ = writeln!(written, "        <add name=\"{name}\" value=\"{value}\" />");
    }
    written.push_str(
        "      </customHeaders>\n    </httpProtocol>\n  </system.webServer>\n</configuration>\n",
    );
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_server_is_told_the_whole_policy_once() {
        for written in [nginx_config(), apache_config(), iis_config()] {
            assert_eq!(written.matches(POLICY).count(), 1, "{written}");
            for (name, value) in ALWAYS {
                assert!(written.contains(name) && written.contains(value), "{written}");
            }
        }
    }

    #[test]
    fn nothing_is_let_in_from_elsewhere() {
        let sources = POLICY.split("; ").flat_map(|rule| rule.split(' ').skip(1));
        assert!(sources.clone().all(|source| matches!(source, "'self'" | "'none'")));
        assert_eq!(sources.count(), 9);
    }
}
