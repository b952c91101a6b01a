//! What can be asked for. The comments are the help that people read, so they are Dutch.

use std::path::PathBuf;

use jiff::civil::Date;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Maakt van de vragenlijsten van gemeenten het jaarlijkse rapport over Preventie met Gezag.
#[derive(Debug, Parser)]
#[command(name = "pmg", version, arg_required_else_help = true)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Where the years are.
#[derive(Debug, Args)]
pub(super) struct Input {
    /// Map waarin de jaren staan
    #[arg(id = "input", long = "input", default_value = "input", value_name = "MAP")]
    pub(super) folder: PathBuf,
}

impl Input {
    /// The folder of a year.
    pub(super) fn year(&self, year: i16) -> PathBuf {
        self.folder.join(year.to_string())
    }
}

/// Where things are written.
#[derive(Debug, Args)]
pub(super) struct Output {
    /// Map waarin de uitvoer van het jaar komt
    #[arg(id = "output", long = "output", default_value = "output", value_name = "MAP")]
    pub(super) folder: PathBuf,
}

impl Output {
    /// The folder of a year.
    pub(super) fn year(&self, year: i16) -> PathBuf {
        self.folder.join(year.to_string())
    }
}

/// Where the words are.
#[derive(Debug, Args)]
pub(super) struct Templates {
    /// Map met sjablonen die voor de ingebouwde gaan
    #[arg(id = "templates", long = "templates", value_name = "MAP")]
    pub(super) folder: Option<PathBuf>,
}

/// What it looks like.
#[derive(Debug, Args)]
pub(super) struct HouseStyle {
    /// Huisstijl in plaats van die van het jaar: een map met een stijl.toml, of de naam van een ingebouwde stijl (neutraal,
    /// voorbeeld)
    #[arg(id = "style", long = "style", value_name = "MAP OF NAAM")]
    pub(super) folder: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Zet een nieuw jaar klaar, met wat er in het vorige stond
    New(New),
    /// Maak een lege vragenlijst voor elke gemeente die rapporteert, als .xlsx en als .ods
    Questionnaires(Questionnaires),
    /// Zet vragenlijsten die per mail binnenkwamen bij die van het jaar
    Receive(Receive),
    /// Toon van elke gemeente of haar vragenlijst binnen is, en hoe die ervoor staat
    Status(Status),
    /// Toon de sjablonen van de tekst, of zet ingebouwde klaar om aan te passen
    Templates(TemplatesOf),
    /// Maak het rapport van een jaar als Markdown, HTML, PDF en Word
    Build(Build),
    /// Controleer de vragenlijsten van een jaar, of maar een paar
    Check(Check),
    /// Leg vast waarom een waarschuwing geen reden tot zorg is
    Accept(Accept),
    /// Toon wat verbeterde vragenlijsten zouden veranderen, of wat er tussen twee concepten anders is
    Compare(Compare),
    /// Laat gemeenten zien wat het rapport van hun antwoorden maakt
    Preview(Preview),
    /// Maak de brief waarmee het rapport naar de Tweede Kamer gaat
    Letter(LetterOf),
    /// Lees opmerkingen van lezers bij een concept in, leg vast wat ermee is gedaan, of toon ze
    Remarks(Remarks),
    /// Toon wat gemeenten zelf schreven, en vink af wat iemand daarvan heeft gelezen
    Words(WordsOf),
    /// Toon waarop een cijfer rust, tot in de cellen
    Trace(Trace),
    /// Tel alle cijfers van een rapport op een andere manier na, en vergelijk met wat er staat
    Verify(Verify),
    /// Pak de uitgaven van een jaar in één bestand, met alles waar zij van zijn gemaakt
    Archive(ArchiveOf),
    /// Leg een code van een bevinding uit en wat u doet; zonder code staan ze er allemaal
    Explain(Explain),
}

