//! Writes a drawn year as the files that the program reads: most returns as a plain table, some as the
//! program's own form.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use pmg_monitor::form::{Filled, Form};
use pmg_monitor::municipality::MunicipalityCode;
use pmg_monitor::{cycle, questionnaire};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::asked::Asked;
use super::calculation::template;
use super::dutch;
use super::example;
use super::plan::{Answer, Given, Municipality, Plan};

pub(crate) fn write(folder: &Path, plan: &Plan, asked: &Asked) {
    let year = folder.join("2024");
    settings(&year, plan, asked, 2024);
    std::fs::create_dir_all(year.join("templates")).unwrap();
    std::fs::write(year.join("templates/colofon.md"), template(plan, asked)).unwrap();
    returns(&year, plan, asked, 2024);
    if plan.has_year_before {
        settings(&folder.join("2023"), plan, asked, 2023);
        returns(&folder.join("2023"), plan, asked, 2023);
    }
}

fn settings(year: &Path, plan: &Plan, asked: &Asked, number: i16) {
    std::fs::create_dir_all(year.join("questionnaires")).unwrap();
    let put = |name: &str, text: &str| std::fs::write(year.join(name), text).unwrap();
    let Plan { words_below, small_below, small_width, reference_date, .. } = plan;
    let day = reference_date.replace("2024", &number.to_string());
    let notice = if plan.has_notice { "Dit jaar is getrokken." } else { "" };
    put(
        "jaar.toml",
        &format!(
            "jaar = {number}\npeildatum = {day}\npublicatie = {number}-06-05\ngetalgrens = {words_below}\n\
         klein_onder = {small_below}\nklein_speling = {small_width}\nvragenlijst = \"pmg-{number}\"\n\
         titel = \"Rapportage Preventie met Gezag\"\nondertitel = \"Een getrokken jaar\"\n\
         organisatie = \"Ministerie van Justitie en Veiligheid\"\ncontact = \"voorbeeld@minjenv.nl\"\n\
         mededeling = \"{notice}\"\n"
        ),
    );
    let mut register = String::from("gemeenten = [\n");
    for it in &plan.municipalities {
        let Municipality { code, name, sorted_by, pillar, cohort, .. } = it;
        let since = &cohort[..4];
        let Municipality { nplv, participates, reports, .. } = it;
        _ = writeln!(
            register,
            "  {{ code = \"{code}\", naam = \"{name}\", sorteer = \"{sorted_by}\", cohort = \"{cohort}\", nplv = {nplv}, \
             pijler = \"{pillar}\", vanaf = {since}, doet_mee = {participates}, rapporteert = {reports} }},"
        );
    }
    put("gemeenten.toml", &(register + "]\n"));
    std::fs::create_dir_all(year.join(cycle::SECRET)).unwrap();
    std::fs::write(cycle::key_path(year), cycle::key_file(&[7; 32])).unwrap();
    for name in ["vragenlijst.toml", "constanten.toml", "partners.toml"] {
        put(name, &example(name));
    }
    if asked.has_sheets {
        put(cycle::SHEETS, &example(cycle::SHEETS));
    }
}

fn returns(year: &Path, plan: &Plan, asked: &Asked, number: i16) {
    for (at, who) in plan.municipalities.iter().enumerate() {
        let Some(answers) = &who.answers else { continue };
        let code = &who.code;
        let (name, bytes) = match at {
            1 => (format!("{code}.xlsx"), form(year, code, answers).xlsx),
            2 => (format!("{code}.ods"), form(year, code, answers).ods),
            _ => (format!("{code}.xlsx"), table(who, answers, plan, asked, number)),
        };
        std::fs::write(year.join("questionnaires").join(name), bytes).unwrap();
    }
}

