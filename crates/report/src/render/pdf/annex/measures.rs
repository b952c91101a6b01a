//! What each municipality gave for each measure.

use super::matrix::{Cell, Matrix, header};
use super::places::{Spot, abouts, named, sort_by_place};
use super::{COUNTED, Part};

/// The measures, each with its sum and who gave what; `None` if the text has none.
pub(super) fn table(parts: &[Part<'_>]) -> Option<Matrix> {
    let mut parts = parts.to_vec();
    sort_by_place(&mut parts, |part| usual(*part));
    let abouts = abouts(parts.iter().map(|part| (part.it.code.as_deref(), usual(*part))));
    let rows = parts.iter().zip(abouts).map(|(part, about)| row(*part, about)).collect();
    let header = header(["Maat", "Som", "Opgave van", "Wie wat opgaf"]);
    Matrix::of("Aantallen: wat gemeenten opgaven", header, rows)
}

fn usual(part: Part<'_>) -> Option<Spot> {
    let left_out = part.it.left_out.iter().flat_map(|it| &it.given);
    Spot::usual(part.it.given.iter().chain(left_out))
}

fn row(part: Part<'_>, about: String) -> Vec<Cell> {
    let Part { index, it } = part;
    let usual = usual(part);
    let how = it.how.replace(COUNTED, "");
    let how = how.strip_prefix("Som: ").unwrap_or(&how).trim_end_matches('.');
    let (sum, of) = how.split_once(", opgave van ").unwrap_or((how, ""));
    let left_out = it.left_out.iter().map(|left_out| {
        let who = named(&left_out.given, usual.as_ref());
        format!("Niet in het cijfer, {}: {who}.", left_out.why)
    });
    let given = Some(named(&it.given, usual.as_ref())).filter(|given| !given.is_empty());
    let given = given.map(|given| format!("{given}."));
    let who: Vec<String> = given.into_iter().chain(left_out).collect();
    vec![
        Cell::new(&*it.title).about(about).says(index),
        Cell::new(sum),
        Cell::new(of),
        Cell::new(who.join(" ")),
    ]
}
