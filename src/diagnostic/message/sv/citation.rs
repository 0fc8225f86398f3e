//! Vad som sägs om källhänvisningar, källor och vyer, på svenska.

use super::message::expected_kind;
use crate::diagnostic::message::quoting::{code_span, quoted_passage, shortened_name};
use crate::diagnostic::{
    CitationProblem, MissingSourcePart, NearestPassage, UnknownDocumentReason, ViewOptionProblem,
};

pub(super) fn citation_message(problem: &CitationProblem) -> String {
    match problem {
        CitationProblem::Empty => "källhänvisningen nämner inget dokument".into(),
        CitationProblem::Document(id) => format!("{} är inte id för ett dokument", code_span(id)),
        CitationProblem::Locator(words) => {
            format!("{} är inte ett styckes märke", code_span(words))
        }
        CitationProblem::ReversedRange(words) => {
            format!("{} slutar före sin början", code_span(words))
        }
        CitationProblem::UnclosedQuote | CitationProblem::Comment => {
            "citatet börjar men slutar inte".into()
        }
        CitationProblem::EmptyQuote => "citatet är tomt".into(),
        CitationProblem::Bracket => "ett citat kan inte innehålla en hakparentes".into(),
        CitationProblem::AfterQuote(words) => format!("{} står efter citatet", code_span(words)),
        CitationProblem::Comma | CitationProblem::CommaInWhole => {
            "ett komma avslutade citatet för tidigt".into()
        }
        CitationProblem::Parenthesis => {
            "parentesen direkt efter gör källhänvisningen till en länk".into()
        }
        CitationProblem::TableCell => {
            "tecknet `|` avslutar cellen och klipper av källhänvisningen".into()
        }
        CitationProblem::Definition => {
            "en länkdefinition med samma namn gör källhänvisningen till en länk".into()
        }
        CitationProblem::Brackets => "källhänvisningen börjar med `[@` och läses som ord".into(),
    }
}

pub(super) fn citation_help(problem: &CitationProblem) -> &'static str {
    match problem {
        CitationProblem::Empty => "skriv dokumentet först; `;` står bara mellan källhänvisningar",
        CitationProblem::Document(_) => "skriv id:t, med a–z, 0–9 och bindestreck: `beslut P4`",
        CitationProblem::Locator(_) => {
            "skriv bokstäver och siffror, som i `P4`, `4.2` eller `P4-P6`, och raka citattecken"
        }
        CitationProblem::ReversedRange(_) => "skriv det stycke först som står först: `P4-P6`",
        CitationProblem::UnclosedQuote => {
            "avsluta citatet med `\"`; skriv `\\\"` för ett citattecken inne i det"
        }
        CitationProblem::EmptyQuote => "skriv orden, eller ta bort citattecknen",
        CitationProblem::Bracket => "citera orden runt om, och skriv `…` för det som utelämnas",
        CitationProblem::AfterQuote(_) => {
            "skriv `;` före en källhänvisning till; skriv `\\\"` för ett citattecken i ett citat"
        }
        CitationProblem::Comment => {
            "` #` inleder en kommentar i YAML: sätt hela värdet inom enkla citattecken: `'…'`"
        }
        CitationProblem::Comma => {
            "ett komma inom klamrar avslutar värdet: sätt citatet inom citattecken: `quote: \"…\"`"
        }
        CitationProblem::CommaInWhole => {
            "ett komma inom klamrar eller hakparenteser avslutar värdet: sätt hela värdet inom enkla citattecken: `'…'`"
        }
        CitationProblem::Parenthesis => "sätt ett mellanslag eller en punkt före `(`",
        CitationProblem::TableCell => "skriv `\\|` för ett `|` i tabellen",
        CitationProblem::Definition => "ta bort raden som börjar med `[@`, eller byt namn på den",
        CitationProblem::Brackets => {
            "avsluta den med `]`; ingen hakparentes får stå inuti, och inget mellanslag efter `[@`"
        }
    }
}

