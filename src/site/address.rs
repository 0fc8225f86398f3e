//! Addresses: turns names on disk into slugs, addresses and relative URLs.

use super::link_destination::{join_path, percent_decode};
pub use super::url_schemes::{is_link_scheme, with_missing_scheme};
use crate::files::Sha256Digest;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The longest segment of an address. File systems allow 255 bytes for a name, and the temporary
/// name of a file is longer than its own.
const MAX_SEGMENT_BYTES: usize = 200;
/// How much of the digest of a longer segment is at its end.
const DIGEST_LETTERS: usize = 12;

/// Returns one segment of an address: lower case, Latin letters folded to ASCII, other scripts
/// kept, spaces and punctuation replaced by `-`.
///
/// `Överenskommelse (2015)` gives `overenskommelse-2015`, `C++` gives `c-plus-plus`. A name of
/// signs that are not ASCII, such as 🎉, is kept; one of other punctuation alone gives `-`.
#[must_use]
pub fn slug_segment(name: &str) -> String {
    if is_slug(name) {
        return limit_segment(name).into_owned();
    }
    let name = &*spell_signs(name);
    let mut slug = String::with_capacity(name.len());
    let mut is_latin = false;
    for letter in name.nfd().flat_map(char::to_lowercase) {
        match letter {
            _ if letter.is_ascii_alphanumeric() => {
                is_latin = true;
                slug.push(letter);
            }
            _ if is_combining_mark(letter) => {
                // å is an a with a ring, which is dropped. Marks of other scripts are kept.
                if !is_latin {
                    slug.push(letter);
                }
            }
            _ if letter.is_alphanumeric() => {
                is_latin = push_ascii_folded(&mut slug, letter);
            }
            _ => {
                is_latin = false;
                if !slug.is_empty() && !slug.ends_with('-') {
                    slug.push('-');
                }
            }
        }
    }
    let trimmed = slug.trim_end_matches('-');
    let slug = if trimmed.is_empty() { slug_of_signs(name) } else { trimmed.nfc().collect() };
    limit_segment(&slug).into_owned()
}

/// Returns a segment of an address that file systems accept as a name. The end of one that is too
/// long is replaced by a digest, so that it stays different from others.
pub(super) fn limit_segment(segment: &str) -> Cow<'_, str> {
    if segment.len() <= MAX_SEGMENT_BYTES {
        return Cow::Borrowed(segment);
    }
    let digest = Sha256Digest::of_bytes(segment.as_bytes()).to_string();
    let digest = digest.get(..DIGEST_LETTERS).unwrap_or(&digest);
    let length = segment.floor_char_boundary(MAX_SEGMENT_BYTES - DIGEST_LETTERS - 1);
    Cow::Owned(format!("{}-{digest}", segment.get(..length).unwrap_or_default()))
}

/// Returns a slug that keeps the marks of letters: `räd` for `Räd`. For a name whose other slug is
/// that of another name.
pub(super) fn slug_with_marks(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for letter in spell_signs(name).nfc().flat_map(char::to_lowercase) {
        if letter.is_alphanumeric() || is_combining_mark(letter) && !slug.is_empty() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let trimmed = slug.trim_end_matches('-');
    let slug = if trimmed.is_empty() { slug_of_signs(name) } else { trimmed.nfc().collect() };
    limit_segment(&slug).into_owned()
}

/// Returns the slug of a name without letters and digits: its signs that are not ASCII, such as 🎉.
fn slug_of_signs(name: &str) -> String {
    // General punctuation: spaces, dashes, quotation marks, and marks of direction.
    let is_punctuation = |c: char| ('\u{2000}'..='\u{206f}').contains(&c);
    let is_kept =
        |c: &char| *c > '\u{a0}' && !is_punctuation(*c) && !c.is_whitespace() && *c != '\u{feff}';
    let signs: String = name.nfc().filter(is_kept).collect();
    if signs.is_empty() { "-".into() } else { signs }
}

/// Spells the signs `+` and `#` at the end of a word, which are all that C++ and C# differ by.
fn spell_signs(name: &str) -> Cow<'_, str> {
    if !name.contains(['+', '#']) {
        return Cow::Borrowed(name);
    }
    let mut spelled = String::with_capacity(name.len() + 8);
    let mut rest = name;
    while let Some(start) = rest.find(['+', '#']) {
        let (before, signs_and_after) = rest.split_at(start);
        spelled.push_str(before);
        let after = signs_and_after.trim_start_matches(['+', '#']);
        let n_signs = signs_and_after.len() - after.len();
        let (signs, _) = signs_and_after.split_at(n_signs);
        let is_word_end =
            spelled.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        match is_word_end {
            true => signs.chars().for_each(|sign| {
                spelled.push_str(if sign == '+' { "-plus" } else { "-sharp" });
            }),
            false => spelled.push_str(signs),
        }
        rest = after;
    }
    spelled.push_str(rest);
    Cow::Owned(spelled)
}

/// Returns whether a name is its own slug, as most file names are.
fn is_slug(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    !name.is_empty() && name.split('-').all(|part| !part.is_empty() && part.bytes().all(is_plain))
}

/// Appends a Latin letter that does not decompose into a letter and a mark. Returns whether the
/// letter is Latin.
fn push_ascii_folded(slug: &mut String, letter: char) -> bool {
    let ascii = match letter {
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ß' => "ss",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        _ => {
            slug.push(letter);
            return false;
        }
    };
    slug.push_str(ascii);
    true
}

