//! pakt's side of `serve`: what the development server answers for a site.

mod lru;

pub use lru::LruCache;
