//! The messages in Swedish.

use super::number_format::{format_bar, group_digits};
use super::{CliMessage, OutputState, import_sv};
use crate::build::{ConflictKind, RefusalReason};
use crate::devserver::PollingReason;
use crate::diagnostic::ReportLanguage;
use std::path::Path;

pub(super) fn text(message: &CliMessage) -> String {
    match message {
        CliMessage::NoFolder(path) => format!("mappen `{}` finns inte", path.display()),
        CliMessage::NotFolder(path) => format!("`{}` är ingen mapp", path.display()),
        CliMessage::NoContent { folder: path, .. } => {
            format!("här finns inget innehåll: mappen `{}` saknas", path.display())
        }
        CliMessage::BadBaseUrl(text) => format!("`{text}` är ingen webbadress"),
        CliMessage::BaseUrlHasPassword => "adressen har ett användarnamn eller lösenord".into(),
        CliMessage::BadDate(text) => format!("`{text}` är inget datum"),
        CliMessage::UnknownTopic(name, _) => unknown_topic(name),
        CliMessage::UnknownCode(name, _) => format!("ingen kod heter `{name}`"),
        CliMessage::Scaffold(message) => message.swedish_text(),
        CliMessage::Writer(message) => message.text(ReportLanguage::Swedish),
        CliMessage::Import(import_message) => import_sv::text(import_message),
        CliMessage::History(message) => message.text(ReportLanguage::Swedish),
        CliMessage::Refused(refusal) => {
            let folder = refusal.folder.display();
            format!("pakt skriver inte i `{folder}`: den {}", refusal_reason(refusal.reason))
        }
        CliMessage::OutputConflict(conflict) => {
            format!("`{}` skrevs inte: {}", conflict.path, conflict_reason(conflict.kind))
        }
        CliMessage::Unreadable(file) => {
            format!("kan inte läsa `{}`: {}", file.on_disk.display(), file.problem)
        }
        CliMessage::NothingWritten => {
            "inget skrevs, eftersom webbplatsen skulle bli ofullständig".into()
        }
        CliMessage::ForeignFiles { folder, count } => foreign_files(folder, *count),
        CliMessage::NoSuchAddress(address) => format!("datorn har ingen adress {address}"),
        CliMessage::Interrupted(output_state) => {
            format!("bygget avbröts: {}", output_state_text(*output_state))
        }
        CliMessage::BuildFailed(output_state) => output_state_text(*output_state).into(),
        CliMessage::ContentUnreadable { folder, problem } => content_unreadable(folder, problem),
        CliMessage::PortTaken(address) => {
            format!("{address} används redan av ett annat program")
        }
        CliMessage::OpenToNetwork(_) => "alla på nätverket kan läsa förhandsvisningen".into(),
        CliMessage::SystemError(problem) => problem.clone(),
        CliMessage::Verify(message) => message.text(ReportLanguage::Swedish),
        CliMessage::Revision(message) => message.text(ReportLanguage::Swedish),
        CliMessage::Polling(reason) => polling_reason(reason),
        CliMessage::NoBrowser(url) => {
            format!("det gick inte att öppna någon webbläsare; gå till {url}")
        }
        CliMessage::Suppressed { code, location } => format!("undantaget: {code} i {location}"),
        CliMessage::SuppressedCount { code, count } => {
            format!("undantaget: {code} × {count}, som `pakt check` räknar upp")
        }
        CliMessage::Changed { n_new: 0, summary } => {
            format!("ändrat; {}", summary.check_line(ReportLanguage::Swedish))
        }
        CliMessage::Changed { n_new, summary } => {
            format!("ändrat; {n_new} nya av {}", summary.check_line(ReportLanguage::Swedish))
        }
        CliMessage::Found(summary) => {
            format!("hittade {}", summary.check_line(ReportLanguage::Swedish))
        }
        CliMessage::Rendering { n_done, n_total } => format!(
            "Bygger sidor {} {}/{}",
            format_bar(*n_done, *n_total),
            group_digits(*n_done, '\u{a0}'),
            group_digits(*n_total, '\u{a0}')
        ),
    }
}

fn foreign_files(folder: &Path, count: usize) -> String {
    let (folder, files) = (folder.display(), if count == 1 { "fil" } else { "filer" });
    format!("`{folder}` har {count} {files} som pakt inte har skrivit och låter vara")
}

fn content_unreadable(folder: &Path, problem: &str) -> String {
    let folder = folder.display();
    format!("kan inte läsa mappen `{folder}`: {problem}; den senaste fungerande versionen visas")
}

fn polling_reason(reason: &PollingReason) -> String {
    let cause = match reason {
        PollingReason::WatchLimit => "för många mappar bevakas på datorn".into(),
        PollingReason::InstanceLimit => "för många program bevakar mappar på datorn".into(),
        PollingReason::NoEvents(file_system) => {
            format!("filsystemet ({file_system}) rapporterar inte ändringar")
        }
        PollingReason::Failed(problem) => format!("mapparna kan inte bevakas ({problem})"),
    };
    format!("{cause}; letar efter ändringar varje sekund i stället")
}

