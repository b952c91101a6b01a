"""Opens every cell that the ledger of a build names, with another reader than ours, and compares.

    python3 .ci/trace.py output/2024/cijfers.json input/2024/questionnaires

Workbooks that openpyxl cannot read (.ods, .xls) are first saved as .xlsx by LibreOffice.
"""

import json
import pathlib
import re
import subprocess
import sys
import tempfile

import openpyxl

STATUSES = (
    "verkenning", "plan in ontwikkeling", "gepland", "opstart", "uitvoering", "afgerond", "gestopt"
)


def number(value):
    """A cell's value as a number, read the Dutch way where it is text."""
    if isinstance(value, str):
        text = re.sub(r"[€\s\u00a0]", "", value).replace(".", "").replace(",", ".")
        return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else value
    return value


class Returns:
    """The workbooks of a year, opened when they are first asked for."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.opened = {}
        self.scratch = tempfile.mkdtemp()

    def workbook(self, name):
        if name not in self.opened:
            path = self.folder / name
            if path.suffix != ".xlsx":
                subprocess.run(
                    ["soffice", f"-env:UserInstallation=file://{self.scratch}/profile", "--headless",
                     "--convert-to", "xlsx", "--outdir", self.scratch, str(path)],
                    check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )
                path = pathlib.Path(self.scratch) / (path.stem + ".xlsx")
            self.opened[name] = openpyxl.load_workbook(path, data_only=True)
        return self.opened[name]

    def cell(self, place):
        return self.workbook(place["file"])[place["sheet"]][place["cell"]].value

    def status(self, file, code):
        """The status that stands beside a code, wherever that is."""
        for sheet in self.workbook(file).worksheets:
            for row in sheet.iter_rows(values_only=True):
                words = [str(value).strip().lower() for value in row if value is not None]
                if f"{code}.status" in words:
                    return next((word for word in words if word in STATUSES), None)
        return None


def main(ledger, folder):
    ledger = json.loads(pathlib.Path(ledger).read_text())
    returns, wrong, cells = Returns(folder), [], 0

    def compare(what, found, expected):
        nonlocal cells
        cells += 1
        if found != expected:
            wrong.append(f"{what}: the cell holds {found!r}, the ledger says {expected!r}")

    for code, measure in ledger["measures"].items():
        for given in measure["contributions"] + measure["not_counted"]:
            place = given["place"]
            what = f"{code} {given['municipality']} {place}"
            compare(what, number(returns.cell(place)), given["value"])
        total = sum(given["value"] for given in measure["contributions"])
        if measure["sum"] is not None:
            compare(f"{code} sum", round(total, 9), round(measure["sum"], 9))
    for question, by_choice in ledger.get("choices", {}).items():
        for choice, chosen in by_choice.items():
            for each in chosen:
                text = str(returns.cell(each["place"])).lower()
                compare(f"{question} {each['municipality']}", choice.lower() in text, True)
    files = {source["file"][:6]: source["file"] for source in ledger["sources"]}
    for code, by_status in ledger["interventions"].items():
        for status, municipalities in by_status.items():
            for municipality in municipalities:
                found = returns.status(files[municipality], code)
                compare(f"{code}.status {municipality}", found, status)
    for line in wrong:
        print(line)
    print(f"{cells} cells and sums compared, {len(wrong)} differ")
    return 1 if wrong or not cells else 0


sys.exit(main(*sys.argv[1:]))
