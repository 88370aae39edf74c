"""Where the pages come from: templates that escape all they are given and know all that they name."""

from jinja2 import Environment, PackageLoader, StrictUndefined, Template


def template(name: str, package: str = "blinder.report") -> Template:
    """The template called `name` in the folder `templates` of a package."""
    pages = Environment(
        loader=PackageLoader(package), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return pages.get_template(name)
