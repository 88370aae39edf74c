"""What stands in for a picture: a drawn box of its place and size, as a form XObject under the picture's name."""

import pikepdf

from blinder.formats.pdf.objects import Box
from blinder.formats.pdf.painted import IDENTITY, Matrix, Seat, inverse

CAPTION = "Picture removed"


def solid(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    """What a rule or a spacer becomes: its box in light grey."""
    return _form(pdf, b"0.87 g 0 0 1 1 re f", (0, 0, 1, 1), IDENTITY, caption=False)


def placeholder(pdf: pikepdf.Pdf, seat: Seat) -> pikepdf.Stream:
    """A box with a thin border and unless it is mute the caption, upright on the page; its matrix undoes the seat's."""
    back, box = inverse(seat.matrix), seat.box
    if back is None:
        return _form(pdf, b"", (0, 0, 1, 1), IDENTITY, caption=False)
    x0, y0, x1, y1 = box
    width, height = x1 - x0, y1 - y0
    frame = f"0.93 g {x0:.2f} {y0:.2f} {width:.2f} {height:.2f} re f 0.6 G 0.5 w "
    frame += f"{x0 + 0.25:.2f} {y0 + 0.25:.2f} {max(width - 0.5, 0):.2f} {max(height - 0.5, 0):.2f} re S"
    size = min(11.0, width / 8.5, height / 1.4)
    if caption := size >= 4 and not seat.mute:
        left, base = (x0 + x1) / 2 - size * 3.65, (y0 + y1) / 2 - size * 0.35
        frame += f" BT /Caption {size:.2f} Tf 0.38 g {left:.2f} {base:.2f} Td ({CAPTION}) Tj ET"
    return _form(pdf, frame.encode(), box, back, caption=caption)


def _form(pdf: pikepdf.Pdf, content: bytes, box: Box, matrix: Matrix, *, caption: bool) -> pikepdf.Stream:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        Encoding=pikepdf.Name.WinAnsiEncoding,
    )
    resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(Caption=font)) if caption else pikepdf.Dictionary()
    form: pikepdf.Stream = pdf.make_stream(
        content,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=pikepdf.Array([round(each, 3) for each in box]),
        Matrix=pikepdf.Array([round(each, 9) for each in matrix]),
        Resources=resources,
    )
    return form
