//! What is wrong and where, in English.

use super::claims;
use crate::diagnostic::message::quote::{bare, name, names, ring, words};
use crate::diagnostic::{Expected, Fault, KeyHome, LinkMiss, Note, Outside, YamlProblem};

#[expect(clippy::too_many_lines, reason = "one arm a fault: none can be missed")]
pub(in super::super) fn message(fault: &Fault) -> String {
    match fault {
        Fault::YamlSyntax { problem } => yaml_message(problem),
        Fault::FrontMatterNotClosed => "the front matter begins with `---` and never ends".into(),
        Fault::NotUtf8 { found: None } => "the file is not text in UTF-8".into(),
        Fault::NotUtf8 { found: Some(found) } => {
            format!("the file looks like {found}, not like text in UTF-8")
        }
        Fault::TooLarge { what, limit, unit } => {
            format!("{what}: more than the limit of {limit} {unit}")
        }
        Fault::NoHistory => "there is no whole git history to take dates from".into(),
        Fault::NoStemmer { language } => {
            format!("search takes words of the language {} as they stand", name(language))
        }
        Fault::UnknownKey { key, home, .. } => {
            format!("there is no key {} in {}", name(key), key_home(home))
        }
        Fault::DuplicateKey { key } => format!("the key {} stands here a second time", name(key)),
        Fault::WrongKind { expected, found } => {
            format!("{} is not {}", value(found), kind(expected))
        }
        Fault::BadDate { found } => format!("{} is not a date", value(found)),
        Fault::MissingField { field, of } => {
            format!("{} is missing, and {} requires it", name(field), name(of))
        }
        Fault::TooManyValues { field, at_most, found } => {
            format!("{} has {found} values, and may have at most {at_most}", name(field))
        }
        Fault::DuplicateValue { field, value } => {
            format!("the value {} of {} is already taken", name(value), name(field))
        }
        Fault::UnknownType { name: asked, .. } => format!("there is no type {}", name(asked)),
        Fault::UnknownEntry { id, .. } => format!("there is no entry {}", name(id)),
        Fault::WrongEntryType { id, found, expected } => {
            let expected = names(expected, "or");
            format!("{} is of the type {}; {expected} belongs here", name(id), name(found))
        }
        Fault::Cycle { field, ring: ids } => {
            format!("{} goes in a ring: {}", name(field), ring(ids))
        }
        Fault::SumIsOff { field, per, found, expected } => format!(
            "{} adds up to {} per {}, and should be {}",
            name(field),
            bare(found),
            name(per),
            bare(expected)
        ),
        Fault::ReversedPeriod { from, until } => {
            format!("the period ends, {}, before it begins, {}", name(until), name(from))
        }
        Fault::OverlappingValues { field } => {
            format!("two values of {} hold at the same time", name(field))
        }
        Fault::MissingSpeaker { field } => format!("{} does not tell who says so", name(field)),
        Fault::DuplicateId { id } => format!("the id {} is already taken", name(id)),
        Fault::DuplicateRoute { address } => {
            format!("the address {} is already taken", name(address))
        }
        Fault::BrokenLink { target, miss, .. } => broken_link(target, *miss),
        Fault::MissingHeading { heading, page, .. } => {
            format!("{} has no heading {}", name(page), name(heading))
        }
        Fault::AmbiguousLink { name: asked, candidates } => {
            format!("{} can mean {}", name(asked), names(candidates, "or"))
        }
        Fault::UnsafeLink { scheme } => format!("links with {} are not published", name(scheme)),
        Fault::OutsideSite { what } => outside(what),
        Fault::CitationSyntax { problem } => claims::citation(problem),
        Fault::UnknownDocument { id, miss, .. } => claims::document(id, *miss),
        Fault::UnknownLocator { locator, document, .. } => {
            format!("{} has no paragraph {}", name(document), name(locator))
        }
        Fault::QuoteNotFound { quote, locator, .. } => {
            format!("{} does not stand in {}", name(quote), name(locator))
        }
        Fault::MissingSource { field, lack } => claims::lack(field, *lack),
        Fault::TextChanged { document, .. } => {
            format!("the text of {} is not the one that `text_sha256` names", name(document))
        }
        Fault::UnknownView { name: asked, .. } => format!("there is no view {}", name(asked)),
        Fault::ViewOption { view, option, problem } => claims::option((view, option), problem),
        Fault::RawHtml { tag } => {
            format!("{} is shown as text, not used as HTML", name(&format!("<{tag}>")))
        }
        Fault::MissingTranslation { language, what } => {
            format!("{} is missing in the language {}", name(what), name(language))
        }
        Fault::OrphanPage => "nothing on the site leads to this page".into(),
        Fault::MissingOwner => "nobody is named as the owner of this page".into(),
        Fault::PdfWithoutText { path } => {
            format!("the file {} is all there is: no text stands beside it", name(path))
        }
        Fault::ReviewOverdue { review_by, as_of } => {
            format!(
                "the review was due by {}, and the site speaks of {}",
                name(review_by),
                name(as_of)
            )
        }
        Fault::FigureWithoutSource { figure } => {
            format!("{} stands in no quote, embedded value or date of the page", name(figure))
        }
        Fault::UnexplainedAbbreviation { abbreviation } => {
            format!("{} stands here without its words", name(abbreviation))
        }
        Fault::UncitedParagraph { locator } => format!("nothing rests on {}", name(locator)),
        Fault::TemplateError { problem } => {
            format!("the template cannot be used: {}", words(problem))
        }
    }
}

