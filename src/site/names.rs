//! What a link may call an entry or a file: id, alias, title, file name, path, address.

use super::address::{self, composed, fold};
use super::entry::{Entry, EntryIndex, Origin};
use crate::schema::Text;
use std::collections::HashMap;
use std::sync::Arc;

/// With more entries of another title, looking through them at each look-up costs too much.
const MAX_RENAMED: usize = 64;

/// How good a name is; `[[x]]` finds by the best that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Id,
    Alias,
    Title,
    Stem,
}

/// What a path in the content folder is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum At {
    /// A text of an entry, in one of its languages if the path says which.
    Entry(EntryIndex, Option<usize>),
    /// A file that is copied, by its path on disk.
    Asset(Arc<str>),
    /// A generated page, by its address.
    Generated(Arc<str>),
}

/// All names of a site. Built once; look-ups only. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    by_name: Arc<HashMap<String, Vec<(Rank, EntryIndex)>>>,
    by_path: Arc<HashMap<String, Vec<(String, At)>>>,
    by_address: Arc<HashMap<Arc<str>, At>>,
    /// Assets by folded file name.
    by_file_name: Arc<HashMap<String, Vec<Arc<str>>>>,
    /// What has had another title since.
    renamed: Vec<Rename>,
}

/// An entry that has another title than it had, each folded, in every language.
#[derive(Clone, Debug)]
pub(super) struct Rename {
    pub(super) entry: EntryIndex,
    pub(super) then: Vec<String>,
    pub(super) now: Vec<String>,
}

/// What `[[name]]` found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    One(EntryIndex),
    /// Several that are equally near, in path order.
    Tie(Vec<EntryIndex>),
}

impl Names {
    pub(super) fn new(entries: &[Arc<Entry>], assets: &[Arc<str>]) -> Self {
        let mut names = Self::default();
        for (at, entry) in entries.iter().enumerate() {
            names.add_entry(EntryIndex(at), entry);
        }
        // Old addresses lead on, where nothing of today has them.
        for (at, entry) in entries.iter().enumerate() {
            for (alias, _) in entry.meta.aliases.iter().filter(|(alias, _)| alias.starts_with('/'))
            {
                let alias = alias.strip_suffix(".html").unwrap_or(alias);
                let address: Arc<str> = address::of_path(alias).into();
                let known = Arc::make_mut(&mut names.by_address);
                known.entry(address).or_insert(At::Entry(EntryIndex(at), None));
            }
        }
        for path in assets {
            names.add_path(path, At::Asset(Arc::clone(path)));
            let name = path.rsplit('/').next().unwrap_or(path);
            let known = Arc::make_mut(&mut names.by_file_name);
            known.entry(fold(name)).or_default().push(Arc::clone(path));
        }
        names
    }

    fn add_entry(&mut self, at: EntryIndex, entry: &Entry) {
        if matches!(entry.origin, Origin::Mentioned) {
            // What is only mentioned never stands in the way of what is written.
            if let (Text::Everywhere(title), true) = (&entry.title, &*entry.kind.id != "tag") {
                self.add_name(Rank::Stem, title, at);
            }
            return self.add_addresses(at, entry);
        }
        self.add_name(Rank::Id, &entry.id, at);
        for (alias, _) in entry.meta.aliases.iter().filter(|(alias, _)| !alias.starts_with('/')) {
            self.add_name(Rank::Alias, alias, at);
        }
        for title in entry.title.all() {
            self.add_name(Rank::Title, title, at);
        }
        for version in &entry.versions {
            let Some(file) = &version.file else { continue };
            let language = (entry.versions.len() > 1)
                .then(|| entry.versions.iter().position(|v| v.language == version.language))
                .flatten();
            // The first language's file stands for the entry in any language.
            self.add_path(&file.file.path, At::Entry(at, language.filter(|n| *n > 0)));
        }
        let path = entry.path();
        if entry.versions.iter().any(|version| version.file.is_some()) {
            let stem = path.rsplit('/').next().unwrap_or(path);
            let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
            self.add_name(Rank::Stem, stem, at);
        }
        self.add_addresses(at, entry);
    }

    fn add_addresses(&mut self, at: EntryIndex, entry: &Entry) {
        for (language, address) in entry.addresses.iter().enumerate() {
            let language = (language > 0).then_some(language);
            let known = Arc::make_mut(&mut self.by_address);
            known.entry(Arc::clone(address)).or_insert(At::Entry(at, language));
        }
    }

    fn add_name(&mut self, rank: Rank, name: &str, at: EntryIndex) {
        let list = Arc::make_mut(&mut self.by_name).entry(fold(name.trim())).or_default();
        if !list.contains(&(rank, at)) {
            list.push((rank, at));
        }
    }

