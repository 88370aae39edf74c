"""What schemathesis may send as a zip: real ones, for no schema can say what makes one."""

import io
import zipfile

import schemathesis
from hypothesis import strategies as st


def zipped(text: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("memo.txt", text)
    return made.getvalue()


schemathesis.openapi.media_type("application/zip", st.binary(max_size=64).map(zipped))
