//! The words for persons and families, and for what stands around them in a sentence.

use pmg_core::questionnaire::Questionnaire;

/// What a noun stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Young people, their families, and who else may be known by a small number.
    Person,
    /// People at their work: a small number of them gives nobody away.
    Professional,
}

/// Which words are persons or families, which are professionals: those of the questionnaire, and those that
/// municipalities write.
#[derive(Debug, Default)]
pub(in super::super) struct Nouns {
    /// Units of persons and families, in small letters; some have several words.
    persons: Vec<Vec<String>>,
    /// Units of anything else.
    others: Vec<String>,
}

impl Nouns {
    /// The nouns of a year.
    #[must_use]
    pub(in super::super) fn of(questionnaire: &Questionnaire) -> Self {
        let mut nouns = Self::default();
        for unit in questionnaire.measures().map(|measure| &measure.unit) {
            for word in [&unit.plural, &unit.singular] {
                nouns.add(word, unit.kind.is_sensitive());
            }
        }
        nouns
    }

    fn add(&mut self, unit: &str, is_person: bool) {
        let unit = unit.to_lowercase();
        if is_person {
            self.persons.push(unit.split_whitespace().map(str::to_owned).collect());
        } else {
            self.others.push(unit);
        }
    }

    /// How many of the words, in small letters, are one noun for persons or families; `None` if the first begins no
    /// such noun.
    pub(super) fn person(&self, words: &[&str]) -> Option<usize> {
        let unit = |unit: &&Vec<String>| {
            words.len() >= unit.len() && unit.iter().zip(words).all(|(one, other)| one == other)
        };
        if let Some(unit) = self.persons.iter().filter(unit).map(Vec::len).max() {
            return Some(unit);
        }
        let word = words.first()?;
        let common = !self.others.iter().any(|other| other == word) && is_person(word);
        common.then_some(1)
    }

    /// What the first word stands for; `None` if it is no noun that is known here.
    pub(super) fn kind(&self, words: &[&str]) -> Option<Kind> {
        let professional = words.first().is_some_and(|word| is_professional(word));
        let person = || self.person(words).map(|_| Kind::Person);
        person().or(professional.then_some(Kind::Professional))
    }
}

