//! Writes the entry of an imported document, and chooses its id.

use crate::locale::month_number;
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
        lines.extend(replaces.map(|id| format!("replaces: {id}")));
        lines.push(format!("original: {}", yaml_string(&self.original)));
        lines.extend(self.url.iter().map(|url| format!("url: {}", yaml_string(url))));
        lines.extend(comments.iter().cloned());
        lines.push("---".to_owned());
        lines.join("\n") + "\n"
    }
}

/// Returns an id for a title: its words up to [`MAX_ID_CHARS`]. `None` means that it has none.
#[must_use]
pub(super) fn id_of_title(title: &str) -> Option<String> {
    let slug: String = slug_segment(title).chars().filter(char::is_ascii).collect();
    let slug = slug.trim_matches('-');
    let mut id = String::new();
    for word in slug.split('-').filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.len() + 1 + word.len() > MAX_ID_CHARS {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(MAX_ID_CHARS));
    }
    (!id.is_empty() && !matches!(&*id, "unknown" | "none")).then_some(id)
}

/// Returns the date that a line states: nothing but a date, with a place, or a word such as
/// "Dated". `None` means that it says something else.
#[must_use]
pub(super) fn plain_date(line: &str) -> Option<PartialDate> {
    const LEADS: [&str; 9] =
        ["date", "dated", "datum", "daterad", "daterat", "den", "on", "the", "this"];
    let mut words: Vec<&str> = line
        .split(|char: char| char.is_whitespace() || matches!(char, ',' | ':' | '(' | ')'))
        .map(|word| word.trim_end_matches('.'))
        .filter(|word| !word.is_empty())
        .collect();
    // "Stockholm den 8 oktober 2015", "Date: 2015-10-08"
    let place = words.first().filter(|it| it.chars().next().is_some_and(char::is_uppercase));
    if words.len() > 1 && place.is_some_and(|word| word.chars().all(char::is_alphabetic)) {
        let is_month = month_number(words.first()?).is_some();
        if !is_month {
            words.remove(0);
        }
    }
    while words.first().is_some_and(|word| LEADS.contains(&&*word.to_lowercase())) {
        words.remove(0);
    }
    let day = |word: &str| {
        let digits = word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h', 'e', 'a']);
        digits.trim_end_matches(':').parse::<u8>().ok()
    };
    let month = |word: &str| u8::try_from(month_number(word)?).ok();
    match words.as_slice() {
        [date] => PartialDate::parse(date).filter(|date| date.day().is_some()),
        [first, second, year] => {
            let (day, month) = match (month(first), month(second)) {
                (Some(month), _) => (day(second)?, month),
                (None, Some(month)) => (day(first)?, month),
                (None, None) => return None,
            };
            PartialDate::from_day(year.parse().ok().filter(|year| *year > 1000)?, month, day)
        }
        _ => None,
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
    }

    #[test]
    fn a_date_is_stated_on_a_line_of_its_own() {
        for line in [
            "2015-10-08",
            "Datum: 2015-10-08",
            "Stockholm den 8 oktober 2015",
            "8 October 2015",
            "October 8th, 2015",
            "Dated this 8 October 2015",
        ] {
            assert_eq!(plain_date(line), PartialDate::from_day(2015, 10, 8), "{line}");
        }
        for line in ["2015", "The rent from 1 January 2015 is", "Oktober 2015", "Version 3", ""] {
            assert_eq!(plain_date(line), None, "{line}");
        }
    }

    #[test]
    fn the_entry_names_its_origin() {
        let entry = DocumentEntry {
            title: "The \"deed\"".into(),
            id: "deed".into(),
            language: "en".into(),
            date: PartialDate::from_day(2003, 1, 1),
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
            replaces: letter
            original: "deed.docx"
            # issuer:
            ---
        "#]]
        .assert_eq(&entry.to_markdown(Some("letter"), &["# issuer:".to_owned()]));
    }
}
