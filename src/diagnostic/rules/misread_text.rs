//! `misread-text`: text that Markdown reads otherwise than it looks.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity};

/// Text that Markdown reads otherwise than it looks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MisreadText {
    /// What it looks like.
    pub form: MisreadForm,
}

/// What a text looks like that is read as something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MisreadForm {
    /// Items of a list that are one paragraph.
    List,
    /// Rows with tabs between their cells that are one paragraph.
    TableWithTabs,
    /// Rows with bars that are one paragraph, because no line of dashes follows the first.
    TableWithoutDashes,
    /// A line of text that is a row of the table above it.
    TextInTable,
    /// An indented paragraph that is code.
    IndentedProse,
    /// A product with stars that are emphasis.
    Product,
    /// A link with a space between its text and its destination.
    LinkWithSpace,
    /// A wiki link without a name before the bar.
    LinkWithoutName,
    /// A list, a table or a heading in YAML whose lines are joined.
    JoinedLines,
}

impl Rule for MisreadText {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::MisreadText,
        name: "misread-text",
        family: RuleFamily::Syntax,
        severity: Severity::Warning,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "A text looks like a list, a table, a paragraph, a product or a link, and Markdown reads \
                       it as something else.",
                why: "Lines that follow each other are one paragraph; a list needs `- ` or `1. ` before each \
                      item, and a table a line of dashes. A line directly below a table is a row of it, a \
                      paragraph with four spaces before it is code, and stars between digits are emphasis.",
                before: "a) The board\nb) The auditor",
                after: "- a) The board\n- b) The auditor",
            },
            sv: RuleDocs {
                what: "En text ser ut som en lista, en tabell, ett stycke, en produkt eller en länk, men \
                       Markdown läser den som något annat.",
                why: "Rader som följer på varandra blir ett stycke; en lista behöver `- ` eller `1. ` före \
                      varje punkt, och en tabell en rad med streck. En rad direkt under en tabell blir en rad \
                      i den, ett stycke med fyra mellanslag före blir kod, och stjärnor mellan siffror blir \
                      kursiv stil.",
                before: "a) Styrelsen\nb) Revisorn",
                after: "- a) Styrelsen\n- b) Revisorn",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let message = match (language, self.form) {
            (English, MisreadForm::List) => {
                "the lines look like a list, but are shown as one paragraph"
            }
            (Swedish, MisreadForm::List) => {
                "raderna ser ut som en lista men visas som ett enda stycke"
            }
            (English, MisreadForm::TableWithTabs) => {
                "the lines with tabs look like a table, but are shown as one paragraph"
            }
            (Swedish, MisreadForm::TableWithTabs) => {
                "raderna med tabbar ser ut som en tabell men visas som ett enda stycke"
            }
            (English, MisreadForm::TableWithoutDashes) => {
                "the lines with `|` are not a table, because the line of dashes is missing"
            }
            (Swedish, MisreadForm::TableWithoutDashes) => {
                "raderna med `|` blir ingen tabell, för raden med streck saknas"
            }
            (English, MisreadForm::TextInTable) => {
                "the line is shown as a row of the table above it"
            }
            (Swedish, MisreadForm::TextInTable) => "raden visas som en rad i tabellen ovanför",
            (English, MisreadForm::IndentedProse) => {
                "the paragraph is shown as code, because it is indented"
            }
            (Swedish, MisreadForm::IndentedProse) => "stycket visas som kod, för det är indraget",
            (English, MisreadForm::Product) => {
                "the stars between digits are read as emphasis, and are not shown"
            }
            (Swedish, MisreadForm::Product) => {
                "stjärnorna mellan siffrorna läses som kursiv stil och visas inte"
            }
            (English, MisreadForm::LinkWithSpace) => {
                "the link is shown as text, because of the space between `]` and `(`"
            }
            (Swedish, MisreadForm::LinkWithSpace) => {
                "länken visas som text, för det är ett mellanslag mellan `]` och `(`"
            }
            (English, MisreadForm::LinkWithoutName) => {
                "the link is shown as text, because it names no page before `|`"
            }
            (Swedish, MisreadForm::LinkWithoutName) => {
                "länken visas som text, för den nämner ingen sida före `|`"
            }
            (English, MisreadForm::JoinedLines) => {
                "YAML joins this line to the one before, so that it begins no list, table or heading"
            }
            (Swedish, MisreadForm::JoinedLines) => {
                "YAML slår ihop raden med den före, så den börjar ingen lista, tabell eller rubrik"
            }
        };
        message.into()
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        let help = match (language, self.form) {
            (English, MisreadForm::List) => {
                "begin each line with `- ` or `1. `, or put a blank line between them"
            }
            (Swedish, MisreadForm::List) => {
                "börja varje rad med `- ` eller `1. `, eller skriv en tom rad mellan dem"
            }
            (English, MisreadForm::TableWithTabs) => {
                "write each line as `| a | b |`, and `|---|---|` below the first"
            }
            (Swedish, MisreadForm::TableWithTabs) => {
                "skriv varje rad som `| a | b |`, och `|---|---|` under den första"
            }
            (English, MisreadForm::TableWithoutDashes) => "write `|---|---|` below the first line",
            (Swedish, MisreadForm::TableWithoutDashes) => {
                "skriv `|---|---|` under den första raden"
            }
            (English, MisreadForm::TextInTable) => {
                "put a blank line between the table and the text"
            }
            (Swedish, MisreadForm::TextInTable) => "skriv en tom rad mellan tabellen och texten",
            (English, MisreadForm::IndentedProse) => {
                "remove the indentation; code is written between lines with three backticks"
            }
            (Swedish, MisreadForm::IndentedProse) => {
                "ta bort indraget; kod skrivs mellan rader med tre grava accenter"
            }
            (English, MisreadForm::Product) => "write `×`, or `\\*` for a star",
            (Swedish, MisreadForm::Product) => "skriv `×`, eller `\\*` för en stjärna",
            (English, MisreadForm::LinkWithSpace) => "remove the space: `[text](page.md)`",
            (Swedish, MisreadForm::LinkWithSpace) => "ta bort mellanslaget: `[text](sida.md)`",
            (English, MisreadForm::LinkWithoutName) => "write the page first: `[[page|text]]`",
            (Swedish, MisreadForm::LinkWithoutName) => "skriv sidan först: `[[sida|text]]`",
            (English, MisreadForm::JoinedLines) => {
                "write `|` after the colon, and the text on the lines below it"
            }
            (Swedish, MisreadForm::JoinedLines) => {
                "skriv `|` efter kolonet, och texten på raderna under det"
            }
        };
        Some(help.into())
    }

    #[cfg(test)]
    fn fixtures(_: &dyn Fn(&str) -> String) -> Vec<Self> {
        let forms = [
            MisreadForm::List,
            MisreadForm::TableWithTabs,
            MisreadForm::TableWithoutDashes,
            MisreadForm::TextInTable,
            MisreadForm::IndentedProse,
            MisreadForm::Product,
            MisreadForm::LinkWithSpace,
            MisreadForm::LinkWithoutName,
            MisreadForm::JoinedLines,
        ];
        forms.into_iter().map(|form| Self { form }).collect()
    }
}
