//! Numbers that name something and count nothing: post codes, bank accounts, case numbers and
//! organisation numbers, by the word before them or by their form.

use std::ops::Range;

/// How far before a number the word is that says what it is.
const MAX_LEAD_BYTES: usize = 48;
/// Words after which a number is a name.
const LEAD_WORDS: [&str; 43] = [
    "dnr",
    "diarie",
    "ärende",
    "ärendet",
    "orgnr",
    "org",
    "bankgiro",
    "bankgirot",
    "bg",
    "plusgiro",
    "plusgirot",
    "postgiro",
    "pg",
    "konto",
    "kontot",
    "iban",
    "bic",
    "clearing",
    "swish",
    "ocr",
    "tel",
    "telefon",
    "phone",
    "telephone",
    "fax",
    "mobil",
    "mobile",
    "postnr",
    "zip",
    "postcode",
    "postkod",
    "box",
    "pobox",
    "isbn",
    "issn",
    "gln",
    "ref",
    "diary",
    "docket",
    "rum",
    "room",
    "vat",
    "account",
];
/// Words that make a name of what is before `number`: `account number 1234`.
const NUMBERED_WORDS: [&str; 19] = [
    "account",
    "case",
    "reference",
    "phone",
    "telephone",
    "registration",
    "organisation",
    "organization",
    "company",
    "invoice",
    "customer",
    "tax",
    "vat",
    "serial",
    "order",
    "file",
    "charity",
    "giro",
    "postal",
];
/// What may be between such a word and its number. The last one is between the cells of a table.
const LEAD_ENDS: [char; 9] = [' ', '\u{a0}', ':', '#', '(', '-', '/', '\n', '\u{241f}'];
/// What other words for the number of something end with: `diarienummer`.
const NUMBER_ENDINGS: [&str; 4] = ["nummer", "numret", "nr", "giro"];

/// Returns the end of the name that a number begins. `None` means that the number is not one.
pub(super) fn identifier_end(text: &str, number: &Range<usize>) -> Option<usize> {
    let written = text.get(number.clone())?;
    if has_identifier_form(written) {
        return Some(number.end);
    }
    let rest = text.get(number.start..)?;
    if let Some(length) = post_code_length(rest) {
        return Some(number.start + length);
    }
    if let Some(length) = spaced_telephone_length(rest) {
        return Some(number.start + length);
    }
    let after = text.get(number.end..)?;
    let is_street_number =
        after.strip_prefix(", ").is_some_and(|address| post_code_length(address).is_some());
    if is_street_number {
        return Some(number.end);
    }
    let window_start = text.ceil_char_boundary(number.start.saturating_sub(MAX_LEAD_BYTES));
    let before = text.get(window_start..number.start)?;
    has_lead(before).then(|| number.start + identifier_length(rest).max(written.len()))
}

/// Returns whether a number has the form of an organisation number or a case number:
/// `556000-0000`, `114-1376/2015`, `123/2014`.
fn has_identifier_form(written: &str) -> bool {
    let is_year =
        |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    if let Some((first, second)) = written.split_once('-')
        && matches!(first.len(), 6 | 8)
        && second.len() == 4
    {
        return is_digits(first) && is_digits(second);
    }
    let Some((first, second)) = written.split_once('/') else { return false };
    // `3/2014` can be a month, and `1/2000` a scale.
    let is_running_number = first.len() > 2 && first.split('-').all(is_digits);
    let is_case = is_running_number && is_year(second);
    is_case || is_year(first) && is_digits(second) && second.len() > 2
}

/// Returns the length of the post code that a text begins with: `171 45` before the name of a
/// place.
fn post_code_length(text: &str) -> Option<usize> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let is_space = |char: char| matches!(char, ' ' | '\u{a0}' | '\u{202f}');
    let second = text.get(3..).filter(|_| digits(text) == 3)?.strip_prefix(is_space)?;
    let place = second.get(2..).filter(|_| digits(second) == 2)?;
    let name = place.trim_start_matches(is_space);
    let is_place = name.len() < place.len() && name.starts_with(char::is_uppercase);
    is_place.then_some(text.len() - place.len())
}

