//! The copy of the site that a reader can keep on a device: which files it has.
//!
//! A build gives the files that it made, and gets the list that the theme's `offline.js` reads. The
//! list depends on these files only, so the same content gives the same bytes. Digests let the
//! script check each file and fetch only what changed.

use super::{dates, http_headers};
use crate::files::Sha256Digest;
use crate::site::Site;
use crate::theme::Theme;
use serde_json::{Map, Value as Json, json};

/// The path of the list in the output.
pub const LIST_PATH: &str = "pakt-offline.json";

/// The path of the service worker in the output. In the root, it may answer for the whole site.
pub const WORKER_PATH: &str = "pakt-offline.js";

/// The version of the form of the list.
const VERSION: u64 = 1;

/// A larger file, such as a film, is not part of a copy.
const MAX_FILE_BYTES: u64 = 10 * 1000 * 1000;

/// The number of hexadecimal digits of a digest in the list. They detect what has changed; nobody
/// who could forge them would have to.
const DIGEST_DIGITS: usize = 16;

/// A file that a build made.
#[derive(Clone, Copy, Debug)]
pub struct BuiltFile<'a> {
    /// The path in the output, with `/`.
    pub path: &'a str,
    /// The digest of its bytes.
    pub digest: Sha256Digest,
    /// The number of its bytes.
    pub size_bytes: u64,
}

/// Returns the list of the files in a copy as JSON: their paths, digests and sizes, the number of
/// pages, the as-of date in words, and the texts of the user interface in each language.
#[must_use]
pub fn offline_list(site: &Site, theme: &Theme, n_pages: usize, built: &[BuiltFile<'_>]) -> String {
    let (kept, left_out): (Vec<&BuiltFile<'_>>, Vec<_>) = built
        .iter()
        .filter(|file| is_for_readers(file.path))
        .partition(|file| file.size_bytes <= MAX_FILE_BYTES);
    let size_bytes: u64 = kept.iter().map(|file| file.size_bytes).sum();
    let files: Vec<Json> = kept
        .iter()
        .map(|file| {
            let digest = file.digest.to_string();
            let digest = digest.get(..DIGEST_DIGITS).unwrap_or_default();
            json!([file.path, digest, file.size_bytes])
        })
        .collect();
    let texts = site.config.languages.iter().map(|tag| {
        let strings = theme.strings(&tag.0);
        let texts = strings.with_prefix("offline-");
        let mut texts: Map<String, Json> =
            texts.map(|(key, text)| (key.to_owned(), json!(text))).collect();
        let day = site.config.as_of.map(|day| dates::day_model(day, strings).words);
        texts.insert("day".into(), json!(day));
        (tag.0.to_string(), Json::Object(texts))
    });
    let list = json!({
        "version": VERSION,
        "pages": n_pages,
        "size": size_bytes,
        "left_out": left_out.iter().map(|file| file.path).collect::<Vec<_>>(),
        "texts": texts.collect::<Map<_, _>>(),
        "files": files,
    });
    format!("{list}\n")
}

/// Returns whether a file is for readers, and not for web servers or search engines.
fn is_for_readers(path: &str) -> bool {
    ![http_headers::PATH, WORKER_PATH, LIST_PATH, "sitemap.xml"].contains(&path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::FileSet;
    use crate::site::SiteSnapshot;
    use crate::site::settings::RunSettings;
    use crate::theme::{StringOverrides, ThemeFiles};

    #[test]
    fn the_list_has_what_readers_need_and_leaves_out_large_files() {
        let settings = "languages: [sv, en]\nas_of: 2015-11-11\n";
        let files = FileSet::from_texts(&[("site.yaml", settings), ("index.md", "# Hej\n")]);
        let site = SiteSnapshot::new(&files, &RunSettings::default()).site;
        let overrides = ["sv", "en"]
            .map(|tag| StringOverrides { language: tag.into(), ..StringOverrides::default() });
        let (theme, _) = Theme::load_theme(&ThemeFiles::default(), &overrides);
        let digest = Sha256Digest::of_bytes(b"abc");
        let file = |path, size_bytes| BuiltFile { path, digest, size_bytes };
        let built = [
            file("_headers", 1),
            file("film.mp4", MAX_FILE_BYTES + 1),
            file("index.html", 20),
            file("karta.svg", MAX_FILE_BYTES),
            file(LIST_PATH, 1),
            file(WORKER_PATH, 1),
            file("sitemap.xml", 1),
        ];
        let list = offline_list(&site, &theme, 1, &built);
        let list: Json = serde_json::from_str(&list).unwrap();
        let kept = json!([
            ["index.html", "ba7816bf8f01cfea", 20],
            ["karta.svg", "ba7816bf8f01cfea", MAX_FILE_BYTES]
        ]);
        assert_eq!(list["files"], kept);
        assert_eq!(list["left_out"], json!(["film.mp4"]));
        assert_eq!(list["size"], json!(MAX_FILE_BYTES + 20));
        assert_eq!(list["texts"]["sv"]["day"], json!("11 november 2015"));
        assert_eq!(list["texts"]["en"]["day"], json!("11 November 2015"));
        assert_eq!(list["texts"]["sv"]["keep"], json!("Spara nu"));
    }
}
