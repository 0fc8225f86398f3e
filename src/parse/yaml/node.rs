//! The tree.

use crate::diagnostic::{Source, Span};
use std::ops::Range;
use std::sync::Arc;

/// A value of YAML and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Bytes in the file. Of a block scalar the text under its header; of a block map or list
    /// from the first key or dash to the end of the last value.
    pub at: Range<usize>,
    /// What it is.
    pub is: Is,
}

/// What a value of YAML is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// A scalar, as written but for quotes, escapes and folding.
    Text {
        /// The words.
        text: Box<str>,
        /// How it is written.
        style: Style,
    },
    /// `- a` or `[a]`, in the order written.
    List(Vec<Node>),
    /// Keys and values in the order written. The keys are texts, all different.
    Map(Vec<(Node, Node)>),
    /// Nothing, `~` or `null`: `at` is empty then. See [`Node::is_unreadable`].
    Empty,
}

/// How a scalar is written. Reserved words such as `unknown` are reserved only when plain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Without quotes.
    Plain,
    /// In single or double quotes.
    Quoted,
    /// Under `|` or `>`.
    Block,
}

impl Node {
    /// The value of a key of a map.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let found = self.entries().iter().find(|(name, _)| name.as_text() == Some(key))?;
        Some(&found.1)
    }

    /// The keys and values of a map; none of anything else.
    #[must_use]
    pub fn entries(&self) -> &[(Self, Self)] {
        match &self.is {
            Is::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items of a list; none of anything else.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.is {
            Is::List(items) => items,
            _ => &[],
        }
    }

    /// The words of a scalar.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match &self.is {
            Is::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Whether something stands here that could not be read, and that a finding tells about
    /// already. Such a value is [`Is::Empty`] with a place that is not: it is not missing.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        self.is == Is::Empty && !self.at.is_empty()
    }

    /// The place in its file.
    #[must_use]
    pub fn span(&self, source: &Arc<Source>) -> Span {
        Span::new(source, self.at.clone())
    }

    /// Something at a place that could not be read.
    pub(super) fn unreadable(at: Range<usize>) -> Self {
        Self { at, is: Is::Empty }
    }
}
