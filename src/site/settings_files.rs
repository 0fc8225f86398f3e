//! Recognizes the files with the settings, types and strings of a site by their names and keys, and
//! files that were probably meant as such.

use crate::diagnostic::rules::LeftOutReason;
use crate::files::{ContentFile, file_name, is_yaml};

/// Names that are almost that of the folder for types, without `_`.
const MISSPELLED_TYPES: [&str; 7] = ["types", "type", "typer", "typ", "tpyes", "typs", "typen"];
/// Names that are almost that of the folder for strings, without `_`.
const MISSPELLED_STRINGS: [&str; 6] =
    ["string", "stings", "strigns", "strängar", "strangar", "texter"];
/// The keys of a type that entries do not have.
const TYPE_KEYS: [&str; 3] = ["plural:", "path:", "fields:"];
/// The keys of a file with settings that other files seldom have two of.
const SETTING_KEYS: [&str; 9] = [
    "title:",
    "languages:",
    "owner:",
    "contact:",
    "base_url:",
    "footer_text:",
    "footer_menu:",
    "raw_html:",
    "as_of:",
];
/// The most letters and digits of a name that is almost `site`: `site copy 2`.
const MAX_SITE_NAME_CHARS: usize = 10;

/// Returns whether a path is that of the file with the settings, in any spelling that is read.
pub(crate) fn is_site_file(path: &str) -> bool {
    path.eq_ignore_ascii_case("site.yaml") || path.eq_ignore_ascii_case("site.yml")
}

/// Returns the folder of a file that declares a type, if its name is almost `_types`.
pub(super) fn misspelled_types_folder(file: &ContentFile) -> Option<&str> {
    let (folder, _) = file.path.split_once('/')?;
    let name = folder.trim_start_matches('_').to_lowercase();
    let is_misspelled = folder != "_types" && MISSPELLED_TYPES.contains(&name.as_str());
    (is_misspelled && declares_type(file)).then_some(folder)
}

/// Returns the folder of a file in YAML, if its name is almost `_strings`.
pub(super) fn misspelled_strings_folder(file: &ContentFile) -> Option<&str> {
    let (folder, _) = file.path.split_once('/')?;
    let name = folder.strip_prefix('_')?.trim_start_matches('_').to_lowercase();
    let is_misspelled =
        MISSPELLED_STRINGS.contains(&name.as_str()) || name == "strings" && folder != "_strings";
    (is_misspelled && is_yaml(&file.path)).then_some(folder)
}

/// Returns whether a file in the folder for types is not in YAML, nor a note about the folder.
pub(super) fn is_unread_type(path: &str) -> bool {
    let is_note = || file_name(path).to_lowercase().starts_with("readme");
    path.starts_with("_types/") && !is_yaml(path) && !is_note()
}

/// Returns whether a file has the keys of a type.
fn declares_type(file: &ContentFile) -> bool {
    let has_key = |key: &str| has_top_key(text_of(file), key);
    is_yaml(&file.path) && has_key("name:") && TYPE_KEYS.iter().any(|key| has_key(key))
}

/// Returns whether a file in `_types` declares a type.
pub(super) fn is_type_file(file: &ContentFile) -> bool {
    file.path.starts_with("_types/") && declares_type(file)
}

fn text_of(file: &ContentFile) -> &str {
    file.text.as_ref().map_or("", |text| &*text.text)
}

fn has_top_key(text: &str, key: &str) -> bool {
    text.lines().any(|line| line.starts_with(key))
}

/// Returns whether a text in YAML has settings of a site.
pub(crate) fn declares_settings(text: &str) -> bool {
    let n_keys = SETTING_KEYS.iter().filter(|key| has_top_key(text, key)).count();
    n_keys > 1 || has_top_key(text, "title:") && text.lines().count() == 1
}

/// Returns why a file with settings is not the one that is read, wherever that is.
pub(super) fn settings_reason(file: &ContentFile) -> Option<LeftOutReason> {
    let path = file.path.to_lowercase();
    if let Some((_, name)) = path.rsplit_once('/') {
        let is_settings = is_site_file(name) && declares_settings(text_of(file));
        return is_settings.then_some(LeftOutReason::SiteFileInFolder);
    }
    let is_misspelled = path.starts_with("site.yaml.") || path.starts_with("site.yml.");
    is_misspelled.then_some(LeftOutReason::MisspelledSiteFile)
}

/// Returns whether a file of a folder without settings has settings under another name.
pub(super) fn is_misspelled_site_file(file: &ContentFile) -> bool {
    let path = file.path.to_lowercase();
    let Some((stem, ending)) = path.rsplit_once('.').filter(|_| !path.contains('/')) else {
        return false;
    };
    let name: String = stem.chars().filter(|char| char.is_alphanumeric()).collect();
    let is_name = name.starts_with("site") && name.chars().count() <= MAX_SITE_NAME_CHARS
        || matches!(&*name, "pakt" | "settings" | "config" | "webbplats");
    let has_settings = match ending {
        "json" | "toml" => matches!(&*name, "site" | "pakt"),
        "yaml" | "yml" => declares_settings(text_of(file)),
        "yalm" | "ymal" | "yam" => name == "site",
        _ => false,
    };
    is_name && has_settings && !is_site_file(&path)
}
