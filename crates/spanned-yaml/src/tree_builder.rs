//! The tree under construction.

use crate::error::{YamlError, YamlErrorKind};
use crate::node::{NodeKind, YamlNode};
use crate::parser::{MAX_KEY_BYTES, MAX_NESTING, MAX_NODES};
use crate::recovery::{BlockLevel, CollectionKind, line_start};
use std::collections::HashMap;
use std::ops::Range;

/// Everything that has been read so far.
pub(crate) struct TreeBuilder<'text> {
    /// The text up to the end of the range that is parsed.
    pub(crate) text: &'text str,
    /// Collections whose end has not been read yet, the innermost last.
    pub(crate) open_collections: Vec<OpenCollection>,
    pub(crate) root: Option<YamlNode>,
    pub(crate) errors: Vec<YamlError>,
    /// How many bytes were parsed again after errors.
    pub(crate) n_reparsed_bytes: usize,
    n_nodes: usize,
}

/// A collection whose end has not been read yet.
pub(crate) struct OpenCollection {
    start: usize,
    form: CollectionForm,
    kind: CollectionKind,
    /// The items of a list; the keys and values of a map, alternating.
    children: Vec<YamlNode>,
}

/// How a collection is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CollectionForm {
    /// By indentation.
    Block,
    /// In brackets.
    Flow,
}

impl OpenCollection {
    pub(crate) fn block_level(&self, text: &str) -> BlockLevel {
        BlockLevel { column: self.start - line_start(text, self.start), kind: self.kind }
    }

    /// Returns whether this is a map whose last key has no value yet.
    fn has_key_without_value(&self) -> bool {
        self.kind == CollectionKind::Map && !self.children.len().is_multiple_of(2)
    }
}

impl<'text> TreeBuilder<'text> {
    pub(crate) fn new(text: &'text str) -> Self {
        let (open_collections, root, errors) = (Vec::new(), None, Vec::new());
        Self { text, open_collections, root, errors, n_reparsed_bytes: 0, n_nodes: 0 }
    }

    /// Returns the error to report if a limit is exceeded.
    pub(crate) fn exceeded_limit(&self) -> Option<YamlErrorKind> {
        if self.open_collections.len() > MAX_NESTING {
            Some(YamlErrorKind::TooDeep)
        } else if self.n_nodes > MAX_NODES {
            Some(YamlErrorKind::TooManyNodes)
        } else {
            None
        }
    }

    pub(crate) fn open_collection(
        &mut self,
        start: usize,
        form: CollectionForm,
        kind: CollectionKind,
    ) {
        self.n_nodes += 1;
        self.open_collections.push(OpenCollection { start, form, kind, children: Vec::new() });
    }

    pub(crate) fn push_node(&mut self, node: YamlNode) {
        self.n_nodes += 1;
        self.attach_node(node);
    }

    /// Closes the innermost collection.
    ///
    /// `flow_end` is the end of a collection in brackets. A block ends with its last value instead,
    /// because the parser reports its end on a later line.
    pub(crate) fn close_collection(&mut self, flow_end: usize) {
        let Some(mut collection) = self.open_collections.pop() else { return };
        let last_end = collection.children.last().map_or(collection.start, |node| node.range.end);
        let end = match collection.form {
            CollectionForm::Flow => flow_end.max(last_end),
            CollectionForm::Block => last_end,
        };
        if collection.has_key_without_value() {
            let start = self.text.floor_char_boundary(last_end.saturating_sub(1));
            collection.children.push(YamlNode::unreadable_at(start..last_end));
        }
        let kind = match collection.kind {
            CollectionKind::List => NodeKind::List(collection.children),
            CollectionKind::Map => NodeKind::Map(self.map_entries(collection.children)),
        };
        self.attach_node(YamlNode { range: collection.start..end, kind });
    }

    /// Closes collections until `n_open` are left.
    pub(crate) fn close_down_to(&mut self, n_open: usize) {
        while self.open_collections.len() > n_open {
            self.close_collection(0);
        }
    }

    /// Marks what is being read on a line as unreadable; the parser stopped at `offset`.
    pub(crate) fn mark_unreadable(&mut self, line: &Range<usize>, offset: usize) {
        while let Some(collection) =
            self.open_collections.pop_if(|collection| collection.form == CollectionForm::Flow)
        {
            let end = line.end.max(collection.start + 1);
            self.push_node(YamlNode::unreadable_at(collection.start..end));
        }
        let Some(collection) = self.open_collections.last_mut() else { return };
        if collection.has_key_without_value() {
            let start = self.text.floor_char_boundary(offset.saturating_sub(1));
            collection.children.push(YamlNode::unreadable_at(start..line.end));
        } else if let Some(last) = collection.children.last_mut()
            && last.range.end > line.start
        {
            *last = YamlNode::unreadable_at(last.range.start..line.end.max(last.range.end));
        }
    }

    /// Reports an error. `range` is extended to character boundaries.
    pub(crate) fn report(&mut self, range: Range<usize>, kind: YamlErrorKind) {
        let start = self.text.floor_char_boundary(range.start);
        let end = self.text.ceil_char_boundary(range.end.max(start));
        self.errors.push(YamlError { range: start..end, kind });
    }

    fn attach_node(&mut self, node: YamlNode) {
        match self.open_collections.last_mut() {
            Some(collection) => collection.children.push(node),
            None => self.root = Some(node),
        }
    }

    /// Pairs alternating keys and values. The first of several equal keys wins. Merge keys are
    /// reported and dropped, like aliases.
    fn map_entries(&mut self, children: Vec<YamlNode>) -> Vec<(YamlNode, YamlNode)> {
        let mut first_ranges: HashMap<Box<str>, Range<usize>> = HashMap::new();
        let mut entries = Vec::with_capacity(children.len() / 2);
        let mut children = children.into_iter();
        while let (Some(key), Some(value)) = (children.next(), children.next()) {
            let error = match key.as_str() {
                None if key.is_unreadable() => continue,
                None => YamlErrorKind::KeyIsNotText,
                Some("<<") if value.is_unreadable() => continue,
                Some("<<") => YamlErrorKind::Alias,
                Some(text) if text.len() > MAX_KEY_BYTES => YamlErrorKind::KeyTooLong,
                Some(text) => match first_ranges.get(text) {
                    Some(range) => YamlErrorKind::DuplicateKey {
                        key: text.to_owned(),
                        first_range: range.clone(),
                    },
                    None => {
                        first_ranges.insert(text.into(), key.range.clone());
                        entries.push((key, value));
                        continue;
                    }
                },
            };
            self.report(key.range, error);
        }
        entries
    }
}
