//! The function that puts a picture of figures in the text.

use tera::{Error, Kwargs, TeraResult, Value};

use super::arguments::{Pictured, read};
use super::loops::theme;
use crate::phrase::{Chart, ChartKind, Phrases};

/// The place holder of a picture; an empty text if there is nothing to draw.
pub(super) fn picture(phrases: &Phrases, arguments: &Kwargs) -> TeraResult<Value> {
    let Pictured { soort, thema, vraag, wat, groep, maat } = read(arguments)?;
    let chart: Option<Chart> = match ChartKind::named(&soort).map_err(Error::message)? {
        ChartKind::Status => {
            phrases.status_chart(theme(phrases, needed(&soort, "thema", thema.as_deref())?)?)
        }
        ChartKind::Map => phrases.map(),
        ChartKind::Years => phrases.years_chart().map_err(Error::message)?,
        ChartKind::Series => {
            let measure = needed(&soort, "maat", maat.as_deref())?;
            phrases.series_chart(measure).map_err(Error::message)?
        }
        ChartKind::SmallMaps => {
            phrases.small_maps(theme(phrases, needed(&soort, "thema", thema.as_deref())?)?)
        }
        ChartKind::Heat => {
            let question = needed(&soort, "vraag", vraag.as_deref())?;
            phrases.heat_chart(question).map_err(Error::message)?
        }
        ChartKind::Coverage => {
            let tags =
                Phrases::tags(needed(&soort, "wat", wat.as_deref())?).map_err(Error::message)?;
            let group = needed(&soort, "groep", groep.as_deref())?;
            phrases.coverage_chart(tags, group).map_err(Error::message)?
        }
        ChartKind::Bars => {
            let question = needed(&soort, "vraag", vraag.as_deref())?;
            phrases.choice_chart(question).map_err(Error::message)?
        }
    };
    Ok(Value::from(chart.map_or_else(String::new, |chart| phrases.place_chart(chart))))
}

/// An argument that this kind of picture cannot do without.
fn needed<'a>(kind: &str, name: &str, given: Option<&'a str>) -> TeraResult<&'a str> {
    given.ok_or_else(|| {
        Error::message(format!("een grafiek van de soort `{kind}` vraagt om `{name}`"))
    })
}
