//! What is wrong and where, in Swedish.

use super::claims;
use crate::diagnostic::message::quote::{bare, name, names, ring, words};
use crate::diagnostic::{Expected, Fault, KeyHome, LinkMiss, Note, Outside, YamlProblem};

#[expect(clippy::too_many_lines, reason = "one arm a fault: none can be missed")]
pub(in super::super) fn message(fault: &Fault) -> String {
    match fault {
        Fault::YamlSyntax { problem } => yaml_message(problem),
        Fault::FrontMatterNotClosed => "huvudet börjar med `---` men tar aldrig slut".into(),
        Fault::NotUtf8 { found: None } => "filen är inte text i UTF-8".into(),
        Fault::NotUtf8 { found: Some(found) } => {
            format!("filen ser ut att vara {found}, inte text i UTF-8")
        }
        Fault::TooLarge { what, limit, unit } => {
            format!("{}: mer än gränsen på {limit} {}", limited(what), unit_name(unit))
        }
        Fault::NoHistory => "det finns ingen hel git-historik att hämta datum ur".into(),
        Fault::NoStemmer { language } => {
            format!("sökningen tar orden på språket {} som de står", name(language))
        }
        Fault::UnknownKey { key, home, .. } => {
            format!("det finns ingen nyckel {} i {}", name(key), key_home(home))
        }
        Fault::DuplicateKey { key } => format!("nyckeln {} står här en andra gång", name(key)),
        Fault::WrongKind { expected, found } => {
            format!("{} är inte {}", value(found), kind(expected))
        }
        Fault::BadDate { found } => format!("{} är inte ett datum", value(found)),
        Fault::MissingField { field, of } => {
            format!("{} saknas, och {} kräver det", name(field), name(of))
        }
        Fault::TooManyValues { field, at_most, found } => {
            format!("{} har {found} värden men får ha högst {at_most}", name(field))
        }
        Fault::DuplicateValue { field, value } => {
            format!("värdet {} för {} är redan upptaget", name(value), name(field))
        }
        Fault::UnknownType { name: asked, .. } => format!("det finns ingen typ {}", name(asked)),
        Fault::UnknownEntry { id, .. } => format!("det finns ingen post {}", name(id)),
        Fault::WrongEntryType { id, found, expected } => {
            let expected = names(expected, "eller");
            format!("{} är av typen {}; här hör {expected} hemma", name(id), name(found))
        }
        Fault::Cycle { field, ring: ids } => format!("{} går i ring: {}", name(field), ring(ids)),
        Fault::SumIsOff { field, per, found, expected } => format!(
            "{} blir tillsammans {} per {} men ska bli {}",
            name(field),
            bare(found),
            name(per),
            bare(expected)
        ),
        Fault::ReversedPeriod { from, until } => {
            format!("perioden slutar {} innan den börjar {}", name(until), name(from))
        }
        Fault::OverlappingValues { field } => {
            format!("två värden i {} gäller samtidigt", name(field))
        }
        Fault::MissingSpeaker { field } => {
            format!("{} talar inte om vem som säger det", name(field))
        }
        Fault::DuplicateId { id } => format!("id:t {} är redan upptaget", name(id)),
        Fault::DuplicateRoute { address } => {
            format!("adressen {} är redan upptagen", name(address))
        }
        Fault::BrokenLink { target, miss, .. } => broken_link(target, *miss),
        Fault::MissingHeading { heading, page, .. } => {
            format!("{} har ingen rubrik {}", name(page), name(heading))
        }
        Fault::AmbiguousLink { name: asked, candidates } => {
            format!("{} kan betyda {}", name(asked), names(candidates, "eller"))
        }
        Fault::UnsafeLink { scheme } => format!("länkar med {} publiceras inte", name(scheme)),
        Fault::OutsideSite { what } => outside(what),
        Fault::CitationSyntax { problem } => claims::citation(problem),
        Fault::UnknownDocument { id, miss, .. } => claims::document(id, *miss),
        Fault::UnknownLocator { locator, document, .. } => {
            format!("{} har inget stycke {}", name(document), name(locator))
        }
        Fault::QuoteNotFound { quote, locator, .. } => {
            format!("{} står inte i {}", name(quote), name(locator))
        }
        Fault::MissingSource { field, lack } => claims::lack(field, *lack),
        Fault::TextChanged { document, .. } => {
            format!("texten till {} är inte den som `text_sha256` anger", name(document))
        }
        Fault::UnknownView { name: asked, .. } => format!("det finns ingen vy {}", name(asked)),
        Fault::ViewOption { view, option, problem } => claims::option((view, option), problem),
        Fault::RawHtml { tag } => {
            format!("{} visas som text och blir inte HTML", name(&format!("<{tag}>")))
        }
        Fault::MissingTranslation { language, what } => {
            format!("{} saknas på språket {}", name(what), name(language))
        }
        Fault::OrphanPage => "ingenting på webbplatsen leder till den här sidan".into(),
        Fault::MissingOwner => "ingen står som ansvarig för den här sidan".into(),
        Fault::PdfWithoutText { path } => {
            format!("filen {} är allt som finns: ingen text står bredvid", name(path))
        }
        Fault::ReviewOverdue { review_by, as_of } => {
            format!(
                "granskningen skulle göras senast {}, och webbplatsen avser läget {}",
                name(review_by),
                name(as_of)
            )
        }
        Fault::FigureWithoutSource { figure } => {
            format!("{} står inte i något citat, inbäddat värde eller datum på sidan", name(figure))
        }
        Fault::UnexplainedAbbreviation { abbreviation } => {
            format!("{} står här utan sina ord", name(abbreviation))
        }
        Fault::UncitedParagraph { locator } => format!("ingenting vilar på {}", name(locator)),
        Fault::TemplateError { problem } => {
            format!("mallen går inte att använda: {}", words(problem))
        }
    }
}