impl Command {
    /// The folder of the year that a command reads; `None` if it reads none, or makes one.
    pub(super) fn reads(&self) -> Option<PathBuf> {
        let (input, year) = match self {
            Self::New(_) | Self::Explain(_) => return None,
            Self::Questionnaires(it) => (&it.input, it.year),
            Self::Receive(it) => (&it.input, it.year),
            Self::Status(it) => (&it.input, it.year),
            Self::Templates(it) => (&it.input, it.year),
            Self::Build(it) => (&it.input, it.year),
            Self::Check(it) => (&it.input, it.year),
            Self::Accept(it) => (&it.input, it.year),
            Self::Compare(it) => (&it.input, it.year),
            Self::Preview(it) => (&it.input, it.year),
            Self::Letter(it) => (&it.input, it.year),
            Self::Remarks(it) => (&it.input, it.year),
            Self::Words(it) => (&it.input, it.year),
            Self::Trace(it) => (&it.input, it.year),
            Self::Verify(it) => (&it.input, it.year?),
            Self::Archive(it) => (&it.input, it.year),
        };
        Some(input.year(year))
    }
}

#[derive(Debug, Args)]
pub(super) struct New {
    /// Jaar om klaar te zetten
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Jaar waar de bestanden vandaan komen; als u het weglaat: het jaar ervoor
    #[arg(long, value_name = "JAAR", value_parser = parse_year)]
    pub(super) from: Option<i16>,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Receive {
    /// Jaar van de vragenlijsten
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Vragenlijsten die binnenkwamen, of mappen ermee; zij worden gekopieerd en blijven waar ze staan
    #[arg(required_unless_present = "again", value_name = "BESTAND")]
    pub(super) files: Vec<PathBuf>,
    /// Dag waarop de mail binnenkwam, zoals 2025-03-01; als u die weglaat: vandaag
    #[arg(long, value_name = "DAG", value_parser = parse_day)]
    pub(super) on: Option<Date>,
    /// Vervang de vorige versie, ook als die meer antwoorden heeft of later is
    #[arg(long)]
    pub(super) replace: bool,
    /// Zet een eerdere versie terug: die van deze gemeente (code of naam) die er hiervoor stond, of een bestand uit `vervangen`
    #[arg(long, value_name = "GEMEENTE OF BESTAND", conflicts_with_all = ["files", "on", "replace"])]
    pub(super) again: Option<String>,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Status {
    /// Jaar van de vragenlijsten
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Hoe het wordt getoond
    #[arg(long, value_enum, default_value_t = StatusFormat::Text, value_name = "VORM")]
    pub(super) format: StatusFormat,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum StatusFormat {
    /// Voor mensen, op het scherm
    Text,
    /// Voor programma's
    Json,
    /// Voor een rekenblad; gescheiden door komma's
    Csv,
    /// Voor mensen; een pagina op zichzelf
    Html,
}

#[derive(Debug, Args)]
pub(super) struct Questionnaires {
    /// Jaar van de vragenlijsten
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Alleen die van deze gemeente: haar CBS-code of haar naam
    #[arg(long, value_name = "GEMEENTE")]
    pub(super) municipality: Option<String>,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
}

#[derive(Debug, Args)]
pub(super) struct TemplatesOf {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Sjablonen die klaar moeten staan om aan te passen, zoals colofon.md; zonder naam komt er een lijst
    #[arg(value_name = "NAAM", conflicts_with = "all")]
    pub(super) names: Vec<String>,
    /// Zet alle ingebouwde sjablonen klaar
    #[arg(long)]
    pub(super) all: bool,
    /// Schrijf ook over een sjabloon heen dat er al staat
    #[arg(long)]
    pub(super) replace: bool,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Maak de definitieve uitgave, in de map `definitief`; geweigerd (exitcode 3) wordt dat bij een fout, bij een
    /// waarschuwing W402, T103 of T104 zonder toelichting, als een opmerking van een lezer openstaat, als een eigen
    /// tekst nog niet is gelezen en het jaar daarop wacht, als de natelling niet uitkomt, en als er al een uitgave met andere cijfers staat die niet is bewaard
    #[arg(long = "final")]
    pub(super) r#final: bool,
    /// Bewaar dit concept in `concepten` bij het jaar: het krijgt de datum van vandaag, en het volgende concept een hoger nummer.
    /// Doe dat met elk concept dat u verstuurt
    #[arg(long, conflicts_with_all = ["final", "formats"])]
    pub(super) keep: bool,
    /// In welke vormen het concept wordt gemaakt, met een komma ertussen; als u dit weglaat: in alle. Een vorm die u niet noemt
    /// en die er nog van een eerdere keer staat, wordt weggehaald: zij zou andere cijfers kunnen hebben
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        num_args = 1,
        value_name = "VORMEN",
        conflicts_with = "final"
    )]
    pub(super) formats: Vec<ReportFormat>,
    /// Vanaf welke ernst bevindingen de exitcode 1 geven
    #[arg(long, value_enum, default_value_t = FailLevel::Error, value_name = "ERNST")]
    pub(super) fail_level: FailLevel,
    /// Toon hoe lang elke stap duurde
    #[arg(long)]
    pub(super) timings: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
    #[command(flatten)]
    pub(super) style: HouseStyle,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Jaar van de vragenlijsten
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Vragenlijsten om te controleren; als u niets noemt: alle van het jaar
    #[arg(value_name = "BESTAND")]
    pub(super) files: Vec<PathBuf>,
    /// Hoe de bevindingen worden getoond
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "VORM")]
    pub(super) format: Format,
    /// Maak van elke vragenlijst een kopie, in de map van de uitvoer, waarin de bevindingen zijn gemarkeerd
    #[arg(long)]
    pub(super) mark: bool,
    /// Vanaf welke ernst bevindingen de exitcode 1 geven
    #[arg(long, value_enum, default_value_t = FailLevel::Error, value_name = "ERNST")]
    pub(super) fail_level: FailLevel,
    /// Toon hoe lang elke stap duurde
    #[arg(long)]
    pub(super) timings: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Voor mensen, met een stukje van het blad
    Text,
    /// Voor programma's; zoals bevindingen.json
    Json,
    /// Voor een rekenblad; gescheiden door komma's
    Csv,
    /// Voor programma's die bevindingen tonen; SARIF 2.1.0
    Sarif,
    /// Voor mensen; een pagina op zichzelf
    Html,
}

