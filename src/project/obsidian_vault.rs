//! Settings of Obsidian, if the content is one of its vaults.

use crate::files::read_regular_text;
use crate::site::settings::LineBreaks;
use std::path::Path;

/// Returns what a line break is in a folder: in a vault of Obsidian it is kept, unless the vault
/// has strict line breaks. Settings that cannot be read are Obsidian's defaults.
pub(super) fn vault_line_breaks(content: &Path) -> LineBreaks {
    let vault = content.join(".obsidian");
    if !vault.is_dir() {
        return LineBreaks::Space;
    }
    let settings = vault.join("app.json");
    let text = read_regular_text(&settings);
    let settings: Option<serde_json::Value> =
        text.and_then(|text| serde_json::from_str(&text).ok());
    let is_strict = settings.and_then(|settings| settings.get("strictLineBreaks")?.as_bool());
    if is_strict == Some(true) { LineBreaks::Space } else { LineBreaks::Kept }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

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
