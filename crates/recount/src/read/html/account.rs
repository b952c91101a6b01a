//! Reads the account of the figures that stands behind the text of the page.

use super::page::ACCOUNT;
use super::references::{attribute, unescaped};

/// What the account says of one figure.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its title.
    pub(crate) title: String,
    /// The code of what it is about; `None` if that has none.
    pub(crate) code: Option<String>,
    /// How it came about.
    pub(crate) how: String,
    /// The cells of each row, the name of the municipality first.
    pub(crate) rows: Vec<Vec<String>>,
    /// What stands around the table: who is not in the figure, and why.
    pub(crate) paragraphs: Vec<String>,
}

/// The parts of the account; empty if the page has no account.
pub(crate) fn read_account(html: &str) -> Vec<Part> {
    let mut reader = Reader::default();
    for piece in account(html).split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        reader.tag(tag);
        reader.text.push_str(&unescaped(text));
    }
    reader.parts
}

/// The markup of the account; empty if the page has none.
fn account(html: &str) -> &str {
    let (_, from) = html.split_once(&format!(" id=\"{}\"", ACCOUNT.1)).unwrap_or_default();
    from.split("</section>").next().unwrap_or_default()
}

#[derive(Default)]
struct Reader {
    parts: Vec<Part>,
    /// What was read of the element that is open.
    text: String,
    /// Whether a paragraph only leads back to the text.
    leads_back: bool,
}

impl Reader {
    fn tag(&mut self, tag: &str) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        let class = attribute(tag, "class").unwrap_or_default();
        if name == "div" && class == "grond" {
            self.parts.push(Part::default());
        }
        let Some(part) = self.parts.last_mut() else { return };
        match (name, class.as_str()) {
            ("p", _) => {
                self.leads_back = class == "terug-naar";
                self.text.clear();
            }
            ("h3" | "th" | "td", _) => self.text.clear(),
            ("/h3", _) => part.title = std::mem::take(&mut self.text),
            ("tr", _) => part.rows.push(Vec::new()),
            ("span", "code") => part.how = std::mem::take(&mut self.text),
            ("/span", _) => part.code = Some(std::mem::take(&mut self.text)),
            ("/th" | "/td", _) => {
                let cell = std::mem::take(&mut self.text);
                part.rows.last_mut().into_iter().for_each(|row| row.push(cell.clone()));
            }
            // The names of the columns are no row.
            ("/thead", _) => part.rows.clear(),
            ("/p", _) if !self.leads_back && !self.text.trim().is_empty() => {
                part.paragraphs.push(std::mem::take(&mut self.text));
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_read_with_its_rows_and_what_is_not_in_the_figure() {
        let html = "<p>Vooraf <span id=\"_uitleg\">toont</span></p>\
            <section class=\"onderbouwing\" id=\"_onderbouwing\"><h2>Kop</h2>\n<p>Elk cijfer</p>\n\
            <div class=\"grond\" id=\"_b1\" role=\"group\"><h3>Vraag 1</h3>\n<p>Som: 5. <span class=\"code\">a.b</span></p>\n\
            <table>\n<thead><tr><th scope=\"col\">Gemeente</th><th scope=\"col\">Opgave</th></tr></thead>\n\
            <tbody>\n<tr><th scope=\"row\">&#39;s-Dorp</th><td>5</td></tr>\n</tbody></table>\n\
            <p>Niet in het cijfer, onbekend: C.</p>\n\
            <p class=\"terug-naar\">Terug: <a href=\"#_c1-1\">1</a></p>\n</div>\n</section><p>Daarna</p>";
        let row = ["'s-Dorp", "5"].map(str::to_owned).to_vec();
        let part = Part {
            title: "Vraag 1".to_owned(),
            code: Some("a.b".to_owned()),
            how: "Som: 5. ".to_owned(),
            rows: vec![row],
            paragraphs: vec!["Niet in het cijfer, onbekend: C.".to_owned()],
        };
        assert_eq!(read_account(html), [part]);
        assert_eq!(read_account("<p>Zonder</p>"), []);
    }
}
