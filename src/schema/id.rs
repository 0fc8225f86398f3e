//! Ids: the names that content gives to entries, types and fields.

use std::borrow::Borrow;
use std::fmt::{self, Debug, Display};
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;

/// The id of an entry: unique among declared entries. The id of a page is its path.
pub type EntryId = Id<EntryIds>;

/// The id of an entry type: the stem of its file in `_types/`.
pub type EntryTypeId = Id<EntryTypeIds>;

/// The id of a field, which is its key in front matter. A field of a group is `group.field` where
/// it is named from outside of the group.
pub type FieldId = Id<FieldIds>;

/// The marker of [`EntryId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryIds {}

/// The marker of [`EntryTypeId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryTypeIds {}

/// The marker of [`FieldId`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldIds {}

/// A name that cannot be mistaken for a name of another kind. Cloning it is cheap.
///
/// Equality, order and hash are those of the text, so maps can be searched with a `&str`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id<Kind> {
    text: Arc<str>,
    kind: PhantomData<Kind>,
}

impl<Kind> From<&str> for Id<Kind> {
    fn from(text: &str) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl<Kind> From<String> for Id<Kind> {
    fn from(text: String) -> Self {
        Arc::<str>::from(text).into()
    }
}

impl<Kind> From<Arc<str>> for Id<Kind> {
    fn from(text: Arc<str>) -> Self {
        Self { text, kind: PhantomData }
    }
}

impl<Kind> Deref for Id<Kind> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<Kind> Borrow<str> for Id<Kind> {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl<Kind> Display for Id<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&*self.text, f)
    }
}

/// As the text, in quotation marks.
impl<Kind> Debug for Id<Kind> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&*self.text, f)
    }
}
