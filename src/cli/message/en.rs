//! The messages in English.

use super::number_format::{format_bar, group_digits};
use super::{CliMessage, OutputState, import_en};
use crate::build::{ConflictKind, RefusalReason};
use crate::devserver::PollingReason;
use crate::diagnostic::ReportLanguage;
use std::path::Path;

pub(super) fn text(message: &CliMessage) -> String {
    match message {
        CliMessage::NoFolder(path) => format!("the folder `{}` does not exist", path.display()),
        CliMessage::NotFolder(path) => format!("`{}` is not a folder", path.display()),
        CliMessage::NoContent { folder: path, .. } => {
            format!("no content found: the folder `{}` does not exist", path.display())
        }
        CliMessage::BadBaseUrl(text) => format!("`{text}` is not the URL of a website"),
        CliMessage::BaseUrlHasPassword => "the base URL has a user name or a password".into(),
        CliMessage::BadDate(text) => format!("`{text}` is not a date"),
        CliMessage::UnknownTopic(name, _) => unknown_topic(name),
        CliMessage::UnknownCode(name, _) => format!("no code is called `{name}`"),
        CliMessage::Scaffold(message) => message.english_text(),
        CliMessage::Writer(message) => message.text(ReportLanguage::English),
        CliMessage::Import(import_message) => import_en::text(import_message),
        CliMessage::History(message) => message.text(ReportLanguage::English),
        CliMessage::Refused(refusal) => {
            let folder = refusal.folder.display();
            format!("cannot write to `{folder}`: it {}", refusal_reason(refusal.reason))
        }
        CliMessage::OutputConflict(conflict) => {
            format!("`{}` was not written: {}", conflict.path, conflict_reason(conflict.kind))
        }
        CliMessage::Unreadable(file) => {
            format!("cannot read `{}`: {}", file.on_disk.display(), file.problem)
        }
        CliMessage::NothingWritten => {
            "nothing was written, because the site would be incomplete".into()
        }
        CliMessage::ForeignFiles { folder, count: 1 } => {
            format!("`{}` holds 1 file that pakt did not write and leaves alone", folder.display())
        }
        CliMessage::ForeignFiles { folder, count } => {
            format!(
                "`{}` holds {count} files that pakt did not write and leaves alone",
                folder.display()
            )
        }
        CliMessage::NoSuchAddress(address) => format!("this machine has no address {address}"),
        CliMessage::Interrupted(output_state) => {
            format!("interrupted; {}", output_state_text(*output_state))
        }
        CliMessage::BuildFailed(output_state) => output_state_text(*output_state).into(),
        CliMessage::ContentUnreadable { folder, problem } => content_unreadable(folder, problem),
        CliMessage::PortTaken(address) => {
            format!("{address} is already in use by another program")
        }
        CliMessage::OpenToNetwork(_) => "everyone on the network can read the preview".into(),
        CliMessage::SystemError(problem) => problem.clone(),
        CliMessage::Verify(message) => message.text(ReportLanguage::English),
        CliMessage::Revision(message) => message.text(ReportLanguage::English),
        CliMessage::Polling(reason) => polling_reason(reason),
        CliMessage::NoBrowser(url) => format!("no browser could be opened; go to {url}"),
        CliMessage::Suppressed { code, location } => format!("suppressed: `{code}` in {location}"),
        CliMessage::SuppressedCount { code, count } => {
            format!("suppressed: `{code}` × {count} (run `pakt check` to list them)")
        }
        CliMessage::Changed { n_new: 0, summary } => {
            format!("changed; {}", summary.check_line(ReportLanguage::English))
        }
        CliMessage::Changed { n_new, summary } => {
            format!("changed; {n_new} new of {}", summary.check_line(ReportLanguage::English))
        }
        CliMessage::Found(summary) => {
            format!("found {}", summary.check_line(ReportLanguage::English))
        }
        CliMessage::Rendering { n_done, n_total } => rendering_progress(*n_done, *n_total),
    }
}

fn rendering_progress(n_done: usize, n_total: usize) -> String {
    let bar = format_bar(n_done, n_total);
    format!("Rendering {bar} {}/{}", group_digits(n_done, ','), group_digits(n_total, ','))
}

fn content_unreadable(folder: &Path, problem: &str) -> String {
    let folder = folder.display();
    format!("cannot read `{folder}`: {problem}; still showing the last good version")
}

