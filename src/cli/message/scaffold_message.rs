//! The messages of `new` and `add`.

use super::{CliMessage, MessageLevel};
use crate::diagnostic::ReportLanguage;
use std::path::PathBuf;

/// The most names of files that a message lists.
const MAX_NAMES: usize = 5;

/// A message of `new` or `add`.
#[derive(Clone, Debug)]
pub(in crate::cli) enum ScaffoldMessage {
    /// No type has this name. The types are listed.
    UnknownEntryType { name: String, nearest: Option<String>, types: Vec<String> },
    /// The title of a new entry gives no id.
    NoIdInTitle(String),
    /// There is an entry with the id of a new one, at this place.
    EntryExists { id: String, place: String },
    /// The folder for a new site has these names in it.
    FolderNotEmpty { folder: PathBuf, names: Vec<String> },
    /// A new site was made, with this many files.
    SiteCreated { folder: PathBuf, count: usize },
}

impl From<ScaffoldMessage> for CliMessage {
    fn from(message: ScaffoldMessage) -> Self {
        Self::Scaffold(message)
    }
}

impl ScaffoldMessage {
    pub(super) fn level(&self) -> MessageLevel {
        match self {
            Self::SiteCreated { .. } => MessageLevel::Note,
            Self::UnknownEntryType { .. }
            | Self::NoIdInTitle(_)
            | Self::EntryExists { .. }
            | Self::FolderNotEmpty { .. } => MessageLevel::Error,
        }
    }

    pub(super) fn english_text(&self) -> String {
        match self {
            Self::UnknownEntryType { name, .. } => format!("there is no type `{name}`"),
            Self::NoIdInTitle(title) => format!("`{title}` gives no id"),
            Self::EntryExists { id, place } => format!("there is a `{id}` already: {place}"),
            Self::FolderNotEmpty { folder, names } => {
                let names = listed_names(names, ReportLanguage::English);
                format!("`{}` is not empty: it holds {names}", folder.display())
            }
            Self::SiteCreated { folder, count } => {
                format!("made a site of {count} files in `{}`", folder.display())
            }
        }
    }

    pub(super) fn swedish_text(&self) -> String {
        match self {
            Self::UnknownEntryType { name, .. } => format!("det finns ingen typ `{name}`"),
            Self::NoIdInTitle(title) => format!("`{title}` ger inget id"),
            Self::EntryExists { id, place } => format!("det finns redan en `{id}`: {place}"),
            Self::FolderNotEmpty { folder, names } => {
                let names = listed_names(names, ReportLanguage::Swedish);
                format!("`{}` är inte tom: där finns {names}", folder.display())
            }
            Self::SiteCreated { folder, count } => {
                format!("gjorde en webbplats med {count} filer i `{}`", folder.display())
            }
        }
    }

    pub(super) fn english_help(&self) -> Vec<String> {
        let line = match self {
            Self::UnknownEntryType { nearest, types, .. } => {
                let nearest = nearest.iter().map(|nearest| format!("did you mean `{nearest}`?"));
                let types = format!("the types are {}", types.join(", "));
                return nearest.chain([types]).collect();
            }
            Self::NoIdInTitle(_) => {
                "choose a title with letters from a to z or digits, and not a word that pakt uses itself"
            }
            Self::EntryExists { .. } => "choose another title, or change that one",
            Self::FolderNotEmpty { .. } => "name another folder, or move what is in it",
            Self::SiteCreated { .. } => return Vec::new(),
        };
        vec![line.into()]
    }

    pub(super) fn swedish_help(&self) -> Vec<String> {
        let line = match self {
            Self::UnknownEntryType { nearest, types, .. } => {
                let nearest = nearest.iter().map(|nearest| format!("menade du `{nearest}`?"));
                let types = format!("typerna är {}", types.join(", "));
                return nearest.chain([types]).collect();
            }
            Self::NoIdInTitle(_) => {
                "välj en titel med bokstäver från a till z eller siffror, och inte ett ord som pakt använder självt"
            }
            Self::EntryExists { .. } => "välj en annan titel, eller ändra i den som finns",
            Self::FolderNotEmpty { .. } => "ange en annan mapp, eller flytta det som finns där",
            Self::SiteCreated { .. } => return Vec::new(),
        };
        vec![line.into()]
    }

    #[cfg(test)]
    pub(super) fn samples() -> Vec<Self> {
        let folder = || PathBuf::from("x");
        vec![
            Self::UnknownEntryType {
                name: "part".into(),
                nearest: Some("party".into()),
                types: vec!["party".into()],
            },
            Self::NoIdInTitle("***".into()),
            Self::EntryExists { id: "ekby".into(), place: "content/parties.yaml:3".into() },
            Self::FolderNotEmpty { folder: folder(), names: vec!["a".into()] },
            Self::FolderNotEmpty {
                folder: folder(),
                names: ["a", "b", "c", "d", "e", "f"].map(str::to_owned).into(),
            },
            Self::SiteCreated { folder: folder(), count: 20 },
        ]
    }
}

/// Returns names in backticks, separated by commas, and how many are left out.
fn listed_names(names: &[String], language: ReportLanguage) -> String {
    let shown = names.iter().take(MAX_NAMES).map(|name| format!("`{name}`"));
    let shown = shown.collect::<Vec<_>>().join(", ");
    let n_left_out = names.len().saturating_sub(MAX_NAMES);
    match (n_left_out, language) {
        (0, _) => shown,
        (_, ReportLanguage::English) => format!("{shown} and {n_left_out} more"),
        (_, ReportLanguage::Swedish) => format!("{shown} och {n_left_out} till"),
    }
}
