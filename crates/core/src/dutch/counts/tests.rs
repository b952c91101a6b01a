//! Sentences with and without numbers. All of them are invented.

use super::numbers;

/// A sentence and the numbers in it.
const WITH: &[(&str, &[&str])] = &[
    ("Er doen 12 scholen mee.", &["12"]),
    ("Het kostte € 1.234,50 in 2024.", &["1.234,50", "2024"]),
    ("Vanaf 1 maart 2024 geldt dit.", &["1", "2024"]),
    ("Dat is 12,5% van het geheel.", &["12,5"]),
    ("Van 9:30 tot 17:00 is het open.", &["9:30", "17:00"]),
    ("In het schooljaar 2023-2024 begon het.", &["2023-2024"]),
    ("De 12e en de 3de keer.", &["12e", "3de"]),
    ("Een lokaal van 40 m².", &["40", "²"]),
    ("Een ½ uur per week.", &["½"]),
    ("Vier van de G40 doen mee.", &["Vier", "40"]),
    ("De CO₂-uitstoot telt niet mee.", &["₂"]),
    ("Een team17 zonder spatie.", &["17"]),
    ("In drie gemeenten gebeurt dit.", &["drie"]),
    ("DRIE gemeenten deden mee.", &["DRIE"]),
    ("Er was nul overlast.", &["nul"]),
    ("Er is één school.", &["één"]),
    ("Eén school doet mee.", &["Eén"]),
    ("Één school doet mee.", &["Één"]),
    ("Het gaat om e\u{301}e\u{301}n school.", &["e\u{301}e\u{301}n"]),
    ("Eenentwintig klassen kregen les.", &["Eenentwintig"]),
    ("Tweeëntwintig docenten zijn getraind.", &["Tweeëntwintig"]),
    ("Er waren honderdtwintig meldingen.", &["honderdtwintig"]),
    ("Er waren honderdenvijf meldingen.", &["honderdenvijf"]),
    ("Tweehonderdvijftig ouders kwamen.", &["Tweehonderdvijftig"]),
    ("Vierentwintighonderd brieven gingen uit.", &["Vierentwintighonderd"]),
    ("Drieduizend jongeren lazen het.", &["Drieduizend"]),
    ("Er is twee miljoen euro voor.", &["twee miljoen"]),
    ("Er is 1,5 miljoen euro voor.", &["1,5 miljoen"]),
    ("Dat kost miljoenen.", &["miljoenen"]),
    ("Duizenden jongeren, honderden ouders.", &["Duizenden", "honderden"]),
    ("Tienduizenden bezoekers kwamen kijken.", &["Tienduizenden"]),
    ("Tientallen bewoners hielpen.", &["Tientallen"]),
    ("Een tiental scholen wil meer.", &["tiental"]),
    ("Een drietal coaches begon.", &["drietal"]),
    ("Er zijn dozijnen redenen.", &["dozijnen"]),
    ("Met z’n tweeën lopen zij hun ronde.", &["tweeën"]),
    ("Zij gaan met hun vieren.", &["vieren"]),
    ("De groep is in tweeën gedeeld.", &["tweeën"]),
    ("De tweede groep begint later.", &["tweede"]),
    ("In het derde kwartaal volgt meer.", &["derde"]),
    ("Op de eenentwintigste dag.", &["eenentwintigste"]),
    ("De achtste en de twintigste les.", &["achtste", "twintigste"]),
    ("De honderdste deelnemer kreeg bloemen.", &["honderdste"]),
    ("Tweedejaars studenten helpen mee.", &["Tweedejaars"]),
    ("Een derde van de jongeren stopte.", &["derde"]),
    ("Tweederde maakte het af.", &["Tweederde"]),
    ("Vijf zesden bleef.", &["Vijf", "zesden"]),
    ("Een kwart haakte af.", &["kwart"]),
    ("Driekwart bleef meedoen.", &["Driekwart"]),
    ("Na een half jaar is er meer bekend.", &["half"]),
    ("Een halve dag per maand.", &["halve"]),
    ("De helft van de klas.", &["helft"]),
    ("Anderhalf uur les.", &["Anderhalf"]),
    ("Het duurde anderhalve week.", &["anderhalve"]),
    ("Tweeënhalf jaar later.", &["Tweeënhalf"]),
    ("Halfjaarlijks is er overleg.", &["Halfjaarlijks"]),
    ("Beide gemeenten doen mee.", &["Beide"]),
    ("De ouders kwamen allebei, en beiden bleven.", &["allebei", "beiden"]),
    ("Er kwam dubbel zoveel geld.", &["dubbel"]),
    ("Het aantal is verdubbeld.", &["verdubbeld"]),
    ("De overlast is gehalveerd.", &["gehalveerd"]),
    ("Driemaal per jaar is er een bijeenkomst.", &["Driemaal"]),
    ("De training is eenmaal gegeven.", &["eenmaal"]),
    ("Eenmaal per jaar komt de groep bijeen.", &["Eenmaal"]),
    ("Het doel is drieledig.", &["drieledig"]),
    ("Een vijfjarig programma.", &["vijfjarig"]),
    ("Zestien- en zeventienjarigen mogen mee.", &["Zestien", "zeventienjarigen"]),
    ("Een eendaagse training.", &["eendaagse"]),
    ("Het overleg is tweewekelijks.", &["tweewekelijks"]),
    ("Twintigers en vijftigplussers.", &["Twintigers", "vijftigplussers"]),
    ("Dit is een van de manieren.", &["een van de"]),
    ("Een van hun coaches belde.", &["Een van hun"]),
    ("Dat was een van die dagen.", &["een van die"]),
    ("Een op de vijf jongeren stopt.", &["Een op de", "vijf"]),
    ("Een op tien haakt af.", &["Een op", "tien"]),
    ("Een een-op-een gesprek helpt.", &["een-op-een"]),
    ("Een keer per week is er les.", &["Een keer per"]),
    ("Dat gebeurt eens per maand.", &["eens per"]),
    ("Een keer in de zes weken.", &["Een keer in", "zes"]),
    ("In acht gemeenten begint het.", &["acht"]),
    ("Acht scholen, dus acht.", &["Acht", "acht"]),
    ("De acht die meedoen, zijn blij.", &["acht"]),
    ("Alle acht nog open plekken zijn gevuld.", &["acht"]),
    ("In acht van de tien wijken lukt het.", &["acht", "tien"]),
    ("Zie hoofdstuk VII en bijlage III.", &["VII", "III"]),
    ("Op pagina 3 van www.voorbeeld.nl/2024 staat meer.", &["3"]),
    ("Er zijn ze\u{AD}ven scholen.", &["ze\u{AD}ven"]),
    ("Er zijn ze\u{200B}ven scholen.", &["ze\u{200B}ven"]),
    ("Er zijn drie\u{200B}gemeenten.", &["drie"]),
    ("Er zijn \u{202E}twa\u{2060}alf scholen.", &["twa\u{2060}alf"]),
    ("Er zijn víer klassen, en zés, en tie\u{301}n.", &["víer", "zés", "tie\u{301}n"]),
    ("Er zijn ７ klassen en １２ scholen.", &["７", "１２"]),
    ("Er zijn ⁷ scholen en Ⅶ klassen, dus Ⅴ.", &["⁷", "Ⅶ", "Ⅴ"]),
    ("Er zijn ① en ⓬ scholen, 7\u{FE0F}\u{20E3} klassen.", &["①", "⓬", "7\u{FE0F}\u{20E3}"]),
    ("Er zijn ｚｅｖｅｎ scholen en 𝟗 klassen.", &["ｚｅｖｅｎ", "𝟗"]),
    ("Er zijn ٣ scholen.", &["٣"]),
    ("Een zevental scholen, de zevende.", &["zevental", "zevende"]),
    ("Dat is verdrievoudigd en vertienvoudigt.", &["verdrievoudigd", "vertienvoudigt"]),
    (
        "De uitval halveert, eenderde stopt, tweevijfde niet.",
        &["halveert", "eenderde", "tweevijfde"],
    ),
    ("Zij komen met z’n elven.", &["elven"]),
    ("In three municipalities.", &["three"]),
    ("Twenty-five schools, two hundred pupils.", &["Twenty-five", "two hundred"]),
    ("The number doubled; hundreds came, a third left.", &["doubled", "hundreds", "third"]),
    ("It took one school twenty-one days.", &["one", "twenty-one"]),
];

