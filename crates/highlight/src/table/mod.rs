//! One scanner for many languages: what differs between them is data, a [`LanguageTable`].
//!
//! It covers languages that consist of words, numbers, comments, strings and variables, and a few
//! rules for how a line begins. The tables are in `languages/`.
//!
//! Invariant: time is linear. A rule either takes what it has read, or reads a bounded number of
//! bytes, or reads a part of the line that no other call of the rule reads.

mod compiled_table;
mod language_table;
mod line_start;
mod literals;
mod mark_rules;
mod quote_operator;
mod raw_string;
mod table_scanner;

pub(crate) use compiled_table::CompiledTable;
pub(crate) use language_table::{
    CallRule, DirectiveRule, FirstWordRule, HeadExtent, HeredocRule, LabelRule, LanguageTable,
    LineHead, LiteralPlace, LiteralRule, QuoteOperators, RegexRule, VariableRule,
};
pub(crate) use literals::{
    ANNOTATION, BLOCK_COMMENT, CHARACTER, HASH_COMMENT, NESTED_COMMENT, SLASH_COMMENT,
};
pub(crate) use raw_string::{
    measure_cpp_raw, measure_hashed_string, measure_long_bracket, measure_quote_run, measure_r_raw,
};
pub(crate) use table_scanner::scan_with_table;