    fn add_path(&mut self, path: &str, at: At) {
        let exact = composed(path);
        let list = Arc::make_mut(&mut self.by_path).entry(fold(&exact)).or_default();
        list.push((exact.into_owned(), at));
    }

    /// Makes an address known that no entry has.
    pub(super) fn add_generated(&mut self, address: &Arc<str>) {
        Arc::make_mut(&mut self.by_address)
            .entry(Arc::clone(address))
            .or_insert_with(|| At::Generated(Arc::clone(address)));
    }

    /// Makes the new title of an entry known in the place of the old one; false if that has been
    /// done for so many that building anew is as fast.
    pub(super) fn rename(&mut self, rename: Rename) -> bool {
        match self.renamed.iter_mut().find(|known| known.entry == rename.entry) {
            Some(known) => known.now = rename.now,
            None => self.renamed.push(rename),
        }
        self.renamed.len() <= MAX_RENAMED
    }

    /// The file at a path; in the same letter case if there is one, else in any.
    pub(super) fn path(&self, path: &str) -> Option<&At> {
        let exact = composed(path);
        let list = self.by_path.get(&fold(&exact))?;
        list.iter().find(|(name, _)| *name == exact).or(list.first()).map(|(_, at)| at)
    }

    /// What has an address.
    pub(super) fn address(&self, address: &str) -> Option<&At> {
        self.by_address.get(address)
    }

    /// The asset of that name that is nearest to a folder.
    pub(super) fn asset(&self, name: &str, folder: &str) -> Option<&Arc<str>> {
        let file_name = name.rsplit('/').next().unwrap_or(name);
        let list = self.by_file_name.get(&fold(file_name))?;
        let wanted = format!("/{}", fold(name));
        let fits = list.iter().filter(|path| format!("/{}", fold(path)).ends_with(&wanted));
        fits.max_by_key(|path| (shared_folders(path, folder), std::cmp::Reverse(path.len())))
    }

    /// The entry of that id, alias, title, file name or path's end, nearest to a folder.
    pub(super) fn entry(&self, name: &str, folder: &str, entries: &[Arc<Entry>]) -> Option<Found> {
        let folded = fold(name.trim());
        let path_of = |at: EntryIndex| entries.get(at.0).map_or("", |entry| entry.path());
        let mut candidates: Vec<(Rank, EntryIndex)> =
            self.by_name.get(&folded).cloned().unwrap_or_default();
        for rename in &self.renamed {
            let title = (Rank::Title, rename.entry);
            if rename.then.contains(&folded) {
                candidates.retain(|candidate| *candidate != title);
            }
            candidates.extend(rename.now.contains(&folded).then_some(title));
        }
        if candidates.is_empty() {
            // A path's end: `folder/page` for `top/folder/page.md`.
            let (_, last) = folded.rsplit_once('/')?;
            let wanted = format!("/{folded}.");
            candidates.extend(self.by_name.get(last)?.iter().copied().filter(|(rank, at)| {
                *rank == Rank::Stem && format!("/{}", fold(path_of(*at))).contains(&wanted)
            }));
        }
        let best = candidates.iter().map(|(rank, _)| *rank).min()?;
        candidates.retain(|(rank, _)| *rank == best);
        let nearness = |at: EntryIndex| shared_folders(path_of(at), folder);
        let nearest = candidates.iter().map(|(_, at)| nearness(*at)).max()?;
        let mut found: Vec<EntryIndex> = candidates
            .into_iter()
            .map(|(_, at)| at)
            .filter(|at| nearness(*at) == nearest)
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [one] => Some(Found::One(*one)),
            _ => Some(Found::Tie(found)),
        }
    }

    /// Every id, title and path, for "did you mean".
    pub(super) fn all<'a>(&'a self, entries: &'a [Arc<Entry>]) -> Vec<&'a str> {
        let mut all: Vec<&str> = entries.iter().map(|entry| &*entry.id).collect();
        all.extend(entries.iter().map(|entry| entry.path()));
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// How many folders from the top two places share.
fn shared_folders(path: &str, folder: &str) -> usize {
    let own = path.rsplit_once('/').map_or("", |(own, _)| own);
    own.split('/').zip(folder.split('/')).take_while(|(a, b)| a == b && !a.is_empty()).count()
}

/// Joins a relative path to a folder; none if it climbs above the top.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|part| !part.is_empty()).collect()
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// Undoes `%20` and the like, once; what is no UTF-8 stays as written.
pub(super) fn percent_decode(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        let pair = (byte == b'%').then(|| (ahead.next(), ahead.next()));
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        match pair.map(|(high, low)| (digit(high), digit(low))) {
            Some((Some(high), Some(low))) => {
                bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'%'));
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The address that a path written as an address would have.
pub(super) fn as_address(path: &str) -> String {
    address::of_path(path)
}
