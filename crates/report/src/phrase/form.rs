//! The form of a phrase: what stands before its number, between number and noun, and behind them.

use pmg_core::cycle::Unit;

/// Why a phrase cannot be built: the message for whoever edits the template.
pub(crate) type PhraseResult<T> = Result<T, String>;

/// What stands before a number, between it and its noun, and behind them.
#[derive(Debug, Default, Clone)]
pub(crate) struct PhraseForm {
    /// What stands before the number.
    pub(crate) before: Option<String>,
    /// An adjective between the number and the noun: one form, or singular and plural.
    pub(crate) adjective: Option<String>,
    /// Verb after the noun: singular and plural.
    pub(crate) verb: Option<String>,
    /// The number alone.
    pub(crate) bare: bool,
}

/// A noun in singular and plural.
pub(crate) struct Noun<'a> {
    pub(crate) singular: &'a str,
    pub(crate) plural: &'a str,
}

pub(crate) const MUNICIPALITY: Noun<'_> = Noun { singular: "gemeente", plural: "gemeenten" };

impl<'a> From<&'a Unit> for Noun<'a> {
    fn from(unit: &'a Unit) -> Self {
        Self { singular: &unit.singular, plural: &unit.plural }
    }
}

impl PhraseForm {
    /// The same form with a verb that is always singular.
    pub(crate) fn singular(mut self) -> Self {
        let one = |forms: String| match verb_forms(&forms) {
            Ok((singular, _)) => format!("{singular}/{singular}"),
            Err(_) => forms,
        };
        self.verb = self.verb.map(one);
        self
    }
}

/// Number, adjective, noun and verb, in this order.
pub(crate) fn phrase(
    number: String,
    is_one: bool,
    noun: &Noun<'_>,
    form: &PhraseForm,
) -> PhraseResult<String> {
    let verb = form.verb.as_deref().map(verb_forms).transpose()?;
    if form.bare {
        return Ok(number);
    }
    let words = [
        Some(number.as_str()),
        form.adjective.as_deref(),
        Some(if is_one { noun.singular } else { noun.plural }),
        verb.map(|(singular, plural)| if is_one { singular } else { plural }),
    ];
    let words = words.into_iter().flatten().filter(|word| !word.is_empty());
    Ok(words.collect::<Vec<_>>().join(" "))
}

/// The singular and the plural in `zet/zetten`.
pub(crate) fn verb_forms(forms: &str) -> PhraseResult<(&str, &str)> {
    forms
        .split_once('/')
        .map(|(singular, plural)| (singular.trim(), plural.trim()))
        .ok_or_else(|| format!("`{forms}` is maar één vorm; geef er twee, zoals `zet/zetten`"))
}
