//! Marks quotes whose words are quoted earlier in the same block, so that each is shown once.

use crate::theme::model::{FieldModel, QuestionModel, ReadingModel, SourceQuote, ValueModel};
use std::collections::BTreeSet;

/// What a block has shown so far.
#[derive(Debug, Default)]
struct ShownQuotes {
    /// The quotes, as markup.
    quotes: BTreeSet<String>,
    /// The quotes whose whole sentence is shown, each with that sentence, as markup.
    sentences: BTreeSet<(String, String)>,
}

impl ShownQuotes {
    fn mark(&mut self, quotes: &mut [SourceQuote]) {
        for source in quotes {
            let Some(quote) = &source.quote else { continue };
            let words = quote.markup().to_owned();
            source.is_repeated = !self.quotes.insert(words.clone());
            // The same words can be of another sentence, which is then shown.
            let sentence = source.sentence.iter().map(|piece| piece.text.markup()).collect();
            if !self.sentences.insert((words, sentence)) {
                source.sentence.clear();
            }
        }
    }

    fn mark_fields(&mut self, fields: &mut [FieldModel]) {
        for field in fields {
            for value in &mut field.values {
                match value {
                    ValueModel::Citation { source_quote } => {
                        self.mark(std::slice::from_mut(source_quote));
                    }
                    ValueModel::Group { fields } => self.mark_fields(fields),
                    ValueModel::Inline { .. }
                    | ValueModel::Block { .. }
                    | ValueModel::Reserved { .. } => {}
                }
            }
            self.mark(&mut field.source_quotes);
        }
    }

    fn mark_readings(&mut self, readings: &mut [ReadingModel]) {
        for reading in readings {
            self.mark(&mut reading.source_quotes);
        }
    }
}

/// Marks the repeated quotes of a list of fields.
pub(super) fn mark_in_fields(fields: &mut [FieldModel]) {
    ShownQuotes::default().mark_fields(fields);
}

/// Marks the repeated quotes of the readings of one question.
pub(super) fn mark_in_readings(readings: &mut [ReadingModel]) {
    ShownQuotes::default().mark_readings(readings);
}

/// Marks the repeated quotes of all questions on a page.
pub(super) fn mark_in_questions(questions: &mut [QuestionModel]) {
    let mut shown = ShownQuotes::default();
    for question in questions {
        shown.mark_readings(&mut question.readings);
    }
}
