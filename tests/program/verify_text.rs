//! The text of Markdown, page and PDF beside each other: whichever number is another, it is found.

use std::ops::Range;

use pmg_monitor::pipeline::Report;
use pmg_monitor::recount::{Difference, markdown_unlike, pages_unlike};

use crate::verify::{example, whole};

/// The runs of digits in a text.
fn digits(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
        match found.last_mut() {
            Some(last) if last.end == at => last.end += 1,
            _ => found.push(at..at + 1),
        }
    }
    found
}

/// The text with another last digit in this run.
fn other_digit(text: &str, run: &Range<usize>) -> String {
    let digit = text.as_bytes()[run.end - 1] - b'0';
    let mut changed = text.to_owned();
    changed.replace_range(run.end - 1..run.end, &((digit + 1) % 10).to_string());
    changed
}

/// Where a text lies between these two, in its order.
fn between(text: &str, from: &str, to: &str) -> Vec<Range<usize>> {
    let whole = |(start, _)| {
        let length = text[start..].find(to).unwrap_or_else(|| panic!("{from} without {to}"));
        start..start + length
    };
    text.match_indices(from).map(whole).collect()
}

fn is_in(parts: &[Range<usize>], at: usize) -> bool {
    let begun = parts.partition_point(|part| part.start <= at);
    parts[..begun].last().is_some_and(|part| part.contains(&at))
}

/// How many numbers are changed in one go; those of one go stand far apart.
const AT_ONCE: usize = 30;

/// Whatever number is another, it is told: many in one go, and where not each of these has a difference of its own that
/// says it, half of them at a time, until one stands alone.
#[track_caller]
fn each_is_found(text: &str, runs: &[Range<usize>], told: impl Fn(&str) -> Vec<Difference>) {
    assert_eq!(told(text), []);
    let apart = runs.len().div_ceil(AT_ONCE);
    for first in 0..apart {
        let some: Vec<_> = runs.iter().skip(first).step_by(apart).collect();
        let missed = some_are_found(text, &some, &told);
        assert_eq!(missed, None, "this number is not missed");
    }
}

/// The words before the first number whose change is not told; `None` if each is.
fn some_are_found(
    text: &str,
    some: &[&Range<usize>],
    told: &impl Fn(&str) -> Vec<Difference>,
) -> Option<String> {
    let changed = some.iter().fold(text.to_owned(), |text, run| other_digit(&text, run));
    let differences = told(&changed);
    if let [run] = some {
        let start = text.floor_char_boundary(run.start.saturating_sub(40));
        return differences.is_empty().then(|| text[start..run.end].to_owned());
    }
    let says = |(difference, run): (&Difference, &&Range<usize>)| {
        let number = &changed[run.start..run.end];
        difference.found.contains(number) || difference.expected.contains(number)
    };
    if differences.len() == some.len() && differences.iter().zip(some).all(says) {
        return None;
    }
    // Every second one, so that those that are left stand further apart.
    [0, 1].into_iter().find_map(|first| {
        let half: Vec<&Range<usize>> = some.iter().skip(first).step_by(2).copied().collect();
        some_are_found(text, &half, told)
    })
}

#[test]
fn each_number_of_the_markdown_is_found_when_it_is_another() {
    let (_, Report { html, markdown, .. }) = example();
    // Where links lead is held against the page apart from the text.
    let addresses = between(markdown, "](", ")");
    let mut runs = digits(markdown);
    runs.retain(|run| !is_in(&addresses, run.start));
    assert!(runs.len() > 150);
    each_is_found(markdown, &runs, |changed| markdown_unlike(html, changed));
}

#[test]
fn each_number_of_the_page_is_found_when_it_is_another() {
    // All kinds of pictures with it.
    let (draft, Report { html, markdown, pdf, .. }) = whole();
    let body = html.find("<main").unwrap();
    let (head, body) = html.split_at(body);
    let body = &body[..body.find("<section class=\"onderbouwing\"").unwrap()];
    let tags = between(body, "<", ">");
    // The name of a picture is held against its caption.
    let names = between(body, "<title>", "</title>");
    let is_entity = |at: usize| body[..at].ends_with("&#");
    let is_text = |at: usize| !is_in(&tags, at) && !is_entity(at) && !is_in(&names, at);
    let runs = digits(body).into_iter().filter(|run| is_text(run.start));
    // Markdown has the table of a picture; what is drawn is held against the pages.
    let drawings = between(body, "<figure class=\"grafiek\">", "<details>");
    let is_drawn = |run: &Range<usize>| is_in(&drawings, run.start);
    let (drawn, written): (Vec<_>, Vec<_>) = runs.partition(is_drawn);
    let whole = |body: &str| head.to_owned() + body;
    each_is_found(body, &written, |body| markdown_unlike(&whole(body), markdown));
    let pages = pmg_recount::page_texts(pdf).unwrap();
    let notice = draft.facts.cycle.settings.notice.as_deref().unwrap();
    assert!(drawn.len() > 50);
    each_is_found(body, &drawn, |body| pages_unlike(&whole(body), &pages, notice));
}

