//! One module per diagnostic: its data, its words in both languages and its documentation. A new
//! code is a file `rules/<code>.rs` and a line in each of the two lists below. The order of the
//! second is that of the generated reference page and of SARIF's list of rules.

mod ambiguous_link;
mod ambiguous_quote;
mod bad_date;
mod broken_link;
mod citation_syntax;
mod clipped_negation;
mod comment_not_closed;
mod control_character;
mod csv_syntax;
mod cycle;
mod date_not_in_quote;
mod draft_tag;
mod number_not_in_quote;
mod duplicate_footnote;
mod duplicate_id;
mod duplicate_key;
mod duplicate_route;
mod duplicate_value;
mod fence_not_closed;
mod foreign_syntax;
mod front_matter_not_closed;
mod json_syntax;
mod left_out;
mod markdown_in_text;
mod misnamed_translation;
mod misplaced_front_matter;
mod misread_text;
mod missing_alternative;
mod missing_attribution;
mod missing_cell;
mod missing_contact;
mod missing_field;
mod missing_heading;
mod missing_owner;
mod missing_source;
mod missing_translation;
mod moved_quote;
mod no_as_of;
mod no_entries;
mod no_history;
mod no_marks;
mod no_pages;
mod no_rows;
mod no_stemmer;
mod not_a_mark;
mod not_read;
mod not_utf8;
mod omitted_negation;
mod orphan_file;
mod orphan_page;
mod outside_site;
mod overlapping_values;
mod one_day_gap;
mod pdf_without_text;
mod quote_not_found;
mod raw_html;
mod reversed_period;
mod review_overdue;
mod source_moved;
mod superseded_quote;
mod surplus_cell;
mod template_error;
mod text_changed;
mod toml_syntax;
mod too_large;
mod too_many_values;
mod translation_behind;
mod uncited_paragraph;
mod undated_source;
mod unexplained_abbreviation;
mod unknown_document;
mod unknown_entry;
mod unknown_footnote;
mod unknown_key;
mod unknown_locator;
mod unknown_reference;
mod unknown_type;
mod unknown_view;
mod unsafe_link;
mod unsourced_number;
mod unused_footnote;
mod unused_reference;
mod value_in_comment;
mod value_moved;
mod view_option;
mod wrong_entry_type;
mod wrong_kind;
mod wrong_sum;
mod yaml_syntax;

pub use super::foreign_syntax_kind::ForeignSyntaxKind;
pub use super::span_fix::{FixPlace, SpanFix};
pub use ambiguous_quote::QuoteAmbiguity;
pub use bad_date::DateKeywords;
pub use broken_link::{BrokenLinkReason, KeptBackReason, LinkPlace, TargetForm, UnpublishedReason};
pub use citation_syntax::CitationProblem;
pub use clipped_negation::{ClipKind, QuoteEnd, WholeCitation};
pub use csv_syntax::CsvProblem;
pub use duplicate_id::DuplicateIdKind;
pub use duplicate_key::KeyPlace;
pub use front_matter_not_closed::MissingFence;
pub use left_out::LeftOutReason;
pub use misnamed_translation::TranslationName;
pub use misread_text::MisreadForm;
pub use missing_contact::ContactProblem;
pub use missing_field::FieldPlace;
pub use missing_source::MissingSourcePart;
pub use missing_translation::TranslationCure;
pub use no_history::HistoryProblem;
pub use not_a_mark::MarkProblem;
pub use not_utf8::TextFormat;
pub use outside_site::OutsideSiteReason;
pub use quote_not_found::NearestPassage;
pub use reversed_period::ReversedBounds;
pub use superseded_quote::{NewWording, WordingEnd};
pub use surplus_cell::SurplusCause;
pub use too_large::{LimitUnit, LimitedPart};
pub use unknown_document::UnknownDocumentReason;
pub use unknown_key::{IntendedType, KeyScope, PublicationCure};
pub use unknown_view::UnknownViewForm;
pub use value_moved::MovedPart;
pub use view_option::ViewOptionProblem;
pub use yaml_syntax::YamlProblem;

