//! The letters of a PDF as they are drawn, page by page: where they part into words and lines shows from where they
//! stand.

use std::ops::Range;
use std::panic::AssertUnwindSafe;

use hayro_interpret::font::Glyph;
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, interpret_page,
};
use kurbo::{Affine, BezPath, Point, Rect};
use lopdf::content::Content;
use lopdf::{Document, Object, Stream};

use super::container::{self, guarded};

/// What stands for a letter that the PDF does not name.
const UNKNOWN: char = char::REPLACEMENT_CHARACTER;
/// A gap wider than this parts two words, in heights of a letter.
const SPACE: f64 = 0.1;
/// A letter lower than this, and further to the left, starts a line; in heights of a letter.
const LINE: f64 = 0.5;
/// A letter lower or higher than this starts a line wherever it stands; in heights of a letter.
const FAR: f64 = 1.5;
/// How far a letter reaches above and below its line, in heights of a letter.
const ABOVE: f64 = 0.7;
const BELOW: f64 = 0.2;
/// What is a line away is as far as what is so many times as far to the side.
const LINES_AWAY: f64 = 4.0;

/// The text of each page; `None` if the file cannot be read, if it holds a font that does not say what its letters
/// are, or if it may hide text that its reader passes by.
#[must_use]
pub fn page_texts(pdf: &[u8]) -> Option<Vec<String>> {
    texts_of(&container::open(pdf)?, pdf)
}

/// The same of a PDF that is open already: on a file that leads in circles, and would not open, the reader of its
/// letters would run out of stack, which cannot be caught.
pub(crate) fn texts_of(document: &Document, pdf: &[u8]) -> Option<Vec<String>> {
    if !document.objects.values().all(|object| names_its_letters(document, object))
        || guarded(AssertUnwindSafe(|| Some(hides_text(document)))).is_none_or(|hides| hides)
    {
        return None;
    }
    let pages = guarded(|| drawn(pdf, true))?;
    (!pages.is_empty()).then(|| pages.into_iter().map(|page| page.text).collect())
}

/// The letters of each page, without those of what is stuck on it; `None` if the file cannot be read.
pub(super) fn letters(pdf: &[u8]) -> Option<Vec<Drawn>> {
    drawn(pdf, false)
}

/// Whether an object is no font, or one of which each letter is known. Of a font that it cannot read, the reader
/// draws no letter, and what nobody compared would be taken for nothing.
fn names_its_letters(document: &Document, object: &Object) -> bool {
    let Ok(font) = object.as_dict() else { return true };
    let is = |key: &[u8], name: &[u8]| {
        font.get(key).and_then(Object::as_name).is_ok_and(|it| it == name)
    };
    if !is(b"Type", b"Font") || !is(b"Subtype", b"Type0") {
        return true;
    }
    let table = font.get(b"ToUnicode").and_then(|table| document.dereference(table));
    table.is_ok_and(|(_, table)| table.as_stream().is_ok()) && is(b"Encoding", b"Identity-H")
}

/// Whether text may stand in it that nobody sees and that can be copied all the same: in a layer that can be switched
/// off, or as the edge of what is drawn. The reader passes by both.
fn hides_text(document: &Document) -> bool {
    if document.catalog().is_ok_and(|catalog| catalog.has(b"OCProperties")) {
        return true;
    }
    let pages = document.page_iter().filter_map(|page| document.get_page_content(page).ok());
    let forms = document.objects.values().filter_map(|object| object.as_stream().ok());
    let is_form = |it: &&Stream| {
        it.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|it| it == b"Form")
    };
    let forms = forms.filter(is_form);
    let forms = forms.map(|it| it.decompressed_content().unwrap_or_else(|_| it.content.clone()));
    pages.chain(forms).any(|drawn| draws_edges(&drawn))
}

/// Whether text may be drawn only as the edge of what is drawn after it.
fn draws_edges(drawn: &[u8]) -> bool {
    let Some(bare) = without_strings(drawn) else { return true };
    // The program writes no remarks there and no pictures in the line; what stands around one, two readers can part
    // differently.
    let is_picture = |three: &[u8]| is_gap(three[0]) && three[1..] == *b"ID";
    if bare.contains(&b'%') || bare.windows(3).any(is_picture) {
        return true;
    }
    // Text is set to be seen, in these very words, nearly everywhere; to read all that is drawn takes long.
    let mut set = bare.windows(2).enumerate().filter(|(_, two)| *two == b"Tr");
    if set.all(|(at, _)| is_set_to_be_seen(&bare, at)) {
        return false;
    }
    Content::decode(drawn).map_or(true, |content| {
        content.operations.iter().any(|each| {
            let mode = each.operands.first().and_then(|mode| mode.as_float().ok());
            each.operator == "Tr" && mode.is_none_or(|mode| mode >= 7.0)
        })
    })
}