pub(in super::super) fn label(fault: &Fault) -> Option<String> {
    match fault {
        Fault::DuplicateKey { .. } => Some("andra gången".into()),
        Fault::DuplicateId { .. } | Fault::DuplicateValue { .. } => Some("den senare".into()),
        Fault::TooManyValues { .. } => Some("det första som är för mycket".into()),
        Fault::OverlappingValues { .. } => Some("det senare".into()),
        Fault::SumIsOff { .. } => Some("den sista delen".into()),
        Fault::AmbiguousLink { candidates, .. } => {
            candidates.first().map(|first| format!("leder till {}", name(first)))
        }
        Fault::YamlSyntax { .. }
        | Fault::FrontMatterNotClosed
        | Fault::NotUtf8 { .. }
        | Fault::NoHistory
        | Fault::NoStemmer { .. }
        | Fault::TooLarge { .. }
        | Fault::UnknownKey { .. }
        | Fault::WrongKind { .. }
        | Fault::BadDate { .. }
        | Fault::MissingField { .. }
        | Fault::UnknownType { .. }
        | Fault::UnknownEntry { .. }
        | Fault::WrongEntryType { .. }
        | Fault::Cycle { .. }
        | Fault::DuplicateRoute { .. }
        | Fault::BrokenLink { .. }
        | Fault::MissingHeading { .. }
        | Fault::UnsafeLink { .. }
        | Fault::OutsideSite { .. }
        | Fault::RawHtml { .. }
        | Fault::MissingTranslation { .. }
        | Fault::OrphanPage
        | Fault::MissingOwner
        | Fault::ReversedPeriod { .. }
        | Fault::MissingSpeaker { .. }
        | Fault::CitationSyntax { .. }
        | Fault::UnknownDocument { .. }
        | Fault::UnknownLocator { .. }
        | Fault::QuoteNotFound { .. }
        | Fault::MissingSource { .. }
        | Fault::TextChanged { .. }
        | Fault::UnknownView { .. }
        | Fault::ViewOption { .. }
        | Fault::PdfWithoutText { .. }
        | Fault::ReviewOverdue { .. }
        | Fault::FigureWithoutSource { .. }
        | Fault::UnexplainedAbbreviation { .. }
        | Fault::UncitedParagraph { .. }
        | Fault::TemplateError { .. } => None,
    }
}

pub(in super::super) fn note(note: Note) -> &'static str {
    match note {
        Note::FirstHere => "den första står här",
        Note::DeclaredHere => "fältet deklareras här",
        Note::ThenHere => "ringen går vidare här",
        Note::PartHere => "en annan del står här",
        Note::Target => "hit leder den",
        Note::NearestPassage => "det närmaste stället",
        Note::Differs => "här skiljer det sig",
    }
}

