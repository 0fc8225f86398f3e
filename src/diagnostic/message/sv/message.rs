//! What is wrong and where, in Swedish.

use super::citation;
use crate::diagnostic::message::quoting::{
    code_span, cycle_path, list_of_names, quoted_words, shortened_name,
};
use crate::diagnostic::{
    BrokenLinkReason, DiagnosticKind, ExpectedKind, KeyScope, OutsideSiteReason, RelatedNote,
    YamlProblem,
};

#[expect(clippy::too_many_lines, reason = "one arm a fault: none can be missed")]
pub(in super::super) fn message(kind: &DiagnosticKind) -> String {
    match kind {
        DiagnosticKind::YamlSyntax { problem } => yaml_message(problem),
        DiagnosticKind::FrontMatterNotClosed => {
            "huvudet börjar med `---` men tar aldrig slut".into()
        }
        DiagnosticKind::NotUtf8 { found: None } => "filen är inte text i UTF-8".into(),
        DiagnosticKind::NotUtf8 { found: Some(found) } => {
            format!("filen ser ut att vara {found}, inte text i UTF-8")
        }
        DiagnosticKind::TooLarge { what, limit, unit } => {
            format!("{}: mer än gränsen på {limit} {}", limit_name(what), unit_name(unit))
        }
        DiagnosticKind::NoHistory => "det finns ingen hel git-historik att hämta datum ur".into(),
        DiagnosticKind::NoStemmer { language } => {
            format!("sökningen tar orden på språket {} som de står", code_span(language))
        }
        DiagnosticKind::UnknownKey { key, home, .. } => {
            format!("det finns ingen nyckel {} i {}", code_span(key), key_scope(home))
        }
        DiagnosticKind::DuplicateKey { key } => {
            format!("nyckeln {} står här en andra gång", code_span(key))
        }
        DiagnosticKind::WrongKind { expected, found } => {
            format!("{} är inte {}", quoted_value(found), expected_kind(expected))
        }
        DiagnosticKind::BadDate { found } => format!("{} är inte ett datum", quoted_value(found)),
        DiagnosticKind::MissingField { field, of } => {
            format!("{} saknas, och {} kräver det", code_span(field), code_span(of))
        }
        DiagnosticKind::TooManyValues { field, at_most, found } => {
            format!("{} har {found} värden men får ha högst {at_most}", code_span(field))
        }
        DiagnosticKind::DuplicateValue { field, value } => {
            format!("värdet {} för {} är redan upptaget", code_span(value), code_span(field))
        }
        DiagnosticKind::UnknownType { name: asked, .. } => {
            format!("det finns ingen typ {}", code_span(asked))
        }
        DiagnosticKind::UnknownEntry { id, .. } => {
            format!("det finns ingen post {}", code_span(id))
        }
        DiagnosticKind::WrongEntryType { id, found, expected } => {
            let expected = list_of_names(expected, "eller");
            format!("{} är av typen {}; här hör {expected} hemma", code_span(id), code_span(found))
        }
        DiagnosticKind::Cycle { field, ring: ids } => {
            format!("{} går i ring: {}", code_span(field), cycle_path(ids))
        }
        DiagnosticKind::SumIsOff { field, per, found, expected } => format!(
            "{} blir tillsammans {} per {} men ska bli {}",
            code_span(field),
            shortened_name(found),
            code_span(per),
            shortened_name(expected)
        ),
        DiagnosticKind::ReversedPeriod { from, until } => {
            format!("perioden slutar {} innan den börjar {}", code_span(until), code_span(from))
        }
        DiagnosticKind::OverlappingValues { field } => {
            format!("två värden i {} gäller samtidigt", code_span(field))
        }
        DiagnosticKind::MissingSpeaker { field } => {
            format!("{} talar inte om vem som säger det", code_span(field))
        }
        DiagnosticKind::DuplicateId { id } => format!("id:t {} är redan upptaget", code_span(id)),
        DiagnosticKind::DuplicateRoute { address } => {
            format!("adressen {} är redan upptagen", code_span(address))
        }
        DiagnosticKind::BrokenLink { target, miss, .. } => broken_link(target, *miss),
        DiagnosticKind::MissingHeading { heading, page, .. } => {
            format!("{} har ingen rubrik {}", code_span(page), code_span(heading))
        }
        DiagnosticKind::AmbiguousLink { name: asked, candidates } => {
            format!("{} kan betyda {}", code_span(asked), list_of_names(candidates, "eller"))
        }
        DiagnosticKind::UnsafeLink { scheme } => {
            format!("länkar med {} publiceras inte", code_span(scheme))
        }
        DiagnosticKind::OutsideSite { what } => outside_site(what),
        DiagnosticKind::CitationSyntax { problem } => citation::citation_message(problem),
        DiagnosticKind::UnknownDocument { id, miss, .. } => {
            citation::unknown_document_message(id, *miss)
        }
        DiagnosticKind::UnknownLocator { locator, document, .. } => {
            format!("{} har inget stycke {}", code_span(document), code_span(locator))
        }
        DiagnosticKind::QuoteNotFound { quote, locator, .. } => {
            format!("{} står inte i {}", code_span(quote), code_span(locator))
        }
        DiagnosticKind::MissingSource { field, lack } => {
            citation::missing_source_message(field, *lack)
        }
        DiagnosticKind::TextChanged { document, .. } => {
            format!("texten till {} är inte den som `text_sha256` anger", code_span(document))
        }
        DiagnosticKind::UnknownView { name: asked, .. } => {
            format!("det finns ingen vy {}", code_span(asked))
        }
        DiagnosticKind::ViewOption { view, option, problem } => {
            citation::view_option_message((view, option), problem)
        }
        DiagnosticKind::RawHtml { tag } => {
            format!("{} visas som text och blir inte HTML", code_span(&format!("<{tag}>")))
        }
        DiagnosticKind::MissingTranslation { language, what } => {
            format!("{} saknas på språket {}", code_span(what), code_span(language))
        }
        DiagnosticKind::OrphanPage => "ingenting på webbplatsen leder till den här sidan".into(),
        DiagnosticKind::MissingOwner => "ingen står som ansvarig för den här sidan".into(),
        DiagnosticKind::PdfWithoutText { path } => {
            format!("filen {} är allt som finns: ingen text står bredvid", code_span(path))
        }
        DiagnosticKind::ReviewOverdue { review_by, as_of } => {
            format!(
                "granskningen skulle göras senast {}, och webbplatsen avser läget {}",
                code_span(review_by),
                code_span(as_of)
            )
        }
        DiagnosticKind::FigureWithoutSource { figure } => {
            format!(
                "{} står inte i något citat, inbäddat värde eller datum på sidan",
                code_span(figure)
            )
        }
        DiagnosticKind::UnexplainedAbbreviation { abbreviation } => {
            format!("{} står här utan sina ord", code_span(abbreviation))
        }
        DiagnosticKind::UncitedParagraph { locator } => {
            format!("ingenting vilar på {}", code_span(locator))
        }
        DiagnosticKind::TemplateError { problem } => {
            format!("mallen går inte att använda: {}", quoted_words(problem))
        }
    }
}

