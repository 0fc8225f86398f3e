//! What is wrong and where, in English.

use super::citation;
use crate::diagnostic::message::quoting::{
    code_span, cycle_path, list_of_names, quoted_words, shortened_name,
};
use crate::diagnostic::{
    BrokenLinkReason, DiagnosticKind, ExpectedKind, KeyScope, OutsideSiteReason, RelatedNote,
    YamlProblem,
};

#[expect(clippy::too_many_lines, reason = "one arm a fault: none can be missed")]
pub(in super::super) fn message(kind: &DiagnosticKind) -> String {
    match kind {
        DiagnosticKind::YamlSyntax { problem } => yaml_message(problem),
        DiagnosticKind::FrontMatterNotClosed => {
            "the front matter begins with `---` and never ends".into()
        }
        DiagnosticKind::NotUtf8 { found: None } => "the file is not text in UTF-8".into(),
        DiagnosticKind::NotUtf8 { found: Some(found) } => {
            format!("the file looks like {found}, not like text in UTF-8")
        }
        DiagnosticKind::TooLarge { what, limit, unit } => {
            format!("{what}: more than the limit of {limit} {unit}")
        }
        DiagnosticKind::NoHistory => "there is no whole git history to take dates from".into(),
        DiagnosticKind::NoStemmer { language } => {
            format!("search takes words of the language {} as they stand", code_span(language))
        }
        DiagnosticKind::UnknownKey { key, home, .. } => {
            format!("there is no key {} in {}", code_span(key), key_scope(home))
        }
        DiagnosticKind::DuplicateKey { key } => {
            format!("the key {} stands here a second time", code_span(key))
        }
        DiagnosticKind::WrongKind { expected, found } => {
            format!("{} is not {}", quoted_value(found), expected_kind(expected))
        }
        DiagnosticKind::BadDate { found } => format!("{} is not a date", quoted_value(found)),
        DiagnosticKind::MissingField { field, of } => {
            format!("{} is missing, and {} requires it", code_span(field), code_span(of))
        }
        DiagnosticKind::TooManyValues { field, at_most, found } => {
            format!("{} has {found} values, and may have at most {at_most}", code_span(field))
        }
        DiagnosticKind::DuplicateValue { field, value } => {
            format!("the value {} of {} is already taken", code_span(value), code_span(field))
        }
        DiagnosticKind::UnknownType { name: asked, .. } => {
            format!("there is no type {}", code_span(asked))
        }
        DiagnosticKind::UnknownEntry { id, .. } => format!("there is no entry {}", code_span(id)),
        DiagnosticKind::WrongEntryType { id, found, expected } => {
            let expected = list_of_names(expected, "or");
            format!(
                "{} is of the type {}; {expected} belongs here",
                code_span(id),
                code_span(found)
            )
        }
        DiagnosticKind::Cycle { field, ring: ids } => {
            format!("{} goes in a ring: {}", code_span(field), cycle_path(ids))
        }
        DiagnosticKind::SumIsOff { field, per, found, expected } => format!(
            "{} adds up to {} per {}, and should be {}",
            code_span(field),
            shortened_name(found),
            code_span(per),
            shortened_name(expected)
        ),
        DiagnosticKind::ReversedPeriod { from, until } => {
            format!("the period ends, {}, before it begins, {}", code_span(until), code_span(from))
        }
        DiagnosticKind::OverlappingValues { field } => {
            format!("two values of {} hold at the same time", code_span(field))
        }
        DiagnosticKind::MissingSpeaker { field } => {
            format!("{} does not tell who says so", code_span(field))
        }
        DiagnosticKind::DuplicateId { id } => format!("the id {} is already taken", code_span(id)),
        DiagnosticKind::DuplicateRoute { address } => {
            format!("the address {} is already taken", code_span(address))
        }
        DiagnosticKind::BrokenLink { target, miss, .. } => broken_link(target, *miss),
        DiagnosticKind::MissingHeading { heading, page, .. } => {
            format!("{} has no heading {}", code_span(page), code_span(heading))
        }
        DiagnosticKind::AmbiguousLink { name: asked, candidates } => {
            format!("{} can mean {}", code_span(asked), list_of_names(candidates, "or"))
        }
        DiagnosticKind::UnsafeLink { scheme } => {
            format!("links with {} are not published", code_span(scheme))
        }
        DiagnosticKind::OutsideSite { what } => outside_site(what),
        DiagnosticKind::CitationSyntax { problem } => citation::citation_message(problem),
        DiagnosticKind::UnknownDocument { id, miss, .. } => {
            citation::unknown_document_message(id, *miss)
        }
        DiagnosticKind::UnknownLocator { locator, document, .. } => {
            format!("{} has no paragraph {}", code_span(document), code_span(locator))
        }
        DiagnosticKind::QuoteNotFound { quote, locator, .. } => {
            format!("{} does not stand in {}", code_span(quote), code_span(locator))
        }
        DiagnosticKind::MissingSource { field, lack } => {
            citation::missing_source_message(field, *lack)
        }
        DiagnosticKind::TextChanged { document, .. } => {
            format!("the text of {} is not the one that `text_sha256` names", code_span(document))
        }
        DiagnosticKind::UnknownView { name: asked, .. } => {
            format!("there is no view {}", code_span(asked))
        }
        DiagnosticKind::ViewOption { view, option, problem } => {
            citation::view_option_message((view, option), problem)
        }
        DiagnosticKind::RawHtml { tag } => {
            format!("{} is shown as text, not used as HTML", code_span(&format!("<{tag}>")))
        }
        DiagnosticKind::MissingTranslation { language, what } => {
            format!("{} is missing in the language {}", code_span(what), code_span(language))
        }
        DiagnosticKind::OrphanPage => "nothing on the site leads to this page".into(),
        DiagnosticKind::MissingOwner => "nobody is named as the owner of this page".into(),
        DiagnosticKind::PdfWithoutText { path } => {
            format!("the file {} is all there is: no text stands beside it", code_span(path))
        }
        DiagnosticKind::ReviewOverdue { review_by, as_of } => {
            format!(
                "the review was due by {}, and the site speaks of {}",
                code_span(review_by),
                code_span(as_of)
            )
        }
        DiagnosticKind::FigureWithoutSource { figure } => {
            format!("{} stands in no quote, embedded value or date of the page", code_span(figure))
        }
        DiagnosticKind::UnexplainedAbbreviation { abbreviation } => {
            format!("{} stands here without its words", code_span(abbreviation))
        }
        DiagnosticKind::UncitedParagraph { locator } => {
            format!("nothing rests on {}", code_span(locator))
        }
        DiagnosticKind::TemplateError { problem } => {
            format!("the template cannot be used: {}", quoted_words(problem))
        }
    }
}