/// What is drawn, with nothing between round brackets; `None` if these do not match.
fn without_strings(drawn: &[u8]) -> Option<Vec<u8>> {
    let (mut bare, mut open, mut is_escaped) = (Vec::with_capacity(drawn.len()), 0_usize, false);
    for byte in drawn {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if open > 0 => is_escaped = true,
            b'(' => {
                open += 1;
                bare.extend((open == 1).then_some(b'('));
            }
            b')' => {
                open = open.checked_sub(1)?;
                bare.extend((open == 0).then_some(b')'));
            }
            _ if open == 0 => bare.push(*byte),
            _ => {}
        }
    }
    (open == 0).then_some(bare)
}

fn is_gap(byte: u8) -> bool {
    b"\0\t\n\x0c\r ".contains(&byte)
}

/// Whether the `Tr` that stands here has a text begun before it, and then one figure below 7: behind anything else, a
/// reader might take another figure for its own.
fn is_set_to_be_seen(bare: &[u8], at: usize) -> bool {
    let before = bare[..at].last_chunk();
    let is_seen = before.is_some_and(|[before, b, t, gap, mode, behind]| {
        let is_alone = [before, gap, behind].into_iter().all(|it| is_gap(*it));
        is_alone && [*b, *t] == *b"BT" && (b'0'..b'7').contains(mode)
    });
    is_seen && bare.get(at + 2).is_none_or(|byte| is_gap(*byte) || b"/[<(".contains(byte))
}

fn drawn(pdf: &[u8], render_annotations: bool) -> Option<Vec<Drawn>> {
    let pdf = Pdf::new(pdf.to_vec()).ok()?;
    let letters = InterpreterCache::new();
    let read = |page| {
        let settings = InterpreterSettings { render_annotations, ..InterpreterSettings::default() };
        let mut context =
            Context::new(Affine::IDENTITY, Rect::ZERO, &letters, pdf.xref(), settings);
        let mut drawn = Drawn::default();
        interpret_page(page, &mut context, &mut drawn);
        drawn
    };
    Some(pdf.pages().iter().map(read).collect())
}

/// What is drawn on a page, as far as it is letters.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) text: String,
    /// Where each letter begins in the text, in bytes, and where on the page it stands, in points from below.
    places: Vec<(usize, Rect)>,
    /// Where the last letter ended.
    end: Option<Point>,
}

impl Drawn {
    /// The pieces of the text that stand in these places, in bytes, as far as they are `wanted`; each as long as it can be.
    pub(super) fn under(
        &self,
        places: &[Rect],
        wanted: impl Fn(usize) -> bool,
    ) -> Vec<Range<usize>> {
        let is_under = |(at, letter): &(usize, Rect)| {
            let is_in = |place: &Rect| place.contains(letter.center());
            places.iter().any(is_in) && wanted(*at)
        };
        let mut pieces: Vec<Range<usize>> = Vec::new();
        let mut last = None;
        for (number, place) in self.places.iter().enumerate().filter(|(_, it)| is_under(it)) {
            let end = self.places.get(number + 1).map_or(self.text.len(), |(at, _)| *at);
            match pieces.last_mut() {
                Some(piece) if last.is_some_and(|last| last + 1 == number) => piece.end = end,
                _ => pieces.push(place.0..end),
            }
            last = Some(number);
        }
        pieces
    }

    /// Where in the text the letter is that stands nearest to a point; one of the same line before one that is above or
    /// below. `None` on an empty page.
    pub(super) fn nearest(&self, point: Point) -> Option<usize> {
        let away = |least: f64, most: f64, at: f64| (least - at).max(at - most).max(0.0);
        let distance = |letter: &Rect| {
            let across = away(letter.x0, letter.x1, point.x);
            across + LINES_AWAY * away(letter.y0, letter.y1, point.y)
        };
        let nearest = self
            .places
            .iter()
            .min_by(|(_, one), (_, other)| distance(one).total_cmp(&distance(other)));
        nearest.map(|(at, _)| *at)
    }

    fn letter(&mut self, glyph: &Glyph<'_>, placed: Affine) {
        // An outline is measured in thousandths of the height of a letter.
        let start = placed * Point::ZERO;
        let height = (placed * Point::new(0.0, 1000.0) - start).hypot();
        let width = match glyph {
            Glyph::Outline(glyph) => glyph.advance_width().unwrap_or(0.0),
            Glyph::Type3(_) => 0.0,
        };
        if let Some(end) = self.end {
            let rise = (start.y - end.y).abs();
            if rise > height * FAR || (rise > height * LINE && start.x < end.x) {
                self.text.push('\n');
            } else if start.x > end.x + height * SPACE {
                self.text.push(' ');
            }
        }
        let end = placed * Point::new(f64::from(width), 0.0);
        let foot = start.y.min(end.y);
        self.places.push((
            self.text.len(),
            Rect::new(start.x, foot - height * BELOW, end.x, foot + height * ABOVE).abs(),
        ));
        match glyph.as_unicode() {
            Some(BfString::Char(letter)) => self.text.push(letter),
            Some(BfString::String(letters)) => self.text.push_str(&letters),
            None => self.text.push(UNKNOWN),
        }
        self.end = Some(end);
    }
}

