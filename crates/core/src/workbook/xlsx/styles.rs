//! What the styles of cells say of what stands in them: the number format, and whether the font is
//! struck through.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::super::number_format::{NumberFormat, check_length};
use super::super::package::Package;
use super::super::sheets::Value;
use super::super::unreadable::{Limit, Reason};
use super::super::xml::Xml;

/// The style of a cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) format: Rc<NumberFormat>,
    pub(super) is_struck: bool,
}

impl Style {
    /// What a cell in this style says that holds this value.
    pub(super) fn applied(&self, value: Value) -> Value {
        if self.is_struck { Value::Struck(Box::new(value)) } else { value }
    }
}

/// The styles that cells name by their number.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<Style>, Reason> {
    let Some(text) = package.text(part, Limit::Frame)? else { return Ok(Vec::new()) };
    styles(&text, part)
}

fn styles(text: &str, part: &str) -> Result<Vec<Style>, Reason> {
    let (mut own, mut struck, mut of_cells) = (BTreeMap::new(), Vec::new(), Vec::new());
    Xml::new(text, part).root(|xml, tag| match tag.name() {
        "numFmts" => xml.children(|xml, tag| {
            let code = tag.get("formatCode").filter(|code| !code.is_empty());
            check_length(code.as_deref().unwrap_or_default())?;
            own.extend(tag.number::<u32>("numFmtId").zip(code));
            xml.skip()
        }),
        "fonts" => xml.children(|xml, _| {
            struck.push(is_struck(xml)?);
            Ok(())
        }),
        "cellXfs" => xml.children(|xml, tag| {
            let number = |name: &str| tag.number::<u32>(name).unwrap_or_default();
            of_cells.push((number("numFmtId"), number("fontId")));
            xml.skip()
        }),
        _ => xml.skip(),
    })?;
    // The lists come in any order.
    let mut formats = BTreeMap::new();
    let mut format = |id: u32| {
        let read =
            || own.get(&id).map_or_else(|| NumberFormat::builtin(id), |it| NumberFormat::new(it));
        Rc::clone(formats.entry(id).or_insert_with(|| Rc::new(read())))
    };
    let mut style = |(id, font): (u32, u32)| {
        let font = usize::try_from(font).unwrap_or(usize::MAX);
        Style { format: format(id), is_struck: struck.get(font).copied().unwrap_or_default() }
    };
    Ok(of_cells.into_iter().map(&mut style).collect())
}

/// Whether a font that was just opened is struck through.
fn is_struck(xml: &mut Xml<'_>) -> Result<bool, Reason> {
    let mut is_struck = false;
    xml.children(|xml, tag| {
        if matches!(tag.name(), "strike" | "dstrike") {
            is_struck = tag.truth("val").unwrap_or(true);
        }
        xml.skip()
    })?;
    Ok(is_struck)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_its_format_and_its_font_in_whatever_order_they_come() {
        let text = r#"<x:styleSheet xmlns:x="x"><x:cellXfs><x:xf numFmtId="164" fontId="1"/><x:xf numFmtId="9"/>
            <x:xf numFmtId="165" fontId="2"/><x:xf fontId="9"/></x:cellXfs>
            <x:fonts><x:font><x:b/></x:font><x:font><x:strike/></x:font><x:font><x:strike val="false"/></x:font></x:fonts>
            <x:numFmts><x:numFmt numFmtId="164" formatCode="&quot;ca. &quot;0"/><x:numFmt numFmtId="165" formatCode=""/></x:numFmts>
            <x:dxfs><x:dxf><x:font><x:strike/></x:font><x:numFmt numFmtId="9" formatCode="0"/></x:dxf></x:dxfs></x:styleSheet>"#;
        let styles = styles(text, "a").unwrap();
        let shown: Vec<_> =
            styles.iter().map(|style| (style.format.shown(40.into()), style.is_struck)).collect();
        let expected = [("ca. 40", true), ("4000%", false), ("40", false), ("40", false)];
        assert_eq!(shown, expected.map(|(text, is_struck)| (text.to_owned(), is_struck)));
    }
}
