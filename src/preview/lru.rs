//! A two-entry LRU cache for values that are expensive to build and rarely requested.

use std::sync::{Arc, Mutex, PoisonError};

/// How many values are kept.
const CAPACITY: usize = 2;

/// The most recently requested values, by key.
#[derive(Debug)]
pub struct LruCache<K, V>(Mutex<Vec<(K, Arc<V>)>>);

impl<K, V> Default for LruCache<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq, V> LruCache<K, V> {
    /// Returns the cached value for `key`, or builds it. Other callers wait while it is built.
    pub fn get_or_build(&self, key: K, build: impl FnOnce() -> V) -> Arc<V> {
        // If `build` panics, nothing was inserted: a poisoned cache is still consistent.
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value = match entries.iter().position(|(entry_key, _)| *entry_key == key) {
            Some(index) => entries.remove(index).1,
            None => Arc::new(build()),
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
    fn the_least_recently_used_value_is_removed() {
        let cache = LruCache::default();
        let mut built_keys = Vec::new();
        for key in [1, 2, 1, 3, 1, 2] {
            let value = cache.get_or_build(key, || {
                built_keys.push(key);
                key * 10
            });
            assert_eq!(*value, key * 10);
        }
        assert_eq!(built_keys, [1, 2, 3, 2]);
    }
}
