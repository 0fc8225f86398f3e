//! The words of a report of changes, in English and Swedish.

use crate::changes::{EntryKey, UncomparedFiles, UncomparedKind, WordCount};
use crate::diagnostic::ReportLanguage;

/// The words of a report of changes in one language.
pub(super) struct ChangeTerms {
    pub(super) entry_added: &'static str,
    pub(super) entry_removed: &'static str,
    pub(super) question_opened: &'static str,
    pub(super) question_closed: &'static str,
    pub(super) new_id: &'static str,
    pub(super) added: &'static str,
    pub(super) removed: &'static str,
    pub(super) ends: &'static str,
    pub(super) from: &'static str,
    pub(super) until: &'static str,
    pub(super) further_notice: &'static str,
    pub(super) no_period: &'static str,
    pub(super) period: &'static str,
    pub(super) source: &'static str,
    pub(super) sourced: &'static str,
    pub(super) unsourced: &'static str,
    pub(super) standing: &'static str,
    pub(super) according_to: &'static str,
    pub(super) nobody: &'static str,
    pub(super) text: &'static str,
    pub(super) note: &'static str,
    pub(super) paragraph: &'static str,
    pub(super) preamble: &'static str,
    pub(super) paragraph_order: &'static str,
    pub(super) is_now: &'static str,
    pub(super) yes: &'static str,
    pub(super) no: &'static str,
    pub(super) unknown: &'static str,
    pub(super) absent: &'static str,
    pub(super) no_changes: &'static str,
    /// The columns of a table: what changed, what it was, what it is.
    pub(super) columns: [&'static str; 3],
    /// How many words were added and removed.
    pub(super) words: fn(WordCount) -> String,
    /// How many changes there are, in how many entries.
    pub(super) summary: fn(usize, usize) -> String,
    /// Which files differ and are not compared.
    pub(super) uncompared: fn(&UncomparedFiles) -> String,
    pub(super) key: fn(EntryKey) -> &'static str,
}

impl ChangeTerms {
    /// Returns the words of a language.
    pub(super) fn in_language(language: ReportLanguage) -> &'static Self {
        match language {
            ReportLanguage::English => &ENGLISH,
            ReportLanguage::Swedish => &SWEDISH,
        }
    }
}

static ENGLISH: ChangeTerms = ChangeTerms {
    entry_added: "new entry",
    entry_removed: "entry removed",
    question_opened: "question opened",
    question_closed: "question closed",
    new_id: "new id",
    added: "added",
    removed: "removed",
    ends: "ends",
    from: "from",
    until: "until",
    further_notice: "until further notice",
    no_period: "no period",
    period: "period",
    source: "source",
    sourced: "now has a source",
    unsourced: "no longer has a source",
    standing: "standing",
    according_to: "according to",
    nobody: "nobody",
    text: "text",
    note: "note",
    paragraph: "paragraph",
    preamble: "text without a mark",
    paragraph_order: "order of paragraphs",
    is_now: "is now",
    yes: "yes",
    no: "no",
    unknown: "unknown",
    absent: "none",
    no_changes: "no changes",
    columns: ["What", "Before", "Now"],
    words: |count| match (count.added, count.removed) {
        (added, 0) => format!("{} added", english_count(added, "word", "words")),
        (0, removed) => format!("{} removed", english_count(removed, "word", "words")),
        (added, removed) => {
            format!("{} added, {removed} removed", english_count(added, "word", "words"))
        }
    },
    summary: |n_changes, n_entries| {
        format!(
            "{} in {}",
            english_count(n_changes, "change", "changes"),
            english_count(n_entries, "entry", "entries")
        )
    },
    uncompared: |differing| {
        let kind = match differing.kind {
            UncomparedKind::Settings => "settings are",
            UncomparedKind::Types => "types are",
            UncomparedKind::Strings => "strings are",
            UncomparedKind::Theme => "the theme is",
        };
        let files = match file_list(differing) {
            (first, 0) => format!("{first} differs"),
            (first, n_more) => {
                format!("{first} and {} differ", english_count(n_more, "more file", "more files"))
            }
        };
        format!("{files}; {kind} not compared")
    },
    key: |key| match key {
        EntryKey::Type => "type",
        EntryKey::Title => "title",
        EntryKey::InSentence => "name in sentences",
        EntryKey::Description => "description",
        EntryKey::Owner => "owner",
        EntryKey::Tags => "tag",
        EntryKey::Draft => "draft",
        EntryKey::Published => "published",
        EntryKey::Reviewed => "reviewed",
        EntryKey::ReviewBy => "next review",
    },
};

