//! Settings of Obsidian, if the content is one of its vaults.

use crate::site::settings::LineBreaks;
use std::fs;
use std::io::Read;
use std::path::Path;

/// The largest file of settings that is read.
const MAX_SETTINGS_BYTES: u64 = 1024 * 1024;

/// Returns what a line break is in a folder: in a vault of Obsidian it is kept, unless the vault
/// has strict line breaks. Settings that cannot be read are Obsidian's defaults.
pub(super) fn vault_line_breaks(content: &Path) -> LineBreaks {
    let vault = content.join(".obsidian");
    if !vault.is_dir() {
        return LineBreaks::Space;
    }
    let settings = vault.join("app.json");
    let is_file = fs::metadata(&settings).is_ok_and(|metadata| metadata.is_file());
    let mut text = String::new();
    let is_read = is_file
        && fs::File::open(&settings)
            .is_ok_and(|file| file.take(MAX_SETTINGS_BYTES).read_to_string(&mut text).is_ok());
    let settings: Option<serde_json::Value> =
        if is_read { serde_json::from_str(&text).ok() } else { None };
    let is_strict = settings.and_then(|settings| settings.get("strictLineBreaks")?.as_bool());
    if is_strict == Some(true) { LineBreaks::Space } else { LineBreaks::Kept }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_vault_keeps_line_breaks_unless_they_are_strict() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(vault_line_breaks(folder.path()), LineBreaks::Space);
        let vault = folder.path().join(".obsidian");
        fs::create_dir(&vault).unwrap();
        assert_eq!(vault_line_breaks(folder.path()), LineBreaks::Kept);
        let check = |settings: &str, expected| {
            fs::write(vault.join("app.json"), settings).unwrap();
            assert_eq!(vault_line_breaks(folder.path()), expected, "{settings}");
        };
        check("{}", LineBreaks::Kept);
        check(r#"{"strictLineBreaks": true}"#, LineBreaks::Space);
        check(r#"{"strictLineBreaks": false}"#, LineBreaks::Kept);
        check("{", LineBreaks::Kept);
    }
}
