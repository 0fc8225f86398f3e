//! The plain text of one block, and the words around the links in it.

use crate::parse::outline::LinkContext;

/// The most characters of [`LinkContext`], its three parts together.
const MAX_AROUND_CHARS: usize = 160;
/// The most of them that the link's own words take.
const MAX_LINK_CHARS: usize = 80;
/// In UTF-8.
const MAX_BYTES_PER_CHAR: usize = 4;
/// What stands where words were cut.
const CUT: char = '…';

/// The plain text of the block that is being read.
#[derive(Debug, Default)]
pub(super) struct BlockText {
    /// The text so far.
    pub text: String,
    /// The links in it: their number, and where their words begin and end.
    links: Vec<(usize, usize, usize)>,
    /// Which of them are open.
    open: Vec<usize>,
    /// Whether something without words, a citation, stood here.
    is_after_gap: bool,
}

impl BlockText {
    /// Adds words. Two spaces become one, as on a page; one that a citation left before a full stop
    /// goes.
    pub(super) fn push_text(&mut self, words: &str) {
        let follows_space = self.text.is_empty() || self.text.ends_with(' ');
        let words = if follows_space { words.trim_start_matches(' ') } else { words };
        if words.is_empty() {
            return;
        }
        if std::mem::take(&mut self.is_after_gap)
            && words.starts_with(['.', ',', ';', ':', ')'])
            && self.text.ends_with(' ')
        {
            self.text.pop();
        }
        self.text.push_str(words);
    }

    /// Notes that something without words stands here.
    pub(super) fn push_gap(&mut self) {
        self.is_after_gap = true;
    }

    /// Notes that the words of a link begin.
    pub(super) fn open_link(&mut self, number: usize) {
        self.open.push(self.links.len());
        self.links.push((number, self.text.len(), self.text.len()));
    }

    /// Notes that the words of the innermost open link end.
    pub(super) fn close_link(&mut self) {
        if let Some(link) = self.open.pop().and_then(|offset| self.links.get_mut(offset)) {
            link.2 = self.text.len().max(link.1);
        }
    }

    /// Ends the block: gives what stands around each link, and begins anew.
    pub(super) fn emit_contexts(&mut self, mut give: impl FnMut(usize, LinkContext)) {
        for (number, start, end) in self.links.drain(..) {
            give(number, link_context(&self.text, start, end));
        }
        self.text.clear();
        self.open.clear();
        self.is_after_gap = false;
    }
}

fn link_context(text: &str, start: usize, end: usize) -> LinkContext {
    let before = text.get(..start).unwrap_or(text).trim_start();
    let after = text.get(end..).unwrap_or_default().trim_end();
    let link = text.get(start..end).unwrap_or_default();
    let budget = MAX_AROUND_CHARS - first_chars(link, MAX_LINK_CHARS).chars().count();
    let half = budget / 2;
    let n_before = last_chars(before, budget).chars().count();
    let n_after = first_chars(after, budget).chars().count();
    let for_before = half.max(budget - n_after).min(n_before);
    let mut out = String::new();
    push_truncated_start(&mut out, before, for_before);
    let start = out.len();
    push_truncated_end(&mut out, link, MAX_LINK_CHARS);
    let link = start..out.len();
    push_truncated_end(&mut out, after, budget - for_before);
    LinkContext::new(out, link)
}

/// The first characters of a text, at most so many. Whole runs of bytes are counted at a time,
/// which `char_indices` does not do: every link of a site comes by here.
fn first_chars(text: &str, n_chars: usize) -> &str {
    let mut chars = text.chars();
    if n_chars > 0 {
        chars.nth(n_chars - 1);
    }
    text.get(..text.len() - chars.as_str().len()).unwrap_or(text)
}

/// The last characters of a text, at most so many.
fn last_chars(text: &str, n_chars: usize) -> &str {
    let most = text.len().saturating_sub(n_chars.saturating_mul(MAX_BYTES_PER_CHAR));
    let near = text.get(text.ceil_char_boundary(most)..).unwrap_or(text);
    let n_more = near.chars().count().saturating_sub(n_chars);
    near.get(first_chars(near, n_more).len()..).unwrap_or(near)
}

/// Shortens a text to so many characters, at a word, with a mark at its end.
pub(super) fn truncate_end(text: &str, max_chars: usize) -> String {
    let mut kept = String::new();
    push_truncated_end(&mut kept, text, max_chars);
    kept
}

fn push_truncated_end(out: &mut String, text: &str, max_chars: usize) {
    if first_chars(text, max_chars).len() == text.len() {
        return out.push_str(text);
    }
    let cut = first_chars(text, max_chars.saturating_sub(1));
    let word_end = cut.rfind(char::is_whitespace).filter(|offset| *offset > 0);
    out.push_str(cut.get(..word_end.unwrap_or(cut.len())).unwrap_or_default().trim_end());
    out.push(CUT);
}

/// Shortens a text to so many of its last characters, at a word, with a mark at its start.
fn push_truncated_start(out: &mut String, text: &str, max_chars: usize) {
    let cut = last_chars(text, max_chars);
    if cut.len() == text.len() || max_chars == 0 {
        return out.push_str(cut);
    }
    let mut spaces = cut.char_indices().skip(1).filter(|(_, c)| c.is_whitespace());
    let word = spaces.next().map_or(0, |(offset, _)| offset);
    let kept = cut.get(word..).unwrap_or_default();
    out.push(CUT);
    // A space before the link is kept: the three parts are one sentence.
    out.push_str(if word > 0 { kept.trim_start() } else { skip_first_char(kept) });
}

fn skip_first_char(text: &str) -> &str {
    let mut letters = text.chars();
    letters.next();
    letters.as_str()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_around_a_link_are_cut_at_words() {
        let long = "ett två tre fyra fem sex sju åtta nio tio elva tolv ".repeat(9);
        let text = format!("{long}[länk]{long}");
        let found = link_context(&text, long.len(), long.len() + "[länk]".len());
        let n = [found.text_before(), found.link_text(), found.text_after()]
            .map(|part| part.chars().count());
        assert!(n.iter().sum::<usize>() <= MAX_AROUND_CHARS, "{n:?}");
        assert!(n[0] > 60 && n[2] > 60, "{n:?}");
        assert!(found.text_before().starts_with('…') && found.text_before().ends_with("tolv "));
        assert!(found.text_after().starts_with("ett två") && found.text_after().ends_with('…'));
        let short = link_context("a b c", 2, 3);
        assert_eq!((short.text_before(), short.link_text(), short.text_after()), ("a ", "b", " c"));
        let left = link_context(&text, 0, 6);
        assert_eq!(left.text_before(), "");
        assert!(left.text_after().chars().count() > 130);
    }

    #[test]
    fn a_word_longer_than_the_limit_is_cut_inside() {
        let long = "å".repeat(500);
        let found = link_context(&long, 250 * 2, 250 * 2);
        assert!(
            found.text_before().chars().count() + found.text_after().chars().count()
                <= MAX_AROUND_CHARS
        );
        assert_eq!(truncate_end("abc", 3), "abc");
        assert_eq!(truncate_end("abcd", 3), "ab…");
        assert_eq!(truncate_end("ab cdef", 5), "ab…");
    }
}
