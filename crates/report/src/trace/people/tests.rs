//! Sentences that count persons or families, and sentences that only look so. All of them are invented.

use super::nouns::tests::nouns;
use super::{counts_of_nothing, small_counts};

fn counted(sentence: &str) -> Vec<String> {
    small_counts(sentence, &nouns(), 10).into_iter().map(|it| it.words).collect()
}

/// A sentence and the counts in it.
const WITH: &[(&str, &[&str])] = &[
    // A noun follows.
    ("Er kwamen 5 jongens naar de training.", &["5 jongens"]),
    ("Wij spraken drie meiden.", &["drie meiden"]),
    ("Vijf jongeren hebben werk.", &["Vijf jongeren"]),
    ("Er is één jongere gestopt.", &["één jongere"]),
    ("Eén gezin verhuisde.", &["Eén gezin"]),
    ("Voor 1 kind zoeken wij een plek.", &["1 kind"]),
    ("Er doen 12 jongens en 3 meisjes mee.", &["3 meisjes"]),
    ("Vijf kwetsbare jonge meiden kregen hulp.", &["Vijf kwetsbare jonge meiden"]),
    ("Vijf jonge, kwetsbare meiden kregen hulp.", &["Vijf jonge, kwetsbare meiden"]),
    ("Het gaat om 2 jonge en kwetsbare moeders.", &["2 jonge en kwetsbare moeders"]),
    ("Wij helpen vier (zeer) kwetsbare gezinnen.", &["vier (zeer) kwetsbare gezinnen"]),
    ("Drie ‘moeilijke’ jongens zijn weer thuis.", &["Drie ‘moeilijke’ jongens"]),
    ("Er is één dakloos kind.", &["één dakloos kind"]),
    ("De politie zag vier aangehouden jongens terug.", &["vier aangehouden jongens"]),
    ("Drie ernstig bedreigde gezinnen verhuisden.", &["Drie ernstig bedreigde gezinnen"]),
    ("Twee 15-jarige jongens vochten.", &["Twee 15-jarige jongens"]),
    ("Drie 14-jarigen kregen straf.", &["Drie 14-jarigen"]),
    (
        "Wij kennen zes probleemjongeren en 2 pleegmoeders.",
        &["zes probleemjongeren", "2 pleegmoeders"],
    ),
    ("Er zijn 4 broers, 2 zussen en drie vaders.", &["4 broers", "2 zussen", "drie vaders"]),
    (
        "Acht verdachten, zes slachtoffers, 3 daders.",
        &["Acht verdachten", "zes slachtoffers", "3 daders"],
    ),
    ("Wij volgen 4 jonge aanwas.", &["4 jonge aanwas"]),
    ("Vijf man bleef staan.", &["Vijf man"]),
    ("5jongens deden mee.", &["5jongens"]),
    ("Wij begeleiden vijf jongeren per jaar.", &["vijf jongeren"]),
    ("Er waren minder dan vijf leerlingen.", &["vijf leerlingen"]),
    ("Vijf (5) jongeren stopten.", &["Vijf (5) jongeren", "5) jongeren"]),
    ("Alle vijf de jongens en beide meisjes hebben werk.", &["vijf de jongens", "beide meisjes"]),
    (
        "Twee zeer kwetsbare jonge alleenstaande moeders.",
        &["Twee zeer kwetsbare jonge alleenstaande moeders"],
    ),
    // With another number.
    ("Twee of drie jongens per week hangen hier.", &["Twee of drie jongens", "drie jongens"]),
    ("Het gaat om 3 à 4 gezinnen.", &["3 à 4 gezinnen", "4 gezinnen"]),
    ("Het gaat om 3-4 gezinnen.", &["3-4 gezinnen", "4 gezinnen"]),
    ("Er komen 8 tot 12 leerlingen.", &["8 tot 12 leerlingen"]),
    ("Er komen 5 tot en met 12 leerlingen.", &["5 tot en met 12 leerlingen"]),
    ("Er komen 8 t/m 9 leerlingen.", &["8 t/m 9 leerlingen", "9 leerlingen"]),
    // Taken from others.
    ("Van de 6 gezinnen haakten er twee af.", &["6 gezinnen", "twee"]),
    ("Drie van de 12 jongeren stopten.", &["Drie van de 12 jongeren"]),
    ("Vijf van onze aangemelde jongeren vonden werk.", &["Vijf van onze aangemelde jongeren"]),
    ("Twee van hen wonen weer thuis.", &["Twee van hen"]),
    ("Eén van de deelnemers vertelt.", &["Eén van de deelnemers"]),
    ("Van de jongeren zijn vijf aan het werk.", &["vijf"]),
    ("Wij zagen zestig jongeren, van wie er drie stopten.", &["drie"]),
    ("Wij zagen zestig jongeren, waarvan vijf uit de wijk.", &["vijf"]),
    ("Er deden 40 leerlingen mee, onder wie vier meisjes.", &["vier meisjes"]),
    ("Er kwamen 20 jongeren; er zijn er nog twee.", &["twee"]),
    ("De meeste jongeren bleven, de andere drie zijn gestopt.", &["drie"]),
    (
        "Van de 14 jongeren hebben er acht een baan, vier een stage en twee niets.",
        &["acht", "vier", "twee"],
    ),
    ("Veertig deelnemers gingen naar werk, drie naar school.", &["drie"]),
    ("Het aantal jongeren daalde van 20 naar 7.", &["7"]),
    ("Het aantal deelnemers is vijf.", &["vijf"]),
    (
        "Wij volgen 3 vmbo-leerlingen en 4 (ex-)gedetineerden.",
        &["3 vmbo-leerlingen", "4 (ex-)gedetineerden"],
    ),
    ("Twee jeugdige verdachten, 5+ jongeren.", &["Twee jeugdige verdachten", "5+ jongeren"]),
    // Listed.
    ("In totaal: jongens 3, meisjes 1.", &["jongens 3", "meisjes 1"]),
    ("Jongens: 3, meisjes: 4.", &["Jongens: 3", "meisjes: 4"]),
    ("Er waren ouders (5) en docenten (9).", &["ouders (5"]),
    ("Aantal gezinnen: zes", &["gezinnen: zes"]),
    // In other words and characters.
    ("Een zevental jongeren kwam.", &["zevental jongeren"]),
    ("Zij kwamen met z’n zevenen.", &["met z’n zevenen"]),
    ("Het is een gezin van zes.", &["gezin van zes"]),
    ("De zevende jongere is begonnen.", &["zevende jongere"]),
    ("De 7e deelnemer kreeg bloemen.", &["7e deelnemer"]),
    ("Er waren ⁷ jongeren en VII gezinnen.", &["7 jongeren", "VII gezinnen"]),
    ("Er waren ze\u{AD}ven jon\u{AD}geren.", &["zeven jongeren"]),
    ("Er waren ze\u{200B}ven jongeren.", &["zeven jongeren"]),
    ("Er waren zeven\u{200B}jongeren.", &["zeven jongeren"]),
    ("Er was e\u{301}e\u{301}n meisje.", &["één meisje"]),
    ("Er is een tweeling bij.", &["tweeling"]),
    ("ZES JONGENS EN 2 BABY’S.", &["ZES JONGENS", "2 BABY’S"]),
];

