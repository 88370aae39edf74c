"""A .doc with names in it, which LibreOffice makes of a flat OpenDocument file."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from blinder.formats.odt.vocabulary import URIS

NS = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in URIS.items() if prefix != "xml")


def build(path: Path, names: Iterator[str]) -> dict[str, str]:
    planted: dict[str, str] = {}

    def name(channel: str) -> str:
        planted[channel] = next(names)
        return planted[channel]

    def text(channel: str) -> str:
        return f"before-{len(planted) + 1} {name(channel)} after-{len(planted)}"

    source = f"""<office:document {NS} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><meta:initial-creator>{name("author")}</meta:initial-creator><dc:creator>{name("last author")}</dc:creator>
<dc:title>{text("title")}</dc:title><dc:subject>{name("subject")}</dc:subject><meta:keyword>{name("keyword")}</meta:keyword>
</office:meta><office:automatic-styles><style:page-layout style:name="pm1"><style:header-style/><style:footer-style/>
</style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm1">
<style:header><text:p>{text("header")}</text:p></style:header><style:footer><text:p>{text("footer")}</text:p></style:footer>
</style:master-page></office:master-styles><office:body><office:text>
<text:p>{text("paragraph")} <text:bookmark text:name="{name("bookmark").replace(" ", "_")}"/></text:p>
<text:p>x<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>
<text:p>{text("footnote")}</text:p></text:note-body></text:note></text:p>
<table:table table:name="t"><table:table-column/><table:table-row><table:table-cell><text:p>{text("cell")}</text:p>
</table:table-cell></table:table-row></table:table>
<text:p>x<office:annotation><dc:creator>{name("comment author")}</dc:creator><dc:date>2024-01-01T00:00:00</dc:date>
<text:p>{text("comment")}</text:p></office:annotation></text:p>
<text:p><text:a xlink:type="simple" xlink:href="https://x.example/{name("link").replace(" ", "-")}">{text("link text")}
</text:a></text:p></office:text></office:body></office:document>"""
    with TemporaryDirectory() as folder:
        flat = Path(folder) / "source.fodt"
        flat.write_text(source, encoding="utf-8")
        subprocess.run(
            [
                shutil.which("soffice"),
                f"-env:UserInstallation={Path(folder).as_uri()}/profile",
                *("--headless", "--convert-to", "doc:MS Word 97", "--outdir", folder, str(flat)),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        shutil.move(Path(folder) / "source.doc", path)
    return planted
