"""The user's own list of people and places: CSV or XLSX with the columns name, role, aliases (";" between aliases)."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from blinder.apart import run_apart
from blinder.errors import Defeated, RosterError, TookTooLong, TooLarge
from blinder.label_map import KEEP_ROLE, LabelMap
from blinder.limits import DEFAULT
from blinder.types import EntityType

Roster = Path | str | Sequence[Sequence[str]] | None
COLUMNS = ("name", "role", "aliases")
MAX_ROWS, MAX_COLUMNS = 20_000, 200
TIMEOUT_S = 60.0
MAX_BYTES = 32 * 2**20  # of the table, unpacked


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody or something that the user, or the key of an earlier task, names.

    Attributes:
        names: the name first, then aliases.
        label: the label an earlier task gave; "" for a new one.
        keep: the user wants it to stay.
    """

    names: tuple[str, ...] = field(repr=False)
    entity_type: EntityType
    role: str
    label: str = ""
    keep: bool = False


def kept_names(known: Iterable[Known]) -> list[str]:
    """What the user wants to stay."""
    return [name for entry in known if entry.keep for name in entry.names]


def known_people(roster: Roster, key: Sequence[Known] | None, profile: LabelMap) -> tuple[Known, ...]:
    """Roster and key as one list: an entry of the key that the roster names too keeps its label."""
    entries = (
        ()
        if roster is None
        else read_roster(Path(roster), profile)
        if isinstance(roster, Path | str)
        else known_from(roster, profile)
    )
    by_name = {name.casefold(): entry for entry in key or () for name in entry.names}
    merged, used = [], set[str]()
    for entry in entries:
        earlier = next((by_name[name.casefold()] for name in entry.names if name.casefold() in by_name), None)
        if earlier and earlier.label not in used:
            used.add(earlier.label)
            names = tuple(dict.fromkeys((*entry.names, *earlier.names)))
            merged.append(replace(entry, label=earlier.label, names=names))
        else:
            merged.append(entry)
    return (*merged, *(entry for entry in key or () if entry.label not in used))


def read_roster(path: Path, label_map: LabelMap) -> tuple[Known, ...]:
    """The people and places of the roster file, in its order.

    Raises:
        RosterError: no such file, no `name` column, an empty or doubled name, a role the label map does not know,
            too many rows or bytes.
    """
    rows = _rows(path)
    if len(rows) > MAX_ROWS:
        raise RosterError("the roster has too many rows", hint=f"blinder takes {MAX_ROWS:,}.")
    header = [str(cell).strip().casefold() for cell in rows[0]] if rows else []
    if "name" not in header:
        raise RosterError("the roster has no column called name", hint="Its first row must read: name, role, aliases.")
    known, seen = [], dict[str, int]()
    for number, row in enumerate(rows[1:], start=2):
        cells = dict(zip(header, (str(cell or "").strip() for cell in row), strict=False))
        if not any(cells.values()):
            continue
        entry = _known(cells, number, label_map)
        if (first := seen.setdefault(" ".join(entry.names[0].casefold().split()), number)) != number:
            raise RosterError(f"row {number} has the name of row {first}", hint="Give each person or place one row.")
        known.append(entry)
    return tuple(known)


def known_from(rows: Iterable[Sequence[str]], label_map: LabelMap) -> tuple[Known, ...]:
    """As `read_roster`, from (name, role, aliases) rows in memory; aliases may be missing.

    Raises:
        RosterError: see `read_roster`.
    """
    return tuple(_known(dict(zip(COLUMNS, row, strict=False)), at, label_map) for at, row in enumerate(rows, start=1))


def _known(cells: dict[str, str], number: int, label_map: LabelMap) -> Known:
    name, wanted = cells.get("name", "").strip(), cells.get("role", "").strip()
    if not any(character.isalnum() for character in name):
        raise RosterError(f"row {number} has no name", hint="Fill in the name or delete the row.")
    role = label_map.role_of(wanted) if wanted else "Person"
    if not role:
        roles = ", ".join((*label_map.role_cues, *label_map.roster_types, KEEP_ROLE))
        raise RosterError(f"row {number} has an unknown role", hint=f"Known roles: {roles}.")
    aliases = [alias.strip() for alias in cells.get("aliases", "").split(";")]
    names = dict.fromkeys([name, *(alias for alias in aliases if any(c.isalnum() for c in alias))])
    kind = label_map.roster_types.get(role, EntityType.PERSON)
    return Known(tuple(names), kind, role, keep=role == KEEP_ROLE)


def _rows(path: Path) -> Sequence[Sequence[object]]:
    try:
        return _xlsx_rows(path) if path.suffix.casefold() == ".xlsx" else _csv_rows(path)
    except OSError as error:
        raise RosterError("the roster cannot be read", hint="Check the path and its permissions.") from error


def _csv_rows(path: Path) -> Sequence[Sequence[object]]:
    if path.stat().st_size > MAX_BYTES:
        raise RosterError("the roster is too large", hint="Is this the right file?")
    raw = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        if encoding == "utf-16" and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = raw.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise RosterError("the roster is not text", hint="Save it as CSV UTF-8 or XLSX.")
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        return list(islice(csv.reader(io.StringIO(text), delimiter=delimiter), MAX_ROWS + 1))
    except csv.Error as error:
        raise RosterError("the roster is not a CSV table", hint="Save it as CSV UTF-8 or XLSX.") from error


def _xlsx_rows(path: Path) -> Sequence[Sequence[object]]:
    try:
        return run_apart(_read_xlsx, path.absolute(), timeout_s=TIMEOUT_S, limits=DEFAULT)
    except (Defeated, TookTooLong, TooLarge):
        raise RosterError("the roster is not an Excel workbook", hint="Save it as XLSX or CSV.") from None


def _read_xlsx(path: Path) -> Sequence[Sequence[object]]:
    from openpyxl.reader.excel import load_workbook

    with zipfile.ZipFile(path) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_BYTES:
            raise RosterError("the roster is too large", hint="Save it again with the table alone.")
    book = load_workbook(path, read_only=True, data_only=True)
    rows = islice(book.worksheets[0].iter_rows(values_only=True), MAX_ROWS + 1)
    return [[str(cell or "") for cell in row[:MAX_COLUMNS]] for row in rows]
