//! Reads how large a PNG is, and leaves out what stands in it beside the picture.

/// How one begins.
pub(super) const START: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The parts that say something of the picture and are not drawn.
const BESIDE: [&[u8]; 5] = [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"];

/// The width and the height of a PNG, and its bytes without what stands beside the picture; `None` if a part of it is
/// missing or is not as it was written.
pub(super) fn bare(bytes: &[u8]) -> Option<([u32; 2], Vec<u8>)> {
    let mut rest = bytes.strip_prefix(START)?;
    let (mut size, mut kept) = (None, START.to_vec());
    loop {
        let (length, after) = rest.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        let checked = after.get(..length.checked_add(4)?)?;
        let sum = after.get(length + 4..length.checked_add(8)?)?;
        if crc(checked).to_be_bytes() != *sum {
            return None;
        }
        let (kind, content) = checked.split_at(4);
        if !BESIDE.contains(&kind) {
            kept.extend(&rest[..length + 12]);
        }
        match kind {
            b"IHDR" => {
                let number =
                    |at: usize| Some(u32::from_be_bytes(*content.get(at..)?.first_chunk()?));
                size = Some([number(0)?, number(4)?]).filter(|size| !size.contains(&0));
            }
            b"IEND" => return size.map(|size| (size, kept)),
            _ => {}
        }
        rest = &after[length + 8..];
    }
}

/// The sum with which a PNG holds each of its parts (CRC-32).
fn crc(bytes: &[u8]) -> u32 {
    let fold = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    };
    !bytes.iter().fold(u32::MAX, fold)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One point.
    const DOT: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc`\0\0\0\x02\0\x01H\xaf\xa4q\0\0\0\0IEND\xaeB`\x82";

    #[test]
    fn one_is_whole_or_none() {
        assert_eq!(bare(DOT), Some(([1, 1], DOT.to_vec())));
        assert_eq!(bare(&DOT[..DOT.len() - 5]), None);
        let mut other = DOT.to_vec();
        other[19] = 2;
        assert_eq!(bare(&other), None, "its sum no longer fits");
    }

    #[test]
    fn what_stands_beside_the_picture_or_behind_it_is_left_out() {
        let words = b"tEXtAuthor\0iemand";
        let mut with = DOT[..33].to_vec();
        with.extend(13_u32.to_be_bytes());
        with.extend(words);
        with.extend(crc(words).to_be_bytes());
        with.extend(&DOT[33..]);
        with.extend(b"nog iets");
        assert_eq!(bare(&with), Some(([1, 1], DOT.to_vec())));
    }
}
