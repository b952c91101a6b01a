//! What an editor is told of a fault in a template: in Dutch, with the line and what is wrong in it.

use std::collections::BTreeMap;

use pmg_monitor::cycle::Template;
use pmg_monitor::pipeline::Composition;
use pmg_monitor::template;

use crate::example_2025;
use crate::support::Year;

/// A template, what is said of it, and where: line, column and how many characters.
type Row = (&'static str, &'static str, (usize, usize, usize));

const NAMES: &[Row] = &[
    ("{{ sum(maat=\"ajb.aangemeld\") }}", "geen functie `sum`; bedoelde u `som`?", (1, 4, 3)),
    ("a\n{{ \"a\" | uper }}", "geen filter `uper`; bedoelde u `upper`?", (2, 10, 4)),
    (
        "{% if 1 is defind %}a{% endif %}",
        "na `is` kan dit niet staan: `defind`; bedoelde u `defined`?",
        (1, 12, 6),
    ),
    (
        "{% include \"inleidng.md\" %}",
        "geen sjabloon `inleidng.md`; bedoelde u `inleiding.md`?",
        (1, 13, 11),
    ),
    (
        "{% for jong in themas() %}{{ jonk }}{% endfor %}",
        "`jonk` is hier niet bekend; bedoelde u `jong`?",
        (1, 30, 4),
    ),
    (
        "{{ u.naam }}",
        "`u` is hier niet bekend; een naam bestaat pas na `{% set … %}` of binnen `{% for … %}`",
        (1, 4, 1),
    ),
    ("{{ themas }}", "`themas` is een functie; schrijf er haakjes achter: `themas(…)`", (1, 4, 6)),
    (
        "{{ som(maat=ajb.aangemeld) }}",
        "`ajb` is hier niet bekend; een code of tekst hoort tussen rechte aanhalingstekens, zoals `\"ajb\"`",
        (1, 13, 3),
    ),
    (
        "{% for u in themas() %}{{ u.naamm }}{% endfor %}",
        "geen veld `naamm`; bedoelde u `naam`?",
        (1, 29, 5),
    ),
    (
        "{% for u in themas() %}{{ u.spreker }}{% endfor %}",
        "geen veld `spreker`; wel `code`, `kerncijfer` en `naam`",
        (1, 29, 7),
    ),
    (
        "{% set p = partner(code=\"omm\") %}",
        "geen partner `omm` in partners.toml; bedoelde u `om`?",
        (1, 26, 3),
    ),
    (
        "{{ som(maat=\"ajb.aangemelt\") }}",
        "geen maat `ajb.aangemelt`; bedoelde u `ajb.aangemeld`?",
        (1, 14, 13),
    ),
    (
        "{{ som(\n  maat=\"ajb.aangemelt\") }}",
        "geen maat `ajb.aangemelt`; bedoelde u `ajb.aangemeld`?",
        (2, 9, 13),
    ),
    (
        "{{ gemeenten(van=\"ajb+ipda\") }}",
        "geen interventie `ipda`; bedoelde u `ipta`?",
        (1, 23, 4),
    ),
    (
        "{{ constante(naam=\"leeftijd-vam\") }}",
        "geen constante `leeftijd-vam` in constanten.toml; bedoelde u `leeftijd-van`?",
        (1, 20, 12),
    ),
];

/// Codes that something is compared with.
const CODES: &[Row] = &[
    (
        "{% for t in themas() %}{% if t.code == \"onderwijz\" %}a{% endif %}{% endfor %}",
        "geen thema, interventie of maat `onderwijz`; bedoelde u `onderwijs`?",
        (1, 41, 9),
    ),
    (
        "{% for u in uitgelicht(van=\"ajb\") %}\n{% if u.van in [\"ajb\", \"ipda\"] %}a{% endif %}{% endfor %}",
        "geen interventie `ipda`; bedoelde u `ipta`?",
        (2, 25, 4),
    ),
    (
        "{% for u in uitgelicht(van=\"ajb\") %}{% if \"gestart\" == u.status %}a{% endif %}{% endfor %}",
        "geen status `gestart`; bedoelde u `gestopt`?",
        (1, 44, 7),
    ),
    (
        "{% for u in uitgelicht(van=\"ajb\") %}{% if u.gemeente != \"GM9999\" %}a{% endif %}{% endfor %}",
        "geen gemeente `GM9999`; bedoelde u `GM0599`?",
        (1, 58, 6),
    ),
];