/// A list of words in small letters, with spaces between them.
pub(super) struct Words(&'static str);

impl Words {
    /// Whether a word is one of them.
    pub(super) fn has(&self, word: &str) -> bool {
        self.0.split(' ').any(|one| one == word)
    }

    /// Whether one of them is the end of a word, or all of it.
    fn end(&self, word: &str) -> bool {
        self.0.split(' ').any(|end| word.ends_with(end))
    }
}

/// Whether a word is one for persons or families that municipalities write.
fn is_person(word: &str) -> bool {
    let aged = word.ends_with("jarigen") || word.starts_with("tweeling") || word == "drieling";
    !is_professional(word) && (aged || PERSONS.has(word) || PERSON_ENDINGS.end(word))
}

/// Whether a word is one for people at their work: `wijkagenten`, `jongerenwerkers`.
fn is_professional(word: &str) -> bool {
    PROFESSIONAL_ENDINGS.end(word)
}

/// Words for persons and families, also as the end of a longer one: `probleemjongeren`, `pleegouders`.
const PERSON_ENDINGS: Words = Words(
    "jongeren jongere jeugdigen kinderen kindertjes kindjes kindje kind leerlingen leerling \
     scholieren scholier studenten student deelnemers deelnemer deelneemsters deelneemster \
     gezinnen gezin families familie huishoudens huishouden ouders moeders moeder vaders \
     vader broers broer broertjes broertje zusjes zusje dochters dochter jongens jongen \
     jongetjes jongetje meisjes meisje meiden pubers puber tieners tiener personen persoon \
     daders dader verdachten slachtoffers slachtoffer minderjarigen volwassenen plegers \
     pleger verlaters verlater genoten genoot bewoners bewoner gedetineerden",
);

/// Words for persons that are too short, or too common as the end of another word, to be looked for in one.
const PERSONS: Words = Words(
    "ouder gebroeders lln zussen zus zusters zonen zoons zoon zoontjes zoontje dochtertjes \
     dochtertje kids kid kleinkinderen neven neef neefjes neefje nichten nicht nichtjes \
     nichtje opa's opa oma's oma ooms oom tantes tante baby's baby peuters peuter kleuters \
     kleuter meid meiskes knullen knul gasten gast gozers gozer jochies jochie jongelui \
     jongelingen adolescenten adolescent volwassene minderjarige meerderjarigen jeugdige \
     vrienden vriend vriendinnen vriendin vriendjes vriendje inwoners inwoner mensen mens man \
     mannen vrouwen vrouw dames heren gezinsleden gezinslid familieleden familielid \
     groepsleden groepslid bendeleden bendelid cliënten cliënt clienten pupillen pupil \
     kandidaten kandidaat bezoekers bezoeker aanwezigen betrokkenen gedupeerden getuigen \
     getuige aangemelden aangehoudenen gearresteerden arrestanten arrestant gewonden gewonde \
     doden verslaafden verslaafde daklozen dakloze recidivisten recidivist spijbelaars \
     spijbelaar thuiszitters thuiszitter overlastgevers overlastgever dealers dealer \
     drugsrunners drugskoeriers uithalers uithaler geldezels geldezel katvangers katvanger \
     relschoppers raddraaiers vluchtelingen vluchteling nieuwkomers statushouders \
     plofkrakers plofkraker inbrekers inbreker overvallers overvaller straatrovers straatrover winkeldieven winkeldief ronselaars ronselaar",
);

/// Words for people at their work, also as the end of a longer one.
const PROFESSIONAL_ENDINGS: Words = Words(
    "werkers werker werksters agenten agent boa's boa coaches coach docenten docent leraren \
     leraar leerkrachten leerkracht trainers trainer begeleiders begeleider professionals \
     professional mentoren mentor regisseurs regisseur managers manager ambtenaren ambtenaar \
     collega's collega vrijwilligers vrijwilliger teamleden teamlid specialisten specialist \
     rechercheurs rechercheur adviseurs adviseur verleners verlener ambassadeurs ambassadeur \
     onderzoekers coördinatoren coördinator contactpersonen contactpersoon \
     vertrouwenspersonen vertrouwenspersoon politiemensen vakmensen werkgevers werkgever \
     ondernemers toezichthouders houders partners",
);

/// Words that make a number behind them a name and no count: `groep 8`, `fase 2`.
pub(super) const LABELS: Words = Words(
    "groep groepen klas klassen leerjaar leerjaren jaar niveau niveaus fase fasen stap team \
     thema ronde week weken artikel art lid hoofdstuk bijlage pagina nummer nr deel module \
     les blok kwartaal punt tabel wijk schaal \
     cohort editie lichting route pijler spoor lijn doelgroep casus dag tranche stroom",
);

/// Words behind a number that say what it measures: `vijf jaar`, `2 fte`.
pub(super) const UNITS: Words = Words(
    "jaar jaren jarig jarige jr maand maanden week weken dag dagen dagdelen uur uren minuten \
     minuut januari februari maart april mei juni juli augustus september oktober november \
     december euro procent procentpunt fte keer maal x km kilometer meter m cm kilo honderd \
     duizend miljoen miljard derde derden vierde vierden kwart",
);

/// Words between two numbers of which both count what follows: `twee of drie jongens`.
pub(super) const BETWEEN: Words = Words("tot of en à á a t m met");

/// Words between `vijf van` and the noun that is counted.
pub(super) const DETERMINERS: Words = Words(
    "de het deze die dit dat onze ons hun haar zijn mijn uw jullie alle al in totaal circa ca \
     ruim bijna ongeveer beide",
);

/// Words that stand for persons who were named before.
pub(super) const THEM: Words = Words("hen hun ons jullie");

/// Words that end as an adjective does and are none.
pub(super) const NO_ADJECTIVES: Words = Words(
    "de deze die we ze je me mee toe hoe te alle elke iedere beide welke waarmee zodat ene \
     sinds wie zie toch zulke",
);

/// Words that can stand before a noun as an adjective does, but without its ending `-e`.
pub(super) const UNINFLECTED: Words = Words(
    "erg zeer heel nog net pas al extra eigen high risk top hardcore first lgbt multiprobleem \
     jong klein kwetsbaar aangehouden betrokken gescheiden overleden verdwenen vertrokken \
     besproken verwezen doorverwezen volwassen verlaten gebroken dertien zwanger vermist \
     bekend anders \
     mbo vmbo havo vwo vso pro isk hbo roc so v",
);

/// Verbs and nouns that begin as a participle does.
pub(super) const NO_PARTICIPLES: Words = Words(
    "geven gebruiken geloven genieten gebeuren gedragen gelden gemeenten gemeentes gebieden \
     gesprekken gebouwen gevallen gedragingen gegevens gebeurtenissen getrainden geen \
     gelegenheden gevoelens gevolgen gezagen gewoonten geldboeten gedachten gebreken",
);

/// Words that may stand between `er` and its number.
pub(super) const ADVERBS: Words = Words(
    "nog al maar slechts zeker ruim bijna inmiddels ook ongeveer circa minstens minimaal \
     maximaal hooguit zo'n uiteindelijk daarna toen nu weer precies",
);

/// Words behind a number that show that it counts what was named before.
pub(super) const AFTER_A_BARE_NUMBER: Words = Words(
    "af mee uit door aan weer nu al niet naar in op van met bij voor na over onder \
     uiteindelijk inmiddels ook nog wel meer minder een het de die dat hun zelf geen niets is \
     zijn was waren heeft hebben had hadden werd werden wordt worden ging gingen gaat gaan \
     kwam kwamen komen komt kreeg kregen krijgen vond vonden vinden bleef bleven blijven viel \
     vielen vallen stopte stopten stoppen haakte haakten haken doen deden deed maakte maakten \
     maken begon begonnen beginnen werken werkten werkte wilden willen wilde kunnen konden \
     kon moeten moesten volgden volgen wonen woonden zitten zaten staan stonden maar \
     daarvan ervan vroegen thuis terug haalden haalde rondden rondde slaagden slaagde \
     verhuisden verhuisde pleegden liepen lopen hielden houden belandden keerden verwezen \
     doorverwezen bekend vertrokken verdwenen overleden",
);

/// Parts of a year: `vijf jongeren per jaar` is a count, `vijf jongeren per begeleider` a ratio.
pub(super) const PERIODS: [&str; 8] =
    ["jaar", "schooljaar", "kalenderjaar", "maand", "kwartaal", "week", "half", "halfjaar"];

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// Nouns of a questionnaire that counts young people, families and, as people at work, students.
    pub(in super::super) fn nouns() -> Nouns {
        let mut nouns = Nouns::default();
        for (unit, is_person) in [
            ("jongeren", true),
            ("jongere", true),
            ("jonge aanwas", true),
            ("gezinnen", true),
            ("studenten", false),
            ("scholen", false),
        ] {
            nouns.add(unit, is_person);
        }
        nouns
    }

    #[test]
    fn a_noun_is_known_by_its_end_and_people_at_work_are_told_apart() {
        let nouns = nouns();
        for word in ["probleemjongeren", "pleegouders", "brugklasleerlingen", "gezin", "kids"] {
            assert_eq!(nouns.kind(&[word]), Some(Kind::Person), "{word}");
        }
        for word in ["wijkagenten", "jongerenwerkers", "boa's", "toezichthouders"] {
            assert_eq!(nouns.kind(&[word]), Some(Kind::Professional), "{word}");
        }
        for word in ["scholen", "studenten", "tussen", "schouder", "kaders"] {
            assert_eq!(nouns.kind(&[word]), None, "{word}");
        }
    }

    #[test]
    fn a_unit_of_the_questionnaire_may_have_several_words() {
        assert_eq!(nouns().person(&["jonge", "aanwas", "in"]), Some(2));
        assert_eq!(nouns().person(&["jonge", "mensen"]), None);
    }
}
