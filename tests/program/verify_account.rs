//! The recount of the account behind the text: each number of a municipality, shown or kept back.

use pmg_monitor::edition::Edition;
use pmg_monitor::format::Format;
use pmg_monitor::pipeline::{self, BuildRequest};
use pmg_monitor::recount::Difference;

use crate::example_2025;
use crate::support::{Year, set};
use crate::verify::{files, public, recounted, replace, told, told_of_public, verified};

/// Changes the part of the account that is about this measure.
#[track_caller]
fn in_part(html: &mut String, code: &str, from: &str, to: &str) {
    let at = html.find(&format!("<span class=\"code\">{code}</span>")).unwrap();
    let start = html[..at].rfind("<div class=\"grond\"").unwrap();
    let end = at + html[at..].find("<p class=\"terug-naar\">").unwrap();
    let mut part = html[start..end].to_owned();
    replace(&mut part, from, to);
    html.replace_range(start..end, &part);
}

/// What it is about, what stands there and what should, of the one difference.
#[track_caller]
fn only(told: Vec<Difference>) -> [String; 3] {
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].file, "rapport.html");
    let Difference { what, found, expected, .. } = told.into_iter().next().unwrap();
    let what = what.strip_prefix("Waar de cijfers op rusten › ").map(str::to_owned);
    [what.unwrap(), found, expected]
}

const PLACE: &str = "GM0014-groningen.ods 'Persoonlijke ontwikkeling'!D13";

#[test]
fn a_contribution_that_is_another_is_found() {
    let row = |value: &str| format!("<tr><th scope=\"row\">Groningen</th><td>{value}</td>");
    for wrong in ["65", "minder dan 10", "niet getoond"] {
        let told = told(|files| in_part(&mut files.html, "ajb.aangemeld", &row("64"), &row(wrong)));
        let [what, found, expected] = only(told);
        assert_eq!(what, "ajb.aangemeld › Groningen");
        assert_eq!(found, format!("{wrong} | {PLACE}"));
        assert_eq!(expected, format!("64 | {PLACE}"));
    }
}

#[test]
fn a_row_too_few_and_a_row_too_many_are_found() {
    let row = "<tr><th scope=\"row\">Groningen</th><td>64</td><td>GM0014-groningen.ods &#39;Persoonlijke ontwikkeling&#39;!D13</td></tr>\n";
    let changed = |to: &str| only(told(|files| in_part(&mut files.html, "ajb.aangemeld", row, to)));
    let said = format!("64 | {PLACE}");
    assert_eq!(changed(""), ["ajb.aangemeld › Groningen", "niets", &said]);
    let twice = format!("{said} en {said}");
    assert_eq!(changed(&row.repeat(2)), ["ajb.aangemeld › Groningen", &twice, &said]);
    let more = format!("{row}<tr><th scope=\"row\">Ede</th><td>3</td></tr>");
    assert_eq!(changed(&more), ["ajb.aangemeld › Ede", "3", "niets"]);
}

#[test]
fn a_sum_and_a_count_that_are_others_are_found() {
    let right = "Som: 576 jongeren, opgave van alle 6 gemeenten. Geteld is waar de interventie in uitvoering is.";
    for (from, to) in [("576", "577"), ("alle 6", "5 van de 6"), ("alle 6", "alle 7")] {
        let wrong = right.replace(from, to);
        let told = told(|files| in_part(&mut files.html, "ajb.aangemeld", right, &wrong));
        assert_eq!(only(told), ["ajb.aangemeld", &wrong, right]);
    }
}

#[test]
fn a_measure_without_its_part_and_one_with_two_are_found() {
    let code = "<span class=\"code\">ajb.aangemeld</span>";
    // Its links lead to something else then, which is told, too.
    let of_account = |mut told: Vec<Difference>| {
        told.retain(|it| it.what.starts_with("Waar de cijfers op rusten"));
        only(told)
    };
    let told = told(|files| replace(&mut files.html, code, ""));
    assert_eq!(of_account(told), ["ajb.aangemeld", "0 keer", "één keer"]);
    let told = crate::verify::told(|files| {
        let at = files.html.find(code).unwrap();
        let start = files.html[..at].rfind("<div class=\"grond\"").unwrap();
        let end = at + files.html[at..].find("<p class=\"terug-naar\">").unwrap();
        let part = files.html[start..end].to_owned();
        files.html.insert_str(start, &format!("{part}</div>"));
    });
    assert_eq!(of_account(told), ["ajb.aangemeld", "2 keer", "één keer"]);
}

/// The example with a number that is not counted, a fraction, a day of its own and somebody unknown.
fn year() -> Year {
    Year::changed(|filled| {
        set(filled, "GM0014", "ajb.status", "gestopt");
        set(filled, "GM0363", "ajb.aangemeld", "onbekend");
        set(filled, "GM0518", "boas.fte", "1234,125");
        let own = filled.get_mut("GM0599").unwrap().get_mut("ajb.aangemeld").unwrap();
        own.reference_date = "2024-02-01".parse().ok();
        "vóór de & \"telling\"\nvan 'maart'".clone_into(&mut own.remark);
    })
}

