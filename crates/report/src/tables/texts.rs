//! What the tables say in words.

use pmg_core::cycle::Settings;
use pmg_core::dutch;

/// Said of a number that is printed.
pub(super) const SHOWN: &str = "getoond";
/// Said of a number that is not, because it is small.
pub(super) const SMALL: &str = "klein";
/// Said of a number that is not, because a small one could be worked out with it.
pub(super) const WITHHELD: &str = "niet getoond";
/// Said where nobody gave a number.
pub(super) const NO_NUMBER: &str = "geen getal";
/// Said of a return that a municipality has not to hand in.
pub(super) const NOT_APPLICABLE: &str = "n.v.t.";

/// A note on a total of nothing.
pub(super) const NOBODY: &str = "Geen gemeente gaf een getal dat meetelt.";
/// A note on a total that is hidden.
pub(super) const WITHHELD_TOTAL: &str =
    "Niet getoond: anders is een klein aantal van een gemeente uit te rekenen.";

/// What the whole is about, in one sentence.
pub(super) const ABOUT: &str = "Cijfers die gemeenten gaven over interventies in Preventie met Gezag: per maat het \
    totaal, en per gemeente het getal waarop het rust.";
/// What is not in it.
pub(super) const HIDDEN: &str = "Kleine aantallen personen en gezinnen staan er niet in, en ook niet de getallen \
    waarmee zij zijn uit te rekenen.";
/// What nobody should do with it.
pub(super) const NO_SUM: &str = "Tel totalen van verschillende maten niet bij elkaar op: personen, perioden en \
    eenheden overlappen elkaar. Er is daarom geen totaal van alle jongeren.";

/// The notes on the tables: what each is about, and what it says.
pub(super) fn notes(settings: &Settings) -> Vec<(&'static str, String)> {
    let (below, date) = (settings.small_below, dutch::date(settings.reference_date));
    let hidden = format!(
        "Een aantal personen of gezinnen van een gemeente onder de {below} staat er niet; onder Getoond staat dan klein. \
         Staat er niet getoond, dan is het getal niet klein, maar zou een klein aantal ermee zijn uit te rekenen. In beide \
         gevallen is de cel van het getal leeg. Leeg betekent nooit nul."
    );
    let reference_date = format!(
        "De peildatum is {date}. Gaf een gemeente een eigen peildatum, dan staat die bij haar getal, en telt de kolom Met een \
         eigen peildatum haar mee."
    );
    vec![
        ("Getallen die er niet staan", hidden),
        ("Peildatum", reference_date),
        ("Onbekend", UNKNOWN.to_owned()),
        ("Niet van toepassing", INAPPLICABLE.to_owned()),
        ("Ontbreekt", MISSING.to_owned()),
        ("Gemeenten gevraagd", ASKED.to_owned()),
        ("Telt mee", COUNTED.to_owned()),
        ("Geen totaal van jongeren", NO_SUM.to_owned()),
    ]
}

const UNKNOWN: &str =
    "De gemeente voert de interventie uit, maar kent het getal niet. Dat is iets anders dan nul.";
const INAPPLICABLE: &str =
    "De vraag past niet bij wat de gemeente doet. Ook dat is iets anders dan nul.";
const MISSING: &str = "De gemeente had een getal moeten geven, en gaf geen bruikbaar antwoord.";
const ASKED: &str =
    "De gemeenten die een getal gaven, die het niet kennen en bij wie het ontbreekt, samen.";
const COUNTED: &str = "Een getal zit in het totaal als de interventie in die gemeente in uitvoering is, of als er bij de \
    interventie geen status wordt gevraagd. Andere getallen staan er wel, met nee.";