impl Device<'_> for Drawn {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'_>,
        transform: Affine,
        glyph_transform: Affine,
        _: &Paint<'_>,
        _: &GlyphDrawMode,
    ) {
        self.letter(glyph, transform * glyph_transform);
    }

    fn set_soft_mask(&mut self, _: Option<SoftMask<'_>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'_>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}

#[cfg(test)]
mod tests {
    use lopdf::{Dictionary, Document, Object, Stream, dictionary};

    use super::page_texts;

    fn with(mut dictionary: Dictionary, key: &str, value: Object) -> Dictionary {
        dictionary.set(key, value);
        dictionary
    }

    /// A PDF of one page on which this is drawn in this font, with a note stuck on it; its first object is an empty
    /// stream.
    fn pdf(drawn: &str, font: Dictionary, note: Option<&str>) -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        document.add_object(Stream::new(Dictionary::new(), Vec::new()));
        let font = document.add_object(font);
        let resources = dictionary! { "Font" => dictionary! { "f" => font } };
        let note = note.map(|drawn| {
            let form = dictionary! {
                "Type" => "XObject", "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 99.into(), 99.into()],
                "Resources" => resources.clone(),
            };
            let look = document.add_object(Stream::new(form, drawn.as_bytes().to_vec()));
            Object::Dictionary(dictionary! {
                "Type" => "Annot", "Subtype" => "FreeText",
                "Rect" => vec![0.into(), 0.into(), 99.into(), 99.into()],
                "AP" => dictionary! { "N" => look },
            })
        });
        let drawn = document.add_object(Stream::new(Dictionary::new(), drawn.as_bytes().to_vec()));
        let pages = document.new_object_id();
        let page = document.add_object(dictionary! {
            "Type" => "Page", "Parent" => pages, "Contents" => drawn, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
            "Annots" => note.into_iter().collect::<Vec<_>>(),
        });
        let tree = dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 };
        document.objects.insert(pages, Object::Dictionary(tree));
        let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
        document.trailer.set("Root", catalog);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn helvetica() -> Dictionary {
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" }
    }

    #[test]
    fn words_and_lines_show_from_where_the_letters_stand() {
        let drawn = "BT /f 10 Tf 50 700 Td [(Drie)-600(geme)-40(enten)] TJ 0 -12 Td (en \\351\\351n.) Tj \
                     200 4 Td (2) Tj 0 100 Td (3) Tj ET";
        let texts = page_texts(&pdf(drawn, helvetica(), None)).unwrap();
        assert_eq!(texts, ["Drie gemeenten\nen één. 2\n3"]);
    }

    #[test]
    fn what_is_stuck_on_a_page_is_read_too() {
        let text = |words: &str| format!("BT /f 10 Tf 5 50 Td ({words}) Tj ET");
        let pdf = pdf(&text("Zeven"), helvetica(), Some(&text("acht")));
        assert_eq!(page_texts(&pdf).unwrap(), ["Zevenacht"]);
    }

    #[test]
    fn a_page_that_may_hide_text_is_not_read() {
        let drawn = |mode: &str| format!("BT /f 10 Tf {mode} 5 50 Td (Zeven) Tj ET");
        for (mode, is_read) in [
            ("", true),
            ("0 Tr", true),
            ("3 Tr", true),
            ("0 Tr % 7", false),
            ("(7 %) pop 0 Tr", true),
            ("0 Tr BI ID ( EI 7 Tr", false),
            ("0 Tr BI ID x EI", false),
            ("7 Tr", false),
            ("7.0\nTr", false),
            ("7 % 0\nTr", false),
            ("7 0 Tr", false),
            ("7 true 0 Tr", false),
            ("7 /x 0 Tr", false),
            ("ET BT 0 Tr", true),
            ("ET 7 BT 8 Tr", false),
        ] {
            let text = page_texts(&pdf(&drawn(mode), helvetica(), None));
            assert_eq!(text, is_read.then(|| vec!["Zeven".to_owned()]), "{mode}");
            let stuck = page_texts(&pdf("", helvetica(), Some(&drawn(mode))));
            assert_eq!(stuck.is_some(), is_read, "{mode} in a note");
        }
        let mut layered = Document::load_mem(&pdf("", helvetica(), None)).unwrap();
        layered.catalog_mut().unwrap().set("OCProperties", Dictionary::new());
        let mut bytes = Vec::new();
        layered.save_to(&mut bytes).unwrap();
        assert_eq!(page_texts(&bytes), None);
    }

    #[test]
    fn a_font_that_does_not_name_its_letters_is_not_read() {
        let font = |encoding: &str| dictionary! { "Type" => "Font", "Subtype" => "Type0", "Encoding" => encoding };
        let is_read = |font: Dictionary| page_texts(&pdf("", font, None)).is_some();
        assert!(!is_read(font("Identity-H")));
        // The first object of the file: the table of letters.
        let named = |encoding| with(font(encoding), "ToUnicode", Object::Reference((1, 0)));
        assert!(is_read(named("Identity-H")));
        assert!(!is_read(named("UniJIS-UTF16-H")));
    }
}
