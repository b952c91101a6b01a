//! Compares what each marked place of the page says with what it must.

use crate::difference::Difference;
use crate::error::RecountError;
use crate::expect::Expectations;
use crate::read::html::{Figure, Page};
use crate::typography::plain;

/// Compares each marked place with what it must say.
pub(super) fn compare(
    page: &Page,
    expectations: &Expectations<'_>,
) -> Result<Vec<Difference>, RecountError> {
    let mut differences = Vec::new();
    let mut before = None;
    for figure in &page.figures {
        let wanted = expectations.wordings(figure, before)?;
        let mut said = plain(&figure.text);
        if figure.basis.contains(":naast:") || figure.basis.starts_with("som:") {
            said = without_again(&said).to_owned();
        }
        if !wanted.iter().any(|way| plain(way) == said) {
            differences.push(difference(figure, &wanted));
        }
        before = Some(figure);
    }
    Ok(differences)
}

/// The text without `nog eens` and the like: `vier` for `nog eens vier`.
fn without_again(said: &str) -> &str {
    let words = ["nog eens ", "nog ", "verder "];
    let start = words
        .iter()
        .find(|word| said.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)));
    start.map_or(said, |word| &said[word.len()..])
}

fn difference(figure: &Figure, wanted: &[String]) -> Difference {
    let around = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, after) = (around(&figure.before), around(&figure.after));
    let before = before.rsplit(". ").next().unwrap_or_default();
    let after = after.split_inclusive(". ").next().unwrap_or_default().trim_end();
    let wanted =
        if wanted.is_empty() { "niets: dit bestaat niet".to_owned() } else { wanted.join(" of ") };
    Difference {
        file: "rapport.html".to_owned(),
        what: format!("`{}` in “{before} [{}] {after}”", figure.basis, figure.text),
        found: figure.text.clone(),
        expected: wanted,
    }
}
