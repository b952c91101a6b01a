//! Finds the word that was probably meant.

/// Asks whether the known word nearest to `asked` was meant; `None` if none differs by at most `letters` typing
/// errors, or two are equally near.
pub(super) fn near<'a>(
    asked: &str,
    known: impl Iterator<Item = &'a str>,
    letters: usize,
) -> Option<String> {
    let asked = asked.to_lowercase();
    let distance = |word: &str| strsim::damerau_levenshtein(&asked, &word.to_lowercase());
    let mut near: Vec<_> = known.map(|word| (distance(word), word)).collect();
    near.retain(|(distance, _)| *distance <= letters);
    near.sort_unstable();
    let alone = near.get(1).is_none_or(|next| next.0 > near[0].0);
    near.first().filter(|_| alone).map(|(_, word)| format!("bedoelt u `{word}`?"))
}
