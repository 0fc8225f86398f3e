//! A hash map in parts, so that a copy with a few changes shares the rest.
//!
//! An index of all names of a site is too large to be copied after each save. Cloning this map
//! copies [`N_SHARDS`] pointers, and a change copies one shard.

use foldhash::fast::FixedState;
use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};
use std::sync::Arc;

/// With 10,000 entries of three names each, a shard has about a hundred names.
const N_SHARDS: usize = 256;

/// From keys to lists of values. A key without values is not in the map.
#[derive(Debug)]
pub(super) struct ShardedMap<K, V> {
    shards: Vec<Arc<HashMap<K, Vec<V>, FixedState>>>,
}

impl<K, V> Clone for ShardedMap<K, V> {
    fn clone(&self) -> Self {
        Self { shards: self.shards.clone() }
    }
}

impl<K, V> Default for ShardedMap<K, V> {
    fn default() -> Self {
        Self { shards: (0..N_SHARDS).map(|_| Arc::default()).collect() }
    }
}

impl<K: Hash + Eq + Clone, V: Ord + Clone> ShardedMap<K, V> {
    /// Returns the values of a key in order.
    pub(super) fn get<Q: Hash + Eq + ?Sized>(&self, key: &Q) -> &[V]
    where
        K: Borrow<Q>,
    {
        let shard = self.shards.get(shard_index(key));
        shard.and_then(|shard| shard.get(key)).map_or(&[], Vec::as_slice)
    }

    /// Adds a value to a key. A value that the key has already is not added again.
    pub(super) fn insert(&mut self, key: K, value: V) {
        let Some(shard) = self.shards.get_mut(shard_index(&key)) else { return };
        let values = Arc::make_mut(shard).entry(key).or_default();
        if let Err(index) = values.binary_search(&value) {
            values.insert(index, value);
        }
    }

    /// Removes a value from a key.
    pub(super) fn remove(&mut self, key: &K, value: &V) {
        let Some(shard) = self.shards.get_mut(shard_index(key)) else { return };
        let shard = Arc::make_mut(shard);
        if let Some(values) = shard.get_mut(key) {
            values.retain(|known| known != value);
            if values.is_empty() {
                shard.remove(key);
            }
        }
    }
}

fn shard_index<Q: Hash + ?Sized>(key: &Q) -> usize {
    // The maps use the lowest and the highest bits of the same hash.
    let hash = FixedState::default().hash_one(key) >> 32;
    usize::try_from(hash % N_SHARDS as u64).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_copy_shares_all_other_shards() {
        let mut names: ShardedMap<String, usize> = ShardedMap::default();
        for number in 0..1000 {
            names.insert(format!("name {}", number / 2), number);
        }
        let mut copy = names.clone();
        copy.remove(&"name 7".into(), &14);
        copy.remove(&"name 7".into(), &15);
        copy.insert("name 8".into(), 3);
        assert_eq!((names.get("name 7"), copy.get("name 7")), (&[14, 15][..], &[][..]));
        assert_eq!((names.get("name 8"), copy.get("name 8")), (&[16, 17][..], &[3, 16, 17][..]));
        let pairs = names.shards.iter().zip(&copy.shards);
        assert!(pairs.filter(|(old, new)| !Arc::ptr_eq(old, new)).count() <= 2);
    }
}
