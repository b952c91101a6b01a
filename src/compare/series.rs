use std::collections::{BTreeMap, BTreeSet};

/// Which codes of an earlier year the codes of a year go on with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Series {
    /// Each code that can be compared, with the codes that it was: several where their numbers are added up.
    pub same: BTreeMap<String, Vec<String>>,
    /// The codes that took the place of another and cannot be compared with it.
    pub broken: BTreeSet<String>,
}

impl Series {
    /// The same series a step further back, to what the codes of the earlier year were before.
    #[must_use]
    pub fn after(self, earlier: &Self) -> Self {
        let mut joined = Self { broken: self.broken, ..Self::default() };
        for (now, between) in self.same {
            let before: Option<Vec<&Vec<String>>> =
                between.iter().map(|code| earlier.same.get(code)).collect();
            match before {
                Some(before) => {
                    joined.same.insert(now, before.into_iter().flatten().cloned().collect());
                }
                None if between.iter().any(|code| earlier.broken.contains(code)) => {
                    joined.broken.insert(now);
                }
                // It was asked for the first time in the year between.
                None => {}
            }
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(same: &[(&str, &[&str])], broken: &[&str]) -> Series {
        let owned = |codes: &[&str]| codes.iter().map(|code| (*code).to_owned()).collect();
        Series {
            same: same.iter().map(|(now, before)| ((*now).to_owned(), owned(before))).collect(),
            broken: broken.iter().map(|code| (*code).to_owned()).collect(),
        }
    }

    #[test]
    fn a_rename_of_a_rename_leads_back_to_the_first_name() {
        let first = series(&[("b", &["a"]), ("m", &["k", "l"]), ("x", &["x"])], &["p"]);
        let second =
            series(&[("c", &["b"]), ("n", &["m", "x"]), ("q", &["p"]), ("y", &["new"])], &["z"]);
        let joined = series(&[("c", &["a"]), ("n", &["k", "l", "x"])], &["q", "z"]);
        assert_eq!(second.after(&first), joined);
    }
}
