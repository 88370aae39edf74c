"""Draw the school's crest, so that a name stands in a picture of the sample submission.

In: the words. Out: bytes of a small PNG without metadata. Its own file because a picture's words are found by no
text search.
"""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

SIZE = (480, 240)
NAVY, SAND, WHITE = (36, 72, 92), (226, 211, 178), (255, 255, 255)


def draw_logo(above: str, below: str) -> bytes:
    """A crest: a wading bird over water between two lines of words."""
    image = Image.new("RGB", SIZE, WHITE)
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((3, 3, SIZE[0] - 4, SIZE[1] - 4), 22, outline=NAVY, width=6)
    draw.polygon([(58, 150), (92, 108), (122, 118), (104, 148)], fill=NAVY)
    draw.line([(96, 114), (110, 76), (98, 58), (106, 48)], fill=NAVY, width=8)
    draw.polygon([(102, 44), (142, 56), (106, 58)], fill=NAVY)
    draw.line([(84, 146), (84, 192)], fill=NAVY, width=4)
    draw.line([(98, 146), (98, 192)], fill=NAVY, width=4)
    for row in (188, 200):
        draw.arc((40, row, 90, row + 14), 180, 360, fill=SAND, width=5)
        draw.arc((90, row, 140, row + 14), 180, 360, fill=SAND, width=5)
    draw.text((166, 70), above, NAVY, ImageFont.load_default(64))
    draw.text((168, 140), below, NAVY, ImageFont.load_default(30))
    buffer = io.BytesIO()
    image.quantize(32).save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