fn output_state_text(output_state: OutputState) -> &'static str {
    match output_state {
        OutputState::Old => "inget har ändrats i mappen för webbplatsen",
        OutputState::Mixed => "vissa sidor är nya och andra gamla tills du bygger igen",
        OutputState::New => "den nya webbplatsen är färdig",
    }
}

fn unknown_topic(name: &str) -> String {
    format!("ingen kod, ingen post, inget fält och inget stycke heter `{name}`")
}

pub(super) fn help(message: &CliMessage) -> Vec<String> {
    let lines: &[&str] = match message {
        CliMessage::NoContent { root: Some(root), .. } => {
            return vec![format!("menade du `-C {}`?", root.display())];
        }
        CliMessage::Import(import_message) => return import_sv::help(import_message),
        CliMessage::History(message) => return message.help(ReportLanguage::Swedish),
        CliMessage::NoSuchAddress(_) => {
            &["utelämna `--host`, eller använd `0.0.0.0` för hela nätverket"]
        }
        CliMessage::NoContent { root: None, .. } => &[
            "webbplatsen är den mapp där `content/` ligger: gå till den, eller ange den med `-C MAPP`",
            "du kan också visa en annan mapp med Markdown: `pakt serve --content MAPP`",
            "börja på en ny webbplats med `pakt new MAPP`",
        ],
        CliMessage::BaseUrlHasPassword => &["utelämna det som står före `@`"],
        CliMessage::BadBaseUrl(_) => &["skriv den helt ut: `https://example.org/avtalet/`"],
        CliMessage::BadDate(_) => &["skriv `2011`, `2014-04` eller `2014-04-01`"],
        CliMessage::UnknownCode(_, near) | CliMessage::UnknownTopic(_, near) => {
            let near = near.iter().map(|near| format!("menade du `{near}`?"));
            return near.chain(["`pakt explain` räknar upp alla koder".to_owned()]).collect();
        }
        CliMessage::Writer(message) => return message.help(ReportLanguage::Swedish),
        CliMessage::PortTaken(_) => &["utelämna `--port`, så väljs nästa lediga port"],
        CliMessage::OpenToNetwork(urls) if urls.is_empty() => {
            &["datorn är inte ansluten till något nätverk; utan `--host` visas sidorna bara här"]
        }
        CliMessage::OpenToNetwork(urls) => {
            return vec![format!("öppna {} i en telefon på samma nätverk", urls.join(" eller "))];
        }
        CliMessage::Scaffold(message) => return message.swedish_help(),
        CliMessage::Refused(_) => &["ange en annan mapp med `-o MAPP`"],
        CliMessage::OutputConflict(conflict) => match conflict.kind {
            ConflictKind::Artifact | ConflictKind::Reserved => {
                &["ge sidan eller filen ett annat namn"]
            }
            ConflictKind::Changed => {
                &["spara ändringarna någon annanstans, ta bort filen och bygg igen"]
            }
            ConflictKind::File
            | ConflictKind::Folder
            | ConflictKind::Link
            | ConflictKind::Special => &["flytta det, eller ange en annan mapp med `-o MAPP`"],
        },
        CliMessage::Polling(reason) => match reason.sysctl() {
            Some(name) => return vec![format!("höj `{name}` med `sysctl`")],
            None => &[],
        },
        CliMessage::Verify(message) => return message.help(ReportLanguage::Swedish),
        CliMessage::Revision(message) => return message.help(ReportLanguage::Swedish),
        CliMessage::NoFolder(_)
        | CliMessage::NotFolder(_)
        | CliMessage::Unreadable(_)
        | CliMessage::NothingWritten
        | CliMessage::ForeignFiles { .. }
        | CliMessage::Interrupted(_)
        | CliMessage::BuildFailed(_)
        | CliMessage::ContentUnreadable { .. }
        | CliMessage::SystemError(_)
        | CliMessage::NoBrowser(_)
        | CliMessage::Suppressed { .. }
        | CliMessage::SuppressedCount { .. }
        | CliMessage::Changed { .. }
        | CliMessage::Found(_)
        | CliMessage::Rendering { .. } => &[],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn refusal_reason(reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::IsContent => "är mappen med webbplatsens innehåll",
        RefusalReason::ContainsContent => "innehåller mappen `content`",
        RefusalReason::IsRoot => "är filsystemets rot",
        RefusalReason::IsHome => "är din hemmapp",
        RefusalReason::IsRepository => "är roten i ett git-arkiv",
    }
}

fn conflict_reason(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::File => "där finns en fil som pakt inte har skrivit",
        ConflictKind::Changed => "någon har ändrat filen sedan pakt skrev den",
        ConflictKind::Folder => "där finns en mapp med filer som pakt inte har skrivit",
        ConflictKind::Link => "där finns en symbolisk länk",
        ConflictKind::Special => "där finns något som inte är en fil",
        ConflictKind::Artifact => "en annan sida behöver en mapp med det namnet",
        ConflictKind::Reserved => "pakt använder det namnet själv",
    }
}
