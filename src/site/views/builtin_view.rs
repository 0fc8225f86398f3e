//! The views that pakt provides: their names, their options, and whether they need extra styles.

/// A view that pakt provides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BuiltinView {
    /// Entries with the start of their text.
    List,
    /// Entries with some fields, a column each.
    Table,
    /// Entries by date.
    Timeline,
    /// Two types of entries, with the acts that relate them.
    Matrix,
    /// Steps in order.
    Process,
    /// The levels of a model.
    Levels,
    /// The entries that an entry is related to.
    Graph,
    /// A rule applied to members.
    Shares,
    /// What is in force on the as-of date.
    InForce,
    /// How many entries cite each paragraph of a document.
    Coverage,
    /// Questions with their readings.
    Questions,
    /// Terms with their explanations.
    Glossary,
    /// The legend of evidence statuses.
    Standings,
}

/// What is known about a built-in view.
struct BuiltinViewInfo {
    /// The name in content and in the theme; part of the content format.
    name: &'static str,
    /// The options besides the common ones.
    options: &'static [&'static str],
    /// Whether the page needs the style sheet for views. Lists, tables and statements do not.
    needs_view_styles: bool,
}

impl BuiltinView {
    /// All built-in views, in the order of the handbook.
    pub const ALL: [Self; 13] = [
        Self::List,
        Self::Table,
        Self::Timeline,
        Self::Matrix,
        Self::Process,
        Self::Levels,
        Self::Graph,
        Self::Shares,
        Self::InForce,
        Self::Coverage,
        Self::Questions,
        Self::Glossary,
        Self::Standings,
    ];

    const fn info(self) -> BuiltinViewInfo {
        let (name, options, needs_view_styles): (_, &[&str], _) = match self {
            Self::List => ("list", &[], false),
            Self::Table => ("table", &["columns"], false),
            Self::Timeline => ("timeline", &["date", "from", "until"], false),
            Self::Matrix => {
                ("matrix", &["rows", "columns", "cells", "row", "column", "show"], true)
            }
            Self::Process => ("process", &["order"], true),
            Self::Levels => ("levels", &["order"], false),
            Self::Graph => ("graph", &["entry", "depth"], true),
            Self::Shares => {
                ("shares", &["rule", "members", "weight", "year", "amount", "only"], true)
            }
            Self::InForce => ("in-force", &[], false),
            Self::Coverage => ("coverage", &["document"], true),
            Self::Questions => ("questions", &["about"], true),
            Self::Glossary => ("glossary", &["about"], false),
            Self::Standings => ("standings", &[], false),
        };
        BuiltinViewInfo { name, options, needs_view_styles }
    }

    /// Returns the view with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.name() == name)
    }

    /// Returns the view's name: `in-force`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.info().name
    }

    /// Returns the options that the view has besides the common ones.
    pub(super) const fn options(self) -> &'static [&'static str] {
        self.info().options
    }

    /// Returns whether the page needs the style sheet for views.
    pub(super) const fn needs_view_styles(self) -> bool {
        self.info().needs_view_styles
    }
}

// Invariant: `ALL` has every variant, in the order of declaration.
const _: () = {
    let mut index = 0;
    while index < BuiltinView::ALL.len() {
        assert!(BuiltinView::ALL[index] as usize == index, "a view is missing or misplaced");
        index += 1;
    }
};