pub(in super::super) fn label(kind: &DiagnosticKind) -> Option<String> {
    match kind {
        DiagnosticKind::DuplicateKey { .. } => Some("the second time".into()),
        DiagnosticKind::DuplicateId { .. } | DiagnosticKind::DuplicateValue { .. } => {
            Some("the later one".into())
        }
        DiagnosticKind::TooManyValues { .. } => Some("the first one too many".into()),
        DiagnosticKind::OverlappingValues { .. } => Some("the later one".into()),
        DiagnosticKind::SumIsOff { .. } => Some("the last part".into()),
        DiagnosticKind::AmbiguousLink { candidates, .. } => {
            candidates.first().map(|first| format!("leads to {}", code_span(first)))
        }
        DiagnosticKind::YamlSyntax { .. }
        | DiagnosticKind::FrontMatterNotClosed
        | DiagnosticKind::NotUtf8 { .. }
        | DiagnosticKind::NoHistory
        | DiagnosticKind::NoStemmer { .. }
        | DiagnosticKind::TooLarge { .. }
        | DiagnosticKind::UnknownKey { .. }
        | DiagnosticKind::WrongKind { .. }
        | DiagnosticKind::BadDate { .. }
        | DiagnosticKind::MissingField { .. }
        | DiagnosticKind::UnknownType { .. }
        | DiagnosticKind::UnknownEntry { .. }
        | DiagnosticKind::WrongEntryType { .. }
        | DiagnosticKind::Cycle { .. }
        | DiagnosticKind::DuplicateRoute { .. }
        | DiagnosticKind::BrokenLink { .. }
        | DiagnosticKind::MissingHeading { .. }
        | DiagnosticKind::UnsafeLink { .. }
        | DiagnosticKind::OutsideSite { .. }
        | DiagnosticKind::RawHtml { .. }
        | DiagnosticKind::MissingTranslation { .. }
        | DiagnosticKind::OrphanPage
        | DiagnosticKind::MissingOwner
        | DiagnosticKind::ReversedPeriod { .. }
        | DiagnosticKind::MissingSpeaker { .. }
        | DiagnosticKind::CitationSyntax { .. }
        | DiagnosticKind::UnknownDocument { .. }
        | DiagnosticKind::UnknownLocator { .. }
        | DiagnosticKind::QuoteNotFound { .. }
        | DiagnosticKind::MissingSource { .. }
        | DiagnosticKind::TextChanged { .. }
        | DiagnosticKind::UnknownView { .. }
        | DiagnosticKind::ViewOption { .. }
        | DiagnosticKind::PdfWithoutText { .. }
        | DiagnosticKind::ReviewOverdue { .. }
        | DiagnosticKind::FigureWithoutSource { .. }
        | DiagnosticKind::UnexplainedAbbreviation { .. }
        | DiagnosticKind::UncitedParagraph { .. }
        | DiagnosticKind::TemplateError { .. } => None,
    }
}

