//! The views that pakt provides: their names and their options.

/// Declares [`BuiltinView`], the list of its variants and what is known about each of them.
macro_rules! builtin_views {
    ($(
        #[doc = $doc:literal]
        $variant:ident {
            name: $name:literal,
            options: [$($option:literal),*]
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
                        options: &[$($option),*],
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
    Table { name: "table", options: ["columns"] },
    /// Entries by date.
    Timeline { name: "timeline", options: ["date", "from", "until"] },
    /// Two types of entries, with the acts that relate them.
    Matrix {
        name: "matrix",
        options: ["rows", "columns", "cells", "row", "column", "show"] },
    /// Steps in order.
    Process { name: "process", options: ["order"] },
    /// The levels of a model.
    Levels { name: "levels", options: ["order"] },
    /// The entries that an entry is related to.
    Graph { name: "graph", options: ["entry", "depth"] },
    /// A rule applied to members.
    Shares {
        name: "shares",
        options: ["rule", "members", "weight", "year", "amount", "only"] },
    /// What is in force on the as-of date.
    InForce { name: "in-force", options: [] },
    /// How many entries cite each paragraph of a document.
    Coverage { name: "coverage", options: ["document"] },
    /// What differs between the texts of two documents.
    Redline { name: "redline", options: ["from", "to"] },
    /// Questions with their readings.
    Questions { name: "questions", options: ["about"] },
    /// Terms with their explanations.
    Glossary { name: "glossary", options: ["about"] },
    /// The answers to a few questions, computed.
    Answers { name: "answers", options: ["items"] },
    /// The legend of evidence statuses.
    Standings { name: "standings", options: [] },
}

/// What is known about a built-in view.
struct BuiltinViewInfo {
    /// The name in content and in the theme; part of the content format.
    name: &'static str,
    /// The options that only this kind of view has.
    options: &'static [&'static str],
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
    pub const fn shared_options(self) -> &'static [&'static str] {
        match self {
            Self::List | Self::Table => &["of", "where", "sort", "group", "limit", "caption"],
            Self::Timeline
            | Self::Process
            | Self::Levels
            | Self::InForce
            | Self::Questions
            | Self::Glossary => &["of", "where", "sort", "limit", "caption"],
            Self::Matrix => &["sort", "caption"],
            Self::Graph
            | Self::Shares
            | Self::Coverage
            | Self::Redline
            | Self::Answers
            | Self::Standings => &["caption"],
        }
    }

    /// Returns the options that only this kind of view has.
    #[must_use]
    pub const fn options(self) -> &'static [&'static str] {
        self.info().options
    }
}