pub(super) fn unknown_document_message(id: &str, miss: UnknownDocumentReason) -> String {
    match miss {
        UnknownDocumentReason::NotFound => format!("det finns inget dokument {}", code_span(id)),
        UnknownDocumentReason::NotADocument => format!("{} är inget dokument", code_span(id)),
        UnknownDocumentReason::Draft => format!("dokumentet {} är ett utkast", code_span(id)),
    }
}

pub(super) fn missing_source_message(field: &str, lack: MissingSourcePart) -> String {
    match lack {
        MissingSourcePart::Source => format!("värdet i {} saknar källa", code_span(field)),
        MissingSourcePart::Locator => {
            format!("källan till {} anger inget stycke", code_span(field))
        }
        MissingSourcePart::Quote => format!("källan till {} citerar inga ord", code_span(field)),
    }
}

pub(super) fn missing_source_help(lack: MissingSourcePart) -> &'static str {
    match lack {
        MissingSourcePart::Source => {
            "skriv `{value: …, source: 'DOKUMENT P4 \"orden\"'}`, eller `unknown` om ingen källa säger det"
        }
        MissingSourcePart::Locator | MissingSourcePart::Quote => {
            "dokumentet har en text: skriv stycke och ord, `'DOKUMENT P4 \"orden\"'`"
        }
    }
}

pub(super) fn nearest_passage_help(nearest: &NearestPassage) -> String {
    match nearest {
        NearestPassage::Passage { locator, passage: words } => {
            format!(
                "i {} står ”{}”; kopiera orden ur texten",
                shortened_name(locator),
                quoted_passage(words)
            )
        }
        NearestPassage::NoneSimilar => {
            "inget ställe i texten liknar det; kopiera orden ur texten".into()
        }
        NearestPassage::NotComputed => {
            "kopiera orden ur texten; närmaste ställe visas bara för de första citaten".into()
        }
    }
}

pub(super) fn text_changed_help(found: &str) -> String {
    format!(
        "se vad som har ändrats, och sätt `text_sha256: {}` om det är rätt",
        shortened_name(found)
    )
}

pub(super) fn view_option_message(
    (view, option): (&str, &str),
    problem: &ViewOptionProblem,
) -> String {
    match problem {
        ViewOptionProblem::Unknown(_) => {
            format!("vyn {} har inget val {}", code_span(view), code_span(option))
        }
        ViewOptionProblem::Missing => {
            format!("vyn {} behöver {}", code_span(view), code_span(option))
        }
        ViewOptionProblem::Wrong(expected) => {
            format!("{} är inte {}", code_span(option), expected_kind(expected))
        }
        ViewOptionProblem::NoEntry(asked) => {
            format!(
                "{} nämner {}, och det finns ingen sådan post eller typ",
                code_span(option),
                code_span(asked)
            )
        }
        ViewOptionProblem::NoField(asked) => {
            format!(
                "{} nämner {}, och det finns inget sådant fält",
                code_span(option),
                code_span(asked)
            )
        }
        ViewOptionProblem::FieldKind(asked, expected) => {
            format!(
                "{} nämner {}, som inte är {}",
                code_span(option),
                code_span(asked),
                expected_kind(expected)
            )
        }
        ViewOptionProblem::NoValidity(asked) => {
            format!(
                "{} nämner {}, vars typ inte säger när den gäller",
                code_span(option),
                code_span(asked)
            )
        }
    }
}

pub(super) fn view_option_help(problem: &ViewOptionProblem) -> &'static str {
    match problem {
        ViewOptionProblem::Unknown(_) => "ta bort raden; vyns val står i handboken",
        ViewOptionProblem::Missing => "lägg till raden, som i `of: milstolpe`",
        ViewOptionProblem::Wrong(_) => "skriv ett värde så som handboken visar för vyn",
        ViewOptionProblem::NoEntry(_) => "skriv namnet på en typ, eller id:t för en post",
        ViewOptionProblem::NoField(_) => "skriv ett fält som typen deklarerar",
        ViewOptionProblem::FieldKind(..) => "skriv ett fält av den sort som handboken visar",
        ViewOptionProblem::NoValidity(_) => {
            "deklarera `validity: FÄLT` för typen, med ett fält av sorten `period`"
        }
    }
}
