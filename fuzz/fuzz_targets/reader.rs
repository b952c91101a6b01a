//! No file makes reading it panic, hang or take memory without end.
#![no_main]
#![expect(dead_code, reason = "the modules hold more than is tried here")]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/core/src/dutch/io_error.rs"]
mod dutch;
#[path = "../../crates/core/src/place.rs"]
mod place;
#[path = "../../crates/core/src/workbook/mod.rs"]
mod workbook;

fuzz_target!(
    // A panic that the reader catches is a damaged file; any other still ends the run.
    init: std::panic::set_hook(Box::new(|_| ())),
    |bytes: &[u8]| {
        let _ = workbook::read_bytes("bestand", bytes);
    }
);
