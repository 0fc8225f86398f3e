//! At least one fault of each code, for the tests: as an editor would meet it, and hostile.

use super::{
    CitationProblem, DocumentMiss, Expected, Fault, KeyHome, LinkMiss, Nearest, OptionProblem,
    Outside, SourceLack, YamlProblem,
};

/// What an attacker puts into a name: escape codes, a bell, a bidi override, workflow commands,
/// line breaks, a Markdown link, delimiters of every format.
pub(super) const HOSTILE: &str = "\u{1b}]0;x\u{7}\u{1b}[31m\r\n::error::x\n\u{202e}\u{2066}\u{9b}2J\
                                  \u{0}\u{7f}\u{2028}\u{200b}%0A](https://x) \"'`:,{0}</script>\t";

/// One of each, and of each shape that has words of its own.
pub(super) fn sample_faults() -> Vec<Fault> {
    faults(&str::to_owned)
}

/// The same with [`HOSTILE`] in every name.
pub(super) fn hostile_faults() -> Vec<Fault> {
    faults(&|name| format!("{HOSTILE}{name}{HOSTILE}"))
}

fn faults(of: &dyn Fn(&str) -> String) -> Vec<Fault> {
    let mut faults = syntax(of);
    faults.extend(schema(of));
    faults.extend(kinds(of));
    faults.extend(links(of));
    faults.extend(citations(of));
    faults.extend(claims(of));
    faults.extend([
        Fault::MissingTranslation { language: of("en"), what: of("title") },
        Fault::OrphanPage,
        Fault::MissingOwner,
        Fault::TemplateError { problem: of("unknown filter\n  --> page.html:3") },
    ]);
    faults
}

fn syntax(of: &dyn Fn(&str) -> String) -> Vec<Fault> {
    let yaml = |problem| Fault::YamlSyntax { problem };
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
        Fault::FrontMatterNotClosed,
        Fault::NotUtf8 { found: None },
        Fault::NotUtf8 { found: Some("UTF-16") },
        Fault::NoHistory,
        Fault::NoStemmer { language: of("fi") },
        Fault::TooLarge { what: "file", limit: 10_000_000, unit: "bytes" },
        Fault::RawHtml { tag: of("<div>") },
    ]
}

fn schema(of: &dyn Fn(&str) -> String) -> Vec<Fault> {
    let unknown_key = |home| Fault::UnknownKey { key: of("titel"), home, near: None };
    vec![
        Fault::UnknownKey { key: of("titel"), home: KeyHome::Site, near: Some(of("title")) },
        unknown_key(KeyHome::Entry(of("forum"))),
        unknown_key(KeyHome::Type),
        unknown_key(KeyHome::Field),
        unknown_key(KeyHome::FieldKind(&["kind: number", "kind: fraction"])),
        unknown_key(KeyHome::Strings),
        unknown_key(KeyHome::Value(of("chair"))),
        Fault::DuplicateKey { key: of("chair") },
        Fault::BadDate { found: of("2014-02-30") },
        Fault::MissingField { field: of("chair"), of: of("forum") },
        Fault::TooManyValues { field: of("chair"), at_most: 1, found: 3 },
        Fault::DuplicateValue { field: of("reference"), value: of("2015-128") },
        Fault::UnknownType { name: of("fourm"), near: Some(of("forum")) },
        Fault::UnknownType { name: of("fourm"), near: None },
        Fault::UnknownEntry { id: of("solnaa"), near: Some(of("solna")) },
        Fault::UnknownEntry { id: of("solnaa"), near: None },
        Fault::WrongEntryType {
            id: of("beslut-2015"),
            found: of("document"),
            expected: vec![of("party"), of("agency")],
        },
        Fault::Cycle { field: of("part_of"), ring: vec![of("a"), of("b"), of("a")] },
        Fault::SumIsOff {
            field: of("share"),
            per: of("agreement"),
            found: of("9/10"),
            expected: of("1"),
        },
    ]
}