static SWEDISH: ChangeTerms = ChangeTerms {
    entry_added: "ny post",
    entry_removed: "posten är borttagen",
    question_opened: "ny fråga",
    question_closed: "frågan är avslutad",
    new_id: "nytt id",
    added: "tillagt",
    removed: "borttaget",
    ends: "upphör",
    from: "från och med",
    until: "till",
    further_notice: "tills vidare",
    no_period: "ingen tidsuppgift",
    period: "tid",
    source: "källa",
    sourced: "har nu en källa",
    unsourced: "har inte längre någon källa",
    standing: "ställning",
    according_to: "enligt",
    nobody: "ingen",
    text: "text",
    note: "anmärkning",
    paragraph: "stycke",
    preamble: "text utan beteckning",
    paragraph_order: "styckenas ordning",
    is_now: "är nu",
    yes: "ja",
    no: "nej",
    unknown: "okänt",
    absent: "inget",
    no_changes: "inga ändringar",
    columns: ["Vad", "Före", "Nu"],
    words: |count| match (count.added, count.removed) {
        (added, 0) => swedish_added(added),
        (0, 1) => "1 ord borttaget".into(),
        (0, removed) => format!("{removed} ord borttagna"),
        (added, 1) => format!("{}, 1 borttaget", swedish_added(added)),
        (added, removed) => format!("{}, {removed} borttagna", swedish_added(added)),
    },
    summary: |n_changes, n_entries| {
        let changes = if n_changes == 1 { "ändring" } else { "ändringar" };
        let entries = if n_entries == 1 { "post" } else { "poster" };
        format!("{n_changes} {changes} i {n_entries} {entries}")
    },
    uncompared: |differing| {
        let kind = match differing.kind {
            UncomparedKind::Settings => "inställningar",
            UncomparedKind::Types => "typer",
            UncomparedKind::Strings => "gränssnittets texter",
            UncomparedKind::Theme => "temat",
        };
        let files = match file_list(differing) {
            (first, 0) => format!("{first} skiljer sig"),
            (first, 1) => format!("{first} och 1 fil till skiljer sig"),
            (first, n_more) => format!("{first} och {n_more} filer till skiljer sig"),
        };
        format!("{files}; {kind} jämförs inte")
    },
    key: |key| match key {
        EntryKey::Type => "typ",
        EntryKey::Title => "titel",
        EntryKey::InSentence => "namn i löpande text",
        EntryKey::Description => "beskrivning",
        EntryKey::Owner => "ansvarig",
        EntryKey::Tags => "etikett",
        EntryKey::Draft => "utkast",
        EntryKey::Published => "publicerad",
        EntryKey::Reviewed => "granskad",
        EntryKey::ReviewBy => "nästa granskning",
    },
};

/// Returns the first path of some files, and how many more there are.
fn file_list(differing: &UncomparedFiles) -> (&str, usize) {
    let first = differing.paths.first().map_or("", String::as_str);
    (first, differing.paths.len().saturating_sub(1))
}

fn swedish_added(added: usize) -> String {
    if added == 1 { "1 ord tillagt".into() } else { format!("{added} ord tillagda") }
}

fn english_count(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}
