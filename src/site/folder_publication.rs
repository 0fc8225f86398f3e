//! Reads what an index page says about the publication of all pages in its folder: `cascade:`.

use super::config::SiteConfig;
use super::page_files::is_index_file;
use super::publication::DeclaredPublication;
use super::publication_decision::{decide, inner_keys, publication_pair};
use crate::parse::yaml::YamlNode;
use crate::parse::{ParsedContent, ParsedFile, PublicationKey};

/// Returns what the value of `cascade:`, a map or a list of maps, says about the publication of the
/// pages in its folder. That of a map for some of the pages only is unclear.
pub(super) fn cascade_publication(node: &YamlNode) -> DeclaredPublication {
    let mut all = DeclaredPublication::default();
    for map in node.items_or_self() {
        let mut publication = DeclaredPublication::default();
        for (key, value) in map.map_entries() {
            match publication_pair(key, value) {
                Some((PublicationKey::OtherKeys, map)) => inner_keys(&map)
                    .for_each(|it| decide(it.key, &it.value).apply_to(&mut publication)),
                Some((key, value)) => decide(key, &value).apply_to(&mut publication),
                None => {}
            }
        }
        let is_for_some = ["target", "_target"].iter().any(|name| map.get(name).is_some());
        publication.is_unclear |= is_for_some && publication.can_hold_back();
        all.inherit(&publication);
    }
    all
}

/// Returns whether the value of `cascade:` has a key about publication that is misspelled.
pub(super) fn has_misspelled_key(node: &YamlNode) -> bool {
    let maps = node.items_or_self().iter();
    let mut pairs = maps.flat_map(YamlNode::map_entries);
    pairs.any(|(key, value)| match publication_pair(key, value) {
        Some((PublicationKey::OtherKeys, map)) => inner_keys(&map).any(|it| is_misspelled(it.name)),
        Some(_) => is_misspelled(key),
        None => false,
    })
}

fn is_misspelled(key: &YamlNode) -> bool {
    key.as_str().is_some_and(|name| {
        PublicationKey::from_name(name).is_none() && PublicationKey::split_joined(name).is_none()
    })
}

/// Returns what a file says about the publication of all pages in its folder, if it is an index
/// page, with the beginning of the paths of those pages. `None` means that it says nothing.
pub(super) fn folder_publication(
    parsed: &ParsedFile,
    config: &SiteConfig,
) -> Option<(String, DeclaredPublication)> {
    let ParsedContent::Markdown(markdown) = &parsed.kind else { return None };
    let pairs = markdown.front.as_ref()?.map_entries();
    let is_cascade = |key: &YamlNode| {
        key.as_str().and_then(PublicationKey::from_name) == Some(PublicationKey::Cascade)
    };
    let (_, node) = pairs.iter().find(|(key, _)| is_cascade(key))?;
    let publication = cascade_publication(node);
    let path = &*parsed.file.path;
    let folder = path.rfind('/').map_or("", |slash| path.get(..=slash).unwrap_or_default());
    let prefix = if is_index_file(path, config) { folder } else { path };
    publication.can_hold_back().then(|| (prefix.to_owned(), publication))
}
