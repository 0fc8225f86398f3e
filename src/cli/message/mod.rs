//! The messages of the command line, in English and Swedish. Diagnostics have their own messages.
//!
//! Each language is a file of exhaustive matches, so a missing translation does not compile.

mod en;
mod sv;
mod history_message;
mod import_message;
mod import_en;
mod import_sv;
mod revision_message;
mod run_summary;
mod scaffold_message;
mod number_format;
mod verify_message;
mod writer_message;

pub(super) use history_message::HistoryMessage;
pub(super) use import_message::ImportMessage;
pub(super) use revision_message::RevisionMessage;
pub(super) use run_summary::RunSummary;
pub(super) use scaffold_message::ScaffoldMessage;
pub(super) use verify_message::{CopyProblem, VerifyMessage};
pub(super) use writer_message::WriterMessage;

use crate::build::{Conflict, OutputRefusal};
use crate::devserver::PollingReason;
use crate::diagnostic::ReportLanguage;
use crate::files::UnreadableFile;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

/// A message of the command line, with its data.
#[derive(Clone, Debug)]
pub(super) enum CliMessage {
    /// A folder that an option names does not exist.
    NoFolder(PathBuf),
    /// A path that an option names is not a folder.
    NotFolder(PathBuf),
    /// The content folder does not exist. The root is one that has a content folder.
    NoContent { folder: PathBuf, root: Option<PathBuf> },
    /// `--base-url` is not the URL of a website.
    BadBaseUrl(String),
    /// `--base-url` has a user name or a password.
    BaseUrlHasPassword,
    /// `--as-of` is not a date.
    BadDate(String),
    /// No code has this name. The second string is the nearest code.
    UnknownCode(String, Option<String>),
    /// The topic of `explain` is neither a code, nor an entry, nor a field or a paragraph of one.
    /// The second string is the nearest one.
    UnknownTopic(String, Option<String>),
    /// A message of `new` or `add`.
    Scaffold(ScaffoldMessage),
    /// A message of `cite` or `schema`.
    Writer(WriterMessage),
    /// A message of `import`.
    Import(ImportMessage),
    /// A message of `import --history`.
    History(HistoryMessage),
    /// The output folder is not a folder to write to.
    Refused(OutputRefusal),
    /// An artifact was not written because of an existing file.
    OutputConflict(Conflict),
    /// A file or folder cannot be read.
    Unreadable(UnreadableFile),
    /// Nothing was written, because without what cannot be read it would be a different site.
    NothingWritten,
    /// The output folder had files before the first build.
    ForeignFiles { folder: PathBuf, count: usize },
    /// This machine does not have the address that `--host` names.
    NoSuchAddress(IpAddr),
    /// A signal ended the build. What is in the output folder.
    Interrupted(OutputState),
    /// A system error ended the build. What is in the output folder.
    BuildFailed(OutputState),
    /// A system error, as the system describes it.
    SystemError(String),
    /// The content folder cannot be read during the preview, as the system describes it.
    ContentUnreadable { folder: PathBuf, problem: String },
    /// Another program uses the port that `--port` names.
    PortTaken(SocketAddr),
    /// The preview is open to other machines, at these addresses.
    OpenToNetwork(Vec<String>),
    /// The preview polls for changes instead of using file events.
    Polling(PollingReason),
    /// No browser could be opened; the address to open.
    NoBrowser(String),
    /// A diagnostic is suppressed by `allow:`: its code and location.
    Suppressed { code: &'static str, location: String },
    /// How many diagnostics of a code are suppressed by `allow:`.
    SuppressedCount { code: &'static str, count: usize },
    /// The diagnostics after a change, and how many of them are new.
    Changed { n_new: usize, summary: RunSummary },
    /// The diagnostics at the start of the preview.
    Found(RunSummary),
    /// A message of `pakt verify`.
    Verify(VerifyMessage),
    /// A message about a revision of the content.
    Revision(RevisionMessage),
    /// How many pages have been rendered.
    Rendering { n_done: usize, n_total: usize },
}

/// What is in the output folder after a build that was not completed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutputState {
    /// What was there before.
    Old,
    /// Some files are new and others old, each complete.
    Mixed,
    /// The site that was built.
    New,
}

/// How serious a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MessageLevel {
    /// The run failed, or its result is incomplete.
    Error,
    /// Useful to know.
    Note,
    /// A detail, printed in a muted color.
    Aside,
}

/// Returns how serious a message is.
pub(super) fn message_level(message: &CliMessage) -> MessageLevel {
    match message {
        CliMessage::Verify(message) => message.level(),
        CliMessage::Revision(message) => message.level(),
        CliMessage::Scaffold(message) => message.level(),
        CliMessage::Writer(message) => message.level(),
        CliMessage::Import(import_message) => import_message.level(),
        CliMessage::History(message) => message.level(),
        CliMessage::NoFolder(_)
        | CliMessage::NotFolder(_)
        | CliMessage::NoContent { .. }
        | CliMessage::BadBaseUrl(_)
        | CliMessage::BaseUrlHasPassword
        | CliMessage::BadDate(_)
        | CliMessage::UnknownCode(..)
        | CliMessage::UnknownTopic(..)
        | CliMessage::Refused(_)
        | CliMessage::OutputConflict(_)
        | CliMessage::Unreadable(_)
        | CliMessage::NothingWritten
        | CliMessage::Interrupted(_)
        | CliMessage::BuildFailed(_)
        | CliMessage::ContentUnreadable { .. }
        | CliMessage::PortTaken(_)
        | CliMessage::NoSuchAddress(_)
        | CliMessage::SystemError(_) => MessageLevel::Error,
        CliMessage::Polling(_)
        | CliMessage::OpenToNetwork(_)
        | CliMessage::ForeignFiles { .. }
        | CliMessage::NoBrowser(_)
        | CliMessage::Changed { .. }
        | CliMessage::Found(_)
        | CliMessage::Rendering { .. } => MessageLevel::Note,
        CliMessage::Suppressed { .. } | CliMessage::SuppressedCount { .. } => MessageLevel::Aside,
    }
}

