//! The texts that cells share, and those that stand in a cell: pieces, each with its style.

use super::super::cells;
use super::super::package::Package;
use super::super::sheets::{Run, RunStyle, Value};
use super::super::unreadable::{Limit, Reason};
use super::super::xml::{Tag, Xml};

/// A text in pieces. A piece without a style of its own looks as its cell does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Shared {
    pieces: Vec<(String, Option<RunStyle>)>,
}

impl Shared {
    /// What a cell says that shows this text and is itself struck through or not.
    pub(super) fn value(&self, is_struck: bool) -> Option<Value> {
        let of_cell = if is_struck { RunStyle::Struck } else { RunStyle::Plain };
        let style = |(text, style): &(String, Option<RunStyle>)| match style {
            // A space has no look of its own.
            _ if text.trim().is_empty() => of_cell,
            own => own.unwrap_or(of_cell),
        };
        let shows = |piece: &&(String, _)| !piece.0.trim().is_empty();
        let all = |wanted| self.pieces.iter().filter(shows).all(|piece| style(piece) == wanted);
        if all(RunStyle::Plain) || all(RunStyle::Struck) {
            let text = cells::text(self.plain())?;
            let is_struck = all(RunStyle::Struck);
            return Some(if is_struck { Value::Struck(Box::new(text)) } else { text });
        }
        let run = |piece| {
            let (text, _): &(String, _) = piece;
            Run { text: text.clone(), style: style(piece) }
        };
        Some(Value::Rich(self.pieces.iter().map(run).collect()))
    }

