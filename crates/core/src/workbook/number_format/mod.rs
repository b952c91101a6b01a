//! Says what a number format makes of a number: a cell that shows `500%`, `€ 5` or `ca. 5` holds a
//! 5, and read as a bare number it would be a count that nobody wrote.
//!
//! A format ([`NumberFormat`]) gives the text that a person sees, as Dutch Excel writes it; [`seen`] compares that
//! text with the number behind it. The colour of the font, the width of the column and conditional formats are not
//! looked at: a white number on white paper is read.

mod section;
mod seen;

use rust_decimal::Decimal;

use super::sheets::Value;
use super::unreadable::{Limit, Reason};
use section::Section;
pub(super) use seen::{seen, seen_text};

/// Bytes in the code of a number format. Excel allows 255 characters, and each cell goes through them.
const LONGEST: usize = 1_000;

/// Refuses the code of a number format that would take long for each cell.
pub(super) fn check_length(code: &str) -> Result<(), Reason> {
    if code.len() > LONGEST { Err(Reason::TooLarge(Limit::Frame)) } else { Ok(()) }
}

/// A number format, such as `#,##0;-#,##0;"geen"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberFormat {
    /// One to four sections: for numbers above, below and at zero, or by their conditions, and for text.
    sections: Vec<Section>,
}

impl Default for NumberFormat {
    fn default() -> Self {
        Self::new("")
    }
}

impl NumberFormat {
    /// The format with this code, as ECMA-376 (18.8.31) describes it.
    pub(super) fn new(code: &str) -> Self {
        let code = if code.trim().is_empty() { "General" } else { code };
        Self { sections: section::sections(code) }
    }

    /// The format that is meant by this number if a file gives no code for it (ECMA-376, 18.8.30).
    pub(super) fn builtin(id: u32) -> Self {
        Self::new(match id {
            1 => "0",
            2 => "0.00",
            3 => "#,##0",
            4 => "#,##0.00",
            5 | 6 => "\"€ \"#,##0;-\"€ \"#,##0",
            7 | 8 => "\"€ \"#,##0.00;-\"€ \"#,##0.00",
            9 => "0%",
            10 => "0.00%",
            11 => "0.00E+00",
            12 => "# ?/?",
            13 => "# ??/??",
            14..=17 | 22 | 27..=36 | 50..=58 => "d-m-yyyy",
            18..=21 | 45 | 47 => "h:mm:ss",
            46 => "[h]:mm:ss",
            37 | 38 => "#,##0;-#,##0",
            39 | 40 => "#,##0.00;-#,##0.00",
            41 => "_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ",
            42 => "_ \"€\"* #,##0_ ;_ \"€\"* \\-#,##0_ ;_ \"€\"* \"-\"_ ;_ @_ ",
            43 => "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            44 => "_ \"€\"* #,##0.00_ ;_ \"€\"* \\-#,##0.00_ ;_ \"€\"* \"-\"??_ ;_ @_ ",
            48 => "##0.0E+0",
            49 => "@",
            _ => "General",
        })
    }

    /// Whether it shows a number as a day or a time.
    pub(super) fn is_date(&self, number: f64) -> bool {
        self.section(Decimal::try_from(number).unwrap_or_default()).0.is_date()
    }

    /// Whether it shows a number as hours, minutes or seconds that went by.
    pub(super) fn is_duration(&self, number: f64) -> bool {
        self.section(Decimal::try_from(number).unwrap_or_default()).0.is_duration()
    }

    /// The text that a cell with this number shows.
    pub(super) fn shown(&self, number: Decimal) -> String {
        let (section, is_signed) = self.section(number);
        let sign = if is_signed && number.is_sign_negative() { "-" } else { "" };
        format!("{sign}{}", section.shown(number.abs()))
    }

    /// The text that a cell with this text shows.
    fn shown_text(&self, text: &str) -> String {
        match self.sections.as_slice() {
            [_, _, _, for_text, ..] => for_text.shown_text(text),
            [.., last] if last.has_place_for_text => last.shown_text(text),
            _ => text.to_owned(),
        }
    }

    /// The value of a cell that holds this value in this format; only a number and a text can say something else.
    pub(super) fn applied(&self, value: Value) -> Value {
        match value {
            Value::Number(number) if !self.is_general() && !self.section(number).0.is_date() => {
                seen(number, &self.shown(number))
            }
            Value::Text(text) if !self.is_general() => {
                let shown = self.shown_text(&text);
                seen_text(text, &shown)
            }
            other => other,
        }
    }

