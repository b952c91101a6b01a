//! The text of a file that people edit, whatever program they used.

use std::path::Path;

use super::error::{At, Fault, Faults};

const HOW: &str =
    "open het bestand in Kladblok, kies Bestand en Opslaan als, en zet Codering op UTF-8";

/// The text in the bytes of a file, without the mark that Windows puts before it. The fault is an encoding other than
/// UTF-8.
pub(super) fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String, Faults> {
    without_mark(bytes).map_err(|(line, message)| {
        let at = At { path: path.to_owned(), line };
        Faults(vec![Fault::new(at, message, HOW)])
    })
}

/// The text of a file to which the program adds, with what is added.
pub(super) fn appended(text: &str, added: &str) -> String {
    let before = text.trim_end();
    let gap = if before.is_empty() { "" } else { "\n\n" };
    format!("{before}{gap}{added}")
}

/// The text in these bytes, or the line and what is wrong there.
fn without_mark(bytes: Vec<u8>) -> Result<String, (usize, String)> {
    let utf16 = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    if utf16 || bytes.iter().take(400).any(|byte| *byte == 0) {
        return Err((
            0,
            "dit bestand is niet opgeslagen als UTF-8, maar als UTF-16 (ook wel: Unicode)"
                .to_owned(),
        ));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = before.split(|byte| *byte == b'\n').count();
            let start = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
            let word = String::from_utf8_lossy(start).into_owned();
            let word = word.rsplit(' ').next().unwrap_or_default();
            Err((
                line,
                format!(
                    "dit bestand is niet opgeslagen als UTF-8: het teken na `{word}` is niet te lezen"
                ),
            ))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_of_windows_is_no_part_of_the_text() {
        assert_eq!(without_mark(b"\xef\xbb\xbfjaar = 2024".to_vec()).unwrap(), "jaar = 2024");
        assert_eq!(without_mark("naam = \"Fryslân\"".into()).unwrap(), "naam = \"Fryslân\"");
        assert_eq!(without_mark(Vec::new()).unwrap(), "");
    }

    #[test]
    fn another_encoding_is_named_with_the_line() {
        let wide: Vec<u8> = "jaar".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [[vec![0xFF, 0xFE], wide.clone()].concat(), wide] {
            let (line, message) = without_mark(bytes).unwrap_err();
            assert!(line == 0 && message.contains("UTF-16"), "{message}");
        }
        let (line, message) =
            without_mark(b"jaar = 2024\nnaam = \"Frysl\xe2n\"\n".to_vec()).unwrap_err();
        assert_eq!(line, 2);
        assert!(message.contains("het teken na `\"Frysl` is niet te lezen"), "{message}");
    }
}
