//! Pictures: drawings of figures, photographs, and the sign of whoever publishes.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use png::{BitDepth, ColorType, Encoder};
use resvg::tiny_skia::{Color, Pixmap, PremultipliedColorU8, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree, WriteOptions};

use crate::document::tree::{Block, Drawing, Inline};
use crate::fonts::FONTS;
use crate::picture;
use pmg_core::cycle::{Photo, Picture, PictureKind};

use super::package::Part;
use super::pages::HIGHEST;
use super::paragraphs::{Around, Look};
use super::story::Story;

/// How wide a drawing of lines is in points, for programs that show no lines: 150 to the inch. Twice as many took as long
/// as the whole PDF.
const POINTS: u16 = 900;
/// In a millimetre: units of a drawing in the file, and twentieths of a point.
const UNITS: f64 = 36_000.0;
const TWENTIETHS: f64 = 1440.0 / 25.4;
/// The family of letters in drawings.
const FAMILY: &str = "Source Sans 3";

/// The pictures of the file.
#[derive(Default)]
pub(super) struct Media {
    files: Vec<(String, Vec<u8>)>,
    /// How many pictures there are; a drawing of lines is one, though it takes two files.
    count: usize,
}

impl Media {
    /// The parts that the pictures are in.
    pub(super) fn parts(self) -> Vec<Part> {
        let part = |(name, bytes)| Part::plain(format!("word/{name}"), bytes);
        self.files.into_iter().map(part).collect()
    }
}

/// What is said of a picture.
struct Words<'w> {
    title: &'w str,
    alternative: &'w str,
}

/// The bytes of a picture.
enum Shown<'b> {
    /// In points, and what its name ends in.
    Points(&'static str, &'b [u8]),
    /// In lines, and in points for programs that show no lines.
    Lines { svg: String, png: Vec<u8> },
}

