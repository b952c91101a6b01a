//! The Dutch of the workbook: plain sentences for people who fill it in beside their work.

use crate::answers::Status;
use crate::cycle::{OpenKind, UnitKind};
use crate::dutch;
use crate::questionnaire::{Measure, OpenQuestion};

use super::source::Form;

/// The question which intervention the example is about: text in the questionnaire, because its choices are the
/// interventions, and chosen from a list in the form.
pub(super) const HIGHLIGHTED: &str = "uitgelicht.interventie";

/// A heading and what stands beside it.
pub(super) type Paragraph = (String, String);

/// A part of the sheet `Start`.
pub(super) struct Part {
    pub(super) title: &'static str,
    pub(super) paragraphs: Vec<Paragraph>,
}

/// What the sheet `Start` says, in three parts.
pub(super) fn start(form: &Form<'_>, is_signed: bool) -> [Part; 3] {
    [
        Part { title: "Wat is dit, en tot wanneer?", paragraphs: purpose(form, is_signed) },
        Part { title: "Hoe vult u in?", paragraphs: filling_in(form) },
        Part { title: "Wat gebeurt er met uw antwoorden?", paragraphs: afterwards(form) },
    ]
}

fn paragraph(heading: &str, text: impl Into<String>) -> Paragraph {
    (heading.to_owned(), text.into())
}

/// What the workbook is, and until when it can be handed in.
fn purpose(form: &Form<'_>, is_signed: bool) -> Vec<Paragraph> {
    let settings = form.settings;
    let (day, name) = (dutch::date(settings.reference_date), &form.municipality.name);
    let sign = if is_signed {
        " Wie verantwoordelijk is, geeft aan het eind akkoord op het blad Akkoord."
    } else {
        ""
    };
    let mut said = vec![
        paragraph(
            "Waarvoor is dit?",
            format!(
                "Met deze werkmap laat {name} zien hoe ver Preventie met Gezag is op {day}. Uit de antwoorden van alle gemeenten ontstaat het jaarlijkse rapport aan de Tweede Kamer."
            ),
        ),
        paragraph(
            "Wie vult dit in?",
            format!(
                "De projectleider, samen met collega's en partners die de cijfers kennen.{sign}"
            ),
        ),
        paragraph(
            "Hoe lang duurt het?",
            "Een dagdeel, als u de cijfers bij de hand hebt. U beantwoordt alleen de vragen over wat u inzet. U kunt opslaan en later verdergaan.",
        ),
    ];
    if let Some(deadline) = settings.deadline {
        let deadline = dutch::date(deadline);
        said.push(paragraph(
            "Wanneer inleveren?",
            format!(
                "Uiterlijk {deadline}. Mail de werkmap zelf, als .xlsx of .ods. Een pdf of een foto ervan kan het programma niet lezen."
            ),
        ));
    }
    said
}

fn filling_in(form: &Form<'_>) -> Vec<Paragraph> {
    let day = dutch::date(form.settings.reference_date);
    let mut said = vec![
        paragraph(
            "Blad voor blad",
            "Ga de bladen onderaan het scherm van links naar rechts af. Vul de lichtgele cellen in; de andere zijn beveiligd. Kiest u een cel, dan verschijnt wat erin hoort. Met de Tab-toets gaat u naar de volgende cel.",
        ),
        paragraph(
            "Bent u klaar?",
            "Kijk op het blad Controle. Daar staat wat er nog ontbreekt of niet bij elkaar past, en wat u eraan doet.",
        ),
        paragraph("Een getal", "Alleen het getal, zoals 40. Niet: ca. 40, 12 à 15 of 40 jongeren."),
        paragraph("0", "U hebt geteld, en het zijn er geen."),
        paragraph(
            "onbekend",
            "De vraag past, maar u weet het antwoord niet. Zet in de kolom Toelichting waarom. Het telt niet mee als 0.",
        ),
        paragraph("n.v.t.", "De vraag past niet bij hoe u de interventie inzet."),
        paragraph("Een lege cel", "U zet de interventie niet in, of u bent nog niet zo ver."),
        paragraph(
            "Peildatum",
            format!(
                "Alle antwoorden gelden voor {day}. Hebt u alleen een getal van eerder? Zet die dag in de kolom Peildatum, en in de kolom Toelichting waarom."
            ),
        ),
        paragraph(
            "Toelichting",
            "Een korte uitleg, bijvoorbeeld waarom een getal veel anders is dan vorig jaar. Het rapport kan haar overnemen.",
        ),
    ];
    if form.previous.is_some() {
        said.push(paragraph(
            "Vorig jaar",
            "In deze kolom staat wat u een jaar eerder opgaf. Klopt het nog? Typ het antwoord dan opnieuw: er wordt niets vanzelf overgenomen.",
        ));
    }
    let status = |status: Status| paragraph(&format!("Status {}", status.word()), meaning(status));
    said.extend(Status::ALL.map(status));
    said
}

