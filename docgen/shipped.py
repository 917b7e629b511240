"""Where the data that ships with docgen stands: templates, samples and fonts."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def folder(name: str) -> Path:
    """Return the shipped folder ``name``: inside the package in a wheel, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


FONTS = folder("fonts")
TEMPLATES = folder("templates")
SAMPLES = folder("samples")