fn yaml_message(problem: &YamlProblem) -> String {
    match problem {
        YamlProblem::Parser(said) => format!("YAML går inte att läsa här: {}", words(said)),
        YamlProblem::Alias => "ankare, alias och taggar i YAML används inte i pakt".into(),
        YamlProblem::Comment => "` #` inleder en kommentar och döljer resten av värdet".into(),
        YamlProblem::UnquotedColon => {
            "ett värde innehåller kolon följt av mellanslag och står inte inom citattecken".into()
        }
        YamlProblem::ReservedStart(start) => {
            format!("ett värde börjar med {}, som YAML har reserverat", name(&start.to_string()))
        }
        YamlProblem::AfterQuote(mark) => {
            format!("det står ord efter det {} som avslutar värdet", name(&mark.to_string()))
        }
        YamlProblem::SecondDocument => "här börjar ett andra dokument".into(),
        YamlProblem::UnclosedQuote => "citattecknet stängs aldrig".into(),
        YamlProblem::Tab => "här står en tabb där YAML vill ha mellanslag".into(),
        YamlProblem::NotAMap => {
            "här ska det stå nycklar med värden, men det står något annat".into()
        }
    }
}

fn key_home(home: &KeyHome) -> String {
    match home {
        KeyHome::Site => "`site.yaml`".into(),
        KeyHome::Entry(entry_type) => format!("en post av typen {}", name(entry_type)),
        KeyHome::Type => "deklarationen av en typ".into(),
        KeyHome::Field => "deklarationen av ett fält".into(),
        KeyHome::FieldKind(_) => "ett fält av den här sorten".into(),
        KeyHome::Strings => "temats ord".into(),
        KeyHome::Value(field) => format!("värdet för {}", name(field)),
    }
}

fn broken_link(target: &str, miss: LinkMiss) -> String {
    let target = name(target);
    match miss {
        LinkMiss::NotFound => format!("länken leder till {target}, som inte finns"),
        LinkMiss::Draft => format!("länken leder till {target}, som är ett utkast"),
        LinkMiss::Field => format!("länken leder till {target}, ett fält som inte har något värde"),
    }
}

fn outside(what: &Outside) -> String {
    match what {
        Outside::Link(path) => format!("länken {} leder ut ur innehållsmappen", name(path)),
        Outside::Alias(alias) => {
            format!("aliaset {} är inte en adress på den här webbplatsen", name(alias))
        }
        Outside::Symlink => "den symboliska länken leder ut ur innehållsmappen".into(),
        Outside::Special => "det här är varken en fil eller en mapp".into(),
    }
}

/// A value that somebody wrote, or the word for none.
fn value(found: &str) -> String {
    if found.trim().is_empty() { "ett tomt värde".into() } else { name(found) }
}

pub(super) fn kind(expected: &Expected) -> String {
    let kind = match expected {
        Expected::Text => "text",
        Expected::Markdown => "text i Markdown",
        Expected::Number => "ett tal",
        Expected::Fraction => "ett bråk",
        Expected::Date => "ett datum",
        Expected::Period => "en period",
        Expected::Url => "en webbadress",
        Expected::Bool => "`true` eller `false`",
        Expected::Citation => "en källhänvisning",
        Expected::File => "sökvägen till en fil",
        Expected::TextFile => "en textfil som pakt läser",
        Expected::Group => "en lista med grupper",
        Expected::EntryId => "id:t för en post",
        Expected::Map => "nycklar med värden",
        Expected::List => "en lista",
        Expected::Count => "ett heltal",
        Expected::OneOf(choices) if choices.is_empty() => "ett namn som är deklarerat",
        Expected::OneOf(choices) => return names(choices, "eller"),
        Expected::Id => "ett id",
        Expected::Language => "ett av webbplatsens språk",
        Expected::Code => "namnet på en anmärkning",
        Expected::Sum => "en regel för en summa",
    };
    kind.into()
}

/// What a limit limits, in Swedish where it is a word that pakt's stages use.
fn limited(what: &str) -> &str {
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