impl Story<'_> {
    /// A drawing of figures; nothing if it cannot be drawn.
    pub(super) fn chart(&mut self, drawing: &Drawing, data: &Block, around: Around) {
        let svg = picture::svg(drawing, data, &self.document.style.palette.light);
        let Some((shown, [wide, high])) = drawn(&svg) else { return };
        // All are drawn with letters of one size; a map is so wide that it would take the page.
        let unit = if wide > 400.0 { 0.222 } else { 0.29 };
        let title = match data {
            Block::Table { label, .. } => label.as_str(),
            _ => "",
        };
        let alternative = picture::alternative(drawing, data);
        let words = Words { title, alternative: &alternative };
        self.picture(&shown, [wide * unit, high * unit], &words, "Figuur", around);
    }

    /// A photograph with what is on it and who made it, as Markdown says it.
    pub(super) fn photo(&mut self, photo: &Photo, credit: &[Inline], around: Around) {
        if let Some((shown, size)) = shown(&photo.picture) {
            let [wide, high] = size;
            // As wide as the text, or as high as leaves room for it.
            let scale = (1000.0 / wide).min(95.0 / high);
            let words = Words { title: "", alternative: &photo.alternative };
            self.picture(&shown, [wide * scale, high * scale], &words, "Figuur", around);
        }
        let said = Inline::Text { text: photo.alternative.clone() };
        let said = Inline::Emphasis { content: vec![said] };
        let lines: Vec<Inline> =
            [said, Inline::Break].into_iter().chain(credit.iter().cloned()).collect();
        self.line(&lines, &Look::of("Bijschrift", around));
    }

    /// The sign of whoever publishes, if the style has one.
    pub(super) fn logo(&mut self) {
        let document = self.document;
        let Some(logo) = &document.style.logo else { return };
        let Some((shown, [wide, high])) = shown(&logo.picture) else { return };
        let height = f64::from(logo.height);
        let words = Words { title: "", alternative: &logo.alternative };
        self.picture(&shown, [wide / high * height, height], &words, "Logo", Around::default());
    }

    /// A paragraph with a picture of a size in millimetres, smaller where there is no room for it.
    fn picture(
        &mut self,
        shown: &Shown<'_>,
        [wide, high]: [f64; 2],
        words: &Words<'_>,
        style: &str,
        around: Around,
    ) {
        let room = [f64::from(Self::room(around)), f64::from(HIGHEST)].map(|it| it / TWENTIETHS);
        let scale = (room[0] / wide).min(room[1] / high).min(1.0);
        let [wide, high] = [wide, high].map(|length| whole(length * scale * UNITS));
        self.media.count += 1;
        let number = self.media.count;
        let (image, lines) = self.files(number, shown);
        // What comes below a picture says more of it.
        let keeps_next = style == "Figuur";
        self.open_paragraph(&Look { keeps_next, ..Look::of(style, around) });
        let xml = &mut self.xml;
        xml.open("w:r", &[]);
        xml.open("w:drawing", &[]);
        xml.open("wp:inline", &[("distT", &0), ("distB", &0), ("distL", &0), ("distR", &0)]);
        xml.empty("wp:extent", &[("cx", &wide), ("cy", &high)]);
        let name = format!("Afbeelding {number}");
        let id: [(_, &dyn std::fmt::Display); 3] =
            [("id", &number), ("name", &name), ("descr", &words.alternative)];
        if words.title.is_empty() {
            xml.empty("wp:docPr", &id);
        } else {
            xml.empty("wp:docPr", &[id[0], id[1], id[2], ("title", &words.title)]);
        }
        let drawing = "http://schemas.openxmlformats.org/drawingml/2006/main";
        let picture = "http://schemas.openxmlformats.org/drawingml/2006/picture";
        xml.open("wp:cNvGraphicFramePr", &[]);
        xml.empty("a:graphicFrameLocks", &[("xmlns:a", &drawing), ("noChangeAspect", &1)]);
        xml.close();
        xml.open("a:graphic", &[("xmlns:a", &drawing)]);
        xml.open("a:graphicData", &[("uri", &picture)]);
        xml.open("pic:pic", &[("xmlns:pic", &picture)]);
        xml.open("pic:nvPicPr", &[]);
        xml.empty("pic:cNvPr", &[("id", &number), ("name", &name), ("descr", &words.alternative)]);
        xml.empty("pic:cNvPicPr", &[]);
        xml.close();
        xml.open("pic:blipFill", &[]);
        xml.open("a:blip", &[("r:embed", &image)]);
        if let Some(lines) = lines {
            let namespace = "http://schemas.microsoft.com/office/drawing/2016/SVG/main";
            xml.open("a:extLst", &[]);
            xml.open("a:ext", &[("uri", &"{96DAC541-7B7A-43D3-8B79-37D633B846F1}")]);
            xml.empty("asvg:svgBlip", &[("xmlns:asvg", &namespace), ("r:embed", &lines)]);
            xml.close();
            xml.close();
        }
        xml.close();
        xml.open("a:stretch", &[]);
        xml.empty("a:fillRect", &[]);
        xml.close();
        xml.close();
        xml.open("pic:spPr", &[]);
        xml.open("a:xfrm", &[]);
        xml.empty("a:off", &[("x", &0), ("y", &0)]);
        xml.empty("a:ext", &[("cx", &wide), ("cy", &high)]);
        xml.close();
        xml.open("a:prstGeom", &[("prst", &"rect")]);
        xml.empty("a:avLst", &[]);
        // Up to the paragraph: what stands in it is closed by whoever closes it.
        for _ in 0..8 {
            xml.close();
        }
        self.close_paragraph();
    }

    /// Keeps the files of a picture; returns the names by which the text calls the points and, if any, the lines.
    fn files(&mut self, number: usize, shown: &Shown<'_>) -> (String, Option<String>) {
        let mut keep = |extension: &str, bytes: &[u8]| {
            let name = format!("media/afbeelding-{number}.{extension}");
            self.media.files.push((name.clone(), bytes.to_vec()));
            self.relations.part("image", &name)
        };
        match shown {
            Shown::Points(extension, bytes) => (keep(extension, bytes), None),
            Shown::Lines { svg, png } => {
                let image = keep("png", png);
                (image, Some(keep("svg", svg.as_bytes())))
            }
        }
    }
}

/// A picture as the file has it, and its size in units of its own; `None` if it cannot be drawn.
fn shown(picture: &Picture) -> Option<(Shown<'_>, [f64; 2])> {
    let [wide, high] = picture.size.unwrap_or([1, 1]).map(|length| f64::from(length.max(1)));
    match picture.kind {
        PictureKind::Png => Some((Shown::Points("png", &picture.bytes), [wide, high])),
        PictureKind::Jpeg => Some((Shown::Points("jpg", &picture.bytes), [wide, high])),
        PictureKind::Svg => drawn(std::str::from_utf8(&picture.bytes).ok()?),
    }
}