pub(in super::super) fn label(fault: &Fault) -> Option<String> {
    match fault {
        Fault::DuplicateKey { .. } => Some("the second time".into()),
        Fault::DuplicateId { .. } | Fault::DuplicateValue { .. } => Some("the later one".into()),
        Fault::TooManyValues { .. } => Some("the first one too many".into()),
        Fault::OverlappingValues { .. } => Some("the later one".into()),
        Fault::SumIsOff { .. } => Some("the last part".into()),
        Fault::AmbiguousLink { candidates, .. } => {
            candidates.first().map(|first| format!("leads to {}", name(first)))
        }
        Fault::YamlSyntax { .. }
        | Fault::FrontMatterNotClosed
        | Fault::NotUtf8 { .. }
        | Fault::NoHistory
        | Fault::NoStemmer { .. }
        | Fault::TooLarge { .. }
        | Fault::UnknownKey { .. }
        | Fault::WrongKind { .. }
        | Fault::BadDate { .. }
        | Fault::MissingField { .. }
        | Fault::UnknownType { .. }
        | Fault::UnknownEntry { .. }
        | Fault::WrongEntryType { .. }
        | Fault::Cycle { .. }
        | Fault::DuplicateRoute { .. }
        | Fault::BrokenLink { .. }
        | Fault::MissingHeading { .. }
        | Fault::UnsafeLink { .. }
        | Fault::OutsideSite { .. }
        | Fault::RawHtml { .. }
        | Fault::MissingTranslation { .. }
        | Fault::OrphanPage
        | Fault::MissingOwner
        | Fault::ReversedPeriod { .. }
        | Fault::MissingSpeaker { .. }
        | Fault::CitationSyntax { .. }
        | Fault::UnknownDocument { .. }
        | Fault::UnknownLocator { .. }
        | Fault::QuoteNotFound { .. }
        | Fault::MissingSource { .. }
        | Fault::TextChanged { .. }
        | Fault::UnknownView { .. }
        | Fault::ViewOption { .. }
        | Fault::PdfWithoutText { .. }
        | Fault::ReviewOverdue { .. }
        | Fault::FigureWithoutSource { .. }
        | Fault::UnexplainedAbbreviation { .. }
        | Fault::UncitedParagraph { .. }
        | Fault::TemplateError { .. } => None,
    }
}

