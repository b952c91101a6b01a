//! What a number format makes of a number: a cell that shows `500%` or `€ 5` holds a 5, and read as
//! a bare number it would be a count that nobody wrote.

use rust_decimal::Decimal;

use super::Value;

/// How a cell shows its number, as far as that changes what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// A percentage: of the number itself, or of one hundredth of it where the sign is mere text.
    Percentage { is_scaled: bool },
    /// An amount of money.
    Amount,
}

impl Look {
    /// What a number format makes of a number; `None` where it stays a bare number.
    pub(super) fn of(code: &str) -> Option<Self> {
        let mut characters = code.chars();
        let mut is_quoted = false;
        while let Some(character) = characters.next() {
            match character {
                '"' => is_quoted = !is_quoted,
                '%' => return Some(Self::Percentage { is_scaled: !is_quoted }),
                '€' | '£' | '¥' => return Some(Self::Amount),
                _ if is_quoted => {}
                // The width of a character, or what fills the cell: shows no sign.
                '_' | '*' => _ = characters.next(),
                '\\' => match characters.next() {
                    Some('%') => return Some(Self::Percentage { is_scaled: false }),
                    Some('€') => return Some(Self::Amount),
                    _ => {}
                },
                '[' => {
                    // `[$€-413]` is a sign and a language, `[$-413]` a language only.
                    let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                    let sign = inside.strip_prefix('$').and_then(|rest| rest.split('-').next());
                    if sign.is_some_and(|sign| !sign.trim().is_empty()) {
                        return Some(Self::Amount);
                    }
                }
                '$' => return Some(Self::Amount),
                ';' => return None,
                _ => {}
            }
        }
        None
    }

    /// The same for a format without a code of its own, by the number that stands for it
    /// (ECMA-376, 18.8.30).
    pub(super) fn of_builtin(id: u32) -> Option<Self> {
        match id {
            9 | 10 => Some(Self::Percentage { is_scaled: true }),
            5..=8 | 42 | 44 => Some(Self::Amount),
            _ => None,
        }
    }

    /// What a cell that looks like this says.
    pub(super) fn applied(self, value: Value) -> Value {
        match (value, self) {
            (Value::Number(number), Self::Percentage { is_scaled: true }) => {
                Value::Percentage((number * Decimal::ONE_HUNDRED).normalize())
            }
            (Value::Number(number), Self::Percentage { is_scaled: false }) => {
                Value::Percentage(number)
            }
            (Value::Number(number), Self::Amount) => Value::Amount(number),
            (other, _) => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_says_whether_a_number_is_a_percentage_or_an_amount() {
        for plain in [
            "General",
            "0",
            "#,##0.00",
            "0 \"jongeren\"",
            "[$-413]0",
            "_-* #,##0_-",
            "_€0",
            "0;\"%\"",
            "[Red]0",
            "@",
        ] {
            assert_eq!(Look::of(plain), None, "{plain}");
        }
        for amount in ["[$€-413] #,##0.00", "\"€\" 0", "_-\"€\"* #,##0", "€ 0", "\\€0", "_($* 0_)"]
        {
            assert_eq!(Look::of(amount), Some(Look::Amount), "{amount}");
        }
        let percentage = |is_scaled| Some(Look::Percentage { is_scaled });
        assert_eq!(Look::of("0.00%"), percentage(true));
        assert_eq!(Look::of("0\"%\""), percentage(false));
        assert_eq!(Look::of("0\\%"), percentage(false));
    }

    #[test]
    fn a_percentage_is_the_number_before_its_sign() {
        let five = || Value::Number(5.into());
        let looks = |look: Look| look.applied(five());
        assert_eq!(looks(Look::Percentage { is_scaled: true }), Value::Percentage(500.into()));
        assert_eq!(looks(Look::Percentage { is_scaled: false }), Value::Percentage(5.into()));
        assert_eq!(looks(Look::Amount), Value::Amount(5.into()));
        assert_eq!(Look::Amount.applied(Value::Boolean(true)), Value::Boolean(true));
    }
}
