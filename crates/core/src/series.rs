//! Which codes of an earlier year continue under which codes of a later one, so that two years can be compared.

use std::collections::BTreeMap;

/// Which codes of an earlier year the codes of a year go on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Series {
    /// Each code that can be compared, with the codes that it was: several if their numbers are added up.
    pub same: BTreeMap<String, Vec<String>>,
    /// The codes that took the place of others and cannot be compared with them, with those others.
    pub broken: BTreeMap<String, Vec<String>>,
}

impl Series {
    /// The same series a step further back, to what the codes of the earlier year were before.
    #[must_use]
    pub fn after(self, earlier: &Self) -> Self {
        let back = |code: &String| earlier.same.get(code).or_else(|| earlier.broken.get(code));
        let further = |between: &[String]| -> Vec<String> {
            between.iter().filter_map(back).flatten().cloned().collect()
        };
        let mut joined = Self::default();
        for (now, between) in self.broken {
            joined.broken.insert(now, further(&between));
        }
        for (now, between) in self.same {
            let is_same = between.iter().all(|code| earlier.same.contains_key(code));
            let is_broken = between.iter().any(|code| earlier.broken.contains_key(code));
            // Any other was asked for the first time in the year between.
            if is_same {
                joined.same.insert(now, further(&between));
            } else if is_broken {
                joined.broken.insert(now, further(&between));
            }
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Codes<'a> = &'a [(&'a str, &'a [&'a str])];

    fn series(same: Codes<'_>, broken: Codes<'_>) -> Series {
        let owned = |codes: Codes<'_>| {
            let line = |(now, before): &(&str, &[&str])| {
                ((*now).to_owned(), before.iter().map(|code| (*code).to_owned()).collect())
            };
            codes.iter().map(line).collect()
        };
        Series { same: owned(same), broken: owned(broken) }
    }

    #[test]
    fn a_rename_of_a_rename_leads_back_to_the_first_name() {
        let first = series(&[("b", &["a"]), ("m", &["k", "l"]), ("x", &["x"])], &[("p", &["o"])]);
        let second = series(
            &[("c", &["b"]), ("n", &["m", "x"]), ("q", &["p"]), ("y", &["new"])],
            &[("z", &["x", "p"])],
        );
        let joined =
            series(&[("c", &["a"]), ("n", &["k", "l", "x"])], &[("q", &["o"]), ("z", &["x", "o"])]);
        assert_eq!(second.after(&first), joined);
    }
}
