//! The draws that decide between choices which are all good enough.
//!
//! Who sees what is hidden must not be able to tell why no less was. So it costs more or less to hide a number by the
//! draw of a key, and now and then a number is hidden that need not be. Every choice that promises enough
//! is made by some key; whoever doesn't have it cannot tell by which.

use sha2::{Digest, Sha256};

/// Where draws come from.
pub trait Draws: Sync {
    /// A number below 2³², the same each time for the same name.
    fn draw(&self, name: &str) -> u32;
}

/// The key of a year. Whoever has it, and the report, can work out more than the report tells.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// The key of these bytes, which must be random.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key")
    }
}

impl Draws for Key {
    fn draw(&self, name: &str) -> u32 {
        // Four of 32 bytes come out, so that no draw can be worked on to another.
        let hash = Sha256::new().chain_update(self.0).chain_update(name.as_bytes()).finalize();
        u32::from_be_bytes([hash[0], hash[1], hash[2], hash[3]])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_draws_the_same_for_a_name_each_time_and_other_keys_and_names_draw_otherwise() {
        let (one, other) = (Key::new([7; 32]), Key::new([8; 32]));
        assert_eq!(one.draw("extra a.a"), one.draw("extra a.a"));
        assert_ne!(one.draw("extra a.a"), one.draw("extra a.b"));
        assert_ne!(one.draw("extra a.a"), other.draw("extra a.a"));
        // A final edition is made again with its key: this draw must never change.
        assert_eq!(one.draw("extra a.a"), 34_580_313);
    }

    #[test]
    fn a_key_that_is_shown_for_debugging_shows_none_of_its_bytes() {
        assert_eq!(format!("{:?}", Key::new([171; 32])), "Key");
    }
}
