//! Opens a PDF as the objects that it is built of, in a way that no file can bring the program down.

use std::collections::BTreeSet;
use std::panic::{UnwindSafe, catch_unwind};

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Objects that stand in each other deeper than this are no PDF of ours: what reads its text would run out of stack.
const DEEPEST: usize = 64;

thread_local! {
    static IS_READING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Whether this thread is reading a PDF: a panic is then caught, and told as a difference.
#[must_use]
pub fn is_reading() -> bool {
    IS_READING.get()
}

/// What a reader of PDF gives; `None` if it panics, as some do on files that are damaged.
pub(crate) fn guarded<T>(read: impl FnOnce() -> Option<T> + UnwindSafe) -> Option<T> {
    IS_READING.set(true);
    let read = catch_unwind(read);
    IS_READING.set(false);
    read.ok().flatten()
}

/// The objects of a PDF; `None` if it cannot be read, is encrypted, or leads in circles.
pub(crate) fn open(pdf: &[u8]) -> Option<Document> {
    let document = guarded(|| Document::load_mem(pdf).ok())?;
    let is_fine = !document.is_encrypted() && !document.was_encrypted() && ends(&document);
    is_fine.then_some(document)
}

/// Whether everything that leads from page to page, and from a page to what stands on it, comes to an end.
fn ends(document: &Document) -> bool {
    let Ok(pages) = document.catalog().and_then(|catalog| catalog.get(b"Pages")) else {
        return false;
    };
    let mut walk = Walk { document, open: Vec::new(), done: BTreeSet::new() };
    walk.pages(pages) && document.page_iter().all(|page| walk.upward(page) && walk.page(page))
}

struct Walk<'a> {
    document: &'a Document,
    /// What is being looked into.
    open: Vec<ObjectId>,
    /// What was found to end.
    done: BTreeSet<ObjectId>,
}

impl Walk<'_> {
    /// Whether the tree of pages is a tree: a node with two parents would be read twice, and a chain of such nodes
    /// exponentially often.
    fn pages(&self, root: &Object) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<ObjectId> = root.as_reference().into_iter().collect();
        while let Some(id) = waiting.pop() {
            if !seen.insert(id) {
                return false;
            }
            let kids = self.document.get_dictionary(id).and_then(|node| node.get(b"Kids"));
            let kids = kids.and_then(|kids| self.document.dereference(kids));
            if let Ok((_, Object::Array(kids))) = kids {
                waiting.extend(kids.iter().filter_map(|kid| kid.as_reference().ok()));
            }
        }
        true
    }

    /// Whether the folders that a page stands in have an outermost one.
    fn upward(&self, page: ObjectId) -> bool {
        let above = |id: &ObjectId| {
            self.document
                .get_dictionary(*id)
                .and_then(|node| node.get(b"Parent")?.as_reference())
                .ok()
        };
        std::iter::successors(Some(page), above).take(DEEPEST + 1).count() <= DEEPEST
    }

    /// Whether all that stands on a page ends.
    fn page(&mut self, page: ObjectId) -> bool {
        let Ok(page) = self.document.get_dictionary(page) else { return true };
        let inside = |key: &[u8]| !matches!(key, b"Parent" | b"Annots");
        page.iter().filter(|(key, _)| inside(key)).all(|(_, value)| self.ends(value))
    }

    fn ends(&mut self, object: &Object) -> bool {
        match object {
            Object::Reference(id) => self.reference(*id),
            Object::Array(items) => items.iter().all(|item| self.ends(item)),
            Object::Dictionary(fields) => self.fields(fields),
            Object::Stream(stream) => self.fields(&stream.dict),
            _ => true,
        }
    }

    fn fields(&mut self, fields: &Dictionary) -> bool {
        fields.iter().all(|(_, value)| self.ends(value))
    }

    fn reference(&mut self, id: ObjectId) -> bool {
        if self.done.contains(&id) {
            return true;
        }
        if self.open.contains(&id) || self.open.len() >= DEEPEST {
            return false;
        }
        let document = self.document;
        let Ok(object) = document.get_object(id) else { return true };
        self.open.push(id);
        let ends = self.ends(object);
        self.open.pop();
        self.done.insert(id);
        ends
    }
}

#[cfg(test)]
mod tests {
    use lopdf::{Document, Object, Stream, dictionary};

    use super::open;

    /// A PDF of one page, after a change of its objects: 1 holds the pages, 2 is the page, 3 what it can draw.
    fn pdf(change: impl FnOnce(&mut Document)) -> Vec<u8> {
        let mut document = Document::with_version("1.7");
        let number = |number: u32| Object::Reference((number, 0));
        document.max_id = 5;
        let parts = [
            dictionary! { "Type" => "Pages", "Kids" => vec![number(2)], "Count" => 1 },
            dictionary! { "Type" => "Page", "Parent" => number(1), "Resources" => number(3) },
            dictionary! { "XObject" => dictionary! { "x0" => number(4) } },
        ];
        for (id, part) in (1..).zip(parts) {
            document.objects.insert((id, 0), Object::Dictionary(part));
        }
        let drawn = Stream::new(dictionary! { "Subtype" => "Form" }, b"/x0 Do".to_vec());
        document.objects.insert((4, 0), Object::Stream(drawn));
        let catalog = dictionary! { "Type" => "Catalog", "Pages" => number(1) };
        document.objects.insert((5, 0), Object::Dictionary(catalog));
        document.trailer.set("Root", number(5));
        change(&mut document);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).unwrap();
        bytes
    }

    fn set(document: &mut Document, id: u32, key: &str, to: u32) {
        let object = document.get_object_mut((id, 0)).unwrap();
        let fields = match object {
            Object::Stream(stream) => &mut stream.dict,
            object => object.as_dict_mut().unwrap(),
        };
        fields.set(key, Object::Reference((to, 0)));
    }

    #[test]
    fn a_pdf_that_leads_in_circles_is_not_opened() {
        assert!(open(&pdf(|_| ())).is_some());
        let circles: [(u32, &str, u32); 3] =
            [(1, "Parent", 1), (1, "Parent", 2), (4, "Resources", 3)];
        for (id, key, to) in circles {
            assert!(open(&pdf(|it| set(it, id, key, to))).is_none(), "{id} {key} {to}");
        }
        let kids = |it: &mut Document| {
            let pages = vec![Object::Reference((1, 0)), Object::Reference((2, 0))];
            it.get_object_mut((1, 0)).unwrap().as_dict_mut().unwrap().set("Kids", pages);
        };
        assert!(open(&pdf(kids)).is_none());
    }

    #[test]
    fn what_is_no_pdf_is_not_opened() {
        let whole = pdf(|_| ());
        for part in [&whole[..whole.len() / 2], b"geen PDF", b""] {
            assert!(open(part).is_none());
        }
    }
}
