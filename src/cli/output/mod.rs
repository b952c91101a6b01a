//! Writes files, each whole or not at all, and prints what was asked for on stdout.
//!
//! A file is on the disk before it takes its name, and its name is on the disk before the next step. So whatever cuts
//! the program off, a file with a name is whole. Several files that belong together are put in place as one by
//! [`FileSet::replace`]. Whoever writes holds the [`Lock`] of the year.

#[cfg(unix)]
mod exchange;
#[cfg(not(unix))]
#[path = "no_exchange.rs"]
mod exchange;
mod file;
mod in_turn;
mod lock;
mod set;
mod stream;

pub(super) use file::{names, rename, sweep, sync, write};
pub(super) use lock::Lock;
pub(super) use set::{BLANKS, FINAL, FileSet, LETTER, MUNICIPALITIES, begin, settle};
pub(super) use stream::{print, show, write_all};
