//! What day it is: that of `SOURCE_DATE_EPOCH` if it is set, else that of the clock.

use anyhow::Context as _;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// The moment in `SOURCE_DATE_EPOCH`; `None` if it is not set.
pub(super) fn source_date_epoch() -> anyhow::Result<Option<DateTime>> {
    #[expect(clippy::disallowed_methods, reason = "this is the command line")]
    let Ok(seconds) = std::env::var("SOURCE_DATE_EPOCH") else { return Ok(None) };
    let timestamp = seconds.parse().ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
    let timestamp = timestamp.with_context(|| {
        format!("SOURCE_DATE_EPOCH is `{seconds}`; dat moet een aantal seconden zijn")
    })?;
    Ok(Some(timestamp.to_zoned(TimeZone::UTC).datetime()))
}

/// The day that was typed, or else today. Refuses one that has not come.
pub(super) fn on_or_today(on: Option<Date>) -> anyhow::Result<Date> {
    let today = today()?;
    anyhow::ensure!(
        on.is_none_or(|on| on <= today),
        "de dag bij --on ligt in de toekomst; vandaag is het {today}"
    );
    Ok(on.unwrap_or(today))
}

/// Today: the day in `SOURCE_DATE_EPOCH`, or else that of the clock.
#[expect(clippy::disallowed_methods, reason = "the edge: somebody types a command today")]
pub(super) fn today() -> anyhow::Result<Date> {
    Ok(source_date_epoch()?.map_or_else(|| jiff::Zoned::now().date(), DateTime::date))
}
