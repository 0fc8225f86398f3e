//! What to do about it, in English.

use super::claims;
use crate::diagnostic::message::quote::{bare, name, names};
use crate::diagnostic::{Expected, Fault, KeyHome, LinkMiss, OptionProblem, Outside, YamlProblem};

#[expect(clippy::too_many_lines, reason = "one arm a fault: none can be missed")]
pub(in super::super) fn help(fault: &Fault) -> Option<String> {
    let help = match fault {
        Fault::YamlSyntax { problem } => return yaml_help(problem),
        Fault::WrongKind { expected, .. } => return kind_help(expected),
        Fault::UnknownKey { near: Some(near), .. }
        | Fault::UnknownType { near: Some(near), .. }
        | Fault::UnknownEntry { near: Some(near), .. }
        | Fault::BrokenLink { near: Some(near), .. }
        | Fault::UnknownDocument { near: Some(near), .. }
        | Fault::UnknownLocator { near: Some(near), .. }
        | Fault::UnknownView { near: Some(near), .. }
        | Fault::ViewOption { problem: OptionProblem::Unknown(Some(near)), .. }
        | Fault::MissingHeading { near: Some(near), .. } => {
            format!("did you mean {}?", name(near))
        }
        Fault::FrontMatterNotClosed => "write a line with only `---` after the last key".into(),
        Fault::NotUtf8 { .. } => "save the file again with the encoding UTF-8".into(),
        Fault::NoStemmer { .. } => {
            "nothing has to be done; to hear no more of it, write `no-stemmer: off` under `checks:`"
                .into()
        }
        Fault::NoHistory => {
            "fetch the whole history (`git fetch --unshallow`), or write `updated:` on each page"
                .into()
        }
        Fault::TooLarge { .. } => "split it into smaller parts".into(),
        Fault::UnknownKey { home, .. } => unknown_key_help(home),
        Fault::DuplicateKey { .. } => {
            "keep one of them; several values are a list: `[one, two]`".into()
        }
        Fault::BadDate { .. } => {
            "write `2014-04-01`, `2014-04`, `2014` or `unknown`, with a day that exists".into()
        }
        Fault::MissingField { field, .. } => format!("add a line `{}: …`", bare(field)),
        Fault::TooManyValues { at_most, .. } => {
            format!("keep {at_most}, or say who claims each value with `according_to`")
        }
        Fault::DuplicateValue { .. } => "give one of them another value, or remove it".into(),
        Fault::UnknownType { name, .. } => {
            format!("declare it in `_types/{}.yaml`, or choose a type that exists", bare(name))
        }
        Fault::UnknownEntry { .. } => {
            "write the id of an entry that exists, or add the entry".into()
        }
        Fault::WrongEntryType { .. } => {
            "choose another entry, or add the type to the field's `to:`".into()
        }
        Fault::Cycle { .. } => "remove one step of the ring".into(),
        Fault::SumIsOff { expected, .. } => {
            format!("change the parts so that they add up to {}", bare(expected))
        }
        Fault::ReversedPeriod { .. } => {
            "let the end be a later day; `until` is the first on which it does not hold".into()
        }
        Fault::OverlappingValues { .. } => {
            "end the earlier one with `until` on the day the later one begins with `from`".into()
        }
        Fault::MissingSpeaker { .. } => {
            "write `{value: …, according_to: ENTRY}` with the entry of who says so".into()
        }
        Fault::DuplicateId { .. } => "give one of the two another `id:`".into(),
        Fault::DuplicateRoute { .. } => "rename one of the two, or remove the alias".into(),
        Fault::BrokenLink { miss, .. } => link_help(*miss).into(),
        Fault::MissingHeading { .. } => {
            "link to the page alone, or to a heading that it has".into()
        }
        Fault::AmbiguousLink { .. } => "write the id of the one you mean".into(),
        Fault::UnsafeLink { .. } => {
            "use `https:`, `http:`, `mailto:`, `tel:` or the path of a page".into()
        }
        Fault::OutsideSite { what } => outside_help(what).into(),
        Fault::CitationSyntax { problem } => claims::citation_help(problem).into(),
        Fault::UnknownDocument { .. } => "write the id of an entry of the type `document`".into(),
        Fault::UnknownLocator { .. } => {
            "write a mark that stands in the text between brackets, such as `P4`".into()
        }
        Fault::QuoteNotFound { nearest, .. } => claims::nearest_help(nearest),
        Fault::MissingSource { lack, .. } => claims::lack_help(*lack).into(),
        Fault::TextChanged { found, .. } => claims::changed_help(found),
        Fault::UnknownView { .. } => {
            "write the name of a view, or use another word than braces for code".into()
        }
        Fault::ViewOption { problem, .. } => claims::option_help(problem).into(),
        Fault::RawHtml { .. } => {
            "write it in Markdown, or set `raw_html: allow` in `site.yaml`".into()
        }
        Fault::MissingTranslation { language, .. } => format!(
            "add a value `{0}: …`, or for the prose of a page a file whose name ends in `.{0}.md`",
            bare(language)
        ),
        Fault::OrphanPage => {
            "link to it from a page, or set `in_menu: true`, or `allow: [orphan-page]`".into()
        }
        Fault::MissingOwner => "add `owner: …` here, or in `site.yaml` for all pages".into(),
        Fault::PdfWithoutText { .. } => {
            "put its text beside it as Markdown, or as the `text:` of a document with this file"
                .into()
        }
        Fault::ReviewOverdue { .. } => "review the page, and set `reviewed` and `review_by`".into(),
        Fault::FigureWithoutSource { .. } => {
            "cite the words that hold it, or embed the field: `![[ENTRY#FIELD]]`".into()
        }
        Fault::UnexplainedAbbreviation { abbreviation } => format!(
            "write it out, as in `the words it stands for ({0})`, or add a term with the title `{0}`",
            bare(abbreviation)
        ),
        Fault::UncitedParagraph { locator } => {
            format!("cite it, or add `{}` to the document’s `no_claim:`", bare(locator))
        }
        Fault::TemplateError { .. } => {
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

fn unknown_key_help(home: &KeyHome) -> String {
    match home {
        KeyHome::Entry(entry_type) => {
            let file = bare(entry_type);
            format!("remove the line, or declare the field under `fields:` in `_types/{file}.yaml`")
        }
        KeyHome::FieldKind(kinds) => {
            let kinds: Vec<_> = kinds.iter().map(ToString::to_string).collect();
            format!("remove the line, or write {}", names(&kinds, "or"))
        }
        KeyHome::Site | KeyHome::Type | KeyHome::Field | KeyHome::Strings | KeyHome::Value(_) => {
            "remove the line, or write a key that pakt knows".into()
        }
    }
}

fn link_help(miss: LinkMiss) -> &'static str {
    match miss {
        LinkMiss::NotFound => "write the path or the id of a page that exists",
        LinkMiss::Draft => "remove `draft: true` from that page, or remove the link",
        LinkMiss::Field => "write `ENTRY#FIELD` with a field that the entry fills in",
    }
}

fn outside_help(what: &Outside) -> &'static str {
    match what {
        Outside::Link(_) => "move the file into the content folder, or link to its web address",
        Outside::Alias(_) => "write an old address of this site, as in `/old/address/`",
        Outside::Symlink => "put a copy of the file in the content folder instead",
        Outside::Special => "move it out of the content folder",
    }
}

fn kind_help(expected: &Expected) -> Option<String> {
    let help = match expected {
        Expected::Text | Expected::Markdown => {
            "write one text; put it in single quotes if it holds `: ` or begins with `[` or `{`"
        }
        Expected::Number => "write digits only, with a point for decimals: `1200` or `0.5`",
        Expected::Fraction => "write two whole numbers with a slash: `1/2`",
        Expected::Date => "write `2014-04-01`, `2014-04`, `2014` or `unknown`",
        Expected::Period => "write `{from: 2014-04-01, until: 2019-01-01}`; leave out an open end",
        Expected::Url => "write the whole address, beginning with `https://`",
        Expected::Bool => "write `true` or `false`",
        Expected::Citation => "write the document, the place and the quote: `'decision P4 \"…\"'`",
        Expected::TextFile => "save the text as UTF-8 in a file that ends with `.txt`",
        Expected::File => "write the path of a file in the content folder, as in `images/map.png`",
        Expected::Group => "begin each group with `- ` and write its keys below each other",
        Expected::EntryId => "write the id of one entry; several are a list: `[one, two]`",
        Expected::Map => "write one `key: value` per line, indented with two spaces",
        Expected::List => "write `[one, two]`, or one value per line after `- `",
        Expected::Count => "write a whole number, such as `0` or `3`",
        Expected::OneOf(_) => "write one of these words",
        Expected::Id => "use a–z, 0–9 and hyphens; `unknown` and `none` are taken",
        Expected::Language => "write a tag that stands under `languages:` in `site.yaml`",
        Expected::Code => "write a name from a report, such as `orphan-page`",
        Expected::Sum => "write a number, `per` and a relation: `1 per agreement`",
    };
    Some(help.into())
}
