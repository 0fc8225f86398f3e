//! One finding and its parts.

use super::{Code, Fault, Note, Span};

/// One thing that is wrong, where it is, and how much it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub fault: Fault,
    /// How much it matters; begins as the code's default, a site's `checks:` may change it.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// Other places that have to do with it, in the order they are told.
    pub related: Vec<Related>,
}

/// Another place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there.
    pub note: Note,
}

/// How much a finding matters, in SARIF's words. Ordered: the gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site must not be published so.
    Error,
    /// Somebody should look; fails a run under `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

/// What a code is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// How a file is written: YAML, front matter, encoding.
    Syntax,
    /// What the types and keys allow.
    Schema,
    /// Ids, addresses and links.
    Link,
    /// Sources, quotes and texts.
    Citation,
    /// Views and their options.
    View,
    /// What an editor promises a reader: translations, owners, reach.
    Editorial,
    /// The site's own theme.
    Theme,
}

impl Family {
    /// The name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "syntax",
            Self::Schema => "schema",
            Self::Link => "link",
            Self::Citation => "citation",
            Self::View => "view",
            Self::Editorial => "editorial",
            Self::Theme => "theme",
        }
    }
}

impl Severity {
    /// The name in reports and in a site's `checks:`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl Diagnostic {
    /// A finding at a place, with its code's default severity.
    #[must_use]
    pub fn at(span: Span, fault: Fault) -> Self {
        let severity = super::catalogue::rule(fault.code()).severity;
        Self { fault, severity, span, related: Vec::new() }
    }

    /// The same finding with one more place that has to do with it.
    #[must_use]
    pub fn with(mut self, span: Span, note: Note) -> Self {
        self.related.push(Related { span, note });
        self
    }

    /// Whether it keeps a file from being read as it was meant: what the file says is not known.
    #[must_use]
    pub fn is_unreadable(&self) -> bool {
        matches!(
            self.fault,
            Fault::YamlSyntax { .. }
                | Fault::FrontMatterNotClosed
                | Fault::NotUtf8 { .. }
                | Fault::TooLarge { .. }
                | Fault::TemplateError { .. }
        )
    }

    /// The fault's code.
    #[must_use]
    pub fn code(&self) -> Code {
        self.fault.code()
    }
}
