//! What is said of all municipalities together.

use crate::diagnostics::{counted, on_one_line};
use crate::dutch;

use super::row::{Refused, Row, State};
use super::standing::Standing;

impl Standing {
    /// The sentences on all municipalities together.
    pub(super) fn summary(&self) -> Vec<String> {
        let mut said = self.states();
        said.extend(self.municipalities.iter().filter_map(refused));
        said.extend(self.other_refused.iter().map(refused_of_unknown));
        said.extend(self.signed_early());
        said.extend(self.unplaced());
        said.push(self.time_left());
        said
    }

    /// How many returns are in, and who is in which other state.
    fn states(&self) -> Vec<String> {
        let who = |state| self.names(|row| row.state == state);
        let due = counted(self.municipalities.len(), "gemeente", "gemeenten");
        let mut said = vec![format!("Binnen: {} van de {due}.", who(State::Returned).len())];
        let states = [
            (State::Blank, "Leeg, dus nog niet binnen"),
            (State::Unusable, "Niet bruikbaar"),
            (State::Missing, "Ontbreekt"),
        ];
        for (state, label) in states {
            let names = who(state);
            if !names.is_empty() {
                said.push(format!("{label}: {} ({}).", names.len(), dutch::list(&names)));
            }
        }
        said
    }

    /// Whose signature may be for an earlier version; `None` if nobody's.
    fn signed_early(&self) -> Option<String> {
        let names = self.names(|row| row.signed_before);
        let (number, list) = (names.len(), dutch::list(&names));
        (number > 0).then(|| {
            format!(
                "Akkoord van vóór de laatste versie: {number} ({list}). Vraag of het ook daarvoor geldt."
            )
        })
    }

    /// Which files are of nobody that is known; `None` if there are none.
    fn unplaced(&self) -> Option<String> {
        let names: Vec<String> = self.other_files.iter().map(|name| on_one_line(name)).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (number, list) = (counted(names.len(), "bestand", "bestanden"), dutch::list(&names));
        (!names.is_empty()).then(|| {
            format!(
                "Nog {number} waarvan niet vaststaat bij wie het hoort: {list}. Zie pmg check {}.",
                self.year
            )
        })
    }

    fn time_left(&self) -> String {
        let Some(deadline) = self.deadline else {
            return "Er is geen uiterste datum: zet `inleveren` in jaar.toml.".to_owned();
        };
        let days = self.today.until(deadline).map_or(0, |span| span.get_days());
        let number = counted(days.unsigned_abs() as usize, "dag", "dagen");
        let when = match days {
            0 => "dat is vandaag".to_owned(),
            1.. => format!("nog {number}"),
            _ => format!("{number} geleden"),
        };
        let verb = if days < 0 { "kon" } else { "kan" };
        format!("Inleveren {verb} tot en met {}: {when}.", dutch::date(deadline))
    }

    /// The names of the municipalities of which this holds.
    fn names(&self, holds: impl Fn(&Row) -> bool) -> Vec<&str> {
        self.municipalities.iter().filter(|row| holds(row)).map(|row| row.name.as_str()).collect()
    }
}

/// That only something unusable came in of a municipality; `None` if nothing was refused.
fn refused(row: &Row) -> Option<String> {
    let last = row.refused.last()?;
    Some(format!(
        "Van {} kwam wel iets binnen: {}. Niet ontvangen: {}.",
        row.name,
        last.shown(),
        last.why.trim_end_matches('.')
    ))
}

fn refused_of_unknown(it: &Refused) -> String {
    let why = it.why.trim_end_matches('.');
    format!("Er kwam iets binnen van wie niet bekend is: {}. Niet ontvangen: {why}.", it.shown())
}
