//! The automatic numbers of paragraphs, as the word processor shows them.

use super::xml_event::{XmlEvent, for_each_event};
use crate::import::ImportFailure;
use crate::import::list_number::NumberForm;
use std::collections::{HashMap, HashSet};

/// The levels of a list.
const N_LEVELS: usize = 9;

/// The lists of a document, and the numbers that have been given.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// The levels of each definition.
    definitions: HashMap<usize, ListDefinition>,
    lists: HashMap<usize, NumberedList>,
    /// The last number of each level, by definition.
    counters: HashMap<usize, [Option<u32>; N_LEVELS]>,
    /// The lists that have begun, so that each restarts once.
    started: HashSet<usize>,
}

#[derive(Clone, Debug, Default)]
struct ListDefinition {
    levels: [ListLevel; N_LEVELS],
    /// The style whose list is meant.
    style_link: Option<String>,
    /// The style that has this list.
    linked_style: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct NumberedList {
    definition: usize,
    /// The numbers with which levels begin, where the list says otherwise.
    starts: [Option<u32>; N_LEVELS],
    levels: HashMap<usize, ListLevel>,
}

#[derive(Clone, Debug, Default)]
struct ListLevel {
    start: Option<u32>,
    form: LevelForm,
    /// The text, with `%1` for the number of the first level.
    text: String,
    /// Whether the numbers of all levels are written with digits.
    is_legal: bool,
    style: Option<String>,
    /// The level after which it begins anew; 0 for never.
    restart: Option<usize>,
}

/// How the number of a level is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum LevelForm {
    #[default]
    Missing,
    Bullet,
    /// The text without a number.
    Plain,
    /// `1st`
    Ordinal,
    Number(NumberForm),
}

/// The label of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ParagraphLabel {
    pub text: String,
    pub kind: LabelForm,
}

/// Whether a label is the number of a unit or the mark of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LabelForm {
    /// Digits, or words with digits.
    Number,
    /// A letter, a Roman numeral or a bullet.
    Item,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(xml: &str) -> Result<Self, ImportFailure> {
        let mut reader = NumberingReader::default();
        for_each_event(xml, |event| {
            if let XmlEvent::Start(element) = event {
                reader.start(&element);
            }
            Ok(())
        })?;
        Ok(reader.numbering)
    }

    /// Returns the level of a list that belongs to a style.
    pub(super) fn level_of_style(&self, list: usize, style: &str) -> Option<usize> {
        let definition = self.definition(list)?;
        definition.levels.iter().position(|level| level.style.as_deref() == Some(style))
    }

    /// Counts a paragraph of a list, and returns its label. `None` means that it shows none.
    pub(super) fn next_label(&mut self, list: usize, level: usize) -> Option<ParagraphLabel> {
        let level_index = level.min(N_LEVELS - 1);
        let numbered_list = self.lists.get(&list)?.clone();
        let definition = self.definition(list)?.clone();
        let level = |index: usize| {
            numbered_list.levels.get(&index).or_else(|| definition.levels.get(index))
        };
        let start = |index: usize| {
            let own = numbered_list.starts.get(index).copied().flatten();
            own.or_else(|| level(index)?.start).unwrap_or(1)
        };
        let counters = self.counters.entry(numbered_list.definition).or_default();
        if self.started.insert(list) {
            for (counter, own_start) in counters.iter_mut().zip(numbered_list.starts) {
                if own_start.is_some() {
                    *counter = None;
                }
            }
        }
        for (index, counter) in counters.iter_mut().enumerate() {
            if index == level_index {
                *counter = Some(counter.map_or(start(index), |number| number.saturating_add(1)));
            } else if index > level_index {
                let restart = level(index).and_then(|level| level.restart);
                if restart.is_none_or(|after| after > level_index) && restart != Some(0) {
                    *counter = None;
                }
            } else if counter.is_none() {
                *counter = Some(start(index));
            }
        }
        let current = level(level_index)?;
        let (text, kind) = match current.form {
            LevelForm::Bullet => (bullet(&current.text), LabelForm::Item),
            LevelForm::Missing | LevelForm::Plain | LevelForm::Ordinal | LevelForm::Number(_) => {
                let number = |index: usize| {
                    let form = level(index).map(|level| level.form).unwrap_or_default();
                    let number = counters.get(index).copied().flatten().unwrap_or(1);
                    if current.is_legal { number.to_string() } else { format_number(form, number) }
                };
                let is_letter = matches!(
                    current.form,
                    LevelForm::Number(
                        NumberForm::LowerLetter
                            | NumberForm::UpperLetter
                            | NumberForm::LowerRoman
                            | NumberForm::UpperRoman
                    )
                );
                // `Article IV` is a unit, `IV.` may be an item.
                let has_word = current.text.chars().filter(|it| it.is_alphabetic()).count() > 1;
                let is_item = is_letter && !has_word;
                let kind = if is_item { LabelForm::Item } else { LabelForm::Number };
                (fill_level_text(&current.text, number), kind)
            }
        };
        (!text.trim().is_empty()).then_some(ParagraphLabel { text, kind })
    }

    /// Returns the definition of a list; that of a style's list if it refers to one.
    fn definition(&self, list: usize) -> Option<&ListDefinition> {
        let definition = self.definitions.get(&self.lists.get(&list)?.definition)?;
        let Some(style) = &definition.style_link else { return Some(definition) };
        let mut definitions = self.definitions.values();
        let linked = definitions.find(|it| it.linked_style.as_ref() == Some(style));
        Some(linked.unwrap_or(definition))
    }
}

