//! English.

use super::CliMessage;
use crate::build::{ConflictKind, RefusalReason};
use crate::cli::progress_bar::{format_bar, group_digits};
use crate::devserver::PollingReason;
use crate::diagnostic::message::ReportLanguage;
use crate::site::settings::DraftPolicy;
use std::path::Path;

pub(super) fn text(message: &CliMessage) -> String {
    match message {
        CliMessage::NoFolder(path) => format!("there is no folder `{}`", path.display()),
        CliMessage::NotFolder(path) => format!("`{}` is not a folder", path.display()),
        CliMessage::NoContent(path) => {
            format!("there is no content here: the folder `{}` does not exist", path.display())
        }
        CliMessage::BadBaseUrl(found) => format!("`{found}` is not an address of a website"),
        CliMessage::BadDate(found) => format!("`{found}` is not a date"),
        CliMessage::UnknownTopic(name, _) => format!("no code, entry or field is called `{name}`"),
        CliMessage::UnknownCode(name, _) => format!("no code is called `{name}`"),
        CliMessage::Refused(refusal) => {
            let folder = refusal.folder.display();
            format!("pakt does not write into `{folder}`: it {}", refusal_reason(refusal.reason))
        }
        CliMessage::OutputConflict(conflict) => {
            format!("`{}` was not written: {}", conflict.path, conflict_reason(conflict.kind))
        }
        CliMessage::Unreadable(file) => {
            format!("cannot read `{}`: {}", file.on_disk.display(), file.problem)
        }
        CliMessage::NothingWritten => {
            "nothing was written, since `site.yaml` cannot be read".into()
        }
        CliMessage::Interrupted => {
            "interrupted; some pages are new and others old until you build again".into()
        }
        CliMessage::ContentUnreadable { folder, problem } => content_unreadable(folder, problem),
        CliMessage::PortTaken(address) => {
            format!("{address} is taken by another program, and `--port` asks for it")
        }
        CliMessage::OpenToNetwork(_) => "everybody on the network can read the preview".into(),
        CliMessage::SystemError(problem) => problem.clone(),
        CliMessage::Polling(notice) => polling_reason(notice),
        CliMessage::NoBrowser(url) => format!("no browser could be opened; go to {url}"),
        CliMessage::Suppressed { code, place } => format!("excused: {code} in {place}"),
        CliMessage::SuppressedCount { code, count } => {
            format!("excused: {code} × {count}, as `pakt check` lists")
        }
        CliMessage::Changed { n_new: 0, totals } => {
            format!("changed; {}", totals.check_line(ReportLanguage::English))
        }
        CliMessage::Changed { n_new, totals } => {
            format!("changed; {n_new} new of {}", totals.check_line(ReportLanguage::English))
        }
        CliMessage::Found(totals) => {
            format!("found {}", totals.check_line(ReportLanguage::English))
        }
        CliMessage::ErrorsNow(0) => "no errors".into(),
        CliMessage::ErrorsNow(1) => "1 error".into(),
        CliMessage::ErrorsNow(n) => format!("{n} errors"),
        CliMessage::Hide => "Hide".into(),
        CliMessage::WarningsHere(0) => "no warnings on this page".into(),
        CliMessage::WarningsHere(1) => "1 warning on this page".into(),
        CliMessage::WarningsHere(n) => format!("{n} warnings on this page"),
        CliMessage::DraftsShown(DraftPolicy::Exclude) => "drafts are hidden".into(),
        CliMessage::DraftsShown(DraftPolicy::Include) => "drafts are shown".into(),
        CliMessage::AsOfDay => "As of".into(),
        CliMessage::Edit => "Edit".into(),
        CliMessage::EditHint => "Alt-click opens a block".into(),
        CliMessage::UpdatedIn(elapsed) => format!("updated in {} ms", elapsed.as_millis()),
        CliMessage::Rendering { n_done, n_all } => format!(
            "Rendering {} {}/{}",
            format_bar(*n_done, *n_all),
            group_digits(*n_done, ','),
            group_digits(*n_all, ',')
        ),
    }
}

