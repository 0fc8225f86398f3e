//! Exact numbers: no floating point is involved, so shares add up.

use std::cmp::Ordering;
use std::fmt::{self, Display};

/// Maximum number of digits in a number; two such numbers can be multiplied and added in `i128`.
const MAX_DIGITS: usize = 18;

/// An exact number, in lowest terms with a positive denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: i128,
    denominator: i128,
}

impl Fraction {
    /// Zero.
    pub const ZERO: Self = Self::from_integer(0);
    /// One.
    pub const ONE: Self = Self::from_integer(1);

    /// Returns a fraction in lowest terms. `None` means that the denominator is 0, or that a term
    /// is `i128::MIN` and cannot be negated.
    #[must_use]
    pub fn new(numerator: i128, denominator: i128) -> Option<Self> {
        let divisor = greatest_common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = i128::try_from(divisor).ok().filter(|_| denominator != 0)?;
        let sign = denominator.signum();
        let numerator = numerator.checked_div(divisor)?.checked_mul(sign)?;
        let denominator = denominator.checked_div(divisor)?.checked_mul(sign)?;
        Some(Self { numerator, denominator })
    }

    /// Returns a whole number.
    #[must_use]
    pub const fn from_integer(number: i128) -> Self {
        Self { numerator: number, denominator: 1 }
    }

    /// Parses `-?digits[.digits]`, at most 18 digits in all.
    #[must_use]
    pub fn parse_number(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let (integer, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
        let n_digits = integer.len() + decimals.len();
        if !is_all_digits(integer) || !is_all_digits(decimals) || n_digits > MAX_DIGITS {
            return None;
        }
        let denominator = 10_i128.checked_pow(u32::try_from(decimals.len()).ok()?)?;
        let integer = integer.parse::<i128>().ok()?.checked_mul(denominator)?;
        let numerator = integer.checked_add(decimals.parse().ok()?)?;
        let sign = if digits.len() < text.len() { -1 } else { 1 };
        Self::new(numerator.checked_mul(sign)?, denominator)
    }

    /// Parses a number, or a fraction such as `1/2`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let Some((numerator, denominator)) = text.split_once('/') else {
            return Self::parse_number(text);
        };
        let are_digits = is_all_digits(numerator) && is_all_digits(denominator);
        if !are_digits || numerator.len() > MAX_DIGITS || denominator.len() > MAX_DIGITS {
            return None;
        }
        Self::new(numerator.parse().ok()?, denominator.parse().ok()?)
    }

    /// Returns the number above the line.
    #[must_use]
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// Returns the number below the line, at least 1.
    #[must_use]
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// Returns whether the number is below zero.
    #[must_use]
    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Returns the number if it is whole.
    #[must_use]
    pub fn to_integer(self) -> Option<i128> {
        (self.denominator == 1).then_some(self.numerator)
    }

    /// Returns the sum. `None` means that it needs more than 127 bits.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        let denominator = self.denominator.checked_mul(other.denominator)?;
        Self::new(left.checked_add(right)?, denominator)
    }
}

/// The order of the numbers, exact for all of them.
impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => cmp_by_division(*self, *other),
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Compares the whole parts of two numbers, then the reciprocals of what remains, and so on: their
/// continued fractions. No product is needed, so nothing overflows.
fn cmp_by_division(mut left: Fraction, mut right: Fraction) -> Ordering {
    loop {
        let integer_part = |fraction: Fraction| fraction.numerator.div_euclid(fraction.denominator);
        let remainder = |fraction: Fraction| fraction.numerator.rem_euclid(fraction.denominator);
        let order = integer_part(left).cmp(&integer_part(right));
        if order != Ordering::Equal {
            return order;
        }
        match (remainder(left), remainder(right)) {
            (0, 0) => return Ordering::Equal,
            (0, _) => return Ordering::Less,
            (_, 0) => return Ordering::Greater,
            // The larger remainder has the smaller reciprocal, hence the sides change.
            (left_remainder, right_remainder) => {
                (left, right) = (
                    Fraction { numerator: right.denominator, denominator: right_remainder },
                    Fraction { numerator: left.denominator, denominator: left_remainder },
                );
            }
        }
    }
}

/// `1/2`; a whole number without the line.
impl Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_integer() {
            Some(integer) => write!(f, "{integer}"),
            None => write!(f, "{}/{}", self.numerator, self.denominator),
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

    fn shown(fraction: Option<Fraction>) -> String {
        fraction.map_or_else(|| "-".into(), |fraction| fraction.to_string())
    }

    #[test]
    fn numbers_are_exact() {
        let read = |text| shown(Fraction::parse_number(text));
        assert_eq!(["1.10", "-0.5", "007", "0"].map(read), ["11/10", "-1/2", "7", "0"]);
        let wrong = ["1e999999", "1,5", "", "-", ".5", "5.", "+1", "1_000", "１"];
        assert_eq!(wrong.map(read), ["-"; 9]);
        assert_eq!(read(&"9".repeat(19)), "-");
    }

    #[test]
    fn fractions_are_in_lowest_terms() {
        let read = |text| shown(Fraction::parse(text));
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

    #[test]
    fn the_order_is_exact() {
        let fraction = |(numerator, denominator)| Fraction::new(numerator, denominator).unwrap();
        let ascending =
            [(i128::MIN + 1, 1), (-7, 2), (-10, 3), (0, 1), (1, 3), (1, 2), (i128::MAX, 1)]
                .map(fraction);
        assert!(ascending.is_sorted_by(|left, right| left < right));
        // The cross products need more than 127 bits.
        let (below, above) = ((i128::MAX - 2, i128::MAX - 1), (i128::MAX - 1, i128::MAX));
        assert!(fraction(below) < fraction(above));
        assert!(fraction((-below.0, below.1)) > fraction((-above.0, above.1)));
        assert_eq!(fraction(above).cmp(&fraction(above)), Ordering::Equal);
    }
}
