//! Rewrites what is inside lines: template tags, formulas, attributes, bare addresses, destinations
//! with a space, and emphasis beside Chinese, Japanese and Korean letters.

use super::address;
use super::cjk_emphasis::rewrite_cjk_emphasis;
use super::formula::{FormulaPlace, formula_length};
use super::inline_tag::{
    asciidoc_link_length, rest_role_length, revision_length, text_directive_length,
};
use super::key_combination::key_combination;
use super::line::quote_depth;
use super::markup_ranges::MarkupRanges;
use super::named_sign::{NamedSign, named_sign};
use super::pass_text::PassText;
use super::template_tag::template_tag;
use super::text_edits::TextEdits;
use super::verbatim::verbatim_span;
use crate::diagnostic::rules::ForeignSyntaxKind;
use crate::parse::markdown::VerbatimKind;
use std::ops::Range;

/// The longest destination in which a tag is looked for, in bytes.
const MAX_DESTINATION_BYTES: usize = 300;
/// The longest name of a role of MyST with its braces and the backtick after it, in bytes.
const MAX_ROLE_BYTES: usize = 40;
/// What the cross-references of Quarto begin with.
const REFERENCE_PREFIXES: [&str; 17] = [
    "sec", "fig", "tbl", "eq", "lst", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr",
    "nte", "tip", "wrn", "imp",
];
/// What is between two code spans side by side, and not shown.
const EMPTY_COMMENT: &str = "<!-- -->";
/// The bytes at which something to rewrite can begin.
const TRIGGER_BYTES: [bool; 256] = {
    let mut triggers = [false; 256];
    let bytes = *b"\\${[]<hHwW@:+";
    let mut index = 0;
    while index < bytes.len() {
        triggers[bytes[index] as usize] = true;
        index += 1;
    }
    triggers
};

/// Rewrites what is inside the lines of a text.
pub(super) fn rewrite_inlines(pass_text: &PassText, edits: &mut TextEdits) {
    let text = &*pass_text.text;
    let markup = pass_text.markup();
    let walker = InlineWalker {
        text,
        markup,
        edits,
        done: 0,
        verbatim_end: None,
        line_start: 0,
        line_scanned: 0,
        brackets: Vec::new(),
        last_brackets: 0..0,
        spaced_image: None,
    };
    walker.run();
    rewrite_cjk_emphasis(text, markup, edits);
}

/// The state of walking through a text.
pub(super) struct InlineWalker<'a> {
    pub(super) text: &'a str,
    pub(super) markup: &'a MarkupRanges,
    pub(super) edits: &'a mut TextEdits,
    /// Where the last change ends.
    pub(super) done: usize,
    /// Where the last text that is kept as written ends.
    verbatim_end: Option<usize>,
    /// The start of the line up to which the text was read for lines.
    line_start: usize,
    line_scanned: usize,
    /// The offsets of brackets that are open.
    pub(super) brackets: Vec<usize>,
    /// The last brackets that were closed, with both brackets.
    pub(super) last_brackets: Range<usize>,
    /// Where the text and the whole of the last image end whose path has a space.
    pub(super) spaced_image: Option<(usize, usize)>,
}

impl<'a> InlineWalker<'a> {
    fn run(mut self) {
        let mut offset = 0;
        while let Some(next) = self.next_trigger(offset) {
            offset = match self.markup.fixed_end(next) {
                Some(end) => end,
                None => self.rewrite_at(next),
            };
        }
    }

    fn next_trigger(&self, offset: usize) -> Option<usize> {
        let mut rest = self.text.as_bytes().get(offset..)?.iter();
        let is_trigger = |byte: &u8| TRIGGER_BYTES.get(usize::from(*byte)) == Some(&true);
        rest.position(is_trigger).map(|length| offset + length)
    }

    /// Rewrites what begins at an offset. Returns where to go on.
    fn rewrite_at(&mut self, offset: usize) -> usize {
        let rest = self.text.get(offset..).unwrap_or_default();
        match rest.as_bytes().first() {
            Some(b'\\') => self.formula(offset).unwrap_or(offset + 2),
            Some(b'$') => self.formula(offset).unwrap_or(offset + 1),
            Some(b'{') => self
                .template_tag(offset, rest)
                .or_else(|| self.revision(offset, rest))
                .or_else(|| self.attributes(offset, rest))
                .or_else(|| self.role(offset, rest))
                .unwrap_or(offset + 1),
            Some(b'[') => self.open_bracket(offset, rest),
            Some(b']') => self.close_bracket(offset),
            Some(b'<') => self.component(offset, rest),
            Some(b'@') => self
                .mail(offset)
                .or_else(|| self.cross_reference(offset, rest))
                .unwrap_or(offset + 1),
            Some(b':') => self
                .named_sign(offset)
                .or_else(|| self.colon_syntax(offset, rest))
                .unwrap_or(offset + 1),
            Some(b'+') => self.keys(offset).unwrap_or(offset + 1),
            _ => self.web_address(offset).unwrap_or(offset + 1),
        }
    }

