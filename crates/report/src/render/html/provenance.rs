//! The account of the figures: each figure in the text is a link to its part of it, and each part links back. While a
//! part is open it stands over the foot of the page, by the style sheet alone.

use crate::document::bases_in;
use crate::document::tree::{Block, Given, Inline, LeftOut, Provenance, Provenances};
use pmg_core::basis::Basis;
use pmg_core::escape;

use super::page::Page;

/// Own words up to so many characters are a link themselves; a longer passage has one behind it.
const LONGEST_LINK: usize = 60;

impl Page<'_> {
    /// Writes marked text, as a link to its provenance if it has one and is not in a link already. A long passage of
    /// somebody's own words has the link behind it.
    ///
    /// A passage that `goes_on` has its link at its end.
    pub(super) fn figure(&mut self, text: &str, basis: &Basis, goes_on: bool) {
        let goes_on = goes_on || self.awaited > 1;
        self.awaited = self.awaited.saturating_sub(1);
        let provenance =
            self.provenances.of.get(basis).copied().filter(|_| !self.in_link && !goes_on);
        let is_passage = basis.is_prose() && text.chars().count() > LONGEST_LINK;
        let basis = basis.to_string();
        let (text, basis) = (escape::html(text), escape::html(&basis));
        let Some(provenance) = provenance else {
            return self.put(format_args!("<span data-basis=\"{basis}\">{text}</span>"));
        };
        self.leaning[provenance] += 1;
        let (part, place) = (provenance + 1, self.leaning[provenance]);
        if is_passage {
            return self.put(format_args!(
                "<span data-basis=\"{basis}\">{text}</span><a class=\"bron\" id=\"_c{part}-{place}\" href=\"#_b{part}\" \
                 aria-label=\"Bron\" aria-describedby=\"_uitleg\"></a>"
            ));
        }
        self.put(format_args!(
            "<a class=\"cijfer\" id=\"_c{part}-{place}\" href=\"#_b{part}\" data-basis=\"{basis}\" \
             aria-describedby=\"_uitleg\">{text}</a>"
        ));
    }

    /// Writes the parts, in the order in which the text first refers to them.
    pub(super) fn provenances(&mut self, provenances: &Provenances) {
        if provenances.list.is_empty() {
            return;
        }
        self.out.push_str(
            "<span id=\"_dicht\"></span>\n<section class=\"onderbouwing\" id=\"_onderbouwing\" tabindex=\"-1\" aria-labelledby=\"_onderbouwing-kop\">\n\
             <h2 id=\"_onderbouwing-kop\">Waar de cijfers op rusten</h2>\n\
             <p>Elk cijfer in de tekst is een link hierheen. Per cijfer staat hier hoe het tot stand kwam, en op \
             welke opgaven van gemeenten het rust. Achter een tekst van een gemeente of een partner staat daarvoor het \
             woord bron. <span id=\"_uitleg\" hidden>toont waar dit op rust</span></p>\n",
        );
        for (index, provenance) in provenances.list.iter().enumerate() {
            self.provenance(index, provenance);
        }
        self.out.push_str("</section>\n");
    }

    fn provenance(&mut self, index: usize, provenance: &Provenance) {
        let part = index + 1;
        self.put(format_args!(
            "<div class=\"grond\" id=\"_b{part}\" role=\"group\" tabindex=\"-1\" aria-labelledby=\"_b{part}-kop\">\n\
             <h3 id=\"_b{part}-kop\">{}</h3>\n<p>{}",
            escape::html(&provenance.title),
            escape::html(&provenance.how)
        ));
        if let Some(code) = &provenance.code {
            self.put(format_args!(" <span class=\"code\">{}</span>", escape::html(code)));
        }
        self.out.push_str("</p>\n");
        if !provenance.given.is_empty() {
            self.given(part, &provenance.given);
        }
        for left_out in &provenance.left_out {
            self.left_out(left_out);
        }
        self.out.push_str("<p class=\"terug-naar\">Terug naar de tekst:");
        for place in 1..=self.leaning[index] {
            self.put(format_args!(
                " <a href=\"#_c{part}-{place}\" aria-label=\"Terug naar de tekst, plaats {place}\">{place}</a>"
            ));
        }
        self.out.push_str(" <a class=\"sluit\" href=\"#_dicht\">Sluiten</a></p>\n</div>\n");
    }

    /// A table of what was given; without numbers or statuses it is a list of names.
    fn given(&mut self, part: usize, given: &[Given]) {
        let valued = given.iter().any(|each| !each.value.is_empty());
        let placed = given.iter().any(|each| !about(each).is_empty());
        if !valued && !placed {
            let names: Vec<&str> = given.iter().map(|each| each.name.as_str()).collect();
            return self.put(format_args!("<p>{}.</p>\n", escape::html(&names.join(", "))));
        }
        self.put(format_args!(
            "<div class=\"tabel\" role=\"group\" aria-labelledby=\"_b{part}-kop\" tabindex=\"0\">\n<table>\n\
             <thead><tr><th scope=\"col\">Gemeente</th>{}{}</tr></thead>\n<tbody>\n",
            if valued { "<th scope=\"col\">Opgave</th>" } else { "" },
            if placed { "<th scope=\"col\">Waar het staat</th>" } else { "" }
        ));
        for each in given {
            self.put(format_args!("<tr><th scope=\"row\">{}</th>", escape::html(&each.name)));
            if valued {
                self.put(format_args!("<td>{}</td>", escape::html(&each.said())));
            }
            if placed {
                self.put(format_args!("<td>{}</td>", escape::html(&about(each))));
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn left_out(&mut self, left_out: &LeftOut) {
        self.put(format_args!("<p>Niet in het cijfer, {}: ", escape::html(&left_out.why)));
        for (index, given) in left_out.given.iter().enumerate() {
            let comma = if index == 0 { "" } else { ", " };
            self.put(format_args!("{comma}{}", escape::html(&given.name)));
            let said = given.said();
            if !said.is_empty() {
                self.put(format_args!(" ({})", escape::html(&said)));
            }
        }
        self.out.push_str(".</p>\n");
    }
}

/// How many lines of the same words some blocks have; none if what they say is not all somebody's own words.
pub(super) fn lines_of_one(blocks: &[Block]) -> usize {
    let bases = bases_in(blocks);
    let is_one = bases.first().is_some_and(|it| it.is_quoted() && bases.iter().all(|o| o == it));
    if is_one { bases.len() } else { 0 }
}

/// Whether own words go on in the next line.
pub(super) fn goes_on(rest: &[Inline], basis: &Basis) -> bool {
    match rest {
        [Inline::Break, Inline::Marked { basis: next, .. }, ..]
        | [Inline::Break, Inline::Sentence { .. }, Inline::Marked { basis: next, .. }, ..] => {
            basis.is_quoted() && next == basis
        }
        _ => false,
    }
}

/// The cell, the reference date and the remark of an answer, as far as a reader may know them.
fn about(each: &Given) -> String {
    let date = each.date.as_ref().map(|date| format!("peildatum {date}"));
    let remark = each.remark.as_ref().map(|remark| format!("“{remark}”"));
    let place = each.place.as_ref().map(ToString::to_string);
    [place, date, remark].into_iter().flatten().collect::<Vec<_>>().join("; ")
}
