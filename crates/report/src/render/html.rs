//! The report as one HTML file that needs nothing beside it: no requests, fonts inside, and no script but that of a draft.
//!
//! Made to WCAG 2.2 AA: landmarks, a skip link, headings in order, named tables that scroll within the page.

mod contents;
mod head;
mod page;
mod provenance;
mod remarks;
mod style_sheet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::document::plain_text;
use crate::document::tree::{Align, Block, Document, Drawing, Inline, Layout, Meta, is_allowed};
use pmg_core::cycle::{Logo, Picture};
use pmg_core::escape;

use super::{labelled, notes_in};
use crate::picture;
use crate::tables;

use page::Page;
use provenance::lines_of_one;

/// Renders the document as a HTML page.
///
/// The report's title is the page's `h1`, so a chapter becomes `h2`. Marked text becomes an element with
/// `data-basis`, and a link to its provenance if it has one. Identifiers of our own start with `_`, so that they
/// never meet those of headings.
#[must_use]
pub fn render(document: &Document) -> String {
    let mut page = Page::of(document);
    page.head(document);
    page.header(&document.meta, document.style.logo.as_ref());
    page.out.push_str("<div class=\"vel\">\n");
    page.contents(document);
    page.out.push_str("<main id=\"_tekst\" tabindex=\"-1\">\n");
    page.blocks(&document.blocks);
    page.footnotes(&document.footnotes);
    page.provenances(&document.provenances);
    page.out.push_str("</main>\n</div>\n");
    page.footer(&document.meta);
    page.out
}

