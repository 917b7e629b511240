"""What goes into everything that docgen makes: its own code, its fonts and the engines under it, as digests by name."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path

import docgen
from docgen.shipped import FONTS

_ENGINES = ("jinja2", "pikepdf", "pillow", "typst", "zxing-cpp")
_CODE = frozenset({".py", ".typ"})
_PRINTING = "cli"  # what is printed on the terminal goes into no file


@cache
def wares() -> dict[str, str]:
    """Return the digest of docgen's code, of its fonts and of the versions of its engines."""
    package = Path(docgen.__file__).parent
    code = (file for file in package.rglob("*") if file.suffix in _CODE)
    making = (file for file in code if file.relative_to(package).parts[0] != _PRINTING)
    engines = " ".join(f"{name} {version(name)}" for name in _ENGINES)
    return {"docgen": _of(package, making), "fonts": folder_digest(FONTS), "engine": engines}


def folder_digest(folder: Path) -> str:
    """Return a digest of all files in a folder and of their names."""
    return _of(folder, (file for file in folder.rglob("*") if file.is_file()))


def _of(root: Path, files: Iterable[Path]) -> str:
    known = hashlib.sha256()
    for file in sorted(files):
        with file.open("rb") as content:
            known.update(f"{file.relative_to(root).as_posix()} ".encode())
            known.update(hashlib.file_digest(content, "sha256").digest())
    return known.hexdigest()