/// Sentences that count no persons, or not few.
const WITHOUT: &[&str] = &[
    "Er kwamen 10 jongens en twaalf meisjes.",
    "Geen jongeren, nul gezinnen en 0 kinderen.",
    "Een jongere vertelt.",
    "Een van de deelnemers doet weer mee.",
    "Een meisje van 15 vond werk.",
    "In 2023 begonnen jongeren aan 1.210 lessen.",
    // Ages.
    "Jongeren van 12 tot 18 jaar doen mee.",
    "Kinderen van 4 tot 8 jaar en hun ouders.",
    "Voor kinderen (4-8 jaar) en jongeren (8 t/m 12 jaar).",
    "Een 8-jarige jongen en een achtjarig meisje.",
    "Voor 8-12 jarigen en 8-jarigen.",
    "De 8 jaar oude jongens.",
    "In het gezin woont een broertje van 8.",
    "Beide ouders komen, en beide scholen ook.",
    "Kinderen vanaf 8 doen mee.",
    // Parts, amounts, days, times.
    "Bij 5% jongeren en 5 procent kinderen.",
    "Voor € 5 kunnen kinderen sporten, voor 5 euro ouders.",
    "Op 7 maart kwamen jongeren, om 8 uur ouders.",
    "Op 3-4-2024 en 7/3 kwamen jongeren.",
    "Eén op de vijf jongeren stopt, 1 op de 5 kinderen.",
    "Twee op de drie ouders, één op vijf gezinnen.",
    "Twee derde van de jongeren, 1/3 van de kinderen.",
    "Een derde van de jongeren en een kwart van de gezinnen.",
    "Gezinnen hebben 2,5 kinderen.",
    "Er is één begeleider: vijf jongeren per begeleider.",
    "Per 3 jongeren is er hulp.",
    "Vijf keer kwamen jongeren, 2x kinderen, driemaal ouders.",
    "Twee weken later waren de jongeren terug.",
    "Er waren 5 000 kinderen en 5 duizend jongeren.",
    // Names.
    "Leerlingen van groep 8 en groep 7 en 8 leerlingen.",
    "In fase 2 leren jongeren en in week 5 kinderen.",
    "Lichting 3 deelnemers, pijler 2 jongeren, jongere 5.",
    "Volgens artikel 8 jongeren helpen.",
    "Wij werken met één gezin, één plan; één jongere = één plan.",
    // People at work, and other things.
    "Vijf agenten, drie boa’s en twee jongerenwerkers helpen jongeren.",
    "In de wijk spreken vijf agenten jongeren aan.",
    "Op twee scholen zijn jongeren begeleid.",
    "Voor jongeren zijn er drie activiteiten en twee teams.",
    "Voor jongeren zijn er vijf of zes activiteiten.",
    "Het aantal jongeren steeg in drie van de wijken, en bij drie of meer scholen.",
    "Jongeren volgen vijf lessen van twee trainers.",
    "Het team heeft zeven leden.",
    "Wij werken met z’n vieren in het team.",
    "De agenten zagen jongeren; de politie heeft vijf agenten, van wie er drie fietsen.",
    "Drie studenten hielpen mee.",
    "Twee leerling-dossiers zijn vol, en 2 jongeren- en kinderteams.",
    "Jongeren krijgen één aanspreekpunt voor alles.",
    "De tweede groep jongeren begint; de derde fase voor ouders ook.",
    "Het is niet één jongere.",
    "Jongeren kennen drie regels. Ouders ook.",
];