    /// The whole text, whatever it looks like.
    fn plain(&self) -> String {
        self.pieces.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// The text that is not struck through.
    pub(super) fn seen(&self) -> String {
        let seen = self.pieces.iter().filter(|(_, style)| *style != Some(RunStyle::Struck));
        seen.map(|(text, _)| text.as_str()).collect()
    }

    /// Its length in bytes.
    pub(super) fn length(&self) -> u64 {
        self.pieces.iter().map(|(text, _)| text.len() as u64).sum()
    }
}

/// The texts in a part, in their order.
pub(super) fn read(package: &mut Package<'_>, part: &str) -> Result<Vec<Shared>, Reason> {
    let Some(text) = package.text(part, Limit::SharedText)? else { return Ok(Vec::new()) };
    let mut texts = Vec::new();
    Xml::new(&text, part).root(|xml, tag| {
        if tag.name() != "si" {
            return xml.skip();
        }
        texts.push(item(xml)?);
        Ok(())
    })?;
    Ok(texts)
}

/// A text: `<si>`, `<is>` or the text of a comment. What says how a word is pronounced is not of it.
pub(super) fn item(xml: &mut Xml<'_>) -> Result<Shared, Reason> {
    let mut shared = Shared::default();
    xml.children(|xml, tag| match tag.name() {
        "t" => {
            shared.pieces.push((piece(xml, &tag)?, None));
            Ok(())
        }
        "r" => {
            shared.pieces.push(run(xml)?);
            Ok(())
        }
        _ => xml.skip(),
    })?;
    Ok(shared)
}

/// The text of `<t>`. White space around it counts only where the file says so.
fn piece(xml: &mut Xml<'_>, tag: &Tag<'_>) -> Result<String, Reason> {
    let text = xml.text()?;
    let is_kept = tag.get("space").is_some_and(|space| space == "preserve");
    let kept = if is_kept { &text } else { text.trim_matches([' ', '\t', '\r', '\n']) };
    Ok(unescaped(kept.to_owned()))
}

fn run(xml: &mut Xml<'_>) -> Result<(String, Option<RunStyle>), Reason> {
    let (mut text, mut style) = (String::new(), None);
    xml.children(|xml, tag| match tag.name() {
        "t" => {
            text += &piece(xml, &tag)?;
            Ok(())
        }
        "rPr" => {
            style = Some(RunStyle::Plain);
            xml.children(|xml, tag| {
                if style != Some(RunStyle::Struck) {
                    style = look(&tag).or(style);
                }
                xml.skip()
            })
        }
        _ => xml.skip(),
    })?;
    Ok((text, style))
}

/// What a property of a font says of the text; `None` if it does not change what the text says. Struck comes first.
fn look(tag: &Tag<'_>) -> Option<RunStyle> {
    match (tag.name(), tag.get("val").as_deref()) {
        ("strike" | "dstrike", _) if tag.truth("val").unwrap_or(true) => Some(RunStyle::Struck),
        ("vertAlign", Some("superscript")) => Some(RunStyle::Raised),
        ("vertAlign", Some("subscript")) => Some(RunStyle::Lowered),
        _ => None,
    }
}

/// A text with the characters for which it has escapes: `_x000D_`. A `_x005F_` is an underscore that
/// starts no escape.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") {
        return text;
    }
    let (mut whole, mut rest) = (String::new(), text.as_str());
    while let Some(at) = rest.find("_x") {
        whole += &rest[..at];
        rest = &rest[at..];
        let code = rest.get(2..7).and_then(|code| code.strip_suffix('_'));
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let character = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        if let Some(character) = character.and_then(char::from_u32) {
            whole.push(character);
            rest = &rest[7..];
        } else {
            whole += "_x";
            rest = &rest[2..];
        }
    }
    whole + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn text(inside: &str) -> Shared {
        let whole = format!("<sst><si>{inside}</si></sst>");
        let mut found = Shared::default();
        let read = Xml::new(&whole, "a").root(|xml, _| {
            found = item(xml)?;
            Ok(())
        });
        read.unwrap();
        found
    }

    fn says(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    fn rich(runs: &[(&str, RunStyle)]) -> Value {
        let run =
            |(text, style): &(&str, RunStyle)| Run { text: (*text).to_owned(), style: *style };
        Value::Rich(runs.iter().map(run).collect())
    }

    #[test]
    fn a_text_is_its_pieces_and_not_how_they_are_pronounced() {
        let spoken =
            "<t>東京</t><rPh sb='0' eb='2'><t>とうきょう</t></rPh><phoneticPr fontId='1'/>";
        assert_eq!(text(spoken).value(false), Some(says("東京")));
        let bold = "<r><rPr><b/></rPr><t>veer</t></r><r><t xml:space='preserve'>tig </t></r>";
        assert_eq!(text(bold).value(false), Some(says("veertig ")));
        assert_eq!(text("<t>\n a </t>").value(false), Some(says("a")));
        assert_eq!(text("<t xml:space='preserve'> </t>").value(false), None);
        assert_eq!(text("").value(false), None);
        assert_eq!(text("<t>#N/B</t>").value(false), Some(Value::Error("#N/B".to_owned())));
    }

    #[test]
    fn a_piece_that_is_struck_or_raised_stays_apart() {
        use RunStyle::{Lowered, Plain, Raised, Struck};
        let struck = "<r><rPr><strike/></rPr><t>40</t></r><r><t>45</t></r>";
        assert_eq!(text(struck).value(false), Some(rich(&[("40", Struck), ("45", Plain)])));
        assert_eq!(text(struck).value(true), Some(Value::Struck(Box::new(says("4045")))));
        let kept = "<r><rPr><strike val='0'/></rPr><t>40</t></r><r><rPr/><t>45</t></r>";
        assert_eq!(text(kept).value(true), Some(says("4045")));
        let note = "<r><t>1,5</t></r><r><rPr><vertAlign val='superscript'/></rPr><t>2</t></r>";
        assert_eq!(text(note).value(false), Some(rich(&[("1,5", Plain), ("2", Raised)])));
        let low = "<r><t>CO</t></r><r><rPr><vertAlign val='subscript'/></rPr><t>2</t></r>";
        assert_eq!(text(low).value(false), Some(rich(&[("CO", Plain), ("2", Lowered)])));
        let both =
            "<r><t>a</t></r><r><rPr><vertAlign val='superscript'/><strike/></rPr><t>2</t></r>";
        assert_eq!(text(both).value(false), Some(rich(&[("a", Plain), ("2", Struck)])));
        let both =
            "<r><t>a</t></r><r><rPr><strike/><vertAlign val='superscript'/></rPr><t>2</t></r>";
        assert_eq!(text(both).value(false), Some(rich(&[("a", Plain), ("2", Struck)])));
        let space = "<r><t>a</t></r><r><rPr><strike/></rPr><t xml:space='preserve'> </t></r>";
        assert_eq!(text(space).value(false), Some(says("a ")));
    }

    #[test]
    fn an_escape_is_the_character_that_it_stands_for() {
        for (written, meant) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("aan_xtra", "aan_xtra"),
            ("_x00", "_x00"),
            ("_xé0D_", "_xé0D_"),
            ("_xD800_", "_xD800_"),
        ] {
            assert_eq!(unescaped(written.to_owned()), meant);
        }
    }
}
