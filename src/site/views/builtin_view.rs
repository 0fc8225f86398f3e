//! The views that pakt provides: their names and their options.

use super::answers::AnsweredQuestion;
use super::view_option::{
    GRAPH_DEPTHS, ViewOptionDef, ViewOptionValue, is_any_kind, is_number, is_relation,
};
use crate::schema::{BuiltinType, EntryType, FieldKind};

/// Declares [`BuiltinView`], the list of its variants and what is known about each of them.
macro_rules! builtin_views {
    ($(
        #[doc = $doc:literal]
        $variant:ident {
            name: $name:literal,
            options: [$($option:expr),*]
        },
    )*) => {
        /// A view that pakt provides.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum BuiltinView {
            $(
                #[doc = $doc]
                $variant,
            )*
        }

        impl BuiltinView {
            /// All built-in views, in the order of the handbook.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            const fn info(self) -> BuiltinViewInfo {
                match self {
                    $(Self::$variant => BuiltinViewInfo {
                        name: $name,
                        options: const { &[$($option),*] },
                    },)*
                }
            }
        }
    };
}

builtin_views! {
    /// Entries with the start of their text.
    List { name: "list", options: [] },
    /// Entries with some fields, a column each.
    Table {
        name: "table",
        options: [ViewOptionDef::fields("columns", "of", is_any_kind)]
    },
    /// Entries by date.
    Timeline {
        name: "timeline",
        options: [
            ViewOptionDef::fields("date", "of", FieldKind::is_time),
            ViewOptionDef::fields("from", "of", FieldKind::is_time),
            ViewOptionDef::fields("until", "of", FieldKind::is_time)
        ]
    },
    /// Two types of entries, with the acts that relate them.
    Matrix {
        name: "matrix",
        options: [
            ViewOptionDef::entries("rows"),
            ViewOptionDef::entries("columns"),
            ViewOptionDef::entries("cells"),
            ViewOptionDef::fields("row", "cells", is_relation),
            ViewOptionDef::fields("column", "cells", is_relation),
            ViewOptionDef::fields("show", "cells", is_any_kind)
        ]
    },
    /// Steps in order.
    Process { name: "process", options: [ViewOptionDef::order("order", "of")] },
    /// The levels of a model.
    Levels { name: "levels", options: [ViewOptionDef::order("order", "of")] },
    /// The entries that an entry is related to.
    Graph {
        name: "graph",
        options: [
            ViewOptionDef::entry("entry"),
            ViewOptionDef { name: "depth", value: ViewOptionValue::OneOf(&GRAPH_DEPTHS) }
        ]
    },
    /// A rule applied to members.
    Shares {
        name: "shares",
        options: [
            ViewOptionDef { name: "rule", value: ViewOptionValue::EntryField(is_number) },
            ViewOptionDef::entries("members"),
            ViewOptionDef::fields("weight", "members", is_number),
            ViewOptionDef::amount("year"),
            ViewOptionDef::amount("amount"),
            ViewOptionDef::entries("only")
        ]
    },
    /// What is in force on the as-of date.
    InForce { name: "in-force", options: [] },
    /// How many entries cite each paragraph of a document.
    Coverage { name: "coverage", options: [ViewOptionDef::document("document")] },
    /// What differs between the texts of two documents.
    Redline {
        name: "redline",
        options: [ViewOptionDef::document("from"), ViewOptionDef::document("to")]
    },
    /// Questions with their readings.
    Questions { name: "questions", options: [ViewOptionDef::entries("about")] },
    /// Terms with their explanations.
    Glossary { name: "glossary", options: [ViewOptionDef::entries("about")] },
    /// The answers to a few questions, computed.
    Answers {
        name: "answers",
        options: [ViewOptionDef {
            name: "items",
            value: ViewOptionValue::Items(&AnsweredQuestion::OPTIONS)
        }]
    },
    /// The legend of evidence statuses.
    Standings { name: "standings", options: [] },
}

/// What is known about a built-in view.
struct BuiltinViewInfo {
    /// The name in content and in the theme; part of the content format.
    name: &'static str,
    /// The options that only this kind of view has.
    options: &'static [ViewOptionDef],
}

impl BuiltinView {
    /// Returns the view with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|view| view.name() == name)
    }

    /// Returns the view's name: `in-force`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.info().name
    }

    /// Returns the options that the view shares with others.
    #[must_use]
    pub const fn shared_options(self) -> &'static [ViewOptionDef] {
        match self {
            Self::List | Self::Table => &[
                ViewOptionDef::OF,
                ViewOptionDef::WHERE,
                ViewOptionDef::SORT,
                ViewOptionDef::GROUP,
                ViewOptionDef::LIMIT,
                ViewOptionDef::CAPTION,
            ],
            Self::Timeline | Self::Process | Self::Levels | Self::Questions | Self::Glossary => &[
                ViewOptionDef::OF,
                ViewOptionDef::WHERE,
                ViewOptionDef::SORT,
                ViewOptionDef::LIMIT,
                ViewOptionDef::CAPTION,
            ],
            Self::InForce => &[
                ViewOptionDef::OF_WITH_VALIDITY,
                ViewOptionDef::WHERE,
                ViewOptionDef::SORT,
                ViewOptionDef::LIMIT,
                ViewOptionDef::CAPTION,
            ],
            Self::Matrix => {
                const { &[ViewOptionDef::order("sort", "rows"), ViewOptionDef::CAPTION] }
            }
            Self::Graph
            | Self::Shares
            | Self::Coverage
            | Self::Redline
            | Self::Answers
            | Self::Standings => &[ViewOptionDef::CAPTION],
        }
    }

    /// Returns the options that only this kind of view has.
    #[must_use]
    pub const fn options(self) -> &'static [ViewOptionDef] {
        self.info().options
    }

    /// Returns all options of the view, those that it shares with others first.
    pub fn all_options(self) -> impl Iterator<Item = &'static ViewOptionDef> + Clone {
        self.shared_options().iter().chain(self.options())
    }

    /// Returns whether the view shows entries of a type without the option `of`.
    #[must_use]
    pub fn has_by_default(self, entry_type: &EntryType) -> bool {
        match self {
            Self::InForce => entry_type.validity.is_some(),
            Self::Questions => entry_type.is(BuiltinType::Question),
            Self::Glossary => entry_type.is(BuiltinType::Term),
            Self::List
            | Self::Table
            | Self::Timeline
            | Self::Matrix
            | Self::Process
            | Self::Levels
            | Self::Graph
            | Self::Shares
            | Self::Coverage
            | Self::Redline
            | Self::Answers
            | Self::Standings => false,
        }
    }
}