fn kinds(of: &dyn Fn(&str) -> String) -> Vec<Fault> {
    let kinds = [
        Expected::Text,
        Expected::Markdown,
        Expected::Number,
        Expected::Fraction,
        Expected::Date,
        Expected::Period,
        Expected::Url,
        Expected::Bool,
        Expected::Citation,
        Expected::File,
        Expected::TextFile,
        Expected::Group,
        Expected::EntryId,
        Expected::Map,
        Expected::List,
        Expected::Count,
        Expected::OneOf(vec![of("escape"), of("allow")]),
        Expected::Id,
        Expected::Language,
        Expected::Code,
        Expected::Sum,
    ];
    let wrong = |expected| Fault::WrongKind { expected, found: of("ja") };
    let empty = Fault::WrongKind { expected: Expected::Number, found: String::new() };
    kinds.into_iter().map(wrong).chain([empty]).collect()
}

fn links(of: &dyn Fn(&str) -> String) -> Vec<Fault> {
    let broken = |miss| Fault::BrokenLink { target: of("modelen.md"), miss, near: None };
    let missing =
        |near| Fault::MissingHeading { heading: of("kostnad"), page: of("modellen"), near };
    vec![
        Fault::DuplicateId { id: of("solna") },
        Fault::DuplicateRoute { address: of("/forum/solna/") },
        Fault::BrokenLink {
            target: of("modelen.md"),
            miss: LinkMiss::NotFound,
            near: Some(of("modellen.md")),
        },
        broken(LinkMiss::NotFound),
        broken(LinkMiss::Draft),
        broken(LinkMiss::Field),
        missing(Some(of("kostnader"))),
        missing(None),
        Fault::AmbiguousLink {
            name: of("Möten"), candidates: vec![of("a/möten"), of("b/möten")]
        },
        Fault::UnsafeLink { scheme: of("javascript:") },
        Fault::OutsideSite { what: Outside::Link(of("../../plan.pdf")) },
        Fault::OutsideSite { what: Outside::Alias(of("//x")) },
        Fault::OutsideSite { what: Outside::Symlink },
        Fault::OutsideSite { what: Outside::Special },
    ]
}

fn citations(of: &dyn Fn(&str) -> String) -> Vec<Fault> {
    let syntax = |problem| Fault::CitationSyntax { problem };
    let unknown = |miss, near| Fault::UnknownDocument { id: of("utl"), miss, near };
    let locator = |near| Fault::UnknownLocator { locator: of("P99"), document: of("utl"), near };
    let missing = |nearest| Fault::QuoteNotFound {
        quote: of("med länsstyrelsen"),
        locator: of("P19"),
        nearest,
    };
    let lack = |lack| Fault::MissingSource { field: of("chair"), lack };
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
        unknown(DocumentMiss::NotFound, Some(of("utlatande"))),
        unknown(DocumentMiss::NotFound, None),
        unknown(DocumentMiss::NotADocument, None),
        unknown(DocumentMiss::Draft, None),
        locator(Some(of("P19"))),
        locator(None),
        missing(Nearest::Passage { locator: of("P19"), passage }),
        missing(Nearest::NotSought),
        missing(Nearest::Nothing),
        lack(SourceLack::Source),
        lack(SourceLack::Locator),
        lack(SourceLack::Quote),
        Fault::TextChanged { document: of("utl"), found: of("1b8dd8ab") },
    ]
}

fn claims(of: &dyn Fn(&str) -> String) -> Vec<Fault> {
    let option = |problem| Fault::ViewOption { view: of("list"), option: of("off"), problem };
    vec![
        Fault::ReversedPeriod { from: of("2015"), until: of("2014") },
        Fault::OverlappingValues { field: of("chair") },
        Fault::MissingSpeaker { field: of("benefit") },
        Fault::UnknownView { name: of("timelin"), near: Some(of("timeline")) },
        Fault::UnknownView { name: of("x"), near: None },
        option(OptionProblem::Unknown(Some(of("of")))),
        option(OptionProblem::Unknown(None)),
        option(OptionProblem::Missing),
        option(OptionProblem::Wrong(Expected::Count)),
        option(OptionProblem::NoEntry(of("solnaa"))),
        option(OptionProblem::NoField(of("chairr"))),
        option(OptionProblem::FieldKind(of("chair"), Expected::Date)),
        option(OptionProblem::NoValidity(of("forum"))),
        Fault::PdfWithoutText { path: of("files/plan.pdf") },
        Fault::ReviewOverdue { review_by: of("2024"), as_of: of("2025-01-01") },
        Fault::FigureWithoutSource { figure: of("40") },
        Fault::UnexplainedAbbreviation { abbreviation: of("MSB") },
        Fault::UncitedParagraph { locator: of("P3") },
    ]
}
