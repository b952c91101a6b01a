//! A bar for work that takes long: only on a terminal, and only after a second.

use std::time::Duration;

use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};

/// Work that takes less time needs no bar.
const SOON: Duration = Duration::from_secs(1);

/// A function that draws how many files were read, of how many. The bar disappears when all are.
pub(super) fn bar() -> impl Fn(usize, usize) + Sync {
    let style = ProgressStyle::with_template("{bar:40} {pos} van {len} bestanden gelezen");
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        .with_finish(ProgressFinish::AndClear);
    // No bar if `NO_COLOR` or `TERM=dumb` is set. Whether stderr is a terminal, the bar finds out itself.
    let is_wanted = AutoStream::choice(&std::io::stderr()) != ColorChoice::Never;
    move |done, all| {
        if is_wanted && bar.is_hidden() && bar.elapsed() > SOON {
            bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        bar.set_length(all as u64);
        bar.set_position(done as u64);
        if done == all {
            bar.finish_and_clear();
        }
    }
}
