//! Compares the exported tables with those that the returns give now.

use crate::difference::Difference;
use crate::export::LongTable;

/// The first difference in each file of the table on disk.
pub(crate) fn compare(now: &LongTable, there: &LongTable) -> Vec<Difference> {
    let pairs = now.files().into_iter().zip(there.files());
    pairs.filter_map(|((name, now), (_, there))| unlike(name, now, there)).collect()
}

/// The first line in which the table on disk differs from the one of now; `None` if the two are equal.
fn unlike(name: &str, now: &str, there: &str) -> Option<Difference> {
    if now == there {
        return None;
    }
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (now, there) = (lines(now), lines(there));
    let same = now.iter().zip(&there).take_while(|(one, other)| one == other).count();
    let line = |lines: &[String]| {
        lines.get(same).cloned().unwrap_or_else(|| "niets meer: het bestand is uit".to_owned())
    };
    if same == now.len().max(there.len()) {
        return Some(Difference {
            file: name.to_owned(),
            what: "de regels zijn dezelfde, maar eindigen anders".to_owned(),
            found: "een bestand dat een ander programma heeft opgeslagen".to_owned(),
            expected: "het bestand zoals `pmg build` het schreef".to_owned(),
        });
    }
    Some(Difference {
        file: name.to_owned(),
        what: format!("regel {} is niet wat de vragenlijsten nu geven", same + 1),
        found: line(&there),
        expected: line(&now),
    })
}

#[cfg(test)]
mod tests {
    use super::unlike;

    #[test]
    fn the_first_line_that_differs_is_told() {
        assert_eq!(unlike("x.csv", "a\nb", "a\nb"), None);
        let told = unlike("x.csv", "a\nb", "a").unwrap();
        assert!(told.what.starts_with("regel 2 ") && told.expected == "b", "{told}");
        let told = unlike("x.csv", "a\r\nb\r\n", "a\nb\n").unwrap();
        assert!(told.what.contains("eindigen anders"), "{told}");
    }
}