pub(in super::super) fn related_note(note: RelatedNote) -> &'static str {
    match note {
        RelatedNote::FirstDefinition => "the first one is here",
        RelatedNote::Declaration => "the field is declared here",
        RelatedNote::CycleContinues => "the ring goes on here",
        RelatedNote::OtherPart => "another part is here",
        RelatedNote::Target => "this is where it leads",
        RelatedNote::NearestPassage => "the nearest passage",
        RelatedNote::Difference => "differs here",
    }
}

fn yaml_message(problem: &YamlProblem) -> String {
    match problem {
        YamlProblem::Parser(said) => format!("YAML cannot be read here: {}", quoted_words(said)),
        YamlProblem::Alias => "anchors, aliases and tags of YAML are not used in pakt".into(),
        YamlProblem::Comment => "` #` begins a comment, and hides the rest of the value".into(),
        YamlProblem::UnquotedColon => {
            "a value holds a colon followed by a space, and is not in quotes".into()
        }
        YamlProblem::ReservedStart(start) => {
            format!(
                "a value begins with {}, which YAML keeps for itself",
                code_span(&start.to_string())
            )
        }
        YamlProblem::AfterQuote(mark) => {
            format!("words stand after the {} that ends the value", code_span(&mark.to_string()))
        }
        YamlProblem::SecondDocument => "a second document begins here".into(),
        YamlProblem::UnclosedQuote => "this quotation mark is never closed".into(),
        YamlProblem::Tab => "a tab stands where YAML wants spaces".into(),
        YamlProblem::NotAMap => {
            "keys with values belong here, and something else stands here".into()
        }
    }
}

fn key_scope(home: &KeyScope) -> String {
    match home {
        KeyScope::Site => "`site.yaml`".into(),
        KeyScope::Entry(entry_type) => format!("an entry of the type {}", code_span(entry_type)),
        KeyScope::Type => "a type's declaration".into(),
        KeyScope::Field => "a field's declaration".into(),
        KeyScope::FieldKind(_) => "a field of this kind".into(),
        KeyScope::Strings => "the words of the theme".into(),
        KeyScope::Value(field) => format!("the value of {}", code_span(field)),
    }
}

fn broken_link(target: &str, miss: BrokenLinkReason) -> String {
    let target = code_span(target);
    match miss {
        BrokenLinkReason::NotFound => format!("the link leads to {target}, which does not exist"),
        BrokenLinkReason::Draft => format!("the link leads to {target}, which is a draft"),
        BrokenLinkReason::Field => format!("the link leads to {target}, a field that has no value"),
    }
}

fn outside_site(what: &OutsideSiteReason) -> String {
    match what {
        OutsideSiteReason::Link(path) => {
            format!("the link {} leads out of the content folder", code_span(path))
        }
        OutsideSiteReason::Alias(alias) => {
            format!("the alias {} is not an address on this site", code_span(alias))
        }
        OutsideSiteReason::Symlink => "the symbolic link leads out of the content folder".into(),
        OutsideSiteReason::Special => "this is neither a file nor a folder".into(),
    }
}

/// A value that somebody wrote, or the word for none.
fn quoted_value(found: &str) -> String {
    if found.trim().is_empty() { "an empty value".into() } else { code_span(found) }
}

pub(super) fn expected_kind(expected: &ExpectedKind) -> String {
    let kind = match expected {
        ExpectedKind::Text => "text",
        ExpectedKind::Markdown => "Markdown text",
        ExpectedKind::Number => "a number",
        ExpectedKind::Fraction => "a fraction",
        ExpectedKind::Date => "a date",
        ExpectedKind::Period => "a period",
        ExpectedKind::Url => "a web address",
        ExpectedKind::Bool => "`true` or `false`",
        ExpectedKind::Citation => "a citation",
        ExpectedKind::File => "the path of a file",
        ExpectedKind::TextFile => "a text file that pakt reads",
        ExpectedKind::Group => "a list of groups",
        ExpectedKind::EntryId => "the id of an entry",
        ExpectedKind::Map => "a set of keys with values",
        ExpectedKind::List => "a list",
        ExpectedKind::Count => "a whole number",
        ExpectedKind::OneOf(choices) if choices.is_empty() => "a name that is declared",
        ExpectedKind::OneOf(choices) => return list_of_names(choices, "or"),
        ExpectedKind::Id => "an id",
        ExpectedKind::Language => "a language of the site",
        ExpectedKind::Code => "the name of a finding",
        ExpectedKind::Sum => "a rule for a sum",
    };
    kind.into()
}
