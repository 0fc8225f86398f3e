//! What a later room computes from a site at first use, and keeps with it.

use std::any::Any;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// A place for one value, which must be a pure function of the site (and of what it holds itself).
/// A copy of a site, which may become another, begins without it.
#[derive(Default)]
pub(super) struct MemoSlot(OnceLock<Arc<dyn Any + Send + Sync>>);

impl MemoSlot {
    /// The value, made now if nobody has asked before; none if a value of another type is kept.
    pub(super) fn get_or_make<T: Any + Send + Sync>(
        &self,
        make: impl FnOnce() -> T,
    ) -> Option<Arc<T>> {
        Arc::clone(self.0.get_or_init(|| Arc::new(make()))).downcast().ok()
    }
}

impl Clone for MemoSlot {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for MemoSlot {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.get().is_some() { "Kept" } else { "Nothing" })
    }
}