pub(in super::super) fn label(kind: &DiagnosticKind) -> Option<String> {
    match kind {
        DiagnosticKind::DuplicateKey { .. } => Some("andra gången".into()),
        DiagnosticKind::DuplicateId { .. } | DiagnosticKind::DuplicateValue { .. } => {
            Some("den senare".into())
        }
        DiagnosticKind::TooManyValues { .. } => Some("det första som är för mycket".into()),
        DiagnosticKind::OverlappingValues { .. } => Some("det senare".into()),
        DiagnosticKind::SumIsOff { .. } => Some("den sista delen".into()),
        DiagnosticKind::AmbiguousLink { candidates, .. } => {
            candidates.first().map(|first| format!("leder till {}", code_span(first)))
        }
        DiagnosticKind::YamlSyntax { .. }
        | DiagnosticKind::FrontMatterNotClosed
        | DiagnosticKind::NotUtf8 { .. }
        | DiagnosticKind::NoHistory
        | DiagnosticKind::NoStemmer { .. }
        | DiagnosticKind::TooLarge { .. }
        | DiagnosticKind::UnknownKey { .. }
        | DiagnosticKind::WrongKind { .. }
        | DiagnosticKind::BadDate { .. }
        | DiagnosticKind::MissingField { .. }
        | DiagnosticKind::UnknownType { .. }
        | DiagnosticKind::UnknownEntry { .. }
        | DiagnosticKind::WrongEntryType { .. }
        | DiagnosticKind::Cycle { .. }
        | DiagnosticKind::DuplicateRoute { .. }
        | DiagnosticKind::BrokenLink { .. }
        | DiagnosticKind::MissingHeading { .. }
        | DiagnosticKind::UnsafeLink { .. }
        | DiagnosticKind::OutsideSite { .. }
        | DiagnosticKind::RawHtml { .. }
        | DiagnosticKind::MissingTranslation { .. }
        | DiagnosticKind::OrphanPage
        | DiagnosticKind::MissingOwner
        | DiagnosticKind::ReversedPeriod { .. }
        | DiagnosticKind::MissingSpeaker { .. }
        | DiagnosticKind::CitationSyntax { .. }
        | DiagnosticKind::UnknownDocument { .. }
        | DiagnosticKind::UnknownLocator { .. }
        | DiagnosticKind::QuoteNotFound { .. }
        | DiagnosticKind::MissingSource { .. }
        | DiagnosticKind::TextChanged { .. }
        | DiagnosticKind::UnknownView { .. }
        | DiagnosticKind::ViewOption { .. }
        | DiagnosticKind::PdfWithoutText { .. }
        | DiagnosticKind::ReviewOverdue { .. }
        | DiagnosticKind::FigureWithoutSource { .. }
        | DiagnosticKind::UnexplainedAbbreviation { .. }
        | DiagnosticKind::UncitedParagraph { .. }
        | DiagnosticKind::TemplateError { .. } => None,
    }
}

