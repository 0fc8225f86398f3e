//! Finds what forges make active in plain text: names after `@`, numbers of issues, hashes of
//! commits, addresses and `:names:` of emoji.
//!
//! Forges look for most of it after they have read the Markdown, so that a backslash does not help.
//! A zero-width space within it does.

/// A zero-width space, which keeps a forge from finding a link.
pub(super) const LINK_BREAK: &str = "&#8203;";

/// Words after which an address goes on.
const ADDRESS_STARTS: [&str; 2] = ["://", "www."];
/// The shortest and the longest hash of a commit that is a link, in digits.
const HASH_DIGITS: std::ops::RangeInclusive<usize> = 7..=64;

/// Returns the byte offsets at which a text is to be broken so that nothing in it is a link.
pub(super) fn forge_links(line: &str) -> Vec<usize> {
    let mut offsets: Vec<usize> = Vec::new();
    let after = |sign: char| line.match_indices(sign).map(|(offset, _)| offset + 1);
    offsets.extend(after('@').chain(after('#')));
    let lower = line.to_ascii_lowercase();
    for start in ADDRESS_STARTS {
        // Before the last sign of `www.`, and after the first of `://`.
        let n_before = if start.starts_with(':') { 1 } else { start.len() - 1 };
        offsets.extend(lower.match_indices(start).map(|(offset, _)| offset + n_before));
    }
    let issues = lower.match_indices("gh-").map(|(offset, text)| offset + text.len());
    offsets.extend(issues.filter(|offset| starts_with(line, *offset, |it| it.is_ascii_digit())));
    offsets.extend(after(':').filter(|offset| begins_emoji(line, *offset)));
    offsets.extend(hash_middles(line));
    offsets.sort_unstable();
    offsets.dedup();
    offsets
}

fn starts_with(line: &str, offset: usize, is_wanted: impl Fn(char) -> bool) -> bool {
    line.get(offset..).and_then(|rest| rest.chars().next()).is_some_and(is_wanted)
}

/// Returns whether the text after a colon is the name of an emoji, which ends with a colon.
fn begins_emoji(line: &str, offset: usize) -> bool {
    let rest = line.get(offset..).unwrap_or_default();
    let is_name = |char: char| char.is_ascii_alphanumeric() || matches!(char, '_' | '+' | '-');
    let name = rest.split(|char| !is_name(char)).next().unwrap_or_default();
    let is_number = name.bytes().all(|byte| byte.is_ascii_digit());
    !is_number && rest.get(name.len()..).is_some_and(|rest| rest.starts_with(':'))
}

/// Returns a place in each word that can be the hash of a commit. A word of digits only is a
/// number, which people copy.
fn hash_middles(line: &str) -> Vec<usize> {
    let mut middles = Vec::new();
    let mut start = 0;
    for word in line.split(|char: char| !char.is_alphanumeric()) {
        let is_hash = HASH_DIGITS.contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_hexdigit())
            && word.bytes().any(|byte| byte.is_ascii_digit())
            && word.bytes().any(|byte| byte.is_ascii_alphabetic());
        if is_hash {
            middles.push(start + word.len() / 2);
        }
        let end = start + word.len();
        let n_separator = line.get(end..).and_then(|rest| rest.chars().next());
        start = end + n_separator.map_or(0, char::len_utf8);
    }
    middles
}
