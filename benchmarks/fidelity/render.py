"""LibreOffice, kept on a short leash: a profile of its own, a time limit, and nobody left behind."""

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

TIMEOUT_S = 120.0


def convert(sources: Sequence[Path], kind: str, folder: Path) -> list[Path | None]:
    """The sources converted ("pdf", "docx") into `folder`; None for each that LibreOffice could not open."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise SystemExit("LibreOffice is needed for .docx, .odt and .doc: install it, or measure PDFs only.")
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--norestore", "--convert-to", kind, "--outdir", str(folder)]
    process = subprocess.Popen(
        [*command, *map(str, sources)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    with suppress(subprocess.TimeoutExpired):
        process.wait(TIMEOUT_S)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    made = [folder / f"{source.stem}.{kind}" for source in sources]
    return [path if path.is_file() and path.stat().st_size else None for path in made]
