//! The schemes of URLs that links may have.

use crate::diagnostic::closest_match;

/// Schemes that show something to readers or open a program of their choice. Those that run a
/// script or read the reader's own files are not among them.
static LINK_SCHEMES: [&str; 121] = [
    "http",
    "https",
    "mailto",
    "tel",
    "acct",
    "aim",
    "ark",
    "bankid",
    "bear",
    "bitcoin",
    "caldav",
    "callto",
    "carddav",
    "cursor",
    "dav",
    "davs",
    "discord",
    "dns",
    "doi",
    "dweb",
    "ethereum",
    "evernote",
    "facetime",
    "facetime-audio",
    "feed",
    "finger",
    "ftp",
    "ftps",
    "gemini",
    "geo",
    "git",
    "git+ssh",
    "gopher",
    "gs",
    "hdl",
    "hg",
    "idea",
    "im",
    "info",
    "ipfs",
    "ipns",
    "irc",
    "ircs",
    "isbn",
    "itms",
    "itms-apps",
    "jetbrains",
    "ldap",
    "ldaps",
    "lightning",
    "line",
    "logseq",
    "magnet",
    "maps",
    "market",
    "matrix",
    "mid",
    "mms",
    "monero",
    "ms-excel",
    "ms-outlook",
    "ms-powerpoint",
    "ms-word",
    "msteams",
    "mumble",
    "news",
    "nfs",
    "nntp",
    "nostr",
    "notion",
    "obsidian",
    "omnifocus",
    "onenote",
    "openpgp4fpr",
    "payto",
    "pcast",
    "podcast",
    "rsync",
    "rtmp",
    "rtmps",
    "rtsp",
    "rtsps",
    "s3",
    "sftp",
    "sgnl",
    "sip",
    "sips",
    "skype",
    "slack",
    "sms",
    "smsto",
    "snippet",
    "spotify",
    "ssh",
    "steam",
    "stun",
    "svn",
    "svn+ssh",
    "swish",
    "teamspeak",
    "telnet",
    "tg",
    "things",
    "threema",
    "urn",
    "viber",
    "vnc",
    "vscode",
    "vscode-insiders",
    "wais",
    "webcal",
    "webcals",
    "whatsapp",
    "ws",
    "wss",
    "xmpp",
    "ymsgr",
    "zoommtg",
    "zoomus",
    "zotero",
    "feeds",
];

/// Returns whether links may have a scheme, which is written without `:`. `web+…` is for programs
/// on the web.
#[must_use]
pub fn is_link_scheme(scheme: &str) -> bool {
    let scheme = scheme.to_ascii_lowercase();
    LINK_SCHEMES.contains(&scheme.as_str())
        || scheme.strip_prefix("web+").is_some_and(|rest| !rest.is_empty())
}

/// Returns whether what follows `https:` has a host: `//example.org`. A browser takes the rest of
/// `https:/example.org` for a path.
pub(super) fn has_host(rest: &str) -> bool {
    rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with('/'))
}

/// Returns the scheme that a misspelled one probably means: one of those that are common.
pub(super) fn closest_scheme(scheme: &str) -> Option<String> {
    const DANGEROUS: [&str; 6] = ["javascript", "data", "vbscript", "file", "blob", "about"];
    let scheme = scheme.to_ascii_lowercase();
    let common = LINK_SCHEMES.into_iter().take(4).chain(["ftp", "sftp", "webcal"]);
    match scheme.as_str() {
        "mail" | "email" | "e-mail" | "epost" | "e-post" => Some("mailto".into()),
        "phone" | "telephone" | "telefon" | "tlf" | "call" => Some("tel".into()),
        dangerous if DANGEROUS.contains(&dangerous) => None,
        "htp" | "ttp" | "hhtp" | "htt" => Some("http".into()),
        "htps" | "ttps" | "hhtps" => Some("https".into()),
        scheme => closest_match(scheme, common),
    }
}

