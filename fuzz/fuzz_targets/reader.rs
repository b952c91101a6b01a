//! No file makes reading it panic, hang or take memory without end.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pmg_core::workbook;

fuzz_target!(
    // A panic that the reader catches is a damaged file; any other still ends the run.
    init: std::panic::set_hook(Box::new(|_| ())),
    |bytes: &[u8]| {
        let _ = workbook::read_bytes("bestand", bytes);
    }
);
