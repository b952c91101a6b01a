//! Compares the HTML page with what it must say, and with all that it may hold beside its text.

mod account;
mod figures;
mod links;
mod pictures;
mod script;
mod shape;
mod title_page;
mod vocabulary;

use pmg_core::edition::Edition;

use crate::difference::Difference;
use crate::error::RecountError;
use crate::expect::{Expectations, Identity};
use crate::read::html::Page;

pub(crate) use script::compare as script;
pub(crate) use vocabulary::DESCRIBED;

/// The differences on the page, for the edition as which it is verified. `label` is what a draft calls itself.
pub(crate) fn compare(
    page: &Page,
    html: &str,
    identity: &Identity,
    expectations: &Expectations<'_>,
    edition: Edition,
    label: &str,
) -> Result<Vec<Difference>, RecountError> {
    let cycle = expectations.cycle();
    // The title page, and what else stands on the page beside its text.
    let mut differences = title_page::compare(page, identity, &cycle.settings, edition, label);
    differences.extend(shape::compare(page, html, cycle, identity, edition, label));
    // What each marked place must say, and where it leads.
    differences.extend(figures::compare(page, expectations)?);
    differences.extend(links::compare(html, expectations)?);
    // The account of the figures, number by number.
    differences.extend(account::compare(page, html, expectations, edition)?);
    Ok(differences)
}
