//! The events of an XML part, with the local names of elements and attributes.

use crate::import::ImportFailure;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// The deepest nesting of elements: a document has some twenty levels.
const MAX_DEPTH: usize = 1_000;

/// What happens in an XML part.
pub(super) enum XmlEvent {
    Start(XmlElement),
    End(String),
    Text(String),
}

/// An element that begins.
pub(super) struct XmlElement {
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl XmlElement {
    /// Returns the value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Returns the attribute `val` as a number.
    pub(super) fn number(&self) -> Option<usize> {
        self.attribute("val")?.parse().ok()
    }

    /// Returns whether a property is on: it is there and its value does not say otherwise.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.attribute("val"), Some("0" | "false" | "off" | "none"))
    }
}

/// Calls `handle` for each event.
///
/// # Errors
/// The part is not XML, or `handle` fails.
pub(super) fn for_each_event(
    xml: &str,
    mut handle: impl FnMut(XmlEvent) -> Result<(), ImportFailure>,
) -> Result<(), ImportFailure> {
    let damaged = ImportFailure::Damaged("DOCX");
    let mut reader = Reader::from_str(xml);
    let mut depth: usize = 0;
    loop {
        let event = reader.read_event().map_err(|_| damaged.clone())?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    return Err(damaged);
                }
                handle(XmlEvent::Start(element(&start)))?;
            }
            Event::Empty(start) => {
                let element = element(&start);
                let name = element.name.clone();
                handle(XmlEvent::Start(element))?;
                handle(XmlEvent::End(name))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                handle(XmlEvent::End(end.local_name().as_ref().to_owned()))?;
            }
            Event::Text(text) => handle(XmlEvent::Text(text.xml10_content().into_owned()))?,
            Event::CData(text) => handle(XmlEvent::Text(text.xml10_content().into_owned()))?,
            Event::GeneralRef(reference) => {
                let char = reference.resolve_char_ref().ok().flatten();
                let known = match char {
                    Some(char) => char.to_string(),
                    None => named_character(&reference).to_owned(),
                };
                handle(XmlEvent::Text(known))?;
            }
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(damaged) },
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {}
        }
    }
}

fn named_character(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        // An entity that the part declares: Word writes none.
        _ => "\u{fffd}",
    }
}

fn element(start: &BytesStart<'_>) -> XmlElement {
    let attributes = start.attributes().flatten().map(|attribute| {
        let name = attribute.key.local_name().as_ref().to_owned();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        (name, value.map(std::borrow::Cow::into_owned).unwrap_or_default())
    });
    XmlElement { name: start.local_name().as_ref().to_owned(), attributes: attributes.collect() }
}