/// A format of the report, by the name that is typed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportFormat {
    /// Markdown, voor wie met de tekst verder werkt
    Md,
    /// Een pagina voor een browser
    Html,
    /// Bladzijden om te lezen en te bewaren
    Pdf,
    /// Een Word-bestand, om opmerkingen in te schrijven
    Docx,
}

impl From<ReportFormat> for pmg_core::format::Format {
    fn from(format: ReportFormat) -> Self {
        match format {
            ReportFormat::Md => Self::Markdown,
            ReportFormat::Html => Self::Html,
            ReportFormat::Pdf => Self::Pdf,
            ReportFormat::Docx => Self::Word,
        }
    }
}

/// From which severity on findings make the run fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FailLevel {
    /// Bij fouten
    Error,
    /// Bij fouten, en bij waarschuwingen zonder toelichting
    Warning,
    /// Bij geen enkele bevinding
    Never,
}

#[derive(Debug, Args)]
pub(super) struct Accept {
    /// Jaar van de vragenlijsten
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Code van de waarschuwing, zoals W501
    pub(super) code: String,
    /// CBS-code van de gemeente, zoals GM0363
    #[arg(value_name = "GEMEENTE")]
    pub(super) municipality: String,
    /// Code van de vraag, zoals ajb.aangemeld
    #[arg(value_name = "VRAAG")]
    pub(super) question: String,
    /// Functie of team dat dit vastlegt, zoals `programmateam`; geen naam van een persoon, want anderen lezen dit ook
    #[arg(long, value_name = "TEAM")]
    pub(super) by: String,
    /// De toelichting
    #[arg(long, value_name = "TEKST")]
    pub(super) because: String,
    /// Dag waarop het is vastgelegd, zoals 2025-03-01; als u die weglaat: vandaag
    #[arg(long, value_name = "DAG", value_parser = parse_day)]
    pub(super) on: Option<Date>,
    #[command(flatten)]
    pub(super) input: Input,
}

