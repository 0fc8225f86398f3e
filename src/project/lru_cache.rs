//! A two-entry LRU cache for values that are expensive to build and rarely requested.

use std::sync::{Arc, Mutex, PoisonError};

/// The number of cached values.
const CAPACITY: usize = 2;

/// A cache of two values. A third one replaces the one that was requested least recently.
#[derive(Debug)]
pub(super) struct LruCache<K, V>(Mutex<Vec<(K, Arc<V>)>>);

impl<K, V> Default for LruCache<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq, V> LruCache<K, V> {
    /// Returns the cached value for `key`, or builds it. Concurrent callers block while it is
    /// built.
    pub(super) fn get_or_build(&self, key: K, build: impl FnOnce() -> Arc<V>) -> Arc<V> {
        // A panic in `build` leaves the cache as it was, so a poisoned lock can be used.
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value = match entries.iter().position(|(cached_key, _)| *cached_key == key) {
            Some(index) => entries.remove(index).1,
            None => build(),
        };
        entries.truncate(CAPACITY - 1);
        entries.insert(0, (key, Arc::clone(&value)));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_values_are_cached_and_the_least_recently_used_is_replaced() {
        let cache = LruCache::default();
        let mut built_keys = Vec::new();
        for key in [1, 2, 1, 3, 1, 2] {
            let value = cache.get_or_build(key, || {
                built_keys.push(key);
                Arc::new(key * 10)
            });
            assert_eq!(*value, key * 10);
        }
        assert_eq!(built_keys, [1, 2, 3, 2]);
    }
}