const ARGUMENTS: &[Row] = &[
    (
        "{{ gemeenten(van=\"ajb\", stat=\"gepland\") }}",
        "deze functie kent geen `stat`; bedoelde u `status`?",
        (1, 25, 4),
    ),
    (
        "{{ dekking(van=1) }}",
        "deze functie kent geen `van`; tussen de haakjes hoort niets",
        (1, 12, 3),
    ),
    ("{{ som() }}", "`maat` ontbreekt; schrijf `maat=\"…\"` tussen de haakjes", (1, 4, 5)),
    (
        "{{ som(maat=3) }}",
        "hier staat een getal, maar er hoort een tekst tussen aanhalingstekens",
        (1, 13, 1),
    ),
    (
        "{{ som(\"ajb\") }}",
        "hier staat een tekst tussen aanhalingstekens, maar er hoort een naam, zoals `maat=`",
        (1, 8, 5),
    ),
    (
        "{{ 3 | replace(from=\"a\", to=\"b\") }}",
        "hier hoort een tekst tussen aanhalingstekens, maar dit is een getal",
        (1, 4, 1),
    ),
];

const BLOCKS: &[Row] = &[
    (
        "# Slot\n\n{% if n(van=\"ajb\") > 0 %}\nabc\n",
        "`{% if %}` is niet afgesloten: `{% endif %}` ontbreekt",
        (3, 1, 25),
    ),
    (
        "{% for u in themas() %}a",
        "`{% for %}` is niet afgesloten: `{% endfor %}` ontbreekt",
        (1, 1, 23),
    ),
    ("a {% endif %}", "`endif` zonder `{% if %}` ervoor", (1, 6, 5)),
    (
        "{% if true %}\na\n{% endfor %}",
        "hier staat `endfor`, maar `{% if %}` op regel 1 is nog niet afgesloten met `{% endif %}`",
        (3, 4, 6),
    ),
    ("{% iff true %}a{% endif %}", "geen opdracht `iff`; bedoelde u `if`?", (1, 4, 3)),
    ("{% if true %}{% else %}{% else %}{% endif %}", "`else` kan hier niet staan", (1, 27, 4)),
    ("a {# uitleg", "hier begint `{#`, maar `#}` aan het eind ontbreekt", (1, 3, 2)),
    ("a {{ n(van=\"ajb\")", "hier begint `{{`, maar `}}` aan het eind ontbreekt", (1, 3, 2)),
    ("{% raw %}a", "`{% raw %}` is niet afgesloten: `{% endraw %}` ontbreekt", (1, 1, 2)),
];

const SIGNS: &[Row] = &[
    ("{{ som(maat=\"ajb }}", "deze tekst heeft geen aanhalingsteken aan het eind", (1, 13, 1)),
    (
        "{{ som(maat=“ajb”) }}",
        "het teken `“` kan hier niet staan; gebruik hier rechte aanhalingstekens: `\"`",
        (1, 13, 1),
    ),
    ("{{ dekking( }}", "hier staat `}}`, maar er hoort een naam, zoals `maat=`", (1, 13, 2)),
    (
        "{{ som(maat=\"ajb\" }}",
        "hier staat `}}`, maar er ontbreekt een haakje `)` of een komma",
        (1, 19, 2),
    ),
    ("{{ dekking() }", "hier staat `}`, maar er hoort `}}`", (1, 14, 1)),
    ("{% for u themas() %}{% endfor %}", "hier staat `themas`, maar er hoort `in`", (1, 10, 6)),
    ("{% set x 3 %}", "hier hoort `=`, met daarachter wat onthouden moet worden", (1, 8, 1)),
    (
        "{% if 1 > %}a{% endif %}",
        "hier staat `%}`, maar er hoort een waarde: een functie, een naam, een getal, of een tekst tussen rechte aanhalingstekens",
        (1, 11, 2),
    ),
    (
        "{% for loop in themas() %}{% endfor %}",
        "`loop` kan geen naam zijn: het hoort bij de sjabloontaal",
        (1, 8, 4),
    ),
];

const VALUES: &[Row] = &[
    (
        "{% if \"a\" > 3 %}a{% endif %}",
        "een tekst tussen aanhalingstekens en een getal zijn niet te vergelijken",
        (1, 7, 7),
    ),
    ("{{ \"a\" + 1 }}", "rekenen kan alleen met getallen", (1, 4, 7)),
    (
        "{% for x in n(van=\"ajb\") %}{% endfor %}",
        "`for` gaat langs een lijst, en dit is een getal",
        (1, 13, 12),
    ),
    (
        "{% include \"rapport.md\" %}",
        "een sjabloon zet zichzelf neer: `colofon.md` → `rapport.md` → `colofon.md`; haal een van deze `include`-regels weg",
        (1, 12, 12),
    ),
];

