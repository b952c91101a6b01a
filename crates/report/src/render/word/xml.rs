//! Writes a part of the file as XML: what is opened is closed, and text stays text.

use std::fmt::{Display, Write as _};

use pmg_core::escape;

/// The name of an attribute, and what it says.
pub(super) type Attribute<'a> = (&'static str, &'a dyn Display);

/// XML that is being written.
#[derive(Default)]
pub(super) struct Xml {
    out: String,
    /// The elements that are open, the outermost first.
    open: Vec<&'static str>,
}

impl Xml {
    /// A part of the file, with its outermost element open.
    pub(super) fn part(root: &'static str, attributes: &[Attribute<'_>]) -> Self {
        let out = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned();
        let mut xml = Self { out, open: Vec::new() };
        xml.open(root, attributes);
        xml
    }

    pub(super) fn open(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Closes the element that was opened last.
    pub(super) fn close(&mut self) {
        let name = self.open.pop().expect("what is closed was opened");
        self.out.extend(["</", name, ">"]);
    }

    pub(super) fn empty(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element that says one thing, as most settings in a Word file do.
    pub(super) fn value(&mut self, name: &'static str, value: impl Display) {
        self.empty(name, &[("w:val", &value)]);
    }

    /// An element with nothing in it but text.
    pub(super) fn element(&mut self, name: &'static str, attributes: &[Attribute<'_>], text: &str) {
        self.open(name, attributes);
        self.put(format_args!("{}", escape::xml(text)));
        self.close();
    }

    /// The whole of it, once all is closed.
    pub(super) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close();
        }
        self.out
    }

    fn tag(&mut self, name: &'static str, attributes: &[Attribute<'_>]) {
        self.out.extend(["<", name]);
        for (key, value) in attributes {
            let value = value.to_string();
            self.put(format_args!(" {key}=\"{}\"", escape::xml(&value)));
        }
    }

    fn put(&mut self, text: std::fmt::Arguments<'_>) {
        self.out.write_fmt(text).expect("a string takes whatever is written to it");
    }
}
