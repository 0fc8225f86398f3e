//! Vad som sägs om källhänvisningar, källor och vyer, på svenska.

use super::message::kind;
use crate::diagnostic::message::quote::{bare, name, passage};
use crate::diagnostic::{CitationProblem, DocumentMiss, Nearest, OptionProblem, SourceLack};

pub(super) fn citation(problem: &CitationProblem) -> String {
    match problem {
        CitationProblem::Empty => "källhänvisningen nämner inget dokument".into(),
        CitationProblem::Document(id) => format!("{} är inte id för ett dokument", name(id)),
        CitationProblem::Locator(words) => format!("{} är inte ett styckes märke", name(words)),
        CitationProblem::ReversedRange(words) => {
            format!("{} slutar före sin början", name(words))
        }
        CitationProblem::UnclosedQuote | CitationProblem::Comment => {
            "citatet börjar men slutar inte".into()
        }
        CitationProblem::EmptyQuote => "citatet är tomt".into(),
        CitationProblem::Bracket => "ett citat kan inte innehålla en hakparentes".into(),
        CitationProblem::AfterQuote(words) => format!("{} står efter citatet", name(words)),
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

pub(super) fn document(id: &str, miss: DocumentMiss) -> String {
    match miss {
        DocumentMiss::NotFound => format!("det finns inget dokument {}", name(id)),
        DocumentMiss::NotADocument => format!("{} är inget dokument", name(id)),
        DocumentMiss::Draft => format!("dokumentet {} är ett utkast", name(id)),
    }
}

pub(super) fn lack(field: &str, lack: SourceLack) -> String {
    match lack {
        SourceLack::Source => format!("värdet i {} saknar källa", name(field)),
        SourceLack::Locator => format!("källan till {} anger inget stycke", name(field)),
        SourceLack::Quote => format!("källan till {} citerar inga ord", name(field)),
    }
}

pub(super) fn lack_help(lack: SourceLack) -> &'static str {
    match lack {
        SourceLack::Source => {
            "skriv `{value: …, source: 'DOKUMENT P4 \"orden\"'}`, eller `unknown` om ingen källa säger det"
        }
        SourceLack::Locator | SourceLack::Quote => {
            "dokumentet har en text: skriv stycke och ord, `'DOKUMENT P4 \"orden\"'`"
        }
    }
}

pub(super) fn nearest_help(nearest: &Nearest) -> String {
    match nearest {
        Nearest::Passage { locator, passage: words } => {
            format!("i {} står ”{}”; kopiera orden ur texten", bare(locator), passage(words))
        }
        Nearest::Nothing => "inget ställe i texten liknar det; kopiera orden ur texten".into(),
        Nearest::NotSought => {
            "kopiera orden ur texten; närmaste ställe visas bara för de första citaten".into()
        }
    }
}

pub(super) fn changed_help(found: &str) -> String {
    format!("se vad som har ändrats, och sätt `text_sha256: {}` om det är rätt", bare(found))
}

pub(super) fn option((view, option): (&str, &str), problem: &OptionProblem) -> String {
    match problem {
        OptionProblem::Unknown(_) => {
            format!("vyn {} har inget val {}", name(view), name(option))
        }
        OptionProblem::Missing => format!("vyn {} behöver {}", name(view), name(option)),
        OptionProblem::Wrong(expected) => format!("{} är inte {}", name(option), kind(expected)),
        OptionProblem::NoEntry(asked) => {
            format!(
                "{} nämner {}, och det finns ingen sådan post eller typ",
                name(option),
                name(asked)
            )
        }
        OptionProblem::NoField(asked) => {
            format!("{} nämner {}, och det finns inget sådant fält", name(option), name(asked))
        }
        OptionProblem::FieldKind(asked, expected) => {
            format!("{} nämner {}, som inte är {}", name(option), name(asked), kind(expected))
        }
        OptionProblem::NoValidity(asked) => {
            format!("{} nämner {}, vars typ inte säger när den gäller", name(option), name(asked))
        }
    }
}

pub(super) fn option_help(problem: &OptionProblem) -> &'static str {
    match problem {
        OptionProblem::Unknown(_) => "ta bort raden; vyns val står i handboken",
        OptionProblem::Missing => "lägg till raden, som i `of: milstolpe`",
        OptionProblem::Wrong(_) => "skriv ett värde så som handboken visar för vyn",
        OptionProblem::NoEntry(_) => "skriv namnet på en typ, eller id:t för en post",
        OptionProblem::NoField(_) => "skriv ett fält som typen deklarerar",
        OptionProblem::FieldKind(..) => "skriv ett fält av den sort som handboken visar",
        OptionProblem::NoValidity(_) => {
            "deklarera `validity: FÄLT` för typen, med ett fält av sorten `period`"
        }
    }
}
