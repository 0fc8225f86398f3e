//! Builds the tree from the events of `granit_parser`, segment by segment.

use crate::diagnose::diagnose_scan_error;
use crate::error::{YamlError, YamlErrorKind};
use crate::node::{NodeKind, TextStyle, YamlNode};
use crate::recovery::{BlockLevel, CollectionKind, line_start, next_line_start, next_segment};
use crate::tree_builder::{CollectionForm, TreeBuilder};
use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle};
use std::ops::{ControlFlow, Range};

/// How deep lists and maps can be nested.
pub const MAX_NESTING: usize = 64;
/// How many keys, values, lists and maps a text can have.
pub const MAX_NODES: usize = 500_000;
/// How long a key can be. YAML's own limit is 1,024 characters.
pub const MAX_KEY_BYTES: usize = 1024;
/// How often parsing resumes after an error.
const MAX_RESUMES: usize = 64;
/// How many bytes are parsed again in all. An unclosed quote is parsed to the end of the text each
/// time.
pub(crate) const MAX_REPARSED_BYTES: usize = 32 << 20;

/// The result of parsing: everything that could be read, and the errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlDocument {
    /// The root. `None` means that the text holds no value, or none that could be read.
    pub root: Option<YamlNode>,
    /// The errors, in order of position.
    pub errors: Vec<YamlError>,
}

/// Parses a text.
#[must_use]
pub fn parse(text: &str) -> YamlDocument {
    parse_range(text, 0..text.len())
}

/// Parses the bytes `range` of a text. All ranges in the result are positions in `text`.
///
/// The start of `range` must be the start of a line. A range that is not on character boundaries
/// reads as empty.
#[must_use]
pub fn parse_range(text: &str, range: Range<usize>) -> YamlDocument {
    let tree = build_tree(text, range);
    let mut errors = tree.errors;
    errors.sort_by_key(|error| (error.range.start, error.range.end));
    YamlDocument { root: tree.root, errors }
}

pub(crate) fn build_tree(text: &str, range: Range<usize>) -> TreeBuilder<'_> {
    let text = text.get(..range.end).unwrap_or_default();
    let mut tree = TreeBuilder::new(text);
    let mut segment = range;
    for _ in 0..=MAX_RESUMES {
        let resume_offset = match parse_segment(&mut tree, segment.clone()) {
            StopReason::End => segment.end,
            StopReason::Error(error) => report_scan_error(&mut tree, &error, segment.start),
            StopReason::Limit => break,
        };
        let levels: Vec<BlockLevel> =
            tree.open_collections.iter().map(|collection| collection.block_level(text)).collect();
        let Some(next) = next_segment(text, resume_offset, &levels) else { break };
        tree.n_reparsed_bytes += next.range.len();
        if tree.n_reparsed_bytes > MAX_REPARSED_BYTES {
            break;
        }
        tree.close_down_to(next.level + 1);
        segment = next.range;
    }
    tree.close_down_to(0);
    tree
}

/// Why the parser stopped in a segment.
enum StopReason {
    End,
    Error(ScanError),
    Limit,
}

/// Parses one segment. If a collection is open, the segment continues the innermost one.
fn parse_segment(tree: &mut TreeBuilder, segment: Range<usize>) -> StopReason {
    let yaml = tree.text.get(segment.clone()).unwrap_or_default();
    let options = granit_parser::options! {
        disallow_directives: true,
        emit_anchor_events: true,
        emit_unresolved_aliases: true,
        flow_nesting_limit: MAX_NESTING,
        block_nesting_limit: MAX_NESTING,
    };
    let mut segment_parser = SegmentParser {
        n_outer_collections: tree.open_collections.len(),
        continues_collection: !tree.open_collections.is_empty(),
        n_documents: 0,
        tree,
    };
    for item in Parser::new_from_str_with_options(yaml, options) {
        let (event, span) = match item {
            Ok(item) => item,
            Err(error) => return StopReason::Error(error),
        };
        let range = span.byte_range().unwrap_or_default();
        let range = segment.start + range.start..segment.start + range.end;
        if let Some(tag_offset) = span.tag_start().and_then(|mark| mark.byte_offset()) {
            segment_parser.report_tag(segment.start + tag_offset);
        }
        if segment_parser.push_event(event, range.clone()).is_break() {
            return StopReason::Limit;
        }
        let tree = &mut *segment_parser.tree;
        if let Some(kind) = tree.exceeded_limit() {
            tree.report(range, kind);
            return StopReason::Limit;
        }
    }
    StopReason::End
}

/// The state of one segment.
struct SegmentParser<'tree, 'text> {
    tree: &'tree mut TreeBuilder<'text>,
    /// How many collections were open before the segment. The parser does not know them.
    n_outer_collections: usize,
    /// Whether the parser's next collection is the innermost open one.
    continues_collection: bool,
    n_documents: usize,
}

