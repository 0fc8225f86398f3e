//! The nodes of the tree.

use std::ops::Range;

/// A value in a YAML text, with its position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlNode {
    /// The bytes of the value. A block scalar has the text below its header. A block map or list
    /// has everything from its first key or dash to the end of its last value.
    pub range: Range<usize>,
    /// The value.
    pub kind: NodeKind,
}

/// The value of a [`YamlNode`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// A scalar, with quotes, escapes and folding resolved.
    Text {
        /// The text.
        text: Box<str>,
        /// How it is written.
        style: TextStyle,
    },
    /// `- a` or `[a]`, in the order written.
    List(Vec<YamlNode>),
    /// Keys and values in the order written. Each key is a [`NodeKind::Text`] and occurs once.
    Map(Vec<(YamlNode, YamlNode)>),
    /// Nothing, `~` or `null`, with an empty range; or a value that
    /// [could not be read](YamlNode::is_unreadable).
    Empty,
}

/// How a scalar is written. A word with a special meaning usually has it only when plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextStyle {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// Below `|` or `>`.
    Block,
}

impl YamlNode {
    /// Returns the value of a key of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let (_, value) = self.map_entries().iter().find(|(name, _)| name.as_str() == Some(key))?;
        Some(value)
    }

    /// Returns the keys and values of a map; empty for anything else.
    #[must_use]
    pub fn map_entries(&self) -> &[(Self, Self)] {
        match &self.kind {
            NodeKind::Map(entries) => entries,
            NodeKind::Text { .. } | NodeKind::List(_) | NodeKind::Empty => &[],
        }
    }

    /// Returns the items of a list; empty for anything else.
    #[must_use]
    pub fn list_items(&self) -> &[Self] {
        match &self.kind {
            NodeKind::List(items) => items,
            NodeKind::Text { .. } | NodeKind::Map(_) | NodeKind::Empty => &[],
        }
    }

    /// Returns the items of a list, or the value itself as the only item.
    #[must_use]
    pub fn items_or_self(&self) -> &[Self] {
        match &self.kind {
            NodeKind::List(items) => items,
            NodeKind::Text { .. } | NodeKind::Map(_) | NodeKind::Empty => {
                std::slice::from_ref(self)
            }
        }
    }

    /// Returns the text of a scalar.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text { text, .. } => Some(text),
            NodeKind::List(_) | NodeKind::Map(_) | NodeKind::Empty => None,
        }
    }

    /// Returns whether this value was written but could not be read; an error explains why.
    ///
    /// Such a value is [`NodeKind::Empty`] with a range that is not empty, so it is not missing.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.kind == NodeKind::Empty && !self.range.is_empty()
    }

    pub(crate) fn unreadable_at(range: Range<usize>) -> Self {
        Self { range, kind: NodeKind::Empty }
    }
}
