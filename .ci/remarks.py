"""Writes remarks in the Word file of a draft with other programs than ours, and asks whether each finds its sentence.

Forty remarks are spread over the file: in sentences, tables, captions and boxes, each saying the words that it stands at.
They come back as python-docx saved them, and as LibreOffice saves that file again; from the latter also after all our
bookmarks are taken out. What `pmg remarks --add` keeps must say of each the sentence with those words.
"""

import itertools
import re
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

import docx

PLACES = 40


def spread(document):
    """Runs to write a remark at, of all kinds and all over the file."""
    # What stands before the first chapter is no sentence of the report.
    paragraphs = itertools.dropwhile(lambda paragraph: paragraph.style.name != "Heading 1", document.paragraphs)
    runs = [run for paragraph in paragraphs for run in paragraph.runs]
    cells = [run for table in document.tables for row in table.rows[1:] for cell in row.cells for paragraph in cell.paragraphs for run in paragraph.runs]
    longer = [run for run in runs if len(run.text.strip()) > 25]
    in_table = [run for run in cells if len(run.text.strip()) > 12]
    pick = lambda of, many: [of[index * len(of) // many] for index in range(many)]
    return pick(longer, PLACES - 10) + pick(in_table, 10)


def without_bookmarks(path, to):
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            content = before.read(name)
            if name == "word/document.xml":
                content = re.sub(rb"<w:bookmark(Start|End)[^>]*/>", b"", content)
            after.writestr(name, content)


def kept(pmg, years, output, path, by):
    command = [pmg, "remarks", "2024", "--add", str(path), "--by", by, "--input", years, "--output", output]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    file = next(Path(years, "2024/opmerkingen").glob(f"*-{by}.toml"))
    return tomllib.loads(file.read_text(encoding="utf-8"))["opmerking"]


def plain(text):
    return re.sub(r"[\s|]+", " ", text.replace("’", "'")).strip()


def placed(remarks, least):
    assert len(remarks) == PLACES, f"{len(remarks)} of {PLACES} came back"
    right = [it for it in remarks if "zin" in it and plain(it["opmerking"])[:20] in plain(it["stond_er"])]
    wrong = [it for it in remarks if it not in right]
    assert len(right) >= least, f"{len(right)} of {PLACES} are at their sentence, not {wrong}"


pmg, years, output = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    path = Path(folder, "python.docx")
    document = docx.Document(Path(output, "2024/rapport.docx"))
    for run in spread(document):
        # Of a run with several sentences it is about the first.
        said = re.split(r"(?<=[.?!:]) ", run.text.strip())[0]
        document.add_comment(run, text=said, author="Lezer")
    document.save(path)
    placed(kept(pmg, years, output, path, "python"), PLACES)
    office = Path(folder, "office")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "docx", "--outdir", office, path],
        check=True, capture_output=True, timeout=300,
    )
    placed(kept(pmg, years, output, office / "python.docx", "office"), PLACES)
    bare = Path(folder, "bare.docx")
    without_bookmarks(office / "python.docx", bare)
    # A row of a table is one sentence of several cells, and a cell alone does not always tell which.
    placed(kept(pmg, years, output, bare, "bare"), PLACES - 10)
