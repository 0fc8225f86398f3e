//! `bad-date`: a value that is not a date.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{did_you_mean, list_of_names, quoted_value};
use crate::diagnostic::{
    DiagnosticCode, RuleFamily, Severity, SpanFix, closest_match, with_plain_hyphens,
};

/// A value that is not `2011`, `2014-04`, `2014-04-01` or a day that exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadDate {
    /// The value as written; empty if there is none.
    pub value: String,
    /// The words that the key also takes.
    pub words: DateKeywords,
}

/// The words that a key takes beside a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateKeywords {
    /// None: the date is a setting.
    NoWords,
    /// `unknown`.
    Unknown,
    /// `unknown` and `further-notice`: the date ends a period.
    PeriodEnd,
}

impl DateKeywords {
    const fn as_slice(self) -> &'static [&'static str] {
        match self {
            Self::NoWords => &[],
            Self::Unknown => &["unknown"],
            Self::PeriodEnd => &["unknown", "further-notice"],
        }
    }
}

/// Returns what was probably meant: the same date in digits as pakt reads them, or a word.
fn suggest_date(value: &str, words: DateKeywords) -> Option<String> {
    let plain = with_plain_hyphens(value.trim());
    let is_changed = plain.is_some();
    let value = plain.as_deref().unwrap_or(value.trim());
    let separator = ['-', '/', '.'].into_iter().find(|separator| value.contains(*separator));
    let parts: Vec<&str> = separator.map(|it| value.split(it).collect()).unwrap_or_default();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let two_digits = |part: &&str| match part.parse() {
        Ok(1..=9_u8) if part.len() == 1 => Some(format!("0{part}")),
        Ok(1..=31_u8) if part.len() == 2 => Some((*part).to_owned()),
        _ => None,
    };
    if let [year, rest @ ..] = parts.as_slice()
        && year.len() == 4
        && parts.iter().all(is_number)
        && (1..=2).contains(&rest.len())
    {
        let rest: Option<Vec<String>> = rest.iter().map(two_digits).collect();
        let date = rest.map(|rest| format!("{year}-{}", rest.join("-")));
        return date.filter(|date| is_changed || date != value);
    }
    if let Some(date) = date_in_words(value).or_else(|| date_with_year_last(&parts)) {
        return Some(date);
    }
    if let Some(word) = keyword_in_words(value).filter(|it| words.as_slice().contains(it)) {
        return Some(word.to_owned());
    }
    let spelled = value.to_lowercase().replace([' ', '_'], "-");
    let same = words.as_slice().iter().find(|word| **word == spelled);
    same.map(|word| (*word).to_owned())
        .or_else(|| closest_match(&spelled, words.as_slice().iter().copied()))
}

/// Returns the keyword that these words say in Swedish or English.
fn keyword_in_words(value: &str) -> Option<&'static str> {
    Some(match value.to_lowercase().as_str() {
        "tills vidare" | "tillsvidare" | "until further notice" | "further notice" => {
            "further-notice"
        }
        "okänt" | "okänd" | "inte känt" | "ej känt" | "not known" => "unknown",
        _ => return None,
    })
}

/// Returns the date of `29-11-2026` or `11/29/2026`, in digits. `None` means that the parts are not
/// a date, or that it is open which of them is the month.
fn date_with_year_last(parts: &[&str]) -> Option<String> {
    let [first, second, year] = parts else { return None };
    let number = |part: &str| match part.bytes().all(|byte| byte.is_ascii_digit()) {
        true => part.parse::<u8>().ok().filter(|number| (1..=31).contains(number)),
        false => None,
    };
    let (first, second) = (number(first)?, number(second)?);
    let (month, day) = match (first, second) {
        (_, 13..) => (first, second),
        (13.., _) => (second, first),
        _ if first == second => (first, second),
        _ => return None,
    };
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && month <= 12).then(|| format!("{year}-{month:02}-{day:02}"))
}

