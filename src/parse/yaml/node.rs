//! The tree.

use crate::diagnostic::{SourceFile, Span};
use std::ops::Range;
use std::sync::Arc;

/// A value of YAML and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlNode {
    /// Bytes in the file. Of a block scalar the text under its header; of a block map or list
    /// from the first key or dash to the end of the last value.
    pub range: Range<usize>,
    /// What it is.
    pub kind: NodeKind,
}

/// What a value of YAML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A scalar, as written but for quotes, escapes and folding.
    Text {
        /// The words.
        text: Box<str>,
        /// How it is written.
        style: TextStyle,
    },
    /// `- a` or `[a]`, in the order written.
    List(Vec<YamlNode>),
    /// Keys and values in the order written. The keys are texts, all different.
    Map(Vec<(YamlNode, YamlNode)>),
    /// Nothing, `~` or `null`: `at` is empty then. See [`YamlNode::is_unreadable`].
    Empty,
}

/// How a scalar is written. Reserved words such as `unknown` are reserved only when plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// Under `|` or `>`.
    Block,
}

impl YamlNode {
    /// The value of a key of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let found = self.map_entries().iter().find(|(name, _)| name.as_str() == Some(key))?;
        Some(&found.1)
    }

    /// The keys and values of a map; none of anything else.
    #[must_use]
    pub fn map_entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            NodeKind::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn list_items(&self) -> &[Self] {
        match &self.kind {
            NodeKind::List(items) => items,
            _ => &[],
        }
    }

    /// The words of a scalar.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether something stands here that could not be read, and that a finding tells about
    /// already. Such a value is [`NodeKind::Empty`] with a place that is not: it is not missing.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.kind == NodeKind::Empty && !self.range.is_empty()
    }

    /// The place in its file.
    #[must_use]
    pub fn span(&self, source: &Arc<SourceFile>) -> Span {
        Span::new(source, self.range.clone())
    }

    /// Something at a place that could not be read.
    pub(super) fn unreadable_at(range: Range<usize>) -> Self {
        Self { range, kind: NodeKind::Empty }
    }
}
