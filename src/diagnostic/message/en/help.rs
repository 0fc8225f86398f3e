//! What to do about it, in English.

use super::citation;
use crate::diagnostic::message::quoting::{code_span, list_of_names, shortened_name};
use crate::diagnostic::{
    BrokenLinkReason, DiagnosticKind, ExpectedKind, KeyScope, OutsideSiteReason, ViewOptionProblem,
    YamlProblem,
};

#[expect(clippy::too_many_lines, reason = "one arm a fault: none can be missed")]
pub(in super::super) fn help(kind: &DiagnosticKind) -> Option<String> {
    let help = match kind {
        DiagnosticKind::YamlSyntax { problem } => return yaml_help(problem),
        DiagnosticKind::WrongKind { expected, .. } => return wrong_kind_help(expected),
        DiagnosticKind::UnknownKey { near: Some(near), .. }
        | DiagnosticKind::UnknownType { near: Some(near), .. }
        | DiagnosticKind::UnknownEntry { near: Some(near), .. }
        | DiagnosticKind::BrokenLink { near: Some(near), .. }
        | DiagnosticKind::UnknownDocument { near: Some(near), .. }
        | DiagnosticKind::UnknownLocator { near: Some(near), .. }
        | DiagnosticKind::UnknownView { near: Some(near), .. }
        | DiagnosticKind::ViewOption { problem: ViewOptionProblem::Unknown(Some(near)), .. }
        | DiagnosticKind::MissingHeading { near: Some(near), .. } => {
            format!("did you mean {}?", code_span(near))
        }
        DiagnosticKind::FrontMatterNotClosed => {
            "write a line with only `---` after the last key".into()
        }
        DiagnosticKind::NotUtf8 { .. } => "save the file again with the encoding UTF-8".into(),
        DiagnosticKind::NoStemmer { .. } => {
            "nothing has to be done; to hear no more of it, write `no-stemmer: off` under `checks:`"
                .into()
        }
        DiagnosticKind::NoHistory => {
            "fetch the whole history (`git fetch --unshallow`), or write `updated:` on each page"
                .into()
        }
        DiagnosticKind::TooLarge { .. } => "split it into smaller parts".into(),
        DiagnosticKind::UnknownKey { home, .. } => unknown_key_help(home),
        DiagnosticKind::DuplicateKey { .. } => {
            "keep one of them; several values are a list: `[one, two]`".into()
        }
        DiagnosticKind::BadDate { .. } => {
            "write `2014-04-01`, `2014-04`, `2014` or `unknown`, with a day that exists".into()
        }
        DiagnosticKind::MissingField { field, .. } => {
            format!("add a line `{}: …`", shortened_name(field))
        }
        DiagnosticKind::TooManyValues { at_most, .. } => {
            format!("keep {at_most}, or say who claims each value with `according_to`")
        }
        DiagnosticKind::DuplicateValue { .. } => {
            "give one of them another value, or remove it".into()
        }
        DiagnosticKind::UnknownType { name, .. } => {
            format!(
                "declare it in `_types/{}.yaml`, or choose a type that exists",
                shortened_name(name)
            )
        }
        DiagnosticKind::UnknownEntry { .. } => {
            "write the id of an entry that exists, or add the entry".into()
        }
        DiagnosticKind::WrongEntryType { .. } => {
            "choose another entry, or add the type to the field's `to:`".into()
        }
        DiagnosticKind::Cycle { .. } => "remove one step of the ring".into(),
        DiagnosticKind::SumIsOff { expected, .. } => {
            format!("change the parts so that they add up to {}", shortened_name(expected))
        }
        DiagnosticKind::ReversedPeriod { .. } => {
            "let the end be a later day; `until` is the first on which it does not hold".into()
        }
        DiagnosticKind::OverlappingValues { .. } => {
            "end the earlier one with `until` on the day the later one begins with `from`".into()
        }
        DiagnosticKind::MissingSpeaker { .. } => {
            "write `{value: …, according_to: ENTRY}` with the entry of who says so".into()
        }
        DiagnosticKind::DuplicateId { .. } => "give one of the two another `id:`".into(),
        DiagnosticKind::DuplicateRoute { .. } => {
            "rename one of the two, or remove the alias".into()
        }
        DiagnosticKind::BrokenLink { miss, .. } => broken_link_help(*miss).into(),
        DiagnosticKind::MissingHeading { .. } => {
            "link to the page alone, or to a heading that it has".into()
        }
        DiagnosticKind::AmbiguousLink { .. } => "write the id of the one you mean".into(),
        DiagnosticKind::UnsafeLink { .. } => {
            "use `https:`, `http:`, `mailto:`, `tel:` or the path of a page".into()
        }
        DiagnosticKind::OutsideSite { what } => outside_site_help(what).into(),
        DiagnosticKind::CitationSyntax { problem } => citation::citation_help(problem).into(),
        DiagnosticKind::UnknownDocument { .. } => {
            "write the id of an entry of the type `document`".into()
        }
        DiagnosticKind::UnknownLocator { .. } => {
            "write a mark that stands in the text between brackets, such as `P4`".into()
        }
        DiagnosticKind::QuoteNotFound { nearest, .. } => citation::nearest_passage_help(nearest),
        DiagnosticKind::MissingSource { lack, .. } => citation::missing_source_help(*lack).into(),
        DiagnosticKind::TextChanged { found, .. } => citation::text_changed_help(found),
        DiagnosticKind::UnknownView { .. } => {
            "write the name of a view, or use another word than braces for code".into()
        }
        DiagnosticKind::ViewOption { problem, .. } => citation::view_option_help(problem).into(),
        DiagnosticKind::RawHtml { .. } => {
            "write it in Markdown, or set `raw_html: allow` in `site.yaml`".into()
        }
        DiagnosticKind::MissingTranslation { language, .. } => format!(
            "add a value `{0}: …`, or for the prose of a page a file whose name ends in `.{0}.md`",
            shortened_name(language)
        ),
        DiagnosticKind::OrphanPage => {
            "link to it from a page, or set `in_menu: true`, or `allow: [orphan-page]`".into()
        }
        DiagnosticKind::MissingOwner => {
            "add `owner: …` here, or in `site.yaml` for all pages".into()
        }
        DiagnosticKind::PdfWithoutText { .. } => {
            "put its text beside it as Markdown, or as the `text:` of a document with this file"
                .into()
        }
        DiagnosticKind::ReviewOverdue { .. } => {
            "review the page, and set `reviewed` and `review_by`".into()
        }
        DiagnosticKind::FigureWithoutSource { .. } => {
            "cite the words that hold it, or embed the field: `![[ENTRY#FIELD]]`".into()
        }
        DiagnosticKind::UnexplainedAbbreviation { abbreviation } => format!(
            "write it out, as in `the words it stands for ({0})`, or add a term with the title `{0}`",
            shortened_name(abbreviation)
        ),
        DiagnosticKind::UncitedParagraph { locator } => {
            format!("cite it, or add `{}` to the document’s `no_claim:`", shortened_name(locator))
        }
        DiagnosticKind::TemplateError { .. } => {
            "mend the file; until then pakt's own of the same name is used".into()
        }
    };
    Some(help)
}

