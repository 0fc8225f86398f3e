//! `foreign-syntax`: syntax of another tool that is not read.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::rules::ForeignSyntaxKind;
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Syntax of another tool that is not read, in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignSyntax {
    /// Which.
    pub kind: ForeignSyntaxKind,
    /// In how many places.
    pub count: usize,
}

impl Rule for ForeignSyntax {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::ForeignSyntax,
        name: "foreign-syntax",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A text uses syntax of another tool that pakt does not read.",
                why: "The reader sees the signs as they were typed, or misses what they stand for. Each \
                      kind is reported once for a file, at its first place. Admonitions, containers, \
                      `[TOC]`, bare addresses and `{#id}` are read.",
                before: "{{< figure src=\"mill.png\" >}}",
                after: "![The mill](mill.png)",
            },
            sv: RuleDocs {
                what: "En text använder ett annat verktygs skrivsätt, som pakt inte läser.",
                why: "Läsaren ser tecknen som de är skrivna, eller går miste om det som de står för. Varje \
                      slag rapporteras en gång per fil, på sitt första ställe. Rutor (`!!!`, `:::`), \
                      `[TOC]`, bara adresser och `{#id}` läses.",
                before: "{{< figure src=\"kvarn.png\" >}}",
                after: "![Kvarnen](kvarn.png)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (what, count) = (self.kind.effect_sentence(language), self.count);
        match language {
            English if count == 1 => format!("{what}: 1 place"),
            English => format!("{what}: {count} places"),
            Swedish if count == 1 => format!("{what}: 1 ställe"),
            Swedish => format!("{what}: {count} ställen"),
        }
    }

    fn cause(&self, language: ReportLanguage) -> String {
        self.kind.effect_sentence(language)
    }

    fn folded_message(findings: &[&Self], language: ReportLanguage) -> Option<String> {
        let first = findings.first().filter(|_| findings.len() > 1)?;
        let what = first.kind.effect_sentence(language);
        let n_places: usize = findings.iter().map(|finding| finding.count).sum();
        let n_files = findings.len();
        Some(match language {
            English => format!("{what}: {n_places} places in {n_files} files"),
            Swedish => format!("{what}: {n_places} ställen i {n_files} filer"),
        })
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        Some(self.kind.instead(language).into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        let kinds = ForeignSyntaxKind::ALL.iter().copied();
        let counted = kinds.zip(1..);
        counted.map(|(kind, count)| Self { kind, count }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_of_one_kind_are_counted_together() {
        let find = |count| ForeignSyntax { kind: ForeignSyntaxKind::Icon, count };
        let (one, other) = (find(2), find(3));
        assert_eq!(one.cause(English), other.cause(English));
        assert_eq!(
            ForeignSyntax::folded_message(&[&one, &other], English).as_deref(),
            Some("`:material-…:` (MkDocs) is shown as written: 5 places in 2 files")
        );
        assert_eq!(
            ForeignSyntax::folded_message(&[&one, &other], Swedish).as_deref(),
            Some("`:material-…:` (MkDocs) visas som det är skrivet: 5 ställen i 2 filer")
        );
    }
}
