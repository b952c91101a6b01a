//! What municipalities wrote themselves: the list of it, and what somebody read of it before an edition.

use crate::command_line::{pmg, printed, run, said};
use crate::editions::{publish, text};
use crate::support::{Year, set};

/// The mark of the text that has these words.
fn mark(list: &str, words: &str) -> String {
    let before = list.split(words).next().unwrap();
    assert_ne!(before, list, "no `{words}`");
    let line = before.lines().rev().find(|line| !line.starts_with("  ") && !line.is_empty());
    line.unwrap().split_whitespace().next().unwrap().to_owned()
}

fn listed(year: &Year) -> String {
    printed(&run(year, &["words", "2024"]).code(0))
}

#[test]
fn what_the_report_prints_comes_first_with_what_was_found_in_it() {
    let year = Year::changed(|filled| {
        set(filled, "GM0363", "uitgelicht.tekst", "Samir (16) doet weer mee.");
    });
    let list = listed(&year);
    let (printed_first, rest) = list.split_once("(niet in het rapport)").unwrap();
    assert!(printed_first.contains(", uitgelicht.tekst (in het rapport)\n"), "{list}");
    assert!(!rest.contains("(in het rapport)"), "{list}");
    assert!(
        list.contains("  tekst:    Samir (16) doet weer mee.\n  W402:     Samir 16\n"),
        "{list}"
    );
    assert!(list.contains("tekst:    zie de bijlage"), "remarks are words, too: {list}");
    assert!(!list.contains("akkoord.naam"), "who signed is never printed");
}

#[test]
fn a_text_that_was_read_is_ticked_off_until_it_says_something_else() {
    let year = Year::changed(|_| ());
    let all = |list: &str| list.lines().last().unwrap().to_owned();
    let before = listed(&year);
    let first = mark(&before, "Breda");
    let read = |year: &Year, what: &[&str]| {
        run(year, &[&["words", "2024", "--by", "programmateam", "--read"], what].concat())
    };
    let told = said(&read(&year, &[&first]).code(0));
    assert!(told.contains("1 tekst afgevinkt als gelezen"), "{told}");
    assert!(
        text(&year.path().join("gelezen.toml"))
            .contains("wie = \"programmateam\"\nwanneer = 2025-03-05\n")
    );
    let after = listed(&year);
    assert!(after.contains("  gelezen:  programmateam, 5 maart 2025\n"), "{after}");
    assert_ne!(all(&before), all(&after));
    assert!(said(&read(&year, &[&first]).code(0)).contains("waren al afgevinkt"));
    // The rest of that municipality, by its name; then others by their code.
    read(&year, &["breda"]).code(0);
    assert_eq!(
        listed(&year).matches("Breda, ").count(),
        listed(&year).matches("programmateam").count()
    );
    read(&year, &["GM0363", "GM0599"]).code(0);
    // Other words are to be read again.
    let year = year.answered(|filled| {
        set(filled, "GM0758", "uitgelicht.tekst", "Een andere tekst.");
    });
    let list = listed(&year);
    let (_, about) = list.split_once("tekst:    Een andere tekst.\n").unwrap();
    assert!(about.starts_with("  gelezen:  nog niet\n"), "{list}");
    for (named, hint) in [("GM0759", "bedoelt u `GM0758`?"), ("xyz", "toont alle kenmerken")] {
        let told = said(&read(&year, &[named]).code(2));
        assert!(told.contains(&format!("geen tekst met het kenmerk `{named}`")), "{told}");
        assert!(told.contains(hint), "{told}");
    }
    let told =
        said(&run(&year, &["words", "2024", "--by", "J. de Vries", "--read", "breda"]).code(2));
    assert!(told.contains("wijst naar een persoon"), "{told}");
}

#[test]
fn a_year_can_have_its_edition_wait_until_all_was_read() {
    let year = Year::changed(|_| ());
    let told = said(&publish(&year).code(0));
    assert!(told.contains("nog door niemand als gelezen afgevinkt"), "told, and no more: {told}");
    let year = Year::changed(|_| ()).edit(
        "jaar.toml",
        "getalgrens",
        "lees_eigen_woorden = true\ngetalgrens",
    );
    let told = said(&publish(&year).code(3));
    assert!(told.contains("Geen definitieve uitgave: "), "{told}");
    assert!(told.contains("`pmg words 2024` toont ze"), "{told}");
    let list = listed(&year);
    let is_printed = |line: &&str| line.ends_with("(in het rapport)");
    let marks: Vec<&str> =
        list.lines().filter(is_printed).filter_map(|line| line.split_whitespace().next()).collect();
    run(&year, &[&["words", "2024", "--by", "programmateam", "--read"], &marks[..]].concat())
        .code(0);
    let told = said(&publish(&year).code(0));
    assert!(!told.contains("afgevinkt"), "{told}");
}

#[test]
fn the_list_is_a_page_a_word_file_and_a_table_in_which_nothing_acts() {
    let year = Year::changed(|filled| {
        set(filled, "GM0363", "uitgelicht.tekst", "=1+1 <b>vet</b> \u{1b}[31mrood");
    });
    let mut command = pmg(&year, "words");
    let folder = year.input().join("uit");
    let told = said(&command.args(["2024", "--lists", "--output"]).arg(&folder).assert().code(0));
    assert!(told.contains("Lijst geschreven in"), "{told}");
    assert!(!listed(&year).contains('\u{1b}'));
    let folder = folder.join("2024/eigen-woorden");
    let page = text(&folder.join("eigen-woorden.html"));
    assert!(page.contains("&lt;b&gt;vet&lt;/b&gt;") && page.contains("Niet om te publiceren."));
    assert!(!page.contains("<script"));
    let table = text(&folder.join("eigen-woorden.csv"));
    assert!(table.contains("'=1+1 "), "{table}");
    assert!(folder.join("eigen-woorden.docx").is_file());
}