#[test]
fn a_fault_is_told_in_dutch_with_its_line_and_carets_under_it() {
    let Composition { facts, mut templates, .. } = Year::changed(BTreeMap::clear).draft();
    let mut wrong = Vec::new();
    for (template, message, (line, column, width)) in
        [NAMES, CODES, ARGUMENTS, BLOCKS, SIGNS, VALUES].concat()
    {
        let (origin, text) = ("map/colofon.md".to_owned(), template.to_owned());
        templates.insert("colofon.md".to_owned(), Template { origin, text });
        let error =
            template::write(&facts, &templates, template::Text::Report).unwrap_err().to_string();
        let shown = template.lines().nth(line - 1).unwrap();
        let expected = format!(
            "{message}\n --> map/colofon.md:{line}:{column}\n  │\n{line} │ {shown}\n  │ {}{}",
            " ".repeat(column - 1),
            "^".repeat(width)
        );
        if error != expected {
            wrong.push(format!("{error}\nshould be\n{expected}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_names_that_are_not_there_are_told_at_once() {
    let year = Year::example();
    year.put_template("colofon.md", "{{ sum(maat=\"x\") }}\n\n{{ geenten(van=\"ajb\") }}");
    year.put_template("lessen.md", "{{ 1 | rond }}");
    let error = year.error();
    for place in ["colofon.md:1:4", "colofon.md:3:4", "lessen.md:1:8"] {
        assert!(error.contains(place), "{error}");
    }
    assert!(error.contains("geen filter `rond`; bedoelde u `round`?"), "{error}");
}

#[test]
fn a_fault_in_a_template_that_others_use_says_which() {
    let year = Year::example();
    year.put_template("lessen.md", "# Lessen\n\n{% include \"colofon.md\" %}\n");
    year.put_template("colofon.md", "\n{{ som(maat=\"ajb.aangemelt\") }}\n");
    let error = year.error();
    assert!(error.contains("templates/colofon.md:2:14"), "{error}");
    assert!(error.ends_with("templates/lessen.md:3:12"), "{error}");
    assert!(error.contains("\ngebruikt in "), "{error}");
}

#[test]
fn a_fault_that_a_change_brings_to_a_built_in_template_is_told_there() {
    let year = Year::example().edit(
        "constanten.toml",
        "[jeugdcriminaliteit-monitor]",
        "[jeugdcriminaliteit-monitors]",
    );
    let error = year.error();
    assert!(error.contains(" --> inleiding.md:14:"), "{error}");
    assert!(error.contains("bedoelde u `jeugdcriminaliteit-monitors`?"), "{error}");
}

#[test]
fn a_long_line_is_cut_around_the_fault() {
    let year = Year::example();
    let words = "woord ".repeat(50);
    year.put_template("colofon.md", &format!("{words}{{{{ sum(a=1) }}}} {words}"));
    let error = year.error();
    assert!(error.contains(":1:304\n"), "{error}");
    let [.., line, carets] = error.lines().collect::<Vec<_>>()[..] else { panic!("{error}") };
    assert!(line.chars().count() <= 100, "{line}");
    let under = line.chars().zip(carets.chars()).filter(|(_, caret)| *caret == '^');
    assert_eq!(under.map(|(c, _)| c).collect::<String>(), "sum");
}

#[test]
fn all_faults_of_all_templates_are_told_at_once() {
    let year = Year::whole();
    year.put_template(
        "colofon.md",
        "{% if n(van=\"ajb\") > 1000 %}{{ som(maat=\"ajb.aangemelt\") }}{% endif %}",
    );
    year.put_template("lessen.md", "# Lessen\n\n{% if true %}\n");
    year.put_template(
        "flexibel.md",
        "{{ sum(maat=\"x\") }} {{ gemeenten(van=\"ajbb\", status=u) }}",
    );
    year.put_template(
        "kwaliteit.md",
        "Nog {{ som(maat=\"ajb.aangemeld\") }} en nog eens {{ som(maat=\"ajb.aangemeld\") }}",
    );
    let error = year.error();
    for told in [
        "geen maat `ajb.aangemelt`; bedoelde u `ajb.aangemeld`?\n --> ",
        "colofon.md:1:42\n",
        "`{% if %}` is niet afgesloten: `{% endif %}` ontbreekt\n --> ",
        "lessen.md:3:1\n",
        "geen functie `sum`; bedoelde u `som`?\n --> ",
        "geen interventie `ajbb`; bedoelde u `ajb`?\n --> ",
        "flexibel.md:1:39\n",
        "typ `Nog` niet zelf bij een aantal",
        "kwaliteit.md:1:5\n",
        "kwaliteit.md:1:49\n",
    ] {
        assert_eq!(error.matches(told).count(), 1, "{told}\n\n{error}");
    }
}

#[test]
fn a_code_of_last_year_is_told_with_what_became_of_it() {
    let (_, draft, _) = example_2025::year();
    let changes = &draft.facts.cycle.changes;
    let change = changes.iter().find(|it| it.before.len() == 1 && it.now.len() == 1).unwrap();
    let text = format!("{{% if false %}}{{{{ som(maat=\"{}\") }}}}{{% endif %}}", change.before[0]);
    let template = Template { origin: "rapport.md".to_owned(), text };
    let templates = BTreeMap::from([("rapport.md".to_owned(), template)]);
    let error =
        template::write(&draft.facts, &templates, template::Text::Report).unwrap_err().to_string();
    let expected = format!("; volgens was-wordt.toml is die nu `{}`\n", change.now[0]);
    assert!(error.contains(&expected), "{error}");
}

#[test]
fn a_loop_without_end_is_stopped_where_it_stands() {
    let facts = Year::example().draft().facts;
    let loops = "{% for a in range(end=1000) %}\n{% for b in range(end=1000) %}{% for c in range(end=1000) -%}\n{% endfor %}{% endfor %}{% endfor %}";
    let remembered = format!("a\n{{% set x %}}{loops}{{% endset %}}{{{{ x }}}}");
    let long =
        format!("# a\n\n{{% for a in range(end=90000) %}}{}{{% endfor %}}", "woord ".repeat(20));
    // Without a loop, too.
    let doubled = format!("{{% set x = \"a\" %}}{}", "{% set x = x ~ x -%}\n".repeat(60));
    for (text, told, place) in [
        (loops, "de lussen in de sjablonen draaien samen te vaak", "rapport.md:2:31\n"),
        (
            remembered.as_str(),
            "de lussen in de sjablonen draaien samen te vaak",
            "rapport.md:3:31\n",
        ),
        (long.as_str(), "de tekst wordt te lang", "rapport.md:3:32\n"),
        (
            "{% for a in range(end=1000000000) %}a{% endfor %}",
            "hoogstens 100.000 getallen",
            "rapport.md:1:13\n",
        ),
        (
            "{% set x = \"woord\" %}\n{% for a in range(end=60) %}{% set_global x = x ~ x %}{% endfor %}",
            "wat hier wordt onthouden, is te lang",
            "rapport.md:2:29\n",
        ),
        (doubled.as_str(), "wat hier wordt onthouden, is te lang", "rapport.md:"),
        (
            "{% set x = \"a\" %}{% for a in range(end=60) %}\n{% set_global x %}{{ x }}{{ x }}{% endset %}{% endfor %}",
            "wat hier wordt onthouden, is te lang",
            "rapport.md:2:33\n",
        ),
    ] {
        let template = Template { origin: "rapport.md".to_owned(), text: text.to_owned() };
        let templates = BTreeMap::from([("rapport.md".to_owned(), template)]);
        let error =
            template::write(&facts, &templates, template::Text::Report).unwrap_err().to_string();
        assert!(error.contains(told) && error.contains(place), "{error}");
        assert_eq!(error.matches("-->").count(), 1, "{error}");
    }
}

#[test]
fn nesting_beyond_what_the_language_takes_is_told_in_dutch() {
    let facts = Year::example().draft().facts;
    for (text, told) in [
        ("{% if true %}".repeat(60), "hier staan te veel opdrachten in elkaar"),
        (
            format!("{{{{ {}1{} }}}}", "(".repeat(60), ")".repeat(60)),
            "dit is te lang om in één keer uit te rekenen",
        ),
        (
            "a \u{E000}0\u{E001}".to_owned(),
            "het onzichtbare teken U+E000 kan niet in een sjabloon staan",
        ),
    ] {
        let template = Template { origin: "rapport.md".to_owned(), text };
        let templates = BTreeMap::from([("rapport.md".to_owned(), template)]);
        let error =
            template::write(&facts, &templates, template::Text::Report).unwrap_err().to_string();
        assert!(error.starts_with(told) && error.contains(" --> rapport.md:1:"), "{error}");
    }
}

#[test]
fn a_chapter_can_be_left_out() {
    let year = Year::example();
    year.put_template(
        "rapport.md",
        "{% include \"inleiding.md\" %}\n\n{% include \"colofon.md\" %}\n",
    );
    assert!(year.markdown().contains("# Colofon"));
    year.put_template("colofn.md", "# Iets\n");
    let error = year.error();
    assert!(
        error.ends_with("colofn.md: dit sjabloon wordt nergens gebruikt; bedoelde u `colofon.md`?"),
        "{error}"
    );
}
