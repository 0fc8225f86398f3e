//! At least one fault of each code, for the tests: as an editor would meet it, and hostile.

use super::{
    BrokenLinkReason, CitationProblem, DiagnosticKind, ExpectedKind, KeyScope, MissingSourcePart,
    NearestPassage, OutsideSiteReason, UnknownDocumentReason, ViewOptionProblem, YamlProblem,
};

/// What an attacker puts into a name: escape codes, a bell, a bidi override, workflow commands,
/// line breaks, a Markdown link, delimiters of every format.
pub(super) const HOSTILE: &str = "\u{1b}]0;x\u{7}\u{1b}[31m\r\n::error::x\n\u{202e}\u{2066}\u{9b}2J\
                                  \u{0}\u{7f}\u{2028}\u{200b}%0A](https://x) \"'`:,{0}</script>\t";

/// One of each, and of each shape that has words of its own.
pub(super) fn sample_faults() -> Vec<DiagnosticKind> {
    faults(&str::to_owned)
}

/// The same with [`HOSTILE`] in every name.
pub(super) fn hostile_faults() -> Vec<DiagnosticKind> {
    faults(&|name| format!("{HOSTILE}{name}{HOSTILE}"))
}

fn faults(of: &dyn Fn(&str) -> String) -> Vec<DiagnosticKind> {
    let mut faults = syntax(of);
    faults.extend(schema(of));
    faults.extend(kinds(of));
    faults.extend(links(of));
    faults.extend(citations(of));
    faults.extend(claims(of));
    faults.extend([
        DiagnosticKind::MissingTranslation { language: of("en"), what: of("title") },
        DiagnosticKind::OrphanPage,
        DiagnosticKind::MissingOwner,
        DiagnosticKind::TemplateError { problem: of("unknown filter\n  --> page.html:3") },
    ]);
    faults
}

fn syntax(of: &dyn Fn(&str) -> String) -> Vec<DiagnosticKind> {
    let yaml = |problem| DiagnosticKind::YamlSyntax { problem };
    vec![
        yaml(YamlProblem::Parser(of("mapping values are not allowed"))),
        yaml(YamlProblem::Alias),
        yaml(YamlProblem::UnquotedColon),
        yaml(YamlProblem::ReservedStart('*')),
        yaml(YamlProblem::ReservedStart('[')),
        yaml(YamlProblem::ReservedStart('\u{202e}')),
        yaml(YamlProblem::AfterQuote('"')),
        yaml(YamlProblem::AfterQuote('\'')),
        yaml(YamlProblem::Comment),
        yaml(YamlProblem::SecondDocument),
        yaml(YamlProblem::UnclosedQuote),
        yaml(YamlProblem::Tab),
        yaml(YamlProblem::NotAMap),
        DiagnosticKind::FrontMatterNotClosed,
        DiagnosticKind::NotUtf8 { found: None },
        DiagnosticKind::NotUtf8 { found: Some("UTF-16") },
        DiagnosticKind::NoHistory,
        DiagnosticKind::NoStemmer { language: of("fi") },
        DiagnosticKind::TooLarge { what: "file", limit: 10_000_000, unit: "bytes" },
        DiagnosticKind::RawHtml { tag: of("<div>") },
    ]
}

