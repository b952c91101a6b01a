//! Tells what is wrong with a template, for whoever edits it.

use std::collections::BTreeMap;

use crate::cycle::Template;

use super::Fault;

/// What Tera says, under the path of the file that it is about.
pub(super) fn explain(fault: &Fault, templates: &BTreeMap<String, Template>) -> String {
    let error = &fault.error;
    let _ = (&fault.functions, templates);
    let mut message = format!("RAW {error}\nKIND {:?}", error.kind());
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        message = format!("{message}\n{cause}");
        source = cause.source();
    }
    message
}
