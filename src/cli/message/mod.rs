//! What the command line itself says, in English and Swedish; findings have words of their own.
//!
//! Each language is a file of exhaustive matches, so a missing translation does not compile.

mod en;
mod sv;

use super::totals::Totals;
use crate::build::{Foreign, Refusal};
use crate::diagnostic::message::Language;
use crate::files::Unreadable;
use crate::preview::Notice;
use crate::site::settings::Drafts;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Something to say.
#[derive(Clone, Debug)]
pub(super) enum Message {
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
    Refused(Refusal),
    /// Something stands in the way in the output folder.
    Foreign(Foreign),
    /// A file or folder cannot be read.
    Unreadable(Unreadable),
    /// Nothing was written, since without `site.yaml` it would be another site.
    NotWritten,
    /// A signal ended the build.
    Interrupted,
    /// The machine failed, in its own words.
    Machine(String),
    /// The content folder cannot be read while it is shown; in the system's words.
    Lost { folder: PathBuf, problem: String },
    /// Another program has the port that `--port` names.
    PortTaken(SocketAddr),
    /// The preview answers other machines, under these addresses.
    OpenToNetwork(Vec<String>),
    /// The preview looks for changes instead of being told.
    Polling(Notice),
    /// No browser could be opened.
    NoBrowser(String),
    /// A finding is excused by `allow:`: its code and place.
    Excused { code: &'static str, place: String },
    /// Findings of a code are excused by `allow:`: how many.
    ExcusedTimes { code: &'static str, count: usize },
    /// What is found now, after a change; how many of the findings are new.
    Changed { n_new: usize, totals: Totals },
    /// What is found, at the start of the preview.
    Found(Totals),
    /// How many errors there are: the heading of the list in the preview's pages.
    ErrorsNow(usize),
    /// The button that puts the list away.
    Hide,
    /// How many warnings the open page has: in the preview's status line, as the next.
    WarningsHere(usize),
    /// Whether drafts are shown.
    DraftsShown(Drafts),
    /// The label of the field for another day.
    AsOfDay,
    /// Opens the file of the page in an editor.
    Edit,
    /// How a block of the page is opened in an editor.
    EditHint,
    /// How long the last change took.
    Took(Duration),
    /// How many pages of how many are made.
    Rendering { n_done: usize, n_all: usize },
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// It ends the run, or spoils it.
    Error,
    /// Worth knowing.
    Note,
    /// In passing.
    Aside,
}

/// How a message is meant.
pub(super) fn tone(message: &Message) -> Tone {
    match message {
        Message::NoFolder(_)
        | Message::NotFolder(_)
        | Message::NoContent(_)
        | Message::BadBaseUrl(_)
        | Message::BadDate(_)
        | Message::UnknownCode(..)
        | Message::UnknownTopic(..)
        | Message::Refused(_)
        | Message::Foreign(_)
        | Message::Unreadable(_)
        | Message::NotWritten
        | Message::Interrupted
        | Message::Lost { .. }
        | Message::PortTaken(_)
        | Message::Machine(_) => Tone::Error,
        Message::Polling(_)
        | Message::OpenToNetwork(_)
        | Message::NoBrowser(_)
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
        | Message::Rendering { .. } => Tone::Note,
        Message::Excused { .. } | Message::ExcusedTimes { .. } => Tone::Aside,
    }
}

/// What is to be said, on one line.
pub(super) fn text(message: &Message, language: Language) -> String {
    match language {
        Language::English => en::text(message),
        Language::Swedish => sv::text(message),
    }
}

/// What to do about it, in lines.
pub(super) fn help(message: &Message, language: Language) -> Vec<String> {
    match language {
        Language::English => en::help(message),
        Language::Swedish => sv::help(message),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::build::{Obstacle, Reason};

    #[expect(clippy::too_many_lines, reason = "one of each")]
    fn samples() -> Vec<Message> {
        let totals =
            Totals { n_errors: 1, n_warnings: 2, n_notes: 3, elapsed: Duration::from_millis(20) };
        let refusal = |reason| Message::Refused(Refusal { folder: "ut".into(), reason });
        let foreign = |obstacle| Message::Foreign(Foreign { path: "a/b.html".into(), obstacle });
        let unreadable = Unreadable {
            path: "a.md".into(),
            on_disk: "content/a.md".into(),
            problem: "Permission denied".into(),
        };
        let mut all = vec![
            Message::NoFolder("x".into()),
            Message::NotFolder("x".into()),
            Message::NoContent("x/content".into()),
            Message::BadBaseUrl("ftp://x".into()),
            Message::BadDate("2014-13".into()),
            Message::UnknownCode("brokenlink".into(), Some("broken-link".into())),
            Message::UnknownCode("zzz".into(), None),
            Message::UnknownTopic("radt".into(), Some("radet".into())),
            Message::UnknownTopic("zzz".into(), None),
            Message::Unreadable(unreadable),
            Message::NotWritten,
            Message::ErrorsNow(0),
            Message::ErrorsNow(1),
            Message::ErrorsNow(2),
            Message::Hide,
            Message::WarningsHere(0),
            Message::WarningsHere(1),
            Message::WarningsHere(2),
            Message::DraftsShown(Drafts::Leave),
            Message::DraftsShown(Drafts::Publish),
            Message::AsOfDay,
            Message::Edit,
            Message::EditHint,
            Message::Took(Duration::from_millis(12)),
            Message::Interrupted,
            Message::Lost { folder: "content".into(), problem: "Permission denied".into() },
            Message::PortTaken(([127, 0, 0, 1], 4000).into()),
            Message::OpenToNetwork(vec!["http://192.168.1.5:4000/".into()]),
            Message::OpenToNetwork(Vec::new()),
            Message::Machine("cannot make x: disk full".into()),
            Message::NoBrowser("http://127.0.0.1:4000/".into()),
            Message::Excused { code: "missing-owner", place: "a.md:1:1".into() },
            Message::ExcusedTimes { code: "missing-owner", count: 1 },
            Message::Changed { n_new: 2, totals },
            Message::Found(totals),
            Message::Rendering { n_done: 1, n_all: 2 },
        ];
        all.extend(
            [
                Reason::IsContent,
                Reason::HoldsContent,
                Reason::IsRoot,
                Reason::IsHome,
                Reason::IsRepository,
            ]
            .map(refusal),
        );
        all.extend(
            [
                Obstacle::File,
                Obstacle::Folder,
                Obstacle::Link,
                Obstacle::Special,
                Obstacle::Artefact,
                Obstacle::Reserved,
            ]
            .map(foreign),
        );
        all.extend(
            [
                Notice::WatchLimit,
                Notice::InstanceLimit,
                Notice::NoEvents("nfs4".into()),
                Notice::Failed("no".into()),
            ]
            .map(Message::Polling),
        );
        all
    }

    #[test]
    fn each_message_is_one_line_without_a_full_stop_in_both_languages() {
        for message in samples() {
            let (english, swedish) =
                (text(&message, Language::English), text(&message, Language::Swedish));
            assert!(matches!(message, Message::Machine(_)) || english != swedish, "{english}");
            for words in [english, swedish] {
                assert!(!words.is_empty() && !words.contains('\n'), "{words}");
                assert!(!words.ends_with('.'), "{words}");
            }
            let help = |language| help(&message, language);
            assert_eq!(help(Language::English).len(), help(Language::Swedish).len());
        }
    }

    #[test]
    fn who_has_no_content_is_told_how_to_make_some() {
        for language in [Language::English, Language::Swedish] {
            let message = Message::NoContent("x/content".into());
            assert!(text(&message, language).contains("x/content"));
            let help = help(&message, language).join("\n");
            assert!(help.contains("--content") && help.contains("-C"), "{help}");
        }
    }
}
