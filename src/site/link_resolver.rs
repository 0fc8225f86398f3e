//! Resolves all links of a text, and finds each destination once.
//!
//! A name can mean as many pages as there are folders, and a text can have as many links to it.

use super::find_destination::FoundDestination;
use super::resolve_link::LinkResolution;
use super::site_lookup::SiteLookup;
use super::snapshot::Site;
use super::text_ref::TextRef;
use crate::parse::{LinkForm, OutlineLink};
use std::collections::HashMap;
use std::collections::hash_map::Entry as MapEntry;

/// The destinations that the links of one text have so far.
pub(super) struct DestinationFinder<'a> {
    lookup: SiteLookup<'a>,
    place: TextRef<'a>,
    by_text: HashMap<(LinkForm, &'a str), FoundDestination>,
}

impl<'a> DestinationFinder<'a> {
    pub(super) fn new(lookup: SiteLookup<'a>, place: TextRef<'a>) -> Self {
        Self { lookup, place, by_text: HashMap::new() }
    }

    /// Returns what the destination of a link names, and whether an earlier link has the same.
    pub(super) fn find(&mut self, link: &'a OutlineLink) -> (&FoundDestination, bool) {
        match self.by_text.entry((link.form, &link.destination)) {
            MapEntry::Occupied(known) => (known.into_mut(), true),
            MapEntry::Vacant(slot) => {
                (slot.insert(self.lookup.find_destination(self.place, link)), false)
            }
        }
    }
}

/// Resolves the links of one text of a site.
pub struct LinkResolver<'a> {
    site: &'a Site,
    place: TextRef<'a>,
    destinations: DestinationFinder<'a>,
}

impl<'a> LinkResolver<'a> {
    /// Resolves a link of the text, as [`Site::resolve_link`] does.
    pub fn resolve(&mut self, link: &'a OutlineLink) -> LinkResolution {
        let (found_destination, _) = self.destinations.find(link);
        let lookup = self.site.lookup();
        let resolution =
            lookup.resolve_destination(self.place, link, &found_destination.destination);
        self.site.without_refused_embed(self.place, link, resolution)
    }
}

impl Site {
    /// Returns a resolver of the links of a text.
    #[must_use]
    pub fn link_resolver<'a>(&'a self, place: TextRef<'a>) -> LinkResolver<'a> {
        LinkResolver {
            site: self,
            place,
            destinations: DestinationFinder::new(self.lookup(), place),
        }
    }
}
