//! The styles of a workbook, to which marked copies of some are added.

use std::collections::BTreeMap;

use crate::finding::Severity;

use super::Unmarkable;
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
    /// The styles of cells that there were, and those that are added.
    formats: Vec<String>,
    added: Vec<String>,
    marked: BTreeMap<(usize, Severity), usize>,
}

impl Styles {
    pub(super) fn new(text: String) -> Result<Self, Unmarkable> {
        let count = |name| Ok(xml::required(&text, 1, name)?.children.len());
        let before = [count("fonts")?, count("fills")?, count("borders")?];
        let list = xml::required(&text, 1, "cellXfs")?;
        let formats = list.children.iter().map(|(_, whole)| text[whole.clone()].to_owned());
        let formats = formats.collect();
        Ok(Self { before, formats, added: looks(before), marked: BTreeMap::new(), text })
    }

    /// The number of the style that looks so.
    pub(super) fn look(&self, look: Look) -> usize {
        self.formats.len() + look as usize
    }

    /// The number of a style that is another one but for its fill.
    pub(super) fn marked(&mut self, old: usize, severity: Severity) -> usize {
        if let Some(number) = self.marked.get(&(old, severity)) {
            return *number;
        }
        let plain = r#"<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>"#;
        let format = self.formats.get(old).map_or(plain, String::as_str);
        let end = format.find('>').map_or(format.len(), |end| end + 1);
        let fill = (self.before[1] + usize::from(severity == Severity::Warning)).to_string();
        let tag = xml::with(&format[..end], "fillId", Some(&fill));
        let tag = xml::with(&tag, "applyFill", Some("1"));
        let number = self.formats.len() + self.added.len();
        self.added.push(format!("{tag}{}", &format[end..]));
        self.marked.insert((old, severity), number);
        number
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
        let (looks, marked) = self.added.split_at(looks(self.before).len());
        let looks = xml::prefixed(&looks.concat(), prefix);
        edits.append(&list, self.added.len(), &(looks + &marked.concat()));
        Ok(edits.apply(&self.text))
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
