//! What a rule is, and the macro that makes the codes, the kinds and the table of all rules.

use super::rules::{DiagnosticCode, RULES};
use super::{ReportLanguage, RuleFamily, Severity, SpanFix};
use std::fmt;

/// A kind of diagnostic: the data that its message needs, and what is known of its code.
pub(super) trait Rule: fmt::Debug + Sized {
    /// The facts about the code.
    const INFO: RuleInfo;

    /// Returns what is wrong: one line, lower case, no full stop, with names in backticks.
    fn message(&self, language: ReportLanguage) -> String;

    /// Returns what is at the span. `None` means that the message says it.
    fn label(&self, _language: ReportLanguage) -> Option<String> {
        None
    }

    /// Returns what to do or to type, in the imperative; a near miss is offered.
    fn help(&self, language: ReportLanguage) -> Option<String>;

    /// Returns what to write instead of words at the span, the most probable first: the edits for
    /// which the help says what to write.
    fn fixes(&self) -> Vec<SpanFix> {
        Vec::new()
    }

    /// Returns what findings have in common that people fix together. A report for people shows
    /// those with equal text as one.
    fn cause(&self, language: ReportLanguage) -> String {
        self.message(language)
    }

    /// Returns the message for several findings with one cause. `None` means that of the first.
    fn folded_message(_findings: &[&Self], _language: ReportLanguage) -> Option<String> {
        None
    }

    /// Returns an example for each form of the message, with each name passed through `name`.
    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self>;
}

/// The facts about one code.
#[derive(Clone, Copy, Debug)]
pub struct RuleInfo {
    /// The code.
    pub code: DiagnosticCode,
    /// The code's name: kebab-case, frozen once published.
    pub name: &'static str,
    /// What the code is about.
    pub family: RuleFamily,
    /// The severity unless a site's `checks:` changes it.
    pub severity: Severity,
    /// Whether the rule is off in a folder without `site.yaml`, which has promised readers nothing.
    pub is_editorial: bool,
    /// The first version of pakt that reports it.
    pub since: &'static str,
    /// What the code means.
    pub docs: BilingualDocs,
}

impl RuleInfo {
    /// Returns whether it is reported of a change, and therefore only with `--since`.
    #[must_use]
    pub fn is_about_change(&self) -> bool {
        matches!(
            self.code,
            DiagnosticCode::ValueMoved
                | DiagnosticCode::SourceMoved
                | DiagnosticCode::TranslationBehind
        )
    }

    /// Returns whether `allow:` can excuse it on a page.
    ///
    /// A wrong citation cannot be excused, because verified quotes are what pakt promises. But an
    /// editor can judge what a right one leaves out, how a date or a number follows from it,
    /// and whether an older version of a paper is meant.
    #[must_use]
    pub fn can_be_allowed(&self) -> bool {
        let is_judged_by_editors = matches!(
            self.code,
            DiagnosticCode::OmittedNegation
                | DiagnosticCode::ClippedNegation
                | DiagnosticCode::AmbiguousQuote
                | DiagnosticCode::DateNotInQuote
                | DiagnosticCode::SupersededQuote
                | DiagnosticCode::MovedQuote
                | DiagnosticCode::NumberNotInQuote
        );
        is_judged_by_editors || self.family != RuleFamily::Citation
    }
}

/// The documentation of a rule in each language.
#[derive(Clone, Copy, Debug)]
pub struct BilingualDocs {
    /// In English.
    pub en: RuleDocs,
    /// In Swedish.
    pub sv: RuleDocs,
}

/// What a code means, for an editor who knows Markdown and does not program.
#[derive(Clone, Copy, Debug)]
pub struct RuleDocs {
    /// What is wrong.
    pub what: &'static str,
    /// Why it matters to a reader, and what pakt does until it is fixed.
    pub why: &'static str,
    /// An example of the problem, as in the file.
    pub before: &'static str,
    /// The example, fixed.
    pub after: &'static str,
}

