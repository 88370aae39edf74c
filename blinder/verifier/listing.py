"""Which members of a document package no list of the package names: nobody opens them, yet they travel along."""

import posixpath
import re
from collections.abc import Mapping

TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']*)["']""")
FULL_PATH = re.compile(rb"""full-path\s*=\s*["']([^"']*)["']""")


def find_unlisted(contents: Mapping[str, bytes]) -> frozenset[str]:
    """Names of members that neither relationships (Office) nor the manifest (OpenDocument) lead to.

    `contents` maps every member's name to its bytes, which only matter for relationship parts and manifests.
    Packages without either list have no unlisted members.
    """
    if "[Content_Types].xml" in contents:
        return frozenset(contents) - _related(contents) - {"[Content_Types].xml"}
    if "META-INF/manifest.xml" in contents:
        listed = {_plain(path) for path in FULL_PATH.findall(contents["META-INF/manifest.xml"])}
        return frozenset(contents) - listed - {"mimetype", "META-INF/manifest.xml"}
    return frozenset()


def _related(contents: Mapping[str, bytes]) -> set[str]:
    listed = set()
    for name, content in contents.items():
        folder, _, file = name.rpartition("/")
        if not file.endswith(".rels"):
            continue
        base = folder.removesuffix("_rels")
        if not file.removesuffix(".rels") or base + file.removesuffix(".rels") in contents:
            listed.add(name)
        for target in TARGET.findall(content):
            listed.add(posixpath.normpath(posixpath.join("/", base, _plain(target))).lstrip("/"))
    return listed


def _plain(path: bytes) -> str:
    return path.decode("utf-8", "replace").replace("&amp;", "&")