/// Sentences in which nothing is counted.
const WITHOUT: &[&str] = &[
    "Een school doet mee.",
    "Het is een van oudsher bekende wijk.",
    "Een medewerker van de gemeente belt.",
    "Een op de persoon gerichte aanpak werkt.",
    "Een op maat gemaakt plan.",
    "De school vraagt een op een machine gebaseerd systeem aan.",
    "Er is een aantal scholen bij gekomen.",
    "Een paar jongeren kwamen later.",
    "Een enkele gemeente weet het niet.",
    "Probeer het nog een keer.",
    "Het moet er eens van komen.",
    "De eerste keer is moeilijk, en eerst komt de intake.",
    "Dat geldt ten eerste voor ouders, ten tweede voor scholen en ten derde voor buren.",
    "De Tweede Kamer en de Eerste Kamer krijgen het rapport.",
    "Een Tweede Kamerlid vroeg ernaar.",
    "Na de Tweede Wereldoorlog kwam hier een nieuwe wijk.",
    "Gegevens gaan niet naar derden.",
    "Een derde partij krijgt geen inzage.",
    "De regels worden in acht genomen.",
    "Dat zijn regels die partijen in acht moeten nemen.",
    "Neem de rust in acht.",
    "De rechter acht het bewezen.",
    "De gemeente acht dit wenselijk.",
    "De raad acht de termijn te kort.",
    "Partijen hebben dat in acht te nemen.",
    "De aandacht voor achterstand is een zaak van allen.",
    "Achteraf was het verstandig.",
    "Zij stopten halverwege, en het werk is maar half gedaan.",
    "Kies bij voorkeur een op NTA gebaseerde kaart.",
    "Het is nu eenmaal zo.",
    "Als een jongere eenmaal werk heeft, blijft hij.",
    "Eenmaal thuis ging het beter.",
    "Een eenmalige bijdrage is eenvoudig.",
    "De eenheid van beleid is eenzijdig.",
    "Het driehoeksoverleg is in de lokale driehoek besproken.",
    "Tieners krijgen een tweeling als buren.",
    "Een veelvoud van vormen, in meervoud.",
    "De viering was een feest voor het vierkante plein.",
    "Zij vieren dat elk jaar.",
    "Wij achten dat van belang.",
    "De kwartiermaker begon dit kwartaal.",
    "Niemand wil dubbel werk doen.",
    "Tweedehands fietsen worden opgeknapt.",
    "De tweedeling in de wijk groeit.",
    "Het aantal en het totaal staan in de tabel.",
    "Zevenaar, Elfquist en Vierlingsbeek zijn namen.",
    "Meer op https://voorbeeld.nl/2024/12 of via info2@voorbeeld.nl te lezen.",
    "Een kop met een X en een V, of een I.",
    "Een CV en een NV zijn afkortingen, en XXX is nog in te vullen.",
    "Elke, iedere, alle, enkele, verschillende en veel gemeenten.",
    "Geen gemeente, niemand en niets.",
    "Ten behoeve van ouders, ten minste, en ten slotte.",
    "Een one-stop-shop en een one-on-one gesprek bij Plan One.",
    "De elven vieren feest en de tweede Kamerleden ook.",
    "Een co\u{AD}ördinator en een cliënt\u{200B}.",
];