/// Returns the URL that a destination without a scheme probably means: `https://example.org/film`
/// for `example.org/film`, `mailto:a@example.org` for `a@example.org`.
#[must_use]
pub fn with_missing_scheme(destination: &str) -> Option<String> {
    // The colon is forgotten: `https//example.org`.
    let without_scheme =
        ["https//", "http//"].into_iter().find_map(|it| destination.strip_prefix(it));
    let destination = without_scheme.unwrap_or(destination);
    let host_end = destination.find(['/', '?', '#']).unwrap_or(destination.len());
    let (host, rest) = destination.split_at(host_end);
    if let Some(port) = host.strip_prefix("localhost:")
        && !port.is_empty()
        && port.bytes().all(|byte| byte.is_ascii_digit())
    {
        return Some(format!("http://{destination}"));
    }
    if let Some((user, host)) = host.split_once('@') {
        let is_address = !user.is_empty() && is_host(host) && rest.is_empty();
        return is_address.then(|| format!("mailto:{destination}"));
    }
    let is_sure = without_scheme.is_some() || host.starts_with("www.") || is_common_domain(host);
    (is_host(host) && (is_sure || rest.starts_with('/') && !has_file_ending(host)))
        .then(|| format!("https://{destination}"))
}

/// Returns whether a word is the name of a host with a domain: `example.org`, `example.org:8080`.
fn is_host(word: &str) -> bool {
    let (name, port) = word.split_once(':').unwrap_or((word, "80"));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let domain = name.rsplit('.').next().unwrap_or_default();
    name.contains('.')
        && name.split('.').all(is_label)
        && domain.len() >= 2
        && domain.chars().all(char::is_alphabetic)
        && !port.is_empty()
        && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a word ends in a domain that no file has as its ending.
fn is_common_domain(word: &str) -> bool {
    const DOMAINS: [&str; 30] = [
        "com", "org", "net", "edu", "gov", "mil", "int", "info", "eu", "se", "nu", "no", "dk",
        "fi", "de", "uk", "fr", "nl", "es", "it", "at", "ch", "be", "ee", "lv", "lt", "us", "ca",
        "io", "dev",
    ];
    word.rsplit_once('.').is_some_and(|(_, domain)| DOMAINS.contains(&domain))
}

/// Returns whether the last part of a name is one that files have.
fn has_file_ending(name: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "md", "markdown", "html", "htm", "txt", "pdf", "mdx", "rst", "adoc", "yaml", "json", "zip",
    ];
    name.rsplit('.').next().is_some_and(|ending| ENDINGS.contains(&ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemes_that_run_or_read_something_are_not_links() {
        for scheme in ["https", "WEBCAL", "sms", "msteams", "geo", "xmpp", "web+mastodon"] {
            assert!(is_link_scheme(scheme), "{scheme}");
        }
        let refused =
            ["javascript", "data", "vbscript", "file", "blob", "about", "view-source", "web+", ""];
        assert_eq!(refused.map(is_link_scheme), [false; 9]);
    }

    #[test]
    fn a_misspelled_scheme_is_found() {
        for (scheme, expected) in [
            ("hdttps", Some("https")),
            ("htps", Some("https")),
            ("HTTPP", Some("http")),
            ("mailtoo", Some("mailto")),
            ("mail", Some("mailto")),
            ("javascript", None),
            ("data", None),
            ("file", None),
        ] {
            assert_eq!(closest_scheme(scheme).as_deref(), expected, "{scheme}");
        }
    }

    #[test]
    fn a_host_without_a_scheme_is_recognized() {
        for (written, expected) in [
            ("example.org/film", Some("https://example.org/film")),
            ("example.org", Some("https://example.org")),
            ("www.example.museum", Some("https://www.example.museum")),
            ("localhost.test:8080/a", Some("https://localhost.test:8080/a")),
            ("a.b@example.org", Some("mailto:a.b@example.org")),
            ("https//example.museum", Some("https://example.museum")),
            ("notes.md", None),
            ("page.html/x", None),
            ("a.b/c.md", None),
            ("../example.org", None),
            ("folder/page", None),
        ] {
            assert_eq!(with_missing_scheme(written).as_deref(), expected, "{written}");
        }
    }
}
