//! Which footnotes of a text are shown: those that its words, or notes that are shown, refer to.

use super::event::{ElementKind, MarkdownElement, MarkdownEvent};
use crate::parse::outline::MarkdownProblem;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The footnotes of a text.
#[derive(Debug, Default)]
pub struct FootnoteUsage {
    /// The index of each definition, by its label in lower case; the first one counts.
    definitions: HashMap<String, usize>,
    /// The label and range of each definition, in order.
    labels: Vec<(String, Range<usize>)>,
    /// The references in each definition, and outside of all of them last.
    references: Vec<Vec<usize>>,
    problems: Vec<(Range<usize>, MarkdownProblem)>,
}

impl FootnoteUsage {
    /// Collects the footnotes of a text.
    #[must_use]
    pub fn new(events: &[(MarkdownEvent<'_>, Range<usize>)]) -> Self {
        let mut usage = Self::default();
        for (event, range) in events {
            if let MarkdownEvent::Open(MarkdownElement::Footnote(label)) = event {
                usage.add_definition(label, range);
            }
        }
        usage.references = vec![Vec::new(); usage.labels.len() + 1];
        let (mut n_definitions, mut open_definitions) = (0, Vec::new());
        for (event, range) in events {
            match event {
                MarkdownEvent::Open(MarkdownElement::Footnote(_)) => {
                    open_definitions.push(n_definitions);
                    n_definitions += 1;
                }
                MarkdownEvent::Close(ElementKind::Footnote) => {
                    open_definitions.pop();
                }
                MarkdownEvent::FootnoteReference(label) => {
                    let from = open_definitions.last().copied().unwrap_or(usage.labels.len());
                    usage.add_reference(label, range, from);
                }
                _ => {}
            }
        }
        usage
    }

    fn add_definition(&mut self, label: &str, range: &Range<usize>) {
        let index = self.labels.len();
        self.labels.push((label.to_owned(), range.clone()));
        if *self.definitions.entry(label.to_lowercase()).or_insert(index) != index {
            let problem = MarkdownProblem::DuplicateFootnote(label.to_owned());
            self.problems.push((range.start..range.start + label.len() + 3, problem));
        }
    }

    fn add_reference(&mut self, label: &str, range: &Range<usize>, from: usize) {
        match self.definitions.get(&label.to_lowercase()) {
            Some(definition) => {
                if let Some(references) = self.references.get_mut(from) {
                    references.push(*definition);
                }
            }
            None => {
                let problem = MarkdownProblem::UnknownFootnote(label.to_owned());
                self.problems.push((range.clone(), problem));
            }
        }
    }

    /// Returns the labels of the notes that are shown, in lower case.
    #[must_use]
    pub fn shown_labels(&self) -> HashSet<String> {
        let mut is_shown = vec![false; self.labels.len()];
        let mut to_visit = vec![self.labels.len()];
        while let Some(from) = to_visit.pop() {
            for definition in self.references.get(from).into_iter().flatten() {
                if let Some(shown) = is_shown.get_mut(*definition)
                    && !std::mem::replace(shown, true)
                {
                    to_visit.push(*definition);
                }
            }
        }
        let shown = self.labels.iter().zip(&is_shown).filter(|(_, is_shown)| **is_shown);
        shown.map(|((label, _), _)| label.to_lowercase()).collect()
    }

    /// Returns the references and definitions that have no partner, and second definitions.
    #[must_use]
    pub(super) fn problems(mut self) -> Vec<(Range<usize>, MarkdownProblem)> {
        let shown = self.shown_labels();
        for (index, (label, range)) in self.labels.iter().enumerate() {
            let folded = label.to_lowercase();
            if self.definitions.get(&folded) == Some(&index) && !shown.contains(&folded) {
                let problem = MarkdownProblem::UnusedFootnote(label.clone());
                self.problems.push((range.start..range.start + label.len() + 3, problem));
            }
        }
        self.problems
    }
}