impl Page<'_> {
    fn header(&mut self, meta: &Meta, logo: Option<&Logo>) {
        self.out.push_str("<a class=\"sla-over\" href=\"#_tekst\">Naar de tekst</a>\n<header id=\"_boven\" tabindex=\"-1\">\n");
        if meta.edition.is_draft() || meta.notice.is_some() {
            self.out.push_str("<p class=\"melding\">");
            if meta.edition.is_draft() {
                let label = escape::html(&meta.label);
                self.put(format_args!(
                    "<strong>{label}</strong> Dit is nog niet de definitieve tekst. "
                ));
            }
            if let Some(notice) = &meta.notice {
                self.put(format_args!("{}", escape::html(notice)));
            }
            self.out.push_str("</p>\n");
        }
        self.out.push_str("<div class=\"titel\">\n");
        // In the page itself, so that it goes wherever the page goes.
        if let Some(logo) = logo {
            self.picture(" class=\"logo\"", &logo.picture, &logo.alternative);
        }
        self.put(format_args!(
            "<h1>{}</h1>\n<p class=\"ondertitel\">{}</p>\n\
             <p class=\"uitgave\">{}, <time datetime=\"{}\">{}</time></p>\n</div>\n</header>\n",
            escape::html(&meta.title),
            escape::html(&meta.subtitle),
            escape::html(&meta.organisation),
            meta.date,
            escape::html(&meta.published),
        ));
    }

    /// A picture; `class` is the attribute that says which.
    fn picture(&mut self, class: &str, picture: &Picture, alternative: &str) {
        self.put(format_args!(
            "<img{class} src=\"data:{};base64,{}\" alt=\"{}\">\n",
            picture.kind.media_type(),
            STANDARD.encode(&picture.bytes),
            escape::html(alternative),
        ));
    }

    fn footer(&mut self, meta: &Meta) {
        self.put(format_args!(
            "<footer>\n<p>{}, {}</p>\n",
            escape::html(&meta.organisation),
            escape::html(&meta.published),
        ));
        if meta.edition.is_final() && meta.layout == Layout::Report {
            self.tables();
        }
        self.out.push_str("<p><a href=\"#_boven\">Naar boven</a></p>\n</footer>\n");
        self.remarks(meta);
        self.out.push_str("</body>\n</html>\n");
    }

    /// Links to the tables that lie beside a final edition.
    fn tables(&mut self) {
        let link = |name: &&str| format!("<a href=\"{name}\">{name}</a>");
        let links: Vec<String> = tables::FOR_READERS.iter().map(link).collect();
        self.put(format_args!("<p>Deze cijfers als tabellen: {}</p>\n", links.join(", ")));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, id, content } => self.heading(*level, id, content),
            Block::Paragraph { content } => self.element("p", content),
            Block::List { start, is_cards, items } => {
                // In a quote, the link stands behind all of it.
                if self.awaited == 0 {
                    self.awaited = lines_of_one(std::slice::from_ref(block));
                }
                self.list(*start, *is_cards, items);
            }
            Block::Box { level, id, title, blocks } => {
                self.put(format_args!(
                    "<aside class=\"kader\" aria-labelledby=\"{}\">\n",
                    escape::html(id)
                ));
                self.heading(*level, id, title);
                self.blocks(blocks);
                self.out.push_str("</aside>\n");
            }
            Block::Quote { blocks, attribution } => {
                self.out.push_str("<figure class=\"citaat\">\n<blockquote>\n");
                self.awaited = lines_of_one(blocks);
                self.blocks(blocks);
                self.awaited = 0;
                self.out.push_str("</blockquote>\n");
                if let Some(attribution) = attribution {
                    self.element("figcaption", attribution);
                }
                self.out.push_str("</figure>\n");
            }
            Block::Table { label, caption, columns, header, rows } => {
                self.table(&labelled(label, caption), columns, header, rows);
            }
            Block::Chart { drawing, data } => self.chart(drawing, data),
            Block::Photo { photo, credit, .. } => {
                self.out.push_str("<figure class=\"foto\">\n");
                self.picture("", &photo.picture, &photo.alternative);
                self.element("figcaption", credit);
                self.out.push_str("</figure>\n");
            }
        }
    }

    /// A heading, one level below its level in the document: `h1` is the report's title.
    fn heading(&mut self, level: u8, id: &str, content: &[Inline]) {
        let level = level.clamp(1, 5) + 1;
        self.heading = Some(id.to_owned());
        self.put(format_args!("<h{level} id=\"{}\">", escape::html(id)));
        self.run(content);
        self.put(format_args!("</h{level}>\n"));
    }

    fn element(&mut self, name: &str, content: &[Inline]) {
        self.put(format_args!("<{name}>"));
        self.run(content);
        self.put(format_args!("</{name}>\n"));
    }

    fn list(&mut self, start: Option<u64>, is_cards: bool, items: &[Vec<Block>]) {
        match start {
            None if is_cards => self.out.push_str("<ul class=\"kaarten\">\n"),
            None => self.out.push_str("<ul>\n"),
            Some(1) => self.out.push_str("<ol>\n"),
            Some(start) => self.put(format_args!("<ol start=\"{start}\">\n")),
        }
        for item in items {
            self.out.push_str("<li>");
            if let [Block::Paragraph { content }, rest @ ..] = item.as_slice() {
                self.run(content);
                if !rest.is_empty() {
                    self.out.push('\n');
                }
                self.blocks(rest);
            } else {
                self.blocks(item);
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// A table in a frame that scrolls by itself, also by keyboard, so that the page never has to.
    fn table(
        &mut self,
        caption: &[Inline],
        columns: &[Align],
        header: &[Vec<Inline>],
        rows: &[Vec<Vec<Inline>>],
    ) {
        // Without a caption it is called as what stands above it.
        let named = if caption.is_empty() { self.heading.clone() } else { None };
        if let Some(heading) = named {
            self.put(format_args!(
                "<div class=\"tabel\" role=\"region\" aria-labelledby=\"{}\" tabindex=\"0\">\n<table>\n",
                escape::html(&heading)
            ));
        } else {
            self.tables += 1;
            let number = self.tables;
            self.put(format_args!(
                "<div class=\"tabel\" role=\"region\" aria-labelledby=\"_tabel-{number}\" tabindex=\"0\">\n\
                 <table>\n<caption id=\"_tabel-{number}\">"
            ));
            self.run(caption);
            self.out.push_str("</caption>\n");
        }
        self.out.push_str("<thead>\n<tr>");
        for (x, cell) in header.iter().enumerate() {
            self.cell("th scope=\"col\"", columns.get(x), cell);
        }
        self.out.push_str("</tr>\n</thead>\n<tbody>\n");
        // What stands first in a row of text and numbers says what the row is about.
        let names_rows = columns.len() > 1 && columns.first() == Some(&Align::Left);
        for row in rows {
            self.out.push_str("<tr>");
            for (x, cell) in row.iter().enumerate() {
                let names_row = x == 0 && names_rows && !plain_text(cell).trim().is_empty();
                if names_row {
                    self.cell("th scope=\"row\"", columns.get(x), cell);
                    continue;
                }
                // Where the cells stand under each other, each says of which column it is.
                let column = header.get(x).map(|name| plain_text(name)).unwrap_or_default();
                let tag = format!("td data-kolom=\"{}\"", escape::html(column.trim()));
                self.cell(&tag, columns.get(x), cell);
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</tbody>\n</table>\n</div>\n");
    }

    /// A picture, with the table of its figures folded up under it.
    fn chart(&mut self, drawing: &Drawing, data: &Block) {
        let Block::Table { label, caption, .. } = data else { return };
        self.out.push_str("<figure class=\"grafiek\">\n");
        self.in_picture = true;
        self.element("figcaption", &labelled(label, caption));
        self.in_picture = false;
        self.out.push_str(&picture::svg(drawing, data, &self.style.palette.light));
        self.out.push_str("<details>\n<summary>De cijfers bij deze figuur</summary>\n");
        self.block(data);
        self.out.push_str("</details>\n</figure>\n");
    }

    /// A cell; `tag` is the name of the element with its attributes.
    fn cell(&mut self, tag: &str, align: Option<&Align>, content: &[Inline]) {
        let class = if align == Some(&Align::Right) { " class=\"getal\"" } else { "" };
        let name = tag.split(' ').next().unwrap_or(tag);
        self.put(format_args!("<{tag}{class}>"));
        self.run(content);
        self.put(format_args!("</{name}>"));
    }

    fn run(&mut self, nodes: &[Inline]) {
        for (index, node) in nodes.iter().enumerate() {
            match node {
                Inline::Marked { text, basis } => {
                    self.figure(text, basis, provenance::goes_on(&nodes[index + 1..], basis));
                }
                node => self.inline(node),
            }
        }
    }

    fn inline(&mut self, node: &Inline) {
        match node {
            Inline::Text { text } => self.put(format_args!("{}", escape::html(text))),
            Inline::Marked { text, basis } => self.figure(text, basis, false),
            Inline::Emphasis { content } => {
                self.out.push_str("<em>");
                self.run(content);
                self.out.push_str("</em>");
            }
            Inline::Strong { content } => {
                self.out.push_str("<strong>");
                self.run(content);
                self.out.push_str("</strong>");
            }
            Inline::Link { url, content } if is_allowed(url) && !self.in_link => {
                self.in_link = true;
                self.put(format_args!("<a href=\"{}\">", escape::html(url)));
                self.run(content);
                self.out.push_str("</a>");
                self.in_link = false;
                for index in notes_in(content) {
                    self.reference(index);
                }
            }
            Inline::Link { content, .. } => self.run(content),
            Inline::Footnote { .. } if self.in_link => {}
            Inline::Footnote { index } => self.reference(*index),
            Inline::Break => self.out.push_str("<br>\n"),
            // The caption of a picture is that of the table below it, which has the number.
            Inline::Sentence { .. } if self.in_picture => {}
            Inline::Sentence { number } => self.put(format_args!(
                "<span class=\"zin\" id=\"_z{number}\" data-zin=\"{number}\"></span>"
            )),
        }
    }

    /// A reference to a footnote.
    fn reference(&mut self, index: usize) {
        let Some(count) = self.references.get_mut(index) else { return };
        *count += 1;
        let (number, place) = (index + 1, *count);
        self.put(format_args!(
            "<sup><a class=\"noot\" id=\"_terug-{number}-{place}\" href=\"#_noot-{number}\" \
             role=\"doc-noteref\" aria-label=\"Voetnoot {number}\">{number}</a></sup>"
        ));
    }

    /// The footnotes, each with a way back to every place that refers to it.
    fn footnotes(&mut self, footnotes: &[Vec<Inline>]) {
        if footnotes.is_empty() {
            return;
        }
        self.out.push_str(
            "<section class=\"voetnoten\" role=\"doc-endnotes\" aria-labelledby=\"_voetnoten\">\n\
             <h2 id=\"_voetnoten\">Voetnoten</h2>\n<ol>\n",
        );
        for (index, note) in footnotes.iter().enumerate() {
            let number = index + 1;
            self.put(format_args!("<li id=\"_noot-{number}\" tabindex=\"-1\">"));
            self.run(note);
            for place in 1..=self.references[index] {
                self.put(format_args!(
                    " <a class=\"terug\" href=\"#_terug-{number}-{place}\" role=\"doc-backlink\" \
                     aria-label=\"Terug naar de tekst bij voetnoot {number}"
                ));
                if place > 1 {
                    self.put(format_args!(", plaats {place}"));
                }
                self.out.push_str("\">Terug</a>");
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

#[cfg(test)]
mod tests;
