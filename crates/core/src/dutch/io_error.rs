//! Errors of the operating system in Dutch, for people who are no programmers.

use std::io::{Error, ErrorKind};

/// The reason why the operating system refused, for people who are no programmers; with its number if no words fit.
#[must_use]
pub fn io_error(error: &Error) -> String {
    // A text of the program itself is Dutch already.
    if let Some(own) = error.get_ref() {
        let is_ours = own.source().is_none() && error.kind() == ErrorKind::ResourceBusy;
        if is_ours {
            return own.to_string();
        }
    }
    let number = error.raw_os_error();
    match words(error.kind()).or_else(|| number.and_then(of_number)) {
        Some(words) => words.to_owned(),
        None => match number {
            Some(number) => format!("technisch: fout {number} van het besturingssysteem"),
            None => "technisch: een fout bij het lezen of schrijven".to_owned(),
        },
    }
}

fn words(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "dit bestand of deze map is er niet",
        ErrorKind::PermissionDenied => {
            "u hebt hier geen rechten voor, of het is open in een ander programma"
        }
        ErrorKind::AlreadyExists => "er staat al iets met deze naam",
        ErrorKind::IsADirectory => "dit is een map en geen bestand",
        ErrorKind::NotADirectory => "dit is geen map, of ligt in iets dat geen map is",
        ErrorKind::DirectoryNotEmpty => "de map is niet leeg",
        ErrorKind::StorageFull => "de schijf is vol; maak ruimte en probeer het opnieuw",
        ErrorKind::QuotaExceeded => {
            "uw ruimte op deze schijf is op; maak ruimte en probeer het opnieuw"
        }
        ErrorKind::FileTooLarge => "het bestand is groter dan hier mag",
        ErrorKind::ReadOnlyFilesystem => "op deze schijf kan niet worden geschreven",
        ErrorKind::InvalidFilename => "de naam is te lang, of er staat een teken in dat niet mag",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy | ErrorKind::Deadlock => {
            "het is in gebruik; probeer het opnieuw"
        }
        ErrorKind::InvalidData => "er staat iets anders in dan tekst in UTF-8",
        ErrorKind::UnexpectedEof => "het bestand houdt te vroeg op",
        ErrorKind::OutOfMemory => "het geheugen is vol",
        ErrorKind::TimedOut
        | ErrorKind::HostUnreachable
        | ErrorKind::NetworkUnreachable
        | ErrorKind::NetworkDown
        | ErrorKind::StaleNetworkFileHandle
        | ErrorKind::ConnectionAborted
        | ErrorKind::ConnectionReset
        | ErrorKind::NotConnected => "de netwerkschijf antwoordt niet; probeer het opnieuw",
        _ => return None,
    })
}

/// The words for an error number that Rust has no kind for yet; `None` if there are none.
fn of_number(number: i32) -> Option<&'static str> {
    match (cfg!(windows), number) {
        // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION.
        (true, 32 | 33) => Some("het is open in een ander programma; sluit het daar"),
        // EIO, and ERROR_IO_DEVICE.
        (false, 5) | (true, 1117) => Some("de schijf geeft een fout"),
        // ELOOP.
        (false, 40) => Some("een koppeling verwijst naar zichzelf"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_said_in_dutch() {
        let missing = std::fs::read("er/is/niets").unwrap_err();
        assert_eq!(io_error(&missing), "dit bestand of deze map is er niet");
        let own = Error::new(ErrorKind::ResourceBusy, "een ander is bezig");
        assert_eq!(io_error(&own), "een ander is bezig");
        let strange = Error::from_raw_os_error(9999);
        assert_eq!(io_error(&strange), "technisch: fout 9999 van het besturingssysteem");
        let library = Error::other("stream did not contain");
        assert_eq!(io_error(&library), "technisch: een fout bij het lezen of schrijven");
        #[cfg(unix)]
        {
            let full = Error::from_raw_os_error(28);
            assert!(io_error(&full).starts_with("de schijf is vol"));
        }
    }
}
