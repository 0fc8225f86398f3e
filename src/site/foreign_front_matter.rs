//! Reads the keys of other generators that mean the same as a key of pakt, in a folder without
//! `site.yaml`.

use super::entry_front_matter::{FrontMatter, FrontMatterDialect, FrontMatterReader};
use super::foreign_keys::{ForeignKey, foreign_key, site_address};
use crate::diagnostic::{ExpectedKind, Span, parse_bool};
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::value::read_text;

/// An address that the page had in another generator.
#[derive(Clone, Debug)]
pub(super) struct OldAddress {
    pub(super) kind: ForeignKey,
    /// From the top, or its last part.
    pub(super) path: String,
    pub(super) span: Span,
}

impl FrontMatterReader<'_> {
    /// Reads a key that pakt does not have. In a folder without `site.yaml` those of other
    /// generators are understood, unless pakt's own key is there as well.
    pub(super) fn read_other_key(
        &mut self,
        front: &mut FrontMatter,
        key: &YamlNode,
        node: &YamlNode,
        is_own_given: impl Fn(&str) -> bool,
    ) -> bool {
        let foreign = foreign_key(key.as_str().unwrap_or_default());
        let foreign = foreign.filter(|_| self.dialect == FrontMatterDialect::Compatible);
        match foreign {
            Some(_) if matches!(node.kind, NodeKind::Empty) => true,
            Some(ForeignKey::Same(own_key)) if !is_own_given(own_key) => {
                match own_key {
                    "description" => front.description = read_text(node, &mut self.sink),
                    "aliases" => {
                        let addresses = self.read_strings(node).into_iter();
                        let addresses = addresses.map(|(path, span)| match site_address(&path) {
                            Some(address) => (address, span),
                            None => (path, span),
                        });
                        front.meta.aliases.extend(addresses);
                    }
                    // Material for MkDocs: `date: {created: 2024-05-01, updated: 2024-06-02}`.
                    "published" if matches!(node.kind, NodeKind::Map(_)) => {
                        for (key, day) in node.map_entries() {
                            match key.as_str() {
                                Some("created" | "published") => {
                                    self.read_other_day(front, "published", day);
                                }
                                Some("updated" | "modified") => {
                                    self.read_other_day(front, "updated", day);
                                }
                                _ => self.sink.push_wrong_kind(node, ExpectedKind::Date),
                            }
                        }
                    }
                    _ => self.read_other_day(front, own_key, node),
                }
                true
            }
            Some(ForeignKey::MoreTags) => {
                let tags = self.read_strings(node);
                self.note_draft_tags(&tags);
                front.more_tags.extend(tags);
                true
            }
            Some(kind @ (ForeignKey::Address | ForeignKey::Slug)) => {
                let path = node.as_str().and_then(site_address);
                let span = self.sink.span(&node.range);
                let is_understood = path.is_some();
                front.old_addresses.extend(path.map(|path| OldAddress { kind, path, span }));
                is_understood
            }
            Some(ForeignKey::Same(_)) | None => false,
        }
    }

    /// Reads the value of a key such as `date`, which is not there to decide about publication.
    fn read_other_day(&mut self, front: &mut FrontMatter, own_key: &str, node: &YamlNode) {
        match own_key {
            "published" if node.as_str().and_then(parse_bool).is_some() => {}
            "published" => self.read_page_date(&mut front.meta, node),
            _ => self.read_meta(&mut front.meta, own_key, node),
        }
    }
}