#[test]
fn who_is_not_in_a_figure_is_counted_again() {
    let (draft, report) = year().report();
    let as_it_is = files((&draft, &report));
    assert_eq!(verified(&draft, &as_it_is).differences, []);
    let beside = "Niet in het cijfer, niet meegeteld, want niet in uitvoering";
    for (about, from, to) in [
        (beside, "Groningen (64)", "Groningen (46)"),
        (beside, "Groningen (64)", "Groningen"),
        ("Niet in het cijfer, onbekend", "Amsterdam", "Ede"),
    ] {
        let mut files = as_it_is.clone();
        let line = |who: &str| format!("<p>{about}: {who}.</p>");
        in_part(&mut files.html, "ajb.aangemeld", &line(from), &line(to));
        let [what, found, expected] = only(verified(&draft, &files).differences);
        assert_eq!(what, format!("ajb.aangemeld › {about}"));
        assert_eq!([found, expected], [to, from].map(|who| format!("{who}.")));
    }
}

#[test]
fn what_everybody_reads_has_no_files_and_no_remarks() {
    let (draft, report) = year().public();
    let as_it_is = files((&draft, &report));
    assert_eq!(recounted(&draft, &as_it_is, Edition::Final).differences, []);
    let mut files = as_it_is;
    let (from, to) = ("peildatum 1 februari 2024", "peildatum 1 februari 2024; “met Piet erbij”");
    in_part(&mut files.html, "ajb.aangemeld", from, to);
    let [what, found, expected] = only(recounted(&draft, &files, Edition::Final).differences);
    assert_eq!(what, "ajb.aangemeld › Rotterdam");
    assert_eq!(found, expected + "; “met Piet erbij”");
}

#[test]
fn a_hidden_number_in_the_public_account_is_found() {
    let code = "screeningsmodel.doorverwezen";
    let told = told_of_public(|files| in_part(&mut files.html, code, "minder dan 10", "7"));
    assert_eq!(only(told), [&format!("{code} › Groningen"), "7", "minder dan 10"]);
    let hidden = "Het totaal is niet getoond: er zou een klein aantal mensen uit blijken.";
    let sum = "Som: 7 kinderen, opgave van 1 gemeente.";
    let told = told_of_public(|files| in_part(&mut files.html, code, hidden, sum));
    let [what, found, expected] = only(told);
    assert_eq!(what, code);
    assert!(found.starts_with(sum) && expected.starts_with(hidden), "{found} {expected}");
}

#[test]
fn a_number_that_the_public_account_hides_without_need_is_found() {
    let code = "ajb.aangemeld";
    for to in ["minder dan 10", "niet getoond"] {
        let (from, to) = ("<td>64</td>", format!("<td>{to}</td>"));
        let told = told_of_public(|files| in_part(&mut files.html, code, from, &to));
        assert_eq!(only(told)[2], "64");
    }
}

#[test]
fn each_number_of_each_municipality_is_held() {
    let (_, draft, report) = example_2025::year();
    let mut files = files((draft, report));
    let (text, account) = files.html.split_once("id=\"_onderbouwing\"").unwrap();
    let measures = draft.facts.figures.measures.values().filter(|figure| {
        account.contains(&format!("<span class=\"code\">{}</span>", figure.measure.code))
    });
    let given: usize = measures.map(|figure| figure.contributions.len()).sum();
    assert!(given > 300, "{given}");
    let other = account.replace("</th><td>", "</th><td>1");
    files.html = format!("{text}id=\"_onderbouwing\"{other}");
    assert_eq!(verified(draft, &files).differences.len(), given);
}

#[test]
fn the_large_example_is_clean_as_everybody_would_read_it() {
    let (folder, _) = example_2025::made();
    let year = folder.path().join("2025");
    let edition = Edition::Final;
    let request = BuildRequest {
        year,
        templates: None,
        style: None,
        returns: None,
        edition,
        draft: None,
        number: None,
        timestamp: None,
    };
    let (draft, report) = pipeline::build(&request, &Format::ALL, &|_, _| ()).unwrap();
    assert!(report.html.contains("<td>niet getoond</td>"));
    assert_eq!(recounted(&draft, &files((&draft, &report)), Edition::Final).differences, []);
}

#[test]
fn a_public_account_is_no_account_of_a_draft() {
    let (draft, report) = public();
    let mut files = files((draft, report));
    let told = verified(draft, &files).differences;
    let small = "Waar de cijfers op rusten › screeningsmodel.doorverwezen › Groningen";
    assert!(told.iter().any(|it| it.what == small && it.found == "minder dan 10"), "{told:?}");
    // And the other way round.
    let (_, draft, report) = example_2025::year();
    files = crate::verify::files((draft, report));
    let told = recounted(draft, &files, Edition::Final).differences;
    let account = told.iter().filter(|it| it.what.starts_with("Waar de cijfers op rusten"));
    assert!(account.clone().any(|it| it.expected.starts_with("minder dan")), "{told:?}");
    assert!(account.count() > 100, "{told:?}");
}