use super::ReportLanguage;
use super::rule::{BilingualDocs, Rule, RuleDocs, RuleInfo, rules};

rules! {
    yaml_syntax::YamlSyntax,
    toml_syntax::TomlSyntax,
    json_syntax::JsonSyntax,
    csv_syntax::CsvSyntax,
    value_in_comment::ValueInComment,
    front_matter_not_closed::FrontMatterNotClosed,
    misplaced_front_matter::MisplacedFrontMatter,
    not_utf8::NotUtf8,
    too_large::TooLarge,
    control_character::ControlCharacter,
    no_pages::NoPages,
    not_read::NotRead,
    left_out::LeftOut,
    draft_tag::DraftTag,
    no_as_of::NoAsOf,
    no_history::NoHistory,
    no_stemmer::NoStemmer,
    unknown_key::UnknownKey,
    duplicate_key::DuplicateKey,
    wrong_kind::WrongKind,
    bad_date::BadDate,
    missing_field::MissingField,
    too_many_values::TooManyValues,
    duplicate_value::DuplicateValue,
    unknown_type::UnknownType,
    unknown_entry::UnknownEntry,
    wrong_entry_type::WrongEntryType,
    cycle::Cycle,
    wrong_sum::WrongSum,
    reversed_period::ReversedPeriod,
    overlapping_values::OverlappingValues,
    one_day_gap::OneDayGap,
    missing_attribution::MissingAttribution,
    duplicate_id::DuplicateId,
    duplicate_route::DuplicateRoute,
    broken_link::BrokenLink,
    missing_heading::MissingHeading,
    ambiguous_link::AmbiguousLink,
    unknown_reference::UnknownReference,
    unsafe_link::UnsafeLink,
    outside_site::OutsideSite,
    citation_syntax::CitationSyntax,
    unknown_document::UnknownDocument,
    unknown_locator::UnknownLocator,
    not_a_mark::NotAMark,
    no_marks::NoMarks,
    quote_not_found::QuoteNotFound,
    superseded_quote::SupersededQuote,
    moved_quote::MovedQuote,
    omitted_negation::OmittedNegation,
    clipped_negation::ClippedNegation,
    ambiguous_quote::AmbiguousQuote,
    date_not_in_quote::DateNotInQuote,
    number_not_in_quote::NumberNotInQuote,
    missing_source::MissingSource,
    undated_source::UndatedSource,
    text_changed::TextChanged,
    foreign_syntax::ForeignSyntax,
    markdown_in_text::MarkdownInText,
    misread_text::MisreadText,
    surplus_cell::SurplusCell,
    missing_cell::MissingCell,
    no_rows::NoRows,
    no_entries::NoEntries,
    comment_not_closed::CommentNotClosed,
    fence_not_closed::FenceNotClosed,
    unknown_footnote::UnknownFootnote,
    unused_footnote::UnusedFootnote,
    unused_reference::UnusedReference,
    duplicate_footnote::DuplicateFootnote,
    raw_html::RawHtml,
    unknown_view::UnknownView,
    view_option::ViewOption,
    missing_translation::MissingTranslation,
    misnamed_translation::MisnamedTranslation,
    orphan_page::OrphanPage,
    missing_alternative::MissingAlternative,
    orphan_file::OrphanFile,
    missing_owner::MissingOwner,
    missing_contact::MissingContact,
    review_overdue::ReviewOverdue,
    pdf_without_text::PdfWithoutText,
    unsourced_number::UnsourcedNumber,
    unexplained_abbreviation::UnexplainedAbbreviation,
    uncited_paragraph::UncitedParagraph,
    value_moved::ValueMoved,
    source_moved::SourceMoved,
    translation_behind::TranslationBehind,
    template_error::TemplateError,
}

#[cfg(test)]
mod tests;
