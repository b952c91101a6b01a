//! Amounts of money in euros, as Dutch writes them.

use rust_decimal::Decimal;

use super::number::digits;

/// The amounts from which on a text counts in millions or more, with the word.
const LARGE: [(Decimal, &str); 2] = [
    (Decimal::from_parts(1_000_000_000, 0, 0, false, 0), "miljard"),
    (Decimal::from_parts(1_000_000, 0, 0, false, 0), "miljoen"),
];

/// An amount as running text has it: `€ 500.000`, `€ 1.500,50`, and `€ 1,5 miljoen` if at most two decimals say it
/// exactly. The spaces do not break.
#[must_use]
pub fn euros(amount: Decimal) -> String {
    for (step, word) in LARGE {
        let large = (amount / step).normalize();
        if amount.abs() >= step && large.scale() <= 2 {
            return format!("€\u{a0}{}\u{a0}{word}", digits(large));
        }
    }
    euros_in_full(amount)
}

/// An amount as a table has it, so that columns can be compared: `€ 1.500.000`. Cents are two figures or none; half a
/// cent is rounded away from zero.
#[must_use]
pub fn euros_in_full(amount: Decimal) -> String {
    let cents = super::number::cents(amount);
    let written = digits(cents);
    let missing = if cents.normalize().scale() == 1 { "0" } else { "" };
    format!("€\u{a0}{written}{missing}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn amounts_stand_with_a_space_that_does_not_break() {
        for (amount, text) in [
            ("0", "€ 0"),
            ("500000", "€ 500.000"),
            ("1500.5", "€ 1.500,50"),
            ("1500.25", "€ 1.500,25"),
            ("12.345", "€ 12,35"),
            ("999999", "€ 999.999"),
        ] {
            assert_eq!(euros(decimal(amount)), text.replace(' ', "\u{a0}"));
        }
    }

    #[test]
    fn millions_are_said_where_they_are_exact() {
        for (amount, text) in [
            ("1000000", "€ 1 miljoen"),
            ("1500000", "€ 1,5 miljoen"),
            ("1250000.00", "€ 1,25 miljoen"),
            ("1234000", "€ 1.234.000"),
            ("1500000.5", "€ 1.500.000,50"),
            ("12300000", "€ 12,3 miljoen"),
            ("2000000000", "€ 2 miljard"),
            ("1234567000", "€ 1.234.567.000"),
        ] {
            assert_eq!(euros(decimal(amount)), text.replace(' ', "\u{a0}"));
        }
        assert_eq!(euros_in_full(decimal("1500000")), "€\u{a0}1.500.000");
    }
}
