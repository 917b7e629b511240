"""Files come in: YAML text becomes plain values that remember their place, and then a model or a list of misfits."""

from docgen.source.fitting import fit
from docgen.source.layering import layer
from docgen.source.reading import parse, read
from docgen.source.spelling import respell
from docgen.source.tree import Path, Place, Source

__all__ = ["Path", "Place", "Source", "fit", "layer", "parse", "read", "respell"]
