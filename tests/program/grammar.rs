//! Every sentence of the built-in templates, at none, one, two and all, in `opstart` and as a plan: small years, as
//! far as the words. Rules catch what goes wrong at the ends of the scale, and a snapshot is there to be read.
#![expect(clippy::disallowed_methods, reason = "a test sets its own stage")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use pmg_monitor::basis::Basis;
use pmg_monitor::cycle::STANDARD_SHEETS;
use pmg_monitor::document::{Block, Document, Inline, Sentence, plain_text, sentences};
use pmg_monitor::form::Filled;
use pmg_monitor::pipeline::Composition;
use pmg_monitor::questionnaire::Questionnaire;

use crate::support::{Answers, Year, root};

/// A verb that belongs to more than one: after or before `één gemeente` it is wrong.
const MANY: [&str; 34] = [
    "zijn",
    "doen",
    "hebben",
    "zetten",
    "werken",
    "willen",
    "beginnen",
    "helpen",
    "sloten",
    "laten",
    "bieden",
    "zorgen",
    "gebruiken",
    "pakken",
    "maken",
    "gaan",
    "voeren",
    "bereiden",
    "meldden",
    "beschreven",
    "kregen",
    "krijgen",
    "waren",
    "zaten",
    "dienden",
    "kwamen",
    "deden",
    "verbeteren",
    "ontwikkelen",
    "starten",
    "stoppen",
    "vertelden",
    "leerden",
    "maakten",
];
/// What stands in a sentence about one only where it was written for many.
const HEEDLESS: [&str; 3] = [" hun ", " zij hun ", " elkaar "];

/// Who answers in a small year: codes of municipalities of the first round, in the order of the register.
const WHO: [&str; 15] = [
    "GM0014", "GM0080", "GM0202", "GM0344", "GM0356", "GM0363", "GM0479", "GM0518", "GM0599",
    "GM0606", "GM0758", "GM0772", "GM0855", "GM0917", "GM0995",
];

/// What one municipality answers, by question.
type Own = BTreeMap<String, String>;

fn own(answers: &[(&str, &str)]) -> Own {
    answers.iter().map(|(code, answer)| ((*code).to_owned(), (*answer).to_owned())).collect()
}

/// A year in which these municipalities are all that report, each with its answers.
#[track_caller]
fn small(returns: &[(&str, Own)]) -> Composition {
    with_register(returns, |register| register)
}

#[track_caller]
fn with_register(returns: &[(&str, Own)], change: impl Fn(String) -> String) -> Composition {
    let year = Year::whole().write_file("bladen.toml", STANDARD_SHEETS);
    let path = year.path().join("gemeenten.toml");
    let register = std::fs::read_to_string(&path).unwrap();
    let lines = register.lines().map(|line| {
        let answers = returns.iter().any(|(code, _)| line.contains(&format!("\"{code}\"")));
        let reports = if answers { "rapporteert = true" } else { "rapporteert = false" };
        line.replace("rapporteert = true", reports).replace("rapporteert = false", reports)
    });
    std::fs::write(&path, change(lines.collect::<Vec<_>>().join("\n"))).unwrap();
    let year = year.answered(|answers: &mut Answers| {
        answers.clear();
        for (code, own) in returns {
            let filled = own.iter().map(|(question, answer)| {
                (question.clone(), Filled { answer: answer.clone(), ..Filled::default() })
            });
            answers.insert((*code).to_owned(), filled.collect());
        }
    });
    year.draft()
}

fn asked() -> Questionnaire {
    let cycle = pmg_monitor::cycle::load(&root().join("input/2024")).unwrap();
    pmg_monitor::questionnaire::build(&cycle.definition).unwrap()
}

/// Answers of a municipality that has all interventions with one status, and gives `count` for each number.
fn everything(questionnaire: &Questionnaire, status: &str, count: &str) -> Own {
    let mut answers = Own::new();
    for intervention in questionnaire.interventions().filter(|each| each.has_status) {
        answers.insert(intervention.status_code(), status.to_owned());
        if status == "uitvoering" {
            let measures = intervention.measures.iter();
            answers.extend(measures.map(|measure| (measure.code.clone(), count.to_owned())));
        }
    }
    answers
}

/// The same, with an own example of one of the interventions.
fn with_example(mut answers: Own, intervention: &str) -> Own {
    answers.insert("uitgelicht.interventie".to_owned(), intervention.to_owned());
    answers.insert("uitgelicht.tekst".to_owned(), "Zo doen wij dat.".to_owned());
    answers
}

