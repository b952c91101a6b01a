//! Makes many things at once that are each made in parts at once.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `make` gives for each, in their order; each processor makes one after the other.
///
/// For whatever takes rayon itself, such as a PDF. A worker of rayon that waits for a part of one begins with another
/// meanwhile, and in that with a third: with many of them it runs out of stack, which no number of municipalities
/// may bring about.
pub(super) fn each<T: Sync, R: Send>(all: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = all.get(at) else { return done };
            done.push((at, make(one)));
        }
    };
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let mut all_done: Vec<(usize, R)> = thread::scope(|scope| {
        let workers: Vec<_> = (0..processors.min(all.len())).map(|_| scope.spawn(work)).collect();
        let done = workers.into_iter().map(|it| it.join().unwrap_or_else(|it| resume_unwind(it)));
        done.flatten().collect()
    });
    all_done.sort_by_key(|(at, _)| *at);
    all_done.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use rayon::prelude::*;

    use super::each;

    thread_local! {
        static IS_MAKING: Cell<bool> = const { Cell::new(false) };
    }

    #[test]
    fn one_is_done_before_the_next_begins() {
        let all: Vec<u64> = (0..200).collect();
        let make = |one: &u64| {
            assert!(!IS_MAKING.replace(true), "{one} begins inside another");
            // In parts, as a PDF is.
            let sum: u64 = (0..64_u64).into_par_iter().map(|part| part * one).sum();
            IS_MAKING.set(false);
            sum
        };
        let expected: Vec<u64> = all.iter().map(|one| one * 63 * 32).collect();
        assert_eq!(each(&all, make), expected);
        assert_eq!(each(&[], make), Vec::<u64>::new());
    }
}