pub(in super::super) fn related_note(note: RelatedNote) -> &'static str {
    match note {
        RelatedNote::FirstDefinition => "den första står här",
        RelatedNote::Declaration => "fältet deklareras här",
        RelatedNote::CycleContinues => "ringen går vidare här",
        RelatedNote::OtherPart => "en annan del står här",
        RelatedNote::Target => "hit leder den",
        RelatedNote::NearestPassage => "det närmaste stället",
        RelatedNote::Difference => "här skiljer det sig",
    }
}

fn yaml_message(problem: &YamlProblem) -> String {
    match problem {
        YamlProblem::Parser(said) => format!("YAML går inte att läsa här: {}", quoted_words(said)),
        YamlProblem::Alias => "ankare, alias och taggar i YAML används inte i pakt".into(),
        YamlProblem::Comment => "` #` inleder en kommentar och döljer resten av värdet".into(),
        YamlProblem::UnquotedColon => {
            "ett värde innehåller kolon följt av mellanslag och står inte inom citattecken".into()
        }
        YamlProblem::ReservedStart(start) => {
            format!(
                "ett värde börjar med {}, som YAML har reserverat",
                code_span(&start.to_string())
            )
        }
        YamlProblem::AfterQuote(mark) => {
            format!("det står ord efter det {} som avslutar värdet", code_span(&mark.to_string()))
        }
        YamlProblem::SecondDocument => "här börjar ett andra dokument".into(),
        YamlProblem::UnclosedQuote => "citattecknet stängs aldrig".into(),
        YamlProblem::Tab => "här står en tabb där YAML vill ha mellanslag".into(),
        YamlProblem::NotAMap => {
            "här ska det stå nycklar med värden, men det står något annat".into()
        }
    }
}

