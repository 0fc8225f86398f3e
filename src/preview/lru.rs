//! The few values that were asked for last: what is costly to make and seldom asked for.

use std::sync::{Arc, Mutex, PoisonError};

/// How many are kept.
const CAPACITY: usize = 2;

/// At most two values by their keys; the one that was asked for longest ago makes room.
#[derive(Debug)]
pub struct LruCache<K, V>(Mutex<Vec<(K, Arc<V>)>>);

impl<K, V> Default for LruCache<K, V> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<K: PartialEq, V> LruCache<K, V> {
    /// The value of a key, made if it is not kept. Others who ask wait meanwhile.
    pub fn get_or_make(&self, key: K, make: impl FnOnce() -> V) -> Arc<V> {
        // A value that panicked while it was made was not put in: what is kept is whole.
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let value = match kept.iter().position(|(own, _)| *own == key) {
            Some(index) => kept.remove(index).1,
            None => Arc::new(make()),
        };
        kept.truncate(CAPACITY - 1);
        kept.insert(0, (key, Arc::clone(&value)));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_are_kept_and_the_oldest_makes_room() {
        let few = LruCache::default();
        let mut made = Vec::new();
        for key in [1, 2, 1, 3, 1, 2] {
            let value = few.get_or_make(key, || {
                made.push(key);
                key * 10
            });
            assert_eq!(*value, key * 10);
        }
        assert_eq!(made, [1, 2, 3, 2]);
    }
}
