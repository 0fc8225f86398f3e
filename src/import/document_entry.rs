//! Writes the entry of an imported document, and chooses its id.

use crate::files::Sha256Digest;
use crate::locale::LOCALES;
use crate::schema::PartialDate;
use crate::site::address::slug_segment;

/// The longest id that is made of a title, in characters.
const MAX_ID_CHARS: usize = 48;

/// What is known about a document when it is imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentEntry {
    /// The title of the paper.
    pub title: String,
    /// The id.
    pub id: String,
    /// The language tag of the text.
    pub language: String,
    /// The date, if the paper says it plainly.
    pub date: Option<PartialDate>,
    /// The digest of the source text, by which a change of the text is noticed.
    pub text_digest: Sha256Digest,
    /// The address from which the file was saved, if it says so.
    pub url: Option<String>,
    /// The name of the file.
    pub original: String,
}

impl DocumentEntry {
    /// Returns the file of the entry. The comments are lines of front matter to be filled in.
    #[must_use]
    pub fn to_markdown(&self, replaces: Option<&str>, comments: &[String]) -> String {
        let mut lines = vec![
            "---".to_owned(),
            "type: document".to_owned(),
            format!("title: {}", yaml_string(&self.title)),
            format!("language: {}", self.language),
        ];
        lines.extend(self.date.map(|date| format!("date: {date}")));
        lines.push(format!("text: {}.txt", self.id));
        lines.push(format!("text_sha256: {}", self.text_digest));
        lines.extend(replaces.map(|id| format!("replaces: {id}")));
        lines.push(format!("original: {}", yaml_string(&self.original)));
        lines.extend(self.url.iter().map(|url| format!("url: {}", yaml_string(url))));
        lines.extend(comments.iter().cloned());
        lines.push("---".to_owned());
        lines.join("\n") + "\n"
    }
}

/// Returns an id for a title: its words up to [`MAX_ID_CHARS`], of which the last means something.
/// `None` means that it has none.
#[must_use]
pub(super) fn id_of_title(title: &str) -> Option<String> {
    let slug: String = slug_segment(title).chars().filter(char::is_ascii).collect();
    let slug = slug.trim_matches('-');
    let mut id = String::new();
    for word in slug.split('-').filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.len() + 1 + word.len() > MAX_ID_CHARS {
            drop_stop_words(&mut id);
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(MAX_ID_CHARS));
    }
    (!id.is_empty() && !matches!(&*id, "unknown" | "none")).then_some(id)
}

/// Removes words such as "for" and "of" from the end of an id that has been cut.
fn drop_stop_words(id: &mut String) {
    let is_stop_word = |word: &str| {
        let mut words = LOCALES.iter().flat_map(|locale| locale.stop_words.split_whitespace());
        words.any(|stop_word| slug_segment(stop_word) == word)
    };
    while let Some((start, last)) = id.rsplit_once('-')
        && is_stop_word(last)
    {
        id.truncate(start.len());
    }
}

/// Returns a string in YAML, in quotation marks.
fn yaml_string(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_the_first_words_of_the_title() {
        assert_eq!(id_of_title("Överenskommelse (2015)").as_deref(), Some("overenskommelse-2015"));
        assert_eq!(id_of_title("Unknown"), None);
        assert_eq!(id_of_title("協定"), None);
        let id = id_of_title(&"word ".repeat(40)).unwrap();
        assert!(id.len() <= MAX_ID_CHARS && id.ends_with("word"), "{id}");
        let id = id_of_title("Beslut om ändring av stadgarna för Vattenföreningen Klarvattnet");
        assert_eq!(id.as_deref(), Some("beslut-om-andring-av-stadgarna"));
    }

    #[test]
    fn the_entry_names_its_origin() {
        let entry = DocumentEntry {
            title: "The \"deed\"".into(),
            id: "deed".into(),
            language: "en".into(),
            date: PartialDate::from_day(2003, 1, 1),
            text_digest: Sha256Digest::of_bytes(b"[1]\nOak rents.\n"),
            url: None,
            original: "deed.docx".into(),
        };
        expect_test::expect![[r#"
            ---
            type: document
            title: "The \"deed\""
            language: en
            date: 2003-01-01
            text: deed.txt
            text_sha256: 5bc3a5189f573726f89602d97a641e37c5c8f56c041bce473fa3f29a9cd9b0da
            replaces: letter
            original: "deed.docx"
            # issuer:
            ---
        "#]]
        .assert_eq(&entry.to_markdown(Some("letter"), &["# issuer:".to_owned()]));
    }
}
