//! Swedish.

use super::Message;
use crate::build::{Obstacle, Reason};
use crate::cli::progress::{bar, grouped};
use crate::diagnostic::message::Language;
use crate::preview::Notice;
use crate::site::settings::Drafts;
use std::path::Path;

pub(super) fn text(message: &Message) -> String {
    match message {
        Message::NoFolder(path) => format!("mappen `{}` finns inte", path.display()),
        Message::NotFolder(path) => format!("`{}` är ingen mapp", path.display()),
        Message::NoContent(path) => {
            format!("här finns inget innehåll: mappen `{}` saknas", path.display())
        }
        Message::BadBaseUrl(found) => format!("`{found}` är ingen webbadress"),
        Message::BadDate(found) => format!("`{found}` är inget datum"),
        Message::UnknownTopic(name, _) => format!("ingen kod, post eller fält heter `{name}`"),
        Message::UnknownCode(name, _) => format!("ingen kod heter `{name}`"),
        Message::Refused(refusal) => {
            let folder = refusal.folder.display();
            format!("pakt skriver inte i `{folder}`: den {}", reason(refusal.reason))
        }
        Message::Foreign(foreign) => {
            format!("`{}` skrevs inte: {}", foreign.path, obstacle(foreign.obstacle))
        }
        Message::Unreadable(file) => {
            format!("kan inte läsa `{}`: {}", file.on_disk.display(), file.problem)
        }
        Message::NotWritten => "inget skrevs, eftersom `site.yaml` inte kan läsas".into(),
        Message::Interrupted => {
            "avbrutet; vissa sidor är nya och andra gamla tills du bygger igen".into()
        }
        Message::Lost { folder, problem } => lost(folder, problem),
        Message::PortTaken(address) => {
            format!("{address} är upptagen av ett annat program, och `--port` begär den")
        }
        Message::OpenToNetwork(_) => "alla på nätverket kan läsa förhandsvisningen".into(),
        Message::Machine(problem) => problem.clone(),
        Message::Polling(notice) => polling(notice),
        Message::NoBrowser(url) => format!("ingen webbläsare kunde öppnas; gå till {url}"),
        Message::Excused { code, place } => format!("undantaget: {code} i {place}"),
        Message::ExcusedTimes { code, count } => {
            format!("undantaget: {code} × {count}, som `pakt check` räknar upp")
        }
        Message::Changed { n_new: 0, totals } => {
            format!("ändrat; {}", totals.line(Language::Swedish))
        }
        Message::Changed { n_new, totals } => {
            format!("ändrat; {n_new} nya av {}", totals.line(Language::Swedish))
        }
        Message::Found(totals) => format!("fann {}", totals.line(Language::Swedish)),
        Message::ErrorsNow(0) => "inga fel".into(),
        Message::ErrorsNow(1) => "1 fel".into(),
        Message::ErrorsNow(n) => format!("{n} fel"),
        Message::Hide => "Dölj".into(),
        Message::WarningsHere(0) => "inga varningar på sidan".into(),
        Message::WarningsHere(1) => "1 varning på sidan".into(),
        Message::WarningsHere(n) => format!("{n} varningar på sidan"),
        Message::DraftsShown(Drafts::Leave) => "utkast visas inte".into(),
        Message::DraftsShown(Drafts::Publish) => "utkast visas".into(),
        Message::AsOfDay => "Som det var den".into(),
        Message::Edit => "Redigera".into(),
        Message::EditHint => "Alt-klick öppnar ett stycke".into(),
        Message::Took(took) => format!("uppdaterad på {} ms", took.as_millis()),
        Message::Rendering { n_done, n_all } => format!(
            "Gör sidorna {} {}/{}",
            bar(*n_done, *n_all),
            grouped(*n_done, '\u{a0}'),
            grouped(*n_all, '\u{a0}')
        ),
    }
}

