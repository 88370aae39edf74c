"""The finished file: page content as PyMuPDF left it, everything else built anew from what may stay."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from blinder.formats.base import Options, apply_redactions
from blinder.formats.pdf.allow import Allowlist
from blinder.formats.pdf.evidence import TITLE_ID
from blinder.formats.pdf.insert import insert_strokes
from blinder.formats.pdf.labels import Draw, strokes_of
from blinder.formats.pdf.objects import Box, dict_of, reading_objects
from blinder.formats.pdf.outline import write_outline
from blinder.formats.pdf.prepare import Prepared
from blinder.formats.pdf.standard import standard_font
from blinder.formats.pdf.tags import write_tags
from blinder.formats.pdf.widths import FontWidths
from blinder.types import Redaction


def finish(
    data: bytes,
    out: Path,
    prepared: Prepared,
    draws: Mapping[int, Sequence[Draw]],
    redactions: Mapping[str, Sequence[Redaction]],
    options: Options,
) -> None:
    """Write `data` to `out`, cleaned, with labels, links, notes, bookmarks, tags, files, title.

    `draws` per page, from 0.
    """
    with pikepdf.open(BytesIO(data)) as pdf, reading_objects():
        widths = FontWidths()
        for at, page_draws in draws.items():
            if page_draws:
                _draw(pdf, pdf.pages[at], page_draws, widths)
        Allowlist(pdf).clean_document()
        for page, sheet in zip(pdf.pages, prepared.sheets, strict=True):
            _restore(page.obj, sheet.media, sheet.crop, sheet.rotate)
        _add_annotations(pdf, prepared, redactions)
        texts = {each.id: each.text for each in prepared.segments}
        titles = {each.id: apply_redactions(each.title, redactions.get(each.id, ())) for each in prepared.outline}
        write_outline(pdf, prepared.outline, titles)
        alts = {each.id: apply_redactions(each.alt, redactions.get(each.id, ())) for each in prepared.tags.all()}
        write_tags(pdf, prepared.tags, alts)
        if TITLE_ID in texts:
            title = apply_redactions(texts[TITLE_ID], redactions.get(TITLE_ID, ()))
            pdf.trailer["/Info"] = pdf.make_indirect(pikepdf.Dictionary(Title=pikepdf.String(title)))
        for each in prepared.inner:
            pdf.attachments[each.name] = each.rewrite(redactions, options)
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def _restore(page: pikepdf.Dictionary, media: Box, crop: Box, rotate: int) -> None:
    page["/MediaBox"] = pikepdf.Array(media)
    if crop != media:
        page["/CropBox"] = pikepdf.Array(crop)
    if rotate:
        page["/Rotate"] = rotate
    elif "/Rotate" in page:
        del page["/Rotate"]


def _draw(pdf: pikepdf.Pdf, page: pikepdf.Page, draws: Sequence[Draw], widths: FontWidths) -> None:
    """Labels in the page's own content, each in its place in reading order."""
    strokes, fonts = strokes_of(draws)
    resources = pikepdf.Dictionary(dict(page.resources.items()))
    here = pikepdf.Dictionary(dict(dict_of(resources.get("/Font")).items()))
    for name, font in fonts.items():
        here[f"/{name}"] = standard_font(font)
    resources["/Font"] = here
    page.obj["/Resources"] = resources
    instructions = pikepdf.parse_content_stream(page)
    page.obj["/Contents"] = pdf.make_stream(insert_strokes(instructions, strokes, widths.of(resources)))


def _add_annotations(pdf: pikepdf.Pdf, prepared: Prepared, redactions: Mapping[str, Sequence[Redaction]]) -> None:
    """Links that nobody redacted, and the notes that the user keeps, blinded and without author or date."""
    texts = {each.id: each.text for each in prepared.segments}
    for link in prepared.marks.links:
        if link.id and link.id in redactions and redactions[link.id]:
            continue
        annot = _annotation("/Link", link.box, Border=pikepdf.Array([0, 0, 0]))
        if link.target:
            annot["/Dest"] = _destination(pdf, link.target.page, link.target.top)
        else:
            annot["/A"] = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(link.uri))
        _attach(pdf, link.page, annot)
    for note in prepared.marks.notes:
        words = apply_redactions(texts[note.id], redactions.get(note.id, ()))
        _attach(pdf, note.page, _annotation("/Text", note.box, Contents=pikepdf.String(words), F=4))


def _annotation(kind: str, box: Box, **more: Any) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(kind), Rect=pikepdf.Array(box), **more)


def _destination(pdf: pikepdf.Pdf, page: int, top: float | None) -> pikepdf.Array:
    at = pdf.pages[page].obj
    return pikepdf.Array([at, pikepdf.Name.FitH, top] if top is not None else [at, pikepdf.Name.Fit])


def _attach(pdf: pikepdf.Pdf, page: int, annot: pikepdf.Dictionary) -> None:
    here = pdf.pages[page].obj
    if "/Annots" not in here:
        here["/Annots"] = pikepdf.Array()
    here["/Annots"].append(pdf.make_indirect(annot))
