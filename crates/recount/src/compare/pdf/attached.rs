//! Compares the ledger inside the PDF with the one beside it: byte for byte, and nothing else with it.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, decode_text_string};

use crate::difference::{AGAIN, Difference};

const FILE: &str = "rapport.pdf";
/// The name of the one file in the PDF.
const NAME: &str = "cijfers.json";

/// Compares the files inside the PDF with the ledger beside it; `None` if nothing may be inside.
pub(super) fn compare(document: &Document, ledger: Option<&[u8]>) -> Vec<Difference> {
    let attached = Attached::of(document);
    let Some(ledger) = ledger else {
        let is_empty = attached.files.is_empty() && attached.names.is_empty();
        return (!is_empty).then(|| attached.stranger()).into_iter().collect();
    };
    let mut told = Vec::new();
    if attached.files.len() != 1 {
        told.push(attached.another_number());
    }
    let other = attached.names.iter().filter(|name| *name != NAME);
    told.extend(other.map(|name| Difference {
        file: FILE.to_owned(),
        what: "een bestand in de PDF heeft een andere naam dan het hoort te hebben".to_owned(),
        found: name.clone(),
        expected: format!("{NAME}; {AGAIN}"),
    }));
    let unlike = attached.files.iter().filter_map(|file| unlike(file, ledger));
    told.extend(unlike);
    told
}

/// All files inside a PDF, wherever they hang.
struct Attached<'a> {
    files: Vec<&'a Stream>,
    /// The names that readers show.
    names: BTreeSet<String>,
}

impl<'a> Attached<'a> {
    fn of(document: &'a Document) -> Self {
        let mut found = Found { document, files: BTreeSet::new(), names: BTreeSet::new() };
        for (id, object) in &document.objects {
            found.within(*id, object);
        }
        // A reader finds a file by its name in the list, which may differ from the file's own.
        found.listed();
        let stream = |id: &ObjectId| document.get_object(*id).and_then(Object::as_stream).ok();
        Self { files: found.files.iter().filter_map(stream).collect(), names: found.names }
    }

    /// The difference where there is a file and none should be.
    fn stranger(&self) -> Difference {
        let names = self.names.iter().cloned().collect::<Vec<_>>().join(", ");
        Difference {
            file: FILE.to_owned(),
            what: "er zit een bestand in de PDF".to_owned(),
            found: format!("{}: {names}", self.files.len()),
            expected: format!("geen; {AGAIN}"),
        }
    }

    /// The difference where there is not exactly one file.
    fn another_number(&self) -> Difference {
        let names = self.names.iter().cloned().collect::<Vec<_>>().join(", ");
        let (what, found) = match self.files.len() {
            0 => ("de cijfers zitten niet in de PDF", "geen bestand in de PDF".to_owned()),
            many => ("er zit meer dan één bestand in de PDF", format!("{many} bestanden: {names}")),
        };
        let expected = format!("alleen {NAME}, gelijk aan het bestand ernaast; {AGAIN}");
        Difference { file: FILE.to_owned(), what: what.to_owned(), found, expected }
    }
}

struct Found<'a> {
    document: &'a Document,
    files: BTreeSet<ObjectId>,
    names: BTreeSet<String>,
}

impl Found<'_> {
    /// Keeps an object that is a file, and those that it names as files.
    fn within(&mut self, id: ObjectId, object: &Object) {
        match object {
            Object::Array(items) => items.iter().for_each(|item| self.within(id, item)),
            Object::Dictionary(fields) => self.fields(id, fields),
            Object::Stream(stream) => {
                if stream.dict.has_type(b"EmbeddedFile") {
                    self.files.insert(id);
                }
                self.fields(id, &stream.dict);
            }
            _ => {}
        }
    }

    fn fields(&mut self, id: ObjectId, fields: &Dictionary) {
        if let Ok(embedded) = fields.get(b"EF").and_then(|it| self.document.dereference(it)) {
            let streams = embedded.1.as_dict().into_iter().flatten();
            self.files.extend(streams.filter_map(|(_, file)| file.as_reference().ok()));
            let names = [&b"F"[..], b"UF", b"DOS", b"Mac", b"Unix"].into_iter();
            let names = names.filter_map(|key| fields.get(key).ok());
            self.names.extend(names.map(text));
        }
        for (_, value) in fields {
            self.within(id, value);
        }
    }

    /// Keeps the names under which the files are listed.
    fn listed(&mut self) {
        let document = self.document;
        let list = document
            .catalog()
            .and_then(|catalog| document.get_dict_in_dict(catalog, b"Names"))
            .and_then(|names| document.get_dict_in_dict(names, b"EmbeddedFiles"))
            .and_then(|files| files.get_deref(b"Names", document))
            .and_then(Object::as_array);
        let names = list.into_iter().flatten().step_by(2);
        self.names.extend(names.map(text));
    }
}

fn text(object: &Object) -> String {
    decode_text_string(object).unwrap_or_else(|_| "een naam die niet te lezen is".to_owned())
}

/// The difference where a file in the PDF is not the ledger beside it.
fn unlike(file: &Stream, ledger: &[u8]) -> Option<Difference> {
    let content = file.get_plain_content().unwrap_or_else(|_| file.content.clone());
    if content == ledger {
        return None;
    }
    let [there, beside] = [&content, ledger].map(String::from_utf8_lossy);
    let same = there.lines().zip(beside.lines()).take_while(|(one, other)| one == other).count();
    let line = |text: &str| {
        let line = text.lines().nth(same).unwrap_or("niets meer").trim();
        let short: String = line.chars().take(LONGEST).collect();
        format!("op regel {}: {short}", same + 1)
    };
    Some(Difference {
        file: FILE.to_owned(),
        what: format!("de cijfers in de PDF zijn andere dan {NAME} ernaast"),
        found: line(&there),
        expected: format!("{}; {AGAIN}", line(&beside)),
    })
}

/// So many characters of a line are shown.
const LONGEST: usize = 80;
