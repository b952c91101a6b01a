//! One section of a number format, and the text that it gives for a number.

use rust_decimal::{Decimal, RoundingStrategy};

/// A section: the pieces that it is written from, and for which numbers it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Section {
    tokens: Vec<Token>,
    /// The condition that stands in it, such as `[>=100]`.
    pub(super) condition: Option<Condition>,
    /// Whether a text has a place in it: `@`.
    pub(super) has_place_for_text: bool,
}

/// A piece of a section.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// Text that is shown unchanged.
    Literal(String),
    /// A place for a digit: `0`, `#` or `?`.
    Digit(char),
    Point,
    Comma,
    Percent,
    /// `E+` or `E-`; whether a plus is shown.
    Exponent(bool),
    Slash,
    /// The number, with all its digits.
    General,
    /// A part of a day or a time.
    Date,
    /// Hours, minutes or seconds that went by: `[h]`.
    Duration,
}

/// For which numbers a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition {
    below: bool,
    equal: bool,
    above: bool,
    limit: Decimal,
}

impl Condition {
    fn new(inside: &str) -> Option<Self> {
        let limit = inside.trim_start_matches(['<', '>', '=']);
        let operator = inside.strip_suffix(limit).filter(|it| !it.is_empty())?;
        let (below, equal, above) = match operator {
            "<>" => (true, false, true),
            _ => (operator.contains('<'), operator.contains('='), operator.contains('>')),
        };
        Some(Self { below, equal, above, limit: limit.trim().parse().ok()? })
    }

    pub(super) fn holds(self, number: Decimal) -> bool {
        match number.cmp(&self.limit) {
            std::cmp::Ordering::Less => self.below,
            std::cmp::Ordering::Equal => self.equal,
            std::cmp::Ordering::Greater => self.above,
        }
    }
}

/// The sections of a number format.
pub(super) fn sections(code: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut rest = code;
    while let Some(first) = rest.chars().next() {
        let section = sections.last_mut().expect("there is one from the start");
        rest = if first == ';' {
            sections.push(Section::default());
            &rest[1..]
        } else {
            section.take(first, &rest[first.len_utf8()..], rest)
        };
    }
    sections
}

impl Section {
    /// Takes one token from the start of `whole`, which is `first` and `rest`; returns what comes after it.
    fn take<'a>(&mut self, first: char, rest: &'a str, whole: &'a str) -> &'a str {
        if let Some((token, length)) = word(whole) {
            self.tokens.push(token);
            return &whole[length..];
        }
        let token = match first {
            '"' => {
                let (text, after) = rest.split_once('"').unwrap_or((rest, ""));
                self.tokens.push(Token::Literal(text.to_owned()));
                return after;
            }
            '[' => {
                let (inside, after) = rest.split_once(']').unwrap_or((rest, ""));
                self.bracket(inside);
                return after;
            }
            '\\' | '_' | '*' => return self.escaped(first, rest),
            '0' | '#' | '?' => Token::Digit(first),
            '.' => Token::Point,
            ',' => Token::Comma,
            '%' => Token::Percent,
            '/' => Token::Slash,
            '@' => {
                self.has_place_for_text = true;
                Token::General
            }
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => Token::Date,
            other => Token::Literal(other.to_string()),
        };
        self.tokens.push(token);
        rest
    }

