//! Addresses in a form that Word takes: it refuses the whole file for one that is no address.

use std::fmt::Write as _;

/// Signs that may stand in an address as they are (RFC 3986), but for brackets, which may only around a host.
const SIGNS: &str = "-._~:/?#@!$&'()*+,;=%";

/// The address, with what may not stand in one by its bytes; `None` if it is none.
pub(super) fn address(url: &str) -> Option<String> {
    let is_address = if let Some(rest) = url.strip_prefix("https:") {
        rest.strip_prefix("//").is_some_and(has_host)
    } else {
        url.strip_prefix("mailto:").is_some_and(is_mailbox)
    };
    is_address.then(|| encoded(url))
}

/// Whether an address behind `https://` starts with the name of a host, and a port if any.
fn has_host(rest: &str) -> bool {
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = place.split_once(':').unwrap_or((place, ""));
    let is_part = |part: &str| {
        !part.is_empty()
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
            && part.starts_with(char::is_alphanumeric)
            && part.ends_with(char::is_alphanumeric)
    };
    host.split('.').all(is_part) && port.len() < 5 && port.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether this is the address of one mailbox.
fn is_mailbox(rest: &str) -> bool {
    let mailbox = rest.split('?').next().unwrap_or_default();
    mailbox.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && name.chars().all(|c| c.is_alphanumeric() || "-._+".contains(c))
            && !host.contains(':')
            && has_host(host)
    })
}

fn encoded(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    let mut has_fragment = false;
    for (index, character) in url.char_indices() {
        let is_plain = match character {
            '%' => {
                let digits = url.as_bytes().get(index + 1..index + 3);
                digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
            }
            // Only the first one parts the address from a place in what it leads to.
            '#' => !std::mem::replace(&mut has_fragment, true),
            c => c.is_ascii_alphanumeric() || SIGNS.contains(c),
        };
        if is_plain {
            out.push(character);
        } else {
            for byte in character.encode_utf8(&mut [0; 4]).bytes() {
                write!(out, "%{byte:02X}").expect("a string takes whatever is written to it");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_so_that_word_can_read_it() {
        for (url, expected) in [
            ("https://a.nl/x y_(z)?b=1&c=[2]#d#e", "https://a.nl/x%20y_(z)?b=1&c=%5B2%5D#d%23e"),
            ("https://a.nl/50%/%C3%A9/é\"<>\\", "https://a.nl/50%25/%C3%A9/%C3%A9%22%3C%3E%5C"),
            ("https://a.nl:8080", "https://a.nl:8080"),
            (
                "mailto:post@voorbeeld.nl?subject=een vraag",
                "mailto:post@voorbeeld.nl?subject=een%20vraag",
            ),
        ] {
            assert_eq!(address(url).as_deref(), Some(expected));
        }
    }

    #[test]
    fn what_is_no_address_is_none() {
        for url in [
            "https:",
            "https://",
            "https:///x",
            "https://a b.nl",
            "https://a..nl",
            "https://a.nl:x",
            "https://-a.nl",
            "https://a.nl:99999",
            "https:a.nl",
            "mailto:",
            "mailto:a",
            "mailto:@a.nl",
            "mailto:a@b@c.nl",
            "mailto:a b@c.nl",
            "javascript:x",
            "#kop",
        ] {
            assert_eq!(address(url), None, "{url}");
        }
    }
}