fn key_scope(home: &KeyScope) -> String {
    match home {
        KeyScope::Site => "`site.yaml`".into(),
        KeyScope::Entry(entry_type) => format!("en post av typen {}", code_span(entry_type)),
        KeyScope::Type => "deklarationen av en typ".into(),
        KeyScope::Field => "deklarationen av ett fält".into(),
        KeyScope::FieldKind(_) => "ett fält av den här sorten".into(),
        KeyScope::Strings => "temats ord".into(),
        KeyScope::Value(field) => format!("värdet för {}", code_span(field)),
    }
}

fn broken_link(target: &str, miss: BrokenLinkReason) -> String {
    let target = code_span(target);
    match miss {
        BrokenLinkReason::NotFound => format!("länken leder till {target}, som inte finns"),
        BrokenLinkReason::Draft => format!("länken leder till {target}, som är ett utkast"),
        BrokenLinkReason::Field => {
            format!("länken leder till {target}, ett fält som inte har något värde")
        }
    }
}

fn outside_site(what: &OutsideSiteReason) -> String {
    match what {
        OutsideSiteReason::Link(path) => {
            format!("länken {} leder ut ur innehållsmappen", code_span(path))
        }
        OutsideSiteReason::Alias(alias) => {
            format!("aliaset {} är inte en adress på den här webbplatsen", code_span(alias))
        }
        OutsideSiteReason::Symlink => "den symboliska länken leder ut ur innehållsmappen".into(),
        OutsideSiteReason::Special => "det här är varken en fil eller en mapp".into(),
    }
}

/// A value that somebody wrote, or the word for none.
fn quoted_value(found: &str) -> String {
    if found.trim().is_empty() { "ett tomt värde".into() } else { code_span(found) }
}

pub(super) fn expected_kind(expected: &ExpectedKind) -> String {
    let kind = match expected {
        ExpectedKind::Text => "text",
        ExpectedKind::Markdown => "text i Markdown",
        ExpectedKind::Number => "ett tal",
        ExpectedKind::Fraction => "ett bråk",
        ExpectedKind::Date => "ett datum",
        ExpectedKind::Period => "en period",
        ExpectedKind::Url => "en webbadress",
        ExpectedKind::Bool => "`true` eller `false`",
        ExpectedKind::Citation => "en källhänvisning",
        ExpectedKind::File => "sökvägen till en fil",
        ExpectedKind::TextFile => "en textfil som pakt läser",
        ExpectedKind::Group => "en lista med grupper",
        ExpectedKind::EntryId => "id:t för en post",
        ExpectedKind::Map => "nycklar med värden",
        ExpectedKind::List => "en lista",
        ExpectedKind::Count => "ett heltal",
        ExpectedKind::OneOf(choices) if choices.is_empty() => "ett namn som är deklarerat",
        ExpectedKind::OneOf(choices) => return list_of_names(choices, "eller"),
        ExpectedKind::Id => "ett id",
        ExpectedKind::Language => "ett av webbplatsens språk",
        ExpectedKind::Code => "namnet på en anmärkning",
        ExpectedKind::Sum => "en regel för en summa",
    };
    kind.into()
}

/// What a limit limits, in Swedish where it is a word that pakt's stages use.
fn limit_name(what: &str) -> &str {
    match what {
        "file" => "filen",
        "front matter" => "huvudet",
        "line" => "raden",
        "list" => "listan",
        "nesting" => "nästlingen",
        "site" => "webbplatsen",
        "value" => "värdet",
        other => other,
    }
}

fn unit_name(unit: &str) -> &str {
    match unit {
        "bytes" => "byte",
        "characters" => "tecken",
        "entries" => "poster",
        "files" => "filer",
        "keys" => "nycklar",
        "levels" => "nivåer",
        "lines" => "rader",
        "values" => "värden",
        other => other,
    }
}