    /// Takes a character to show, one whose width stays empty, or one that fills the cell.
    fn escaped<'a>(&mut self, kind: char, rest: &'a str) -> &'a str {
        let Some(character) = rest.chars().next() else { return rest };
        let literal = match kind {
            '_' => ' ',
            _ => character,
        };
        if kind != '*' || !character.is_whitespace() {
            self.tokens.push(Token::Literal(literal.to_string()));
        }
        &rest[character.len_utf8()..]
    }

    /// Takes what stands in brackets: a condition, a sign with a language (`[$€-413]`), a duration (`[h]`), or a
    /// colour.
    fn bracket(&mut self, inside: &str) {
        if let Some(sign) = inside.strip_prefix('$') {
            let sign = sign.split('-').next().expect("a split has a first part");
            self.tokens.push(Token::Literal(sign.to_owned()));
        } else if let Some(condition) = Condition::new(inside) {
            self.condition = Some(condition);
        } else if ["h", "m", "s"].iter().any(|letter| {
            !inside.is_empty() && inside.to_ascii_lowercase().replace(letter, "").is_empty()
        }) {
            self.tokens.push(Token::Duration);
        }
    }

    pub(super) fn is_date(&self) -> bool {
        self.tokens.contains(&Token::Date) || self.is_duration()
    }

    pub(super) fn is_duration(&self) -> bool {
        self.tokens.contains(&Token::Duration)
    }

    /// The text that it gives for a text.
    pub(super) fn shown_text(&self, text: &str) -> String {
        let shown = self.tokens.iter().map(|token| match token {
            Token::Literal(literal) => literal.as_str(),
            Token::General => text,
            _ => "",
        });
        shown.collect()
    }

    /// Whether it is for text: only the place for it, and words.
    pub(super) fn is_text(&self) -> bool {
        self.tokens.contains(&Token::General) && !self.has_digits()
    }

    /// Whether it shows a number unchanged.
    pub(super) fn is_general(&self) -> bool {
        self.tokens == [Token::General] && self.condition.is_none()
    }

    fn has_digits(&self) -> bool {
        self.tokens.iter().any(|token| matches!(token, Token::Digit(_)))
    }

    /// The text that it gives for a number that is not negative.
    pub(super) fn shown(&self, number: Decimal) -> String {
        let position = |wanted: fn(&Token) -> bool| self.tokens.iter().position(wanted);
        let exponent = position(|token| matches!(token, Token::Exponent(_)));
        let slash = position(|token| *token == Token::Slash);
        match (exponent, slash) {
            (Some(at), _) if self.has_digits() => scientific(&self.tokens, at, number),
            (_, Some(at)) if self.has_digits() => fraction(&self.tokens, at, number),
            _ => decimal(&self.tokens, scaled(&self.tokens, number)),
        }
    }
}

/// The token that the text opens with as a word, and its length; `None` if it opens with no such word.
fn word(text: &str) -> Option<(Token, usize)> {
    const WORDS: [(&str, Token); 7] = [
        ("general", Token::General),
        ("standaard", Token::General),
        ("standard", Token::General),
        ("am/pm", Token::Date),
        ("a/p", Token::Date),
        ("e+", Token::Exponent(true)),
        ("e-", Token::Exponent(false)),
    ];
    let starts =
        |word: &str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    let found = WORDS.iter().find(|(word, _)| starts(word))?;
    Some((found.1.clone(), found.0.len()))
}

/// The number as Dutch writes it, with all its digits.
fn general(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}

/// How many places for digits there are before the point and after it.
fn places(tokens: &[Token]) -> (usize, usize) {
    let point = tokens.iter().position(|token| *token == Token::Point);
    let count = |tokens: &[Token]| tokens.iter().filter(|t| matches!(t, Token::Digit(_))).count();
    let (before, after) = tokens.split_at(point.unwrap_or(tokens.len()));
    (count(before), count(after))
}

/// The number a hundred times as large for each sign of a percentage, and a thousandth for each comma
/// behind the last digit.
fn scaled(tokens: &[Token], number: Decimal) -> Decimal {
    let mut scaled = number;
    let last_digit = tokens.iter().rposition(|token| matches!(token, Token::Digit(_)));
    let point = tokens.iter().position(|token| *token == Token::Point);
    let is_digit = |at: usize| matches!(tokens.get(at), Some(Token::Digit(_)));
    for (at, token) in tokens.iter().enumerate() {
        let is_scaling = match token {
            Token::Comma => {
                last_digit.is_some_and(|last| at > last)
                    || point.is_some_and(|point| at < point && !(at..point).any(is_digit))
            }
            _ => false,
        };
        if is_scaling {
            scaled /= Decimal::ONE_THOUSAND;
        } else if *token == Token::Percent {
            scaled = scaled.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(scaled);
        }
    }
    scaled
}

