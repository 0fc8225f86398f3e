//! What keys are called elsewhere: by other programs, by people, and in Swedish.

use super::closest_match;

/// Returns which of the known keys a key was probably meant to be: one that it is a translation or
/// a misspelling of.
pub(crate) fn meant_key<'k>(
    key: &str,
    known: impl IntoIterator<Item = &'k str> + Clone,
) -> Option<String> {
    let has = |name: &&str| known.clone().into_iter().any(|known| known == *name);
    let other_names = other_name(key).iter().chain(swedish_name(key));
    let other_name = other_names.copied().find(has).map(str::to_owned);
    other_name.or_else(|| closest_match(key, known))
}

/// Returns the key that a Swedish word is for.
fn swedish_name(key: &str) -> &'static [&'static str] {
    match key.to_lowercase().replace(['-', '_', ' '], "").as_str() {
        "värde" | "värdet" => &["value"],
        "källa" | "källor" | "källan" | "källhänvisning" => &["source"],
        "från" | "frånochmed" | "gällerfrån" | "fr.o.m." => &["from"],
        "tills" | "tillochmed" | "gällertill" | "upphör" | "t.o.m." => &["until"],
        "enligt" => &["according_to"],
        "ställning" | "läge" => &["standing"],
        "anmärkning" | "notering" | "anteckning" | "not" => &["note"],
        "dokument" => &["document"],
        "ställe" | "stycke" | "paragraf" | "beteckning" => &["locator"],
        "tidigast" => &["earliest"],
        "senast" => &["latest"],
        "typ" => &["type", "kind", "of"],
        "titel" | "rubrik" => &["title"],
        "namn" => &["name", "label", "title"],
        "beskrivning" => &["description"],
        "ägare" => &["owner"],
        "språk" => &["languages", "language"],
        "utkast" => &["draft"],
        "taggar" | "etiketter" => &["tags"],
        "ordning" => &["order", "sort"],
        "datum" => &["date"],
        "kortnamn" => &["short"],
        "ersätter" => &["replaces"],
        "utfärdare" => &["issuer"],
        "nummer" => &["number"],
        "etikett" => &["label"],
        "slag" | "sort" => &["kind"],
        "fält" => &["fields", "field"],
        "val" | "alternativ" => &["choices"],
        "kolumner" => &["columns"],
        "rader" => &["rows"],
        "sortera" | "sortering" => &["sort"],
        "där" | "villkor" => &["where"],
        "bildtext" => &["caption"],
        "fråga" => &["question"],
        "sökväg" => &["path"],
        "flertal" => &["plural"],
        "kontakt" => &["contact"],
        "meny" => &["menu"],
        _ => &[],
    }
}

/// Returns what a key may be called in pakt that other programs, or people, call otherwise.
fn other_name(key: &str) -> &'static [&'static str] {
    match key.to_lowercase().replace(['-', '_', ' '], "").as_str() {
        "type" => &["kind", "of"],
        "name" => &["label", "title"],
        "to" | "end" | "ends" | "stop" | "till" | "slut" => &["until"],
        "start" | "begin" | "begins" | "since" => &["from"],
        "doc" | "dok" | "file" => &["document"],
        "page" | "para" | "paragraph" | "place" | "section" | "mark" => &["locator"],
        "text" | "words" | "citat" => &["quote"],
        "sources" | "citation" | "ref" => &["source"],
        "lang" | "locale" => &["languages", "language"],
        "sitename" | "sitetitle" => &["title"],
        "url" | "siteurl" | "baseurl" | "homepage" => &["base_url"],
        "author" | "publisher" | "organization" => &["owner"],
        "tagline" | "subtitle" | "sitedescription" => &["description"],
        "nav" | "navigation" | "navbar" => &["menu"],
        "footer" => &["footer_text"],
        "email" | "mail" => &["contact"],
        "options" | "values" | "enum" => &["choices"],
        "target" | "refersto" => &["to"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::meant_key;

    #[test]
    fn a_translated_key_is_the_one_that_is_known() {
        let known = ["value", "source", "from", "until", "document", "standing"];
        let meant = |key| meant_key(key, known);
        for (key, expected) in [
            ("värde", Some("value")),
            ("Källa", Some("source")),
            ("från", Some("from")),
            ("till", Some("until")),
            ("tills", Some("until")),
            ("ställning", Some("standing")),
            ("sourse", Some("source")),
            ("kolumner", None),
            ("value", None),
        ] {
            assert_eq!(meant(key).as_deref(), expected, "{key}");
        }
    }
}
