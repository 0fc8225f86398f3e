//! The live-reload script, and its tag in a page.

/// What a served page has in addition to the built page.
const SCRIPT_TAG: &[u8] = br#"<script src="/@pakt/live.js"></script>"#;
const END_OF_BODY: &[u8] = b"</body>";

/// Inserts the script's tag before the last `</body>`, or at the end if there is none.
pub(super) fn insert_script_tag(mut page: Vec<u8>) -> Vec<u8> {
    let offset = page
        .windows(END_OF_BODY.len())
        .rposition(|window| window.eq_ignore_ascii_case(END_OF_BODY))
        .unwrap_or(page.len());
    page.splice(offset..offset, SCRIPT_TAG.iter().copied());
    page
}

/// Returns the script: morphing, the caller's `page_script`, and live reload.
///
/// The current revision is part of it because not every browser lets the script read the revision
/// of its page (`Server-Timing` needs a secure context: loopback is one, another host is not).
pub(super) fn script_source(page_script: &str, revision_id: &str) -> String {
    let live_script = include_str!("client/live.js").replace("@revision@", revision_id);
    [
        include_str!("client/idiomorph.min.js"),
        "\n",
        include_str!("client/morph.js"),
        page_script,
        &live_script,
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &str, expected: &str) {
        let tag = String::from_utf8(SCRIPT_TAG.to_vec()).unwrap();
        let page_with_tag = String::from_utf8(insert_script_tag(page.as_bytes().to_vec())).unwrap();
        assert_eq!(page_with_tag, expected.replace('@', &tag));
    }

    #[test]
    fn the_tag_is_inserted_once_before_the_last_end_of_body() {
        check("<body>å</body></html>", "<body>å@</body></html>");
        check("<p></body> quoted</p></body>\n", "<p></body> quoted</p>@</body>\n");
        check("<BODY></BODY>", "<BODY>@</BODY>");
        check("<p>no end", "<p>no end@");
        check("", "@");
    }

    #[test]
    fn the_script_contains_the_revision() {
        let script = script_source("const panel = 1;", "a-3");
        assert!(script.contains("\"a-3\"") && script.contains("const panel = 1;"));
        assert!(!script.contains("@revision@"));
    }
}