/// Whether there are commas between places for digits: a point after each thousand.
fn is_grouped(tokens: &[Token]) -> bool {
    let digits = |tokens: &[Token]| tokens.iter().any(|t| matches!(t, Token::Digit(_)));
    let point = tokens.iter().position(|token| *token == Token::Point).unwrap_or(tokens.len());
    let commas = (0..point).filter(|at| tokens[*at] == Token::Comma);
    commas.into_iter().any(|at| digits(&tokens[..at]) && digits(&tokens[at..point]))
}

fn rounded(number: Decimal, decimals: usize) -> Decimal {
    let decimals = u32::try_from(decimals).unwrap_or(u32::MAX).min(28);
    number.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero)
}

/// A number in the places that there are for its digits, and the text between them.
fn decimal(tokens: &[Token], number: Decimal) -> String {
    let (before, after) = places(tokens);
    let (whole, fraction) = digits(rounded(number, after), after);
    let mut whole = Whole { digits: whole, places: before, is_grouped: is_grouped(tokens) };
    let mut fraction = fraction.chars();
    let (mut text, mut is_past) = (String::new(), false);
    for token in tokens {
        match token {
            Token::Literal(literal) => text += literal,
            Token::General => text += &general(number),
            Token::Percent => text.push('%'),
            Token::Slash => text.push('/'),
            Token::Point if is_past => text.push('.'),
            Token::Point => {
                if before == 0 {
                    text += &whole.digits;
                }
                text.push(',');
                is_past = true;
            }
            Token::Digit(place) if is_past => {
                let is_rest_zero = fraction.as_str().bytes().all(|digit| digit == b'0');
                let digit = fraction.next().unwrap_or('0');
                text.extend(if is_rest_zero { shown_zero(*place) } else { Some(digit) });
            }
            Token::Digit(place) => text += &whole.next(*place),
            Token::Comma | Token::Exponent(_) | Token::Date | Token::Duration => {}
        }
    }
    text
}

/// What a place for a digit shows if there is no digit for it; `None` for nothing.
fn shown_zero(place: char) -> Option<char> {
    match place {
        '0' => Some('0'),
        '?' => Some(' '),
        _ => None,
    }
}

/// The digits before the point, empty for a zero, and as many after it as there are places.
fn digits(number: Decimal, decimals: usize) -> (String, String) {
    let text = number.normalize().to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let whole = if whole == "0" { "" } else { whole };
    (whole.to_owned(), format!("{fraction:0<decimals$}"))
}

/// The digits before the point, and the places that are left for them.
struct Whole {
    digits: String,
    places: usize,
    is_grouped: bool,
}

impl Whole {
    /// What goes into the next place: all digits that no later place takes.
    fn next(&mut self, place: char) -> String {
        self.places = self.places.saturating_sub(1);
        let mut text = String::new();
        if self.digits.len() <= self.places {
            if let Some(filler) = shown_zero(place) {
                text.push(filler);
                self.group(&mut text, self.places, filler);
            }
            return text;
        }
        let here: String = self.digits.drain(..self.digits.len() - self.places).collect();
        for (before, digit) in (0..here.len()).rev().zip(here.chars()) {
            text.push(digit);
            self.group(&mut text, self.places + before, digit);
        }
        text
    }

    /// Sets a point after a digit that has `after` digits after it.
    fn group(&self, text: &mut String, after: usize, digit: char) {
        if self.is_grouped && after > 0 && after.is_multiple_of(3) && digit != ' ' {
            text.push('.');
        }
    }
}

/// `1,48E+02`: the number by its power of ten.
fn scientific(tokens: &[Token], at: usize, number: Decimal) -> String {
    let Token::Exponent(has_plus) = tokens[at] else { return general(number) };
    let (before, after) = places(&tokens[..at]);
    let step = i32::try_from(before.clamp(1, 9)).unwrap_or(1);
    let mut power = magnitude(number).div_euclid(step) * step;
    let Some(mut mantissa) = shifted(number, -power).map(|it| rounded(it, after)) else {
        return general(number);
    };
    if magnitude(mantissa) >= step {
        power += step;
        mantissa = shifted(mantissa, -step).unwrap_or(mantissa);
    }
    let sign = match power {
        ..0 => "-",
        _ if has_plus => "+",
        _ => "",
    };
    let is_place = |token: &&Token| matches!(token, Token::Digit(_));
    let width = tokens[at + 1..].iter().take_while(is_place).count();
    let start = decimal(&tokens[..at], mantissa);
    let end = decimal(&tokens[at + 1 + width..], Decimal::ZERO);
    format!("{start}E{sign}{:0width$}{end}", power.abs())
}

