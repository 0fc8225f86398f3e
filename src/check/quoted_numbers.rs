//! Compares the value of a field for numbers with the numbers in the quotes that support it.

use super::quantity_reader::{NumberReading, QuotedNumbers};
use crate::diagnostic::{Diagnostic, rules};
use crate::parse::Citation;
use crate::schema::{EvidenceStatus, FieldValue, Fraction, Statement};
use crate::site::resolve_citation::QuoteCheck;
use crate::site::{Entry, Site};

/// How often one unit can go into another: öre and per cent, thousands, millions.
const UNIT_FACTORS: [i128; 5] = [1, 100, 1_000, 1_000_000, 1_000_000_000];
/// The units of time that go into a longer one, by the beginnings of words that name either.
const TIME_FACTORS: [(i128, &[&str]); 6] = [
    (60, &["tim", "hour", "min", "sek", "sec"]),
    (24, &["tim", "hour", "dag", "dyg", "day"]),
    (7, &["dag", "dyg", "day", "veck", "week"]),
    (12, &["mån", "month", "år", "year"]),
    (30, &["dag", "day", "mån", "month"]),
    (365, &["dag", "day", "år", "year"]),
];
/// How often the second number of "16 kronor och 50 öre" or "1 år och 6 månader" goes into the
/// unit of the first.
const PART_FACTORS: [i128; 5] = [100, 60, 24, 12, 7];
/// The maximum distance in bytes between two such numbers.
const MAX_PART_DISTANCE: usize = 30;
/// The largest number that can be a count of what the quote lists.
const MAX_COUNT: i128 = 12;

/// Reports a number or a share whose quotes give other numbers only (`number-not-in-quote`).
///
/// `group_citations` are those of the group that the statement is in. A number is not reported if
/// a quote is missing or wrong, has no quantity, or gives the number in another unit or in parts.
pub(super) fn check_quoted_numbers(
    site: &Site,
    entry: &Entry,
    statement: &Statement,
    group_citations: &[Citation],
) -> Option<Diagnostic> {
    let value = statement.value.as_fraction()?;
    if statement.evidence_status() == EvidenceStatus::Interpretation {
        return None;
    }
    let citations = statement.citations();
    let citations = if citations.is_empty() { group_citations } else { citations };
    let is_compared = |citation: &Citation| {
        let quote_check = site.resolve_citation(citation, entry).quote_check();
        matches!(quote_check, QuoteCheck::Verified | QuoteCheck::NoText)
    };
    // The number can be anywhere in a source of which no words are quoted.
    let quotes: Option<Vec<&str>> = citations
        .iter()
        .map(|citation| citation.quote.as_ref().map(|quote| &*quote.text))
        .collect();
    let numbers = QuotedNumbers::of_quotes(&quotes?);
    let (_, quoted) = other_quantity(&numbers, statement, value)?;
    if !citations.iter().all(is_compared) {
        return None;
    }
    let number = match &statement.value {
        FieldValue::Number(written, _) => written.to_string(),
        _ => statement.span.text().trim().trim_matches(['"', '\'']).to_owned(),
    };
    let kind = rules::NumberNotInQuote { number, quoted: quoted.to_owned() };
    Some(Diagnostic::new(statement.span.clone(), kind))
}

/// Returns the quantity of the quotes that is nearest to a value which they do not give.
fn other_quantity<'q>(
    numbers: &QuotedNumbers<'q>,
    statement: &Statement,
    value: Fraction,
) -> Option<(Fraction, &'q str)> {
    let is_count = value.to_integer().is_some_and(|count| count <= MAX_COUNT)
        && numbers
            .quantities
            .iter()
            .all(|(other, _)| other.numerator() >= 100 * other.denominator());
    if numbers.has_unknown_numeral || is_count || may_give(numbers, statement, value) {
        return None;
    }
    let distance = |other: Fraction| {
        let ratio = divide(other, value).unwrap_or(Fraction::ZERO);
        let inverse = divide(value, other).unwrap_or(Fraction::ZERO);
        ratio.max(inverse)
    };
    numbers.quantities.iter().min_by_key(|(other, _)| distance(*other)).copied()
}

/// Returns whether the quotes give a value, in some unit.
fn may_give(numbers: &QuotedNumbers<'_>, statement: &Statement, value: Fraction) -> bool {
    let value = absolute(value);
    let is_given = |number: Fraction| is_same_in_some_unit(number, value, &numbers.quotes);
    let readings = &numbers.readings;
    if readings.iter().any(|it| it.value == value || (it.is_whole && is_given(it.value))) {
        return true;
    }
    let mut quantities = numbers.quantities.iter().map(|(number, _)| *number);
    let sum = quantities.try_fold(Fraction::ZERO, Fraction::checked_add);
    let is_in_parts =
        readings.iter().enumerate().filter(|(_, it)| it.is_whole).any(|(index, first)| {
            let mut later = readings.iter().skip(index + 1).filter(|second| is_next(first, second));
            later.any(|second| {
                PART_FACTORS.iter().any(|factor| {
                    let part = divide(second.value, Fraction::from_integer(*factor));
                    part.and_then(|part| first.value.checked_add(part)).is_some_and(is_given)
                })
            })
        });
    sum.is_some_and(is_given) || is_in_parts || is_quotient(numbers, statement, value)
}

