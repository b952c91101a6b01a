"""The tables for others, read by other libraries than ours: tables.py FOLDER...

CSVW by `csvw`, with a value that does not fit as a negative control; the record for catalogues as JSON-LD by `rdflib`,
with what DCAT-AP-NL 3.0 makes mandatory for a dataset and its distributions, but for the licence, which is the owner's.
"""

import pathlib
import shutil
import sys
import tempfile
import warnings

import rdflib
from csvw import CSVW
from rdflib.namespace import DCAT, DCTERMS, RDF

METADATA = "cijfers.csv-metadata.json"


def fits(folder: pathlib.Path) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            table = CSVW(str(folder / METADATA), validate=True)
            return table.is_valid and sum(len(list(each)) for each in table.tables) > 0
        except ValueError:
            return False


for name in sys.argv[1:]:
    folder = pathlib.Path(name)
    assert fits(folder), f"{folder}: cijfers.csv is not what its description says"
    with tempfile.TemporaryDirectory() as other:
        other = pathlib.Path(other)
        shutil.copy(folder / METADATA, other)
        text = (folder / "cijfers.csv").read_text(encoding="utf-8")
        (other / "cijfers.csv").write_text(text.replace(",getoond,2", ",getoond,x2", 1), encoding="utf-8")
        assert not fits(other), "a date that is none was not noticed"
    graph = rdflib.Graph().parse(str(folder / "dcat.jsonld"), format="json-ld")
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    for needed in ("accessRights", "creator", "description", "identifier", "publisher", "title"):
        assert graph.value(dataset, DCTERMS[needed]), f"{folder}: the dataset has no {needed}"
    assert graph.value(dataset, DCAT.theme) and graph.value(dataset, DCAT.contactPoint)
    distributions = list(graph.objects(dataset, DCAT.distribution))
    assert distributions, f"{folder}: the dataset has no distribution"
    for each in distributions:
        assert graph.value(each, DCAT.accessURL) and graph.value(each, DCTERMS["format"])
    print(f"{folder}: CSVW and {len(distributions)} distributions are as described")