/// The power of ten of the first digit.
fn magnitude(number: Decimal) -> i32 {
    if number.is_zero() {
        return 0;
    }
    let number = number.normalize();
    let digits = number.mantissa().unsigned_abs().to_string().len();
    let small = "a decimal has at most 29 digits";
    i32::try_from(digits).expect(small) - 1 - i32::try_from(number.scale()).expect(small)
}

/// A number times a power of ten; `None` if that is too large.
fn shifted(number: Decimal, power: i32) -> Option<Decimal> {
    let mut tens = (0..power.unsigned_abs()).map(|_| Decimal::TEN);
    let factor = tens.try_fold(Decimal::ONE, Decimal::checked_mul)?;
    if power < 0 { number.checked_div(factor) } else { number.checked_mul(factor) }
}

/// `2 1/2`: the nearest fraction that the places have room for.
fn fraction(tokens: &[Token], slash: usize, number: Decimal) -> String {
    let is_place = |token: &Token| matches!(token, Token::Digit(_));
    let first = tokens.iter().position(is_place).unwrap_or(slash).min(slash);
    let last_before = tokens[..slash].iter().rposition(is_place).unwrap_or(first);
    let has_whole = !tokens[first..=last_before].iter().all(is_place);
    let rest = &tokens[slash + 1..];
    let places = rest.iter().take_while(|token| is_place(token)).count();
    let fixed: String = rest
        .iter()
        .map_while(|token| match token {
            Token::Literal(text) if text.bytes().all(|byte| byte.is_ascii_digit()) => Some(&**text),
            Token::Digit('0') => Some("0"),
            _ => None,
        })
        .collect();
    let whole = if has_whole { number.trunc() } else { Decimal::ZERO };
    let part = number - whole;
    let (mut numerator, denominator) = match fixed.parse() {
        Ok(fixed) if fixed > 0 && fixed <= 10_000 => (nearest(part, fixed), fixed),
        _ => best(part, 10_u32.pow(u32::try_from(places.clamp(1, 3)).unwrap_or(1)) - 1),
    };
    let mut whole = whole;
    if has_whole && numerator == denominator {
        (whole, numerator) = (whole + Decimal::ONE, 0);
    }
    let after = slash + 1 + if fixed.parse::<u32>().is_ok() { fixed.len() } else { places };
    let text = match (has_whole, numerator) {
        (true, 0) => general(whole),
        (true, _) if whole.is_zero() => format!("{numerator}/{denominator}"),
        (true, _) => format!("{} {numerator}/{denominator}", general(whole)),
        (false, _) => format!("{numerator}/{denominator}"),
    };
    let start = decimal(&tokens[..first], Decimal::ZERO);
    let end = decimal(tokens.get(after..).unwrap_or_default(), Decimal::ZERO);
    format!("{start}{text}{end}")
}

/// The numerator that comes nearest over this denominator.
fn nearest(part: Decimal, denominator: u32) -> u32 {
    use rust_decimal::prelude::ToPrimitive as _;
    let numerator = part.checked_mul(denominator.into()).map(|it| rounded(it, 0));
    numerator.and_then(|it| it.to_u32()).unwrap_or_default()
}

/// The fraction that comes nearest with a denominator of at most `largest`.
fn best(part: Decimal, largest: u32) -> (u32, u32) {
    let distance = |denominator: u32| {
        (Decimal::from(nearest(part, denominator)) / Decimal::from(denominator) - part).abs()
    };
    let denominator = (1..=largest).min_by_key(|it| distance(*it)).unwrap_or(1);
    (nearest(part, denominator), denominator)
}