pub(in super::super) fn note(note: Note) -> &'static str {
    match note {
        Note::FirstHere => "the first one is here",
        Note::DeclaredHere => "the field is declared here",
        Note::ThenHere => "the ring goes on here",
        Note::PartHere => "another part is here",
        Note::Target => "this is where it leads",
        Note::NearestPassage => "the nearest passage",
        Note::Differs => "differs here",
    }
}

fn yaml_message(problem: &YamlProblem) -> String {
    match problem {
        YamlProblem::Parser(said) => format!("YAML cannot be read here: {}", words(said)),
        YamlProblem::Alias => "anchors, aliases and tags of YAML are not used in pakt".into(),
        YamlProblem::Comment => "` #` begins a comment, and hides the rest of the value".into(),
        YamlProblem::UnquotedColon => {
            "a value holds a colon followed by a space, and is not in quotes".into()
        }
        YamlProblem::ReservedStart(start) => {
            format!("a value begins with {}, which YAML keeps for itself", name(&start.to_string()))
        }
        YamlProblem::AfterQuote(mark) => {
            format!("words stand after the {} that ends the value", name(&mark.to_string()))
        }
        YamlProblem::SecondDocument => "a second document begins here".into(),
        YamlProblem::UnclosedQuote => "this quotation mark is never closed".into(),
        YamlProblem::Tab => "a tab stands where YAML wants spaces".into(),
        YamlProblem::NotAMap => {
            "keys with values belong here, and something else stands here".into()
        }
    }
}

fn key_home(home: &KeyHome) -> String {
    match home {
        KeyHome::Site => "`site.yaml`".into(),
        KeyHome::Entry(entry_type) => format!("an entry of the type {}", name(entry_type)),
        KeyHome::Type => "a type's declaration".into(),
        KeyHome::Field => "a field's declaration".into(),
        KeyHome::FieldKind(_) => "a field of this kind".into(),
        KeyHome::Strings => "the words of the theme".into(),
        KeyHome::Value(field) => format!("the value of {}", name(field)),
    }
}

fn broken_link(target: &str, miss: LinkMiss) -> String {
    let target = name(target);
    match miss {
        LinkMiss::NotFound => format!("the link leads to {target}, which does not exist"),
        LinkMiss::Draft => format!("the link leads to {target}, which is a draft"),
        LinkMiss::Field => format!("the link leads to {target}, a field that has no value"),
    }
}

fn outside(what: &Outside) -> String {
    match what {
        Outside::Link(path) => format!("the link {} leads out of the content folder", name(path)),
        Outside::Alias(alias) => {
            format!("the alias {} is not an address on this site", name(alias))
        }
        Outside::Symlink => "the symbolic link leads out of the content folder".into(),
        Outside::Special => "this is neither a file nor a folder".into(),
    }
}

/// A value that somebody wrote, or the word for none.
fn value(found: &str) -> String {
    if found.trim().is_empty() { "an empty value".into() } else { name(found) }
}

pub(super) fn kind(expected: &Expected) -> String {
    let kind = match expected {
        Expected::Text => "text",
        Expected::Markdown => "Markdown text",
        Expected::Number => "a number",
        Expected::Fraction => "a fraction",
        Expected::Date => "a date",
        Expected::Period => "a period",
        Expected::Url => "a web address",
        Expected::Bool => "`true` or `false`",
        Expected::Citation => "a citation",
        Expected::File => "the path of a file",
        Expected::TextFile => "a text file that pakt reads",
        Expected::Group => "a list of groups",
        Expected::EntryId => "the id of an entry",
        Expected::Map => "a set of keys with values",
        Expected::List => "a list",
        Expected::Count => "a whole number",
        Expected::OneOf(choices) if choices.is_empty() => "a name that is declared",
        Expected::OneOf(choices) => return names(choices, "or"),
        Expected::Id => "an id",
        Expected::Language => "a language of the site",
        Expected::Code => "the name of a finding",
        Expected::Sum => "a rule for a sum",
    };
    kind.into()
}