/// That the content cannot be read.
fn content_unreadable(folder: &Path, problem: &str) -> String {
    let folder = folder.display();
    format!("cannot read the folder `{folder}`: {problem}; the last good site stays")
}

/// Why the preview looks for changes instead of being told.
fn polling_reason(notice: &PollingReason) -> String {
    let why = match notice {
        PollingReason::WatchLimit => "too many folders are watched on this machine".into(),
        PollingReason::InstanceLimit => "too many programs watch folders on this machine".into(),
        PollingReason::NoEvents(name) => format!("the file system ({name}) tells of no changes"),
        PollingReason::Failed(words) => format!("the folders cannot be watched ({words})"),
    };
    format!("{why}; looking for changes every second instead")
}

pub(super) fn help(message: &CliMessage) -> Vec<String> {
    let lines: &[&str] = match message {
        CliMessage::NoContent(_) => &[
            "a site is a folder that holds `content/`: go there, or name it with `-C DIR`",
            "any folder of Markdown will do: `pakt serve --content DIR`",
            "to begin a site, make the folder `content` and in it a page, `index.md`",
        ],
        CliMessage::BadBaseUrl(_) => &["write it in full: `https://example.org/avtalet/`"],
        CliMessage::BadDate(_) => &["write `2011`, `2014-04` or `2014-04-01`"],
        CliMessage::UnknownCode(_, near) | CliMessage::UnknownTopic(_, near) => {
            let near = near.iter().map(|near| format!("did you mean `{near}`?"));
            return near.chain(["`pakt explain` lists all codes".to_owned()]).collect();
        }
        CliMessage::PortTaken(_) => &["leave `--port` out, and the next free port is taken"],
        CliMessage::OpenToNetwork(urls) if urls.is_empty() => {
            &["this machine is on no network now; without `--host` only it is answered"]
        }
        CliMessage::OpenToNetwork(urls) => {
            return vec![format!("on a phone on the same network open {}", urls.join(" or "))];
        }
        CliMessage::Refused(_) => &["name another folder with `-o DIR`"],
        CliMessage::OutputConflict(conflict) => match conflict.kind {
            ConflictKind::Artifact | ConflictKind::Reserved => {
                &["give the page or file another name"]
            }
            _ => &["move it away, or name another folder with `-o DIR`"],
        },
        CliMessage::Polling(notice) => match notice.sysctl() {
            Some(name) => return vec![format!("raise `{name}` with `sysctl`")],
            None => &[],
        },
        CliMessage::NoFolder(_)
        | CliMessage::NotFolder(_)
        | CliMessage::Unreadable(_)
        | CliMessage::NothingWritten
        | CliMessage::Interrupted
        | CliMessage::ContentUnreadable { .. }
        | CliMessage::SystemError(_)
        | CliMessage::NoBrowser(_)
        | CliMessage::Suppressed { .. }
        | CliMessage::SuppressedCount { .. }
        | CliMessage::Changed { .. }
        | CliMessage::Found(_)
        | CliMessage::ErrorsNow(_)
        | CliMessage::Hide
        | CliMessage::WarningsHere(_)
        | CliMessage::DraftsShown(_)
        | CliMessage::AsOfDay
        | CliMessage::Edit
        | CliMessage::EditHint
        | CliMessage::UpdatedIn(_)
        | CliMessage::Rendering { .. } => &[],
    };
    lines.iter().map(|line| (*line).to_owned()).collect()
}

fn refusal_reason(reason: RefusalReason) -> &'static str {
    match reason {
        RefusalReason::IsContent => "is the content folder",
        RefusalReason::ContainsContent => "holds the content folder",
        RefusalReason::IsRoot => "is the root of the file system",
        RefusalReason::IsHome => "is your home folder",
        RefusalReason::IsRepository => "is the top of a git repository",
    }
}

fn conflict_reason(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::File => "a file that pakt did not write stands there",
        ConflictKind::Folder => "a folder with files that pakt did not write stands there",
        ConflictKind::Link => "a symbolic link stands there",
        ConflictKind::Special => "something that is no file stands there",
        ConflictKind::Artifact => "another page needs a folder of that name",
        ConflictKind::Reserved => "pakt keeps that name for itself",
    }
}
