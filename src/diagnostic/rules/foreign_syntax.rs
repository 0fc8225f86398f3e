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
    /// The lines of the places that are not on the line of the first one: one more than are named,
    /// if there are more.
    pub other_lines: Vec<usize>,
}

impl ForeignSyntax {
    /// The maximum number of lines that are named.
    pub const MAX_NAMED_LINES: usize = 20;

    /// Returns the other lines as words that follow the number of places.
    fn other_lines(&self, language: ReportLanguage) -> String {
        let named = self.other_lines.iter().take(Self::MAX_NAMED_LINES);
        let named: Vec<String> = named.map(usize::to_string).collect();
        let (on_line, on_lines, and) = match language {
            English => ("also on line", "also on lines", "and"),
            Swedish => ("även på rad", "även på raderna", "och"),
        };
        match named.as_slice() {
            [] => String::new(),
            [line] => format!(", {on_line} {line}"),
            _ if self.other_lines.len() > named.len() => {
                format!(", {on_lines} {}, …", named.join(", "))
            }
            [lines @ .., last] => format!(", {on_lines} {} {and} {last}", lines.join(", ")),
        }
    }
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
                      kind is reported once for a file, at its first place, and the lines of the others are \
                      named. Admonitions, containers, \
                      `[TOC]`, bare addresses and `{#id}` are read.",
                before: "{{< figure src=\"mill.png\" >}}",
                after: "![The mill](mill.png)",
            },
            sv: RuleDocs {
                what: "En text använder ett annat verktygs skrivsätt, som pakt inte läser.",
                why: "Läsaren ser tecknen som de är skrivna, eller går miste om det som de står för. Varje \
                      slag rapporteras en gång per fil, på sitt första ställe, med raderna för de andra. Rutor (`!!!`, `:::`), \
                      `[TOC]`, bara adresser och `{#id}` läses.",
                before: "{{< figure src=\"kvarn.png\" >}}",
                after: "![Kvarnen](kvarn.png)",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let (what, count) = (self.kind.effect_sentence(language), self.count);
        let lines = self.other_lines(language);
        match language {
            English if count == 1 => format!("{what}: 1 place"),
            English => format!("{what}: {count} places{lines}"),
            Swedish if count == 1 => format!("{what}: 1 ställe"),
            Swedish => format!("{what}: {count} ställen{lines}"),
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
        let find = |(kind, count): (_, usize)| {
            let other_lines = (22..).take(count - 1).collect();
            Self { kind, count, other_lines }
        };
        counted.map(find).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_of_one_kind_are_counted_together() {
        let find = |count| ForeignSyntax {
            kind: ForeignSyntaxKind::Icon,
            count,
            other_lines: vec![9; count - 1],
        };
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
    #[test]
    fn the_lines_of_other_places_are_named() {
        let message = |other_lines: &[usize], language| {
            let kind = ForeignSyntaxKind::Icon;
            let count = other_lines.len() + 1;
            let finding = ForeignSyntax { kind, count, other_lines: other_lines.to_vec() };
            finding.message(language).rsplit(": ").next().unwrap().to_owned()
        };
        assert_eq!(message(&[], English), "1 place");
        assert_eq!(message(&[22], English), "2 places, also on line 22");
        assert_eq!(message(&[22], Swedish), "2 ställen, även på rad 22");
        assert_eq!(message(&[3, 22, 30], English), "4 places, also on lines 3, 22 and 30");
        assert_eq!(message(&[3, 22], Swedish), "3 ställen, även på raderna 3 och 22");
        let many: Vec<usize> = (2..=22).collect();
        assert!(message(&many, English).ends_with(" 20, 21, …"));
    }
}
