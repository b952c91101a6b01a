//! The recount of shares: the exact one where it may be seen, and none where a number of it is hidden.

use pmg_monitor::pipeline::{Composition, Report};

use crate::support::{Year, set};
use crate::verify::{Files, files, verified};

const PART: &str = "familieaanpak.gezinnen-intensief";
const WHOLE: &str = "familieaanpak.gezinnen";

/// The example in which a city gave this as the part, with three shares: of all, of Tilburg and of Utrecht.
#[track_caller]
fn shares_of(municipality: &str, part: &str) -> (Composition, Report) {
    let share = |more: &str| format!("{{{{ procent(maat=\"{PART}\", van=\"{WHOLE}\"{more}) }}}}");
    let [tilburg, utrecht] = ["GM0855", "GM0344"].map(|it| share(&format!(", gemeente=\"{it}\"")));
    let asked = format!("# Colofon\n\nDit: {}; {tilburg}; {utrecht}.\n", share(""));
    let year = Year::example().write_file("templates/colofon.md", &asked);
    clean(&year.answered(|filled| set(filled, municipality, PART, part)))
}

/// The year with its report, in which the recount finds nothing.
#[track_caller]
fn clean(year: &Year) -> (Composition, Report) {
    let (draft, report) = year.report();
    assert_eq!(verified(&draft, &files((&draft, &report))).differences, []);
    (draft, report)
}

/// What the recount has instead, after the printed share of this basis is another.
#[track_caller]
fn expected((draft, report): &(Composition, Report), of: &str, from: &str, to: &str) -> String {
    let basis = format!("aandeel:{PART}:{WHOLE}{of}");
    // Only the page is changed, and the PDF takes longest to read.
    let mut files = Files { pdf: Vec::new(), ..files((draft, report)) };
    let at = files.html.find(&format!("data-basis=\"{basis}\"")).unwrap();
    let at = at + files.html[at..].find('>').unwrap() + 1;
    assert!(files.html[at..].starts_with(&format!("{from}<")), "{}", &files.html[at..at + 40]);
    files.html.replace_range(at..at + from.len(), to);
    let told = verified(draft, &files).differences;
    let of_basis = told.into_iter().filter(|it| it.what.starts_with(&format!("`{basis}`")));
    let of_basis: Vec<_> = of_basis.collect();
    assert!(!of_basis.is_empty(), "{from} as {to} is not found");
    assert_eq!(of_basis[0].found, to);
    of_basis[0].expected.clone()
}

#[test]
fn a_share_that_may_be_seen_is_exact() {
    let year = shares_of("GM0855", "14");
    for wrong in ["68 procent", "meer dan 69 procent", "een deel", "geen", "35", "24"] {
        assert_eq!(expected(&year, "", "69 procent", wrong), "69 procent", "{wrong}");
    }
    assert_eq!(expected(&year, ":GM0855", "56 procent", "een onbekend deel"), "56 procent");
    assert_eq!(expected(&year, ":GM0344", "alle 10", "10"), "alle 10");
}

#[test]
fn none_is_none_and_nothing_else() {
    let year = shares_of("GM0855", "0");
    assert_eq!(expected(&year, ":GM0855", "geen", "een deel"), "geen");
    assert_eq!(expected(&year, ":GM0855", "geen", "0 procent"), "geen");
}

#[test]
fn a_share_with_a_hidden_number_tells_no_number() {
    // Four of the 25 families of Tilburg is a small number; all ten of Utrecht may be seen.
    let year = shares_of("GM0855", "4");
    for wrong in ["40 procent", "geen", "een onbekend deel", "35"] {
        assert_eq!(expected(&year, "", "een deel", wrong), "een deel", "{wrong}");
    }
    for wrong in ["16 procent", "geen", "4"] {
        assert_eq!(expected(&year, ":GM0855", "een deel", wrong), "een deel", "{wrong}");
    }
}

#[test]
fn what_nobody_knows_is_unknown() {
    let unknown = |filled: &mut _| {
        for municipality in ["GM0855", "GM0344"] {
            set(filled, municipality, PART, "onbekend");
        }
    };
    let asked = format!("# Colofon\n\nDit: {{{{ procent(maat=\"{PART}\", van=\"{WHOLE}\") }}}}.\n");
    let year = Year::example().write_file("templates/colofon.md", &asked).answered(unknown);
    let year = clean(&year);
    for wrong in ["een deel", "geen", "69 procent"] {
        assert_eq!(expected(&year, "", "een onbekend deel", wrong), "een onbekend deel");
    }
}