/// Returns whether a value is the quotient of two numbers of the quotes. Of a share, one of the two
/// is enough: the whole is often the same for many.
fn is_quotient(numbers: &QuotedNumbers<'_>, statement: &Statement, value: Fraction) -> bool {
    let FieldValue::Fraction(..) = &statement.value else { return false };
    let has = |number: i128| {
        let number = Fraction::from_integer(number);
        numbers.readings.iter().any(|reading| reading.value == number)
    };
    let written = statement.span.text().trim().trim_matches(['"', '\'']);
    let terms = written.split_once('/').map(|(left, right)| (left.parse(), right.parse()));
    let has_term = match terms {
        Some((Ok(numerator), Ok(denominator))) => has(numerator) || has(denominator),
        _ => false,
    };
    has_term
        || numbers.readings.iter().any(|part| {
            numbers.readings.iter().any(|whole| divide(part.value, whole.value) == Some(value))
        })
}

/// Returns whether a number is near enough after another to be a part of the same quantity.
fn is_next(first: &NumberReading, second: &NumberReading) -> bool {
    let (first_quote, first_range) = &first.place;
    let (second_quote, second_range) = &second.place;
    first_quote == second_quote
        && first_range.end <= second_range.start
        && second_range.start - first_range.end <= MAX_PART_DISTANCE
}

/// Returns whether two numbers are the same, or the same in another unit.
fn is_same_in_some_unit(number: Fraction, value: Fraction, quotes: &[&str]) -> bool {
    let is_factor = |factor: i128| {
        let factor = Fraction::from_integer(factor);
        divide(number, factor) == Some(value) || divide(value, factor) == Some(number)
    };
    let names_unit = |stems: &[&str]| {
        quotes.iter().any(|quote| {
            let words = quote.split(|char: char| !char.is_alphabetic());
            let mut words = words.map(str::to_lowercase);
            words.any(|word| stems.iter().any(|stem| word.starts_with(stem)))
        })
    };
    UNIT_FACTORS.iter().any(|factor| is_factor(*factor))
        || TIME_FACTORS.iter().any(|(factor, stems)| is_factor(*factor) && names_unit(stems))
}

fn absolute(number: Fraction) -> Fraction {
    let positive = Fraction::new(number.numerator().saturating_abs(), number.denominator());
    positive.unwrap_or(number)
}

fn divide(dividend: Fraction, divisor: Fraction) -> Option<Fraction> {
    let numerator = dividend.numerator().checked_mul(divisor.denominator())?;
    let denominator = dividend.denominator().checked_mul(divisor.numerator())?;
    Fraction::new(numerator, denominator)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{SourceFile, Span};
    use std::sync::Arc;

    /// Returns the number that a quote gives instead of a value.
    fn other_number(value: &str, quote: &str) -> Option<String> {
        let source = Arc::new(SourceFile { path: "a".into(), text: value.into() });
        let number = Fraction::parse(value).unwrap();
        let statement = Statement {
            value: FieldValue::Fraction(value.into(), number),
            span: Span::new(&source, 0..value.len()),
            qualifiers: None,
        };
        let numbers = QuotedNumbers::of_quotes(&[quote]);
        other_quantity(&numbers, &statement, number).map(|(_, quoted)| quoted.to_owned())
    }

    #[test]
    fn a_number_is_given_in_every_way_of_writing() {
        for (value, quote) in [
            ("36000", "minst 36 000 kubikmeter"),
            ("36000", "minst 36.000 kubikmeter"),
            ("36000", "at least 36,000 cubic metres"),
            ("36000", "minst 36\u{a0}000"),
            ("36000", "minst 36 tusen"),
            ("36", "minst 36 000"),
            ("16.5", "16,5"),
            ("16.50", "16,50 kr"),
            ("16.5", "16 kronor och 50 öre"),
            ("1.5", "1 år och 6 månader"),
            ("2500000", "2,5 miljoner kronor"),
            ("1234567.5", "1.234.567,50 EUR"),
            ("1234567.5", "1,234,567.50 EUR"),
            ("0.6", "60 procent"),
            ("0.6", "60 %"),
            ("3/5", "3/5 av rösterna"),
            ("2/3", "2 av 3 ledamöter"),
            ("45300/377000", "Dalhem | 45 300"),
            ("12", "8 ledamöter och 4 ersättare"),
            ("25", "tjugofem ledamöter av 36 000"),
            ("25", "twenty-five of 36,000"),
            ("3", "Alnäs (12 400), Bergsjö (9 800) och Dalhem (31 200)"),
            ("5", "hälften av 36 000"),
            ("5", "enligt 18 § valdes de 2014"),
            ("5", "beslut 2015:128 den 14 november 2024"),
            ("5", "inga siffror"),
        ] {
            assert_eq!(other_number(value, quote), None, "{value} {quote}");
        }
    }

    #[test]
    fn another_number_is_found() {
        for (value, quote, expected) in [
            ("63000", "minst 36 000 kubikmeter per dygn", "36 000"),
            ("12500", "Alnäs | 12 400", "12 400"),
            ("15.5", "16 kronor och 50 öre", "16"),
            ("4", "3 ledamöter väljs den 14 november 2024", "3"),
            ("3600", "minst 36 000 kubikmeter", "36 000"),
            ("0.5", "60 procent av rösterna", "60"),
            ("2", "uppsägningstiden är 6 månader", "6"),
            ("99", "2000 kronor", "2000"),
        ] {
            assert_eq!(other_number(value, quote).as_deref(), Some(expected), "{value} {quote}");
        }
    }
}
