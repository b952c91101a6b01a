//! A number that is read from a text is read again from how Dutch writes it.
#![no_main]
#![expect(dead_code, reason = "the modules hold more than is tried here")]

use libfuzzer_sys::fuzz_target;

#[path = "../../crates/core/src/dutch/number.rs"]
mod dutch;
#[path = "../../crates/core/src/answers/number.rs"]
mod number;

use number::NumberFault;

fuzz_target!(|text: &str| {
    let Ok(value) = number::parse(text) else { return };
    let written = dutch::digits(value);
    match number::parse(&written) {
        Ok(again) => assert_eq!(again, value, "{written}"),
        // `1,2340` is certain; as `1,234` it could be a thousand and more.
        Err(NumberFault::Ambiguous(readings)) => {
            assert_eq!(readings[0], written.trim_start_matches('-'));
        }
        Err(fault) => panic!("{written}: {fault:?}"),
    }
});