/// Answers to all that is asked beside the numbers.
fn open() -> Own {
    own(&[
        ("eigen-1.naam", "Boksen in de buurt"),
        ("eigen-1.thema", "sociale netwerk"),
        ("eigen-1.status", "uitvoering"),
        ("lerende-aanpak.lessen", "Begin klein."),
        ("lerende-aanpak.soort-knelpunt", "geld"),
        ("lerende-aanpak.netwerken", "gezag"),
        ("lerende-aanpak.leervragen", "Wat werkt?"),
        ("lerende-aanpak.onderzoek", "Een proef loopt."),
        ("kwaliteit-ajb.domeinen", "vrije tijd"),
        ("kwaliteit-ajb.effect", "niet onderzocht"),
        ("kwaliteit-ajb.besluit", "stoppen"),
        ("kwaliteit-ajb.reden", "Er was te weinig vraag."),
        ("praktijkverhaal.titel", "Samen"),
        ("praktijkverhaal.tekst", "Het ging goed."),
    ])
}

/// Whether a sentence is only what a municipality wrote, or a row of a table.
fn is_ours(sentence: &Sentence<'_>) -> bool {
    let typed = sentence.bases.iter().any(|basis| matches!(basis, Basis::OwnWords(_)));
    !typed && !sentence.in_table && !sentence.text.starts_with("gemeente ")
}

/// What is wrong with the text of a year.
fn faults(draft: &Composition) -> String {
    let mut faults = String::new();
    let titles: BTreeSet<String> =
        headings(&draft.document.blocks).into_iter().map(|(_, title)| title).collect();
    for sentence in sentences(&draft.document).iter().filter(|sentence| is_ours(sentence)) {
        for fault in faults_of(sentence, &titles) {
            _ = writeln!(faults, "{fault}: {}", sentence.text);
        }
    }
    for title in bare(&draft.document) {
        _ = writeln!(faults, "heading above nothing: {title}");
    }
    let typed = draft.findings.iter().filter(|finding| finding.code.starts_with('T'));
    for finding in typed {
        _ = writeln!(faults, "{}: {}", finding.code, finding.message);
    }
    faults
}

fn faults_of(sentence: &Sentence<'_>, titles: &BTreeSet<String>) -> Vec<&'static str> {
    let text = lowered(&sentence.text);
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && c != '-')
        .filter(|word| !word.is_empty())
        .collect();
    let mut faults = Vec::new();
    for (at, _) in words.iter().enumerate().filter(|(_, word)| **word == "één") {
        let before = at.checked_sub(1).map_or("", |at| words[at]);
        let is_subject = !["in", "van", "bij"].contains(&before);
        let after = |distance: usize| words.get(at + distance).copied().unwrap_or_default();
        let verb_behind = MANY.contains(&after(2)) || MANY.contains(&after(3));
        if MANY.contains(&before) || (is_subject && verb_behind) {
            faults.push("a verb of many at one");
        }
        if ["gemeenten", "interventies", "scholen", "jongeren", "gezinnen", "besluiten"]
            .contains(&after(1))
        {
            faults.push("a noun of many at one");
        }
    }
    let about_one = text.starts_with("één gemeente") || text.contains(" één gemeente ");
    if about_one && HEEDLESS.iter().any(|words| text.contains(words)) {
        faults.push("`hun` at one");
    }
    if words.iter().any(|word| ["0", "nul"].contains(word)) || text.contains("geen gemeenten") {
        faults.push("nothing was counted");
    }
    if text.contains("geen interventies") || text.contains("onbekend") {
        faults.push("nothing was counted");
    }
    if ["  ", " .", " ,", "..", "()", "( ", " )", ",,", ": ."]
        .iter()
        .any(|odd| sentence.text.contains(odd))
    {
        faults.push("odd spaces or stops");
    }
    if sentence.text.chars().next().is_some_and(char::is_lowercase) {
        faults.push("no capital");
    }
    let chapter = |start: &str| titles.iter().any(|title| title.starts_with(start));
    for (words, start) in [
        ("hoofdstuk over de kwaliteit", "Kwaliteit"),
        ("hoofdstuk verantwoording", "Verantwoording"),
        ("in een eigen hoofdstuk", "Gemeenten met een flexibele bijdrage"),
    ] {
        if text.contains(words) && !chapter(start) {
            faults.push("a chapter that isn't there");
        }
    }
    faults
}

/// In small letters; `Eén` with both its accents.
fn lowered(text: &str) -> String {
    text.replace("Eén", "één").to_lowercase()
}

/// Level and text of each heading.
fn headings(blocks: &[Block]) -> Vec<(u8, String)> {
    let heading = |block: &Block| match block {
        Block::Heading { level, content, .. } => Some((*level, plain_text(content))),
        _ => None,
    };
    blocks.iter().filter_map(heading).collect()
}