/// Where an element of `numbering.xml` belongs.
#[derive(Debug, Default)]
struct NumberingReader {
    numbering: Numbering,
    definition: Option<usize>,
    list: Option<usize>,
    level: Option<usize>,
}

impl NumberingReader {
    fn start(&mut self, element: &super::xml_event::XmlElement) {
        match &*element.name {
            "abstractNum" => {
                self.definition = element.attribute("abstractNumId").and_then(|it| it.parse().ok());
                (self.list, self.level) = (None, None);
                if let Some(id) = self.definition {
                    self.numbering.definitions.entry(id).or_default();
                }
            }
            "num" => {
                self.list = element.attribute("numId").and_then(|it| it.parse().ok());
                (self.definition, self.level) = (None, None);
                if let Some(id) = self.list {
                    self.numbering.lists.entry(id).or_default();
                }
            }
            "lvl" | "lvlOverride" => {
                let level = element.attribute("ilvl").and_then(|it| it.parse().ok());
                self.level = level.filter(|level| *level < N_LEVELS);
                if let (Some(level), "lvl") = (self.level, &*element.name)
                    && let Some(list) = self.current_list()
                {
                    list.levels.insert(level, ListLevel::default());
                }
            }
            "abstractNumId" => {
                if let (Some(list), Some(definition)) = (self.current_list(), element.number()) {
                    list.definition = definition;
                }
            }
            "startOverride" => {
                let start = element.number().and_then(|start| u32::try_from(start).ok());
                let level = self.level;
                if let (Some(list), Some(level)) = (self.current_list(), level)
                    && let Some(own_start) = list.starts.get_mut(level)
                {
                    *own_start = start;
                }
            }
            "numStyleLink" | "styleLink" => {
                let style = element.attribute("val").map(str::to_owned);
                let definition =
                    self.definition.and_then(|id| self.numbering.definitions.get_mut(&id));
                if let Some(definition) = definition {
                    match &*element.name {
                        "numStyleLink" => definition.style_link = style,
                        _ => definition.linked_style = style,
                    }
                }
            }
            _ => {
                if let Some(level) = self.current_level() {
                    level.read_property(element);
                }
            }
        }
    }

    fn current_list(&mut self) -> Option<&mut NumberedList> {
        self.numbering.lists.get_mut(&self.list?)
    }

    fn current_level(&mut self) -> Option<&mut ListLevel> {
        let level = self.level?;
        if self.list.is_some() {
            return self.current_list()?.levels.get_mut(&level);
        }
        self.numbering.definitions.get_mut(&self.definition?)?.levels.get_mut(level)
    }
}

impl ListLevel {
    fn read_property(&mut self, element: &super::xml_event::XmlElement) {
        match &*element.name {
            "start" => self.start = element.number().and_then(|start| u32::try_from(start).ok()),
            "numFmt" => self.form = level_form(element.attribute("val").unwrap_or_default()),
            "lvlText" => {
                element.attribute("val").unwrap_or_default().clone_into(&mut self.text);
            }
            "isLgl" => self.is_legal = element.is_on(),
            "pStyle" => self.style = element.attribute("val").map(str::to_owned),
            "lvlRestart" => self.restart = element.number(),
            _ => {}
        }
    }
}

fn level_form(name: &str) -> LevelForm {
    match name {
        "bullet" => LevelForm::Bullet,
        "none" => LevelForm::Plain,
        "ordinal" => LevelForm::Ordinal,
        "decimalZero" => LevelForm::Number(NumberForm::DecimalZero),
        "lowerLetter" => LevelForm::Number(NumberForm::LowerLetter),
        "upperLetter" => LevelForm::Number(NumberForm::UpperLetter),
        "lowerRoman" => LevelForm::Number(NumberForm::LowerRoman),
        "upperRoman" => LevelForm::Number(NumberForm::UpperRoman),
        _ => LevelForm::Number(NumberForm::Decimal),
    }
}

fn format_number(form: LevelForm, number: u32) -> String {
    match form {
        LevelForm::Number(form) => form.format(number),
        LevelForm::Missing => number.to_string(),
        LevelForm::Ordinal => format!("{number}."),
        LevelForm::Bullet | LevelForm::Plain => String::new(),
    }
}

/// Fills the numbers of the levels into the text of a level.
fn fill_level_text(text: &str, number: impl Fn(usize) -> String) -> String {
    let mut filled = String::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let digit = chars.peek().and_then(|next| next.to_digit(10)).filter(|_| char == '%');
        match digit.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1)) {
            Some(level) => {
                chars.next();
                filled.push_str(&number(level));
            }
            None => filled.push(char),
        }
    }
    filled
}

/// Returns the mark of an item; the letters of symbol fonts become bullets.
fn bullet(text: &str) -> String {
    let mark = text.trim();
    match mark {
        "-" | "–" | "—" | "*" | "·" => mark.to_owned(),
        "" => String::new(),
        _ => "•".to_owned(),
    }
}
