//! Decodes the text of a part, whatever its encoding.

/// The bytes of a part as text: UTF-8, UTF-16, or a code page that the part names; `None` if it is none of these.
pub(super) fn decoded(bytes: Vec<u8>) -> Option<String> {
    match bytes.as_slice() {
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8(rest.to_vec()).ok(),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [b'<', 0, ..] => utf16(&bytes, u16::from_le_bytes),
        [0, b'<', ..] => utf16(&bytes, u16::from_be_bytes),
        [..] if is_western(&bytes) => Some(bytes.iter().copied().map(western).collect()),
        [..] => String::from_utf8(bytes).ok(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let text: Result<String, _> = char::decode_utf16(units).collect();
    text.ok().filter(|_| rest.is_empty())
}

/// Whether the first line says that each byte is a character.
fn is_western(bytes: &[u8]) -> bool {
    let first = &bytes[..bytes.len().min(100)];
    let first = first.split(|byte| *byte == b'>').next().unwrap_or_default();
    let first = String::from_utf8_lossy(first).to_ascii_lowercase();
    let is_declaration = first.starts_with("<?xml");
    is_declaration && (first.contains("iso-8859-1") || first.contains("windows-1252"))
}

/// The character of a byte in Windows code page 1252, of which ISO 8859-1 is the part that is used.
fn western(byte: u8) -> char {
    const FROM_80: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => FROM_80[usize::from(byte) - 0x80],
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_text_in_any_of_its_encodings() {
        let text = "<a>één €</a>";
        let units =
            |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<_>>();
        let (little, big) = (units(u16::to_le_bytes), units(u16::to_be_bytes));
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            text.as_bytes().to_vec(),
            marked(b"\xEF\xBB\xBF", text.as_bytes()),
            marked(b"\xFF\xFE", &little),
            marked(b"\xFE\xFF", &big),
            little,
            big,
        ] {
            assert_eq!(decoded(bytes).as_deref(), Some(text));
        }
        let western = b"<?xml version='1.0' encoding='Windows-1252'?><a>\xE9\x80</a>".to_vec();
        assert!(decoded(western).unwrap().ends_with("<a>é€</a>"));
        for bytes in [&b"\xFF\xD8\xFF"[..], b"\x89PNG", b"\xFF\xFE<"] {
            assert_eq!(decoded(bytes.to_vec()), None);
        }
    }
}