fn yaml_help(problem: &YamlProblem) -> Option<String> {
    let help = match problem {
        YamlProblem::Parser(_) => {
            "look for a missing quote or bracket; put a value with `: `, ` #`, `[` or `{` in it \
             in single quotes"
        }
        YamlProblem::Alias => {
            "put the value in single quotes, as in `note: '*important*'`, if it is meant as text"
        }
        YamlProblem::Comment => "put the value that holds ` #` in single quotes: `'…'`",
        YamlProblem::UnquotedColon => {
            "put the whole value in single quotes, `'…'`, or write `>-` after the key and the \
             value on the next line, indented"
        }
        YamlProblem::ReservedStart('[' | '@') => {
            "write a citation without brackets and `@`, as in `source: decision P4`; put any other \
             text in single quotes: `'…'`"
        }
        YamlProblem::ReservedStart(_) => "put the whole value in single quotes: `'…'`",
        YamlProblem::AfterQuote('\'') => "write `''` for an apostrophe inside single quotes",
        YamlProblem::AfterQuote(_) => {
            "put the whole value in single quotes, `'…'`, where a `\"` stands for itself"
        }
        YamlProblem::SecondDocument => "keep one list or map in each file; delete the line `---`",
        YamlProblem::UnclosedQuote => {
            "end the cell with a quotation mark, or write `\"\"` for one that belongs to the words"
        }
        YamlProblem::Tab => "indent with spaces, two for each level",
        YamlProblem::NotAMap => "write each line as a key and a value, as in `title: The council`",
    };
    Some(help.into())
}