impl SegmentParser<'_, '_> {
    /// Adds what an event stands for to the tree. `Break` means that the rest is not read.
    fn push_event(&mut self, event: Event, range: Range<usize>) -> ControlFlow<()> {
        let tree = &mut *self.tree;
        match event {
            Event::DocumentStart(..) if self.n_documents > 0 => {
                tree.report(range, YamlErrorKind::SecondDocument);
                return ControlFlow::Break(());
            }
            Event::DocumentStart(..) => self.n_documents += 1,
            Event::SequenceStart(..) | Event::MappingStart(..) if self.continues_collection => {
                self.continues_collection = false;
            }
            Event::SequenceStart(style, ..) => {
                let (start, form) = match style {
                    StructureStyle::Block => {
                        (dash_offset(tree.text, range.start), CollectionForm::Block)
                    }
                    StructureStyle::Flow => (range.start, CollectionForm::Flow),
                };
                tree.open_collection(start, form, CollectionKind::List);
            }
            Event::MappingStart(style, ..) => {
                let form = match style {
                    StructureStyle::Block => CollectionForm::Block,
                    StructureStyle::Flow => CollectionForm::Flow,
                };
                tree.open_collection(range.start, form, CollectionKind::Map);
            }
            Event::SequenceEnd | Event::MappingEnd
                if tree.open_collections.len() > self.n_outer_collections =>
            {
                tree.close_collection(range.end);
            }
            Event::Scalar(text, style, ..) => {
                tree.push_node(scalar_node(tree.text, range, &text, style));
            }
            Event::Anchor(..) => tree.report(range, YamlErrorKind::Alias),
            Event::Alias(_) => {
                tree.report(range.clone(), YamlErrorKind::Alias);
                tree.push_node(YamlNode::unreadable_at(range));
            }
            // No anchor has that name, so it was probably not meant as an alias: `note: *bold*`.
            Event::UnresolvedAlias(_) => {
                tree.report(range.clone(), YamlErrorKind::ReservedStart('*'));
                tree.push_node(YamlNode::unreadable_at(range));
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }

    /// Reports the tag that starts at `start` and ends at white space.
    fn report_tag(&mut self, start: usize) {
        let rest = self.tree.text.get(start..).unwrap_or_default();
        let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        self.tree.report(start..end, YamlErrorKind::Alias);
    }
}

/// Reports where the parser stopped, marks what it was reading as unreadable, and returns the start
/// of the next line to parse.
///
/// A second error on a line has the same cause as the first and is not reported.
fn report_scan_error(tree: &mut TreeBuilder, error: &ScanError, segment_start: usize) -> usize {
    let offset = segment_start + error.marker().byte_offset().unwrap_or_default();
    let offset = tree.text.floor_char_boundary(offset);
    let line_start = line_start(tree.text, offset);
    let next_line_start = next_line_start(tree.text, offset);
    let is_reported = tree.errors.last().is_some_and(|error| error.range.end > line_start);
    if !is_reported {
        let char = tree.text.get(offset..).and_then(|rest| rest.chars().next());
        let width = char.filter(|char| *char != '\n').map_or(0, char::len_utf8);
        tree.report(offset..offset + width, diagnose_scan_error(error, tree.text, offset));
    }
    let rest_of_line = tree.text.get(offset..next_line_start);
    let line_end =
        rest_of_line.map_or(next_line_start, |rest| offset + rest.trim_end_matches('\n').len());
    tree.mark_unreadable(&(line_start..line_end), offset);
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => tree.text.len(),
        _ => next_line_start,
    }
}

fn scalar_node(yaml: &str, range: Range<usize>, text: &str, style: ScalarStyle) -> YamlNode {
    // The parser reports an empty value as `~` with an empty range.
    let is_empty = style == ScalarStyle::Plain && matches!(text, "~" | "null");
    if is_empty {
        return YamlNode { range: range.start..range.start, kind: NodeKind::Empty };
    }
    let mut end = range.end;
    let style = match style {
        ScalarStyle::Plain => TextStyle::Plain,
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => TextStyle::Quoted,
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let source = yaml.get(range.clone()).unwrap_or_default();
            end = range.start + source.trim_end().len();
            TextStyle::Block
        }
    };
    YamlNode { range: range.start..end, kind: NodeKind::Text { text: text.into(), style } }
}

/// Returns where a block list begins. For a list that is not indented under its key, the parser
/// points behind the first dash.
fn dash_offset(text: &str, start: usize) -> usize {
    let line = line_start(text, start);
    let before = text.get(line..start).unwrap_or_default();
    let is_after_dash = before.trim_start_matches(' ') == "- ";
    before.rfind('-').filter(|_| is_after_dash).map_or(start, |offset| line + offset)
}
