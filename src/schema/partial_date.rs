//! Days, months and years as sources give them.

use super::model::PartialDate;
use std::fmt::{self, Display};

impl PartialDate {
    /// Reads `2011`, `2014-04` or `2014-04-01`; none if it is written otherwise or does not exist.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = fixed_width_number(parts.next()?, 4)?;
        let month = parts
            .next()
            .map(|month| fixed_width_number(month, 2))
            .map_or(Some(None), |n| n.map(Some))?;
        let day = parts
            .next()
            .map(|day| fixed_width_number(day, 2))
            .map_or(Some(None), |n| n.map(Some))?;
        let (of_month, of_day) = (month.unwrap_or(1), day.unwrap_or(1));
        let (of_month, of_day) = (u8::try_from(of_month).ok()?, u8::try_from(of_day).ok()?);
        let (in_month, in_day) = (i8::try_from(of_month).ok()?, i8::try_from(of_day).ok()?);
        if parts.next().is_some() || jiff::civil::Date::new(year, in_month, in_day).is_err() {
            return None;
        }
        Some(Self { year, month: month.map(|_| of_month), day: day.map(|_| of_day) })
    }
}

/// As written: `2011`, `2014-04`, `2014-04-01`.
impl Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

fn fixed_width_number(digits: &str, n_digits: usize) -> Option<i16> {
    let is_number = digits.len() == n_digits && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_exist() {
        for written in ["2011", "2014-04", "2014-04-01", "2012-02-29", "0000", "9999-12-31"] {
            assert_eq!(PartialDate::read(written).unwrap().to_string(), written);
        }
        let wrong = ["9999-99-99", "2013-02-29", "2014-4-1", "2014-13", "14", "2014-", "", "20145"];
        assert_eq!(wrong.map(PartialDate::read), [None; 8]);
        assert_eq!(
            ["2014-04-01-01", "2014/04", "２０１４", "-2014"].map(PartialDate::read),
            [None; 4]
        );
    }
}
