//! The styles of a workbook, to which those of marked cells and of the sheet `Controle` are added.

use crate::finding::Severity;

use super::error::Unmarkable;
use super::xml::{self, Edits};

/// Fills: red for an error, amber for a warning (the note says it in words), and for a header.
const FILLS: [&str; 3] = ["FFF4B6B0", "FFFFD666", "FF1F3A5F"];

/// Fonts of the sheet `Bevindingen`: a title, a header, text, a link.
const FONTS: [&str; 4] = [
    r#"<b/><sz val="16"/><color rgb="FF1F3A5F"/>"#,
    r#"<b/><sz val="11"/><color rgb="FFFFFFFF"/>"#,
    r#"<sz val="11"/><color rgb="FF000000"/>"#,
    r#"<u/><sz val="11"/><color rgb="FF0B57A4"/>"#,
];

/// What a cell of the sheet `Bevindingen` looks like.
#[derive(Debug, Clone, Copy)]
pub(super) enum Look {
    Title,
    Note,
    Header,
    Text,
    Link,
    Error,
    Warning,
}

/// Adds styles and knows their numbers.
pub(super) struct Styles {
    text: String,
    /// How many fonts, fills and borders there were.
    before: [usize; 3],
    /// How many styles of cells and how many conditional formats there were.
    looks: usize,
    formats: usize,
}

impl Styles {
    pub(super) fn new(text: String) -> Result<Self, Unmarkable> {
        let count = |name| Ok(xml::required(&text, 1, name)?.children.len());
        let before = [count("fonts")?, count("fills")?, count("borders")?];
        let looks = count("cellXfs")?;
        let formats = xml::element(&text, 1, "dxfs")?.map_or(0, |list| list.children.len());
        Ok(Self { text, before, looks, formats })
    }

    /// The number of the style for a look.
    pub(super) fn look(&self, look: Look) -> usize {
        self.looks + look as usize
    }

    /// The number of the conditional format with the colour for a severity.
    pub(super) fn colour(&self, severity: Severity) -> usize {
        self.formats + usize::from(severity == Severity::Warning)
    }

    /// The changed part.
    pub(super) fn close(self) -> Result<String, Unmarkable> {
        let mut edits = Edits::default();
        let fonts = FONTS
            .map(|font| format!(r#"<font>{font}<name val="Calibri"/><family val="2"/></font>"#));
        let fills = FILLS.map(|colour| {
            format!(
                r#"<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor indexed="64"/></patternFill></fill>"#
            )
        });
        let side = |name| format!(r#"<{name} style="thin"><color rgb="FFC8CED6"/></{name}>"#);
        let sides = ["left", "right", "top", "bottom"].map(side).concat();
        let border = format!("<border>{sides}<diagonal/></border>");
        for (name, new) in [("fonts", &fonts[..]), ("fills", &fills), ("borders", &[border])] {
            let list = xml::required(&self.text, 1, name)?;
            let xml = xml::prefixed(&new.concat(), list.open.prefix());
            edits.append(&list, new.len(), &xml);
        }
        let list = xml::required(&self.text, 1, "cellXfs")?;
        let prefix = list.open.prefix();
        let looks = looks(self.before);
        edits.append(&list, looks.len(), &xml::prefixed(&looks.concat(), prefix));
        let colours = FILLS[..2].iter().map(|colour| {
            format!(
                r#"<dxf><fill><patternFill patternType="solid"><fgColor rgb="{colour}"/><bgColor rgb="{colour}"/></patternFill></fill></dxf>"#
            )
        });
        let colours = xml::prefixed(&colours.collect::<String>(), prefix);
        if let Some(list) = xml::element(&self.text, 1, "dxfs")? {
            edits.append(&list, 2, &colours);
        } else {
            let names = xml::element(&self.text, 1, "cellStyles")?;
            let at = names.map_or(list.end, |names| names.end);
            edits.insert(at, &format!(r#"<{prefix}dxfs count="2">{colours}</{prefix}dxfs>"#));
        }
        edits.apply(&self.text)
    }
}

/// The styles of the sheet `Bevindingen`, in the order of [`Look`].
fn looks([fonts, fills, borders]: [usize; 3]) -> Vec<String> {
    let look = |font: usize, fill: usize, border: usize, wrap: u8| {
        format!(
            r#"<xf numFmtId="0" fontId="{}" fillId="{fill}" borderId="{border}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="{wrap}"/></xf>"#,
            fonts + font
        )
    };
    vec![
        look(0, 0, 0, 0),
        look(2, 0, 0, 0),
        look(1, fills + 2, borders, 1),
        look(2, 0, borders, 1),
        look(3, 0, borders, 1),
        look(2, fills, borders, 1),
        look(2, fills + 1, borders, 1),
    ]
}