/// That the content cannot be read.
fn lost(folder: &Path, problem: &str) -> String {
    let folder = folder.display();
    format!("kan inte läsa mappen `{folder}`: {problem}; den senaste hela webbplatsen visas")
}

/// Why the preview looks for changes instead of being told.
fn polling(notice: &Notice) -> String {
    let why = match notice {
        Notice::WatchLimit => "för många mappar bevakas på datorn".into(),
        Notice::InstanceLimit => "för många program bevakar mappar på datorn".into(),
        Notice::NoEvents(name) => {
            format!("filsystemet ({name}) berättar inte om ändringar")
        }
        Notice::Failed(words) => format!("mapparna kan inte bevakas ({words})"),
    };
    format!("{why}; letar efter ändringar varje sekund i stället")
}

pub(super) fn help(message: &Message) -> Vec<String> {
    let lines: &[&str] = match message {
        Message::NoContent(_) => &[
            "en webbplats är en mapp som har `content/` i sig: gå dit, eller ange den med `-C MAPP`",
            "det går bra med vilken mapp med Markdown som helst: `pakt serve --content MAPP`",
            "börja en webbplats genom att göra mappen `content` och i den en sida, `index.md`",
        ],
        Message::BadBaseUrl(_) => &["skriv den helt ut: `https://example.org/avtalet/`"],
        Message::BadDate(_) => &["skriv `2011`, `2014-04` eller `2014-04-01`"],
        Message::UnknownCode(_, near) | Message::UnknownTopic(_, near) => {
            let near = near.iter().map(|near| format!("menade du `{near}`?"));
            return near.chain(["`pakt explain` räknar upp alla koder".to_owned()]).collect();
        }
        Message::PortTaken(_) => &["utelämna `--port`, så tas nästa lediga port"],
        Message::OpenToNetwork(urls) if urls.is_empty() => {
            &["datorn är inte på något nätverk nu; utan `--host` får bara den själv svar"]
        }
        Message::OpenToNetwork(urls) => {
            return vec![format!("öppna {} i en telefon på samma nätverk", urls.join(" eller "))];
        }
        Message::Refused(_) => &["ange en annan mapp med `-o MAPP`"],
        Message::Foreign(foreign) => match foreign.obstacle {
            Obstacle::Artefact | Obstacle::Reserved => &["ge sidan eller filen ett annat namn"],
            _ => &["flytta undan det, eller ange en annan mapp med `-o MAPP`"],
        },
        Message::Polling(notice) => match notice.sysctl() {
            Some(name) => return vec![format!("höj `{name}` med `sysctl`")],
            None => &[],
        },
        Message::NoFolder(_)
        | Message::NotFolder(_)
        | Message::Unreadable(_)
        | Message::NotWritten
        | Message::Interrupted
        | Message::Lost { .. }
        | Message::Machine(_)
        | Message::NoBrowser(_)
        | Message::Excused { .. }
        | Message::ExcusedTimes { .. }
        | Message::Changed { .. }
        | Message::Found(_)
        | Message::ErrorsNow(_)
        | Message::Hide
        | Message::WarningsHere(_)
        | Message::DraftsShown(_)
        | Message::AsOfDay
        | Message::Edit
        | Message::EditHint
        | Message::Took(_)
        | Message::Rendering { .. } => &[],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::IsContent => "är mappen med innehållet",
        Reason::HoldsContent => "har mappen med innehållet i sig",
        Reason::IsRoot => "är filsystemets rot",
        Reason::IsHome => "är din hemmapp",
        Reason::IsRepository => "är toppen av ett git-förråd",
    }
}

fn obstacle(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::File => "där står en fil som pakt inte har skrivit",
        Obstacle::Folder => "där står en mapp med filer som pakt inte har skrivit",
        Obstacle::Link => "där står en symbolisk länk",
        Obstacle::Special => "där står något som inte är en fil",
        Obstacle::Artefact => "en annan sida behöver en mapp med det namnet",
        Obstacle::Reserved => "pakt behåller det namnet för egen del",
    }
}