#[test]
fn the_numbers_in_a_sentence_are_found() {
    for (sentence, expected) in WITH {
        let found: Vec<&str> =
            numbers(sentence).into_iter().map(|range| &sentence[range]).collect();
        assert_eq!(found, *expected, "{sentence}");
    }
    assert!(WITH.len() >= 80, "{}", WITH.len());
}

#[test]
fn where_nothing_is_counted_nothing_is_found() {
    for sentence in WITHOUT {
        let found: Vec<&str> =
            numbers(sentence).into_iter().map(|range| &sentence[range]).collect();
        assert_eq!(found, Vec::<&str>::new(), "{sentence}");
    }
}

#[test]
fn what_is_given_may_be_counted_out_of() {
    let sentence = "Een op de \u{FFFC} doet mee, en \u{FFFC} van de \u{FFFC}.";
    let found: Vec<&str> = numbers(sentence).into_iter().map(|range| &sentence[range]).collect();
    assert_eq!(found, ["Een op de"]);
}

proptest::proptest! {
    #[test]
    fn any_text_gives_pieces_of_itself_in_order(text in "[a-zéë0-9 .,-]{0,40}") {
        let mut end = 0;
        for range in numbers(&text) {
            proptest::prop_assert!(range.start >= end && range.end > range.start);
            proptest::prop_assert!(text.get(range.clone()).is_some());
            end = range.end;
        }
    }

    #[test]
    fn no_invisible_character_hides_a_number(
        hidden in proptest::sample::select(vec!['\u{AD}', '\u{200B}', '\u{200D}', '\u{2060}', '\u{FEFF}']),
        word in proptest::sample::select(vec!["zeven", "twaalf", "twintig", "honderd", "three"]),
        at in 1_usize..5,
    ) {
        let written = format!("{}{hidden}{}", &word[..at], &word[at..]);
        let text = format!("Er zijn {written} scholen.");
        proptest::prop_assert_eq!(numbers(&text), vec![8..8 + written.len()]);
    }

    #[test]
    fn a_written_number_is_always_found(number in 0_u32..10_000_000) {
        let text = format!("Er zijn {number} scholen.");
        proptest::prop_assert_eq!(numbers(&text), vec![8..8 + number.to_string().len()]);
    }
}
