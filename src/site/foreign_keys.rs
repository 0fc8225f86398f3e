//! Keys of front matter that other generators use, with pakt's key for the same thing.

/// What a folder without `site.yaml` does with the value of a key of another generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ForeignKey {
    /// It is the value of pakt's key with this name.
    Same(&'static str),
    /// It is added to the tags.
    MoreTags,
    /// It is an address that the page had, from the top of the site.
    Address,
    /// It is the last part of an address that the page had.
    Slug,
}

impl ForeignKey {
    /// Returns pakt's key for the same thing.
    pub(super) fn own_key(self) -> &'static str {
        match self {
            Self::Same(key) => key,
            Self::MoreTags => "tags",
            Self::Address | Self::Slug => "aliases",
        }
    }
}

static FOREIGN_KEYS: [(&str, ForeignKey); 45] = [
    ("date", ForeignKey::Same("published")),
    ("pubdate", ForeignKey::Same("published")),
    ("pub_date", ForeignKey::Same("published")),
    ("publishdate", ForeignKey::Same("published")),
    ("publish_date", ForeignKey::Same("published")),
    ("publisheddate", ForeignKey::Same("published")),
    ("date_published", ForeignKey::Same("published")),
    ("created", ForeignKey::Same("published")),
    ("created_at", ForeignKey::Same("published")),
    ("lastmod", ForeignKey::Same("updated")),
    ("lastmodified", ForeignKey::Same("updated")),
    ("last_modified", ForeignKey::Same("updated")),
    ("last_modified_at", ForeignKey::Same("updated")),
    ("last_updated", ForeignKey::Same("updated")),
    ("lastupdated", ForeignKey::Same("updated")),
    ("modified", ForeignKey::Same("updated")),
    ("date_modified", ForeignKey::Same("updated")),
    ("updated_at", ForeignKey::Same("updated")),
    ("weight", ForeignKey::Same("order")),
    ("nav_order", ForeignKey::Same("order")),
    ("sidebar_position", ForeignKey::Same("order")),
    ("sidebar_order", ForeignKey::Same("order")),
    ("navorder", ForeignKey::Same("order")),
    ("nav_weight", ForeignKey::Same("order")),
    ("position", ForeignKey::Same("order")),
    ("redirect_from", ForeignKey::Same("aliases")),
    ("redirectfrom", ForeignKey::Same("aliases")),
    ("redirects", ForeignKey::Same("aliases")),
    ("old_urls", ForeignKey::Same("aliases")),
    ("alias", ForeignKey::Same("aliases")),
    ("lang", ForeignKey::Same("language")),
    ("locale", ForeignKey::Same("language")),
    ("summary", ForeignKey::Same("description")),
    ("excerpt", ForeignKey::Same("description")),
    ("abstract", ForeignKey::Same("description")),
    ("meta_description", ForeignKey::Same("description")),
    ("tag", ForeignKey::Same("tags")),
    ("keywords", ForeignKey::Same("tags")),
    ("categories", ForeignKey::MoreTags),
    ("category", ForeignKey::MoreTags),
    ("maintainer", ForeignKey::Same("owner")),
    ("permalink", ForeignKey::Address),
    ("url", ForeignKey::Address),
    ("path", ForeignKey::Address),
    ("slug", ForeignKey::Slug),
];

/// Returns what a key of another generator means, in any letter case and with `-` or `_`.
pub(super) fn foreign_key(name: &str) -> Option<ForeignKey> {
    let folded = name.to_ascii_lowercase().replace('-', "_");
    FOREIGN_KEYS.iter().find(|(foreign, _)| *foreign == folded).map(|(_, key)| *key)
}

/// Returns an address of a site that a value gives. `None` means that it is something else: a whole
/// URL, a pattern such as `/:year/:title/`, or an expression of a template.
pub(super) fn site_address(value: &str) -> Option<String> {
    let path = value.trim();
    let is_plain = !path.is_empty() && !path.contains([':', '{', '}', '<', '>', '*', '?', '#']);
    is_plain.then(|| format!("/{}", path.trim_start_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::PublicationKey;
    use crate::parse::handbook_rows::handbook_line;

    #[test]
    fn the_handbook_lists_the_keys_that_hold_a_page_until_a_day() {
        let holding = FOREIGN_KEYS.iter().filter(|(name, key)| {
            *key == ForeignKey::Same("published") && PublicationKey::from_name(name).is_none()
        });
        let names: Vec<&str> = holding.map(|(name, _)| *name).collect();
        assert_eq!(handbook_line("`created`"), names);
    }
}
