//! A diagnostic and its parts.

use super::report_labels::{ReportLabel, report_label};
use super::{DiagnosticCode, DiagnosticKind, RelatedNote, ReportLanguage, Span};
use std::ops::Range;

/// One report about the content: what is wrong, where, and how severe it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is wrong.
    pub kind: DiagnosticKind,
    /// The severity: the default of the code, unless the site's `checks:` changes it.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// Related locations, in the order in which they are shown; at most
    /// [`Diagnostic::MAX_RELATED`].
    pub related: Vec<RelatedLocation>,
    /// The number of related locations that are not kept.
    pub n_more_related: usize,
    /// The number of later findings of this code in the same file that are not reported.
    pub n_omitted: usize,
    /// The number of findings that are not reported because they follow from this one.
    pub n_effects: usize,
    /// Whether pakt does not publish the page because of it.
    pub keeps_page_back: bool,
    /// The range of the map in its file that lacks something because of it. `None` means that no
    /// map does.
    pub incomplete_map: Option<Range<usize>>,
}

/// Another location that helps to understand a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedLocation {
    /// Where.
    pub span: Span,
    /// What is there.
    pub note: RelatedNote,
}

/// How severe a diagnostic is, in the terms of SARIF. The most severe comes first in the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The site must not be published like this.
    Error,
    /// Somebody should look at it; fails a run under `--strict`.
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
    /// What editors promise readers: translations, owners, reachable pages.
    Editorial,
    /// The site's own theme.
    Theme,
}

impl RuleFamily {
    /// Returns the name in reports.
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
    /// Returns the name in reports and in a site's `checks:`.
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
    /// The maximum number of related locations; a cycle of a thousand entries is no clearer in
    /// full, and a report of n links to n pages of one name would be quadratic.
    pub const MAX_RELATED: usize = 5;

    /// Makes a diagnostic with the default severity of its code.
    #[must_use]
    pub fn new(span: Span, kind: impl Into<DiagnosticKind>) -> Self {
        let kind = kind.into();
        let severity = kind.code().info().severity;
        Self {
            kind,
            severity,
            span,
            related: Vec::new(),
            n_more_related: 0,
            n_omitted: 0,
            n_effects: 0,
            keeps_page_back: false,
            incomplete_map: None,
        }
    }

    /// Adds a related location.
    #[must_use]
    pub fn with_related(mut self, span: Span, note: RelatedNote) -> Self {
        self.push_related(span, note);
        self
    }

    /// Adds a related location. After the first [`Self::MAX_RELATED`], they are only counted.
    pub fn push_related(&mut self, span: Span, note: RelatedNote) {
        if self.related.len() < Self::MAX_RELATED {
            self.related.push(RelatedLocation { span, note });
        } else {
            self.n_more_related += 1;
        }
    }

    /// Returns the number of findings with a severity, with those that are omitted.
    #[must_use]
    pub fn count(diagnostics: &[Self], severity: Severity) -> usize {
        let of_severity = diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity);
        of_severity.map(|diagnostic| 1 + diagnostic.n_omitted).sum()
    }

    /// Returns what is wrong and what pakt does because of it, with the number of findings that are
    /// omitted.
    #[must_use]
    pub fn message(&self, language: ReportLanguage) -> String {
        let mut message = self.kind.message(language);
        if self.keeps_page_back {
            message.push_str(match language {
                ReportLanguage::English => "; the page is kept back",
                ReportLanguage::Swedish => "; sidan hålls tillbaka",
            });
        }
        for (count, label) in [
            (self.n_omitted, ReportLabel::Omitted(self.n_omitted)),
            (self.n_effects, ReportLabel::Effects(self.n_effects)),
        ] {
            if count > 0 {
                message.push_str(&format!(" ({})", report_label(label, language)));
            }
        }
        message
    }

    /// Returns whether the content of the file is unknown because it could not be read as intended.
    #[must_use]
    pub fn makes_file_unreadable(&self) -> bool {
        matches!(
            self.kind,
            DiagnosticKind::YamlSyntax(_)
                | DiagnosticKind::TomlSyntax(_)
                | DiagnosticKind::JsonSyntax(_)
                | DiagnosticKind::CsvSyntax(_)
                | DiagnosticKind::FrontMatterNotClosed(_)
                | DiagnosticKind::MisplacedFrontMatter(_)
                | DiagnosticKind::NotUtf8(_)
                | DiagnosticKind::TooLarge(_)
                | DiagnosticKind::TemplateError(_)
        )
    }

    /// Returns the code.
    #[must_use]
    pub fn code(&self) -> DiagnosticCode {
        self.kind.code()
    }
}
