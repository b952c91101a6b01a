"""Opens Word files of the report with other programs than ours.

Asks of each: that python-docx finds headings, tables with a row that names their columns, words for each picture, the
title and the language; that a remark can be written in it and read back beside its sentence; and that LibreOffice shows
the words of rapport.md in their order. A file without its last chapter must be found, or the check itself is broken.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
from docx.oxml.ns import qn


def words(text):
    return re.findall(r"[^\W_]+", text)


def plain(markdown):
    """The words of the Markdown without its signs."""
    text = re.sub(r"\]\([^)\s]*\)", "]", markdown)
    text = re.sub(r"<((?:https|mailto):[^>]*|[^>\s]+@[^>\s]+)>", r"\1", text)
    text = re.sub(r"\[\^\d+\]:?", " ", text)
    text = re.sub(r"\\(.)", r"\1", text)
    return words(text)


def missing(wanted, found):
    """The first words that do not come in their order; none if all do."""
    at = 0
    for index, word in enumerate(wanted):
        try:
            at = found.index(word, at) + 1
        except ValueError:
            return wanted[max(0, index - 8) : index + 1]
    return []


def shown(path, folder):
    """The words that LibreOffice shows."""
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", "txt:Text (encoded):UTF8",
         "--outdir", folder, path],
        check=True, capture_output=True, timeout=300,
    )
    return words(Path(folder, Path(path).with_suffix(".txt").name).read_text(encoding="utf-8"))


def opened(path):
    document = docx.Document(path)
    styles = [paragraph.style.name for paragraph in document.paragraphs]
    assert styles.count("Heading 1") > 5 and styles.count("Heading 2") > 5, "no headings"
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None, "a table without names of columns"
    body = document.element.body
    pictures = body.findall(".//" + qn("wp:docPr"))
    assert pictures and all(picture.get("descr") for picture in pictures), "a picture without words"
    assert document.core_properties.title and document.core_properties.language == "nl-NL"
    return document


def remarked(document, folder):
    """Writes a remark in the middle of a sentence of a draft, and reads beside which sentence it stands."""
    begins = [it for it in document.element.body.iter(qn("w:bookmarkStart")) if it.get(qn("w:name")).startswith("zin_")]
    if not begins:
        return
    run = next(run for paragraph in document.paragraphs for run in paragraph.runs if "Het programma wil" in run.text)
    document.add_comment(run, text="Welk programma?", author="Lezer")
    path = Path(folder, "opmerking.docx")
    document.save(path)
    again = docx.Document(path)
    assert [comment.text for comment in again.comments] == ["Welk programma?"]
    sentence = None
    for element in again.element.body.iter(qn("w:bookmarkStart"), qn("w:commentRangeStart")):
        if element.tag == qn("w:commentRangeStart"):
            break
        if element.get(qn("w:name")).startswith("zin_"):
            sentence = element.get(qn("w:name"))
    assert sentence is not None, "the remark is beside no sentence"


for place in sys.argv[1:]:
    path = Path(place, "rapport.docx")
    with tempfile.TemporaryDirectory() as folder:
        document = opened(path)
        markdown = Path(place, "rapport.md").read_text(encoding="utf-8")
        text, _, notes = markdown.partition("\n[^1]: ")
        # A plain text of LibreOffice has no footnotes.
        footnotes = next(it for it in document.part.package.iter_parts() if it.partname == "/word/footnotes.xml")
        noted = words(re.sub(rb"<[^>]*>", b" ", footnotes.blob).decode())
        assert not missing(plain(notes), noted), f"{path}: {missing(plain(notes), noted)}"
        wanted, found = plain(text), shown(path, folder)
        lost = missing(wanted, found)
        assert not lost, f"{path}: LibreOffice does not show: … {' '.join(lost)}"
        assert missing(wanted, found[: len(found) // 2]), f"{path}: half a file is not found out"
        remarked(document, folder)
