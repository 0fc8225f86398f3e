//! The lists of types: what `[[forum]]` and `menu: [forum]` mean if no entry has that name.

use super::address::{fold_name, page_address};
use super::site_lookup::SiteLookup;
use crate::schema::{EntryType, EntryTypeId, Schema};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The list of a type: the section in which the entries of the type have their addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypeList {
    pub(super) kind: EntryTypeId,
    /// In the default language.
    pub(super) address: Arc<str>,
}

/// The lists of all types, by the folded id of the type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TypeLists {
    by_id: BTreeMap<String, TypeList>,
}

impl TypeLists {
    /// Returns the lists of the types that have a folder of addresses.
    pub(super) fn new(schema: &Schema) -> Self {
        let types = schema.types.iter().filter(|(_, kind)| !kind.path.is_empty());
        let list = |(id, kind): (&EntryTypeId, &Arc<EntryType>)| {
            let address = page_address(&kind.path).into();
            (fold_name(id), TypeList { kind: id.clone(), address })
        };
        Self { by_id: types.map(list).collect() }
    }

    /// Returns the list of the type with an id.
    pub(super) fn get(&self, id: &str) -> Option<&TypeList> {
        self.by_id.get(&fold_name(id))
    }
}

impl<'a> SiteLookup<'a> {
    /// Returns the list of the type with an id. `None` means that there is no such type, or that
    /// nothing is in its list.
    pub(super) fn find_type_list(self, id: &str) -> Option<&'a TypeList> {
        let list = self.names.type_lists.get(id)?;
        self.names.addresses.get(&list.address).map(|_| list)
    }
}