/// Returns the address of a path: slugs between slashes. The empty path gives `/`.
pub(super) fn page_address(path: &str) -> String {
    let mut address = String::from("/");
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        address.push_str(&slug_segment(segment));
        address.push('/');
    }
    address
}

/// Returns a name in NFC. Most names are NFC already.
pub(super) fn to_nfc(name: &str) -> Cow<'_, str> {
    if name.is_ascii() { Cow::Borrowed(name) } else { Cow::Owned(name.nfc().collect()) }
}

/// Returns a name in the form in which names are compared: NFC, lower case.
///
/// `Å` written as one or as two code points is the same name.
#[must_use]
pub fn fold_name(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().flat_map(char::to_lowercase).nfc().collect()
}

/// What is encoded in an `href`, in addition to characters that are not ASCII.
const ENCODED_IN_HREF: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@')
    .remove(b'+')
    .remove(b',');

/// Percent-encodes an address for an `href`, except unreserved characters and `/`.
///
/// Letters of any script are kept: HTML is UTF-8 and browsers encode them themselves.
#[must_use]
pub fn percent_encode(address: &str) -> String {
    let is_kept = |letter: &char| !letter.is_ascii() && letter.is_alphanumeric();
    let mut encoded = String::with_capacity(address.len());
    for part in address.split_inclusive(|letter| is_kept(&letter)) {
        let mut letters = part.chars();
        let kept_letter = letters.next_back().filter(is_kept);
        let text = if kept_letter.is_some() { letters.as_str() } else { part };
        encoded.extend(utf8_percent_encode(text, ENCODED_IN_HREF));
        encoded.extend(kept_letter);
    }
    encoded
}

/// What is encoded in a fragment, in addition to characters that are not ASCII (RFC 3986, 3.5).
pub const ENCODED_IN_FRAGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Percent-encodes what a fragment cannot contain. What is encoded already stays as it is.
#[must_use]
pub fn encode_fragment(fragment: &str) -> String {
    utf8_percent_encode(fragment, ENCODED_IN_FRAGMENT).to_string()
}

/// Returns the relative link from one address to another. Both begin with `/`, and folders end
/// with it.
///
/// From `/a/b/` to `/a/c/` it is `../c/`, from `/` to itself `./`.
#[must_use]
pub fn relative_url(from: &str, to: &str) -> String {
    let folder = from.get(..=from.rfind('/').unwrap_or(0)).unwrap_or("/");
    let shared = folder.bytes().zip(to.bytes()).take_while(|(left, right)| left == right).count();
    let both = folder.as_bytes().get(..shared).unwrap_or_default();
    let common = both.iter().rposition(|byte| *byte == b'/').map_or(0, |slash| slash + 1);
    let up = folder.get(common..).unwrap_or_default().matches('/').count();
    let down = to.get(common..).unwrap_or_default();
    let mut link = "../".repeat(up);
    link.push_str(&percent_encode(down));
    if link.is_empty() {
        link.push_str("./");
    } else if up == 0 && down.split('/').next().is_some_and(|first| first.contains(':')) {
        link.insert_str(0, "./");
    }
    link
}

/// Returns the path in the content folder that a destination in a file of `folder` names, as it is
/// written. `None` means that it leads above the top, or that it has no path.
#[must_use]
pub fn linked_path(folder: &str, destination: &str) -> Option<String> {
    let path = destination.split(['#', '?']).next().unwrap_or_default().replace('\\', "/");
    let path = join_path(folder, &percent_decode(path.trim()))?;
    (!path.is_empty()).then_some(path)
}

/// Returns the output path of a copied file: its path on disk in NFC.
#[must_use]
pub fn asset_address(path: &str) -> String {
    to_nfc(path).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_easy_to_type() {
        for (name, expected) in [
            ("Överenskommelse (2015)", "overenskommelse-2015"),
            ("O\u{308}verenskommelse", "overenskommelse"),
            ("Łódź & Æble", "lodz-aeble"),
            ("Привет мир", "привет-мир"),
            ("日本語", "日本語"),
            ("C++", "c-plus-plus"),
            ("C# and F#", "c-sharp-and-f-sharp"),
            ("a+b #1", "a-b-1"),
            ("🎉", "🎉"),
            ("🎉 Party", "party"),
            ("— …", "-"),
            ("...", "-"),
            ("a-b-2", "a-b-2"),
            ("-a--b-", "a-b"),
        ] {
            assert_eq!(slug_segment(name), expected, "{name}");
        }
    }

    #[test]
    fn a_long_slug_is_cut_and_stays_unique() {
        for name in ["x".repeat(300), "é".repeat(300), "日".repeat(300), "🎉".repeat(300)] {
            let (one, other) = (slug_segment(&name), slug_segment(&format!("{name}日")));
            assert!(one.len() <= MAX_SEGMENT_BYTES && other.len() <= MAX_SEGMENT_BYTES, "{one}");
            assert_ne!(one, other);
            assert_eq!(slug_segment(&name), one);
            assert!(slug_with_marks(&name).len() <= MAX_SEGMENT_BYTES);
        }
    }

    #[test]
    fn links_are_relative_to_the_folder() {
        for (from, to, expected) in [
            ("/a/b/", "/a/c/", "../c/"),
            ("/a/b/", "/a/b/", "./"),
            ("/", "/a/", "a/"),
            ("/a/", "/", "../"),
            ("/a/b/", "/a/", "../"),
            ("/ab/", "/ac/x.png", "../ac/x.png"),
            ("/404.html", "/a/", "a/"),
            ("/", "/a b/ä.png", "a%20b/ä.png"),
        ] {
            assert_eq!(relative_url(from, to), expected, "{from} {to}");
        }
    }
}