    fn place(&self, offset: usize) -> FormulaPlace {
        if self.markup.is_in_row(offset) { FormulaPlace::TableRow } else { FormulaPlace::Text }
    }

    fn formula(&mut self, offset: usize) -> Option<usize> {
        let length = formula_length(self.text, offset, self.place(offset))?;
        self.keep(offset..offset + length, ForeignSyntaxKind::Formula)
    }

    fn template_tag(&mut self, offset: usize, rest: &str) -> Option<usize> {
        let (kind, length) = template_tag(rest)?;
        let is_cut = self.markup.is_in_row(offset) && rest.get(..length)?.contains(['|', '\n']);
        if is_cut {
            self.edits.report(kind, offset..offset + length);
            return Some(offset + length);
        }
        self.keep(offset..offset + length, kind)
    }

    /// Keeps a range as written, and reports it.
    pub(super) fn keep(&mut self, range: Range<usize>, kind: ForeignSyntaxKind) -> Option<usize> {
        let verbatim_kind = match kind {
            ForeignSyntaxKind::Formula => VerbatimKind::Formula,
            _ => VerbatimKind::Syntax,
        };
        // In the destination of a link it would not be a code span.
        let window = self.text_before(range.start);
        if let Some(bracket) = window.rfind("](")
            && !window.get(bracket + 2..).is_some_and(|rest| rest.contains([' ', ')', '\n']))
        {
            self.edits.insert(range.start - window.len() + bracket + 1, "\\");
        }
        let written = self.text.get(range.clone())?;
        self.edits.report(kind, range.clone());
        self.advance_line(range.start);
        let line = self.text.get(self.line_start..range.start).unwrap_or_default();
        let mut span = verbatim_span(written, verbatim_kind, quote_depth(line));
        // The backticks of two code spans side by side would be one run.
        let before = self.text.get(..range.start).unwrap_or_default();
        if self.verbatim_end == Some(range.start) || before.ends_with('`') {
            span.insert_str(0, EMPTY_COMMENT);
        }
        if self.text.get(range.end..).is_some_and(|after| after.starts_with('`')) {
            span.push_str(EMPTY_COMMENT);
        }
        self.edits.replace(range.clone(), span);
        self.done = range.end;
        self.verbatim_end = Some(range.end);
        Some(range.end)
    }

