//! Reads the text of a file that people edit, whatever program they used.

use std::path::Path;

use super::CycleError;
use super::error::{At, Fault, Faults};

const HOW: &str =
    "open het bestand in Kladblok, kies Bestand en Opslaan als, en zet Codering op UTF-8";

/// The text of a file, without the mark that Windows puts before it.
///
/// # Errors
/// [`CycleError::Unreadable`] if the file cannot be opened; [`CycleError::Faults`] if it is not UTF-8.
pub fn read_text(path: &Path) -> Result<String, CycleError> {
    let bytes = std::fs::read(path)
        .map_err(|source| CycleError::Unreadable { path: path.to_owned(), source })?;
    decoded(bytes).map_err(|(line, message)| {
        let at = At { path: path.to_owned(), line };
        Faults(vec![Fault::new(at, message, HOW)]).into()
    })
}

/// The text in these bytes, or the line and what is wrong there.
fn decoded(bytes: Vec<u8>) -> Result<String, (usize, String)> {
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
        assert_eq!(decoded(b"\xef\xbb\xbfjaar = 2024".to_vec()).unwrap(), "jaar = 2024");
        assert_eq!(decoded("naam = \"Fryslân\"".into()).unwrap(), "naam = \"Fryslân\"");
        assert_eq!(decoded(Vec::new()).unwrap(), "");
    }

    #[test]
    fn another_encoding_is_named_with_the_line() {
        let wide: Vec<u8> = "jaar".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for bytes in [[vec![0xFF, 0xFE], wide.clone()].concat(), wide] {
            let (line, message) = decoded(bytes).unwrap_err();
            assert!(line == 0 && message.contains("UTF-16"), "{message}");
        }
        let (line, message) =
            decoded(b"jaar = 2024\nnaam = \"Frysl\xe2n\"\n".to_vec()).unwrap_err();
        assert_eq!(line, 2);
        assert!(message.contains("het teken na `\"Frysl` is niet te lezen"), "{message}");
    }
}