/// Headings with nothing of their own or of a lower level below them, and boxes with nothing in them.
fn bare(document: &Document) -> Vec<String> {
    let mut bare = Vec::new();
    for (at, block) in document.blocks.iter().enumerate() {
        match block {
            Block::Heading { level, content, .. } => {
                let next = document.blocks.get(at + 1);
                let goes_on = match next {
                    Some(Block::Heading { level: next, .. }) => next > level,
                    next => next.is_some(),
                };
                if !goes_on {
                    bare.push(plain_text(content));
                }
            }
            Block::Box { title, blocks, .. } if blocks.is_empty() => bare.push(plain_text(title)),
            _ => {}
        }
    }
    bare
}

/// The sentences that are ours, for a human to read.
fn read(draft: &Composition) -> String {
    let sentences = sentences(&draft.document);
    let ours = sentences.iter().filter(|sentence| is_ours(sentence));
    ours.fold(String::new(), |text, sentence| text + &sentence.text + "\n")
}

/// The municipalities that a sentence types or prints by name.
fn named<'a>(text: &str, draft: &'a Composition) -> Vec<&'a str> {
    let register = draft.facts.cycle.register.iter();
    let names = register.map(|municipality| municipality.name.as_str());
    names.filter(|name| text.contains(name)).collect()
}

/// One return for each few interventions, so that each runs in one municipality only and has its own example.
fn one_each(status: &str, count: &str) -> Vec<Composition> {
    let questionnaire = asked();
    let codes: Vec<&str> = questionnaire
        .interventions()
        .filter(|each| each.has_status)
        .map(|each| each.code.as_str())
        .collect();
    let all = everything(&questionnaire, status, count);
    let of = |code: &str| {
        let answers = all.iter().filter(|(question, _)| question.split('.').next() == Some(code));
        with_example(answers.map(|(code, answer)| (code.clone(), answer.clone())).collect(), code)
    };
    let years = codes.chunks(WHO.len()).map(|codes| {
        let returns: Vec<_> = WHO.into_iter().zip(codes.iter().map(|code| of(code))).collect();
        small(&returns)
    });
    years.collect()
}

#[test]
fn a_year_in_which_nothing_runs_has_no_sentence_about_what_runs() {
    let draft = small(&[(WHO[0], own(&[("schoolverzuim.status", "gestopt")]))]);
    assert_eq!(faults(&draft), "");
    insta::assert_snapshot!("sentences_at_none", read(&draft));
}

#[test]
fn one_municipality_with_one_of_everything_is_spoken_of_as_one() {
    let questionnaire = asked();
    let mut answers = everything(&questionnaire, "uitvoering", "1");
    answers.extend(open());
    let draft = small(&[(WHO[0], with_example(answers, "ajb"))]);
    assert_eq!(faults(&draft), "");
    insta::assert_snapshot!("sentences_at_one", read(&draft));
}

#[test]
fn two_municipalities_that_are_all_there_are_read_as_well() {
    let questionnaire = asked();
    let answers = everything(&questionnaire, "uitvoering", "12");
    let returns = [
        (WHO[0], with_example(answers.clone(), "politie")),
        (WHO[1], with_example(answers, "jeugdagent")),
    ];
    let draft = small(&returns);
    assert_eq!(faults(&draft), "");
    insta::assert_snapshot!("sentences_at_two_that_are_all", read(&draft));
}

#[test]
fn plans_are_told_as_plans() {
    let questionnaire = asked();
    let mut text = String::new();
    for status in ["verkenning", "plan in ontwikkeling", "gepland", "opstart", "afgerond"] {
        let draft = small(&[(WHO[0], everything(&questionnaire, status, ""))]);
        assert_eq!(faults(&draft), "", "{status}");
        let about = |text: &str| lowered(text).contains("één gemeente");
        let alike = ["De cijfers komen", "De vragenlijst", "Voor dit rapport"];
        let text_of_year = read(&draft);
        let lines = text_of_year.lines().filter(|line| about(line));
        for sentence in lines.filter(|line| !alike.iter().any(|start| line.starts_with(start))) {
            _ = writeln!(text, "{status}: {sentence}");
        }
    }
    insta::assert_snapshot!("sentences_about_plans", text);
}

/// Whether a sentence says where something comes from: a university has the name of its city.
fn is_source(sentence: &str, draft: &Composition) -> bool {
    draft.facts.cycle.constants.values().any(|it| it.source == sentence.trim_end_matches('.'))
}