/// The program's own form with these answers.
fn form(
    year: &Path,
    code: &str,
    answers: &BTreeMap<String, Answer>,
) -> pmg_monitor::form::Workbooks {
    let cycle = cycle::load(year).unwrap();
    let questionnaire = &questionnaire::build(&cycle.definition).unwrap();
    let municipality = cycle.register.get(&MunicipalityCode::parse(code).unwrap()).unwrap();
    let filled = answers.iter().map(|(code, answer)| (code.clone(), filled(answer))).collect();
    let (settings, filled) = (&cycle.settings, &filled);
    Form { questionnaire, settings, municipality, filled, previous: None }.workbooks().unwrap()
}

fn filled(answer: &Answer) -> Filled {
    Filled {
        answer: match &answer.given {
            Given::Number(number) => dutch::figures(*number).replace('.', "").replace(',', "."),
            other => shown(other),
        },
        reference_date: answer.day.map(|day| day.parse().unwrap()),
        remark: answer.remark.to_owned(),
        ..Filled::default()
    }
}

fn shown(given: &Given) -> String {
    match given {
        Given::Number(number) => dutch::figures(*number),
        Given::Unknown => "onbekend".to_owned(),
        Given::NotApplicable => "n.v.t.".to_owned(),
        Given::Words(words) => words.clone(),
    }
}

/// The same as one plain table.
fn table(
    who: &Municipality,
    answers: &BTreeMap<String, Answer>,
    plan: &Plan,
    asked: &Asked,
    number: i16,
) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Antwoorden").unwrap();
    sheet.write_row(0, 0, ["Code", "Antwoord", "Peildatum", "Toelichting"]).unwrap();
    let stamp = [
        ("stempel.vragenlijst", format!("pmg-{number}")),
        ("stempel.jaar", number.to_string()),
        ("gemeente.code", who.code.clone()),
        ("gemeente.naam", who.name.clone()),
    ];
    let mut row = 1;
    for (code, text) in stamp {
        sheet.write_row(row, 0, [code, &text]).unwrap();
        row += 1;
    }
    for code in codes(asked, who) {
        sheet.write_string(row, 0, &code).unwrap();
        if let Some(answer) = answers.get(&code) {
            match &answer.given {
                // As a number or as it is typed; of three decimals nobody can say what is meant.
                Given::Number(number)
                    if (u64::from(row) + plan.seed).is_multiple_of(2) || number % 10 != 0 =>
                {
                    let number: f64 =
                        dutch::figures(*number).replace('.', "").replace(',', ".").parse().unwrap();
                    sheet.write_number(row, 1, number).unwrap();
                }
                other => _ = sheet.write_string(row, 1, shown(other)).unwrap(),
            }
            if let Some(day) = answer.day {
                let day = ExcelDateTime::parse_from_str(day).unwrap();
                let format = Format::new().set_num_format("d-m-yyyy");
                sheet.write_datetime_with_format(row, 2, &day, &format).unwrap();
            }
            sheet.write_string(row, 3, answer.remark).unwrap();
        }
        row += 1;
    }
    workbook.save_to_buffer().unwrap()
}

/// All codes that a municipality is asked for, in some order.
fn codes(asked: &Asked, who: &Municipality) -> Vec<String> {
    let mut codes: Vec<String> =
        asked.interventions.iter().map(|code| format!("{code}.status")).collect();
    let measures = asked.measures.iter();
    let measures = measures.filter(|it| it.pillar.is_empty() || it.pillar == who.pillar);
    codes.extend(measures.map(|it| it.code.clone()));
    for (sheet, questions) in &asked.sheets {
        let blocks: Vec<String> = match sheet.as_str() {
            "kwaliteit" => asked.interventions.iter().map(|it| format!("kwaliteit-{it}")).collect(),
            "eigen" => (1..=6).map(|it| format!("eigen-{it}")).collect(),
            other => vec![other.to_owned()],
        };
        for block in blocks {
            codes.extend(questions.iter().map(|question| format!("{block}.{}", question.code)));
        }
    }
    for (block, parts) in [
        ("uitgelicht", &["interventie", "tekst"][..]),
        (
            "praktijkverhaal",
            &["titel", "tekst", "citaat", "spreker", "functie", "toestemming", "link"],
        ),
    ] {
        codes.extend(parts.iter().map(|part| format!("{block}.{part}")));
    }
    codes
}
