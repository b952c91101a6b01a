use std::fmt;

/// The secret of a year that the choice of what else is hidden is drawn with.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl Key {
    /// The key with these bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_that_is_shown_for_debugging_shows_none_of_its_bytes() {
        assert_eq!(format!("{:?}", Key::new([7; 32])), "Key(…)");
    }
}
