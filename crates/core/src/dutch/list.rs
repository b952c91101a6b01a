//! Enumerations in Dutch.

/// An enumeration: `Rotterdam, Amsterdam en Heerlen`.
#[must_use]
pub fn list(items: &[&str]) -> String {
    match items {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first @ .., last] => format!("{} en {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn the_last_two_are_joined_by_en() {
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["Breda"]), "Breda");
        assert_eq!(list(&["Breda", "Tilburg"]), "Breda en Tilburg");
        assert_eq!(list(&["Breda", "Den Haag", "Tilburg"]), "Breda, Den Haag en Tilburg");
    }
}
