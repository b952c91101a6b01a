//! The templates that are part of the program. A year replaces them by name.

use std::collections::BTreeMap;

use pmg_core::cycle::Template;

/// The templates in the program itself, so that it works wherever it is put.
const BUILT_IN: &[(&str, &str)] = &[
    ("begrippen.md", include_str!("../../../../templates/begrippen.md")),
    ("brief.md", include_str!("../../../../templates/brief.md")),
    ("bouwstenen.md", include_str!("../../../../templates/bouwstenen.md")),
    ("colofon.md", include_str!("../../../../templates/colofon.md")),
    ("eigen-interventies.md", include_str!("../../../../templates/eigen-interventies.md")),
    ("flexibel.md", include_str!("../../../../templates/flexibel.md")),
    ("in-het-kort.md", include_str!("../../../../templates/in-het-kort.md")),
    ("inleiding.md", include_str!("../../../../templates/inleiding.md")),
    ("interventie.md", include_str!("../../../../templates/interventie.md")),
    ("kader/niveaus.md", include_str!("../../../../templates/kader/niveaus.md")),
    ("kader/online.md", include_str!("../../../../templates/kader/online.md")),
    (
        "kader/zorg-en-veiligheid.md",
        include_str!("../../../../templates/kader/zorg-en-veiligheid.md"),
    ),
    ("kwaliteit.md", include_str!("../../../../templates/kwaliteit.md")),
    ("lerende-aanpak.md", include_str!("../../../../templates/lerende-aanpak.md")),
    ("lessen.md", include_str!("../../../../templates/lessen.md")),
    ("per-gemeente.md", include_str!("../../../../templates/per-gemeente.md")),
    ("praktijkverhaal.md", include_str!("../../../../templates/praktijkverhaal.md")),
    ("profiel.md", include_str!("../../../../templates/profiel.md")),
    ("rapport.md", include_str!("../../../../templates/rapport.md")),
    ("stand.md", include_str!("../../../../templates/stand.md")),
    ("thema/algemeen.md", include_str!("../../../../templates/thema/algemeen.md")),
    (
        "thema/criminaliteit-en-re-integratie.md",
        include_str!("../../../../templates/thema/criminaliteit-en-re-integratie.md"),
    ),
    ("thema/onderwijs.md", include_str!("../../../../templates/thema/onderwijs.md")),
    (
        "thema/persoonlijke-ontwikkeling.md",
        include_str!("../../../../templates/thema/persoonlijke-ontwikkeling.md"),
    ),
    ("thema/sociale-netwerk.md", include_str!("../../../../templates/thema/sociale-netwerk.md")),
    ("thema/werk-en-inkomen.md", include_str!("../../../../templates/thema/werk-en-inkomen.md")),
    ("verantwoording.md", include_str!("../../../../templates/verantwoording.md")),
];

/// The templates that are built in, by name.
#[must_use]
pub fn built_in() -> BTreeMap<String, Template> {
    let template = |(name, text): &(&str, &str)| {
        ((*name).to_owned(), Template { origin: (*name).to_owned(), text: (*text).to_owned() })
    };
    BUILT_IN.iter().map(template).collect()
}

/// Whether a template of this name is built in.
#[must_use]
pub fn is_built_in(name: &str) -> bool {
    BUILT_IN.iter().any(|(known, _)| *known == name)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use pmg_core::cycle::{self, Files};

    use super::*;

    #[test]
    fn every_template_in_the_repository_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../templates");
        let mut on_disk = cycle::read_templates(&Files::Disk, &folder).unwrap();
        on_disk.retain(|name, _| !name.starts_with("fonts/"));
        let names =
            |templates: &BTreeMap<String, Template>| templates.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&on_disk), names(&built_in()));
    }
}
