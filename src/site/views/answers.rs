//! Reads the items of an answers view: questions, and what answers them.

use super::options::ViewOptions;
use super::select;
use super::view_option::{self, ViewOptionDef, ViewOptionValue};
use crate::diagnostic::rules::{LimitUnit, LimitedPart};
use crate::diagnostic::{Diagnostic, ExpectedKind, ViewOptionProblem, closest_match, rules};
use crate::parse::outline::EmbedScope;
use crate::parse::yaml::{NodeKind, YamlNode};
use crate::schema::LocalizedText;
use crate::site::entry::EntryIndex;
use crate::site::resolve_link::FieldEmbed;

/// The maximum number of questions of a view: each can have all entries of the site as its answer.
const MAX_QUESTIONS: usize = 50;

/// A question and its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnsweredQuestion {
    /// The words of the question.
    pub question: LocalizedText,
    /// The page that says more.
    pub page: Option<EntryIndex>,
    /// At least one.
    pub answers: Vec<QuestionAnswer>,
}

/// What answers a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum QuestionAnswer {
    /// Whether each of these entries is in force on the as-of date.
    InForce(Vec<EntryIndex>),
    /// The values of a field.
    Value(FieldEmbed),
    /// The page of one of these entries, which the reader chooses.
    Choice(Vec<EntryIndex>),
}

impl AnsweredQuestion {
    /// The options of an item that give an answer.
    const ANSWER_KEYS: [&str; 3] = ["in_force", "value", "choose"];
    /// The options of an item.
    pub(super) const OPTIONS: [ViewOptionDef; 5] = [
        ViewOptionDef { name: "question", value: ViewOptionValue::Text },
        ViewOptionDef::entry("page"),
        ViewOptionDef {
            name: "in_force",
            value: ViewOptionValue::Entries(view_option::has_validity),
        },
        ViewOptionDef {
            name: "value",
            value: ViewOptionValue::EntryField(view_option::is_any_kind),
        },
        ViewOptionDef::entries("choose"),
    ];

    /// Returns the entries that the answers are about.
    pub(super) fn entries(&self) -> Vec<EntryIndex> {
        let entries = self.answers.iter().flat_map(|answer| match answer {
            QuestionAnswer::InForce(entries) | QuestionAnswer::Choice(entries) => entries.clone(),
            QuestionAnswer::Value(embed) => vec![embed.entry],
        });
        entries.collect()
    }
}

