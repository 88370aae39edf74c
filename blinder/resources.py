"""Where the shipped data lies: the model and the label maps, in an installed wheel or beside the package."""

from pathlib import Path

PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """The folder of shipped data called `name` ("models/ner", "label_maps").

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    for folder in (PACKAGE / "_packaged" / name, PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"shipped data {name!r} is missing: install blinder again")
