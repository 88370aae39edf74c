"""A name is put into every attribute and every text of a document that has every channel: none may get through."""

import importlib.util
import random
import re
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from blinder.formats.base import Options
from blinder.formats.odt import ODT
from blinder.formats.odt.vocabulary import qualified
from blinder.types import Redaction, Span

FORMS = (
    "Marisol Quent",
    "Quent",
    "bold Quent",
    "https://x.example/Quent",
    "#Quent|region",
    "'Quent'.A1",
    "../Quent.png",
)
NAME = re.compile(r"(Marisol )?Quent")
CONFORMANCE = Path(__file__).parents[1] / "conformance"
KEPT = Options(keep_comments=True, keep_changes=True, pictures="untouched")


def module(path: Path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def put_everywhere(source: Path, out: Path, share: float, chance: random.Random) -> None:
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(out, "w") as changed:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith(("content.xml", "styles.xml", "meta.xml")):
                root = etree.fromstring(data)
                for node in root.iter(etree.Element):
                    for key in node.attrib:
                        if key != qualified("xml:id") and chance.random() < share:
                            node.set(key, chance.choice(FORMS))
                    if chance.random() < share:
                        node.text = f"{node.text or ''} {FORMS[0]}"
                data = etree.tostring(root)
            changed.writestr(name, data)


@pytest.mark.parametrize("options", [Options(), KEPT])
@pytest.mark.parametrize("share", [0.1, 1.0])
def test_a_name_gets_through_nowhere(tmp_path: Path, options: Options, share: float) -> None:
    built, path, once, twice = (tmp_path / f"{name}.odt" for name in ("built", "a", "once", "twice"))
    module(CONFORMANCE / "builders" / "odt.py").build(built, module(CONFORMANCE / "looking.py").Names())
    put_everywhere(built, path, share, random.Random(share))
    redactions = {
        segment.id: [
            Redaction(segment.id, Span(*found.span()), "Teacher C", "p1") for found in NAME.finditer(segment.text)
        ]
        for segment in ODT().read(path, options).segments
        if not segment.dropped
    }
    ODT().rewrite(path, once, redactions, options)
    with zipfile.ZipFile(once) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not [name for name, data in parts.items() if b"Quent" in data or "Quent" in name]
    ODT().rewrite(once, twice, {}, options)
    assert twice.read_bytes() == once.read_bytes()
