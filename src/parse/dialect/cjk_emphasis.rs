//! Emphasis beside Chinese, Japanese and Korean letters.
//!
//! CommonMark decides by spaces and punctuation whether a `**` opens or closes. These scripts have
//! no spaces, so `**真，**她` would not close. Lines in which that happens get tags instead.

use super::line::text_lines;
use super::markup_ranges::MarkupRanges;
use super::text_edits::TextEdits;

/// A run of stars in a line.
#[derive(Debug)]
struct StarRun {
    start: usize,
    length: usize,
    before: Option<char>,
    after: Option<char>,
}

/// Replaces stars by tags in the lines in which CommonMark would not pair them.
pub(super) fn rewrite_cjk_emphasis(text: &str, markup: &MarkupRanges, edits: &mut TextEdits) {
    if !text.contains('*') || !text.contains(is_cjk) {
        return;
    }
    for line in text_lines(text) {
        let runs = star_runs(line.text, line.start, markup);
        if !runs.iter().any(StarRun::is_misread) {
            continue;
        }
        let mut open: Vec<&StarRun> = Vec::new();
        for run in &runs {
            let partner = open.pop_if(|partner| partner.length == run.length && run.can_close());
            if let Some(partner) = partner {
                let (open_tag, close_tag) = tags(run.length);
                edits.replace(partner.start..partner.start + partner.length, open_tag);
                edits.replace(run.start..run.start + run.length, close_tag);
            } else if run.can_open() {
                open.push(run);
            }
        }
    }
}

fn tags(n_stars: usize) -> (&'static str, &'static str) {
    match n_stars {
        1 => ("<em>", "</em>"),
        2 => ("<strong>", "</strong>"),
        _ => ("<strong><em>", "</em></strong>"),
    }
}

fn star_runs(line: &str, line_start: usize, markup: &MarkupRanges) -> Vec<StarRun> {
    let mut runs = Vec::new();
    let mut offset = 0;
    while let Some(distance) = line.get(offset..).and_then(|rest| rest.find('*')) {
        let start = offset + distance;
        let rest = line.get(start..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('*').len();
        offset = start + length;
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        let after = rest.get(length..).and_then(|text| text.chars().next());
        let is_markup =
            length <= 3 && before != Some('\\') && markup.fixed_end(line_start + start).is_none();
        if is_markup {
            runs.push(StarRun { start: line_start + start, length, before, after });
        }
    }
    runs
}

impl StarRun {
    fn can_open(&self) -> bool {
        self.after.is_some_and(|char| !char.is_whitespace())
    }

    fn can_close(&self) -> bool {
        self.before.is_some_and(|char| !char.is_whitespace())
    }

    /// Returns whether CommonMark allows less than a reader of these scripts expects.
    fn is_misread(&self) -> bool {
        let is_space = |char: Option<char>| char.is_none_or(char::is_whitespace);
        let is_mark = |char: Option<char>| char.is_some_and(|char| !char.is_alphanumeric());
        let is_left = !is_space(self.after)
            && (!is_mark(self.after) || is_space(self.before) || is_mark(self.before));
        let is_right = !is_space(self.before)
            && (!is_mark(self.before) || is_space(self.after) || is_mark(self.after));
        let is_beside_cjk = self.before.is_some_and(is_cjk) || self.after.is_some_and(is_cjk);
        is_beside_cjk && (is_left != self.can_open() || is_right != self.can_close())
    }
}

/// Returns whether a character is a letter or mark of Chinese, Japanese or Korean.
pub(super) fn is_cjk(char: char) -> bool {
    matches!(char,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