/// Returns the date in a text such as `1 January 2003`, `den 1 maj 2003` or `20030101`, in digits.
fn date_in_words(value: &str) -> Option<String> {
    const MONTHS: [[&str; 2]; 12] = [
        ["jan", "jan"],
        ["feb", "feb"],
        ["mar", "mar"],
        ["apr", "apr"],
        ["may", "maj"],
        ["jun", "jun"],
        ["jul", "jul"],
        ["aug", "aug"],
        ["sep", "sep"],
        ["oct", "okt"],
        ["nov", "nov"],
        ["dec", "dec"],
    ];
    let is_digits = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    if value.len() == 8 && is_digits(value) {
        let (year, rest) = value.split_at_checked(4)?;
        let (month, day) = rest.split_at_checked(2)?;
        let is_date = (1..=12).contains(&month.parse().unwrap_or(0_u8))
            && (1..=31).contains(&day.parse().unwrap_or(0_u8));
        return is_date.then(|| format!("{year}-{month}-{day}"));
    }
    let (mut year, mut month, mut day) = (None, None, None);
    for word in value.split([' ', ',', '.', '\u{a0}']).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        let number = ["st", "nd", "rd", "th", ":a", ":e"]
            .iter()
            .find_map(|ending| word.strip_suffix(ending))
            .unwrap_or(&word);
        let is_month = |names: &[&str; 2]| names.iter().any(|name| word.starts_with(name));
        if is_digits(number) && number.len() == 4 {
            year = Some(number.to_owned());
        } else if is_digits(number) && (1..=31).contains(&number.parse().unwrap_or(0_u8)) {
            day = Some(format!("{number:0>2}"));
        } else if let Some(index) = MONTHS.iter().position(is_month) {
            month = Some(format!("{:02}", index + 1));
        } else if !["the", "of", "den"].contains(&word.as_str()) {
            return None;
        }
    }
    let parts: Vec<String> = [Some(year?), Some(month?), day].into_iter().flatten().collect();
    Some(parts.join("-"))
}

impl Rule for BadDate {
    const INFO: RuleInfo = RuleInfo {
        code: DiagnosticCode::BadDate,
        name: "bad-date",
        family: RuleFamily::Schema,
        severity: Severity::Error,
        is_editorial: false,
        since: "0.1.0",
        docs: BilingualDocs {
            en: RuleDocs {
                what: "The value is not a date as pakt reads them, or it is a day that does not exist.",
                why: "A date is a year, a month or a day, with year first and always four and two digits. \
                      Write no more than the source says: `2014` is a date too. If there is a date that \
                      no source gives, write `unknown`.",
                before: "from: 1/4 2014",
                after: "from: 2014-04-01",
            },
            sv: RuleDocs {
                what: "Värdet är inte ett datum så som pakt läser dem, eller så är det en dag som inte \
                       finns.",
                why: "Ett datum är ett år, en månad eller en dag, med året först och alltid fyra och två \
                      siffror. Skriv inte mer än källan säger: `2014` är också ett datum. Finns det ett \
                      datum som ingen källa anger skriver du `unknown`.",
                before: "from: 1/4 2014",
                after: "from: 2014-04-01",
            },
        },
    };

    fn message(&self, language: ReportLanguage) -> String {
        let value = quoted_value(&self.value, language);
        match language {
            English => format!("{value} is not a date"),
            Swedish => format!("{value} är inte ett datum"),
        }
    }

    fn help(&self, language: ReportLanguage) -> Option<String> {
        if let Some(suggestion) = suggest_date(&self.value, self.words) {
            return Some(did_you_mean(&suggestion, language));
        }
        let dates = ["2014-04-01", "2014-04", "2014"].iter();
        let forms: Vec<&str> = dates.chain(self.words.as_slice()).copied().collect();
        Some(match language {
            English => {
                format!("write {}, with a day that exists", list_of_names(&forms, "or"))
            }
            Swedish => {
                format!("skriv {}, med en dag som finns", list_of_names(&forms, "eller"))
            }
        })
    }

    fn fixes(&self) -> Vec<SpanFix> {
        let date = suggest_date(&self.value, self.words);
        date.iter().map(|date| SpanFix::of_part(&self.value, date)).collect()
    }

    #[cfg(test)]
    fn fixtures(name: &dyn Fn(&str) -> String) -> Vec<Self> {
        vec![
            Self { value: name("2014-02-30"), words: DateKeywords::Unknown },
            Self { value: name("1/4 2014"), words: DateKeywords::NoWords },
            Self { value: name("1/4 2014"), words: DateKeywords::PeriodEnd },
            Self { value: name("2014-4-1"), words: DateKeywords::Unknown },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::{DateKeywords, suggest_date};

    #[test]
    fn a_date_with_other_signs_or_a_misspelled_word_is_suggested() {
        let pairs = [
            ("2014-4-1", Some("2014-04-01")),
            ("2014/04/01", Some("2014-04-01")),
            ("2014.4", Some("2014-04")),
            ("further notice", Some("further-notice")),
            ("Unknown", Some("unknown")),
            ("29-11-2026", Some("2026-11-29")),
            ("29.11.2026", Some("2026-11-29")),
            ("11/29/2026", Some("2026-11-29")),
            ("5/5/2026", Some("2026-05-05")),
            ("4/5/2026", None),
            ("29/13/2026", None),
            ("29-11-26", None),
            ("1/4 2014", None),
            ("2014-13", None),
            ("2014-02-30", None),
            ("2014-5-77", None),
            ("", None),
        ];
        for (value, expected) in pairs {
            assert_eq!(
                suggest_date(value, DateKeywords::PeriodEnd).as_deref(),
                expected,
                "{value}"
            );
        }
        assert_eq!(suggest_date("furthernotice", DateKeywords::Unknown), None);
    }
}
