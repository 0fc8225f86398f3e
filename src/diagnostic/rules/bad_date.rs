//! `bad-date`: a value that is not a date.

use super::{BilingualDocs, Rule, RuleDocs, RuleInfo};
use crate::diagnostic::ReportLanguage::{self, English, Swedish};
use crate::diagnostic::quoting::{did_you_mean, list_of_names, quoted_value};
use crate::diagnostic::{DiagnosticCode, RuleFamily, Severity, closest_match};

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
    let value = value.trim();
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
        return date.filter(|date| date != value);
    }
    let spelled = value.to_lowercase().replace([' ', '_'], "-");
    let same = words.as_slice().iter().find(|word| **word == spelled);
    same.map(|word| (*word).to_owned())
        .or_else(|| closest_match(&spelled, words.as_slice().iter().copied()))
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