#[derive(Debug, Args)]
pub(super) struct Compare {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Verbeterde vragenlijsten: wat verandert er als zij in de plaats komen van die van dezelfde gemeenten
    #[arg(long, num_args = 1.., value_name = "BESTAND", conflicts_with_all = ["before", "after"])]
    pub(super) with: Vec<PathBuf>,
    /// Nummer van een concept dat met `build --keep` is bewaard, nummer van een uitgave zoals 1.0, of de map van een eerder
    /// concept, met zijn `cijfers.json` en `zinnen.json`
    #[arg(long, value_name = "CONCEPT", required_unless_present = "with")]
    pub(super) before: Option<PathBuf>,
    /// Nummer of map van een later concept of een latere uitgave; als u die weglaat: wat `pmg build` nu zou maken
    #[arg(long, value_name = "CONCEPT")]
    pub(super) after: Option<PathBuf>,
    /// Schrijf het ook naast elkaar, in `verschillen.html` en `verschillen.docx`, in de map van de uitvoer
    #[arg(long)]
    pub(super) pages: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
}

#[derive(Debug, Args)]
pub(super) struct Preview {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Alleen voor deze gemeente: haar CBS-code of haar naam; als u die weglaat: alle met een bruikbare vragenlijst
    #[arg(value_name = "GEMEENTE")]
    pub(super) municipality: Option<String>,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
    #[command(flatten)]
    pub(super) style: HouseStyle,
}

#[derive(Debug, Args)]
pub(super) struct LetterOf {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Maak de brief die uitgaat met de laatste uitgave, in de map `brief/definitief`; geweigerd (exitcode 3) wordt dat als er
    /// nog geen uitgave is, als haar cijfers of zinnen andere zijn dan die van nu, bij wat een uitgave tegenhoudt, en als de
    /// natelling niet uitkomt
    #[arg(long = "final")]
    pub(super) r#final: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
    #[command(flatten)]
    pub(super) style: HouseStyle,
}

#[derive(Debug, Args)]
pub(super) struct Remarks {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Lees de opmerkingen in van een of meer bestanden, zoals een lezer ze terugstuurde: het Word-bestand of de PDF van een concept, of wat de pagina van een concept liet downloaden
    #[arg(long, num_args = 1.., value_name = "BESTAND")]
    pub(super) add: Vec<PathBuf>,
    /// Leg vast wat er met een of meer opmerkingen is gedaan, zoals directie-jeugd-4
    #[arg(long, num_args = 1.., value_name = "OPMERKING", requires_all = ["state", "by"], conflicts_with = "add")]
    pub(super) set: Vec<String>,
    /// Wat ermee is gedaan
    #[arg(id = "state", long = "as", value_enum, value_name = "STAND", requires = "set")]
    pub(super) state: Option<State>,
    /// Waarom; nodig bij niet-overgenomen, en de lezer krijgt het te zien
    #[arg(long, value_name = "TEKST", requires = "set")]
    pub(super) because: Option<String>,
    /// Van wie: een functie of een team, geen naam van een persoon; een bestand uit de pagina zegt het ook zelf
    #[arg(long, value_name = "WIE")]
    pub(super) by: Option<String>,
    /// Dag waarop het gebeurde, zoals 2025-05-14; als u die weglaat: vandaag
    #[arg(long, value_name = "DAG", value_parser = parse_day)]
    pub(super) on: Option<Date>,
    /// Schrijf voor elke lezer een lijst, als pagina en als Word-bestand, en alle opmerkingen als CSV
    #[arg(long, conflicts_with_all = ["add", "set"])]
    pub(super) lists: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
}

/// What became of a remark, by the name that is typed for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum State {
    /// Er is nog niet over besloten
    Open,
    /// De tekst is ervoor veranderd
    Overgenomen,
    /// De tekst blijft zoals hij is
    NietOvergenomen,
    /// Een gemeente zoekt het uit
    VraagAanGemeente,
}

