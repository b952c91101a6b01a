//! A year that is read from memory instead of the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::*;

/// The year of the example, as files in memory; of the returns only the paths.
fn example() -> (PathBuf, BTreeMap<PathBuf, Vec<u8>>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../input/2024");
    let (mut map, mut folders) = (BTreeMap::new(), vec![folder.clone()]);
    while let Some(inner) = folders.pop() {
        for path in Files::Disk.list(&inner).unwrap() {
            if path.is_dir() {
                folders.push(path);
            } else if path.starts_with(folder.join(RETURNS)) {
                map.insert(path, Vec::new());
            } else {
                map.insert(path.clone(), Files::Disk.read(&path).unwrap());
            }
        }
    }
    (folder, map)
}

fn said(map: BTreeMap<PathBuf, Vec<u8>>, folder: &Path) -> String {
    load_from(&Files::Map(map), folder).unwrap_err().to_string()
}

#[test]
fn a_year_in_memory_is_read_as_the_same_year_on_the_disk() {
    let (folder, map) = example();
    let files = Files::Map(map);
    let held = load_from(&files, &folder).unwrap();
    assert_eq!(held.returns.len(), 15);
    assert_eq!(format!("{held:?}"), format!("{:?}", load(&folder).unwrap()));
    let next = next_year(&files, &folder, 2025).unwrap();
    assert_eq!(next, next_year(&Files::Disk, &folder, 2025).unwrap());
}

#[test]
fn faults_of_a_year_in_memory_have_the_paths_that_it_has_there() {
    let (folder, example) = example();
    let inside = example
        .into_iter()
        .map(|(path, bytes)| (Path::new("2024").join(path.strip_prefix(&folder).unwrap()), bytes));
    let mut map: BTreeMap<PathBuf, Vec<u8>> = inside.collect();
    let year = Path::new("2024");
    let partners = map.remove(&year.join(PARTNERS)).unwrap();
    let missing = said(map.clone(), year);
    assert!(missing.starts_with("2024/partners.toml: dit bestand ontbreekt\n"), "{missing}");
    map.insert(year.join("Partners.toml.txt"), partners);
    let misnamed = said(map.clone(), year);
    assert!(
        misnamed.starts_with(
            "2024/Partners.toml.txt: dit wordt niet gelezen: het moet `partners.toml` heten\n"
        ),
        "{misnamed}"
    );
    map.insert(year.join(SETTINGS), b"jaar = 2024\ntitel = \"Voortgang\n".to_vec());
    let typed = said(map, year);
    assert!(typed.contains("2024/jaar.toml, regel 2: er staat een aanhalingsteken"), "{typed}");
    let nothing = said(BTreeMap::new(), year);
    assert!(nothing.starts_with("de map `2024` is er niet\n"), "{nothing}");
}

#[test]
fn of_the_returns_in_memory_only_the_paths_count() {
    let (folder, mut map) = example();
    let returns = folder.join(RETURNS);
    let lock = returns.join(".~lock.breda.ods#");
    for path in [
        lock.clone(),
        returns.join(".DS_Store"),
        returns.join("vervangen/oud.xlsx"),
        returns.join("concept/breda.xlsx"),
    ] {
        map.insert(path, Vec::new());
    }
    let cycle = load_from(&Files::Map(map), &folder).unwrap();
    assert_eq!((cycle.returns.len(), &cycle.returns[0]), (16, &lock));
    let unread: Vec<&str> = cycle.unread.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(unread, ["questionnaires/concept"]);
}
