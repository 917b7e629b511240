"""The properties of the paragraph and the run in which a tag stands, for values that begin paragraphs of their own."""

from docgen.render.tags import START


class Surroundings:
    """Follows a walk through a part and keeps the properties (XML) of the open paragraphs and runs, innermost last."""

    def __init__(self) -> None:
        self._held = {"w:p": [""], "w:r": [""]}
        self._begin: dict[str, int] = {}

    def properties(self) -> tuple[str, str]:
        """Return those of the innermost paragraph and run; nothing where they hold a tag themselves."""
        return self._held["w:p"][-1], self._held["w:r"][-1]

    def begin(self, name: str, parent: str, position: int) -> None:
        """Note an element that begins at ``position`` of the part."""
        if name in self._held:
            self._held[name].append("")
        elif name == _PROPERTIES.get(parent):
            self._begin[parent] = position

    def end(self, name: str, parent: str, marked: str, position: int) -> None:
        """Note an element that has ended at ``position`` of the part ``marked``."""
        if name in self._held and len(self._held[name]) > 1:
            self._held[name].pop()
        elif name == _PROPERTIES.get(parent):
            written = marked[self._begin[parent] : position]
            self._held[parent][-1] = "" if START in written else written


_PROPERTIES = {"w:p": "w:pPr", "w:r": "w:rPr"}
