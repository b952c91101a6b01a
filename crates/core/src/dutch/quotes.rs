//! Quotation marks and apostrophes as Dutch prints them.

/// The text with curly quotation marks and apostrophes for straight ones: `'s ochtends` is `’s ochtends`.
#[must_use]
pub fn curly_quotes(text: &str) -> String {
    let mut curly = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let opens =
            curly.chars().next_back().is_none_or(|c| c.is_whitespace() || "([“‘–—=/".contains(c));
        curly.push(match character {
            '"' if opens => '“',
            '"' => '”',
            // Before `s`, `t`, `n` and the like a single mark stands for letters left out.
            '\'' if opens && !is_clipped(rest.clone()) => '‘',
            '\'' => '’',
            other => other,
        });
    }
    curly
}

/// The text with quotation marks for the backticks around what is quoted: `hier staat ‘ca. 40’`. Unchanged if a
/// backtick has no partner, because then somebody typed it.
#[must_use]
pub fn quoted(text: &str) -> String {
    let mut parts = text.split('`');
    if parts.clone().count().is_multiple_of(2) {
        return text.to_owned();
    }
    let mut said = parts.next().expect("a split has a first part").to_owned();
    for (part, mark) in parts.zip(['‘', '’'].into_iter().cycle()) {
        said.push(mark);
        said.push_str(part);
    }
    said
}

/// One letter and then no letter: `'s-Hertogenbosch`, `'t`.
fn is_clipped(mut rest: impl Iterator<Item = char>) -> bool {
    rest.next().is_some_and(|first| "stnkmSTNKM".contains(first))
        && rest.next().is_none_or(|second| !second.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::{curly_quotes, quoted};

    #[test]
    fn backticks_become_quotation_marks_if_each_has_its_other() {
        assert_eq!(quoted("is `a` of `b` bedoeld?"), "is ‘a’ of ‘b’ bedoeld?");
        assert_eq!(quoted("hier staat 5` lang"), "hier staat 5` lang");
        assert_eq!(quoted(""), "");
    }

    #[test]
    fn straight_marks_become_the_ones_that_dutch_prints() {
        assert_eq!(curly_quotes(r#""Ja", zei de boa's collega"#), "“Ja”, zei de boa’s collega");
        assert_eq!(
            curly_quotes("'s-Hertogenbosch en 't 'echte' werk"),
            "’s-Hertogenbosch en ’t ‘echte’ werk"
        );
        assert_eq!(curly_quotes(r#"("zo")"#), "(“zo”)");
    }
}
