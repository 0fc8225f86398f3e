//! Writes the numbers that a program gives the items of a list: `3`, `c`, `iv`.

/// The form of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NumberForm {
    /// `3`
    Decimal,
    /// `03`
    DecimalZero,
    /// `c`
    LowerLetter,
    /// `C`
    UpperLetter,
    /// `iii`
    LowerRoman,
    /// `III`
    UpperRoman,
}

/// The largest number that is written with letters or Roman numerals.
const MAX_LETTERS: u32 = 3_999;

impl NumberForm {
    /// Returns a number in this form.
    pub(super) fn format(self, number: u32) -> String {
        if number == 0 || number > MAX_LETTERS {
            return number.to_string();
        }
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_uppercase(),
        }
    }
}

/// Returns `a` to `z`, then `aa`, `bb` and so on, as Word counts.
fn letters(number: u32) -> String {
    let index = number - 1;
    let letter = char::from(b'a' + u8::try_from(index % 26).unwrap_or_default());
    let n_letters = usize::try_from(index / 26).unwrap_or_default() + 1;
    std::iter::repeat_n(letter, n_letters).collect()
}

fn roman(number: u32) -> String {
    const NUMERALS: [(u32, &str); 13] = [
        (1_000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut rest = number;
    let mut text = String::new();
    for (value, numeral) in NUMERALS {
        while rest >= value {
            text.push_str(numeral);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_forms() {
        assert_eq!(NumberForm::LowerLetter.format(3), "c");
        assert_eq!(NumberForm::UpperLetter.format(28), "BB");
        assert_eq!(NumberForm::LowerRoman.format(14), "xiv");
        assert_eq!(NumberForm::UpperRoman.format(1_999), "MCMXCIX");
        assert_eq!(NumberForm::DecimalZero.format(7), "07");
        assert_eq!(NumberForm::LowerRoman.format(0), "0");
    }
}