#[test]
fn an_example_that_only_starts_is_not_said_to_run() {
    for draft in one_each("opstart", "") {
        assert_eq!(faults(&draft), "");
        let printed = in_their_own_words(&draft.document);
        assert_eq!(printed.len(), draft.facts.accepted.iter().count(), "{printed:?}");
        for sentence in sentences(&draft.document).iter().filter(|sentence| is_ours(sentence)) {
            let [name] = named(&sentence.text, &draft)[..] else { continue };
            if is_source(&sentence.text, &draft) {
                continue;
            }
            // Its profile: the heading, and its area, which has its name.
            if sentence.text == name || sentence.text.starts_with("De aanpak richt zich hier op ") {
                continue;
            }
            assert!(sentence.text.starts_with(&format!("{name} begint met ")), "{}", sentence.text);
        }
    }
}

/// What the municipality gave, or that it runs: all else that a template says of a municipality was true of
/// another one, once.
#[test]
fn a_sentence_about_a_municipality_rests_on_its_own_answer() {
    let mut read = String::new();
    for draft in one_each("uitvoering", "12") {
        assert_eq!(faults(&draft), "");
        for sentence in sentences(&draft.document).iter().filter(|sentence| is_ours(sentence)) {
            let [name] = named(&sentence.text, &draft)[..] else { continue };
            if is_source(&sentence.text, &draft) {
                continue;
            }
            _ = writeln!(read, "{}", sentence.text.replace(name, "X"));
            let code =
                &draft.facts.cycle.register.iter().find(|each| each.name == name).unwrap().code;
            let foreign = sentence.bases.iter().find(|basis| matches!(basis, Basis::Constant(_)));
            assert_eq!(foreign, None, "{code}: {}", sentence.text);
        }
    }
    insta::assert_snapshot!("sentences_about_a_municipality", read);
}

/// The municipalities whose own words are printed.
fn in_their_own_words(document: &Document) -> BTreeSet<String> {
    let mut printed = BTreeSet::new();
    document.each_run(&mut |run| {
        printed.extend(run.iter().filter_map(|inline| match inline {
            Inline::Marked { basis: Basis::OwnWords(whose), .. } => Some(whose.to_string()),
            _ => None,
        }));
    });
    printed
}

#[test]
fn a_register_without_pillar_b_and_with_a_third_round_reads_well() {
    let answers = || vec![(WHO[0], own(&[("ajb.status", "uitvoering"), ("ajb.aangemeld", "40")]))];
    let without = |register: String| {
        let kept = register.lines().filter(|line| !line.contains("pijler = \"B\""));
        kept.collect::<Vec<_>>().join("\n")
    };
    let draft = with_register(&answers(), without);
    assert_eq!(faults(&draft), "");
    let text = read(&draft);
    assert!(!text.contains("kleinere gebieden"), "{text}");
    let third = |register: String| {
        let line = register.lines().find(|line| line.contains("GM0983")).unwrap();
        let late =
            line.replace("2023-extra-8", "2026-extra-1").replace("vanaf = 2023", "vanaf = 2026");
        register.replace(line, &late)
    };
    let text = read(&with_register(&answers(), third));
    assert!(text.contains("In 2026 kwam er nog één bij."), "{text}");
    let one_round = |register: String| {
        let kept = register.lines().filter(|line| !line.contains("cohort = \"2023"));
        kept.collect::<Vec<_>>().join("\n")
    };
    let draft = with_register(&answers(), one_round);
    assert_eq!(faults(&draft), "");
    assert!(!read(&draft).contains("een aanvraag in"));
}

#[test]
fn a_new_theme_has_a_chapter_and_its_examples() {
    let theme = "\n[[thema]]\ncode = \"sport\"\nnaam = \"Sport en bewegen\"\n\n[[thema.interventie]]\ncode = \"boksles\"\nnaam = \"Boksles\"\nomschrijving = \"Jongeren boksen samen.\"\nin_zin = \"bokslessen\"\n\n# ----- Relaties";
    let year = Year::whole();
    let path = year.path().join("vragenlijst.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let end = text.find("\n[[relatie]]").unwrap();
    std::fs::write(&path, format!("{}{theme}\n\n{}", &text[..end], &text[end..])).unwrap();
    let year = year.answered(|answers| {
        let own = answers.get_mut("GM0363").unwrap();
        for (code, answer) in [("boksles.status", "opstart"), ("uitgelicht.interventie", "boksles")]
        {
            own.insert(code.to_owned(), Filled { answer: answer.to_owned(), ..Filled::default() });
        }
    });
    let draft = year.draft();
    assert_eq!(faults(&draft), "");
    let text = pmg_monitor::render::markdown::render(&draft.document);
    let chapter = text.split("\n## ").find(|part| part.starts_with("Sport en bewegen")).unwrap();
    assert!(chapter.contains("Een start met bokslessen bereidt één gemeente voor."), "{chapter}");
    assert!(chapter.contains("Amsterdam begint met bokslessen:"), "{chapter}");
    assert!(chapter.contains("— gemeente Amsterdam"), "{chapter}");
}