fn schema(of: &dyn Fn(&str) -> String) -> Vec<DiagnosticKind> {
    let unknown_key = |home| DiagnosticKind::UnknownKey { key: of("titel"), home, near: None };
    vec![
        DiagnosticKind::UnknownKey {
            key: of("titel"),
            home: KeyScope::Site,
            near: Some(of("title")),
        },
        unknown_key(KeyScope::Entry(of("forum"))),
        unknown_key(KeyScope::Type),
        unknown_key(KeyScope::Field),
        unknown_key(KeyScope::FieldKind(&["kind: number", "kind: fraction"])),
        unknown_key(KeyScope::Strings),
        unknown_key(KeyScope::Value(of("chair"))),
        DiagnosticKind::DuplicateKey { key: of("chair") },
        DiagnosticKind::BadDate { found: of("2014-02-30") },
        DiagnosticKind::MissingField { field: of("chair"), of: of("forum") },
        DiagnosticKind::TooManyValues { field: of("chair"), at_most: 1, found: 3 },
        DiagnosticKind::DuplicateValue { field: of("reference"), value: of("2015-128") },
        DiagnosticKind::UnknownType { name: of("fourm"), near: Some(of("forum")) },
        DiagnosticKind::UnknownType { name: of("fourm"), near: None },
        DiagnosticKind::UnknownEntry { id: of("solnaa"), near: Some(of("solna")) },
        DiagnosticKind::UnknownEntry { id: of("solnaa"), near: None },
        DiagnosticKind::WrongEntryType {
            id: of("beslut-2015"),
            found: of("document"),
            expected: vec![of("party"), of("agency")],
        },
        DiagnosticKind::Cycle { field: of("part_of"), ring: vec![of("a"), of("b"), of("a")] },
        DiagnosticKind::SumIsOff {
            field: of("share"),
            per: of("agreement"),
            found: of("9/10"),
            expected: of("1"),
        },
    ]
}

fn kinds(of: &dyn Fn(&str) -> String) -> Vec<DiagnosticKind> {
    let kinds = [
        ExpectedKind::Text,
        ExpectedKind::Markdown,
        ExpectedKind::Number,
        ExpectedKind::Fraction,
        ExpectedKind::Date,
        ExpectedKind::Period,
        ExpectedKind::Url,
        ExpectedKind::Bool,
        ExpectedKind::Citation,
        ExpectedKind::File,
        ExpectedKind::TextFile,
        ExpectedKind::Group,
        ExpectedKind::EntryId,
        ExpectedKind::Map,
        ExpectedKind::List,
        ExpectedKind::Count,
        ExpectedKind::OneOf(vec![of("escape"), of("allow")]),
        ExpectedKind::Id,
        ExpectedKind::Language,
        ExpectedKind::Code,
        ExpectedKind::Sum,
    ];
    let wrong = |expected| DiagnosticKind::WrongKind { expected, found: of("ja") };
    let empty = DiagnosticKind::WrongKind { expected: ExpectedKind::Number, found: String::new() };
    kinds.into_iter().map(wrong).chain([empty]).collect()
}

fn links(of: &dyn Fn(&str) -> String) -> Vec<DiagnosticKind> {
    let broken = |miss| DiagnosticKind::BrokenLink { target: of("modelen.md"), miss, near: None };
    let missing = |near| DiagnosticKind::MissingHeading {
        heading: of("kostnad"),
        page: of("modellen"),
        near,
    };
    vec![
        DiagnosticKind::DuplicateId { id: of("solna") },
        DiagnosticKind::DuplicateRoute { address: of("/forum/solna/") },
        DiagnosticKind::BrokenLink {
            target: of("modelen.md"),
            miss: BrokenLinkReason::NotFound,
            near: Some(of("modellen.md")),
        },
        broken(BrokenLinkReason::NotFound),
        broken(BrokenLinkReason::Draft),
        broken(BrokenLinkReason::Field),
        missing(Some(of("kostnader"))),
        missing(None),
        DiagnosticKind::AmbiguousLink {
            name: of("Möten"),
            candidates: vec![of("a/möten"), of("b/möten")],
        },
        DiagnosticKind::UnsafeLink { scheme: of("javascript:") },
        DiagnosticKind::OutsideSite { what: OutsideSiteReason::Link(of("../../plan.pdf")) },
        DiagnosticKind::OutsideSite { what: OutsideSiteReason::Alias(of("//x")) },
        DiagnosticKind::OutsideSite { what: OutsideSiteReason::Symlink },
        DiagnosticKind::OutsideSite { what: OutsideSiteReason::Special },
    ]
}