#[test]
fn each_number_of_the_pages_is_found_when_it_is_another() {
    let (draft, Report { html, pdf, .. }) = example();
    let notice = draft.facts.cycle.settings.notice.as_deref().unwrap();
    let pages = pmg_recount::page_texts(pdf).unwrap();
    // The second page has the list of chapters, and each page its number at its foot.
    let account =
        pages.iter().rposition(|page| page.contains("Elk cijfer in de tekst is een link"));
    let mut runs = Vec::new();
    let mut start = 0;
    for (at, page) in pages.iter().enumerate().take(account.unwrap()) {
        let foot = page.find("Pagina ").unwrap_or(page.len());
        let of_text = digits(page).into_iter().filter(|run| at != 1 && run.start < foot);
        runs.extend(of_text.map(|run| start + run.start..start + run.end));
        start += page.len() + PAGE_ENDS.len_utf8();
    }
    assert!(runs.len() > 150);
    each_is_found(&pages.join(&PAGE_ENDS.to_string()), &runs, |text| {
        let pages: Vec<String> = text.split(PAGE_ENDS).map(str::to_owned).collect();
        pages_unlike(html, &pages, notice)
    });
}

/// Stands between two pages.
const PAGE_ENDS: char = '\u{c}';

#[test]
fn each_number_word_is_found_when_it_is_another() {
    let (_, Report { html, markdown, .. }) = example();
    for word in ["één", "twee", "drie", "vier", "vijf", "zes", "zeven", "negen", "Eén", "Drie"] {
        for (at, _) in markdown.match_indices(word) {
            let mut changed = markdown.clone();
            changed.replace_range(at..at + word.len(), "acht");
            let told = markdown_unlike(html, &changed);
            assert!(!told.is_empty(), "{word} at {at}");
        }
    }
}

#[test]
fn the_account_of_the_figures_is_no_part_of_the_text() {
    let (draft, Report { html, pdf, .. }) = example();
    let notice = draft.facts.cycle.settings.notice.as_deref().unwrap();
    let account = "<section id=\"_onderbouwing\"><h2>Waar de cijfers op rusten</h2><table><tr><td data-basis=\"som:ajb.aangemeld\">3</td></tr></table></section>";
    let html = html.replace("</main>", &format!("{account}</main>"));
    let (_, Report { markdown, .. }) = example();
    assert_eq!(markdown_unlike(&html, markdown), []);
    // Without the account that the draft has already.
    let mut pages = pmg_recount::page_texts(pdf).unwrap();
    let account = |page: &String| page.contains("Elk cijfer in de tekst is een link");
    pages.truncate(pages.iter().rposition(account).unwrap());
    let page = |inside: &str| {
        let (head, title) =
            (format!("CON CE PT 1 {notice}\n {inside}\n"), "Rapportage Preventie met Gezag 2024");
        format!("{head}{title} Pagina 17 van 18")
    };
    let heading = "Waar de cijfers op rusten\n";
    let opens = page(&format!("{heading} {heading} 12 van 15"));
    let goes_on = page(&format!("{heading} 13 van 15"));
    let on_its_own = [pages.clone(), vec![opens, goes_on.clone()]].concat();
    assert_eq!(pages_unlike(&html, &on_its_own, notice), []);
    let mut on_the_last = pages.clone();
    let last = on_the_last.last_mut().unwrap();
    let foot = last.rfind("Rapportage").unwrap();
    last.insert_str(foot, &format!("{heading} 12 van 15\n"));
    on_the_last.push(goes_on);
    assert_eq!(pages_unlike(&html, &on_the_last, notice), []);
    on_the_last.insert(pages.len(), page("Colofon\n Nog 14 gemeenten."));
    assert_eq!(pages_unlike(&html, &on_the_last, notice), [], "behind the account");
    let before = [pages, vec![page("Colofon\n Nog 14 gemeenten.")]].concat();
    assert_eq!(pages_unlike(&html, &before, notice).len(), 1);
}