/// What happens to the answers, and where to ask.
fn afterwards(form: &Form<'_>) -> Vec<Paragraph> {
    vec![
        paragraph(
            "Het rapport",
            "Het programmateam telt de antwoorden op en belt of mailt u als iets niet klopt. In het rapport staan optellingen, namen van gemeenten en soms een getal van een enkele gemeente. Wat u zelf schrijft, kan het rapport letterlijk overnemen: uw voorbeeld, het praktijkverhaal, lessen, leervragen, lokaal onderzoek, eigen interventies, de reden om te stoppen, en soms een toelichting.",
        ),
        paragraph("Privacy", privacy(form.settings.small_below)),
        paragraph("Vragen?", format!("Mail naar {}.", form.settings.contact)),
    ]
}

/// What must not be filled in, and what the report keeps to itself.
fn privacy(small_below: u32) -> String {
    let never = "Vul nooit namen, geboortedata of andere gegevens van jongeren of gezinnen in, ook niet in een toelichting of een voorbeeld. Geef alleen aantallen.";
    if small_below < 2 {
        return never.to_owned();
    }
    format!(
        "{never} Een aantal van 1 tot en met {} personen of gezinnen in uw gemeente drukt het rapport niet af, niet in de tekst en niet in een tabel. Noem zo'n aantal dus ook niet in wat u zelf schrijft.",
        small_below - 1
    )
}

fn meaning(status: Status) -> &'static str {
    match status {
        Status::Exploring => {
            "U zoekt uit of deze interventie nodig is en bij u past. Er is nog niets te tellen."
        }
        Status::PlanInDevelopment => {
            "U hebt ervoor gekozen en schrijft een plan. Er is nog niets te tellen."
        }
        Status::Planned => {
            "Het besluit is genomen, maar u bent nog niet begonnen. Er is nog niets te tellen."
        }
        Status::Starting => {
            "U bent begonnen met mensen, plekken of training regelen. Een aantal mag al, maar telt in het rapport pas mee als de interventie in uitvoering is."
        }
        Status::Running => "De interventie loopt. Vul alle aantallen in.",
        Status::Completed => {
            "De interventie is volgens plan klaar. Vul in wat u tot het eind hebt geteld."
        }
        Status::Stopped => "U bent eerder gestopt dan bedoeld. Vul in wat u tot dan hebt geteld.",
    }
}

/// The lines above a table of interventions.
pub(super) fn theme(form: &Form<'_>, has_status: bool) -> [String; 2] {
    let day = dutch::date(form.settings.reference_date);
    let first = if has_status {
        format!(
            "Kies bij elke interventie de status op {day} en vul daarna de aantallen in. Zet u een interventie niet in, laat de cellen dan leeg."
        )
    } else {
        format!("Vul elk bedrag in dat u tot en met {day} uitgaf of vast hebt toegezegd.")
    };
    let second = "Zijn er geen, vul dan 0 in. Weet u het niet, vul dan onbekend in en zet in de kolom Toelichting waarom. Past de vraag niet, dan n.v.t.";
    [first, second.to_owned()]
}

/// The note on a sheet that explains its questions with the first part only.
pub(super) const FIRST_PART: &str =
    "De uitleg staat bij het eerste onderdeel, en verschijnt ook als u een cel kiest.";

/// The prompt and the refusal at a status.
pub(super) fn status(form: &Form<'_>) -> [String; 2] {
    let day = dutch::date(form.settings.reference_date);
    let words = Status::ALL.map(Status::word);
    [
        format!(
            "Kies hoe ver u op {day} bent. Zet u deze interventie niet in, laat de cel dan leeg."
        ),
        format!("Kies een status uit de lijst: {}. Of maak de cel leeg.", words.join(", ")),
    ]
}