fn polling_reason(reason: &PollingReason) -> String {
    let cause = match reason {
        PollingReason::WatchLimit => "too many folders are watched on this machine".into(),
        PollingReason::InstanceLimit => "too many programs watch folders on this machine".into(),
        PollingReason::NoEvents(file_system) => {
            format!("file events are not available on this file system ({file_system})")
        }
        PollingReason::Failed(problem) => format!("the folders cannot be watched ({problem})"),
    };
    format!("{cause}; polling every second instead")
}

fn output_state_text(output_state: OutputState) -> &'static str {
    match output_state {
        OutputState::Old => "the output folder was not changed",
        OutputState::Mixed => "some pages are new and others old until the next build",
        OutputState::New => "the new site is complete",
    }
}

fn unknown_topic(name: &str) -> String {
    format!("no code, entry, field or paragraph is called `{name}`")
}

pub(super) fn help(message: &CliMessage) -> Vec<String> {
    let lines: &[&str] = match message {
        CliMessage::NoContent { root: Some(root), .. } => {
            return vec![format!("did you mean `-C {}`?", root.display())];
        }
        CliMessage::Import(import_message) => return import_en::help(import_message),
        CliMessage::History(message) => return message.help(ReportLanguage::English),
        CliMessage::NoSuchAddress(_) => {
            &["leave `--host` out, or use `0.0.0.0` to serve the network"]
        }
        CliMessage::NoContent { root: None, .. } => &[
            "run pakt in a folder that contains `content/`, or name one with `-C DIR`",
            "any folder of Markdown works: `pakt serve --content DIR`",
            "to start a site, run `pakt new DIR`",
        ],
        CliMessage::BaseUrlHasPassword => &["leave out what is before `@`"],
        CliMessage::BadBaseUrl(_) => &["write the full URL: `https://example.org/avtalet/`"],
        CliMessage::BadDate(_) => &["write `2011`, `2014-04` or `2014-04-01`"],
        CliMessage::UnknownCode(_, near) | CliMessage::UnknownTopic(_, near) => {
            let near = near.iter().map(|near| format!("did you mean `{near}`?"));
            return near.chain(["`pakt explain` lists all codes".to_owned()]).collect();
        }
        CliMessage::Writer(message) => return message.help(ReportLanguage::English),
        CliMessage::PortTaken(_) => &["omit `--port` to use the next free port"],
        CliMessage::OpenToNetwork(urls) if urls.is_empty() => {
            &["this machine is not connected to a network; omit `--host` to serve it alone"]
        }
        CliMessage::OpenToNetwork(urls) => {
            return vec![format!("open {} on a phone on the same network", urls.join(" or "))];
        }
        CliMessage::Scaffold(message) => return message.english_help(),
        CliMessage::Refused(_) => &["choose another folder with `-o DIR`"],
        CliMessage::OutputConflict(conflict) => match conflict.kind {
            ConflictKind::Artifact | ConflictKind::Reserved => {
                &["give the page or file another name"]
            }
            ConflictKind::Changed => {
                &["keep the changes elsewhere, delete the file and build again"]
            }
            ConflictKind::File
            | ConflictKind::Folder
            | ConflictKind::Link
            | ConflictKind::Special => &["move it, or choose another folder with `-o DIR`"],
        },
        CliMessage::Polling(reason) => match reason.sysctl() {
            Some(name) => return vec![format!("raise `{name}` with `sysctl`")],
            None => &[],
        },
        CliMessage::Verify(message) => return message.help(ReportLanguage::English),
        CliMessage::Revision(message) => return message.help(ReportLanguage::English),
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
        RefusalReason::IsContent => "is the content folder",
        RefusalReason::ContainsContent => "contains the content folder",
        RefusalReason::IsRoot => "is the root of the file system",
        RefusalReason::IsHome => "is your home folder",
        RefusalReason::IsRepository => "is the top of a git repository",
    }
}

fn conflict_reason(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::File => "there is already a file that pakt did not write",
        ConflictKind::Changed => "somebody has changed the file since pakt wrote it",
        ConflictKind::Folder => "there is already a folder with files that pakt did not write",
        ConflictKind::Link => "there is a symbolic link",
        ConflictKind::Special => "there is something that is not a regular file",
        ConflictKind::Artifact => "another page needs a folder with this name",
        ConflictKind::Reserved => "this name is reserved for pakt",
    }
}
