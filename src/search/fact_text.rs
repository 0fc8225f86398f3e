//! Converts statements to plain text, for indexing and for showing as answers.

use super::index_context::IndexContext;
use super::search_item::SearchFact;
use crate::parse::Citation;
use crate::schema::Validity;
use crate::site::resolve_citation::QuoteCheck;
use crate::site::statement_state::StatementState;
use crate::site::{EntryIndex, RelationStatement};
use crate::theme::{self, Phrase, StatePhrases};

/// The source of a fact.
pub(super) struct FactSource<'a> {
    /// The quote, if it was found in the source.
    pub(super) quote: Option<&'a str>,
    pub(super) locator: Option<&'a str>,
    /// The document, if it has a page.
    pub(super) document: Option<EntryIndex>,
}

/// Returns the value of a fact. For a relation seen from its other end, it is the title of the
/// entry that states it.
pub(super) fn fact_value(context: IndexContext<'_>, fact: &SearchFact<'_>) -> String {
    if fact.subject != fact.written_in {
        return context.entry_title(fact.written_in).to_owned();
    }
    context.plain_text().statement_text(fact.subject, fact.field, fact.statement)
}

/// Returns the label of a fact's field on its subject's page.
pub(super) fn fact_label(context: IndexContext<'_>, fact: &SearchFact<'_>) -> String {
    if fact.subject == fact.written_in {
        return context.localized_str(&fact.field.label).to_owned();
    }
    let relation = RelationStatement {
        from: fact.written_in,
        target: fact.subject,
        name: fact.field.id.clone(),
        field: fact.field,
        statement: fact.statement,
        item: None,
        status: context.site.display_status(fact.statement),
        speaker: fact.statement.attributed_to(),
    };
    theme::inverse_label(context.localized, context.strings, &relation)
}

/// Returns that an entry is not in force on the as-of date, as its page says at the top. `None`
/// means that it is, that it is not known, or that its type has no such field.
pub(super) fn not_in_force_sentence(
    context: IndexContext<'_>,
    entry_index: EntryIndex,
) -> Option<String> {
    let state = context.site.entry_state(entry_index, context.site.config.as_of?)?;
    if state.validity != Validity::NotInForce {
        return None;
    }
    let words = StatePhrases::new(context.strings, context.localized, entry_index)?;
    let sentence = words.validity_sentence(state);
    Some(context.plain_text().phrase_text(&sentence))
}

/// Returns whether a fact holds on the as-of date, if its page says so.
pub(super) fn fact_state(
    context: IndexContext<'_>,
    fact: &SearchFact<'_>,
) -> Option<StatementState> {
    let entry = context.site.entry_at(fact.written_in);
    context.site.displayed_state(entry, &fact.field.id, fact.statement)
}

/// Returns the validity, the state on the as-of date, the attribution and the note of a fact, each
/// as a sentence.
pub(super) fn qualifier_sentences(context: IndexContext<'_>, fact: &SearchFact<'_>) -> Vec<String> {
    let phrase_text = |phrase: &Phrase| context.plain_text().phrase_text(phrase);
    let (strings, localized) = (context.strings, context.localized);
    let of_time =
        theme::time_sentences(strings, localized, fact.written_in, &fact.field.id, fact.statement);
    let mut sentences: Vec<String> = of_time.iter().map(phrase_text).collect();
    if fact_state(context, fact).is_none() && fact.subject == fact.written_in {
        // The page says it at its top, which a result does not have. It is not said of the value.
        let sentence = not_in_force_sentence(context, fact.subject);
        let title = context.entry_title(fact.subject);
        sentences.extend(sentence.map(|sentence| format!("{title}: {sentence}")));
    }
    if let Some(speaker) = context.strings.attribution_phrase(context.site, fact.statement) {
        sentences.push(phrase_text(&speaker.to_sentence()));
    }
    let note = fact.statement.qualifiers.as_deref().and_then(|it| it.note.as_ref());
    let note = note.map(|note| Phrase::from(context.localized_str(note)).to_sentence());
    sentences.extend(note.iter().map(phrase_text));
    sentences
}

/// Returns the first source whose quote was verified, or else the first.
pub(super) fn fact_source<'a>(
    context: IndexContext<'a>,
    fact: &SearchFact<'a>,
) -> Option<FactSource<'a>> {
    let entry = context.site.entry_at(fact.written_in);
    let citations = fact.statement.all_citations().into_iter();
    let resolve =
        |citation: &'a Citation| (citation, context.site.resolve_citation(citation, entry));
    let resolved: Vec<_> = citations.map(resolve).collect();
    let verified =
        resolved.iter().find(|(_, resolution)| resolution.quote_check() == QuoteCheck::Verified);
    let (citation, resolution) = verified.or(resolved.first())?;
    let is_verified = resolution.quote_check() == QuoteCheck::Verified;
    let quote = citation.quote.as_ref().filter(|_| is_verified).map(|quote| &*quote.text);
    let locator = citation.locator.as_ref().map(|locator| &*locator.text);
    Some(FactSource { quote, locator, document: resolution.document })
}