/// The prompt and the refusal at a number.
pub(super) fn measure(measure: &Measure) -> [String; 2] {
    let rest = "Weet u het niet: onbekend. Past de vraag niet: n.v.t.";
    match measure.unit.kind {
        UnitKind::Geld => [
            format!("Vul het bedrag in euro in, zonder euroteken en zonder punten, zoals 125000. Is er niets besteed: 0. {rest}"),
            "Vul alleen een bedrag in, van 0 of hoger, zoals 125000 of 125000,50. Of typ onbekend of n.v.t. Uitleg zet u in de kolom Toelichting.".to_owned(),
        ],
        UnitKind::Fte => [
            format!("Vul het aantal fte in. Cijfers achter de komma mogen, zoals 1,5. Is er geen: 0. {rest}"),
            "Vul alleen een getal in, van 0 of hoger, zoals 1,5. Of typ onbekend of n.v.t. Uitleg zet u in de kolom Toelichting.".to_owned(),
        ],
        _ => [
            format!("Vul het aantal {} in: een heel getal. Zijn er geen: 0. {rest}", measure.unit.plural),
            "Vul alleen een heel getal in, van 0 of hoger. Niet: ca. 40 of 12 à 15. Of typ onbekend of n.v.t. Uitleg zet u in de kolom Toelichting.".to_owned(),
        ],
    }
}

/// The prompt and the refusal at a reference date.
pub(super) fn reference_date(form: &Form<'_>) -> [String; 2] {
    let day = dutch::date(form.settings.reference_date);
    [
        format!(
            "Alleen als het antwoord voor een andere dag geldt dan {day}. Vul die dag in als dag-maand-jaar, en zet in de kolom Toelichting waarom."
        ),
        format!(
            "Vul een datum in als dag-maand-jaar, niet na {day}. Geldt het antwoord voor {day}, laat deze cel dan leeg."
        ),
    ]
}

/// The prompt and the refusal at a remark.
pub(super) const REMARK: [&str; 2] = [
    "Hoeft alleen als er iets uit te leggen is, zoals bij onbekend of bij een getal dat veel anders is dan vorig jaar. Geen namen of gegevens van jongeren.",
    TOO_LONG,
];
pub(super) const TOO_LONG: &str = "Deze tekst is te lang. Houd het bij ten hoogste 2.000 tekens.";

/// The prompt and the refusal at a question that asks for no count.
pub(super) fn open(asked: &OpenQuestion) -> [String; 2] {
    let or = |definition: &str, otherwise: &str| {
        if definition.is_empty() { otherwise.to_owned() } else { definition.to_owned() }
    };
    let from_list = || "Kies een antwoord uit de lijst, of maak de cel leeg.".to_owned();
    match asked.kind {
        OpenKind::Tekst if asked.code == HIGHLIGHTED => [asked.definition.clone(), from_list()],
        OpenKind::Tekst => [or(&asked.definition, "Vul uw antwoord in."), TOO_LONG.to_owned()],
        OpenKind::Keuze => [or(&asked.definition, "Kies een antwoord uit de lijst."), from_list()],
        OpenKind::Keuzes => [
            format!("Typ een of meer hiervan, met komma's ertussen: {}.", asked.choices.join(", ")),
            String::new(),
        ],
        OpenKind::Datum => [
            or(&asked.definition, "Vul een dag in als dag-maand-jaar, zoals 1-11-2025."),
            "Vul een datum in als dag-maand-jaar, zoals 1-11-2025, of laat de cel leeg.".to_owned(),
        ],
    }
}

/// What can be chosen, for below a question; `None` if nothing is chosen.
pub(super) fn choices(asked: &OpenQuestion) -> Option<String> {
    let words = asked.choices.join(", ");
    match asked.kind {
        OpenKind::Keuze => Some(format!("Keuzes: {words}.")),
        OpenKind::Keuzes => Some(format!("Keuzes, een of meer: {words}.")),
        OpenKind::Tekst | OpenKind::Datum => None,
    }
}