impl From<State> for pmg_core::cycle::RemarkState {
    fn from(state: State) -> Self {
        match state {
            State::Open => Self::Open,
            State::Overgenomen => Self::Adopted,
            State::NietOvergenomen => Self::Rejected,
            State::VraagAanGemeente => Self::Asked,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Trace {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Code van een maat, een interventie, een keuzevraag of een constante, zoals ajb.aangemeld; een getal zoals het in het
    /// rapport staat; of het nummer van een zin in een concept, zoals §214
    #[arg(required_unless_present = "cell", value_name = "CODE")]
    pub(super) code: Option<String>,
    /// Toon wat er van het antwoord in een cel wordt, zoals `GM0363-amsterdam.xlsx "Onderwijs!D9"`
    #[arg(long, num_args = 2, value_names = ["BESTAND", "CEL"], conflicts_with = "code")]
    pub(super) cell: Vec<String>,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) templates: Templates,
}

#[derive(Debug, Args)]
pub(super) struct WordsOf {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    /// Vink teksten af als gelezen: hun kenmerken uit de lijst, of de code van een gemeente voor al haar teksten zoals ze er nu staan
    #[arg(long, num_args = 1.., value_name = "KENMERK OF GEMEENTE", requires = "by")]
    pub(super) read: Vec<String>,
    /// Functie of team dat las, zoals `programmateam`; geen naam van een persoon
    #[arg(long, value_name = "TEAM", requires = "read")]
    pub(super) by: Option<String>,
    /// Dag waarop het is gelezen, zoals 2025-03-01; als u die weglaat: vandaag
    #[arg(long, value_name = "DAG", value_parser = parse_day, requires = "read")]
    pub(super) on: Option<Date>,
    /// Schrijf de lijst ook als pagina, Word-bestand en rekenblad, in `eigen-woorden` in de map van de uitvoer
    #[arg(long, conflicts_with = "read")]
    pub(super) lists: bool,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
}

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year, required_unless_present = "edition")]
    pub(super) year: Option<i16>,
    /// Tel de definitieve uitgave na, in de map `definitief`
    #[arg(long = "final")]
    pub(super) r#final: bool,
    /// Tel de brief na, in de map `brief`; met --final die in `brief/definitief`
    #[arg(long)]
    pub(super) letter: bool,
    /// Maak deze uitgave opnieuw uit wat ervan is bewaard, en vergelijk de bestanden: een map met `editie.json` erin, of een
    /// zip-bestand daarvan. Ook als de vragenlijsten sindsdien zijn veranderd
    #[arg(long, value_name = "MAP OF ZIP", conflicts_with_all = ["year", "final", "letter", "output", "templates", "style"])]
    pub(super) edition: Option<PathBuf>,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
    #[command(flatten)]
    pub(super) templates: Templates,
    #[command(flatten)]
    pub(super) style: HouseStyle,
}

#[derive(Debug, Args)]
pub(super) struct ArchiveOf {
    /// Jaar van het rapport
    #[arg(value_name = "JAAR", value_parser = parse_year)]
    pub(super) year: i16,
    #[command(flatten)]
    pub(super) input: Input,
    #[command(flatten)]
    pub(super) output: Output,
}

#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Code van een bevinding, zoals F201
    pub(super) code: Option<String>,
}

/// A year, as somebody typed it.
fn parse_year(text: &str) -> Result<i16, String> {
    let year = text.parse().ok().filter(|year| (1000..=9999).contains(year));
    year.ok_or_else(|| "schrijf een jaar in vier cijfers, zoals 2024".to_owned())
}

/// A day, as somebody typed it.
fn parse_day(text: &str) -> Result<Date, String> {
    let is_full = text.len() == "2025-03-01".len();
    let day = text.parse().ok().filter(|_| is_full);
    day.ok_or_else(|| "schrijf een dag als jaar-maand-dag, zoals 2025-03-01".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Arguments;
    use pmg_core::checks::BEFORE_FINAL;

    #[test]
    fn the_help_of_a_final_edition_names_the_warnings_that_stop_it() {
        let mut command = Arguments::command();
        let build = command.find_subcommand_mut("build").unwrap();
        let help = build.render_long_help().to_string();
        for code in BEFORE_FINAL {
            assert!(help.contains(code), "{code}");
        }
    }
}
