//! Damages an input: by bits, bytes, copies, pieces of syntax, and the other half of another input.

use crate::support::random::Random;

/// What means something to one of the parsers.
const PIECES: [&str; 72] = [
    "---\n",
    "+++\n",
    ";;;\n",
    "...\n",
    "---",
    "\n\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  - ",
    "- ",
    ": ",
    ":",
    "? ",
    "{",
    "}",
    "[",
    "]",
    "[[",
    "]]",
    "![[",
    "[@",
    "](",
    "](<",
    "[^1]",
    "[^1]: ",
    "\"",
    "\"\"",
    "'",
    "\\",
    "\\u0000",
    "`",
    "```",
    "```{list}\n",
    "~~~",
    "|",
    "||",
    "|---|---|\n",
    ">",
    "> [!NOTE]\n",
    "|-\n",
    ">+2\n",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "# ",
    "## ",
    "{#id}",
    " ^id",
    "<!--",
    "-->",
    "<b>",
    "</b>",
    "<a id=\"",
    "&amp;",
    "&#0;",
    ",",
    ";",
    "\"a\"b",
    "\u{feff}",
    "\u{2028}",
    "\u{301}",
    "\u{202e}",
    "\u{f0000}",
    "å",
    "😀",
    "[P1]",
    "P1-P9",
    " … ",
];
/// What means something in a request.
const REQUEST_PIECES: [&str; 18] = [
    "GET ",
    "HEAD ",
    "/",
    "//",
    "/../",
    "%2e%2e/",
    "%",
    "%00",
    "%c3%28",
    "?",
    "#",
    " HTTP/1.1\r\n",
    " HTTP/1.0\r\n",
    "Host: localhost\r\n",
    "Host: evil.example\r\n",
    "Origin: http://evil.example\r\n",
    "\r\n\r\n",
    "/@2014-02-30/",
];

/// Returns an input made from one or two of `starts`, of at most `max_bytes`.
pub(super) fn mutate(random: &mut Random, starts: &[Vec<u8>], max_bytes: usize) -> Vec<u8> {
    let pick = |random: &mut Random| starts[random.below(starts.len())].clone();
    let mut input = pick(random);
    for _ in 0..=random.below(6) {
        let offset = random.below(input.len() + 1);
        let end = (offset + random.pick(&[1, 2, 4, 16, 64, 512])).min(input.len());
        match random.below(9) {
            0 | 1 => insert(&mut input, offset, random.pick(&PIECES).as_bytes()),
            2 => insert(&mut input, offset, random.pick(&REQUEST_PIECES).as_bytes()),
            3 => {
                let count = random.pick(&[2, 8, 100, 1_000]);
                insert(&mut input, offset, random.pick(&PIECES).repeat(count).as_bytes());
            }
            4 => drop(input.drain(offset..end)),
            5 => {
                let copy = input[offset..end].repeat(random.pick(&[1, 2, 20]));
                insert(&mut input, end, &copy);
            }
            6 => insert(&mut input, offset, &[u8::try_from(random.below(256)).unwrap()]),
            7 => {
                if let Some(byte) = input.get_mut(offset) {
                    *byte ^= 1 << random.below(8);
                }
            }
            _ => {
                let second_input = pick(random);
                input.truncate(offset);
                input.extend(&second_input[random.below(second_input.len() + 1)..]);
            }
        }
        input.truncate(max_bytes);
    }
    input
}

fn insert(input: &mut Vec<u8>, offset: usize, bytes: &[u8]) {
    input.splice(offset..offset, bytes.iter().copied());
}