fn unknown_key_help(home: &KeyScope) -> String {
    match home {
        KeyScope::Entry(entry_type) => {
            let file = shortened_name(entry_type);
            format!("remove the line, or declare the field under `fields:` in `_types/{file}.yaml`")
        }
        KeyScope::FieldKind(kinds) => {
            let kinds: Vec<_> = kinds.iter().map(ToString::to_string).collect();
            format!("remove the line, or write {}", list_of_names(&kinds, "or"))
        }
        KeyScope::Site
        | KeyScope::Type
        | KeyScope::Field
        | KeyScope::Strings
        | KeyScope::Value(_) => "remove the line, or write a key that pakt knows".into(),
    }
}

fn broken_link_help(miss: BrokenLinkReason) -> &'static str {
    match miss {
        BrokenLinkReason::NotFound => "write the path or the id of a page that exists",
        BrokenLinkReason::Draft => "remove `draft: true` from that page, or remove the link",
        BrokenLinkReason::Field => "write `ENTRY#FIELD` with a field that the entry fills in",
    }
}

fn outside_site_help(what: &OutsideSiteReason) -> &'static str {
    match what {
        OutsideSiteReason::Link(_) => {
            "move the file into the content folder, or link to its web address"
        }
        OutsideSiteReason::Alias(_) => "write an old address of this site, as in `/old/address/`",
        OutsideSiteReason::Symlink => "put a copy of the file in the content folder instead",
        OutsideSiteReason::Special => "move it out of the content folder",
    }
}

fn wrong_kind_help(expected: &ExpectedKind) -> Option<String> {
    let help = match expected {
        ExpectedKind::Text | ExpectedKind::Markdown => {
            "write one text; put it in single quotes if it holds `: ` or begins with `[` or `{`"
        }
        ExpectedKind::Number => "write digits only, with a point for decimals: `1200` or `0.5`",
        ExpectedKind::Fraction => "write two whole numbers with a slash: `1/2`",
        ExpectedKind::Date => "write `2014-04-01`, `2014-04`, `2014` or `unknown`",
        ExpectedKind::Period => {
            "write `{from: 2014-04-01, until: 2019-01-01}`; leave out an open end"
        }
        ExpectedKind::Url => "write the whole address, beginning with `https://`",
        ExpectedKind::Bool => "write `true` or `false`",
        ExpectedKind::Citation => {
            "write the document, the place and the quote: `'decision P4 \"…\"'`"
        }
        ExpectedKind::TextFile => "save the text as UTF-8 in a file that ends with `.txt`",
        ExpectedKind::File => {
            "write the path of a file in the content folder, as in `images/map.png`"
        }
        ExpectedKind::Group => "begin each group with `- ` and write its keys below each other",
        ExpectedKind::EntryId => "write the id of one entry; several are a list: `[one, two]`",
        ExpectedKind::Map => "write one `key: value` per line, indented with two spaces",
        ExpectedKind::List => "write `[one, two]`, or one value per line after `- `",
        ExpectedKind::Count => "write a whole number, such as `0` or `3`",
        ExpectedKind::OneOf(_) => "write one of these words",
        ExpectedKind::Id => "use a–z, 0–9 and hyphens; `unknown` and `none` are taken",
        ExpectedKind::Language => "write a tag that stands under `languages:` in `site.yaml`",
        ExpectedKind::Code => "write a name from a report, such as `orphan-page`",
        ExpectedKind::Sum => "write a number, `per` and a relation: `1 per agreement`",
    };
    Some(help.into())
}