fn citations(of: &dyn Fn(&str) -> String) -> Vec<DiagnosticKind> {
    let syntax = |problem| DiagnosticKind::CitationSyntax { problem };
    let unknown = |miss, near| DiagnosticKind::UnknownDocument { id: of("utl"), miss, near };
    let locator =
        |near| DiagnosticKind::UnknownLocator { locator: of("P99"), document: of("utl"), near };
    let missing = |nearest| DiagnosticKind::QuoteNotFound {
        quote: of("med länsstyrelsen"),
        locator: of("P19"),
        nearest,
    };
    let lack = |lack| DiagnosticKind::MissingSource { field: of("chair"), lack };
    let passage = of("med [länsstyrelsen] som […] ordförande");
    vec![
        syntax(CitationProblem::Empty),
        syntax(CitationProblem::Document(of("Utl"))),
        syntax(CitationProblem::Locator(of("§ 4"))),
        syntax(CitationProblem::ReversedRange(of("P6-P4"))),
        syntax(CitationProblem::UnclosedQuote),
        syntax(CitationProblem::EmptyQuote),
        syntax(CitationProblem::Bracket),
        syntax(CitationProblem::AfterQuote(of("och"))),
        syntax(CitationProblem::Comment),
        syntax(CitationProblem::Comma),
        syntax(CitationProblem::CommaInWhole),
        syntax(CitationProblem::Parenthesis),
        syntax(CitationProblem::TableCell),
        syntax(CitationProblem::Definition),
        syntax(CitationProblem::Brackets),
        unknown(UnknownDocumentReason::NotFound, Some(of("utlatande"))),
        unknown(UnknownDocumentReason::NotFound, None),
        unknown(UnknownDocumentReason::NotADocument, None),
        unknown(UnknownDocumentReason::Draft, None),
        locator(Some(of("P19"))),
        locator(None),
        missing(NearestPassage::Passage { locator: of("P19"), passage }),
        missing(NearestPassage::NotComputed),
        missing(NearestPassage::NoneSimilar),
        lack(MissingSourcePart::Source),
        lack(MissingSourcePart::Locator),
        lack(MissingSourcePart::Quote),
        DiagnosticKind::TextChanged { document: of("utl"), found: of("1b8dd8ab") },
    ]
}

fn claims(of: &dyn Fn(&str) -> String) -> Vec<DiagnosticKind> {
    let option =
        |problem| DiagnosticKind::ViewOption { view: of("list"), option: of("off"), problem };
    vec![
        DiagnosticKind::ReversedPeriod { from: of("2015"), until: of("2014") },
        DiagnosticKind::OverlappingValues { field: of("chair") },
        DiagnosticKind::MissingSpeaker { field: of("benefit") },
        DiagnosticKind::UnknownView { name: of("timelin"), near: Some(of("timeline")) },
        DiagnosticKind::UnknownView { name: of("x"), near: None },
        option(ViewOptionProblem::Unknown(Some(of("of")))),
        option(ViewOptionProblem::Unknown(None)),
        option(ViewOptionProblem::Missing),
        option(ViewOptionProblem::Wrong(ExpectedKind::Count)),
        option(ViewOptionProblem::NoEntry(of("solnaa"))),
        option(ViewOptionProblem::NoField(of("chairr"))),
        option(ViewOptionProblem::FieldKind(of("chair"), ExpectedKind::Date)),
        option(ViewOptionProblem::NoValidity(of("forum"))),
        DiagnosticKind::PdfWithoutText { path: of("files/plan.pdf") },
        DiagnosticKind::ReviewOverdue { review_by: of("2024"), as_of: of("2025-01-01") },
        DiagnosticKind::FigureWithoutSource { figure: of("40") },
        DiagnosticKind::UnexplainedAbbreviation { abbreviation: of("MSB") },
        DiagnosticKind::UncitedParagraph { locator: of("P3") },
    ]
}
