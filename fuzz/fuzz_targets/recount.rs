//! Whatever stands in the files of a report, the recount comes to an end and says what differs.
#![no_main]

mod example;

use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use pmg_core::edition::{Draft, Edition};
use pmg_recount::{LongTable, Printed, tabulate, verify};
use pmg_report::facts::Facts;
use pmg_report::tables;

static FACTS: LazyLock<Arc<Facts>> = LazyLock::new(example::facts);
static TABLE: LazyLock<LongTable> =
    LazyLock::new(|| tabulate(&FACTS.accepted, &FACTS.cycle, &FACTS.questionnaire, &[]));

fuzz_target!(
    // A panic of a reader that the recount catches is a difference; any other still ends the run.
    init: std::panic::set_hook(Box::new(|_| ())),
    |bytes: &[u8]| {
        let Some((which, bytes)) = bytes.split_first() else { return };
        let text = String::from_utf8_lossy(bytes);
        let only = |number: u8| if which % 5 == number { &*text } else { "" };
        let table = tables::FILES.get(usize::from(which / 10) % (tables::FILES.len() + 1));
        let tables: Vec<_> = table.map(|name| (*name, bytes.to_vec())).into_iter().collect();
        let printed = Printed {
            ledger: if which % 5 == 0 { bytes } else { b"" },
            markdown: only(1),
            html: only(2),
            pdf: if which % 5 == 3 { bytes } else { b"" },
            word: if which % 5 == 4 { bytes } else { b"" },
            table: &TABLE,
            tables: &tables,
            suppression: &FACTS.disclosure,
            edition: if which / 5 % 2 == 0 { Edition::Draft } else { Edition::Final },
            draft: Draft { number: 1, kept: None },
        };
        if let Ok(recount) = verify(&TABLE, &FACTS.cycle, &printed) {
            assert!(!recount.differences.is_empty(), "files that are not there say nothing");
        }
    }
);
