//! A bar for work that takes long: only on a terminal, and only after a second.

use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

/// Work that takes no longer needs no bar.
const SOON: Duration = Duration::from_secs(1);

/// What draws how many files were read, of how many; nothing of it stays.
pub(super) fn bar() -> impl Fn(usize, usize) + Sync {
    let style = ProgressStyle::with_template("{bar:40} {pos} van {len} bestanden gelezen");
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_finish(ProgressFinish::AndClear);
    // Neither `NO_COLOR` nor `TERM=dumb`; that it is a terminal the bar itself makes sure of.
    let is_wanted = AutoStream::choice(&std::io::stderr()) != ColorChoice::Never;
    move |done, all| {
        if is_wanted && bar.is_hidden() && bar.elapsed() > SOON {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_length(all.try_into().unwrap_or_default());
        bar.set_position(done.try_into().unwrap_or_default());
        if done == all {
            bar.finish_and_clear();
        }
    }
}
