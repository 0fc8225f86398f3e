//! Reads a paper that is a Word document (Office Open XML).

mod package;
mod xml_event;
mod styles;
mod numbering;
mod paragraph;
mod body;

use super::finding::{ImportFailure, ImportFinding};
use super::paper::Paper;
use body::BodyReader;
use numbering::Numbering;
use package::DocxPackage;
use styles::StyleSheet;
use xml_event::{XmlEvent, for_each_event};

/// The usual name of the main part.
const MAIN_PART: &str = "word/document.xml";

/// Reads a document.
///
/// # Errors
/// It is damaged or encrypted, unpacks to too much, or has tracked changes.
pub(super) fn read_docx(bytes: &[u8]) -> Result<Paper, ImportFailure> {
    let mut package = DocxPackage::open(bytes)?;
    let main_part = match package.read_part("_rels/.rels")? {
        Some(relations) => main_part_of(&relations)?.unwrap_or_else(|| MAIN_PART.to_owned()),
        None => MAIN_PART.to_owned(),
    };
    let document = package.read_part(&main_part)?.ok_or(ImportFailure::Damaged("DOCX"))?;
    let folder = main_part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut part = |name: &str| package.read_part(&format!("{folder}/{name}"));
    let styles = part("styles.xml")?.map(|xml| StyleSheet::read(&xml)).transpose()?;
    let styles = styles.unwrap_or_default();
    let numbering = part("numbering.xml")?.map(|xml| Numbering::read(&xml)).transpose()?;
    let mut paper = Paper { language: styles.language.clone(), ..Paper::default() };
    let mut reader = BodyReader::new(&styles, numbering.unwrap_or_default());
    for (name, element) in [("footnotes.xml", "footnote"), ("endnotes.xml", "endnote")] {
        if let Some(xml) = part(name)? {
            reader.read_notes(&xml, element)?;
        }
    }
    reader.read(&document, &mut paper)?;
    for name in package.running_parts(folder)? {
        if let Some(xml) = package.read_part(&name)? {
            let texts = BodyReader::new(&styles, Numbering::default()).read_texts(&xml)?;
            let words = texts.join(" ");
            let finding = ImportFinding::RunningText(paper.clean(&words));
            if words.chars().any(char::is_alphanumeric) && !paper.findings.contains(&finding) {
                paper.findings.push(finding);
            }
        }
    }
    if let Some(xml) = package.read_part("docProps/core.xml")? {
        paper.title = core_title(&xml)?;
    }
    Ok(paper)
}

/// Returns the name of the part that the relations of the package call the document.
fn main_part_of(relations: &str) -> Result<Option<String>, ImportFailure> {
    let mut target = None;
    for_each_event(relations, |event| {
        if let XmlEvent::Start(element) = event
            && element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
        {
            let path = element.attribute("Target").map(|path| path.trim_start_matches('/'));
            target = path.map(str::to_owned);
        }
        Ok(())
    })?;
    Ok(target)
}

/// Returns the title in the properties of the document.
fn core_title(xml: &str) -> Result<Option<String>, ImportFailure> {
    let (mut is_title, mut title) = (false, String::new());
    for_each_event(xml, |event| {
        match event {
            XmlEvent::Start(element) => is_title = element.name == "title",
            XmlEvent::End(_) => is_title = false,
            XmlEvent::Text(text) if is_title => title.push_str(&text),
            XmlEvent::Text(_) => {}
        }
        Ok(())
    })?;
    let title = title.trim().to_owned();
    Ok((!title.is_empty()).then_some(title))
}

/// Counts what is left out of a document.
#[derive(Debug, Default)]
struct LeftOutCounts {
    n_pictures: usize,
    n_comments: usize,
    n_hidden: usize,
    n_text_boxes: usize,
}

impl LeftOutCounts {
    fn into_findings(self) -> impl Iterator<Item = ImportFinding> {
        let counted = [
            (self.n_pictures, ImportFinding::Pictures(self.n_pictures)),
            (self.n_comments, ImportFinding::Comments(self.n_comments)),
            (self.n_hidden, ImportFinding::HiddenText(self.n_hidden)),
            (self.n_text_boxes, ImportFinding::TextBoxes(self.n_text_boxes)),
        ];
        counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, finding)| finding)
    }
}