/// Makes the code, the kind and the table row of each rule, in one order.
macro_rules! rules {
    ($($module:ident::$rule:ident,)*) => {
        $(pub use $module::$rule;)*

        /// The name of a rule: kebab-case, flat, and frozen once published.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "each code is documented in its module")]
        pub enum DiagnosticCode {
            $($rule,)*
        }

        /// What is wrong, with the names that the message needs.
        #[derive(Clone, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each kind is documented in its module")]
        pub enum DiagnosticKind {
            $($rule($rule),)*
        }

        $(
            impl From<$rule> for DiagnosticKind {
                fn from(rule: $rule) -> Self {
                    Self::$rule(rule)
                }
            }
        )*

        impl std::fmt::Debug for DiagnosticKind {
            /// Formats the rule alone: the name of the variant is that of the rule.
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    $(Self::$rule(rule) => rule.fmt(formatter),)*
                }
            }
        }

        /// Every rule, in the order of [`DiagnosticCode`].
        pub static RULES: &[RuleInfo] = &[$($rule::INFO,)*];

        impl DiagnosticKind {
            /// Returns the code.
            #[must_use]
            pub fn code(&self) -> DiagnosticCode {
                match self {
                    $(Self::$rule(_) => DiagnosticCode::$rule,)*
                }
            }

            /// Returns what is wrong: one line, lower case, no full stop, with names in backticks.
            #[must_use]
            pub fn message(&self, language: ReportLanguage) -> String {
                match self {
                    $(Self::$rule(rule) => rule.message(language),)*
                }
            }

            /// Returns what is at the span. `None` means that the message says it.
            #[must_use]
            pub fn label(&self, language: ReportLanguage) -> Option<String> {
                match self {
                    $(Self::$rule(rule) => rule.label(language),)*
                }
            }

            /// Returns what to do or to type; a near miss is offered.
            #[must_use]
            pub fn help(&self, language: ReportLanguage) -> Option<String> {
                match self {
                    $(Self::$rule(rule) => rule.help(language),)*
                }
            }

            /// Returns what to write instead of words at the span, the most probable first.
            #[must_use]
            pub fn fixes(&self) -> Vec<SpanFix> {
                match self {
                    $(Self::$rule(rule) => rule.fixes(),)*
                }
            }

            /// Returns what findings have in common that people fix together.
            #[must_use]
            pub fn cause(&self, language: ReportLanguage) -> String {
                match self {
                    $(Self::$rule(rule) => rule.cause(language),)*
                }
            }

            /// Returns the message for findings with the cause of this one. `None` means that of
            /// the first.
            #[must_use]
            pub fn folded_message<'a>(
                &self,
                findings: impl Iterator<Item = &'a Self>,
                language: ReportLanguage,
            ) -> Option<String> {
                match self {
                    $(Self::$rule(_) => {
                        let rules: Vec<&$rule> = findings
                            .filter_map(|finding| match finding {
                                Self::$rule(rule) => Some(rule),
                                _ => None,
                            })
                            .collect();
                        $rule::folded_message(&rules, language)
                    })*
                }
            }

            /// Returns the examples of every rule, with each name passed through `name`.
            #[cfg(test)]
            pub(super) fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
                let mut kinds = Vec::new();
                $(kinds.extend($rule::fixtures(name).into_iter().map(Self::$rule));)*
                kinds
            }
        }
    };
}

pub(super) use rules;

// Invariant: `RULES` is indexed by code, so a rule with the code of another must not compile.
const _: () = {
    let mut index = 0;
    while index < RULES.len() {
        assert!(RULES[index].code as usize == index, "a rule has the code of its own struct");
        index += 1;
    }
};

impl DiagnosticCode {
    /// Returns the facts about the code.
    #[must_use]
    pub fn info(self) -> &'static RuleInfo {
        &RULES[self as usize]
    }

    /// Returns the name in reports, in `checks:` and in `allow:`.
    #[must_use]
    pub fn code_name(self) -> &'static str {
        self.info().name
    }

    /// Returns the code with this exact name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        RULES.iter().find(|rule| rule.name == name).map(|rule| rule.code)
    }
}

impl RuleInfo {
    /// Returns the documentation in a language.
    #[must_use]
    pub fn docs_in(&self, language: ReportLanguage) -> &RuleDocs {
        match language {
            ReportLanguage::English => &self.docs.en,
            ReportLanguage::Swedish => &self.docs.sv,
        }
    }
}
