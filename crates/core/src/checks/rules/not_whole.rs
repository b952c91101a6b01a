//! F202: gebroken getal waar alleen hele kunnen
//!
//! Jongeren, scholen en waarschuwingen worden in hele getallen geteld. Alleen bij fte mogen er
//! cijfers achter de komma staan. Een gebroken getal wijst vaak op een gemiddelde, een
//! deeltijdfactor of een verschoven komma.
//!
//! ## Fout
//!
//! In de kolom `Antwoord` staat `12,5`:
//!
//! ```text
//! 'Persoonlijke ontwikkeling'!C13  fout F202 (ajb.aangemeld): 12,5 is geen heel getal; jongeren worden in hele getallen geteld
//! ```
//!
//! ## Goed
//!
//! `12` of `13`, naar wat er is geteld.
//!
//! ## Wat u doet
//!
//! Vul het getelde aantal in als heel getal. Rond een gemiddelde niet zomaar af: is er niet geteld,
//! vul dan `onbekend` in.
//!
//! Tot dan telt dit antwoord in geen enkel cijfer mee.

use crate::answers::Reading;
use crate::dutch;
use crate::finding::{Finding, Rule, Severity};
use crate::questionnaire::Question;

use crate::checks::case::Item;

pub(super) const RULE: Rule = Rule { code: "F202", severity: Severity::Error };

pub(super) fn find(item: &Item<'_>) -> Option<Finding> {
    let (Reading::Number(number), Question::Number(_, measure)) =
        (&item.entry.reading, item.question)
    else {
        return None;
    };
    if number.fract().is_zero() || !measure.unit.kind.is_whole() {
        return None;
    }
    let (found, unit) = (dutch::digits(*number), &measure.unit.plural);
    let message = format!("{found} is geen heel getal; {unit} worden in hele getallen geteld");
    let hint =
        format!("vul in hoeveel {unit} er zijn geteld; is er niet geteld, vul dan `onbekend` in");
    Some(item.finding(RULE, message, hint).found(found))
}
