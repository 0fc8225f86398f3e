//! Readable forms of statements and values for the expected output of tests.

use super::date::{PeriodBounds, PeriodEnd, UncertainDate};
use super::id::FieldId;
use super::model::LocalizedText;
use super::statement::{FieldStatements, FieldValue, Qualifiers, Statement};
use std::fmt::{self, Display};

/// `2011 [sourced, from 2003, deed 1 "…"]`; without brackets if there are no qualifiers.
impl Display for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.value)?;
        self.qualifiers.as_ref().map_or(Ok(()), |qualifiers| write!(f, " [{qualifiers}]"))
    }
}

/// Evidence status first, then what else there is, separated by commas.
impl Display for Qualifiers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.evidence_status.as_str())?;
        let period = PeriodBounds::new(&self.from, &self.until);
        if !period.is_unbounded() {
            write!(f, ", {period}")?;
        }
        for citation in &self.sources {
            write!(f, ", {}", citation.to_yaml_text())?;
        }
        if self.has_unreadable_source {
            write!(f, ", unreadable source")?;
        }
        if let Some(part) = &self.according_to {
            write!(f, ", according to {}", part.text)?;
        }
        self.note.as_ref().map_or(Ok(()), |note| write!(f, ", note {note}"))
    }
}

impl Display for FieldValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => write!(f, "unknown"),
            Self::None => write!(f, "none"),
            Self::Text(text) => write!(f, "{text}"),
            Self::Markdown(bodies) => {
                write!(f, "markdown")?;
                for (tag, body) in bodies {
                    let tag = tag.as_ref().map_or(String::new(), |tag| format!("{}: ", tag.0));
                    write!(f, " {tag}{:?}", body.text())?;
                }
                Ok(())
            }
            Self::Number(written, number) => write!(f, "{written} = {number}"),
            Self::Fraction(_, fraction) => write!(f, "{fraction}"),
            Self::Date(date) => write!(f, "{date}"),
            Self::Period(from, until) => write!(f, "{}", PeriodBounds::new(from, until)),
            Self::Url(url) => write!(f, "<{url}>"),
            Self::Choice(choice) => write!(f, "choice {choice}"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Citation(citation) => write!(f, "{}", citation.to_yaml_text()),
            Self::File(path) => write!(f, "file {path}"),
            Self::Group(fields) => write!(f, "{{{}}}", show_fields(fields).join(", ")),
            Self::Reference(name) => write!(f, "entry {name}"),
        }
    }
}

/// `"Forum"` or `{sv: "Forum", en: "Forum"}`.
impl Display for LocalizedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same(text) => write!(f, "{text:?}"),
            Self::PerLanguage(list) => {
                let strings = list.iter().map(|(tag, text)| format!("{}: {text:?}", tag.0));
                write!(f, "{{{}}}", strings.collect::<Vec<_>>().join(", "))
            }
        }
    }
}

/// `2011`, `2011 (earliest 2010-06)` or `unknown (latest 2012)`.
impl Display for UncertainDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value {
            Some(date) => write!(f, "{date}")?,
            None => write!(f, "unknown")?,
        }
        let limits = [("earliest", self.earliest), ("latest", self.latest)];
        let limits =
            limits.into_iter().filter_map(|(name, date)| Some(format!("{name} {}", date?)));
        let limits: Vec<String> = limits.collect();
        if limits.is_empty() { Ok(()) } else { write!(f, " ({})", limits.join(", ")) }
    }
}

/// `2011` or `further-notice`.
impl Display for PeriodEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(date) => write!(f, "{date}"),
            Self::FurtherNotice => write!(f, "{}", Self::FURTHER_NOTICE),
        }
    }
}

/// `from 2003 until 2011`, or `always`.
impl Display for PeriodBounds<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.until) {
            (Some(from), Some(until)) => write!(f, "from {from} until {until}"),
            (Some(from), None) => write!(f, "from {from}"),
            (None, Some(until)) => write!(f, "until {until}"),
            (None, None) => write!(f, "always"),
        }
    }
}

/// Returns `field: statement | statement` for each field.
pub(super) fn show_fields(fields: &FieldStatements) -> Vec<String> {
    let show = |(id, statements): &(FieldId, Vec<Statement>)| {
        let statements: Vec<String> = statements.iter().map(ToString::to_string).collect();
        format!("{id}: {}", statements.join(" | "))
    };
    fields.iter().map(show).collect()
}
