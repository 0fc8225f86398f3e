//! The live script: where a page asks for it, and the script itself.

/// What a preview page has, and the built page has not.
const TAG: &[u8] = br#"<script src="/@pakt/live.js"></script>"#;
const END_OF_BODY: &[u8] = b"</body>";

/// Inserts the script directly before the last `</body>`; at the end if there is none.
pub(super) fn insert_script_tag(mut page: Vec<u8>) -> Vec<u8> {
    let at = page
        .windows(END_OF_BODY.len())
        .rposition(|window| window.eq_ignore_ascii_case(END_OF_BODY))
        .unwrap_or(page.len());
    page.splice(at..at, TAG.iter().copied());
    page
}

/// The script. It is told the revision of the moment, for browsers that do not tell it that of
/// the page (`Server-Timing` is for secure contexts: loopback is one, another host is not).
pub(super) fn script_source(revision: &str) -> String {
    let live = include_str!("client/live.js").replace("@revision@", revision);
    [
        include_str!("client/idiomorph.min.js"),
        "\n",
        include_str!("client/morph.js"),
        include_str!("client/panel.js"),
        include_str!("client/edit.js"),
        &live,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &str) {
        let tag = String::from_utf8(TAG.to_vec()).unwrap();
        let inserted = String::from_utf8(insert_script_tag(page.as_bytes().to_vec())).unwrap();
        assert_eq!(inserted, expected.replace('@', &tag));
    }

    #[test]
    fn the_script_is_inserted_once_before_the_last_end_of_body() {
        check("<body>å</body></html>", "<body>å@</body></html>");
        check("<p></body> quoted</p></body>\n", "<p></body> quoted</p>@</body>\n");
        check("<BODY></BODY>", "<BODY>@</BODY>");
        check("<p>no end", "<p>no end@");
        check("", "@");
    }

    #[test]
    fn the_script_holds_the_revision() {
        assert!(script_source("a-3").contains("\"a-3\""));
        assert!(!script_source("a-3").contains("@revision@"));
    }
}