/// Returns the text of a message, on one line.
pub(super) fn text(message: &CliMessage, language: ReportLanguage) -> String {
    match language {
        ReportLanguage::English => en::text(message),
        ReportLanguage::Swedish => sv::text(message),
    }
}

/// Returns what to do about a message, one instruction per line.
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
    use std::time::Duration;

    #[expect(clippy::too_many_lines, reason = "one message of each kind")]
    fn samples() -> Vec<CliMessage> {
        let summary = RunSummary {
            n_errors: 1,
            n_warnings: 2,
            n_notes: 3,
            elapsed: Duration::from_millis(20),
        };
        let refusal = |reason| CliMessage::Refused(OutputRefusal { folder: "ut".into(), reason });
        let conflict =
            |kind| CliMessage::OutputConflict(Conflict { path: "a/b.html".into(), kind });
        let unreadable = UnreadableFile {
            path: "a.md".into(),
            on_disk: "content/a.md".into(),
            problem: "Permission denied".into(),
        };
        let mut all: Vec<CliMessage> =
            verify_message::samples().into_iter().map(CliMessage::Verify).collect();
        all.extend([
            CliMessage::NoFolder("x".into()),
            CliMessage::NotFolder("x".into()),
            CliMessage::NoContent { folder: "x/content".into(), root: None },
            CliMessage::NoContent { folder: "content/content".into(), root: Some(".".into()) },
            CliMessage::ForeignFiles { folder: "mine".into(), count: 1 },
            CliMessage::ForeignFiles { folder: "mine".into(), count: 2 },
            CliMessage::NoSuchAddress(std::net::Ipv4Addr::LOCALHOST.into()),
            CliMessage::BadBaseUrl("ftp://x".into()),
            CliMessage::BaseUrlHasPassword,
            CliMessage::BadDate("2014-13".into()),
            CliMessage::UnknownCode("brokenlink".into(), Some("broken-link".into())),
            CliMessage::UnknownCode("zzz".into(), None),
            CliMessage::UnknownTopic("radt".into(), Some("radet".into())),
            CliMessage::UnknownTopic("zzz".into(), None),
            CliMessage::Unreadable(unreadable),
            CliMessage::NothingWritten,
            CliMessage::ContentUnreadable {
                folder: "content".into(),
                problem: "Permission denied".into(),
            },
            CliMessage::PortTaken(([127, 0, 0, 1], 4000).into()),
            CliMessage::OpenToNetwork(vec!["http://192.168.1.5:4000/".into()]),
            CliMessage::OpenToNetwork(Vec::new()),
            CliMessage::SystemError("cannot make x: disk full".into()),
            CliMessage::NoBrowser("http://127.0.0.1:4000/".into()),
            CliMessage::Suppressed { code: "missing-owner", location: "a.md:1:1".into() },
            CliMessage::SuppressedCount { code: "missing-owner", count: 1 },
            CliMessage::Changed { n_new: 2, summary },
            CliMessage::Found(summary),
            CliMessage::Rendering { n_done: 1, n_total: 2 },
        ]);
        all.extend(revision_message::samples().into_iter().map(CliMessage::Revision));
        all.extend(ScaffoldMessage::samples().into_iter().map(CliMessage::Scaffold));
        all.extend(WriterMessage::samples().into_iter().map(CliMessage::Writer));
        all.extend(history_message::samples().into_iter().map(CliMessage::History));
        all.extend(ImportMessage::samples().into_iter().map(CliMessage::Import));
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
                ConflictKind::Changed,
                ConflictKind::Folder,
                ConflictKind::Link,
                ConflictKind::Special,
                ConflictKind::Artifact,
                ConflictKind::Reserved,
            ]
            .map(conflict),
        );
        for output_state in [OutputState::Old, OutputState::Mixed, OutputState::New] {
            all.push(CliMessage::Interrupted(output_state));
            all.push(CliMessage::BuildFailed(output_state));
        }
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
            for line in [english, swedish] {
                assert!(!line.is_empty() && !line.contains('\n'), "{line}");
                assert!(!line.ends_with('.'), "{line}");
            }
            let help = |language| help(&message, language);
            assert_eq!(help(ReportLanguage::English).len(), help(ReportLanguage::Swedish).len());
        }
    }

    #[test]
    fn without_content_the_help_says_how_to_create_some() {
        for language in [ReportLanguage::English, ReportLanguage::Swedish] {
            let message = CliMessage::NoContent { folder: "x/content".into(), root: None };
            assert!(text(&message, language).contains("x/content"));
            let help = help(&message, language).join("\n");
            assert!(help.contains("--content") && help.contains("-C"), "{help}");
        }
    }

    #[test]
    fn progress_shows_how_much_is_done() {
        let message = CliMessage::Rendering { n_done: 6_200, n_total: 10_000 };
        let line = |language| text(&message, language);
        assert_eq!(line(ReportLanguage::English), "Rendering ████████████░░░░░░░░ 6,200/10,000");
        assert_eq!(
            line(ReportLanguage::Swedish),
            "Bygger sidor ████████████░░░░░░░░ 6\u{a0}200/10\u{a0}000"
        );
    }
}
