//! Attachments: a link to a file with its type and size, and a word where it is all there is.

use super::body::escape;
use super::scene::Scene;
use crate::site::{EntryIndex, address};

/// A link to the file that a field names.
pub(super) fn link(scene: &Scene<'_>, at: EntryIndex, name: &str) -> String {
    let entry = scene.site.entry(at);
    let Some(path) = scene.site.beside(entry, name) else {
        return format!(r#"<span class="broken">{}</span>"#, escape(name));
    };
    if !scene.site.assets.contains_key(path.as_str()) {
        return escape(name);
    }
    let href = scene.href(&format!("/{}", address::of_asset(&path)));
    let is_pdf = path.to_ascii_lowercase().ends_with(".pdf");
    let shown = path.rsplit('/').next().unwrap_or(&path);
    let link = format!(
        r#"<a href="{}">{}</a> <span class="file">({})</span>"#,
        escape(&href),
        escape(shown),
        escape(&about(scene, &path)),
    );
    if is_pdf && !scene.site.has_reading(at) && !scene.site.has_text_beside(&path) {
        let warning = escape(scene.words().get("file-only"));
        return format!(r#"{link} <small class="said">{warning}</small>"#);
    }
    link
}

/// The type and size of a file of the content folder, as in `PDF, 12 kB`.
pub(super) fn about(scene: &Scene<'_>, path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let kind = name.rsplit_once('.').map(|(_, ending)| ending.to_uppercase());
    let asset = scene.site.assets.get(path).and_then(|file| file.asset);
    let size = asset.map(|asset| size(scene, asset.size));
    kind.into_iter().chain(size).collect::<Vec<_>>().join(", ")
}

/// A size as readers know it: thousands of bytes.
fn size(scene: &Scene<'_>, bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1_000).max(1);
    let (key, written) = match kilobytes {
        0..1_000 => ("kilobytes", kilobytes.to_string()),
        _ => {
            let tenths = kilobytes.div_ceil(100);
            ("megabytes", format!("{}.{}", tenths / 10, tenths % 10))
        }
    };
    let number = scene.words().number(&written);
    scene.words().fill(key, &[("number", &number)])
}
