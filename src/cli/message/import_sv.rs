//! The messages of `pakt import` in Swedish.

use super::import_message::{ImportMessage, list_marks};
use super::number_format::list_numbers;
use crate::import::{ImportFailure, ImportFinding, SchemeProblem};

pub(super) fn text(message: &ImportMessage) -> String {
    match message {
        ImportMessage::NoFile(path) => format!("filen `{}` finns inte", path.display()),
        ImportMessage::NotFile(path) => format!("`{}` är ingen vanlig fil", path.display()),
        ImportMessage::Failed { file, failure } => {
            format!("kan inte importera `{file}`: {}", failure_text(failure))
        }
        ImportMessage::BadScheme { scheme, problem } => {
            format!("`{scheme}` är inget mönster för beteckningar: {}", problem_text(problem))
        }
        ImportMessage::BadId(id) => format!("`{id}` är inget id"),
        ImportMessage::Exists { id, place } => {
            format!("inget skrevs: `{id}` finns redan, i {place}")
        }
        ImportMessage::UnknownDocument { id, .. } => format!("det finns inget dokument `{id}`"),
        ImportMessage::Scheme { scheme, marks, id } => {
            let count = counted(marks.len(), "beteckning", "beteckningar");
            format!("`{id}` får {count} enligt mönstret `{scheme}`: {}", list_marks(marks))
        }
        ImportMessage::Question => {
            "ska det skrivas? Retur för ja, n för nej, eller ett annat mönster för beteckningar"
                .into()
        }
        ImportMessage::Stopped => "inget skrevs".into(),
        ImportMessage::Imported { file, id, marks } => {
            let count = counted(marks.len(), "beteckning", "beteckningar");
            format!("importerade `{file}` som `{id}` med {count}: {}", list_marks(marks))
        }
        ImportMessage::OutsideContent { folder, content, .. } => format!(
            "`{}` är utanför innehållet `{}`: webbplatsen får inte med dokumentet",
            folder.display(),
            content.display()
        ),
        ImportMessage::Finding { finding, line } => finding_text(finding, *line),
    }
}

