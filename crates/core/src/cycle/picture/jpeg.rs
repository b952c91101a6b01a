//! Reads how large a JPEG is, and leaves out what a camera wrote in it beside the picture.

/// How one begins.
pub(super) const START: &[u8] = b"\xff\xd8\xff";

/// A piece of a JPEG.
enum Piece<'a> {
    /// A marker with what belongs to it: its own byte, all of its bytes, and what it says.
    Segment(u8, &'a [u8], &'a [u8]),
    /// Points, as they are coded.
    Points(&'a [u8]),
    /// The end of the picture.
    End,
}

/// The piece at the beginning of what is left, and what is left behind it; `None` if it is cut short.
fn piece(rest: &[u8]) -> Option<(Piece<'_>, &[u8])> {
    let [0xff, marker, tail @ ..] = rest else {
        // Within points 0xff is followed by a zero or by a mark to begin again from.
        let is_end = |two: &[u8]| two[0] == 0xff && !matches!(two[1], 0 | 0xd0..=0xd7 | 0xff);
        let end = rest.windows(2).position(is_end)?;
        return Some((Piece::Points(&rest[..end]), &rest[end..]));
    };
    match marker {
        0xd9 => Some((Piece::End, tail)),
        0 | 0xd0..=0xd7 => Some((Piece::Points(&rest[..2]), tail)),
        0xff => Some((Piece::Points(&rest[..1]), &rest[1..])),
        _ => {
            let length = usize::from(u16::from_be_bytes(*tail.first_chunk()?));
            let content = tail.get(2..length)?;
            Some((Piece::Segment(*marker, rest.get(..length + 2)?, content), &tail[length..]))
        }
    }
}

/// The width and the height of a JPEG, and its bytes without what stands beside the picture; `None` if it has none, or
/// does not end.
pub(super) fn bare(bytes: &[u8]) -> Option<([u32; 2], Vec<u8>)> {
    let mut rest = bytes.get(2..)?;
    let (mut size, mut kept) = (None, bytes.get(..2)?.to_vec());
    loop {
        let (piece, after) = piece(rest)?;
        rest = after;
        match piece {
            Piece::End => {
                kept.extend(b"\xff\xd9");
                return size.map(|size| (size, kept));
            }
            Piece::Points(points) => kept.extend(points),
            Piece::Segment(marker, whole, content) => {
                // Those that say how large it is; the others between them are tables.
                if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
                    let number = |at: usize| {
                        Some(u32::from(u16::from_be_bytes(*content.get(at..)?.first_chunk()?)))
                    };
                    size = Some([number(3)?, number(1)?]).filter(|size| !size.contains(&0));
                }
                if !is_beside(marker, content) {
                    kept.extend(whole);
                }
            }
        }
    }
}

/// Whether a segment says something of the picture and is not needed to draw it.
fn is_beside(marker: u8, content: &[u8]) -> bool {
    match marker {
        // What it is, and how its colours are mixed.
        0xe0 | 0xee => false,
        // The profile of its colours, and not further pictures.
        0xe2 => !content.starts_with(b"ICC_PROFILE\0"),
        0xe1..=0xef | 0xfe => true,
        _ => false,
    }
}

/// Whether a camera noted that the picture must be turned before it is shown. The note is left out, so it would lie on
/// its side.
pub(super) fn is_turned(bytes: &[u8]) -> bool {
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((piece, after)) = piece(rest) {
        rest = after;
        if let Piece::Segment(0xe1, _, content) = piece
            && let Some(tiff) = content.strip_prefix(b"Exif\0\0")
        {
            return orientation(tiff).is_some_and(|turned| turned != 1);
        }
        if matches!(piece, Piece::End) {
            break;
        }
    }
    false
}

/// How a picture is turned, from 1 (not at all) to 8; `None` if nothing says it.
fn orientation(tiff: &[u8]) -> Option<u16> {
    let is_little = tiff.starts_with(b"II");
    let short = |at: usize| {
        let two = *tiff.get(at..)?.first_chunk()?;
        Some(if is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    };
    let four = *tiff.get(4..)?.first_chunk()?;
    let start = if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
    let start = usize::try_from(start).ok()?;
    let entries = (0..usize::from(short(start)?)).map(|entry| start + 2 + 12 * entry);
    let mut found = entries.filter(|at| short(*at) == Some(0x0112));
    short(found.next()? + 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts of a picture of 32 by 16 points.
    const HEAD: &[u8] = b"\xff\xd8\xff\xe0\0\x04ab";
    const FRAME: &[u8] =
        b"\xff\xc0\0\x0b\x08\0\x10\0\x20\x01\x01\x11\0\xff\xda\0\x02xx\xff\0y\xff\xd0z\xff\xd9";

    #[test]
    fn one_has_a_size_and_an_end() {
        let whole = [HEAD, FRAME].concat();
        assert_eq!(bare(&whole), Some(([32, 16], whole.clone())));
        assert_eq!(bare(&whole[..whole.len() - 2]), None);
        assert_eq!(bare(&whole[..6]), None);
    }

    #[test]
    fn what_a_camera_wrote_and_what_stands_behind_the_end_is_left_out() {
        let camera = b"\xff\xe1\0\x0aExif\0\0II\xff\xfe\0\x05abc\xff\xe2\0\x06MPF\0";
        let with = [HEAD, camera, FRAME, b"nog een beeld\xff\xd9"].concat();
        assert_eq!(bare(&with), Some(([32, 16], [HEAD, FRAME].concat())));
        let profile = b"\xff\xe2\0\x0eICC_PROFILE\0";
        let with = [HEAD, profile, FRAME].concat();
        assert_eq!(bare(&with).unwrap().1, with);
    }

    #[test]
    fn a_picture_that_lies_on_its_side_is_known() {
        let turned = |way: u8| {
            let note =
                [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[way, 0, 0, 0]]
                    .concat();
            let length = u8::try_from(note.len() + 8).unwrap();
            [HEAD, b"\xff\xe1\0", &[length], b"Exif\0\0", &note, FRAME].concat()
        };
        assert!(is_turned(&turned(6)) && !is_turned(&turned(1)));
        assert!(!is_turned(&[HEAD, FRAME].concat()));
    }
}