/// Returns the length of the telephone number with spaces only that a text begins with:
/// `070 123 45 67`. No amount begins with 0 and has groups.
fn spaced_telephone_length(text: &str) -> Option<usize> {
    let length = identifier_length(text);
    let written = text.get(..length).filter(|written| written.starts_with('0'))?;
    let groups: Vec<&str> = written.split([' ', '\u{a0}']).collect();
    let is_group = |group: &&str| (2..=4).contains(&group.len()) && is_digits(group);
    let n_digits: usize = groups.iter().map(|group| group.len()).sum();
    let is_telephone = groups.len() > 2 && groups.iter().all(is_group) && n_digits < 12;
    is_telephone.then_some(length)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Returns whether a text ends with a word that says that the number after it is a name: `dnr `,
/// `org.nr: `, `dnr KS `.
fn has_lead(before: &str) -> bool {
    let mut rest = before;
    // The letters that a case number begins with, such as `KS`, are part of it.
    for _ in 0..3 {
        let trimmed = rest.trim_end_matches(LEAD_ENDS);
        if rest.ends_with('#') || rest.ends_with('№') || trimmed.ends_with('№') {
            return true;
        }
        let is_word = |char: char| char.is_alphanumeric();
        let word_text = trimmed.trim_end_matches('.');
        let start = word_text.trim_end_matches(is_word).len();
        let Some(word) = word_text.get(start..).filter(|word| !word.is_empty()) else {
            return false;
        };
        let lower_case = word.to_lowercase();
        let has_period = word_text.len() < trimmed.len();
        if NUMBER_ENDINGS.iter().any(|ending| lower_case.ends_with(ending))
            || LEAD_WORDS.contains(&&*lower_case)
            || lower_case == "no" && has_period
        {
            return true;
        }
        let earlier = word_text.get(..start).unwrap_or_default();
        if matches!(&*lower_case, "number" | "no" | "code") {
            let earlier = earlier.trim_end().to_lowercase();
            return NUMBERED_WORDS.iter().any(|word| earlier.ends_with(word));
        }
        let is_series = word.chars().count() <= 4 && word.chars().all(char::is_uppercase);
        if !is_series {
            return false;
        }
        rest = earlier;
    }
    false
}

/// Returns the length of the groups of digits that belong to one name: `8327-9, 123 456 789`.
fn identifier_length(text: &str) -> usize {
    let mut end = 0;
    while let Some(rest) = text.get(end..) {
        // The number of a bank is before that of the account: `8327-9, 123 456 789`.
        let is_bank = text.get(..end).is_some_and(|bank| bank.len() == 6 && bank.contains('-'));
        let rest = rest.strip_prefix(',').filter(|_| is_bank).unwrap_or(rest);
        let group = rest.trim_start_matches([' ', '\u{a0}']);
        let length = group
            .find(|char: char| {
                !char.is_alphanumeric() && !matches!(char, '-' | '/' | ':' | '.' | '–')
            })
            .unwrap_or(group.len());
        let written = group.get(..length).unwrap_or_default().trim_end_matches(['.', ':', '-']);
        let is_number = written.starts_with(|char: char| char.is_ascii_digit()) || end == 0;
        if !is_number || rest.len() - group.len() > 2 {
            break;
        }
        end = text.len() - group.len() + written.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::number_mention::number_mentions;

    fn counted(text: &str) -> Vec<&str> {
        let mut last_end = 0;
        let mut counted = Vec::new();
        for mention in number_mentions(text) {
            match identifier_end(text, &mention.range) {
                Some(end) => last_end = end,
                None if mention.range.start < last_end => {}
                None => counted.push(text.get(mention.range).unwrap()),
            }
        }
        counted
    }

    #[test]
    fn a_number_that_names_something_counts_nothing() {
        for text in [
            "Storgatan 12, 171 45 Solna",
            "Box 123, 171 45 Solna",
            "SE-171\u{a0}45 Solna",
            "bankgiro 123-4567",
            "Plusgiro: 12 34 56-7",
            "konto 8327-9, 123 456 789-0",
            "070 123 45 67",
            "Postnummer\u{241f}171 45",
            "kontonummer 1234 56 789 01",
            "account number 1234 5678",
            "IBAN SE45 5000 0000 0583 9825 7466",
            "dnr 2014/123",
            "Dnr KS 2014-123",
            "dnr KS-2014/00123",
            "diarienummer 114-1376/2015",
            "ärende nr 12",
            "case no. 12-345",
            "ref. 1234",
            "org.nr 556000-0000",
            "organisationsnummer 212000-0142",
            "(556000-0000)",
            "den 123/2014",
            "Telefon: 12 34 56",
            "#45 och nr 7",
        ] {
            assert_eq!(counted(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn other_numbers_count() {
        assert_eq!(counted("171 45 personer och 12, 40 kronor"), ["171", "45", "12", "40"]);
        assert_eq!(counted("100-2000, 2014/15, 1/2000"), ["100-2000", "2014/15", "1/2000"]);
        assert_eq!(counted("konto 1234 har 500 kr"), ["500"]);
        assert_eq!(counted("the number 5, no 7"), ["5", "7"]);
        assert_eq!(counted("EU 27 och 12 Solna"), ["27", "12"]);
    }
}