impl ViewOptions<'_> {
    /// Reads the required option `items`.
    pub(super) fn answered_questions(&mut self) -> Option<Vec<AnsweredQuestion>> {
        if !self.require_option("items") {
            return None;
        }
        let (key, value) = self.find_option("items")?;
        let NodeKind::List(items) = &value.kind else {
            self.report_wrong_value(&key, &value, ViewOptionProblem::Wrong(ExpectedKind::List));
            return None;
        };
        if items.len() > MAX_QUESTIONS {
            let (what, limit, unit) = (LimitedPart::Questions, MAX_QUESTIONS, LimitUnit::Questions);
            self.report_at_name(rules::TooLarge { what, limit, unit });
        }
        let items = items.iter().take(MAX_QUESTIONS);
        Some(items.filter_map(|item| self.answered_question(&key, item)).collect())
    }

    fn answered_question(&mut self, key: &YamlNode, item: &YamlNode) -> Option<AnsweredQuestion> {
        if !matches!(item.kind, NodeKind::Map(_)) {
            self.report_wrong_value(key, item, ViewOptionProblem::Wrong(ExpectedKind::Map));
            return None;
        }
        for (key, value) in item.map_entries() {
            let name = key.as_str().unwrap_or_default();
            let known = AnsweredQuestion::OPTIONS.iter().map(|option| option.name);
            if !known.clone().any(|it| it == name) {
                let near = closest_match(name, known);
                self.report_wrong_value(key, value, ViewOptionProblem::Unknown(near));
            }
        }
        let question = match find_value(item, "question") {
            Some((_, value)) => self.read_localized("question", value),
            None => self.report_missing(item, "question"),
        };
        let page = find_value(item, "page").and_then(|(key, value)| self.named_entry(key, value));
        let mut answers = Vec::new();
        let given = AnsweredQuestion::ANSWER_KEYS.map(|name| find_value(item, name));
        for (key, value) in given.iter().flatten() {
            answers.extend(match key.as_str() {
                Some("in_force") => self.in_force_answer(key, value),
                Some("value") => self.value_answer(key, value),
                _ => self.choice_answer(key, value),
            });
        }
        if given.iter().all(Option::is_none) {
            return self.report_missing(item, "value");
        }
        let question = question.filter(|_| !answers.is_empty())?;
        Some(AnsweredQuestion { question, page, answers })
    }

    fn report_missing<T>(&mut self, item: &YamlNode, option: &str) -> Option<T> {
        let (view, option) = (self.view.to_owned(), option.to_owned());
        let kind = rules::ViewOption { view, option, problem: ViewOptionProblem::Missing };
        self.diagnostics.push(Diagnostic::new(self.span(&item.range), kind));
        None
    }

    fn named_entry(&mut self, key: &YamlNode, value: &YamlNode) -> Option<EntryIndex> {
        let name = value.as_str().map_or("", str::trim);
        let entry = self.find_published(name);
        if entry.is_none() {
            let problem = self.no_entry(name);
            self.report_wrong_value(key, value, problem);
        }
        entry
    }

    fn named_entries(&mut self, key: &YamlNode, value: &YamlNode) -> Vec<EntryIndex> {
        value.items_or_self().iter().flat_map(|item| self.read_name(key, item)).collect()
    }

    fn in_force_answer(&mut self, key: &YamlNode, value: &YamlNode) -> Option<QuestionAnswer> {
        let mut entries = self.named_entries(key, value);
        let site = self.site;
        let has_validity = |it: &EntryIndex| select::has_validity(site.entry_at(*it));
        if let Some(without) = entries.iter().find(|it| !has_validity(it)) {
            let kind = site.entry_at(*without).entry_type.id.to_string();
            self.report_wrong_value(key, value, ViewOptionProblem::NoValidity(kind));
        }
        entries.retain(has_validity);
        (!entries.is_empty()).then_some(QuestionAnswer::InForce(entries))
    }

    /// Reads `ENTRY#FIELD`.
    fn value_answer(&mut self, key: &YamlNode, value: &YamlNode) -> Option<QuestionAnswer> {
        let written = value.as_str().map_or("", str::trim);
        let Some((name, field)) = written.split_once('#') else {
            let problem = ViewOptionProblem::Wrong(ExpectedKind::EntryField);
            self.report_wrong_value(key, value, problem);
            return None;
        };
        let Some(entry) = self.find_published(name) else {
            let problem = self.no_entry(name);
            self.report_wrong_value(key, value, problem);
            return None;
        };
        let Some(field_def) = self.site.entry_at(entry).entry_type.find_field(field) else {
            let problem = self.no_field(&[entry], field, &[]);
            self.report_wrong_value(key, value, problem);
            return None;
        };
        let field = field_def.id.clone();
        if self.site.entry_at(entry).field_statements(&field).is_empty() {
            let problem = ViewOptionProblem::NoValue(field.to_string());
            self.report_wrong_value(key, value, problem);
            return None;
        }
        Some(QuestionAnswer::Value(FieldEmbed { entry, field, scope: EmbedScope::Current }))
    }

    fn choice_answer(&mut self, key: &YamlNode, value: &YamlNode) -> Option<QuestionAnswer> {
        let entries = self.named_entries(key, value);
        (!entries.is_empty()).then_some(QuestionAnswer::Choice(entries))
    }
}

/// Returns the key and the value of an option of an item, if it has one.
fn find_value<'n>(item: &'n YamlNode, name: &str) -> Option<(&'n YamlNode, &'n YamlNode)> {
    let (key, value) = item.map_entries().iter().find(|(key, _)| key.as_str() == Some(name))?;
    (value.kind != NodeKind::Empty).then_some((key, value))
}