pub(super) fn help(message: &ImportMessage) -> Vec<String> {
    match message {
        ImportMessage::Failed { failure, .. } => {
            failure_help(failure).into_iter().map(str::to_owned).collect()
        }
        ImportMessage::BadScheme { .. } => vec![
            "skriv orden som i beteckningarna, `{n}` för numret, `{m}` för ett numrerat stycke, \
             `{a}` för en bokstav, `{i}` för en romersk siffra och `{k}` för delen: \
             `\"Artikel {n}({a})\"`"
                .into(),
        ],
        ImportMessage::NotFile(_) => {
            vec!["spara handlingen som en fil, och ange den filen".into()]
        }
        ImportMessage::BadId(_) => {
            vec!["ett id har bokstäverna a till z, siffror och bindestreck: `avtal-2003`".into()]
        }
        ImportMessage::Exists { .. } => vec![
            "välj ett annat id med `--id ID`; lägg till `--replaces GAMMALT` för en ny version"
                .into(),
        ],
        ImportMessage::UnknownDocument { nearest: Some(nearest), .. } => {
            vec![format!("menade du `{nearest}`?")]
        }
        ImportMessage::OutsideContent { namesake: Some(namesake), .. } => {
            vec![format!("flytta filerna, eller skriv `-o {}`", namesake.display())]
        }
        ImportMessage::OutsideContent { namesake: None, .. } => {
            vec!["flytta filerna dit; utan `-o` väljs mappen för dokument i innehållet".into()]
        }
        ImportMessage::UnknownDocument { nearest: None, .. }
        | ImportMessage::NoFile(_)
        | ImportMessage::Scheme { .. }
        | ImportMessage::Question
        | ImportMessage::Stopped
        | ImportMessage::Imported { .. }
        | ImportMessage::Finding { .. } => Vec::new(),
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn failure_text(failure: &ImportFailure) -> String {
    match failure {
        ImportFailure::UnknownFormat => "formatet kan inte importeras".into(),
        ImportFailure::WrongEnding("OLE") => {
            "den är en gammal Word-fil, eller skyddad med lösenord".into()
        }
        ImportFailure::WrongEnding(kind) => {
            format!("innehållet är {kind}, inte det som filnamnet säger")
        }
        ImportFailure::Damaged(kind) => format!("den går inte att läsa som {kind}"),
        ImportFailure::Encrypted => "den är krypterad".into(),
        ImportFailure::TooLarge => "den är större än 200 MB, eller blir det uppackad".into(),
        ImportFailure::NoText => "den har ingen text; den kan vara en bild av ett papper".into(),
        ImportFailure::TrackedChanges { count, paragraph, excerpt } => format!(
            "den har {}; den första är i stycke {paragraph}, ”{excerpt}”",
            counted(*count, "spårad ändring", "spårade ändringar")
        ),
        ImportFailure::TooSlow => "den tar för lång tid att läsa".into(),
    }
}

fn failure_help(failure: &ImportFailure) -> Vec<&'static str> {
    match failure {
        ImportFailure::UnknownFormat => {
            vec!["spara handlingen som .docx, .pdf, .html, .md eller .txt, med den filändelsen"]
        }
        ImportFailure::WrongEnding("OLE") => {
            vec!["öppna den i en ordbehandlare och spara den som .docx, utan lösenord"]
        }
        ImportFailure::WrongEnding(_) => vec!["ge filen den ändelse som formatet har"],
        ImportFailure::Damaged(_) => {
            vec!["öppna den i programmet som den gjordes med, och spara den igen"]
        }
        ImportFailure::Encrypted => vec!["spara en kopia utan lösenord och utan begränsningar"],
        ImportFailure::TooLarge => vec!["spara texten utan bilder"],
        ImportFailure::NoText => vec!["kör textigenkänning på den först"],
        ImportFailure::TrackedChanges { .. } => {
            vec!["godkänn eller avvisa ändringarna i ordbehandlaren, och spara den"]
        }
        ImportFailure::TooSlow => vec!["spara texten som .txt, eller importera den i delar"],
    }
}

fn problem_text(problem: &SchemeProblem) -> String {
    match problem {
        SchemeProblem::NoNumber => "det saknar `{n}`".into(),
        SchemeProblem::Placeholder(name) => format!("`{{{name}}}` är ingen av dess platshållare"),
        SchemeProblem::Sign(sign) => format!("en beteckning kan inte ha `{sign}`"),
        SchemeProblem::Order => {
            "platshållarna är inte i ordningen `{k}`, `{n}`, `{m}`, `{a}`, `{i}`".into()
        }
    }
}

pub(super) fn finding_text(finding: &ImportFinding, line: Option<usize>) -> String {
    let place = line.map(|line| format!("rad {line}: ")).unwrap_or_default();
    let text = match finding {
        ImportFinding::SoftHyphens(count) => {
            format!("{} togs bort", counted(*count, "mjukt bindestreck", "mjuka bindestreck"))
        }
        ImportFinding::JoinedWords(count) => {
            format!("{} sattes ihop över ett radslut", counted(*count, "ord", "ord"))
        }
        ImportFinding::UncertainJoin(word) => {
            format!(
                "kontrollera `{word}`: ordet sattes ihop vid ett bindestreck i slutet av en rad"
            )
        }
        ImportFinding::UncertainHyphen(word) => {
            format!("kontrollera `{word}`: bindestrecket var i slutet av en rad")
        }
        ImportFinding::RepeatedLine { text, n_pages } => {
            let pages = counted(*n_pages, "sida", "sidor");
            format!("sidhuvudet eller sidfoten `{text}` på {pages} togs bort")
        }
        ImportFinding::UnknownCharacters(count) => format!(
            "läs i handlingen vad som står vid {}, som är `�` i texten",
            counted(*count, "okänt tecken", "okända tecken")
        ),
        ImportFinding::Columns { page, n_pages } => columns_text(*page, *n_pages),
        ImportFinding::Pictures(count) => {
            let pictures = counted(*count, "bild", "bilder");
            format!("{pictures} togs bort; ord i en bild finns inte i texten")
        }
        ImportFinding::PagesWithoutText(pages) => {
            format!("ingen text på sidan {}", list_numbers(pages))
        }
        ImportFinding::Comments(count) => {
            format!("{} togs bort", counted(*count, "kommentar", "kommentarer"))
        }
        ImportFinding::HiddenText(count) => {
            format!("{} togs bort", counted(*count, "dold text", "dolda texter"))
        }
        ImportFinding::LeftOut(words) => {
            format!("menyer och liknande togs bort, som börjar med ”{words}”")
        }
        ImportFinding::OldEncoding => {
            "filen är inte UTF-8 och lästes som Windows-1252; kontrollera bokstäverna".into()
        }
        ImportFinding::RepeatedMark(mark) => {
            format!("flera enheter har samma beteckning `{mark}`; de senare fick en siffra")
        }
        ImportFinding::CellBars(count) => {
            format!("{} med `|`, som blev `¦`", counted(*count, "tabellcell", "tabellceller"))
        }
        ImportFinding::NoTitle => "handlingen har ingen titel; skriv `title:`".into(),
        ImportFinding::NoDate(lines) => date_text(lines),
        ImportFinding::RunningText(text) => {
            format!("sidhuvudet eller sidfoten `{text}` togs bort")
        }
        ImportFinding::Notes(count) => format!(
            "{} sist i den enhet som hänvisar dit",
            counted(*count, "fotnot är", "fotnoter är")
        ),
        ImportFinding::Tables(lines) => format!(
            "kontrollera cellerna i {} (rad {})",
            counted(lines.len(), "tabell", "tabeller"),
            list_numbers(lines)
        ),
        ImportFinding::TextBoxes(count) => {
            format!("kontrollera platsen för {}", counted(*count, "textruta", "textrutor"))
        }
    };
    place + &text
}

fn columns_text(page: usize, n_pages: usize) -> String {
    match n_pages {
        1 => format!("kontrollera ordningen på sidan {page}, som har spalter"),
        _ => format!("kontrollera ordningen på {n_pages} sidor med spalter, från sidan {page}"),
    }
}

fn date_text(lines: &[String]) -> String {
    match lines {
        [] => "handlingen anger inte tydligt sitt datum; skriv `date:`".into(),
        _ => format!("vilket är handlingens datum? {}; skriv `date:`", quoted_list(lines)),
    }
}

fn quoted_list(lines: &[String]) -> String {
    lines.iter().map(|line| format!("”{line}”")).collect::<Vec<_>>().join(", ")
}
