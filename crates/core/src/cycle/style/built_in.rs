//! The styles that are part of the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::super::files::Files;
use super::Style;
use super::folder::{read, read_style};

/// The styles that are built in, by name; the first is that of a year without one of its own.
pub const NAMES: [&str; 2] = ["neutraal", "voorbeeld"];
/// Their files.
const FILES: [&[(&str, &[u8])]; 2] = [
    &[("stijl.toml", include_bytes!("../../../../../templates/stijlen/neutraal/stijl.toml"))],
    &[
        ("stijl.toml", include_bytes!("../../../../../templates/stijlen/voorbeeld/stijl.toml")),
        ("tokens.json", include_bytes!("../../../../../templates/stijlen/voorbeeld/tokens.json")),
        ("logo.svg", include_bytes!("../../../../../templates/stijlen/voorbeeld/logo.svg")),
    ],
];

/// The style of this name that is built in; `None` if there is none.
#[must_use]
pub fn built_in(name: &str) -> Option<Arc<Style>> {
    static READ: [OnceLock<Arc<Style>>; 2] = [const { OnceLock::new() }; 2];
    let at = NAMES.iter().position(|known| *known == name)?;
    let style = || {
        let path = |(file, bytes): &(&str, &[u8])| (Path::new(name).join(file), bytes.to_vec());
        let files = Files::Map(FILES[at].iter().map(path).collect::<BTreeMap<PathBuf, _>>());
        let style = match at {
            0 => read(&files, Path::new(name), None),
            _ => read_style(&files, Path::new(name)),
        };
        Arc::new(style.expect("a style that is built in has no faults: a test reads each"))
    };
    Some(Arc::clone(READ[at].get_or_init(style)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_style_in_the_repository_is_built_in_and_has_no_faults() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates/stijlen");
        for (at, name) in NAMES.iter().enumerate() {
            let there = Files::Disk.list(&folder.join(name)).unwrap();
            let names: Vec<_> =
                there.iter().map(|it| it.file_name().unwrap().to_str().unwrap()).collect();
            let mut known: Vec<_> = FILES[at].iter().map(|(name, _)| *name).collect();
            known.sort_unstable();
            assert_eq!(names, known);
            let style =
                read_style(&Files::Disk, &folder.join(name)).unwrap_or_else(|it| panic!("{it}"));
            assert_eq!(built_in(name).as_deref(), Some(&style));
        }
        assert_eq!(Files::Disk.list(&folder).unwrap().len(), NAMES.len());
        assert_eq!(built_in("rijk"), None);
    }
}
