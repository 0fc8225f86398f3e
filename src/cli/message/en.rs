//! English.

use super::Message;
use crate::build::{Obstacle, Reason};
use crate::cli::progress::{bar, grouped};
use crate::diagnostic::message::Language;
use crate::preview::Notice;
use crate::site::settings::Drafts;
use std::path::Path;

pub(super) fn text(message: &Message) -> String {
    match message {
        Message::NoFolder(path) => format!("there is no folder `{}`", path.display()),
        Message::NotFolder(path) => format!("`{}` is not a folder", path.display()),
        Message::NoContent(path) => {
            format!("there is no content here: the folder `{}` does not exist", path.display())
        }
        Message::BadBaseUrl(found) => format!("`{found}` is not an address of a website"),
        Message::BadDate(found) => format!("`{found}` is not a date"),
        Message::UnknownTopic(name, _) => format!("no code, entry or field is called `{name}`"),
        Message::UnknownCode(name, _) => format!("no code is called `{name}`"),
        Message::Refused(refusal) => {
            let folder = refusal.folder.display();
            format!("pakt does not write into `{folder}`: it {}", reason(refusal.reason))
        }
        Message::Foreign(foreign) => {
            format!("`{}` was not written: {}", foreign.path, obstacle(foreign.obstacle))
        }
        Message::Unreadable(file) => {
            format!("cannot read `{}`: {}", file.on_disk.display(), file.problem)
        }
        Message::NotWritten => "nothing was written, since `site.yaml` cannot be read".into(),
        Message::Interrupted => {
            "interrupted; some pages are new and others old until you build again".into()
        }
        Message::Lost { folder, problem } => lost(folder, problem),
        Message::PortTaken(address) => {
            format!("{address} is taken by another program, and `--port` asks for it")
        }
        Message::OpenToNetwork(_) => "everybody on the network can read the preview".into(),
        Message::Machine(problem) => problem.clone(),
        Message::Polling(notice) => polling(notice),
        Message::NoBrowser(url) => format!("no browser could be opened; go to {url}"),
        Message::Excused { code, place } => format!("excused: {code} in {place}"),
        Message::ExcusedTimes { code, count } => {
            format!("excused: {code} × {count}, as `pakt check` lists")
        }
        Message::Changed { n_new: 0, totals } => {
            format!("changed; {}", totals.line(Language::English))
        }
        Message::Changed { n_new, totals } => {
            format!("changed; {n_new} new of {}", totals.line(Language::English))
        }
        Message::Found(totals) => format!("found {}", totals.line(Language::English)),
        Message::ErrorsNow(0) => "no errors".into(),
        Message::ErrorsNow(1) => "1 error".into(),
        Message::ErrorsNow(n) => format!("{n} errors"),
        Message::Hide => "Hide".into(),
        Message::WarningsHere(0) => "no warnings on this page".into(),
        Message::WarningsHere(1) => "1 warning on this page".into(),
        Message::WarningsHere(n) => format!("{n} warnings on this page"),
        Message::DraftsShown(Drafts::Leave) => "drafts are hidden".into(),
        Message::DraftsShown(Drafts::Publish) => "drafts are shown".into(),
        Message::AsOfDay => "As of".into(),
        Message::Edit => "Edit".into(),
        Message::EditHint => "Alt-click opens a block".into(),
        Message::Took(took) => format!("updated in {} ms", took.as_millis()),
        Message::Rendering { n_done, n_all } => format!(
            "Rendering {} {}/{}",
            bar(*n_done, *n_all),
            grouped(*n_done, ','),
            grouped(*n_all, ',')
        ),
    }
}

/// That the content cannot be read.
fn lost(folder: &Path, problem: &str) -> String {
    let folder = folder.display();
    format!("cannot read the folder `{folder}`: {problem}; the last good site stays")
}

/// Why the preview looks for changes instead of being told.
fn polling(notice: &Notice) -> String {
    let why = match notice {
        Notice::WatchLimit => "too many folders are watched on this machine".into(),
        Notice::InstanceLimit => "too many programs watch folders on this machine".into(),
        Notice::NoEvents(name) => format!("the file system ({name}) tells of no changes"),
        Notice::Failed(words) => format!("the folders cannot be watched ({words})"),
    };
    format!("{why}; looking for changes every second instead")
}

pub(super) fn help(message: &Message) -> Vec<String> {
    let lines: &[&str] = match message {
        Message::NoContent(_) => &[
            "a site is a folder that holds `content/`: go there, or name it with `-C DIR`",
            "any folder of Markdown will do: `pakt serve --content DIR`",
            "to begin a site, make the folder `content` and in it a page, `index.md`",
        ],
        Message::BadBaseUrl(_) => &["write it in full: `https://example.org/avtalet/`"],
        Message::BadDate(_) => &["write `2011`, `2014-04` or `2014-04-01`"],
        Message::UnknownCode(_, near) | Message::UnknownTopic(_, near) => {
            let near = near.iter().map(|near| format!("did you mean `{near}`?"));
            return near.chain(["`pakt explain` lists all codes".to_owned()]).collect();
        }
        Message::PortTaken(_) => &["leave `--port` out, and the next free port is taken"],
        Message::OpenToNetwork(urls) if urls.is_empty() => {
            &["this machine is on no network now; without `--host` only it is answered"]
        }
        Message::OpenToNetwork(urls) => {
            return vec![format!("on a phone on the same network open {}", urls.join(" or "))];
        }
        Message::Refused(_) => &["name another folder with `-o DIR`"],
        Message::Foreign(foreign) => match foreign.obstacle {
            Obstacle::Artefact | Obstacle::Reserved => &["give the page or file another name"],
            _ => &["move it away, or name another folder with `-o DIR`"],
        },
        Message::Polling(notice) => match notice.sysctl() {
            Some(name) => return vec![format!("raise `{name}` with `sysctl`")],
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
        Reason::IsContent => "is the content folder",
        Reason::HoldsContent => "holds the content folder",
        Reason::IsRoot => "is the root of the file system",
        Reason::IsHome => "is your home folder",
        Reason::IsRepository => "is the top of a git repository",
    }
}

fn obstacle(obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::File => "a file that pakt did not write stands there",
        Obstacle::Folder => "a folder with files that pakt did not write stands there",
        Obstacle::Link => "a symbolic link stands there",
        Obstacle::Special => "something that is no file stands there",
        Obstacle::Artefact => "another page needs a folder of that name",
        Obstacle::Reserved => "pakt keeps that name for itself",
    }
}
