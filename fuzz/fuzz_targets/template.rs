//! No template stops the program: it becomes a document, in which every word can be printed, or an error with its line.
#![no_main]

mod example;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use pmg_core::cycle::Template;
use pmg_report::facts::Facts;
use pmg_report::{document, render, template};

static FACTS: LazyLock<Arc<Facts>> = LazyLock::new(example::facts);

fuzz_target!(|text: &str| {
    let template = Template { origin: "rapport.md".to_owned(), text: text.to_owned() };
    let templates = BTreeMap::from([("rapport.md".to_owned(), template)]);
    let Ok(narrative) = template::write(&FACTS, &templates, template::Text::Report) else { return };
    let mut document = document::parse(&narrative, &FACTS.cycle.settings, render::covers).value;
    document.make_printable(render::covers);
    drop(render::html::render(&document));
    drop(render::markdown::render(&document));
});