#[test]
fn a_small_number_of_persons_is_found_however_it_is_said() {
    let wrong: Vec<String> = WITH
        .iter()
        .filter(|(sentence, expected)| counted(sentence) != *expected)
        .map(|(sentence, expected)| {
            format!("{sentence}: {:?}, not {expected:?}", counted(sentence))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_counts_nobody_is_left_alone() {
    let wrong: Vec<String> = WITHOUT
        .iter()
        .filter(|sentence| !counted(sentence).is_empty())
        .map(|sentence| format!("{sentence}: {:?}", counted(sentence)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn an_age_is_no_hidden_number_unless_it_counts_as_well() {
    let nothing = |sentence| counts_of_nothing(sentence, &nouns()).into_iter().collect::<Vec<_>>();
    for (sentence, expected) in [
        ("Voor jongeren van 16 tot en met 23 jaar met schulden.", &[16, 23][..]),
        ("Het gaat om 8-12 jarigen en om een broertje van 7.", &[7, 8, 12]),
        ("In 2 jaar daalde het met 25% en kostte het € 40.", &[2, 25, 40]),
        ("Van de 23 jongeren is er één 23 jaar.", &[]),
        ("Wij begeleiden 23 jongeren, onder wie 12.", &[]),
    ] {
        assert_eq!(nothing(sentence), expected, "{sentence}");
    }
}

#[test]
fn the_threshold_decides_what_is_small() {
    let below = |limit| small_counts("Er kwamen 12 jongens en 5 meisjes.", &nouns(), limit).len();
    assert_eq!((below(20), below(10), below(5)), (2, 1, 0));
}

#[test]
fn a_text_full_of_numbers_takes_no_longer_than_it_is_long() {
    for piece in ["5, ", "8 en ", "van de jongeren 5 ", "groep 7 ", "a-", "5 jonge "] {
        assert!(small_counts(&piece.repeat(200), &nouns(), 10).len() <= 200, "{piece}");
    }
}
