"""Break files and read them: `python -m tests.fuzz --minutes 5 case.docx case.pdf`, or one case again with `--case N`.

`--shapes 20000` reads the files made to hurt instead, with so many of everything. Prints a line for each finding; the
number after the name gives the same file again. Ends with 1 if there was any.
"""

import argparse
import shutil
import sys
import time
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.fuzz import shapes
from tests.fuzz.mutations import mutate
from tests.fuzz.seeds import SEEDS
from tests.fuzz.trial import TRIALS, attempt, finding


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of {', '.join(SEEDS)}; default all")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--start", type=int, default=0, help="the first case")
    parser.add_argument("--case", type=int, help="this case alone, in this process, for its traceback")
    parser.add_argument("--shapes", type=int, metavar="MANY", help="the files made to hurt, with MANY of everything")
    parser.add_argument("--keep", type=Path, help="a folder for the files that showed something")
    args = parser.parse_args()
    if args.shapes:
        return read_shapes(args.shapes, args.names)
    end, found, done = time.monotonic() + args.minutes * 60, 0, 0
    with TemporaryDirectory() as folder:
        for number in count(args.start) if args.case is None else [args.case]:
            for name in args.names or SEEDS:
                path = Path(folder) / name
                path.write_bytes(mutate(name, SEEDS[name](), number))
                if args.case is not None:
                    TRIALS.get(name, attempt)(path, number % 2 == 1)
                elif said := finding(path, keep=number % 2 == 1):
                    found += 1
                    print(f"{name} {number}: {said}", flush=True)
                    if args.keep:
                        shutil.copy(path, args.keep / f"{number}-{name}")
                done += 1
            if time.monotonic() > end:
                break
    print(f"{done} files, {found} findings", file=sys.stderr)
    return int(found > 0)


def read_shapes(many: int, names: list[str]) -> int:
    """How many showed something, at most 1."""
    shapes.MANY, found = many, 0
    with TemporaryDirectory() as folder:
        for shape, (name, make) in shapes.SHAPES.items():
            if names and name not in names:
                continue
            path, start = Path(folder) / name, time.monotonic()
            path.write_bytes(make())
            said = finding(path, timeout_s=120)
            found += bool(said)
            print(f"{time.monotonic() - start:6.1f} s  {name}, {shape}: {said or 'as it should be'}", flush=True)
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main())