    /// Whether it shows every number unchanged.
    pub(super) fn is_general(&self) -> bool {
        matches!(self.sections.as_slice(), [only] if only.is_general())
    }

    /// The section for a number, and whether a sign is set before a negative one.
    fn section(&self, number: Decimal) -> (&Section, bool) {
        let sections = self.sections.as_slice();
        // A last section for text is no section for numbers.
        let numeric = match sections {
            [numeric @ .., last] if numeric.len() == 3 || last.is_text() && !numeric.is_empty() => {
                numeric
            }
            all => all,
        };
        let (first, second) = (&numeric[0], numeric.get(1));
        if numeric.iter().any(|section| section.condition.is_some()) {
            let holds = |section: &&Section| section.condition.is_some_and(|it| it.holds(number));
            let otherwise = match (first.condition, second.and_then(|it| it.condition)) {
                (Some(_), Some(_)) => numeric.get(2).or(second),
                _ => second,
            };
            let found = numeric.iter().take(2).find(holds).or(otherwise);
            return (found.unwrap_or(first), true);
        }
        match second {
            Some(second) if number.is_sign_negative() && !number.is_zero() => (second, false),
            _ if number.is_zero() => (numeric.get(2).unwrap_or(first), false),
            _ => (first, true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[track_caller]
    fn shows(code: &str, stored: &str, shown: &str) {
        assert_eq!(NumberFormat::new(code).shown(number(stored)), shown, "{code} of {stored}");
    }

    #[track_caller]
    fn says(code: &str, stored: &str) -> Value {
        NumberFormat::new(code).applied(Value::Number(number(stored)))
    }

    #[test]
    fn a_number_is_written_as_its_format_says() {
        for (code, stored, shown) in [
            ("General", "2.25", "2,25"),
            ("General\"x\"", "40", "40x"),
            ("0", "2.5", "3"),
            ("0", "-2.5", "-3"),
            ("0000", "12", "0012"),
            ("#,##0", "1234567", "1.234.567"),
            ("#,##0", "12", "12"),
            ("#,##0.0#", "2", "2,0"),
            ("#,##0.0#", "2.255", "2,26"),
            ("#", "0", ""),
            ("0.#", "40", "40,"),
            (".00", "0.25", ",25"),
            (".00", "12.25", "12,25"),
            ("0,", "40", "0"),
            ("0.0,,", "2500000", "2,5"),
            ("0%", "0.46", "46%"),
            ("0\\%", "46", "46%"),
            ("0‰", "40", "40‰"),
            ("\"ca. \"0", "40", "ca. 40"),
            ("0\"0\"", "40", "400"),
            ("00\\-00", "1234", "12-34"),
            ("\"-\"0", "40", "-40"),
            ("0;0", "-40", "40"),
            ("0;(0)", "-40", "(40)"),
            (";;;", "40", ""),
            ("0;-0;;@", "0", ""),
            ("0;-0;\"geen\"", "0", "geen"),
            ("[=1]\"één\";0", "1", "één"),
            ("[=1]\"één\";0", "40", "40"),
            ("[>100]\"veel\";[<5]\"weinig\";0", "148", "veel"),
            ("[>100]\"veel\";[<5]\"weinig\";0", "3", "weinig"),
            ("[>100]\"veel\";[<5]\"weinig\";0", "40", "40"),
            ("@", "40", "40"),
            ("0;0;0;@", "40", "40"),
            ("\"x\"@", "40", "x40"),
            ("[Red]0", "40", "40"),
            ("[$€-413] #,##0.00", "5", "€ 5,00"),
            ("_ * #,##0_ ;_ * \\-#,##0_ ;_ * \"-\"_ ;_ @_ ", "0", " - "),
            ("# ?/?", "2.5", "2 1/2"),
            ("# ?/?", "2", "2"),
            ("?/?", "2.5", "5/2"),
            ("# ?/8", "0.4", "3/8"),
            ("0.00E+00", "148", "1,48E+02"),
            ("0E+0", "148", "1E+2"),
            ("##0.0E+0", "12345", "12,3E+3"),
            ("0.0E-0", "0.025", "2,5E-2"),
            ("0.0E+0", "9.99", "1,0E+1"),
        ] {
            shows(code, stored, shown);
        }
    }

    #[test]
    fn a_format_that_shows_the_number_changes_nothing() {
        for (code, stored) in [
            ("General", "40"),
            ("0", "40"),
            ("#,##0.00", "40"),
            ("0 \"jongeren\"", "40"),
            ("[$-413]0", "40"),
            ("_-* #,##0_-", "1234"),
            ("_€0", "40"),
            ("0;\"%\"", "40"),
            ("0000", "12"),
            ("@", "40"),
            ("#,##0.0", "2.25"),
            ("# ?/?", "2.5"),
            ("0.00E+00", "148"),
            ("#,##0;-#,##0;\"-\"", "0"),
            ("0;(0)", "-40"),
            ("[=1]\"één\";0", "40"),
        ] {
            assert_eq!(says(code, stored), Value::Number(number(stored)), "{code}");
        }
    }

    #[test]
    fn a_format_that_shows_another_number_says_both() {
        for (code, stored, shown) in [
            ("\"ca. \"0", "40", "ca. 40"),
            ("\"148\"", "40", "148"),
            ("0\"0\"", "40", "400"),
            ("\"-\"0", "40", "-40"),
            ("(0)", "40", "(40)"),
            ("0‰", "40", "40‰"),
            ("0,", "40", "0"),
            (";;;", "40", ""),
            ("#", "0", ""),
            ("0", "2.5", "3"),
            ("0.0", "0.04", "0,0"),
            ("0;0", "-40", "40"),
            ("General\"x\"", "40", "40x"),
            ("0 \"duizend\"", "40", "40 duizend"),
            ("€ 0.0,,\" mln\"", "2500000", "€ 2,5 mln"),
            ("0E+0", "148", "1E+2"),
            ("# ?/?", "0.4512", "4/9"),
            ("0\" van 50\"", "40", "40 van 50"),
            ("[=1]\"één\";0", "1", "één"),
        ] {
            let both = Value::ShownAs { stored: number(stored), shown: shown.to_owned() };
            assert_eq!(says(code, stored), both, "{code}");
        }
    }

    #[test]
    fn a_format_can_put_words_to_a_text_or_hide_it() {
        let says =
            |code: &str, text: &str| NumberFormat::new(code).applied(Value::Text(text.to_owned()));
        let text = |text: &str| Value::Text(text.to_owned());
        for code in ["@", "0", "General\"x\"", "0;0;0;@", "_ * #,##0_ ;_ @_ ", "\"ca. \"0"] {
            assert_eq!(says(code, "40"), text("40"), "{code}");
        }
        assert_eq!(says("\"ca. \"@", "40"), text("ca. 40"));
        assert_eq!(says("0;0;0;\"geen\"", "40"), text("geen"));
        assert_eq!(says(";;;", "veertig"), text("veertig"));
        let hidden = Value::ShownAs { stored: 40.into(), shown: String::new() };
        assert_eq!(says(";;;", "40"), hidden);
    }

    #[test]
    fn a_percentage_and_an_amount_are_no_bare_numbers() {
        for amount in [
            "[$€-413] #,##0.00",
            "\"€\" 0",
            "_-\"€\"* #,##0",
            "€ 0",
            "\\€0",
            "_($* 0_)",
            "0\" euro\"",
            "[$EUR] 0",
            "€ 0\",-\"",
        ] {
            assert_eq!(says(amount, "5"), Value::Amount(5.into()), "{amount}");
        }
        for (code, stored, percentage) in [
            ("0.00%", "5", "500"),
            ("0%", "0.456", "45.6"),
            ("0\"%\"", "5", "5"),
            ("0\\%", "5", "5"),
        ] {
            assert_eq!(says(code, stored), Value::Percentage(number(percentage)), "{code}");
        }
        assert_eq!(NumberFormat::builtin(9).applied(Value::Boolean(true)), Value::Boolean(true));
        assert_eq!(
            NumberFormat::builtin(44).applied(Value::Number(0.into())),
            Value::Amount(0.into())
        );
    }

    #[test]
    fn a_date_is_known_by_its_letters() {
        for code in ["d-m-yyyy", "[h]:mm", "mmm\\ yy", "[$-413]d mmmm yyyy;@", "h:mm AM/PM", "ss.0"]
        {
            assert!(NumberFormat::new(code).is_date(45322.0), "{code}");
        }
        for code in ["0", "\"dagen\" 0", "General", "0.00E+00", "[Red]0", "0_d", "@", "[$€-413] 0"]
        {
            assert!(!NumberFormat::new(code).is_date(45322.0), "{code}");
        }
        assert!(NumberFormat::builtin(14).is_date(1.0) && !NumberFormat::builtin(2).is_date(1.0));
    }
}
