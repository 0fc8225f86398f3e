//! What depends on a paragraph or on an entry, in words: for the terminal and for editors.

use super::impact_json::standing;
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::schema::BuiltinType;
use crate::site::LocalizedSite;
use crate::site::dependents::{Dependent, DependentKind};

/// Returns how many statements, texts and questions there are.
#[must_use]
pub fn dependents_count(
    localized: LocalizedSite<'_>,
    dependents: &[Dependent],
    language: ReportLanguage,
) -> String {
    let is_question =
        |it: &&Dependent| localized.site.entry_at(it.entry).entry_type.is(BuiltinType::Question);
    let n_questions = dependents.iter().filter(is_question).count();
    let others = || dependents.iter().filter(|it| !is_question(it));
    let n_statements = others().filter(|it| it.statement.is_some()).count();
    let n_texts = others().count() - n_statements;
    let counts = match language {
        English => [
            (n_statements, "statement", "statements"),
            (n_texts, "place in texts", "places in texts"),
            (n_questions, "place in questions", "places in questions"),
        ],
        Swedish => [
            (n_statements, "uppgift", "uppgifter"),
            (n_texts, "ställe i texter", "ställen i texter"),
            (n_questions, "ställe i frågor", "ställen i frågor"),
        ],
    };
    let counts: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    match (language, counts.is_empty()) {
        (English, true) => "Nothing depends on it.".into(),
        (Swedish, true) => "Inget bygger på det här.".into(),
        (English, false) => format!("Depends on it: {}", counts.join(", ")),
        (Swedish, false) => format!("Bygger på det här: {}", counts.join(", ")),
    }
}

/// Returns one dependent on one line: `lease#rent  The lease (sourced)`.
#[must_use]
pub fn dependent_text(
    localized: LocalizedSite<'_>,
    dependent: &Dependent,
    language: ReportLanguage,
) -> String {
    let entry = localized.site.entry_at(dependent.entry);
    let name = match &dependent.statement {
        Some(statement) => format!("{}#{}", entry.id, statement.field),
        None => entry.id.to_string(),
    };
    let mut notes: Vec<String> = Vec::new();
    if entry.entry_type.is(BuiltinType::Question) {
        notes.push(in_language(language, "question", "fråga"));
    }
    notes.push(match &dependent.statement {
        Some(statement) => standing_label(standing(statement), language).to_owned(),
        None => in_language(language, "in the text", "i texten"),
    });
    notes.extend(dependent.language.as_ref().map(|tag| tag.0.to_string()));
    notes.extend(match dependent.kind {
        DependentKind::Citation | DependentKind::Relation => None,
        DependentKind::Misquotation => {
            Some(in_language(language, "quote not found", "citatet finns inte"))
        }
        DependentKind::Embed => Some(in_language(language, "shows the value", "visar värdet")),
        DependentKind::Attribution => {
            Some(in_language(language, "according to the entry", "enligt posten"))
        }
    });
    let title = localized.text(&entry.title).0;
    // The front page has no id.
    let name = if name.is_empty() { title.to_owned() } else { format!("{name}  {title}") };
    format!("{name} ({})", notes.join(", "))
}

fn in_language(language: ReportLanguage, english: &str, swedish: &str) -> String {
    match language {
        English => english.to_owned(),
        Swedish => swedish.to_owned(),
    }
}

/// Returns a standing with this word in JSON, in words.
#[must_use]
pub fn standing_label(word: &str, language: ReportLanguage) -> &str {
    match (word, language) {
        ("absent", English) => "not mentioned",
        ("sourced", Swedish) => "belagt",
        ("claimed", Swedish) => "påstående",
        ("absent", Swedish) => "nämns inte",
        ("intended", Swedish) => "avsett",
        ("proposed", Swedish) => "föreslaget",
        ("interpretation", Swedish) => "tolkning",
        ("editorial", Swedish) => "redaktionell uppgift",
        (word, _) => word,
    }
}
