//! Checks the sheets of a definition: names that no spreadsheet takes, and choices that cannot be told apart.

use crate::cycle::{ChoicesFrom, OpenDefinition, OpenKind, SheetDefinition};

use super::check::Check;
use super::open;

/// The most characters that a spreadsheet takes for the name of a sheet.
const LONGEST: usize = 31;
/// Sheets that every workbook has; `History` is Excel's own.
const TAKEN: [&str; 5] = ["Start", "Controle", "Lijsten", "Stempel", "History"];
/// The sheet and the question for the theme of an own intervention.
const OWN_THEME: (&str, &str) = ("eigen", "thema");

pub(super) fn check(check: &mut Check<'_>) {
    names(check);
    let sheets = check.definition.sheets.iter().enumerate();
    check.once(
        "het blad",
        sheets.map(|(number, sheet)| (sheet.code.clone(), format!("blad.{number}.code"))),
    );
    for (number, sheet) in check.definition.sheets.iter().enumerate() {
        if sheet.per_intervention && sheet.times.is_some() {
            let message = format!("het blad {} heeft `aantal` en `per_interventie`", sheet.name);
            check.fault(&format!("blad.{number}.aantal"), message, "laat een van de twee weg");
        }
        for (at, question) in sheet.questions.iter().enumerate() {
            choices(check, sheet, question, &format!("blad.{number}.vraag.{at}"));
        }
    }
}

fn names(check: &mut Check<'_>) {
    let definition = check.definition;
    let themes = definition.themes.iter().enumerate().map(|(number, theme)| {
        let key = if theme.sheet.is_empty() { "naam" } else { "blad" };
        (open::tab(theme).to_owned(), format!("thema.{number}.{key}"))
    });
    let sheets = definition.sheets.iter().enumerate();
    let sheets = sheets.map(|(number, sheet)| (sheet.name.clone(), format!("blad.{number}.naam")));
    let all: Vec<(String, String)> = themes.chain(sheets).collect();
    let fixed = open::fixed_names().chain(TAKEN);
    let fixed: Vec<String> = fixed.map(str::to_lowercase).collect();
    for (name, path) in &all {
        if name.chars().count() > LONGEST {
            let length = name.chars().count();
            let message =
                format!("`{name}` heeft {length} tekens, en een blad mag er {LONGEST} hebben");
            check.fault(path, message, "kies een kortere naam; bij een thema zet u die achter blad, en blijft naam de naam in het rapport");
        }
        if name.contains(['[', ']', ':', '*', '?', '/', '\\'])
            || name.starts_with('\'')
            || name.ends_with('\'')
        {
            let message = format!("`{name}` heeft een teken dat niet in de naam van een blad mag");
            check.fault(path, message, "laat [ ] : * ? / en \\ weg, en ' aan begin en eind; bij een thema zet u die naam achter blad");
        }
        if fixed.contains(&name.to_lowercase()) {
            check.fault(
                path,
                format!("een blad `{name}` heeft elke werkmap al"),
                "kies een andere naam",
            );
        }
    }
    check.once("een blad", all.into_iter());
}

fn choices(check: &mut Check<'_>, sheet: &SheetDefinition, question: &OpenDefinition, path: &str) {
    let OpenDefinition { kind, choices, choices_from, .. } = question;
    let code = format!("{}.{}", sheet.code, question.code);
    let is_choice = matches!(kind, OpenKind::Keuze | OpenKind::Keuzes);
    match (is_choice, choices.is_empty(), choices_from) {
        (true, true, None) => check.fault(
            path,
            format!("bij `{code}` valt iets te kiezen, maar er zijn geen keuzes"),
            "zet erbij: keuzes = [\"…\", \"…\"]",
        ),
        (false, false, _) | (false, _, Some(_)) => check.fault(
            path,
            format!("bij `{code}` staan keuzes, maar er valt niets te kiezen"),
            "schrijf soort = \"keuze\" of soort = \"keuzes\", of haal de keuzes weg",
        ),
        (_, false, Some(_)) => check.fault(
            path,
            format!("bij `{code}` staan `keuzes` en `keuzes_uit`"),
            "laat een van de twee weg",
        ),
        _ => {}
    }
    let listed = format!("{path}.keuzes");
    check.once("de keuze", choices.iter().map(|choice| (choice.clone(), listed.clone())));
    if let Some(choice) =
        choices.iter().find(|it| *kind == OpenKind::Keuzes && it.contains([',', ';']))
    {
        let message = format!(
            "de keuze `{choice}` heeft een komma, en bij `{code}` staan komma's tussen de keuzes"
        );
        check.fault(&listed, message, "haal de komma uit de keuze");
    }
    let themes = open::choices_from(ChoicesFrom::Themas, check.definition);
    if (sheet.code.as_str(), question.code.as_str()) == OWN_THEME
        && !choices.is_empty()
        && *choices != themes
    {
        let message = "hier staan niet dezelfde thema's als in vragenlijst.toml".to_owned();
        check.fault(
            &listed,
            message,
            "schrijf in plaats van keuzes = […]: keuzes_uit = \"themas\"",
        );
    }
}
