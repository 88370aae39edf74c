"""Pictures that stay, packed anew from their pixels: what stands behind the last one is no part of any picture."""

from io import BytesIO
from typing import Any

import numpy as np
import pikepdf

from blinder.errors import BlinderError
from blinder.formats.pdf.engines import mupdf
from blinder.formats.pdf.objects import BROKEN, list_of
from blinder.formats.pictures import clean

PACKED = {"/FlateDecode", "/LZWDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/Fl", "/LZW", "/AHx", "/A85"}
JPEG = (["/DCTDecode"], ["/DCT"])
CHANNELS = {
    "/DeviceGray": 1,
    "/DeviceRGB": 3,
    "/DeviceCMYK": 4,
    "/G": 1,
    "/RGB": 3,
    "/CMYK": 4,
    "/CalRGB": 3,
    "/Lab": 3,
}
LATTICE = 5  # ISO 32000-1, 8.7.4.5.5 to 8.7.4.5.8
MESH = {4: ((1, 1), (1, 1)), 6: ((12, 4), (8, 2)), 7: ((16, 4), (12, 2))}  # points and colours; sharing an edge
LAST_EDGE = {4: 2, 6: 3, 7: 3}
SPACES = {1: pikepdf.Name.DeviceGray, 3: pikepdf.Name.DeviceRGB, 4: pikepdf.Name.DeviceCMYK}


def keep_pixels_only(image: Any) -> None:
    """Take out, in place, whatever a picture's stream holds beside its pixels; one that cannot be read turns blank."""
    filters = image.get("/Filter", pikepdf.Array())
    names = [str(each) for each in (list_of(filters) if isinstance(filters, pikepdf.Array) else [filters])]
    try:
        if names in JPEG:
            image.write(clean(image.read_raw_bytes()), filter=pikepdf.Name.DCTDecode)
        elif PACKED.issuperset(names):
            image.write(image.read_bytes()[: _size(image)])
        else:
            _draw_anew(image)
    except (*BROKEN, BlinderError, mupdf.mupdf.FzErrorBase):
        image.write(bytes(_size(image)))


def keep_mesh_only(shading: Any) -> None:
    """Cut, in place, a mesh of triangles or patches behind its last whole one, or at the first that cannot be one."""
    try:
        data = shading.read_bytes()
        shading.write(data[: _mesh_size(shading, data)])
    except (*BROKEN, ZeroDivisionError):
        shading.write(b"")


def _mesh_size(shading: Any, data: bytes) -> int:
    kind, colours = int(shading["/ShadingType"]), 1 if "/Function" in shading else _channels(shading["/ColorSpace"])
    point, paint = 2 * int(shading["/BitsPerCoordinate"]), colours * int(shading["/BitsPerComponent"])
    if kind == LATTICE:
        row = (point + paint + 7) // 8 * int(shading["/VerticesPerRow"])
        return len(data) // row * row
    flag, at = int(shading["/BitsPerFlag"]), 0
    while at < len(data):
        edge = data[at] >> (8 - flag)
        points, paints = MESH[kind][edge > 0]
        size = (flag + points * point + paints * paint + 7) // 8
        if edge > LAST_EDGE[kind] or at + size > len(data):
            break
        at += size
    return at


def _size(image: Any) -> int:
    """Bytes that the pixels take, unpacked: every row begins with a byte of its own."""
    bits = 1 if _is_black(image) else int(image.get("/BitsPerComponent", 8)) * _channels(image.get("/ColorSpace"))
    return (int(image["/Width"]) * bits + 7) // 8 * int(image["/Height"])


def _channels(space: Any) -> int:
    kind = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    return len(space[1]) if kind == "/DeviceN" else CHANNELS.get(kind, 1)


def _is_black(image: Any) -> bool:
    """Whether its pixels are black or white, or a stencil's."""
    return bool(image.get("/ImageMask", False))


def _draw_anew(image: Any) -> None:
    """Fax, JBIG2, JPEG 2000 and what is packed by rarer means: only a decoder knows where it ends."""
    with pikepdf.new() as pdf, BytesIO() as data:
        copy = pdf.make_indirect(pdf.copy_foreign(image))
        for key in {"/ImageMask", "/Mask", "/SMask", "/Decode"} & set(copy.keys()):
            del copy[key]
        if _is_black(image):
            copy["/ColorSpace"], copy["/BitsPerComponent"] = pikepdf.Name.DeviceGray, 1
        pdf.Root["/Picture"] = copy
        pdf.save(data)
        with mupdf.open("pdf", data.getvalue()) as drawn:
            number = int(drawn.xref_get_key(drawn.pdf_catalog(), "Picture")[1].split()[0])
            pixels = mupdf.Pixmap(drawn, number)
    pixels = mupdf.Pixmap(pixels, 0) if pixels.alpha else pixels
    rows = np.frombuffer(pixels.samples, np.uint8).reshape(pixels.height, pixels.stride)
    if image.get("/BitsPerComponent", 1) == 1 or _is_black(image):
        image.write(np.packbits(rows > 127, axis=1).tobytes())
        return
    image["/ColorSpace"], image["/BitsPerComponent"] = SPACES[pixels.n], 8
    image["/Width"], image["/Height"] = pixels.width, pixels.height
    image.write(rows.tobytes())
    if "/Decode" in image:
        del image["/Decode"]
