//! One finding and its parts.

use super::{DiagnosticCode, DiagnosticKind, RelatedNote, Span};

/// One thing that is wrong, where it is, and how much it matters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub kind: DiagnosticKind,
    /// How much it matters; begins as the code's default, a site's `checks:` may change it.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// Other places that have to do with it, in the order they are told.
    pub related: Vec<RelatedLocation>,
}

/// Another place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedLocation {
    /// Where.
    pub span: Span,
    /// What is there.
    pub note: RelatedNote,
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
pub enum RuleFamily {
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

impl RuleFamily {
    /// The name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
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
    pub fn as_str(self) -> &'static str {
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
    pub fn new(span: Span, kind: DiagnosticKind) -> Self {
        let severity = super::catalog::rule_info(kind.code()).severity;
        Self { kind, severity, span, related: Vec::new() }
    }

    /// The same finding with one more place that has to do with it.
    #[must_use]
    pub fn with_related(mut self, span: Span, note: RelatedNote) -> Self {
        self.related.push(RelatedLocation { span, note });
        self
    }

    /// Whether it keeps a file from being read as it was meant: what the file says is not known.
    #[must_use]
    pub fn makes_file_unreadable(&self) -> bool {
        matches!(
            self.kind,
            DiagnosticKind::YamlSyntax { .. }
                | DiagnosticKind::FrontMatterNotClosed
                | DiagnosticKind::NotUtf8 { .. }
                | DiagnosticKind::TooLarge { .. }
                | DiagnosticKind::TemplateError { .. }
        )
    }

    /// The fault's code.
    #[must_use]
    pub fn code(&self) -> DiagnosticCode {
        self.kind.code()
    }
}