    /// Returns the text before an offset, as far as the destination of a link may reach.
    pub(super) fn text_before(&self, offset: usize) -> &'a str {
        let start = offset.saturating_sub(MAX_DESTINATION_BYTES).max(self.done);
        self.text.get(self.text.ceil_char_boundary(start)..offset).unwrap_or_default()
    }

    /// Finds the start of the line of an offset. Offsets ascend, so that the text is read once.
    fn advance_line(&mut self, offset: usize) {
        let passed = self.text.get(self.line_scanned..offset).unwrap_or_default();
        if let Some(newline) = passed.rfind('\n') {
            self.line_start = self.line_scanned + newline + 1;
        }
        self.line_scanned = offset.max(self.line_scanned);
    }

    /// Reports a role of MyST, `{ref}`, before its code.
    fn role(&mut self, offset: usize, rest: &str) -> Option<usize> {
        let window = rest.get(..rest.floor_char_boundary(MAX_ROLE_BYTES))?;
        let (name, after) = window.strip_prefix('{')?.split_once('}')?;
        let is_name = !name.is_empty()
            && name.chars().all(|char| char.is_alphanumeric() || matches!(char, '-' | '_' | ':'));
        if !is_name || !after.starts_with('`') {
            return None;
        }
        let end = offset + name.len() + 2;
        self.edits.report(ForeignSyntaxKind::Role, offset..end);
        Some(end)
    }

    /// Reports a component of MDX. What CommonMark takes for HTML is reported as such.
    fn component(&mut self, offset: usize, rest: &str) -> usize {
        let before = self.text.get(..offset).and_then(|text| text.chars().next_back());
        let name = rest.get(1..).unwrap_or_default().trim_start_matches('/');
        let end = name.find(|char: char| !(char.is_ascii_alphanumeric() || char == '.'));
        let (name, after) = name.split_at_checked(end.unwrap_or(name.len())).unwrap_or_default();
        let is_component = is_component_name(name)
            && !before.is_some_and(char::is_alphanumeric)
            && after.starts_with([' ', '\n', '>', '/', '{']);
        if is_component && !rest.starts_with("</") {
            self.edits.report(ForeignSyntaxKind::Mdx, offset..offset + 1 + name.len());
        }
        offset + 1
    }

    fn cross_reference(&mut self, offset: usize, rest: &str) -> Option<usize> {
        let before = self.text.get(..offset)?.chars().next_back();
        if before.is_some_and(|char| char.is_alphanumeric() || matches!(char, '[' | '@' | '/')) {
            return None;
        }
        let rest = rest.strip_prefix('@')?;
        let prefix = REFERENCE_PREFIXES.iter().find(|prefix| rest.starts_with(**prefix))?;
        let after = rest.get(prefix.len()..)?.strip_prefix('-')?;
        if !after.starts_with(char::is_alphanumeric) {
            return None;
        }
        let end = after.find(|char: char| !(char.is_alphanumeric() || matches!(char, '-' | '_')));
        let length = 2 + prefix.len() + end.unwrap_or(after.len());
        self.edits.report(ForeignSyntaxKind::CrossReference, offset..offset + length);
        Some(offset + length)
    }

    /// Replaces `:tada:` by its emoji. An icon is reported, because it has no character.
    fn named_sign(&mut self, offset: usize) -> Option<usize> {
        let (length, sign) = named_sign(self.text, offset)?;
        let range = offset..offset + length;
        if self.markup.link_at(offset).is_some_and(|link| link.text_end <= offset) {
            return Some(range.end);
        }
        match sign {
            NamedSign::Emoji(emoji) => self.edits.replace(range.clone(), emoji),
            NamedSign::Icon => self.edits.report(ForeignSyntaxKind::Icon, range.clone()),
        }
        Some(range.end)
    }

    fn keys(&mut self, offset: usize) -> Option<usize> {
        let (length, html) = key_combination(self.text, offset)?;
        let is_destination =
            self.markup.link_at(offset).is_some_and(|link| link.text_end <= offset);
        if !is_destination {
            self.edits.replace(offset..offset + length, html);
        }
        Some(offset + length)
    }

    fn web_address(&mut self, offset: usize) -> Option<usize> {
        let (range, link) = address::web_link(self.text, offset)?;
        if self.markup.link_at(offset).is_none() {
            self.edits.replace(range.clone(), link);
            self.done = range.end;
        }
        Some(range.end)
    }

    fn mail(&mut self, offset: usize) -> Option<usize> {
        let (range, link) = address::mail_link(self.text, self.done, offset)?;
        if self.markup.link_at(offset).is_none() {
            self.edits.replace(range.clone(), link);
            self.done = range.end;
        }
        Some(range.end)
    }

    fn revision(&mut self, offset: usize, rest: &str) -> Option<usize> {
        let end = offset + revision_length(rest)?;
        if self.markup.is_in_row(offset) {
            self.edits.report(ForeignSyntaxKind::Revision, offset..end);
            return Some(end);
        }
        self.keep(offset..end, ForeignSyntaxKind::Revision)
    }

    /// Keeps directives, and reports roles of reStructuredText.
    fn colon_syntax(&mut self, offset: usize, rest: &str) -> Option<usize> {
        let before = self.text.get(..offset)?;
        if before.ends_with("link") || before.ends_with("xref") {
            let length = asciidoc_link_length(rest)?;
            self.edits.report(ForeignSyntaxKind::AsciiDoc, offset - 4..offset + length);
            return None;
        }
        if before.ends_with(|char: char| char.is_alphanumeric() || ":\\/".contains(char)) {
            return None;
        }
        if let Some(length) = rest_role_length(rest) {
            self.edits.report(ForeignSyntaxKind::RestRole, offset..offset + length - 1);
            return Some(offset + length - 1);
        }
        let end = offset + text_directive_length(rest)?;
        let is_link = self.markup.link_at(offset).is_some();
        (!is_link).then(|| self.keep(offset..end, ForeignSyntaxKind::TextDirective))?
    }
}

/// Returns whether a name is that of a component: `Card`, `Tabs.Item`, but not `BR`.
pub(in crate::parse) fn is_component_name(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_uppercase())
        && (name.contains(|char: char| char.is_ascii_lowercase()) || name.contains('.'))
}