/// A drawing of lines as the file has it, and its size in units of its own; `None` if it cannot be drawn.
///
/// Its letters become lines as well: a reader of Word has other letters, and they would not fit.
fn drawn(svg: &str) -> Option<(Shown<'static>, [f64; 2])> {
    let options = Options { fontdb: fonts(), font_family: FAMILY.to_owned(), ..Options::default() };
    let tree = Tree::from_str(svg, &options).ok()?;
    let size = tree.size();
    let scale = f32::from(POINTS) / size.width();
    let scaled = size.to_int_size().scale_to_width(u32::from(POINTS))?;
    let mut pixmap = Pixmap::new(scaled.width(), scaled.height())?;
    // What is drawn on paper needs no transparency.
    pixmap.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let png = png(&pixmap)?;
    let written = WriteOptions {
        coordinates_precision: 3,
        transforms_precision: 5,
        ..WriteOptions::default()
    };
    let svg = tree.to_string(&written);
    let size = [size.width(), size.height()].map(f64::from);
    Some((Shown::Lines { svg, png }, size))
}

/// An opaque drawing in points as a PNG; `None` if it cannot be written.
fn png(opaque: &Pixmap) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, opaque.width(), opaque.height());
    encoder.set_depth(BitDepth::Eight);
    let points = if let Some((palette, numbers)) = numbered_colours(opaque) {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette);
        numbers
    } else {
        encoder.set_color(ColorType::Rgb);
        opaque.pixels().iter().flat_map(|it| colour(*it)).collect()
    };
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&points).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}

/// The colours of a drawing, three bytes each, and for each of its points the number of its colour; `None` if one byte
/// cannot number so many. A drawing of figures has some hundred, and takes half the bytes so.
fn numbered_colours(opaque: &Pixmap) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut known: BTreeMap<[u8; 3], u8> = BTreeMap::new();
    let mut palette = Vec::new();
    let mut last = None;
    let number = |point: &PremultipliedColorU8| {
        let colour = colour(*point);
        if let Some((_, number)) = last.filter(|(before, _)| *before == colour) {
            return Some(number);
        }
        let number = if let Some(number) = known.get(&colour) {
            *number
        } else {
            let next = u8::try_from(known.len()).ok()?;
            palette.extend(colour);
            known.insert(colour, next);
            next
        };
        last = Some((colour, number));
        Some(number)
    };
    let numbers = opaque.pixels().iter().map(number).collect::<Option<Vec<u8>>>()?;
    Some((palette, numbers))
}

fn colour(point: PremultipliedColorU8) -> [u8; 3] {
    [point.red(), point.green(), point.blue()]
}

/// The fonts of the report, read once per process.
fn fonts() -> Arc<Database> {
    static READ: OnceLock<Arc<Database>> = OnceLock::new();
    let read = || {
        let mut fonts = Database::new();
        for font in FONTS {
            fonts.load_font_data(font.to_vec());
        }
        Arc::new(fonts)
    };
    Arc::clone(READ.get_or_init(read))
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a part of the size of a page"
)]
fn whole(length: f64) -> u32 {
    length.round().max(1.0) as u32
}

#[cfg(test)]
mod tests {
    use resvg::tiny_skia::{Paint, Pixmap, Rect, Transform};

    use super::png;

    /// A drawing of points that have so many colours.
    fn drawing(colours: u16) -> Pixmap {
        let mut pixmap = Pixmap::new(20, 20).unwrap();
        let mut paint = Paint { anti_alias: false, ..Paint::default() };
        for point in 0..400 {
            let [high, low] = (point % colours).to_be_bytes();
            paint.set_color_rgba8(high, low, 7, 255);
            let (x, y) = (f32::from(point % 20), f32::from(point / 20));
            let square = Rect::from_xywh(x, y, 1.0, 1.0).unwrap();
            pixmap.fill_rect(square, &paint, Transform::identity(), None);
        }
        pixmap
    }

    #[test]
    fn a_drawing_of_any_number_of_colours_is_read_back_as_it_was() {
        for colours in [1, 2, 255, 256, 257, 400] {
            let drawn = drawing(colours);
            assert_eq!(Pixmap::decode_png(&png(&drawn).unwrap()).unwrap(), drawn, "{colours}");
        }
    }
}
