//! What the command line itself says, in English and Swedish; findings have words of their own.
//!
//! Each language is a file of exhaustive matches, so a missing translation does not compile.

mod en;
mod sv;

use super::run_summary::RunSummary;
use crate::build::{Conflict, OutputRefusal};
use crate::devserver::PollingReason;
use crate::diagnostic::message::ReportLanguage;
use crate::files::UnreadableFile;
use crate::site::settings::DraftPolicy;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Something to say.
#[derive(Clone, Debug)]
pub(super) enum CliMessage {
    /// A folder named by an option is not there.
    NoFolder(PathBuf),
    /// What an option names is no folder.
    NotFolder(PathBuf),
    /// There is no content folder where one should be.
    NoContent(PathBuf),
    /// `--base-url` is no address.
    BadBaseUrl(String),
    /// A date is none.
    BadDate(String),
    /// No code has this name; perhaps one that is near.
    UnknownCode(String, Option<String>),
    /// What `explain` was asked is neither a code, nor an entry, nor a field of one.
    UnknownTopic(String, Option<String>),
    /// The output folder is one of those that are never written into.
    Refused(OutputRefusal),
    /// Something stands in the way in the output folder.
    OutputConflict(Conflict),
    /// A file or folder cannot be read.
    Unreadable(UnreadableFile),
    /// Nothing was written, since without `site.yaml` it would be another site.
    NothingWritten,
    /// A signal ended the build.
    Interrupted,
    /// The machine failed, in its own words.
    SystemError(String),
    /// The content folder cannot be read while it is shown; in the system's words.
    ContentUnreadable { folder: PathBuf, problem: String },
    /// Another program has the port that `--port` names.
    PortTaken(SocketAddr),
    /// The preview answers other machines, under these addresses.
    OpenToNetwork(Vec<String>),
    /// The preview looks for changes instead of being told.
    Polling(PollingReason),
    /// No browser could be opened.
    NoBrowser(String),
    /// A finding is excused by `allow:`: its code and place.
    Suppressed { code: &'static str, place: String },
    /// Findings of a code are excused by `allow:`: how many.
    SuppressedCount { code: &'static str, count: usize },
    /// What is found now, after a change; how many of the findings are new.
    Changed { n_new: usize, totals: RunSummary },
    /// What is found, at the start of the preview.
    Found(RunSummary),
    /// How many errors there are: the heading of the list in the preview's pages.
    ErrorsNow(usize),
    /// The button that puts the list away.
    Hide,
    /// How many warnings the open page has: in the preview's status line, as the next.
    WarningsHere(usize),
    /// Whether drafts are shown.
    DraftsShown(DraftPolicy),
    /// The label of the field for another day.
    AsOfDay,
    /// Opens the file of the page in an editor.
    Edit,
    /// How a block of the page is opened in an editor.
    EditHint,
    /// How long the last change took.
    UpdatedIn(Duration),
    /// How many pages of how many are made.
    Rendering { n_done: usize, n_all: usize },
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MessageLevel {
    /// It ends the run, or spoils it.
    Error,
    /// Worth knowing.
    Note,
    /// In passing.
    Aside,
}

/// How a message is meant.
pub(super) fn message_level(message: &CliMessage) -> MessageLevel {
    match message {
        CliMessage::NoFolder(_)
        | CliMessage::NotFolder(_)
        | CliMessage::NoContent(_)
        | CliMessage::BadBaseUrl(_)
        | CliMessage::BadDate(_)
        | CliMessage::UnknownCode(..)
        | CliMessage::UnknownTopic(..)
        | CliMessage::Refused(_)
        | CliMessage::OutputConflict(_)
        | CliMessage::Unreadable(_)
        | CliMessage::NothingWritten
        | CliMessage::Interrupted
        | CliMessage::ContentUnreadable { .. }
        | CliMessage::PortTaken(_)
        | CliMessage::SystemError(_) => MessageLevel::Error,
        CliMessage::Polling(_)
        | CliMessage::OpenToNetwork(_)
        | CliMessage::NoBrowser(_)
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
        | CliMessage::Rendering { .. } => MessageLevel::Note,
        CliMessage::Suppressed { .. } | CliMessage::SuppressedCount { .. } => MessageLevel::Aside,
    }
}

/// What is to be said, on one line.
pub(super) fn text(message: &CliMessage, language: ReportLanguage) -> String {
    match language {
        ReportLanguage::English => en::text(message),
        ReportLanguage::Swedish => sv::text(message),
    }
}

/// What to do about it, in lines.
pub(super) fn help(message: &CliMessage, language: ReportLanguage) -> Vec<String> {
    match language {
        ReportLanguage::English => en::help(message),
        ReportLanguage::Swedish => sv::help(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::{ConflictKind, RefusalReason};

    #[expect(clippy::too_many_lines, reason = "one of each")]
    fn samples() -> Vec<CliMessage> {
        let totals = RunSummary {
            n_errors: 1,
            n_warnings: 2,
            n_notes: 3,
            elapsed: Duration::from_millis(20),
        };
        let refusal = |reason| CliMessage::Refused(OutputRefusal { folder: "ut".into(), reason });
        let foreign = |kind| CliMessage::OutputConflict(Conflict { path: "a/b.html".into(), kind });
        let unreadable = UnreadableFile {
            path: "a.md".into(),
            on_disk: "content/a.md".into(),
            problem: "Permission denied".into(),
        };
        let mut all = vec![
            CliMessage::NoFolder("x".into()),
            CliMessage::NotFolder("x".into()),
            CliMessage::NoContent("x/content".into()),
            CliMessage::BadBaseUrl("ftp://x".into()),
            CliMessage::BadDate("2014-13".into()),
            CliMessage::UnknownCode("brokenlink".into(), Some("broken-link".into())),
            CliMessage::UnknownCode("zzz".into(), None),
            CliMessage::UnknownTopic("radt".into(), Some("radet".into())),
            CliMessage::UnknownTopic("zzz".into(), None),
            CliMessage::Unreadable(unreadable),
            CliMessage::NothingWritten,
            CliMessage::ErrorsNow(0),
            CliMessage::ErrorsNow(1),
            CliMessage::ErrorsNow(2),
            CliMessage::Hide,
            CliMessage::WarningsHere(0),
            CliMessage::WarningsHere(1),
            CliMessage::WarningsHere(2),
            CliMessage::DraftsShown(DraftPolicy::Exclude),
            CliMessage::DraftsShown(DraftPolicy::Include),
            CliMessage::AsOfDay,
            CliMessage::Edit,
            CliMessage::EditHint,
            CliMessage::UpdatedIn(Duration::from_millis(12)),
            CliMessage::Interrupted,
            CliMessage::ContentUnreadable {
                folder: "content".into(),
                problem: "Permission denied".into(),
            },
            CliMessage::PortTaken(([127, 0, 0, 1], 4000).into()),
            CliMessage::OpenToNetwork(vec!["http://192.168.1.5:4000/".into()]),
            CliMessage::OpenToNetwork(Vec::new()),
            CliMessage::SystemError("cannot make x: disk full".into()),
            CliMessage::NoBrowser("http://127.0.0.1:4000/".into()),
            CliMessage::Suppressed { code: "missing-owner", place: "a.md:1:1".into() },
            CliMessage::SuppressedCount { code: "missing-owner", count: 1 },
            CliMessage::Changed { n_new: 2, totals },
            CliMessage::Found(totals),
            CliMessage::Rendering { n_done: 1, n_all: 2 },
        ];
        all.extend(
            [
                RefusalReason::IsContent,
                RefusalReason::ContainsContent,
                RefusalReason::IsRoot,
                RefusalReason::IsHome,
                RefusalReason::IsRepository,
            ]
            .map(refusal),
        );
        all.extend(
            [
                ConflictKind::File,
                ConflictKind::Folder,
                ConflictKind::Link,
                ConflictKind::Special,
                ConflictKind::Artifact,
                ConflictKind::Reserved,
            ]
            .map(foreign),
        );
        all.extend(
            [
                PollingReason::WatchLimit,
                PollingReason::InstanceLimit,
                PollingReason::NoEvents("nfs4".into()),
                PollingReason::Failed("no".into()),
            ]
            .map(CliMessage::Polling),
        );
        all
    }

    #[test]
    fn each_message_is_one_line_without_a_full_stop_in_both_languages() {
        for message in samples() {
            let (english, swedish) =
                (text(&message, ReportLanguage::English), text(&message, ReportLanguage::Swedish));
            assert!(
                matches!(message, CliMessage::SystemError(_)) || english != swedish,
                "{english}"
            );
            for words in [english, swedish] {
                assert!(!words.is_empty() && !words.contains('\n'), "{words}");
                assert!(!words.ends_with('.'), "{words}");
            }
            let help = |language| help(&message, language);
            assert_eq!(help(ReportLanguage::English).len(), help(ReportLanguage::Swedish).len());
        }
    }

    #[test]
    fn who_has_no_content_is_told_how_to_make_some() {
        for language in [ReportLanguage::English, ReportLanguage::Swedish] {
            let message = CliMessage::NoContent("x/content".into());
            assert!(text(&message, language).contains("x/content"));
            let help = help(&message, language).join("\n");
            assert!(help.contains("--content") && help.contains("-C"), "{help}");
        }
    }
}
