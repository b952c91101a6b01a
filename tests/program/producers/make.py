"""Makes the workbooks beside this file from answers.csv: one with openpyxl, and of that one two saved by LibreOffice.

Run it with openpyxl 3.1 from PyPI and LibreOffice on the path: python make.py
"""

import csv
import datetime
import pathlib
import re
import subprocess
import zipfile

import openpyxl
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill

FOLDER = pathlib.Path(__file__).parent
NOTICE = "Verzonnen antwoorden: alleen om mee te proberen of elk programma hetzelfde oplevert."


def written(cell, kind, answer):
    """Puts an answer into a cell as this kind; gives what a formula amounts to."""
    if kind == "rich":
        bold = TextBlock(InlineFont(b=True), answer[:2])
        cell.value = CellRichText(bold, answer[2:])
    elif kind == "number":
        cell.value = float(answer)
    elif kind == "truth":
        cell.value = answer == "TRUE"
    elif kind == "date":
        cell.value = datetime.date.fromisoformat(answer)
        cell.number_format = "d-m-yyyy"
    elif kind == "error":
        cell.value = "=1/0"
        return answer
    elif kind == "formula":
        number = re.fullmatch(r"[\d.]+", answer)
        cell.value = f"={answer}*1" if number else f'="{answer}"&""'
        return answer
    else:
        cell.value = answer
    return None


def workbook(path):
    book = openpyxl.Workbook()
    moment = datetime.datetime(2024, 3, 1)
    book.properties.created = book.properties.modified = moment
    sheet = book.active
    sheet.title = "Alle antwoorden"
    sheet["A1"] = NOTICE
    sheet.append([])
    sheet.append(["Code", "Vraag", "Antwoord", "Peildatum", "Toelichting"])
    for cell in sheet[3]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
    sheet.column_dimensions["A"].width = 30
    results = {}
    with open(FOLDER / "answers.csv", newline="", encoding="utf-8") as rows:
        for row, each in enumerate(csv.DictReader(rows), start=4):
            sheet.cell(row, 1, each["code"])
            result = written(sheet.cell(row, 3), each["kind"], each["answer"])
            if result is not None:
                results[f"C{row}"] = result
            if re.fullmatch(r"\d{4}-\d\d-\d\d", each["date"]):
                written(sheet.cell(row, 4), "date", each["date"])
            elif each["date"]:
                sheet.cell(row, 4, each["date"])
            if each["remark"]:
                sheet.cell(row, 5, each["remark"])
    book.save(path)
    calculated(path, results)


def calculated(path, results):
    """Puts the results of the formulas into the file: openpyxl leaves them out."""
    parts = parts_of(path)
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for address, result in results.items():
        kind = "e" if result.startswith("#") else "n" if result[0].isdigit() else "str"
        sheet, count = re.subn(
            rf'<c r="{address}"([^>]*)>(<f>.*?</f>)<v ?/?>(</v>)?</c>',
            rf'<c r="{address}"\1 t="{kind}">\2<v>{result}</v></c>',
            sheet,
        )
        assert count == 1, address
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    pack(path, parts)


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def main():
    original = FOLDER / "openpyxl.xlsx"
    workbook(original)
    copy = FOLDER / "libreoffice"
    copy.write_bytes(original.read_bytes())
    for kind in ["xlsx", "ods"]:
        command = ["soffice", "--headless", "--convert-to", kind, "--outdir", FOLDER, copy]
        subprocess.run(command, check=True, capture_output=True)
    copy.unlink()
    # A picture of the sheet, larger than all the rest.
    parts = parts_of(FOLDER / "libreoffice.ods")
    del parts["Thumbnails/thumbnail.png"]
    pack(FOLDER / "libreoffice.ods", parts)


main()
