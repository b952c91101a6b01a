//! Draws random numbers from the secret key of a year, so that nobody can tell why a number was hidden.
//!
//! An attacker who knows the program can ask of every choice why less was not enough, and the answer tells something
//! about the small numbers. So the draws make the information loss of hiding a number up to twice as high, and now and
//! then hide a number without need. With some draws each choice comes out that promises enough, whatever the small
//! numbers are; without the key nobody can tell by which draws it did.

use sha2::{Digest, Sha256};

/// A source of draws: the key of a year, or a fixed one in tests.
pub trait Draws: Sync {
    /// Returns a number below 2³², the same each time for the same name.
    fn draw(&self, name: &str) -> u32;
}

/// The secret key of a year. Whoever has it, and the report, can work out more than the report tells.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// Makes a key of these bytes, which must be random.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

// By hand, so that no message or log shows the bytes.
impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Key")
    }
}

impl Draws for Key {
    fn draw(&self, name: &str) -> u32 {
        // Only 4 of the 32 bytes come out: from a whole hash anybody could compute that of a longer name.
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
