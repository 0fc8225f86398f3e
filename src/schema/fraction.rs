//! Exact numbers: no float takes part, so shares add up.

use super::model::Fraction;
use std::fmt::{self, Display};

/// How many digits a number may have; two such numbers can be multiplied and added in `i128`.
const DIGITS: usize = 18;

impl Fraction {
    /// Makes a fraction in lowest terms. None if the denominator is 0.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok().filter(|_| denominator != 0)?;
        let sign = denominator.signum();
        let numerator = numerator.checked_div(divisor)?.checked_mul(sign)?;
        let denominator = denominator.checked_div(divisor)?.checked_mul(sign)?;
        Some(Self { numerator, denominator })
    }

    /// The sum; none if it needs more than 127 bits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        let denominator = self.denominator.checked_mul(other.denominator)?;
        Self::new(left.checked_add(right)?, denominator)
    }

    /// Reads `-?digits[.digits]`, at most 18 digits in all.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
        if !is_all_digits(whole) || !is_all_digits(part) || whole.len() + part.len() > DIGITS {
            return None;
        }
        let denominator = 10_i128.checked_pow(u32::try_from(part.len()).ok()?)?;
        let whole = whole.parse::<i128>().ok()?.checked_mul(denominator)?;
        let numerator = whole.checked_add(part.parse().ok()?)?;
        let sign = if digits.len() < text.len() { -1 } else { 1 };
        Self::new(numerator.checked_mul(sign)?, denominator)
    }

    /// Reads a number or `1/2`.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let Some((numerator, denominator)) = text.split_once('/') else {
            return Self::parse(text);
        };
        let are_digits = is_all_digits(numerator) && is_all_digits(denominator);
        if !are_digits || numerator.len() > DIGITS || denominator.len() > DIGITS {
            return None;
        }
        Self::new(numerator.parse().ok()?, denominator.parse().ok()?)
    }
}

/// `1/2`; a whole number without a line.
impl Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

fn is_all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn greatest_common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(read: Option<Fraction>) -> String {
        read.map_or_else(|| "-".into(), |fraction| fraction.to_string())
    }

    #[test]
    fn numbers_are_exact() {
        let read = |text| shown(Fraction::parse(text));
        assert_eq!(["1.10", "-0.5", "007", "0"].map(read), ["11/10", "-1/2", "7", "0"]);
        let wrong = ["1e999999", "1,5", "", "-", ".5", "5.", "+1", "1_000", "１"];
        assert_eq!(wrong.map(read), ["-"; 9]);
        assert_eq!(read(&"9".repeat(19)), "-");
    }

    #[test]
    fn fractions_are_in_lowest_terms() {
        let read = |text| shown(Fraction::read(text));
        assert_eq!(["2/4", "0.5", "1", "0/3"].map(read), ["1/2", "1/2", "1", "0"]);
        assert_eq!(["1/0", "-1/2", "1/-2", "1 / 2", "50 %", "/2"].map(read), ["-"; 6]);
    }

    #[test]
    fn parts_add_up() {
        let parts = [(1, 2), (1, 3), (1, 6)].map(|(n, d)| Fraction::new(n, d).unwrap());
        let sum = parts.into_iter().try_fold(Fraction::new(0, 1).unwrap(), Fraction::checked_add);
        assert_eq!(shown(sum), "1");
        let huge = Fraction::new(1, i128::MAX).unwrap();
        assert_eq!(huge.checked_add(Fraction::new(1, i128::MAX - 1).unwrap()), None);
    }
}
